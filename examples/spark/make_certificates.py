"""Makes a Parquet file of so many end entities below a few issuers, and the root that they lead to.

    python make_certificates.py 10000 certificates.parquet root.pem

Every tenth lacks clientAuth, every hundredth is no certificate at all, every seventh is an array of
two certificates. The keys are few, since what is judged are the signatures.
"""

import datetime
import sys

import pandas
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

START = datetime.datetime(2026, 1, 1)
END = datetime.datetime(2028, 1, 1)
ISSUERS = 5


def name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def certificate(subject, key, issuer, issuer_key, serial, extensions) -> x509.Certificate:
    builder = x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=subject,
        public_key=key.public_key(),
        serial_number=serial,
        not_valid_before=START,
        not_valid_after=END,
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(issuer_key, hashes.SHA256())


def pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def main(count: int, output: str, root_file: str) -> None:
    ca = [(x509.BasicConstraints(ca=True, path_length=None), True)]
    root_key, leaf_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = certificate(name("Spark Root"), root_key, name("Spark Root"), root_key, 1, ca)
    issuers = []
    for number in range(ISSUERS):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = name(f"Spark Issuer {number}")
        issuers.append((certificate(subject, key, root.subject, root_key, 2 + number, ca), key))
    rows = []
    for number in range(count):
        issuer, issuer_key = issuers[number % ISSUERS]
        server = number % 10 == 0
        purpose = ExtendedKeyUsageOID.SERVER_AUTH if server else ExtendedKeyUsageOID.CLIENT_AUTH
        leaf = certificate(
            name(f"client {number}"),
            leaf_key,
            issuer.subject,
            issuer_key,
            1000 + number,
            [(x509.ExtendedKeyUsage([purpose]), False)],
        )
        chain = [pem(leaf), pem(issuer)]
        if number % 100 == 99:
            chain = ["no certificate"]
        rows.append({"id": f"row-{number}", "certificate": chain if number % 7 == 0 else ["".join(chain)]})
    pandas.DataFrame(rows).to_parquet(output, index=False)
    with open(root_file, "w", encoding="ascii") as file:
        file.write(pem(root))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
