CREATE TEMP TABLE t (a int PRIMARY KEY, b text, p int DEFAULT 7)
----
CREATE TABLE

INSERT INTO t BY NAME SELECT 'one' AS b, 1 AS a
----
INSERT 0 1

INSERT INTO t BY NAME SELECT 2 AS a, 'x' AS nosuch
----
ERROR 42703 column "nosuch" of relation "t" does not exist @38

INSERT INTO t BY NAME SELECT 2 AS a, 3 AS a
----
ERROR 42701 column "a" specified more than once @38

INSERT INTO t PARTITION (p = 5) SELECT 2, 'two'
----
INSERT 0 1

INSERT INTO t PARTITION (p) SELECT 3, 'three', 6
----
INSERT 0 1

INSERT INTO t PARTITION (p = 5) (b, a) SELECT 'four', 4
----
INSERT 0 1

SELECT * FROM t ORDER BY a
----
a|b|p
1|one|7
2|two|5
3|three|6
4|four|5

INSERT OVERWRITE t PARTITION (p = 5) SELECT 20, 'twenty' RETURNING *
----
a|b|p
20|twenty|5

SELECT * FROM t ORDER BY a
----
a|b|p
1|one|7
3|three|6
20|twenty|5

INSERT INTO t REPLACE WHERE a >= 3 SELECT 30, 'thirty', 1
----
INSERT 0 1

SELECT * FROM t ORDER BY a
----
a|b|p
1|one|7
30|thirty|1

INSERT INTO t REPLACE WHERE a >= 3 SELECT 1, 'wrong', 1
----
ERROR 23514 new row for relation "t" is not one of the rows to replace

INSERT OVERWRITE t VALUES (1, 'only', 1), (2, 'two', 2)
----
INSERT 0 2

SELECT * FROM t ORDER BY a
----
a|b|p
1|only|1
2|two|2

INSERT OVERWRITE TABLE t SELECT a, b || '!', p FROM t
----
INSERT 0 2

SELECT * FROM t ORDER BY a
----
a|b|p
1|only!|1
2|two!|2

CREATE TEMP TABLE s (a int, b text, p int)
----
CREATE TABLE

INSERT INTO s VALUES (2, 'new two', 22), (3, 'new three', 33)
----
INSERT 0 2

MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT * WHEN NOT MATCHED BY SOURCE THEN UPDATE SET b = t.b || ' left' RETURNING t.*, s.a
----
a|b|p|a
1|only! left|1|NULL
2|new two|22|2
3|new three|33|3

SELECT * FROM t ORDER BY a
----
a|b|p
1|only! left|1
2|new two|22
3|new three|33

MERGE INTO t USING s ON t.a = s.a WHEN NOT MATCHED BY SOURCE AND t.a = 1 THEN DELETE
----
MERGE 1

SELECT * FROM t ORDER BY a
----
a|b|p
2|new two|22
3|new three|33

MERGE INTO t USING (SELECT 1 AS k) s ON false WHEN NOT MATCHED BY SOURCE AND s.k = 1 THEN DELETE
----
ERROR 42P01 invalid reference to FROM-clause entry for table "s" @78

MERGE INTO t USING s ON t.a > s.a WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN NOT MATCHED THEN INSERT (a) VALUES (s.a + 10)
----
MERGE 2

SELECT * FROM t ORDER BY a
----
a|b|p
3|new three|33
13|NULL|7

UPDATE t SET a = a + 1
----
UPDATE 2

SELECT * FROM t ORDER BY a
----
a|b|p
4|new three|33
14|NULL|7

UPDATE t SET a = 1
----
ERROR 23505 duplicate key value violates unique constraint "t_pkey"

WITH m AS (MERGE INTO t USING s ON t.a = s.a + 11 WHEN MATCHED THEN DELETE RETURNING t.a) SELECT count(*) FROM m
----
count
1

EXPLAIN (COSTS OFF) INSERT INTO t VALUES (1, 'x', 1)
----
QUERY PLAN
Insert on t
  ->  Project
        Output: 1, 'x'::text, 1
        ->  Result

-- not optimizer_off
EXPLAIN (COSTS OFF) DELETE FROM t WHERE a = 1
----
QUERY PLAN
Delete on t
  ->  Seq Scan on t
        Filter: (a = 1)
        Pruning Conditions: 1

CREATE TEMP VIEW v AS SELECT * FROM t
----
CREATE VIEW

INSERT INTO v VALUES (1)
----
ERROR 0A000 INSERT on view "v" is not supported

UPDATE v SET a = 1
----
ERROR 0A000 UPDATE on view "v" is not supported

DELETE FROM pg_class
----
ERROR 55000 cannot delete from relation "pg_class"

UPDATE information_schema.tables SET table_name = 'x'
----
ERROR 55000 cannot update relation "tables"

CREATE TEMP TABLE arr (a int[], r text)
----
CREATE TABLE

UPDATE arr SET a[1] = 2
----
ERROR 0A000 assignment to an array element or a field is not supported @16

INSERT INTO arr (a[1]) VALUES (1)
----
ERROR 0A000 assignment to an array element or a field is not supported @18

COPY (SELECT i AS a, 'v' || i AS b, i % 3 AS p FROM generate_series(101, 3100) i) TO '${TMP}/c.csv' (HEADER)
----
COPY 3000

COPY t FROM '${TMP}/c.csv' (HEADER match)
----
COPY 3000

COPY (SELECT i AS a, 'p' || i AS b FROM generate_series(5001, 6000) i) TO '${TMP}/c.parquet'
----
COPY 1000

COPY t FROM '${TMP}/c.parquet'
----
COPY 1000

COPY (SELECT 'j' || i AS b, i AS a FROM generate_series(7001, 7010) i) TO '${TMP}/c.json'
----
COPY 10

COPY t FROM '${TMP}/c.json' WHERE a > 7005
----
COPY 5

COPY t FROM '${TMP}/c.parquet'
----
ERROR 23505 duplicate key value violates unique constraint "t_pkey"

SELECT count(*), sum(a), sum(p), min(b), max(b) FROM t
----
count|sum|sum|min|max
4006|10337044|10068|j7006|v999

COPY t FROM '${TMP}/none.csv'
----
ERROR 58P01 file "${TMP}/none.csv" does not exist

COPY nosuch FROM '${TMP}/c.csv'
----
ERROR 42P01 relation "nosuch" does not exist

CREATE TEMP TABLE keys (k int, v text, UNIQUE NULLS NOT DISTINCT (k))
----
CREATE TABLE

INSERT INTO keys VALUES (NULL, 'a'), (1, 'b')
----
INSERT 0 2

INSERT INTO keys VALUES (NULL, 'c')
----
ERROR 23505 duplicate key value violates unique constraint "keys_k_key"

INSERT INTO keys VALUES (NULL, 'c'), (1, 'd') ON CONFLICT (k) DO UPDATE SET v = excluded.v RETURNING *
----
k|v
1|d
NULL|c

CREATE TEMP TABLE big (k bigint PRIMARY KEY, v text)
----
CREATE TABLE

INSERT INTO big SELECT i, 'v' FROM generate_series(1, 50000) i
----
INSERT 0 50000

INSERT INTO big SELECT i, 'w' FROM generate_series(49000, 51000) i
----
ERROR 23505 duplicate key value violates unique constraint "big_pkey"

INSERT INTO big SELECT i, 'w' FROM generate_series(49001, 51000) i ON CONFLICT (k) DO UPDATE SET v = big.v || excluded.v
----
INSERT 0 2000

SELECT v, count(*), min(k), max(k) FROM big GROUP BY v ORDER BY v
----
v|count|min|max
v|49000|1|49000
vw|1000|49001|50000
w|1000|50001|51000

UPDATE big SET k = k + 1
----
UPDATE 51000

DELETE FROM big WHERE k % 2 = 0
----
DELETE 25500

SELECT count(*), sum(k) FROM big
----
count|sum
25500|650301000
