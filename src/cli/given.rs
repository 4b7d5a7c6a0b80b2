//! What is judged beside the certificate: a key, what is uploaded, a server's certificate,
//! revocation lists.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::Args;
use sfmtls::certificate::Time;
use sfmtls::container::{Passwords, Secret};
use sfmtls::key::{KeyErrorKind, PrivateKey};
use sfmtls::path::{Chain, Presented};
use sfmtls::revocation::Crl;
use sfmtls::submission::{Server, Submission};
use sfmtls::trust::TrustList;
use sfmtls::upload::Uploaded;
use zeroize::Zeroizing;

use super::input::{self, read_file};
use super::{entries, passwords, terminal};

/// The files of the second inputs.
#[derive(Args, Clone, Debug, Default)]
pub struct GivenOptions {
    /// The private key: does it belong to the certificate? PKCS#8, PKCS#1, SEC1, encrypted PKCS#8
    #[arg(long, value_name = "FILE", help_heading = "Second inputs")]
    pub key: Option<PathBuf>,

    /// What is uploaded already, a certificate file or `InboundCertificate` metadata: is it this
    /// one?
    #[arg(long, value_name = "FILE", help_heading = "Second inputs")]
    pub uploaded: Option<PathBuf>,

    /// The server's certificate: your own web server's, or the one that the instance presents
    #[arg(long, value_name = "FILE", help_heading = "Second inputs")]
    pub server_cert: Option<PathBuf>,

    /// A certificate revocation list to judge by (repeatable)
    #[arg(long, value_name = "FILE", help_heading = "Second inputs")]
    pub crl: Vec<PathBuf>,
}

/// The second inputs, read.
#[derive(Debug, Default)]
pub struct Given {
    pub key: Option<PrivateKey>,
    pub uploaded: Option<Uploaded>,
    pub server: Option<Chain>,
    pub crls: Vec<Crl>,
}

impl GivenOptions {
    /// Reads every file.
    ///
    /// # Errors
    /// The first that cannot be read, by name and line.
    pub fn read(&self, passwords: &Passwords) -> anyhow::Result<Given> {
        let key = self.key.as_deref().map(|path| open_key(path, passwords));
        let server = self.server_cert.as_deref();
        let mut crls = Vec::new();
        for path in &self.crl {
            crls.extend(read(path, Crl::read)?);
        }
        Ok(Given {
            key: key.transpose()?.map(|(key, _)| key),
            uploaded: self
                .uploaded
                .as_deref()
                .map(|path| uploaded(path, passwords))
                .transpose()?,
            server: server.map(|path| chain(path, passwords)).transpose()?,
            crls,
        })
    }
}

impl Given {
    /// The server's certificate with every way from it to a root.
    pub fn server(&mut self, trust: &TrustList, at: Time) -> Option<Server> {
        Some(Server::new(self.server.take()?, trust, at))
    }
}

/// Reads a file by `reader`; a fault is told with the file's name.
fn read<T, E: std::fmt::Display>(
    path: &Path,
    reader: impl FnOnce(&[u8]) -> Result<T, E>,
) -> anyhow::Result<T> {
    // One of them is a private key.
    let bytes = Zeroizing::new(read_file(path.as_os_str())?);
    reader(&bytes).map_err(|error| anyhow!("{}: {error}", input::shown(path)))
}

/// The certificates of every `--chain`.
pub fn supplementary(files: &[PathBuf], passwords: &Passwords) -> anyhow::Result<Vec<Presented>> {
    let mut chain = Vec::new();
    for path in files {
        let name = input::shown(path);
        let bytes = read_file(path.as_os_str())?;
        let read = passwords::read_container(&bytes, path.as_os_str(), passwords);
        let contents = read.map_err(|error| anyhow!("{name}: {error}"))?;
        entries::say_notes(&name, &contents);
        chain.extend(Presented::all(contents.certificates, name.as_str()));
    }
    Ok(chain)
}

fn uploaded(path: &Path, passwords: &Passwords) -> anyhow::Result<Uploaded> {
    read(path, |bytes| {
        passwords::with_prompt(path.as_os_str(), passwords, |passwords| {
            Uploaded::read(bytes, passwords)
        })
    })
}

fn chain(path: &Path, passwords: &Passwords) -> anyhow::Result<Chain> {
    let name = input::shown(path);
    let contents = read(path, |bytes| {
        passwords::read_container(bytes, path.as_os_str(), passwords)
    })?;
    let submission = Submission::of(&name, contents);
    let submission = submission.ok_or_else(|| anyhow!("{name}: no certificate"))?;
    Ok(submission.chain)
}

/// Reads `--key`; its own password first, then the one that is there for everything.
pub fn open_key(path: &Path, passwords: &Passwords) -> anyhow::Result<(PrivateKey, Secret)> {
    let given = passwords.key.as_ref().or(passwords.container.as_ref());
    let key = read(path, |bytes| {
        let password = given.map(Secret::as_bytes);
        match PrivateKey::open(bytes, password) {
            Err(error) if error.kind == KeyErrorKind::PasswordMissing => {
                let asked = passwords::ask(path.as_os_str()).ok_or(error)?;
                PrivateKey::open(bytes, Some(asked.as_bytes()))
            }
            other => other,
        }
    })?;
    say_if_open_to_others(path);
    Ok(key)
}

/// Says it where others than the owner may read a key's file.
#[cfg(unix)]
fn say_if_open_to_others(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(metadata) = std::fs::metadata(path) else {
        return;
    };
    let mode = metadata.permissions().mode() & 0o777;
    if metadata.is_file() && mode & 0o044 != 0 {
        let name = input::shown(path);
        let note = format!(
            "{name}: others can read this private key (mode {mode:03o}); `chmod 600` keeps it to you"
        );
        terminal::say("note", &note);
    }
}

#[cfg(not(unix))]
fn say_if_open_to_others(_: &Path) {}
