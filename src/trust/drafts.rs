//! Entries as they are put together from what a text says, before they are judged.

use super::dates;
use super::labels::Field;
use super::lines::Fact;
use super::print::Print;

/// What has been read of one entry.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own, and none excludes another
pub(super) struct Draft {
    /// Labelled, or keytool's.
    pub(super) alias: Option<String>,
    /// A text that nothing labels.
    pub(super) title: Option<String>,
    /// Labelled, or a distinguished name.
    pub(super) subject: Option<String>,
    /// Labelled, or the second name of a row.
    pub(super) issuer: Option<String>,
    /// Labelled.
    pub(super) serial: Option<String>,
    /// Labelled, or the first moment of a row with two.
    pub(super) not_before: Option<String>,
    /// Labelled, or the second moment of a row with two.
    pub(super) not_after: Option<String>,
    /// Dates that nothing labels.
    pub(super) moments: Vec<String>,
    /// Each with whether it is announced as a fingerprint.
    pub(super) prints: Vec<(Print, bool)>,
    /// The certificate, by its token.
    pub(super) held: Option<usize>,
    /// Whether keytool's kind of entry stands there, or a table's header: it is an entry, whatever
    /// else is said of it.
    pub(super) is_entry: bool,
    /// Whether a fingerprint stands beside a label that is not known.
    pub(super) is_doubtful: bool,
    /// Whether it is a key and not a trusted certificate: nothing of it counts.
    pub(super) is_key: bool,
    /// Whether the serial number is only a number that nothing labels.
    pub(super) is_serial_guessed: bool,
    /// Whether its shape says that all of it is about one root: a row.
    pub(super) is_row: bool,
}

impl Draft {
    /// Whether nothing at all has been read.
    fn is_empty(&self) -> bool {
        !self.has_content() && self.title.is_none()
    }

    /// Whether more than a title has been read.
    fn has_content(&self) -> bool {
        self.has_proof()
            || self.is_entry
            || self.is_key
            || [
                &self.alias,
                &self.subject,
                &self.issuer,
                &self.serial,
                &self.not_before,
                &self.not_after,
            ]
            .iter()
            .any(|field| field.is_some())
    }

    /// Whether there is a fingerprint or a certificate.
    pub(super) fn has_proof(&self) -> bool {
        !self.prints.is_empty() || self.held.is_some()
    }

    /// Takes two dates that nothing labels for the validity; of one, or of more, it is not known
    /// what they are.
    pub(super) fn settle_moments(&mut self) {
        let moments = std::mem::take(&mut self.moments);
        if let Ok([from, until]) = <[String; 2]>::try_from(moments) {
            self.not_before.get_or_insert(from);
            self.not_after.get_or_insert(until);
        }
    }

    /// The place of a field that is text.
    pub(super) fn field(&mut self, field: Field) -> Option<&mut Option<String>> {
        match field {
            Field::Alias => Some(&mut self.alias),
            Field::Subject => Some(&mut self.subject),
            Field::Issuer => Some(&mut self.issuer),
            Field::Serial => Some(&mut self.serial),
            Field::NotBefore => Some(&mut self.not_before),
            Field::NotAfter => Some(&mut self.not_after),
            _ => None,
        }
    }
}

/// Puts facts together to drafts: a fact that the present draft already has another of begins the
/// next one.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    done: Vec<Draft>,
    present: Draft,
    /// Whether a label says which name is the present one's subject.
    is_labelled: bool,
    /// Whether the present one's title came after its fingerprint or certificate.
    is_title_last: bool,
}

impl Drafts {
    /// Adds the facts of a paragraph.
    pub(super) fn add(&mut self, facts: Vec<Fact>) {
        for fact in facts {
            self.fact(fact);
        }
    }

    /// How many drafts have ended.
    pub(super) const fn len(&self) -> usize {
        self.done.len()
    }

    /// Adds a whole draft, a row's.
    pub(super) fn push(&mut self, draft: Draft) {
        self.end();
        self.done.push(Draft {
            is_row: true,
            ..draft
        });
    }

    /// Ends the present draft.
    pub(super) fn end(&mut self) {
        self.is_labelled = false;
        self.is_title_last = false;
        if !self.present.is_empty() {
            self.done.push(std::mem::take(&mut self.present));
        }
    }

    /// Ends the present draft where a paragraph ends in the title of what stands before it.
    pub(super) fn end_paragraph(&mut self) {
        if self.is_title_last {
            self.end();
        }
    }

    /// Adds a row that goes on with the last one's root, by a cell that spans both.
    pub(super) fn go_on(&mut self, row: Draft) {
        let Some(last) = self.done.last_mut() else {
            return self.push(row);
        };
        let differs = row.prints.iter().any(|(print, _)| {
            let mut others = last.prints.iter();
            others.any(|(other, _)| other.algorithm() == print.algorithm() && other != print)
        });
        if differs || (row.held.is_some() && last.held.is_some()) {
            return self.push(row);
        }
        last.prints.extend(row.prints);
        last.held = last.held.or(row.held);
        for (place, value) in [
            (&mut last.subject, row.subject),
            (&mut last.issuer, row.issuer),
            (&mut last.serial, row.serial),
            (&mut last.not_before, row.not_before),
            (&mut last.not_after, row.not_after),
        ] {
            *place = place.take().or(value);
        }
    }

    /// Every draft, in the order in which they ended.
    pub(super) fn finish(mut self) -> Vec<Draft> {
        self.end();
        self.done
    }

    fn fact(&mut self, fact: Fact) {
        match fact {
            // A line below a title underlines it.
            Fact::Rule if !self.present.has_content() => {}
            Fact::Rule => self.end(),
            Fact::Entry(line) => {
                self.end();
                self.present.alias = Some(line.alias);
                self.present.is_key = !line.is_trusted;
                self.present.is_entry = true;
            }
            Fact::Field(Field::Alias, alias) if self.present.is_key => {
                self.end();
                self.present.alias = Some(alias);
            }
            Fact::Field(Field::EntryType, kind) => self.entry_type(&kind),
            // What follows is the key's own chain, until the next entry begins.
            _ if self.present.is_key => {}
            Fact::Print(print, labelled) => self.print(print, labelled),
            Fact::Doubt => self.present.is_doubtful = true,
            Fact::Held(token) => {
                if self.present.held.is_some() {
                    self.end();
                }
                self.present.held = Some(token);
            }
            // An alternative name in an extension of the certificate that the labels are about.
            Fact::Name(_) if self.is_labelled => {}
            Fact::Name(name) => self.field(Field::Subject, name),
            Fact::Field(field, value) => {
                self.field(field, value);
                self.is_labelled |= field == Field::Subject;
            }
            Fact::Title(title) => self.title(title),
        }
    }

    /// Notes whether the entry is a key's or a trusted certificate's, where its type says so.
    fn entry_type(&mut self, kind: &str) {
        if let Some(trusted) = super::keytool::is_trusted(kind) {
            self.present.is_key = !trusted;
            self.present.is_entry = true;
        }
    }

    /// Adds a text that nothing labels: a date, a number, or else a name of the entry.
    fn title(&mut self, title: String) {
        let present = &mut self.present;
        if dates::is_date(&title) {
            return present.moments.push(title);
        }
        if is_number(&title) {
            return self.field(Field::Serial, title);
        }
        // What stands below a labelled subject is about the certificate, not its name.
        let has_title = present.title.is_some();
        if present.subject.is_some() && !(has_title && present.has_proof()) {
            return;
        }
        if has_title && present.has_proof() {
            self.end();
        }
        self.is_title_last = self.present.has_proof();
        self.present.title = Some(title);
    }

    fn print(&mut self, print: Print, labelled: bool) {
        let same = |(other, _): &&(Print, bool)| other.algorithm() == print.algorithm();
        match self.present.prints.iter().find(same) {
            Some((other, _)) if *other == print => return,
            Some(_) => self.end(),
            None => {}
        }
        self.present.prints.push((print, labelled));
    }

    fn field(&mut self, field: Field, value: String) {
        let present = self.present.field(field).map(|place| place.clone());
        match present {
            None => return,
            Some(Some(other)) if other == value => return,
            // An entry begins with a name or a number; a second date is another one of the same
            // certificate, such as the end of its key's use.
            Some(Some(_)) if matches!(field, Field::NotBefore | Field::NotAfter) => return,
            Some(Some(_)) => self.end(),
            Some(None) => {}
        }
        if let Some(place) = self.present.field(field) {
            *place = Some(value);
        }
    }
}

/// Whether the text is a number that may be a serial one: long, in hex or decimal.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    digits >= 8
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b' '))
}
