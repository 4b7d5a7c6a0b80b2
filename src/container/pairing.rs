//! Which certificates belong to which key of a PKCS#12 key store, which does not always say.

use std::collections::HashMap;

use super::pbe::Budget;
use super::pkcs12::{Attributes, Bags, KeyBag};
use super::{Contents, KeyEntry, Located, Secret, StrayKey};
use crate::key;

/// The most certificates that are taken for the issuers of one key's certificate, where the key
/// store has several keys.
const MAX_CHAIN: usize = 64;

/// What computing a public key costs, in digests of SHA-1.
const DIGESTS_OF_A_KEY: u64 = 10_000;

/// Pairs the keys with their certificates.
pub(super) fn pair(bags: Bags, budget: &mut Budget) -> Contents {
    let Bags {
        mut contents,
        attributes,
        keys,
    } = bags;
    let index = Index::of(&contents.certificates, &attributes);
    let is_only_key = keys.len() == 1;
    let mut entries = Vec::new();
    let mut stray_keys = Vec::new();
    for KeyBag { attributes, key } in keys {
        let end_entity = index.end_entity(&attributes, key.as_ref().ok(), budget);
        let (key, key_fault) = match key {
            Ok(key) => (Some(key), None),
            Err(fault) => (None, Some(fault)),
        };
        let alias = attributes.alias;
        match end_entity {
            Some(end_entity) => entries.push(KeyEntry {
                alias: alias.or_else(|| index.alias(end_entity)),
                end_entity,
                chain: index.chain(end_entity, is_only_key),
                key,
                key_fault,
            }),
            None => stray_keys.push(StrayKey {
                alias,
                key,
                key_fault,
            }),
        }
    }
    contents.entries = entries;
    contents.stray_keys = stray_keys;
    contents
}

/// The certificates by what keys and other certificates name them by.
struct Index<'a> {
    certificates: &'a [Located],
    attributes: &'a [Attributes],
    by_key_id: HashMap<&'a [u8], Vec<usize>>,
    by_subject: HashMap<&'a [u8], Vec<usize>>,
}

impl<'a> Index<'a> {
    fn of(certificates: &'a [Located], attributes: &'a [Attributes]) -> Self {
        let mut by_key_id: HashMap<&[u8], Vec<usize>> = HashMap::new();
        let mut by_subject: HashMap<&[u8], Vec<usize>> = HashMap::new();
        for (position, located) in certificates.iter().enumerate() {
            let subject = located.certificate.subject.der();
            by_subject.entry(subject).or_default().push(position);
        }
        for (position, attributes) in attributes.iter().enumerate() {
            if let Some(id) = &attributes.local_key_id {
                by_key_id.entry(id).or_default().push(position);
            }
        }
        Self {
            certificates,
            attributes,
            by_key_id,
            by_subject,
        }
    }

    /// The certificate of a key: the one that has its public half; else the one that names it,
    /// some programs have the issuers name it, too.
    fn end_entity(
        &self,
        key: &Attributes,
        secret: Option<&Secret>,
        budget: &mut Budget,
    ) -> Option<usize> {
        let named = key.local_key_id.as_deref();
        let named = named.and_then(|id| self.by_key_id.get(id));
        let named = named.map_or(&[][..], Vec::as_slice);
        if let Some(secret) = secret
            && budget.work(DIGESTS_OF_A_KEY).is_ok()
            && let Ok(private) = key::PrivateKey::from_der(secret.as_bytes())
        {
            let all = 0..self.certificates.len();
            let has_public_half = |position: &usize| {
                self.certificates
                    .get(*position)
                    .is_some_and(|located| private.matches(&located.certificate.public_key))
            };
            let found = named.iter().copied().chain(all).find(has_public_half);
            if found.is_some() {
                return found;
            }
        }
        let is_authority = |position: usize| {
            self.certificates
                .get(position)
                .is_some_and(|located| located.certificate.is_ca())
        };
        named
            .iter()
            .copied()
            .min_by_key(|position| (is_authority(*position), *position))
    }

    fn alias(&self, position: usize) -> Option<String> {
        self.attributes.get(position)?.alias.clone()
    }

    /// The certificate, then those that come with it, see [`KeyEntry::chain`].
    fn chain(&self, end_entity: usize, is_only_key: bool) -> Vec<usize> {
        let mut chain = vec![end_entity];
        if is_only_key {
            chain.extend((0..self.certificates.len()).filter(|other| *other != end_entity));
            return chain;
        }
        let mut next = 0;
        while let Some(located) = chain
            .get(next)
            .and_then(|position| self.certificates.get(*position))
        {
            next = next.saturating_add(1);
            let issuers = self.by_subject.get(located.certificate.issuer.der());
            for issuer in issuers.into_iter().flatten().take(MAX_CHAIN) {
                if chain.len() < MAX_CHAIN && !chain.contains(issuer) {
                    chain.push(*issuer);
                }
            }
        }
        chain
    }
}
