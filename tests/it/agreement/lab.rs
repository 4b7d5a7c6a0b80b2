//! A folder with the servers' files and a folder for each certificate.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use sfmtls::Time;
use tempfile::TempDir;

use super::certificates::ALL;
use crate::support::loopback::authority::Authority;
use crate::support::made::chain::{Certificates, pem};
use crate::support::made::keys::Keys;
use crate::support::made::{Made, Oddity};
use crate::support::parallel;
use crate::support::shared::Case;
use crate::support::verdict::Verdict;

/// The certificates of [`ALL`], in files, and the roots that are trusted.
pub struct Lab {
    folder: TempDir,
    /// Servers judge at their own clock, and so must this program.
    now: Time,
    /// What is presented with each, in DER.
    presented: Vec<Vec<Vec<u8>>>,
}

/// The files of one certificate.
pub struct Files {
    /// The end entity alone.
    pub end_entity: PathBuf,
    /// What is sent after it; absent where nothing is.
    pub above: PathBuf,
    /// All that is sent.
    pub chain: PathBuf,
    /// The end entity's key.
    pub key: PathBuf,
}

impl Lab {
    /// New certificates.
    pub fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let now = Time::from_unix_seconds(now.as_secs().try_into().unwrap());
        let mut lab = Self {
            folder: TempDir::new().unwrap(),
            now,
            presented: Vec::new(),
        };
        let keys = Keys::new();
        let mut trusted = Vec::new();
        for offered in ALL {
            let made = offered.made(now);
            let certificates = Certificates::of(&made, &keys);
            lab.write(&made, &keys, certificates.presented);
            if !made.has(|oddity| *oddity == Oddity::RootNotListed) {
                trusted.extend(certificates.roots);
            }
        }
        trusted.sort();
        trusted.dedup();
        fs::write(lab.trusted(), pem(&trusted)).unwrap();
        let server = Authority::new("the servers' issuer").server(&[], |_| ());
        fs::write(lab.path().join("server.pem"), server.certificate.pem()).unwrap();
        fs::write(lab.path().join("server.key"), server.key.serialize_pem()).unwrap();
        lab
    }

    /// Writes the files of the next certificate.
    fn write(&mut self, made: &Made, keys: &Keys, presented: Vec<Vec<u8>>) {
        let files = self.files(self.presented.len());
        fs::create_dir(files.chain.parent().unwrap()).unwrap();
        let (end_entity, above) = presented.split_at(1);
        fs::write(files.end_entity, pem(end_entity)).unwrap();
        if !above.is_empty() {
            fs::write(files.above, pem(above)).unwrap();
        }
        fs::write(files.chain, pem(&presented)).unwrap();
        fs::write(files.key, keys.end_entity(made)).unwrap();
        self.presented.push(presented);
    }

    /// Where all of it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    fn trusted(&self) -> PathBuf {
        self.path().join("trusted.pem")
    }

    /// What is presented with each certificate, in DER.
    pub fn presented(&self) -> &[Vec<Vec<u8>>] {
        &self.presented
    }

    /// The files of the certificate at this place of [`ALL`].
    pub fn files(&self, place: usize) -> Files {
        let file = |name: &str| self.path().join(place.to_string()).join(name);
        Files {
            end_entity: file("end-entity.pem"),
            above: file("above.pem"),
            chain: file("chain.pem"),
            key: file("key.pem"),
        }
    }

    /// What this program says of each.
    pub fn ours(&self) -> Vec<Verdict> {
        let places: Vec<_> = (0..ALL.len()).collect();
        parallel::each(&places, |place| {
            let name = ALL[*place].name.to_owned();
            let at = self.now.to_string();
            let case = Case::of_files(name, self.files(*place).chain, self.trusted(), &at);
            Verdict::of(&case)
        })
    }
}
