-- Set operations, order, limits, WITH, set-returning functions, NULLs, PREPARE
-- errors by code

CREATE TEMP TABLE q (a int, b int, c text); INSERT INTO q VALUES (1,2,'x'),(1,3,'y'),(2,2,NULL),(NULL,1,'z'),(3,NULL,'x'),(1,2,'x')
----
CREATE TABLE
INSERT 0 6

CREATE TEMP TABLE r (a int, b int, c text); INSERT INTO r VALUES (1,2,'x'),(4,4,'w'),(NULL,1,'z'),(NULL,NULL,NULL)
----
CREATE TABLE
INSERT 0 4

SELECT a, b FROM q UNION SELECT a, b FROM r
----
a|b
1|2
1|3
2|2
3|NULL
4|4
NULL|1
NULL|NULL

SELECT a, b FROM q UNION ALL SELECT a, b FROM r
----
a|b
1|2
1|2
1|2
1|3
2|2
3|NULL
4|4
NULL|1
NULL|1
NULL|NULL

SELECT a, b FROM q INTERSECT SELECT a, b FROM r
----
a|b
1|2
NULL|1

SELECT a, b FROM q INTERSECT ALL SELECT a, b FROM r
----
a|b
1|2
NULL|1

SELECT a, b FROM q EXCEPT SELECT a, b FROM r
----
a|b
1|3
2|2
3|NULL

SELECT a, b FROM q EXCEPT ALL SELECT a, b FROM r
----
a|b
1|2
1|3
2|2
3|NULL

SELECT a FROM q EXCEPT ALL SELECT 1
----
a
1
1
2
3
NULL

SELECT a FROM q UNION SELECT b FROM q EXCEPT SELECT 2
----
a
1
3
NULL

SELECT a FROM q UNION ALL (SELECT b FROM q INTERSECT SELECT 2)
----
a
1
1
1
2
2
3
NULL

SELECT a FROM q INTERSECT SELECT b FROM q UNION SELECT 100
----
a
1
100
2
3
NULL

(SELECT a FROM q ORDER BY a LIMIT 2) UNION ALL (SELECT b FROM r ORDER BY b DESC LIMIT 1)
----
a
1
1
NULL

SELECT a, c FROM q UNION SELECT b, c FROM r ORDER BY 2, 1
----
a|c
4|w
1|x
2|x
3|x
1|y
1|z
NULL|z
2|NULL
NULL|NULL

SELECT a FROM q UNION SELECT 1.5
----
a
1
1.5
2
3
NULL

SELECT a FROM q UNION SELECT NULL
----
a
1
2
3
NULL

SELECT NULL UNION SELECT NULL
----
?column?
NULL

SELECT NULL UNION SELECT 1
----
?column?
1
NULL

SELECT 'a' UNION SELECT 'b' UNION ALL SELECT 'a'
----
?column?
a
a
b

SELECT 1 UNION SELECT 'a'
----
ERROR 22P02

SELECT a FROM q UNION SELECT c FROM r
----
ERROR 42804

SELECT a, b FROM q UNION SELECT a FROM r
----
ERROR 42601

SELECT a FROM q UNION SELECT a FROM r ORDER BY b
----
ERROR 42703

SELECT a AS x FROM q UNION SELECT b AS y FROM r ORDER BY x
----
x
1
2
3
4
NULL

SELECT * FROM (SELECT a FROM q UNION SELECT b FROM r) s WHERE a > 1
----
a
2
3
4

SELECT count(*) FROM (SELECT a FROM q UNION ALL SELECT a FROM q UNION ALL SELECT a FROM q) s
----
count
18

VALUES (1, 'a'), (2, 'b')
----
column1|column2
1|a
2|b

VALUES (1, 'a'), (2, NULL), (NULL, 'c') ORDER BY 1 DESC NULLS LAST LIMIT 2
----
column1|column2
2|NULL
1|a

VALUES (1), (2.5), (NULL)
----
column1
1
2.5
NULL

VALUES (1), ('2')
----
column1
1
2

VALUES (1), ('x')
----
ERROR 22P02

VALUES (1, 2), (3)
----
ERROR 42601

SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v
----
column1|column2
1|a
2|b

SELECT column1 + 1, column2 FROM (VALUES (1, 'a'), (2, 'b')) AS v
----
?column?|column2
2|a
3|b

SELECT x FROM (VALUES (1), (2)) v(x) WHERE x IN (VALUES (1), (3))
----
x
1

SELECT a FROM q ORDER BY a
----
a
1
1
1
2
3
NULL

SELECT a FROM q ORDER BY a DESC
----
a
NULL
3
2
1
1
1

SELECT a FROM q ORDER BY a NULLS FIRST
----
a
NULL
1
1
1
2
3

SELECT a FROM q ORDER BY a DESC NULLS LAST
----
a
3
2
1
1
1
NULL

SELECT a, b FROM q ORDER BY a NULLS FIRST, b DESC
----
a|b
NULL|1
1|3
1|2
1|2
2|2
3|NULL

SELECT a AS b, b AS a FROM q ORDER BY a, b
----
b|a
NULL|1
1|2
1|2
2|2
1|3
3|NULL

SELECT a + b AS s FROM q ORDER BY s
----
s
3
3
4
4
NULL
NULL

SELECT a FROM q ORDER BY a + b, a
----
a
1
1
1
2
3
NULL

SELECT a AS x FROM q ORDER BY x + 1
----
ERROR 42703

SELECT a FROM q ORDER BY 2
----
ERROR 42P10

SELECT a FROM q ORDER BY -1
----
ERROR 42P10

SELECT a FROM q ORDER BY 'x'
----
ERROR 42601

SELECT a FROM q ORDER BY a USING >
----
a
NULL
3
2
1
1
1

SELECT c FROM q ORDER BY c USING <, a
----
c
x
x
x
y
z
NULL

SELECT a, b, c FROM q ORDER BY c COLLATE "C", a, b LIMIT 3
----
a|b|c
1|2|x
1|2|x
3|NULL|x

SELECT a FROM q ORDER BY a LIMIT 2 OFFSET 1
----
a
1
1

SELECT a FROM q ORDER BY a OFFSET 4
----
a
3
NULL

SELECT a FROM q ORDER BY a LIMIT 0
----
a

SELECT a FROM q ORDER BY a LIMIT NULL
----
a
1
1
1
2
3
NULL

SELECT a FROM q ORDER BY a LIMIT ALL OFFSET NULL
----
a
1
1
1
2
3
NULL

SELECT a FROM q ORDER BY a LIMIT (SELECT 2)
----
a
1
1

SELECT a FROM q ORDER BY a LIMIT 1 + 1
----
a
1
1

SELECT a FROM q ORDER BY a LIMIT -1
----
ERROR 2201W

SELECT a FROM q ORDER BY a OFFSET -1
----
ERROR 2201X

SELECT a FROM q ORDER BY a LIMIT a
----
ERROR 42P10

SELECT a FROM q ORDER BY a LIMIT '2'
----
a
1
1

SELECT a FROM q ORDER BY a LIMIT 1.5
----
a
1
1

SELECT a FROM q ORDER BY a FETCH FIRST ROW ONLY
----
a
1

SELECT a FROM q ORDER BY a FETCH FIRST 2 ROWS ONLY
----
a
1
1

SELECT a FROM q ORDER BY a FETCH FIRST 1 ROW WITH TIES
----
a
1
1
1

SELECT a FROM q ORDER BY a OFFSET 1 ROW FETCH NEXT 1 ROWS WITH TIES
----
a
1
1

SELECT a FROM q ORDER BY a DESC FETCH FIRST 2 ROWS WITH TIES
----
a
NULL
3

SELECT a FROM q FETCH FIRST 1 ROWS WITH TIES
----
ERROR 42601

SELECT DISTINCT a, c FROM q ORDER BY a, c LIMIT 3
----
a|c
1|x
1|y
2|NULL

SELECT DISTINCT a FROM q ORDER BY a LIMIT 2 OFFSET 1
----
a
2
3

SELECT DISTINCT ON (c) c, a, b FROM q ORDER BY c, a NULLS FIRST, b
----
c|a|b
x|1|2
y|1|3
z|NULL|1
NULL|2|2

SELECT DISTINCT ON (a, c) a, c, b FROM q ORDER BY c, a, b DESC
----
a|c|b
1|x|2
3|x|NULL
1|y|3
NULL|z|1
2|NULL|2

SELECT DISTINCT ON (a + b) a + b, c FROM q ORDER BY a + b, c NULLS FIRST
----
?column?|c
3|x
4|NULL
NULL|x

SELECT DISTINCT ON (1) a FROM q ORDER BY a
----
a
1
2
3
NULL

SELECT DISTINCT ON (a) a, row_number() OVER (ORDER BY b, c) > 0 AS pos FROM q ORDER BY a
----
a|pos
1|t
2|t
3|t
NULL|t

SELECT DISTINCT ON (a) a FROM q ORDER BY a LIMIT 2
----
a
1
2

WITH x AS (SELECT 1 AS n) SELECT * FROM x, x y
----
n|n
1|1

WITH x(n) AS (VALUES (1), (2)), y AS (SELECT n * 2 AS m FROM x) SELECT * FROM x, y ORDER BY 1, 2
----
n|m
1|2
1|4
2|2
2|4

WITH x AS (SELECT * FROM q), y AS (SELECT * FROM x) SELECT count(*) FROM y
----
count
6

WITH x AS (SELECT 1) SELECT * FROM (WITH x AS (SELECT 2) SELECT * FROM x) s, x
----
?column?|?column?
2|1

WITH x(a, b) AS (SELECT 1) SELECT * FROM x
----
ERROR 42P10

WITH x AS (SELECT 1), x AS (SELECT 2) SELECT * FROM x
----
ERROR 42712

WITH x AS (SELECT * FROM y), y AS (SELECT 1) SELECT * FROM x
----
ERROR 42P01

WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT sum(n), count(*) FROM t
----
sum|count
55|10

WITH RECURSIVE t(n) AS (SELECT 1 UNION SELECT (n + 1) % 5 FROM t) SELECT * FROM t ORDER BY n
----
n
0
1
2
3
4

WITH RECURSIVE t(n, s) AS (SELECT 1, 'a'::text UNION ALL SELECT n + 1, s || 'a' FROM t WHERE n < 4) SELECT * FROM t
----
n|s
1|a
2|aa
3|aaa
4|aaaa

WITH RECURSIVE fib(a, b) AS (SELECT 0::numeric, 1::numeric UNION ALL SELECT b, a + b FROM fib WHERE b < 1000) SELECT a FROM fib
----
a
0
1
1
13
144
2
21
233
3
34
377
5
55
610
8
89
987

WITH RECURSIVE e(src, dst) AS (VALUES (1,2),(2,3),(3,1),(3,4)), p(a, b) AS (SELECT src, dst FROM e UNION SELECT p.a, e.dst FROM p JOIN e ON p.b = e.src) SELECT * FROM p ORDER BY a, b
----
a|b
1|1
1|2
1|3
1|4
2|1
2|2
2|3
2|4
3|1
3|2
3|3
3|4

WITH RECURSIVE t(id, parent, path) AS (SELECT id, parent, ARRAY[id] FROM (VALUES (1,NULL::int),(2,1),(3,1),(4,2)) n(id, parent) WHERE parent IS NULL UNION ALL SELECT n.id, n.parent, t.path || n.id FROM (VALUES (1,NULL::int),(2,1),(3,1),(4,2)) n(id, parent) JOIN t ON n.parent = t.id) SELECT * FROM t ORDER BY path
----
id|parent|path
1|NULL|{1}
2|1|{1,2}
4|2|{1,2,4}
3|1|{1,3}

WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM x WHERE n < 3), y AS (SELECT n FROM x UNION ALL SELECT n + 10 FROM y WHERE n < 5) SELECT * FROM y ORDER BY 1
----
n
1
2
3
11
12
13

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT sum(n) FROM x) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT n FROM x) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n FROM x a LEFT JOIN x b USING (n)) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT 1 WHERE 1 NOT IN (SELECT n FROM x)) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT 1 INTERSECT SELECT n FROM x) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1.5 FROM x WHERE n < 3) SELECT * FROM x
----
ERROR 42804

WITH RECURSIVE t(f, t) AS (VALUES (1,2),(1,3),(2,4),(3,4),(4,1)), s(n) AS (SELECT 1 UNION ALL SELECT t.t FROM t JOIN s ON t.f = s.n) CYCLE n SET c USING p SELECT * FROM s
----
n|c|p
1|f|{(1)}
1|t|{(1),(2),(4),(1)}
1|t|{(1),(3),(4),(1)}
2|f|{(1),(2)}
3|f|{(1),(3)}
4|f|{(1),(2),(4)}
4|f|{(1),(3),(4)}

WITH RECURSIVE t(f, t) AS (VALUES (1,2),(1,3),(2,4),(3,4)), s(n) AS (SELECT 1 UNION ALL SELECT t.t FROM t JOIN s ON t.f = s.n) SEARCH DEPTH FIRST BY n SET o SELECT * FROM s ORDER BY o
----
n|o
1|{(1)}
2|{(1),(2)}
4|{(1),(2),(4)}
3|{(1),(3)}
4|{(1),(3),(4)}

WITH RECURSIVE t(f, t) AS (VALUES (1,2),(1,3),(2,4),(3,4)), s(n) AS (SELECT 1 UNION ALL SELECT t.t FROM t JOIN s ON t.f = s.n) SEARCH BREADTH FIRST BY n SET o SELECT n FROM s ORDER BY o
----
n
1
2
3
4
4

SELECT generate_series(1, 3)
----
generate_series
1
2
3

SELECT generate_series(1, 3), generate_series(1, 2)
----
generate_series|generate_series
1|1
2|2
3|NULL

SELECT generate_series(1, 3) + 1, 'x'
----
?column?|?column?
2|x
3|x
4|x

SELECT generate_series(5, 1, -2), generate_series(1, 0)
----
generate_series|generate_series
1|NULL
3|NULL
5|NULL

SELECT generate_series(1, 2, 0)
----
ERROR 22023

SELECT generate_series(1.0, 2.0, 0.25)
----
generate_series
1.0
1.25
1.50
1.75
2.00

SELECT generate_series('2020-01-31'::timestamp, '2020-04-30', '1 month')
----
generate_series
2020-01-31 00:00:00
2020-02-29 00:00:00
2020-03-29 00:00:00
2020-04-29 00:00:00

SELECT generate_series(NULL, 3)
----
generate_series

SELECT unnest(ARRAY[1,2,3]), unnest(ARRAY['a','b'])
----
unnest|unnest
1|a
2|b
3|NULL

SELECT unnest(ARRAY[[1,2],[3,4]])
----
unnest
1
2
3
4

SELECT * FROM unnest(ARRAY[1,2,3], ARRAY['a','b']) u(x, y)
----
x|y
1|a
2|b
3|NULL

SELECT * FROM unnest(ARRAY[1,2]) WITH ORDINALITY
----
unnest|ordinality
1|1
2|2

SELECT * FROM unnest(ARRAY['p','q']) WITH ORDINALITY AS u(v, i)
----
v|i
p|1
q|2

SELECT * FROM generate_series(1, 3) g WHERE g > 1
----
g
2
3

SELECT * FROM generate_series(1, 2) WITH ORDINALITY AS t(a, b), generate_series(1, 2) c ORDER BY 1, 3
----
a|b|c
1|1|1
1|1|2
2|2|1
2|2|2

SELECT * FROM ROWS FROM (generate_series(1, 3), unnest(ARRAY['a', 'b'])) AS f(x, y)
----
x|y
1|a
2|b
3|NULL

SELECT * FROM ROWS FROM (generate_series(1, 3), generate_series(1, 1)) WITH ORDINALITY
----
generate_series|generate_series|ordinality
1|1|1
2|NULL|2
3|NULL|3

SELECT a, generate_series(1, a) FROM q
----
a|generate_series
1|1
1|1
1|1
2|1
2|2
3|1
3|2
3|3

SELECT a, unnest(ARRAY[a, b]) FROM q WHERE a IS NOT NULL
----
a|unnest
1|1
1|1
1|1
1|2
1|2
1|3
2|2
2|2
3|3
3|NULL

SELECT DISTINCT generate_series(1, 3) % 2
----
?column?
0
1

SELECT count(*) FROM (SELECT generate_series(1, 10)) s
----
count
10

SELECT generate_series(1, 3) LIMIT 2
----
generate_series
1
2

SELECT x, generate_series(1, x) AS g FROM (VALUES (1), (2), (0), (NULL)) v(x) ORDER BY 1 DESC NULLS LAST, 2 DESC
----
x|g
2|2
2|1
1|1

SELECT max(generate_series(1, 3))
----
ERROR 0A000

SELECT 1 WHERE generate_series(1, 3) = 1
----
ERROR 0A000

SELECT CASE WHEN true THEN generate_series(1, 3) END
----
ERROR 0A000

SELECT a, sum(b) FROM q GROUP BY a ORDER BY generate_series(1, 2), a
----
a|sum
1|7
2|2
3|NULL
NULL|1
1|7
2|2
3|NULL
NULL|1

SELECT 1 FROM q HAVING count(*) > 3
----
?column?
1

SELECT 1 WHERE false
----
?column?

SELECT
----
SELECT 1

SELECT FROM q
----
SELECT 6

SELECT *
----
ERROR 42601

SELECT q.* FROM q LIMIT 0
----
a|b|c

SELECT q FROM q ORDER BY a, b, c LIMIT 2
----
q
(1,2,x)
(1,2,x)

SELECT (q).a, (q).c FROM q ORDER BY 1, 2
----
a|c
1|x
1|x
1|y
2|NULL
3|x
NULL|z

SELECT (q.*).b FROM q ORDER BY 1
----
b
1
2
2
2
3
NULL

SELECT row(q.*) FROM q ORDER BY 1 LIMIT 1
----
row
(1,2,x)

SELECT count(q) FROM q
----
count
6

SELECT q IS NULL, q IS NOT NULL FROM q
----
?column?|?column?
f|f
f|f
f|f
f|t
f|t
f|t

SELECT to_json(q) FROM q ORDER BY a, b, c LIMIT 1
----
to_json
{"a":1,"b":2,"c":"x"}

SELECT * FROM q WHERE a
----
ERROR 42804

SELECT * FROM q WHERE 'true'
----
a|b|c
1|2|x
1|2|x
1|3|y
2|2|NULL
3|NULL|x
NULL|1|z

SELECT * FROM q WHERE NULL
----
a|b|c

SELECT * FROM q WHERE a = b = true
----
ERROR 42601

SELECT * FROM q WHERE NOT (a > 1 AND b > 1)
----
a|b|c
1|2|x
1|2|x
1|3|y
NULL|1|z

SELECT * FROM q WHERE a BETWEEN 1 AND 2
----
a|b|c
1|2|x
1|2|x
1|3|y
2|2|NULL

SELECT * FROM q WHERE a BETWEEN 2 AND 1
----
a|b|c

SELECT * FROM q WHERE a BETWEEN SYMMETRIC 2 AND 1
----
a|b|c
1|2|x
1|2|x
1|3|y
2|2|NULL

SELECT * FROM q WHERE a NOT BETWEEN SYMMETRIC 3 AND 2
----
a|b|c
1|2|x
1|2|x
1|3|y

SELECT * FROM q WHERE a IN (1, NULL)
----
a|b|c
1|2|x
1|2|x
1|3|y

SELECT * FROM q WHERE a NOT IN (1, NULL)
----
a|b|c

SELECT * FROM q WHERE a NOT IN (1, 2)
----
a|b|c
3|NULL|x

SELECT a IN (1, b) FROM q
----
?column?
NULL
NULL
t
t
t
t

SELECT a IN (NULL), a NOT IN (NULL), NULL IN (1, 2) FROM q
----
?column?|?column?|?column?
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|NULL

SELECT * FROM q WHERE c LIKE 'x%' OR c IS NULL
----
a|b|c
1|2|x
1|2|x
2|2|NULL
3|NULL|x

SELECT a, b, a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b FROM q
----
a|b|?column?|?column?
1|2|t|f
1|2|t|f
1|3|t|f
2|2|f|t
3|NULL|t|f
NULL|1|t|f

SELECT a, a > 1 IS TRUE, a > 1 IS FALSE, a > 1 IS UNKNOWN, a > 1 IS NOT TRUE, a > 1 IS NOT UNKNOWN FROM q
----
a|?column?|?column?|?column?|?column?|?column?
1|f|t|f|t|t
1|f|t|f|t|t
1|f|t|f|t|t
2|t|f|f|f|t
3|t|f|f|f|t
NULL|f|f|t|t|f

SELECT coalesce(a, b, 0), nullif(a, b), greatest(a, b), least(a, b, NULL) FROM q
----
coalesce|nullif|greatest|least
1|1|2|1
1|1|2|1
1|1|3|1
1|NULL|1|1
2|NULL|2|2
3|3|3|3

SELECT CASE a WHEN 1 THEN 'one' WHEN NULL THEN 'null' ELSE 'other' END FROM q
----
case
one
one
one
other
other
other

SELECT CASE WHEN a = 1 THEN 1 WHEN a = 2 THEN 2.5 END FROM q
----
case
1
1
1
2.5
NULL
NULL

SELECT CASE WHEN a > 0 THEN 10 / a WHEN a IS NULL THEN 0 END FROM q
----
case
0
10
10
10
3
5

SELECT CASE WHEN b = 0 THEN 0 ELSE 10 / b END FROM (VALUES (0), (2)) v(b)
----
case
0
5

SELECT CASE 1 WHEN 1 THEN 'a' WHEN 1/0 THEN 'b' END
----
case
a

SELECT CASE WHEN true THEN 1 ELSE 1/0 END
----
case
1

SELECT coalesce(1, 1/0)
----
coalesce
1

SELECT 1/0
----
ERROR 22012

SELECT a / 0 FROM q
----
ERROR 22012

SELECT a / 0 FROM q WHERE false
----
?column?

SELECT 1 FROM q WHERE a / 0 = 1
----
ERROR 22012

SELECT a FROM q WHERE a <> 0 AND 10 / a > 3
----
a
1
1
1
2

SELECT true AND NULL, false AND NULL, true OR NULL, false OR NULL, NOT NULL::bool
----
?column?|?column?|?column?|?column?|?column?
NULL|f|t|NULL|NULL

SELECT NULL = NULL, NULL <> NULL, NULL IS NULL, NULL IS DISTINCT FROM NULL, 1 < NULL
----
?column?|?column?|?column?|?column?|?column?
NULL|NULL|t|f|NULL

SELECT NULL + 1, NULL || 'a', upper(NULL), length(NULL), NULL::int * 2
----
?column?|?column?|upper|length|?column?
NULL|NULL|NULL|NULL|NULL

SELECT (1, 2) = (1, 2), (1, 2) <> (1, 3), (1, 2) < (1, 3), (1, NULL) < (2, NULL), (1, NULL) = (1, NULL), (1, NULL) < (1, 2)
----
?column?|?column?|?column?|?column?|?column?|?column?
t|t|t|t|NULL|NULL

SELECT (1, 2, 3) = (1, 2)
----
ERROR 42601

SELECT (1, 2) IS NULL, (NULL, NULL) IS NULL, (1, NULL) IS NULL, (1, NULL) IS NOT NULL, (1, 2) IS NOT NULL
----
?column?|?column?|?column?|?column?|?column?
f|t|f|f|t

SELECT ROW(1, 'a', NULL), ROW(), ROW(1), ROW('a b', 'c"d', 'e,f', '')
----
row|row|row|row
(1,a,)|()|(1)|("a b","c""d","e,f","")

SELECT ROW(1, 2) IN (ROW(1, 2), ROW(3, 4)), (1, 2) = ANY (SELECT 1, 2)
----
?column?|?column?
t|t

PREPARE p1 AS SELECT a FROM q WHERE a = $1 ORDER BY a
----
PREPARE

EXECUTE p1(1)
----
a
1
1
1

EXECUTE p1(NULL)
----
a

EXECUTE p1('2')
----
a
2

EXECUTE p1
----
ERROR 42601

EXECUTE p1('x')
----
ERROR 22P02

PREPARE p1 AS SELECT 1
----
ERROR 42P05

DEALLOCATE p1
----
DEALLOCATE

EXECUTE p1(1)
----
ERROR 26000

PREPARE p2(int, text) AS SELECT $1 + 1, $2 || '!'
----
PREPARE

EXECUTE p2(1, 'hey')
----
?column?|?column?
2|hey!

EXECUTE p2(1 + 1, upper('hey'))
----
?column?|?column?
3|HEY!

EXECUTE p2(1)
----
ERROR 42601

DEALLOCATE ALL
----
DEALLOCATE ALL

PREPARE p3 AS SELECT $1 + $2
----
ERROR 42725

PREPARE p4 AS SELECT $1::int + $2, count(*) FROM q WHERE b > $2 GROUP BY ()
----
PREPARE

EXECUTE p4(1, 1)
----
?column?|count
2|4

PREPARE p5 AS INSERT INTO r VALUES ($1, $2, $3)
----
PREPARE

EXECUTE p5(7, 8, 'p')
----
INSERT 0 1

SELECT * FROM r
----
a|b|c
1|2|x
4|4|w
7|8|p
NULL|1|z
NULL|NULL|NULL

CREATE TEMP TABLE made AS SELECT a, count(*) AS n FROM q GROUP BY a
----
SELECT 4

SELECT * FROM made
----
a|n
1|3
2|1
3|1
NULL|1

INSERT INTO made SELECT a, b FROM r
----
INSERT 0 5

SELECT * FROM made ORDER BY a, n
----
a|n
1|2
1|3
2|1
3|1
4|4
7|8
NULL|1
NULL|1
NULL|NULL

CREATE TEMP VIEW vw AS SELECT a, sum(b) AS s FROM q GROUP BY a
----
CREATE VIEW

SELECT * FROM vw WHERE s > 2
----
a|s
1|7

SELECT * FROM vw x JOIN vw y ON x.a = y.a
----
a|s|a|s
1|7|1|7
2|2|2|2
3|NULL|3|NULL

DROP VIEW vw
----
DROP VIEW

SELECT * FROM vw
----
ERROR 42P01

TABLE made
----
a|n
1|2
1|3
2|1
3|1
4|4
7|8
NULL|1
NULL|1
NULL|NULL

DROP TABLE made
----
DROP TABLE

SELECT * FROM made
----
ERROR 42P01

SELECT sum(a) FROM q WHERE a IN (SELECT a FROM r UNION SELECT 3)
----
sum
6

SELECT a FROM q WHERE (a, b) IN (SELECT a, b FROM r EXCEPT SELECT 4, 4)
----
a
1
1

SELECT (SELECT a FROM r WHERE r.b = q.b ORDER BY a LIMIT 1) x, count(*) FROM q GROUP BY x
----
x|count
1|3
NULL|3

SELECT a, (SELECT count(*) FROM (SELECT 1 FROM r WHERE r.a = q.a UNION ALL SELECT 2 FROM r WHERE r.b = q.b) s) FROM q
----
a|count
1|1
1|2
1|2
2|1
3|0
NULL|1

-- not optimizer_off
SELECT a, (WITH w AS (SELECT r.b FROM r WHERE r.a = q.a) SELECT sum(b) FROM w) FROM q
----
a|sum
1|2
1|2
1|2
2|NULL
3|NULL
NULL|NULL

SELECT a, (SELECT max(x) FROM (VALUES (q.a), (q.b), (2)) v(x)) FROM q
----
a|max
1|2
1|2
1|3
2|2
3|3
NULL|2

SELECT a, (SELECT string_agg(g::text, '') FROM generate_series(1, q.a) g) FROM q
----
a|string_agg
1|1
1|1
1|1
2|12
3|123
NULL|NULL

SELECT * FROM q WHERE EXISTS (SELECT FROM r WHERE r.a = q.a AND r.b IN (SELECT b FROM q x WHERE x.c = q.c))
----
a|b|c
1|2|x
1|2|x

SELECT * FROM q WHERE b > ALL (SELECT b FROM r WHERE r.a = q.a)
----
a|b|c
1|3|y
2|2|NULL
3|NULL|x
NULL|1|z

SELECT * FROM q WHERE b = ANY (SELECT b FROM r WHERE r.a IS NOT DISTINCT FROM q.a)
----
a|b|c
1|2|x
1|2|x
NULL|1|z

SELECT * FROM q TABLESAMPLE SYSTEM (100)
----
a|b|c
1|2|x
1|2|x
1|3|y
2|2|NULL
3|NULL|x
NULL|1|z

SELECT count(*) <= 6 FROM q TABLESAMPLE BERNOULLI (50) REPEATABLE (1)
----
?column?
t

SELECT count(*) FROM q TABLESAMPLE BERNOULLI (0)
----
count
0

SELECT * FROM q TABLESAMPLE BERNOULLI (101)
----
ERROR 2202H

EXPLAIN (COSTS OFF) SELECT 1 +
----
ERROR 42601

SELECT 1 AS "Quoted Name", 2 AS select_, 3 "order"
----
Quoted Name|select_|order
1|2|3

SELECT 1 one, 2 AS two
----
one|two
1|2

SELECT q.a "A" FROM q AS "Q"
----
ERROR 42P01

SELECT "Q".a FROM q AS "Q" ORDER BY 1 LIMIT 1
----
a
1

SELECT $$dollar 'quoted'$$, E'esc\n\t\x41\u00e9', U&'d\0061t', 'two' 'lines'
----
ERROR 42601

SELECT 1 -- comment
----
?column?
1

SELECT /* nested /* comment */ */ 2
----
?column?
2

SELECT 0x1F
----
ERROR 42601

SELECT 1_000
----
ERROR 42601

SELECT 1e3, .5, 5., 1E-2, 123456789012, 12345678901234567890
----
?column?|?column?|?column?|?column?|?column?|?column?
1000|0.5|5|0.01|123456789012|12345678901234567890

SELECT -5 % 3, 5 % -3, -5 / 2, 5 / -2, 2 ^ 3 ^ 2, -2 ^ 2, |/ 25.0, ||/ 27.0, @ -5, 5 !
----
ERROR 42601

SELECT 7 & 3, 7 | 8, 5 # 1, ~5, 1 << 4, 256 >> 2
----
?column?|?column?|?column?|?column?|?column?|?column?
3|15|4|-6|16|64

SELECT 1 + 2 * 3 - 4 / 2, (1 + 2) * 3, 10 - 3 - 2, 2 * 3 % 4
----
?column?|?column?|?column?|?column?
5|9|5|2

SELECT 1 < 2 AND 2 < 3 OR false, NOT true OR true, 1 = 1 = true
----
ERROR 42601

SELECT 'a' < 'b', 'B' < 'a', 'a' || 1, 1 || 'a', 'abc' LIKE 'a%', 'abc' SIMILAR TO '(a|b)%', 'abc' ~ '^A', 'abc' ~* '^A', 'abc' !~ 'z'
----
?column?|?column?|?column?|?column?|?column?|?column?|?column?|?column?|?column?
t|t|a1|1a|t|t|f|t|t

SELECT 1::text || 2::text, '5'::int + 1, '5' + 1, cast('1.5' AS numeric(3,1)), int '7', float8 '1e2', date '2020-01-01', bool 'yes'
----
?column?|?column?|?column?|numeric|int4|float8|date|bool
12|6|6|1.5|7|100|2020-01-01|t

WITH w(b) AS MATERIALIZED (SELECT DISTINCT ON (b) b FROM q) SELECT x.b FROM w x JOIN w y ON x.b = y.b
----
b
1
2
3

WITH w AS MATERIALIZED (SELECT * FROM (SELECT c, a FROM q) s ORDER BY a, c) SELECT * FROM w x JOIN w y USING (a)
----
a|c|c
1|x|x
1|x|x
1|x|x
1|x|x
1|x|y
1|x|y
1|y|x
1|y|x
1|y|y
2|NULL|NULL
3|x|x

WITH RECURSIVE e(src, dst) AS (VALUES (1, 2), (2, 3), (3, 1)), p(a, b) AS (SELECT src, dst FROM e UNION SELECT p.a, e.dst FROM p JOIN e ON p.b = e.src) SELECT * FROM p
----
a|b
1|1
1|2
1|3
2|1
2|2
2|3
3|1
3|2
3|3

WITH w(x, y) AS (SELECT b % 7 * 3, true FROM q) SELECT sum(r.a), max(w.x) FROM r FULL JOIN w ON r.a = w.x GROUP BY r.b, w.x % 2
----
sum|max
1|NULL
4|NULL
7|NULL
NULL|6
NULL|9
NULL|NULL
NULL|NULL

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL (WITH y AS MATERIALIZED (SELECT n+1 FROM x WHERE n < 3) SELECT * FROM y)) SELECT * FROM x
----
n
1
2
3

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL (WITH RECURSIVE y(m) AS (SELECT n+1 FROM x WHERE n < 3 UNION ALL SELECT m + 10 FROM y WHERE m < 20) SELECT * FROM y)) SELECT * FROM x
----
n
1
12
13
2
22
23
3

CREATE TEMP TABLE d0 (a int, b int, f boolean); INSERT INTO d0 VALUES (1,1,true),(2,2,false),(3,NULL,true)
----
CREATE TABLE
INSERT 0 3

WITH w2 AS (SELECT true c1, NULL::int c2) SELECT q7.c1, (SELECT count(*) FROM (SELECT min(1) FILTER (WHERE q12.c1) AS c1 FROM d0 q11 LEFT JOIN d0 q13 on q11.a=q13.a, w2 q12 WHERE NOT q7.c1) q9) FROM d0 LEFT JOIN w2 q7 ON d0.a = q7.c2
----
c1|count
NULL|1
NULL|1
NULL|1

SELECT NULLIF(round(2.5,2) NOT IN (SELECT q13.b - q5.b FROM d0 q13, d0 q10 where (q10.f OR q5.b < q10.a)), true) AS c3, 1 FROM d0 q5
----
c3|?column?
NULL|1
NULL|1
NULL|1

SELECT a, (SELECT rank(2) WITHIN GROUP (ORDER BY b) FROM d0 x WHERE x.a = d0.a + 1), (SELECT dense_rank(2) WITHIN GROUP (ORDER BY b) FROM d0 x WHERE x.a > d0.a + 1), (SELECT percent_rank(2) WITHIN GROUP (ORDER BY b) FROM d0 x WHERE x.a > d0.a + 1), (SELECT cume_dist(2) WITHIN GROUP (ORDER BY b) FROM d0 x WHERE x.a > d0.a + 1) FROM d0
----
a|rank|dense_rank|percent_rank|cume_dist
1|1|1|0|0.5
2|1|1|0|1
3|1|1|0|1

SELECT NULLIF(NULL, true), pg_typeof(NULLIF(NULL, true)), pg_typeof(NULLIF('1', 1)), pg_typeof(NULLIF(1, 2.5)), pg_typeof(NULLIF(NULL, NULL)), pg_typeof(NULLIF('2020-01-01', date '2020-01-01'))
----
nullif|pg_typeof|pg_typeof|pg_typeof|pg_typeof|pg_typeof
NULL|boolean|integer|numeric|text|date

SELECT v FROM (VALUES ('null'::jsonb),('[]'),('{}'),('[null]'),('[[]]'),('[{}]'),('{"a":null}'),('{"a":[]}'),('{"a":{}}'),('{"a":1}'),('"a"'),('1'),('true'),('[1]'),('[1,2]'),('["a"]'),('{"a":[1]}')) q(v) ORDER BY v
----
v
[]
null
"a"
1
true
[null]
["a"]
[1]
[[]]
[{}]
[1, 2]
{}
{"a": null}
{"a": 1}
{"a": []}
{"a": [1]}
{"a": {}}

SELECT '1,2'::interval
----
ERROR 22007

SELECT '1 2 day'::interval
----
ERROR 22007

SELECT '[1] day (2:00)'::interval, '#1 day'::interval, '1/day'::text
----
interval|interval|text
1 day 02:00:00|1 day|1/day

SELECT hashtext('a'), hashtext('abcdefghijklm'), hashint4(-5), hashint8(-10000000000)
----
hashtext|hashtext|hashint4|hashint8
1075015857|405849808|1412886042|168321433

SELECT nope, 1 FROM d0 WHERE also_nope
----
ERROR 42703

SELECT * FROM jsonb_to_recordset('[{"a":1},{"a":2,"b":"y"}]') WITH ORDINALITY AS t(a int, b text)
----
ERROR 42601

SELECT * FROM ROWS FROM (jsonb_to_recordset('[{"a":1},{"a":2,"b":"y"}]') AS (a int, b text), generate_series(1,3)) WITH ORDINALITY AS t(x,y,z,o)
----
x|y|z|o
1|NULL|1|1
2|y|2|2
NULL|NULL|3|3

SELECT * FROM jsonb_to_recordset('[{"a":1}]') AS t
----
ERROR 42601

SELECT * FROM generate_series(1,2) AS t(a int)
----
ERROR 42601

SELECT coalesce(generate_series(1, 3), 1)
----
ERROR 0A000

CREATE TEMP TABLE z (x int); INSERT INTO z VALUES (1),(1),(1),(2),(2),(2),(3),(NULL),(NULL)
----
CREATE TABLE
INSERT 0 9

SELECT l.x, s.* FROM z l, LATERAL (SELECT z.x FROM z WHERE z.x <> l.x ORDER BY z.x FETCH FIRST 1 ROW WITH TIES) s
----
x|x
1|2
1|2
1|2
1|2
1|2
1|2
1|2
1|2
1|2
2|1
2|1
2|1
2|1
2|1
2|1
2|1
2|1
2|1
3|1
3|1
3|1

SELECT l.x, s.* FROM z l, LATERAL (SELECT z.x FROM z WHERE z.x <> l.x ORDER BY z.x OFFSET 1 FETCH FIRST 1 ROW WITH TIES) s
----
x|x
1|2
1|2
1|2
1|2
1|2
1|2
2|1
2|1
2|1
2|1
2|1
2|1
3|1
3|1

SELECT l.x, (SELECT count(*) FROM (SELECT z.x FROM z WHERE z.x >= l.x ORDER BY z.x DESC OFFSET 1 FETCH FIRST 2 ROW WITH TIES) s) FROM z l
----
x|count
1|3
1|3
1|3
2|3
2|3
2|3
3|0
NULL|0
NULL|0

-- only postgres
SELECT x, last_value(x) OVER w, sum(x) OVER w FROM z WINDOW w AS (ORDER BY x ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING EXCLUDE TIES)
----
x|last_value|sum
1|NULL|NULL
1|NULL|NULL
1|NULL|NULL
2|1|2
2|NULL|1
2|NULL|NULL
3|2|4
NULL|3|5
NULL|NULL|3
