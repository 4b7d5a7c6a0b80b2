//! A root, two intermediates and a client, each naming where its issuer and its list are.

use std::fs;
use std::process::{Command, Output};

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer,
    CrlDistributionPoint, CustomExtension, DnType, ExtendedKeyUsagePurpose, IsCa, KeyIdMethod,
    KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber, date_time_ymd,
};
use serde_json::Value;
use tempfile::TempDir;

use super::site::Site;

pub type Issuer = CertifiedIssuer<'static, KeyPair>;

/// The serial number of every client, and of the lower intermediate.
const CLIENT: u64 = 0xc0_ffee;
pub const LOWER: u64 = 0x10_3e12;

/// A CA of depth 3 and a site where its certificates and lists are, all good to begin with:
/// `/upper.crt`, `/lower.crt` (DER), `/root.crl`, `/upper.crl`, `/lower.crl`.
pub struct Hierarchy {
    pub site: Site,
    pub root: Issuer,
    pub upper: Issuer,
    pub lower: Issuer,
    pub folder: TempDir,
}

impl Hierarchy {
    pub fn new() -> Self {
        let site = Site::new();
        let root = CertifiedIssuer::self_signed(ca("root"), KeyPair::generate().unwrap()).unwrap();
        let upper = below(&root, at(ca("upper"), &[], &[site.url("/root.crl")]));
        let issuer = [site.url("/upper.crt")];
        let mut params = at(ca("lower"), &issuer, &[site.url("/upper.crl")]);
        params.serial_number = Some(SerialNumber::from(LOWER));
        let lower = below(&upper, params);
        let this = Self {
            site,
            root,
            upper,
            lower,
            folder: tempfile::tempdir().unwrap(),
        };
        this.site.serve("/upper.crt", this.upper.der());
        this.site.serve("/lower.crt", this.lower.der());
        for (path, issuer) in this.lists() {
            this.site.serve(path, &list(issuer, &[], (2026, 12)));
        }
        this.write("list.pem", &this.root.pem());
        let urls = (
            vec![this.site.url("/lower.crt")],
            vec![this.site.url("/lower.crl")],
        );
        this.write("client.pem", &this.client(&urls.0, &urls.1));
        this
    }

    fn lists(&self) -> [(&'static str, &Issuer); 3] {
        [
            ("/root.crl", &self.root),
            ("/upper.crl", &self.upper),
            ("/lower.crl", &self.lower),
        ]
    }

    /// A client below the lower intermediate that names these URLs, PEM.
    pub fn client(&self, issuers: &[String], lists: &[String]) -> String {
        let params = at(client_params(), issuers, lists);
        let key = KeyPair::generate().unwrap();
        params.signed_by(&key, &self.lower).unwrap().pem()
    }

    /// A client that names these URLs for its issuer, in place of `client.pem`.
    pub fn with_issuer_urls<T: Into<String> + Clone>(self, urls: &[T]) -> Self {
        let urls: Vec<String> = urls.iter().cloned().map(Into::into).collect();
        self.write("client.pem", &self.client(&urls, &[]));
        self
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    /// A check of `client.pem` against the root, with these options; nothing in its environment.
    pub fn command(&self, options: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sfmtls"));
        command
            .current_dir(&self.folder)
            .env_clear()
            .args(["check", "--trust-list", "list.pem", "--at", "2026-11-24"])
            .args(options)
            .arg("client.pem");
        command
    }

    /// The first submission of the JSON report of a check with `--fetch --allow-private`, and what
    /// was said.
    pub fn fetched(&self) -> (Value, String) {
        let mut command = self.command(&["--fetch", "--allow-private", "--format", "json"]);
        submission(&command.output().unwrap())
    }
}

/// The first submission of a JSON report, and what was said on standard error.
pub fn submission(output: &Output) -> (Value, String) {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).expect(&said);
    (report["submissions"][0].clone(), said)
}

/// What a rule says of a submission: its verdict, and the reason with it.
pub fn rule(submission: &Value, id: &str) -> (String, String) {
    let mut rules = submission["rules"].as_array().unwrap().iter();
    let rule = rules.find(|rule| rule["rule"] == id).unwrap();
    let text = |key: &str| rule[key].as_str().unwrap_or_default().to_owned();
    (text("verdict"), text("reason"))
}

/// The rules that found something.
pub fn found(submission: &Value) -> Vec<&str> {
    let findings = submission["findings"].as_array().unwrap().iter();
    findings.map(|it| it["rule"].as_str().unwrap()).collect()
}

fn ca(name: &str) -> CertificateParams {
    let mut params = params(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn client_params() -> CertificateParams {
    let mut params = params("client");
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params.serial_number = Some(SerialNumber::from(CLIENT));
    params
}

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2026, 5, 1);
    params.not_after = date_time_ymd(2028, 5, 1);
    params
}

/// The same with these URLs of its issuer and its lists.
fn at(mut params: CertificateParams, issuers: &[String], lists: &[String]) -> CertificateParams {
    if !issuers.is_empty() {
        params.custom_extensions.push(issuer_urls(issuers));
    }
    if !lists.is_empty() {
        let uris = lists.to_vec();
        params.crl_distribution_points = vec![CrlDistributionPoint { uris }];
    }
    params
}

fn below(issuer: &Issuer, params: CertificateParams) -> Issuer {
    CertifiedIssuer::signed_by(params, KeyPair::generate().unwrap(), issuer).unwrap()
}

/// A CA of this name with another key, that is its own issuer.
pub fn namesake(name: &str) -> Issuer {
    CertifiedIssuer::self_signed(ca(name), KeyPair::generate().unwrap()).unwrap()
}

/// A list from 2026-10-01 to the first of this month, DER; `revoked` are serial numbers.
pub fn list(issuer: &Issuer, revoked: &[u64], (year, month): (i32, u8)) -> Vec<u8> {
    let entry = |serial: &u64| RevokedCertParams {
        serial_number: SerialNumber::from(*serial),
        revocation_time: date_time_ymd(2026, 11, 2),
        reason_code: None,
        invalidity_date: None,
    };
    let params = CertificateRevocationListParams {
        this_update: date_time_ymd(2026, 10, 1),
        next_update: date_time_ymd(year, month, 1),
        crl_number: SerialNumber::from(1),
        issuing_distribution_point: None,
        revoked_certs: revoked.iter().map(entry).collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    params.signed_by(issuer).unwrap().der().to_vec()
}

/// The same, with the client on it.
pub fn list_with_client(issuer: &Issuer) -> Vec<u8> {
    list(issuer, &[CLIENT], (2026, 12))
}

/// Authority information access (RFC 5280, section 4.2.2.1) with a `caIssuers` for each URL.
pub fn issuer_urls(urls: &[String]) -> CustomExtension {
    let ca_issuers = b"\x06\x08\x2b\x06\x01\x05\x05\x07\x30\x02";
    let descriptions = urls.iter().map(|url| {
        let location = element(0x86, url.as_bytes());
        element(0x30, &[ca_issuers.as_slice(), &location].concat())
    });
    let content = element(0x30, &descriptions.collect::<Vec<_>>().concat());
    CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], content)
}

fn element(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = u16::try_from(contents.len()).unwrap().to_be_bytes();
    [&[tag, 0x82], length.as_slice(), contents].concat()
}
