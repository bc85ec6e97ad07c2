-- Aggregates, grouping sets, DISTINCT
-- errors by code

CREATE TEMP TABLE g (k int, s text, v int, n numeric, f float8, d date, t boolean); INSERT INTO g VALUES (1,'a',10,1.5,0.5,'2020-01-01',true),(1,'b',20,2.50,1.5,'2020-01-02',false),(2,'a',NULL,NULL,NULL,NULL,NULL),(2,NULL,5,0.001,-2,'2019-05-05',true),(3,'c',7,100,1e10,'2021-12-31',NULL),(NULL,'a',7,-1,0.25,'2020-01-01',false),(NULL,NULL,0,0,0,'2020-01-01',true)
----
CREATE TABLE
INSERT 0 7

SELECT count(*), count(v), count(DISTINCT v), count(DISTINCT s) FROM g
----
count|count|count|count
7|6|5|3

SELECT sum(v), sum(n), sum(f), avg(v), avg(n), avg(f) FROM g
----
sum|sum|sum|avg|avg|avg
49|103.001|10000000000.25|8.1666666666666667|17.1668333333333333|1666666666.7083333

SELECT min(v), max(v), min(n), max(n), min(s), max(s), min(d), max(d) FROM g
----
min|max|min|max|min|max|min|max
0|20|-1|100|a|c|2019-05-05|2021-12-31

SELECT sum(DISTINCT v), avg(DISTINCT v), count(DISTINCT (k, s)) FROM g
----
sum|avg|count
42|8.4000000000000000|7

SELECT k, count(*) FROM g GROUP BY k
----
k|count
1|2
2|2
3|1
NULL|2

SELECT k, s, sum(v) FROM g GROUP BY k, s
----
k|s|sum
1|a|10
1|b|20
2|NULL|5
2|a|NULL
3|c|7
NULL|NULL|0
NULL|a|7

SELECT k, s, sum(v) FROM g GROUP BY 1, 2 HAVING count(*) = 1
----
k|s|sum
1|a|10
1|b|20
2|NULL|5
2|a|NULL
3|c|7
NULL|NULL|0
NULL|a|7

SELECT k + 1 AS kk, sum(v) FROM g GROUP BY kk
----
kk|sum
2|30
3|5
4|7
NULL|7

SELECT k, sum(v) FROM g GROUP BY k HAVING sum(v) > 10 ORDER BY 1
----
k|sum
1|30

SELECT sum(v) FROM g HAVING false
----
sum

SELECT sum(v) FROM g WHERE false
----
sum
NULL

SELECT count(*) FROM g WHERE false GROUP BY k
----
count

SELECT k FROM g GROUP BY k HAVING count(v) < count(*)
----
k
2

SELECT bool_and(t), bool_or(t), every(t) FROM g
----
bool_and|bool_or|every
f|t|f

SELECT k, bool_and(t), bool_or(t) FROM g GROUP BY k
----
k|bool_and|bool_or
1|f|t
2|t|t
3|NULL|NULL
NULL|f|t

SELECT bit_and(v), bit_or(v), bit_xor(v) FROM g
----
bit_and|bit_or|bit_xor
0|31|27

SELECT string_agg(s, ','), string_agg(s, ',' ORDER BY s DESC), string_agg(DISTINCT s, '-' ORDER BY s) FROM (SELECT * FROM g ORDER BY k, s) g
----
string_agg|string_agg|string_agg
a,b,a,c,a|c,b,a,a,a|a-b-c

SELECT array_agg(v ORDER BY v), array_agg(v ORDER BY v DESC NULLS LAST), array_agg(DISTINCT k ORDER BY k) FROM g
----
array_agg|array_agg|array_agg
{0,5,7,7,10,20,NULL}|{20,10,7,7,5,0,NULL}|{1,2,3,NULL}

SELECT array_agg(s ORDER BY s NULLS FIRST) FILTER (WHERE v > 5) FROM g
----
array_agg
{a,a,b,c}

SELECT json_agg(v ORDER BY v), jsonb_agg(s ORDER BY s) FROM g
----
json_agg|jsonb_agg
[0, 5, 7, 7, 10, 20, null]|["a", "a", "a", "b", "c", null, null]

SELECT json_object_agg(coalesce(s, 'x') || v, v ORDER BY v, s) FROM g WHERE v IS NOT NULL
----
json_object_agg
{ "x0" : 0, "x5" : 5, "a7" : 7, "c7" : 7, "a10" : 10, "b20" : 20 }

SELECT jsonb_object_agg(coalesce(s, 'x') || v, v) FROM g WHERE v IS NOT NULL
----
jsonb_object_agg
{"a7": 7, "c7": 7, "x0": 0, "x5": 5, "a10": 10, "b20": 20}

SELECT count(*) FILTER (WHERE v > 5), sum(v) FILTER (WHERE s = 'a'), avg(v) FILTER (WHERE false) FROM g
----
count|sum|avg
4|17|NULL

SELECT k, count(*) FILTER (WHERE t) AS yes, count(*) FILTER (WHERE NOT t) AS no, count(*) FILTER (WHERE t IS NULL) AS unknown FROM g GROUP BY k
----
k|yes|no|unknown
1|1|1|0
2|1|0|1
3|0|0|1
NULL|1|1|0

SELECT stddev(v), stddev_pop(v), stddev_samp(v), variance(v), var_pop(v), var_samp(v) FROM g
----
stddev|stddev_pop|stddev_samp|variance|var_pop|var_samp
6.6758270399004996|6.0941684329274071|6.6758270399004996|44.5666666666666667|37.1388888888888889|44.5666666666666667

SELECT stddev(n), variance(n), var_pop(n), stddev_pop(n) FROM g
----
stddev|variance|var_pop|stddev_pop
40.5987659931514010|1648.2598001666666667|1373.5498334722222222|37.0614332355377512

SELECT stddev(f) IS NULL, variance(v) FROM g WHERE v = 5 GROUP BY f
----
?column?|variance
t|NULL

SELECT var_pop(v), var_samp(v), stddev_pop(v), stddev_samp(v) FROM g WHERE v = 5
----
var_pop|var_samp|stddev_pop|stddev_samp
0|NULL|0|NULL

SELECT corr(v, k), covar_pop(v, k), covar_samp(v, k) FROM g
----
corr|covar_pop|covar_samp
-0.6536087320200027|-3.125|-4.166666666666667

SELECT regr_avgx(v, k), regr_avgy(v, k), regr_count(v, k), regr_intercept(v, k), regr_r2(v, k), regr_slope(v, k), regr_sxx(v, k), regr_sxy(v, k), regr_syy(v, k) FROM g
----
regr_avgx|regr_avgy|regr_count|regr_intercept|regr_r2|regr_slope|regr_sxx|regr_sxy|regr_syy
1.75|10.5|4|18.454545454545457|0.4272043745727957|-4.545454545454546|2.7499999999999996|-12.5|133

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY v), percentile_disc(0.5) WITHIN GROUP (ORDER BY v) FROM g
----
percentile_cont|percentile_disc
7|7

SELECT percentile_cont(ARRAY[0, 0.25, 0.5, 1]) WITHIN GROUP (ORDER BY f), percentile_disc(ARRAY[0, 0.25, 0.5, 1]) WITHIN GROUP (ORDER BY s) FROM g
----
percentile_cont|percentile_disc
{-2,0.0625,0.375,10000000000}|{a,a,a,c}

SELECT percentile_cont(0.3) WITHIN GROUP (ORDER BY v DESC), percentile_disc(0.3) WITHIN GROUP (ORDER BY v DESC) FROM g
----
percentile_cont|percentile_disc
8.5|10

SELECT percentile_cont(1.5) WITHIN GROUP (ORDER BY v) FROM g
----
ERROR 22003

SELECT mode() WITHIN GROUP (ORDER BY v), mode() WITHIN GROUP (ORDER BY s) FROM g
----
mode|mode
7|a

SELECT k, mode() WITHIN GROUP (ORDER BY s) FROM g GROUP BY k
----
k|mode
1|a
2|a
3|c
NULL|a

SELECT rank(7) WITHIN GROUP (ORDER BY v), dense_rank(7) WITHIN GROUP (ORDER BY v), percent_rank(7) WITHIN GROUP (ORDER BY v), cume_dist(7) WITHIN GROUP (ORDER BY v) FROM g
----
rank|dense_rank|percent_rank|cume_dist
3|3|0.2857142857142857|0.625

SELECT rank('b', 3) WITHIN GROUP (ORDER BY s, k) FROM g
----
rank
5

SELECT rank(NULL::int) WITHIN GROUP (ORDER BY v NULLS FIRST) FROM g
----
rank
1

SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY v) FILTER (WHERE k = 1) FROM g
----
percentile_cont
15

SELECT sum(v) + count(*), sum(v) * 2 FROM g
----
?column?|?column?
56|98

SELECT sum(v + k), sum(v) FILTER (WHERE k = (SELECT max(k) FROM g)) FROM g
----
sum|sum
49|7

SELECT k, sum(v) FROM g GROUP BY ROLLUP (k)
----
k|sum
1|30
2|5
3|7
NULL|49
NULL|7

SELECT k, s, sum(v), grouping(k), grouping(s), grouping(k, s) FROM g GROUP BY ROLLUP (k, s)
----
k|s|sum|grouping|grouping|grouping
1|NULL|30|0|1|1
1|a|10|0|0|0
1|b|20|0|0|0
2|NULL|5|0|0|0
2|NULL|5|0|1|1
2|a|NULL|0|0|0
3|NULL|7|0|1|1
3|c|7|0|0|0
NULL|NULL|0|0|0|0
NULL|NULL|49|1|1|3
NULL|NULL|7|0|1|1
NULL|a|7|0|0|0

SELECT k, s, sum(v), grouping(k, s) FROM g GROUP BY CUBE (k, s)
----
k|s|sum|grouping
1|NULL|30|1
1|a|10|0
1|b|20|0
2|NULL|5|0
2|NULL|5|1
2|a|NULL|0
3|NULL|7|1
3|c|7|0
NULL|NULL|0|0
NULL|NULL|49|3
NULL|NULL|5|2
NULL|NULL|7|1
NULL|a|17|2
NULL|a|7|0
NULL|b|20|2
NULL|c|7|2

SELECT k, s, t, count(*) FROM g GROUP BY GROUPING SETS ((k, s), (t), ())
----
k|s|t|count
1|a|NULL|1
1|b|NULL|1
2|NULL|NULL|1
2|a|NULL|1
3|c|NULL|1
NULL|NULL|NULL|1
NULL|NULL|NULL|2
NULL|NULL|NULL|7
NULL|NULL|f|2
NULL|NULL|t|3
NULL|a|NULL|1

SELECT k, s, count(*) FROM g GROUP BY GROUPING SETS ((k), (k), (s))
----
k|s|count
1|NULL|2
1|NULL|2
2|NULL|2
2|NULL|2
3|NULL|1
3|NULL|1
NULL|NULL|2
NULL|NULL|2
NULL|NULL|2
NULL|a|3
NULL|b|1
NULL|c|1

SELECT k, s, count(*) FROM g GROUP BY k, ROLLUP (s)
----
k|s|count
1|NULL|2
1|a|1
1|b|1
2|NULL|1
2|NULL|2
2|a|1
3|NULL|1
3|c|1
NULL|NULL|1
NULL|NULL|2
NULL|a|1

SELECT k, s, t, count(*) FROM g GROUP BY ROLLUP ((k, s), t)
----
k|s|t|count
1|a|NULL|1
1|a|t|1
1|b|NULL|1
1|b|f|1
2|NULL|NULL|1
2|NULL|t|1
2|a|NULL|1
2|a|NULL|1
3|c|NULL|1
3|c|NULL|1
NULL|NULL|NULL|1
NULL|NULL|NULL|7
NULL|NULL|t|1
NULL|a|NULL|1
NULL|a|f|1

SELECT k, s, t, count(*) FROM g GROUP BY CUBE (k), CUBE (s)
----
ERROR 42803

SELECT k, s, count(*) FROM g GROUP BY GROUPING SETS (ROLLUP (k, s), CUBE (s))
----
k|s|count
1|NULL|2
1|a|1
1|b|1
2|NULL|1
2|NULL|2
2|a|1
3|NULL|1
3|c|1
NULL|NULL|1
NULL|NULL|2
NULL|NULL|2
NULL|NULL|7
NULL|NULL|7
NULL|a|1
NULL|a|3
NULL|b|1
NULL|c|1

SELECT k, s, count(*) FROM g GROUP BY DISTINCT ROLLUP (k, s), ROLLUP (k)
----
k|s|count
1|NULL|2
1|a|1
1|b|1
2|NULL|1
2|NULL|2
2|a|1
3|NULL|1
3|c|1
NULL|NULL|1
NULL|NULL|2
NULL|NULL|7
NULL|a|1

SELECT k, s, count(*) FROM g GROUP BY ROLLUP (k), ROLLUP (s) HAVING grouping(k) = 1
----
k|s|count
NULL|NULL|2
NULL|NULL|7
NULL|a|3
NULL|b|1
NULL|c|1

SELECT count(*) FROM g WHERE false GROUP BY ()
----
count
0

SELECT k, count(*), sum(v) FROM g WHERE false GROUP BY ROLLUP (k)
----
k|count|sum
NULL|0|NULL

SELECT k, count(*) FROM g WHERE false GROUP BY GROUPING SETS ((k), (), ())
----
k|count
NULL|0
NULL|0

SELECT k, s, count(*) AS c FROM g GROUP BY CUBE (k, s) ORDER BY grouping(k, s), k NULLS FIRST, s NULLS FIRST, c
----
k|s|c
NULL|NULL|1
NULL|a|1
1|a|1
1|b|1
2|NULL|1
2|a|1
3|c|1
NULL|NULL|2
1|NULL|2
2|NULL|2
3|NULL|1
NULL|NULL|2
NULL|a|3
NULL|b|1
NULL|c|1
NULL|NULL|7

SELECT coalesce(k::text, 'all') AS k, sum(v) FROM g GROUP BY ROLLUP (k) ORDER BY grouping(k), 1
----
k|sum
1|30
2|5
3|7
all|7
all|49

SELECT k % 2 AS p, sum(v) FROM g GROUP BY GROUPING SETS ((k % 2), ()) ORDER BY p NULLS LAST, 2
----
p|sum
0|5
1|37
NULL|7
NULL|49

SELECT k, sum(sum(v)) OVER (ORDER BY k NULLS FIRST) FROM g GROUP BY k
----
k|sum
1|37
2|42
3|49
NULL|7

SELECT k, sum(v), rank() OVER (ORDER BY sum(v) DESC NULLS LAST) FROM g GROUP BY k
----
k|sum|rank
1|30|1
2|5|4
3|7|2
NULL|7|2

SELECT k, count(*) * 100.0 / sum(count(*)) OVER () FROM g GROUP BY k
----
k|?column?
1|28.5714285714285714
2|28.5714285714285714
3|14.2857142857142857
NULL|28.5714285714285714

SELECT DISTINCT count(*) FROM g GROUP BY k
----
count
1
2

SELECT DISTINCT k, s FROM g
----
k|s
1|a
1|b
2|NULL
2|a
3|c
NULL|NULL
NULL|a

SELECT DISTINCT ON (k) k, s, v FROM g ORDER BY k, v DESC NULLS LAST, s
----
k|s|v
1|b|20
2|NULL|5
3|c|7
NULL|a|7

SELECT DISTINCT ON (k) k, v FROM g ORDER BY k NULLS FIRST, v
----
k|v
NULL|0
1|10
2|5
3|7

SELECT DISTINCT ON (k, s) k, s, v FROM g ORDER BY s, k, v
----
k|s|v
1|a|10
2|a|NULL
NULL|a|7
1|b|20
3|c|7
2|NULL|5
NULL|NULL|0

SELECT DISTINCT ON (k) k, v FROM g ORDER BY v
----
ERROR 42P10

SELECT DISTINCT v % 3 FROM g ORDER BY 1 DESC
----
?column?
NULL
2
1
0

SELECT DISTINCT k FROM g ORDER BY s
----
ERROR 42P10

SELECT k FROM g GROUP BY s
----
ERROR 42803

SELECT k, v FROM g GROUP BY k
----
ERROR 42803

SELECT sum(sum(v)) FROM g
----
ERROR 42803

SELECT k FROM g WHERE sum(v) > 1
----
ERROR 42803

SELECT sum(v) FROM g GROUP BY sum(v)
----
ERROR 42803

SELECT count(DISTINCT k, s) FROM g
----
ERROR 42883

SELECT sum(s) FROM g
----
ERROR 42883

SELECT min(t) FROM g
----
ERROR 42883

SELECT avg(d) FROM g
----
ERROR 42883

SELECT sum(v ORDER BY s) FROM g
----
sum
49

SELECT upper(s), count(*) FROM g GROUP BY upper(s) HAVING upper(s) IS NOT NULL
----
upper|count
A|3
B|1
C|1

SELECT s || 'x', count(*) FROM g GROUP BY s
----
?column?|count
NULL|2
ax|3
bx|1
cx|1

SELECT s || 'x', count(*) FROM g GROUP BY s || 'x'
----
?column?|count
NULL|2
ax|3
bx|1
cx|1

SELECT k, max(d) - min(d) FROM g GROUP BY k
----
k|?column?
1|1
2|0
3|0
NULL|0

SELECT sum(v::bigint), sum(v::smallint), sum(v::real), sum(v::numeric(10,2)), avg(v::bigint) FROM g
----
sum|sum|sum|sum|avg
49|49|49|49.00|8.1666666666666667

SELECT sum(x) FROM (VALUES (9223372036854775807::bigint), (1)) q(x)
----
sum
9223372036854775808

SELECT sum(x) FROM (VALUES (2147483647), (2147483647)) q(x)
----
sum
4294967294

SELECT avg(x) FROM (VALUES (1), (2), (2)) q(x)
----
avg
1.6666666666666667

SELECT avg(x), sum(x) FROM (VALUES ('NaN'::numeric), (1)) q(x)
----
avg|sum
NaN|NaN

SELECT avg(x), sum(x), min(x), max(x) FROM (VALUES ('NaN'::float8), ('Infinity'), (1)) q(x)
----
avg|sum|min|max
NaN|NaN|1|NaN

SELECT sum(x) FROM (VALUES (interval '1 day'), ('2 hours'), (NULL)) q(x)
----
sum
1 day 02:00:00

SELECT avg(x), min(x), max(x) FROM (VALUES (interval '1 day'), ('2 hours'), ('1 mon')) q(x)
----
avg|min|max
10 days 08:40:00|02:00:00|1 mon

SELECT max(x), min(x) FROM (VALUES (ARRAY[1,2]), (ARRAY[1]), (ARRAY[0,9])) q(x)
----
max|min
{1,2}|{0,9}

SELECT max(x), min(x) FROM (VALUES ('10.0.0.1'), ('9')) q(x)
----
max|min
9|10.0.0.1

SELECT max(x), min(x) FROM (VALUES (time '10:00'), ('23:59'), ('00:00:01')) q(x)
----
max|min
23:59:00|00:00:01

SELECT max(x), min(x) FROM (VALUES (timestamptz '2020-01-01 00:00+00'), ('2021-01-01 00:00+05')) q(x)
----
max|min
2020-12-31 19:00:00+00|2020-01-01 00:00:00+00

SELECT array_agg(x) FROM (VALUES (ARRAY[1,2]), (ARRAY[3,4])) q(x)
----
array_agg
{{1,2},{3,4}}

SELECT array_agg(x) FROM (VALUES (ARRAY[1,2]), (ARRAY[3])) q(x)
----
ERROR 2202E

SELECT count(*), count(1), count(NULL), sum(NULL::int), max(NULL::text)
----
count|count|count|sum|max
1|1|0|NULL|NULL

SELECT string_agg(x::text, NULL) FROM generate_series(1, 3) x
----
string_agg
123

SELECT string_agg(x::text, ',' ORDER BY x DESC) FROM generate_series(1, 12) x
----
string_agg
12,11,10,9,8,7,6,5,4,3,2,1

SELECT string_agg(DISTINCT x::text, ',' ORDER BY x) FROM generate_series(1, 3) x
----
ERROR 42P10

SELECT k, array_agg(DISTINCT s ORDER BY s DESC) FROM g GROUP BY k
----
k|array_agg
1|{b,a}
2|{NULL,a}
3|{c}
NULL|{NULL,a}

SELECT count(*) FROM (SELECT DISTINCT k FROM g) q
----
count
4

SELECT any_value FROM (SELECT 1 AS any_value) q
----
any_value
1

SELECT (SELECT sum(v) FROM g h WHERE h.k = g.k), k FROM g GROUP BY k
----
sum|k
30|1
5|2
7|3
NULL|NULL

SELECT k, (SELECT count(*) FROM g h WHERE h.k <= g.k) FROM g GROUP BY k ORDER BY k
----
k|count
1|2
2|4
3|5
NULL|0

SELECT x, count(*) FROM (SELECT (CASE WHEN v > 6 THEN 'big' ELSE 'small' END) AS x FROM g) q GROUP BY x
----
x|count
big|4
small|3

SELECT extract(year FROM d), count(*) FROM g GROUP BY extract(year FROM d)
----
extract|count
2019|1
2020|4
2021|1
NULL|1

SELECT d, count(*) FROM g GROUP BY d HAVING d > date '2020-01-01'
----
d|count
2020-01-02|1
2021-12-31|1

SELECT n, count(*) FROM (VALUES (1.0), (1.00), (1)) q(n) GROUP BY n HAVING n = 1
----
n|count
1.0|3

SELECT x, count(*) FROM (VALUES ('NaN'::float8), ('NaN'), (0), (-0.0), (NULL)) q(x) GROUP BY x
----
x|count
0|2
NULL|1
NaN|2

SELECT x, count(*) FROM (VALUES (interval '1 month'), ('30 days'), ('720 hours')) q(x) GROUP BY x = '1 month', x
----
x|count
1 mon|3

SELECT x, count(*) FROM (VALUES ('a'::char(5)), ('a  '), ('b')) q(x) GROUP BY x
----
x|count
a    |2
b|1

SELECT x, count(*) FROM (VALUES ('{"a":1,"b":2}'::jsonb), ('{"b":2, "a":1}')) q(x) GROUP BY x
----
x|count
{"a": 1, "b": 2}|2

SELECT x, count(*) FROM (VALUES ('{"a":1}'::json)) q(x) GROUP BY x
----
ERROR 42883

SELECT x, count(*) FROM (VALUES (ARRAY[1,NULL]), (ARRAY[1,NULL]), (NULL)) q(x) GROUP BY x
----
x|count
NULL|1
{1,NULL}|2

-- only postgres
SELECT x, count(*) FROM (VALUES (ROW(1,NULL::int)), (ROW(1,NULL)), (ROW(2,1))) q(x) GROUP BY x
----
ERROR 42804
