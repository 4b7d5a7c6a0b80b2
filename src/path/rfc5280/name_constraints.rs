//! Name constraints (RFC 5280, sections 4.2.1.10 and 6.1.3 (b) and (c)).
//!
//! A name is in the intersection of all permitted subtrees where it is in one of each issuer's, and
//! in the union of the excluded ones where it is in any; so each issuer's constraints are applied
//! to every certificate below it by themselves.

use super::forms::{Side, is_within};
use super::general_name::{DNS_NAME, GeneralName, IP_ADDRESS, length, names};
use super::{Judgement, is_self_issued};
use crate::certificate::Certificate;
use crate::der;
use crate::path::FaultKind;
use crate::path::bound::{Bound, Budget};
use crate::path::judge::Steps;

/// Applies every issuer's constraints, the anchor's too, and adds what speaks against the path: one
/// fault, or one thing that cannot be judged, a certificate and issuer.
pub(super) fn check(steps: &Steps<'_>, budget: &Budget, judgement: &mut Judgement) {
    for (height, (index, issuer)) in steps.all().enumerate().skip(1) {
        let Some(value) = issuer.name_constraints.as_deref() else {
            continue;
        };
        let applied = spend_on_reading(value.len(), budget).and_then(|()| {
            let Some(constraints) = Constraints::read(value) else {
                judgement.forbid(index, FaultKind::MalformedExtension("nameConstraints"));
                return Ok(());
            };
            apply(&constraints, issuer, (steps, height), budget, judgement)
        });
        if let Err(bound) = applied {
            judgement.undecided.push(bound.undecided());
            return;
        }
    }
}

/// Applies the constraints of `issuer`, at this height of the path, to every certificate below it.
fn apply(
    constraints: &Constraints<'_>,
    issuer: &Certificate,
    (steps, height): (&Steps<'_>, usize),
    budget: &Budget,
    judgement: &mut Judgement,
) -> Result<(), Bound> {
    let by = &issuer.subject;
    let is_anchor = steps.below.len() == height;
    for (position, &(index, certificate)) in steps.below.iter().enumerate().take(height) {
        // Section 6.1.3 (b): a self-issued certificate is exempt unless it is the final one.
        if position > 0 && is_self_issued(certificate) {
            continue;
        }
        match constraints.check(certificate, budget)? {
            Names::Allowed => {}
            Names::Malformed => {
                let kind = FaultKind::MalformedExtension("subjectAltName");
                judgement.forbid(Some(index), kind);
            }
            Names::Unclear(name) => judgement.leave_open(
                index,
                format!("the name constraints of its issuer {by} bear on a name that cannot be judged: {name}"),
            ),
            Names::Forbidden(name, java_accepts) => {
                let by = by.to_string();
                let java_accepts = is_anchor.then_some(OF_A_ROOT).or(java_accepts);
                let kind = FaultKind::NameConstraints { name, by, java_accepts };
                judgement.forbid(Some(index), kind);
            }
        }
    }
    Ok(())
}

/// Measured with JDK 17, as the next.
const OF_A_ROOT: &str = "Java's validator reads no name constraints from a root, and accepts it";
const WILDCARD: &str = "RFC 5280 does not say what a wildcard stands for here; webpki refuses, Java's validator and OpenSSL accept it";

/// Whether the constraints have a form that webpki does not apply to every name that it binds: it
/// processes DNS names and IP addresses, and looks for e-mail addresses outside the subject alone.
pub(super) fn have_other_forms(value: &[u8]) -> bool {
    let lists = der::elements(der::contents(value, der::SEQUENCE).unwrap_or_default());
    let mut subtrees = lists.flat_map(|list| der::elements(list.contents));
    subtrees.any(|subtree| {
        let base = der::first(subtree.contents).map(|(base, _)| base.tag);
        !matches!(base, Some(DNS_NAME | IP_ADDRESS))
    })
}

/// What an issuer's constraints say of a certificate's names.
enum Names {
    Allowed,
    /// One is not, in words, and why Java's own validator accepts it, if it does.
    Forbidden(String, Option<&'static str>),
    /// None is forbidden, and this one cannot be judged, in words.
    Unclear(String),
    Malformed,
}

/// One issuer's constraints.
struct Constraints<'a> {
    permitted: Vec<Subtree<'a>>,
    excluded: Vec<Subtree<'a>>,
}

struct Subtree<'a> {
    base: GeneralName<'a>,
    /// Whether it has a minimum or maximum, which this profile does not know.
    has_distance: bool,
}

impl<'a> Constraints<'a> {
    fn read(value: &'a [u8]) -> Option<Self> {
        const PERMITTED: u8 = 0xa0;
        const EXCLUDED: u8 = 0xa1;
        let mut constraints = Self {
            permitted: Vec::new(),
            excluded: Vec::new(),
        };
        for field in der::all(der::contents(value, der::SEQUENCE)?) {
            let field = field?;
            let list = match field.tag {
                PERMITTED => &mut constraints.permitted,
                EXCLUDED => &mut constraints.excluded,
                _ => return None,
            };
            for subtree in der::all(field.contents) {
                let (base, distance) = der::first(subtree?.contents)?;
                list.push(Subtree {
                    base: GeneralName::read(&base),
                    has_distance: !distance.is_empty(),
                });
            }
        }
        Some(constraints)
    }

    fn check(&self, certificate: &Certificate, budget: &Budget) -> Result<Names, Bound> {
        spend_on_reading(length(certificate), budget)?;
        let mut unclear = None;
        for name in names(certificate) {
            let Some(name) = name else {
                return Ok(Names::Malformed);
            };
            let excluded = place(&name, &self.excluded, Side::Excluded, budget)?;
            let permitted = place(&name, &self.permitted, Side::Permitted, budget)?;
            if excluded == Place::Inside || permitted == Place::Outside {
                let java_accepts = permitted != Place::Outside
                    && name.is_wildcard()
                    && place(&name, &self.excluded, Side::Permitted, budget)? == Place::Outside;
                let why = java_accepts.then_some(WILDCARD);
                return Ok(Names::Forbidden(name.to_string(), why));
            }
            if [excluded, permitted].contains(&Place::Unclear) {
                unclear.get_or_insert_with(|| name.to_string());
            }
        }
        Ok(unclear.map_or(Names::Allowed, Names::Unclear))
    }
}

/// Where a name stands to some subtrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// None of them is of its form.
    Unconstrained,
    Inside,
    Outside,
    Unclear,
}

fn place(
    name: &GeneralName<'_>,
    subtrees: &[Subtree<'_>],
    side: Side,
    budget: &Budget,
) -> Result<Place, Bound> {
    let mut place = Place::Unconstrained;
    for subtree in subtrees {
        budget.spend(subtree.base.cost())?;
        if subtree.base.form() != name.form() {
            continue;
        }
        match is_within(name, &subtree.base, side).filter(|_| !subtree.has_distance) {
            Some(true) => return Ok(Place::Inside),
            Some(false) if place == Place::Unconstrained => place = Place::Outside,
            Some(false) => {}
            None => place = Place::Unclear,
        }
    }
    Ok(place)
}

/// Reading names of so many bytes costs as much as many comparisons: they may have to be normalised.
fn spend_on_reading(length: usize, budget: &Budget) -> Result<(), Bound> {
    const BYTES_A_COMPARISON: usize = 4;
    budget.spend(length / BYTES_A_COMPARISON)
}
