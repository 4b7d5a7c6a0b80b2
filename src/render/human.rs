//! The report for people, in cargo's shape.

mod summary;
pub(super) mod words;

use std::fmt::Write as _;

use words::{fetched, found, judged_by, location, path, verdict, word};

use super::words::name;
use super::wrap::{hang, wrap};
use super::{Palette, Printable, Style};
use crate::plural::plural;
use crate::report::{
    Conclusion, Deadline, Finding, Horizon, HorizonState, Judged, Outcome, Report, RuleReport,
    Severity, SubmissionReport, Verdict,
};

/// How much is shown, and how.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How much.
    pub detail: Detail,
    /// In which colours.
    pub palette: Palette,
    /// Notes and help are broken at this width, in characters.
    pub width: usize,
}

/// How much is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Findings alone.
    Quiet,
    /// Findings, path, dates and the summary.
    Normal,
    /// Each rule's verdict, too.
    Verbose,
}

/// The report as text; every piece of it that came from outside is harmless.
#[must_use]
pub fn render(report: &Report, options: &Options) -> String {
    let mut page = Page {
        text: String::new(),
        report,
        options,
    };
    for submission in &report.submissions {
        page.submission(submission);
    }
    if options.detail != Detail::Quiet {
        page.totals();
    }
    page.text
}

struct Page<'a> {
    text: String,
    report: &'a Report,
    options: &'a Options,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn paint(&self, style: Style, text: &str) -> String {
        self.options.palette.paint(style, text)
    }

    fn submission(&mut self, submission: &SubmissionReport) {
        let name = name(submission);
        let judged = match &submission.outcome {
            Outcome::Judged(judged) => judged,
            Outcome::Unreadable(error) => {
                let head = self.paint(Style::Error, "unreadable");
                self.hanging(&format!("{head}: "), 12, &Printable(error).to_string());
                self.line("");
                return;
            }
        };
        let mut findings: Vec<_> = judged.counting().collect();
        // Worst first; of one level in the rules' order.
        findings.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
        for (rule, finding) in findings {
            self.finding(judged, &name, rule, finding);
        }
        if self.options.detail == Detail::Quiet {
            return;
        }
        for part in &judged.left_out {
            let place = part
                .line
                .map_or_else(String::new, |line| format!(":{line}"));
            self.line(&format!(
                "{name}{place}: left out: {}",
                Printable(&part.what)
            ));
        }
        if self.options.detail == Detail::Verbose {
            self.verdicts(judged);
        }
        self.conclusion(judged, &name);
    }

    fn finding(&mut self, judged: &Judged, name: &str, rule: &RuleReport, finding: &Finding) {
        let head = format!("{}[{}]:", finding.severity, rule.rule.id);
        let message = Printable(&finding.message);
        let mut lines = wrap(
            &format!("{head} {message}"),
            self.options.width.saturating_sub(2),
        )
        .into_iter();
        // The head is one word, so it stands on the first line.
        let first = lines.next().unwrap_or_default();
        let rest = first
            .strip_prefix(&head)
            .unwrap_or_default()
            .trim_start()
            .to_owned();
        let head = self.paint(finding.severity.into(), head.trim_end_matches(':'));
        self.line(&format!("{head}: {}", self.paint(Style::Strong, &rest)));
        for line in lines {
            self.line(&format!("  {}", self.paint(Style::Strong, &line)));
        }
        let arrow = self.paint(Style::Frame, "-->");
        let place = finding
            .certificate
            .and_then(|index| judged.certificates.get(index));
        let whole = || match finding.line {
            Some(line) => format!("{name}:{line}"),
            None => name.to_owned(),
        };
        let place = place.map_or_else(whole, |at| location(at, name));
        self.hanging(&format!("  {arrow} "), 6, &place);
        for note in &finding.notes {
            self.attached("note", note);
        }
        self.attached("authority", rule.rule.citation);
        self.attached(
            "help",
            &format!("{}; see `sfmtls explain {}`", finding.help, rule.rule.id),
        );
        self.line("");
    }

    fn attached(&mut self, label: &str, text: &str) {
        let mark = self.paint(Style::Frame, "=");
        let label_length = label.len().saturating_add(ATTACHED);
        let lead = format!("   {mark} {}: ", self.paint(Style::Strong, label));
        self.hanging(&lead, label_length, &Printable(text).to_string());
    }

    /// A paragraph that begins with `lead`, which is `indent` characters wide, and hangs on it.
    fn hanging(&mut self, lead: &str, indent: usize, text: &str) {
        for line in hang(lead, indent, text, self.options.width) {
            self.line(&line);
        }
    }

    fn verdicts(&mut self, judged: &Judged) {
        for report in &judged.rules {
            let (style, word, reason) = match &report.verdict {
                Verdict::Pass => (Style::Good, "pass", ""),
                Verdict::PassWith(known) => (Style::Good, "pass", known.as_str()),
                Verdict::NotApplicable(reason) | Verdict::Unanswered(reason) => {
                    (Style::Faint, "n/a", &**reason)
                }
                Verdict::Fail(all) if all.iter().all(|it| it.suppression.is_some()) => {
                    (Style::Faint, "ignored", "")
                }
                Verdict::Fail(findings) => {
                    let worst = findings.iter().filter(|it| it.suppression.is_none());
                    let worst = worst.map(|finding| finding.severity).max();
                    let worst = worst.unwrap_or(Severity::Note);
                    (worst.into(), found(worst), "")
                }
            };
            let word = self.paint(style, &format!("{word:>7}"));
            let separator = if reason.is_empty() { "" } else { ": " };
            let text = format!("{}{separator}{}", report.rule.id, Printable(reason));
            self.hanging(&format!("{word} "), 8, &text);
        }
        self.line("");
    }

    fn conclusion(&mut self, judged: &Judged, name: &str) {
        let states = judged
            .horizons
            .map(|(horizon, state)| self.state(horizon, state))
            .join(" · ");
        let (style, verdict) = verdict(judged.outcome);
        self.line(&format!(
            "{}: {}",
            self.paint(Style::Strong, name),
            self.paint(style, verdict)
        ));
        self.line(&format!("  {states}"));
        self.hanging("  path: ", 8, &path(judged));
        if self.options.detail == Detail::Verbose {
            self.hanging("  judged by: ", 13, judged_by(judged.path.judged_by));
        }
        self.remarks(judged);
        for fetch in judged.fetched.iter().flatten() {
            self.hanging("  ", 4, &fetched(fetch));
        }
        self.deadlines(&judged.deadlines);
        self.line("");
    }

    /// What must be known of answers that are no findings; among the verdicts it stands anyway.
    fn remarks(&mut self, judged: &Judged) {
        if self.options.detail == Detail::Verbose {
            return;
        }
        for report in &judged.rules {
            let remark = match &report.verdict {
                Verdict::PassWith(known) => format!("passed; {known}"),
                Verdict::Unanswered(reason) => format!("not answered: {reason}"),
                _ => continue,
            };
            let lead = format!("  {}: ", report.rule.id);
            let indent = lead.chars().count();
            self.hanging(&lead, indent, &Printable(&remark).to_string());
        }
    }

    /// The next dates, or all where each verdict is shown; how many are not shown is said.
    fn deadlines(&mut self, deadlines: &[Deadline]) {
        let is_past = |deadline: &Deadline| deadline.date < self.report.judged_at;
        let (past, coming): (Vec<_>, Vec<_>) = deadlines.iter().partition(|it| is_past(it));
        let (past_shown, shown) = match self.options.detail {
            Detail::Verbose => (past.len(), coming.len()),
            Detail::Quiet | Detail::Normal => (0, MAX_DEADLINES),
        };
        let hidden_past = past.len().saturating_sub(past_shown);
        let hidden = hidden_past.saturating_add(coming.len().saturating_sub(shown));
        for deadline in past.into_iter().take(past_shown) {
            self.deadline(deadline, "past: ");
        }
        for deadline in coming.into_iter().take(shown) {
            self.deadline(deadline, "");
        }
        if hidden > 0 {
            let past = match hidden_past {
                0 => String::new(),
                all if all == hidden => ", past".into(),
                some => format!(", {some} of them past"),
            };
            let dates = plural(hidden, "more date");
            self.hanging("  ", 2, &format!("and {dates}{past}: --verbose shows all"));
        }
    }

    fn deadline(&mut self, deadline: &Deadline, mark: &str) {
        let source = match &*deadline.source {
            "notAfter" => String::new(),
            source => format!(" ({source})"),
        };
        let what = Printable(&format!("{mark}{}{source}", deadline.what)).to_string();
        self.hanging(&format!("  {}  ", deadline.date.day()), 14, &what);
    }

    fn state(&self, horizon: Horizon, state: HorizonState) -> String {
        let (style, word) = word(state);
        format!("{horizon} {}", self.paint(style, word))
    }

    /// The table of several submissions.
    fn table(&mut self) {
        if self.report.submissions.len() < 2 {
            return;
        }
        let (lines, left) = summary::table(self.report, self.options.palette, self.options.width);
        for line in lines {
            self.line(&line);
        }
        if left > 0 {
            self.line(&format!(
                "and {} more, none worse",
                plural(left, "submission")
            ));
        }
        self.line("");
    }

    fn totals(&mut self) {
        self.table();
        let list = &self.report.trust_list;
        let roots = plural(list.entries, "root");
        let list = match &list.location {
            Some(location) => format!("{roots} of {}", Printable(location)),
            None => format!("{roots} of Mozilla, bundled, not the instance's own"),
        };
        let chrome = match (self.report.chrome_version, &self.report.chrome_file) {
            (Some(version), _) => format!(" and Root Store {version}"),
            (None, Some(file)) => format!(" and the Root Store of {}", Printable(file)),
            (None, None) => String::new(),
        };
        let against = format!(
            "judged at {} against {list}, Chrome Root Program Policy {}{chrome}",
            self.report.judged_at, self.report.policy
        );
        self.hanging("", 0, &against);
        let mut counts = String::new();
        if self.report.submissions.len() == 1 {
            counts.push_str(&self.rule_counts());
        } else {
            let _ = write!(
                counts,
                "{} submissions: {} passed, {} failed, {} undecided, {} unreadable; ",
                self.report.submissions.len(),
                self.report.concluded(Conclusion::Pass),
                self.report.concluded(Conclusion::Fail),
                self.report.concluded(Conclusion::Undecided),
                self.report.unreadable()
            );
        }
        counts.push_str(&self.finding_counts());
        self.hanging("", 0, &counts);
    }

    fn rule_counts(&self) -> String {
        let Some(judged) = self.report.judged().next() else {
            return String::new();
        };
        let count = |wanted: fn(&Verdict) -> bool| {
            judged
                .rules
                .iter()
                .filter(|report| wanted(&report.verdict))
                .count()
        };
        format!(
            "{} rules: {} passed, {} with findings, {} not applicable; ",
            judged.rules.len(),
            count(|verdict| matches!(verdict, Verdict::Pass | Verdict::PassWith(_))),
            count(|verdict| matches!(verdict, Verdict::Fail(_))),
            count(|verdict| matches!(verdict, Verdict::NotApplicable(_) | Verdict::Unanswered(_)))
        )
    }

    fn finding_counts(&self) -> String {
        let count = |severity| {
            self.report
                .judged()
                .map(|judged| judged.count(severity))
                .sum::<usize>()
        };
        let mut text = [Severity::Error, Severity::Warning, Severity::Note]
            .map(|severity| plural(count(severity), &severity.to_string()))
            .join(", ");
        let suppressed = self.report.suppressed();
        if suppressed > 0 {
            let _ = write!(text, ", {suppressed} ignored");
        }
        text
    }
}

/// What stands around the label of an attached line: `   = ` before it, `: ` behind.
const ATTACHED: usize = 7;
/// As many dates to come are shown.
const MAX_DEADLINES: usize = 4;
