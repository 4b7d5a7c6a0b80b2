//! Passwords: from files, the environment, or a prompt; never an argument, never shown.

use std::env;
use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;
use sfmtls::Memory;
use sfmtls::container::{self, Contents, Passwords, Secret, Unreadable, UnreadableKind};

use super::input::{self, InputError, read_file};
use super::terminal;

/// The variable that holds a password.
const VARIABLE: &str = "SFMTLS_PASSWORD";

/// Where passwords are.
#[derive(Args, Clone, Debug, Default)]
pub struct PasswordOptions {
    /// Read the container's password from this file; else from `SFMTLS_PASSWORD`, else ask for it
    /// on a terminal
    #[arg(long, value_name = "FILE", help_heading = "Passwords")]
    pub password_file: Option<PathBuf>,

    /// Read the password of a private key that has its own from this file
    #[arg(long, value_name = "FILE", help_heading = "Passwords")]
    pub key_password_file: Option<PathBuf>,
}

impl PasswordOptions {
    /// The passwords that the options and the environment give.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn read(&self) -> Result<Passwords, InputError> {
        // An empty variable is as good as none: JKS is then read without.
        let value = || env::var_os(VARIABLE).filter(|value| !value.is_empty());
        let variable = || Some(Secret::new(value()?.into_encoded_bytes()));
        let container = self.password_file.as_deref().map(from_file).transpose()?;
        let key = self
            .key_password_file
            .as_deref()
            .map(from_file)
            .transpose()?;
        Ok(Passwords {
            container: container.or_else(variable),
            key,
        })
    }
}

/// The password in a file; one line end at its end is not part of it.
fn from_file(path: &Path) -> Result<Secret, InputError> {
    let mut bytes = read_file(path.as_os_str())?;
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
    }
    Ok(Secret::new(bytes))
}

/// Reads a container; asks for its password where it needs one, none was given, and somebody sits
/// at a terminal.
///
/// # Errors
/// As [`container::read`].
pub fn read_container(
    bytes: &[u8],
    path: &OsStr,
    passwords: &Passwords,
) -> Result<Contents, Unreadable> {
    read_container_with(bytes, path, passwords, &Memory::default())
}

/// The same; certificates that are in `memory` are not read again.
///
/// # Errors
/// As [`container::read`].
pub fn read_container_with(
    bytes: &[u8],
    path: &OsStr,
    passwords: &Passwords,
    memory: &Memory,
) -> Result<Contents, Unreadable> {
    with_prompt(path, passwords, |passwords| {
        container::read_with(bytes, passwords, memory)
    })
}

/// What `read` makes of these passwords, or of the one that is asked for where it needs one.
///
/// # Errors
/// As `read`.
pub fn with_prompt<T>(
    path: &OsStr,
    passwords: &Passwords,
    read: impl Fn(&Passwords) -> Result<T, Unreadable>,
) -> Result<T, Unreadable> {
    let unreadable = match read(passwords) {
        Ok(done) => return Ok(done),
        Err(unreadable) => unreadable,
    };
    if unreadable.kind != UnreadableKind::MissingPassword {
        return Err(unreadable);
    }
    let Some(container) = ask(path) else {
        return Err(unreadable);
    };
    let asked = Passwords {
        container: Some(container),
        key: passwords.key.clone(),
    };
    read(&asked)
}

/// The password that is typed; `None` where nobody can type one, or nobody did.
pub fn ask(path: &OsStr) -> Option<Secret> {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return None;
    }
    let prompt = format!("password of {}: ", input::harmless(&input::shown(path)));
    let typed = terminal::ask(|| rpassword::prompt_password(prompt)).ok()?;
    Some(Secret::new(typed.into_bytes()))
}
