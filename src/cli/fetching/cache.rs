//! Each URL asked once in a run, however many certificates name it and threads want it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::answer::Answer;
use super::fault::Fault;

/// As many bytes of bodies are kept, those that were wanted last, and not much more than twice as
/// many are held. A URL that was forgotten is asked again.
const KEPT: usize = 8 << 20;

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

/// The answers in two generations: what is wanted moves to the young one, and when that is full the
/// old one goes, with all that nobody wanted meanwhile.
#[derive(Default)]
struct Held {
    young: Generation,
    /// What the answers of the young generation take, in bytes.
    bytes: usize,
    old: Generation,
}

/// Answers by URL; one is empty as long as it is fetched.
type Generation = HashMap<String, Slot>;
type Slot = Arc<OnceLock<Outcome>>;

impl Cache {
    /// What came of `url`, which is fetched where it is not known; whoever wants it meanwhile waits.
    pub fn get(&self, url: &str, fetch: impl FnOnce() -> Outcome) -> Outcome {
        let slot = lock(&self.held).slot(url);
        let outcome = slot.get_or_init(|| {
            let outcome = fetch();
            lock(&self.held).count(url, &outcome);
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
    /// The place for what comes of `url`, in the young generation.
    fn slot(&mut self, url: &str) -> Slot {
        if let Some(slot) = self.young.get(url) {
            return Arc::clone(slot);
        }
        let slot = self.old.remove(url).unwrap_or_default();
        self.young.insert(url.to_owned(), Arc::clone(&slot));
        if let Some(outcome) = slot.get() {
            self.count(url, outcome);
        }
        slot
    }

    /// Counts an answer; a young generation that is full becomes the old one.
    fn count(&mut self, url: &str, outcome: &Outcome) {
        let length = outcome.as_ref().map_or(0, |answer| answer.length);
        let taken = length.saturating_add(url.len()).saturating_add(ENTRY);
        self.bytes = self.bytes.saturating_add(taken);
        if self.bytes > KEPT {
            self.bytes = 0;
            self.old = std::mem::take(&mut self.young);
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

    fn held(cache: &Cache) -> usize {
        let held = lock(&cache.held);
        held.young.len() + held.old.len()
    }

    #[test]
    fn what_is_wanted_stays_and_the_whole_is_bounded() {
        let cache = Cache::default();
        let mebibyte = || Ok(answer(1 << 20));
        assert!(cache.get("wanted", mebibyte).is_ok());
        for index in 0..100 {
            assert!(cache.get(&index.to_string(), mebibyte).is_ok());
            let again = cache.get("wanted", || panic!("it is asked again at {index}"));
            assert!(again.is_ok());
            assert!(held(&cache) <= 18, "{}", held(&cache));
        }
        let mut count = 0;
        let forgotten = cache.get("0", || {
            count += 1;
            mebibyte()
        });
        assert!(forgotten.is_ok());
        assert_eq!(count, 1);
    }

    #[test]
    fn faults_without_end_are_forgotten_too() {
        let cache = Cache::default();
        for index in 0..40_000 {
            let url = index.to_string();
            assert!(cache.get(&url, || Err(Fault::Status(404))).is_err());
        }
        assert!(held(&cache) <= 2 * KEPT / ENTRY);
    }

    #[test]
    fn what_fits_is_fetched_once_however_often_it_is_wanted_in_turn() {
        let (cache, mut count) = (Cache::default(), 0);
        for _ in 0..20 {
            for url in ["a", "b", "c", "d", "e", "f", "g"] {
                let got = cache.get(url, || {
                    count += 1;
                    Ok(answer(1 << 20))
                });
                assert!(got.is_ok());
            }
        }
        assert_eq!(count, 7);
    }

    #[test]
    fn a_fault_is_said_once() {
        let cache = Cache::default();
        assert!(cache.is_new_fault("a") && cache.is_new_fault("b"));
        assert!(!cache.is_new_fault("a"));
    }
}
