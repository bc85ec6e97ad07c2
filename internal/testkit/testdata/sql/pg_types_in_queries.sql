-- Arrays, JSON and dates in joins, groups, windows
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

SELECT id, tags[1] AS v FROM ord
----
id|v
10|1
11|NULL
12|2
13|NULL
14|1
15|4
16|2
17|1

SELECT tags[1] AS v, count(*) FROM ord GROUP BY 1
----
v|count
1|3
2|2
4|1
NULL|2

SELECT count(DISTINCT tags[1]) FROM ord
----
count
3

SELECT id, rank() OVER (ORDER BY tags[1]) AS r FROM ord
----
id|r
10|1
11|7
12|4
13|7
14|1
15|6
16|4
17|1

SELECT o.id, p.id FROM ord o JOIN ord p ON (o.id = p.id + 1) 
----
id|id
11|10
12|11
13|12
14|13
15|14
16|15
17|16

SELECT tags[1] AS v FROM ord UNION SELECT tags[1] FROM ord WHERE id > 13
----
v
1
2
4
NULL

SELECT id FROM ord ORDER BY tags[1] DESC NULLS LAST, id
----
id
15
12
16
10
14
17
11
13

SELECT tags[1] AS v FROM ord WHERE tags[1] IS NOT NULL
----
v
1
1
1
2
2
4

SELECT x.v FROM (SELECT DISTINCT tags[1] AS v FROM ord) x JOIN (SELECT tags[1] AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
1
2

SELECT min(id) FILTER (WHERE tags[1] IS NULL) AS n, max(id) FILTER (WHERE tags[1] IS NOT NULL) AS m FROM ord
----
n|m
11|17

SELECT c.id, (SELECT min((tags[1])::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|1
2|2
3|1
4|1
5|NULL
NULL|NULL

SELECT id, cardinality(tags) AS v FROM ord
----
id|v
10|2
11|0
12|3
13|NULL
14|2
15|1
16|1
17|2

SELECT cardinality(tags) AS v, count(*) FROM ord GROUP BY 1
----
v|count
0|1
1|2
2|3
3|1
NULL|1

SELECT count(DISTINCT cardinality(tags)) FROM ord
----
count
4

SELECT id, rank() OVER (ORDER BY cardinality(tags)) AS r FROM ord
----
id|r
10|4
11|1
12|7
13|8
14|4
15|2
16|2
17|4

SELECT cardinality(tags) AS v FROM ord UNION SELECT cardinality(tags) FROM ord WHERE id > 13
----
v
0
1
2
3
NULL

SELECT id FROM ord ORDER BY cardinality(tags) DESC NULLS LAST, id
----
id
12
10
14
17
15
16
11
13

SELECT cardinality(tags) AS v FROM ord WHERE cardinality(tags) IS NOT NULL
----
v
0
1
1
2
2
2
3

SELECT x.v FROM (SELECT DISTINCT cardinality(tags) AS v FROM ord) x JOIN (SELECT cardinality(tags) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
0
2
3

SELECT min(id) FILTER (WHERE cardinality(tags) IS NULL) AS n, max(id) FILTER (WHERE cardinality(tags) IS NOT NULL) AS m FROM ord
----
n|m
13|17

SELECT c.id, (SELECT min((cardinality(tags))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|0
2|3
3|2
4|2
5|NULL
NULL|NULL

SELECT id, array_to_string(tags, '-', '*') AS v FROM ord
----
id|v
10|1-2
11|''
12|2-3-3
13|NULL
14|1-*
15|4
16|2
17|1-2

SELECT array_to_string(tags, '-', '*') AS v, count(*) FROM ord GROUP BY 1
----
v|count
''|1
1-*|1
1-2|2
2-3-3|1
2|1
4|1
NULL|1

SELECT count(DISTINCT array_to_string(tags, '-', '*')) FROM ord
----
count
6

SELECT id, rank() OVER (ORDER BY array_to_string(tags, '-', '*')) AS r FROM ord
----
id|r
10|3
11|1
12|6
13|8
14|2
15|7
16|5
17|3

SELECT array_to_string(tags, '-', '*') AS v FROM ord UNION SELECT array_to_string(tags, '-', '*') FROM ord WHERE id > 13
----
v
''
1-*
1-2
2
2-3-3
4
NULL

SELECT id FROM ord ORDER BY array_to_string(tags, '-', '*') DESC NULLS LAST, id
----
id
15
12
16
10
17
14
11
13

SELECT array_to_string(tags, '-', '*') AS v FROM ord WHERE array_to_string(tags, '-', '*') IS NOT NULL
----
v
''
1-*
1-2
1-2
2
2-3-3
4

SELECT x.v FROM (SELECT DISTINCT array_to_string(tags, '-', '*') AS v FROM ord) x JOIN (SELECT array_to_string(tags, '-', '*') AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
''
1-2
2-3-3

SELECT min(id) FILTER (WHERE array_to_string(tags, '-', '*') IS NULL) AS n, max(id) FILTER (WHERE array_to_string(tags, '-', '*') IS NOT NULL) AS m FROM ord
----
n|m
13|17

SELECT c.id, (SELECT min((array_to_string(tags, '-', '*'))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|''
2|2-3-3
3|1-*
4|1-2
5|NULL
NULL|NULL

SELECT id, tags || 9 AS v FROM ord
----
id|v
10|{1,2,9}
11|{9}
12|{2,3,3,9}
13|{9}
14|{1,NULL,9}
15|{4,9}
16|{2,9}
17|{1,2,9}

SELECT tags || 9 AS v, count(*) FROM ord GROUP BY 1
----
v|count
{1,2,9}|2
{1,NULL,9}|1
{2,3,3,9}|1
{2,9}|1
{4,9}|1
{9}|2

SELECT count(DISTINCT tags || 9) FROM ord
----
count
6

SELECT id, rank() OVER (ORDER BY tags || 9) AS r FROM ord
----
id|r
10|1
11|7
12|4
13|7
14|3
15|6
16|5
17|1

SELECT tags || 9 AS v FROM ord UNION SELECT tags || 9 FROM ord WHERE id > 13
----
v
{1,2,9}
{1,NULL,9}
{2,3,3,9}
{2,9}
{4,9}
{9}

SELECT id FROM ord ORDER BY tags || 9 DESC NULLS LAST, id
----
id
11
13
15
16
12
14
10
17

SELECT tags || 9 AS v FROM ord WHERE tags || 9 IS NOT NULL
----
v
{1,2,9}
{1,2,9}
{1,NULL,9}
{2,3,3,9}
{2,9}
{4,9}
{9}
{9}

SELECT x.v FROM (SELECT DISTINCT tags || 9 AS v FROM ord) x JOIN (SELECT tags || 9 AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
{1,2,9}
{2,3,3,9}
{9}
{9}

SELECT min(id) FILTER (WHERE tags || 9 IS NULL) AS n, max(id) FILTER (WHERE tags || 9 IS NOT NULL) AS m FROM ord
----
n|m
NULL|17

SELECT c.id, (SELECT min((tags || 9)::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|{1,2,9}
2|{2,3,3,9}
3|{1,NULL,9}
4|{1,2,9}
5|NULL
NULL|NULL

SELECT id, tags @> ARRAY[2] AS v FROM ord
----
id|v
10|t
11|f
12|t
13|NULL
14|f
15|f
16|t
17|t

SELECT tags @> ARRAY[2] AS v, count(*) FROM ord GROUP BY 1
----
v|count
NULL|1
f|3
t|4

SELECT count(DISTINCT tags @> ARRAY[2]) FROM ord
----
count
2

SELECT id, rank() OVER (ORDER BY tags @> ARRAY[2]) AS r FROM ord
----
id|r
10|4
11|1
12|4
13|8
14|1
15|1
16|4
17|4

SELECT tags @> ARRAY[2] AS v FROM ord UNION SELECT tags @> ARRAY[2] FROM ord WHERE id > 13
----
v
NULL
f
t

SELECT id FROM ord ORDER BY tags @> ARRAY[2] DESC NULLS LAST, id
----
id
10
12
16
17
11
14
15
13

SELECT tags @> ARRAY[2] AS v FROM ord WHERE tags @> ARRAY[2] IS NOT NULL
----
v
f
f
f
t
t
t
t

SELECT x.v FROM (SELECT DISTINCT tags @> ARRAY[2] AS v FROM ord) x JOIN (SELECT tags @> ARRAY[2] AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
f
t
t

SELECT min(id) FILTER (WHERE tags @> ARRAY[2] IS NULL) AS n, max(id) FILTER (WHERE tags @> ARRAY[2] IS NOT NULL) AS m FROM ord
----
n|m
13|17

SELECT c.id, (SELECT min((tags @> ARRAY[2])::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|false
2|true
3|false
4|true
5|NULL
NULL|NULL

SELECT id, 2 = ANY (tags) AS v FROM ord
----
id|v
10|t
11|f
12|t
13|NULL
14|NULL
15|f
16|t
17|t

SELECT 2 = ANY (tags) AS v, count(*) FROM ord GROUP BY 1
----
v|count
NULL|2
f|2
t|4

SELECT count(DISTINCT 2 = ANY (tags)) FROM ord
----
count
2

SELECT id, rank() OVER (ORDER BY 2 = ANY (tags)) AS r FROM ord
----
id|r
10|3
11|1
12|3
13|7
14|7
15|1
16|3
17|3

SELECT 2 = ANY (tags) AS v FROM ord UNION SELECT 2 = ANY (tags) FROM ord WHERE id > 13
----
v
NULL
f
t

SELECT id FROM ord ORDER BY 2 = ANY (tags) DESC NULLS LAST, id
----
id
10
12
16
17
11
15
13
14

SELECT 2 = ANY (tags) AS v FROM ord WHERE 2 = ANY (tags) IS NOT NULL
----
v
f
f
t
t
t
t

SELECT x.v FROM (SELECT DISTINCT 2 = ANY (tags) AS v FROM ord) x JOIN (SELECT 2 = ANY (tags) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
f
t
t

SELECT min(id) FILTER (WHERE 2 = ANY (tags) IS NULL) AS n, max(id) FILTER (WHERE 2 = ANY (tags) IS NOT NULL) AS m FROM ord
----
n|m
13|17

SELECT c.id, (SELECT min((2 = ANY (tags))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|false
2|true
3|NULL
4|true
5|NULL
NULL|NULL

SELECT id, array_position(tags, 3) AS v FROM ord
----
id|v
10|NULL
11|NULL
12|2
13|NULL
14|NULL
15|NULL
16|NULL
17|NULL

SELECT array_position(tags, 3) AS v, count(*) FROM ord GROUP BY 1
----
v|count
2|1
NULL|7

SELECT count(DISTINCT array_position(tags, 3)) FROM ord
----
count
1

SELECT id, rank() OVER (ORDER BY array_position(tags, 3)) AS r FROM ord
----
id|r
10|2
11|2
12|1
13|2
14|2
15|2
16|2
17|2

SELECT array_position(tags, 3) AS v FROM ord UNION SELECT array_position(tags, 3) FROM ord WHERE id > 13
----
v
2
NULL

SELECT id FROM ord ORDER BY array_position(tags, 3) DESC NULLS LAST, id
----
id
12
10
11
13
14
15
16
17

SELECT array_position(tags, 3) AS v FROM ord WHERE array_position(tags, 3) IS NOT NULL
----
v
2

SELECT x.v FROM (SELECT DISTINCT array_position(tags, 3) AS v FROM ord) x JOIN (SELECT array_position(tags, 3) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
2

SELECT min(id) FILTER (WHERE array_position(tags, 3) IS NULL) AS n, max(id) FILTER (WHERE array_position(tags, 3) IS NOT NULL) AS m FROM ord
----
n|m
10|12

SELECT c.id, (SELECT min((array_position(tags, 3))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|NULL
2|2
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT id, tags[2:] AS v FROM ord
----
id|v
10|{2}
11|{}
12|{3,3}
13|NULL
14|{NULL}
15|{}
16|{}
17|{2}

SELECT tags[2:] AS v, count(*) FROM ord GROUP BY 1
----
v|count
NULL|1
{2}|2
{3,3}|1
{NULL}|1
{}|3

SELECT count(DISTINCT tags[2:]) FROM ord
----
count
4

SELECT id, rank() OVER (ORDER BY tags[2:]) AS r FROM ord
----
id|r
10|4
11|1
12|6
13|8
14|7
15|1
16|1
17|4

SELECT tags[2:] AS v FROM ord UNION SELECT tags[2:] FROM ord WHERE id > 13
----
v
NULL
{2}
{3,3}
{NULL}
{}

SELECT id FROM ord ORDER BY tags[2:] DESC NULLS LAST, id
----
id
14
12
10
17
11
15
16
13

SELECT tags[2:] AS v FROM ord WHERE tags[2:] IS NOT NULL
----
v
{2}
{2}
{3,3}
{NULL}
{}
{}
{}

SELECT x.v FROM (SELECT DISTINCT tags[2:] AS v FROM ord) x JOIN (SELECT tags[2:] AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
{2}
{3,3}
{}

SELECT min(id) FILTER (WHERE tags[2:] IS NULL) AS n, max(id) FILTER (WHERE tags[2:] IS NOT NULL) AS m FROM ord
----
n|m
13|17

SELECT c.id, (SELECT min((tags[2:])::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|{2}
2|{3,3}
3|{NULL}
4|{2}
5|NULL
NULL|NULL

SELECT id, array_remove(tags, 2) AS v FROM ord
----
id|v
10|{1}
11|{}
12|{3,3}
13|NULL
14|{1,NULL}
15|{4}
16|{}
17|{1}

SELECT array_remove(tags, 2) AS v, count(*) FROM ord GROUP BY 1
----
v|count
NULL|1
{1,NULL}|1
{1}|2
{3,3}|1
{4}|1
{}|2

SELECT count(DISTINCT array_remove(tags, 2)) FROM ord
----
count
5

SELECT id, rank() OVER (ORDER BY array_remove(tags, 2)) AS r FROM ord
----
id|r
10|3
11|1
12|6
13|8
14|5
15|7
16|1
17|3

SELECT array_remove(tags, 2) AS v FROM ord UNION SELECT array_remove(tags, 2) FROM ord WHERE id > 13
----
v
NULL
{1,NULL}
{1}
{3,3}
{4}
{}

SELECT id FROM ord ORDER BY array_remove(tags, 2) DESC NULLS LAST, id
----
id
15
12
14
10
17
11
16
13

SELECT array_remove(tags, 2) AS v FROM ord WHERE array_remove(tags, 2) IS NOT NULL
----
v
{1,NULL}
{1}
{1}
{3,3}
{4}
{}
{}

SELECT x.v FROM (SELECT DISTINCT array_remove(tags, 2) AS v FROM ord) x JOIN (SELECT array_remove(tags, 2) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
{1}
{3,3}
{}

SELECT min(id) FILTER (WHERE array_remove(tags, 2) IS NULL) AS n, max(id) FILTER (WHERE array_remove(tags, 2) IS NOT NULL) AS m FROM ord
----
n|m
13|17

SELECT c.id, (SELECT min((array_remove(tags, 2))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|{1}
2|{3,3}
3|{1,NULL}
4|{1}
5|NULL
NULL|NULL

SELECT id, to_jsonb(tags) AS v FROM ord
----
id|v
10|[1, 2]
11|[]
12|[2, 3, 3]
13|NULL
14|[1, null]
15|[4]
16|[2]
17|[1, 2]

SELECT to_jsonb(tags) AS v, count(*) FROM ord GROUP BY 1
----
v|count
NULL|1
[1, 2]|2
[1, null]|1
[2, 3, 3]|1
[2]|1
[4]|1
[]|1

SELECT count(DISTINCT to_jsonb(tags)) FROM ord
----
count
6

SELECT id, rank() OVER (ORDER BY to_jsonb(tags)) AS r FROM ord
----
id|r
10|5
11|1
12|7
13|8
14|4
15|3
16|2
17|5

SELECT to_jsonb(tags) AS v FROM ord UNION SELECT to_jsonb(tags) FROM ord WHERE id > 13
----
v
NULL
[1, 2]
[1, null]
[2, 3, 3]
[2]
[4]
[]

SELECT id FROM ord ORDER BY to_jsonb(tags) DESC NULLS LAST, id
----
id
12
10
17
14
15
16
11
13

SELECT to_jsonb(tags) AS v FROM ord WHERE to_jsonb(tags) IS NOT NULL
----
v
[1, 2]
[1, 2]
[1, null]
[2, 3, 3]
[2]
[4]
[]

SELECT x.v FROM (SELECT DISTINCT to_jsonb(tags) AS v FROM ord) x JOIN (SELECT to_jsonb(tags) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
[1, 2]
[2, 3, 3]
[]

SELECT min(id) FILTER (WHERE to_jsonb(tags) IS NULL) AS n, max(id) FILTER (WHERE to_jsonb(tags) IS NOT NULL) AS m FROM ord
----
n|m
13|17

SELECT c.id, (SELECT min((to_jsonb(tags))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|[1, 2]
2|[2, 3, 3]
3|[1, null]
4|[1, 2]
5|NULL
NULL|NULL

SELECT id, date_trunc('month', placed) AS v FROM ord
----
id|v
10|2020-03-01 00:00:00
11|2020-03-01 00:00:00
12|2020-04-01 00:00:00
13|2021-01-01 00:00:00
14|NULL
15|2020-03-01 00:00:00
16|2020-12-01 00:00:00
17|2020-05-01 00:00:00

SELECT date_trunc('month', placed) AS v, count(*) FROM ord GROUP BY 1
----
v|count
2020-03-01 00:00:00|3
2020-04-01 00:00:00|1
2020-05-01 00:00:00|1
2020-12-01 00:00:00|1
2021-01-01 00:00:00|1
NULL|1

SELECT count(DISTINCT date_trunc('month', placed)) FROM ord
----
count
5

SELECT id, rank() OVER (ORDER BY date_trunc('month', placed)) AS r FROM ord
----
id|r
10|1
11|1
12|4
13|7
14|8
15|1
16|6
17|5

SELECT date_trunc('month', placed) AS v FROM ord UNION SELECT date_trunc('month', placed) FROM ord WHERE id > 13
----
v
2020-03-01 00:00:00
2020-04-01 00:00:00
2020-05-01 00:00:00
2020-12-01 00:00:00
2021-01-01 00:00:00
NULL

SELECT id FROM ord ORDER BY date_trunc('month', placed) DESC NULLS LAST, id
----
id
13
16
17
12
10
11
15
14

SELECT date_trunc('month', placed) AS v FROM ord WHERE date_trunc('month', placed) IS NOT NULL
----
v
2020-03-01 00:00:00
2020-03-01 00:00:00
2020-03-01 00:00:00
2020-04-01 00:00:00
2020-05-01 00:00:00
2020-12-01 00:00:00
2021-01-01 00:00:00

SELECT x.v FROM (SELECT DISTINCT date_trunc('month', placed) AS v FROM ord) x JOIN (SELECT date_trunc('month', placed) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
2020-03-01 00:00:00
2020-03-01 00:00:00
2020-04-01 00:00:00
2021-01-01 00:00:00

SELECT min(id) FILTER (WHERE date_trunc('month', placed) IS NULL) AS n, max(id) FILTER (WHERE date_trunc('month', placed) IS NOT NULL) AS m FROM ord
----
n|m
14|17

SELECT c.id, (SELECT min((date_trunc('month', placed))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|2020-03-01 00:00:00
2|2020-04-01 00:00:00
3|NULL
4|2020-05-01 00:00:00
5|NULL
NULL|NULL

SELECT id, extract(hour FROM placed) AS v FROM ord
----
id|v
10|10
11|12
12|0
13|23
14|NULL
15|10
16|18
17|5

SELECT extract(hour FROM placed) AS v, count(*) FROM ord GROUP BY 1
----
v|count
0|1
10|2
12|1
18|1
23|1
5|1
NULL|1

SELECT count(DISTINCT extract(hour FROM placed)) FROM ord
----
count
6

SELECT id, rank() OVER (ORDER BY extract(hour FROM placed)) AS r FROM ord
----
id|r
10|3
11|5
12|1
13|7
14|8
15|3
16|6
17|2

SELECT extract(hour FROM placed) AS v FROM ord UNION SELECT extract(hour FROM placed) FROM ord WHERE id > 13
----
v
0
10
12
18
23
5
NULL

SELECT id FROM ord ORDER BY extract(hour FROM placed) DESC NULLS LAST, id
----
id
13
16
11
10
15
17
12
14

SELECT extract(hour FROM placed) AS v FROM ord WHERE extract(hour FROM placed) IS NOT NULL
----
v
0
10
10
12
18
23
5

SELECT x.v FROM (SELECT DISTINCT extract(hour FROM placed) AS v FROM ord) x JOIN (SELECT extract(hour FROM placed) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
0
10
12
23

SELECT min(id) FILTER (WHERE extract(hour FROM placed) IS NULL) AS n, max(id) FILTER (WHERE extract(hour FROM placed) IS NOT NULL) AS m FROM ord
----
n|m
14|17

SELECT c.id, (SELECT min((extract(hour FROM placed))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|10
2|0
3|NULL
4|5
5|NULL
NULL|NULL

SELECT id, placed::date - date '2020-01-01' AS v FROM ord
----
id|v
10|60
11|60
12|105
13|366
14|NULL
15|60
16|365
17|125

SELECT placed::date - date '2020-01-01' AS v, count(*) FROM ord GROUP BY 1
----
v|count
105|1
125|1
365|1
366|1
60|3
NULL|1

SELECT count(DISTINCT placed::date - date '2020-01-01') FROM ord
----
count
5

SELECT id, rank() OVER (ORDER BY placed::date - date '2020-01-01') AS r FROM ord
----
id|r
10|1
11|1
12|4
13|7
14|8
15|1
16|6
17|5

SELECT placed::date - date '2020-01-01' AS v FROM ord UNION SELECT placed::date - date '2020-01-01' FROM ord WHERE id > 13
----
v
105
125
365
366
60
NULL

SELECT id FROM ord ORDER BY placed::date - date '2020-01-01' DESC NULLS LAST, id
----
id
13
16
17
12
10
11
15
14

SELECT placed::date - date '2020-01-01' AS v FROM ord WHERE placed::date - date '2020-01-01' IS NOT NULL
----
v
105
125
365
366
60
60
60

SELECT x.v FROM (SELECT DISTINCT placed::date - date '2020-01-01' AS v FROM ord) x JOIN (SELECT placed::date - date '2020-01-01' AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
105
366
60
60

SELECT min(id) FILTER (WHERE placed::date - date '2020-01-01' IS NULL) AS n, max(id) FILTER (WHERE placed::date - date '2020-01-01' IS NOT NULL) AS m FROM ord
----
n|m
14|17

SELECT c.id, (SELECT min((placed::date - date '2020-01-01')::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|60
2|105
3|NULL
4|125
5|NULL
NULL|NULL

SELECT id, placed + interval '1 month' AS v FROM ord
----
id|v
10|2020-04-01 10:00:00
11|2020-04-01 12:30:00
12|2020-05-15 00:00:00
13|2021-02-01 23:59:59
14|NULL
15|2020-04-01 10:00:00
16|2021-01-31 18:00:00
17|2020-06-05 05:05:05

SELECT placed + interval '1 month' AS v, count(*) FROM ord GROUP BY 1
----
v|count
2020-04-01 10:00:00|2
2020-04-01 12:30:00|1
2020-05-15 00:00:00|1
2020-06-05 05:05:05|1
2021-01-31 18:00:00|1
2021-02-01 23:59:59|1
NULL|1

SELECT count(DISTINCT placed + interval '1 month') FROM ord
----
count
6

SELECT id, rank() OVER (ORDER BY placed + interval '1 month') AS r FROM ord
----
id|r
10|1
11|3
12|4
13|7
14|8
15|1
16|6
17|5

SELECT placed + interval '1 month' AS v FROM ord UNION SELECT placed + interval '1 month' FROM ord WHERE id > 13
----
v
2020-04-01 10:00:00
2020-04-01 12:30:00
2020-05-15 00:00:00
2020-06-05 05:05:05
2021-01-31 18:00:00
2021-02-01 23:59:59
NULL

SELECT id FROM ord ORDER BY placed + interval '1 month' DESC NULLS LAST, id
----
id
13
16
17
12
11
10
15
14

SELECT placed + interval '1 month' AS v FROM ord WHERE placed + interval '1 month' IS NOT NULL
----
v
2020-04-01 10:00:00
2020-04-01 10:00:00
2020-04-01 12:30:00
2020-05-15 00:00:00
2020-06-05 05:05:05
2021-01-31 18:00:00
2021-02-01 23:59:59

SELECT x.v FROM (SELECT DISTINCT placed + interval '1 month' AS v FROM ord) x JOIN (SELECT placed + interval '1 month' AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
2020-04-01 10:00:00
2020-04-01 12:30:00
2020-05-15 00:00:00
2021-02-01 23:59:59

SELECT min(id) FILTER (WHERE placed + interval '1 month' IS NULL) AS n, max(id) FILTER (WHERE placed + interval '1 month' IS NOT NULL) AS m FROM ord
----
n|m
14|17

SELECT c.id, (SELECT min((placed + interval '1 month')::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|2020-04-01 10:00:00
2|2020-05-15 00:00:00
3|NULL
4|2020-06-05 05:05:05
5|NULL
NULL|NULL

SELECT id, age(placed, timestamp '2020-01-01') AS v FROM ord
----
id|v
10|2 mons 10:00:00
11|2 mons 12:30:00
12|3 mons 14 days
13|1 year 23:59:59
14|NULL
15|2 mons 10:00:00
16|11 mons 30 days 18:00:00
17|4 mons 4 days 05:05:05

SELECT age(placed, timestamp '2020-01-01') AS v, count(*) FROM ord GROUP BY 1
----
v|count
1 year 23:59:59|1
11 mons 30 days 18:00:00|1
2 mons 10:00:00|2
2 mons 12:30:00|1
3 mons 14 days|1
4 mons 4 days 05:05:05|1
NULL|1

SELECT count(DISTINCT age(placed, timestamp '2020-01-01')) FROM ord
----
count
6

SELECT id, rank() OVER (ORDER BY age(placed, timestamp '2020-01-01')) AS r FROM ord
----
id|r
10|1
11|3
12|4
13|7
14|8
15|1
16|6
17|5

SELECT age(placed, timestamp '2020-01-01') AS v FROM ord UNION SELECT age(placed, timestamp '2020-01-01') FROM ord WHERE id > 13
----
v
1 year 23:59:59
11 mons 30 days 18:00:00
2 mons 10:00:00
2 mons 12:30:00
3 mons 14 days
4 mons 4 days 05:05:05
NULL

SELECT id FROM ord ORDER BY age(placed, timestamp '2020-01-01') DESC NULLS LAST, id
----
id
13
16
17
12
11
10
15
14

SELECT age(placed, timestamp '2020-01-01') AS v FROM ord WHERE age(placed, timestamp '2020-01-01') IS NOT NULL
----
v
1 year 23:59:59
11 mons 30 days 18:00:00
2 mons 10:00:00
2 mons 10:00:00
2 mons 12:30:00
3 mons 14 days
4 mons 4 days 05:05:05

SELECT x.v FROM (SELECT DISTINCT age(placed, timestamp '2020-01-01') AS v FROM ord) x JOIN (SELECT age(placed, timestamp '2020-01-01') AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
1 year 23:59:59
2 mons 10:00:00
2 mons 12:30:00
3 mons 14 days

SELECT min(id) FILTER (WHERE age(placed, timestamp '2020-01-01') IS NULL) AS n, max(id) FILTER (WHERE age(placed, timestamp '2020-01-01') IS NOT NULL) AS m FROM ord
----
n|m
14|17

SELECT c.id, (SELECT min((age(placed, timestamp '2020-01-01'))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|2 mons 10:00:00
2|1 year 23:59:59
3|NULL
4|4 mons 4 days 05:05:05
5|NULL
NULL|NULL

SELECT id, to_char(placed, 'YYYY-MM-DD') AS v FROM ord
----
id|v
10|2020-03-01
11|2020-03-01
12|2020-04-15
13|2021-01-01
14|NULL
15|2020-03-01
16|2020-12-31
17|2020-05-05

SELECT to_char(placed, 'YYYY-MM-DD') AS v, count(*) FROM ord GROUP BY 1
----
v|count
2020-03-01|3
2020-04-15|1
2020-05-05|1
2020-12-31|1
2021-01-01|1
NULL|1

SELECT count(DISTINCT to_char(placed, 'YYYY-MM-DD')) FROM ord
----
count
5

SELECT id, rank() OVER (ORDER BY to_char(placed, 'YYYY-MM-DD')) AS r FROM ord
----
id|r
10|1
11|1
12|4
13|7
14|8
15|1
16|6
17|5

SELECT to_char(placed, 'YYYY-MM-DD') AS v FROM ord UNION SELECT to_char(placed, 'YYYY-MM-DD') FROM ord WHERE id > 13
----
v
2020-03-01
2020-04-15
2020-05-05
2020-12-31
2021-01-01
NULL

SELECT id FROM ord ORDER BY to_char(placed, 'YYYY-MM-DD') DESC NULLS LAST, id
----
id
13
16
17
12
10
11
15
14

SELECT to_char(placed, 'YYYY-MM-DD') AS v FROM ord WHERE to_char(placed, 'YYYY-MM-DD') IS NOT NULL
----
v
2020-03-01
2020-03-01
2020-03-01
2020-04-15
2020-05-05
2020-12-31
2021-01-01

SELECT x.v FROM (SELECT DISTINCT to_char(placed, 'YYYY-MM-DD') AS v FROM ord) x JOIN (SELECT to_char(placed, 'YYYY-MM-DD') AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
2020-03-01
2020-03-01
2020-04-15
2021-01-01

SELECT min(id) FILTER (WHERE to_char(placed, 'YYYY-MM-DD') IS NULL) AS n, max(id) FILTER (WHERE to_char(placed, 'YYYY-MM-DD') IS NOT NULL) AS m FROM ord
----
n|m
14|17

SELECT c.id, (SELECT min((to_char(placed, 'YYYY-MM-DD'))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|2020-03-01
2|2020-04-15
3|NULL
4|2020-05-05
5|NULL
NULL|NULL

SELECT id, placed - timestamp '2020-03-01' AS v FROM ord
----
id|v
10|10:00:00
11|12:30:00
12|45 days
13|306 days 23:59:59
14|NULL
15|10:00:00
16|305 days 18:00:00
17|65 days 05:05:05

SELECT placed - timestamp '2020-03-01' AS v, count(*) FROM ord GROUP BY 1
----
v|count
10:00:00|2
12:30:00|1
305 days 18:00:00|1
306 days 23:59:59|1
45 days|1
65 days 05:05:05|1
NULL|1

SELECT count(DISTINCT placed - timestamp '2020-03-01') FROM ord
----
count
6

SELECT id, rank() OVER (ORDER BY placed - timestamp '2020-03-01') AS r FROM ord
----
id|r
10|1
11|3
12|4
13|7
14|8
15|1
16|6
17|5

SELECT placed - timestamp '2020-03-01' AS v FROM ord UNION SELECT placed - timestamp '2020-03-01' FROM ord WHERE id > 13
----
v
10:00:00
12:30:00
305 days 18:00:00
306 days 23:59:59
45 days
65 days 05:05:05
NULL

SELECT id FROM ord ORDER BY placed - timestamp '2020-03-01' DESC NULLS LAST, id
----
id
13
16
17
12
11
10
15
14

SELECT placed - timestamp '2020-03-01' AS v FROM ord WHERE placed - timestamp '2020-03-01' IS NOT NULL
----
v
10:00:00
10:00:00
12:30:00
305 days 18:00:00
306 days 23:59:59
45 days
65 days 05:05:05

SELECT x.v FROM (SELECT DISTINCT placed - timestamp '2020-03-01' AS v FROM ord) x JOIN (SELECT placed - timestamp '2020-03-01' AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
10:00:00
12:30:00
306 days 23:59:59
45 days

SELECT min(id) FILTER (WHERE placed - timestamp '2020-03-01' IS NULL) AS n, max(id) FILTER (WHERE placed - timestamp '2020-03-01' IS NOT NULL) AS m FROM ord
----
n|m
14|17

SELECT c.id, (SELECT min((placed - timestamp '2020-03-01')::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|10:00:00
2|306 days 23:59:59
3|NULL
4|65 days 05:05:05
5|NULL
NULL|NULL

SELECT id, amount::int AS v FROM ord
----
id|v
10|26
11|4
12|100
13|NULL
14|0
15|12
16|12
17|-3

SELECT amount::int AS v, count(*) FROM ord GROUP BY 1
----
v|count
-3|1
0|1
100|1
12|2
26|1
4|1
NULL|1

SELECT count(DISTINCT amount::int) FROM ord
----
count
6

SELECT id, rank() OVER (ORDER BY amount::int) AS r FROM ord
----
id|r
10|6
11|3
12|7
13|8
14|2
15|4
16|4
17|1

SELECT amount::int AS v FROM ord UNION SELECT amount::int FROM ord WHERE id > 13
----
v
-3
0
100
12
26
4
NULL

SELECT id FROM ord ORDER BY amount::int DESC NULLS LAST, id
----
id
12
10
15
16
11
14
17
13

SELECT amount::int AS v FROM ord WHERE amount::int IS NOT NULL
----
v
-3
0
100
12
12
26
4

SELECT x.v FROM (SELECT DISTINCT amount::int AS v FROM ord) x JOIN (SELECT amount::int AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
100
26
4

SELECT min(id) FILTER (WHERE amount::int IS NULL) AS n, max(id) FILTER (WHERE amount::int IS NOT NULL) AS m FROM ord
----
n|m
13|17

SELECT c.id, (SELECT min((amount::int)::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|26
2|100
3|0
4|-3
5|NULL
NULL|NULL

SELECT id, round(amount) AS v FROM ord
----
id|v
10|26
11|4
12|100
13|NULL
14|0
15|12
16|12
17|-3

SELECT round(amount) AS v, count(*) FROM ord GROUP BY 1
----
v|count
-3|1
0|1
100|1
12|2
26|1
4|1
NULL|1

SELECT count(DISTINCT round(amount)) FROM ord
----
count
6

SELECT id, rank() OVER (ORDER BY round(amount)) AS r FROM ord
----
id|r
10|6
11|3
12|7
13|8
14|2
15|4
16|4
17|1

SELECT round(amount) AS v FROM ord UNION SELECT round(amount) FROM ord WHERE id > 13
----
v
-3
0
100
12
26
4
NULL

SELECT id FROM ord ORDER BY round(amount) DESC NULLS LAST, id
----
id
12
10
15
16
11
14
17
13

SELECT round(amount) AS v FROM ord WHERE round(amount) IS NOT NULL
----
v
-3
0
100
12
12
26
4

SELECT x.v FROM (SELECT DISTINCT round(amount) AS v FROM ord) x JOIN (SELECT round(amount) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
100
26
4

SELECT min(id) FILTER (WHERE round(amount) IS NULL) AS n, max(id) FILTER (WHERE round(amount) IS NOT NULL) AS m FROM ord
----
n|m
13|17

SELECT c.id, (SELECT min((round(amount))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|26
2|100
3|0
4|-3
5|NULL
NULL|NULL

SELECT id, amount::text AS v FROM ord
----
id|v
10|25.50
11|4.00
12|99.99
13|NULL
14|0.00
15|12.25
16|12.25
17|-3.10

SELECT amount::text AS v, count(*) FROM ord GROUP BY 1
----
v|count
-3.10|1
0.00|1
12.25|2
25.50|1
4.00|1
99.99|1
NULL|1

SELECT count(DISTINCT amount::text) FROM ord
----
count
6

SELECT id, rank() OVER (ORDER BY amount::text) AS r FROM ord
----
id|r
10|5
11|6
12|7
13|8
14|2
15|3
16|3
17|1

SELECT amount::text AS v FROM ord UNION SELECT amount::text FROM ord WHERE id > 13
----
v
-3.10
0.00
12.25
25.50
4.00
99.99
NULL

SELECT id FROM ord ORDER BY amount::text DESC NULLS LAST, id
----
id
12
11
10
15
16
14
17
13

SELECT amount::text AS v FROM ord WHERE amount::text IS NOT NULL
----
v
-3.10
0.00
12.25
12.25
25.50
4.00
99.99

SELECT x.v FROM (SELECT DISTINCT amount::text AS v FROM ord) x JOIN (SELECT amount::text AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
25.50
4.00
99.99

SELECT min(id) FILTER (WHERE amount::text IS NULL) AS n, max(id) FILTER (WHERE amount::text IS NOT NULL) AS m FROM ord
----
n|m
13|17

SELECT c.id, (SELECT min((amount::text)::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|25.50
2|99.99
3|0.00
4|-3.10
5|NULL
NULL|NULL

SELECT id, jsonb_build_object('c', cust, 'a', amount) AS v FROM ord
----
id|v
10|{"a": 25.50, "c": 1}
11|{"a": 4.00, "c": 1}
12|{"a": 99.99, "c": 2}
13|{"a": null, "c": 2}
14|{"a": 0.00, "c": 3}
15|{"a": 12.25, "c": null}
16|{"a": 12.25, "c": 7}
17|{"a": -3.10, "c": 4}

SELECT jsonb_build_object('c', cust, 'a', amount) AS v, count(*) FROM ord GROUP BY 1
----
v|count
{"a": -3.10, "c": 4}|1
{"a": 0.00, "c": 3}|1
{"a": 12.25, "c": 7}|1
{"a": 12.25, "c": null}|1
{"a": 25.50, "c": 1}|1
{"a": 4.00, "c": 1}|1
{"a": 99.99, "c": 2}|1
{"a": null, "c": 2}|1

SELECT count(DISTINCT jsonb_build_object('c', cust, 'a', amount)) FROM ord
----
count
8

SELECT id, rank() OVER (ORDER BY jsonb_build_object('c', cust, 'a', amount)) AS r FROM ord
----
id|r
10|7
11|4
12|8
13|1
14|3
15|5
16|6
17|2

SELECT jsonb_build_object('c', cust, 'a', amount) AS v FROM ord UNION SELECT jsonb_build_object('c', cust, 'a', amount) FROM ord WHERE id > 13
----
v
{"a": -3.10, "c": 4}
{"a": 0.00, "c": 3}
{"a": 12.25, "c": 7}
{"a": 12.25, "c": null}
{"a": 25.50, "c": 1}
{"a": 4.00, "c": 1}
{"a": 99.99, "c": 2}
{"a": null, "c": 2}

SELECT id FROM ord ORDER BY jsonb_build_object('c', cust, 'a', amount) DESC NULLS LAST, id
----
id
12
10
16
15
11
14
17
13

SELECT jsonb_build_object('c', cust, 'a', amount) AS v FROM ord WHERE jsonb_build_object('c', cust, 'a', amount) IS NOT NULL
----
v
{"a": -3.10, "c": 4}
{"a": 0.00, "c": 3}
{"a": 12.25, "c": 7}
{"a": 12.25, "c": null}
{"a": 25.50, "c": 1}
{"a": 4.00, "c": 1}
{"a": 99.99, "c": 2}
{"a": null, "c": 2}

SELECT x.v FROM (SELECT DISTINCT jsonb_build_object('c', cust, 'a', amount) AS v FROM ord) x JOIN (SELECT jsonb_build_object('c', cust, 'a', amount) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
{"a": 25.50, "c": 1}
{"a": 4.00, "c": 1}
{"a": 99.99, "c": 2}
{"a": null, "c": 2}

SELECT min(id) FILTER (WHERE jsonb_build_object('c', cust, 'a', amount) IS NULL) AS n, max(id) FILTER (WHERE jsonb_build_object('c', cust, 'a', amount) IS NOT NULL) AS m FROM ord
----
n|m
NULL|17

SELECT c.id, (SELECT min((jsonb_build_object('c', cust, 'a', amount))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|{"a": 25.50, "c": 1}
2|{"a": 99.99, "c": 2}
3|{"a": 0.00, "c": 3}
4|{"a": -3.10, "c": 4}
5|NULL
NULL|NULL

SELECT id, jsonb_build_array(cust, tags) AS v FROM ord
----
id|v
10|[1, [1, 2]]
11|[1, []]
12|[2, [2, 3, 3]]
13|[2, null]
14|[3, [1, null]]
15|[null, [4]]
16|[7, [2]]
17|[4, [1, 2]]

SELECT jsonb_build_array(cust, tags) AS v, count(*) FROM ord GROUP BY 1
----
v|count
[1, [1, 2]]|1
[1, []]|1
[2, [2, 3, 3]]|1
[2, null]|1
[3, [1, null]]|1
[4, [1, 2]]|1
[7, [2]]|1
[null, [4]]|1

SELECT count(DISTINCT jsonb_build_array(cust, tags)) FROM ord
----
count
8

SELECT id, rank() OVER (ORDER BY jsonb_build_array(cust, tags)) AS r FROM ord
----
id|r
10|3
11|2
12|5
13|4
14|6
15|1
16|8
17|7

SELECT jsonb_build_array(cust, tags) AS v FROM ord UNION SELECT jsonb_build_array(cust, tags) FROM ord WHERE id > 13
----
v
[1, [1, 2]]
[1, []]
[2, [2, 3, 3]]
[2, null]
[3, [1, null]]
[4, [1, 2]]
[7, [2]]
[null, [4]]

SELECT id FROM ord ORDER BY jsonb_build_array(cust, tags) DESC NULLS LAST, id
----
id
16
17
14
12
13
10
11
15

SELECT jsonb_build_array(cust, tags) AS v FROM ord WHERE jsonb_build_array(cust, tags) IS NOT NULL
----
v
[1, [1, 2]]
[1, []]
[2, [2, 3, 3]]
[2, null]
[3, [1, null]]
[4, [1, 2]]
[7, [2]]
[null, [4]]

SELECT x.v FROM (SELECT DISTINCT jsonb_build_array(cust, tags) AS v FROM ord) x JOIN (SELECT jsonb_build_array(cust, tags) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
[1, [1, 2]]
[1, []]
[2, [2, 3, 3]]
[2, null]

SELECT min(id) FILTER (WHERE jsonb_build_array(cust, tags) IS NULL) AS n, max(id) FILTER (WHERE jsonb_build_array(cust, tags) IS NOT NULL) AS m FROM ord
----
n|m
NULL|17

SELECT c.id, (SELECT min((jsonb_build_array(cust, tags))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|[1, [1, 2]]
2|[2, [2, 3, 3]]
3|[3, [1, null]]
4|[4, [1, 2]]
5|NULL
NULL|NULL

SELECT id, to_jsonb(placed) AS v FROM ord
----
id|v
10|"2020-03-01T10:00:00"
11|"2020-03-01T12:30:00"
12|"2020-04-15T00:00:00"
13|"2021-01-01T23:59:59"
14|NULL
15|"2020-03-01T10:00:00"
16|"2020-12-31T18:00:00"
17|"2020-05-05T05:05:05"

SELECT to_jsonb(placed) AS v, count(*) FROM ord GROUP BY 1
----
v|count
"2020-03-01T10:00:00"|2
"2020-03-01T12:30:00"|1
"2020-04-15T00:00:00"|1
"2020-05-05T05:05:05"|1
"2020-12-31T18:00:00"|1
"2021-01-01T23:59:59"|1
NULL|1

SELECT count(DISTINCT to_jsonb(placed)) FROM ord
----
count
6

SELECT id, rank() OVER (ORDER BY to_jsonb(placed)) AS r FROM ord
----
id|r
10|1
11|3
12|4
13|7
14|8
15|1
16|6
17|5

SELECT to_jsonb(placed) AS v FROM ord UNION SELECT to_jsonb(placed) FROM ord WHERE id > 13
----
v
"2020-03-01T10:00:00"
"2020-03-01T12:30:00"
"2020-04-15T00:00:00"
"2020-05-05T05:05:05"
"2020-12-31T18:00:00"
"2021-01-01T23:59:59"
NULL

SELECT id FROM ord ORDER BY to_jsonb(placed) DESC NULLS LAST, id
----
id
13
16
17
12
11
10
15
14

SELECT to_jsonb(placed) AS v FROM ord WHERE to_jsonb(placed) IS NOT NULL
----
v
"2020-03-01T10:00:00"
"2020-03-01T10:00:00"
"2020-03-01T12:30:00"
"2020-04-15T00:00:00"
"2020-05-05T05:05:05"
"2020-12-31T18:00:00"
"2021-01-01T23:59:59"

SELECT x.v FROM (SELECT DISTINCT to_jsonb(placed) AS v FROM ord) x JOIN (SELECT to_jsonb(placed) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
"2020-03-01T10:00:00"
"2020-03-01T12:30:00"
"2020-04-15T00:00:00"
"2021-01-01T23:59:59"

SELECT min(id) FILTER (WHERE to_jsonb(placed) IS NULL) AS n, max(id) FILTER (WHERE to_jsonb(placed) IS NOT NULL) AS m FROM ord
----
n|m
14|17

SELECT c.id, (SELECT min((to_jsonb(placed))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|"2020-03-01T10:00:00"
2|"2020-04-15T00:00:00"
3|NULL
4|"2020-05-05T05:05:05"
5|NULL
NULL|NULL

SELECT id, (placed, cust) AS v FROM ord
----
id|v
10|("2020-03-01 10:00:00",1)
11|("2020-03-01 12:30:00",1)
12|("2020-04-15 00:00:00",2)
13|("2021-01-01 23:59:59",2)
14|(,3)
15|("2020-03-01 10:00:00",)
16|("2020-12-31 18:00:00",7)
17|("2020-05-05 05:05:05",4)

SELECT (placed, cust) AS v, count(*) FROM ord GROUP BY 1
----
v|count
("2020-03-01 10:00:00",)|1
("2020-03-01 10:00:00",1)|1
("2020-03-01 12:30:00",1)|1
("2020-04-15 00:00:00",2)|1
("2020-05-05 05:05:05",4)|1
("2020-12-31 18:00:00",7)|1
("2021-01-01 23:59:59",2)|1
(,3)|1

SELECT count(DISTINCT (placed, cust)) FROM ord
----
count
8

SELECT id, rank() OVER (ORDER BY (placed, cust)) AS r FROM ord
----
id|r
10|1
11|3
12|4
13|7
14|8
15|2
16|6
17|5

SELECT (placed, cust) AS v FROM ord UNION SELECT (placed, cust) FROM ord WHERE id > 13
----
v
("2020-03-01 10:00:00",)
("2020-03-01 10:00:00",1)
("2020-03-01 12:30:00",1)
("2020-04-15 00:00:00",2)
("2020-05-05 05:05:05",4)
("2020-12-31 18:00:00",7)
("2021-01-01 23:59:59",2)
(,3)

SELECT id FROM ord ORDER BY (placed, cust) DESC NULLS LAST, id
----
id
14
13
16
17
12
11
15
10

SELECT (placed, cust) AS v FROM ord WHERE (placed, cust) IS NOT NULL
----
v
("2020-03-01 10:00:00",1)
("2020-03-01 12:30:00",1)
("2020-04-15 00:00:00",2)
("2020-05-05 05:05:05",4)
("2020-12-31 18:00:00",7)
("2021-01-01 23:59:59",2)

SELECT x.v FROM (SELECT DISTINCT (placed, cust) AS v FROM ord) x JOIN (SELECT (placed, cust) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
("2020-03-01 10:00:00",1)
("2020-03-01 12:30:00",1)
("2020-04-15 00:00:00",2)
("2021-01-01 23:59:59",2)

SELECT min(id) FILTER (WHERE (placed, cust) IS NULL) AS n, max(id) FILTER (WHERE (placed, cust) IS NOT NULL) AS m FROM ord
----
n|m
NULL|17

SELECT c.id, (SELECT min(((placed, cust))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|("2020-03-01 10:00:00",1)
2|("2020-04-15 00:00:00",2)
3|(,3)
4|("2020-05-05 05:05:05",4)
5|NULL
NULL|NULL

SELECT id, CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END AS v FROM ord
----
id|v
10|big
11|small
12|big
13|NULL
14|small
15|big
16|big
17|small

SELECT CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END AS v, count(*) FROM ord GROUP BY 1
----
v|count
NULL|1
big|4
small|3

SELECT count(DISTINCT CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END) FROM ord
----
count
2

SELECT id, rank() OVER (ORDER BY CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END) AS r FROM ord
----
id|r
10|1
11|5
12|1
13|8
14|5
15|1
16|1
17|5

SELECT CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END AS v FROM ord UNION SELECT CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END FROM ord WHERE id > 13
----
v
NULL
big
small

SELECT id FROM ord ORDER BY CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END DESC NULLS LAST, id
----
id
11
14
17
10
12
15
16
13

SELECT CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END AS v FROM ord WHERE CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END IS NOT NULL
----
v
big
big
big
big
small
small
small

SELECT x.v FROM (SELECT DISTINCT CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END AS v FROM ord) x JOIN (SELECT CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
big
big
small

SELECT min(id) FILTER (WHERE CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END IS NULL) AS n, max(id) FILTER (WHERE CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END IS NOT NULL) AS m FROM ord
----
n|m
13|17

SELECT c.id, (SELECT min((CASE WHEN amount > 10 THEN 'big' WHEN amount IS NULL THEN NULL ELSE 'small' END)::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|big
2|big
3|small
4|small
5|NULL
NULL|NULL

SELECT id, (jsonb_build_object('t', tags)->'t'->>0) AS v FROM ord
----
id|v
10|1
11|NULL
12|2
13|NULL
14|1
15|4
16|2
17|1

SELECT (jsonb_build_object('t', tags)->'t'->>0) AS v, count(*) FROM ord GROUP BY 1
----
v|count
1|3
2|2
4|1
NULL|2

SELECT count(DISTINCT (jsonb_build_object('t', tags)->'t'->>0)) FROM ord
----
count
3

SELECT id, rank() OVER (ORDER BY (jsonb_build_object('t', tags)->'t'->>0)) AS r FROM ord
----
id|r
10|1
11|7
12|4
13|7
14|1
15|6
16|4
17|1

SELECT (jsonb_build_object('t', tags)->'t'->>0) AS v FROM ord UNION SELECT (jsonb_build_object('t', tags)->'t'->>0) FROM ord WHERE id > 13
----
v
1
2
4
NULL

SELECT id FROM ord ORDER BY (jsonb_build_object('t', tags)->'t'->>0) DESC NULLS LAST, id
----
id
15
12
16
10
14
17
11
13

SELECT (jsonb_build_object('t', tags)->'t'->>0) AS v FROM ord WHERE (jsonb_build_object('t', tags)->'t'->>0) IS NOT NULL
----
v
1
1
1
2
2
4

SELECT x.v FROM (SELECT DISTINCT (jsonb_build_object('t', tags)->'t'->>0) AS v FROM ord) x JOIN (SELECT (jsonb_build_object('t', tags)->'t'->>0) AS v FROM ord WHERE id < 14) y ON x.v = y.v
----
v
1
2

SELECT min(id) FILTER (WHERE (jsonb_build_object('t', tags)->'t'->>0) IS NULL) AS n, max(id) FILTER (WHERE (jsonb_build_object('t', tags)->'t'->>0) IS NOT NULL) AS m FROM ord
----
n|m
11|17

SELECT c.id, (SELECT min(((jsonb_build_object('t', tags)->'t'->>0))::text) FROM ord WHERE ord.cust = c.id) AS v FROM cust c
----
id|v
1|1
2|2
3|1
4|1
5|NULL
NULL|NULL

SELECT id, t FROM ord, unnest(tags) t
----
id|t
10|1
10|2
12|2
12|3
12|3
14|1
14|NULL
15|4
16|2
17|1
17|2

SELECT count(*) FROM (SELECT id, t FROM ord, unnest(tags) t) s
----
count
11

SELECT id, t, n FROM ord, unnest(tags) WITH ORDINALITY u(t, n)
----
id|t|n
10|1|1
10|2|2
12|2|1
12|3|2
12|3|3
14|1|1
14|NULL|2
15|4|1
16|2|1
17|1|1
17|2|2

SELECT count(*) FROM (SELECT id, t, n FROM ord, unnest(tags) WITH ORDINALITY u(t, n)) s
----
count
11

SELECT id, unnest(tags) FROM ord
----
id|unnest
10|1
10|2
12|2
12|3
12|3
14|1
14|NULL
15|4
16|2
17|1
17|2

SELECT count(*) FROM (SELECT id, unnest(tags) FROM ord) s
----
count
11

SELECT t, count(*) FROM ord, unnest(tags) t GROUP BY t
----
t|count
1|3
2|4
3|2
4|1
NULL|1

SELECT count(*) FROM (SELECT t, count(*) FROM ord, unnest(tags) t GROUP BY t) s
----
count
5

SELECT t, array_agg(id ORDER BY id) FROM ord, unnest(tags) t GROUP BY t HAVING count(*) > 1
----
t|array_agg
1|{10,14,17}
2|{10,12,16,17}
3|{12,12}

SELECT count(*) FROM (SELECT t, array_agg(id ORDER BY id) FROM ord, unnest(tags) t GROUP BY t HAVING count(*) > 1) s
----
count
3

SELECT o.id, p.id FROM ord o JOIN ord p ON o.tags && p.tags AND o.id < p.id
----
id|id
10|12
10|14
10|16
10|17
12|16
12|17
14|17
16|17

SELECT count(*) FROM (SELECT o.id, p.id FROM ord o JOIN ord p ON o.tags && p.tags AND o.id < p.id) s
----
count
8

SELECT o.id, p.id FROM ord o JOIN ord p ON o.tags @> p.tags AND o.id <> p.id
----
id|id
10|11
10|16
10|17
12|11
12|16
14|11
15|11
16|11
17|10
17|11
17|16

SELECT count(*) FROM (SELECT o.id, p.id FROM ord o JOIN ord p ON o.tags @> p.tags AND o.id <> p.id) s
----
count
11

SELECT c.id, o.id FROM cust c JOIN ord o ON c.id = ANY (o.tags)
----
id|id
1|10
1|14
1|17
2|10
2|12
2|16
2|17
3|12
4|15

SELECT count(*) FROM (SELECT c.id, o.id FROM cust c JOIN ord o ON c.id = ANY (o.tags)) s
----
count
9

SELECT c.id FROM cust c WHERE c.id = ANY (SELECT unnest(tags) FROM ord)
----
id
1
2
3
4

SELECT count(*) FROM (SELECT c.id FROM cust c WHERE c.id = ANY (SELECT unnest(tags) FROM ord)) s
----
count
4

SELECT k, v FROM ord, jsonb_each_text(jsonb_build_object('id', id, 'c', cust)) j(k, v)
----
k|v
c|1
c|1
c|2
c|2
c|3
c|4
c|7
c|NULL
id|10
id|11
id|12
id|13
id|14
id|15
id|16
id|17

SELECT count(*) FROM (SELECT k, v FROM ord, jsonb_each_text(jsonb_build_object('id', id, 'c', cust)) j(k, v)) s
----
count
16

SELECT j->>'a' AS a, count(*) FROM (SELECT jsonb_build_object('a', cust) AS j FROM ord) s GROUP BY j->>'a'
----
a|count
1|2
2|2
3|1
4|1
7|1
NULL|1

SELECT count(*) FROM (SELECT j->>'a' AS a, count(*) FROM (SELECT jsonb_build_object('a', cust) AS j FROM ord) s GROUP BY j->>'a') s
----
count
6

SELECT e FROM ord, jsonb_array_elements(to_jsonb(tags)) e WHERE tags IS NOT NULL
----
e
1
1
1
2
2
2
2
3
3
4
null

SELECT count(*) FROM (SELECT e FROM ord, jsonb_array_elements(to_jsonb(tags)) e WHERE tags IS NOT NULL) s
----
count
11

SELECT d, count(o.id) FROM generate_series(timestamp '2020-03-01', timestamp '2020-06-01', interval '1 month') d LEFT JOIN ord o ON date_trunc('month', o.placed) = d GROUP BY d ORDER BY d
----
d|count
2020-03-01 00:00:00|3
2020-04-01 00:00:00|1
2020-05-01 00:00:00|1
2020-06-01 00:00:00|0

SELECT count(*) FROM (SELECT d, count(o.id) FROM generate_series(timestamp '2020-03-01', timestamp '2020-06-01', interval '1 month') d LEFT JOIN ord o ON date_trunc('month', o.placed) = d GROUP BY d ORDER BY d) s
----
count
4

SELECT id, placed BETWEEN since AND since + interval '3 months' FROM ord JOIN cust USING (id)
----
id|?column?

SELECT count(*) FROM (SELECT id, placed BETWEEN since AND since + interval '3 months' FROM ord JOIN cust USING (id)) s
----
count
0

SELECT c.name, age(max(o.placed), c.since::timestamp) FROM cust c JOIN ord o ON o.cust = c.id GROUP BY c.name, c.since
----
name|age
ann|1 mon 1 day 12:30:00
bob|1 year 1 day 23:59:59
cyd|NULL
dan|NULL

SELECT count(*) FROM (SELECT c.name, age(max(o.placed), c.since::timestamp) FROM cust c JOIN ord o ON o.cust = c.id GROUP BY c.name, c.since) s
----
count
4

SELECT extract(year FROM placed) AS y, extract(quarter FROM placed) AS q, sum(amount) FROM ord GROUP BY ROLLUP (1, 2)
----
y|q|sum
2020|1|41.75
2020|2|96.89
2020|4|12.25
2020|NULL|150.89
2021|1|NULL
2021|NULL|NULL
NULL|NULL|0.00
NULL|NULL|0.00
NULL|NULL|150.89

SELECT count(*) FROM (SELECT extract(year FROM placed) AS y, extract(quarter FROM placed) AS q, sum(amount) FROM ord GROUP BY ROLLUP (1, 2)) s
----
count
9

SELECT to_char(placed, 'Mon') AS m, count(*) FROM ord GROUP BY m ORDER BY min(placed)
----
m|count
Mar|3
Apr|1
May|1
Dec|1
Jan|1
NULL|1

SELECT count(*) FROM (SELECT to_char(placed, 'Mon') AS m, count(*) FROM ord GROUP BY m ORDER BY min(placed)) s
----
count
6

SELECT ARRAY(SELECT id FROM ord o WHERE o.cust = c.id ORDER BY id) FROM cust c
----
array
{10,11}
{12,13}
{14}
{17}
{}
{}

SELECT count(*) FROM (SELECT ARRAY(SELECT id FROM ord o WHERE o.cust = c.id ORDER BY id) FROM cust c) s
----
count
6

SELECT (SELECT jsonb_agg(jsonb_build_object('id', o.id) ORDER BY o.id) FROM ord o WHERE o.cust = c.id) FROM cust c
----
jsonb_agg
NULL
NULL
[{"id": 10}, {"id": 11}]
[{"id": 12}, {"id": 13}]
[{"id": 14}]
[{"id": 17}]

SELECT count(*) FROM (SELECT (SELECT jsonb_agg(jsonb_build_object('id', o.id) ORDER BY o.id) FROM ord o WHERE o.cust = c.id) FROM cust c) s
----
count
6

SELECT jsonb_agg(c ORDER BY c.id) FROM (SELECT id, city FROM cust) c
----
jsonb_agg
[{"id": 1, "city": "rome"}, {"id": 2, "city": "oslo"}, {"id": 3, "city": null}, {"id": 4, "city": "rome"}, {"id": 5, "city": "lima"}, {"id": null, "city": "oslo"}]

SELECT count(*) FROM (SELECT jsonb_agg(c ORDER BY c.id) FROM (SELECT id, city FROM cust) c) s
----
count
1

SELECT row_to_json(p) FROM pair p
----
row_to_json
{"a":1,"b":1}
{"a":1,"b":1}
{"a":1,"b":2}
{"a":2,"b":1}
{"a":2,"b":null}
{"a":3,"b":3}
{"a":null,"b":2}
{"a":null,"b":null}

SELECT count(*) FROM (SELECT row_to_json(p) FROM pair p) s
----
count
8

SELECT array_agg(ROW(a, b) ORDER BY a, b) FROM pair
----
array_agg
{"(1,1)","(1,1)","(1,2)","(2,1)","(2,)","(3,3)","(,2)","(,)"}

SELECT count(*) FROM (SELECT array_agg(ROW(a, b) ORDER BY a, b) FROM pair) s
----
count
1

SELECT json_object_agg(coalesce(name, '?'), city ORDER BY id) FROM cust
----
json_object_agg
{ "ann" : "rome", "bob" : "oslo", "cyd" : null, "dan" : "rome", "?" : "lima", "eve" : "oslo" }

SELECT count(*) FROM (SELECT json_object_agg(coalesce(name, '?'), city ORDER BY id) FROM cust) s
----
count
1

SELECT * FROM jsonb_to_recordset('[{"a": 1, "b": "x"}, {"a": 2}]') AS t(a int, b text) LEFT JOIN pair p ON p.a = t.a
----
a|b|a|b
1|x|1|1
1|x|1|1
1|x|1|2
2|NULL|2|1
2|NULL|2|NULL

SELECT count(*) FROM (SELECT * FROM jsonb_to_recordset('[{"a": 1, "b": "x"}, {"a": 2}]') AS t(a int, b text) LEFT JOIN pair p ON p.a = t.a) s
----
count
5

SELECT c.id, t.* FROM cust c, jsonb_to_record(jsonb_build_object('id', c.id, 'n', c.name)) AS t(id int, n text)
----
id|id|n
1|1|ann
2|2|bob
3|3|cyd
4|4|dan
5|5|NULL
NULL|NULL|eve

SELECT count(*) FROM (SELECT c.id, t.* FROM cust c, jsonb_to_record(jsonb_build_object('id', c.id, 'n', c.name)) AS t(id int, n text)) s
----
count
6

SELECT date_part('dow', since), count(*) FROM cust GROUP BY 1
----
date_part|count
2|2
5|1
6|2
NULL|1

SELECT count(*) FROM (SELECT date_part('dow', since), count(*) FROM cust GROUP BY 1) s
----
count
4

SELECT since, lag(since) OVER (ORDER BY since), since - lag(since) OVER (ORDER BY since) FROM cust WHERE since IS NOT NULL
----
since|lag|?column?
2019-12-31|NULL|NULL
2020-01-31|2019-12-31|31
2020-02-29|2020-01-31|29
2020-02-29|2020-02-29|0
2021-06-15|2020-02-29|472

SELECT count(*) FROM (SELECT since, lag(since) OVER (ORDER BY since), since - lag(since) OVER (ORDER BY since) FROM cust WHERE since IS NOT NULL) s
----
count
5

SELECT array_agg(DISTINCT t ORDER BY t) FROM ord, unnest(tags) t
----
array_agg
{1,2,3,4,NULL}

SELECT count(*) FROM (SELECT array_agg(DISTINCT t ORDER BY t) FROM ord, unnest(tags) t) s
----
count
1

SELECT cust, array_agg(tags[1] ORDER BY id) FROM ord GROUP BY cust
----
cust|array_agg
1|{1,NULL}
2|{2,NULL}
3|{1}
4|{1}
7|{2}
NULL|{4}

SELECT count(*) FROM (SELECT cust, array_agg(tags[1] ORDER BY id) FROM ord GROUP BY cust) s
----
count
6

SELECT min(since), max(since), max(since) - min(since) FROM cust
----
min|max|?column?
2019-12-31|2021-06-15|532

SELECT count(*) FROM (SELECT min(since), max(since), max(since) - min(since) FROM cust) s
----
count
1
