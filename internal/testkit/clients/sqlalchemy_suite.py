"""SQLAlchemy: tables from metadata, the inspector, the ORM."""
import datetime as dt
import decimal
import warnings

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.dialects import postgresql as pg

from cases import case, run, show, url

warnings.simplefilter("ignore")
engine = sa.create_engine(url("postgresql+psycopg"))
SCHEMA = "shop"


class Base(orm.DeclarativeBase):
    metadata = sa.MetaData(schema=SCHEMA)


class Customer(Base):
    __tablename__ = "customer"
    __table_args__ = (sa.UniqueConstraint("name", "city", name="uq_name_city"), sa.CheckConstraint("age >= 0", name="old"), sa.Index("ix_city", "city"), {"comment": "who buys"})
    id = sa.Column(sa.Integer, sa.Identity(always=True, start=10, increment=5), primary_key=True)
    name = sa.Column(sa.String(40), nullable=False, comment="full name")
    city = sa.Column(sa.Text, server_default="nowhere")
    age = sa.Column(sa.SmallInteger)
    orders = orm.relationship("Order", back_populates="customer", cascade="all, delete-orphan", order_by="Order.id")


class Order(Base):
    __tablename__ = "order"
    id = sa.Column(sa.BigInteger, primary_key=True)
    customer_id = sa.Column(sa.ForeignKey("shop.customer.id", ondelete="CASCADE", name="fk_customer"), nullable=False)
    total = sa.Column(sa.Numeric(12, 2), server_default=sa.text("0"))
    at = sa.Column(sa.DateTime(timezone=True))
    tags = sa.Column(pg.ARRAY(sa.Text))
    data = sa.Column(pg.JSONB)
    double = sa.Column(sa.Numeric(12, 2), sa.Computed("total * 2"))
    uid = sa.Column(sa.Uuid)
    state = sa.Column(sa.Enum("new", "paid", name="state", schema=SCHEMA))
    customer = orm.relationship("Customer", back_populates="orders")


class Part(Base):
    __tablename__ = "part"
    order_id = sa.Column(sa.ForeignKey("shop.order.id"), primary_key=True)
    n = sa.Column(sa.Integer, primary_key=True, autoincrement=False)
    flag = sa.Column(sa.Boolean, nullable=False, server_default=sa.false())
    w = sa.Column(sa.Double)
    d = sa.Column(sa.Date)
    t = sa.Column(sa.Time)
    i = sa.Column(sa.Interval)
    b = sa.Column(sa.LargeBinary)


@case
def create(c):
    c.execute(sa.schema.CreateSchema(SCHEMA))
    Base.metadata.create_all(c)
    c.execute(sa.text("create view shop.paid as select id, total from shop.order where state = 'paid'"))
    c.execute(sa.text("create materialized view shop.mat as select 1 as a"))
    c.commit()
    Base.metadata.create_all(c)


@case
def inspect(c):
    i = sa.inspect(c)
    show(i.default_schema_name, i.get_schema_names())
    for what in ["get_table_names", "get_view_names", "get_materialized_view_names", "get_sequence_names", "get_temp_table_names", "get_enums"]:
        f = getattr(i, what)
        show(what, f() if "temp" in what else f(schema=SCHEMA))
    for t in ["customer", "order", "part", "paid", "nope"]:
        for what in ["get_columns", "get_pk_constraint", "get_foreign_keys", "get_indexes", "get_unique_constraints", "get_check_constraints", "get_table_comment", "get_table_options"]:
            try:
                c.rollback()
                got = getattr(i, what)(t, schema=SCHEMA)
                for part in got if isinstance(got, list) else [got]:
                    show(t, what, {k: str(v) if k == "type" else v for k, v in part.items()})
            except Exception as e:
                show(t, what, type(e).__name__, str(e).split("\n")[0])
    show(i.has_table("part", schema=SCHEMA), i.has_table("nope"), i.has_sequence("order_id_seq", schema=SCHEMA), i.has_schema(SCHEMA))


@case
def view_text(c):
    show(sa.inspect(c).get_view_definition("paid", schema=SCHEMA))


@case
def reflect(c):
    m = sa.MetaData()
    m.reflect(c, schema=SCHEMA, views=True)
    for t in m.sorted_tables:
        show(str(sa.schema.CreateTable(t).compile(engine)))


@case
def objects(c):
    with orm.Session(c) as s:
        a = Customer(name="Ann", age=3, orders=[Order(total=decimal.Decimal("12.50"), at=dt.datetime(2024, 1, 1, tzinfo=dt.timezone.utc), tags=["x", "y"], data={"k": [1, None]}, state="paid"), Order(state="new")])
        b = Customer(name="Bob", city="Rome", orders=[Order(total=1)])
        s.add_all([a, b])
        s.flush()
        show(a.id, b.id, a.city, [(o.id, o.total, o.double, o.customer_id) for o in a.orders])
        s.commit()
        for cust in s.scalars(sa.select(Customer).options(orm.selectinload(Customer.orders)).order_by(Customer.id)):
            show(cust.name, [(o.total, o.tags, o.data, o.state, o.at and o.at.astimezone(dt.timezone.utc).isoformat()) for o in cust.orders])
        for cust in s.scalars(sa.select(Customer).options(orm.joinedload(Customer.orders)).order_by(Customer.id)).unique():
            show(cust.name, len(cust.orders))
        a.age = 4
        a.orders[1].total = decimal.Decimal("7.25")
        a.orders.pop(0)
        s.commit()
        show(s.execute(sa.select(Customer.name, sa.func.count(Order.id), sa.func.sum(Order.double)).join(Order).group_by(Customer.name).order_by(Customer.name)).all())
        show(s.scalars(sa.select(Order.id).where(Order.tags.any("x"))).all())
        s.execute(sa.insert(Part), [{"order_id": 2, "n": n, "w": n / 3, "d": dt.date(2024, 1, n), "i": dt.timedelta(hours=n), "b": bytes([n])} for n in range(1, 4)])
        show(s.execute(sa.select(Part.__table__).order_by(Part.n)).all())
        ins = pg.insert(Part).values(order_id=2, n=1, w=9)
        show(s.execute(ins.on_conflict_do_update(index_elements=["order_id", "n"], set_={"w": ins.excluded.w}).returning(Part.n, Part.w, Part.flag)).all())
        show(s.execute(sa.update(Part).where(Part.n > 1).values(w=Part.w + 1).returning(Part.n)).all())
        show(s.execute(sa.delete(Part)).rowcount)
        s.delete(b)
        s.commit()
        show(s.scalar(sa.select(sa.func.count()).select_from(Order)))


@case
def json_subscripts(c):
    show(c.execute(sa.select(Order.id).where(Order.data["k"][0].as_integer() == 1)).all())


@case
def constraints(c):
    for row in [dict(name=None), dict(name="Ann", age=-1), dict(name="x" * 41), dict(name="Ann", city="nowhere"), dict(id=5, name="n")]:
        try:
            with c.begin_nested():
                c.execute(sa.insert(Customer.__table__).values(**row))
        except sa.exc.DBAPIError as e:
            d = e.orig.diag
            show(type(e).__name__, d.sqlstate, d.message_primary, d.constraint_name, d.column_name, d.table_name)
    show(c.execute(sa.select(sa.literal(1))).scalar())


@case
def foreign_keys(c):
    c.execute(sa.insert(Order.__table__).values(id=100, customer_id=9999))


@case
def drop(c):
    c.execute(sa.text("drop materialized view shop.mat; drop view shop.paid"))
    Base.metadata.drop_all(c)
    c.execute(sa.schema.DropSchema(SCHEMA))
    c.commit()


run(engine.connect)
