create schema defining
----
CREATE SCHEMA

set search_path to defining
----
SET

create table a (id int primary key, x text)
----
CREATE TABLE

insert into a values (1,'one'),(2,'two')
----
INSERT 0 2

create materialized view mv as select id, upper(x) ux from a
----
SELECT 2

select * from mv order by 1
----
id|ux
1|ONE
2|TWO

insert into a values (3,'three')
----
INSERT 0 1

select count(*) from mv
----
count
2

refresh materialized view mv
----
REFRESH MATERIALIZED VIEW

select count(*) from mv
----
count
3

create materialized view mv2 as select * from a with no data
----
CREATE MATERIALIZED VIEW

refresh materialized view mv2
----
REFRESH MATERIALIZED VIEW

drop table a
----
ERROR 2BP01 cannot drop table a because other objects depend on it

drop table a cascade
----
DROP TABLE

create table p (k serial primary key, s text not null unique, t timestamptz default now())
----
CREATE TABLE

insert into p (s) values ('a'),('b') returning k, s
----
k|s
1|a
2|b

insert into p (s) values ('a')
----
ERROR 23505 duplicate key value violates unique constraint "p_s_key"

begin
----
BEGIN

create table q (id bigint generated always as identity, v int check (v > 0))
----
CREATE TABLE

insert into q(v) values (5),(6) returning *
----
id|v
1|5
2|6

commit
----
COMMIT

insert into q(v) values (7) returning *
----
id|v
3|7

insert into q(id,v) values (1,1)
----
ERROR 428C9 cannot insert a non-DEFAULT value into column "id"

insert into q(v) values (-1)
----
ERROR 23514 new row for relation "q" violates check constraint "q_v_check"

create type color as enum ('red','green','blue')
----
CREATE TYPE

create table c (c color default 'green', n int)
----
CREATE TABLE

insert into c(n) values (1)
----
INSERT 0 1

insert into c values ('blue',2),('red',3)
----
INSERT 0 2

select * from c order by c
----
c|n
red|3
green|1
blue|2

select max(c), min(c) from c
----
max|min
blue|red

select * from c where c > 'red' order by n
----
c|n
green|1
blue|2

select c, count(*) from c group by c order by c
----
c|count
red|1
green|1
blue|1

create domain posint as int check (value > 0)
----
CREATE DOMAIN

create table dd (p posint, q posint default 3)
----
CREATE TABLE

insert into dd values (1)
----
INSERT 0 1

insert into dd values (-1)
----
ERROR 23514 value for domain posint violates check constraint "posint_check"

insert into dd values (null)
----
INSERT 0 1

update dd set p = -5
----
ERROR 23514 value for domain posint violates check constraint "posint_check"

select * from dd
----
p|q
1|3
NULL|3

create type pt as (x int, y int)
----
CREATE TYPE

select (row(1,2)::pt).x
----
x
1

create table ptt (p pt, n int)
----
CREATE TABLE

insert into ptt values (row(1,2), 3)
----
INSERT 0 1

select (p).y, p from ptt
----
y|p
2|(1,2)

create view vv as select * from p
----
CREATE VIEW

alter table p add column zz int
----
ALTER TABLE

create recursive view nums (n) as values (1) union all select n+1 from nums where n < 5
----
CREATE VIEW

select sum(n) from nums
----
sum
15

create or replace view vv as select k from p
----
ERROR 42P16 cannot drop columns from view

create or replace view vv as select k, s, t, zz from p
----
CREATE VIEW

drop view vv
----
DROP VIEW

create view ck as select * from q where v < 10 with check option
----
CREATE VIEW

create table fk (a int references p(k), b int references nope(x))
----
ERROR 42P01 relation "nope" does not exist

create table fk (a int references p(s))
----
ERROR 42804 foreign key constraint "fk_a_fkey" cannot be implemented

create table fk (a int references p)
----
CREATE TABLE

drop table p
----
ERROR 2BP01 cannot drop table p because other objects depend on it

create table like1 (like p including defaults including constraints, extra int)
----
CREATE TABLE

create table if not exists p (a int)
----
CREATE TABLE

create table e1 (a int, a int)
----
ERROR 42701 column "a" specified more than once

create table e2 (a int primary key, b int primary key)
----
ERROR 42P16 multiple primary keys for table "e2" are not allowed @43

create table e3 (a int default 'x')
----
ERROR 22P02 invalid input syntax for type integer: "x" @32

create table e4 (a int default b)
----
ERROR 0A000 cannot use column reference in DEFAULT expression @32

create table e5 (a int check (sum(a) > 1))
----
ERROR 42803 aggregate functions are not allowed in check constraints @31

create table e6 (a int, b int generated always as (random()) stored)
----
ERROR 42P17 generation expression is not immutable

create table e7 (a nosuch)
----
ERROR 42704 type "nosuch" does not exist @20

create table e8 (a int unique, primary key (zz))
----
ERROR 42703 column "zz" named in key does not exist @32

create table e9 (a int null not null)
----
ERROR 42601 conflicting NULL/NOT NULL declarations for column "a" of table "e9" @29

create table e10 (a int generated always as (b) stored, b int)
----
CREATE TABLE

create table e11 (a int, check (exists (select 1)))
----
ERROR 0A000 cannot use subquery in check constraint @33

create table e12 (a text generated always as identity)
----
ERROR 22023 identity column type must be smallint, integer, or bigint

create table e13 (a int default (select 1))
----
ERROR 0A000 cannot use subquery in DEFAULT expression @33

create table e14 (a bool check (a and 1))
----
ERROR 42804 argument of AND must be type boolean, not type integer @39

create temp table public.t (a int)
----
ERROR 42P16 cannot create temporary relation in non-temporary schema @19

drop schema defining cascade
----
DROP SCHEMA
