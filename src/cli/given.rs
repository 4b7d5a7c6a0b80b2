//! The second inputs: key, what is uploaded, the server's certificate, revocation lists.

use std::path::Path;

use anyhow::{Context, anyhow};
use sfmtls::certificate::Time;
use sfmtls::container::Contents;
use sfmtls::key::PrivateKey;
use sfmtls::path::Presented;
use sfmtls::revocation::Crl;
use sfmtls::submission::{Against, Server, Submission};
use sfmtls::trust::TrustList;
use sfmtls::upload::Uploaded;

use super::arguments::CheckOptions;
use super::input::{self, read_file};
use super::password::Given;
use super::terminal;

/// What was given beside the submissions.
pub struct SecondInputs {
    key: Option<PrivateKey>,
    uploaded: Option<Uploaded>,
    server: Option<Server>,
    crls: Vec<Crl>,
}

impl SecondInputs {
    /// Reads what the options name.
    ///
    /// # Errors
    /// Where a file cannot be read, or is not what the option asks for.
    pub fn read(
        options: &CheckOptions,
        passwords: &Given,
        trust: &TrustList,
        at: Time,
    ) -> anyhow::Result<Self> {
        let key = options.key.as_deref().map(|path| key(path, passwords));
        let uploaded = options.uploaded.as_deref();
        let uploaded = uploaded.map(|path| {
            file(path, |bytes, name| {
                passwords.open(name, |passwords| Uploaded::read(bytes, passwords))
            })
        });
        let server = options.server_cert.as_deref();
        let server = server.map(|path| server_at(path, passwords, trust, at));
        let mut crls = Vec::new();
        for path in &options.crl {
            crls.extend(file(path, |bytes, _| Crl::read(bytes))?);
        }
        Ok(Self {
            key: key.transpose()?,
            uploaded: uploaded.transpose()?,
            server: server.transpose()?,
            crls,
        })
    }

    /// The same with these to judge against.
    pub fn with<'a>(&'a self, against: Against<'a>) -> Against<'a> {
        Against {
            key: self.key.as_ref(),
            uploaded: self.uploaded.as_ref(),
            server: self.server.as_ref(),
            crls: &self.crls,
            ..against
        }
    }
}

/// The certificates of a file that is no submission, such as `--chain`, with its notes said.
///
/// # Errors
/// Where it gives no certificates.
pub fn contents(path: &Path, passwords: &Given) -> anyhow::Result<Contents> {
    let contents = file(path, |bytes, name| passwords.read(bytes, name))?;
    terminal::say_notes(&input::shown(path), &contents.notes);
    Ok(contents)
}

/// What `read` makes of a file, an error with its name.
fn file<T, E: std::error::Error + Send + Sync + 'static>(
    path: &Path,
    read: impl FnOnce(&[u8], &str) -> Result<T, E>,
) -> anyhow::Result<T> {
    let name = input::shown(path);
    let bytes = read_file(path.as_os_str())?;
    read(&bytes, &name).context(name)
}

fn key(path: &Path, passwords: &Given) -> anyhow::Result<PrivateKey> {
    warn_of_readers(path);
    let name = input::shown(path);
    let bytes = zeroize::Zeroizing::new(read_file(path.as_os_str())?);
    passwords.key(&bytes, &name).context(name)
}

/// Says where other users can read the file of a private key.
#[cfg(unix)]
fn warn_of_readers(path: &Path) {
    use std::os::unix::fs::PermissionsExt;

    /// The bits by which the group and everybody may read.
    const READERS: u32 = 0o044;
    let Ok(metadata) = path.metadata() else {
        return;
    };
    let mode = metadata.permissions().mode() & 0o777;
    if metadata.is_file() && mode & READERS != 0 {
        let name = input::shown(path);
        terminal::say(
            "note",
            &format!(
                "{name}: others can read this private key (mode {mode:03o}); `chmod 600` keeps it to you"
            ),
        );
    }
}

#[cfg(not(unix))]
const fn warn_of_readers(_: &Path) {}

fn server_at(
    path: &Path,
    passwords: &Given,
    trust: &TrustList,
    at: Time,
) -> anyhow::Result<Server> {
    let name = input::shown(path);
    let contents = contents(path, passwords)?;
    let submission = Submission::of(&name, contents);
    let submission = submission.ok_or_else(|| anyhow!("{name}: no certificate"))?;
    Ok(Server::new(submission.chain, trust, at))
}

/// The certificates of every `--chain`.
///
/// # Errors
/// Where one gives no certificates.
pub fn supplementary(
    paths: &[std::path::PathBuf],
    passwords: &Given,
) -> anyhow::Result<Vec<Presented>> {
    let mut chain = Vec::new();
    for path in paths {
        let contents = contents(path, passwords)?;
        chain.extend(Presented::all(contents.certificates, &input::shown(path)));
    }
    Ok(chain)
}
