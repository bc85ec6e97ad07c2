"""psycopg 3: types in both formats, batches, COPY, cursors, transactions, errors, pipelines."""
import datetime as dt
import decimal
import uuid

import psycopg
from psycopg.types.json import Json, Jsonb

from cases import case, diag, run, show, url

D = decimal.Decimal
UTC = dt.timezone.utc
VALUES = [
    ("bool", [True, False]),
    ("int2", [-32768, 32767]),
    ("int4", [-2147483648, 2147483647]),
    ("int8", [-2**63, 2**63 - 1]),
    ("float4", [1.5, float("inf"), -0.0]),
    ("float8", [1e300, 1.1, float("-inf"), 5e-324]),
    ("numeric", [D("0"), D("1.10"), D("-12345678901234567890.123456789"), D("NaN"), D("1e20"), D("0.00001"), D("Infinity")]),
    ("numeric(12,2)", [D("1234567890.12"), D("-0.01")]),
    ("text", ["", "h\u00e9llo \U0001f600", "a'b\"c\\d\n", "x" * 5000]),
    ("varchar(20)", ["abc", ""]),
    ("char(5)", ["ab"]),
    ("name", ["some_name"]),
    ("bytea", [b"", b"\x00\xff\\'"]),
    ("date", [dt.date(2024, 2, 29), dt.date(1, 1, 1), dt.date(9999, 12, 31)]),
    ("time", [dt.time(0, 0), dt.time(23, 59, 59, 999999)]),
    ("timetz", [dt.time(12, 30, tzinfo=UTC), dt.time(1, 2, 3, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=30)))]),
    ("timestamp", [dt.datetime(2024, 1, 2, 3, 4, 5, 678000), dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31, 23, 59, 59, 999999)]),
    ("timestamptz", [dt.datetime(2024, 7, 1, 12, tzinfo=UTC), dt.datetime(1969, 12, 31, 23, 59, 59, 1, tzinfo=UTC)]),
    ("interval", [dt.timedelta(0), dt.timedelta(days=-3, seconds=5, microseconds=7), dt.timedelta(days=400)]),
    ("uuid", [uuid.UUID("00112233-4455-6677-8899-aabbccddeeff")]),
    ("json", [Json({"a": [1, None, "x"]}), Json(None)]),
    ("jsonb", [Jsonb({"b": 1, "a": [1.50, True]}), Jsonb("s"), Jsonb([])]),
    ("oid", [0, 4294967295]),
    ("int4[]", [[], [1, None, -3], [[1, 2], [3, 4]]]),
    ("int8[]", [[2**40, None]]),
    ("text[]", [["a", None, "", 'q"u,o', "NULL", "{}"]]),
    ("float8[]", [[1.5, None, float("inf")]]),
    ("bool[]", [[True, None, False]]),
    ("numeric[]", [[D("1.10"), None, D("-2")]]),
    ("date[]", [[dt.date(2024, 2, 29), None]]),
    ("timestamp[]", [[dt.datetime(2024, 1, 2), None]]),
    ("timestamptz[]", [[dt.datetime(2024, 1, 2, tzinfo=UTC)]]),
    ("uuid[]", [[uuid.UUID(int=1), None]]),
    ("bytea[]", [[b"\x00a", b"", None]]),
    ("inet", ["10.0.0.1/8", "::1"]),
    ("int4range", ["[1,5)", "empty"]),
]


def connect():
    return psycopg.connect(url())


@case
def session(c):
    i = c.info
    show(i.dbname, i.user, i.encoding, i.transaction_status.name, i.server_version // 10000)
    for p in ["server_encoding", "DateStyle", "integer_datetimes", "standard_conforming_strings", "is_superuser", "IntervalStyle", "TimeZone"]:
        show(p, i.parameter_status(p))
    show(c.execute("select pg_backend_pid()").fetchone()[0] == i.backend_pid)
    c.execute("set application_name = 'x y'")
    show(i.parameter_status("application_name"))
    c.rollback()
    show(i.parameter_status("application_name"))


def trip(c, binary):
    for typ, values in VALUES:
        for v in values + [None]:
            for place in ["%b", "%t"]:
                try:
                    cur = c.execute(f"select {place}::{typ}, pg_typeof({place}::{typ})::text", [v, v], binary=binary)
                    col = cur.description[0]
                    got = cur.fetchone()
                    r = repr(got[0])
                    show(typ, place, r[:200], got[1], col.type_code, col.precision, col.scale, col.internal_size)
                except psycopg.Error as e:
                    show(typ, place, repr(v)[:100])
                    diag(e) if e.diag.sqlstate else show("client:", type(e).__name__, str(e))
                    c.rollback()


@case
def types_text(c):
    trip(c, False)


@case
def types_binary(c):
    trip(c, True)


@case
def types_stored(c):
    for typ, values in VALUES:
        try:
            c.execute("drop table if exists stored")
            c.execute(f"create table stored (n int, v {typ})")
            with c.cursor() as cur:
                cur.executemany("insert into stored values (%s, %s)", list(enumerate(values + [None])))
                show(typ, cur.rowcount)
            for binary in [False, True]:
                cur = c.execute("select n, v from stored order by n", binary=binary)
                show(typ, repr(cur.fetchall())[:600], cur.description[1].type_code)
            c.commit()
        except psycopg.Error as e:
            show(typ)
            diag(e)
            c.rollback()
    c.execute("drop table if exists stored")
    c.commit()


@case
def batches(c):
    c.execute("create table b (id int primary key, t text default 'd', x numeric(8,2))")
    with c.cursor() as cur:
        cur.executemany("insert into b (id, x) values (%s, %s) returning id, t, x", [(i, D(i) / 4) for i in range(5)], returning=True)
        while True:
            show(cur.fetchall(), cur.statusmessage)
            if not cur.nextset():
                break
        cur.executemany("update b set t = %s where id = %s", [("a", 1), ("b", 2), ("c", 99)])
        show(cur.rowcount)
        cur.execute("delete from b where id > 2 returning *")
        show(cur.rowcount, cur.fetchall(), cur.statusmessage)
        cur.execute("update b set x = x + 1 returning id, x")
        show(sorted(cur.fetchall()))
        cur.execute("insert into b values (1, 'z', 9) on conflict (id) do update set t = excluded.t || b.t returning id, t, x")
        show(cur.fetchall(), cur.statusmessage)
        cur.execute("insert into b values (1) on conflict do nothing")
        show(cur.rowcount)
    try:
        with c.transaction(), c.cursor() as cur:
            cur.executemany("insert into b (id) values (%s)", [(10,), (11,), (1,), (12,)])
    except psycopg.Error as e:
        diag(e)
    show(c.execute("select id from b order by 1").fetchall())
    c.rollback()


@case
def pipelines(c):
    c.autocommit = True
    with c.pipeline() as p:
        a = c.execute("select 1")
        b = c.execute("select %s::int + 1", [2])
        p.sync()
        show(a.fetchall(), b.fetchall())
    c.execute("create table p (i int primary key)")
    try:
        with c.pipeline():
            c.execute("insert into p values (1)")
            c.execute("insert into p values (1)")
            c.execute("insert into p values (2)")
    except psycopg.Error as e:
        diag(e)
    show(c.execute("select * from p").fetchall(), c.info.transaction_status.name)
    c.execute("drop table p")


@case
def copies(c):
    c.execute("create table c (i int, t text, n numeric(10,3), d timestamptz, b bytea, a int[])")
    rows = [(1, "a\tb\n\\", D("1.5"), dt.datetime(2024, 1, 1, tzinfo=UTC), b"\x00\x01", [1, None]), (2, None, None, None, None, None), (3, "", D("-7"), None, b"", [])]
    with c.cursor() as cur:
        with cur.copy("copy c from stdin") as cp:
            for r in rows:
                cp.write_row(r)
        show(cur.rowcount, cur.statusmessage)
        with cur.copy("copy c from stdin (format binary)") as cp:
            cp.set_types(["int4", "text", "numeric", "timestamptz", "bytea", "int4[]"])
            for r in rows:
                cp.write_row(r)
        show(cur.rowcount)
        for opts in ["", "(format csv, header)", "(format csv, delimiter ';', null 'N', force_quote *)", "(format binary)"]:
            with cur.copy("copy (select * from c order by i, t) to stdout " + opts) as cp:
                show(opts, b"".join(bytes(x) for x in cp))
        with cur.copy("copy c to stdout (format binary)") as cp:
            cp.set_types(["int4", "text", "numeric", "timestamptz", "bytea", "int4[]"])
            show(sorted(cp.rows(), key=repr))
    c.commit()
    for sql, data in [("copy c (i) from stdin", "1\nx\n"), ("copy c (i) from stdin", "1\t2\n"), ("copy c (i, t) from stdin", "1\n"),
                      ("copy c (i, nope) from stdin", ""), ("copy c (i) from stdin (format csv)", "99999999999\n"), ("copy nope from stdin", "")]:
        try:
            with c.cursor().copy(sql) as cp:
                cp.write(data)
        except psycopg.Error as e:
            diag(e)
        show(c.info.transaction_status.name)
        c.rollback()
    try:
        with c.cursor().copy("copy c (i) from stdin") as cp:
            cp.write("1\n")
            raise ValueError("stopped")
    except ValueError as e:
        show(str(e), c.info.transaction_status.name)
    c.rollback()
    show(c.execute("select count(*) from c").fetchall())
    c.execute("drop table c")
    c.commit()


@case
def cursors(c):
    with c.cursor("named") as cur:
        cur.itersize = 3
        cur.execute("select g, g::text from generate_series(1, %s) g order by g", [10])
        show([d.name for d in cur.description], cur.fetchone(), cur.fetchmany(2), list(cur))
    with c.cursor("scrolled", scrollable=True, binary=True) as cur:
        cur.execute("select g from generate_series(1, 10) g order by g")
        cur.scroll(5)
        show(cur.fetchone())
        cur.scroll(0, mode="absolute")
        show(cur.fetchmany(2))
        cur.scroll(-1)
        show(cur.fetchone())
    with c.cursor("held", withhold=True) as cur:
        cur.execute("select g from generate_series(1, 3) g")
        c.commit()
        show(cur.fetchall())
    c.commit()
    show(c.execute("select name from pg_cursors").fetchall())
    try:
        c.execute("fetch 1 from nope")
    except psycopg.Error as e:
        diag(e)
    c.rollback()
    show(list(c.cursor().stream("select * from generate_series(1, 3)")))


@case
def transactions(c):
    c.execute("create table t (i int)")
    c.commit()
    with c.transaction():
        c.execute("insert into t values (1)")
        try:
            with c.transaction("inner"):
                c.execute("insert into t values (2)")
                c.execute("select 1/0")
        except psycopg.Error as e:
            diag(e)
        with c.transaction():
            c.execute("insert into t values (3)")
        show(c.info.transaction_status.name)
    show(c.execute("select i from t order by 1").fetchall())
    try:
        c.execute("select nope")
    except psycopg.Error as e:
        diag(e)
    show(c.info.transaction_status.name)
    try:
        c.execute("select 1")
    except psycopg.Error as e:
        diag(e)
    show(c.execute("commit").statusmessage, c.info.transaction_status.name)
    for level in psycopg.IsolationLevel:
        c.isolation_level = level
        show(level.name, c.execute("show transaction_isolation").fetchall())
        c.rollback()
    c.isolation_level = None
    c.read_only = True
    try:
        c.execute("insert into t values (9)")
    except psycopg.Error as e:
        diag(e)
    c.rollback()
    c.read_only = None
    c.execute("drop table t")
    c.commit()


FAULTS = [
    "selec 1", "select * from nope", "select nope from pg_class", "select nope(1)", "select 1/0", "select 'x'::int", "select 300000::int2",
    "select '2024-13-01'::date", "insert into e values (null, 1, 1, 'x')", "insert into e values (1, -1, 1, 'x')", "insert into e values (1, 1, 1, 'x')",
    "insert into e values (5, 1, 1, 'too long')", "insert into e values (5, 1, 99999, 'x')", "create table e (i int)", "select 1 +", "select \"a", "select 'a",
    "select i, count(*) from e", "select * from e a, e b where i = 1", "select i from e order by 3", "select 1 union select 'x'", "select (select i from e, e f(a)) ",
    "drop table nope", "insert into e (nope) values (1)", "update e set nope = 1", "select sum(t) from e", "select 1 where 1", "select array[1]||'x'", "savepoint s; rollback to nope",
    "select * from e where i in (select i, n from e)", "create view v as select 1 as a, 2 as a", "alter table e add column i int", "select '{'::json", "select '{1,2'::int[]", "execute nope",
    "select row_number() over w from e", "insert into e select 1", "select cast(1 as nope)", "set nope = 1", "set timezone = 'nope'", "select 'a' ~ '('", "select substring('a', 1, -1)",
    "select sqrt(-1)", "select ln(0)", "select 9223372036854775807 + 1", "select 'x'::uuid", "select to_date('x', 'YYYY')", "do $$ begin raise exception 'own %', 1 using errcode = 'P0042', detail = 'd', hint = 'h', table = 'tt'; end $$",
]


@case
def errors(c):
    c.execute("create table e (i int primary key, n int constraint positive check (n > 0), x numeric(4,1), t varchar(3) not null)")
    c.execute("insert into e values (1, 1, 1, 'x'), (2, 2, 2, 'y')")
    c.commit()
    for sql in FAULTS:
        show("--", sql)
        try:
            show(c.execute(sql).statusmessage)
        except psycopg.Error as e:
            diag(e)
        show(c.info.transaction_status.name)
        c.rollback()
    c.execute("drop table e")
    c.commit()


@case
def parameters(c):
    for sql, args in [("select %s", ["a"]), ("select %s + 1", [1]), ("select %s || 'x'", ["a"]), ("select %s::int + %s::int", [1, "2"]), ("select * from generate_series(1, 5) limit %s", [2]),
                      ("select %s = any(%s)", [1, [1, 2]]), ("select %s in (%s, %s)", [1, 2, 1]), ("select date '2024-01-01' + %s", [3]), ("select coalesce(%s, %s)", [None, 1]),
                      ("select %s is null", [None]), ("select %s + %s", ["1", "2"]), ("select array[%s, %s]", ["a", "b"]), ("select now() - %s < now()", [dt.timedelta(days=1)]),
                      ("select $1", None), ("select length(%s)", [5]), ("values (%s, 1), (%s, 2)", ["a", "b"]), ("select case when %s then 1 end", [True]),
                      ("select %s::text like %s", ["abc", "a%"]), ("select jsonb_build_object('a', %s::int)", [1]), ("select sum(x) from unnest(%s::int[]) x", [[1, 2]])]:
        try:
            cur = c.execute(sql, args)
            show(sql, cur.fetchall(), [d.type_code for d in cur.description])
        except psycopg.Error as e:
            show(sql)
            diag(e)
            c.rollback()


@case
def prepared(c):
    c.execute("create table pr (i int, t text)")
    for i in range(8):
        c.execute("insert into pr values (%s, %s)", [i, "x"], prepare=True)
    show(c.execute("select statement, parameter_types::text, from_sql from pg_prepared_statements order by 1").fetchall())
    show(c.execute("select * from pr where i = %s", [3], prepare=True).fetchall())
    c.execute("alter table pr add column z int default 7")
    try:
        show(c.execute("select * from pr where i = %s", [3], prepare=True).fetchall())
    except psycopg.Error as e:
        diag(e)
    c.rollback()
    c.execute("prepare q (int, text) as select $1 + 1, $2")
    show(c.execute("execute q (1, 'a')").fetchall(), c.execute("deallocate q").statusmessage)
    try:
        c.execute("execute q (1, 'a')")
    except psycopg.Error as e:
        diag(e)


@case
def notices(c):
    c.add_notice_handler(lambda d: show("notice", d.severity, d.sqlstate, d.message_primary))
    c.autocommit = True
    for sql in ["drop table if exists nope", "commit", "begin; begin; rollback", "create schema if not exists public", "do $$ begin raise notice 'n %', 1; end $$"]:
        show(sql, c.execute(sql).statusmessage)


@case
def several(c):
    cur = c.execute("select 1; select 2, 3; create temp table s (i int); insert into s values (1), (2); select i from s")
    while True:
        show(cur.statusmessage, cur.fetchall() if cur.description else None)
        if not cur.nextset():
            break
    show(c.execute("").statusmessage)


run(connect)
