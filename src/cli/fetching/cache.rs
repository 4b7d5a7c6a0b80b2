//! Each URL asked once in a run, however many certificates name it and threads want it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::answer::Answer;
use super::fault::Fault;

/// The most bytes of bodies that are kept; where there are more, all are forgotten, and a URL that
/// is met again is asked again.
const MAX_HELD: usize = 8 << 20;

/// What a URL is counted for besides itself and its body: its place among the others, and a fault's
/// text.
const ENTRY: usize = 512;

/// The most URLs whose faults are remembered as said.
const MAX_SAID: usize = 10_000;

/// What came of a URL.
pub type Outcome = Result<Arc<Answer>, Fault>;

/// The answers of a run.
#[derive(Default)]
pub struct Cache {
    held: Mutex<Held>,
    said: Mutex<HashSet<String>>,
}

#[derive(Default)]
struct Held {
    bytes: usize,
    outcomes: HashMap<String, Arc<OnceLock<Outcome>>>,
}

impl Cache {
    /// What came of `url`, which is fetched where it is not known; whoever wants it meanwhile waits.
    pub fn get(&self, url: &str, fetch: impl FnOnce() -> Outcome) -> Outcome {
        let slot = lock(&self.held)
            .outcomes
            .entry(url.to_owned())
            .or_default()
            .clone();
        let outcome = slot.get_or_init(|| {
            let outcome = fetch();
            let length = outcome.as_ref().map_or(0, |answer| answer.length);
            lock(&self.held).add(length.saturating_add(url.len()).saturating_add(ENTRY));
            outcome
        });
        outcome.clone()
    }

    /// Whether the fault of `url` is to be said: it is the first time.
    pub fn is_new_fault(&self, url: &str) -> bool {
        let mut said = lock(&self.said);
        if said.len() >= MAX_SAID {
            said.clear();
        }
        said.insert(url.to_owned())
    }
}

impl Held {
    fn add(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes > MAX_HELD {
            self.bytes = 0;
            self.outcomes.clear();
        }
    }
}

/// What is behind the lock; a thread that panicked left it whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    fn answer(length: usize) -> Arc<Answer> {
        let mut answer = Answer::new(b"x");
        answer.length = length;
        Arc::new(answer)
    }

    #[test]
    fn a_url_is_fetched_once_whether_it_gives_anything_or_not() {
        let (cache, count) = (Cache::default(), Cell::new(0));
        for outcome in [Ok(answer(1)), Err(Fault::Status(404))] {
            let url = if outcome.is_ok() { "a" } else { "b" };
            for _ in 0..3 {
                let got = cache.get(url, || {
                    count.set(count.get() + 1);
                    outcome.clone()
                });
                assert_eq!(got.is_ok(), outcome.is_ok());
            }
        }
        assert_eq!(count.get(), 2);
    }

    #[test]
    fn threads_that_want_one_url_at_once_fetch_it_once() {
        let (cache, count) = (Cache::default(), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    cache.get("a", || {
                        thread::sleep(std::time::Duration::from_millis(20));
                        count.fetch_add(1, Ordering::Relaxed);
                        Ok(answer(1))
                    })
                });
            }
        });
        assert_eq!(count.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn bodies_over_the_bound_are_forgotten() {
        let cache = Cache::default();
        for index in 0..100 {
            assert!(
                cache
                    .get(&index.to_string(), || Ok(answer(1 << 20)))
                    .is_ok()
            );
            assert!(lock(&cache.held).outcomes.len() <= 8);
        }
    }

    #[test]
    fn faults_without_end_are_forgotten_too() {
        let cache = Cache::default();
        for index in 0..40_000 {
            let url = index.to_string();
            assert!(cache.get(&url, || Err(Fault::Status(404))).is_err());
        }
        assert!(lock(&cache.held).outcomes.len() < MAX_HELD / ENTRY);
    }

    #[test]
    fn a_fault_is_said_once() {
        let cache = Cache::default();
        assert!(cache.is_new_fault("a") && cache.is_new_fault("b"));
        assert!(!cache.is_new_fault("a"));
    }
}
