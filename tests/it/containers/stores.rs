//! One chain in every container, as openssl and keytool write them on this machine.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::support::program::{other, root};

/// A password that stands nowhere else.
pub const PASSWORD: &str = "Tr0ub4dor-and-3-more";
/// The certificate with its issuers and the list for it.
pub const LIST: &str = "fixtures/trust-lists/pki/second.pem";

/// A folder with the chain in every container.
pub struct Stores {
    folder: TempDir,
    /// The end entity's certificate and its issuer's, PEM.
    pub chain: [String; 2],
}

impl Stores {
    /// A folder of its own with the files, which are made once.
    pub fn new() -> Self {
        static MADE: OnceLock<Stores> = OnceLock::new();
        let made = MADE.get_or_init(Self::make);
        let folder = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(made.folder.path()).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
        let chain = made.chain.clone();
        Self { folder, chain }
    }

    fn make() -> Self {
        let fixture = fs::read_to_string(root().join("fixtures/key-mismatch/own.pem")).unwrap();
        let (_, chain) = fixture.split_once("\n\n").unwrap();
        let end = "-----END CERTIFICATE-----\n";
        let mut parts = chain.split_inclusive(end).map(str::to_owned);
        let chain = [parts.next().unwrap(), parts.next().unwrap()];
        let stores = Self {
            folder: tempfile::tempdir().unwrap(),
            chain,
        };
        stores.write("password", &format!("{PASSWORD}\n"));
        stores.write("wrong", "not this one\n");
        stores.write("shuffled.pem", &stores.shuffled());
        stores.write("ordered.pem", &stores.chain.concat());
        stores.make_pkcs12();
        stores.make_java("jks");
        stores.make_java("jceks");
        let shuffled = stores.path("shuffled.pem");
        let p7b = stores.path("chain.p7b");
        run(other("openssl")
            .args(["crl2pkcs7", "-nocrl", "-outform", "DER", "-certfile"])
            .args([&shuffled])
            .arg("-out")
            .arg(&p7b));
        stores
    }

    /// The issuer, then a text, then the end entity.
    fn shuffled(&self) -> String {
        format!("{}the client's:\n{}", self.chain[1], self.chain[0])
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The path as an argument.
    pub fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn make_pkcs12(&self) {
        let command = ["pkcs12", "-export", "-name", "integration", "-passout"];
        run(other("openssl")
            .args(command)
            .arg(format!("file:{}", self.text("password")))
            .args(["-inkey", "fixtures/second/client.key", "-in"])
            .arg(self.path("ordered.pem"))
            .arg("-out")
            .arg(self.path("client.p12")));
    }

    fn make_java(&self, kind: &str) {
        run(other("keytool")
            .env("LC_ALL", "C.UTF-8")
            .args([
                "-importkeystore",
                "-srcstoretype",
                "PKCS12",
                "-deststoretype",
                kind,
            ])
            .arg("-srckeystore")
            .arg(self.path("client.p12"))
            .arg("-destkeystore")
            .arg(self.path(&format!("client.{kind}")))
            .args(["-srcstorepass:file", &self.text("password")])
            .args(["-deststorepass:file", &self.text("password")]));
    }
}

#[track_caller]
fn run(command: &mut std::process::Command) {
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.success(), "{command:?}: {said}");
}
