"""Named cases of a driver script: each prints a heading and what it sees, errors included.

A script defines its cases with @case and calls run(connect). Every case has a connection of
its own; what it prints must be the same for every server, so no addresses, OIDs or times.
"""
import sys

_cases = []


def case(f):
    _cases.append(f)
    return f


def show(*values):
    print(*[v if isinstance(v, str) else repr(v) for v in values], flush=True)


def diag(e):
    """What an exception of psycopg or psycopg2 tells about a server's error."""
    d = e.diag
    names = ["severity", "sqlstate", "message_primary", "message_detail", "message_hint", "statement_position",
             "context", "schema_name", "table_name", "column_name", "datatype_name", "constraint_name"]
    show(type(e).__name__, {n: getattr(d, n) for n in names if getattr(d, n) is not None})


def failure(e):
    if getattr(e, "diag", None) is not None and e.diag.sqlstate:
        diag(e)
    else:
        show("FAILED", type(e).__name__, getattr(e, "sqlstate", None), str(e).split("\n")[0])


def url(scheme="postgresql"):
    return scheme + "://" + sys.argv[1]


def run(connect, close=lambda c: c.close()):
    for f in _cases:
        print("==", f.__name__, flush=True)
        conn = None
        try:
            conn = connect()
            f(conn)
        except Exception as e:
            failure(e)
        finally:
            if conn is not None:
                close(conn)
