//! `sfmtls explain`: a rule's page, the set-up, or what an error text means.

mod rule;
mod text;

use std::ffi::{OsStr, OsString};

use serde::Serialize;
use sfmtls::render::{self, markdown};
use sfmtls::symptoms;

use super::arguments::{ExplainOptions, Format};
use super::exit::{Exit, Failure};
use super::rules::RuleObject;
use super::{input, output, terminal};

pub use rule::unknown_rule;

/// The topic beside the rules.
const SET_UP: &str = "set-up";

/// Shows a page, or the answer on a text: exit code 2 where it is not known.
pub fn run(options: &ExplainOptions) -> Result<Exit, Failure> {
    let topic = topic(&options.words)?;
    if let Some(rule) = rule::named_in(&topic) {
        let page =
            markdown::rule_page(rule) + "\n## What no file can show\n`sfmtls explain set-up`";
        return show(options, &page, &RuleObject::from(rule));
    }
    if topic == SET_UP {
        let page = symptoms::set_up();
        let object = serde_json::json!({"id": SET_UP, "explanation": page});
        return show(options, &page, &object);
    }
    let mut found = symptoms::find(&topic);
    if found.is_empty() {
        // The bare name of an alert, as people pass it on.
        found = symptoms::find(&format!("alert: {topic}"));
    }
    if !found.is_empty() {
        return show(
            options,
            &text::page(&found),
            &text::Answer::of(&topic, &found),
        );
    }
    let nearest = if rule::looks_like_an_id(&topic) {
        if options.format == Format::Human {
            return Err(anyhow::anyhow!(unknown_rule(&topic)).into());
        }
        rule::nearest(&topic)
    } else {
        let near = symptoms::nearest(&topic);
        near.iter().map(|symptom| symptom.text()).collect()
    };
    show(
        options,
        &text::unknown_page(&topic, &nearest),
        &text::Answer::unknown(&topic, nearest),
    )?;
    Ok(Exit::NotJudged)
}

/// The words in one, or what standard input holds where they are `-`.
fn topic(words: &[OsString]) -> Result<String, Failure> {
    let text = if words == [OsStr::new("-")] {
        let bytes = input::read_file(OsStr::new("-"))
            .map_err(|error| anyhow::anyhow!("standard input could not be read: {error}"))?;
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        words.join(OsStr::new(" ")).to_string_lossy().into_owned()
    };
    match text.trim() {
        "" => Err(anyhow::anyhow!("no rule and no error text was given").into()),
        text => Ok(text.to_owned()),
    }
}

/// Shows a page to people, or its object to programs.
fn show(options: &ExplainOptions, page: &str, object: &impl Serialize) -> Result<Exit, Failure> {
    let text = match options.format {
        Format::Human => {
            let palette = terminal::palette(options.color, false);
            render::page(page.trim_end(), terminal::width(), palette)
        }
        Format::Json => serde_json::to_string_pretty(object).map_err(anyhow::Error::from)?,
    };
    output::to_standard_output(&(text + "\n"))?;
    Ok(Exit::Passed)
}
