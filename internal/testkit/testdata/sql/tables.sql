-- Managed tables: versions, maintenance, properties

CREATE TABLE lasting (id int PRIMARY KEY, name text, amount numeric(10,2) DEFAULT 1.5) TBLPROPERTIES ('tarn.rowBuffer' = 'false')
----
CREATE TABLE

INSERT INTO lasting SELECT g, 'n' || g FROM generate_series(1, 1000) g
----
INSERT 0 1000

INSERT INTO lasting VALUES (2000, 'late', 7)
----
INSERT 0 1

UPDATE lasting SET amount = 2 WHERE id <= 10
----
UPDATE 10

DELETE FROM lasting WHERE id % 2 = 0
----
DELETE 501

SELECT count(*), sum(amount), max(id) FROM lasting
----
count|sum|max
500|752.50|999

SELECT count(*), sum(amount), max(id) FROM lasting VERSION AS OF 1
----
count|sum|max
1000|1500.00|1000

SELECT count(*), sum(amount), max(id) FROM lasting VERSION AS OF 2
----
count|sum|max
1001|1507.00|2000

SELECT count(*) FROM lasting VERSION AS OF 0
----
count
0

SELECT count(*) FROM lasting VERSION AS OF 99
----
ERROR 22023 table "lasting" has no version 99 @22

RESTORE TABLE lasting TO VERSION AS OF 2
----
RESTORE TABLE

SELECT count(*), sum(amount), max(id) FROM lasting
----
count|sum|max
1001|1507.00|2000

ANALYZE lasting
----
ANALYZE

ANALYZE lasting (nothing)
----
ERROR 42703 column "nothing" of relation "lasting" does not exist

ANALYZE missing
----
ERROR 42P01 relation "missing" does not exist @9

VACUUM lasting RETAIN 1 HOURS
----
ERROR 22023 a retention time of less than 168 hours can break readers and transactions that are under way @23

VACUUM lasting DRY RUN
----
path

DESCRIBE HISTORY missing
----
ERROR 42P01 relation "missing" does not exist @18

BEGIN
----
BEGIN

OPTIMIZE lasting
----
ERROR 25001 OPTIMIZE cannot run inside a transaction block

ROLLBACK
----
ROLLBACK

INSERT INTO lasting VALUES (1, 'again')
----
ERROR 23505 duplicate key value violates unique constraint "lasting_pkey"

INSERT INTO lasting VALUES (1, 'again') ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING id, name, amount
----
id|name|amount
1|again|1.50

MERGE INTO lasting t USING (VALUES (1, 'merged'), (-1, 'new')) s(id, name) ON t.id = s.id WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.name)
----
MERGE 2

SELECT * FROM lasting WHERE id < 2 ORDER BY id
----
id|name|amount
-1|new|1.50
1|merged|1.50

CREATE TABLE parted (day date, v int) PARTITIONED BY (day)
----
CREATE TABLE

INSERT INTO parted SELECT '2026-01-01'::date + g % 3, g FROM generate_series(1, 30) g
----
INSERT 0 30

UPDATE parted SET v = v + 100 WHERE day = '2026-01-02'
----
UPDATE 10

SELECT day, count(*), sum(v) FROM parted GROUP BY day ORDER BY day
----
day|count|sum
2026-01-01|10|165
2026-01-02|10|1145
2026-01-03|10|155

TRUNCATE parted
----
TRUNCATE TABLE

SELECT count(*) FROM parted
----
count
0

DROP TABLE parted, lasting
----
DROP TABLE
