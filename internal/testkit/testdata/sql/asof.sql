-- ASOF joins: the one nearest row. Ties, NULLs, either direction.

CREATE TEMP TABLE px (sym text, t timestamp, p int); INSERT INTO px VALUES ('a','2020-01-01 10:00',1),('a','2020-01-01 10:05',2),('b','2020-01-01 10:01',3),(NULL,'2020-01-01 10:01',4),('a',NULL,9)
----
CREATE TABLE
INSERT 0 5

CREATE TEMP TABLE tr (sym text, t timestamp, q numeric(8,2)); INSERT INTO tr VALUES ('a','2020-01-01 10:02',10),('a','2020-01-01 10:05',20),('a','2020-01-01 09:00',30),('b','2020-01-01 11:00',40),('c','2020-01-01 11:00',50),(NULL,'2020-01-01 11:00',60),('a',NULL,70)
----
CREATE TABLE
INSERT 0 7

SELECT tr.*, px.p FROM tr ASOF JOIN px ON tr.sym = px.sym AND tr.t >= px.t
----
sym|t|q|p
a|2020-01-01 10:02:00|10.00|1
a|2020-01-01 10:05:00|20.00|2
b|2020-01-01 11:00:00|40.00|3

SELECT tr.q, px.p FROM tr ASOF LEFT JOIN px ON tr.sym = px.sym AND tr.t >= px.t
----
q|p
10.00|1
20.00|2
30.00|NULL
40.00|3
50.00|NULL
60.00|NULL
70.00|NULL

SELECT tr.q, px.p FROM tr ASOF LEFT JOIN px ON tr.sym = px.sym AND tr.t > px.t
----
q|p
10.00|1
20.00|1
30.00|NULL
40.00|3
50.00|NULL
60.00|NULL
70.00|NULL

SELECT tr.q, px.p FROM tr ASOF LEFT JOIN px ON tr.sym = px.sym AND tr.t <= px.t
----
q|p
10.00|2
20.00|2
30.00|1
40.00|NULL
50.00|NULL
60.00|NULL
70.00|NULL

SELECT tr.q, px.p FROM tr ASOF LEFT JOIN px ON tr.sym = px.sym AND tr.t < px.t
----
q|p
10.00|2
20.00|NULL
30.00|1
40.00|NULL
50.00|NULL
60.00|NULL
70.00|NULL

SELECT tr.q, px.p FROM tr ASOF LEFT JOIN px ON px.sym = tr.sym AND px.t <= tr.t
----
q|p
10.00|1
20.00|2
30.00|NULL
40.00|3
50.00|NULL
60.00|NULL
70.00|NULL

SELECT sym, t, q, p FROM tr ASOF LEFT JOIN px USING (sym, t)
----
sym|t|q|p
NULL|2020-01-01 11:00:00|60.00|NULL
a|2020-01-01 09:00:00|30.00|NULL
a|2020-01-01 10:02:00|10.00|1
a|2020-01-01 10:05:00|20.00|2
a|NULL|70.00|NULL
b|2020-01-01 11:00:00|40.00|3
c|2020-01-01 11:00:00|50.00|NULL

SELECT tr.q, px.p FROM tr ASOF LEFT JOIN px ON tr.t >= px.t
----
q|p
10.00|4
20.00|2
30.00|NULL
40.00|2
50.00|2
60.00|2
70.00|NULL

SELECT tr.q, px.p FROM tr ASOF JOIN px ON tr.sym = px.sym AND tr.t >= px.t WHERE px.p = 1
----
q|p
10.00|1

SELECT tr.q, px.p FROM tr ASOF LEFT JOIN px ON tr.sym = px.sym AND tr.t >= px.t WHERE px.p IS NULL
----
q|p
30.00|NULL
50.00|NULL
60.00|NULL
70.00|NULL

SELECT tr.q, px.p, y.g FROM tr ASOF JOIN px ON tr.sym = px.sym AND tr.t >= px.t JOIN generate_series(1, 2) y(g) ON y.g = px.p
----
q|p|g
10.00|1|1
20.00|2|2

SELECT tr.q, px.p FROM tr ASOF JOIN px ON tr.sym = px.sym AND tr.t >= px.t::date
----
q|p
10.00|2
20.00|2
30.00|2
40.00|3

SELECT count(*), sum(r.v) FROM generate_series(1, 50000) l(k) ASOF JOIN (SELECT g * 3 AS k, g AS v FROM generate_series(1, 20000) g) r ON l.k >= r.k
----
count|sum
49998|416658333

SELECT tr.q FROM tr ASOF JOIN px ON tr.sym = px.sym AND tr.t >= px.t AND px.p <> 3
----
ERROR 0A000 ASOF JOIN with conditions other than equalities and one inequality is not supported

SELECT tr.q FROM tr ASOF JOIN px ON tr.sym = px.sym
----
ERROR 42601 ASOF JOIN needs an inequality in its condition @21

-- a large constant under a sort is held once, and few rows are kept
-- not memory_1MiB
SELECT length(t), g FROM (SELECT string_agg(x, '') AS t FROM repeat('x', 300000) x) c, generate_series(1, 20000) g ORDER BY t, g LIMIT 2
----
length|g
300000|1
300000|2

-- FULL JOIN takes any condition, which PostgreSQL's does not
SELECT tr.q, px.p FROM tr FULL JOIN px ON tr.t < px.t
----
q|p
10.00|2
20.00|NULL
30.00|1
30.00|2
30.00|3
30.00|4
40.00|NULL
50.00|NULL
60.00|NULL
70.00|NULL
NULL|9
