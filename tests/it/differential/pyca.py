"""pyca/cryptography's client verifier as a judge of client certificates.

Each line of standard input is a case: name, file of the chain (end entity first), file of the roots,
moment (RFC 3339), parted by tabs. Each line of standard output is its verdict: name, "accepts" or
"refuses", and the verifier's words, parted by tabs.
"""

import sys
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store


def verdict(chain_file: str, roots_file: str, moment: str) -> str:
    try:
        end_entity, *others = x509.load_pem_x509_certificates(Path(chain_file).read_bytes())
        roots = x509.load_pem_x509_certificates(Path(roots_file).read_bytes())
        at = datetime.fromisoformat(moment.replace("Z", "+00:00")).replace(tzinfo=None)
        policy = PolicyBuilder().store(Store(roots)).time(at).max_chain_depth(8)
        policy.build_client_verifier().verify(end_entity, others)
    except Exception as error:  # Whatever it refuses for is its verdict.
        return "refuses\t" + " ".join(f"{type(error).__name__}: {error}".split())
    return "accepts\t"


for line in sys.stdin:
    name, *fields = line.rstrip("\n").split("\t")
    print(name, verdict(*fields), sep="\t")
