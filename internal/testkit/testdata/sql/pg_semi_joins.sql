-- IN, EXISTS, ANY and ALL with NULLs
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

SELECT id, name FROM cust WHERE id IN (SELECT cust FROM ord)
----
id|name
1|ann
2|bob
3|cyd
4|dan

SELECT id, id IN (SELECT cust FROM ord) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id NOT IN (SELECT cust FROM ord)
----
id|name

SELECT id, id NOT IN (SELECT cust FROM ord) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id = ANY (SELECT cust FROM ord)
----
id|name
1|ann
2|bob
3|cyd
4|dan

SELECT id, id = ANY (SELECT cust FROM ord) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id <> ALL (SELECT cust FROM ord)
----
id|name

SELECT id, id <> ALL (SELECT cust FROM ord) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id < ANY (SELECT cust FROM ord)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL

SELECT id, id < ANY (SELECT cust FROM ord) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|NULL

SELECT id, name FROM cust WHERE id >= ALL (SELECT cust FROM ord)
----
id|name

SELECT id, id >= ALL (SELECT cust FROM ord) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|NULL

SELECT id, name FROM cust WHERE id > ALL (SELECT cust FROM ord)
----
id|name

SELECT id, id > ALL (SELECT cust FROM ord) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|NULL

SELECT id, name FROM cust WHERE id <> ANY (SELECT cust FROM ord)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL

SELECT id, id <> ANY (SELECT cust FROM ord) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|NULL

SELECT id FROM cust WHERE (id IN (SELECT cust FROM ord)) IS NULL
----
id
5
NULL

SELECT id FROM cust WHERE NOT (id IN (SELECT cust FROM ord)) OR vip
----
id
1
4
NULL

SELECT id, name FROM cust WHERE id IN (SELECT cust FROM ord WHERE cust IS NOT NULL)
----
id|name
1|ann
2|bob
3|cyd
4|dan

SELECT id, id IN (SELECT cust FROM ord WHERE cust IS NOT NULL) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|f
NULL|NULL

SELECT id, name FROM cust WHERE id NOT IN (SELECT cust FROM ord WHERE cust IS NOT NULL)
----
id|name
5|NULL

SELECT id, id NOT IN (SELECT cust FROM ord WHERE cust IS NOT NULL) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|t
NULL|NULL

SELECT id, name FROM cust WHERE id = ANY (SELECT cust FROM ord WHERE cust IS NOT NULL)
----
id|name
1|ann
2|bob
3|cyd
4|dan

SELECT id, id = ANY (SELECT cust FROM ord WHERE cust IS NOT NULL) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|f
NULL|NULL

SELECT id, name FROM cust WHERE id <> ALL (SELECT cust FROM ord WHERE cust IS NOT NULL)
----
id|name
5|NULL

SELECT id, id <> ALL (SELECT cust FROM ord WHERE cust IS NOT NULL) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|t
NULL|NULL

SELECT id, name FROM cust WHERE id < ANY (SELECT cust FROM ord WHERE cust IS NOT NULL)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL

SELECT id, id < ANY (SELECT cust FROM ord WHERE cust IS NOT NULL) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|NULL

SELECT id, name FROM cust WHERE id >= ALL (SELECT cust FROM ord WHERE cust IS NOT NULL)
----
id|name

SELECT id, id >= ALL (SELECT cust FROM ord WHERE cust IS NOT NULL) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|NULL

SELECT id, name FROM cust WHERE id > ALL (SELECT cust FROM ord WHERE cust IS NOT NULL)
----
id|name

SELECT id, id > ALL (SELECT cust FROM ord WHERE cust IS NOT NULL) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|NULL

SELECT id, name FROM cust WHERE id <> ANY (SELECT cust FROM ord WHERE cust IS NOT NULL)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL

SELECT id, id <> ANY (SELECT cust FROM ord WHERE cust IS NOT NULL) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|NULL

SELECT id FROM cust WHERE (id IN (SELECT cust FROM ord WHERE cust IS NOT NULL)) IS NULL
----
id
NULL

SELECT id FROM cust WHERE NOT (id IN (SELECT cust FROM ord WHERE cust IS NOT NULL)) OR vip
----
id
1
4
5
NULL

SELECT id, name FROM cust WHERE id IN (SELECT a FROM pair)
----
id|name
1|ann
2|bob
3|cyd

SELECT id, id IN (SELECT a FROM pair) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id NOT IN (SELECT a FROM pair)
----
id|name

SELECT id, id NOT IN (SELECT a FROM pair) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id = ANY (SELECT a FROM pair)
----
id|name
1|ann
2|bob
3|cyd

SELECT id, id = ANY (SELECT a FROM pair) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id <> ALL (SELECT a FROM pair)
----
id|name

SELECT id, id <> ALL (SELECT a FROM pair) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id < ANY (SELECT a FROM pair)
----
id|name
1|ann
2|bob

SELECT id, id < ANY (SELECT a FROM pair) AS v FROM cust
----
id|v
1|t
2|t
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id >= ALL (SELECT a FROM pair)
----
id|name

SELECT id, id >= ALL (SELECT a FROM pair) AS v FROM cust
----
id|v
1|f
2|f
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id > ALL (SELECT a FROM pair)
----
id|name

SELECT id, id > ALL (SELECT a FROM pair) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id <> ANY (SELECT a FROM pair)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL

SELECT id, id <> ANY (SELECT a FROM pair) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|NULL

SELECT id FROM cust WHERE (id IN (SELECT a FROM pair)) IS NULL
----
id
4
5
NULL

SELECT id FROM cust WHERE NOT (id IN (SELECT a FROM pair)) OR vip
----
id
1
4
NULL

SELECT id, name FROM cust WHERE id IN (SELECT id FROM none)
----
id|name

SELECT id, id IN (SELECT id FROM none) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|f

SELECT id, name FROM cust WHERE id NOT IN (SELECT id FROM none)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL
NULL|eve

SELECT id, id NOT IN (SELECT id FROM none) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|t

SELECT id, name FROM cust WHERE id = ANY (SELECT id FROM none)
----
id|name

SELECT id, id = ANY (SELECT id FROM none) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|f

SELECT id, name FROM cust WHERE id <> ALL (SELECT id FROM none)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL
NULL|eve

SELECT id, id <> ALL (SELECT id FROM none) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|t

SELECT id, name FROM cust WHERE id < ANY (SELECT id FROM none)
----
id|name

SELECT id, id < ANY (SELECT id FROM none) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|f

SELECT id, name FROM cust WHERE id >= ALL (SELECT id FROM none)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL
NULL|eve

SELECT id, id >= ALL (SELECT id FROM none) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|t

SELECT id, name FROM cust WHERE id > ALL (SELECT id FROM none)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL
NULL|eve

SELECT id, id > ALL (SELECT id FROM none) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|t

SELECT id, name FROM cust WHERE id <> ANY (SELECT id FROM none)
----
id|name

SELECT id, id <> ANY (SELECT id FROM none) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|f

SELECT id FROM cust WHERE (id IN (SELECT id FROM none)) IS NULL
----
id

SELECT id FROM cust WHERE NOT (id IN (SELECT id FROM none)) OR vip
----
id
1
2
3
4
5
NULL

SELECT id, name FROM cust WHERE id IN (SELECT b FROM pair WHERE a = 1)
----
id|name
1|ann
2|bob

SELECT id, id IN (SELECT b FROM pair WHERE a = 1) AS v FROM cust
----
id|v
1|t
2|t
3|f
4|f
5|f
NULL|NULL

SELECT id, name FROM cust WHERE id NOT IN (SELECT b FROM pair WHERE a = 1)
----
id|name
3|cyd
4|dan
5|NULL

SELECT id, id NOT IN (SELECT b FROM pair WHERE a = 1) AS v FROM cust
----
id|v
1|f
2|f
3|t
4|t
5|t
NULL|NULL

SELECT id, name FROM cust WHERE id = ANY (SELECT b FROM pair WHERE a = 1)
----
id|name
1|ann
2|bob

SELECT id, id = ANY (SELECT b FROM pair WHERE a = 1) AS v FROM cust
----
id|v
1|t
2|t
3|f
4|f
5|f
NULL|NULL

SELECT id, name FROM cust WHERE id <> ALL (SELECT b FROM pair WHERE a = 1)
----
id|name
3|cyd
4|dan
5|NULL

SELECT id, id <> ALL (SELECT b FROM pair WHERE a = 1) AS v FROM cust
----
id|v
1|f
2|f
3|t
4|t
5|t
NULL|NULL

SELECT id, name FROM cust WHERE id < ANY (SELECT b FROM pair WHERE a = 1)
----
id|name
1|ann

SELECT id, id < ANY (SELECT b FROM pair WHERE a = 1) AS v FROM cust
----
id|v
1|t
2|f
3|f
4|f
5|f
NULL|NULL

SELECT id, name FROM cust WHERE id >= ALL (SELECT b FROM pair WHERE a = 1)
----
id|name
2|bob
3|cyd
4|dan
5|NULL

SELECT id, id >= ALL (SELECT b FROM pair WHERE a = 1) AS v FROM cust
----
id|v
1|f
2|t
3|t
4|t
5|t
NULL|NULL

SELECT id, name FROM cust WHERE id > ALL (SELECT b FROM pair WHERE a = 1)
----
id|name
3|cyd
4|dan
5|NULL

SELECT id, id > ALL (SELECT b FROM pair WHERE a = 1) AS v FROM cust
----
id|v
1|f
2|f
3|t
4|t
5|t
NULL|NULL

SELECT id, name FROM cust WHERE id <> ANY (SELECT b FROM pair WHERE a = 1)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL

SELECT id, id <> ANY (SELECT b FROM pair WHERE a = 1) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|NULL

SELECT id FROM cust WHERE (id IN (SELECT b FROM pair WHERE a = 1)) IS NULL
----
id
NULL

SELECT id FROM cust WHERE NOT (id IN (SELECT b FROM pair WHERE a = 1)) OR vip
----
id
1
3
4
5
NULL

SELECT id, name FROM cust WHERE id IN (SELECT NULL::int)
----
id|name

SELECT id, id IN (SELECT NULL::int) AS v FROM cust
----
id|v
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id NOT IN (SELECT NULL::int)
----
id|name

SELECT id, id NOT IN (SELECT NULL::int) AS v FROM cust
----
id|v
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id = ANY (SELECT NULL::int)
----
id|name

SELECT id, id = ANY (SELECT NULL::int) AS v FROM cust
----
id|v
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id <> ALL (SELECT NULL::int)
----
id|name

SELECT id, id <> ALL (SELECT NULL::int) AS v FROM cust
----
id|v
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id < ANY (SELECT NULL::int)
----
id|name

SELECT id, id < ANY (SELECT NULL::int) AS v FROM cust
----
id|v
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id >= ALL (SELECT NULL::int)
----
id|name

SELECT id, id >= ALL (SELECT NULL::int) AS v FROM cust
----
id|v
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id > ALL (SELECT NULL::int)
----
id|name

SELECT id, id > ALL (SELECT NULL::int) AS v FROM cust
----
id|v
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT id, name FROM cust WHERE id <> ANY (SELECT NULL::int)
----
id|name

SELECT id, id <> ANY (SELECT NULL::int) AS v FROM cust
----
id|v
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT id FROM cust WHERE (id IN (SELECT NULL::int)) IS NULL
----
id
1
2
3
4
5
NULL

SELECT id FROM cust WHERE NOT (id IN (SELECT NULL::int)) OR vip
----
id
1
4
NULL

SELECT id, name FROM cust WHERE id IN (SELECT cust FROM ord WHERE amount > 1000)
----
id|name

SELECT id, id IN (SELECT cust FROM ord WHERE amount > 1000) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|f

SELECT id, name FROM cust WHERE id NOT IN (SELECT cust FROM ord WHERE amount > 1000)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL
NULL|eve

SELECT id, id NOT IN (SELECT cust FROM ord WHERE amount > 1000) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|t

SELECT id, name FROM cust WHERE id = ANY (SELECT cust FROM ord WHERE amount > 1000)
----
id|name

SELECT id, id = ANY (SELECT cust FROM ord WHERE amount > 1000) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|f

SELECT id, name FROM cust WHERE id <> ALL (SELECT cust FROM ord WHERE amount > 1000)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL
NULL|eve

SELECT id, id <> ALL (SELECT cust FROM ord WHERE amount > 1000) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|t

SELECT id, name FROM cust WHERE id < ANY (SELECT cust FROM ord WHERE amount > 1000)
----
id|name

SELECT id, id < ANY (SELECT cust FROM ord WHERE amount > 1000) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|f

SELECT id, name FROM cust WHERE id >= ALL (SELECT cust FROM ord WHERE amount > 1000)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL
NULL|eve

SELECT id, id >= ALL (SELECT cust FROM ord WHERE amount > 1000) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|t

SELECT id, name FROM cust WHERE id > ALL (SELECT cust FROM ord WHERE amount > 1000)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL
NULL|eve

SELECT id, id > ALL (SELECT cust FROM ord WHERE amount > 1000) AS v FROM cust
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|t

SELECT id, name FROM cust WHERE id <> ANY (SELECT cust FROM ord WHERE amount > 1000)
----
id|name

SELECT id, id <> ANY (SELECT cust FROM ord WHERE amount > 1000) AS v FROM cust
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|f

SELECT id FROM cust WHERE (id IN (SELECT cust FROM ord WHERE amount > 1000)) IS NULL
----
id

SELECT id FROM cust WHERE NOT (id IN (SELECT cust FROM ord WHERE amount > 1000)) OR vip
----
id
1
2
3
4
5
NULL

SELECT c.id, c.name FROM cust c WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id)
----
id|name
1|ann
2|bob
3|cyd
4|dan

SELECT c.id, EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id) AS v FROM cust c
----
id|v
1|t
2|t
3|t
4|t
5|f
NULL|f

SELECT c.id FROM cust c WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id) OR c.city = 'lima'
----
id
1
2
3
4
5

SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id)) FROM cust c
----
count
4

SELECT c.id, c.name FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id)
----
id|name
5|NULL
NULL|eve

SELECT c.id, NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id) AS v FROM cust c
----
id|v
1|f
2|f
3|f
4|f
5|t
NULL|t

SELECT c.id FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id) OR c.city = 'lima'
----
id
5
NULL

SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id)) FROM cust c
----
count
2

SELECT c.id, c.name FROM cust c WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND o.amount > 5)
----
id|name
1|ann
2|bob

SELECT c.id, EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND o.amount > 5) AS v FROM cust c
----
id|v
1|t
2|t
3|f
4|f
5|f
NULL|f

SELECT c.id FROM cust c WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND o.amount > 5) OR c.city = 'lima'
----
id
1
2
5

SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND o.amount > 5)) FROM cust c
----
count
2

SELECT c.id, c.name FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND o.amount > 5)
----
id|name
3|cyd
4|dan
5|NULL
NULL|eve

SELECT c.id, NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND o.amount > 5) AS v FROM cust c
----
id|v
1|f
2|f
3|t
4|t
5|t
NULL|t

SELECT c.id FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND o.amount > 5) OR c.city = 'lima'
----
id
3
4
5
NULL

SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND o.amount > 5)) FROM cust c
----
count
4

SELECT c.id, c.name FROM cust c WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust < c.id)
----
id|name
2|bob
3|cyd
4|dan
5|NULL

SELECT c.id, EXISTS (SELECT 1 FROM ord o WHERE o.cust < c.id) AS v FROM cust c
----
id|v
1|f
2|t
3|t
4|t
5|t
NULL|f

SELECT c.id FROM cust c WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust < c.id) OR c.city = 'lima'
----
id
2
3
4
5

SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust < c.id)) FROM cust c
----
count
4

SELECT c.id, c.name FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust < c.id)
----
id|name
1|ann
NULL|eve

SELECT c.id, NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust < c.id) AS v FROM cust c
----
id|v
1|t
2|f
3|f
4|f
5|f
NULL|t

SELECT c.id FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust < c.id) OR c.city = 'lima'
----
id
1
5
NULL

SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust < c.id)) FROM cust c
----
count
2

SELECT c.id, c.name FROM cust c WHERE EXISTS (SELECT 1 FROM pair p WHERE p.a = c.id AND p.b = c.id)
----
id|name
1|ann
3|cyd

SELECT c.id, EXISTS (SELECT 1 FROM pair p WHERE p.a = c.id AND p.b = c.id) AS v FROM cust c
----
id|v
1|t
2|f
3|t
4|f
5|f
NULL|f

SELECT c.id FROM cust c WHERE EXISTS (SELECT 1 FROM pair p WHERE p.a = c.id AND p.b = c.id) OR c.city = 'lima'
----
id
1
3
5

SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM pair p WHERE p.a = c.id AND p.b = c.id)) FROM cust c
----
count
2

SELECT c.id, c.name FROM cust c WHERE NOT EXISTS (SELECT 1 FROM pair p WHERE p.a = c.id AND p.b = c.id)
----
id|name
2|bob
4|dan
5|NULL
NULL|eve

SELECT c.id, NOT EXISTS (SELECT 1 FROM pair p WHERE p.a = c.id AND p.b = c.id) AS v FROM cust c
----
id|v
1|f
2|t
3|f
4|t
5|t
NULL|t

SELECT c.id FROM cust c WHERE NOT EXISTS (SELECT 1 FROM pair p WHERE p.a = c.id AND p.b = c.id) OR c.city = 'lima'
----
id
2
4
5
NULL

SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM pair p WHERE p.a = c.id AND p.b = c.id)) FROM cust c
----
count
4

SELECT c.id, c.name FROM cust c WHERE EXISTS (SELECT 1 FROM none n WHERE n.id = c.id)
----
id|name

SELECT c.id, EXISTS (SELECT 1 FROM none n WHERE n.id = c.id) AS v FROM cust c
----
id|v
1|f
2|f
3|f
4|f
5|f
NULL|f

SELECT c.id FROM cust c WHERE EXISTS (SELECT 1 FROM none n WHERE n.id = c.id) OR c.city = 'lima'
----
id
5

SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM none n WHERE n.id = c.id)) FROM cust c
----
count
0

SELECT c.id, c.name FROM cust c WHERE NOT EXISTS (SELECT 1 FROM none n WHERE n.id = c.id)
----
id|name
1|ann
2|bob
3|cyd
4|dan
5|NULL
NULL|eve

SELECT c.id, NOT EXISTS (SELECT 1 FROM none n WHERE n.id = c.id) AS v FROM cust c
----
id|v
1|t
2|t
3|t
4|t
5|t
NULL|t

SELECT c.id FROM cust c WHERE NOT EXISTS (SELECT 1 FROM none n WHERE n.id = c.id) OR c.city = 'lima'
----
id
1
2
3
4
5
NULL

SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM none n WHERE n.id = c.id)) FROM cust c
----
count
6

SELECT c.id, c.name FROM cust c WHERE EXISTS (SELECT 1 FROM ord o JOIN pair p ON p.a = o.cust WHERE o.cust = c.id)
----
id|name
1|ann
2|bob
3|cyd

SELECT c.id, EXISTS (SELECT 1 FROM ord o JOIN pair p ON p.a = o.cust WHERE o.cust = c.id) AS v FROM cust c
----
id|v
1|t
2|t
3|t
4|f
5|f
NULL|f

SELECT c.id FROM cust c WHERE EXISTS (SELECT 1 FROM ord o JOIN pair p ON p.a = o.cust WHERE o.cust = c.id) OR c.city = 'lima'
----
id
1
2
3
5

SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM ord o JOIN pair p ON p.a = o.cust WHERE o.cust = c.id)) FROM cust c
----
count
3

SELECT c.id, c.name FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o JOIN pair p ON p.a = o.cust WHERE o.cust = c.id)
----
id|name
4|dan
5|NULL
NULL|eve

SELECT c.id, NOT EXISTS (SELECT 1 FROM ord o JOIN pair p ON p.a = o.cust WHERE o.cust = c.id) AS v FROM cust c
----
id|v
1|f
2|f
3|f
4|t
5|t
NULL|t

SELECT c.id FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o JOIN pair p ON p.a = o.cust WHERE o.cust = c.id) OR c.city = 'lima'
----
id
4
5
NULL

SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM ord o JOIN pair p ON p.a = o.cust WHERE o.cust = c.id)) FROM cust c
----
count
3

SELECT c.id, c.name FROM cust c WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND EXISTS (SELECT 1 FROM pair p WHERE p.a = o.cust AND p.b = c.id))
----
id|name
1|ann
3|cyd

SELECT c.id, EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND EXISTS (SELECT 1 FROM pair p WHERE p.a = o.cust AND p.b = c.id)) AS v FROM cust c
----
id|v
1|t
2|f
3|t
4|f
5|f
NULL|f

SELECT c.id FROM cust c WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND EXISTS (SELECT 1 FROM pair p WHERE p.a = o.cust AND p.b = c.id)) OR c.city = 'lima'
----
id
1
3
5

SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND EXISTS (SELECT 1 FROM pair p WHERE p.a = o.cust AND p.b = c.id))) FROM cust c
----
count
2

SELECT c.id, c.name FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND EXISTS (SELECT 1 FROM pair p WHERE p.a = o.cust AND p.b = c.id))
----
id|name
2|bob
4|dan
5|NULL
NULL|eve

SELECT c.id, NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND EXISTS (SELECT 1 FROM pair p WHERE p.a = o.cust AND p.b = c.id)) AS v FROM cust c
----
id|v
1|f
2|t
3|f
4|t
5|t
NULL|t

SELECT c.id FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND EXISTS (SELECT 1 FROM pair p WHERE p.a = o.cust AND p.b = c.id)) OR c.city = 'lima'
----
id
2
4
5
NULL

SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id AND EXISTS (SELECT 1 FROM pair p WHERE p.a = o.cust AND p.b = c.id))) FROM cust c
----
count
4

SELECT c.id, c.name FROM cust c WHERE EXISTS (SELECT o.cust FROM ord o WHERE o.cust = c.id GROUP BY o.cust HAVING count(*) > 1)
----
id|name
1|ann
2|bob

SELECT c.id, EXISTS (SELECT o.cust FROM ord o WHERE o.cust = c.id GROUP BY o.cust HAVING count(*) > 1) AS v FROM cust c
----
id|v
1|t
2|t
3|f
4|f
5|f
NULL|f

SELECT c.id FROM cust c WHERE EXISTS (SELECT o.cust FROM ord o WHERE o.cust = c.id GROUP BY o.cust HAVING count(*) > 1) OR c.city = 'lima'
----
id
1
2
5

SELECT count(*) FILTER (WHERE EXISTS (SELECT o.cust FROM ord o WHERE o.cust = c.id GROUP BY o.cust HAVING count(*) > 1)) FROM cust c
----
count
2

SELECT c.id, c.name FROM cust c WHERE NOT EXISTS (SELECT o.cust FROM ord o WHERE o.cust = c.id GROUP BY o.cust HAVING count(*) > 1)
----
id|name
3|cyd
4|dan
5|NULL
NULL|eve

SELECT c.id, NOT EXISTS (SELECT o.cust FROM ord o WHERE o.cust = c.id GROUP BY o.cust HAVING count(*) > 1) AS v FROM cust c
----
id|v
1|f
2|f
3|t
4|t
5|t
NULL|t

SELECT c.id FROM cust c WHERE NOT EXISTS (SELECT o.cust FROM ord o WHERE o.cust = c.id GROUP BY o.cust HAVING count(*) > 1) OR c.city = 'lima'
----
id
3
4
5
NULL

SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT o.cust FROM ord o WHERE o.cust = c.id GROUP BY o.cust HAVING count(*) > 1)) FROM cust c
----
count
4

SELECT c.id, c.name FROM cust c WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1)
----
id|name
1|ann
2|bob
3|cyd
4|dan

SELECT c.id, EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1) AS v FROM cust c
----
id|v
1|t
2|t
3|t
4|t
5|f
NULL|f

SELECT c.id FROM cust c WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1) OR c.city = 'lima'
----
id
1
2
3
4
5

SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1)) FROM cust c
----
count
4

SELECT c.id, c.name FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1)
----
id|name
5|NULL
NULL|eve

SELECT c.id, NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1) AS v FROM cust c
----
id|v
1|f
2|f
3|f
4|f
5|t
NULL|t

SELECT c.id FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1) OR c.city = 'lima'
----
id
5
NULL

SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id ORDER BY o.id LIMIT 1)) FROM cust c
----
count
2

SELECT c.id, c.name FROM cust c WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id OFFSET 1)
----
id|name
1|ann
2|bob

SELECT c.id, EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id OFFSET 1) AS v FROM cust c
----
id|v
1|t
2|t
3|f
4|f
5|f
NULL|f

SELECT c.id FROM cust c WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id OFFSET 1) OR c.city = 'lima'
----
id
1
2
5

SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id OFFSET 1)) FROM cust c
----
count
2

SELECT c.id, c.name FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id OFFSET 1)
----
id|name
3|cyd
4|dan
5|NULL
NULL|eve

SELECT c.id, NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id OFFSET 1) AS v FROM cust c
----
id|v
1|f
2|f
3|t
4|t
5|t
NULL|t

SELECT c.id FROM cust c WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id OFFSET 1) OR c.city = 'lima'
----
id
3
4
5
NULL

SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM ord o WHERE o.cust = c.id OFFSET 1)) FROM cust c
----
count
4

SELECT a, b FROM pair WHERE (a, b) IN (SELECT a, b FROM pair WHERE a = 1)
----
a|b
1|1
1|1
1|2

SELECT a, b, (a, b) IN (SELECT a, b FROM pair WHERE a = 1) AS v FROM pair
----
a|b|v
1|1|t
1|1|t
1|2|t
2|1|f
2|NULL|f
3|3|f
NULL|2|NULL
NULL|NULL|NULL

SELECT count(*) FROM pair WHERE NOT ((a, b) IN (SELECT a, b FROM pair WHERE a = 1))
----
count
3

SELECT a, b FROM pair WHERE (a, b) NOT IN (SELECT b, a FROM pair WHERE a IS NOT NULL AND b IS NOT NULL)
----
a|b

SELECT a, b, (a, b) NOT IN (SELECT b, a FROM pair WHERE a IS NOT NULL AND b IS NOT NULL) AS v FROM pair
----
a|b|v
1|1|f
1|1|f
1|2|f
2|1|f
2|NULL|NULL
3|3|f
NULL|2|NULL
NULL|NULL|NULL

SELECT count(*) FROM pair WHERE NOT ((a, b) NOT IN (SELECT b, a FROM pair WHERE a IS NOT NULL AND b IS NOT NULL))
----
count
5

SELECT a, b FROM pair WHERE (a, b) IN (SELECT 1, NULL::int)
----
a|b

SELECT a, b, (a, b) IN (SELECT 1, NULL::int) AS v FROM pair
----
a|b|v
1|1|NULL
1|1|NULL
1|2|NULL
2|1|f
2|NULL|f
3|3|f
NULL|2|NULL
NULL|NULL|NULL

SELECT count(*) FROM pair WHERE NOT ((a, b) IN (SELECT 1, NULL::int))
----
count
3

SELECT a, b FROM pair WHERE (a, b) NOT IN (SELECT 1, NULL::int)
----
a|b
2|1
2|NULL
3|3

SELECT a, b, (a, b) NOT IN (SELECT 1, NULL::int) AS v FROM pair
----
a|b|v
1|1|NULL
1|1|NULL
1|2|NULL
2|1|t
2|NULL|t
3|3|t
NULL|2|NULL
NULL|NULL|NULL

SELECT count(*) FROM pair WHERE NOT ((a, b) NOT IN (SELECT 1, NULL::int))
----
count
0

SELECT a, b FROM pair WHERE (a, b) = (SELECT 1, 2)
----
a|b
1|2

SELECT a, b, (a, b) = (SELECT 1, 2) AS v FROM pair
----
a|b|v
1|1|f
1|1|f
1|2|t
2|1|f
2|NULL|f
3|3|f
NULL|2|NULL
NULL|NULL|NULL

SELECT count(*) FROM pair WHERE NOT ((a, b) = (SELECT 1, 2))
----
count
5

SELECT a, b FROM pair WHERE (a, b) < (SELECT 2, 2)
----
a|b
1|1
1|1
1|2
2|1

SELECT a, b, (a, b) < (SELECT 2, 2) AS v FROM pair
----
a|b|v
1|1|t
1|1|t
1|2|t
2|1|t
2|NULL|NULL
3|3|f
NULL|2|NULL
NULL|NULL|NULL

SELECT count(*) FROM pair WHERE NOT ((a, b) < (SELECT 2, 2))
----
count
1

SELECT a, b FROM pair WHERE ROW(a, b) IS DISTINCT FROM ROW(1, 1)
----
a|b
1|2
2|1
2|NULL
3|3
NULL|2
NULL|NULL

SELECT a, b, ROW(a, b) IS DISTINCT FROM ROW(1, 1) AS v FROM pair
----
a|b|v
1|1|f
1|1|f
1|2|t
2|1|t
2|NULL|t
3|3|t
NULL|2|t
NULL|NULL|t

SELECT count(*) FROM pair WHERE NOT (ROW(a, b) IS DISTINCT FROM ROW(1, 1))
----
count
2

SELECT a, b FROM pair WHERE (a, b) IN ((1, 1), (2, NULL))
----
a|b
1|1
1|1

SELECT a, b, (a, b) IN ((1, 1), (2, NULL)) AS v FROM pair
----
a|b|v
1|1|t
1|1|t
1|2|f
2|1|NULL
2|NULL|NULL
3|3|f
NULL|2|NULL
NULL|NULL|NULL

SELECT count(*) FROM pair WHERE NOT ((a, b) IN ((1, 1), (2, NULL)))
----
count
2

SELECT a, b FROM pair WHERE (a, b) NOT IN ((1, 1), (2, NULL))
----
a|b
1|2
3|3

SELECT a, b, (a, b) NOT IN ((1, 1), (2, NULL)) AS v FROM pair
----
a|b|v
1|1|f
1|1|f
1|2|t
2|1|NULL
2|NULL|NULL
3|3|t
NULL|2|NULL
NULL|NULL|NULL

SELECT count(*) FROM pair WHERE NOT ((a, b) NOT IN ((1, 1), (2, NULL)))
----
count
2

SELECT a, b FROM pair WHERE a IN (b, 1)
----
a|b
1|1
1|1
1|2
3|3

SELECT a, b, a IN (b, 1) AS v FROM pair
----
a|b|v
1|1|t
1|1|t
1|2|t
2|1|f
2|NULL|NULL
3|3|t
NULL|2|NULL
NULL|NULL|NULL

SELECT count(*) FROM pair WHERE NOT (a IN (b, 1))
----
count
1

SELECT a, b FROM pair WHERE a NOT IN (b, 1)
----
a|b
2|1

SELECT a, b, a NOT IN (b, 1) AS v FROM pair
----
a|b|v
1|1|f
1|1|f
1|2|f
2|1|t
2|NULL|NULL
3|3|f
NULL|2|NULL
NULL|NULL|NULL

SELECT count(*) FROM pair WHERE NOT (a NOT IN (b, 1))
----
count
4

SELECT a, b FROM pair WHERE a = ANY (ARRAY[b, 3])
----
a|b
1|1
1|1
3|3

SELECT a, b, a = ANY (ARRAY[b, 3]) AS v FROM pair
----
a|b|v
1|1|t
1|1|t
1|2|f
2|1|f
2|NULL|NULL
3|3|t
NULL|2|NULL
NULL|NULL|NULL

SELECT count(*) FROM pair WHERE NOT (a = ANY (ARRAY[b, 3]))
----
count
2

SELECT a, b FROM pair WHERE a <> ALL (ARRAY[b, 3])
----
a|b
1|2
2|1

SELECT a, b, a <> ALL (ARRAY[b, 3]) AS v FROM pair
----
a|b|v
1|1|f
1|1|f
1|2|t
2|1|t
2|NULL|NULL
3|3|f
NULL|2|NULL
NULL|NULL|NULL

SELECT count(*) FROM pair WHERE NOT (a <> ALL (ARRAY[b, 3]))
----
count
3

SELECT a, b FROM pair WHERE (a IS NULL) = (b IS NULL)
----
a|b
1|1
1|1
1|2
2|1
3|3
NULL|NULL

SELECT a, b, (a IS NULL) = (b IS NULL) AS v FROM pair
----
a|b|v
1|1|t
1|1|t
1|2|t
2|1|t
2|NULL|f
3|3|t
NULL|2|f
NULL|NULL|t

SELECT count(*) FROM pair WHERE NOT ((a IS NULL) = (b IS NULL))
----
count
2

SELECT a, b FROM pair WHERE a = ALL (SELECT b FROM pair p2 WHERE p2.a = pair.a)
----
a|b
3|3
NULL|2
NULL|NULL

SELECT a, b, a = ALL (SELECT b FROM pair p2 WHERE p2.a = pair.a) AS v FROM pair
----
a|b|v
1|1|f
1|1|f
1|2|f
2|1|f
2|NULL|f
3|3|t
NULL|2|t
NULL|NULL|t

SELECT count(*) FROM pair WHERE NOT (a = ALL (SELECT b FROM pair p2 WHERE p2.a = pair.a))
----
count
5
