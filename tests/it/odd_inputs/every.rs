//! Every odd input, as certificate and as list, each by a run of the program of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{LIMIT, unpack};
use crate::support::parallel;
use crate::support::program::{other, program};

/// The most memory that one input may take, in KiB: 256 MiB.
const MEMORY: f64 = 256.0 * 1024.0;

/// What one run took.
struct Run {
    exit: Option<i32>,
    panicked: bool,
    /// The processor's time.
    took: Duration,
    /// The largest resident set, in KiB.
    memory: f64,
}

#[test]
fn every_odd_input_by_the_program() {
    if std::env::var_os("SFMTLS_ALL_ODD_INPUTS").is_none_or(|value| value != "1") {
        println!("left out: SFMTLS_ALL_ODD_INPUTS is not 1");
        return;
    }
    let Some(inputs) = unpack() else { return };
    let fixture = "fixtures/real/python.org.pem";
    let as_certificate = measure("as certificate", &inputs.paths, |path| {
        run(&[Path::new("check"), path])
    });
    let as_list = measure("as list", &inputs.paths, |path| {
        run(&["check", fixture, "--trust-list"]
            .map(Path::new)
            .into_iter()
            .chain([path])
            .collect::<Vec<_>>())
    });
    let faults = [as_certificate, as_list].concat();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Runs all, prints what it took, and returns each fault.
fn measure(title: &str, paths: &[PathBuf], work: impl Fn(&Path) -> Run + Sync) -> Vec<String> {
    let runs = parallel::each(paths, |path| work(path));
    let mut exits = BTreeMap::<_, usize>::new();
    for run in &runs {
        *exits.entry(run.exit).or_default() += 1;
    }
    let all = || paths.iter().zip(&runs);
    let slowest = all().max_by_key(|(_, run)| run.took).unwrap();
    let largest = all()
        .max_by(|a, b| a.1.memory.total_cmp(&b.1.memory))
        .unwrap();
    println!("{title}: {} inputs, exit codes {exits:?}", runs.len());
    println!(
        "  panics: {}",
        runs.iter().filter(|run| run.panicked).count()
    );
    println!("  slowest: {:?}, {}", slowest.1.took, slowest.0.display());
    println!(
        "  most memory: {} KiB, {}",
        largest.1.memory,
        largest.0.display()
    );
    all()
        .filter_map(|(path, run)| Some(format!("{title}: {}: {}", path.display(), run.fault()?)))
        .collect()
}

impl Run {
    fn fault(&self) -> Option<String> {
        if self.panicked || !matches!(self.exit, Some(0..=3)) {
            return Some(format!("exit {:?}", self.exit));
        }
        if self.took > LIMIT {
            return Some(format!("{:?}", self.took));
        }
        (self.memory > MEMORY).then(|| format!("{} KiB", self.memory))
    }
}

/// Runs the program under GNU time; a hang ends after a minute.
fn run(arguments: &[&Path]) -> Run {
    let sfmtls = program().get_program().to_owned();
    let output = other("time")
        .args(["-q", "-f", "\n%M %U %S", "timeout", "60"])
        .arg(sfmtls)
        .args(arguments)
        .output()
        .expect("GNU time is there");
    let text = String::from_utf8_lossy(&output.stderr);
    let numbers = text.lines().last().unwrap().split(' ');
    let numbers: Vec<f64> = numbers.map(|number| number.parse().unwrap()).collect();
    Run {
        exit: output.status.code(),
        panicked: text.contains("panicked at"),
        took: Duration::from_secs_f64(numbers[1] + numbers[2]),
        memory: numbers[0],
    }
}
