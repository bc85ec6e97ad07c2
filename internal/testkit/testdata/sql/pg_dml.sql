CREATE TEMP TABLE t (a int PRIMARY KEY, b text DEFAULT 'none', c numeric(8,2) CHECK (c >= 0), d varchar(5), g int GENERATED ALWAYS AS (a * 2) STORED)
----
CREATE TABLE

INSERT INTO t VALUES (1, 'one', 1.5, 'x')
----
INSERT 0 1

INSERT INTO t (a) VALUES (2), (3)
----
INSERT 0 2

INSERT INTO t VALUES (4, DEFAULT, 4, DEFAULT), (5, 'five', DEFAULT, 'y', DEFAULT)
----
ERROR 42601 VALUES lists must all be the same length @49

INSERT INTO t (a, c) SELECT i, i * 1.25 FROM generate_series(6, 8) i
----
INSERT 0 3

SELECT * FROM t ORDER BY a
----
a|b|c|d|g
1|one|1.50|x|2
2|none|NULL|NULL|4
3|none|NULL|NULL|6
6|none|7.50|NULL|12
7|none|8.75|NULL|14
8|none|10.00|NULL|16

INSERT INTO t VALUES (9, 'nine') RETURNING *
----
a|b|c|d|g
9|nine|NULL|NULL|18

INSERT INTO t AS x (a, b) VALUES (10, 'ten') RETURNING a, x.b || '!' AS bang, g + 1, (SELECT count(*) FROM t) AS before
----
a|bang|?column?|before
10|ten!|21|7

INSERT INTO t (a) VALUES (11), (12) RETURNING a
----
a
11
12

INSERT INTO t (b) VALUES ('no key')
----
ERROR 23502 null value in column "a" of relation "t" violates not-null constraint

INSERT INTO t VALUES (1, 'again')
----
ERROR 23505 duplicate key value violates unique constraint "t_pkey"

INSERT INTO t VALUES (20), (20)
----
ERROR 23505 duplicate key value violates unique constraint "t_pkey"

INSERT INTO t (a, c) VALUES (21, -1)
----
ERROR 23514 new row for relation "t" violates check constraint "t_c_check"

INSERT INTO t (a, d) VALUES (21, 'too long for it')
----
ERROR 22001 value too long for type character varying(5)

INSERT INTO t (a, d) VALUES (21, 'abc    ')
----
INSERT 0 1

INSERT INTO t (a, g) VALUES (22, 3)
----
ERROR 428C9 cannot insert a non-DEFAULT value into column "g"

INSERT INTO t (a, g) VALUES (22, DEFAULT) RETURNING g
----
g
44

INSERT INTO t (a, zz) VALUES (1, 2)
----
ERROR 42703 column "zz" of relation "t" does not exist @19

INSERT INTO t (a, a) VALUES (1, 2)
----
ERROR 42701 column "a" specified more than once @19

INSERT INTO t (a, b) VALUES (1)
----
ERROR 42601 INSERT has more target columns than expressions @19

INSERT INTO t (a, b) VALUES (1, 2, 3)
----
ERROR 42601 INSERT has more expressions than target columns @36

INSERT INTO t (a, b) VALUES ((1, 2))
----
ERROR 42601 INSERT has more target columns than expressions @19

INSERT INTO t VALUES (1, 2), (3)
----
ERROR 42601 VALUES lists must all be the same length @31

INSERT INTO t (a) VALUES ('x')
----
ERROR 22P02 invalid input syntax for type integer: "x" @27

INSERT INTO t (a) VALUES (true)
----
ERROR 42804 column "a" is of type integer but expression is of type boolean @27

INSERT INTO t (a) SELECT true
----
ERROR 42804 column "a" is of type integer but expression is of type boolean @26

INSERT INTO t (a) SELECT 'seven'
----
ERROR 22P02 invalid input syntax for type integer: "seven" @26

INSERT INTO t (a, b) VALUES (30, 5), (31, 6.5) RETURNING b
----
b
5
6.5

INSERT INTO t (a) VALUES (generate_series(32, 34)) RETURNING a
----
a
32
33
34

INSERT INTO t (a) VALUES (count(*))
----
ERROR 42803 aggregate functions are not allowed in VALUES @27

INSERT INTO t (a) VALUES (1.5::numeric), (99999999999)
----
ERROR 22003 integer out of range

INSERT INTO nosuch VALUES (1)
----
ERROR 42P01 relation "nosuch" does not exist @13

INSERT INTO t DEFAULT VALUES
----
ERROR 23502 null value in column "a" of relation "t" violates not-null constraint

SELECT count(*), sum(a), sum(g), count(b), count(c) FROM t
----
count|sum|sum|count|count
17|272|544|17|4

UPDATE t SET b = 'changed' WHERE a < 3
----
UPDATE 2

UPDATE t SET c = coalesce(c, 0) + 1, d = 'd' || a WHERE a BETWEEN 3 AND 5 RETURNING a, b, c, d, g
----
a|b|c|d|g
3|none|1.00|d3|6

UPDATE t SET (b, d) = ('row', 'r') WHERE a = 6 RETURNING *
----
a|b|c|d|g
6|row|7.50|r|12

UPDATE t SET (b, d) = (SELECT 'sub' || t.a, 's' WHERE t.a > 6) WHERE a IN (6, 7) RETURNING a, b, d
----
a|b|d
6|NULL|NULL
7|sub7|s

UPDATE t SET a = a + 100 WHERE a = 8 RETURNING a, g
----
a|g
108|216

UPDATE t SET a = 1 WHERE a = 2
----
ERROR 23505 duplicate key value violates unique constraint "t_pkey"

UPDATE t SET b = DEFAULT, c = DEFAULT WHERE a = 1 RETURNING *
----
a|b|c|d|g
1|none|NULL|x|2

UPDATE t SET g = 1
----
ERROR 428C9 column "g" can only be updated to DEFAULT

UPDATE t SET g = DEFAULT WHERE a = 1 RETURNING g
----
g
2

UPDATE t SET zz = 1
----
ERROR 42703 column "zz" of relation "t" does not exist @14

UPDATE t SET a = 1, a = 2
----
ERROR 42601 multiple assignments to same column "a"

UPDATE t SET a = 'x'
----
ERROR 22P02 invalid input syntax for type integer: "x" @18

UPDATE t SET a = true
----
ERROR 42804 column "a" is of type integer but expression is of type boolean @18

UPDATE t SET (a, b) = (1, 2, 3)
----
ERROR 42601 number of columns does not match number of values @23

UPDATE t SET (a, b) = 1
----
ERROR 0A000 source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression @23

UPDATE t SET a = NULL WHERE a = 1
----
ERROR 23502 null value in column "a" of relation "t" violates not-null constraint

UPDATE t SET c = -1 WHERE a = 1
----
ERROR 23514 new row for relation "t" violates check constraint "t_c_check"

UPDATE t SET a = count(*)
----
ERROR 42803 aggregate functions are not allowed in UPDATE @18

UPDATE t SET b = x.v FROM (VALUES (1, 'first'), (3, 'third')) AS x(k, v) WHERE t.a = x.k RETURNING t.a, b, x.*
----
a|b|k|v
1|first|1|first
3|third|3|third

UPDATE t AS u SET b = t.b || '?' FROM t WHERE u.a = t.a AND t.a = 3 RETURNING *
----
a|b|c|d|g|a|b|c|d|g
3|third?|1.00|d3|6|3|third|1.00|d3|6

UPDATE t SET b = 'x' FROM t WHERE true
----
ERROR 42712 table name "t" specified more than once

UPDATE t SET b = (SELECT max(b) FROM t AS o WHERE o.a < t.a) WHERE a = 5 RETURNING b
----
b

UPDATE t AS u SET b = t.a WHERE a = 1
----
ERROR 42P01 invalid reference to FROM-clause entry for table "t" @23

DELETE FROM t WHERE a > 30 RETURNING a, g
----
a|g
31|62
32|64
33|66
34|68
108|216

DELETE FROM t USING (VALUES (9), (10)) AS x(k) WHERE a = x.k RETURNING t.*, x.k
----
a|b|c|d|g|k
9|nine|NULL|NULL|18|9
10|ten|NULL|NULL|20|10

DELETE FROM t WHERE a IN (SELECT a FROM t WHERE b IS NULL)
----
DELETE 1

DELETE FROM t WHERE zz = 1
----
ERROR 42703 column "zz" does not exist @21

DELETE FROM nosuch
----
ERROR 42P01 relation "nosuch" does not exist @13

DELETE FROM t AS q WHERE t.a = 1
----
ERROR 42P01 invalid reference to FROM-clause entry for table "t" @26

DELETE FROM t WHERE a = (SELECT max(a) FROM t) RETURNING (SELECT count(*) FROM t)
----
count
9

SELECT * FROM t ORDER BY a
----
a|b|c|d|g
1|first|NULL|x|2
2|changed|NULL|NULL|4
3|third?|1.00|d3|6
7|sub7|8.75|s|14
11|none|NULL|NULL|22
12|none|NULL|NULL|24
21|none|NULL|abc  |42
22|none|NULL|NULL|44

DELETE FROM t
----
DELETE 8

SELECT count(*) FROM t
----
count
0

INSERT INTO t VALUES (1, 'one', 1), (2, 'two', 2)
----
INSERT 0 2

INSERT INTO t VALUES (1, 'uno'), (3, 'tres') ON CONFLICT DO NOTHING
----
INSERT 0 1

INSERT INTO t VALUES (1, 'uno'), (4, 'four'), (4, 'vier') ON CONFLICT (a) DO NOTHING RETURNING a, b
----
a|b
4|four

INSERT INTO t VALUES (1, 'uno', 9), (5, 'five', 5) ON CONFLICT (a) DO UPDATE SET b = excluded.b, c = t.c + excluded.c RETURNING *
----
a|b|c|d|g
1|uno|10.00|NULL|2
5|five|5.00|NULL|10

INSERT INTO t VALUES (1, 'eins'), (2, 'zwei') ON CONFLICT ON CONSTRAINT t_pkey DO UPDATE SET b = excluded.b WHERE t.a = 2 RETURNING a, b
----
a|b
2|zwei

INSERT INTO t VALUES (7, 'a'), (7, 'b') ON CONFLICT (a) DO UPDATE SET b = excluded.b
----
ERROR 21000 ON CONFLICT DO UPDATE command cannot affect row a second time

INSERT INTO t VALUES (1, 'a'), (1, 'b') ON CONFLICT (a) DO UPDATE SET b = excluded.b
----
ERROR 21000 ON CONFLICT DO UPDATE command cannot affect row a second time

INSERT INTO t VALUES (1) ON CONFLICT (b) DO NOTHING
----
ERROR 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

INSERT INTO t VALUES (1) ON CONFLICT (zz) DO NOTHING
----
ERROR 42703 column "zz" does not exist @38

INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET b = 'x'
----
ERROR 42601 ON CONFLICT DO UPDATE requires inference specification or constraint name @26

INSERT INTO t VALUES (1) ON CONFLICT ON CONSTRAINT zz DO NOTHING
----
ERROR 42704 constraint "zz" for table "t" does not exist

INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2
----
ERROR 23505 duplicate key value violates unique constraint "t_pkey"

INSERT INTO t AS tt VALUES (1, 'al') ON CONFLICT (a) DO UPDATE SET (b, c) = (SELECT excluded.b || tt.a, 7) RETURNING *
----
a|b|c|d|g
1|al1|7.00|NULL|2

SELECT * FROM t ORDER BY a
----
a|b|c|d|g
1|al1|7.00|NULL|2
2|zwei|2.00|NULL|4
3|tres|NULL|NULL|6
4|four|NULL|NULL|8
5|five|5.00|NULL|10

CREATE TEMP TABLE u (a int, b int, c text, UNIQUE (a, b), CONSTRAINT c_is UNIQUE (c))
----
CREATE TABLE

INSERT INTO u VALUES (1, 1, 'x'), (1, 2, 'y'), (NULL, 1, 'z'), (NULL, 1, NULL)
----
INSERT 0 4

INSERT INTO u VALUES (1, 1, 'q')
----
ERROR 23505 duplicate key value violates unique constraint "u_a_b_key"

INSERT INTO u VALUES (3, 3, 'x')
----
ERROR 23505 duplicate key value violates unique constraint "c_is"

INSERT INTO u VALUES (1, 1, 'n'), (4, 4, 'y'), (5, 5, 'new'), (6, 5, 'new') ON CONFLICT DO NOTHING RETURNING *
----
a|b|c
5|5|new

UPDATE u SET b = 1 WHERE a = 1
----
ERROR 23505 duplicate key value violates unique constraint "u_a_b_key"

UPDATE u SET a = 9, b = 9
----
ERROR 23505 duplicate key value violates unique constraint "u_a_b_key"

SELECT * FROM u ORDER BY a, b, c
----
a|b|c
1|1|x
1|2|y
5|5|new
NULL|1|z
NULL|1|NULL

CREATE TEMP TABLE s (id int, v text)
----
CREATE TABLE

INSERT INTO s VALUES (1, 'm1'), (2, 'm2'), (50, 'm50'), (51, NULL)
----
INSERT 0 4

MERGE INTO t USING s ON t.a = s.id WHEN MATCHED AND t.a = 1 THEN DELETE WHEN MATCHED THEN UPDATE SET b = s.v || t.b WHEN NOT MATCHED AND s.v IS NULL THEN DO NOTHING WHEN NOT MATCHED THEN INSERT (a, b) VALUES (s.id, s.v)
----
MERGE 3

SELECT * FROM t ORDER BY a
----
a|b|c|d|g
2|m2zwei|2.00|NULL|4
3|tres|NULL|NULL|6
4|four|NULL|NULL|8
5|five|5.00|NULL|10
50|m50|NULL|NULL|100

MERGE INTO t USING (SELECT 3 AS k UNION ALL SELECT 3) q ON t.a = q.k WHEN MATCHED THEN UPDATE SET b = 'q'
----
ERROR 21000 MERGE command cannot affect row a second time

MERGE INTO t USING s ON t.a = s.id WHEN NOT MATCHED THEN INSERT VALUES (t.a)
----
ERROR 42P01 invalid reference to FROM-clause entry for table "t" @73

MERGE INTO t USING t ON true WHEN MATCHED THEN DELETE
----
ERROR 42712 name "t" specified more than once

MERGE INTO t USING s ON t.a = s.id WHEN MATCHED THEN DELETE WHEN MATCHED THEN DO NOTHING
----
ERROR 42601 unreachable WHEN clause specified after unconditional WHEN clause

MERGE INTO t USING s ON t.a = s.id + 100 WHEN NOT MATCHED THEN INSERT (a, b, c) VALUES (s.id + 100, DEFAULT, s.id)
----
MERGE 4

SELECT * FROM t ORDER BY a
----
a|b|c|d|g
2|m2zwei|2.00|NULL|4
3|tres|NULL|NULL|6
4|four|NULL|NULL|8
5|five|5.00|NULL|10
50|m50|NULL|NULL|100
101|none|1.00|NULL|202
102|none|2.00|NULL|204
150|none|50.00|NULL|300
151|none|51.00|NULL|302

WITH gone AS (DELETE FROM t WHERE a > 100 RETURNING *), more AS (INSERT INTO s SELECT a, b FROM gone RETURNING id) SELECT count(*), (SELECT sum(id) FROM more), (SELECT count(*) FROM t), (SELECT count(*) FROM s) FROM gone
----
count|sum|count|count
4|504|9|4

SELECT count(*) FROM t
----
count
5

WITH x AS (SELECT 900 AS a) INSERT INTO t (a) SELECT a FROM x RETURNING a
----
a
900

WITH x AS (SELECT 900 AS a) UPDATE t SET b = 'w' FROM x WHERE t.a = x.a RETURNING t.a, b
----
a|b
900|w

WITH x AS (SELECT 900 AS a) DELETE FROM t USING x WHERE t.a = x.a
----
DELETE 1

WITH x AS (INSERT INTO s VALUES (77, 'w')) SELECT count(*) FROM s WHERE id = 77
----
count
0

SELECT count(*) FROM s WHERE id = 77
----
count
1

WITH x AS (INSERT INTO s VALUES (77, 'w')) SELECT * FROM x
----
ERROR 0A000 WITH query "x" does not have a RETURNING clause @58

SELECT * FROM (WITH x AS (INSERT INTO s VALUES (78, 'w') RETURNING *) SELECT * FROM x) y
----
ERROR 0A000 WITH clause containing a data-modifying statement must be at the top level @21

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5), ins AS (INSERT INTO s SELECT i + 500, 'r' FROM n RETURNING id) SELECT sum(id), (SELECT count(*) FROM n) FROM ins
----
sum|count
2515|5

WITH upd AS (UPDATE s SET v = 'z' WHERE id = 1 RETURNING id, v) UPDATE s SET v = upd.v FROM upd WHERE s.id = 2 RETURNING s.*
----
id|v
2|z

PREPARE ins (int, text) AS INSERT INTO s VALUES ($1, $2) RETURNING *
----
PREPARE

EXECUTE ins (600, 'prepared')
----
id|v
600|prepared

PREPARE un AS INSERT INTO s VALUES ($1, $2)
----
PREPARE

EXECUTE un (601, 'typed')
----
INSERT 0 1

PREPARE up AS UPDATE s SET v = $1 WHERE id = $2 RETURNING v
----
PREPARE

EXECUTE up ('upd', 601)
----
v
upd

BEGIN
----
BEGIN

DELETE FROM s
----
DELETE 16

SAVEPOINT p
----
SAVEPOINT

INSERT INTO s VALUES (1, 'in')
----
INSERT 0 1

SELECT * FROM s
----
id|v
1|in

ROLLBACK TO p
----
ROLLBACK

SELECT count(*) FROM s
----
count
0

ROLLBACK
----
ROLLBACK

SELECT count(*) FROM s
----
count
16

BEGIN
----
BEGIN

DECLARE cc CURSOR FOR WITH x AS (INSERT INTO s VALUES (1, 'c') RETURNING *) SELECT * FROM x
----
ERROR 0A000 DECLARE CURSOR must not contain data-modifying statements in WITH

ROLLBACK
----
ROLLBACK

TRUNCATE s, u
----
TRUNCATE TABLE

SELECT (SELECT count(*) FROM s) + (SELECT count(*) FROM u) AS n
----
n
0

CREATE TEMP TABLE ty (i2 int2, f4 float4, f8 float8, n numeric, n2 numeric(6,3), dt date, ts timestamp(0), bl bool, by bytea, j jsonb, ar int[], u uuid, iv interval, ch char(4))
----
CREATE TABLE

INSERT INTO ty VALUES (1, 1.5, 2.5, 3.75, 4.1236, '2024-02-29', '2024-02-29 12:34:56.789', true, '\x0102', '{"a": 1}', '{1,2,3}', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '1 day 02:00', 'ab')
----
INSERT 0 1

INSERT INTO ty (n2, n, f8) VALUES (1.23456, 1.20, 'NaN'), (NULL, 'NaN', 'infinity')
----
INSERT 0 2

INSERT INTO ty (i2) VALUES (100000)
----
ERROR 22003 smallint out of range

INSERT INTO ty (n2) VALUES (12345)
----
ERROR 22003 numeric field overflow

INSERT INTO ty (dt) VALUES (now())
----
INSERT 0 1

UPDATE ty SET n2 = n2 * 2, n = n + 1, ch = 'abcd', ar = ar || 4 WHERE i2 = 1 RETURNING *
----
i2|f4|f8|n|n2|dt|ts|bl|by|j|ar|u|iv|ch
1|1.5|2.5|4.75|8.248|2024-02-29|2024-02-29 12:34:57|t|\x0102|{"a": 1}|{1,2,3,4}|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|1 day 02:00:00|abcd

UPDATE ty SET ts = dt WHERE i2 = 1 RETURNING ts
----
ts
2024-02-29 00:00:00

SELECT * FROM ty WHERE i2 IS NULL AND n IS NOT NULL ORDER BY f8
----
i2|f4|f8|n|n2|dt|ts|bl|by|j|ar|u|iv|ch
NULL|NULL|Infinity|NaN|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL
NULL|NULL|NaN|1.20|1.235|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL

CREATE TEMP TABLE big AS SELECT i AS id, i % 7 AS k, 'v' || i AS v FROM generate_series(1, 20000) i
----
SELECT 20000

UPDATE big SET k = k + 1 WHERE id % 3 = 0
----
UPDATE 6666

DELETE FROM big WHERE id % 5 = 0
----
DELETE 4000

INSERT INTO big SELECT id + 20000, k, v FROM big WHERE id <= 5000
----
INSERT 0 4000

UPDATE big SET v = v || 'x' WHERE k = 3
----
UPDATE 2855

SELECT count(*), sum(id), sum(k), sum(length(v)) FROM big
----
count|sum|sum|sum
20000|250000000|66658|109079

DELETE FROM big USING big b2 WHERE big.id = b2.id - 20000
----
DELETE 4000

SELECT count(*), sum(id), sum(k), sum(length(v)), min(id), max(id) FROM big
----
count|sum|sum|sum|min|max
16000|240000000|53331|89396|5001|24999

SELECT 1 AS x INTO TEMP si UNION SELECT 2
----
SELECT 2

SELECT * FROM si ORDER BY 1
----
x
1
2

CREATE TEMP TABLE m (a int, b int)
----
CREATE TABLE

INSERT INTO m VALUES (1, 1), (2, 2)
----
INSERT 0 2

UPDATE m SET (a, b) = ROW(v.*) FROM (VALUES (2, 20)) AS v(i, j) WHERE m.a = v.i RETURNING *
----
a|b|i|j
2|20|2|20

UPDATE m SET (a, b) = ROW(v.*, 1) FROM (VALUES (2, 20)) AS v(i, j)
----
ERROR 42601 number of columns does not match number of values @23

MERGE INTO m USING (SELECT m.a) s ON true WHEN MATCHED THEN DELETE
----
ERROR 42P01 invalid reference to FROM-clause entry for table "m" @28

MERGE INTO m USING (SELECT 1 AS x) s ON m.a = s.x WHEN NOT MATCHED AND m.b = 1 THEN DO NOTHING
----
ERROR 42P01 invalid reference to FROM-clause entry for table "m" @72

UPDATE m SET b = x.b FROM (SELECT m.b) x
----
ERROR 42P01 invalid reference to FROM-clause entry for table "m" @35

DELETE FROM m USING LATERAL (SELECT m.b) x
----
ERROR 42P10 invalid reference to FROM-clause entry for table "m" @37
