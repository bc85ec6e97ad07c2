COPY (SELECT * FROM (VALUES (1, 'x', 1.50::numeric(6,2), DATE '2024-02-29'), (2, NULL, -3.25, NULL)) v(a, b, c, d)) TO '${TMP}/one.parquet'
----
COPY 2

SELECT * FROM '${TMP}/one.parquet' ORDER BY a
----
a|b|c|d
1|x|1.500000000000000000|2024-02-29
2|NULL|-3.250000000000000000|NULL

COPY (SELECT * FROM '${TMP}/one.parquet') TO '${TMP}/two.parquet' (FORMAT parquet, COMPRESSION zstd)
----
COPY 2

SELECT count(*), sum(c) FROM '${TMP}/two.parquet'
----
count|sum
2|-1.750000000000000000

COPY (SELECT * FROM '${TMP}/one.parquet' ORDER BY a) TO '${TMP}/three.csv' (HEADER)
----
COPY 2

SELECT * FROM read_csv('${TMP}/three.csv', header => true) ORDER BY a
----
a|b|c|d
1|x|1.5|2024-02-29
2|NULL|-3.25|NULL

COPY (SELECT a, b FROM '${TMP}/one.parquet') TO '${TMP}/four.json'
----
COPY 2

SELECT * FROM '${TMP}/four.json' ORDER BY a
----
a|b
1|x
2|NULL

COPY (SELECT * FROM (VALUES (1, 'x', 2024), (2, 'a/b', 2024), (3, 'x', 2025), (4, NULL, 2025)) v(i, k, y)) TO '${TMP}/parts' (FORMAT parquet, PARTITION_BY (y, k))
----
COPY 4

SELECT i, y, k FROM '${TMP}/parts/**/*.parquet' ORDER BY i
----
i|y|k
1|2024|x
2|2024|a/b
3|2025|x
4|2025|NULL

SELECT count(*) FROM '${TMP}/parts/y=2024/*/*.parquet'
----
count
2

COPY (SELECT 1 AS a) TO '${TMP}/x.parquet' (PARTITION_BY (b))
----
ERROR 42703 column "b" does not exist

COPY (SELECT 1 AS a) TO '${TMP}/x.parquet' (PARTITION_BY (a))
----
ERROR 22023 a file needs a column that does not partition it

COPY (SELECT 1 AS a) TO '${TMP}/x.what'
----
ERROR 22023 cannot tell the format of file "${TMP}/x.what"

COPY (SELECT 1 AS a) TO '${TMP}/x.parquet' (NONSENSE 1)
----
ERROR 42601 option "nonsense" not recognized

COPY (SELECT 1/(a-1) AS b FROM '${TMP}/one.parquet') TO '${TMP}/fails.parquet'
----
ERROR 22012 division by zero

SELECT * FROM '${TMP}/fails.parquet'
----
ERROR 58P01 file "${TMP}/fails.parquet" does not exist @15

COPY (SELECT 1 AS a) FROM '${TMP}/x.parquet'
----
ERROR 42601 syntax error at or near "FROM" @22
