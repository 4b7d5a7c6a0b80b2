//! From the file's text to what it says.

use std::convert::Infallible;
use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;
use sfmtls::certificate::Sha256;
use sfmtls::chrome::PolicyVersion;
use sfmtls::render::Printable;
use sfmtls::report::Severity;
use sfmtls::rules::Rule;

use super::document::{Fault, Lines, Table, Value};
use super::ignore::{Pattern, Until, Written};
use super::{Config, InLine, keys};
use crate::cli::arguments::{FailOn, rule, severity_level};
use crate::cli::fetch::host::Instance;

impl Config {
    /// Reads the text of the file; a fault that quotes it is one line all the same.
    ///
    /// # Errors
    /// Where the text is no TOML, or says what cannot be.
    pub fn read(file: PathBuf, text: &str) -> Result<Self, Fault> {
        Self::read_text(file, text).map_err(|fault| Fault {
            reason: Printable(&fault.reason).to_string(),
            ..fault
        })
    }

    fn read_text(file: PathBuf, text: &str) -> Result<Self, Fault> {
        let lines = Lines::of(text);
        let mut table = Table::parse(text, &lines)?;
        let mut config = Self {
            file,
            ..Self::default()
        };
        config.read_list(&mut table)?;
        config.read_judging(&mut table)?;
        refuse_unknown(&mut table, keys::TOP)?;
        Ok(config)
    }

    fn read_list(&mut self, table: &mut Table<'_>) -> Result<(), Fault> {
        let folder = self.folder().to_owned();
        let path = |value: Value<'_>| value.text(|text| Ok::<_, Infallible>(folder.join(text)));
        let host =
            |value: Value<'_>| value.text(|text| Instance::parse(text).map(|_| text.to_owned()));
        self.instance = table.take("instance", &[]).map(host).transpose()?;
        self.trust_list = table.take("trust-list", &[]).map(path).transpose()?;
        self.ca_file = table.take("ca-file", &[]).map(path).transpose()?;
        self.timeout = table.take("timeout", &[]).map(seconds).transpose()?;
        self.chrome_root_store = table.take("chrome-root-store", &[]).map(path).transpose()?;
        if let (Some(_), Some(list)) = (&self.instance, &self.trust_list) {
            return Err(Fault {
                line: list.line,
                reason: "`trust-list` stands beside `instance`, and there is one list".into(),
            });
        }
        Ok(())
    }

    fn read_judging(&mut self, table: &mut Table<'_>) -> Result<(), Fault> {
        let policy = |value: Value<'_>| value.text(PolicyVersion::from_str);
        let fail_on = |value: Value<'_>| value.text(level_that_fails);
        let days = |value: Value<'_>| value.number("a whole number of days, 0 or more,");
        self.policy = table.take("policy", &[]).map(policy).transpose()?;
        self.fail_on = table.take("fail-on", &[]).map(fail_on).transpose()?;
        self.expires_within = table.take("expires-within", &[]).map(days).transpose()?;
        if let Some(levels) = table.take("severity", &["levels"]) {
            self.severity = severities(levels.table()?)?;
        }
        if let Some(ignores) = table.take("ignore", &["ignores"]) {
            let ignores = ignores.tables()?.into_iter();
            self.ignore = ignores.map(ignore).collect::<Result<_, _>>()?;
        }
        Ok(())
    }
}

fn level_that_fails(text: &str) -> Result<FailOn, String> {
    FailOn::from_str(text, false)
        .map_err(|_| format!("no level `{text}`; there are error, warning, note and never"))
}

fn seconds(value: Value<'_>) -> Result<InLine<u64>, Fault> {
    let meant = "a number of seconds from 1 to 3600";
    let seconds: InLine<u64> = value.number(meant)?;
    if (1..=3600).contains(&seconds.value) {
        return Ok(seconds);
    }
    Err(Fault {
        line: seconds.line,
        reason: format!("`timeout` is {}, and {meant} is meant", seconds.value),
    })
}

fn severities(mut table: Table<'_>) -> Result<Vec<InLine<(&'static Rule, Severity)>>, Fault> {
    let levels = table.texts()?.into_iter().map(|(key, level)| {
        let fault = |reason| Fault {
            line: key.line,
            reason,
        };
        let found = rule(&key.value).map_err(fault)?;
        let level = severity_level(&level).map_err(fault)?;
        Ok(InLine {
            value: (found, level),
            line: key.line,
        })
    });
    levels.collect()
}

fn ignore(mut table: Table<'_>) -> Result<InLine<Written>, Fault> {
    let line = table.line;
    let lacks = |key: &str| Fault {
        line,
        reason: format!("this ignore has no `{key}`"),
    };
    let text = |value: Value<'_>| value.text(not_empty);
    let sha256 = |value: Value<'_>| {
        value.text(|text| Sha256::parse(text).ok_or("64 hex digits of a SHA-256 are meant"))
    };
    let found = table.take("rule", &[]).map(|value| value.text(rule));
    let reason = table.take("reason", &[]).map(text).transpose()?;
    let path = table
        .take("path", &[])
        .map(|value| value.text(Pattern::parse));
    let sha256 = table.take("sha256", &[]).map(sha256).transpose()?;
    let until = table
        .take("until", &[])
        .map(|value| value.day(Until::parse));
    let until = until.transpose()?;
    refuse_unknown(&mut table, keys::IGNORE)?;
    Ok(InLine {
        value: Written {
            rule: found.transpose()?.ok_or_else(|| lacks("rule"))?.value,
            reason: reason.ok_or_else(|| lacks("reason"))?.value,
            path: path.transpose()?.map(|it| it.value),
            sha256: sha256.map(|it| it.value),
            until: until.map(|it| it.value),
        },
        line,
    })
}

fn not_empty(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() {
        return Err("it is empty");
    }
    Ok(text.to_owned())
}

fn refuse_unknown(table: &mut Table<'_>, known: &[&str]) -> Result<(), Fault> {
    match table.rest().min_by_key(|key| key.line) {
        None => Ok(()),
        Some(key) => Err(Fault {
            line: key.line,
            reason: keys::unknown(&key.value, known),
        }),
    }
}
