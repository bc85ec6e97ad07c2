-- Joins and subqueries
-- errors by code

CREATE TEMP TABLE j1 (a int, b text); INSERT INTO j1 VALUES (1,'one'),(2,'two'),(2,'deux'),(3,NULL),(NULL,'null'),(5,'five')
----
CREATE TABLE
INSERT 0 6

CREATE TEMP TABLE j2 (a int, c numeric, d date); INSERT INTO j2 VALUES (1,1.5,'2020-01-01'),(2,2.25,'2020-02-29'),(4,NULL,'2021-03-01'),(NULL,9.99,NULL),(2,0,'1999-12-31'),(5,5,NULL)
----
CREATE TABLE
INSERT 0 6

CREATE TEMP TABLE j3 (b text, e boolean); INSERT INTO j3 VALUES ('one',true),('two',false),('two',NULL),(NULL,true),('six',false)
----
CREATE TABLE
INSERT 0 5

CREATE TEMP TABLE j0 (a int, z int)
----
CREATE TABLE

SELECT * FROM j1 JOIN j2 ON j1.a = j2.a
----
a|b|a|c|d
1|one|1|1.5|2020-01-01
2|deux|2|0|1999-12-31
2|deux|2|2.25|2020-02-29
2|two|2|0|1999-12-31
2|two|2|2.25|2020-02-29
5|five|5|5|NULL

SELECT * FROM j1 LEFT JOIN j2 ON j1.a = j2.a
----
a|b|a|c|d
1|one|1|1.5|2020-01-01
2|deux|2|0|1999-12-31
2|deux|2|2.25|2020-02-29
2|two|2|0|1999-12-31
2|two|2|2.25|2020-02-29
3|NULL|NULL|NULL|NULL
5|five|5|5|NULL
NULL|null|NULL|NULL|NULL

SELECT * FROM j1 RIGHT JOIN j2 ON j1.a = j2.a
----
a|b|a|c|d
1|one|1|1.5|2020-01-01
2|deux|2|0|1999-12-31
2|deux|2|2.25|2020-02-29
2|two|2|0|1999-12-31
2|two|2|2.25|2020-02-29
5|five|5|5|NULL
NULL|NULL|4|NULL|2021-03-01
NULL|NULL|NULL|9.99|NULL

SELECT * FROM j1 FULL JOIN j2 ON j1.a = j2.a
----
a|b|a|c|d
1|one|1|1.5|2020-01-01
2|deux|2|0|1999-12-31
2|deux|2|2.25|2020-02-29
2|two|2|0|1999-12-31
2|two|2|2.25|2020-02-29
3|NULL|NULL|NULL|NULL
5|five|5|5|NULL
NULL|NULL|4|NULL|2021-03-01
NULL|NULL|NULL|9.99|NULL
NULL|null|NULL|NULL|NULL

SELECT * FROM j1 CROSS JOIN j3
----
a|b|b|e
1|one|NULL|t
1|one|one|t
1|one|six|f
1|one|two|NULL
1|one|two|f
2|deux|NULL|t
2|deux|one|t
2|deux|six|f
2|deux|two|NULL
2|deux|two|f
2|two|NULL|t
2|two|one|t
2|two|six|f
2|two|two|NULL
2|two|two|f
3|NULL|NULL|t
3|NULL|one|t
3|NULL|six|f
3|NULL|two|NULL
3|NULL|two|f
5|five|NULL|t
5|five|one|t
5|five|six|f
5|five|two|NULL
5|five|two|f
NULL|null|NULL|t
NULL|null|one|t
NULL|null|six|f
NULL|null|two|NULL
NULL|null|two|f

SELECT * FROM j1 NATURAL JOIN j2
----
a|b|c|d
1|one|1.5|2020-01-01
2|deux|0|1999-12-31
2|deux|2.25|2020-02-29
2|two|0|1999-12-31
2|two|2.25|2020-02-29
5|five|5|NULL

SELECT * FROM j1 NATURAL LEFT JOIN j2
----
a|b|c|d
1|one|1.5|2020-01-01
2|deux|0|1999-12-31
2|deux|2.25|2020-02-29
2|two|0|1999-12-31
2|two|2.25|2020-02-29
3|NULL|NULL|NULL
5|five|5|NULL
NULL|null|NULL|NULL

SELECT * FROM j1 NATURAL RIGHT JOIN j2
----
a|b|c|d
1|one|1.5|2020-01-01
2|deux|0|1999-12-31
2|deux|2.25|2020-02-29
2|two|0|1999-12-31
2|two|2.25|2020-02-29
4|NULL|NULL|2021-03-01
5|five|5|NULL
NULL|NULL|9.99|NULL

SELECT * FROM j1 NATURAL FULL JOIN j2
----
a|b|c|d
1|one|1.5|2020-01-01
2|deux|0|1999-12-31
2|deux|2.25|2020-02-29
2|two|0|1999-12-31
2|two|2.25|2020-02-29
3|NULL|NULL|NULL
4|NULL|NULL|2021-03-01
5|five|5|NULL
NULL|NULL|9.99|NULL
NULL|null|NULL|NULL

SELECT * FROM j1 JOIN j2 USING (a)
----
a|b|c|d
1|one|1.5|2020-01-01
2|deux|0|1999-12-31
2|deux|2.25|2020-02-29
2|two|0|1999-12-31
2|two|2.25|2020-02-29
5|five|5|NULL

SELECT * FROM j1 LEFT JOIN j2 USING (a)
----
a|b|c|d
1|one|1.5|2020-01-01
2|deux|0|1999-12-31
2|deux|2.25|2020-02-29
2|two|0|1999-12-31
2|two|2.25|2020-02-29
3|NULL|NULL|NULL
5|five|5|NULL
NULL|null|NULL|NULL

SELECT * FROM j1 RIGHT JOIN j2 USING (a)
----
a|b|c|d
1|one|1.5|2020-01-01
2|deux|0|1999-12-31
2|deux|2.25|2020-02-29
2|two|0|1999-12-31
2|two|2.25|2020-02-29
4|NULL|NULL|2021-03-01
5|five|5|NULL
NULL|NULL|9.99|NULL

SELECT * FROM j1 FULL JOIN j2 USING (a)
----
a|b|c|d
1|one|1.5|2020-01-01
2|deux|0|1999-12-31
2|deux|2.25|2020-02-29
2|two|0|1999-12-31
2|two|2.25|2020-02-29
3|NULL|NULL|NULL
4|NULL|NULL|2021-03-01
5|five|5|NULL
NULL|NULL|9.99|NULL
NULL|null|NULL|NULL

SELECT a, j1.a, j2.a FROM j1 FULL JOIN j2 USING (a)
----
a|a|a
1|1|1
2|2|2
2|2|2
2|2|2
2|2|2
3|3|NULL
4|NULL|4
5|5|5
NULL|NULL|NULL
NULL|NULL|NULL

SELECT a, j1.a, j2.a FROM j1 RIGHT JOIN j2 USING (a) WHERE a > 2
----
a|a|a
4|NULL|4
5|5|5

SELECT x.a, x.b FROM (j1 JOIN j2 USING (a)) AS x
----
a|b
1|one
2|deux
2|deux
2|two
2|two
5|five

SELECT x.* FROM (j1 FULL JOIN j2 USING (a)) AS x (p, q, r, s)
----
p|q|r|s
1|one|1.5|2020-01-01
2|deux|0|1999-12-31
2|deux|2.25|2020-02-29
2|two|0|1999-12-31
2|two|2.25|2020-02-29
3|NULL|NULL|NULL
4|NULL|NULL|2021-03-01
5|five|5|NULL
NULL|NULL|9.99|NULL
NULL|null|NULL|NULL

SELECT u.a FROM j1 JOIN j2 USING (a) AS u
----
a
1
2
2
2
2
5

SELECT * FROM j1 NATURAL JOIN j3
----
b|a|e
one|1|t
two|2|NULL
two|2|f

SELECT * FROM j1 NATURAL JOIN j2 NATURAL JOIN j3
----
b|a|c|d|e
one|1|1.5|2020-01-01|t
two|2|0|1999-12-31|NULL
two|2|0|1999-12-31|f
two|2|2.25|2020-02-29|NULL
two|2|2.25|2020-02-29|f

SELECT * FROM j1 NATURAL FULL JOIN j2 NATURAL FULL JOIN j3
----
b|a|c|d|e
NULL|3|NULL|NULL|NULL
NULL|4|NULL|2021-03-01|NULL
NULL|NULL|9.99|NULL|NULL
NULL|NULL|NULL|NULL|t
deux|2|0|1999-12-31|NULL
deux|2|2.25|2020-02-29|NULL
five|5|5|NULL|NULL
null|NULL|NULL|NULL|NULL
one|1|1.5|2020-01-01|t
six|NULL|NULL|NULL|f
two|2|0|1999-12-31|NULL
two|2|0|1999-12-31|f
two|2|2.25|2020-02-29|NULL
two|2|2.25|2020-02-29|f

SELECT * FROM j1 FULL JOIN j2 USING (a) FULL JOIN j3 USING (b)
----
b|a|c|d|e
NULL|3|NULL|NULL|NULL
NULL|4|NULL|2021-03-01|NULL
NULL|NULL|9.99|NULL|NULL
NULL|NULL|NULL|NULL|t
deux|2|0|1999-12-31|NULL
deux|2|2.25|2020-02-29|NULL
five|5|5|NULL|NULL
null|NULL|NULL|NULL|NULL
one|1|1.5|2020-01-01|t
six|NULL|NULL|NULL|f
two|2|0|1999-12-31|NULL
two|2|0|1999-12-31|f
two|2|2.25|2020-02-29|NULL
two|2|2.25|2020-02-29|f

SELECT * FROM j1 JOIN j2 ON j1.a < j2.a
----
a|b|a|c|d
1|one|2|0|1999-12-31
1|one|2|2.25|2020-02-29
1|one|4|NULL|2021-03-01
1|one|5|5|NULL
2|deux|4|NULL|2021-03-01
2|deux|5|5|NULL
2|two|4|NULL|2021-03-01
2|two|5|5|NULL
3|NULL|4|NULL|2021-03-01
3|NULL|5|5|NULL

SELECT * FROM j1 LEFT JOIN j2 ON j1.a < j2.a AND j2.c > 1
----
a|b|a|c|d
1|one|2|2.25|2020-02-29
1|one|5|5|NULL
2|deux|5|5|NULL
2|two|5|5|NULL
3|NULL|5|5|NULL
5|five|NULL|NULL|NULL
NULL|null|NULL|NULL|NULL

SELECT * FROM j1 LEFT JOIN j2 ON j1.a = j2.a AND j2.c > 1
----
a|b|a|c|d
1|one|1|1.5|2020-01-01
2|deux|2|2.25|2020-02-29
2|two|2|2.25|2020-02-29
3|NULL|NULL|NULL|NULL
5|five|5|5|NULL
NULL|null|NULL|NULL|NULL

SELECT * FROM j1 LEFT JOIN j2 ON j1.a = j2.a WHERE j2.c > 1
----
a|b|a|c|d
1|one|1|1.5|2020-01-01
2|deux|2|2.25|2020-02-29
2|two|2|2.25|2020-02-29
5|five|5|5|NULL

SELECT * FROM j1 LEFT JOIN j2 ON j1.a = j2.a WHERE j2.a IS NULL
----
a|b|a|c|d
3|NULL|NULL|NULL|NULL
NULL|null|NULL|NULL|NULL

SELECT * FROM j1 LEFT JOIN j2 ON j1.a = j2.a AND j1.b = 'two'
----
a|b|a|c|d
1|one|NULL|NULL|NULL
2|deux|NULL|NULL|NULL
2|two|2|0|1999-12-31
2|two|2|2.25|2020-02-29
3|NULL|NULL|NULL|NULL
5|five|NULL|NULL|NULL
NULL|null|NULL|NULL|NULL

SELECT * FROM j1 LEFT JOIN j2 ON false
----
a|b|a|c|d
1|one|NULL|NULL|NULL
2|deux|NULL|NULL|NULL
2|two|NULL|NULL|NULL
3|NULL|NULL|NULL|NULL
5|five|NULL|NULL|NULL
NULL|null|NULL|NULL|NULL

SELECT * FROM j1 LEFT JOIN j2 ON true
----
a|b|a|c|d
1|one|1|1.5|2020-01-01
1|one|2|0|1999-12-31
1|one|2|2.25|2020-02-29
1|one|4|NULL|2021-03-01
1|one|5|5|NULL
1|one|NULL|9.99|NULL
2|deux|1|1.5|2020-01-01
2|deux|2|0|1999-12-31
2|deux|2|2.25|2020-02-29
2|deux|4|NULL|2021-03-01
2|deux|5|5|NULL
2|deux|NULL|9.99|NULL
2|two|1|1.5|2020-01-01
2|two|2|0|1999-12-31
2|two|2|2.25|2020-02-29
2|two|4|NULL|2021-03-01
2|two|5|5|NULL
2|two|NULL|9.99|NULL
3|NULL|1|1.5|2020-01-01
3|NULL|2|0|1999-12-31
3|NULL|2|2.25|2020-02-29
3|NULL|4|NULL|2021-03-01
3|NULL|5|5|NULL
3|NULL|NULL|9.99|NULL
5|five|1|1.5|2020-01-01
5|five|2|0|1999-12-31
5|five|2|2.25|2020-02-29
5|five|4|NULL|2021-03-01
5|five|5|5|NULL
5|five|NULL|9.99|NULL
NULL|null|1|1.5|2020-01-01
NULL|null|2|0|1999-12-31
NULL|null|2|2.25|2020-02-29
NULL|null|4|NULL|2021-03-01
NULL|null|5|5|NULL
NULL|null|NULL|9.99|NULL

SELECT * FROM j1 LEFT JOIN j2 ON NULL
----
a|b|a|c|d
1|one|NULL|NULL|NULL
2|deux|NULL|NULL|NULL
2|two|NULL|NULL|NULL
3|NULL|NULL|NULL|NULL
5|five|NULL|NULL|NULL
NULL|null|NULL|NULL|NULL

SELECT * FROM j1 FULL JOIN j2 ON false
----
a|b|a|c|d
1|one|NULL|NULL|NULL
2|deux|NULL|NULL|NULL
2|two|NULL|NULL|NULL
3|NULL|NULL|NULL|NULL
5|five|NULL|NULL|NULL
NULL|NULL|1|1.5|2020-01-01
NULL|NULL|2|0|1999-12-31
NULL|NULL|2|2.25|2020-02-29
NULL|NULL|4|NULL|2021-03-01
NULL|NULL|5|5|NULL
NULL|NULL|NULL|9.99|NULL
NULL|null|NULL|NULL|NULL

SELECT * FROM j1 FULL JOIN j2 ON true
----
a|b|a|c|d
1|one|1|1.5|2020-01-01
1|one|2|0|1999-12-31
1|one|2|2.25|2020-02-29
1|one|4|NULL|2021-03-01
1|one|5|5|NULL
1|one|NULL|9.99|NULL
2|deux|1|1.5|2020-01-01
2|deux|2|0|1999-12-31
2|deux|2|2.25|2020-02-29
2|deux|4|NULL|2021-03-01
2|deux|5|5|NULL
2|deux|NULL|9.99|NULL
2|two|1|1.5|2020-01-01
2|two|2|0|1999-12-31
2|two|2|2.25|2020-02-29
2|two|4|NULL|2021-03-01
2|two|5|5|NULL
2|two|NULL|9.99|NULL
3|NULL|1|1.5|2020-01-01
3|NULL|2|0|1999-12-31
3|NULL|2|2.25|2020-02-29
3|NULL|4|NULL|2021-03-01
3|NULL|5|5|NULL
3|NULL|NULL|9.99|NULL
5|five|1|1.5|2020-01-01
5|five|2|0|1999-12-31
5|five|2|2.25|2020-02-29
5|five|4|NULL|2021-03-01
5|five|5|5|NULL
5|five|NULL|9.99|NULL
NULL|null|1|1.5|2020-01-01
NULL|null|2|0|1999-12-31
NULL|null|2|2.25|2020-02-29
NULL|null|4|NULL|2021-03-01
NULL|null|5|5|NULL
NULL|null|NULL|9.99|NULL

SELECT * FROM j1 RIGHT JOIN j2 ON j1.a > j2.a
----
a|b|a|c|d
2|deux|1|1.5|2020-01-01
2|two|1|1.5|2020-01-01
3|NULL|1|1.5|2020-01-01
3|NULL|2|0|1999-12-31
3|NULL|2|2.25|2020-02-29
5|five|1|1.5|2020-01-01
5|five|2|0|1999-12-31
5|five|2|2.25|2020-02-29
5|five|4|NULL|2021-03-01
NULL|NULL|5|5|NULL
NULL|NULL|NULL|9.99|NULL

SELECT * FROM j1 JOIN j0 ON j1.a = j0.a
----
a|b|a|z

SELECT * FROM j1 LEFT JOIN j0 ON j1.a = j0.a
----
a|b|a|z
1|one|NULL|NULL
2|deux|NULL|NULL
2|two|NULL|NULL
3|NULL|NULL|NULL
5|five|NULL|NULL
NULL|null|NULL|NULL

SELECT * FROM j0 LEFT JOIN j1 ON j1.a = j0.a
----
a|z|a|b

SELECT * FROM j1 FULL JOIN j0 ON j1.a = j0.a
----
a|b|a|z
1|one|NULL|NULL
2|deux|NULL|NULL
2|two|NULL|NULL
3|NULL|NULL|NULL
5|five|NULL|NULL
NULL|null|NULL|NULL

SELECT * FROM j0 FULL JOIN j0 x ON x.a = j0.a
----
a|z|a|z

SELECT count(*) FROM j1, j2, j3
----
count
180

SELECT count(*) FROM j1, j2, j3 WHERE j1.a = j2.a AND j1.b = j3.b
----
count
5

SELECT j1.a, j2.c, j3.e FROM j1 LEFT JOIN j2 ON j1.a = j2.a LEFT JOIN j3 ON j1.b = j3.b
----
a|c|e
1|1.5|t
2|0|NULL
2|0|NULL
2|0|f
2|2.25|NULL
2|2.25|NULL
2|2.25|f
3|NULL|NULL
5|5|NULL
NULL|NULL|NULL

SELECT j1.a, j2.c, j3.e FROM j1 LEFT JOIN (j2 JOIN j3 ON j3.e) ON j1.a = j2.a
----
a|c|e
1|1.5|t
1|1.5|t
2|0|t
2|0|t
2|0|t
2|0|t
2|2.25|t
2|2.25|t
2|2.25|t
2|2.25|t
3|NULL|NULL
5|5|t
5|5|t
NULL|NULL|NULL

SELECT j1.a, j2.c, j3.e FROM (j1 LEFT JOIN j2 ON j1.a = j2.a) RIGHT JOIN j3 ON j1.b = j3.b
----
a|c|e
1|1.5|t
2|0|NULL
2|0|f
2|2.25|NULL
2|2.25|f
NULL|NULL|f
NULL|NULL|t

SELECT j1.a, j2.c, j3.e FROM j1 RIGHT JOIN j2 ON j1.a = j2.a LEFT JOIN j3 ON j1.b = j3.b WHERE j2.c IS NOT NULL
----
a|c|e
1|1.5|t
2|0|NULL
2|0|NULL
2|0|f
2|2.25|NULL
2|2.25|NULL
2|2.25|f
5|5|NULL
NULL|9.99|NULL

SELECT x.a, y.a FROM j1 x JOIN j1 y ON x.a = y.a
----
a|a
1|1
2|2
2|2
2|2
2|2
3|3
5|5

SELECT x.a, y.a FROM j1 x JOIN j1 y ON x.a IS NOT DISTINCT FROM y.a
----
a|a
1|1
2|2
2|2
2|2
2|2
3|3
5|5
NULL|NULL

SELECT x.a, y.a, z.a FROM j1 x LEFT JOIN j1 y ON x.a = y.a + 1 LEFT JOIN j1 z ON y.a = z.a + 1
----
a|a|a
1|NULL|NULL
2|1|NULL
2|1|NULL
3|2|1
3|2|1
5|NULL|NULL
NULL|NULL|NULL

SELECT j1.a, s.* FROM j1, LATERAL (SELECT j2.c FROM j2 WHERE j2.a = j1.a) s
----
a|c
1|1.5
2|0
2|0
2|2.25
2|2.25
5|5

SELECT j1.a, s.* FROM j1 LEFT JOIN LATERAL (SELECT j2.c FROM j2 WHERE j2.a = j1.a) s ON true
----
a|c
1|1.5
2|0
2|0
2|2.25
2|2.25
3|NULL
5|5
NULL|NULL

SELECT j1.a, s.* FROM j1 LEFT JOIN LATERAL (SELECT max(j2.c) AS m, count(*) FROM j2 WHERE j2.a < j1.a) s ON true
----
a|m|count
1|NULL|0
2|1.5|1
2|1.5|1
3|2.25|3
5|2.25|4
NULL|NULL|0

SELECT j1.a, s.* FROM j1 CROSS JOIN LATERAL (SELECT j2.c FROM j2 WHERE j2.a >= j1.a ORDER BY j2.c DESC NULLS LAST LIMIT 1) s
----
a|c
1|5
2|5
2|5
3|5
5|5

SELECT j1.a, s.* FROM j1 CROSS JOIN LATERAL (SELECT j2.c FROM j2 WHERE j2.a >= j1.a ORDER BY j2.c NULLS FIRST OFFSET 1) s
----
a|c
1|0
1|1.5
1|2.25
1|5
2|0
2|0
2|2.25
2|2.25
2|5
2|5
3|5

SELECT j1.a, g FROM j1, generate_series(1, j1.a) g
----
a|g
1|1
2|1
2|1
2|2
2|2
3|1
3|2
3|3
5|1
5|2
5|3
5|4
5|5

SELECT j1.a, g FROM j1 LEFT JOIN generate_series(2, j1.a) g ON true
----
a|g
1|NULL
2|2
2|2
3|2
3|3
5|2
5|3
5|4
5|5
NULL|NULL

SELECT j1.a, g, h FROM j1, generate_series(1, j1.a) g, generate_series(g, 2) h
----
a|g|h
1|1|1
1|1|2
2|1|1
2|1|1
2|1|2
2|1|2
2|2|2
2|2|2
3|1|1
3|1|2
3|2|2
5|1|1
5|1|2
5|2|2

SELECT j1.a, s.x, t.y FROM j1, LATERAL (SELECT j1.a * 2 AS x) s, LATERAL (SELECT s.x + 1 AS y) t
----
a|x|y
1|2|3
2|4|5
2|4|5
3|6|7
5|10|11
NULL|NULL|NULL

SELECT j1.a, v.* FROM j1, LATERAL (VALUES (j1.a, 1), (j1.a + 10, 2)) v(x, y)
----
a|x|y
1|11|2
1|1|1
2|12|2
2|12|2
2|2|1
2|2|1
3|13|2
3|3|1
5|15|2
5|5|1
NULL|NULL|1
NULL|NULL|2

SELECT j1.a, u.* FROM j1 LEFT JOIN LATERAL (SELECT j2.a AS p FROM j2 WHERE j2.a = j1.a UNION ALL SELECT 100) u ON u.p > 1
----
a|p
1|100
2|100
2|100
2|2
2|2
2|2
2|2
3|100
5|100
5|5
NULL|100

SELECT * FROM j1 WHERE EXISTS (SELECT 1 FROM j2 WHERE j2.a = j1.a)
----
a|b
1|one
2|deux
2|two
5|five

SELECT * FROM j1 WHERE NOT EXISTS (SELECT 1 FROM j2 WHERE j2.a = j1.a)
----
a|b
3|NULL
NULL|null

SELECT * FROM j1 WHERE a IN (SELECT a FROM j2)
----
a|b
1|one
2|deux
2|two
5|five

SELECT * FROM j1 WHERE a NOT IN (SELECT a FROM j2)
----
a|b

SELECT * FROM j1 WHERE a NOT IN (SELECT a FROM j2 WHERE a IS NOT NULL)
----
a|b
3|NULL

SELECT * FROM j1 WHERE a NOT IN (SELECT a FROM j0)
----
a|b
1|one
2|deux
2|two
3|NULL
5|five
NULL|null

SELECT * FROM j1 WHERE NOT (a IN (SELECT a FROM j2)) IS TRUE
----
a|b
3|NULL
NULL|null

SELECT a, a IN (SELECT a FROM j2), a NOT IN (SELECT a FROM j2) FROM j1
----
a|?column?|?column?
1|t|f
2|t|f
2|t|f
3|NULL|NULL
5|t|f
NULL|NULL|NULL

SELECT a, a IN (SELECT a FROM j2 WHERE a > 1) FROM j1
----
a|?column?
1|f
2|t
2|t
3|f
5|t
NULL|NULL

SELECT a, a IN (SELECT a FROM j0), a NOT IN (SELECT a FROM j0) FROM j1
----
a|?column?|?column?
1|f|t
2|f|t
2|f|t
3|f|t
5|f|t
NULL|f|t

SELECT a, (a, b) IN (SELECT a, 'two' FROM j2) FROM j1
----
a|?column?
1|f
2|f
2|t
3|NULL
5|f
NULL|f

SELECT a, (a, b) NOT IN (SELECT a, 'two' FROM j2) FROM j1
----
a|?column?
1|t
2|f
2|t
3|NULL
5|t
NULL|t

SELECT a, (a, b) IN (SELECT j2.a, j3.b FROM j2, j3 WHERE j2.a IS NOT NULL AND j3.b IS NOT NULL) FROM j1
----
a|?column?
1|t
2|f
2|t
3|f
5|f
NULL|f

SELECT a, EXISTS (SELECT 1 FROM j2 WHERE j2.a = j1.a) AS e FROM j1
----
a|e
1|t
2|t
2|t
3|f
5|t
NULL|f

SELECT a, EXISTS (SELECT 1 FROM j2 WHERE j2.a = j1.a) OR a = 3 AS e FROM j1
----
a|e
1|t
2|t
2|t
3|t
5|t
NULL|NULL

SELECT a, a = ANY (SELECT a FROM j2), a <> ALL (SELECT a FROM j2), a > ALL (SELECT a FROM j2 WHERE a < 3) FROM j1
----
a|?column?|?column?|?column?
1|t|f|f
2|t|f|f
2|t|f|f
3|NULL|NULL|t
5|t|f|t
NULL|NULL|NULL|NULL

SELECT a, a > ANY (SELECT c FROM j2), a < ALL (SELECT c FROM j2 WHERE c > 0) FROM j1
----
a|?column?|?column?
1|t|t
2|t|f
2|t|f
3|t|f
5|t|f
NULL|NULL|NULL

SELECT a, a >= ALL (SELECT a FROM j0), a = ANY (SELECT a FROM j0) FROM j1
----
a|?column?|?column?
1|t|f
2|t|f
2|t|f
3|t|f
5|t|f
NULL|t|f

SELECT a, a = SOME (SELECT a + 1 FROM j2) FROM j1
----
a|?column?
1|NULL
2|t
2|t
3|t
5|t
NULL|NULL

SELECT a, a = ANY (ARRAY[1, 2, NULL]), a <> ALL (ARRAY[1, 2, NULL]), a = ANY ('{}'::int[]) FROM j1
----
a|?column?|?column?|?column?
1|t|f|f
2|t|f|f
2|t|f|f
3|NULL|NULL|f
5|NULL|NULL|f
NULL|NULL|NULL|f

SELECT * FROM j1 WHERE (SELECT count(*) FROM j2 WHERE j2.a = j1.a) > 1
----
a|b
2|deux
2|two

SELECT j1.a, (SELECT sum(c) FROM j2 WHERE j2.a = j1.a) FROM j1
----
a|sum
1|1.5
2|2.25
2|2.25
3|NULL
5|5
NULL|NULL

SELECT j1.a, (SELECT count(c) FROM j2 WHERE j2.a > j1.a) FROM j1
----
a|count
1|3
2|1
2|1
3|1
5|0
NULL|0

SELECT j1.a, (SELECT c FROM j2 WHERE j2.a = j1.a) FROM j1
----
ERROR 21000

SELECT (SELECT a FROM j1)
----
ERROR 21000

SELECT (SELECT a FROM j0)
----
a
NULL

SELECT (SELECT a, b FROM j1)
----
ERROR 42601

SELECT * FROM j1 WHERE a = (SELECT max(a) FROM j2)
----
a|b
5|five

SELECT * FROM j1 WHERE a > (SELECT avg(a) FROM j1 x WHERE x.b <= j1.b)
----
a|b
5|five

SELECT * FROM j1 x WHERE a = (SELECT max(y.a) FROM j1 y WHERE y.a = x.a AND EXISTS (SELECT 1 FROM j2 z WHERE z.a = y.a AND z.a = x.a))
----
a|b
1|one
2|deux
2|two
5|five

SELECT a, (SELECT count(*) FROM j2 WHERE EXISTS (SELECT 1 FROM j3 WHERE j3.b = j1.b AND j2.a = j1.a)) FROM j1
----
a|count
1|1
2|0
2|2
3|0
5|0
NULL|0

SELECT a, (SELECT (SELECT (SELECT j1.a + max(j2.a)) FROM j3 LIMIT 1) FROM j2) FROM j1
----
a|?column?
1|6
2|7
2|7
3|8
5|10
NULL|NULL

SELECT a, ARRAY(SELECT c FROM j2 WHERE j2.a = j1.a ORDER BY c) FROM j1
----
a|array
1|{1.5}
2|{0,2.25}
2|{0,2.25}
3|{}
5|{5}
NULL|{}

SELECT a, (SELECT string_agg(b, ',' ORDER BY b) FROM j1 y WHERE y.a <= j1.a) FROM j1
----
a|string_agg
1|one
2|deux,one,two
2|deux,one,two
3|deux,one,two
5|deux,five,one,two
NULL|NULL

SELECT ROW(1, 2) = (SELECT 1, 2), ROW(1, 2) < (SELECT 1, 3), (1, NULL) = (SELECT 1, 2)
----
?column?|?column?|?column?
t|t|NULL

SELECT * FROM j1 JOIN j2 ON j1.a = j2.a AND EXISTS (SELECT 1 FROM j3 WHERE j3.b = j1.b)
----
a|b|a|c|d
1|one|1|1.5|2020-01-01
2|two|2|0|1999-12-31
2|two|2|2.25|2020-02-29

SELECT * FROM j1 JOIN j2 ON j1.a = (SELECT min(j2.a) FROM j2)
----
a|b|a|c|d
1|one|1|1.5|2020-01-01
1|one|2|0|1999-12-31
1|one|2|2.25|2020-02-29
1|one|4|NULL|2021-03-01
1|one|5|5|NULL
1|one|NULL|9.99|NULL

SELECT * FROM j1 LEFT JOIN j2 ON j1.a = j2.a AND j2.c = (SELECT max(c) FROM j2 x WHERE x.a = j2.a)
----
a|b|a|c|d
1|one|1|1.5|2020-01-01
2|deux|2|2.25|2020-02-29
2|two|2|2.25|2020-02-29
3|NULL|NULL|NULL|NULL
5|five|5|5|NULL
NULL|null|NULL|NULL|NULL

SELECT DISTINCT j1.a FROM j1 JOIN j2 USING (a) ORDER BY a DESC
----
a
5
2
1

SELECT * FROM j1 ORDER BY (SELECT count(*) FROM j2 WHERE j2.a = j1.a) DESC, a, b
----
a|b
2|deux
2|two
1|one
5|five
3|NULL
NULL|null

SELECT a, b FROM j1 GROUP BY a, b HAVING a IN (SELECT a FROM j2)
----
a|b
1|one
2|deux
2|two
5|five

SELECT sum((SELECT count(*) FROM j2 WHERE j2.a = j1.a)) FROM j1
----
sum
6

SELECT (SELECT count(j1.a) FROM j2 LIMIT 1) FROM j1
----
count
5

SELECT (SELECT sum(j1.a) + j2.a FROM j2 WHERE j2.a = 1) FROM j1
----
?column?
14

SELECT max((SELECT c FROM j2 WHERE j2.a = j1.a AND c > 1)) FROM j1
----
max
5

SELECT CASE WHEN a IN (SELECT a FROM j2) THEN 'in' WHEN a IS NULL THEN 'null' ELSE 'out' END, a FROM j1
----
case|a
in|1
in|2
in|2
in|5
null|NULL
out|3

SELECT coalesce((SELECT b FROM j3 WHERE j3.b = j1.b LIMIT 1), 'none'), a FROM j1
----
coalesce|a
none|2
none|3
none|5
none|NULL
one|1
two|2

SELECT t.* FROM (SELECT * FROM j1) t
----
a|b
1|one
2|deux
2|two
3|NULL
5|five
NULL|null

SELECT t.a, t.b FROM j1 AS t(a, b) WHERE t.a = 2
----
a|b
2|deux
2|two

SELECT * FROM j1 a, j2 b WHERE a.a = b.a
----
a|b|a|c|d
1|one|1|1.5|2020-01-01
2|deux|2|0|1999-12-31
2|deux|2|2.25|2020-02-29
2|two|2|0|1999-12-31
2|two|2|2.25|2020-02-29
5|five|5|5|NULL

SELECT a.b FROM j1 b, j2 a
----
ERROR 42703

SELECT j1.a FROM j1 x
----
ERROR 42P01

SELECT a FROM j1, j2
----
ERROR 42702

SELECT * FROM j1 JOIN j2 USING (zz)
----
ERROR 42703

SELECT * FROM j1 JOIN j2 USING (b)
----
ERROR 42703

SELECT * FROM j1 x, j1 x
----
ERROR 42712

SELECT * FROM j1 x JOIN (SELECT x.a) y ON true
----
ERROR 42P01

SELECT * FROM j1 JOIN j2 ON j1.a
----
ERROR 42804

SELECT * FROM j1 JOIN j2 ON j1.b = j2.a
----
ERROR 42883

SELECT * FROM nothing
----
ERROR 42P01

SELECT nothing FROM j1
----
ERROR 42703

SELECT j9.* FROM j1
----
ERROR 42P01

SELECT count(*) FROM (j1 CROSS JOIN j2) CROSS JOIN j3 WHERE e
----
count
72

SELECT * FROM (VALUES (1, 'x'), (2, 'y')) v(a, k) JOIN j1 USING (a)
----
a|k|b
1|x|one
2|y|deux
2|y|two

SELECT * FROM j1 JOIN (SELECT a, count(*) n FROM j2 GROUP BY a) s USING (a)
----
a|b|n
1|one|1
2|deux|2
2|two|2
5|five|1

SELECT * FROM j1 WHERE (a, b) = (1, 'one')
----
a|b
1|one

SELECT * FROM j1 WHERE (a, b) < (2, 'e')
----
a|b
1|one
2|deux

SELECT * FROM j1 WHERE (a, b) IN ((1, 'one'), (2, 'two'), (3, NULL))
----
a|b
1|one
2|two

SELECT * FROM j1 WHERE (a, b) NOT IN ((1, 'one'), (2, 'two'))
----
a|b
2|deux
3|NULL
5|five
NULL|null

SELECT * FROM j1 WHERE (a, b) IS NULL
----
a|b

SELECT * FROM j1 WHERE NOT (a, b) IS NOT NULL
----
a|b
3|NULL
NULL|null

SELECT * FROM j1 WHERE (a, b) IS DISTINCT FROM (1, 'one')
----
a|b
2|deux
2|two
3|NULL
5|five
NULL|null

WITH x AS (SELECT * FROM j1), y AS (SELECT * FROM x WHERE a = 2) SELECT * FROM x LEFT JOIN y USING (a)
----
a|b|b
1|one|NULL
2|deux|deux
2|deux|two
2|two|deux
2|two|two
3|NULL|NULL
5|five|NULL
NULL|null|NULL

WITH x AS MATERIALIZED (SELECT * FROM j1) SELECT count(*) FROM x a, x b WHERE a.a = b.a
----
count
7

SELECT j1.a, (SELECT x FROM (SELECT count(*) x FROM j2 WHERE j2.a > j1.a) s WHERE s.x >= j1.a) FROM j1
----
a|x
1|4
2|2
2|2
3|NULL
5|NULL
NULL|NULL

SELECT j1.a, (SELECT sum(x + j1.a) FROM (SELECT count(*) x FROM j2 WHERE j2.a > j1.a GROUP BY ROLLUP (j2.a)) s WHERE s.x >= 0) FROM j1
----
a|sum
1|12
2|10
2|10
3|13
5|5
NULL|NULL

SELECT j1.a, s.* FROM j1, LATERAL (SELECT count(*) FROM j2 WHERE j2.a = j1.a GROUP BY GROUPING SETS ((j2.a), ())) s
----
a|count
1|1
1|1
2|2
2|2
2|2
2|2
3|0
5|1
5|1
NULL|0

SELECT a, (NULL::int, a) IN (SELECT max(a), min(a) FROM j2) FROM j1
----
a|?column?
1|NULL
2|f
2|f
3|f
5|f
NULL|NULL

SELECT a, a NOT IN (SELECT max(j2.a) FROM j2 WHERE j2.c > j1.a GROUP BY ROLLUP (j2.d)) FROM j1
----
a|?column?
1|f
2|f
2|f
3|t
5|NULL
NULL|NULL

SELECT x.a, y.c, z.b FROM j1 x LEFT JOIN (SELECT max(c) AS c FROM j2) y ON x.a = y.c CROSS JOIN j1 z
----
a|c|b
1|NULL|NULL
1|NULL|deux
1|NULL|five
1|NULL|null
1|NULL|one
1|NULL|two
2|NULL|NULL
2|NULL|NULL
2|NULL|deux
2|NULL|deux
2|NULL|five
2|NULL|five
2|NULL|null
2|NULL|null
2|NULL|one
2|NULL|one
2|NULL|two
2|NULL|two
3|NULL|NULL
3|NULL|deux
3|NULL|five
3|NULL|null
3|NULL|one
3|NULL|two
5|NULL|NULL
5|NULL|deux
5|NULL|five
5|NULL|null
5|NULL|one
5|NULL|two
NULL|NULL|NULL
NULL|NULL|deux
NULL|NULL|five
NULL|NULL|null
NULL|NULL|one
NULL|NULL|two

SELECT min(y.c) FROM j1 x FULL JOIN (j2 y JOIN j3 ON true) ON x.a = y.a AND x.b = j3.b
----
min
0
