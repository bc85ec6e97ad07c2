-- settings
SHOW search_path
----
search_path
"$user", public

SET search_path TO a, "B c", public
----
SET

SHOW search_path
----
search_path
a, "B c", public

RESET search_path
----
RESET

SET statement_timeout = '1min'
----
SET

SHOW statement_timeout
----
statement_timeout
1min

SET statement_timeout = '1 fortnight'
----
ERROR 22023 invalid value for parameter "statement_timeout": "1 fortnight"

SET statement_timeout = -1
----
ERROR 22023 -1 ms is outside the valid range for parameter "statement_timeout" (0 .. 2147483647)

SET no_such_setting = 1
----
ERROR 42704 unrecognized configuration parameter "no_such_setting"

SHOW no_such_setting
----
ERROR 42704 unrecognized configuration parameter "no_such_setting"

SET my.own = 'x'
----
SET

SHOW my.own
----
my.own
x

SET bytea_output = 'octal'
----
ERROR 22023 invalid value for parameter "bytea_output": "octal"

SET TIME ZONE 'America/New_York'
----
SET

SHOW timezone
----
TimeZone
America/New_York

SET TIME ZONE INTERVAL '+03:30' HOUR TO MINUTE
----
SET

SHOW TimeZone
----
TimeZone
<+03:30>-03:30

SET TIME ZONE 'Mars/Olympus'
----
ERROR 22023 invalid value for parameter "TimeZone": "Mars/Olympus"

RESET TimeZone
----
RESET

SET DateStyle = 'SQL, DMY'
----
SET

SHOW DateStyle
----
DateStyle
SQL, DMY

RESET ALL
----
RESET

SHOW DateStyle
----
DateStyle
ISO, MDY

SET work_mem = '64MB'
----
SET

SHOW work_mem
----
work_mem
64MB

SET extra_float_digits = 4
----
ERROR 22023 4 is outside the valid range for parameter "extra_float_digits" (-15 .. 3)

SHOW TRANSACTION ISOLATION LEVEL
----
transaction_isolation
read committed

SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE
----
SET

SHOW default_transaction_isolation
----
default_transaction_isolation
serializable

BEGIN; SHOW transaction_isolation; ROLLBACK
----
BEGIN
transaction_isolation
serializable
ROLLBACK

RESET ALL
----
RESET

-- prepared statements
PREPARE p AS SELECT 1 AS a
----
PREPARE

PREPARE p AS SELECT 1 AS a
----
ERROR 42P05 prepared statement "p" already exists

EXECUTE p
----
a
1

EXECUTE p(1)
----
a
1

DEALLOCATE p
----
DEALLOCATE

EXECUTE p
----
ERROR 26000 prepared statement "p" does not exist

PREPARE q(int, text) AS SELECT $1 + 1 AS n, $2 || 'x' AS t
----
PREPARE

EXECUTE q(1, 'a')
----
n|t
2|ax

DEALLOCATE ALL
----
DEALLOCATE ALL

-- cursors
DECLARE c CURSOR FOR SELECT 1
----
ERROR 25P01 DECLARE CURSOR can only be used in transaction blocks

BEGIN
----
BEGIN

DECLARE c SCROLL CURSOR FOR SELECT i FROM (VALUES (1), (2), (3), (4), (5)) g(i)
----
DECLARE CURSOR

FETCH 2 FROM c
----
i
1
2

FETCH PRIOR FROM c
----
i
1

FETCH ALL FROM c
----
i
2
3
4
5

FETCH BACKWARD 2 FROM c
----
i
5
4

FETCH ABSOLUTE 2 FROM c
----
i
2

FETCH RELATIVE 2 FROM c
----
i
4

FETCH LAST FROM c
----
i
5

FETCH NEXT FROM c
----
i

FETCH PRIOR FROM c
----
i
5

FETCH ABSOLUTE -2 FROM c
----
i
4

FETCH FIRST FROM c
----
i
1

FETCH 0 FROM c
----
i
1

MOVE FORWARD ALL IN c
----
MOVE 4

FETCH BACKWARD ALL FROM c
----
i
5
4
3
2
1

CLOSE c
----
CLOSE CURSOR

FETCH 1 FROM c
----
ERROR 34000 cursor "c" does not exist

ROLLBACK
----
ROLLBACK

BEGIN
----
BEGIN

DECLARE c NO SCROLL CURSOR FOR SELECT i FROM (VALUES (1), (2), (3), (4), (5)) g(i)
----
DECLARE CURSOR

FETCH FORWARD 2 FROM c
----
i
1
2

MOVE 1 FROM c
----
MOVE 1

FETCH FORWARD ALL FROM c
----
i
4
5

FETCH BACKWARD 1 FROM c
----
ERROR 55000 cursor can only scan forward

COMMIT
----
ROLLBACK

BEGIN
----
BEGIN

DECLARE h CURSOR WITH HOLD FOR SELECT i FROM (VALUES (1), (2), (3)) g(i)
----
DECLARE CURSOR

FETCH 1 FROM h
----
i
1

COMMIT
----
COMMIT

FETCH ALL FROM h
----
i
2
3

CLOSE h
----
CLOSE CURSOR

CLOSE ALL
----
CLOSE CURSOR ALL

-- transactions and savepoints
BEGIN
----
BEGIN

CREATE TEMP TABLE t (a int, b text)
----
CREATE TABLE

SAVEPOINT s
----
SAVEPOINT

INSERT INTO t VALUES (1, 'x'), (2, NULL)
----
INSERT 0 2

SELECT count(*) FROM t
----
count
2

ROLLBACK TO s
----
ROLLBACK

SELECT count(*) FROM t
----
count
0

INSERT INTO t (b) VALUES ('only b')
----
INSERT 0 1

COMMIT
----
COMMIT

SELECT * FROM t
----
a|b
NULL|only b

INSERT INTO t VALUES (1)
----
INSERT 0 1

INSERT INTO t VALUES (1, 'a', 'b')
----
ERROR 42601 INSERT has more expressions than target columns @31

INSERT INTO t (a, c) VALUES (1, 2)
----
ERROR 42703 column "c" of relation "t" does not exist @19

INSERT INTO t (a, a) VALUES (1, 2)
----
ERROR 42701 column "a" specified more than once @19

INSERT INTO t SELECT 5, 'five' UNION ALL SELECT 6, 'six'
----
INSERT 0 2

-- unordered
SELECT * FROM t
----
a|b
1|NULL
5|five
6|six
NULL|only b

TRUNCATE t
----
TRUNCATE TABLE

SELECT count(*) FROM t
----
count
0

DROP TABLE t
----
DROP TABLE

SELECT * FROM t
----
ERROR 42P01 relation "t" does not exist @15

DROP TABLE t
----
ERROR 42P01 table "t" does not exist

DROP TABLE IF EXISTS t
----
DROP TABLE

CREATE TEMP TABLE d (a int NOT NULL, b numeric(6,2) DEFAULT 1.5, c varchar(3), e date)
----
CREATE TABLE

INSERT INTO d (a, c, e) VALUES (1, 'abc', '2024-02-29')
----
INSERT 0 1

INSERT INTO d (b) VALUES (1)
----
ERROR 23502 null value in column "a" of relation "d" violates not-null constraint

INSERT INTO d (a, c) VALUES (1, 'abcd')
----
ERROR 22001 value too long for type character varying(3)

INSERT INTO d (a, e) VALUES (1, 'nodate')
----
ERROR 22007 invalid input syntax for type date: "nodate" @33

INSERT INTO d VALUES (2, 12345.678)
----
ERROR 22003 numeric field overflow

INSERT INTO d VALUES (2, 1234.567)
----
INSERT 0 1

SELECT * FROM d ORDER BY a
----
a|b|c|e
1|1.50|abc|2024-02-29
2|1234.57|NULL|NULL

CREATE TEMP TABLE d2 AS SELECT a, b FROM d
----
SELECT 2

SELECT * FROM d2 ORDER BY a
----
a|b
1|1.50
2|1234.57

SELECT a INTO TEMP d3 FROM d
----
SELECT 2

SELECT * FROM d3 ORDER BY a
----
a
1
2

BEGIN; CREATE TEMP TABLE dropped (a int) ON COMMIT DROP; INSERT INTO dropped VALUES (1); COMMIT
----
BEGIN
CREATE TABLE
INSERT 0 1
COMMIT

SELECT * FROM dropped
----
ERROR 42P01 relation "dropped" does not exist @15

-- views
CREATE TEMP VIEW v AS SELECT a, b FROM d WHERE a > 0
----
CREATE VIEW

SELECT * FROM v ORDER BY a
----
a|b
1|1.50
2|1234.57

CREATE TEMP VIEW v AS SELECT 1
----
ERROR 42P07 relation "v" already exists

CREATE OR REPLACE TEMP VIEW v AS SELECT a, b, a + 1 AS c FROM d
----
CREATE VIEW

SELECT * FROM v ORDER BY a
----
a|b|c
1|1.50|2
2|1234.57|3

CREATE OR REPLACE TEMP VIEW v AS SELECT a FROM d
----
ERROR 42P16 cannot drop columns from view

INSERT INTO no_such VALUES (1)
----
ERROR 42P01 relation "no_such" does not exist @13

DROP TABLE v
----
ERROR 42809 "v" is not a table

DROP VIEW v
----
DROP VIEW

CREATE SCHEMA s1
----
CREATE SCHEMA

CREATE VIEW s1.w(x, y) AS SELECT 1, 2
----
CREATE VIEW

SELECT * FROM s1.w
----
x|y
1|2

SELECT x FROM w
----
ERROR 42P01 relation "w" does not exist @15

DROP SCHEMA s1
----
ERROR 2BP01 cannot drop schema s1 because other objects depend on it

DROP SCHEMA s1 CASCADE
----
DROP SCHEMA

DROP SCHEMA s1
----
ERROR 3F000 schema "s1" does not exist

DROP SCHEMA IF EXISTS s1
----
DROP SCHEMA

-- transactions are what they say
BEGIN; CREATE SCHEMA s2; ROLLBACK
----
BEGIN
CREATE SCHEMA
ROLLBACK

DROP SCHEMA s2
----
ERROR 3F000 schema "s2" does not exist

BEGIN READ ONLY
----
BEGIN

CREATE SCHEMA s2
----
ERROR 25006 cannot execute CREATE SCHEMA in a read-only transaction

ROLLBACK
----
ROLLBACK

DISCARD ALL
----
DISCARD ALL

SELECT * FROM d
----
ERROR 42P01 relation "d" does not exist @15
