//! Passwords: from files, the environment or a prompt; wiped after use, never shown.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::Args;
use sfmtls::container::{self, Contents, Passwords, Secret, Unreadable, UnreadableKind};
use sfmtls::key::{KeyError, KeyErrorKind, PrivateKey};
use sfmtls::render::Printable;
use zeroize::Zeroizing;

use super::arguments::KEYS;
use super::input;

/// The longest password that is read from a file, in bytes.
const MAX_LENGTH: usize = 64 * 1024;

/// The variable that holds a password.
const VARIABLE: &str = "SFMTLS_PASSWORD";

/// Where the password of a container comes from.
#[derive(Args, Debug)]
pub struct PasswordOptions {
    /// The password of the container: the file's contents, but for one line end at the end; else
    /// the variable `SFMTLS_PASSWORD`, else a prompt on a terminal
    #[arg(long, value_name = "FILE", help_heading = KEYS)]
    pub password_file: Option<PathBuf>,
}

/// The option for keys with a password of their own.
#[derive(Args, Debug)]
pub struct KeyPasswordOptions {
    /// The password of `--key`, or of a key in a JKS file that has its own
    #[arg(long, value_name = "FILE", help_heading = KEYS)]
    pub key_password_file: Option<PathBuf>,
}

/// The passwords that were given, and whether there is somebody to ask for others.
#[derive(Clone, Debug, Default)]
pub struct Given {
    passwords: Passwords,
    may_ask: bool,
}

impl Given {
    /// The passwords of these files, else of the environment; on a terminal a missing one is asked
    /// for.
    ///
    /// # Errors
    /// Where a file cannot be read or is too long for a password.
    pub fn of(container: Option<&PathBuf>, key: Option<&PathBuf>) -> anyhow::Result<Self> {
        let from_file = |path: &PathBuf| in_file(path.as_os_str());
        let container = container.map(from_file).transpose()?;
        Ok(Self {
            passwords: Passwords {
                container: container.or_else(in_environment),
                key: key.map(from_file).transpose()?,
            },
            may_ask: io::stdin().is_terminal() && io::stderr().is_terminal(),
        })
    }

    /// Reads what the file called `name` holds.
    ///
    /// # Errors
    /// Where it gives no certificates.
    pub fn read(&self, bytes: &[u8], name: &str) -> Result<Contents, Unreadable> {
        self.open(name, |passwords| container::read(bytes, passwords))
    }

    /// Opens something that may ask for a password of a container: `attempt` is made again with
    /// what was answered at a prompt.
    pub fn open<T>(
        &self,
        name: &str,
        attempt: impl Fn(&Passwords) -> Result<T, Unreadable>,
    ) -> Result<T, Unreadable> {
        let refusal = match attempt(&self.passwords) {
            Err(refusal) if refusal.kind == UnreadableKind::MissingPassword => refusal,
            opened => return opened,
        };
        match self.asked(name) {
            Some(container) => attempt(&Passwords {
                container: Some(container),
                key: self.passwords.key.clone(),
            }),
            None => Err(refusal),
        }
    }

    /// Reads the private key of the file called `name`: by the password of keys, else by that of
    /// the container.
    ///
    /// # Errors
    /// Where it gives no key.
    pub fn key(&self, bytes: &[u8], name: &str) -> Result<PrivateKey, KeyError> {
        let password = self.passwords.key.as_ref();
        let password = password.or(self.passwords.container.as_ref());
        let refusal = match PrivateKey::read(bytes, password.map(Secret::as_bytes)) {
            Err(refusal) if refusal.kind == KeyErrorKind::PasswordMissing => refusal,
            read => return read,
        };
        match self.asked(name) {
            Some(password) => PrivateKey::read(bytes, Some(password.as_bytes())),
            None => Err(refusal),
        }
    }

    /// The answer to a prompt on the terminal, where there is one.
    fn asked(&self, name: &str) -> Option<Secret> {
        if !self.may_ask {
            return None;
        }
        let answer = rpassword::prompt_password(format!("password of {}: ", Printable(name)));
        answer
            .ok()
            .map(|password| Secret::new(password.into_bytes()))
    }
}

/// The variable's value; an empty one is as good as none.
fn in_environment() -> Option<Secret> {
    let value = std::env::var_os(VARIABLE).filter(|value| !value.is_empty())?;
    Some(Secret::new(value.into_encoded_bytes()))
}

/// The contents of a file, but for one line end at the end.
fn in_file(path: &OsStr) -> anyhow::Result<Secret> {
    let name = input::shown(path);
    // Made at its full size: a buffer that grows leaves copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_LENGTH.saturating_add(1)));
    let limit = u64::try_from(bytes.capacity()).unwrap_or(u64::MAX);
    let read = if path == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.with_context(|| format!("the password file {name} cannot be read"))?;
    if bytes.len() > MAX_LENGTH {
        return Err(anyhow!(
            "the password file {name} is larger than 64 KiB, too long for a password"
        ));
    }
    let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    Ok(Secret::new(line.to_vec()))
}
