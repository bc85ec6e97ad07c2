create schema lakehouse comment 'for tests'
----
CREATE SCHEMA

use lakehouse
----
USE

create table t (a int comment 'first', b string not null, c date) partitioned by (c) comment 'rows' tblproperties ('x.y' = '1')
----
CREATE TABLE

create unique index t_a on t (a)
----
CREATE INDEX

insert into t values (1, 'one', '2024-01-01'), (1, 'two', '2024-01-01')
----
ERROR 23505 duplicate key value violates unique constraint "t_a"

show tables
----
database|tableName|isTemporary
lakehouse|t|false

show columns in t
----
col_name
a
b
c

show tblproperties t
----
key|value
x.y|1

describe t
----
col_name|data_type|comment
a|integer|first
b|text|''
c|date|''
# Partition Information|''|''
# col_name|data_type|comment
c|date|''

describe t b
----
col_name|data_type|comment
b|text|''

describe query select a, b from t
----
col_name|data_type|comment
a|integer|''
b|text|''

show create table t
----
createtab_stmt
CREATE TABLE lakehouse.t (\n  a integer COMMENT 'first',\n  b text NOT NULL,\n  c date)\nUSING delta\nPARTITIONED BY (c)\nCOMMENT 'rows'\nTBLPROPERTIES ('x.y' = '1')

show schemas like 'lake*'
----
databaseName
lakehouse

create view v as select * from t
----
CREATE VIEW

show views
----
namespace|viewName|isTemporary|isMaterialized
lakehouse|v|false|false

alter table t set tblproperties ('z' = 'q')
----
ALTER TABLE

alter table t unset tblproperties ('nope')
----
ERROR 42704 property "nope" of relation "t" does not exist

alter table t cluster by (a)
----
ALTER TABLE

alter table t add column d int after a
----
ALTER TABLE

select * from v
----
a|b|c

alter table t alter column d first
----
ALTER TABLE

alter table t change a a bigint comment 'wider'
----
ERROR 0A000 cannot alter type of a column used by a view or rule

show create table v
----
createtab_stmt
CREATE VIEW lakehouse.v AS\n  SELECT t.a,\n    t.b,\n    t.c\n   FROM t;

drop view v
----
DROP VIEW

drop table t
----
DROP TABLE

select * from t
----
ERROR 42P01 relation "t" does not exist @15

undrop table t
----
UNDROP TABLE

select count(*) from t
----
count
0

undrop table t
----
ERROR 42P01 there is no dropped table "t"

create table f using csv
----
ERROR 0A000 a table of format csv without a LOCATION is not supported @1

create local table l (a int)
----
ERROR 0A000 CREATE LOCAL TABLE is not supported @1

create table fk (a int references t(a) enforced)
----
ERROR 42830 there is no unique constraint matching given keys for referenced table "t"

drop schema lakehouse cascade
----
DROP SCHEMA

use lakehouse
----
ERROR 3F000 schema "lakehouse" does not exist @5

reset search_path
----
RESET
