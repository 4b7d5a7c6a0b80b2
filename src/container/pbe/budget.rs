//! How much work the key derivations of one file may take.

use std::num::NonZeroU32;

use super::super::KeyFault;

/// The most iterations of one derivation.
const MAX_ITERATIONS: u64 = 1_000_000;

/// The most iterations of all derivations of a file.
const MAX_ITERATIONS_OF_FILE: u64 = 3_000_000;

/// The most work of a file, in digests over one block of SHA-1 or SHA-256; a processor of the
/// year 2020 does it in about a second.
const MAX_WORK: u64 = 6_000_000;

/// What is left to spend on a file.
pub(in crate::container) struct Budget {
    iterations: u64,
    work: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            iterations: MAX_ITERATIONS_OF_FILE,
            work: MAX_WORK,
        }
    }
}

impl Budget {
    /// Takes off a derivation of so many iterations, each so many digests long.
    pub(in crate::container) fn derivation(
        &mut self,
        iterations: u64,
        digests: u64,
    ) -> Result<NonZeroU32, KeyFault> {
        if iterations > MAX_ITERATIONS {
            return Err(KeyFault::TooCostly);
        }
        self.iterations = self
            .iterations
            .checked_sub(iterations)
            .ok_or(KeyFault::TooCostly)?;
        self.work(iterations.saturating_mul(digests))?;
        u32::try_from(iterations)
            .ok()
            .and_then(NonZeroU32::new)
            .ok_or(KeyFault::Broken("its key derivation has no iterations"))
    }

    /// Takes off other work, in digests.
    pub(in crate::container) fn work(&mut self, digests: u64) -> Result<(), KeyFault> {
        self.work = self.work.checked_sub(digests).ok_or(KeyFault::TooCostly)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derivation_has_a_million_iterations_and_a_file_three() {
        let mut budget = Budget::default();
        assert_eq!(budget.derivation(1_000_001, 1), Err(KeyFault::TooCostly));
        for _ in 0..3 {
            assert_eq!(budget.derivation(1_000_000, 2).unwrap().get(), 1_000_000);
        }
        assert_eq!(budget.derivation(1, 1), Err(KeyFault::TooCostly));
        assert!(matches!(
            Budget::default().derivation(0, 1),
            Err(KeyFault::Broken(_))
        ));
    }
}
