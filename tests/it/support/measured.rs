//! A program's run, with how long it took and how much memory it held at most.

use std::fs;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A run that has ended.
pub struct Measured {
    pub output: Output,
    pub taken: Duration,
    /// The most resident memory, in bytes; `None` where the system does not tell it as Linux does.
    pub peak: Option<u64>,
}

/// Runs a program to its end. Its memory is looked at every other millisecond: the system keeps the
/// maximum, so that only what comes after the last look is missed. The last look counts alone: the
/// first may still see the memory of this process, which the new one leaves while it starts.
pub fn run(command: &mut Command) -> Measured {
    let start = Instant::now();
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let has_ended = AtomicBool::new(false);
    thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut peak = None;
            while !has_ended.load(Ordering::Relaxed) {
                peak = peak_of(&status).or(peak);
                thread::sleep(Duration::from_millis(2));
            }
            peak
        });
        let output = child.wait_with_output().unwrap();
        let taken = start.elapsed();
        has_ended.store(true, Ordering::Relaxed);
        Measured {
            output,
            taken,
            peak: watch.join().unwrap(),
        }
    })
}

/// `VmHWM` of a process, in bytes; a process that has ended has none.
fn peak_of(status: &str) -> Option<u64> {
    let status = fs::read_to_string(status).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes << 10)
}

#[cfg(target_os = "linux")]
#[test]
fn memory_that_is_held_for_a_moment_is_seen() {
    let mut command = super::program::other("dd");
    command.args(["if=/dev/zero", "of=/dev/null", "bs=96M", "count=8"]);
    let peak = run(&mut command).peak.unwrap();
    assert!((96 << 20..128 << 20).contains(&peak), "{peak}");
}
