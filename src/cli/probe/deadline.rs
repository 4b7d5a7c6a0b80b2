//! One time-out over everything.

use std::time::{Duration, Instant};

/// The moment when the time is up.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Instant);

impl Deadline {
    /// So long from now; `--timeout` is at most an hour, which a clock can hold.
    pub fn after(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    /// How long it is; `None` where the time is up.
    pub fn left(self) -> Option<Duration> {
        let left = self.0.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }

    /// The end of an even share of what is left, of so many.
    pub fn share(self, of: usize) -> Self {
        let of = u32::try_from(of).unwrap_or(u32::MAX).max(1);
        let left = self.left().unwrap_or_default();
        Self::after(left / of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_a_part_of_what_is_left() {
        let deadline = Deadline::after(Duration::from_secs(40));
        let share = deadline.share(4).left().unwrap();
        assert!((9..=10).contains(&share.as_secs()), "{share:?}");
        assert!(deadline.left().unwrap() > Duration::from_secs(39));
    }

    #[test]
    fn past_the_end_nothing_is_left() {
        let deadline = Deadline::after(Duration::ZERO);
        assert_eq!(deadline.left(), None);
        assert_eq!(deadline.share(2).left(), None);
    }
}
