"""Writes delta_golden.sql: what the Delta golden tables hold, by the deltalake wheel.

usage: golden.py GOLDEN_DIR > internal/testkit/testdata/sql/delta_golden.sql
needs: pip install deltalake duckdb pyarrow
"""
import datetime
import decimal
import glob
import os
import sys

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable, QueryBuilder

top = sys.argv[1].rstrip("/")
place = "${ROOT}/../shared/data/delta-golden/"
UTC = datetime.timezone.utc


def number(v, t):
    if pa.types.is_float32(t):
        import struct
        for digits in range(1, 10):
            s = "%.*g" % (digits, v)
            if struct.pack("f", float(s)) == struct.pack("f", v):
                break
    else:
        s = repr(v)
    return s[:-2] if s.endswith(".0") else s


def quote_array(s):
    if s == "" or s.upper() == "NULL" or any(c in '{},"\\ \t\n' for c in s):
        return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return s


def quote_row(s):
    if s == "" or any(c in '(),"\\ \t\n' for c in s):
        return '"' + s.replace("\\", "\\\\").replace('"', '""') + '"'
    return s


def text(v, t):
    """A value as PostgreSQL prints it."""
    if pa.types.is_boolean(t):
        return "t" if v else "f"
    if pa.types.is_floating(t):
        return number(v, t)
    if pa.types.is_decimal(t):
        return format(v, "f")
    if pa.types.is_binary(t) or pa.types.is_large_binary(t) or str(t) == "binary_view":
        return "\\x" + v.hex()
    if pa.types.is_timestamp(t):
        s = v.strftime("%Y-%m-%d %H:%M:%S")
        if v.microsecond:
            s += (".%06d" % v.microsecond).rstrip("0")
        return s + ("+00" if t.tz else "")
    if isinstance(v, list) and pa.types.is_map(t):
        return "{" + ", ".join(text(k, t.key_type) + "=" + ("NULL" if x is None else text(x, t.item_type)) for k, x in v) + "}"
    if isinstance(v, list):
        return "{" + ",".join("NULL" if x is None else quote_array(text(x, t.value_type)) for x in v) + "}"
    if pa.types.is_struct(t):
        return "(" + ",".join("" if v[f.name] is None else quote_row(text(v[f.name], f.type)) for f in t) + ")"
    return str(v)


def cell(v, t):
    if v is None:
        return "NULL"
    s = text(v, t)
    return s.replace("|", "\\|") if s != "" else "''"


def rows(tab):
    out = []
    cols = [(tab.column(i).to_pylist(), tab.schema.field(i).type) for i in range(tab.num_columns)]
    for r in range(tab.num_rows):
        out.append("|".join(cell(c[r], t) for c, t in cols))
    return sorted(out, key=lambda s: s.encode())


def read(path):
    try:
        dt = DeltaTable(path)
        return pa.table(QueryBuilder().register("t", dt).execute("select * from t").read_all())
    except BaseException as e:
        if "Unsupported table features" not in str(e):
            raise
    # Features the wheel does not know, on tables without removed files: read the files.
    files = sorted(glob.glob(path + "/*.parquet"))
    names = ",".join("'%s'" % f for f in files)
    return duckdb.sql("select * from read_parquet([%s], union_by_name => true)" % names).to_arrow_table()


def block(stmt, head, lines):
    print(stmt + "\n----\n" + "\n".join([head] + lines) + "\n")


print("-- Written by storage/delta/testdata/golden.py from what other readers answer.\n")
for path in sorted(glob.glob(top + "/*") + glob.glob(top + "/hive/*")):
    name = path[len(top) + 1:]
    try:
        tab = read(path)
    except BaseException as e:
        print("refused %s: %s" % (name, str(e)[:80]), file=sys.stderr)
        continue
    if tab.num_columns == 0 or name == "spark-variant-checkpoint":  # refused by name
        continue
    ref = "read_delta('%s%s')" % (place, name)
    if tab.num_rows <= 200:
        block("SELECT * FROM " + ref, "|".join(tab.schema.names), rows(tab))
        continue
    head, vals = ["count"], [str(tab.num_rows)]
    exprs = ["count(*)"]
    for f in tab.schema:
        if pa.types.is_decimal(f.type) or pa.types.is_integer(f.type):
            got = duckdb.sql('select sum("%s"), min("%s"), max("%s") from tab' % ((f.name,) * 3)).fetchall()[0]
            for fn, v in zip(("sum", "min", "max"), got):
                exprs.append('%s("%s")' % (fn, f.name))
                head.append(fn)
                vals.append(format(v, "f") if isinstance(v, decimal.Decimal) else str(v))
    block("SELECT " + ", ".join(exprs) + " FROM " + ref, "|".join(head), ["|".join(vals)])
