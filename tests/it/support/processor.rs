//! The processor's time, which does not depend on what else the machine does.

use std::time::Duration;

/// How long this thread has run; `None` where the system does not tell it as Linux does.
pub fn time_of_thread() -> Option<Duration> {
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = statistics.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
