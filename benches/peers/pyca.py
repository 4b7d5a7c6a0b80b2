"""pyca's client verifier on every chain of a folder: pyca.py ROOT FOLDER COUNT."""

import datetime
import sys
from pathlib import Path

from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

root = x509.load_pem_x509_certificate(Path(sys.argv[1]).read_bytes())
verifier = PolicyBuilder().store(Store([root])).time(datetime.datetime(2026, 11, 24)).build_client_verifier()
accepted = 0
for number in range(int(sys.argv[3])):
    leaf, *chain = x509.load_pem_x509_certificates(Path(sys.argv[2], f"{number}.pem").read_bytes())
    try:
        verifier.verify(leaf, chain)
        accepted += 1
    except VerificationError:
        pass
print(accepted)
