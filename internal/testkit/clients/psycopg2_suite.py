"""psycopg2: the simple protocol with literals written by the client, COPY, cursors, errors."""
import datetime as dt
import decimal
import io
import uuid

import psycopg2
import psycopg2.extras
from psycopg2 import extensions

from cases import case, diag, run, show, url

D = decimal.Decimal
psycopg2.extras.register_uuid()


def connect():
    return psycopg2.connect(url())


@case
def session(c):
    show(c.encoding, c.server_version // 10000, c.protocol_version, c.get_transaction_status(), c.status)
    cur = c.cursor()
    cur.execute("show transaction_isolation")
    show(cur.fetchall(), c.get_transaction_status())
    c.rollback()
    c.set_session(isolation_level="serializable", readonly=True)
    cur.execute("select current_setting('transaction_isolation'), current_setting('transaction_read_only')")
    show(cur.fetchall())
    c.rollback()


@case
def encodings(c):
    c.set_client_encoding("LATIN1")
    cur = c.cursor()
    cur.execute("select 'h\u00e9'")
    show(cur.fetchall(), c.encoding)


@case
def types(c):
    cur = c.cursor()
    for v in [True, 1, 2**40, 2**70, 1.5, float("nan"), float("inf"), D("1.10"), "a'b\\c\u00e9", b"\x00\xff'", dt.date(2024, 2, 29), dt.time(1, 2, 3, 4),
              dt.datetime(2024, 1, 2, 3, 4, 5, 6), dt.datetime(2024, 1, 2, tzinfo=dt.timezone.utc), dt.timedelta(days=-2, seconds=1), uuid.UUID(int=5),
              [1, 2], ["a", None], [D("1.5")], [[1, 2], [3, 4]], [dt.date(2024, 1, 1)], None, (1, "a"), psycopg2.extras.Json({"a": 1})]:
        try:
            cur.execute("select %s as v", [v])
            d = cur.description[0]
            got = cur.fetchone()[0]
            show(got.tobytes() if isinstance(got, memoryview) else got, d.type_code, d.internal_size, d.precision, d.scale)
        except psycopg2.Error as e:
            diag(e)
            c.rollback()
    cur.execute("select 1::numeric(12,2), 'a'::varchar(7), '{\"a\":1}'::jsonb, '1 mon 2 days'::interval, '{a,b}'::text[], 1::int2, null::date")
    show(cur.fetchone(), [(d.name, d.type_code, d.precision, d.scale, d.internal_size) for d in cur.description])


@case
def batches(c):
    cur = c.cursor()
    cur.execute("create table b (id serial primary key, t text)")
    psycopg2.extras.execute_values(cur, "insert into b (t) values %s returning id", [("a",), ("b",), (None,)])
    show(cur.fetchall())
    cur.executemany("insert into b (t) values (%s)", [("x",), ("y",)])
    show(cur.rowcount, cur.statusmessage)
    psycopg2.extras.execute_batch(cur, "update b set t = %s where id = %s", [("m", 1), ("n", 2)])
    cur.execute("select * from b order by id")
    show(cur.fetchall(), cur.rownumber, cur.rowcount)
    cur.execute("select currval(pg_get_serial_sequence('b', 'id'))")
    show(cur.fetchall())


@case
def copies(c):
    cur = c.cursor()
    cur.execute("create table cp (i int, t text)")
    cur.copy_from(io.StringIO("1\ta\n2\t\\N\n"), "cp")
    cur.copy_expert("copy cp from stdin csv header", io.StringIO("i,t\n3,\"x,\"\"y\"\n4,\n"))
    out = io.StringIO()
    cur.copy_to(out, "cp", sep="|", null="-")
    cur.copy_expert("copy (select * from cp order by i) to stdout with csv", out)
    show(out.getvalue(), cur.rowcount)
    try:
        cur.copy_from(io.StringIO("z\ta\n"), "cp")
    except psycopg2.Error as e:
        diag(e)


@case
def cursors(c):
    cur = c.cursor("named", scrollable=True)
    cur.itersize = 2
    cur.execute("select g, 'x' || g from generate_series(1, 7) g")
    show(cur.fetchone(), cur.fetchmany(2), list(cur), [d.name for d in cur.description])
    cur.scroll(2, mode="absolute")
    show(cur.fetchone())
    cur.close()
    held = c.cursor("held", withhold=True, cursor_factory=psycopg2.extras.RealDictCursor)
    held.execute("select 1 as a, 2 as b")
    c.commit()
    show(held.fetchall())
    held.close()


@case
def errors(c):
    cur = c.cursor()
    cur.execute("create table ch (i int primary key)")
    cur.execute("insert into ch values (1)")
    c.commit()
    for sql in ["insert into ch values (1)", "selec", "select * from nope", "select 1/0", "select 'h\u00e9', nope"]:
        try:
            cur.execute(sql)
        except psycopg2.Error as e:
            diag(e)
        show(c.get_transaction_status() == extensions.TRANSACTION_STATUS_INERROR)
        try:
            cur.execute("select 1")
        except psycopg2.Error as e:
            diag(e)
        c.rollback()
    cur.execute("savepoint a")
    try:
        cur.execute("select nope()")
    except psycopg2.Error as e:
        diag(e)
    cur.execute("rollback to a")
    cur.execute("select 1")
    show(cur.fetchall())
    c.rollback()
    c.set_session(autocommit=True)
    cur.execute("drop table ch; drop table if exists nope")
    show(c.notices, cur.statusmessage)


@case
def functions(c):
    cur = c.cursor()
    cur.callproc("upper", ["abc"])
    show(cur.fetchall())
    c.cancel()
    cur.execute("select 1")
    show(cur.fetchall())
    try:
        c.tpc_begin("x")
        c.tpc_rollback()
    except psycopg2.Error as e:
        diag(e)


run(connect)
