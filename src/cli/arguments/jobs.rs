//! How many threads judge.

use std::thread;

use clap::Args;

/// `--jobs`.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct JobsOptions {
    /// Judge on so many threads [default: the machine's]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

impl JobsOptions {
    /// How many threads judge.
    pub fn threads(self) -> usize {
        let of_the_machine = || thread::available_parallelism().map_or(1, usize::from);
        self.jobs.map_or_else(of_the_machine, usize::from)
    }
}
