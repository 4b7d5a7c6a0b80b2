//! A fetch that takes no longer than it may, whatever it waits for.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How long a fetch may take to tell that its time is up, and of which host.
const GRACE: Duration = Duration::from_millis(100);

/// Why a job gave no result.
#[derive(Debug)]
pub enum Unfinished {
    /// Its time was up.
    TimedOut,
    /// It could not begin or ended without one; why.
    Failed(String),
}

/// What `job` returns within `limit`.
///
/// It runs in a thread of its own, since reqwest ends only when the system's resolver has answered,
/// which nothing bounds. A thread that is too late is left to the program's end.
///
/// # Errors
/// Where it returns nothing in time.
pub fn bounded<T: Send + 'static>(
    limit: Duration,
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Unfinished> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new()
        .name("fetch".to_owned())
        .spawn(move || sender.send(job()))
        .map_err(|error| Unfinished::Failed(error.kind().to_string()))?;
    receiver
        .recv_timeout(limit.saturating_add(GRACE))
        .map_err(|error| match error {
            RecvTimeoutError::Timeout => Unfinished::TimedOut,
            RecvTimeoutError::Disconnected => {
                Unfinished::Failed("its thread ended without a result".to_owned())
            }
        })
}
