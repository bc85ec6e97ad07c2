-- Inputs of many rows: sorts with a limit, groups beyond caches, joins built in parallel
-- errors by code

CREATE TEMP TABLE big AS SELECT i AS id, (i * 7919) % 6007 AS shuffled, CASE WHEN i % 11 = 0 THEN NULL ELSE (i % 90)::int2 END AS small, 'name ' || (i * 31) % 2503 AS name, ((i * 101) % 997) / 100.0 AS amount FROM generate_series(1, 6000) i
----
SELECT 6000

SELECT id, shuffled FROM big ORDER BY shuffled LIMIT 3
----
id|shuffled
5608|1
5209|2
4810|3

SELECT id, shuffled FROM big ORDER BY shuffled DESC LIMIT 3
----
id|shuffled
399|6006
798|6005
1197|6004

SELECT id, small FROM big ORDER BY small NULLS FIRST, id LIMIT 3
----
id|small
11|NULL
22|NULL
33|NULL

SELECT id, small FROM big ORDER BY small DESC NULLS LAST, id DESC LIMIT 3
----
id|small
5939|89
5849|89
5759|89

SELECT id, small FROM big ORDER BY small DESC, id LIMIT 2 OFFSET 700
----
id|small
3507|87
3687|87

SELECT name, id FROM big ORDER BY name, id LIMIT 4
----
name|id
name 0|2503
name 0|5006
name 1|323
name 1|2826

SELECT name, id FROM big ORDER BY name DESC, id LIMIT 4
----
name|id
name 999|2293
name 999|4796
name 998|1970
name 998|4473

SELECT amount, count(*) FROM big GROUP BY amount ORDER BY 2 DESC, 1 DESC LIMIT 3
----
amount|count
9.0900000000000000|7
8.2100000000000000|7
8.0800000000000000|7

SELECT id, amount FROM big ORDER BY amount DESC, id LIMIT 3
----
id|amount
306|9.9600000000000000
1303|9.9600000000000000
2300|9.9600000000000000

SELECT id % 3 AS m, id FROM big ORDER BY m FETCH FIRST 1 ROW ONLY
----
m|id
0|3

SELECT count(*) FROM (SELECT small FROM big ORDER BY small FETCH FIRST 600 ROWS WITH TIES) s
----
count
609

SELECT md5(string_agg(id::text, ',')) FROM (SELECT id FROM big ORDER BY small DESC NULLS FIRST, name, amount DESC, id) s
----
md5
a142673bd98617f1161c804f1a168d60

SELECT md5(string_agg(id::text, ',')) FROM (SELECT id FROM big ORDER BY amount, name DESC, small, id) s
----
md5
2638a888f2deeb093f7b13ff4762476c

SELECT sum(small), sum(small + 1), sum(small - 2), sum(small + 3) FILTER (WHERE id < 100), count(small), sum(id + 1000000), sum(id::bigint + 5) FROM big
----
sum|sum|sum|sum|count|sum|sum
241965|247420|231055|3915|5455|6018003000|18033000

SELECT sum(small + 1) FROM big WHERE small IS NULL
----
sum
NULL

SELECT id % 2 AS k, sum(small + 1), sum(small) FROM big GROUP BY k ORDER BY k
----
k|sum|sum
0|122392|119664
1|125028|122301

SELECT sum(id + 2147483647) FROM big
----
ERROR 22003

SELECT count(*), sum(n), max(n) FROM (SELECT name, count(*) AS n FROM big GROUP BY name) s
----
count|sum|max
2503|6000|3

SELECT count(*), sum(n), max(n) FROM (SELECT shuffled, name, count(*) AS n FROM big GROUP BY shuffled, name) s
----
count|sum|max
6000|6000|1

SELECT count(*), sum(n), max(s1) FROM (SELECT id, amount, shuffled, count(*) AS n, sum(amount) AS s1 FROM big GROUP BY id, amount, shuffled) s
----
count|sum|max
6000|6000|9.9600000000000000

SELECT count(DISTINCT name), count(DISTINCT shuffled), count(DISTINCT amount), count(DISTINCT small) FROM big
----
count|count|count|count
2503|6000|997|90

SELECT count(*), sum(a.id), sum(b.id) FROM big a JOIN big b ON a.shuffled = b.id
----
count|sum|sum
5994|17994621|17989089

SELECT count(*), sum(a.id), sum(b.shuffled) FROM big a JOIN big b ON a.name = b.name AND a.small = b.small
----
count|sum|sum
5455|16366365|16527778

SELECT count(*), sum(a.id) FROM big a WHERE NOT EXISTS (SELECT FROM big b WHERE b.shuffled = a.id AND b.small > 40)
----
count|sum
3045|9057133

SELECT substring(name, 6, 2) AS k, count(*) FROM big WHERE substring(name, 6, 1) IN ('1', '7') GROUP BY k ORDER BY k LIMIT 3
----
k|count
1|3
10|266
11|266

SELECT sum(length(name)), sum(length(name || 'é')) FROM big
----
sum|sum
51321|57321
