-- DISTINCT ON, WITH TIES and limits
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

SELECT DISTINCT ON (cust) id FROM ord ORDER BY cust, id
----
id
10
12
14
17
16
15

SELECT * FROM (SELECT DISTINCT ON (cust) id FROM ord ORDER BY cust, id) s
----
id
10
12
14
15
16
17

SELECT DISTINCT ON (cust) id FROM ord ORDER BY cust, id LIMIT 2 OFFSET 1
----
id
12
14

SELECT DISTINCT ON (cust) id, cust, amount FROM ord ORDER BY cust, id
----
id|cust|amount
10|1|25.50
12|2|99.99
14|3|0.00
17|4|-3.10
16|7|12.25
15|NULL|12.25

SELECT * FROM (SELECT DISTINCT ON (cust) id, cust, amount FROM ord ORDER BY cust, id) s
----
id|cust|amount
10|1|25.50
12|2|99.99
14|3|0.00
15|NULL|12.25
16|7|12.25
17|4|-3.10

SELECT DISTINCT ON (cust) id, cust, amount FROM ord ORDER BY cust, id LIMIT 2 OFFSET 1
----
id|cust|amount
12|2|99.99
14|3|0.00

SELECT DISTINCT ON (cust) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY cust, id
----
cust|count
1|2
2|2
3|1
4|1
7|1
NULL|1

SELECT * FROM (SELECT DISTINCT ON (cust) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY cust, id) s
----
cust|count
1|2
2|2
3|1
4|1
7|1
NULL|1

SELECT DISTINCT ON (cust) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY cust, id LIMIT 2 OFFSET 1
----
cust|count
2|2
3|1

SELECT DISTINCT ON (cust) tags FROM ord ORDER BY cust, id
----
tags
{1,2}
{2,3,3}
{1,NULL}
{1,2}
{2}
{4}

SELECT * FROM (SELECT DISTINCT ON (cust) tags FROM ord ORDER BY cust, id) s
----
tags
{1,2}
{1,2}
{1,NULL}
{2,3,3}
{2}
{4}

SELECT DISTINCT ON (cust) tags FROM ord ORDER BY cust, id LIMIT 2 OFFSET 1
----
tags
{2,3,3}
{1,NULL}

SELECT DISTINCT ON (cust) id FROM ord ORDER BY cust, amount DESC NULLS LAST, id
----
id
10
12
14
17
16
15

SELECT * FROM (SELECT DISTINCT ON (cust) id FROM ord ORDER BY cust, amount DESC NULLS LAST, id) s
----
id
10
12
14
15
16
17

SELECT DISTINCT ON (cust) id FROM ord ORDER BY cust, amount DESC NULLS LAST, id LIMIT 2 OFFSET 1
----
id
12
14

SELECT DISTINCT ON (cust) id, cust, amount FROM ord ORDER BY cust, amount DESC NULLS LAST, id
----
id|cust|amount
10|1|25.50
12|2|99.99
14|3|0.00
17|4|-3.10
16|7|12.25
15|NULL|12.25

SELECT * FROM (SELECT DISTINCT ON (cust) id, cust, amount FROM ord ORDER BY cust, amount DESC NULLS LAST, id) s
----
id|cust|amount
10|1|25.50
12|2|99.99
14|3|0.00
15|NULL|12.25
16|7|12.25
17|4|-3.10

SELECT DISTINCT ON (cust) id, cust, amount FROM ord ORDER BY cust, amount DESC NULLS LAST, id LIMIT 2 OFFSET 1
----
id|cust|amount
12|2|99.99
14|3|0.00

SELECT DISTINCT ON (cust) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY cust, amount DESC NULLS LAST, id
----
cust|count
1|2
2|2
3|1
4|1
7|1
NULL|1

SELECT * FROM (SELECT DISTINCT ON (cust) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY cust, amount DESC NULLS LAST, id) s
----
cust|count
1|2
2|2
3|1
4|1
7|1
NULL|1

SELECT DISTINCT ON (cust) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY cust, amount DESC NULLS LAST, id LIMIT 2 OFFSET 1
----
cust|count
2|2
3|1

SELECT DISTINCT ON (cust) tags FROM ord ORDER BY cust, amount DESC NULLS LAST, id
----
tags
{1,2}
{2,3,3}
{1,NULL}
{1,2}
{2}
{4}

SELECT * FROM (SELECT DISTINCT ON (cust) tags FROM ord ORDER BY cust, amount DESC NULLS LAST, id) s
----
tags
{1,2}
{1,2}
{1,NULL}
{2,3,3}
{2}
{4}

SELECT DISTINCT ON (cust) tags FROM ord ORDER BY cust, amount DESC NULLS LAST, id LIMIT 2 OFFSET 1
----
tags
{2,3,3}
{1,NULL}

SELECT DISTINCT ON (cust) id FROM ord ORDER BY cust DESC NULLS LAST, id DESC
----
id
16
17
14
13
11
15

SELECT * FROM (SELECT DISTINCT ON (cust) id FROM ord ORDER BY cust DESC NULLS LAST, id DESC) s
----
id
11
13
14
15
16
17

SELECT DISTINCT ON (cust) id FROM ord ORDER BY cust DESC NULLS LAST, id DESC LIMIT 2 OFFSET 1
----
id
17
14

SELECT DISTINCT ON (cust) id, cust, amount FROM ord ORDER BY cust DESC NULLS LAST, id DESC
----
id|cust|amount
16|7|12.25
17|4|-3.10
14|3|0.00
13|2|NULL
11|1|4.00
15|NULL|12.25

SELECT * FROM (SELECT DISTINCT ON (cust) id, cust, amount FROM ord ORDER BY cust DESC NULLS LAST, id DESC) s
----
id|cust|amount
11|1|4.00
13|2|NULL
14|3|0.00
15|NULL|12.25
16|7|12.25
17|4|-3.10

SELECT DISTINCT ON (cust) id, cust, amount FROM ord ORDER BY cust DESC NULLS LAST, id DESC LIMIT 2 OFFSET 1
----
id|cust|amount
17|4|-3.10
14|3|0.00

SELECT DISTINCT ON (cust) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY cust DESC NULLS LAST, id DESC
----
cust|count
7|1
4|1
3|1
2|2
1|2
NULL|1

SELECT * FROM (SELECT DISTINCT ON (cust) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY cust DESC NULLS LAST, id DESC) s
----
cust|count
1|2
2|2
3|1
4|1
7|1
NULL|1

SELECT DISTINCT ON (cust) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY cust DESC NULLS LAST, id DESC LIMIT 2 OFFSET 1
----
cust|count
4|1
3|1

SELECT DISTINCT ON (cust) tags FROM ord ORDER BY cust DESC NULLS LAST, id DESC
----
tags
{2}
{1,2}
{1,NULL}
NULL
{}
{4}

SELECT * FROM (SELECT DISTINCT ON (cust) tags FROM ord ORDER BY cust DESC NULLS LAST, id DESC) s
----
tags
NULL
{1,2}
{1,NULL}
{2}
{4}
{}

SELECT DISTINCT ON (cust) tags FROM ord ORDER BY cust DESC NULLS LAST, id DESC LIMIT 2 OFFSET 1
----
tags
{1,2}
{1,NULL}

SELECT DISTINCT ON (amount) id FROM ord ORDER BY amount, id
----
id
17
14
11
15
10
12
13

SELECT * FROM (SELECT DISTINCT ON (amount) id FROM ord ORDER BY amount, id) s
----
id
10
11
12
13
14
15
17

SELECT DISTINCT ON (amount) id FROM ord ORDER BY amount, id LIMIT 2 OFFSET 1
----
id
14
11

SELECT DISTINCT ON (amount) id, cust, amount FROM ord ORDER BY amount, id
----
id|cust|amount
17|4|-3.10
14|3|0.00
11|1|4.00
15|NULL|12.25
10|1|25.50
12|2|99.99
13|2|NULL

SELECT * FROM (SELECT DISTINCT ON (amount) id, cust, amount FROM ord ORDER BY amount, id) s
----
id|cust|amount
10|1|25.50
11|1|4.00
12|2|99.99
13|2|NULL
14|3|0.00
15|NULL|12.25
17|4|-3.10

SELECT DISTINCT ON (amount) id, cust, amount FROM ord ORDER BY amount, id LIMIT 2 OFFSET 1
----
id|cust|amount
14|3|0.00
11|1|4.00

SELECT DISTINCT ON (amount) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY amount, id
----
cust|count
4|1
3|1
1|2
NULL|1
1|2
2|2
2|2

SELECT * FROM (SELECT DISTINCT ON (amount) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY amount, id) s
----
cust|count
1|2
1|2
2|2
2|2
3|1
4|1
NULL|1

SELECT DISTINCT ON (amount) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY amount, id LIMIT 2 OFFSET 1
----
cust|count
3|1
1|2

SELECT DISTINCT ON (amount) tags FROM ord ORDER BY amount, id
----
tags
{1,2}
{1,NULL}
{}
{4}
{1,2}
{2,3,3}
NULL

SELECT * FROM (SELECT DISTINCT ON (amount) tags FROM ord ORDER BY amount, id) s
----
tags
NULL
{1,2}
{1,2}
{1,NULL}
{2,3,3}
{4}
{}

SELECT DISTINCT ON (amount) tags FROM ord ORDER BY amount, id LIMIT 2 OFFSET 1
----
tags
{1,NULL}
{}

SELECT DISTINCT ON (id % 3) id FROM ord ORDER BY id % 3, id
----
id
12
10
11

SELECT * FROM (SELECT DISTINCT ON (id % 3) id FROM ord ORDER BY id % 3, id) s
----
id
10
11
12

SELECT DISTINCT ON (id % 3) id FROM ord ORDER BY id % 3, id LIMIT 2 OFFSET 1
----
id
10
11

SELECT DISTINCT ON (id % 3) id, cust, amount FROM ord ORDER BY id % 3, id
----
id|cust|amount
12|2|99.99
10|1|25.50
11|1|4.00

SELECT * FROM (SELECT DISTINCT ON (id % 3) id, cust, amount FROM ord ORDER BY id % 3, id) s
----
id|cust|amount
10|1|25.50
11|1|4.00
12|2|99.99

SELECT DISTINCT ON (id % 3) id, cust, amount FROM ord ORDER BY id % 3, id LIMIT 2 OFFSET 1
----
id|cust|amount
10|1|25.50
11|1|4.00

SELECT DISTINCT ON (id % 3) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY id % 3, id
----
cust|count
2|2
1|2
1|2

SELECT * FROM (SELECT DISTINCT ON (id % 3) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY id % 3, id) s
----
cust|count
1|2
1|2
2|2

SELECT DISTINCT ON (id % 3) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY id % 3, id LIMIT 2 OFFSET 1
----
cust|count
1|2
1|2

SELECT DISTINCT ON (id % 3) tags FROM ord ORDER BY id % 3, id
----
tags
{2,3,3}
{1,2}
{}

SELECT * FROM (SELECT DISTINCT ON (id % 3) tags FROM ord ORDER BY id % 3, id) s
----
tags
{1,2}
{2,3,3}
{}

SELECT DISTINCT ON (id % 3) tags FROM ord ORDER BY id % 3, id LIMIT 2 OFFSET 1
----
tags
{1,2}
{}

SELECT DISTINCT ON (cust, amount) id FROM ord ORDER BY cust, amount, id DESC
----
id
11
10
12
13
14
17
16
15

SELECT * FROM (SELECT DISTINCT ON (cust, amount) id FROM ord ORDER BY cust, amount, id DESC) s
----
id
10
11
12
13
14
15
16
17

SELECT DISTINCT ON (cust, amount) id FROM ord ORDER BY cust, amount, id DESC LIMIT 2 OFFSET 1
----
id
10
12

SELECT DISTINCT ON (cust, amount) id, cust, amount FROM ord ORDER BY cust, amount, id DESC
----
id|cust|amount
11|1|4.00
10|1|25.50
12|2|99.99
13|2|NULL
14|3|0.00
17|4|-3.10
16|7|12.25
15|NULL|12.25

SELECT * FROM (SELECT DISTINCT ON (cust, amount) id, cust, amount FROM ord ORDER BY cust, amount, id DESC) s
----
id|cust|amount
10|1|25.50
11|1|4.00
12|2|99.99
13|2|NULL
14|3|0.00
15|NULL|12.25
16|7|12.25
17|4|-3.10

SELECT DISTINCT ON (cust, amount) id, cust, amount FROM ord ORDER BY cust, amount, id DESC LIMIT 2 OFFSET 1
----
id|cust|amount
10|1|25.50
12|2|99.99

SELECT DISTINCT ON (cust, amount) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY cust, amount, id DESC
----
cust|count
1|2
1|2
2|2
2|2
3|1
4|1
7|1
NULL|1

SELECT * FROM (SELECT DISTINCT ON (cust, amount) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY cust, amount, id DESC) s
----
cust|count
1|2
1|2
2|2
2|2
3|1
4|1
7|1
NULL|1

SELECT DISTINCT ON (cust, amount) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY cust, amount, id DESC LIMIT 2 OFFSET 1
----
cust|count
1|2
2|2

SELECT DISTINCT ON (cust, amount) tags FROM ord ORDER BY cust, amount, id DESC
----
tags
{}
{1,2}
{2,3,3}
NULL
{1,NULL}
{1,2}
{2}
{4}

SELECT * FROM (SELECT DISTINCT ON (cust, amount) tags FROM ord ORDER BY cust, amount, id DESC) s
----
tags
NULL
{1,2}
{1,2}
{1,NULL}
{2,3,3}
{2}
{4}
{}

SELECT DISTINCT ON (cust, amount) tags FROM ord ORDER BY cust, amount, id DESC LIMIT 2 OFFSET 1
----
tags
{1,2}
{2,3,3}

SELECT DISTINCT ON (placed::date) id FROM ord ORDER BY placed::date NULLS FIRST, id
----
id
14
10
12
17
16
13

SELECT * FROM (SELECT DISTINCT ON (placed::date) id FROM ord ORDER BY placed::date NULLS FIRST, id) s
----
id
10
12
13
14
16
17

SELECT DISTINCT ON (placed::date) id FROM ord ORDER BY placed::date NULLS FIRST, id LIMIT 2 OFFSET 1
----
id
10
12

SELECT DISTINCT ON (placed::date) id, cust, amount FROM ord ORDER BY placed::date NULLS FIRST, id
----
id|cust|amount
14|3|0.00
10|1|25.50
12|2|99.99
17|4|-3.10
16|7|12.25
13|2|NULL

SELECT * FROM (SELECT DISTINCT ON (placed::date) id, cust, amount FROM ord ORDER BY placed::date NULLS FIRST, id) s
----
id|cust|amount
10|1|25.50
12|2|99.99
13|2|NULL
14|3|0.00
16|7|12.25
17|4|-3.10

SELECT DISTINCT ON (placed::date) id, cust, amount FROM ord ORDER BY placed::date NULLS FIRST, id LIMIT 2 OFFSET 1
----
id|cust|amount
10|1|25.50
12|2|99.99

SELECT DISTINCT ON (placed::date) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY placed::date NULLS FIRST, id
----
cust|count
3|1
1|2
2|2
4|1
7|1
2|2

SELECT * FROM (SELECT DISTINCT ON (placed::date) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY placed::date NULLS FIRST, id) s
----
cust|count
1|2
2|2
2|2
3|1
4|1
7|1

SELECT DISTINCT ON (placed::date) cust, count(*) OVER (PARTITION BY cust) FROM ord ORDER BY placed::date NULLS FIRST, id LIMIT 2 OFFSET 1
----
cust|count
1|2
2|2

SELECT DISTINCT ON (placed::date) tags FROM ord ORDER BY placed::date NULLS FIRST, id
----
tags
{1,NULL}
{1,2}
{2,3,3}
{1,2}
{2}
NULL

SELECT * FROM (SELECT DISTINCT ON (placed::date) tags FROM ord ORDER BY placed::date NULLS FIRST, id) s
----
tags
NULL
{1,2}
{1,2}
{1,NULL}
{2,3,3}
{2}

SELECT DISTINCT ON (placed::date) tags FROM ord ORDER BY placed::date NULLS FIRST, id LIMIT 2 OFFSET 1
----
tags
{1,2}
{2,3,3}

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust FETCH FIRST 0 ROWS WITH TIES) s
----
count|min|max
0|NULL|NULL

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust FETCH FIRST 1 ROWS WITH TIES) s
----
count|min|max
2|1|1

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust FETCH FIRST 2 ROWS WITH TIES) s
----
count|min|max
2|1|1

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust FETCH FIRST 3 ROWS WITH TIES) s
----
count|min|max
4|1|2

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust FETCH FIRST 5 ROWS WITH TIES) s
----
count|min|max
5|1|3

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust FETCH FIRST 20 ROWS WITH TIES) s
----
count|min|max
8|1|7

SELECT count(*), sum(amount) FROM (SELECT cust, amount FROM ord ORDER BY cust OFFSET 1 ROWS FETCH NEXT 2 ROWS WITH TIES) s
----
count|sum
3|103.99

SELECT count(*), sum(amount) FROM (SELECT cust, amount FROM ord ORDER BY cust OFFSET 3 ROWS FETCH NEXT 2 ROWS WITH TIES) s
----
count|sum
2|0.00

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY amount FETCH FIRST 0 ROWS WITH TIES) s
----
count|min|max
0|NULL|NULL

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY amount FETCH FIRST 1 ROWS WITH TIES) s
----
count|min|max
1|4|4

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY amount FETCH FIRST 2 ROWS WITH TIES) s
----
count|min|max
2|3|4

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY amount FETCH FIRST 3 ROWS WITH TIES) s
----
count|min|max
3|1|4

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY amount FETCH FIRST 5 ROWS WITH TIES) s
----
count|min|max
5|1|7

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY amount FETCH FIRST 20 ROWS WITH TIES) s
----
count|min|max
8|1|7

SELECT count(*), sum(amount) FROM (SELECT cust, amount FROM ord ORDER BY amount OFFSET 1 ROWS FETCH NEXT 2 ROWS WITH TIES) s
----
count|sum
2|4.00

SELECT count(*), sum(amount) FROM (SELECT cust, amount FROM ord ORDER BY amount OFFSET 3 ROWS FETCH NEXT 2 ROWS WITH TIES) s
----
count|sum
2|24.50

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust NULLS FIRST FETCH FIRST 0 ROWS WITH TIES) s
----
count|min|max
0|NULL|NULL

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust NULLS FIRST FETCH FIRST 1 ROWS WITH TIES) s
----
count|min|max
1|NULL|NULL

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust NULLS FIRST FETCH FIRST 2 ROWS WITH TIES) s
----
count|min|max
3|1|1

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust NULLS FIRST FETCH FIRST 3 ROWS WITH TIES) s
----
count|min|max
3|1|1

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust NULLS FIRST FETCH FIRST 5 ROWS WITH TIES) s
----
count|min|max
5|1|2

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust NULLS FIRST FETCH FIRST 20 ROWS WITH TIES) s
----
count|min|max
8|1|7

SELECT count(*), sum(amount) FROM (SELECT cust, amount FROM ord ORDER BY cust NULLS FIRST OFFSET 1 ROWS FETCH NEXT 2 ROWS WITH TIES) s
----
count|sum
2|29.50

SELECT count(*), sum(amount) FROM (SELECT cust, amount FROM ord ORDER BY cust NULLS FIRST OFFSET 3 ROWS FETCH NEXT 2 ROWS WITH TIES) s
----
count|sum
2|99.99

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY amount DESC FETCH FIRST 0 ROWS WITH TIES) s
----
count|min|max
0|NULL|NULL

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY amount DESC FETCH FIRST 1 ROWS WITH TIES) s
----
count|min|max
1|2|2

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY amount DESC FETCH FIRST 2 ROWS WITH TIES) s
----
count|min|max
2|2|2

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY amount DESC FETCH FIRST 3 ROWS WITH TIES) s
----
count|min|max
3|1|2

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY amount DESC FETCH FIRST 5 ROWS WITH TIES) s
----
count|min|max
5|1|7

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY amount DESC FETCH FIRST 20 ROWS WITH TIES) s
----
count|min|max
8|1|7

SELECT count(*), sum(amount) FROM (SELECT cust, amount FROM ord ORDER BY amount DESC OFFSET 1 ROWS FETCH NEXT 2 ROWS WITH TIES) s
----
count|sum
2|125.49

SELECT count(*), sum(amount) FROM (SELECT cust, amount FROM ord ORDER BY amount DESC OFFSET 3 ROWS FETCH NEXT 2 ROWS WITH TIES) s
----
count|sum
2|24.50

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY placed FETCH FIRST 0 ROWS WITH TIES) s
----
count|min|max
0|NULL|NULL

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY placed FETCH FIRST 1 ROWS WITH TIES) s
----
count|min|max
2|1|1

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY placed FETCH FIRST 2 ROWS WITH TIES) s
----
count|min|max
2|1|1

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY placed FETCH FIRST 3 ROWS WITH TIES) s
----
count|min|max
3|1|1

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY placed FETCH FIRST 5 ROWS WITH TIES) s
----
count|min|max
5|1|4

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY placed FETCH FIRST 20 ROWS WITH TIES) s
----
count|min|max
8|1|7

SELECT count(*), sum(amount) FROM (SELECT cust, amount FROM ord ORDER BY placed OFFSET 3 ROWS FETCH NEXT 2 ROWS WITH TIES) s
----
count|sum
2|96.89

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust IS NULL FETCH FIRST 0 ROWS WITH TIES) s
----
count|min|max
0|NULL|NULL

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust IS NULL FETCH FIRST 1 ROWS WITH TIES) s
----
count|min|max
7|1|7

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust IS NULL FETCH FIRST 2 ROWS WITH TIES) s
----
count|min|max
7|1|7

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust IS NULL FETCH FIRST 3 ROWS WITH TIES) s
----
count|min|max
7|1|7

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust IS NULL FETCH FIRST 5 ROWS WITH TIES) s
----
count|min|max
7|1|7

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY cust IS NULL FETCH FIRST 20 ROWS WITH TIES) s
----
count|min|max
8|1|7

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY id % 3, amount FETCH FIRST 0 ROWS WITH TIES) s
----
count|min|max
0|NULL|NULL

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY id % 3, amount FETCH FIRST 1 ROWS WITH TIES) s
----
count|min|max
1|NULL|NULL

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY id % 3, amount FETCH FIRST 2 ROWS WITH TIES) s
----
count|min|max
2|2|2

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY id % 3, amount FETCH FIRST 3 ROWS WITH TIES) s
----
count|min|max
3|2|7

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY id % 3, amount FETCH FIRST 5 ROWS WITH TIES) s
----
count|min|max
5|1|7

SELECT count(*), min(cust), max(cust) FROM (SELECT cust FROM ord ORDER BY id % 3, amount FETCH FIRST 20 ROWS WITH TIES) s
----
count|min|max
8|1|7

SELECT count(*), sum(amount) FROM (SELECT cust, amount FROM ord ORDER BY id % 3, amount OFFSET 1 ROWS FETCH NEXT 2 ROWS WITH TIES) s
----
count|sum
2|112.24

SELECT count(*), sum(amount) FROM (SELECT cust, amount FROM ord ORDER BY id % 3, amount OFFSET 3 ROWS FETCH NEXT 2 ROWS WITH TIES) s
----
count|sum
2|25.50

SELECT DISTINCT cust FROM ord
----
cust
1
2
3
4
7
NULL

SELECT DISTINCT cust, amount > 10 FROM ord
----
cust|?column?
1|f
1|t
2|NULL
2|t
3|f
4|f
7|t
NULL|t

SELECT DISTINCT tags FROM ord
----
tags
NULL
{1,2}
{1,NULL}
{2,3,3}
{2}
{4}
{}

SELECT DISTINCT cust FROM ord ORDER BY cust DESC LIMIT 2
----
cust
NULL
7

SELECT DISTINCT cust FROM ord ORDER BY id
----
ERROR 42P10

SELECT DISTINCT ON (cust) id FROM ord ORDER BY id
----
ERROR 42P10

SELECT DISTINCT ON (1) id FROM ord ORDER BY 1
----
id
10
11
12
13
14
15
16
17

SELECT count(*) FROM (SELECT DISTINCT a, b FROM pair) s
----
count
7

SELECT id FROM ord FETCH FIRST 1 ROWS WITH TIES
----
ERROR 42601

SELECT cust FROM ord ORDER BY cust LIMIT (SELECT 3)
----
cust
1
1
2

SELECT id FROM ord ORDER BY id OFFSET (SELECT count(*) - 2 FROM ord)
----
id
16
17

SELECT id FROM ord ORDER BY id LIMIT (SELECT a FROM pair WHERE a = 3) OFFSET (SELECT 1)
----
id
11
12
13
