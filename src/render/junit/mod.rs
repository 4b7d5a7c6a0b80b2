//! JUnit's XML as Jenkins and GitLab read it: a suite a submission, a case a rule.

mod case;

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::json::Horizons;
use super::place::Place;
use super::words::{name, printable, verdict};
use crate::report::{Outcome, Report, SubmissionReport};
use case::{Case, Mark};

/// The report as XML.
///
/// A case fails where a finding is at or above the level that fails, so that the file and the exit
/// code agree; what is below it stands in the case's output. What could not be judged is an error.
///
/// # Errors
/// Never for a report that this crate made; what the writer says otherwise.
pub fn render(report: &Report) -> io::Result<String> {
    let suites: Vec<Suite> = report
        .submissions
        .iter()
        .map(|submission| Suite::new(report, submission))
        .collect();
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let sum = |count: fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>().to_string();
    writer
        .create_element("testsuites")
        .with_attribute(("name", env!("CARGO_PKG_NAME")))
        .with_attribute(("tests", &*sum(|suite| suite.cases.len())))
        .with_attribute(("failures", &*sum(|suite| suite.count(Mark::FAILURE))))
        .with_attribute(("errors", &*sum(|suite| suite.count(Mark::ERROR))))
        .with_attribute(("time", NO_TIME))
        .write_inner_content(|writer| suites.iter().try_for_each(|suite| suite.write(writer)))?;
    let mut text = String::from_utf8(writer.into_inner()).map_err(io::Error::other)?;
    text.push('\n');
    Ok(text)
}

/// How long a case took: nobody asks that of a certificate, and reports are to be repeatable.
const NO_TIME: &str = "0";

type Xml = Writer<Vec<u8>>;

struct Suite {
    name: String,
    file: Option<String>,
    timestamp: String,
    properties: Vec<(&'static str, String)>,
    cases: Vec<Case>,
}

impl Suite {
    fn new(report: &Report, submission: &SubmissionReport) -> Self {
        let mut properties = vec![("verdict", verdict(submission).to_owned())];
        let cases = match &submission.outcome {
            Outcome::Unreadable(error) => vec![Case::unreadable(&printable(error))],
            Outcome::Judged(judged) => {
                let horizons = Horizons::new(judged).named();
                properties.extend(horizons.map(|(horizon, state)| (horizon, state.to_owned())));
                let rules = judged.rules.iter();
                rules
                    .map(|rule| Case::new(report, submission, judged, rule))
                    .collect()
            }
        };
        Self {
            name: name(submission),
            file: Place::whole(report, submission).shown(),
            // JUnit's own schema has no zone; UTC is what it means.
            timestamp: report.judged_at.to_string().replace('Z', ""),
            properties,
            cases,
        }
    }

    /// How many cases are marked so.
    fn count(&self, element: &str) -> usize {
        let marks = self.cases.iter().filter_map(|case| case.mark.as_ref());
        marks.filter(|mark| mark.element == element).count()
    }

    fn write(&self, writer: &mut Xml) -> io::Result<()> {
        writer
            .create_element("testsuite")
            .with_attribute(("name", &*self.name))
            .with_attribute(("tests", &*self.cases.len().to_string()))
            .with_attribute(("failures", &*self.count(Mark::FAILURE).to_string()))
            .with_attribute(("errors", &*self.count(Mark::ERROR).to_string()))
            .with_attribute(("skipped", &*self.count(Mark::SKIPPED).to_string()))
            .with_attribute(("time", NO_TIME))
            .with_attribute(("timestamp", &*self.timestamp))
            .write_inner_content(|writer| {
                self.write_properties(writer)?;
                self.cases
                    .iter()
                    .try_for_each(|case| self.write_case(case, writer))
            })?;
        Ok(())
    }

    fn write_properties(&self, writer: &mut Xml) -> io::Result<()> {
        let write = |writer: &mut Xml| {
            for (name, value) in &self.properties {
                writer
                    .create_element("property")
                    .with_attribute(("name", *name))
                    .with_attribute(("value", &**value))
                    .write_empty()?;
            }
            Ok(())
        };
        writer
            .create_element("properties")
            .write_inner_content(write)?;
        Ok(())
    }

    fn write_case(&self, case: &Case, writer: &mut Xml) -> io::Result<()> {
        let mut element = writer
            .create_element("testcase")
            .with_attribute(("classname", &*self.name))
            .with_attribute(("name", case.name))
            .with_attribute(("time", NO_TIME));
        if let Some(file) = &self.file {
            element = element.with_attribute(("file", &**file));
        }
        if case.mark.is_none() && case.output.is_empty() {
            element.write_empty()?;
            return Ok(());
        }
        element.write_inner_content(|writer| {
            if let Some(mark) = &case.mark {
                let element = writer
                    .create_element(mark.element)
                    .with_attribute(("type", mark.kind))
                    .with_attribute(("message", &*mark.message));
                if mark.body.is_empty() {
                    element.write_empty()?;
                } else {
                    element.write_text_content(BytesText::new(&mark.body))?;
                }
            }
            if !case.output.is_empty() {
                let output = writer.create_element("system-out");
                output.write_text_content(BytesText::new(&case.output))?;
            }
            Ok(())
        })?;
        Ok(())
    }
}
