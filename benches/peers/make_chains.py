"""Makes chains for the comparison: one root, so many issuers below it, so many end entities.

    make_chains.py FOLDER COUNT rsa|p256 ISSUERS [DEPTH]

Writes root.pem, issuers.pem (every intermediate), leaf/N.pem, chain/N.pem (end entity first) and
stream.ndjson. The keys of end entities are few, since what is judged are the issuers' signatures.
DEPTH counts the certificates below the root, 2 unless given.
"""

import datetime
import json
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

START, END = datetime.datetime(2026, 1, 1), datetime.datetime(2028, 1, 1)
CA_USAGE = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
LEAF_USAGE = x509.KeyUsage(True, False, False, False, False, False, False, False, False)


def new_key(kind: str):
    if kind == "rsa":
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1())


def name(common_name: str) -> x509.Name:
    organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Sfmtls Bench")
    return x509.Name([organisation, x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def certificate(subject, key, issuer, issuer_key, serial, is_ca) -> str:
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    builder = (
        x509.CertificateBuilder(issuer, subject, key.public_key(), serial, START, END)
        .add_extension(x509.BasicConstraints(is_ca, None), True)
        .add_extension(CA_USAGE if is_ca else LEAF_USAGE, True)
        .add_extension(identifier, False)
        .add_extension(authority, False)
    )
    if not is_ca:
        purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
        alternative = x509.SubjectAlternativeName([x509.DNSName(f"client-{serial}.example.com")])
        builder = builder.add_extension(purposes, False).add_extension(alternative, False)
    signed = builder.sign(issuer_key, hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.PEM).decode()


def branch(number: int, kind: str, depth: int, root_key) -> tuple:
    """The intermediates of one branch, lowest first, with the lowest one's name and key."""
    parent, parent_key, chain = name("Bench Root"), root_key, []
    for level in range(depth - 1):
        key, subject = new_key(kind), name(f"Bench Issuer {number} at {level}")
        chain.insert(0, certificate(subject, key, parent, parent_key, 10 + number * 10 + level, True))
        parent, parent_key = subject, key
    return parent, parent_key, chain


def main(folder: Path, count: int, kind: str, issuers: int, depth: int) -> None:
    for part in ("leaf", "chain"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    root_key = new_key(kind)
    root = certificate(name("Bench Root"), root_key, name("Bench Root"), root_key, 1, True)
    branches = [branch(number, kind, depth, root_key) for number in range(issuers)]
    keys = [new_key(kind) for _ in range(4)]
    (folder / "root.pem").write_text(root)
    (folder / "issuers.pem").write_text("".join(pem for _, _, chain in branches for pem in chain))
    with (folder / "stream.ndjson").open("w") as stream:
        for number in range(count):
            issuer, issuer_key, chain = branches[number % issuers]
            subject = name(f"client {number}")
            leaf = certificate(subject, keys[number % 4], issuer, issuer_key, 100_000 + number, False)
            stream.write(json.dumps({"id": number, "certificate": [leaf, *chain]}) + "\n")
            # Files for those who take no stream; a million would be of no use.
            if count <= 10_000:
                (folder / f"leaf/{number}.pem").write_text(leaf)
                (folder / f"chain/{number}.pem").write_text(leaf + "".join(chain))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int((sys.argv[5:] or [2])[0]))
