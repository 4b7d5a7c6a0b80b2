//! Name constraints (RFC 5280, section 4.2.1.10) told apart by form.
//!
//! webpki processes DNS names and IP addresses, and refuses every other form with the same error
//! as a violation. So each issuer's constraints are tried alone, first those forms that it
//! processes, then all. E-mail constraints, which it applies to a part of the names, are looked for
//! apart.

use webpki::Error;

use super::judge::Steps;
use super::validate::{Refusal, common_moment, trust_anchor_with, verify};
use crate::certificate::Certificate;
use crate::der;
use crate::memory::Memory;

/// What one issuer's constraints say of a certificate below it.
#[derive(Debug)]
pub(super) enum Violation {
    /// A DNS name or IP address outside what the issuer `by` may name.
    Forbidden { certificate: usize, by: String },
    /// A form that is not processed, or a certificate that section 6.1 exempts.
    Undecided { certificate: usize, reason: String },
}

/// Context-specific tags of `GeneralName`.
const RFC822_NAME: u8 = 0x81;
const DNS_NAME: u8 = 0x82;
const IP_ADDRESS: u8 = 0x87;

/// Checks the names of every certificate below an issuer that has constraints.
///
/// # Errors
/// The first constraint that one violates, or that cannot be judged.
pub(super) fn check(steps: &Steps<'_>) -> Result<(), Refusal> {
    let path: Vec<_> = steps.all().map(|(_, certificate)| certificate).collect();
    for (height, (constraints, by)) in constraints(steps) {
        for (below, &(index, certificate)) in steps.below.iter().enumerate().take(height) {
            let issuer = below.saturating_add(1);
            if violates(&path, issuer, &processed(constraints), steps.memory) {
                return Err(forbidden(index, certificate, by, below).into());
            }
            if violates(&path, issuer, constraints, steps.memory) {
                let by = &by.subject;
                return Err(undecided(
                    index,
                    format!("the issuer {by} has name constraints of a form that is not processed"),
                )
                .into());
            }
        }
    }
    check_email(steps)
}

/// RFC 5280, section 6.1.3 (b) exempts a self-issued certificate unless it is the final one.
fn forbidden(index: usize, certificate: &Certificate, by: &Certificate, below: usize) -> Violation {
    let by = by.subject.to_string();
    if below > 0 && certificate.is_self_issued() {
        return undecided(
            index,
            format!(
                "the certificate is self-issued, and so exempt from the name constraints of {by}"
            ),
        );
    }
    Violation::Forbidden {
        certificate: index,
        by,
    }
}

const fn undecided(certificate: usize, reason: String) -> Violation {
    Violation::Undecided {
        certificate,
        reason,
    }
}

/// Whether the path up to the certificate at `issuer` violates these constraints, put on that
/// issuer. Asked from the end entity upwards, so the highest below it is at fault.
fn violates(path: &[&Certificate], issuer: usize, constraints: &[u8], memory: &Memory) -> bool {
    let Some((below, [issuer, ..])) = path.split_at_checked(issuer) else {
        return false;
    };
    let Some((end_entity, intermediates)) = below.split_first() else {
        return false;
    };
    let anchor = trust_anchor_with(issuer, Some(constraints));
    // Dates are judged elsewhere; without a moment within all of them nothing can be asked.
    common_moment(below.iter().copied(), end_entity.not_before).is_some_and(|moment| {
        verify(end_entity, intermediates, &anchor, moment, memory)
            == Err(Error::NameConstraintViolation)
    })
}

/// Refuses to decide where an issuer constrains e-mail addresses and a subject below it names one:
/// webpki looks at the subject alternative name alone, RFC 5280 at the subject, too.
pub(super) fn check_email(steps: &Steps<'_>) -> Result<(), Refusal> {
    let mut names_email = false;
    let end_entity = steps.below.first().map_or(0, |(index, _)| *index);
    for (_, certificate) in steps.all() {
        let constraints = certificate.name_constraints.as_deref();
        let constraints = constraints.and_then(|whole| der::contents(whole, der::SEQUENCE));
        if names_email && constraints.is_some_and(constrains_email) {
            let reason = format!(
                "the issuer {} constrains e-mail addresses, and a subject below it names one",
                certificate.subject
            );
            return Err(undecided(end_entity, reason).into());
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

/// The contents of each issuer's constraints, with the issuer, lowest first, each with how many
/// certificates stand below it.
fn constraints<'a>(
    steps: &Steps<'a>,
) -> impl Iterator<Item = (usize, (&'a [u8], &'a Certificate))> {
    let constraints = steps.all().enumerate().skip(1);
    constraints.filter_map(|(height, (_, issuer))| {
        let constraints = issuer.name_constraints.as_deref()?;
        Some((height, (der::contents(constraints, der::SEQUENCE)?, issuer)))
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
