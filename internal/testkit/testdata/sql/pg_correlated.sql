-- Correlated subqueries and LATERAL
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

SELECT c.id, (SELECT max(o.amount) FROM ord o WHERE o.cust = c.id) AS v FROM cust c
----
id|v
1|25.50
2|99.99
3|0.00
4|-3.10
5|NULL
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT max(o.amount) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id
1
2
3
4

SELECT c.name FROM cust c ORDER BY (SELECT max(o.amount) FROM ord o WHERE o.cust = c.id) NULLS FIRST, c.name
----
name
eve
NULL
dan
cyd
ann
bob

SELECT c.id, coalesce((SELECT max(o.amount) FROM ord o WHERE o.cust = c.id)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|25.50
3|0.00
4|-3.10
NULL|none

SELECT count((SELECT max(o.amount) FROM ord o WHERE o.cust = c.id)) FROM cust c
----
count
4

SELECT CASE WHEN c.vip THEN (SELECT max(o.amount) FROM ord o WHERE o.cust = c.id)::text ELSE 'no' END AS v FROM cust c
----
v
-3.10
25.50
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT max(o.amount) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT count(*) FROM ord o WHERE o.cust = c.id) AS v FROM cust c
----
id|v
1|2
2|2
3|1
4|1
5|0
NULL|0

SELECT c.id FROM cust c WHERE (SELECT count(*) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id
1
2
3
4
5
NULL

SELECT c.name FROM cust c ORDER BY (SELECT count(*) FROM ord o WHERE o.cust = c.id) NULLS FIRST, c.name
----
name
eve
NULL
cyd
dan
ann
bob

SELECT c.id, coalesce((SELECT count(*) FROM ord o WHERE o.cust = c.id)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|2
3|1
4|1
NULL|0

SELECT count((SELECT count(*) FROM ord o WHERE o.cust = c.id)) FROM cust c
----
count
6

SELECT CASE WHEN c.vip THEN (SELECT count(*) FROM ord o WHERE o.cust = c.id)::text ELSE 'no' END AS v FROM cust c
----
v
0
1
2
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT count(*) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT o.id FROM ord o WHERE o.cust = c.id ORDER BY o.amount DESC NULLS LAST LIMIT 1) AS v FROM cust c
----
id|v
1|10
2|12
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT o.id FROM ord o WHERE o.cust = c.id ORDER BY o.amount DESC NULLS LAST LIMIT 1) IS NOT NULL
----
id
1
2
3
4

SELECT c.name FROM cust c ORDER BY (SELECT o.id FROM ord o WHERE o.cust = c.id ORDER BY o.amount DESC NULLS LAST LIMIT 1) NULLS FIRST, c.name
----
name
eve
NULL
ann
bob
cyd
dan

SELECT c.id, coalesce((SELECT o.id FROM ord o WHERE o.cust = c.id ORDER BY o.amount DESC NULLS LAST LIMIT 1)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|10
3|14
4|17
NULL|none

SELECT count((SELECT o.id FROM ord o WHERE o.cust = c.id ORDER BY o.amount DESC NULLS LAST LIMIT 1)) FROM cust c
----
count
4

SELECT CASE WHEN c.vip THEN (SELECT o.id FROM ord o WHERE o.cust = c.id ORDER BY o.amount DESC NULLS LAST LIMIT 1)::text ELSE 'no' END AS v FROM cust c
----
v
10
17
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT o.id FROM ord o WHERE o.cust = c.id ORDER BY o.amount DESC NULLS LAST LIMIT 1) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT sum(p.b) FROM pair p WHERE p.a <= c.id) AS v FROM cust c
----
id|v
1|4
2|5
3|8
4|8
5|8
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT sum(p.b) FROM pair p WHERE p.a <= c.id) IS NOT NULL
----
id
1
2
3
4
5

SELECT c.name FROM cust c ORDER BY (SELECT sum(p.b) FROM pair p WHERE p.a <= c.id) NULLS FIRST, c.name
----
name
eve
ann
bob
cyd
dan
NULL

SELECT c.id, coalesce((SELECT sum(p.b) FROM pair p WHERE p.a <= c.id)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|4
3|8
4|8
NULL|none

SELECT count((SELECT sum(p.b) FROM pair p WHERE p.a <= c.id)) FROM cust c
----
count
5

SELECT CASE WHEN c.vip THEN (SELECT sum(p.b) FROM pair p WHERE p.a <= c.id)::text ELSE 'no' END AS v FROM cust c
----
v
4
8
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT sum(p.b) FROM pair p WHERE p.a <= c.id) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT string_agg(o.id::text, ',' ORDER BY o.id) FROM ord o WHERE o.cust = c.id) AS v FROM cust c
----
id|v
1|10,11
2|12,13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT string_agg(o.id::text, ',' ORDER BY o.id) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id
1
2
3
4

SELECT c.name FROM cust c ORDER BY (SELECT string_agg(o.id::text, ',' ORDER BY o.id) FROM ord o WHERE o.cust = c.id) NULLS FIRST, c.name
----
name
eve
NULL
ann
bob
cyd
dan

SELECT c.id, coalesce((SELECT string_agg(o.id::text, ',' ORDER BY o.id) FROM ord o WHERE o.cust = c.id)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|10,11
3|14
4|17
NULL|none

SELECT count((SELECT string_agg(o.id::text, ',' ORDER BY o.id) FROM ord o WHERE o.cust = c.id)) FROM cust c
----
count
4

SELECT CASE WHEN c.vip THEN (SELECT string_agg(o.id::text, ',' ORDER BY o.id) FROM ord o WHERE o.cust = c.id)::text ELSE 'no' END AS v FROM cust c
----
v
10,11
17
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT string_agg(o.id::text, ',' ORDER BY o.id) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT max((SELECT count(*) FROM pair p WHERE p.a = o.cust)) FROM ord o WHERE o.cust = c.id) AS v FROM cust c
----
id|v
1|3
2|2
3|1
4|0
5|NULL
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT max((SELECT count(*) FROM pair p WHERE p.a = o.cust)) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id
1
2
3
4

SELECT c.name FROM cust c ORDER BY (SELECT max((SELECT count(*) FROM pair p WHERE p.a = o.cust)) FROM ord o WHERE o.cust = c.id) NULLS FIRST, c.name
----
name
eve
NULL
dan
cyd
bob
ann

SELECT c.id, coalesce((SELECT max((SELECT count(*) FROM pair p WHERE p.a = o.cust)) FROM ord o WHERE o.cust = c.id)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|3
3|1
4|0
NULL|none

SELECT count((SELECT max((SELECT count(*) FROM pair p WHERE p.a = o.cust)) FROM ord o WHERE o.cust = c.id)) FROM cust c
----
count
4

SELECT CASE WHEN c.vip THEN (SELECT max((SELECT count(*) FROM pair p WHERE p.a = o.cust)) FROM ord o WHERE o.cust = c.id)::text ELSE 'no' END AS v FROM cust c
----
v
0
3
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT max((SELECT count(*) FROM pair p WHERE p.a = o.cust)) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT count(*) FROM ord o WHERE o.cust = c.id AND o.amount > (SELECT avg(amount) FROM ord)) AS v FROM cust c
----
id|v
1|1
2|1
3|0
4|0
5|0
NULL|0

SELECT c.id FROM cust c WHERE (SELECT count(*) FROM ord o WHERE o.cust = c.id AND o.amount > (SELECT avg(amount) FROM ord)) IS NOT NULL
----
id
1
2
3
4
5
NULL

SELECT c.name FROM cust c ORDER BY (SELECT count(*) FROM ord o WHERE o.cust = c.id AND o.amount > (SELECT avg(amount) FROM ord)) NULLS FIRST, c.name
----
name
cyd
dan
eve
NULL
ann
bob

SELECT c.id, coalesce((SELECT count(*) FROM ord o WHERE o.cust = c.id AND o.amount > (SELECT avg(amount) FROM ord))::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|1
3|0
4|0
NULL|0

SELECT count((SELECT count(*) FROM ord o WHERE o.cust = c.id AND o.amount > (SELECT avg(amount) FROM ord))) FROM cust c
----
count
6

SELECT CASE WHEN c.vip THEN (SELECT count(*) FROM ord o WHERE o.cust = c.id AND o.amount > (SELECT avg(amount) FROM ord))::text ELSE 'no' END AS v FROM cust c
----
v
0
0
1
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT count(*) FROM ord o WHERE o.cust = c.id AND o.amount > (SELECT avg(amount) FROM ord)) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT x FROM (SELECT c.id * 2 AS x) s) AS v FROM cust c
----
id|v
1|2
2|4
3|6
4|8
5|10
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT x FROM (SELECT c.id * 2 AS x) s) IS NOT NULL
----
id
1
2
3
4
5

SELECT c.name FROM cust c ORDER BY (SELECT x FROM (SELECT c.id * 2 AS x) s) NULLS FIRST, c.name
----
name
eve
ann
bob
cyd
dan
NULL

SELECT c.id, coalesce((SELECT x FROM (SELECT c.id * 2 AS x) s)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|2
3|6
4|8
NULL|none

SELECT count((SELECT x FROM (SELECT c.id * 2 AS x) s)) FROM cust c
----
count
5

SELECT CASE WHEN c.vip THEN (SELECT x FROM (SELECT c.id * 2 AS x) s)::text ELSE 'no' END AS v FROM cust c
----
v
2
8
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT x FROM (SELECT c.id * 2 AS x) s) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT count(*) FROM (SELECT DISTINCT p.a FROM pair p WHERE p.b = c.id) s) AS v FROM cust c
----
id|v
1|2
2|2
3|1
4|0
5|0
NULL|0

SELECT c.id FROM cust c WHERE (SELECT count(*) FROM (SELECT DISTINCT p.a FROM pair p WHERE p.b = c.id) s) IS NOT NULL
----
id
1
2
3
4
5
NULL

SELECT c.name FROM cust c ORDER BY (SELECT count(*) FROM (SELECT DISTINCT p.a FROM pair p WHERE p.b = c.id) s) NULLS FIRST, c.name
----
name
dan
eve
NULL
cyd
ann
bob

SELECT c.id, coalesce((SELECT count(*) FROM (SELECT DISTINCT p.a FROM pair p WHERE p.b = c.id) s)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|2
3|1
4|0
NULL|0

SELECT count((SELECT count(*) FROM (SELECT DISTINCT p.a FROM pair p WHERE p.b = c.id) s)) FROM cust c
----
count
6

SELECT CASE WHEN c.vip THEN (SELECT count(*) FROM (SELECT DISTINCT p.a FROM pair p WHERE p.b = c.id) s)::text ELSE 'no' END AS v FROM cust c
----
v
0
0
2
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT count(*) FROM (SELECT DISTINCT p.a FROM pair p WHERE p.b = c.id) s) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT sum(v) FROM (VALUES (c.id), (1)) t(v)) AS v FROM cust c
----
id|v
1|2
2|3
3|4
4|5
5|6
NULL|1

SELECT c.id FROM cust c WHERE (SELECT sum(v) FROM (VALUES (c.id), (1)) t(v)) IS NOT NULL
----
id
1
2
3
4
5
NULL

SELECT c.name FROM cust c ORDER BY (SELECT sum(v) FROM (VALUES (c.id), (1)) t(v)) NULLS FIRST, c.name
----
name
eve
ann
bob
cyd
dan
NULL

SELECT c.id, coalesce((SELECT sum(v) FROM (VALUES (c.id), (1)) t(v))::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|2
3|4
4|5
NULL|1

SELECT count((SELECT sum(v) FROM (VALUES (c.id), (1)) t(v))) FROM cust c
----
count
6

SELECT CASE WHEN c.vip THEN (SELECT sum(v) FROM (VALUES (c.id), (1)) t(v))::text ELSE 'no' END AS v FROM cust c
----
v
1
2
5
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT sum(v) FROM (VALUES (c.id), (1)) t(v)) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT array_agg(o.id ORDER BY o.id) FROM ord o WHERE o.cust = c.id) AS v FROM cust c
----
id|v
1|{10,11}
2|{12,13}
3|{14}
4|{17}
5|NULL
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT array_agg(o.id ORDER BY o.id) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id
1
2
3
4

SELECT c.name FROM cust c ORDER BY (SELECT array_agg(o.id ORDER BY o.id) FROM ord o WHERE o.cust = c.id) NULLS FIRST, c.name
----
name
eve
NULL
ann
bob
cyd
dan

SELECT c.id, coalesce((SELECT array_agg(o.id ORDER BY o.id) FROM ord o WHERE o.cust = c.id)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|{10,11}
3|{14}
4|{17}
NULL|none

SELECT count((SELECT array_agg(o.id ORDER BY o.id) FROM ord o WHERE o.cust = c.id)) FROM cust c
----
count
4

SELECT CASE WHEN c.vip THEN (SELECT array_agg(o.id ORDER BY o.id) FROM ord o WHERE o.cust = c.id)::text ELSE 'no' END AS v FROM cust c
----
v
NULL
no
no
no
{10,11}
{17}

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT array_agg(o.id ORDER BY o.id) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT bool_or(o.amount > 5) FROM ord o WHERE o.cust = c.id) AS v FROM cust c
----
id|v
1|t
2|t
3|f
4|f
5|NULL
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT bool_or(o.amount > 5) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id
1
2
3
4

SELECT c.name FROM cust c ORDER BY (SELECT bool_or(o.amount > 5) FROM ord o WHERE o.cust = c.id) NULLS FIRST, c.name
----
name
eve
NULL
cyd
dan
ann
bob

SELECT c.id, coalesce((SELECT bool_or(o.amount > 5) FROM ord o WHERE o.cust = c.id)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|true
3|false
4|false
NULL|none

SELECT count((SELECT bool_or(o.amount > 5) FROM ord o WHERE o.cust = c.id)) FROM cust c
----
count
4

SELECT CASE WHEN c.vip THEN (SELECT bool_or(o.amount > 5) FROM ord o WHERE o.cust = c.id)::text ELSE 'no' END AS v FROM cust c
----
v
NULL
false
no
no
no
true

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT bool_or(o.amount > 5) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT count(*) FROM ord o LEFT JOIN pair p ON p.a = o.cust AND p.b = c.id) AS v FROM cust c
----
id|v
1|10
2|8
3|8
4|8
5|8
NULL|8

SELECT c.id FROM cust c WHERE (SELECT count(*) FROM ord o LEFT JOIN pair p ON p.a = o.cust AND p.b = c.id) IS NOT NULL
----
id
1
2
3
4
5
NULL

SELECT c.name FROM cust c ORDER BY (SELECT count(*) FROM ord o LEFT JOIN pair p ON p.a = o.cust AND p.b = c.id) NULLS FIRST, c.name
----
name
bob
cyd
dan
eve
NULL
ann

SELECT c.id, coalesce((SELECT count(*) FROM ord o LEFT JOIN pair p ON p.a = o.cust AND p.b = c.id)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|10
3|8
4|8
NULL|8

SELECT count((SELECT count(*) FROM ord o LEFT JOIN pair p ON p.a = o.cust AND p.b = c.id)) FROM cust c
----
count
6

SELECT CASE WHEN c.vip THEN (SELECT count(*) FROM ord o LEFT JOIN pair p ON p.a = o.cust AND p.b = c.id)::text ELSE 'no' END AS v FROM cust c
----
v
10
8
8
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT count(*) FROM ord o LEFT JOIN pair p ON p.a = o.cust AND p.b = c.id) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT min(o.id) FROM ord o WHERE o.cust = c.id OR o.cust IS NULL) AS v FROM cust c
----
id|v
1|10
2|12
3|14
4|15
5|15
NULL|15

SELECT c.id FROM cust c WHERE (SELECT min(o.id) FROM ord o WHERE o.cust = c.id OR o.cust IS NULL) IS NOT NULL
----
id
1
2
3
4
5
NULL

SELECT c.name FROM cust c ORDER BY (SELECT min(o.id) FROM ord o WHERE o.cust = c.id OR o.cust IS NULL) NULLS FIRST, c.name
----
name
ann
bob
cyd
dan
eve
NULL

SELECT c.id, coalesce((SELECT min(o.id) FROM ord o WHERE o.cust = c.id OR o.cust IS NULL)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|10
3|14
4|15
NULL|15

SELECT count((SELECT min(o.id) FROM ord o WHERE o.cust = c.id OR o.cust IS NULL)) FROM cust c
----
count
6

SELECT CASE WHEN c.vip THEN (SELECT min(o.id) FROM ord o WHERE o.cust = c.id OR o.cust IS NULL)::text ELSE 'no' END AS v FROM cust c
----
v
10
15
15
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT min(o.id) FROM ord o WHERE o.cust = c.id OR o.cust IS NULL) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT count(*) FROM ord o, pair p WHERE o.cust = c.id AND p.a = c.id) AS v FROM cust c
----
id|v
1|6
2|4
3|1
4|0
5|0
NULL|0

SELECT c.id FROM cust c WHERE (SELECT count(*) FROM ord o, pair p WHERE o.cust = c.id AND p.a = c.id) IS NOT NULL
----
id
1
2
3
4
5
NULL

SELECT c.name FROM cust c ORDER BY (SELECT count(*) FROM ord o, pair p WHERE o.cust = c.id AND p.a = c.id) NULLS FIRST, c.name
----
name
dan
eve
NULL
cyd
bob
ann

SELECT c.id, coalesce((SELECT count(*) FROM ord o, pair p WHERE o.cust = c.id AND p.a = c.id)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|6
3|1
4|0
NULL|0

SELECT count((SELECT count(*) FROM ord o, pair p WHERE o.cust = c.id AND p.a = c.id)) FROM cust c
----
count
6

SELECT CASE WHEN c.vip THEN (SELECT count(*) FROM ord o, pair p WHERE o.cust = c.id AND p.a = c.id)::text ELSE 'no' END AS v FROM cust c
----
v
0
0
6
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT count(*) FROM ord o, pair p WHERE o.cust = c.id AND p.a = c.id) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT count(DISTINCT o.amount) FROM ord o WHERE o.cust IN (SELECT p.b FROM pair p WHERE p.a = c.id)) AS v FROM cust c
----
id|v
1|3
2|2
3|1
4|0
5|0
NULL|0

SELECT c.id FROM cust c WHERE (SELECT count(DISTINCT o.amount) FROM ord o WHERE o.cust IN (SELECT p.b FROM pair p WHERE p.a = c.id)) IS NOT NULL
----
id
1
2
3
4
5
NULL

SELECT c.name FROM cust c ORDER BY (SELECT count(DISTINCT o.amount) FROM ord o WHERE o.cust IN (SELECT p.b FROM pair p WHERE p.a = c.id)) NULLS FIRST, c.name
----
name
dan
eve
NULL
cyd
bob
ann

SELECT c.id, coalesce((SELECT count(DISTINCT o.amount) FROM ord o WHERE o.cust IN (SELECT p.b FROM pair p WHERE p.a = c.id))::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|3
3|1
4|0
NULL|0

SELECT count((SELECT count(DISTINCT o.amount) FROM ord o WHERE o.cust IN (SELECT p.b FROM pair p WHERE p.a = c.id))) FROM cust c
----
count
6

SELECT CASE WHEN c.vip THEN (SELECT count(DISTINCT o.amount) FROM ord o WHERE o.cust IN (SELECT p.b FROM pair p WHERE p.a = c.id))::text ELSE 'no' END AS v FROM cust c
----
v
0
0
3
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT count(DISTINCT o.amount) FROM ord o WHERE o.cust IN (SELECT p.b FROM pair p WHERE p.a = c.id)) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT o.amount FROM ord o WHERE o.id = 9 + c.id) AS v FROM cust c
----
id|v
1|25.50
2|4.00
3|99.99
4|NULL
5|0.00
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT o.amount FROM ord o WHERE o.id = 9 + c.id) IS NOT NULL
----
id
1
2
3
5

SELECT c.name FROM cust c ORDER BY (SELECT o.amount FROM ord o WHERE o.id = 9 + c.id) NULLS FIRST, c.name
----
name
dan
eve
NULL
bob
ann
cyd

SELECT c.id, coalesce((SELECT o.amount FROM ord o WHERE o.id = 9 + c.id)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|25.50
3|99.99
4|none
NULL|none

SELECT count((SELECT o.amount FROM ord o WHERE o.id = 9 + c.id)) FROM cust c
----
count
4

SELECT CASE WHEN c.vip THEN (SELECT o.amount FROM ord o WHERE o.id = 9 + c.id)::text ELSE 'no' END AS v FROM cust c
----
v
25.50
NULL
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT o.amount FROM ord o WHERE o.id = 9 + c.id) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|NULL
5|NULL
NULL|NULL

SELECT c.id, (SELECT rank() OVER (ORDER BY o.id) FROM ord o WHERE o.cust = c.id ORDER BY 1 DESC LIMIT 1) AS v FROM cust c
----
id|v
1|2
2|2
3|1
4|1
5|NULL
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT rank() OVER (ORDER BY o.id) FROM ord o WHERE o.cust = c.id ORDER BY 1 DESC LIMIT 1) IS NOT NULL
----
id
1
2
3
4

SELECT c.name FROM cust c ORDER BY (SELECT rank() OVER (ORDER BY o.id) FROM ord o WHERE o.cust = c.id ORDER BY 1 DESC LIMIT 1) NULLS FIRST, c.name
----
name
eve
NULL
cyd
dan
ann
bob

SELECT c.id, coalesce((SELECT rank() OVER (ORDER BY o.id) FROM ord o WHERE o.cust = c.id ORDER BY 1 DESC LIMIT 1)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|2
3|1
4|1
NULL|none

SELECT count((SELECT rank() OVER (ORDER BY o.id) FROM ord o WHERE o.cust = c.id ORDER BY 1 DESC LIMIT 1)) FROM cust c
----
count
4

SELECT CASE WHEN c.vip THEN (SELECT rank() OVER (ORDER BY o.id) FROM ord o WHERE o.cust = c.id ORDER BY 1 DESC LIMIT 1)::text ELSE 'no' END AS v FROM cust c
----
v
1
2
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT rank() OVER (ORDER BY o.id) FROM ord o WHERE o.cust = c.id ORDER BY 1 DESC LIMIT 1) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT sum(o.amount) OVER () FROM ord o WHERE o.cust = c.id LIMIT 1) AS v FROM cust c
----
id|v
1|29.50
2|99.99
3|0.00
4|-3.10
5|NULL
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT sum(o.amount) OVER () FROM ord o WHERE o.cust = c.id LIMIT 1) IS NOT NULL
----
id
1
2
3
4

SELECT c.name FROM cust c ORDER BY (SELECT sum(o.amount) OVER () FROM ord o WHERE o.cust = c.id LIMIT 1) NULLS FIRST, c.name
----
name
eve
NULL
dan
cyd
ann
bob

SELECT c.id, coalesce((SELECT sum(o.amount) OVER () FROM ord o WHERE o.cust = c.id LIMIT 1)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|29.50
3|0.00
4|-3.10
NULL|none

SELECT count((SELECT sum(o.amount) OVER () FROM ord o WHERE o.cust = c.id LIMIT 1)) FROM cust c
----
count
4

SELECT CASE WHEN c.vip THEN (SELECT sum(o.amount) OVER () FROM ord o WHERE o.cust = c.id LIMIT 1)::text ELSE 'no' END AS v FROM cust c
----
v
-3.10
29.50
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT sum(o.amount) OVER () FROM ord o WHERE o.cust = c.id LIMIT 1) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id UNION SELECT p.a FROM pair p WHERE p.a > c.id) u) AS v FROM cust c
----
id|v
1|3
2|2
3|1
4|1
5|0
NULL|0

SELECT c.id FROM cust c WHERE (SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id UNION SELECT p.a FROM pair p WHERE p.a > c.id) u) IS NOT NULL
----
id
1
2
3
4
5
NULL

SELECT c.name FROM cust c ORDER BY (SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id UNION SELECT p.a FROM pair p WHERE p.a > c.id) u) NULLS FIRST, c.name
----
name
eve
NULL
cyd
dan
bob
ann

SELECT c.id, coalesce((SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id UNION SELECT p.a FROM pair p WHERE p.a > c.id) u)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|3
3|1
4|1
NULL|0

SELECT count((SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id UNION SELECT p.a FROM pair p WHERE p.a > c.id) u)) FROM cust c
----
count
6

SELECT CASE WHEN c.vip THEN (SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id UNION SELECT p.a FROM pair p WHERE p.a > c.id) u)::text ELSE 'no' END AS v FROM cust c
----
v
0
1
3
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id UNION SELECT p.a FROM pair p WHERE p.a > c.id) u) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id EXCEPT SELECT p.b FROM pair p WHERE p.a = c.id) u) AS v FROM cust c
----
id|v
1|0
2|1
3|0
4|1
5|0
NULL|0

SELECT c.id FROM cust c WHERE (SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id EXCEPT SELECT p.b FROM pair p WHERE p.a = c.id) u) IS NOT NULL
----
id
1
2
3
4
5
NULL

SELECT c.name FROM cust c ORDER BY (SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id EXCEPT SELECT p.b FROM pair p WHERE p.a = c.id) u) NULLS FIRST, c.name
----
name
ann
cyd
eve
NULL
bob
dan

SELECT c.id, coalesce((SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id EXCEPT SELECT p.b FROM pair p WHERE p.a = c.id) u)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|0
3|0
4|1
NULL|0

SELECT count((SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id EXCEPT SELECT p.b FROM pair p WHERE p.a = c.id) u)) FROM cust c
----
count
6

SELECT CASE WHEN c.vip THEN (SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id EXCEPT SELECT p.b FROM pair p WHERE p.a = c.id) u)::text ELSE 'no' END AS v FROM cust c
----
v
0
0
1
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT count(*) FROM (SELECT o.cust FROM ord o WHERE o.cust = c.id EXCEPT SELECT p.b FROM pair p WHERE p.a = c.id) u) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT (SELECT (SELECT max(p.b) FROM pair p WHERE p.a = c.id))) AS v FROM cust c
----
id|v
1|2
2|1
3|3
4|NULL
5|NULL
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT (SELECT (SELECT max(p.b) FROM pair p WHERE p.a = c.id))) IS NOT NULL
----
id
1
2
3

SELECT c.name FROM cust c ORDER BY (SELECT (SELECT (SELECT max(p.b) FROM pair p WHERE p.a = c.id))) NULLS FIRST, c.name
----
name
dan
eve
NULL
bob
ann
cyd

SELECT c.id, coalesce((SELECT (SELECT (SELECT max(p.b) FROM pair p WHERE p.a = c.id)))::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|2
3|3
4|none
NULL|none

SELECT count((SELECT (SELECT (SELECT max(p.b) FROM pair p WHERE p.a = c.id)))) FROM cust c
----
count
3

SELECT CASE WHEN c.vip THEN (SELECT (SELECT (SELECT max(p.b) FROM pair p WHERE p.a = c.id)))::text ELSE 'no' END AS v FROM cust c
----
v
2
NULL
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT (SELECT (SELECT max(p.b) FROM pair p WHERE p.a = c.id))) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|NULL
5|NULL
NULL|NULL

SELECT c.id, (SELECT max(o.amount) FROM ord o WHERE o.cust = c.id GROUP BY o.cust) AS v FROM cust c
----
id|v
1|25.50
2|99.99
3|0.00
4|-3.10
5|NULL
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT max(o.amount) FROM ord o WHERE o.cust = c.id GROUP BY o.cust) IS NOT NULL
----
id
1
2
3
4

SELECT c.name FROM cust c ORDER BY (SELECT max(o.amount) FROM ord o WHERE o.cust = c.id GROUP BY o.cust) NULLS FIRST, c.name
----
name
eve
NULL
dan
cyd
ann
bob

SELECT c.id, coalesce((SELECT max(o.amount) FROM ord o WHERE o.cust = c.id GROUP BY o.cust)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|25.50
3|0.00
4|-3.10
NULL|none

SELECT count((SELECT max(o.amount) FROM ord o WHERE o.cust = c.id GROUP BY o.cust)) FROM cust c
----
count
4

SELECT CASE WHEN c.vip THEN (SELECT max(o.amount) FROM ord o WHERE o.cust = c.id GROUP BY o.cust)::text ELSE 'no' END AS v FROM cust c
----
v
-3.10
25.50
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT max(o.amount) FROM ord o WHERE o.cust = c.id GROUP BY o.cust) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (WITH w AS (SELECT o.amount FROM ord o WHERE o.cust = c.id) SELECT sum(amount) FROM w) AS v FROM cust c
----
id|v
1|29.50
2|99.99
3|0.00
4|-3.10
5|NULL
NULL|NULL

SELECT c.id FROM cust c WHERE (WITH w AS (SELECT o.amount FROM ord o WHERE o.cust = c.id) SELECT sum(amount) FROM w) IS NOT NULL
----
id
1
2
3
4

SELECT c.name FROM cust c ORDER BY (WITH w AS (SELECT o.amount FROM ord o WHERE o.cust = c.id) SELECT sum(amount) FROM w) NULLS FIRST, c.name
----
name
eve
NULL
dan
cyd
ann
bob

SELECT c.id, coalesce((WITH w AS (SELECT o.amount FROM ord o WHERE o.cust = c.id) SELECT sum(amount) FROM w)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|29.50
3|0.00
4|-3.10
NULL|none

SELECT count((WITH w AS (SELECT o.amount FROM ord o WHERE o.cust = c.id) SELECT sum(amount) FROM w)) FROM cust c
----
count
4

SELECT CASE WHEN c.vip THEN (WITH w AS (SELECT o.amount FROM ord o WHERE o.cust = c.id) SELECT sum(amount) FROM w)::text ELSE 'no' END AS v FROM cust c
----
v
-3.10
29.50
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (WITH w AS (SELECT o.amount FROM ord o WHERE o.cust = c.id) SELECT sum(amount) FROM w) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY o.amount) FROM ord o WHERE o.cust = c.id) AS v FROM cust c
----
id|v
1|4.00
2|99.99
3|0.00
4|-3.10
5|NULL
NULL|NULL

SELECT c.id FROM cust c WHERE (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY o.amount) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id
1
2
3
4

SELECT c.name FROM cust c ORDER BY (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY o.amount) FROM ord o WHERE o.cust = c.id) NULLS FIRST, c.name
----
name
eve
NULL
dan
cyd
ann
bob

SELECT c.id, coalesce((SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY o.amount) FROM ord o WHERE o.cust = c.id)::text, 'none') AS v FROM cust c WHERE c.vip IS NOT FALSE
----
id|v
1|4.00
3|0.00
4|-3.10
NULL|none

SELECT count((SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY o.amount) FROM ord o WHERE o.cust = c.id)) FROM cust c
----
count
4

SELECT CASE WHEN c.vip THEN (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY o.amount) FROM ord o WHERE o.cust = c.id)::text ELSE 'no' END AS v FROM cust c
----
v
-3.10
4.00
NULL
no
no
no

SELECT c.id, o2.id FROM cust c LEFT JOIN ord o2 ON o2.cust = c.id AND (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY o.amount) FROM ord o WHERE o.cust = c.id) IS NOT NULL
----
id|id
1|10
1|11
2|12
2|13
3|14
4|17
5|NULL
NULL|NULL

SELECT c.id, s.* FROM cust c, LATERAL (SELECT o.id, o.amount FROM ord o WHERE o.cust = c.id) s(x, y)
----
id|x|y
1|10|25.50
1|11|4.00
2|12|99.99
2|13|NULL
3|14|0.00
4|17|-3.10

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT o.id, o.amount FROM ord o WHERE o.cust = c.id) s(x, y) ON true
----
id|x|y
1|10|25.50
1|11|4.00
2|12|99.99
2|13|NULL
3|14|0.00
4|17|-3.10
5|NULL|NULL
NULL|NULL|NULL

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT o.id, o.amount FROM ord o WHERE o.cust = c.id) s(x, y) ON c.vip
----
id|x
1|10
1|11
2|NULL
3|NULL
4|17
5|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT o.id, o.amount FROM ord o WHERE o.cust = c.id) s(x, y)
----
count|count
6|6

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT o.id, o.amount FROM ord o WHERE o.cust = c.id) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|1
lima|0
oslo|2
rome|3

SELECT c.id, s.* FROM cust c, LATERAL (SELECT o.id, o.amount FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1) s(x, y)
----
id|x|y
1|10|25.50
2|12|99.99
3|14|0.00
4|17|-3.10

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT o.id, o.amount FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1) s(x, y) ON true
----
id|x|y
1|10|25.50
2|12|99.99
3|14|0.00
4|17|-3.10
5|NULL|NULL
NULL|NULL|NULL

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT o.id, o.amount FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1) s(x, y) ON c.vip
----
id|x
1|10
2|NULL
3|NULL
4|17
5|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT o.id, o.amount FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1) s(x, y)
----
count|count
4|4

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT o.id, o.amount FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|1
lima|0
oslo|1
rome|2

SELECT c.id, s.* FROM cust c, LATERAL (SELECT count(*) AS n, sum(o.amount) AS s FROM ord o WHERE o.cust = c.id) s(x, y)
----
id|x|y
1|2|29.50
2|2|99.99
3|1|0.00
4|1|-3.10
5|0|NULL
NULL|0|NULL

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT count(*) AS n, sum(o.amount) AS s FROM ord o WHERE o.cust = c.id) s(x, y) ON true
----
id|x|y
1|2|29.50
2|2|99.99
3|1|0.00
4|1|-3.10
5|0|NULL
NULL|0|NULL

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT count(*) AS n, sum(o.amount) AS s FROM ord o WHERE o.cust = c.id) s(x, y) ON c.vip
----
id|x
1|2
2|NULL
3|NULL
4|1
5|NULL
NULL|0

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT count(*) AS n, sum(o.amount) AS s FROM ord o WHERE o.cust = c.id) s(x, y)
----
count|count
6|6

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT count(*) AS n, sum(o.amount) AS s FROM ord o WHERE o.cust = c.id) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|1
lima|1
oslo|2
rome|2

SELECT c.id, s.* FROM cust c, LATERAL (SELECT o.cust, max(o.id) FROM ord o WHERE o.cust <= c.id GROUP BY o.cust) s(x, y)
----
id|x|y
1|1|11
2|1|11
2|2|13
3|1|11
3|2|13
3|3|14
4|1|11
4|2|13
4|3|14
4|4|17
5|1|11
5|2|13
5|3|14
5|4|17

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT o.cust, max(o.id) FROM ord o WHERE o.cust <= c.id GROUP BY o.cust) s(x, y) ON true
----
id|x|y
1|1|11
2|1|11
2|2|13
3|1|11
3|2|13
3|3|14
4|1|11
4|2|13
4|3|14
4|4|17
5|1|11
5|2|13
5|3|14
5|4|17
NULL|NULL|NULL

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT o.cust, max(o.id) FROM ord o WHERE o.cust <= c.id GROUP BY o.cust) s(x, y) ON c.vip
----
id|x
1|1
2|NULL
3|NULL
4|1
4|2
4|3
4|4
5|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT o.cust, max(o.id) FROM ord o WHERE o.cust <= c.id GROUP BY o.cust) s(x, y)
----
count|count
14|14

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT o.cust, max(o.id) FROM ord o WHERE o.cust <= c.id GROUP BY o.cust) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|3
lima|4
oslo|2
rome|5

SELECT c.id, s.* FROM cust c, LATERAL (SELECT g, g * c.id FROM generate_series(1, c.id) g) s(x, y)
----
id|x|y
1|1|1
2|1|2
2|2|4
3|1|3
3|2|6
3|3|9
4|1|4
4|2|8
4|3|12
4|4|16
5|1|5
5|2|10
5|3|15
5|4|20
5|5|25

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT g, g * c.id FROM generate_series(1, c.id) g) s(x, y) ON true
----
id|x|y
1|1|1
2|1|2
2|2|4
3|1|3
3|2|6
3|3|9
4|1|4
4|2|8
4|3|12
4|4|16
5|1|5
5|2|10
5|3|15
5|4|20
5|5|25
NULL|NULL|NULL

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT g, g * c.id FROM generate_series(1, c.id) g) s(x, y) ON c.vip
----
id|x
1|1
2|NULL
3|NULL
4|1
4|2
4|3
4|4
5|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT g, g * c.id FROM generate_series(1, c.id) g) s(x, y)
----
count|count
15|15

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT g, g * c.id FROM generate_series(1, c.id) g) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|3
lima|5
oslo|2
rome|5

SELECT c.id, s.* FROM cust c, LATERAL (SELECT x, c.name FROM (VALUES (c.id), (c.id + 1)) v(x)) s(x, y)
----
id|x|y
1|1|ann
1|2|ann
2|2|bob
2|3|bob
3|3|cyd
3|4|cyd
4|4|dan
4|5|dan
5|5|NULL
5|6|NULL
NULL|NULL|eve
NULL|NULL|eve

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT x, c.name FROM (VALUES (c.id), (c.id + 1)) v(x)) s(x, y) ON true
----
id|x|y
1|1|ann
1|2|ann
2|2|bob
2|3|bob
3|3|cyd
3|4|cyd
4|4|dan
4|5|dan
5|5|NULL
5|6|NULL
NULL|NULL|eve
NULL|NULL|eve

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT x, c.name FROM (VALUES (c.id), (c.id + 1)) v(x)) s(x, y) ON c.vip
----
id|x
1|1
1|2
2|NULL
3|NULL
4|4
4|5
5|NULL
NULL|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT x, c.name FROM (VALUES (c.id), (c.id + 1)) v(x)) s(x, y)
----
count|count
12|10

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT x, c.name FROM (VALUES (c.id), (c.id + 1)) v(x)) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|2
lima|2
oslo|2
rome|4

SELECT c.id, s.* FROM cust c, LATERAL (SELECT p.a, p.b FROM pair p WHERE p.a = c.id UNION ALL SELECT c.id, 0) s(x, y)
----
id|x|y
1|1|0
1|1|1
1|1|1
1|1|2
2|2|0
2|2|1
2|2|NULL
3|3|0
3|3|3
4|4|0
5|5|0
NULL|NULL|0

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT p.a, p.b FROM pair p WHERE p.a = c.id UNION ALL SELECT c.id, 0) s(x, y) ON true
----
id|x|y
1|1|0
1|1|1
1|1|1
1|1|2
2|2|0
2|2|1
2|2|NULL
3|3|0
3|3|3
4|4|0
5|5|0
NULL|NULL|0

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT p.a, p.b FROM pair p WHERE p.a = c.id UNION ALL SELECT c.id, 0) s(x, y) ON c.vip
----
id|x
1|1
1|1
1|1
1|1
2|NULL
3|NULL
4|4
5|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT p.a, p.b FROM pair p WHERE p.a = c.id UNION ALL SELECT c.id, 0) s(x, y)
----
count|count
12|11

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT p.a, p.b FROM pair p WHERE p.a = c.id UNION ALL SELECT c.id, 0) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|2
lima|1
oslo|3
rome|5

SELECT c.id, s.* FROM cust c, LATERAL (SELECT DISTINCT o.amount, c.city FROM ord o WHERE o.cust = c.id OR c.id = 5) s(x, y)
----
id|x|y
1|25.50|rome
1|4.00|rome
2|99.99|oslo
2|NULL|oslo
3|0.00|NULL
4|-3.10|rome
5|-3.10|lima
5|0.00|lima
5|12.25|lima
5|25.50|lima
5|4.00|lima
5|99.99|lima
5|NULL|lima

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT DISTINCT o.amount, c.city FROM ord o WHERE o.cust = c.id OR c.id = 5) s(x, y) ON true
----
id|x|y
1|25.50|rome
1|4.00|rome
2|99.99|oslo
2|NULL|oslo
3|0.00|NULL
4|-3.10|rome
5|-3.10|lima
5|0.00|lima
5|12.25|lima
5|25.50|lima
5|4.00|lima
5|99.99|lima
5|NULL|lima
NULL|NULL|NULL

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT DISTINCT o.amount, c.city FROM ord o WHERE o.cust = c.id OR c.id = 5) s(x, y) ON c.vip
----
id|x
1|25.50
1|4.00
2|NULL
3|NULL
4|-3.10
5|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT DISTINCT o.amount, c.city FROM ord o WHERE o.cust = c.id OR c.id = 5) s(x, y)
----
count|count
13|11

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT DISTINCT o.amount, c.city FROM ord o WHERE o.cust = c.id OR c.id = 5) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|1
lima|6
oslo|1
rome|3

SELECT c.id, s.* FROM cust c, LATERAL (SELECT o.id, row_number() OVER (ORDER BY o.id) FROM ord o WHERE o.cust = c.id) s(x, y)
----
id|x|y
1|10|1
1|11|2
2|12|1
2|13|2
3|14|1
4|17|1

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT o.id, row_number() OVER (ORDER BY o.id) FROM ord o WHERE o.cust = c.id) s(x, y) ON true
----
id|x|y
1|10|1
1|11|2
2|12|1
2|13|2
3|14|1
4|17|1
5|NULL|NULL
NULL|NULL|NULL

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT o.id, row_number() OVER (ORDER BY o.id) FROM ord o WHERE o.cust = c.id) s(x, y) ON c.vip
----
id|x
1|10
1|11
2|NULL
3|NULL
4|17
5|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT o.id, row_number() OVER (ORDER BY o.id) FROM ord o WHERE o.cust = c.id) s(x, y)
----
count|count
6|6

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT o.id, row_number() OVER (ORDER BY o.id) FROM ord o WHERE o.cust = c.id) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|1
lima|0
oslo|2
rome|3

SELECT c.id, s.* FROM cust c, LATERAL (SELECT o.id, t FROM ord o, unnest(o.tags) t WHERE o.cust = c.id) s(x, y)
----
id|x|y
1|10|1
1|10|2
2|12|2
2|12|3
2|12|3
3|14|1
3|14|NULL
4|17|1
4|17|2

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT o.id, t FROM ord o, unnest(o.tags) t WHERE o.cust = c.id) s(x, y) ON true
----
id|x|y
1|10|1
1|10|2
2|12|2
2|12|3
2|12|3
3|14|1
3|14|NULL
4|17|1
4|17|2
5|NULL|NULL
NULL|NULL|NULL

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT o.id, t FROM ord o, unnest(o.tags) t WHERE o.cust = c.id) s(x, y) ON c.vip
----
id|x
1|10
1|10
2|NULL
3|NULL
4|17
4|17
5|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT o.id, t FROM ord o, unnest(o.tags) t WHERE o.cust = c.id) s(x, y)
----
count|count
9|9

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT o.id, t FROM ord o, unnest(o.tags) t WHERE o.cust = c.id) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|2
lima|0
oslo|3
rome|4

SELECT c.id, s.* FROM cust c, LATERAL (SELECT s.a, s.n FROM (SELECT p.a, count(*) AS n FROM pair p WHERE p.b = c.id GROUP BY p.a) s WHERE s.n >= 1) s(x, y)
----
id|x|y
1|1|2
1|2|1
2|1|1
2|NULL|1
3|3|1

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT s.a, s.n FROM (SELECT p.a, count(*) AS n FROM pair p WHERE p.b = c.id GROUP BY p.a) s WHERE s.n >= 1) s(x, y) ON true
----
id|x|y
1|1|2
1|2|1
2|1|1
2|NULL|1
3|3|1
4|NULL|NULL
5|NULL|NULL
NULL|NULL|NULL

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT s.a, s.n FROM (SELECT p.a, count(*) AS n FROM pair p WHERE p.b = c.id GROUP BY p.a) s WHERE s.n >= 1) s(x, y) ON c.vip
----
id|x
1|1
1|2
2|NULL
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT s.a, s.n FROM (SELECT p.a, count(*) AS n FROM pair p WHERE p.b = c.id GROUP BY p.a) s WHERE s.n >= 1) s(x, y)
----
count|count
5|4

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT s.a, s.n FROM (SELECT p.a, count(*) AS n FROM pair p WHERE p.b = c.id GROUP BY p.a) s WHERE s.n >= 1) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|1
lima|0
oslo|1
rome|2

SELECT c.id, s.* FROM cust c, LATERAL (SELECT i.id, j.b FROM (SELECT o.id, o.cust FROM ord o WHERE o.cust = c.id) i, LATERAL (SELECT p.b FROM pair p WHERE p.a = i.cust AND p.b = c.id) j) s(x, y)
----
id|x|y
1|10|1
1|10|1
1|11|1
1|11|1
3|14|3

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT i.id, j.b FROM (SELECT o.id, o.cust FROM ord o WHERE o.cust = c.id) i, LATERAL (SELECT p.b FROM pair p WHERE p.a = i.cust AND p.b = c.id) j) s(x, y) ON true
----
id|x|y
1|10|1
1|10|1
1|11|1
1|11|1
2|NULL|NULL
3|14|3
4|NULL|NULL
5|NULL|NULL
NULL|NULL|NULL

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT i.id, j.b FROM (SELECT o.id, o.cust FROM ord o WHERE o.cust = c.id) i, LATERAL (SELECT p.b FROM pair p WHERE p.a = i.cust AND p.b = c.id) j) s(x, y) ON c.vip
----
id|x
1|10
1|10
1|11
1|11
2|NULL
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT i.id, j.b FROM (SELECT o.id, o.cust FROM ord o WHERE o.cust = c.id) i, LATERAL (SELECT p.b FROM pair p WHERE p.a = i.cust AND p.b = c.id) j) s(x, y)
----
count|count
5|5

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT i.id, j.b FROM (SELECT o.id, o.cust FROM ord o WHERE o.cust = c.id) i, LATERAL (SELECT p.b FROM pair p WHERE p.a = i.cust AND p.b = c.id) j) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|1
lima|0
oslo|0
rome|4

SELECT c.id, s.* FROM cust c, LATERAL (SELECT o.id, z.k FROM ord o LEFT JOIN LATERAL (SELECT c.id + o.cust AS k WHERE o.amount > 5) z ON true WHERE o.cust = c.id) s(x, y)
----
id|x|y
1|10|2
1|11|NULL
2|12|4
2|13|NULL
3|14|NULL
4|17|NULL

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT o.id, z.k FROM ord o LEFT JOIN LATERAL (SELECT c.id + o.cust AS k WHERE o.amount > 5) z ON true WHERE o.cust = c.id) s(x, y) ON true
----
id|x|y
1|10|2
1|11|NULL
2|12|4
2|13|NULL
3|14|NULL
4|17|NULL
5|NULL|NULL
NULL|NULL|NULL

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT o.id, z.k FROM ord o LEFT JOIN LATERAL (SELECT c.id + o.cust AS k WHERE o.amount > 5) z ON true WHERE o.cust = c.id) s(x, y) ON c.vip
----
id|x
1|10
1|11
2|NULL
3|NULL
4|17
5|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT o.id, z.k FROM ord o LEFT JOIN LATERAL (SELECT c.id + o.cust AS k WHERE o.amount > 5) z ON true WHERE o.cust = c.id) s(x, y)
----
count|count
6|6

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT o.id, z.k FROM ord o LEFT JOIN LATERAL (SELECT c.id + o.cust AS k WHERE o.amount > 5) z ON true WHERE o.cust = c.id) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|1
lima|0
oslo|2
rome|3

SELECT c.id, s.* FROM cust c, LATERAL (SELECT o.id, 1 FROM ord o WHERE o.cust = c.id ORDER BY o.amount DESC NULLS LAST FETCH FIRST 1 ROW WITH TIES) s(x, y)
----
id|x|y
1|10|1
2|12|1
3|14|1
4|17|1

SELECT c.id, s.x, s.y FROM cust c LEFT JOIN LATERAL (SELECT o.id, 1 FROM ord o WHERE o.cust = c.id ORDER BY o.amount DESC NULLS LAST FETCH FIRST 1 ROW WITH TIES) s(x, y) ON true
----
id|x|y
1|10|1
2|12|1
3|14|1
4|17|1
5|NULL|NULL
NULL|NULL|NULL

SELECT c.id, s.x FROM cust c LEFT JOIN LATERAL (SELECT o.id, 1 FROM ord o WHERE o.cust = c.id ORDER BY o.amount DESC NULLS LAST FETCH FIRST 1 ROW WITH TIES) s(x, y) ON c.vip
----
id|x
1|10
2|NULL
3|NULL
4|17
5|NULL
NULL|NULL

SELECT count(*), count(s.x) FROM cust c CROSS JOIN LATERAL (SELECT o.id, 1 FROM ord o WHERE o.cust = c.id ORDER BY o.amount DESC NULLS LAST FETCH FIRST 1 ROW WITH TIES) s(x, y)
----
count|count
4|4

SELECT c.city, count(s.x) FROM cust c LEFT JOIN LATERAL (SELECT o.id, 1 FROM ord o WHERE o.cust = c.id ORDER BY o.amount DESC NULLS LAST FETCH FIRST 1 ROW WITH TIES) s(x, y) ON s.x IS NOT NULL GROUP BY c.city ORDER BY c.city NULLS FIRST
----
city|count
NULL|1
lima|0
oslo|1
rome|2
