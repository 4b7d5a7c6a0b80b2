//! Files whose names and contents are hostile wherever text can be.

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{Certificate, CertificateParams, DnType, ExtendedKeyUsagePurpose};
use tempfile::TempDir;

use crate::support::loopback::authority::Authority;

/// A text that acts where it can: on a terminal, on GitHub's runner, on a page, on XML and on who
/// reads it.
pub const HOSTILE: &str = "x\u{1b}[31m\r\n::error title=pwned::\u{9b}1m\n\n\
    <script>alert(1)<!-- ]]> \" ' & %0A ,{0}[a](b) ::error title=pwned::y ##vso[task]z ##[error]\u{202e}\u{2028}\u{2066}\u{ffff}";

/// The files.
pub struct Inputs {
    /// Their folder.
    pub folder: TempDir,
    /// The list's name, in it.
    pub list: String,
    /// The submissions' names: a PEM file, a key store, and what is neither.
    pub submissions: [String; 3],
}

impl Inputs {
    /// Writes them.
    pub fn write() -> Self {
        let authority = Authority::new(HOSTILE);
        let (root, leaf) = (authority.root(), leaf(&authority));
        let folder = TempDir::new().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            let name = format!("{name} {HOSTILE}.pem");
            fs::write(folder.path().join(PathBuf::from(&name)), bytes).unwrap();
            name
        };
        let list = write("list", page(root).as_bytes());
        let pem = format!("{HOSTILE}\n{}{}", leaf.pem(), root.pem());
        let submissions = [
            write("chain", pem.as_bytes()),
            write("store", &key_store(&leaf)),
            write("neither", HOSTILE.as_bytes()),
        ];
        Self {
            folder,
            list,
            submissions,
        }
    }
}

/// A certificate that is no client's: a finding names it.
fn leaf(authority: &Authority) -> Certificate {
    let mut parameters = CertificateParams::default();
    let name = &mut parameters.distinguished_name;
    name.push(DnType::CommonName, HOSTILE);
    name.push(DnType::OrganizationName, "Acme");
    parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    authority.certify(&parameters).certificate
}

/// The instance's page: a table of an alias and a certificate.
fn page(root: &Certificate) -> String {
    let letters = HOSTILE
        .chars()
        .map(|letter| format!("&#{};", u32::from(letter)));
    let alias = letters.collect::<Vec<_>>().concat();
    let certificate = STANDARD.encode(root.der());
    format!(
        "<!doctype html><html><body><table><tr><th>Alias</th><th>Certificate</th></tr>\
         <tr><td>{alias}</td><td>{certificate}</td></tr></table></body></html>"
    )
}

/// A JKS store (`sun.security.provider.JavaKeyStore`) with one key entry: its alias is hostile, its key unread,
/// since no password is given.
fn key_store(leaf: &Certificate) -> Vec<u8> {
    let number = |number: usize| u32::try_from(number).unwrap().to_be_bytes();
    let text = |text: &str| {
        let length = u16::try_from(text.len()).unwrap().to_be_bytes();
        [&length[..], text.as_bytes()].concat()
    };
    // An EncryptedPrivateKeyInfo by JKS' own algorithm, 1.3.6.1.4.1.42.2.17.1.1.
    let key =
        b"\x30\x16\x30\x0e\x06\x0a\x2b\x06\x01\x04\x01\x2a\x02\x11\x01\x01\x05\x00\x04\x04\0\0\0\0";
    let certificate: &[u8] = leaf.der();
    [
        &number(0xfeed_feed)[..],
        &number(2),
        &number(1),
        &number(1),
        &text(HOSTILE),
        &[0; 8],
        &number(key.len()),
        key,
        &number(1),
        &text("X.509"),
        &number(certificate.len()),
        certificate,
        // The integrity, which is not checked without a password.
        &[0; 20],
    ]
    .concat()
}
