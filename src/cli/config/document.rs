//! A TOML table whose keys are taken out one by one, each with its line; alone knows the crate
//! `toml`.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::InLine;

/// What is wrong with the file, and in which line, from 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub reason: String,
}

/// Where the lines of a text begin.
pub struct Lines(Vec<usize>);

impl Lines {
    /// Those of this text.
    pub fn of(text: &str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at.saturating_add(1));
        Self(std::iter::once(0).chain(ends).collect())
    }

    /// The line, from 1, of the byte at `offset`.
    fn line_of(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset)
    }
}

/// One table of the file.
pub struct Table<'a> {
    lines: &'a Lines,
    /// The line where it begins.
    pub line: usize,
    /// What is not taken yet: by name, with the line of the key.
    entries: BTreeMap<String, (usize, Spanned<DeValue<'a>>)>,
}

/// A value that is not looked at yet.
pub struct Value<'a> {
    lines: &'a Lines,
    key: &'static str,
    line: usize,
    content: DeValue<'a>,
}

impl<'a> Table<'a> {
    /// The whole document.
    pub fn parse(text: &'a str, lines: &'a Lines) -> Result<Self, Fault> {
        let document = DeTable::parse(text).map_err(|error| Fault {
            line: lines.line_of(error.span().map_or(0, |span| span.start)),
            reason: error.message().to_owned(),
        })?;
        Self::new(lines, 1, document.into_inner())
    }

    fn new(lines: &'a Lines, line: usize, table: DeTable<'a>) -> Result<Self, Fault> {
        let mut entries = BTreeMap::new();
        for (key, value) in table {
            let line = lines.line_of(key.span().start);
            let key = key.into_inner().replace('_', "-");
            let reason = format!("`{key}` is there twice, spelt in two ways");
            if entries.insert(key, (line, value)).is_some() {
                return Err(Fault { line, reason });
            }
        }
        Ok(Self {
            lines,
            line,
            entries,
        })
    }

    /// The value of a key, which goes by other names, too.
    pub fn take(&mut self, key: &'static str, others: &[&str]) -> Option<Value<'a>> {
        let mut names = std::iter::once(key).chain(others.iter().copied());
        let (line, value) = names.find_map(|name| self.entries.remove(name))?;
        Some(Value {
            lines: self.lines,
            key,
            line,
            content: value.into_inner(),
        })
    }

    /// What is left, in no order: keys that nobody has asked for.
    pub fn rest(&mut self) -> impl Iterator<Item = InLine<String>> + use<'_, 'a> {
        let keys = std::mem::take(&mut self.entries).into_iter();
        keys.map(|(key, (line, _))| InLine { value: key, line })
    }

    /// Every key with its value, whatever they are called.
    pub fn texts(&mut self) -> Result<Vec<(InLine<String>, String)>, Fault> {
        let entries = std::mem::take(&mut self.entries).into_iter();
        let mut texts = entries
            .map(|(key, (line, value))| match value.into_inner() {
                DeValue::String(text) => Ok((InLine { value: key, line }, text.into_owned())),
                other => Err(Fault {
                    line,
                    reason: format!("`{key}` is {}, and a text is meant", kind(&other)),
                }),
            })
            .collect::<Result<Vec<_>, _>>()?;
        texts.sort_by_key(|(key, _)| key.line);
        Ok(texts)
    }
}

impl<'a> Value<'a> {
    /// This value made into another, or the fault that it cannot be.
    pub fn text<T, E: std::fmt::Display>(
        self,
        made: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<InLine<T>, Fault> {
        let DeValue::String(text) = &self.content else {
            return Err(self.is_not("a text"));
        };
        self.in_line(made(text))
    }

    /// A whole number.
    pub fn number<T: TryFrom<u64>>(self, meant: &str) -> Result<InLine<T>, Fault> {
        let number = match &self.content {
            DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        match number.and_then(|number| T::try_from(number).ok()) {
            Some(value) => Ok(InLine {
                value,
                line: self.line,
            }),
            None => Err(self.is_not(meant)),
        }
    }

    /// A day: TOML's own, or a text.
    pub fn day<T, E: std::fmt::Display>(
        self,
        made: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<InLine<T>, Fault> {
        match &self.content {
            DeValue::Datetime(day) => self.in_line(made(&day.to_string())),
            _ => self.text(made),
        }
    }

    /// A table.
    pub fn table(self) -> Result<Table<'a>, Fault> {
        match self.content {
            DeValue::Table(table) => Table::new(self.lines, self.line, table),
            _ => Err(self.is_not("a table")),
        }
    }

    /// Tables in a row, each with the line where it begins.
    pub fn tables(self) -> Result<Vec<Table<'a>>, Fault> {
        let meant = format!("a row of tables, each under [[{}]],", self.key);
        let DeValue::Array(array) = self.content else {
            return Err(self.is_not(&meant));
        };
        let tables = array.into_iter().map(|value| {
            let line = self.lines.line_of(value.span().start);
            match value.into_inner() {
                DeValue::Table(table) => Table::new(self.lines, line, table),
                other => Err(Fault {
                    line,
                    reason: format!("{} is in it, and {meant} is meant", kind(&other)),
                }),
            }
        });
        tables.collect()
    }

    fn in_line<T, E: std::fmt::Display>(&self, made: Result<T, E>) -> Result<InLine<T>, Fault> {
        match made {
            Ok(value) => Ok(InLine {
                value,
                line: self.line,
            }),
            Err(error) => Err(Fault {
                line: self.line,
                reason: format!("`{}`: {error}", self.key),
            }),
        }
    }

    fn is_not(&self, meant: &str) -> Fault {
        Fault {
            line: self.line,
            reason: format!(
                "`{}` is {}, and {meant} is meant",
                self.key,
                kind(&self.content)
            ),
        }
    }
}

/// What kind of value it is, in words.
const fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}
