//! The report of a probe for people: the attempts side by side, the decisive one step by step, and
//! what follows.

use super::{Attempt, Ending, ProbeReport, Step, StepName, StepOutcome, Verdict};
use crate::render::wrap::hang;
use crate::render::{Palette, Printable, Style};

/// The report as text, its lines broken at `width` characters; every piece of it that came from
/// outside is harmless.
#[must_use]
pub fn human(report: &ProbeReport, palette: Palette, width: usize) -> String {
    let mut page = Page {
        text: String::new(),
        palette,
        width,
    };
    page.attempts(&report.attempts);
    if let Some(decisive) = report.attempts.get(report.conclusion.decisive) {
        page.steps(decisive);
    }
    page.server(report);
    page.conclusion(report);
    page.text
}

/// The text so far.
struct Page {
    text: String,
    palette: Palette,
    width: usize,
}

/// What stands between two columns.
const GAP: &str = "  ";

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// A paragraph that hangs on `lead`, which is `indent` characters wide.
    fn hanging(&mut self, lead: &str, indent: usize, text: &str) {
        for line in hang(lead, indent, &Printable(text).to_string(), self.width) {
            self.line(&line);
        }
    }

    /// The attempts side by side.
    fn attempts(&mut self, attempts: &[Attempt]) {
        let rows: Vec<[String; 3]> = std::iter::once(HEAD.map(str::to_owned))
            .chain(attempts.iter().map(row))
            .collect();
        let widest = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let (sent_width, handshake_width) = (widest(0), widest(1));
        for [sent, handshake, answer] in &rows {
            let lead = format!("{sent:sent_width$}{GAP}{handshake:handshake_width$}{GAP}");
            self.hanging(&lead, lead.chars().count(), answer);
        }
        self.line("");
    }

    /// One attempt step by step.
    fn steps(&mut self, attempt: &Attempt) {
        let head = format!("step by step, where {} is sent:", attempt.sent);
        let head = self.palette.paint(Style::Strong, &head);
        self.line(&head);
        for step in &attempt.steps {
            self.step(step);
        }
        self.line("");
    }

    fn step(&mut self, step: &Step) {
        let style = match step.outcome {
            StepOutcome::Ok => Style::Good,
            StepOutcome::Failed => Style::Error,
            StepOutcome::Skipped => Style::Faint,
        };
        let plain = format!("{GAP}{:9}{GAP}{:7}{GAP}", step.name, step.outcome);
        let outcome = self.palette.paint(style, &format!("{:7}", step.outcome));
        let lead = format!("{GAP}{:9}{GAP}{outcome}{GAP}", step.name);
        self.hanging(&lead, plain.chars().count(), &step.detail);
    }

    fn server(&mut self, report: &ProbeReport) {
        if report.server_certificates.is_empty() {
            return;
        }
        let head = self.palette.paint(Style::Strong, "the server presented:");
        self.line(&head);
        for certificate in &report.server_certificates {
            let subject = certificate.subject.as_deref();
            let subject = subject.unwrap_or("a certificate that cannot be read");
            let text = format!("{subject}, SHA-256 {}", certificate.sha256);
            self.hanging(GAP, GAP.len(), &text);
        }
        self.line("");
    }

    fn conclusion(&mut self, report: &ProbeReport) {
        let (verdict, conclusion) = (report.verdict(), &report.conclusion);
        let style = match verdict {
            Verdict::Accepted => Style::Good,
            Verdict::Refused | Verdict::Unreachable => Style::Error,
            Verdict::Unclear => Style::Warning,
        };
        let word = verdict.to_string();
        let lead = format!("{}: ", self.palette.paint(style, &word));
        self.hanging(&lead, word.len().saturating_add(2), &conclusion.reason);
        for note in &conclusion.notes {
            self.attached("note", note);
        }
        if let Some(authority) = conclusion.authority {
            self.attached("authority", authority);
        }
        for help in &conclusion.help {
            self.attached("help", help);
        }
    }

    fn attached(&mut self, label: &str, text: &str) {
        let mark = self.palette.paint(Style::Frame, "=");
        let lead = format!("   {mark} {}: ", self.palette.paint(Style::Strong, label));
        // Around the label stand `   = ` and `: `.
        self.hanging(&lead, label.len().saturating_add(7), text);
    }
}

/// The heads of the columns.
const HEAD: [&str; 3] = ["sent", "handshake", "answer"];

/// An attempt in three cells.
fn row(attempt: &Attempt) -> [String; 3] {
    let [handshake, request] =
        [StepName::Handshake, StepName::Request].map(|name| cell(attempt, name));
    let answer = match (attempt.http_status, attempt.known_text) {
        (Some(status), Some(text)) => format!("{status}: {text}"),
        (Some(status), None) if request == "ok" => status.to_string(),
        (Some(status), None) => format!("{status}, {request}"),
        (None, _) => request,
    };
    [attempt.sent.to_string(), handshake, answer]
}

/// A step's outcome in a word or two.
fn cell(attempt: &Attempt, name: StepName) -> String {
    let Some(step) = attempt.step(name) else {
        return String::new();
    };
    match (&attempt.alert, step.outcome) {
        (Some(alert), StepOutcome::Failed) => format!("alert {alert}"),
        (None, StepOutcome::Failed) if attempt.ending == Ending::Refused => "closed".into(),
        (_, StepOutcome::Skipped) => "-".into(),
        (_, outcome) => outcome.to_string(),
    }
}
