//! The sections of a PEM text, one after the other, and what becomes of each.
//!
//! Bodies of other sections than certificates and PKCS#7, private keys above all, are neither
//! decoded nor kept. PKCS#7 is read where the file has no section of a certificate.

use super::base64::Body;
use super::boundary::{self, Boundary, Side};
use super::label::{Kind, quoted, shown};
use super::other::{self, broken};
use super::text::Line;
use super::{Contents, Format, LeftOut, Located, PrivateKey, Unreadable, pem};
use crate::memory::Memory;

/// How many sections are listed as left out; the rest is counted.
const LEFT_OUT_LIMIT: usize = 100;

/// A section whose END was not met yet.
pub(super) struct Section {
    /// The label of its BEGIN.
    pub(super) label: String,
    /// What the label says.
    pub(super) kind: Kind,
    /// The line of its BEGIN.
    pub(super) line: usize,
    /// The line of its END; its BEGIN's until that is met.
    pub(super) last_line: usize,
    /// Its Base64; filled for certificates and PKCS#7 only.
    pub(super) body: Body,
}

/// What was read so far.
pub(super) struct Reader<'a> {
    memory: &'a Memory,
    certificates: Vec<Located>,
    private_keys: Vec<PrivateKey>,
    left_out: Vec<LeftOut>,
    /// How many were left out beyond [`LEFT_OUT_LIMIT`].
    uncounted: usize,
    /// The first section of each kind that is no certificate: kind and line.
    others: Vec<(Kind, usize)>,
    /// The sections of PKCS#7.
    pkcs7: Vec<Section>,
    open: Option<Section>,
}

impl<'a> Reader<'a> {
    /// Nothing was read so far.
    pub(super) const fn new(memory: &'a Memory) -> Self {
        Self {
            memory,
            certificates: Vec::new(),
            private_keys: Vec::new(),
            left_out: Vec::new(),
            uncounted: 0,
            others: Vec::new(),
            pkcs7: Vec::new(),
            open: None,
        }
    }

    /// Takes in a line; `following` is what comes after it.
    pub(super) fn line(&mut self, line: Line<'_>, following: &[u8]) -> Result<(), Unreadable> {
        let mut rest = line.text;
        while let Some(found) = boundary::first(rest, following) {
            self.body(line.number, found.before);
            match found.side {
                Side::Begin => self.begin(line.number, found.label)?,
                Side::End => self.end(line.number, &found)?,
            }
            rest = found.after;
        }
        self.body(line.number, rest);
        Ok(())
    }

    fn body(&mut self, line: usize, text: &[u8]) {
        if let Some(section) = &mut self.open
            && section.kind.is_read()
        {
            section.body.add(line, text);
        }
    }

    fn begin(&mut self, line: usize, label: &str) -> Result<(), Unreadable> {
        if let Some(section) = self.open.take() {
            let found = format!("another section begins in line {line}");
            self.without_end(&section, &found)?;
        }
        self.open = Some(Section {
            label: label.to_owned(),
            kind: Kind::of(label),
            line,
            last_line: line,
            body: Body::default(),
        });
        Ok(())
    }

    fn end(&mut self, line: usize, found: &Boundary<'_>) -> Result<(), Unreadable> {
        let Some(section) = self.open.take() else {
            return self.without_begin(line, found);
        };
        if section.label == found.label {
            return self.close(Section {
                last_line: line,
                ..section
            });
        }
        if section.kind == Kind::Unknown {
            self.leave_out(
                section.line,
                format!("a section {} without an end", quoted(&section.label)),
                Kind::Unknown,
            );
            return self.without_begin(line, found);
        }
        Err(broken(
            Some(line),
            format!(
                "the section {} that begins in line {} is closed by the END boundary {}",
                quoted(&section.label),
                section.line,
                quoted(found.label)
            ),
        ))
    }

    /// An END where no section is open: a certificate's beginning is lost, or it is mere text.
    fn without_begin(&mut self, line: usize, found: &Boundary<'_>) -> Result<(), Unreadable> {
        if !found.is_first {
            return Ok(());
        }
        let what = format!("an END boundary {} without its BEGIN", quoted(found.label));
        if Kind::of(found.label).is_certificate() {
            return Err(broken(
                Some(line),
                format!("{what}; a certificate is cut off"),
            ));
        }
        self.leave_out(line, what, Kind::Unknown);
        Ok(())
    }

    /// A section that the file ends in, or another begins in. Labels that are not known may be
    /// mere headings (`PGP SIGNED MESSAGE` has no END of its own).
    fn without_end(&mut self, section: &Section, found: &str) -> Result<(), Unreadable> {
        let label = quoted(&section.label);
        if section.kind == Kind::Unknown {
            let what = format!("a section {label} without an end");
            self.leave_out(section.line, what, Kind::Unknown);
            return Ok(());
        }
        let reason = format!("the section {label} has no END boundary: {found}");
        let reason = match section.body.base64() {
            Ok(_) => reason,
            Err(wrong) => format!("{reason}; line {} has {}", wrong.line, wrong.what),
        };
        Err(broken(Some(section.line), reason))
    }

    fn close(&mut self, section: Section) -> Result<(), Unreadable> {
        let label = quoted(&section.label);
        match section.kind {
            Kind::Certificate | Kind::TrustedCertificate => return self.certificate(&section),
            Kind::PrivateKey => {
                self.private_keys.push(PrivateKey {
                    label: shown(&section.label).unwrap_or("PRIVATE KEY").to_owned(),
                    line: Some(section.line),
                });
                self.remember(section.kind, section.line);
            }
            Kind::Unknown => {
                let what = format!("a section {label}, which is not known");
                self.leave_out(section.line, what, section.kind);
            }
            kind => {
                let what = format!("{} (section {label})", kind.words());
                self.leave_out(section.line, what, kind);
                if kind.is_read() {
                    self.pkcs7.push(section);
                }
            }
        }
        Ok(())
    }

    fn certificate(&mut self, section: &Section) -> Result<(), Unreadable> {
        let (certificate, has_trust_settings) = pem::certificate(section, self.memory)?;
        self.certificates.push(Located {
            certificate,
            line: Some(section.line),
            last_line: Some(section.last_line),
        });
        if has_trust_settings {
            self.left_out.push(LeftOut {
                line: Some(section.line),
                what: String::from("trust settings of OpenSSL behind the certificate"),
            });
        }
        Ok(())
    }

    fn leave_out(&mut self, line: usize, what: String, kind: Kind) {
        self.remember(kind, line);
        if self.left_out.len() >= LEFT_OUT_LIMIT {
            self.uncounted = self.uncounted.saturating_add(1);
            return;
        }
        self.left_out.push(LeftOut {
            line: Some(line),
            what,
        });
    }

    fn remember(&mut self, kind: Kind, line: usize) {
        if !self.others.iter().any(|(seen, _)| *seen == kind) {
            self.others.push((kind, line));
        }
    }

    /// Reads the sections of PKCS#7, which were left out so far.
    fn take_pkcs7(&mut self) -> Result<(), Unreadable> {
        let found = pem::pkcs7(&self.pkcs7)?;
        let lines: Vec<usize> = self.pkcs7.iter().map(|section| section.line).collect();
        let was_read =
            |line: Option<usize>| line.is_some_and(|line| lines.binary_search(&line).is_ok());
        self.left_out.retain(|left_out| !was_read(left_out.line));
        self.certificates = found.certificates;
        self.left_out.extend(found.left_out);
        Ok(())
    }

    /// What the file holds; `None` where it has no section at all.
    pub(super) fn finish(mut self) -> Result<Option<Contents>, Unreadable> {
        if let Some(section) = self.open.take() {
            self.without_end(&section, "the file ends")?;
        }
        let mut format = Format::Pem;
        if self.certificates.is_empty() {
            if self.pkcs7.is_empty() {
                return no_certificate(self.others);
            }
            self.take_pkcs7()?;
            format = Format::Pkcs7;
        }
        if self.uncounted > 0 {
            self.left_out.push(LeftOut {
                line: None,
                what: format!("{} sections more", self.uncounted),
            });
        }
        Ok(Some(Contents {
            certificates: self.certificates,
            private_keys: self.private_keys,
            left_out: self.left_out,
            ..Contents::new(format)
        }))
    }
}

/// The answer for sections without a certificate among them; `None` where there are none.
fn no_certificate(mut others: Vec<(Kind, usize)>) -> Result<Option<Contents>, Unreadable> {
    // A key is what the user will know the file by; its parameters may stand before it.
    others.sort_by_key(|(kind, _)| *kind != Kind::PrivateKey);
    let Some((first, line)) = others.first() else {
        return Ok(None);
    };
    let found: Vec<&str> = others.iter().map(|(kind, _)| kind.words()).collect();
    let found = found.join(", ");
    Err(other::no_certificate(Some(*line), &found, first.advice()))
}
