"""asyncpg: binary in both directions, statement cache, COPY in binary, cursors, pools."""
import asyncio
import datetime as dt
import decimal
import io
import uuid

import asyncpg

from cases import case, run, show, url

D = decimal.Decimal
UTC = dt.timezone.utc
loop = asyncio.new_event_loop()
SETTINGS = {"TimeZone": "UTC"}


def failed(e):
    show(type(e).__name__, getattr(e, "sqlstate", None), {k: v for k, v in getattr(e, "as_dict", dict)().items() if k not in ("server_source_filename", "server_source_line", "server_source_function")} or str(e))


def sync(f):
    def call(c):
        return loop.run_until_complete(f(c))
    call.__name__ = f.__name__
    return case(call)


async def tried(what):
    try:
        show(await what)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.DataError) as e:
        failed(e)


VALUES = [
    ("bool", [True]), ("int2", [-5]), ("int4", [2**31 - 1]), ("int8", [-2**63]), ("float4", [1.5]), ("float8", [1.1, float("inf")]),
    ("numeric", [D("1.10"), D("-12345678901234567890.5"), D("0"), D("NaN"), D("1E+3")]), ("text", ["", "h\u00e9"]), ("varchar(9)", ["a"]), ("char(4)", ["a"]), ("name", ["n"]), ("\"char\"", [b"c"]),
    ("bytea", [b"\x00\x01"]), ("date", [dt.date(2024, 2, 29), dt.date.max]), ("time", [dt.time(1, 2, 3, 4)]), ("timetz", [dt.time(1, tzinfo=UTC)]),
    ("timestamp", [dt.datetime(2024, 1, 2, 3, 4, 5, 6)]), ("timestamptz", [dt.datetime(2024, 1, 2, tzinfo=UTC)]), ("interval", [dt.timedelta(days=40, seconds=-3)]),
    ("uuid", [uuid.UUID(int=7)]), ("json", ['{"a": 1}']), ("jsonb", ['{"b": 1, "a": null}']), ("oid", [5]), ("inet", ["10.0.0.1"]), ("cidr", ["10.0.0.0/8"]), ("macaddr", ["08:00:2b:01:02:03"]),
    ("bit(5)", [asyncpg.BitString("10101")]), ("point", [(1, 2)]), ("int4range", [asyncpg.Range(1, 5)]), ("xml", ["<a/>"]), ("regclass", [1259]), ("money", ["$1.00"]),
    ("int4[]", [[1, None], [], [[1, 2], [3, 4]]]), ("text[]", [["a", None]]), ("numeric[]", [[D("1.5")]]), ("uuid[]", [[uuid.UUID(int=1)]]), ("timestamptz[]", [[dt.datetime(2024, 1, 1, tzinfo=UTC)]]), ("jsonb[]", [['{"a": 1}']]),
]


@sync
async def session(c):
    show(c.get_server_version()[0], c.get_settings().server_encoding, c.get_settings().TimeZone, c.is_in_transaction())


@sync
async def types(c):
    for typ, values in VALUES:
        for v in values + [None]:
            show(typ, v)
            await tried(c.fetchval(f"select $1::{typ}", v))
    await tried(c.fetchrow("select (1, 'a'::text, null::int), row(1, array[2]) as r, '5'::int2, 'x'::regtype"))
    await tried(c.fetchrow("select row(1, array[2]) as r, null, 'u', 1.0, interval '1 mon 2 days 3 us'"))


@sync
async def stored(c):
    cols = [t for t, _ in VALUES if t not in ("xml", "regclass", "money", "point", "int4range", "bit(5)", "\"char\"", "inet", "cidr", "macaddr", "jsonb[]", "name")]
    names = [f"c{i}" for i in range(len(cols))]
    row = tuple(dict(VALUES)[t][0] for t in cols)
    await tried(c.execute("create table ap (" + ", ".join(f"{n} {t}" for n, t in zip(names, cols)) + ")"))
    await tried(c.executemany("insert into ap values (" + ", ".join(f"${i + 1}" for i in range(len(cols))) + ")", [row, [None] * len(cols)]))
    await tried(c.copy_records_to_table("ap", records=[row, row]))
    await tried(c.fetch("select * from ap order by c0"))
    out = io.BytesIO()
    await tried(c.copy_from_query("select c0, c1 from ap where c1 = $1", -5, output=out, format="csv", header=True))
    show(out.getvalue())
    await tried(c.copy_to_table("ap", source=io.BytesIO(b"t,9\n"), columns=["c0", "c1"], format="csv"))
    await tried(c.fetchval("select count(*) from ap"))
    stmt = await c.prepare("select c1, c6, c7 from ap where c1 = $1 and c7 = $2")
    show(stmt.get_parameters(), stmt.get_attributes(), stmt.get_statusmsg())
    await tried(c.execute("drop table ap"))


@sync
async def statements(c):
    stmt = await c.prepare("select g, g::text from generate_series($1::int, $2::int) g")
    show(await stmt.fetch(1, 3), await stmt.fetchval(5, 9), await stmt.fetchrow(1, 0), stmt.get_statusmsg())
    await tried(stmt.fetchmany([(1, 1), (2, 3)]))
    await tried(c.execute("select 1; select 2"))
    await tried(c.fetch("select 1; select 2"))
    await tried(c.fetch("select $1 + $2", 1, 2))
    await tried(c.fetch("select $1::int", "x"))
    await tried(c.fetch("select $1"))
    await tried(c.fetch(""))
    await tried(c.execute("create table st (i int)"))
    await tried(c.fetch("select * from st"))
    await tried(c.execute("alter table st add column j text"))
    await tried(c.fetch("select * from st"))
    await tried(c.execute("insert into st values ($1, $2)", 1, "x"))
    await tried(c.fetch("insert into st select $1::int, $2 returning *, i + 1 as k", 3, "y"))
    await tried(c.execute("delete from st"))
    await tried(c.execute("drop table st"))


@sync
async def cursors(c):
    async with c.transaction():
        show([r[0] async for r in c.cursor("select generate_series(1, 7)", prefetch=2)])
        cur = await c.cursor("select g from generate_series(1, 10) g where g > $1", 2)
        show(await cur.fetch(2), await cur.forward(3), await cur.fetchrow(), await cur.fetch(10), await cur.fetch(1))


@sync
async def transactions(c):
    await c.execute("create table tr (i int primary key)")
    try:
        async with c.transaction(isolation="repeatable_read"):
            await c.execute("insert into tr values (1)")
            try:
                async with c.transaction():
                    await c.execute("insert into tr values (2), (2)")
            except asyncpg.PostgresError as e:
                failed(e)
            await c.execute("insert into tr values (3)")
            show(await c.fetchval("show transaction_isolation"))
    except asyncpg.PostgresError as e:
        failed(e)
    await tried(c.executemany("insert into tr values ($1)", [(10,), (11,), (1,)]))
    show(await c.fetch("select * from tr order by 1"), c.is_in_transaction())
    try:
        async with c.transaction(readonly=True):
            await c.execute("delete from tr")
    except asyncpg.PostgresError as e:
        failed(e)
    tx = c.transaction()
    await tx.start()
    await tried(c.execute("select nope"))
    await tried(c.execute("select 1"))
    await tx.rollback()
    await tried(c.execute("drop table tr"))


@sync
async def own_types(c):
    await tried(c.execute("create type mood as enum ('sad', 'happy')"))
    await tried(c.fetch("select 'sad'::mood, array['happy']::mood[], $1::mood", "happy"))
    await tried(c.execute("create type pair as (a int, b text)"))
    await tried(c.fetch("select row(1, 'x')::pair as p, $1::pair as q", (2, "y")))
    await tried(c.execute("create domain small as int check (value < 10)"))
    await tried(c.fetch("select $1::small", 5))
    await tried(c.fetch("select $1::small", 50))
    await tried(c.execute("drop domain small; drop type pair; drop type mood"))


@sync
async def pools(c):
    async with asyncpg.create_pool(url(), min_size=1, max_size=2, server_settings=SETTINGS) as pool:
        async with pool.acquire() as a:
            await a.execute("set search_path = pg_catalog; create temp table pt (i int)")
        async with pool.acquire() as a:
            show(await a.fetchval("show search_path"), await a.fetchval("select 1"))
    await tried(c.execute("set statement_timeout = '50ms'"))
    await tried(c.fetch("select pg_sleep(10)"))
    await tried(c.reset())
    try:
        await c.fetch("select pg_sleep(10)", timeout=0.05)
    except asyncio.TimeoutError as e:
        show(type(e).__name__)
    await tried(c.fetch("select 1"))


run(lambda: loop.run_until_complete(asyncpg.connect(url(), server_settings=SETTINGS)), lambda c: loop.run_until_complete(c.close()))
