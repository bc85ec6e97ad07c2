-- WITH, recursive and not
-- errors by code
-- parquet too

CREATE TEMP TABLE cust (id int, name text, city text, since date, vip boolean); INSERT INTO cust VALUES (1,'ann','rome','2020-01-31',true),(2,'bob','oslo','2019-12-31',false),(3,'cyd',NULL,'2020-02-29',NULL),(4,'dan','rome',NULL,true),(5,NULL,'lima','2021-06-15',false),(NULL,'eve','oslo','2020-02-29',true)
----
CREATE TABLE
INSERT 0 6

CREATE TEMP TABLE ord (id int, cust int, amount numeric(10,2), placed timestamp, tags int[]); INSERT INTO ord VALUES (10,1,25.50,'2020-03-01 10:00','{1,2}'),(11,1,4.00,'2020-03-01 12:30','{}'),(12,2,99.99,'2020-04-15 00:00','{2,3,3}'),(13,2,NULL,'2021-01-01 23:59:59',NULL),(14,3,0.00,NULL,'{1,NULL}'),(15,NULL,12.25,'2020-03-01 10:00','{4}'),(16,7,12.25,'2020-12-31 18:00','{2}'),(17,4,-3.10,'2020-05-05 05:05:05','{1,2}')
----
CREATE TABLE
INSERT 0 8

CREATE TEMP TABLE pair (a int, b int); INSERT INTO pair VALUES (1,1),(1,2),(2,1),(2,NULL),(NULL,2),(NULL,NULL),(3,3),(1,1)
----
CREATE TABLE
INSERT 0 8

CREATE TEMP TABLE none (id int, v text)
----
CREATE TABLE

WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n + 1 FROM r WHERE n < 6) SELECT n FROM r
----
n
1
2
3
4
5
6

WITH RECURSIVE r(n, p) AS (SELECT 1, ARRAY[1] UNION SELECT n + 1, p || n FROM r WHERE n < 5) SELECT * FROM r
----
n|p
1|{1}
2|{1,1}
3|{1,1,2}
4|{1,1,2,3}
5|{1,1,2,3,4}

WITH RECURSIVE r AS (SELECT a, b, 0 AS d FROM pair UNION SELECT r.a, p.b, d + 1 FROM r JOIN pair p ON p.a = r.b WHERE d < 2) SELECT DISTINCT * FROM r
----
a|b|d
1|1|0
1|1|1
1|1|2
1|2|0
1|2|1
1|2|2
1|NULL|1
1|NULL|2
2|1|0
2|1|1
2|1|2
2|2|1
2|2|2
2|NULL|0
2|NULL|2
3|3|0
3|3|1
3|3|2
NULL|1|1
NULL|1|2
NULL|2|0
NULL|2|2
NULL|NULL|0
NULL|NULL|1

WITH RECURSIVE r(id, name) AS (SELECT id, name FROM cust WHERE id = 1 UNION SELECT c.id, r.name || c.name FROM r JOIN cust c ON c.id = r.id + 1) SELECT * FROM r
----
id|name
1|ann
2|annbob
3|annbobcyd
4|annbobcyddan
5|NULL

WITH RECURSIVE f(a, b) AS (SELECT 0, 1 UNION SELECT b, a + b FROM f WHERE b < 50) SELECT a FROM f
----
a
0
1
1
13
2
21
3
34
5
8

WITH RECURSIVE d(x) AS (SELECT date '2020-01-31' UNION SELECT (x + interval '1 month')::date FROM d WHERE x < '2020-06-01') SELECT x FROM d
----
x
2020-01-31
2020-02-29
2020-03-29
2020-04-29
2020-05-29
2020-06-29

WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n + 1 FROM r) SELECT n FROM r LIMIT 4
----
n
1
2
3
4

WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n * 2 FROM r) SELECT n FROM (SELECT n FROM r LIMIT 10) s WHERE n > 10
----
n
128
16
256
32
512
64

WITH RECURSIVE s(n) AS (SELECT a FROM pair WHERE a IS NOT NULL UNION SELECT n + 1 FROM s WHERE n < 4) SELECT n, count(*) FROM s GROUP BY n ORDER BY n
----
n|count
1|1
2|1
3|1
4|1

WITH RECURSIVE r(n, t) AS (VALUES (1, 'a'::text) UNION SELECT n + 1, t || chr(97 + n) FROM r WHERE n < 4) SELECT t FROM r
----
t
a
ab
abc
abcd

WITH RECURSIVE r(j) AS (SELECT '{"n": 1}'::jsonb UNION SELECT jsonb_build_object('n', (j->>'n')::int + 1) FROM r WHERE (j->>'n')::int < 3) SELECT j FROM r
----
j
{"n": 1}
{"n": 2}
{"n": 3}

WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n + 1 FROM r WHERE n < 6) SELECT n FROM r LIMIT 3
----
n
1
2
3

WITH RECURSIVE r(n, p) AS (SELECT 1, ARRAY[1] UNION SELECT n + 1, p || n FROM r WHERE n < 5) SELECT * FROM r LIMIT 3
----
n|p
1|{1}
2|{1,1}
3|{1,1,2}

WITH RECURSIVE r(id, name) AS (SELECT id, name FROM cust WHERE id = 1 UNION SELECT c.id, r.name || c.name FROM r JOIN cust c ON c.id = r.id + 1) SELECT * FROM r LIMIT 3
----
id|name
1|ann
2|annbob
3|annbobcyd

WITH RECURSIVE f(a, b) AS (SELECT 0, 1 UNION SELECT b, a + b FROM f WHERE b < 50) SELECT a FROM f LIMIT 3
----
a
0
1
1

WITH RECURSIVE d(x) AS (SELECT date '2020-01-31' UNION SELECT (x + interval '1 month')::date FROM d WHERE x < '2020-06-01') SELECT x FROM d LIMIT 3
----
x
2020-01-31
2020-02-29
2020-03-29

WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n * 2 FROM r) SELECT n FROM (SELECT n FROM r LIMIT 10) s WHERE n > 10 LIMIT 3
----
n
16
32
64

WITH RECURSIVE r(n, t) AS (VALUES (1, 'a'::text) UNION SELECT n + 1, t || chr(97 + n) FROM r WHERE n < 4) SELECT t FROM r LIMIT 3
----
t
a
ab
abc

WITH RECURSIVE r(j) AS (SELECT '{"n": 1}'::jsonb UNION SELECT jsonb_build_object('n', (j->>'n')::int + 1) FROM r WHERE (j->>'n')::int < 3) SELECT j FROM r LIMIT 3
----
j
{"n": 1}
{"n": 2}
{"n": 3}

WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n + 1 FROM r WHERE n < 6) SELECT n FROM r OFFSET 2
----
n
3
4
5
6

WITH RECURSIVE r(n, p) AS (SELECT 1, ARRAY[1] UNION SELECT n + 1, p || n FROM r WHERE n < 5) SELECT * FROM r OFFSET 2
----
n|p
3|{1,1,2}
4|{1,1,2,3}
5|{1,1,2,3,4}

WITH RECURSIVE r(id, name) AS (SELECT id, name FROM cust WHERE id = 1 UNION SELECT c.id, r.name || c.name FROM r JOIN cust c ON c.id = r.id + 1) SELECT * FROM r OFFSET 2
----
id|name
3|annbobcyd
4|annbobcyddan
5|NULL

WITH RECURSIVE f(a, b) AS (SELECT 0, 1 UNION SELECT b, a + b FROM f WHERE b < 50) SELECT a FROM f OFFSET 2
----
a
1
13
2
21
3
34
5
8

WITH RECURSIVE d(x) AS (SELECT date '2020-01-31' UNION SELECT (x + interval '1 month')::date FROM d WHERE x < '2020-06-01') SELECT x FROM d OFFSET 2
----
x
2020-03-29
2020-04-29
2020-05-29
2020-06-29

WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n * 2 FROM r) SELECT n FROM (SELECT n FROM r LIMIT 10) s WHERE n > 10 OFFSET 2
----
n
128
256
512
64

WITH RECURSIVE r(n, t) AS (VALUES (1, 'a'::text) UNION SELECT n + 1, t || chr(97 + n) FROM r WHERE n < 4) SELECT t FROM r OFFSET 2
----
t
abc
abcd

WITH RECURSIVE r(j) AS (SELECT '{"n": 1}'::jsonb UNION SELECT jsonb_build_object('n', (j->>'n')::int + 1) FROM r WHERE (j->>'n')::int < 3) SELECT j FROM r OFFSET 2
----
j
{"n": 3}

WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n + 1 FROM r WHERE n < 6) SELECT n FROM r ORDER BY 1 DESC LIMIT 2
----
n
6
5

WITH RECURSIVE r(n, p) AS (SELECT 1, ARRAY[1] UNION SELECT n + 1, p || n FROM r WHERE n < 5) SELECT * FROM r ORDER BY 1 DESC LIMIT 2
----
n|p
5|{1,1,2,3,4}
4|{1,1,2,3}

WITH RECURSIVE r(id, name) AS (SELECT id, name FROM cust WHERE id = 1 UNION SELECT c.id, r.name || c.name FROM r JOIN cust c ON c.id = r.id + 1) SELECT * FROM r ORDER BY 1 DESC LIMIT 2
----
id|name
5|NULL
4|annbobcyddan

WITH RECURSIVE f(a, b) AS (SELECT 0, 1 UNION SELECT b, a + b FROM f WHERE b < 50) SELECT a FROM f ORDER BY 1 DESC LIMIT 2
----
a
34
21

WITH RECURSIVE d(x) AS (SELECT date '2020-01-31' UNION SELECT (x + interval '1 month')::date FROM d WHERE x < '2020-06-01') SELECT x FROM d ORDER BY 1 DESC LIMIT 2
----
x
2020-06-29
2020-05-29

WITH RECURSIVE r(n) AS (SELECT 1 UNION SELECT n * 2 FROM r) SELECT n FROM (SELECT n FROM r LIMIT 10) s WHERE n > 10 ORDER BY 1 DESC LIMIT 2
----
n
512
256

WITH RECURSIVE r(n, t) AS (VALUES (1, 'a'::text) UNION SELECT n + 1, t || chr(97 + n) FROM r WHERE n < 4) SELECT t FROM r ORDER BY 1 DESC LIMIT 2
----
t
abcd
abc

WITH RECURSIVE r(j) AS (SELECT '{"n": 1}'::jsonb UNION SELECT jsonb_build_object('n', (j->>'n')::int + 1) FROM r WHERE (j->>'n')::int < 3) SELECT j FROM r ORDER BY 1 DESC LIMIT 2
----
j
{"n": 3}
{"n": 2}

WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 6) SELECT n FROM r
----
n
1
2
3
4
5
6

WITH RECURSIVE r(n, p) AS (SELECT 1, ARRAY[1] UNION ALL SELECT n + 1, p || n FROM r WHERE n < 5) SELECT * FROM r
----
n|p
1|{1}
2|{1,1}
3|{1,1,2}
4|{1,1,2,3}
5|{1,1,2,3,4}

WITH RECURSIVE r AS (SELECT a, b, 0 AS d FROM pair UNION ALL SELECT r.a, p.b, d + 1 FROM r JOIN pair p ON p.a = r.b WHERE d < 2) SELECT DISTINCT * FROM r
----
a|b|d
1|1|0
1|1|1
1|1|2
1|2|0
1|2|1
1|2|2
1|NULL|1
1|NULL|2
2|1|0
2|1|1
2|1|2
2|2|1
2|2|2
2|NULL|0
2|NULL|2
3|3|0
3|3|1
3|3|2
NULL|1|1
NULL|1|2
NULL|2|0
NULL|2|2
NULL|NULL|0
NULL|NULL|1

WITH RECURSIVE r(id, name) AS (SELECT id, name FROM cust WHERE id = 1 UNION ALL SELECT c.id, r.name || c.name FROM r JOIN cust c ON c.id = r.id + 1) SELECT * FROM r
----
id|name
1|ann
2|annbob
3|annbobcyd
4|annbobcyddan
5|NULL

WITH RECURSIVE f(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM f WHERE b < 50) SELECT a FROM f
----
a
0
1
1
13
2
21
3
34
5
8

WITH RECURSIVE d(x) AS (SELECT date '2020-01-31' UNION ALL SELECT (x + interval '1 month')::date FROM d WHERE x < '2020-06-01') SELECT x FROM d
----
x
2020-01-31
2020-02-29
2020-03-29
2020-04-29
2020-05-29
2020-06-29

WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r LIMIT 4
----
n
1
2
3
4

WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n * 2 FROM r) SELECT n FROM (SELECT n FROM r LIMIT 10) s WHERE n > 10
----
n
128
16
256
32
512
64

WITH RECURSIVE s(n) AS (SELECT a FROM pair WHERE a IS NOT NULL UNION ALL SELECT n + 1 FROM s WHERE n < 4) SELECT n, count(*) FROM s GROUP BY n ORDER BY n
----
n|count
1|3
2|5
3|6
4|6

WITH RECURSIVE r(n, t) AS (VALUES (1, 'a'::text) UNION ALL SELECT n + 1, t || chr(97 + n) FROM r WHERE n < 4) SELECT t FROM r
----
t
a
ab
abc
abcd

WITH RECURSIVE r(j) AS (SELECT '{"n": 1}'::jsonb UNION ALL SELECT jsonb_build_object('n', (j->>'n')::int + 1) FROM r WHERE (j->>'n')::int < 3) SELECT j FROM r
----
j
{"n": 1}
{"n": 2}
{"n": 3}

WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 6) SELECT n FROM r LIMIT 3
----
n
1
2
3

WITH RECURSIVE r(n, p) AS (SELECT 1, ARRAY[1] UNION ALL SELECT n + 1, p || n FROM r WHERE n < 5) SELECT * FROM r LIMIT 3
----
n|p
1|{1}
2|{1,1}
3|{1,1,2}

WITH RECURSIVE r(id, name) AS (SELECT id, name FROM cust WHERE id = 1 UNION ALL SELECT c.id, r.name || c.name FROM r JOIN cust c ON c.id = r.id + 1) SELECT * FROM r LIMIT 3
----
id|name
1|ann
2|annbob
3|annbobcyd

WITH RECURSIVE f(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM f WHERE b < 50) SELECT a FROM f LIMIT 3
----
a
0
1
1

WITH RECURSIVE d(x) AS (SELECT date '2020-01-31' UNION ALL SELECT (x + interval '1 month')::date FROM d WHERE x < '2020-06-01') SELECT x FROM d LIMIT 3
----
x
2020-01-31
2020-02-29
2020-03-29

WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n * 2 FROM r) SELECT n FROM (SELECT n FROM r LIMIT 10) s WHERE n > 10 LIMIT 3
----
n
16
32
64

WITH RECURSIVE r(n, t) AS (VALUES (1, 'a'::text) UNION ALL SELECT n + 1, t || chr(97 + n) FROM r WHERE n < 4) SELECT t FROM r LIMIT 3
----
t
a
ab
abc

WITH RECURSIVE r(j) AS (SELECT '{"n": 1}'::jsonb UNION ALL SELECT jsonb_build_object('n', (j->>'n')::int + 1) FROM r WHERE (j->>'n')::int < 3) SELECT j FROM r LIMIT 3
----
j
{"n": 1}
{"n": 2}
{"n": 3}

WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 6) SELECT n FROM r OFFSET 2
----
n
3
4
5
6

WITH RECURSIVE r(n, p) AS (SELECT 1, ARRAY[1] UNION ALL SELECT n + 1, p || n FROM r WHERE n < 5) SELECT * FROM r OFFSET 2
----
n|p
3|{1,1,2}
4|{1,1,2,3}
5|{1,1,2,3,4}

WITH RECURSIVE r(id, name) AS (SELECT id, name FROM cust WHERE id = 1 UNION ALL SELECT c.id, r.name || c.name FROM r JOIN cust c ON c.id = r.id + 1) SELECT * FROM r OFFSET 2
----
id|name
3|annbobcyd
4|annbobcyddan
5|NULL

WITH RECURSIVE f(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM f WHERE b < 50) SELECT a FROM f OFFSET 2
----
a
1
13
2
21
3
34
5
8

WITH RECURSIVE d(x) AS (SELECT date '2020-01-31' UNION ALL SELECT (x + interval '1 month')::date FROM d WHERE x < '2020-06-01') SELECT x FROM d OFFSET 2
----
x
2020-03-29
2020-04-29
2020-05-29
2020-06-29

WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n * 2 FROM r) SELECT n FROM (SELECT n FROM r LIMIT 10) s WHERE n > 10 OFFSET 2
----
n
128
256
512
64

WITH RECURSIVE r(n, t) AS (VALUES (1, 'a'::text) UNION ALL SELECT n + 1, t || chr(97 + n) FROM r WHERE n < 4) SELECT t FROM r OFFSET 2
----
t
abc
abcd

WITH RECURSIVE r(j) AS (SELECT '{"n": 1}'::jsonb UNION ALL SELECT jsonb_build_object('n', (j->>'n')::int + 1) FROM r WHERE (j->>'n')::int < 3) SELECT j FROM r OFFSET 2
----
j
{"n": 3}

WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 6) SELECT n FROM r ORDER BY 1 DESC LIMIT 2
----
n
6
5

WITH RECURSIVE r(n, p) AS (SELECT 1, ARRAY[1] UNION ALL SELECT n + 1, p || n FROM r WHERE n < 5) SELECT * FROM r ORDER BY 1 DESC LIMIT 2
----
n|p
5|{1,1,2,3,4}
4|{1,1,2,3}

WITH RECURSIVE r(id, name) AS (SELECT id, name FROM cust WHERE id = 1 UNION ALL SELECT c.id, r.name || c.name FROM r JOIN cust c ON c.id = r.id + 1) SELECT * FROM r ORDER BY 1 DESC LIMIT 2
----
id|name
5|NULL
4|annbobcyddan

WITH RECURSIVE f(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM f WHERE b < 50) SELECT a FROM f ORDER BY 1 DESC LIMIT 2
----
a
34
21

WITH RECURSIVE d(x) AS (SELECT date '2020-01-31' UNION ALL SELECT (x + interval '1 month')::date FROM d WHERE x < '2020-06-01') SELECT x FROM d ORDER BY 1 DESC LIMIT 2
----
x
2020-06-29
2020-05-29

WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n * 2 FROM r) SELECT n FROM (SELECT n FROM r LIMIT 10) s WHERE n > 10 ORDER BY 1 DESC LIMIT 2
----
n
512
256

WITH RECURSIVE r(n, t) AS (VALUES (1, 'a'::text) UNION ALL SELECT n + 1, t || chr(97 + n) FROM r WHERE n < 4) SELECT t FROM r ORDER BY 1 DESC LIMIT 2
----
t
abcd
abc

WITH RECURSIVE r(j) AS (SELECT '{"n": 1}'::jsonb UNION ALL SELECT jsonb_build_object('n', (j->>'n')::int + 1) FROM r WHERE (j->>'n')::int < 3) SELECT j FROM r ORDER BY 1 DESC LIMIT 2
----
j
{"n": 3}
{"n": 2}

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT sum(n) FROM x) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n FROM x group by n) SELECT * FROM x limit 2
----
n
1
1

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n FROM (select n from x) y where n < 0) SELECT * FROM x
----
n
1

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT (select max(n) from x) y where false) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n FROM x left join (values (1)) v(a) on a = n where n < 0) SELECT * FROM x
----
n
1

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n FROM (values (1)) v(a) left join x on a = n where n < 0) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n FROM (values (1)) v(a) right join x on a = n where n < 0) SELECT * FROM x
----
n
1

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n FROM x right join (values (1)) v(a) on a = n where n < 0) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n FROM x full join (values (1)) v(a) on a = n where n < 0) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL (SELECT n FROM x where n < 0 INTERSECT SELECT 1)) SELECT * FROM x
----
n
1

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL (SELECT n FROM x where n < 0 INTERSECT ALL SELECT 1)) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL (SELECT n FROM x where n < 0 EXCEPT SELECT 1)) SELECT * FROM x
----
n
1

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL (SELECT 1 EXCEPT SELECT n FROM x where n < 0)) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM x WHERE n < 3 ORDER BY 1) SELECT * FROM x
----
ERROR 0A000

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM x WHERE n < 3 LIMIT 2) SELECT * FROM x
----
ERROR 0A000

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL (SELECT n+1 FROM x WHERE n < 3 LIMIT 2)) SELECT * FROM x
----
n
1
2
3

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM x WHERE n < 3 FOR UPDATE) SELECT * FROM x
----
ERROR 0A000

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM x, x y WHERE n < 3) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT n FROM x UNION ALL SELECT 1) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (WITH y AS (SELECT * FROM x) SELECT 1 UNION ALL SELECT * FROM y) SELECT * FROM x
----
ERROR 42P19

WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL (WITH y AS (SELECT n+1 FROM x WHERE n < 3) SELECT * FROM y)) SELECT * FROM x
----
n
1
2
3

WITH RECURSIVE x(n) AS (WITH y AS (SELECT 5 m) SELECT m FROM y UNION ALL SELECT n+m-4 FROM x, y WHERE n < 8) SELECT * FROM x
----
n
5
6
7
8

WITH RECURSIVE a AS (SELECT 1 x UNION ALL SELECT x FROM b), b AS (SELECT x FROM a) SELECT * FROM a
----
ERROR 0A000

WITH RECURSIVE a(n) AS (SELECT m FROM b), b(m) AS (SELECT 1 UNION ALL SELECT m + 1 FROM b WHERE m < 3) SELECT * FROM a
----
n
1
2
3

WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a WHERE n < (SELECT max(v) FROM (VALUES (3)) q(v))) SELECT * FROM a
----
n
1
2
3

WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT DISTINCT n + 1 FROM a WHERE n < 3) SELECT * FROM a
----
n
1
2
3

WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT generate_series(n+1, 3) FROM a) SELECT * FROM a
----
n
1
2
3
3

WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL VALUES (2)) SELECT * FROM a
----
n
1
2

WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT z.n+1 FROM LATERAL (SELECT n FROM a WHERE a.n < 3) z) SELECT * FROM a
----
n
1
2
3

WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM a WHERE EXISTS (SELECT FROM a b WHERE b.n < 3)) SELECT * FROM a
----
ERROR 42P19

WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM a WHERE n < 4) SELECT * FROM a x JOIN a y USING (n) WHERE n > 2
----
n
3
4

WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM a) SELECT * FROM (SELECT n, n*2 FROM a) z LIMIT 5 OFFSET 3
----
n|?column?
4|8
5|10
6|12
7|14
8|16

WITH RECURSIVE t(f, t) AS (VALUES (1,2),(1,3),(2,4),(3,4),(4,1)), s(n, lvl) AS (SELECT 1, 0 UNION ALL SELECT t.t, lvl+1 FROM t JOIN s z ON t.f = z.n) SEARCH DEPTH FIRST BY n, lvl SET o CYCLE n SET c TO 'Y' DEFAULT 'N' USING p SELECT * FROM s order by o
----
n|lvl|o|c|p
1|0|{"(1,0)"}|N|{(1)}
2|1|{"(1,0)","(2,1)"}|N|{(1),(2)}
4|2|{"(1,0)","(2,1)","(4,2)"}|N|{(1),(2),(4)}
1|3|{"(1,0)","(2,1)","(4,2)","(1,3)"}|Y|{(1),(2),(4),(1)}
3|1|{"(1,0)","(3,1)"}|N|{(1),(3)}
4|2|{"(1,0)","(3,1)","(4,2)"}|N|{(1),(3),(4)}
1|3|{"(1,0)","(3,1)","(4,2)","(1,3)"}|Y|{(1),(3),(4),(1)}

WITH RECURSIVE t(f, t) AS (VALUES (1,2),(1,3),(2,4),(3,4),(4,1)), s(n) AS (SELECT 1 UNION SELECT t.t FROM t JOIN s ON t.f = s.n) CYCLE n SET c TO 'Y' DEFAULT 'N' USING p SELECT * FROM s order by 1,2,3
----
n|c|p
1|N|{(1)}
1|Y|{(1),(2),(4),(1)}
1|Y|{(1),(3),(4),(1)}
2|N|{(1),(2)}
3|N|{(1),(3)}
4|N|{(1),(2),(4)}
4|N|{(1),(3),(4)}

WITH RECURSIVE t(f, t) AS (VALUES (1,2),(1,3),(2,4),(3,4)), s(n) AS (SELECT 1 UNION ALL SELECT t.t FROM t JOIN s ON t.f = s.n) SEARCH BREADTH FIRST BY n SET o SELECT * FROM s ORDER BY o
----
n|o
1|(0,1)
2|(1,2)
3|(1,3)
4|(2,4)
4|(2,4)

WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n+1 from s where n < 3) SEARCH BREADTH FIRST BY n, n SET o SELECT * FROM s ORDER BY o
----
ERROR 42701

WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n+1 from s where n < 3) SEARCH BREADTH FIRST BY m SET o SELECT * FROM s ORDER BY o
----
ERROR 42601

WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n+1 from s where n < 3) SEARCH BREADTH FIRST BY n SET o CYCLE n SET o USING p SELECT * FROM s ORDER BY o
----
ERROR 42601

WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n+1 from s where n < 3) CYCLE n SET p USING p SELECT * FROM s ORDER BY o
----
ERROR 42601

WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n+1 from s where n < 3) CYCLE n SET c TO 1 DEFAULT 'x' USING p SELECT * FROM s ORDER BY o
----
ERROR 22P02

WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n+1 from (select * from s) t where n < 3) CYCLE n SET c TO 1 DEFAULT 2 USING p SELECT * FROM s ORDER BY 1
----
ERROR 0A000

WITH RECURSIVE s(n) AS (VALUES (1) UNION ALL SELECT n+1 from s where n < 3) CYCLE n SET c TO 1 DEFAULT 2 USING p SELECT * FROM s ORDER BY 1
----
n|c|p
1|2|{(1)}
2|2|{(1),(2)}
3|2|{(1),(2),(3)}

WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL VALUES (2)) CYCLE n SET c TO 1 DEFAULT 2 USING p SELECT * FROM s ORDER BY 1
----
ERROR 42601

WITH s(n) AS (SELECT 1) CYCLE n SET c TO 1 DEFAULT 2 USING p SELECT * FROM s ORDER BY 1
----
ERROR 42601

WITH RECURSIVE s AS (SELECT 'a' as n, 2 as m UNION ALL SELECT n||'b', m+1 from s where m < 5) SEARCH DEPTH FIRST BY n SET o CYCLE m SET c USING p SELECT o,c,p FROM s ORDER BY o
----
o|c|p
{(a)}|f|{(2)}
{(a),(ab)}|f|{(2),(3)}
{(a),(ab),(abb)}|f|{(2),(3),(4)}
{(a),(ab),(abb),(abbb)}|f|{(2),(3),(4),(5)}

WITH w AS (SELECT a, count(*) AS n FROM pair GROUP BY a) SELECT * FROM w
----
a|n
1|3
2|2
3|1
NULL|2

WITH w AS (SELECT a FROM pair) SELECT count(*) FROM w x, w y
----
count
64

WITH w AS (SELECT id FROM cust), v AS (SELECT id * 10 AS k FROM w) SELECT * FROM v JOIN w ON k = id * 10
----
k|id
10|1
20|2
30|3
40|4
50|5

WITH w AS (SELECT 1 AS x) SELECT (SELECT x FROM w), EXISTS (SELECT 1 FROM w WHERE x = 2)
----
x|exists
1|f

SELECT * FROM (WITH w AS (SELECT 1 AS x) SELECT x FROM w) s, cust WHERE id = x
----
x|id|name|city|since|vip
1|1|ann|rome|2020-01-31|t

WITH w AS (SELECT * FROM ord WHERE amount > 5) SELECT c.id, (SELECT count(*) FROM w WHERE w.cust = c.id) FROM cust c
----
id|count
1|1
2|1
3|0
4|0
5|0
NULL|0

WITH w(x, y) AS (SELECT a, b FROM pair) SELECT y, max(x) FROM w GROUP BY y
----
y|max
1|2
2|1
3|3
NULL|2

WITH w AS MATERIALIZED (SELECT a, count(*) AS n FROM pair GROUP BY a) SELECT * FROM w
----
a|n
1|3
2|2
3|1
NULL|2

WITH w AS MATERIALIZED (SELECT a FROM pair) SELECT count(*) FROM w x, w y
----
count
64

WITH w AS MATERIALIZED (SELECT id FROM cust), v AS (SELECT id * 10 AS k FROM w) SELECT * FROM v JOIN w ON k = id * 10
----
k|id
10|1
20|2
30|3
40|4
50|5

WITH w AS MATERIALIZED (SELECT 1 AS x) SELECT (SELECT x FROM w), EXISTS (SELECT 1 FROM w WHERE x = 2)
----
x|exists
1|f

SELECT * FROM (WITH w AS MATERIALIZED (SELECT 1 AS x) SELECT x FROM w) s, cust WHERE id = x
----
x|id|name|city|since|vip
1|1|ann|rome|2020-01-31|t

WITH w AS MATERIALIZED (SELECT * FROM ord WHERE amount > 5) SELECT c.id, (SELECT count(*) FROM w WHERE w.cust = c.id) FROM cust c
----
id|count
1|1
2|1
3|0
4|0
5|0
NULL|0

WITH w(x, y) AS MATERIALIZED (SELECT a, b FROM pair) SELECT y, max(x) FROM w GROUP BY y
----
y|max
1|2
2|1
3|3
NULL|2

WITH w AS NOT MATERIALIZED (SELECT a, count(*) AS n FROM pair GROUP BY a) SELECT * FROM w
----
a|n
1|3
2|2
3|1
NULL|2

WITH w AS NOT MATERIALIZED (SELECT a FROM pair) SELECT count(*) FROM w x, w y
----
count
64

WITH w AS NOT MATERIALIZED (SELECT id FROM cust), v AS (SELECT id * 10 AS k FROM w) SELECT * FROM v JOIN w ON k = id * 10
----
k|id
10|1
20|2
30|3
40|4
50|5

WITH w AS NOT MATERIALIZED (SELECT 1 AS x) SELECT (SELECT x FROM w), EXISTS (SELECT 1 FROM w WHERE x = 2)
----
x|exists
1|f

SELECT * FROM (WITH w AS NOT MATERIALIZED (SELECT 1 AS x) SELECT x FROM w) s, cust WHERE id = x
----
x|id|name|city|since|vip
1|1|ann|rome|2020-01-31|t

WITH w AS NOT MATERIALIZED (SELECT * FROM ord WHERE amount > 5) SELECT c.id, (SELECT count(*) FROM w WHERE w.cust = c.id) FROM cust c
----
id|count
1|1
2|1
3|0
4|0
5|0
NULL|0

WITH w(x, y) AS NOT MATERIALIZED (SELECT a, b FROM pair) SELECT y, max(x) FROM w GROUP BY y
----
y|max
1|2
2|1
3|3
NULL|2
