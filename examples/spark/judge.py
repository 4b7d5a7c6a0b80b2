"""Judges a Parquet file of certificates with `sfmtls stream`, one process a partition.

The input has the columns `id` (text, unique) and `certificate` (PEM text or Base64 DER, or an array
of either: the end entity first). The output has a row for each, with the whole verdict as JSON.

    python judge.py certificates.parquet verdicts.parquet --sfmtls target/release/sfmtls \\
        -- --trust-list cacerts.pem --at 2026-11-24

What follows `--` goes to `sfmtls stream`. A process that ends early, is killed, or answers another
number of lines fails its task: Spark throws the task's rows away and tries again, so that no row is
lost or doubled.
"""

import argparse
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pandas
from pyspark.sql import DataFrame, SparkSession

SCHEMA = "id string, verdict string, upload string, handshake string, renewal string, report string"

# 0 passed, 1 something failed, 2 something could not be judged: each line has its own answer.
JUDGED = {0, 1, 2}


class Stream:
    """One `sfmtls stream`: lines in, as many lines out, in the same order."""

    def __init__(self, command: list[str]):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def judge(self, rows: list[dict]) -> Iterator[dict]:
        """Answers for these rows, while a thread of its own writes them: a pipe holds little."""
        writer = threading.Thread(target=self._write, args=(rows,), daemon=True)
        writer.start()
        for row in rows:
            line = self.process.stdout.readline()
            if not line.endswith("\n"):
                raise RuntimeError(f"sfmtls ended before it answered {row['id']!r}")
            yield json.loads(line)
        writer.join()

    def _write(self, rows: list[dict]) -> None:
        try:
            for row in rows:
                self.process.stdin.write(json.dumps(row) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # The reader meets the end and says so.

    def close(self) -> None:
        """Ends the stream, which must have said all it had to say."""
        self.process.stdin.close()
        rest = self.process.stdout.read()
        code = self.process.wait()
        if rest or code not in JUDGED:
            raise RuntimeError(f"sfmtls ended with {code} and {len(rest)} characters left")


def rows_of(batch: pandas.DataFrame) -> list[dict]:
    """The lines for a batch; an array of certificates arrives as an array of NumPy."""
    return [
        {"id": row_id, "certificate": cell if isinstance(cell, str) else list(cell)}
        for row_id, cell in zip(batch["id"], batch["certificate"])
    ]


def verdict_row(answer: dict) -> dict:
    """The columns of an answer; an unreadable row has no horizons."""
    horizons = answer.get("horizons", {})
    return {
        "id": answer["id"],
        "verdict": answer["verdict"],
        "upload": horizons.get("upload"),
        "handshake": horizons.get("handshake"),
        "renewal": horizons.get("renewal"),
        "report": json.dumps(answer, separators=(",", ":")),
    }


def judged(certificates: DataFrame, command: list[str]) -> DataFrame:
    """The verdicts of all rows."""

    def partition(batches: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
        stream = Stream(command)
        try:
            for batch in batches:
                answers = [verdict_row(answer) for answer in stream.judge(rows_of(batch))]
                yield pandas.DataFrame(answers, columns=[part.split()[0] for part in SCHEMA.split(", ")])
            stream.close()
        finally:
            stream.process.kill()
            stream.process.wait()

    return certificates.select("id", "certificate").mapInPandas(partition, SCHEMA)


def main(arguments: list[str]) -> None:
    own, _, options = "\0".join(arguments).partition("\0--\0")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--sfmtls", default="sfmtls", help="the program")
    parser.add_argument("--partitions", type=int, default=4)
    parser.add_argument("--master", default="local[2,4]", help="two threads, each task tried four times")
    given = parser.parse_args(own.split("\0"))
    # Partitions are the parallelism here, so each process has one thread.
    command = [given.sfmtls, "stream", "--jobs", "1", *filter(None, options.split("\0"))]
    # Workers on this machine take the Python that runs this, with its packages.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.master(given.master).appName("sfmtls").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    certificates = spark.read.parquet(given.input).repartition(given.partitions, "id")
    judged(certificates, command).write.mode("overwrite").parquet(given.output)
    verdicts = spark.read.parquet(given.output).groupBy("verdict").count().orderBy("verdict")
    for row in verdicts.collect():
        print(f"{row['verdict']}: {row['count']}")
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
