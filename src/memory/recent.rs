//! A bounded map that keeps what was used lately.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::certificate::Sha256;

/// How many parts are locked apart, so that threads seldom wait for each other.
const SHARDS: usize = 16;

/// Values by digest, in two generations: what is asked for moves to the young one, and when that
/// is full the old one goes, with all that nobody asked for meanwhile.
pub(super) struct Recent<V> {
    shards: [Mutex<Generations<V>>; SHARDS],
}

struct Generations<V> {
    young: HashMap<Sha256, V>,
    old: HashMap<Sha256, V>,
    /// As many make a generation.
    limit: usize,
}

impl<V: Clone> Recent<V> {
    /// Keeps the `limit` values that were used last, or nearly so, and never more than twice as
    /// many.
    pub(super) fn new(limit: usize) -> Self {
        let shard = |_| {
            Mutex::new(Generations {
                young: HashMap::new(),
                old: HashMap::new(),
                limit: limit.div_ceil(SHARDS),
            })
        };
        Self {
            shards: std::array::from_fn(shard),
        }
    }

    /// The value of this digest.
    pub(super) fn get(&self, digest: &Sha256) -> Option<V> {
        let mut shard = self.shard(digest)?;
        if let Some(value) = shard.young.get(digest) {
            return Some(value.clone());
        }
        let value = shard.old.remove(digest)?;
        shard.insert(*digest, value.clone());
        Some(value)
    }

    /// Remembers a value.
    pub(super) fn insert(&self, digest: Sha256, value: V) {
        if let Some(mut shard) = self.shard(&digest) {
            shard.insert(digest, value);
        }
    }

    /// The part where this digest is; there always is one.
    fn shard(&self, digest: &Sha256) -> Option<MutexGuard<'_, Generations<V>>> {
        let [first, ..] = digest.0;
        let shard = self.shards.get(usize::from(first) % SHARDS)?;
        Some(shard.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<V> Generations<V> {
    fn insert(&mut self, digest: Sha256, value: V) {
        if self.young.len() >= self.limit {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(digest, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(number: usize) -> Sha256 {
        Sha256::of(&number.to_be_bytes())
    }

    fn held(recent: &Recent<usize>) -> usize {
        let shards = recent.shards.iter().map(|shard| shard.lock().unwrap());
        shards
            .map(|shard| shard.young.len() + shard.old.len())
            .sum()
    }

    #[test]
    fn what_is_asked_for_stays_and_the_whole_is_bounded() {
        let recent = Recent::new(64);
        recent.insert(digest(0), 0);
        for number in 1..10_000 {
            recent.insert(digest(number), number);
            assert_eq!(recent.get(&digest(0)), Some(0), "{number}");
            assert!(held(&recent) <= 128);
        }
        assert_eq!(recent.get(&digest(1)), None);
        assert_eq!(recent.get(&digest(9_999)), Some(9_999));
    }
}
