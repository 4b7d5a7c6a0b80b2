use super::authority::{SET_UP, policy_notes};
use super::{Case, PathCertificate, case};
use crate::chrome::StoreRoot;
use crate::path::{CertPath, Chain, Paths};
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// Client and server certificate do not come from the same root of the Chrome Root Store.
    ///
    /// ## Why it matters
    /// Salesforce's document says that "your client and server certificates can't originate from
    /// the same Public Root CA in the Chrome Trusted Root List". It does not say whose server
    /// certificate is meant, your own web server's or the one that the instance presents, nor what
    /// "originate" means where cross-certificates lead to several roots. The Chrome Root Program
    /// says it otherwise: its policy binds the CAs of its store to issue certificates with server
    /// authentication alone, from 2026-06-15 by versions 1.6 and 1.7, from 2027-03-15 by version
    /// 1.8. What is judged: a path of each, cross-certificates included, goes through the same root
    /// of the store. An error where the client's certificate was issued on or after the date, else
    /// a warning.
    ///
    /// ## What to do
    /// Before renewal, order the client certificate from another hierarchy: one whose root is on
    /// the instance's list and not in Chrome's store.
    ///
    /// ## References
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert
    /// - Chrome Root Program Policy 1.6, section 3.2.2; 1.7, section 4.2.2; 1.8, section 1.3.2
    "shared-public-root", Warning, Renewal, SET_UP, check
}

fn check(case: &Case<'_>) -> Verdict {
    let Some(server) = case.against.server else {
        return Verdict::not_applicable("no server certificate given");
    };
    let others = case.paths.iter().filter(|path| path.is_sound());
    let of_client = roots(case, case.chain(), std::iter::once(case.path).chain(others));
    let of_server = roots(case, server.chain(), ways(server.paths()));
    let shared = of_client.iter().find_map(|(_, root)| {
        let same = of_server
            .iter()
            .find(|(_, other)| other.sha256 == root.sha256);
        same.map(|(part, _)| (*root, part))
    });
    if let Some((root, part)) = shared {
        return Verdict::Fail(vec![finding(case, root, server.chain(), part)]);
    }
    let is_open = |path: &CertPath| path.anchor().is_none() && !path.is_self_signed();
    if of_client.is_empty() && is_open(case.path) {
        return Verdict::unanswered("the path reaches no root");
    }
    if !of_client.is_empty() && of_server.is_empty() && ways(server.paths()).all(is_open) {
        let subject = &server.chain().end_entity().subject;
        return Verdict::unanswered(format!(
            "the path of the server's certificate reaches no root: {subject}"
        ));
    }
    Verdict::PassWith(READING.to_owned())
}

/// Which reading of Salesforce's sentence is judged.
const READING: &str = "judged: whether a path of each, cross-certificates included, goes through the same root of the Chrome Root Store";

/// The ways whose roots count: every sound one, and the first where none is.
fn ways(paths: &Paths) -> impl Iterator<Item = &CertPath> {
    let any_is_sound = paths.iter().any(CertPath::is_sound);
    paths
        .iter()
        .filter(move |path| path.is_sound() || !any_is_sound)
}

/// The roots of the store that some of the paths go through, with the certificate that is tied.
fn roots<'a>(
    case: &Case<'a>,
    chain: &'a Chain,
    paths: impl Iterator<Item = &'a CertPath>,
) -> Vec<(PathCertificate<'a>, &'a StoreRoot)> {
    let chrome = case.against.chrome;
    paths
        .flat_map(|path| case::touches(chrome, chain, path))
        .map(|(part, touch)| (part, touch.root))
        .collect()
}

fn finding(
    case: &Case<'_>,
    root: &StoreRoot,
    server: &Chain,
    part: &PathCertificate<'_>,
) -> Finding {
    let end_entity = case.end_entity();
    let policy = case.against.policy;
    let is_late = end_entity.not_before >= policy.leaf_date();
    let severity = if is_late {
        Severity::Error
    } else {
        Severity::Warning
    };
    let message = format!(
        "it comes from the same root of the Chrome Root Store as the server's certificate: {}",
        part.certificate.subject
    );
    let mut finding = Finding::new(severity, case.end_entity_index(), message)
        .note(format!("the root's SHA-256 is {}", root.sha256))
        .note(format!("the server's certificate is {}", server.end_entity().subject))
        .note("Salesforce's document: \"your client and server certificates can't originate from the same Public Root CA in the Chrome Trusted Root List\"; whose server certificate it does not say")
        .note("Chrome's policy speaks of key purposes, not of two certificates:");
    finding.notes.extend(policy_notes(policy));
    finding.notes.push(READING.to_owned());
    if is_late {
        let day = end_entity.not_before.day();
        finding.notes.push(format!(
            "the certificate was issued on {day}, not before the policy's date"
        ));
    }
    finding.help("before renewal, order the client certificate from a hierarchy outside Chrome's store whose root is on the instance's list")
}
