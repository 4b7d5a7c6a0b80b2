#!/usr/bin/env python3
"""Makes leaves below few issuers, for measuring: root.pem and lines.ndjson in a folder.

    benches/leaves.py FOLDER [--count 10000] [--issuers 1] [--key rsa|ec] [--shape list|pem]

Each line has a leaf that passes and its issuer: as a list of Base64 DER, or as one PEM text. All
leaves have one key, so that making them takes one signature each. Needs `cryptography` of PyPI.
"""

import argparse
import base64
import datetime
import json
import pathlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

START = datetime.datetime(2026, 1, 1)
END = datetime.datetime(2027, 12, 31)


def key(kind):
    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, 2048)


def name(common_name):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "DE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Example"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def usage(**asserted):
    fields = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement"
        " key_cert_sign crl_sign encipher_only decipher_only"
    ).split()
    return x509.KeyUsage(**{field: asserted.get(field, False) for field in fields})


def certificate(subject, public_key, issuer, issuer_key, is_ca):
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(START)
        .not_valid_after(END)
        .add_extension(x509.BasicConstraints(is_ca, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    if is_ca:
        builder = builder.add_extension(usage(key_cert_sign=True, crl_sign=True), critical=True)
    else:
        builder = builder.add_extension(usage(digital_signature=True), critical=True)
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False
        )
    return builder.sign(issuer_key, hashes.SHA256())


def text(certificates, shape):
    if shape == "pem":
        pem = (one.public_bytes(serialization.Encoding.PEM) for one in certificates)
        return b"".join(pem).decode()
    der = (one.public_bytes(serialization.Encoding.DER) for one in certificates)
    return [base64.b64encode(one).decode() for one in der]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--issuers", type=int, default=1)
    parser.add_argument("--key", choices=["rsa", "ec"], default="rsa")
    parser.add_argument("--shape", choices=["list", "pem"], default="list")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)

    root_key = key(options.key)
    root = certificate(name("Root"), root_key.public_key(), name("Root"), root_key, True)
    pem = root.public_bytes(serialization.Encoding.PEM)
    (options.folder / "root.pem").write_bytes(pem)

    issuers = []
    for number in range(options.issuers):
        issuer_key, subject = key(options.key), name(f"Issuer {number}")
        issuer = certificate(subject, issuer_key.public_key(), name("Root"), root_key, True)
        issuers.append((issuer, issuer_key))

    # What a client has is RSA, the only kind that Salesforce documents.
    leaf_key = key("rsa").public_key()
    with open(options.folder / "lines.ndjson", "w", encoding="ascii") as lines:
        for number in range(options.count):
            issuer, issuer_key = issuers[number % len(issuers)]
            subject = name(f"client {number}")
            leaf = certificate(subject, leaf_key, issuer.subject, issuer_key, False)
            line = {"id": number, "certificate": text([leaf, issuer], options.shape)}
            print(json.dumps(line), file=lines)


if __name__ == "__main__":
    main()
