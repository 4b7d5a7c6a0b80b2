"""10,000 rows by Spark, one of whose processes is killed, against one plain run, row by row.

    python test_judge.py ../../target/release/sfmtls
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas

HERE = Path(__file__).parent
COUNT = 10_000
PARTITIONS = 4
AT = ["--at", "2026-11-24"]

# The first process answers some lines and is killed; each start leaves a file behind.
WRAPPER = """#!/bin/sh
touch "{folder}/start-$$"
if mkdir "{folder}/killed" 2>/dev/null; then
    "{program}" "$@" | head -n 137
    kill -9 $$
fi
exec "{program}" "$@"
"""


def run(*command) -> None:
    subprocess.run([sys.executable, *map(str, command)], check=True, cwd=HERE)


def single_run(program: str, certificates: Path, root: Path) -> dict:
    """The answers of one process for all rows, by id."""
    frame = pandas.read_parquet(certificates)
    rows = zip(frame["id"], frame["certificate"])
    lines = "".join(json.dumps({"id": i, "certificate": list(c)}) + "\n" for i, c in rows)
    command = [program, "stream", "--trust-list", str(root), *AT]
    output = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", check=False)
    assert output.returncode in {1, 2}, output.stderr
    answers = map(json.loads, output.stdout.splitlines())
    return {answer["id"]: answer for answer in answers}


def without_line(answer: dict) -> dict:
    """The answer without the line of its stream, which is another in each partition."""
    if "error" not in answer:
        return answer
    return answer | {"error": re.sub(r"^line \d+: ", "", answer["error"])}


def main(program: str) -> None:
    program = os.path.abspath(program)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        certificates, root, verdicts = (folder / name for name in ("in.parquet", "root.pem", "out"))
        run("make_certificates.py", COUNT, certificates, root)
        wrapper = folder / "sfmtls"
        wrapper.write_text(WRAPPER.format(folder=folder, program=program))
        wrapper.chmod(0o755)
        options = ["--sfmtls", wrapper, "--partitions", PARTITIONS]
        run("judge.py", certificates, verdicts, *options, "--", "--trust-list", root, *AT)
        by_spark = pandas.read_parquet(verdicts)
        starts = len(list(folder.glob("start-*")))
        expected = single_run(program, certificates, root)

    assert starts == PARTITIONS + 1, f"{starts} processes: one partition must have been tried again"
    assert len(by_spark) == COUNT and by_spark["id"].is_unique, "rows are lost or doubled"
    for row in by_spark.itertuples():
        answer = expected[row.id]
        assert without_line(json.loads(row.report)) == without_line(answer), row.id
        assert row.verdict == answer["verdict"], row.id
    counts = by_spark["verdict"].value_counts().to_dict()
    # Every hundredth is no certificate, every tenth of the others is a server's.
    assert counts == {"pass": 8900, "fail": 1000, "unreadable": 100}, counts
    print(f"{COUNT} rows equal, {starts} processes, one of them killed: {counts}")


if __name__ == "__main__":
    main(sys.argv[1])
