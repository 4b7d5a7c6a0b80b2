//! The rules of contract.md, section 2, and what follows from findings.

use super::preamble::Case;

/// Every rule and its horizon, in the contract's order.
pub const RULES: [(&str, &str); 32] = [
    ("self-signed-certificate", "handshake"),
    ("ca-as-end-entity", "handshake"),
    ("incomplete-chain", "handshake"),
    ("untrusted-root", "handshake"),
    ("unproven-root", "handshake"),
    ("invalid-path", "handshake"),
    ("unsupported-path", "handshake"),
    ("unordered-chain", "upload"),
    ("superfluous-certificate", "upload"),
    ("root-in-upload", "upload"),
    ("expired-certificate", "handshake"),
    ("not-yet-valid-certificate", "handshake"),
    ("expiring-certificate", "renewal"),
    ("missing-client-auth", "handshake"),
    ("absent-extended-key-usage", "handshake"),
    ("any-extended-key-usage", "handshake"),
    ("issuer-forbids-client-auth", "handshake"),
    ("missing-digital-signature", "handshake"),
    ("mixed-key-purposes", "renewal"),
    ("mixed-purpose-issuer", "renewal"),
    ("chrome-root-hierarchy", "renewal"),
    ("shared-public-root", "renewal"),
    ("weak-key", "handshake"),
    ("weak-signature", "handshake"),
    ("undocumented-key-type", "upload"),
    ("private-key-in-upload", "upload"),
    ("not-pem", "upload"),
    ("key-mismatch", "handshake"),
    ("not-uploaded", "handshake"),
    ("revoked-certificate", "handshake"),
    ("login-host", "handshake"),
    ("bundled-trust-list", "handshake"),
];

impl Case {
    /// The exit code: 1 for an error, 2 where the path cannot be judged, else 0.
    pub fn exit_code(&self) -> i32 {
        self.exit.unwrap_or(if self.has_error() {
            1
        } else if self.is_unsupported() {
            2
        } else {
            0
        })
    }

    /// `verdict` of the submission.
    pub fn verdict(&self) -> &'static str {
        match self.exit_code() {
            0 => "pass",
            1 => "fail",
            _ => "undecided",
        }
    }

    /// What the horizon may be; more than one where the contract leaves room.
    pub fn horizon(&self, horizon: &str) -> Vec<&str> {
        if let Some((_, given)) = self.horizons.iter().find(|(name, _)| name == horizon) {
            return vec![given];
        }
        let worst = self.worst(horizon);
        let settled = matches!(self.status.as_deref(), Some("trusted" | "outside-validity"));
        match (horizon, worst) {
            ("handshake", "fail") if self.is_unsupported() => vec!["fail", "unknown"],
            ("handshake", _) if self.is_unsupported() => vec!["unknown"],
            // Without a path to a root nobody can say whether the root is one of Chrome's.
            ("renewal", "pass") if !settled => vec!["pass", "unknown"],
            _ => vec![worst],
        }
    }

    fn worst(&self, horizon: &str) -> &'static str {
        let mut severities = self
            .expected
            .iter()
            .filter(|finding| finding.rule != "unsupported-path")
            .filter(|finding| RULES.contains(&(finding.rule.as_str(), horizon)))
            .map(|finding| finding.severity.as_str());
        if severities.clone().any(|severity| severity == "error") {
            "fail"
        } else if severities.any(|severity| severity == "warning") {
            "warn"
        } else {
            "pass"
        }
    }

    fn has_error(&self) -> bool {
        self.expected
            .iter()
            .any(|finding| finding.severity == "error" && finding.rule != "unsupported-path")
    }

    fn is_unsupported(&self) -> bool {
        self.status.as_deref() == Some("unsupported")
    }
}
