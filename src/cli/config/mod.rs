//! `sfmtls.toml`: what holds for a project, so that nobody has to type it.
//!
//! Keys are the names of the options; `_` may stand for `-`. Paths are relative to the file. Flags
//! win over the file.

mod choice;
mod document;
mod find;
mod ignore;
mod in_toml;
mod keys;
mod read;
#[cfg(test)]
mod replay;
mod show;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use sfmtls::chrome::PolicyVersion;
use sfmtls::report::Severity;
use sfmtls::rules::Rule;

pub use choice::Choice;
pub use ignore::{Ignores, Written, used};

use super::arguments::FailOn;
use super::input;

/// A value, and the line of the file where it stands.
#[derive(Clone, Copy, Debug)]
pub struct InLine<T> {
    pub value: T,
    pub line: usize,
}

/// What the file says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file itself; empty where there is none.
    pub file: PathBuf,
    pub instance: Option<InLine<String>>,
    pub trust_list: Option<InLine<PathBuf>>,
    pub ca_file: Option<InLine<PathBuf>>,
    pub timeout: Option<InLine<u64>>,
    pub policy: Option<InLine<PolicyVersion>>,
    pub chrome_root_store: Option<InLine<PathBuf>>,
    pub expires_within: Option<InLine<u32>>,
    pub fail_on: Option<InLine<FailOn>>,
    pub severity: Vec<InLine<(&'static Rule, Severity)>>,
    pub ignore: Vec<InLine<Written>>,
}

/// A configuration is not larger.
const MAX_BYTES: usize = 1 << 20;

impl Config {
    /// The file that `--config` names, else the nearest `sfmtls.toml`; nothing where there is none.
    ///
    /// # Errors
    /// Where the file cannot be read, or says what cannot be: with its line.
    pub fn of(named: Option<&Path>) -> anyhow::Result<Self> {
        let Some(file) = named.map(Path::to_path_buf).or_else(find::nearest) else {
            return Ok(Self::default());
        };
        let name = input::shown(&file);
        let bytes = input::read_file(file.as_os_str())?;
        if bytes.len() > MAX_BYTES {
            bail!("{name}: it is larger than {MAX_BYTES} bytes");
        }
        let text = String::from_utf8(bytes).map_err(|_| anyhow!("{name}: it is not UTF-8"))?;
        Self::read(file, &text).map_err(|fault| anyhow!("{name}:{}: {}", fault.line, fault.reason))
    }

    /// The folder that its paths are relative to.
    fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new(""))
    }
}
