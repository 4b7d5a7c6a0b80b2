//! A sample of the odd inputs, most of it in this process.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use sfmtls::TrustList;

use super::{LIMIT, unpack};
use crate::support::in_process::{NOW, html, human, json, judge, list};
use crate::support::parallel;
use crate::support::processor::time_of_thread;
use crate::support::program::{other, program};

/// One input of so many is read in this process.
const EVERY: usize = 8;

/// One input of so many is given to the program.
const EVERY_BY_PROGRAM: usize = 80;

/// The memory that the program may take, in KiB of address space: 256 MiB.
const MEMORY: u32 = 256 * 1024;

/// The processor's time that a run over the whole sample may take.
const LIMIT_OF_SAMPLE: Duration = Duration::from_secs(30);

#[test]
fn odd_inputs_are_read_without_a_panic_or_a_hang() {
    let Some(inputs) = unpack() else { return };
    let sample: Vec<_> = inputs.paths.iter().step_by(EVERY).cloned().collect();
    assert!(sample.len() > 3_000);
    let count = sample.len();
    let answers = start(sample);
    let mut slowest = (Duration::ZERO, PathBuf::new());
    for received in 0..count {
        // A hang cannot be stopped, but it can be told from a long wait.
        let answer = answers.recv_timeout(Duration::from_secs(60));
        let (path, took) = answer.unwrap_or_else(|_| panic!("a hang after {received} inputs"));
        let took = took.unwrap_or_else(|| panic!("a panic: {}", path.display()));
        assert!(took < LIMIT, "{}: {took:?}", path.display());
        slowest = slowest.max((took, path));
    }
    let (took, path) = slowest;
    println!(
        "{count} odd inputs, the slowest took {took:?}: {}",
        path.display()
    );
}

/// Reads each input; how long the slower of its two ways took, or `None` for a panic.
fn start(sample: Vec<PathBuf>) -> Receiver<(PathBuf, Option<Duration>)> {
    let (sender, receiver) = channel();
    let sample = Arc::new(sample);
    let threads = thread::available_parallelism().map_or(2, Into::into);
    for first in 0..threads {
        let (sender, sample) = (sender.clone(), Arc::clone(&sample));
        thread::spawn(move || {
            for path in sample.iter().skip(first).step_by(threads) {
                let bytes = fs::read(path).unwrap();
                let took = catch_unwind(AssertUnwindSafe(|| read_both_ways(&bytes)));
                // The test may have ended already, on an earlier input.
                sender.send((path.clone(), took.ok())).ok();
            }
        });
    }
    receiver
}

fn read_both_ways(bytes: &[u8]) -> Duration {
    let as_certificate = timed(|| {
        let judged = judge(bytes, &TrustList::bundled(), NOW);
        json(judged.clone());
        html(judged.clone());
        human(judged);
    });
    let as_list = timed(|| {
        list(bytes).ok();
    });
    as_certificate.max(as_list)
}

/// The processor's time for the work, or where that is not told, the time that passed.
fn timed(work: impl FnOnce()) -> Duration {
    let (passed, before) = (Instant::now(), time_of_thread());
    work();
    match (before, time_of_thread()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => passed.elapsed(),
    }
}

#[test]
fn the_program_ends_in_order_on_odd_files_and_lists() {
    let Some(inputs) = unpack() else { return };
    let sample: Vec<_> = inputs.paths.iter().step_by(EVERY_BY_PROGRAM).collect();
    assert!(sample.len() > 300);
    let folder = inputs.folder.path().join("sample");
    fs::create_dir(&folder).unwrap();
    for (number, path) in sample.iter().enumerate() {
        // The content decides what it is; only the end of the name makes it a candidate.
        fs::copy(path, folder.join(format!("{number}.pem"))).unwrap();
    }
    let output = bounded(LIMIT_OF_SAMPLE, &["check", "--quiet"], &folder);
    ends_in_order(&output, &folder);
    parallel::each(&sample, |path| {
        let fixture = "fixtures/real/python.org.pem";
        let output = bounded(LIMIT, &["check", fixture, "--quiet", "--trust-list"], path);
        ends_in_order(&output, path);
    });
}

/// Runs the program with these arguments and a path, in bounded memory and time of the processor.
fn bounded(time: Duration, arguments: &[&str], path: &Path) -> Output {
    let seconds = time.as_secs();
    let limit = format!("ulimit -v {MEMORY}; ulimit -t {seconds}; exec \"$@\"");
    let sfmtls = program().get_program().to_owned();
    other("sh")
        .args(["-c", &limit, "sh"])
        .arg(sfmtls)
        .args(arguments)
        .arg(path)
        .output()
        .unwrap()
}

fn ends_in_order(output: &Output, path: &Path) {
    let text = String::from_utf8_lossy(&output.stderr);
    let is_in_order = matches!(output.status.code(), Some(0..=3)) && !text.contains("panicked");
    assert!(is_in_order, "{}: {}: {text}", path.display(), output.status);
}
