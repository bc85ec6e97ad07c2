-- Joins of every kind and condition
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

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id = o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|12|99.99
2|bob|13|NULL
3|cyd|14|0.00
4|dan|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id = o.cust
----
count|count|count|sum
6|6|6|126.39

SELECT c.city, count(o.id), max(o.amount) FROM cust c JOIN ord o ON c.id = o.cust GROUP BY c.city
----
city|count|max
NULL|1|0.00
oslo|2|99.99
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id = o.cust AND o.amount > 5
----
id|name|oid|amount
1|ann|10|25.50
2|bob|12|99.99

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id = o.cust AND o.amount > 5
----
count|count|count|sum
2|2|2|125.49

SELECT c.city, count(o.id), max(o.amount) FROM cust c JOIN ord o ON c.id = o.cust AND o.amount > 5 GROUP BY c.city
----
city|count|max
oslo|1|99.99
rome|1|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id = o.cust AND c.vip
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
4|dan|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id = o.cust AND c.vip
----
count|count|count|sum
3|3|3|26.40

SELECT c.city, count(o.id), max(o.amount) FROM cust c JOIN ord o ON c.id = o.cust AND c.vip GROUP BY c.city
----
city|count|max
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id = o.cust AND c.city = 'rome'
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
4|dan|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id = o.cust AND c.city = 'rome'
----
count|count|count|sum
3|3|3|26.40

SELECT c.city, count(o.id), max(o.amount) FROM cust c JOIN ord o ON c.id = o.cust AND c.city = 'rome' GROUP BY c.city
----
city|count|max
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id + 1 = o.cust
----
id|name|oid|amount
1|ann|12|99.99
1|ann|13|NULL
2|bob|14|0.00
3|cyd|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id + 1 = o.cust
----
count|count|count|sum
4|4|4|96.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c JOIN ord o ON c.id + 1 = o.cust GROUP BY c.city
----
city|count|max
NULL|1|-3.10
oslo|1|0.00
rome|2|99.99

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id IS NOT DISTINCT FROM o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|12|99.99
2|bob|13|NULL
3|cyd|14|0.00
4|dan|17|-3.10
NULL|eve|15|12.25

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id IS NOT DISTINCT FROM o.cust
----
count|count|count|sum
7|6|7|138.64

SELECT c.city, count(o.id), max(o.amount) FROM cust c JOIN ord o ON c.id IS NOT DISTINCT FROM o.cust GROUP BY c.city
----
city|count|max
NULL|1|0.00
oslo|3|99.99
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id = o.cust AND c.since < o.placed
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|12|99.99
2|bob|13|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id = o.cust AND c.since < o.placed
----
count|count|count|sum
4|4|4|129.49

SELECT c.city, count(o.id), max(o.amount) FROM cust c JOIN ord o ON c.id = o.cust AND c.since < o.placed GROUP BY c.city
----
city|count|max
oslo|2|99.99
rome|2|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id = o.cust AND (c.vip OR o.amount IS NULL)
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|13|NULL
4|dan|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id = o.cust AND (c.vip OR o.amount IS NULL)
----
count|count|count|sum
4|4|4|26.40

SELECT c.city, count(o.id), max(o.amount) FROM cust c JOIN ord o ON c.id = o.cust AND (c.vip OR o.amount IS NULL) GROUP BY c.city
----
city|count|max
oslo|1|NULL
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id < o.cust
----
id|name|oid|amount
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|16|12.25
1|ann|17|-3.10
2|bob|14|0.00
2|bob|16|12.25
2|bob|17|-3.10
3|cyd|16|12.25
3|cyd|17|-3.10
4|dan|16|12.25
5|NULL|16|12.25

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id < o.cust
----
count|count|count|sum
12|12|12|151.94

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id BETWEEN o.cust - 1 AND o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
1|ann|12|99.99
1|ann|13|NULL
2|bob|12|99.99
2|bob|13|NULL
2|bob|14|0.00
3|cyd|14|0.00
3|cyd|17|-3.10
4|dan|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id BETWEEN o.cust - 1 AND o.cust
----
count|count|count|sum
10|10|10|223.28

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id = o.cust OR c.vip
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|15|12.25
1|ann|16|12.25
1|ann|17|-3.10
2|bob|12|99.99
2|bob|13|NULL
3|cyd|14|0.00
4|dan|10|25.50
4|dan|11|4.00
4|dan|12|99.99
4|dan|13|NULL
4|dan|14|0.00
4|dan|15|12.25
4|dan|16|12.25
4|dan|17|-3.10
NULL|eve|10|25.50
NULL|eve|11|4.00
NULL|eve|12|99.99
NULL|eve|13|NULL
NULL|eve|14|0.00
NULL|eve|15|12.25
NULL|eve|16|12.25
NULL|eve|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id = o.cust OR c.vip
----
count|count|count|sum
27|19|27|552.66

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.since < o.placed AND c.id >= o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|10|25.50
2|bob|11|4.00
2|bob|12|99.99
2|bob|13|NULL
3|cyd|10|25.50
3|cyd|11|4.00
3|cyd|12|99.99
3|cyd|13|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.since < o.placed AND c.id >= o.cust
----
count|count|count|sum
10|10|10|288.48

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id <> o.cust
----
id|name|oid|amount
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|16|12.25
1|ann|17|-3.10
2|bob|10|25.50
2|bob|11|4.00
2|bob|14|0.00
2|bob|16|12.25
2|bob|17|-3.10
3|cyd|10|25.50
3|cyd|11|4.00
3|cyd|12|99.99
3|cyd|13|NULL
3|cyd|16|12.25
3|cyd|17|-3.10
4|dan|10|25.50
4|dan|11|4.00
4|dan|12|99.99
4|dan|13|NULL
4|dan|14|0.00
4|dan|16|12.25
5|NULL|10|25.50
5|NULL|11|4.00
5|NULL|12|99.99
5|NULL|13|NULL
5|NULL|14|0.00
5|NULL|16|12.25
5|NULL|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id <> o.cust
----
count|count|count|sum
29|29|29|566.81

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON c.id % 2 = o.cust % 2 AND c.id > o.cust
----
id|name|oid|amount
3|cyd|10|25.50
3|cyd|11|4.00
4|dan|12|99.99
4|dan|13|NULL
5|NULL|10|25.50
5|NULL|11|4.00
5|NULL|14|0.00

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON c.id % 2 = o.cust % 2 AND c.id > o.cust
----
count|count|count|sum
7|7|7|158.99

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON true
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|15|12.25
1|ann|16|12.25
1|ann|17|-3.10
2|bob|10|25.50
2|bob|11|4.00
2|bob|12|99.99
2|bob|13|NULL
2|bob|14|0.00
2|bob|15|12.25
2|bob|16|12.25
2|bob|17|-3.10
3|cyd|10|25.50
3|cyd|11|4.00
3|cyd|12|99.99
3|cyd|13|NULL
3|cyd|14|0.00
3|cyd|15|12.25
3|cyd|16|12.25
3|cyd|17|-3.10
4|dan|10|25.50
4|dan|11|4.00
4|dan|12|99.99
4|dan|13|NULL
4|dan|14|0.00
4|dan|15|12.25
4|dan|16|12.25
4|dan|17|-3.10
5|NULL|10|25.50
5|NULL|11|4.00
5|NULL|12|99.99
5|NULL|13|NULL
5|NULL|14|0.00
5|NULL|15|12.25
5|NULL|16|12.25
5|NULL|17|-3.10
NULL|eve|10|25.50
NULL|eve|11|4.00
NULL|eve|12|99.99
NULL|eve|13|NULL
NULL|eve|14|0.00
NULL|eve|15|12.25
NULL|eve|16|12.25
NULL|eve|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON true
----
count|count|count|sum
48|40|48|905.34

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON false
----
id|name|oid|amount

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON false
----
count|count|count|sum
0|0|0|NULL

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c JOIN ord o ON NULL
----
id|name|oid|amount

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c JOIN ord o ON NULL
----
count|count|count|sum
0|0|0|NULL

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id = o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|12|99.99
2|bob|13|NULL
3|cyd|14|0.00
4|dan|17|-3.10
5|NULL|NULL|NULL
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust
----
count|count|count|sum
8|7|6|126.39

SELECT c.city, count(o.id), max(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust GROUP BY c.city
----
city|count|max
NULL|1|0.00
lima|0|NULL
oslo|2|99.99
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id = o.cust AND o.amount > 5
----
id|name|oid|amount
1|ann|10|25.50
2|bob|12|99.99
3|cyd|NULL|NULL
4|dan|NULL|NULL
5|NULL|NULL|NULL
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust AND o.amount > 5
----
count|count|count|sum
6|5|2|125.49

SELECT c.city, count(o.id), max(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust AND o.amount > 5 GROUP BY c.city
----
city|count|max
NULL|0|NULL
lima|0|NULL
oslo|1|99.99
rome|1|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id = o.cust AND c.vip
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|NULL|NULL
3|cyd|NULL|NULL
4|dan|17|-3.10
5|NULL|NULL|NULL
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust AND c.vip
----
count|count|count|sum
7|6|3|26.40

SELECT c.city, count(o.id), max(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust AND c.vip GROUP BY c.city
----
city|count|max
NULL|0|NULL
lima|0|NULL
oslo|0|NULL
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id = o.cust AND c.city = 'rome'
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|NULL|NULL
3|cyd|NULL|NULL
4|dan|17|-3.10
5|NULL|NULL|NULL
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust AND c.city = 'rome'
----
count|count|count|sum
7|6|3|26.40

SELECT c.city, count(o.id), max(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust AND c.city = 'rome' GROUP BY c.city
----
city|count|max
NULL|0|NULL
lima|0|NULL
oslo|0|NULL
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id + 1 = o.cust
----
id|name|oid|amount
1|ann|12|99.99
1|ann|13|NULL
2|bob|14|0.00
3|cyd|17|-3.10
4|dan|NULL|NULL
5|NULL|NULL|NULL
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id + 1 = o.cust
----
count|count|count|sum
7|6|4|96.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c LEFT JOIN ord o ON c.id + 1 = o.cust GROUP BY c.city
----
city|count|max
NULL|1|-3.10
lima|0|NULL
oslo|1|0.00
rome|2|99.99

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id IS NOT DISTINCT FROM o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|12|99.99
2|bob|13|NULL
3|cyd|14|0.00
4|dan|17|-3.10
5|NULL|NULL|NULL
NULL|eve|15|12.25

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id IS NOT DISTINCT FROM o.cust
----
count|count|count|sum
8|7|7|138.64

SELECT c.city, count(o.id), max(o.amount) FROM cust c LEFT JOIN ord o ON c.id IS NOT DISTINCT FROM o.cust GROUP BY c.city
----
city|count|max
NULL|1|0.00
lima|0|NULL
oslo|3|99.99
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id = o.cust AND c.since < o.placed
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|12|99.99
2|bob|13|NULL
3|cyd|NULL|NULL
4|dan|NULL|NULL
5|NULL|NULL|NULL
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust AND c.since < o.placed
----
count|count|count|sum
8|7|4|129.49

SELECT c.city, count(o.id), max(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust AND c.since < o.placed GROUP BY c.city
----
city|count|max
NULL|0|NULL
lima|0|NULL
oslo|2|99.99
rome|2|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id = o.cust AND (c.vip OR o.amount IS NULL)
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|13|NULL
3|cyd|NULL|NULL
4|dan|17|-3.10
5|NULL|NULL|NULL
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust AND (c.vip OR o.amount IS NULL)
----
count|count|count|sum
7|6|4|26.40

SELECT c.city, count(o.id), max(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust AND (c.vip OR o.amount IS NULL) GROUP BY c.city
----
city|count|max
NULL|0|NULL
lima|0|NULL
oslo|1|NULL
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id < o.cust
----
id|name|oid|amount
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|16|12.25
1|ann|17|-3.10
2|bob|14|0.00
2|bob|16|12.25
2|bob|17|-3.10
3|cyd|16|12.25
3|cyd|17|-3.10
4|dan|16|12.25
5|NULL|16|12.25
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id < o.cust
----
count|count|count|sum
13|12|12|151.94

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id BETWEEN o.cust - 1 AND o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
1|ann|12|99.99
1|ann|13|NULL
2|bob|12|99.99
2|bob|13|NULL
2|bob|14|0.00
3|cyd|14|0.00
3|cyd|17|-3.10
4|dan|17|-3.10
5|NULL|NULL|NULL
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id BETWEEN o.cust - 1 AND o.cust
----
count|count|count|sum
12|11|10|223.28

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id = o.cust OR c.vip
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|15|12.25
1|ann|16|12.25
1|ann|17|-3.10
2|bob|12|99.99
2|bob|13|NULL
3|cyd|14|0.00
4|dan|10|25.50
4|dan|11|4.00
4|dan|12|99.99
4|dan|13|NULL
4|dan|14|0.00
4|dan|15|12.25
4|dan|16|12.25
4|dan|17|-3.10
5|NULL|NULL|NULL
NULL|eve|10|25.50
NULL|eve|11|4.00
NULL|eve|12|99.99
NULL|eve|13|NULL
NULL|eve|14|0.00
NULL|eve|15|12.25
NULL|eve|16|12.25
NULL|eve|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id = o.cust OR c.vip
----
count|count|count|sum
28|20|27|552.66

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.since < o.placed AND c.id >= o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|10|25.50
2|bob|11|4.00
2|bob|12|99.99
2|bob|13|NULL
3|cyd|10|25.50
3|cyd|11|4.00
3|cyd|12|99.99
3|cyd|13|NULL
4|dan|NULL|NULL
5|NULL|NULL|NULL
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.since < o.placed AND c.id >= o.cust
----
count|count|count|sum
13|12|10|288.48

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id <> o.cust
----
id|name|oid|amount
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|16|12.25
1|ann|17|-3.10
2|bob|10|25.50
2|bob|11|4.00
2|bob|14|0.00
2|bob|16|12.25
2|bob|17|-3.10
3|cyd|10|25.50
3|cyd|11|4.00
3|cyd|12|99.99
3|cyd|13|NULL
3|cyd|16|12.25
3|cyd|17|-3.10
4|dan|10|25.50
4|dan|11|4.00
4|dan|12|99.99
4|dan|13|NULL
4|dan|14|0.00
4|dan|16|12.25
5|NULL|10|25.50
5|NULL|11|4.00
5|NULL|12|99.99
5|NULL|13|NULL
5|NULL|14|0.00
5|NULL|16|12.25
5|NULL|17|-3.10
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id <> o.cust
----
count|count|count|sum
30|29|29|566.81

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON c.id % 2 = o.cust % 2 AND c.id > o.cust
----
id|name|oid|amount
1|ann|NULL|NULL
2|bob|NULL|NULL
3|cyd|10|25.50
3|cyd|11|4.00
4|dan|12|99.99
4|dan|13|NULL
5|NULL|10|25.50
5|NULL|11|4.00
5|NULL|14|0.00
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON c.id % 2 = o.cust % 2 AND c.id > o.cust
----
count|count|count|sum
10|9|7|158.99

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON true
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|15|12.25
1|ann|16|12.25
1|ann|17|-3.10
2|bob|10|25.50
2|bob|11|4.00
2|bob|12|99.99
2|bob|13|NULL
2|bob|14|0.00
2|bob|15|12.25
2|bob|16|12.25
2|bob|17|-3.10
3|cyd|10|25.50
3|cyd|11|4.00
3|cyd|12|99.99
3|cyd|13|NULL
3|cyd|14|0.00
3|cyd|15|12.25
3|cyd|16|12.25
3|cyd|17|-3.10
4|dan|10|25.50
4|dan|11|4.00
4|dan|12|99.99
4|dan|13|NULL
4|dan|14|0.00
4|dan|15|12.25
4|dan|16|12.25
4|dan|17|-3.10
5|NULL|10|25.50
5|NULL|11|4.00
5|NULL|12|99.99
5|NULL|13|NULL
5|NULL|14|0.00
5|NULL|15|12.25
5|NULL|16|12.25
5|NULL|17|-3.10
NULL|eve|10|25.50
NULL|eve|11|4.00
NULL|eve|12|99.99
NULL|eve|13|NULL
NULL|eve|14|0.00
NULL|eve|15|12.25
NULL|eve|16|12.25
NULL|eve|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON true
----
count|count|count|sum
48|40|48|905.34

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON false
----
id|name|oid|amount
1|ann|NULL|NULL
2|bob|NULL|NULL
3|cyd|NULL|NULL
4|dan|NULL|NULL
5|NULL|NULL|NULL
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON false
----
count|count|count|sum
6|5|0|NULL

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c LEFT JOIN ord o ON NULL
----
id|name|oid|amount
1|ann|NULL|NULL
2|bob|NULL|NULL
3|cyd|NULL|NULL
4|dan|NULL|NULL
5|NULL|NULL|NULL
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c LEFT JOIN ord o ON NULL
----
count|count|count|sum
6|5|0|NULL

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id = o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|12|99.99
2|bob|13|NULL
3|cyd|14|0.00
4|dan|17|-3.10
NULL|NULL|15|12.25
NULL|NULL|16|12.25

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust
----
count|count|count|sum
8|6|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust GROUP BY c.city
----
city|count|max
NULL|3|12.25
oslo|2|99.99
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND o.amount > 5
----
id|name|oid|amount
1|ann|10|25.50
2|bob|12|99.99
NULL|NULL|11|4.00
NULL|NULL|13|NULL
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|NULL|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND o.amount > 5
----
count|count|count|sum
8|2|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND o.amount > 5 GROUP BY c.city
----
city|count|max
NULL|6|12.25
oslo|1|99.99
rome|1|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND c.vip
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
4|dan|17|-3.10
NULL|NULL|12|99.99
NULL|NULL|13|NULL
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND c.vip
----
count|count|count|sum
8|3|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND c.vip GROUP BY c.city
----
city|count|max
NULL|5|99.99
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND c.city = 'rome'
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
4|dan|17|-3.10
NULL|NULL|12|99.99
NULL|NULL|13|NULL
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND c.city = 'rome'
----
count|count|count|sum
8|3|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND c.city = 'rome' GROUP BY c.city
----
city|count|max
NULL|5|99.99
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id + 1 = o.cust
----
id|name|oid|amount
1|ann|12|99.99
1|ann|13|NULL
2|bob|14|0.00
3|cyd|17|-3.10
NULL|NULL|10|25.50
NULL|NULL|11|4.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id + 1 = o.cust
----
count|count|count|sum
8|4|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c RIGHT JOIN ord o ON c.id + 1 = o.cust GROUP BY c.city
----
city|count|max
NULL|5|25.50
oslo|1|0.00
rome|2|99.99

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id IS NOT DISTINCT FROM o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|12|99.99
2|bob|13|NULL
3|cyd|14|0.00
4|dan|17|-3.10
NULL|NULL|16|12.25
NULL|eve|15|12.25

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id IS NOT DISTINCT FROM o.cust
----
count|count|count|sum
8|6|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c RIGHT JOIN ord o ON c.id IS NOT DISTINCT FROM o.cust GROUP BY c.city
----
city|count|max
NULL|2|12.25
oslo|3|99.99
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND c.since < o.placed
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|12|99.99
2|bob|13|NULL
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|NULL|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND c.since < o.placed
----
count|count|count|sum
8|4|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND c.since < o.placed GROUP BY c.city
----
city|count|max
NULL|4|12.25
oslo|2|99.99
rome|2|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND (c.vip OR o.amount IS NULL)
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|13|NULL
4|dan|17|-3.10
NULL|NULL|12|99.99
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND (c.vip OR o.amount IS NULL)
----
count|count|count|sum
8|4|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust AND (c.vip OR o.amount IS NULL) GROUP BY c.city
----
city|count|max
NULL|4|99.99
oslo|1|NULL
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id < o.cust
----
id|name|oid|amount
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|16|12.25
1|ann|17|-3.10
2|bob|14|0.00
2|bob|16|12.25
2|bob|17|-3.10
3|cyd|16|12.25
3|cyd|17|-3.10
4|dan|16|12.25
5|NULL|16|12.25
NULL|NULL|10|25.50
NULL|NULL|11|4.00
NULL|NULL|15|12.25

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id < o.cust
----
count|count|count|sum
15|12|15|193.69

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id BETWEEN o.cust - 1 AND o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
1|ann|12|99.99
1|ann|13|NULL
2|bob|12|99.99
2|bob|13|NULL
2|bob|14|0.00
3|cyd|14|0.00
3|cyd|17|-3.10
4|dan|17|-3.10
NULL|NULL|15|12.25
NULL|NULL|16|12.25

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id BETWEEN o.cust - 1 AND o.cust
----
count|count|count|sum
12|10|12|247.78

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id = o.cust OR c.vip
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|15|12.25
1|ann|16|12.25
1|ann|17|-3.10
2|bob|12|99.99
2|bob|13|NULL
3|cyd|14|0.00
4|dan|10|25.50
4|dan|11|4.00
4|dan|12|99.99
4|dan|13|NULL
4|dan|14|0.00
4|dan|15|12.25
4|dan|16|12.25
4|dan|17|-3.10
NULL|eve|10|25.50
NULL|eve|11|4.00
NULL|eve|12|99.99
NULL|eve|13|NULL
NULL|eve|14|0.00
NULL|eve|15|12.25
NULL|eve|16|12.25
NULL|eve|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id = o.cust OR c.vip
----
count|count|count|sum
27|19|27|552.66

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.since < o.placed AND c.id >= o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|10|25.50
2|bob|11|4.00
2|bob|12|99.99
2|bob|13|NULL
3|cyd|10|25.50
3|cyd|11|4.00
3|cyd|12|99.99
3|cyd|13|NULL
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|NULL|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.since < o.placed AND c.id >= o.cust
----
count|count|count|sum
14|10|14|309.88

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id <> o.cust
----
id|name|oid|amount
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|16|12.25
1|ann|17|-3.10
2|bob|10|25.50
2|bob|11|4.00
2|bob|14|0.00
2|bob|16|12.25
2|bob|17|-3.10
3|cyd|10|25.50
3|cyd|11|4.00
3|cyd|12|99.99
3|cyd|13|NULL
3|cyd|16|12.25
3|cyd|17|-3.10
4|dan|10|25.50
4|dan|11|4.00
4|dan|12|99.99
4|dan|13|NULL
4|dan|14|0.00
4|dan|16|12.25
5|NULL|10|25.50
5|NULL|11|4.00
5|NULL|12|99.99
5|NULL|13|NULL
5|NULL|14|0.00
5|NULL|16|12.25
5|NULL|17|-3.10
NULL|NULL|15|12.25

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id <> o.cust
----
count|count|count|sum
30|29|30|579.06

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON c.id % 2 = o.cust % 2 AND c.id > o.cust
----
id|name|oid|amount
3|cyd|10|25.50
3|cyd|11|4.00
4|dan|12|99.99
4|dan|13|NULL
5|NULL|10|25.50
5|NULL|11|4.00
5|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|NULL|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON c.id % 2 = o.cust % 2 AND c.id > o.cust
----
count|count|count|sum
10|7|10|180.39

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON true
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|15|12.25
1|ann|16|12.25
1|ann|17|-3.10
2|bob|10|25.50
2|bob|11|4.00
2|bob|12|99.99
2|bob|13|NULL
2|bob|14|0.00
2|bob|15|12.25
2|bob|16|12.25
2|bob|17|-3.10
3|cyd|10|25.50
3|cyd|11|4.00
3|cyd|12|99.99
3|cyd|13|NULL
3|cyd|14|0.00
3|cyd|15|12.25
3|cyd|16|12.25
3|cyd|17|-3.10
4|dan|10|25.50
4|dan|11|4.00
4|dan|12|99.99
4|dan|13|NULL
4|dan|14|0.00
4|dan|15|12.25
4|dan|16|12.25
4|dan|17|-3.10
5|NULL|10|25.50
5|NULL|11|4.00
5|NULL|12|99.99
5|NULL|13|NULL
5|NULL|14|0.00
5|NULL|15|12.25
5|NULL|16|12.25
5|NULL|17|-3.10
NULL|eve|10|25.50
NULL|eve|11|4.00
NULL|eve|12|99.99
NULL|eve|13|NULL
NULL|eve|14|0.00
NULL|eve|15|12.25
NULL|eve|16|12.25
NULL|eve|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON true
----
count|count|count|sum
48|40|48|905.34

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON false
----
id|name|oid|amount
NULL|NULL|10|25.50
NULL|NULL|11|4.00
NULL|NULL|12|99.99
NULL|NULL|13|NULL
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|NULL|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON false
----
count|count|count|sum
8|0|8|150.89

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c RIGHT JOIN ord o ON NULL
----
id|name|oid|amount
NULL|NULL|10|25.50
NULL|NULL|11|4.00
NULL|NULL|12|99.99
NULL|NULL|13|NULL
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|NULL|17|-3.10

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c RIGHT JOIN ord o ON NULL
----
count|count|count|sum
8|0|8|150.89

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c FULL JOIN ord o ON c.id = o.cust
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|12|99.99
2|bob|13|NULL
3|cyd|14|0.00
4|dan|17|-3.10
5|NULL|NULL|NULL
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c FULL JOIN ord o ON c.id = o.cust
----
count|count|count|sum
10|7|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c FULL JOIN ord o ON c.id = o.cust GROUP BY c.city
----
city|count|max
NULL|3|12.25
lima|0|NULL
oslo|2|99.99
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c FULL JOIN ord o ON c.id = o.cust AND o.amount > 5
----
id|name|oid|amount
1|ann|10|25.50
2|bob|12|99.99
3|cyd|NULL|NULL
4|dan|NULL|NULL
5|NULL|NULL|NULL
NULL|NULL|11|4.00
NULL|NULL|13|NULL
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|NULL|17|-3.10
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c FULL JOIN ord o ON c.id = o.cust AND o.amount > 5
----
count|count|count|sum
12|5|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c FULL JOIN ord o ON c.id = o.cust AND o.amount > 5 GROUP BY c.city
----
city|count|max
NULL|6|12.25
lima|0|NULL
oslo|1|99.99
rome|1|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c FULL JOIN ord o ON c.id = o.cust AND c.vip
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|NULL|NULL
3|cyd|NULL|NULL
4|dan|17|-3.10
5|NULL|NULL|NULL
NULL|NULL|12|99.99
NULL|NULL|13|NULL
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c FULL JOIN ord o ON c.id = o.cust AND c.vip
----
count|count|count|sum
12|6|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c FULL JOIN ord o ON c.id = o.cust AND c.vip GROUP BY c.city
----
city|count|max
NULL|5|99.99
lima|0|NULL
oslo|0|NULL
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c FULL JOIN ord o ON c.id = o.cust AND c.city = 'rome'
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|NULL|NULL
3|cyd|NULL|NULL
4|dan|17|-3.10
5|NULL|NULL|NULL
NULL|NULL|12|99.99
NULL|NULL|13|NULL
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c FULL JOIN ord o ON c.id = o.cust AND c.city = 'rome'
----
count|count|count|sum
12|6|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c FULL JOIN ord o ON c.id = o.cust AND c.city = 'rome' GROUP BY c.city
----
city|count|max
NULL|5|99.99
lima|0|NULL
oslo|0|NULL
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c FULL JOIN ord o ON c.id + 1 = o.cust
----
id|name|oid|amount
1|ann|12|99.99
1|ann|13|NULL
2|bob|14|0.00
3|cyd|17|-3.10
4|dan|NULL|NULL
5|NULL|NULL|NULL
NULL|NULL|10|25.50
NULL|NULL|11|4.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c FULL JOIN ord o ON c.id + 1 = o.cust
----
count|count|count|sum
11|6|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c FULL JOIN ord o ON c.id + 1 = o.cust GROUP BY c.city
----
city|count|max
NULL|5|25.50
lima|0|NULL
oslo|1|0.00
rome|2|99.99

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c FULL JOIN ord o ON c.id = o.cust AND c.since < o.placed
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|12|99.99
2|bob|13|NULL
3|cyd|NULL|NULL
4|dan|NULL|NULL
5|NULL|NULL|NULL
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|NULL|17|-3.10
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c FULL JOIN ord o ON c.id = o.cust AND c.since < o.placed
----
count|count|count|sum
12|7|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c FULL JOIN ord o ON c.id = o.cust AND c.since < o.placed GROUP BY c.city
----
city|count|max
NULL|4|12.25
lima|0|NULL
oslo|2|99.99
rome|2|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c FULL JOIN ord o ON c.id = o.cust AND (c.vip OR o.amount IS NULL)
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
2|bob|13|NULL
3|cyd|NULL|NULL
4|dan|17|-3.10
5|NULL|NULL|NULL
NULL|NULL|12|99.99
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|eve|NULL|NULL

SELECT count(*), count(c.id), count(o.id), sum(o.amount) FROM cust c FULL JOIN ord o ON c.id = o.cust AND (c.vip OR o.amount IS NULL)
----
count|count|count|sum
11|6|8|150.89

SELECT c.city, count(o.id), max(o.amount) FROM cust c FULL JOIN ord o ON c.id = o.cust AND (c.vip OR o.amount IS NULL) GROUP BY c.city
----
city|count|max
NULL|4|99.99
lima|0|NULL
oslo|1|NULL
rome|3|25.50

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c FULL JOIN ord o ON true
----
id|name|oid|amount
1|ann|10|25.50
1|ann|11|4.00
1|ann|12|99.99
1|ann|13|NULL
1|ann|14|0.00
1|ann|15|12.25
1|ann|16|12.25
1|ann|17|-3.10
2|bob|10|25.50
2|bob|11|4.00
2|bob|12|99.99
2|bob|13|NULL
2|bob|14|0.00
2|bob|15|12.25
2|bob|16|12.25
2|bob|17|-3.10
3|cyd|10|25.50
3|cyd|11|4.00
3|cyd|12|99.99
3|cyd|13|NULL
3|cyd|14|0.00
3|cyd|15|12.25
3|cyd|16|12.25
3|cyd|17|-3.10
4|dan|10|25.50
4|dan|11|4.00
4|dan|12|99.99
4|dan|13|NULL
4|dan|14|0.00
4|dan|15|12.25
4|dan|16|12.25
4|dan|17|-3.10
5|NULL|10|25.50
5|NULL|11|4.00
5|NULL|12|99.99
5|NULL|13|NULL
5|NULL|14|0.00
5|NULL|15|12.25
5|NULL|16|12.25
5|NULL|17|-3.10
NULL|eve|10|25.50
NULL|eve|11|4.00
NULL|eve|12|99.99
NULL|eve|13|NULL
NULL|eve|14|0.00
NULL|eve|15|12.25
NULL|eve|16|12.25
NULL|eve|17|-3.10

SELECT c.id, c.name, o.id AS oid, o.amount FROM cust c FULL JOIN ord o ON false
----
id|name|oid|amount
1|ann|NULL|NULL
2|bob|NULL|NULL
3|cyd|NULL|NULL
4|dan|NULL|NULL
5|NULL|NULL|NULL
NULL|NULL|10|25.50
NULL|NULL|11|4.00
NULL|NULL|12|99.99
NULL|NULL|13|NULL
NULL|NULL|14|0.00
NULL|NULL|15|12.25
NULL|NULL|16|12.25
NULL|NULL|17|-3.10
NULL|eve|NULL|NULL

SELECT c.name, o.id FROM cust c JOIN ord o ON c.id = o.cust WHERE o.id IS NULL
----
name|id

SELECT c.name, o.id FROM cust c JOIN ord o ON c.id = o.cust WHERE c.id IS NULL
----
name|id

SELECT c.name, o.id FROM cust c JOIN ord o ON c.id = o.cust WHERE o.amount > 10
----
name|id
ann|10
bob|12

SELECT c.name, o.id FROM cust c JOIN ord o ON c.id = o.cust WHERE coalesce(o.amount, 0) < 20
----
name|id
ann|11
bob|13
cyd|14
dan|17

SELECT c.name, o.id FROM cust c JOIN ord o ON c.id = o.cust WHERE c.vip IS NOT TRUE
----
name|id
bob|12
bob|13
cyd|14

SELECT c.name, o.id FROM cust c JOIN ord o ON c.id = o.cust WHERE c.city = 'rome' AND o.id IS NOT NULL
----
name|id
ann|10
ann|11
dan|17

SELECT c.name, o.id FROM cust c JOIN ord o ON c.id = o.cust WHERE c.city IS NULL OR o.tags IS NULL
----
name|id
bob|13
cyd|14

SELECT c.name, o.id FROM cust c LEFT JOIN ord o ON c.id = o.cust WHERE o.id IS NULL
----
name|id
NULL|NULL
eve|NULL

SELECT c.name, o.id FROM cust c LEFT JOIN ord o ON c.id = o.cust WHERE c.id IS NULL
----
name|id
eve|NULL

SELECT c.name, o.id FROM cust c LEFT JOIN ord o ON c.id = o.cust WHERE o.amount > 10
----
name|id
ann|10
bob|12

SELECT c.name, o.id FROM cust c LEFT JOIN ord o ON c.id = o.cust WHERE coalesce(o.amount, 0) < 20
----
name|id
NULL|NULL
ann|11
bob|13
cyd|14
dan|17
eve|NULL

SELECT c.name, o.id FROM cust c LEFT JOIN ord o ON c.id = o.cust WHERE c.vip IS NOT TRUE
----
name|id
NULL|NULL
bob|12
bob|13
cyd|14

SELECT c.name, o.id FROM cust c LEFT JOIN ord o ON c.id = o.cust WHERE c.city = 'rome' AND o.id IS NOT NULL
----
name|id
ann|10
ann|11
dan|17

SELECT c.name, o.id FROM cust c LEFT JOIN ord o ON c.id = o.cust WHERE c.city IS NULL OR o.tags IS NULL
----
name|id
NULL|NULL
bob|13
cyd|14
eve|NULL

SELECT c.name, o.id FROM cust c RIGHT JOIN ord o ON c.id = o.cust WHERE o.id IS NULL
----
name|id

SELECT c.name, o.id FROM cust c RIGHT JOIN ord o ON c.id = o.cust WHERE c.id IS NULL
----
name|id
NULL|15
NULL|16

SELECT c.name, o.id FROM cust c RIGHT JOIN ord o ON c.id = o.cust WHERE o.amount > 10
----
name|id
NULL|15
NULL|16
ann|10
bob|12

SELECT c.name, o.id FROM cust c RIGHT JOIN ord o ON c.id = o.cust WHERE coalesce(o.amount, 0) < 20
----
name|id
NULL|15
NULL|16
ann|11
bob|13
cyd|14
dan|17

SELECT c.name, o.id FROM cust c RIGHT JOIN ord o ON c.id = o.cust WHERE c.vip IS NOT TRUE
----
name|id
NULL|15
NULL|16
bob|12
bob|13
cyd|14

SELECT c.name, o.id FROM cust c RIGHT JOIN ord o ON c.id = o.cust WHERE c.city = 'rome' AND o.id IS NOT NULL
----
name|id
ann|10
ann|11
dan|17

SELECT c.name, o.id FROM cust c RIGHT JOIN ord o ON c.id = o.cust WHERE c.city IS NULL OR o.tags IS NULL
----
name|id
NULL|15
NULL|16
bob|13
cyd|14

SELECT c.name, o.id FROM cust c FULL JOIN ord o ON c.id = o.cust WHERE o.id IS NULL
----
name|id
NULL|NULL
eve|NULL

SELECT c.name, o.id FROM cust c FULL JOIN ord o ON c.id = o.cust WHERE c.id IS NULL
----
name|id
NULL|15
NULL|16
eve|NULL

SELECT c.name, o.id FROM cust c FULL JOIN ord o ON c.id = o.cust WHERE o.amount > 10
----
name|id
NULL|15
NULL|16
ann|10
bob|12

SELECT c.name, o.id FROM cust c FULL JOIN ord o ON c.id = o.cust WHERE coalesce(o.amount, 0) < 20
----
name|id
NULL|15
NULL|16
NULL|NULL
ann|11
bob|13
cyd|14
dan|17
eve|NULL

SELECT c.name, o.id FROM cust c FULL JOIN ord o ON c.id = o.cust WHERE c.vip IS NOT TRUE
----
name|id
NULL|15
NULL|16
NULL|NULL
bob|12
bob|13
cyd|14

SELECT c.name, o.id FROM cust c FULL JOIN ord o ON c.id = o.cust WHERE c.city = 'rome' AND o.id IS NOT NULL
----
name|id
ann|10
ann|11
dan|17

SELECT c.name, o.id FROM cust c FULL JOIN ord o ON c.id = o.cust WHERE c.city IS NULL OR o.tags IS NULL
----
name|id
NULL|15
NULL|16
NULL|NULL
bob|13
cyd|14
eve|NULL

SELECT * FROM (SELECT id, name FROM cust) c NATURAL JOIN (SELECT cust AS id, amount FROM ord) o
----
id|name|amount
1|ann|25.50
1|ann|4.00
2|bob|99.99
2|bob|NULL
3|cyd|0.00
4|dan|-3.10

SELECT id, name, amount FROM cust JOIN (SELECT cust AS id, amount FROM ord) o USING (id)
----
id|name|amount
1|ann|25.50
1|ann|4.00
2|bob|99.99
2|bob|NULL
3|cyd|0.00
4|dan|-3.10

SELECT j.*, c.city FROM cust c JOIN (SELECT cust AS id, amount FROM ord) o USING (id) AS j
----
id|city
1|rome
1|rome
2|oslo
2|oslo
3|NULL
4|rome

SELECT * FROM pair p JOIN pair r USING (a, b)
----
a|b
1|1
1|1
1|1
1|1
1|2
2|1
3|3

SELECT * FROM pair p NATURAL JOIN (SELECT a, b AS z FROM pair) r
----
a|b|z
1|1|1
1|1|1
1|1|1
1|1|1
1|1|2
1|1|2
1|2|1
1|2|1
1|2|2
2|1|1
2|1|NULL
2|NULL|1
2|NULL|NULL
3|3|3

SELECT id, count(*) FROM cust JOIN (SELECT cust AS id FROM ord) o USING (id) GROUP BY id ORDER BY id NULLS FIRST
----
id|count
1|2
2|2
3|1
4|1

SELECT * FROM none JOIN cust USING (id)
----
id|v|name|city|since|vip

SELECT c.id, n.v FROM cust c JOIN none n ON c.id = n.id
----
id|v

SELECT * FROM (SELECT id, name FROM cust) c NATURAL LEFT JOIN (SELECT cust AS id, amount FROM ord) o
----
id|name|amount
1|ann|25.50
1|ann|4.00
2|bob|99.99
2|bob|NULL
3|cyd|0.00
4|dan|-3.10
5|NULL|NULL
NULL|eve|NULL

SELECT id, name, amount FROM cust LEFT JOIN (SELECT cust AS id, amount FROM ord) o USING (id)
----
id|name|amount
1|ann|25.50
1|ann|4.00
2|bob|99.99
2|bob|NULL
3|cyd|0.00
4|dan|-3.10
5|NULL|NULL
NULL|eve|NULL

SELECT j.*, c.city FROM cust c LEFT JOIN (SELECT cust AS id, amount FROM ord) o USING (id) AS j
----
id|city
1|rome
1|rome
2|oslo
2|oslo
3|NULL
4|rome
5|lima
NULL|oslo

SELECT * FROM pair p LEFT JOIN pair r USING (a, b)
----
a|b
1|1
1|1
1|1
1|1
1|2
2|1
2|NULL
3|3
NULL|2
NULL|NULL

SELECT * FROM pair p NATURAL LEFT JOIN (SELECT a, b AS z FROM pair) r
----
a|b|z
1|1|1
1|1|1
1|1|1
1|1|1
1|1|2
1|1|2
1|2|1
1|2|1
1|2|2
2|1|1
2|1|NULL
2|NULL|1
2|NULL|NULL
3|3|3
NULL|2|NULL
NULL|NULL|NULL

SELECT id, count(*) FROM cust LEFT JOIN (SELECT cust AS id FROM ord) o USING (id) GROUP BY id ORDER BY id NULLS FIRST
----
id|count
NULL|1
1|2
2|2
3|1
4|1
5|1

SELECT * FROM none LEFT JOIN cust USING (id)
----
id|v|name|city|since|vip

SELECT c.id, n.v FROM cust c LEFT JOIN none n ON c.id = n.id
----
id|v
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT * FROM (SELECT id, name FROM cust) c NATURAL RIGHT JOIN (SELECT cust AS id, amount FROM ord) o
----
id|name|amount
1|ann|25.50
1|ann|4.00
2|bob|99.99
2|bob|NULL
3|cyd|0.00
4|dan|-3.10
7|NULL|12.25
NULL|NULL|12.25

SELECT id, name, amount FROM cust RIGHT JOIN (SELECT cust AS id, amount FROM ord) o USING (id)
----
id|name|amount
1|ann|25.50
1|ann|4.00
2|bob|99.99
2|bob|NULL
3|cyd|0.00
4|dan|-3.10
7|NULL|12.25
NULL|NULL|12.25

SELECT j.*, c.city FROM cust c RIGHT JOIN (SELECT cust AS id, amount FROM ord) o USING (id) AS j
----
id|city
1|rome
1|rome
2|oslo
2|oslo
3|NULL
4|rome
7|NULL
NULL|NULL

SELECT * FROM pair p RIGHT JOIN pair r USING (a, b)
----
a|b
1|1
1|1
1|1
1|1
1|2
2|1
2|NULL
3|3
NULL|2
NULL|NULL

SELECT * FROM pair p NATURAL RIGHT JOIN (SELECT a, b AS z FROM pair) r
----
a|b|z
1|1|1
1|1|1
1|1|1
1|1|1
1|1|2
1|1|2
1|2|1
1|2|1
1|2|2
2|1|1
2|1|NULL
2|NULL|1
2|NULL|NULL
3|3|3
NULL|NULL|2
NULL|NULL|NULL

SELECT id, count(*) FROM cust RIGHT JOIN (SELECT cust AS id FROM ord) o USING (id) GROUP BY id ORDER BY id NULLS FIRST
----
id|count
NULL|1
1|2
2|2
3|1
4|1
7|1

SELECT * FROM none RIGHT JOIN cust USING (id)
----
id|v|name|city|since|vip
1|NULL|ann|rome|2020-01-31|t
2|NULL|bob|oslo|2019-12-31|f
3|NULL|cyd|NULL|2020-02-29|NULL
4|NULL|dan|rome|NULL|t
5|NULL|NULL|lima|2021-06-15|f
NULL|NULL|eve|oslo|2020-02-29|t

SELECT c.id, n.v FROM cust c RIGHT JOIN none n ON c.id = n.id
----
id|v

SELECT * FROM (SELECT id, name FROM cust) c NATURAL FULL JOIN (SELECT cust AS id, amount FROM ord) o
----
id|name|amount
1|ann|25.50
1|ann|4.00
2|bob|99.99
2|bob|NULL
3|cyd|0.00
4|dan|-3.10
5|NULL|NULL
7|NULL|12.25
NULL|NULL|12.25
NULL|eve|NULL

SELECT id, name, amount FROM cust FULL JOIN (SELECT cust AS id, amount FROM ord) o USING (id)
----
id|name|amount
1|ann|25.50
1|ann|4.00
2|bob|99.99
2|bob|NULL
3|cyd|0.00
4|dan|-3.10
5|NULL|NULL
7|NULL|12.25
NULL|NULL|12.25
NULL|eve|NULL

SELECT j.*, c.city FROM cust c FULL JOIN (SELECT cust AS id, amount FROM ord) o USING (id) AS j
----
id|city
1|rome
1|rome
2|oslo
2|oslo
3|NULL
4|rome
5|lima
7|NULL
NULL|NULL
NULL|oslo

SELECT * FROM pair p FULL JOIN pair r USING (a, b)
----
a|b
1|1
1|1
1|1
1|1
1|2
2|1
2|NULL
2|NULL
3|3
NULL|2
NULL|2
NULL|NULL
NULL|NULL

SELECT * FROM pair p NATURAL FULL JOIN (SELECT a, b AS z FROM pair) r
----
a|b|z
1|1|1
1|1|1
1|1|1
1|1|1
1|1|2
1|1|2
1|2|1
1|2|1
1|2|2
2|1|1
2|1|NULL
2|NULL|1
2|NULL|NULL
3|3|3
NULL|2|NULL
NULL|NULL|2
NULL|NULL|NULL
NULL|NULL|NULL

SELECT id, count(*) FROM cust FULL JOIN (SELECT cust AS id FROM ord) o USING (id) GROUP BY id ORDER BY id NULLS FIRST
----
id|count
NULL|2
1|2
2|2
3|1
4|1
5|1
7|1

SELECT * FROM none FULL JOIN cust USING (id)
----
id|v|name|city|since|vip
1|NULL|ann|rome|2020-01-31|t
2|NULL|bob|oslo|2019-12-31|f
3|NULL|cyd|NULL|2020-02-29|NULL
4|NULL|dan|rome|NULL|t
5|NULL|NULL|lima|2021-06-15|f
NULL|NULL|eve|oslo|2020-02-29|t

SELECT c.id, n.v FROM cust c FULL JOIN none n ON c.id = n.id
----
id|v
1|NULL
2|NULL
3|NULL
4|NULL
5|NULL
NULL|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c JOIN ord o ON c.id = o.cust JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3

SELECT c.id, o.id AS oid, p.b FROM cust c JOIN (ord o JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
3|14|3

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c JOIN ord o ON c.id = o.cust JOIN none n ON n.id = c.id
----
count|count|count|count
0|0|0|0

SELECT c.id, o.id AS oid, p.b FROM cust c JOIN ord o ON c.id = o.cust LEFT JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3
4|17|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c JOIN (ord o LEFT JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
3|14|3

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c JOIN ord o ON c.id = o.cust LEFT JOIN none n ON n.id = c.id
----
count|count|count|count
6|6|6|0

SELECT c.id, o.id AS oid, p.b FROM cust c JOIN ord o ON c.id = o.cust RIGHT JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3
NULL|NULL|2
NULL|NULL|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c JOIN (ord o RIGHT JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
2|NULL|2
3|14|3

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c JOIN ord o ON c.id = o.cust RIGHT JOIN none n ON n.id = c.id
----
count|count|count|count
0|0|0|0

SELECT c.id, o.id AS oid, p.b FROM cust c JOIN ord o ON c.id = o.cust FULL JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3
4|17|NULL
NULL|NULL|2
NULL|NULL|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c JOIN (ord o FULL JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
2|NULL|2
3|14|3

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c JOIN ord o ON c.id = o.cust FULL JOIN none n ON n.id = c.id
----
count|count|count|count
6|6|6|0

SELECT c.id, o.id AS oid, p.b FROM cust c LEFT JOIN ord o ON c.id = o.cust JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3

SELECT c.id, o.id AS oid, p.b FROM cust c LEFT JOIN (ord o JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
3|14|3
4|NULL|NULL
5|NULL|NULL
NULL|NULL|NULL

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c LEFT JOIN ord o ON c.id = o.cust JOIN none n ON n.id = c.id
----
count|count|count|count
0|0|0|0

SELECT c.id, o.id AS oid, p.b FROM cust c LEFT JOIN ord o ON c.id = o.cust LEFT JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3
4|17|NULL
5|NULL|NULL
NULL|NULL|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c LEFT JOIN (ord o LEFT JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
3|14|3
4|NULL|NULL
5|NULL|NULL
NULL|NULL|NULL

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c LEFT JOIN ord o ON c.id = o.cust LEFT JOIN none n ON n.id = c.id
----
count|count|count|count
8|7|6|0

SELECT c.id, o.id AS oid, p.b FROM cust c LEFT JOIN ord o ON c.id = o.cust RIGHT JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3
NULL|NULL|2
NULL|NULL|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c LEFT JOIN (ord o RIGHT JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
2|NULL|2
3|14|3
4|NULL|NULL
5|NULL|NULL
NULL|NULL|NULL

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c LEFT JOIN ord o ON c.id = o.cust RIGHT JOIN none n ON n.id = c.id
----
count|count|count|count
0|0|0|0

SELECT c.id, o.id AS oid, p.b FROM cust c LEFT JOIN ord o ON c.id = o.cust FULL JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3
4|17|NULL
5|NULL|NULL
NULL|NULL|2
NULL|NULL|NULL
NULL|NULL|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c LEFT JOIN (ord o FULL JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
2|NULL|2
3|14|3
4|NULL|NULL
5|NULL|NULL
NULL|NULL|NULL

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c LEFT JOIN ord o ON c.id = o.cust FULL JOIN none n ON n.id = c.id
----
count|count|count|count
8|7|6|0

SELECT c.id, o.id AS oid, p.b FROM cust c RIGHT JOIN ord o ON c.id = o.cust JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3

SELECT c.id, o.id AS oid, p.b FROM cust c RIGHT JOIN (ord o JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
3|14|3
NULL|12|NULL
NULL|13|NULL

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c RIGHT JOIN ord o ON c.id = o.cust JOIN none n ON n.id = c.id
----
count|count|count|count
0|0|0|0

SELECT c.id, o.id AS oid, p.b FROM cust c RIGHT JOIN ord o ON c.id = o.cust LEFT JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3
4|17|NULL
NULL|15|NULL
NULL|16|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c RIGHT JOIN (ord o LEFT JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
3|14|3
NULL|12|NULL
NULL|13|NULL
NULL|15|NULL
NULL|16|NULL
NULL|17|NULL

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c RIGHT JOIN ord o ON c.id = o.cust LEFT JOIN none n ON n.id = c.id
----
count|count|count|count
8|6|8|0

SELECT c.id, o.id AS oid, p.b FROM cust c RIGHT JOIN ord o ON c.id = o.cust RIGHT JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3
NULL|NULL|2
NULL|NULL|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c RIGHT JOIN (ord o RIGHT JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
2|NULL|2
3|14|3
NULL|12|NULL
NULL|13|NULL
NULL|NULL|NULL

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c RIGHT JOIN ord o ON c.id = o.cust RIGHT JOIN none n ON n.id = c.id
----
count|count|count|count
0|0|0|0

SELECT c.id, o.id AS oid, p.b FROM cust c RIGHT JOIN ord o ON c.id = o.cust FULL JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3
4|17|NULL
NULL|15|NULL
NULL|16|NULL
NULL|NULL|2
NULL|NULL|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c RIGHT JOIN (ord o FULL JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
2|NULL|2
3|14|3
NULL|12|NULL
NULL|13|NULL
NULL|15|NULL
NULL|16|NULL
NULL|17|NULL
NULL|NULL|NULL

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c RIGHT JOIN ord o ON c.id = o.cust FULL JOIN none n ON n.id = c.id
----
count|count|count|count
8|6|8|0

SELECT c.id, o.id AS oid, p.b FROM cust c FULL JOIN ord o ON c.id = o.cust JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3

SELECT c.id, o.id AS oid, p.b FROM cust c FULL JOIN (ord o JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
3|14|3
4|NULL|NULL
5|NULL|NULL
NULL|12|NULL
NULL|13|NULL
NULL|NULL|NULL

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c FULL JOIN ord o ON c.id = o.cust JOIN none n ON n.id = c.id
----
count|count|count|count
0|0|0|0

SELECT c.id, o.id AS oid, p.b FROM cust c FULL JOIN ord o ON c.id = o.cust LEFT JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3
4|17|NULL
5|NULL|NULL
NULL|15|NULL
NULL|16|NULL
NULL|NULL|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c FULL JOIN (ord o LEFT JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
3|14|3
4|NULL|NULL
5|NULL|NULL
NULL|12|NULL
NULL|13|NULL
NULL|15|NULL
NULL|16|NULL
NULL|17|NULL
NULL|NULL|NULL

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c FULL JOIN ord o ON c.id = o.cust LEFT JOIN none n ON n.id = c.id
----
count|count|count|count
10|7|8|0

SELECT c.id, o.id AS oid, p.b FROM cust c FULL JOIN ord o ON c.id = o.cust RIGHT JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3
NULL|NULL|2
NULL|NULL|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c FULL JOIN (ord o RIGHT JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
2|NULL|2
3|14|3
4|NULL|NULL
5|NULL|NULL
NULL|12|NULL
NULL|13|NULL
NULL|NULL|NULL
NULL|NULL|NULL

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c FULL JOIN ord o ON c.id = o.cust RIGHT JOIN none n ON n.id = c.id
----
count|count|count|count
0|0|0|0

SELECT c.id, o.id AS oid, p.b FROM cust c FULL JOIN ord o ON c.id = o.cust FULL JOIN pair p ON p.a = o.cust
----
id|oid|b
1|10|1
1|10|1
1|10|2
1|11|1
1|11|1
1|11|2
2|12|1
2|12|NULL
2|13|1
2|13|NULL
3|14|3
4|17|NULL
5|NULL|NULL
NULL|15|NULL
NULL|16|NULL
NULL|NULL|2
NULL|NULL|NULL
NULL|NULL|NULL

SELECT c.id, o.id AS oid, p.b FROM cust c FULL JOIN (ord o FULL JOIN pair p ON p.a = o.cust) ON c.id = p.b
----
id|oid|b
1|10|1
1|10|1
1|11|1
1|11|1
1|12|1
1|13|1
2|10|2
2|11|2
2|NULL|2
3|14|3
4|NULL|NULL
5|NULL|NULL
NULL|12|NULL
NULL|13|NULL
NULL|15|NULL
NULL|16|NULL
NULL|17|NULL
NULL|NULL|NULL
NULL|NULL|NULL

SELECT count(*), count(c.id), count(o.id), count(n.id) FROM cust c FULL JOIN ord o ON c.id = o.cust FULL JOIN none n ON n.id = c.id
----
count|count|count|count
10|7|8|0

SELECT count(*) FROM cust c, ord o WHERE c.id = o.cust
----
count
6

SELECT count(*) FROM cust c CROSS JOIN none
----
count
0

SELECT count(*) FROM cust c, pair p WHERE c.id = p.a AND p.b IS NOT NULL
----
count
5

SELECT count(*) FROM cust c CROSS JOIN (VALUES (1),(2)) v(x) WHERE v.x = c.id
----
count
2

SELECT count(*) FROM cust a, cust b WHERE a.id < b.id AND a.city = b.city
----
count
1

SELECT a.name, b.name FROM cust a JOIN cust b ON a.city = b.city AND a.id < b.id ORDER BY 1, 2
----
name|name
ann|dan

SELECT c.name FROM cust c JOIN ord o ON o.cust = c.id JOIN pair p ON p.a = c.id AND p.b = c.id ORDER BY c.name
----
name
ann
ann
ann
ann
cyd

SELECT * FROM cust c LEFT JOIN ord o USING (id) WHERE o.cust IS NULL ORDER BY 1
----
id|name|city|since|vip|cust|amount|placed|tags
1|ann|rome|2020-01-31|t|NULL|NULL|NULL|NULL
2|bob|oslo|2019-12-31|f|NULL|NULL|NULL|NULL
3|cyd|NULL|2020-02-29|NULL|NULL|NULL|NULL|NULL
4|dan|rome|NULL|t|NULL|NULL|NULL|NULL
5|NULL|lima|2021-06-15|f|NULL|NULL|NULL|NULL
NULL|eve|oslo|2020-02-29|t|NULL|NULL|NULL|NULL

SELECT x.id FROM cust x JOIN ord x ON true
----
ERROR 42712

SELECT id FROM cust JOIN ord ON true
----
ERROR 42702

SELECT * FROM cust c JOIN ord o ON c.id = o.nope
----
ERROR 42703

SELECT * FROM cust c JOIN ord USING (nope)
----
ERROR 42703
