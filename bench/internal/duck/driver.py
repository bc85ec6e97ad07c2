"""Runs DuckDB for the bench: one JSON request per line on stdin, one JSON reply per line on stdout.

Time and CPU are taken inside, around execution and fetching and nothing else: the pipe, JSON and the rendering of
values as text are not counted against DuckDB.
"""

import datetime
import decimal
import json
import os
import sys
import time
import warnings

import duckdb

warnings.simplefilter("ignore")


def text(value):
    """The text of one value as the bench compares it, None for NULL."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, (bytes, bytearray)):
        return "\\x" + value.hex()
    return str(value)


def reset_peak():
    """Make the kernel count the peak resident size anew."""
    with open("/proc/self/clear_refs", "w") as f:
        f.write("5")


def peak_kb():
    """The peak resident size since reset_peak."""
    with open("/proc/self/status") as f:
        for line in f:
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


class Driver:
    """One connection."""

    def __init__(self):
        self.con = None

    def open(self, path, settings):
        self.con = duckdb.connect(path)
        self.con.execute("SET enable_progress_bar = false")
        for name, value in settings.items():
            self.con.execute(f"SET {name} = '{value}'")
        return {"version": duckdb.__version__}

    def exec(self, sql):
        self.con.execute(sql)
        return {}

    def query(self, sql, arrow):
        """Run one query; arrow fetches an Arrow table, which is cheaper than Python objects when rows are many."""
        reset_peak()
        cpu, wall = time.process_time_ns(), time.perf_counter_ns()
        con = self.con.execute(sql)
        names = [[d[0], str(d[1])] for d in con.description]
        fetched = con.to_arrow_table() if arrow else con.fetchall()
        wall, cpu = time.perf_counter_ns() - wall, time.process_time_ns() - cpu
        peak = peak_kb()
        if arrow:
            columns = [c.to_pylist() for c in fetched.columns]
            fetched = list(zip(*columns))
        rows = [[text(v) for v in row] for row in fetched]
        return {"wall_ns": wall, "cpu_ns": cpu, "peak_kb": peak, "columns": names, "rows": rows}


def main():
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever DuckDB prints, such as progress, must not end up between replies
    driver = Driver()
    for line in sys.stdin:
        request = json.loads(line)
        method = getattr(driver, request.pop("op"))
        try:
            reply = method(**request)
        except Exception as e:  # every failure goes to the bench, which decides
            reply = {"error": f"{type(e).__name__}: {e}"}
        out.write(json.dumps(reply) + "\n")
        out.flush()


main()
