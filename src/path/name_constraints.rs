//! Name constraints (RFC 5280, section 4.2.1.10) told apart by form.
//!
//! webpki processes DNS names and IP addresses, and refuses every other form with the same error
//! as a violation. So each issuer's constraints are tried alone, first those forms that it
//! processes, then all.

use webpki::Error;

use super::judge::Steps;
use super::validate::{Refusal, trust_anchor_with, verify};
use crate::certificate::Certificate;
use crate::der;

/// What one issuer's constraints say of the end entity.
#[derive(Debug)]
pub(super) enum Violation {
    /// A DNS name or IP address outside what the issuer `by` may name.
    Forbidden { certificate: usize, by: String },
    /// A form that is not processed.
    Undecided { certificate: usize, reason: String },
}

/// Context-specific tags of `GeneralName`.
const RFC822_NAME: u8 = 0x81;
const DNS_NAME: u8 = 0x82;
const IP_ADDRESS: u8 = 0x87;

/// Checks the end entity, whose index is `index`, against the constraints of each issuer above it.
///
/// # Errors
/// The first constraint that it violates, or that cannot be judged.
pub(super) fn check(steps: &Steps<'_>, index: usize) -> Result<(), Refusal> {
    let (Some((_, end_entity)), Some(issuer)) = (steps.below.first(), issuer(steps)) else {
        return Ok(());
    };
    for (constraints, by) in constraints(steps) {
        let violates = |constraints: &[u8]| {
            let anchor = trust_anchor_with(issuer, Some(constraints));
            let result = verify(end_entity, &[], &anchor, end_entity.not_before);
            result == Err(Error::NameConstraintViolation)
        };
        if violates(&processed(constraints)) {
            return Err(Violation::Forbidden {
                certificate: index,
                by: by.subject.to_string(),
            }
            .into());
        }
        if violates(constraints) {
            let reason = format!(
                "name constraints of {} of a form that is not processed",
                by.subject
            );
            return Err(Violation::Undecided {
                certificate: index,
                reason,
            }
            .into());
        }
    }
    check_email(steps, index)
}

/// Refuses to decide where an issuer constrains e-mail addresses and a subject below it names one:
/// webpki looks at the subject alternative name alone, RFC 5280 at the subject, too.
pub(super) fn check_email(steps: &Steps<'_>, index: usize) -> Result<(), Refusal> {
    let mut names_email = false;
    for (_, certificate) in steps.all() {
        let constraints = certificate.name_constraints.as_deref();
        let constraints = constraints.and_then(|whole| der::contents(whole, der::SEQUENCE));
        if names_email && constraints.is_some_and(constrains_email) {
            let reason = format!("e-mail name constraints of {}", certificate.subject);
            return Err(Violation::Undecided {
                certificate: index,
                reason,
            }
            .into());
        }
        names_email |= certificate
            .subject
            .attributes()
            .any(|part| part.kind == "emailAddress");
    }
    Ok(())
}

fn constrains_email(constraints: &[u8]) -> bool {
    let is_email = |subtree: der::Element<'_>| base_tag(subtree.contents) == Some(RFC822_NAME);
    der::elements(constraints).any(|subtrees| der::elements(subtrees.contents).any(is_email))
}

fn issuer<'a>(steps: &Steps<'a>) -> Option<&'a Certificate> {
    steps.pairs().next().and_then(|(_, _, issuer)| issuer)
}

/// The contents of each issuer's constraints, with the issuer, lowest first.
fn constraints<'a>(steps: &Steps<'a>) -> impl Iterator<Item = (&'a [u8], &'a Certificate)> {
    steps.all().skip(1).filter_map(|(_, issuer)| {
        let constraints = issuer.name_constraints.as_deref()?;
        Some((der::contents(constraints, der::SEQUENCE)?, issuer))
    })
}

/// The same constraints with those forms alone that webpki processes.
fn processed(constraints: &[u8]) -> Vec<u8> {
    let mut output = Vec::new();
    for subtrees in der::elements(constraints) {
        let mut kept = Vec::new();
        for subtree in der::elements(subtrees.contents) {
            if matches!(base_tag(subtree.contents), Some(DNS_NAME | IP_ADDRESS)) {
                kept.extend_from_slice(subtree.whole);
            }
        }
        if !kept.is_empty() {
            der::write(&mut output, subtrees.tag, &kept);
        }
    }
    output
}

fn base_tag(subtree: &[u8]) -> Option<u8> {
    der::first(subtree).map(|(base, _)| base.tag)
}
