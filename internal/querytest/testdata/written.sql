SELECT * FROM t JOIN u USING (a)
SELECT * FROM t NATURAL LEFT JOIN u
SELECT * FROM t FULL JOIN u USING (a)
SELECT t.a FROM t LEFT JOIN u ON t.a = u.a WHERE u.b = 1
SELECT * FROM t WHERE a IN (SELECT a FROM u)
SELECT * FROM t WHERE a NOT IN (SELECT a FROM u)
SELECT * FROM t WHERE a NOT IN (SELECT a FROM u WHERE u.b = t.b)
SELECT * FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.a = t.a)
SELECT * FROM t WHERE a = 1 OR EXISTS (SELECT 1 FROM u WHERE u.a = t.a)
SELECT a, (SELECT count(*) FROM u WHERE u.a = t.a) FROM t
SELECT a, (SELECT n FROM k WHERE k.id = t.a) FROM t
SELECT a, (SELECT max(b) FROM u) FROM t
SELECT a, (SELECT b FROM u WHERE u.a = t.a ORDER BY b LIMIT 1) FROM t
SELECT a FROM t WHERE a > ALL (SELECT a FROM u)
SELECT a, a IN (SELECT a FROM u), a NOT IN (SELECT b FROM u), a > ANY (SELECT a FROM u), a < ALL (SELECT b FROM u WHERE u.a = t.b) FROM t
SELECT t.a, s.* FROM t, LATERAL (SELECT b, c FROM u WHERE u.a = t.a ORDER BY b DESC, c LIMIT 2) s
SELECT t.a, s.n FROM t LEFT JOIN LATERAL (SELECT count(*) AS n FROM u WHERE u.a < t.a) s ON true
SELECT b, sum(c), count(*) FILTER (WHERE a > 2) FROM t GROUP BY b HAVING sum(c) > 1
SELECT b, count(DISTINCT a) FROM t GROUP BY b
SELECT count(DISTINCT a), count(DISTINCT b) FROM t
SELECT count(DISTINCT a), min(b) FROM t
SELECT a FROM t UNION SELECT a FROM u
SELECT a FROM t INTERSECT SELECT a FROM u
SELECT a FROM t EXCEPT ALL SELECT a FROM u
WITH x AS (SELECT a, count(*) n FROM t GROUP BY a) SELECT * FROM x p JOIN x q ON p.a = q.n
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 10) SELECT * FROM r
SELECT k.id, k.n, sum(t.c) FROM t JOIN k ON t.a = k.id GROUP BY k.id, k.n
SELECT t.a FROM t LEFT JOIN k ON t.a = k.id
SELECT sum(CASE WHEN a = 1 THEN 2.5 ELSE 0 END), sum(CASE WHEN b = 1 THEN 1 ELSE 0 END) FROM t
SELECT a, sum(CASE WHEN b = 1 THEN 1 ELSE 0 END), sum(CASE WHEN b = 2 THEN 3 ELSE 0 END) FROM t GROUP BY a
SELECT DISTINCT id, n FROM k
SELECT count(*) FROM t WHERE false
SELECT a FROM t WHERE 1 = 0
SELECT sum(n) FROM (SELECT count(*) n FROM t GROUP BY b UNION ALL SELECT count(*) FROM u) s
SELECT a FROM t WHERE (a, b) IN (SELECT a, b FROM u)
SELECT a FROM t WHERE (a, b) = (SELECT a, b FROM u ORDER BY a, b LIMIT 1)
SELECT (SELECT (SELECT t.a + u.a FROM k ORDER BY id LIMIT 1) FROM u ORDER BY a LIMIT 1) FROM t
SELECT a, (SELECT sum(x.b) FROM (SELECT b FROM u WHERE u.a = t.a UNION ALL SELECT b FROM v WHERE v.a > t.a) x) FROM t
SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u LEFT JOIN v ON u.b = v.b AND v.c = t.c WHERE u.a = t.a)
SELECT a FROM t WHERE EXISTS (SELECT b, count(*) FROM u WHERE u.a = t.a GROUP BY b HAVING count(*) > t.b)
SELECT a, ARRAY(SELECT b FROM u WHERE u.a = t.a ORDER BY b) FROM t
SELECT * FROM (SELECT a, rank() OVER (PARTITION BY b ORDER BY c) r, b FROM t) s WHERE b = 1 AND r <= 2
SELECT * FROM t WHERE (a = 1 AND b = 2) OR (a = 1 AND b = 3)
SELECT t.a FROM t, u, v WHERE (t.a = u.a AND u.b = v.b) OR (t.a = u.a AND u.c = v.c)
SELECT x.a, y.b FROM (SELECT a, count(*) b FROM t GROUP BY a) x LEFT JOIN (SELECT a, sum(b) b FROM u GROUP BY a) y ON x.a = y.a WHERE x.a > 1
WITH x AS (SELECT b, a, count(*) n FROM t GROUP BY b, a) SELECT * FROM x p JOIN x q ON p.b = q.b WHERE p.a = 1 AND q.a = 2
WITH x AS (SELECT b, a, count(*) n FROM t GROUP BY b, a) SELECT * FROM x p JOIN x q ON p.b = q.b WHERE p.a = 1
WITH x AS (SELECT b, a FROM t), y AS (SELECT x.b, u.c FROM x JOIN u ON x.a = u.a) SELECT * FROM y p JOIN y q ON p.b = q.b AND q.c > 1 JOIN x ON x.b = q.b WHERE p.b < 3 AND x.a = 1
SELECT x, y FROM (SELECT a AS x, a AS y FROM t) s WHERE x = 1
SELECT s.x, count(*) FROM (SELECT a AS x, b AS y FROM t) s JOIN (SELECT a AS x2, b AS y2 FROM u) r ON s.x = r.x2 LEFT JOIN (SELECT a AS z FROM v) q ON q.z = s.y GROUP BY s.x
