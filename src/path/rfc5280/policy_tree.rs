//! The valid policy tree (RFC 5280, section 6.1), as much of it as the outcome needs.
//!
//! Where any policy is acceptable, all that is asked of the tree is whether it is empty, and that
//! depends on the nodes of the last depth alone: nodes of one policy have the same expected
//! policies (RFC 9618, section 3.3), and pruning only removes nodes of earlier depths. So a set of
//! the expected policies is kept in place of the tree: it never has more members than the
//! certificates name policies, where the tree itself may grow without bound.

use std::collections::{HashMap, HashSet};

use super::policies::{ANY_POLICY, Policies, Policy, Unread};
use super::{Refusal, is_self_issued};
use crate::certificate::Certificate;
use crate::path::bound::Budget;
use crate::path::judge::Steps;
use crate::path::{FaultKind, PathFault, PolicyFault};

/// Walks the path from below the anchor to the end entity (section 6.1.3 (d) to (f), 6.1.4 (a), (b)
/// and (h) to (j), 6.1.5 (a), (b) and (g)).
///
/// Returns where Java's own validator is known to refuse what is allowed.
///
/// # Errors
/// The first fault, or that there are too many policies.
pub(super) fn check(steps: &Steps<'_>, budget: &Budget) -> Result<Option<&'static str>, Refusal> {
    let mut java_refuses = None;
    let mut state = State::new(steps.below.len());
    for (position, &(index, certificate)) in steps.below.iter().enumerate().rev() {
        let forbidden = |kind| {
            Refusal::Forbidden(PathFault {
                certificate: Some(index),
                kind,
            })
        };
        let policies = Policies::of(certificate, budget).map_err(|unread| match unread {
            Unread::Fault(kind) => forbidden(kind),
            Unread::Bound(bound) => Refusal::Bound(bound),
        })?;
        if policies.has_critical_qualifiers {
            java_refuses = Some(CRITICAL_QUALIFIERS);
        }
        let is_final = position == 0;
        state.descend(&policies, !is_final && is_self_issued(certificate));
        state.demand_policy().map_err(forbidden)?;
        if is_final {
            state.wrap_up(&policies, certificate);
            state.demand_policy().map_err(forbidden)?;
        } else {
            state.prepare(&policies, certificate);
        }
    }
    Ok(java_refuses)
}

/// `PKIXParameters.setPolicyQualifiersRejected`, which is true unless a program says otherwise.
const CRITICAL_QUALIFIERS: &str =
    "critical certificate policies have qualifiers, which Java's validator refuses by default";

/// The state variables of section 6.1.2.
#[derive(Debug)]
struct State<'a> {
    /// The policies expected of the next certificate, anyPolicy apart.
    expected: HashSet<Policy<'a>>,
    /// Whether the last depth has a node for anyPolicy.
    any: bool,
    explicit_policy: u32,
    policy_mapping: u32,
    inhibit_any_policy: u32,
    /// Who lowered `explicit_policy` last.
    demanded_by: Option<&'a Certificate>,
}

impl<'a> State<'a> {
    /// Section 6.1.2 (a) and (d) to (f) for a path of so many certificates.
    fn new(length: usize) -> Self {
        let never = u32::try_from(length).unwrap_or(u32::MAX).saturating_add(1);
        Self {
            expected: HashSet::new(),
            any: true,
            explicit_policy: never,
            policy_mapping: never,
            inhibit_any_policy: never,
            demanded_by: None,
        }
    }

    /// Section 6.1.3 (d) and (e): the nodes that this certificate's policies make.
    fn descend(&mut self, policies: &Policies<'a>, is_exempt: bool) {
        let Some(asserted) = &policies.asserted else {
            self.expected.clear();
            self.any = false;
            return;
        };
        let takes_any = asserted.contains(ANY_POLICY) && (self.inhibit_any_policy > 0 || is_exempt);
        let mut nodes = if takes_any {
            std::mem::take(&mut self.expected)
        } else {
            HashSet::new()
        };
        let named = asserted
            .iter()
            .copied()
            .filter(|policy| *policy != ANY_POLICY);
        let (any, expected) = (self.any, &self.expected);
        nodes.extend(named.filter(|policy| any || expected.contains(policy)));
        self.any &= takes_any;
        self.expected = nodes;
    }

    /// Section 6.1.3 (f).
    fn demand_policy(&self) -> Result<(), FaultKind> {
        if self.explicit_policy > 0 || self.any || !self.expected.is_empty() {
            return Ok(());
        }
        let by = self.demanded_by.map(|by| by.subject.to_string());
        Err(PolicyFault::NoneLeft(by.unwrap_or_default()).into())
    }

    /// Section 6.1.4 (b) and (h) to (j).
    fn prepare(&mut self, policies: &Policies<'a>, certificate: &'a Certificate) {
        self.map(&policies.mappings);
        if !is_self_issued(certificate) {
            for counter in [
                &mut self.explicit_policy,
                &mut self.policy_mapping,
                &mut self.inhibit_any_policy,
            ] {
                *counter = counter.saturating_sub(1);
            }
        }
        if let Some(skip) = policies
            .require_explicit
            .filter(|it| *it < self.explicit_policy)
        {
            self.explicit_policy = skip;
            self.demanded_by = Some(certificate);
        }
        lower(&mut self.policy_mapping, policies.inhibit_mapping);
        lower(&mut self.inhibit_any_policy, policies.inhibit_any);
    }

    /// Section 6.1.4 (b): a mapped policy is replaced by those that are taken for it, or falls away
    /// where mapping is inhibited.
    fn map(&mut self, mappings: &[(Policy<'a>, Policy<'a>)]) {
        let mut subjects = HashMap::<_, Vec<_>>::new();
        for (issuer, subject) in mappings {
            subjects.entry(*issuer).or_default().push(*subject);
        }
        let mut mapped = Vec::new();
        for (issuer, subjects) in subjects {
            let has_node = self.expected.remove(issuer) || self.any;
            if has_node && self.policy_mapping > 0 {
                mapped.extend(subjects);
            }
        }
        self.expected.extend(mapped);
    }

    /// Section 6.1.5 (a) and (b).
    fn wrap_up(&mut self, policies: &Policies<'a>, certificate: &'a Certificate) {
        self.explicit_policy = self.explicit_policy.saturating_sub(1);
        if policies.require_explicit == Some(0) {
            self.explicit_policy = 0;
            self.demanded_by = Some(certificate);
        }
    }
}

/// Section 6.1.4 (i) (2) and (j): the smaller of both, where there is a number.
fn lower(counter: &mut u32, skip: Option<u32>) {
    *counter = (*counter).min(skip.unwrap_or(u32::MAX));
}
