//! Whole files through [`read`], made by rcgen and openssl.

// Tests ask other programs and read the shared cases.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use std::process::Command;

use rcgen::{CertificateParams, CertifiedKey, DnType, KeyPair};

use super::*;

mod cases;
mod faults;
mod fixtures;
mod formats;
mod hostile;
mod jks;
mod pkcs12;
mod pkcs7;
mod properties;
mod sections;
mod store;

/// The password of a container, and that of its keys.
fn passwords(container: Option<&str>, key: Option<&str>) -> Passwords {
    let secret = |text: &str| Secret::new(text.as_bytes().to_vec());
    Passwords {
        container: container.map(secret),
        key: key.map(secret),
    }
}

/// [`super::read`] without a password.
fn read(bytes: &[u8]) -> Result<Contents, Unreadable> {
    super::read(bytes, &Passwords::default())
}

/// A new self-signed certificate, its DER and PEM, and its key.
fn certificate(name: &str) -> CertifiedKey<KeyPair> {
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    let signing_key = KeyPair::generate().unwrap();
    let cert = params.self_signed(&signing_key).unwrap();
    CertifiedKey { cert, signing_key }
}

fn pem(name: &str) -> String {
    certificate(name).cert.pem()
}

/// Common name and line of every certificate.
fn found(bytes: &[u8]) -> Vec<(String, Option<usize>)> {
    let contents = read(bytes).unwrap_or_else(|error| panic!("{error}"));
    contents
        .certificates
        .iter()
        .map(|located| {
            let name = located.certificate.subject.attribute("CN").unwrap();
            (name.to_owned(), located.line)
        })
        .collect()
}

fn expected(names: &[(&str, usize)]) -> Vec<(String, Option<usize>)> {
    names
        .iter()
        .map(|(name, line)| ((*name).to_owned(), Some(*line)))
        .collect()
}

fn refused(bytes: &[u8]) -> Unreadable {
    read(bytes).expect_err("the file must not be readable")
}

/// Runs openssl in a new folder that holds `input` as `in`; returns what it wrote.
fn openssl(arguments: &str, input: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in"), input).unwrap();
    let output = Command::new("openssl")
        .args(arguments.split(' '))
        .current_dir(folder.path())
        .output()
        .expect("openssl is needed for these tests");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {arguments}: {errors}");
    output.stdout
}

/// The subjects that openssl finds in a PEM file, in order.
fn found_by_openssl(pem: &[u8]) -> Vec<String> {
    let pkcs7 = openssl("crl2pkcs7 -nocrl -certfile in", pem);
    let text = openssl("pkcs7 -in in -print_certs -noout", &pkcs7);
    String::from_utf8(text)
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("subject="))
        .map(|subject| subject.trim().replace(' ', ""))
        .collect()
}
