-- Grouping sets and aggregates of every kind
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

SELECT city, vip, count(*) FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|6
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|2
rome|t|2

SELECT city, vip, sum(id) FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|sum
NULL|NULL|15
NULL|NULL|3
NULL|NULL|3
lima|NULL|5
lima|f|5
oslo|NULL|2
oslo|f|2
oslo|t|NULL
rome|NULL|5
rome|t|5

SELECT city, vip, GROUPING(city) AS gc FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|gc
NULL|NULL|0
NULL|NULL|0
NULL|NULL|1
lima|NULL|0
lima|f|0
oslo|NULL|0
oslo|f|0
oslo|t|0
rome|NULL|0
rome|t|0

SELECT city, vip, GROUPING(city, vip) AS g FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|g
NULL|NULL|0
NULL|NULL|1
NULL|NULL|3
lima|NULL|1
lima|f|0
oslo|NULL|1
oslo|f|0
oslo|t|0
rome|NULL|1
rome|t|0

SELECT city, vip, max(name) FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|max
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|eve
lima|NULL|NULL
lima|f|NULL
oslo|NULL|eve
oslo|f|bob
oslo|t|eve
rome|NULL|dan
rome|t|dan

SELECT city, vip, count(DISTINCT since) FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|4
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|1
rome|t|1

SELECT city, vip, array_agg(id ORDER BY id) FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|array_agg
NULL|NULL|{1,2,3,4,5,NULL}
NULL|NULL|{3}
NULL|NULL|{3}
lima|NULL|{5}
lima|f|{5}
oslo|NULL|{2,NULL}
oslo|f|{2}
oslo|t|{NULL}
rome|NULL|{1,4}
rome|t|{1,4}

SELECT city, vip, avg(id)::numeric(8,3) FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|avg
NULL|NULL|3.000
NULL|NULL|3.000
NULL|NULL|3.000
lima|NULL|5.000
lima|f|5.000
oslo|NULL|2.000
oslo|f|2.000
oslo|t|NULL
rome|NULL|2.500
rome|t|2.500

SELECT city, vip, string_agg(name, '' ORDER BY name DESC) FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|string_agg
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|evedancydbobann
lima|NULL|NULL
lima|f|NULL
oslo|NULL|evebob
oslo|f|bob
oslo|t|eve
rome|NULL|danann
rome|t|danann

SELECT city, vip, min(since) FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|min
NULL|NULL|2019-12-31
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
lima|NULL|2021-06-15
lima|f|2021-06-15
oslo|NULL|2019-12-31
oslo|f|2019-12-31
oslo|t|2020-02-29
rome|NULL|2020-01-31
rome|t|2020-01-31

SELECT city, vip, bool_and(vip) FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|bool_and
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|f
lima|NULL|f
lima|f|f
oslo|NULL|f
oslo|f|f
oslo|t|t
rome|NULL|t
rome|t|t

SELECT city, vip, count(*) FILTER (WHERE vip) FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|count
NULL|NULL|0
NULL|NULL|0
NULL|NULL|3
lima|NULL|0
lima|f|0
oslo|NULL|1
oslo|f|0
oslo|t|1
rome|NULL|2
rome|t|2

SELECT city, vip, count(*) FROM cust GROUP BY ROLLUP (city, vip) HAVING count(*) > 1 ORDER BY 1 NULLS FIRST, 2 NULLS LAST, 3
----
city|vip|count
NULL|NULL|6
oslo|NULL|2
rome|t|2
rome|NULL|2

SELECT coalesce(city, '-') AS k, vip, sum(id) FROM cust WHERE id > 1 GROUP BY ROLLUP (city, vip) ORDER BY 1, 2, 3
----
k|vip|sum
-|NULL|3
-|NULL|3
-|NULL|14
lima|f|5
lima|NULL|5
oslo|f|2
oslo|NULL|2
rome|t|4
rome|NULL|4

SELECT city, vip, count(*), rank() OVER (ORDER BY count(*) DESC) FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|count|rank
NULL|NULL|1|5
NULL|NULL|1|5
NULL|NULL|6|1
lima|NULL|1|5
lima|f|1|5
oslo|NULL|2|2
oslo|f|1|5
oslo|t|1|5
rome|NULL|2|2
rome|t|2|2

SELECT DISTINCT vip, count(*) FROM cust GROUP BY ROLLUP (city, vip)
----
vip|count
NULL|1
NULL|2
NULL|6
f|1
t|1
t|2

SELECT city, vip, sum(o.amount) FROM cust c LEFT JOIN ord o ON o.cust = c.id GROUP BY ROLLUP (city, vip)
----
city|vip|sum
NULL|NULL|0.00
NULL|NULL|0.00
NULL|NULL|126.39
lima|NULL|NULL
lima|f|NULL
oslo|NULL|99.99
oslo|f|99.99
oslo|t|NULL
rome|NULL|26.40
rome|t|26.40

SELECT city, vip, count(*) FROM cust WHERE false GROUP BY ROLLUP (city, vip)
----
city|vip|count
NULL|NULL|0

SELECT * FROM (SELECT city, vip, count(*) AS n FROM cust GROUP BY ROLLUP (city, vip)) s WHERE s.city = 'rome' OR s.vip IS NULL
----
city|vip|n
NULL|NULL|1
NULL|NULL|1
NULL|NULL|6
lima|NULL|1
oslo|NULL|2
rome|NULL|2
rome|t|2

SELECT city, vip, (SELECT count(*) FROM pair WHERE a = max(cust.id)) FROM cust GROUP BY ROLLUP (city, vip)
----
city|vip|count
NULL|NULL|0
NULL|NULL|1
NULL|NULL|1
lima|NULL|0
lima|f|0
oslo|NULL|2
oslo|f|2
oslo|t|0
rome|NULL|0
rome|t|0

SELECT city, vip, count(*) FROM cust GROUP BY CUBE (city, vip)
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|6
NULL|f|2
NULL|t|3
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|2
rome|t|2

SELECT city, vip, sum(id) FROM cust GROUP BY CUBE (city, vip)
----
city|vip|sum
NULL|NULL|15
NULL|NULL|3
NULL|NULL|3
NULL|NULL|3
NULL|f|7
NULL|t|5
lima|NULL|5
lima|f|5
oslo|NULL|2
oslo|f|2
oslo|t|NULL
rome|NULL|5
rome|t|5

SELECT city, vip, GROUPING(city) AS gc FROM cust GROUP BY CUBE (city, vip)
----
city|vip|gc
NULL|NULL|0
NULL|NULL|0
NULL|NULL|1
NULL|NULL|1
NULL|f|1
NULL|t|1
lima|NULL|0
lima|f|0
oslo|NULL|0
oslo|f|0
oslo|t|0
rome|NULL|0
rome|t|0

SELECT city, vip, GROUPING(city, vip) AS g FROM cust GROUP BY CUBE (city, vip)
----
city|vip|g
NULL|NULL|0
NULL|NULL|1
NULL|NULL|2
NULL|NULL|3
NULL|f|2
NULL|t|2
lima|NULL|1
lima|f|0
oslo|NULL|1
oslo|f|0
oslo|t|0
rome|NULL|1
rome|t|0

SELECT city, vip, max(name) FROM cust GROUP BY CUBE (city, vip)
----
city|vip|max
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|eve
NULL|f|bob
NULL|t|eve
lima|NULL|NULL
lima|f|NULL
oslo|NULL|eve
oslo|f|bob
oslo|t|eve
rome|NULL|dan
rome|t|dan

SELECT city, vip, count(DISTINCT since) FROM cust GROUP BY CUBE (city, vip)
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|4
NULL|f|2
NULL|t|2
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|1
rome|t|1

SELECT city, vip, array_agg(id ORDER BY id) FROM cust GROUP BY CUBE (city, vip)
----
city|vip|array_agg
NULL|NULL|{1,2,3,4,5,NULL}
NULL|NULL|{3}
NULL|NULL|{3}
NULL|NULL|{3}
NULL|f|{2,5}
NULL|t|{1,4,NULL}
lima|NULL|{5}
lima|f|{5}
oslo|NULL|{2,NULL}
oslo|f|{2}
oslo|t|{NULL}
rome|NULL|{1,4}
rome|t|{1,4}

SELECT city, vip, avg(id)::numeric(8,3) FROM cust GROUP BY CUBE (city, vip)
----
city|vip|avg
NULL|NULL|3.000
NULL|NULL|3.000
NULL|NULL|3.000
NULL|NULL|3.000
NULL|f|3.500
NULL|t|2.500
lima|NULL|5.000
lima|f|5.000
oslo|NULL|2.000
oslo|f|2.000
oslo|t|NULL
rome|NULL|2.500
rome|t|2.500

SELECT city, vip, string_agg(name, '' ORDER BY name DESC) FROM cust GROUP BY CUBE (city, vip)
----
city|vip|string_agg
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|evedancydbobann
NULL|f|bob
NULL|t|evedanann
lima|NULL|NULL
lima|f|NULL
oslo|NULL|evebob
oslo|f|bob
oslo|t|eve
rome|NULL|danann
rome|t|danann

SELECT city, vip, min(since) FROM cust GROUP BY CUBE (city, vip)
----
city|vip|min
NULL|NULL|2019-12-31
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
NULL|f|2019-12-31
NULL|t|2020-01-31
lima|NULL|2021-06-15
lima|f|2021-06-15
oslo|NULL|2019-12-31
oslo|f|2019-12-31
oslo|t|2020-02-29
rome|NULL|2020-01-31
rome|t|2020-01-31

SELECT city, vip, bool_and(vip) FROM cust GROUP BY CUBE (city, vip)
----
city|vip|bool_and
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|f
NULL|f|f
NULL|t|t
lima|NULL|f
lima|f|f
oslo|NULL|f
oslo|f|f
oslo|t|t
rome|NULL|t
rome|t|t

SELECT city, vip, count(*) FILTER (WHERE vip) FROM cust GROUP BY CUBE (city, vip)
----
city|vip|count
NULL|NULL|0
NULL|NULL|0
NULL|NULL|0
NULL|NULL|3
NULL|f|0
NULL|t|3
lima|NULL|0
lima|f|0
oslo|NULL|1
oslo|f|0
oslo|t|1
rome|NULL|2
rome|t|2

SELECT city, vip, count(*) FROM cust GROUP BY CUBE (city, vip) HAVING count(*) > 1 ORDER BY 1 NULLS FIRST, 2 NULLS LAST, 3
----
city|vip|count
NULL|f|2
NULL|t|3
NULL|NULL|6
oslo|NULL|2
rome|t|2
rome|NULL|2

SELECT coalesce(city, '-') AS k, vip, sum(id) FROM cust WHERE id > 1 GROUP BY CUBE (city, vip) ORDER BY 1, 2, 3
----
k|vip|sum
-|f|7
-|t|4
-|NULL|3
-|NULL|3
-|NULL|3
-|NULL|14
lima|f|5
lima|NULL|5
oslo|f|2
oslo|NULL|2
rome|t|4
rome|NULL|4

SELECT city, vip, count(*), rank() OVER (ORDER BY count(*) DESC) FROM cust GROUP BY CUBE (city, vip)
----
city|vip|count|rank
NULL|NULL|1|7
NULL|NULL|1|7
NULL|NULL|1|7
NULL|NULL|6|1
NULL|f|2|3
NULL|t|3|2
lima|NULL|1|7
lima|f|1|7
oslo|NULL|2|3
oslo|f|1|7
oslo|t|1|7
rome|NULL|2|3
rome|t|2|3

SELECT DISTINCT vip, count(*) FROM cust GROUP BY CUBE (city, vip)
----
vip|count
NULL|1
NULL|2
NULL|6
f|1
f|2
t|1
t|2
t|3

SELECT city, vip, sum(o.amount) FROM cust c LEFT JOIN ord o ON o.cust = c.id GROUP BY CUBE (city, vip)
----
city|vip|sum
NULL|NULL|0.00
NULL|NULL|0.00
NULL|NULL|0.00
NULL|NULL|126.39
NULL|f|99.99
NULL|t|26.40
lima|NULL|NULL
lima|f|NULL
oslo|NULL|99.99
oslo|f|99.99
oslo|t|NULL
rome|NULL|26.40
rome|t|26.40

SELECT city, vip, count(*) FROM cust WHERE false GROUP BY CUBE (city, vip)
----
city|vip|count
NULL|NULL|0

SELECT * FROM (SELECT city, vip, count(*) AS n FROM cust GROUP BY CUBE (city, vip)) s WHERE s.city = 'rome' OR s.vip IS NULL
----
city|vip|n
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|6
lima|NULL|1
oslo|NULL|2
rome|NULL|2
rome|t|2

SELECT city, vip, (SELECT count(*) FROM pair WHERE a = max(cust.id)) FROM cust GROUP BY CUBE (city, vip)
----
city|vip|count
NULL|NULL|0
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|f|0
NULL|t|0
lima|NULL|0
lima|f|0
oslo|NULL|2
oslo|f|2
oslo|t|0
rome|NULL|0
rome|t|0

SELECT city, vip, count(*) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|6
NULL|f|2
NULL|t|3
lima|NULL|1
oslo|NULL|2
rome|NULL|2

SELECT city, vip, sum(id) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|sum
NULL|NULL|15
NULL|NULL|3
NULL|NULL|3
NULL|f|7
NULL|t|5
lima|NULL|5
oslo|NULL|2
rome|NULL|5

SELECT city, vip, GROUPING(city) AS gc FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|gc
NULL|NULL|0
NULL|NULL|1
NULL|NULL|1
NULL|f|1
NULL|t|1
lima|NULL|0
oslo|NULL|0
rome|NULL|0

SELECT city, vip, GROUPING(city, vip) AS g FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|g
NULL|NULL|1
NULL|NULL|2
NULL|NULL|3
NULL|f|2
NULL|t|2
lima|NULL|1
oslo|NULL|1
rome|NULL|1

SELECT city, vip, max(name) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|max
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|eve
NULL|f|bob
NULL|t|eve
lima|NULL|NULL
oslo|NULL|eve
rome|NULL|dan

SELECT city, vip, count(DISTINCT since) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|4
NULL|f|2
NULL|t|2
lima|NULL|1
oslo|NULL|2
rome|NULL|1

SELECT city, vip, array_agg(id ORDER BY id) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|array_agg
NULL|NULL|{1,2,3,4,5,NULL}
NULL|NULL|{3}
NULL|NULL|{3}
NULL|f|{2,5}
NULL|t|{1,4,NULL}
lima|NULL|{5}
oslo|NULL|{2,NULL}
rome|NULL|{1,4}

SELECT city, vip, avg(id)::numeric(8,3) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|avg
NULL|NULL|3.000
NULL|NULL|3.000
NULL|NULL|3.000
NULL|f|3.500
NULL|t|2.500
lima|NULL|5.000
oslo|NULL|2.000
rome|NULL|2.500

SELECT city, vip, string_agg(name, '' ORDER BY name DESC) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|string_agg
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|evedancydbobann
NULL|f|bob
NULL|t|evedanann
lima|NULL|NULL
oslo|NULL|evebob
rome|NULL|danann

SELECT city, vip, min(since) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|min
NULL|NULL|2019-12-31
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
NULL|f|2019-12-31
NULL|t|2020-01-31
lima|NULL|2021-06-15
oslo|NULL|2019-12-31
rome|NULL|2020-01-31

SELECT city, vip, bool_and(vip) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|bool_and
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|f
NULL|f|f
NULL|t|t
lima|NULL|f
oslo|NULL|f
rome|NULL|t

SELECT city, vip, count(*) FILTER (WHERE vip) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|count
NULL|NULL|0
NULL|NULL|0
NULL|NULL|3
NULL|f|0
NULL|t|3
lima|NULL|0
oslo|NULL|1
rome|NULL|2

SELECT city, vip, count(*) FROM cust GROUP BY GROUPING SETS ((city), (vip), ()) HAVING count(*) > 1 ORDER BY 1 NULLS FIRST, 2 NULLS LAST, 3
----
city|vip|count
NULL|f|2
NULL|t|3
NULL|NULL|6
oslo|NULL|2
rome|NULL|2

SELECT coalesce(city, '-') AS k, vip, sum(id) FROM cust WHERE id > 1 GROUP BY GROUPING SETS ((city), (vip), ()) ORDER BY 1, 2, 3
----
k|vip|sum
-|f|7
-|t|4
-|NULL|3
-|NULL|3
-|NULL|14
lima|NULL|5
oslo|NULL|2
rome|NULL|4

SELECT city, vip, count(*), rank() OVER (ORDER BY count(*) DESC) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|count|rank
NULL|NULL|1|6
NULL|NULL|1|6
NULL|NULL|6|1
NULL|f|2|3
NULL|t|3|2
lima|NULL|1|6
oslo|NULL|2|3
rome|NULL|2|3

SELECT DISTINCT vip, count(*) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
vip|count
NULL|1
NULL|2
NULL|6
f|2
t|3

SELECT city, vip, sum(o.amount) FROM cust c LEFT JOIN ord o ON o.cust = c.id GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|sum
NULL|NULL|0.00
NULL|NULL|0.00
NULL|NULL|126.39
NULL|f|99.99
NULL|t|26.40
lima|NULL|NULL
oslo|NULL|99.99
rome|NULL|26.40

SELECT city, vip, count(*) FROM cust WHERE false GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|count
NULL|NULL|0

SELECT * FROM (SELECT city, vip, count(*) AS n FROM cust GROUP BY GROUPING SETS ((city), (vip), ())) s WHERE s.city = 'rome' OR s.vip IS NULL
----
city|vip|n
NULL|NULL|1
NULL|NULL|1
NULL|NULL|6
lima|NULL|1
oslo|NULL|2
rome|NULL|2

SELECT city, vip, (SELECT count(*) FROM pair WHERE a = max(cust.id)) FROM cust GROUP BY GROUPING SETS ((city), (vip), ())
----
city|vip|count
NULL|NULL|0
NULL|NULL|1
NULL|NULL|1
NULL|f|0
NULL|t|0
lima|NULL|0
oslo|NULL|2
rome|NULL|0

SELECT city, vip, count(*) FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|2
rome|t|2

SELECT city, vip, sum(id) FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|sum
NULL|NULL|3
NULL|NULL|3
lima|NULL|5
lima|f|5
oslo|NULL|2
oslo|f|2
oslo|t|NULL
rome|NULL|5
rome|t|5

SELECT city, vip, GROUPING(city) AS gc FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|gc
NULL|NULL|0
NULL|NULL|0
lima|NULL|0
lima|f|0
oslo|NULL|0
oslo|f|0
oslo|t|0
rome|NULL|0
rome|t|0

SELECT city, vip, GROUPING(city, vip) AS g FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|g
NULL|NULL|0
NULL|NULL|1
lima|NULL|1
lima|f|0
oslo|NULL|1
oslo|f|0
oslo|t|0
rome|NULL|1
rome|t|0

SELECT city, vip, max(name) FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|max
NULL|NULL|cyd
NULL|NULL|cyd
lima|NULL|NULL
lima|f|NULL
oslo|NULL|eve
oslo|f|bob
oslo|t|eve
rome|NULL|dan
rome|t|dan

SELECT city, vip, count(DISTINCT since) FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|1
rome|t|1

SELECT city, vip, array_agg(id ORDER BY id) FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|array_agg
NULL|NULL|{3}
NULL|NULL|{3}
lima|NULL|{5}
lima|f|{5}
oslo|NULL|{2,NULL}
oslo|f|{2}
oslo|t|{NULL}
rome|NULL|{1,4}
rome|t|{1,4}

SELECT city, vip, avg(id)::numeric(8,3) FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|avg
NULL|NULL|3.000
NULL|NULL|3.000
lima|NULL|5.000
lima|f|5.000
oslo|NULL|2.000
oslo|f|2.000
oslo|t|NULL
rome|NULL|2.500
rome|t|2.500

SELECT city, vip, string_agg(name, '' ORDER BY name DESC) FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|string_agg
NULL|NULL|cyd
NULL|NULL|cyd
lima|NULL|NULL
lima|f|NULL
oslo|NULL|evebob
oslo|f|bob
oslo|t|eve
rome|NULL|danann
rome|t|danann

SELECT city, vip, min(since) FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|min
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
lima|NULL|2021-06-15
lima|f|2021-06-15
oslo|NULL|2019-12-31
oslo|f|2019-12-31
oslo|t|2020-02-29
rome|NULL|2020-01-31
rome|t|2020-01-31

SELECT city, vip, bool_and(vip) FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|bool_and
NULL|NULL|NULL
NULL|NULL|NULL
lima|NULL|f
lima|f|f
oslo|NULL|f
oslo|f|f
oslo|t|t
rome|NULL|t
rome|t|t

SELECT city, vip, count(*) FILTER (WHERE vip) FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|count
NULL|NULL|0
NULL|NULL|0
lima|NULL|0
lima|f|0
oslo|NULL|1
oslo|f|0
oslo|t|1
rome|NULL|2
rome|t|2

SELECT city, vip, count(*) FROM cust GROUP BY city, ROLLUP (vip) HAVING count(*) > 1 ORDER BY 1 NULLS FIRST, 2 NULLS LAST, 3
----
city|vip|count
oslo|NULL|2
rome|t|2
rome|NULL|2

SELECT coalesce(city, '-') AS k, vip, sum(id) FROM cust WHERE id > 1 GROUP BY city, ROLLUP (vip) ORDER BY 1, 2, 3
----
k|vip|sum
-|NULL|3
-|NULL|3
lima|f|5
lima|NULL|5
oslo|f|2
oslo|NULL|2
rome|t|4
rome|NULL|4

SELECT city, vip, count(*), rank() OVER (ORDER BY count(*) DESC) FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|count|rank
NULL|NULL|1|4
NULL|NULL|1|4
lima|NULL|1|4
lima|f|1|4
oslo|NULL|2|1
oslo|f|1|4
oslo|t|1|4
rome|NULL|2|1
rome|t|2|1

SELECT DISTINCT vip, count(*) FROM cust GROUP BY city, ROLLUP (vip)
----
vip|count
NULL|1
NULL|2
f|1
t|1
t|2

SELECT city, vip, sum(o.amount) FROM cust c LEFT JOIN ord o ON o.cust = c.id GROUP BY city, ROLLUP (vip)
----
city|vip|sum
NULL|NULL|0.00
NULL|NULL|0.00
lima|NULL|NULL
lima|f|NULL
oslo|NULL|99.99
oslo|f|99.99
oslo|t|NULL
rome|NULL|26.40
rome|t|26.40

SELECT city, vip, count(*) FROM cust WHERE false GROUP BY city, ROLLUP (vip)
----
city|vip|count

SELECT * FROM (SELECT city, vip, count(*) AS n FROM cust GROUP BY city, ROLLUP (vip)) s WHERE s.city = 'rome' OR s.vip IS NULL
----
city|vip|n
NULL|NULL|1
NULL|NULL|1
lima|NULL|1
oslo|NULL|2
rome|NULL|2
rome|t|2

SELECT city, vip, (SELECT count(*) FROM pair WHERE a = max(cust.id)) FROM cust GROUP BY city, ROLLUP (vip)
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
lima|NULL|0
lima|f|0
oslo|NULL|2
oslo|f|2
oslo|t|0
rome|NULL|0
rome|t|0

SELECT city, vip, count(*) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
lima|NULL|1
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|2
rome|NULL|2
rome|t|2

SELECT city, vip, sum(id) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|sum
NULL|NULL|3
NULL|NULL|3
NULL|NULL|3
lima|NULL|5
lima|NULL|5
lima|f|5
oslo|NULL|2
oslo|NULL|2
oslo|f|2
oslo|t|NULL
rome|NULL|5
rome|NULL|5
rome|t|5

SELECT city, vip, GROUPING(city) AS gc FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|gc
NULL|NULL|0
NULL|NULL|0
NULL|NULL|0
lima|NULL|0
lima|NULL|0
lima|f|0
oslo|NULL|0
oslo|NULL|0
oslo|f|0
oslo|t|0
rome|NULL|0
rome|NULL|0
rome|t|0

SELECT city, vip, GROUPING(city, vip) AS g FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|g
NULL|NULL|0
NULL|NULL|1
NULL|NULL|1
lima|NULL|1
lima|NULL|1
lima|f|0
oslo|NULL|1
oslo|NULL|1
oslo|f|0
oslo|t|0
rome|NULL|1
rome|NULL|1
rome|t|0

SELECT city, vip, max(name) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|max
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|cyd
lima|NULL|NULL
lima|NULL|NULL
lima|f|NULL
oslo|NULL|eve
oslo|NULL|eve
oslo|f|bob
oslo|t|eve
rome|NULL|dan
rome|NULL|dan
rome|t|dan

SELECT city, vip, count(DISTINCT since) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
lima|NULL|1
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|1
rome|NULL|1
rome|t|1

SELECT city, vip, array_agg(id ORDER BY id) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|array_agg
NULL|NULL|{3}
NULL|NULL|{3}
NULL|NULL|{3}
lima|NULL|{5}
lima|NULL|{5}
lima|f|{5}
oslo|NULL|{2,NULL}
oslo|NULL|{2,NULL}
oslo|f|{2}
oslo|t|{NULL}
rome|NULL|{1,4}
rome|NULL|{1,4}
rome|t|{1,4}

SELECT city, vip, avg(id)::numeric(8,3) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|avg
NULL|NULL|3.000
NULL|NULL|3.000
NULL|NULL|3.000
lima|NULL|5.000
lima|NULL|5.000
lima|f|5.000
oslo|NULL|2.000
oslo|NULL|2.000
oslo|f|2.000
oslo|t|NULL
rome|NULL|2.500
rome|NULL|2.500
rome|t|2.500

SELECT city, vip, string_agg(name, '' ORDER BY name DESC) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|string_agg
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|cyd
lima|NULL|NULL
lima|NULL|NULL
lima|f|NULL
oslo|NULL|evebob
oslo|NULL|evebob
oslo|f|bob
oslo|t|eve
rome|NULL|danann
rome|NULL|danann
rome|t|danann

SELECT city, vip, min(since) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|min
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
lima|NULL|2021-06-15
lima|NULL|2021-06-15
lima|f|2021-06-15
oslo|NULL|2019-12-31
oslo|NULL|2019-12-31
oslo|f|2019-12-31
oslo|t|2020-02-29
rome|NULL|2020-01-31
rome|NULL|2020-01-31
rome|t|2020-01-31

SELECT city, vip, bool_and(vip) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|bool_and
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|NULL
lima|NULL|f
lima|NULL|f
lima|f|f
oslo|NULL|f
oslo|NULL|f
oslo|f|f
oslo|t|t
rome|NULL|t
rome|NULL|t
rome|t|t

SELECT city, vip, count(*) FILTER (WHERE vip) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|count
NULL|NULL|0
NULL|NULL|0
NULL|NULL|0
lima|NULL|0
lima|NULL|0
lima|f|0
oslo|NULL|1
oslo|NULL|1
oslo|f|0
oslo|t|1
rome|NULL|2
rome|NULL|2
rome|t|2

SELECT city, vip, count(*) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city)) HAVING count(*) > 1 ORDER BY 1 NULLS FIRST, 2 NULLS LAST, 3
----
city|vip|count
oslo|NULL|2
oslo|NULL|2
rome|t|2
rome|NULL|2
rome|NULL|2

SELECT coalesce(city, '-') AS k, vip, sum(id) FROM cust WHERE id > 1 GROUP BY GROUPING SETS ((city, vip), (city), (city)) ORDER BY 1, 2, 3
----
k|vip|sum
-|NULL|3
-|NULL|3
-|NULL|3
lima|f|5
lima|NULL|5
lima|NULL|5
oslo|f|2
oslo|NULL|2
oslo|NULL|2
rome|t|4
rome|NULL|4
rome|NULL|4

SELECT city, vip, count(*), rank() OVER (ORDER BY count(*) DESC) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|count|rank
NULL|NULL|1|6
NULL|NULL|1|6
NULL|NULL|1|6
lima|NULL|1|6
lima|NULL|1|6
lima|f|1|6
oslo|NULL|2|1
oslo|NULL|2|1
oslo|f|1|6
oslo|t|1|6
rome|NULL|2|1
rome|NULL|2|1
rome|t|2|1

SELECT DISTINCT vip, count(*) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
vip|count
NULL|1
NULL|2
f|1
t|1
t|2

SELECT city, vip, sum(o.amount) FROM cust c LEFT JOIN ord o ON o.cust = c.id GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|sum
NULL|NULL|0.00
NULL|NULL|0.00
NULL|NULL|0.00
lima|NULL|NULL
lima|NULL|NULL
lima|f|NULL
oslo|NULL|99.99
oslo|NULL|99.99
oslo|f|99.99
oslo|t|NULL
rome|NULL|26.40
rome|NULL|26.40
rome|t|26.40

SELECT city, vip, count(*) FROM cust WHERE false GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|count

SELECT * FROM (SELECT city, vip, count(*) AS n FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))) s WHERE s.city = 'rome' OR s.vip IS NULL
----
city|vip|n
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
lima|NULL|1
lima|NULL|1
oslo|NULL|2
oslo|NULL|2
rome|NULL|2
rome|NULL|2
rome|t|2

SELECT city, vip, (SELECT count(*) FROM pair WHERE a = max(cust.id)) FROM cust GROUP BY GROUPING SETS ((city, vip), (city), (city))
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
lima|NULL|0
lima|NULL|0
lima|f|0
oslo|NULL|2
oslo|NULL|2
oslo|f|2
oslo|t|0
rome|NULL|0
rome|NULL|0
rome|t|0

SELECT city, vip, count(*) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|6
NULL|f|2
NULL|t|3
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|2
rome|t|2

SELECT city, vip, sum(id) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|sum
NULL|NULL|15
NULL|NULL|3
NULL|NULL|3
NULL|NULL|3
NULL|f|7
NULL|t|5
lima|NULL|5
lima|f|5
oslo|NULL|2
oslo|f|2
oslo|t|NULL
rome|NULL|5
rome|t|5

SELECT city, vip, GROUPING(city) AS gc FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|gc
NULL|NULL|0
NULL|NULL|0
NULL|NULL|1
NULL|NULL|1
NULL|f|1
NULL|t|1
lima|NULL|0
lima|f|0
oslo|NULL|0
oslo|f|0
oslo|t|0
rome|NULL|0
rome|t|0

SELECT city, vip, GROUPING(city, vip) AS g FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|g
NULL|NULL|0
NULL|NULL|1
NULL|NULL|2
NULL|NULL|3
NULL|f|2
NULL|t|2
lima|NULL|1
lima|f|0
oslo|NULL|1
oslo|f|0
oslo|t|0
rome|NULL|1
rome|t|0

SELECT city, vip, max(name) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|max
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|eve
NULL|f|bob
NULL|t|eve
lima|NULL|NULL
lima|f|NULL
oslo|NULL|eve
oslo|f|bob
oslo|t|eve
rome|NULL|dan
rome|t|dan

SELECT city, vip, count(DISTINCT since) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|4
NULL|f|2
NULL|t|2
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|1
rome|t|1

SELECT city, vip, array_agg(id ORDER BY id) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|array_agg
NULL|NULL|{1,2,3,4,5,NULL}
NULL|NULL|{3}
NULL|NULL|{3}
NULL|NULL|{3}
NULL|f|{2,5}
NULL|t|{1,4,NULL}
lima|NULL|{5}
lima|f|{5}
oslo|NULL|{2,NULL}
oslo|f|{2}
oslo|t|{NULL}
rome|NULL|{1,4}
rome|t|{1,4}

SELECT city, vip, avg(id)::numeric(8,3) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|avg
NULL|NULL|3.000
NULL|NULL|3.000
NULL|NULL|3.000
NULL|NULL|3.000
NULL|f|3.500
NULL|t|2.500
lima|NULL|5.000
lima|f|5.000
oslo|NULL|2.000
oslo|f|2.000
oslo|t|NULL
rome|NULL|2.500
rome|t|2.500

SELECT city, vip, string_agg(name, '' ORDER BY name DESC) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|string_agg
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|evedancydbobann
NULL|f|bob
NULL|t|evedanann
lima|NULL|NULL
lima|f|NULL
oslo|NULL|evebob
oslo|f|bob
oslo|t|eve
rome|NULL|danann
rome|t|danann

SELECT city, vip, min(since) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|min
NULL|NULL|2019-12-31
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
NULL|f|2019-12-31
NULL|t|2020-01-31
lima|NULL|2021-06-15
lima|f|2021-06-15
oslo|NULL|2019-12-31
oslo|f|2019-12-31
oslo|t|2020-02-29
rome|NULL|2020-01-31
rome|t|2020-01-31

SELECT city, vip, bool_and(vip) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|bool_and
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|f
NULL|f|f
NULL|t|t
lima|NULL|f
lima|f|f
oslo|NULL|f
oslo|f|f
oslo|t|t
rome|NULL|t
rome|t|t

SELECT city, vip, count(*) FILTER (WHERE vip) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|count
NULL|NULL|0
NULL|NULL|0
NULL|NULL|0
NULL|NULL|3
NULL|f|0
NULL|t|3
lima|NULL|0
lima|f|0
oslo|NULL|1
oslo|f|0
oslo|t|1
rome|NULL|2
rome|t|2

SELECT city, vip, count(*) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip) HAVING count(*) > 1 ORDER BY 1 NULLS FIRST, 2 NULLS LAST, 3
----
city|vip|count
NULL|f|2
NULL|t|3
NULL|NULL|6
oslo|NULL|2
rome|t|2
rome|NULL|2

SELECT coalesce(city, '-') AS k, vip, sum(id) FROM cust WHERE id > 1 GROUP BY ROLLUP (city), ROLLUP (vip) ORDER BY 1, 2, 3
----
k|vip|sum
-|f|7
-|t|4
-|NULL|3
-|NULL|3
-|NULL|3
-|NULL|14
lima|f|5
lima|NULL|5
oslo|f|2
oslo|NULL|2
rome|t|4
rome|NULL|4

SELECT city, vip, count(*), rank() OVER (ORDER BY count(*) DESC) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|count|rank
NULL|NULL|1|7
NULL|NULL|1|7
NULL|NULL|1|7
NULL|NULL|6|1
NULL|f|2|3
NULL|t|3|2
lima|NULL|1|7
lima|f|1|7
oslo|NULL|2|3
oslo|f|1|7
oslo|t|1|7
rome|NULL|2|3
rome|t|2|3

SELECT DISTINCT vip, count(*) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
vip|count
NULL|1
NULL|2
NULL|6
f|1
f|2
t|1
t|2
t|3

SELECT city, vip, sum(o.amount) FROM cust c LEFT JOIN ord o ON o.cust = c.id GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|sum
NULL|NULL|0.00
NULL|NULL|0.00
NULL|NULL|0.00
NULL|NULL|126.39
NULL|f|99.99
NULL|t|26.40
lima|NULL|NULL
lima|f|NULL
oslo|NULL|99.99
oslo|f|99.99
oslo|t|NULL
rome|NULL|26.40
rome|t|26.40

SELECT city, vip, count(*) FROM cust WHERE false GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|count
NULL|NULL|0

SELECT * FROM (SELECT city, vip, count(*) AS n FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)) s WHERE s.city = 'rome' OR s.vip IS NULL
----
city|vip|n
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|6
lima|NULL|1
oslo|NULL|2
rome|NULL|2
rome|t|2

SELECT city, vip, (SELECT count(*) FROM pair WHERE a = max(cust.id)) FROM cust GROUP BY ROLLUP (city), ROLLUP (vip)
----
city|vip|count
NULL|NULL|0
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|f|0
NULL|t|0
lima|NULL|0
lima|f|0
oslo|NULL|2
oslo|f|2
oslo|t|0
rome|NULL|0
rome|t|0

SELECT city, vip, count(*) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|6
NULL|f|2
NULL|t|3
lima|NULL|1
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|2
rome|NULL|2
rome|t|2

SELECT city, vip, sum(id) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|sum
NULL|NULL|15
NULL|NULL|3
NULL|NULL|3
NULL|NULL|3
NULL|NULL|3
NULL|f|7
NULL|t|5
lima|NULL|5
lima|NULL|5
lima|f|5
oslo|NULL|2
oslo|NULL|2
oslo|f|2
oslo|t|NULL
rome|NULL|5
rome|NULL|5
rome|t|5

SELECT city, vip, GROUPING(city) AS gc FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|gc
NULL|NULL|0
NULL|NULL|0
NULL|NULL|0
NULL|NULL|1
NULL|NULL|1
NULL|f|1
NULL|t|1
lima|NULL|0
lima|NULL|0
lima|f|0
oslo|NULL|0
oslo|NULL|0
oslo|f|0
oslo|t|0
rome|NULL|0
rome|NULL|0
rome|t|0

SELECT city, vip, GROUPING(city, vip) AS g FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|g
NULL|NULL|0
NULL|NULL|1
NULL|NULL|1
NULL|NULL|2
NULL|NULL|3
NULL|f|2
NULL|t|2
lima|NULL|1
lima|NULL|1
lima|f|0
oslo|NULL|1
oslo|NULL|1
oslo|f|0
oslo|t|0
rome|NULL|1
rome|NULL|1
rome|t|0

SELECT city, vip, max(name) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|max
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|eve
NULL|f|bob
NULL|t|eve
lima|NULL|NULL
lima|NULL|NULL
lima|f|NULL
oslo|NULL|eve
oslo|NULL|eve
oslo|f|bob
oslo|t|eve
rome|NULL|dan
rome|NULL|dan
rome|t|dan

SELECT city, vip, count(DISTINCT since) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|4
NULL|f|2
NULL|t|2
lima|NULL|1
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|1
rome|NULL|1
rome|t|1

SELECT city, vip, array_agg(id ORDER BY id) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|array_agg
NULL|NULL|{1,2,3,4,5,NULL}
NULL|NULL|{3}
NULL|NULL|{3}
NULL|NULL|{3}
NULL|NULL|{3}
NULL|f|{2,5}
NULL|t|{1,4,NULL}
lima|NULL|{5}
lima|NULL|{5}
lima|f|{5}
oslo|NULL|{2,NULL}
oslo|NULL|{2,NULL}
oslo|f|{2}
oslo|t|{NULL}
rome|NULL|{1,4}
rome|NULL|{1,4}
rome|t|{1,4}

SELECT city, vip, avg(id)::numeric(8,3) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|avg
NULL|NULL|3.000
NULL|NULL|3.000
NULL|NULL|3.000
NULL|NULL|3.000
NULL|NULL|3.000
NULL|f|3.500
NULL|t|2.500
lima|NULL|5.000
lima|NULL|5.000
lima|f|5.000
oslo|NULL|2.000
oslo|NULL|2.000
oslo|f|2.000
oslo|t|NULL
rome|NULL|2.500
rome|NULL|2.500
rome|t|2.500

SELECT city, vip, string_agg(name, '' ORDER BY name DESC) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|string_agg
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|evedancydbobann
NULL|f|bob
NULL|t|evedanann
lima|NULL|NULL
lima|NULL|NULL
lima|f|NULL
oslo|NULL|evebob
oslo|NULL|evebob
oslo|f|bob
oslo|t|eve
rome|NULL|danann
rome|NULL|danann
rome|t|danann

SELECT city, vip, min(since) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|min
NULL|NULL|2019-12-31
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
NULL|f|2019-12-31
NULL|t|2020-01-31
lima|NULL|2021-06-15
lima|NULL|2021-06-15
lima|f|2021-06-15
oslo|NULL|2019-12-31
oslo|NULL|2019-12-31
oslo|f|2019-12-31
oslo|t|2020-02-29
rome|NULL|2020-01-31
rome|NULL|2020-01-31
rome|t|2020-01-31

SELECT city, vip, bool_and(vip) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|bool_and
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|f
NULL|f|f
NULL|t|t
lima|NULL|f
lima|NULL|f
lima|f|f
oslo|NULL|f
oslo|NULL|f
oslo|f|f
oslo|t|t
rome|NULL|t
rome|NULL|t
rome|t|t

SELECT city, vip, count(*) FILTER (WHERE vip) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|count
NULL|NULL|0
NULL|NULL|0
NULL|NULL|0
NULL|NULL|0
NULL|NULL|3
NULL|f|0
NULL|t|3
lima|NULL|0
lima|NULL|0
lima|f|0
oslo|NULL|1
oslo|NULL|1
oslo|f|0
oslo|t|1
rome|NULL|2
rome|NULL|2
rome|t|2

SELECT city, vip, count(*) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city)) HAVING count(*) > 1 ORDER BY 1 NULLS FIRST, 2 NULLS LAST, 3
----
city|vip|count
NULL|f|2
NULL|t|3
NULL|NULL|6
oslo|NULL|2
oslo|NULL|2
rome|t|2
rome|NULL|2
rome|NULL|2

SELECT coalesce(city, '-') AS k, vip, sum(id) FROM cust WHERE id > 1 GROUP BY GROUPING SETS (CUBE (city, vip), (city)) ORDER BY 1, 2, 3
----
k|vip|sum
-|f|7
-|t|4
-|NULL|3
-|NULL|3
-|NULL|3
-|NULL|3
-|NULL|14
lima|f|5
lima|NULL|5
lima|NULL|5
oslo|f|2
oslo|NULL|2
oslo|NULL|2
rome|t|4
rome|NULL|4
rome|NULL|4

SELECT city, vip, count(*), rank() OVER (ORDER BY count(*) DESC) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|count|rank
NULL|NULL|1|9
NULL|NULL|1|9
NULL|NULL|1|9
NULL|NULL|1|9
NULL|NULL|6|1
NULL|f|2|3
NULL|t|3|2
lima|NULL|1|9
lima|NULL|1|9
lima|f|1|9
oslo|NULL|2|3
oslo|NULL|2|3
oslo|f|1|9
oslo|t|1|9
rome|NULL|2|3
rome|NULL|2|3
rome|t|2|3

SELECT DISTINCT vip, count(*) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
vip|count
NULL|1
NULL|2
NULL|6
f|1
f|2
t|1
t|2
t|3

SELECT city, vip, sum(o.amount) FROM cust c LEFT JOIN ord o ON o.cust = c.id GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|sum
NULL|NULL|0.00
NULL|NULL|0.00
NULL|NULL|0.00
NULL|NULL|0.00
NULL|NULL|126.39
NULL|f|99.99
NULL|t|26.40
lima|NULL|NULL
lima|NULL|NULL
lima|f|NULL
oslo|NULL|99.99
oslo|NULL|99.99
oslo|f|99.99
oslo|t|NULL
rome|NULL|26.40
rome|NULL|26.40
rome|t|26.40

SELECT city, vip, count(*) FROM cust WHERE false GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|count
NULL|NULL|0

SELECT * FROM (SELECT city, vip, count(*) AS n FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))) s WHERE s.city = 'rome' OR s.vip IS NULL
----
city|vip|n
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|6
lima|NULL|1
lima|NULL|1
oslo|NULL|2
oslo|NULL|2
rome|NULL|2
rome|NULL|2
rome|t|2

SELECT city, vip, (SELECT count(*) FROM pair WHERE a = max(cust.id)) FROM cust GROUP BY GROUPING SETS (CUBE (city, vip), (city))
----
city|vip|count
NULL|NULL|0
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|NULL|1
NULL|f|0
NULL|t|0
lima|NULL|0
lima|NULL|0
lima|f|0
oslo|NULL|2
oslo|NULL|2
oslo|f|2
oslo|t|0
rome|NULL|0
rome|NULL|0
rome|t|0

SELECT count(*) FROM cust GROUP BY GROUPING SETS (())
----
count
6

SELECT sum(id) FROM cust GROUP BY GROUPING SETS (())
----
sum
15

SELECT GROUPING(city) AS gc FROM cust GROUP BY GROUPING SETS (())
----
ERROR 42803

SELECT GROUPING(city, vip) AS g FROM cust GROUP BY GROUPING SETS (())
----
ERROR 42803

SELECT max(name) FROM cust GROUP BY GROUPING SETS (())
----
max
eve

SELECT count(DISTINCT since) FROM cust GROUP BY GROUPING SETS (())
----
count
4

SELECT array_agg(id ORDER BY id) FROM cust GROUP BY GROUPING SETS (())
----
array_agg
{1,2,3,4,5,NULL}

SELECT avg(id)::numeric(8,3) FROM cust GROUP BY GROUPING SETS (())
----
avg
3.000

SELECT string_agg(name, '' ORDER BY name DESC) FROM cust GROUP BY GROUPING SETS (())
----
string_agg
evedancydbobann

SELECT min(since) FROM cust GROUP BY GROUPING SETS (())
----
min
2019-12-31

SELECT bool_and(vip) FROM cust GROUP BY GROUPING SETS (())
----
bool_and
f

SELECT count(*) FILTER (WHERE vip) FROM cust GROUP BY GROUPING SETS (())
----
count
3

SELECT city, vip, count(*) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|6
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|2
rome|t|2

SELECT city, vip, sum(id) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|sum
NULL|NULL|15
NULL|NULL|3
NULL|NULL|3
lima|NULL|5
lima|f|5
oslo|NULL|2
oslo|f|2
oslo|t|NULL
rome|NULL|5
rome|t|5

SELECT city, vip, GROUPING(city) AS gc FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|gc
NULL|NULL|0
NULL|NULL|0
NULL|NULL|1
lima|NULL|0
lima|f|0
oslo|NULL|0
oslo|f|0
oslo|t|0
rome|NULL|0
rome|t|0

SELECT city, vip, GROUPING(city, vip) AS g FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|g
NULL|NULL|0
NULL|NULL|1
NULL|NULL|3
lima|NULL|1
lima|f|0
oslo|NULL|1
oslo|f|0
oslo|t|0
rome|NULL|1
rome|t|0

SELECT city, vip, max(name) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|max
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|eve
lima|NULL|NULL
lima|f|NULL
oslo|NULL|eve
oslo|f|bob
oslo|t|eve
rome|NULL|dan
rome|t|dan

SELECT city, vip, count(DISTINCT since) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|count
NULL|NULL|1
NULL|NULL|1
NULL|NULL|4
lima|NULL|1
lima|f|1
oslo|NULL|2
oslo|f|1
oslo|t|1
rome|NULL|1
rome|t|1

SELECT city, vip, array_agg(id ORDER BY id) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|array_agg
NULL|NULL|{1,2,3,4,5,NULL}
NULL|NULL|{3}
NULL|NULL|{3}
lima|NULL|{5}
lima|f|{5}
oslo|NULL|{2,NULL}
oslo|f|{2}
oslo|t|{NULL}
rome|NULL|{1,4}
rome|t|{1,4}

SELECT city, vip, avg(id)::numeric(8,3) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|avg
NULL|NULL|3.000
NULL|NULL|3.000
NULL|NULL|3.000
lima|NULL|5.000
lima|f|5.000
oslo|NULL|2.000
oslo|f|2.000
oslo|t|NULL
rome|NULL|2.500
rome|t|2.500

SELECT city, vip, string_agg(name, '' ORDER BY name DESC) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|string_agg
NULL|NULL|cyd
NULL|NULL|cyd
NULL|NULL|evedancydbobann
lima|NULL|NULL
lima|f|NULL
oslo|NULL|evebob
oslo|f|bob
oslo|t|eve
rome|NULL|danann
rome|t|danann

SELECT city, vip, min(since) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|min
NULL|NULL|2019-12-31
NULL|NULL|2020-02-29
NULL|NULL|2020-02-29
lima|NULL|2021-06-15
lima|f|2021-06-15
oslo|NULL|2019-12-31
oslo|f|2019-12-31
oslo|t|2020-02-29
rome|NULL|2020-01-31
rome|t|2020-01-31

SELECT city, vip, bool_and(vip) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|bool_and
NULL|NULL|NULL
NULL|NULL|NULL
NULL|NULL|f
lima|NULL|f
lima|f|f
oslo|NULL|f
oslo|f|f
oslo|t|t
rome|NULL|t
rome|t|t

SELECT city, vip, count(*) FILTER (WHERE vip) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|count
NULL|NULL|0
NULL|NULL|0
NULL|NULL|3
lima|NULL|0
lima|f|0
oslo|NULL|1
oslo|f|0
oslo|t|1
rome|NULL|2
rome|t|2

SELECT city, vip, count(*) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip) HAVING count(*) > 1 ORDER BY 1 NULLS FIRST, 2 NULLS LAST, 3
----
city|vip|count
NULL|NULL|6
oslo|NULL|2
rome|t|2
rome|NULL|2

SELECT coalesce(city, '-') AS k, vip, sum(id) FROM cust WHERE id > 1 GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip) ORDER BY 1, 2, 3
----
k|vip|sum
-|NULL|3
-|NULL|3
-|NULL|14
lima|f|5
lima|NULL|5
oslo|f|2
oslo|NULL|2
rome|t|4
rome|NULL|4

SELECT city, vip, count(*), rank() OVER (ORDER BY count(*) DESC) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|count|rank
NULL|NULL|1|5
NULL|NULL|1|5
NULL|NULL|6|1
lima|NULL|1|5
lima|f|1|5
oslo|NULL|2|2
oslo|f|1|5
oslo|t|1|5
rome|NULL|2|2
rome|t|2|2

SELECT DISTINCT vip, count(*) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
vip|count
NULL|1
NULL|2
NULL|6
f|1
t|1
t|2

SELECT city, vip, sum(o.amount) FROM cust c LEFT JOIN ord o ON o.cust = c.id GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|sum
NULL|NULL|0.00
NULL|NULL|0.00
NULL|NULL|126.39
lima|NULL|NULL
lima|f|NULL
oslo|NULL|99.99
oslo|f|99.99
oslo|t|NULL
rome|NULL|26.40
rome|t|26.40

SELECT city, vip, count(*) FROM cust WHERE false GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|count
NULL|NULL|0

SELECT * FROM (SELECT city, vip, count(*) AS n FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)) s WHERE s.city = 'rome' OR s.vip IS NULL
----
city|vip|n
NULL|NULL|1
NULL|NULL|1
NULL|NULL|6
lima|NULL|1
oslo|NULL|2
rome|NULL|2
rome|t|2

SELECT city, vip, (SELECT count(*) FROM pair WHERE a = max(cust.id)) FROM cust GROUP BY DISTINCT ROLLUP (city), ROLLUP (city, vip)
----
city|vip|count
NULL|NULL|0
NULL|NULL|1
NULL|NULL|1
lima|NULL|0
lima|f|0
oslo|NULL|2
oslo|f|2
oslo|t|0
rome|NULL|0
rome|t|0

SELECT city, vip, count(*) FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|count
NULL|NULL|1
NULL|NULL|6
lima|f|1
oslo|f|1
oslo|t|1
rome|t|2

SELECT city, vip, sum(id) FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|sum
NULL|NULL|15
NULL|NULL|3
lima|f|5
oslo|f|2
oslo|t|NULL
rome|t|5

SELECT city, vip, GROUPING(city) AS gc FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|gc
NULL|NULL|0
NULL|NULL|1
lima|f|0
oslo|f|0
oslo|t|0
rome|t|0

SELECT city, vip, GROUPING(city, vip) AS g FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|g
NULL|NULL|0
NULL|NULL|3
lima|f|0
oslo|f|0
oslo|t|0
rome|t|0

SELECT city, vip, max(name) FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|max
NULL|NULL|cyd
NULL|NULL|eve
lima|f|NULL
oslo|f|bob
oslo|t|eve
rome|t|dan

SELECT city, vip, count(DISTINCT since) FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|count
NULL|NULL|1
NULL|NULL|4
lima|f|1
oslo|f|1
oslo|t|1
rome|t|1

SELECT city, vip, array_agg(id ORDER BY id) FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|array_agg
NULL|NULL|{1,2,3,4,5,NULL}
NULL|NULL|{3}
lima|f|{5}
oslo|f|{2}
oslo|t|{NULL}
rome|t|{1,4}

SELECT city, vip, avg(id)::numeric(8,3) FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|avg
NULL|NULL|3.000
NULL|NULL|3.000
lima|f|5.000
oslo|f|2.000
oslo|t|NULL
rome|t|2.500

SELECT city, vip, string_agg(name, '' ORDER BY name DESC) FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|string_agg
NULL|NULL|cyd
NULL|NULL|evedancydbobann
lima|f|NULL
oslo|f|bob
oslo|t|eve
rome|t|danann

SELECT city, vip, min(since) FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|min
NULL|NULL|2019-12-31
NULL|NULL|2020-02-29
lima|f|2021-06-15
oslo|f|2019-12-31
oslo|t|2020-02-29
rome|t|2020-01-31

SELECT city, vip, bool_and(vip) FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|bool_and
NULL|NULL|NULL
NULL|NULL|f
lima|f|f
oslo|f|f
oslo|t|t
rome|t|t

SELECT city, vip, count(*) FILTER (WHERE vip) FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|count
NULL|NULL|0
NULL|NULL|3
lima|f|0
oslo|f|0
oslo|t|1
rome|t|2

SELECT city, vip, count(*) FROM cust GROUP BY ROLLUP ((city, vip)) HAVING count(*) > 1 ORDER BY 1 NULLS FIRST, 2 NULLS LAST, 3
----
city|vip|count
NULL|NULL|6
rome|t|2

SELECT coalesce(city, '-') AS k, vip, sum(id) FROM cust WHERE id > 1 GROUP BY ROLLUP ((city, vip)) ORDER BY 1, 2, 3
----
k|vip|sum
-|NULL|3
-|NULL|14
lima|f|5
oslo|f|2
rome|t|4

SELECT city, vip, count(*), rank() OVER (ORDER BY count(*) DESC) FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|count|rank
NULL|NULL|1|3
NULL|NULL|6|1
lima|f|1|3
oslo|f|1|3
oslo|t|1|3
rome|t|2|2

SELECT DISTINCT vip, count(*) FROM cust GROUP BY ROLLUP ((city, vip))
----
vip|count
NULL|1
NULL|6
f|1
t|1
t|2

SELECT city, vip, sum(o.amount) FROM cust c LEFT JOIN ord o ON o.cust = c.id GROUP BY ROLLUP ((city, vip))
----
city|vip|sum
NULL|NULL|0.00
NULL|NULL|126.39
lima|f|NULL
oslo|f|99.99
oslo|t|NULL
rome|t|26.40

SELECT city, vip, count(*) FROM cust WHERE false GROUP BY ROLLUP ((city, vip))
----
city|vip|count
NULL|NULL|0

SELECT * FROM (SELECT city, vip, count(*) AS n FROM cust GROUP BY ROLLUP ((city, vip))) s WHERE s.city = 'rome' OR s.vip IS NULL
----
city|vip|n
NULL|NULL|1
NULL|NULL|6
rome|t|2

SELECT city, vip, (SELECT count(*) FROM pair WHERE a = max(cust.id)) FROM cust GROUP BY ROLLUP ((city, vip))
----
city|vip|count
NULL|NULL|0
NULL|NULL|1
lima|f|0
oslo|f|2
oslo|t|0
rome|t|0

SELECT city, vip, count(*) FROM cust GROUP BY city, vip
----
city|vip|count
NULL|NULL|1
lima|f|1
oslo|f|1
oslo|t|1
rome|t|2

SELECT city, vip, sum(id) FROM cust GROUP BY city, vip
----
city|vip|sum
NULL|NULL|3
lima|f|5
oslo|f|2
oslo|t|NULL
rome|t|5

SELECT city, vip, max(name) FROM cust GROUP BY city, vip
----
city|vip|max
NULL|NULL|cyd
lima|f|NULL
oslo|f|bob
oslo|t|eve
rome|t|dan

SELECT city, vip, count(DISTINCT since) FROM cust GROUP BY city, vip
----
city|vip|count
NULL|NULL|1
lima|f|1
oslo|f|1
oslo|t|1
rome|t|1

SELECT city, vip, array_agg(id ORDER BY id) FROM cust GROUP BY city, vip
----
city|vip|array_agg
NULL|NULL|{3}
lima|f|{5}
oslo|f|{2}
oslo|t|{NULL}
rome|t|{1,4}

SELECT city, vip, avg(id)::numeric(8,3) FROM cust GROUP BY city, vip
----
city|vip|avg
NULL|NULL|3.000
lima|f|5.000
oslo|f|2.000
oslo|t|NULL
rome|t|2.500

SELECT city, vip, string_agg(name, '' ORDER BY name DESC) FROM cust GROUP BY city, vip
----
city|vip|string_agg
NULL|NULL|cyd
lima|f|NULL
oslo|f|bob
oslo|t|eve
rome|t|danann

SELECT city, vip, min(since) FROM cust GROUP BY city, vip
----
city|vip|min
NULL|NULL|2020-02-29
lima|f|2021-06-15
oslo|f|2019-12-31
oslo|t|2020-02-29
rome|t|2020-01-31

SELECT city, vip, bool_and(vip) FROM cust GROUP BY city, vip
----
city|vip|bool_and
NULL|NULL|NULL
lima|f|f
oslo|f|f
oslo|t|t
rome|t|t

SELECT city, vip, count(*) FILTER (WHERE vip) FROM cust GROUP BY city, vip
----
city|vip|count
NULL|NULL|0
lima|f|0
oslo|f|0
oslo|t|1
rome|t|2

SELECT city, vip, count(*) FROM cust GROUP BY city, vip HAVING count(*) > 1 ORDER BY 1 NULLS FIRST, 2 NULLS LAST, 3
----
city|vip|count
rome|t|2

SELECT coalesce(city, '-') AS k, vip, sum(id) FROM cust WHERE id > 1 GROUP BY city, vip ORDER BY 1, 2, 3
----
k|vip|sum
-|NULL|3
lima|f|5
oslo|f|2
rome|t|4

SELECT city, vip, count(*), rank() OVER (ORDER BY count(*) DESC) FROM cust GROUP BY city, vip
----
city|vip|count|rank
NULL|NULL|1|2
lima|f|1|2
oslo|f|1|2
oslo|t|1|2
rome|t|2|1

SELECT DISTINCT vip, count(*) FROM cust GROUP BY city, vip
----
vip|count
NULL|1
f|1
t|1
t|2

SELECT city, vip, sum(o.amount) FROM cust c LEFT JOIN ord o ON o.cust = c.id GROUP BY city, vip
----
city|vip|sum
NULL|NULL|0.00
lima|f|NULL
oslo|f|99.99
oslo|t|NULL
rome|t|26.40

SELECT city, vip, count(*) FROM cust WHERE false GROUP BY city, vip
----
city|vip|count

SELECT * FROM (SELECT city, vip, count(*) AS n FROM cust GROUP BY city, vip) s WHERE s.city = 'rome' OR s.vip IS NULL
----
city|vip|n
NULL|NULL|1
rome|t|2

SELECT city, vip, (SELECT count(*) FROM pair WHERE a = max(cust.id)) FROM cust GROUP BY city, vip
----
city|vip|count
NULL|NULL|1
lima|f|0
oslo|f|2
oslo|t|0
rome|t|0

SELECT count(*) FROM ord
----
count
8

SELECT cust, count(*) FROM ord GROUP BY cust
----
cust|count
1|2
2|2
3|1
4|1
7|1
NULL|1

SELECT cust IS NULL AS n, count(*) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|count
f|5
t|1

SELECT count(*) FROM ord WHERE false
----
count
0

SELECT cust, count(*) FROM ord GROUP BY ROLLUP (cust)
----
cust|count
1|2
2|2
3|1
4|1
7|1
NULL|1
NULL|8

SELECT date_trunc('month', placed) AS m, count(*) FROM ord GROUP BY m ORDER BY m
----
m|count
2020-03-01 00:00:00|3
2020-04-01 00:00:00|1
2020-05-01 00:00:00|1
2020-12-01 00:00:00|1
2021-01-01 00:00:00|1
NULL|1

SELECT sum(amount) FROM ord
----
sum
150.89

SELECT cust, sum(amount) FROM ord GROUP BY cust
----
cust|sum
1|29.50
2|99.99
3|0.00
4|-3.10
7|12.25
NULL|12.25

SELECT cust IS NULL AS n, sum(amount) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|sum
f|109.14
t|12.25

SELECT sum(amount) FROM ord WHERE false
----
sum
NULL

SELECT cust, sum(amount) FROM ord GROUP BY ROLLUP (cust)
----
cust|sum
1|29.50
2|99.99
3|0.00
4|-3.10
7|12.25
NULL|12.25
NULL|150.89

SELECT date_trunc('month', placed) AS m, sum(amount) FROM ord GROUP BY m ORDER BY m
----
m|sum
2020-03-01 00:00:00|41.75
2020-04-01 00:00:00|99.99
2020-05-01 00:00:00|-3.10
2020-12-01 00:00:00|12.25
2021-01-01 00:00:00|NULL
NULL|0.00

SELECT avg(amount) FROM ord
----
avg
21.5557142857142857

SELECT cust, avg(amount) FROM ord GROUP BY cust
----
cust|avg
1|14.7500000000000000
2|99.9900000000000000
3|0.00000000000000000000
4|-3.1000000000000000
7|12.2500000000000000
NULL|12.2500000000000000

SELECT cust IS NULL AS n, avg(amount) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|avg
f|27.2850000000000000
t|12.2500000000000000

SELECT avg(amount) FROM ord WHERE false
----
avg
NULL

SELECT cust, avg(amount) FROM ord GROUP BY ROLLUP (cust)
----
cust|avg
1|14.7500000000000000
2|99.9900000000000000
3|0.00000000000000000000
4|-3.1000000000000000
7|12.2500000000000000
NULL|12.2500000000000000
NULL|21.5557142857142857

SELECT date_trunc('month', placed) AS m, avg(amount) FROM ord GROUP BY m ORDER BY m
----
m|avg
2020-03-01 00:00:00|13.9166666666666667
2020-04-01 00:00:00|99.9900000000000000
2020-05-01 00:00:00|-3.1000000000000000
2020-12-01 00:00:00|12.2500000000000000
2021-01-01 00:00:00|NULL
NULL|0.00000000000000000000

SELECT min(placed) FROM ord
----
min
2020-03-01 10:00:00

SELECT cust, min(placed) FROM ord GROUP BY cust
----
cust|min
1|2020-03-01 10:00:00
2|2020-04-15 00:00:00
3|NULL
4|2020-05-05 05:05:05
7|2020-12-31 18:00:00
NULL|2020-03-01 10:00:00

SELECT cust IS NULL AS n, min(placed) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|min
f|2020-04-15 00:00:00
t|2020-03-01 10:00:00

SELECT min(placed) FROM ord WHERE false
----
min
NULL

SELECT cust, min(placed) FROM ord GROUP BY ROLLUP (cust)
----
cust|min
1|2020-03-01 10:00:00
2|2020-04-15 00:00:00
3|NULL
4|2020-05-05 05:05:05
7|2020-12-31 18:00:00
NULL|2020-03-01 10:00:00
NULL|2020-03-01 10:00:00

SELECT date_trunc('month', placed) AS m, min(placed) FROM ord GROUP BY m ORDER BY m
----
m|min
2020-03-01 00:00:00|2020-03-01 10:00:00
2020-04-01 00:00:00|2020-04-15 00:00:00
2020-05-01 00:00:00|2020-05-05 05:05:05
2020-12-01 00:00:00|2020-12-31 18:00:00
2021-01-01 00:00:00|2021-01-01 23:59:59
NULL|NULL

SELECT max(placed) FROM ord
----
max
2021-01-01 23:59:59

SELECT cust, max(placed) FROM ord GROUP BY cust
----
cust|max
1|2020-03-01 12:30:00
2|2021-01-01 23:59:59
3|NULL
4|2020-05-05 05:05:05
7|2020-12-31 18:00:00
NULL|2020-03-01 10:00:00

SELECT cust IS NULL AS n, max(placed) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|max
f|2021-01-01 23:59:59
t|2020-03-01 10:00:00

SELECT max(placed) FROM ord WHERE false
----
max
NULL

SELECT cust, max(placed) FROM ord GROUP BY ROLLUP (cust)
----
cust|max
1|2020-03-01 12:30:00
2|2021-01-01 23:59:59
3|NULL
4|2020-05-05 05:05:05
7|2020-12-31 18:00:00
NULL|2020-03-01 10:00:00
NULL|2021-01-01 23:59:59

SELECT date_trunc('month', placed) AS m, max(placed) FROM ord GROUP BY m ORDER BY m
----
m|max
2020-03-01 00:00:00|2020-03-01 12:30:00
2020-04-01 00:00:00|2020-04-15 00:00:00
2020-05-01 00:00:00|2020-05-05 05:05:05
2020-12-01 00:00:00|2020-12-31 18:00:00
2021-01-01 00:00:00|2021-01-01 23:59:59
NULL|NULL

SELECT stddev_pop(amount)::numeric(12,4) FROM ord
----
stddev_pop
33.2124

SELECT cust, stddev_pop(amount)::numeric(12,4) FROM ord GROUP BY cust
----
cust|stddev_pop
1|10.7500
2|0.0000
3|0.0000
4|0.0000
7|0.0000
NULL|0.0000

SELECT cust IS NULL AS n, stddev_pop(amount)::numeric(12,4) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
ERROR 42601

SELECT stddev_pop(amount)::numeric(12,4) FROM ord WHERE false
----
stddev_pop
NULL

SELECT cust, stddev_pop(amount)::numeric(12,4) FROM ord GROUP BY ROLLUP (cust)
----
cust|stddev_pop
1|10.7500
2|0.0000
3|0.0000
4|0.0000
7|0.0000
NULL|0.0000
NULL|33.2124

SELECT date_trunc('month', placed) AS m, stddev_pop(amount)::numeric(12,4) FROM ord GROUP BY m ORDER BY m
----
m|stddev_pop
2020-03-01 00:00:00|8.8561
2020-04-01 00:00:00|0.0000
2020-05-01 00:00:00|0.0000
2020-12-01 00:00:00|0.0000
2021-01-01 00:00:00|NULL
NULL|0.0000

SELECT variance(amount)::numeric(12,4) FROM ord
----
variance
1286.9072

SELECT cust, variance(amount)::numeric(12,4) FROM ord GROUP BY cust
----
cust|variance
1|231.1250
2|NULL
3|NULL
4|NULL
7|NULL
NULL|NULL

SELECT cust IS NULL AS n, variance(amount)::numeric(12,4) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
ERROR 42601

SELECT variance(amount)::numeric(12,4) FROM ord WHERE false
----
variance
NULL

SELECT cust, variance(amount)::numeric(12,4) FROM ord GROUP BY ROLLUP (cust)
----
cust|variance
1|231.1250
2|NULL
3|NULL
4|NULL
7|NULL
NULL|1286.9072
NULL|NULL

SELECT date_trunc('month', placed) AS m, variance(amount)::numeric(12,4) FROM ord GROUP BY m ORDER BY m
----
m|variance
2020-03-01 00:00:00|117.6458
2020-04-01 00:00:00|NULL
2020-05-01 00:00:00|NULL
2020-12-01 00:00:00|NULL
2021-01-01 00:00:00|NULL
NULL|NULL

SELECT count(DISTINCT amount) FROM ord
----
count
6

SELECT cust, count(DISTINCT amount) FROM ord GROUP BY cust
----
cust|count
1|2
2|1
3|1
4|1
7|1
NULL|1

SELECT cust IS NULL AS n, count(DISTINCT amount) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|count
f|4
t|1

SELECT count(DISTINCT amount) FROM ord WHERE false
----
count
0

SELECT cust, count(DISTINCT amount) FROM ord GROUP BY ROLLUP (cust)
----
cust|count
1|2
2|1
3|1
4|1
7|1
NULL|1
NULL|6

SELECT date_trunc('month', placed) AS m, count(DISTINCT amount) FROM ord GROUP BY m ORDER BY m
----
m|count
2020-03-01 00:00:00|3
2020-04-01 00:00:00|1
2020-05-01 00:00:00|1
2020-12-01 00:00:00|1
2021-01-01 00:00:00|0
NULL|1

SELECT sum(DISTINCT amount) FROM ord
----
sum
138.64

SELECT cust, sum(DISTINCT amount) FROM ord GROUP BY cust
----
cust|sum
1|29.50
2|99.99
3|0.00
4|-3.10
7|12.25
NULL|12.25

SELECT cust IS NULL AS n, sum(DISTINCT amount) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|sum
f|109.14
t|12.25

SELECT sum(DISTINCT amount) FROM ord WHERE false
----
sum
NULL

SELECT cust, sum(DISTINCT amount) FROM ord GROUP BY ROLLUP (cust)
----
cust|sum
1|29.50
2|99.99
3|0.00
4|-3.10
7|12.25
NULL|12.25
NULL|138.64

SELECT date_trunc('month', placed) AS m, sum(DISTINCT amount) FROM ord GROUP BY m ORDER BY m
----
m|sum
2020-03-01 00:00:00|41.75
2020-04-01 00:00:00|99.99
2020-05-01 00:00:00|-3.10
2020-12-01 00:00:00|12.25
2021-01-01 00:00:00|NULL
NULL|0.00

SELECT array_agg(amount ORDER BY id) FROM ord
----
array_agg
{25.50,4.00,99.99,NULL,0.00,12.25,12.25,-3.10}

SELECT cust, array_agg(amount ORDER BY id) FROM ord GROUP BY cust
----
cust|array_agg
1|{25.50,4.00}
2|{99.99,NULL}
3|{0.00}
4|{-3.10}
7|{12.25}
NULL|{12.25}

SELECT cust IS NULL AS n, array_agg(amount ORDER BY id) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|array_agg
f|{99.99,NULL,0.00,12.25,-3.10}
t|{12.25}

SELECT array_agg(amount ORDER BY id) FROM ord WHERE false
----
array_agg
NULL

SELECT cust, array_agg(amount ORDER BY id) FROM ord GROUP BY ROLLUP (cust)
----
cust|array_agg
1|{25.50,4.00}
2|{99.99,NULL}
3|{0.00}
4|{-3.10}
7|{12.25}
NULL|{12.25}
NULL|{25.50,4.00,99.99,NULL,0.00,12.25,12.25,-3.10}

SELECT date_trunc('month', placed) AS m, array_agg(amount ORDER BY id) FROM ord GROUP BY m ORDER BY m
----
m|array_agg
2020-03-01 00:00:00|{25.50,4.00,12.25}
2020-04-01 00:00:00|{99.99}
2020-05-01 00:00:00|{-3.10}
2020-12-01 00:00:00|{12.25}
2021-01-01 00:00:00|{NULL}
NULL|{0.00}

SELECT array_agg(DISTINCT amount ORDER BY amount DESC) FROM ord
----
array_agg
{NULL,99.99,25.50,12.25,4.00,0.00,-3.10}

SELECT cust, array_agg(DISTINCT amount ORDER BY amount DESC) FROM ord GROUP BY cust
----
cust|array_agg
1|{25.50,4.00}
2|{NULL,99.99}
3|{0.00}
4|{-3.10}
7|{12.25}
NULL|{12.25}

SELECT cust IS NULL AS n, array_agg(DISTINCT amount ORDER BY amount DESC) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|array_agg
f|{NULL,99.99,12.25,0.00,-3.10}
t|{12.25}

SELECT array_agg(DISTINCT amount ORDER BY amount DESC) FROM ord WHERE false
----
array_agg
NULL

SELECT cust, array_agg(DISTINCT amount ORDER BY amount DESC) FROM ord GROUP BY ROLLUP (cust)
----
cust|array_agg
1|{25.50,4.00}
2|{NULL,99.99}
3|{0.00}
4|{-3.10}
7|{12.25}
NULL|{12.25}
NULL|{NULL,99.99,25.50,12.25,4.00,0.00,-3.10}

SELECT date_trunc('month', placed) AS m, array_agg(DISTINCT amount ORDER BY amount DESC) FROM ord GROUP BY m ORDER BY m
----
m|array_agg
2020-03-01 00:00:00|{25.50,12.25,4.00}
2020-04-01 00:00:00|{99.99}
2020-05-01 00:00:00|{-3.10}
2020-12-01 00:00:00|{12.25}
2021-01-01 00:00:00|{NULL}
NULL|{0.00}

SELECT string_agg(id::text, '-' ORDER BY id) FROM ord
----
string_agg
10-11-12-13-14-15-16-17

SELECT cust, string_agg(id::text, '-' ORDER BY id) FROM ord GROUP BY cust
----
cust|string_agg
1|10-11
2|12-13
3|14
4|17
7|16
NULL|15

SELECT cust IS NULL AS n, string_agg(id::text, '-' ORDER BY id) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|string_agg
f|12-13-14-16-17
t|15

SELECT string_agg(id::text, '-' ORDER BY id) FROM ord WHERE false
----
string_agg
NULL

SELECT cust, string_agg(id::text, '-' ORDER BY id) FROM ord GROUP BY ROLLUP (cust)
----
cust|string_agg
1|10-11
2|12-13
3|14
4|17
7|16
NULL|10-11-12-13-14-15-16-17
NULL|15

SELECT date_trunc('month', placed) AS m, string_agg(id::text, '-' ORDER BY id) FROM ord GROUP BY m ORDER BY m
----
m|string_agg
2020-03-01 00:00:00|10-11-15
2020-04-01 00:00:00|12
2020-05-01 00:00:00|17
2020-12-01 00:00:00|16
2021-01-01 00:00:00|13
NULL|14

SELECT jsonb_agg(id ORDER BY id DESC) FROM ord
----
jsonb_agg
[17, 16, 15, 14, 13, 12, 11, 10]

SELECT cust, jsonb_agg(id ORDER BY id DESC) FROM ord GROUP BY cust
----
cust|jsonb_agg
1|[11, 10]
2|[13, 12]
3|[14]
4|[17]
7|[16]
NULL|[15]

SELECT cust IS NULL AS n, jsonb_agg(id ORDER BY id DESC) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|jsonb_agg
f|[17, 16, 14, 13, 12]
t|[15]

SELECT jsonb_agg(id ORDER BY id DESC) FROM ord WHERE false
----
jsonb_agg
NULL

SELECT cust, jsonb_agg(id ORDER BY id DESC) FROM ord GROUP BY ROLLUP (cust)
----
cust|jsonb_agg
1|[11, 10]
2|[13, 12]
3|[14]
4|[17]
7|[16]
NULL|[15]
NULL|[17, 16, 15, 14, 13, 12, 11, 10]

SELECT date_trunc('month', placed) AS m, jsonb_agg(id ORDER BY id DESC) FROM ord GROUP BY m ORDER BY m
----
m|jsonb_agg
2020-03-01 00:00:00|[15, 11, 10]
2020-04-01 00:00:00|[12]
2020-05-01 00:00:00|[17]
2020-12-01 00:00:00|[16]
2021-01-01 00:00:00|[13]
NULL|[14]

SELECT jsonb_object_agg(id, cust) FROM ord
----
jsonb_object_agg
{"10": 1, "11": 1, "12": 2, "13": 2, "14": 3, "15": null, "16": 7, "17": 4}

SELECT cust, jsonb_object_agg(id, cust) FROM ord GROUP BY cust
----
cust|jsonb_object_agg
1|{"10": 1, "11": 1}
2|{"12": 2, "13": 2}
3|{"14": 3}
4|{"17": 4}
7|{"16": 7}
NULL|{"15": null}

SELECT cust IS NULL AS n, jsonb_object_agg(id, cust) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|jsonb_object_agg
f|{"12": 2, "13": 2, "14": 3, "16": 7, "17": 4}
t|{"15": null}

SELECT jsonb_object_agg(id, cust) FROM ord WHERE false
----
jsonb_object_agg
NULL

SELECT cust, jsonb_object_agg(id, cust) FROM ord GROUP BY ROLLUP (cust)
----
cust|jsonb_object_agg
1|{"10": 1, "11": 1}
2|{"12": 2, "13": 2}
3|{"14": 3}
4|{"17": 4}
7|{"16": 7}
NULL|{"10": 1, "11": 1, "12": 2, "13": 2, "14": 3, "15": null, "16": 7, "17": 4}
NULL|{"15": null}

SELECT date_trunc('month', placed) AS m, jsonb_object_agg(id, cust) FROM ord GROUP BY m ORDER BY m
----
m|jsonb_object_agg
2020-03-01 00:00:00|{"10": 1, "11": 1, "15": null}
2020-04-01 00:00:00|{"12": 2}
2020-05-01 00:00:00|{"17": 4}
2020-12-01 00:00:00|{"16": 7}
2021-01-01 00:00:00|{"13": 2}
NULL|{"14": 3}

SELECT json_agg(amount ORDER BY id) FROM ord
----
json_agg
[25.50, 4.00, 99.99, null, 0.00, 12.25, 12.25, -3.10]

SELECT cust, json_agg(amount ORDER BY id) FROM ord GROUP BY cust
----
cust|json_agg
1|[25.50, 4.00]
2|[99.99, null]
3|[0.00]
4|[-3.10]
7|[12.25]
NULL|[12.25]

SELECT cust IS NULL AS n, json_agg(amount ORDER BY id) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|json_agg
f|[99.99, null, 0.00, 12.25, -3.10]
t|[12.25]

SELECT json_agg(amount ORDER BY id) FROM ord WHERE false
----
json_agg
NULL

SELECT cust, json_agg(amount ORDER BY id) FROM ord GROUP BY ROLLUP (cust)
----
cust|json_agg
1|[25.50, 4.00]
2|[99.99, null]
3|[0.00]
4|[-3.10]
7|[12.25]
NULL|[12.25]
NULL|[25.50, 4.00, 99.99, null, 0.00, 12.25, 12.25, -3.10]

SELECT date_trunc('month', placed) AS m, json_agg(amount ORDER BY id) FROM ord GROUP BY m ORDER BY m
----
m|json_agg
2020-03-01 00:00:00|[25.50, 4.00, 12.25]
2020-04-01 00:00:00|[99.99]
2020-05-01 00:00:00|[-3.10]
2020-12-01 00:00:00|[12.25]
2021-01-01 00:00:00|[null]
NULL|[0.00]

SELECT bool_or(amount > 10) FROM ord
----
bool_or
t

SELECT cust, bool_or(amount > 10) FROM ord GROUP BY cust
----
cust|bool_or
1|t
2|t
3|f
4|f
7|t
NULL|t

SELECT cust IS NULL AS n, bool_or(amount > 10) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|bool_or
f|t
t|t

SELECT bool_or(amount > 10) FROM ord WHERE false
----
bool_or
NULL

SELECT cust, bool_or(amount > 10) FROM ord GROUP BY ROLLUP (cust)
----
cust|bool_or
1|t
2|t
3|f
4|f
7|t
NULL|t
NULL|t

SELECT date_trunc('month', placed) AS m, bool_or(amount > 10) FROM ord GROUP BY m ORDER BY m
----
m|bool_or
2020-03-01 00:00:00|t
2020-04-01 00:00:00|t
2020-05-01 00:00:00|f
2020-12-01 00:00:00|t
2021-01-01 00:00:00|NULL
NULL|f

SELECT every(amount > 10) FROM ord
----
every
f

SELECT cust, every(amount > 10) FROM ord GROUP BY cust
----
cust|every
1|f
2|t
3|f
4|f
7|t
NULL|t

SELECT cust IS NULL AS n, every(amount > 10) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|every
f|f
t|t

SELECT every(amount > 10) FROM ord WHERE false
----
every
NULL

SELECT cust, every(amount > 10) FROM ord GROUP BY ROLLUP (cust)
----
cust|every
1|f
2|t
3|f
4|f
7|t
NULL|f
NULL|t

SELECT date_trunc('month', placed) AS m, every(amount > 10) FROM ord GROUP BY m ORDER BY m
----
m|every
2020-03-01 00:00:00|f
2020-04-01 00:00:00|t
2020-05-01 00:00:00|f
2020-12-01 00:00:00|t
2021-01-01 00:00:00|NULL
NULL|f

SELECT bit_or(id) FROM ord
----
bit_or
31

SELECT cust, bit_or(id) FROM ord GROUP BY cust
----
cust|bit_or
1|11
2|13
3|14
4|17
7|16
NULL|15

SELECT cust IS NULL AS n, bit_or(id) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|bit_or
f|31
t|15

SELECT bit_or(id) FROM ord WHERE false
----
bit_or
NULL

SELECT cust, bit_or(id) FROM ord GROUP BY ROLLUP (cust)
----
cust|bit_or
1|11
2|13
3|14
4|17
7|16
NULL|15
NULL|31

SELECT date_trunc('month', placed) AS m, bit_or(id) FROM ord GROUP BY m ORDER BY m
----
m|bit_or
2020-03-01 00:00:00|15
2020-04-01 00:00:00|12
2020-05-01 00:00:00|17
2020-12-01 00:00:00|16
2021-01-01 00:00:00|13
NULL|14

SELECT bit_and(id) FROM ord
----
bit_and
0

SELECT cust, bit_and(id) FROM ord GROUP BY cust
----
cust|bit_and
1|10
2|12
3|14
4|17
7|16
NULL|15

SELECT cust IS NULL AS n, bit_and(id) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|bit_and
f|0
t|15

SELECT bit_and(id) FROM ord WHERE false
----
bit_and
NULL

SELECT cust, bit_and(id) FROM ord GROUP BY ROLLUP (cust)
----
cust|bit_and
1|10
2|12
3|14
4|17
7|16
NULL|0
NULL|15

SELECT date_trunc('month', placed) AS m, bit_and(id) FROM ord GROUP BY m ORDER BY m
----
m|bit_and
2020-03-01 00:00:00|10
2020-04-01 00:00:00|12
2020-05-01 00:00:00|17
2020-12-01 00:00:00|16
2021-01-01 00:00:00|13
NULL|14

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) FROM ord
----
percentile_cont
12.25

SELECT cust, percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY cust
----
cust|percentile_cont
1|14.75
2|99.99
3|0
4|-3.1
7|12.25
NULL|12.25

SELECT cust IS NULL AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|percentile_cont
f|6.125
t|12.25

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) FROM ord WHERE false
----
percentile_cont
NULL

SELECT cust, percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY ROLLUP (cust)
----
cust|percentile_cont
1|14.75
2|99.99
3|0
4|-3.1
7|12.25
NULL|12.25
NULL|12.25

SELECT date_trunc('month', placed) AS m, percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY m ORDER BY m
----
m|percentile_cont
2020-03-01 00:00:00|12.25
2020-04-01 00:00:00|99.99
2020-05-01 00:00:00|-3.1
2020-12-01 00:00:00|12.25
2021-01-01 00:00:00|NULL
NULL|0

SELECT percentile_disc(0.25) WITHIN GROUP (ORDER BY amount) FROM ord
----
percentile_disc
0.00

SELECT cust, percentile_disc(0.25) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY cust
----
cust|percentile_disc
1|4.00
2|99.99
3|0.00
4|-3.10
7|12.25
NULL|12.25

SELECT cust IS NULL AS n, percentile_disc(0.25) WITHIN GROUP (ORDER BY amount) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|percentile_disc
f|-3.10
t|12.25

SELECT percentile_disc(0.25) WITHIN GROUP (ORDER BY amount) FROM ord WHERE false
----
percentile_disc
NULL

SELECT cust, percentile_disc(0.25) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY ROLLUP (cust)
----
cust|percentile_disc
1|4.00
2|99.99
3|0.00
4|-3.10
7|12.25
NULL|0.00
NULL|12.25

SELECT date_trunc('month', placed) AS m, percentile_disc(0.25) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY m ORDER BY m
----
m|percentile_disc
2020-03-01 00:00:00|4.00
2020-04-01 00:00:00|99.99
2020-05-01 00:00:00|-3.10
2020-12-01 00:00:00|12.25
2021-01-01 00:00:00|NULL
NULL|0.00

SELECT percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY id) FROM ord
----
percentile_disc
{10,17}

SELECT cust, percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY id) FROM ord GROUP BY cust
----
cust|percentile_disc
1|{10,11}
2|{12,13}
3|{14,14}
4|{17,17}
7|{16,16}
NULL|{15,15}

SELECT cust IS NULL AS n, percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY id) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|percentile_disc
f|{12,17}
t|{15,15}

SELECT percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY id) FROM ord WHERE false
----
percentile_disc
NULL

SELECT cust, percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY id) FROM ord GROUP BY ROLLUP (cust)
----
cust|percentile_disc
1|{10,11}
2|{12,13}
3|{14,14}
4|{17,17}
7|{16,16}
NULL|{10,17}
NULL|{15,15}

SELECT date_trunc('month', placed) AS m, percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY id) FROM ord GROUP BY m ORDER BY m
----
m|percentile_disc
2020-03-01 00:00:00|{10,15}
2020-04-01 00:00:00|{12,12}
2020-05-01 00:00:00|{17,17}
2020-12-01 00:00:00|{16,16}
2021-01-01 00:00:00|{13,13}
NULL|{14,14}

SELECT mode() WITHIN GROUP (ORDER BY cust) FROM ord
----
mode
1

SELECT cust, mode() WITHIN GROUP (ORDER BY cust) FROM ord GROUP BY cust
----
cust|mode
1|1
2|2
3|3
4|4
7|7
NULL|NULL

SELECT cust IS NULL AS n, mode() WITHIN GROUP (ORDER BY cust) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|mode
f|2
t|NULL

SELECT mode() WITHIN GROUP (ORDER BY cust) FROM ord WHERE false
----
mode
NULL

SELECT cust, mode() WITHIN GROUP (ORDER BY cust) FROM ord GROUP BY ROLLUP (cust)
----
cust|mode
1|1
2|2
3|3
4|4
7|7
NULL|1
NULL|NULL

SELECT date_trunc('month', placed) AS m, mode() WITHIN GROUP (ORDER BY cust) FROM ord GROUP BY m ORDER BY m
----
m|mode
2020-03-01 00:00:00|1
2020-04-01 00:00:00|2
2020-05-01 00:00:00|4
2020-12-01 00:00:00|7
2021-01-01 00:00:00|2
NULL|3

SELECT rank(12) WITHIN GROUP (ORDER BY amount) FROM ord
----
rank
4

SELECT cust, rank(12) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY cust
----
cust|rank
1|2
2|1
3|2
4|2
7|1
NULL|1

SELECT cust IS NULL AS n, rank(12) WITHIN GROUP (ORDER BY amount) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|rank
f|3
t|1

SELECT rank(12) WITHIN GROUP (ORDER BY amount) FROM ord WHERE false
----
rank
1

SELECT cust, rank(12) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY ROLLUP (cust)
----
cust|rank
1|2
2|1
3|2
4|2
7|1
NULL|1
NULL|4

SELECT date_trunc('month', placed) AS m, rank(12) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY m ORDER BY m
----
m|rank
2020-03-01 00:00:00|2
2020-04-01 00:00:00|1
2020-05-01 00:00:00|2
2020-12-01 00:00:00|1
2021-01-01 00:00:00|1
NULL|2

SELECT dense_rank(12) WITHIN GROUP (ORDER BY amount) FROM ord
----
dense_rank
4

SELECT cust, dense_rank(12) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY cust
----
cust|dense_rank
1|2
2|1
3|2
4|2
7|1
NULL|1

SELECT cust IS NULL AS n, dense_rank(12) WITHIN GROUP (ORDER BY amount) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|dense_rank
f|3
t|1

SELECT dense_rank(12) WITHIN GROUP (ORDER BY amount) FROM ord WHERE false
----
dense_rank
1

SELECT cust, dense_rank(12) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY ROLLUP (cust)
----
cust|dense_rank
1|2
2|1
3|2
4|2
7|1
NULL|1
NULL|4

SELECT date_trunc('month', placed) AS m, dense_rank(12) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY m ORDER BY m
----
m|dense_rank
2020-03-01 00:00:00|2
2020-04-01 00:00:00|1
2020-05-01 00:00:00|2
2020-12-01 00:00:00|1
2021-01-01 00:00:00|1
NULL|2

SELECT percent_rank(12) WITHIN GROUP (ORDER BY amount) FROM ord
----
percent_rank
0.375

SELECT cust, percent_rank(12) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY cust
----
cust|percent_rank
1|0.5
2|0
3|1
4|1
7|0
NULL|0

SELECT cust IS NULL AS n, percent_rank(12) WITHIN GROUP (ORDER BY amount) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|percent_rank
f|0.4
t|0

SELECT percent_rank(12) WITHIN GROUP (ORDER BY amount) FROM ord WHERE false
----
percent_rank
0

SELECT cust, percent_rank(12) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY ROLLUP (cust)
----
cust|percent_rank
1|0.5
2|0
3|1
4|1
7|0
NULL|0
NULL|0.375

SELECT date_trunc('month', placed) AS m, percent_rank(12) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY m ORDER BY m
----
m|percent_rank
2020-03-01 00:00:00|0.3333333333333333
2020-04-01 00:00:00|0
2020-05-01 00:00:00|1
2020-12-01 00:00:00|0
2021-01-01 00:00:00|0
NULL|1

SELECT cume_dist(12) WITHIN GROUP (ORDER BY amount) FROM ord
----
cume_dist
0.4444444444444444

SELECT cust, cume_dist(12) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY cust
----
cust|cume_dist
1|0.6666666666666666
2|0.3333333333333333
3|1
4|1
7|0.5
NULL|0.5

SELECT cust IS NULL AS n, cume_dist(12) WITHIN GROUP (ORDER BY amount) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|cume_dist
f|0.5
t|0.5

SELECT cume_dist(12) WITHIN GROUP (ORDER BY amount) FROM ord WHERE false
----
cume_dist
1

SELECT cust, cume_dist(12) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY ROLLUP (cust)
----
cust|cume_dist
1|0.6666666666666666
2|0.3333333333333333
3|1
4|1
7|0.5
NULL|0.4444444444444444
NULL|0.5

SELECT date_trunc('month', placed) AS m, cume_dist(12) WITHIN GROUP (ORDER BY amount) FROM ord GROUP BY m ORDER BY m
----
m|cume_dist
2020-03-01 00:00:00|0.5
2020-04-01 00:00:00|0.5
2020-05-01 00:00:00|1
2020-12-01 00:00:00|0.5
2021-01-01 00:00:00|0.5
NULL|1

SELECT corr(id, amount)::numeric(8,4) FROM ord
----
corr
-0.3909

SELECT cust, corr(id, amount)::numeric(8,4) FROM ord GROUP BY cust
----
cust|corr
1|-1.0000
2|NULL
3|NULL
4|NULL
7|NULL
NULL|NULL

SELECT cust IS NULL AS n, corr(id, amount)::numeric(8,4) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
ERROR 42601

SELECT corr(id, amount)::numeric(8,4) FROM ord WHERE false
----
corr
NULL

SELECT cust, corr(id, amount)::numeric(8,4) FROM ord GROUP BY ROLLUP (cust)
----
cust|corr
1|-1.0000
2|NULL
3|NULL
4|NULL
7|NULL
NULL|-0.3909
NULL|NULL

SELECT date_trunc('month', placed) AS m, corr(id, amount)::numeric(8,4) FROM ord GROUP BY m ORDER BY m
----
m|corr
2020-03-01 00:00:00|-0.3180
2020-04-01 00:00:00|NULL
2020-05-01 00:00:00|NULL
2020-12-01 00:00:00|NULL
2021-01-01 00:00:00|NULL
NULL|NULL

SELECT regr_slope(amount, id)::numeric(10,4) FROM ord
----
regr_slope
-5.3186

SELECT cust, regr_slope(amount, id)::numeric(10,4) FROM ord GROUP BY cust
----
cust|regr_slope
1|-21.5000
2|NULL
3|NULL
4|NULL
7|NULL
NULL|NULL

SELECT cust IS NULL AS n, regr_slope(amount, id)::numeric(10,4) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
ERROR 42601

SELECT regr_slope(amount, id)::numeric(10,4) FROM ord WHERE false
----
regr_slope
NULL

SELECT cust, regr_slope(amount, id)::numeric(10,4) FROM ord GROUP BY ROLLUP (cust)
----
cust|regr_slope
1|-21.5000
2|NULL
3|NULL
4|NULL
7|NULL
NULL|-5.3186
NULL|NULL

SELECT date_trunc('month', placed) AS m, regr_slope(amount, id)::numeric(10,4) FROM ord GROUP BY m ORDER BY m
----
m|regr_slope
2020-03-01 00:00:00|-1.3036
2020-04-01 00:00:00|NULL
2020-05-01 00:00:00|NULL
2020-12-01 00:00:00|NULL
2021-01-01 00:00:00|NULL
NULL|NULL

SELECT regr_count(amount, id) FROM ord
----
regr_count
7

SELECT cust, regr_count(amount, id) FROM ord GROUP BY cust
----
cust|regr_count
1|2
2|1
3|1
4|1
7|1
NULL|1

SELECT cust IS NULL AS n, regr_count(amount, id) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|regr_count
f|4
t|1

SELECT regr_count(amount, id) FROM ord WHERE false
----
regr_count
0

SELECT cust, regr_count(amount, id) FROM ord GROUP BY ROLLUP (cust)
----
cust|regr_count
1|2
2|1
3|1
4|1
7|1
NULL|1
NULL|7

SELECT date_trunc('month', placed) AS m, regr_count(amount, id) FROM ord GROUP BY m ORDER BY m
----
m|regr_count
2020-03-01 00:00:00|3
2020-04-01 00:00:00|1
2020-05-01 00:00:00|1
2020-12-01 00:00:00|1
2021-01-01 00:00:00|0
NULL|1

SELECT covar_pop(id, amount)::numeric(12,4) FROM ord
----
covar_pop
-31.6947

SELECT cust, covar_pop(id, amount)::numeric(12,4) FROM ord GROUP BY cust
----
cust|covar_pop
1|-5.3750
2|0.0000
3|0.0000
4|0.0000
7|0.0000
NULL|0.0000

SELECT cust IS NULL AS n, covar_pop(id, amount)::numeric(12,4) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
ERROR 42601

SELECT covar_pop(id, amount)::numeric(12,4) FROM ord WHERE false
----
covar_pop
NULL

SELECT cust, covar_pop(id, amount)::numeric(12,4) FROM ord GROUP BY ROLLUP (cust)
----
cust|covar_pop
1|-5.3750
2|0.0000
3|0.0000
4|0.0000
7|0.0000
NULL|-31.6947
NULL|0.0000

SELECT date_trunc('month', placed) AS m, covar_pop(id, amount)::numeric(12,4) FROM ord GROUP BY m ORDER BY m
----
m|covar_pop
2020-03-01 00:00:00|-6.0833
2020-04-01 00:00:00|0.0000
2020-05-01 00:00:00|0.0000
2020-12-01 00:00:00|0.0000
2021-01-01 00:00:00|NULL
NULL|0.0000

SELECT array_agg(tags ORDER BY id) FILTER (WHERE cardinality(tags) = 2) FROM ord
----
array_agg
{{1,2},{1,NULL},{1,2}}

SELECT cust, array_agg(tags ORDER BY id) FILTER (WHERE cardinality(tags) = 2) FROM ord GROUP BY cust
----
cust|array_agg
1|{{1,2}}
2|NULL
3|{{1,NULL}}
4|{{1,2}}
7|NULL
NULL|NULL

SELECT array_agg(tags ORDER BY id) FILTER (WHERE cardinality(tags) = 2) FROM ord GROUP BY cust
----
array_agg
NULL
NULL
NULL
{{1,2}}
{{1,2}}
{{1,NULL}}

SELECT array_agg(tags ORDER BY id) FILTER (WHERE cardinality(tags) = 2) FROM ord WHERE false
----
array_agg
NULL

SELECT cust, array_agg(tags ORDER BY id) FILTER (WHERE cardinality(tags) = 2) FROM ord GROUP BY ROLLUP (cust)
----
cust|array_agg
1|{{1,2}}
2|NULL
3|{{1,NULL}}
4|{{1,2}}
7|NULL
NULL|NULL
NULL|{{1,2},{1,NULL},{1,2}}

SELECT date_trunc('month', placed) AS m, array_agg(tags ORDER BY id) FILTER (WHERE cardinality(tags) = 2) FROM ord GROUP BY m ORDER BY m
----
m|array_agg
2020-03-01 00:00:00|{{1,2}}
2020-04-01 00:00:00|NULL
2020-05-01 00:00:00|{{1,2}}
2020-12-01 00:00:00|NULL
2021-01-01 00:00:00|NULL
NULL|{{1,NULL}}

SELECT max(tags) FROM ord
----
max
{4}

SELECT cust, max(tags) FROM ord GROUP BY cust
----
cust|max
1|{1,2}
2|{2,3,3}
3|{1,NULL}
4|{1,2}
7|{2}
NULL|{4}

SELECT cust IS NULL AS n, max(tags) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|max
f|{2,3,3}
t|{4}

SELECT max(tags) FROM ord WHERE false
----
max
NULL

SELECT cust, max(tags) FROM ord GROUP BY ROLLUP (cust)
----
cust|max
1|{1,2}
2|{2,3,3}
3|{1,NULL}
4|{1,2}
7|{2}
NULL|{4}
NULL|{4}

SELECT date_trunc('month', placed) AS m, max(tags) FROM ord GROUP BY m ORDER BY m
----
m|max
2020-03-01 00:00:00|{4}
2020-04-01 00:00:00|{2,3,3}
2020-05-01 00:00:00|{1,2}
2020-12-01 00:00:00|{2}
2021-01-01 00:00:00|NULL
NULL|{1,NULL}

SELECT min(tags) FROM ord
----
min
{}

SELECT cust, min(tags) FROM ord GROUP BY cust
----
cust|min
1|{}
2|{2,3,3}
3|{1,NULL}
4|{1,2}
7|{2}
NULL|{4}

SELECT cust IS NULL AS n, min(tags) FILTER (WHERE id > 11) FROM ord GROUP BY 1
----
n|min
f|{1,2}
t|{4}

SELECT min(tags) FROM ord WHERE false
----
min
NULL

SELECT cust, min(tags) FROM ord GROUP BY ROLLUP (cust)
----
cust|min
1|{}
2|{2,3,3}
3|{1,NULL}
4|{1,2}
7|{2}
NULL|{4}
NULL|{}

SELECT date_trunc('month', placed) AS m, min(tags) FROM ord GROUP BY m ORDER BY m
----
m|min
2020-03-01 00:00:00|{}
2020-04-01 00:00:00|{2,3,3}
2020-05-01 00:00:00|{1,2}
2020-12-01 00:00:00|{2}
2021-01-01 00:00:00|NULL
NULL|{1,NULL}
