-- A Delta table is a relation by its directory, by format, and by function; at any version.

SELECT count(*) FROM '${ROOT}/../shared/data/delta-golden/snapshot-data3'
----
count
30

SELECT count(*) FROM delta.`${ROOT}/../shared/data/delta-golden/snapshot-data3`
----
count
30

SELECT count(*), min(col1), max(col1), min(col2) FROM read_delta('${ROOT}/../shared/data/delta-golden/snapshot-data3', version => 0)
----
count|min|max|min
10|0|9|data-0-0

SELECT count(*), min(col1), max(col1), min(col2) FROM read_delta('${ROOT}/../shared/data/delta-golden/snapshot-data3', version => 1)
----
count|min|max|min
20|0|9|data-0-0

SELECT count(*), min(col1), max(col1), min(col2) FROM read_delta('${ROOT}/../shared/data/delta-golden/snapshot-data3', version => 2)
----
count|min|max|min
10|0|9|data-2-0

SELECT count(*), min(col1), max(col1), min(col2) FROM read_delta('${ROOT}/../shared/data/delta-golden/snapshot-data3', version => 3)
----
count|min|max|min
30|0|19|data-2-0

SELECT count(*) FROM read_delta('${ROOT}/../shared/data/delta-golden/snapshot-data3', timestamp => '2999-01-01')
----
count
30

SELECT count(*) FROM '${ROOT}/../shared/data/delta-golden/snapshot-data3' VERSION AS OF 2 AS t WHERE t.col1 >= 0
----
count
10

SELECT count(*) FROM delta.`${ROOT}/../shared/data/delta-golden/snapshot-data3` VERSION AS OF 1
----
count
20

SELECT count(*) FROM delta.`${ROOT}/../shared/data/delta-golden/snapshot-data3` TIMESTAMP AS OF '2999-01-01'
----
count
30

SELECT count(*) FROM '${ROOT}/../shared/data/delta-golden/snapshot-data3/*.parquet' VERSION AS OF 1
----
ERROR 22023 unrecognized option "version" for parquet files @22

SELECT count(*) FROM read_delta('${ROOT}/../shared/data/delta-golden/time-travel-schema-changes-b', version => 0)
----
count
10

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/time-travel-schema-changes-b') WHERE id > 12 AND part IS NOT NULL ORDER BY id
----
id|part
13|13
14|14
15|15
16|16
17|17
18|18
19|19

SELECT part, count(*) FROM read_delta('${ROOT}/../shared/data/delta-golden/time-travel-schema-changes-b') GROUP BY part ORDER BY part NULLS FIRST LIMIT 3
----
part|count
NULL|10
10|1
11|1

-- deletion vectors with conditions, joins and aggregation on top
SELECT part, count(*), sum(col1) FROM read_delta('${ROOT}/../shared/data/delta-golden/dv-partitioned-with-checkpoint') WHERE col1 > 3 GROUP BY part ORDER BY part
----
part|count|sum
0|2|70
1|4|104
2|2|74
3|4|112
4|2|78
5|5|125
6|2|82
7|5|135
8|2|86
9|5|145

SELECT count(*) FROM read_delta('${ROOT}/../shared/data/delta-golden/dv-with-columnmapping') a JOIN read_delta('${ROOT}/../shared/data/delta-golden/dv-partitioned-with-checkpoint') b ON a.col1 = b.col1
----
count
35

SELECT count(*) FROM read_delta('${ROOT}/../shared/data/delta-golden/log-replay-dv-key-cases') WHERE id IN (0, 7, 14, 21)
----
count
1
