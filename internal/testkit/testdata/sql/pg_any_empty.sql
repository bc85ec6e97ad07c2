-- A NULL compared with the elements of an empty array is false, not NULL, also where an
-- outer join made the NULL.

SELECT NULL::int = ANY('{}'::int[]), NULL::int <> ALL('{}'::int[]), NULL::int = ANY('{1}'::int[])
----
?column?|?column?|?column?
f|t|NULL

CREATE TEMP TABLE h (a int, h int[])
----
CREATE TABLE

INSERT INTO h VALUES (NULL, '{}'), (1, '{}'), (NULL, '{1}'), (NULL, NULL)
----
INSERT 0 4

SELECT * FROM (SELECT x.a = ANY(h.h) AS c2, h.h FROM h LEFT JOIN (SELECT 1 AS a WHERE false) x ON true) q WHERE NOT c2
----
c2|h
f|{}
f|{}

SELECT count(*) FROM h LEFT JOIN h x ON x.a > h.a WHERE NOT coalesce(x.a = ANY(h.h), true)
----
count
2

SELECT count(*) FROM h LEFT JOIN h x ON x.a > h.a WHERE x.a = ANY(h.h)
----
count
0

SELECT NULL::int = ANY(h) FROM h WHERE a IS NULL ORDER BY h
----
?column?
f
NULL
NULL
