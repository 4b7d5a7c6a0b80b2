//! Certificates, their files, and the program run with them.

use std::fs;
use std::process::{Command, Output};

use rcgen::{
    CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::loopback::authority::{Authority, Identity, ca_params};

/// A folder with a root, an intermediate, and a client's certificate below that.
pub struct Lab {
    pub root: Authority,
    pub intermediate: Authority,
    pub folder: TempDir,
}

impl Lab {
    /// Files: `root.pem`; `leaf.pem`, `chain.pem` and `whole.pem` of one certificate, whose key is
    /// `leaf.key`; `direct.pem` and `direct.key` of another, which the root itself certified.
    pub fn new() -> Self {
        let root = Authority::new("lab root");
        let lab = Self {
            intermediate: below(&root, "lab intermediate"),
            root,
            folder: tempfile::tempdir().unwrap(),
        };
        let leaf = lab.client("leaf", ExtendedKeyUsagePurpose::ClientAuth);
        let (intermediate, root) = (lab.intermediate.root().pem(), lab.root.root().pem());
        lab.write("root.pem", &root);
        let params = client_params("direct", ExtendedKeyUsagePurpose::ClientAuth);
        lab.keep("direct", &lab.root.certify(&params));
        lab.write("chain.pem", &format!("{leaf}{intermediate}"));
        lab.write("whole.pem", &format!("{leaf}{intermediate}{root}"));
        lab
    }

    /// A certificate for a client below the intermediate, in `NAME.pem` and `NAME.key`.
    pub fn client(&self, name: &str, purpose: ExtendedKeyUsagePurpose) -> String {
        self.certified(name, &client_params(name, purpose))
    }

    /// The same of a client that expired in 2024.
    pub fn expired_client(&self, name: &str) -> String {
        let mut params = client_params(name, ExtendedKeyUsagePurpose::ClientAuth);
        params.not_after = date_time_ymd(2024, 1, 1);
        self.certified(name, &params)
    }

    fn certified(&self, name: &str, params: &CertificateParams) -> String {
        let identity = self.intermediate.certify(params);
        self.keep(name, &identity);
        identity.certificate.pem()
    }

    fn keep(&self, name: &str, identity: &Identity) {
        self.write(&format!("{name}.key"), &identity.key.serialize_pem());
        self.write(&format!("{name}.pem"), &identity.certificate.pem());
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    /// A server's certificate below the root.
    pub fn server(&self) -> Identity {
        self.root.server(&["acme.my.salesforce.com"], |_| ())
    }

    /// Runs the program in the folder, trusting the root.
    pub fn probe(&self, arguments: &[&str]) -> Output {
        self.probe_in(arguments, &[])
    }

    /// The same, with these variables and no other.
    pub fn probe_in(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_sfmtls"))
            .current_dir(&self.folder)
            .args(["probe", "--ca-file", "root.pem"])
            .args(arguments)
            .env_clear()
            .envs(environment.iter().copied())
            .output()
            .unwrap()
    }

    /// The report of a probe of this port with these options, and its exit code.
    pub fn report(&self, port: u16, options: &[&str]) -> (Value, i32) {
        let host = format!("localhost:{port}");
        let arguments = [&[host.as_str(), "--format", "json"], options].concat();
        let output = self.probe(&arguments);
        let report = serde_json::from_slice(&output.stdout);
        let report = report.unwrap_or_else(|_| panic!("{}", stderr(&output)));
        (report, output.status.code().unwrap())
    }
}

/// The options that give the client's whole chain and its key.
pub const WHOLE: &[&str] = &["--certificate", "whole.pem", "--key", "leaf.key"];

/// The options that give a client's certificate which the root itself certified.
pub const DIRECT: &[&str] = &["--certificate", "direct.pem", "--key", "direct.key"];

/// What the program said on standard error.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The attempt that sends this.
pub fn attempt<'a>(report: &'a Value, sent: &str) -> &'a Value {
    let attempts = report["attempts"].as_array().unwrap();
    let found = attempts.iter().find(|attempt| attempt["sent"] == sent);
    found.unwrap_or_else(|| panic!("no attempt {sent:?} in {report:#}"))
}

/// The outcomes of an attempt's steps, and the details in one text.
pub fn steps(attempt: &Value) -> (Vec<String>, String) {
    let steps = attempt["steps"].as_array().unwrap();
    let names: Vec<_> = steps
        .iter()
        .map(|step| step["step"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["resolve", "connect", "handshake", "request"]);
    let of = |key: &'static str| steps.iter().map(move |step| step[key].as_str().unwrap());
    let outcomes = of("outcome").map(str::to_owned).collect();
    (outcomes, of("detail").collect::<Vec<_>>().join(" | "))
}

/// The step of the first attempt that failed.
pub fn step_that_failed(report: &Value) -> &Value {
    let steps = report["attempts"][0]["steps"].as_array().unwrap();
    steps
        .iter()
        .find(|step| step["outcome"] == "failed")
        .unwrap()
}

/// What was to be sent in each attempt.
pub fn sent(report: &Value) -> Vec<&str> {
    let attempts = report["attempts"].as_array().unwrap();
    attempts
        .iter()
        .map(|attempt| attempt["sent"].as_str().unwrap())
        .collect()
}

/// A CA with this common name that `root` certified.
pub fn below(root: &Authority, name: &str) -> Authority {
    let key = KeyPair::generate().unwrap();
    let issuer = CertifiedIssuer::signed_by(ca_params(name), key, &root.issuer);
    Authority {
        issuer: issuer.unwrap(),
    }
}

fn client_params(name: &str, purpose: ExtendedKeyUsagePurpose) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![purpose];
    params.use_authority_key_identifier_extension = true;
    params
}
