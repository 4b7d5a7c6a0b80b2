//! How a list differs from an earlier one, with what is known of each root.

use super::Root;
use crate::certificate::Certificate;
use crate::report::TrustListReport;
use crate::trust::TrustList;

/// How a list differs from an earlier one.
#[derive(Clone, Debug)]
pub struct Difference<'a> {
    /// The earlier list.
    pub earlier: TrustListReport,
    /// The roots that it has not.
    pub added: Vec<Root<'a>>,
    /// The roots that it alone has.
    pub removed: Vec<Root<'a>>,
    /// The same root before and after, where a field that both lists give differs.
    pub changed: Vec<(Root<'a>, Root<'a>)>,
}

impl<'a> Difference<'a> {
    /// How `later` differs from `earlier`; `before` and `after` are all roots of each, and
    /// fingerprints may be of the `supplied` certificates.
    #[must_use]
    pub fn new(
        (earlier, before): (&TrustList, &[Root<'a>]),
        (later, after): (&TrustList, &[Root<'a>]),
        supplied: &[&Certificate],
    ) -> Self {
        let found = later.differences(earlier, supplied);
        let at = |roots: &[Root<'a>], index: usize| roots.get(index).cloned();
        let changed = found.changed.into_iter();
        Self {
            earlier: TrustListReport::new(earlier, supplied),
            added: found
                .added
                .into_iter()
                .filter_map(|index| at(after, index))
                .collect(),
            removed: found
                .removed
                .into_iter()
                .filter_map(|index| at(before, index))
                .collect(),
            changed: changed
                .filter_map(|(one, other)| Some((at(before, one)?, at(after, other)?)))
                .collect(),
        }
    }

    /// Whether the lists do not differ.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}
