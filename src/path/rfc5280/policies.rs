//! What a certificate says of policies: the four extensions of RFC 5280, sections 4.2.1.4, 4.2.1.5,
//! 4.2.1.11 and 4.2.1.14.

use std::collections::HashSet;

use crate::certificate::{Certificate, Extension};
use crate::der::{self, Element};
use crate::path::bound::{Bound, Budget};
use crate::path::{FaultKind, PolicyFault};

/// A policy: the contents of its object identifier.
pub(super) type Policy<'a> = &'a [u8];

/// `anyPolicy`, 2.5.29.32.0.
pub(super) const ANY_POLICY: Policy<'static> = b"\x55\x1d\x20\x00";

const CERTIFICATE_POLICIES: &[u8] = b"\x55\x1d\x20";
const POLICY_MAPPINGS: &[u8] = b"\x55\x1d\x21";
const POLICY_CONSTRAINTS: &[u8] = b"\x55\x1d\x24";
const INHIBIT_ANY_POLICY: &[u8] = b"\x55\x1d\x36";

/// `id-qt-cps` and `id-qt-unotice`: the qualifiers that RFC 5280 defines.
const KNOWN_QUALIFIERS: [&[u8]; 2] = [
    b"\x2b\x06\x01\x05\x05\x07\x02\x01",
    b"\x2b\x06\x01\x05\x05\x07\x02\x02",
];

/// What one certificate says of policies.
#[derive(Debug, Default)]
pub(super) struct Policies<'a> {
    /// Its certificate policies, anyPolicy among them where it is there; `None` without them.
    pub(super) asserted: Option<HashSet<Policy<'a>>>,
    /// Whether these are critical and have qualifiers.
    pub(super) has_critical_qualifiers: bool,
    /// Pairs of an issuer's policy and the subject's that is taken for it.
    pub(super) mappings: Vec<(Policy<'a>, Policy<'a>)>,
    /// `requireExplicitPolicy`.
    pub(super) require_explicit: Option<u32>,
    /// `inhibitPolicyMapping`.
    pub(super) inhibit_mapping: Option<u32>,
    /// `inhibitAnyPolicy`.
    pub(super) inhibit_any: Option<u32>,
}

/// Why they were not read.
#[derive(Debug)]
pub(super) enum Unread {
    Fault(FaultKind),
    Bound(Bound),
}

impl From<Bound> for Unread {
    fn from(bound: Bound) -> Self {
        Self::Bound(bound)
    }
}

/// Whether a certificate says anything that a validator must look at which processes no policies:
/// policy constraints and mappings bind without being critical.
pub(super) fn bind(certificate: &Certificate) -> bool {
    let mut names = certificate.extensions.iter().filter_map(Extension::name);
    names.any(|name| ["policyConstraints", "policyMappings"].contains(&name))
}

impl<'a> Policies<'a> {
    /// Reads the four extensions.
    ///
    /// # Errors
    /// Where one is malformed, or there are too many policies.
    pub(super) fn of(certificate: &'a Certificate, budget: &Budget) -> Result<Self, Unread> {
        let mut policies = Self::default();
        for extension in &certificate.extensions {
            policies.read(certificate, extension, budget)?;
        }
        Ok(policies)
    }

    fn read(
        &mut self,
        certificate: &'a Certificate,
        extension: &Extension,
        budget: &Budget,
    ) -> Result<(), Unread> {
        let name = extension.name().unwrap_or_default();
        let malformed = || Unread::Fault(FaultKind::MalformedExtension(name));
        let value = |oid| certificate.extension_value(oid).ok_or_else(malformed);
        match name {
            "certificatePolicies" => {
                self.read_policies(value(CERTIFICATE_POLICIES)?, extension.critical, budget)?;
            }
            "policyMappings" => self.mappings = read_mappings(value(POLICY_MAPPINGS)?, budget)?,
            "policyConstraints" => {
                let value = value(POLICY_CONSTRAINTS)?;
                self.read_constraints(value).ok_or_else(malformed)?;
            }
            "inhibitAnyPolicy" => {
                let skip = der::contents(value(INHIBIT_ANY_POLICY)?, der::INTEGER);
                self.inhibit_any = Some(skip.and_then(number).ok_or_else(malformed)?);
            }
            _ => {}
        }
        Ok(())
    }

    /// RFC 5280, section 4.2.1.4. Where the extension is critical, a qualifier that cannot be
    /// interpreted makes the certificate one to reject.
    fn read_policies(
        &mut self,
        value: &'a [u8],
        is_critical: bool,
        budget: &Budget,
    ) -> Result<(), Unread> {
        let malformed = || Unread::Fault(FaultKind::MalformedExtension("certificatePolicies"));
        let list = der::contents(value, der::SEQUENCE).filter(|list| !list.is_empty());
        let mut policies = HashSet::new();
        for information in der::all(list.ok_or_else(malformed)?) {
            budget.spend(1)?;
            let fields = information
                .filter(|it| it.tag == der::SEQUENCE)
                .ok_or_else(malformed)?;
            let (policy, qualifiers) = first_policy(fields.contents).ok_or_else(malformed)?;
            if is_critical && has_unknown_qualifier(qualifiers).ok_or_else(malformed)? {
                return Err(Unread::Fault(PolicyFault::UnknownQualifier.into()));
            }
            self.has_critical_qualifiers |= is_critical && !qualifiers.is_empty();
            policies.insert(policy);
        }
        self.asserted = Some(policies);
        Ok(())
    }

    /// RFC 5280, section 4.2.1.11.
    fn read_constraints(&mut self, value: &[u8]) -> Option<()> {
        const REQUIRE_EXPLICIT_POLICY: u8 = 0x80;
        const INHIBIT_POLICY_MAPPING: u8 = 0x81;
        for field in der::all(der::contents(value, der::SEQUENCE)?) {
            let field = field?;
            let skip = Some(number(field.contents)?);
            match field.tag {
                REQUIRE_EXPLICIT_POLICY => self.require_explicit = skip,
                INHIBIT_POLICY_MAPPING => self.inhibit_mapping = skip,
                _ => return None,
            }
        }
        Some(())
    }
}

fn has_unknown_qualifier(qualifiers: &[u8]) -> Option<bool> {
    if qualifiers.is_empty() {
        return Some(false);
    }
    let mut is_unknown = false;
    for qualifier in der::all(der::contents(qualifiers, der::SEQUENCE)?) {
        let (kind, _) = first_policy(qualifier?.contents)?;
        is_unknown |= !KNOWN_QUALIFIERS.contains(&kind);
    }
    Some(is_unknown)
}

/// RFC 5280, section 4.2.1.5; that neither side is anyPolicy is a step of section 6.1.4 (a).
fn read_mappings<'a>(
    value: &'a [u8],
    budget: &Budget,
) -> Result<Vec<(Policy<'a>, Policy<'a>)>, Unread> {
    let malformed = || Unread::Fault(FaultKind::MalformedExtension("policyMappings"));
    let list = der::contents(value, der::SEQUENCE).ok_or_else(malformed)?;
    let mut mappings = Vec::new();
    for mapping in der::all(list) {
        budget.spend(1)?;
        let pair = mapping.and_then(|mapping| {
            let (issuer, rest) = first_policy(mapping.contents)?;
            let (subject, rest) = first_policy(rest)?;
            rest.is_empty().then_some((issuer, subject))
        });
        let pair = pair.ok_or_else(malformed)?;
        if pair.0 == ANY_POLICY || pair.1 == ANY_POLICY {
            return Err(Unread::Fault(PolicyFault::AnyPolicyMapped.into()));
        }
        mappings.push(pair);
    }
    Ok(mappings)
}

/// The object identifier at the start, and what follows it.
fn first_policy(bytes: &[u8]) -> Option<(Policy<'_>, &[u8])> {
    let (Element { tag, contents, .. }, rest) = der::first(bytes)?;
    (tag == der::OBJECT_IDENTIFIER && !contents.is_empty()).then_some((contents, rest))
}

/// The contents of an INTEGER that counts certificates; so many that they do not fit are as many as
/// fit. `None` where it is negative or no number.
fn number(contents: &[u8]) -> Option<u32> {
    if contents.first()? & 0x80 != 0 {
        return None;
    }
    let digits: Vec<u8> = contents
        .iter()
        .copied()
        .skip_while(|digit| *digit == 0)
        .collect();
    if digits.len() > 4 {
        return Some(u32::MAX);
    }
    Some(
        digits
            .iter()
            .fold(0, |number, digit| (number << 8) | u32::from(*digit)),
    )
}
