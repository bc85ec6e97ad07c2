-- Shapes of plans: what the optimizer makes of each form of query

-- only default
CREATE TEMP TABLE big (id int, k int, v text, d date, n numeric(10,2)); INSERT INTO big SELECT g, g % 50, 'v' || g % 7, date '2020-01-01' + g % 365, g / 3.0 FROM generate_series(1, 5000) g
----
CREATE TABLE
INSERT 0 5000

-- only default
CREATE TEMP TABLE dim (k int, name text, grp int); INSERT INTO dim SELECT g, 'd' || g, g % 5 FROM generate_series(0, 49) g
----
CREATE TABLE
INSERT 0 50

-- only default
CREATE TEMP TABLE tiny (grp int, label text); INSERT INTO tiny VALUES (0,'a'),(1,'b'),(2,NULL)
----
CREATE TABLE
INSERT 0 3

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM big WHERE id = 7
----
QUERY PLAN
Seq Scan on big
  Filter: (id = 7)
  Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT id FROM big WHERE k = 3 AND v LIKE 'v1%' ORDER BY id LIMIT 5
----
QUERY PLAN
Top-N Sort
  Sort Key: id
  Limit: 5
  ->  Seq Scan on big
        Filter: ((k = 3) AND (v ~~ 'v1%'::text))
        Pruning Conditions: 3

-- only default
EXPLAIN (COSTS OFF) SELECT count(*) FROM big
----
QUERY PLAN
Aggregate
  Aggregates: count(*)
  ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT k, count(*) FROM big GROUP BY k
----
QUERY PLAN
HashAggregate
  Group Key: k
  Aggregates: count(*)
  ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT k, count(*) FROM big GROUP BY k HAVING count(*) > 10 ORDER BY 2 DESC LIMIT 3
----
QUERY PLAN
Top-N Sort
  Sort Key: count DESC
  Limit: 3
  ->  Filter
        Filter: (count > '10'::bigint)
        ->  HashAggregate
              Group Key: k
              Aggregates: count(*)
              ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT DISTINCT k FROM big
----
QUERY PLAN
HashAggregate
  Group Key: k
  ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT DISTINCT ON (k) k, id FROM big ORDER BY k, id DESC
----
QUERY PLAN
Sort
  Sort Key: k, id DESC
  ->  Unique
        Distinct On: k
        Order Key: k, id DESC
        ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT b.id, d.name FROM big b JOIN dim d ON b.k = d.k
----
QUERY PLAN
Hash Join
  Hash Cond: (b.k = d.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim d

-- only default
EXPLAIN (COSTS OFF) SELECT b.id, d.name FROM dim d JOIN big b ON b.k = d.k WHERE d.grp = 1
----
QUERY PLAN
Hash Join
  Hash Cond: (b.k = d.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim d
        Filter: (d.grp = 1)
        Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT b.id, t.label FROM big b JOIN dim d ON b.k = d.k JOIN tiny t ON t.grp = d.grp
----
QUERY PLAN
Hash Join
  Hash Cond: (b.k = d.k)
  ->  Seq Scan on big b
  ->  Hash Join
        Hash Cond: (d.grp = t.grp)
        ->  Seq Scan on dim d
        ->  Seq Scan on tiny t

-- only default
EXPLAIN (COSTS OFF) SELECT b.id, t.label FROM tiny t, dim d, big b WHERE b.k = d.k AND t.grp = d.grp AND t.label = 'a'
----
QUERY PLAN
Hash Join
  Hash Cond: (b.k = d.k)
  ->  Seq Scan on big b
  ->  Hash Join
        Hash Cond: (d.grp = t.grp)
        ->  Seq Scan on dim d
        ->  Seq Scan on tiny t
              Filter: (t.label = 'a'::text)
              Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT b.id, d.name FROM big b LEFT JOIN dim d ON b.k = d.k
----
QUERY PLAN
Hash Left Join
  Hash Cond: (b.k = d.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim d

-- only default
EXPLAIN (COSTS OFF) SELECT b.id, d.name FROM big b LEFT JOIN dim d ON b.k = d.k WHERE d.grp = 2
----
QUERY PLAN
Hash Join
  Hash Cond: (b.k = d.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim d
        Filter: (d.grp = 2)
        Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT b.id FROM big b LEFT JOIN dim d ON b.k = d.k
----
QUERY PLAN
Hash Left Join
  Hash Cond: (b.k = d.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim d

-- only default
EXPLAIN (COSTS OFF) SELECT b.id, d.name FROM big b RIGHT JOIN dim d ON b.k = d.k
----
QUERY PLAN
Hash Left Join
  Hash Cond: (d.k = b.k)
  Build: left
  ->  Seq Scan on dim d
  ->  Seq Scan on big b

-- only default
EXPLAIN (COSTS OFF) SELECT b.id, d.name FROM big b FULL JOIN dim d ON b.k = d.k
----
QUERY PLAN
Hash Full Join
  Hash Cond: (b.k = d.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim d

-- only default
EXPLAIN (COSTS OFF) SELECT b.id FROM big b WHERE b.k IN (SELECT k FROM dim WHERE grp = 1)
----
QUERY PLAN
Hash Semi Join
  Hash Cond: (b.k = dim.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim
        Filter: (dim.grp = 1)
        Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT b.id FROM big b WHERE b.k NOT IN (SELECT k FROM dim WHERE grp = 1)
----
QUERY PLAN
Hash Null-Aware Anti Join
  Hash Cond: (b.k = dim.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim
        Filter: (dim.grp = 1)
        Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT b.id FROM big b WHERE EXISTS (SELECT 1 FROM dim d WHERE d.k = b.k AND d.grp = 1)
----
QUERY PLAN
Hash Semi Join
  Hash Cond: (b.k = d.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim d
        Filter: (d.grp = 1)
        Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT b.id FROM big b WHERE NOT EXISTS (SELECT 1 FROM dim d WHERE d.k = b.k)
----
QUERY PLAN
Hash Anti Join
  Hash Cond: (b.k = d.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim d

-- only default
EXPLAIN (COSTS OFF) SELECT b.id FROM big b WHERE b.k IN (SELECT k FROM dim) OR b.id = 1
----
QUERY PLAN
Filter
  Filter: (in OR (b.id = 1))
  ->  Hash Mark Join
        Hash Cond: (b.k = dim.k)
        ->  Seq Scan on big b
        ->  Seq Scan on dim

-- only default
EXPLAIN (COSTS OFF) SELECT b.id, (SELECT name FROM dim d WHERE d.k = b.k) FROM big b
----
QUERY PLAN
Hash Single Join
  Hash Cond: (b.k = d.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim d

-- only default
EXPLAIN (COSTS OFF) SELECT d.k, (SELECT count(*) FROM big b WHERE b.k = d.k) FROM dim d
----
QUERY PLAN
Project
  Output: d.k, COALESCE(count, '0'::bigint)
  ->  Hash Left Join
        Hash Cond: (d.k = b.k)
        ->  Seq Scan on dim d
        ->  HashAggregate
              Group Key: b.k
              Aggregates: count(*)
              ->  Seq Scan on big b

-- only default
EXPLAIN (COSTS OFF) SELECT d.k, (SELECT max(n) FROM big) FROM dim d
----
QUERY PLAN
Nested Loop
  ->  Seq Scan on dim d
  ->  Aggregate
        Aggregates: max(big.n)
        ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM big WHERE n > (SELECT avg(n) FROM big)
----
QUERY PLAN
Nested Loop
  Join Filter: (n > avg)
  ->  Seq Scan on big
  ->  Aggregate
        Aggregates: avg(n)
        ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM big b WHERE n > (SELECT avg(n) FROM big x WHERE x.k = b.k)
----
QUERY PLAN
Hash Join
  Hash Cond: (b.k = x.k)
  Join Filter: (b.n > avg)
  ->  Seq Scan on big b
  ->  HashAggregate
        Group Key: x.k
        Aggregates: avg(x.n)
        ->  Seq Scan on big x

-- only default
EXPLAIN (COSTS OFF) SELECT d.k, s.* FROM dim d, LATERAL (SELECT id FROM big b WHERE b.k = d.k ORDER BY id DESC LIMIT 2) s
----
QUERY PLAN
Hash Join
  Hash Cond: (b.k = d.k)
  ->  Filter
        Filter: (row_number <= '2'::bigint)
        ->  WindowAgg
              Partition Key: b.k
              Order Key: b.id DESC
              Functions: row_number()
              ->  Seq Scan on big b
  ->  Seq Scan on dim d

-- only default
EXPLAIN (COSTS OFF) SELECT d.k, s.n FROM dim d LEFT JOIN LATERAL (SELECT sum(b.n) AS n FROM big b WHERE b.k = d.k) s ON true
----
QUERY PLAN
Hash Left Join
  Hash Cond: (d.k = b.k)
  ->  Seq Scan on dim d
  ->  HashAggregate
        Group Key: b.k
        Aggregates: sum(b.n)
        ->  Seq Scan on big b

-- only default
EXPLAIN (COSTS OFF) SELECT id, row_number() OVER (PARTITION BY k ORDER BY id) FROM big
----
QUERY PLAN
WindowAgg
  Partition Key: k
  Order Key: id
  Functions: row_number()
  ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT id, sum(n) OVER (PARTITION BY k ORDER BY id), rank() OVER (PARTITION BY k ORDER BY id), count(*) OVER (PARTITION BY v) FROM big
----
QUERY PLAN
WindowAgg
  Partition Key: v
  Functions: count(*)
  ->  WindowAgg
        Partition Key: k
        Order Key: id
        Functions: sum(n), rank()
        ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM (SELECT id, k, row_number() OVER (PARTITION BY k ORDER BY id) AS r FROM big) s WHERE r = 1
----
QUERY PLAN
Filter
  Filter: (row_number = '1'::bigint)
  ->  WindowAgg
        Partition Key: k
        Order Key: id
        Functions: row_number()
        ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM (SELECT id, k, row_number() OVER (PARTITION BY k ORDER BY id) AS r FROM big) s WHERE k = 3
----
QUERY PLAN
WindowAgg
  Partition Key: k
  Order Key: id
  Functions: row_number()
  ->  Seq Scan on big
        Filter: (k = 3)
        Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT k, v, count(*) FROM big GROUP BY ROLLUP (k, v)
----
QUERY PLAN
MixedAggregate
  Group Key: k, v
  Grouping Set: (k, v)
  Grouping Set: (k)
  Grouping Set: ()
  Aggregates: count(*)
  ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT k, v, count(*) FROM big GROUP BY GROUPING SETS ((k), (v), ())
----
QUERY PLAN
MixedAggregate
  Group Key: k, v
  Grouping Set: (k)
  Grouping Set: (v)
  Grouping Set: ()
  Aggregates: count(*)
  ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT count(DISTINCT k), sum(n) FROM big
----
QUERY PLAN
Aggregate
  Aggregates: count(DISTINCT k), sum(n)
  ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT k, count(DISTINCT v) FROM big GROUP BY k
----
QUERY PLAN
HashAggregate
  Group Key: k
  Aggregates: count(v)
  ->  HashAggregate
        Group Key: k, v
        ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT sum(n) FILTER (WHERE k = 1), sum(n) FILTER (WHERE k = 2) FROM big
----
QUERY PLAN
Aggregate
  Aggregates: sum(n) FILTER (WHERE (k = 1)), sum(n) FILTER (WHERE (k = 2))
  ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT sum(CASE WHEN k = 1 THEN n END), sum(CASE WHEN k = 2 THEN n END) FROM big
----
QUERY PLAN
Aggregate
  Aggregates: sum(CASE WHEN (k = 1) THEN n END), sum(CASE WHEN (k = 2) THEN n END)
  ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT k FROM big UNION SELECT k FROM dim
----
QUERY PLAN
HashAggregate
  Group Key: k
  ->  Append
        ->  Seq Scan on big
        ->  Seq Scan on dim

-- only default
EXPLAIN (COSTS OFF) SELECT k FROM big UNION ALL SELECT k FROM dim LIMIT 3
----
QUERY PLAN
Limit
  Limit: 3
  ->  Append
        ->  Limit
              Limit: 3
              ->  Seq Scan on big
        ->  Limit
              Limit: 3
              ->  Seq Scan on dim

-- only default
EXPLAIN (COSTS OFF) SELECT k FROM big INTERSECT SELECT k FROM dim
----
QUERY PLAN
HashSetOp Intersect
  ->  Seq Scan on big
  ->  Seq Scan on dim

-- only default
EXPLAIN (COSTS OFF) SELECT k FROM big EXCEPT ALL SELECT k FROM dim
----
QUERY PLAN
HashSetOp Except All
  ->  Seq Scan on big
  ->  Seq Scan on dim

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM (SELECT k FROM big UNION ALL SELECT k FROM dim) u WHERE k = 5
----
QUERY PLAN
Append
  ->  Seq Scan on big
        Filter: (big.k = 5)
        Pruning Conditions: 1
  ->  Seq Scan on dim
        Filter: (dim.k = 5)
        Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) WITH w AS (SELECT k, sum(n) AS s FROM big GROUP BY k) SELECT * FROM w WHERE k = 4
----
QUERY PLAN
HashAggregate
  Group Key: k
  Aggregates: sum(n)
  ->  Seq Scan on big
        Filter: (k = 4)
        Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) WITH w AS (SELECT k, sum(n) AS s FROM big GROUP BY k) SELECT * FROM w a JOIN w b ON a.k = b.k + 1
----
QUERY PLAN
Hash Join
  Hash Cond: (k = (k + 1))
  CTE w
    ->  HashAggregate
          Group Key: k
          Aggregates: sum(n)
          ->  Seq Scan on big
  ->  CTE Scan on w
  ->  CTE Scan on w

-- only default
EXPLAIN (COSTS OFF) WITH w AS MATERIALIZED (SELECT k FROM big) SELECT count(*) FROM w WHERE k = 4
----
QUERY PLAN
Aggregate
  Aggregates: count(*)
  CTE w
    ->  Seq Scan on big
          Filter: (k = 4)
          Pruning Conditions: 1
  ->  Filter
        Filter: (k = 4)
        ->  CTE Scan on w

-- only default
EXPLAIN (COSTS OFF) WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 10) SELECT sum(n) FROM r
----
QUERY PLAN
Aggregate
  Aggregates: sum(n)
  CTE r
    ->  Project
          Output: 1
          ->  Result
    ->  Project
          Output: (n + 1)
          ->  Filter
                Filter: (n < 10)
                ->  WorkTable Scan on r
  ->  CTE Scan on r

-- only default
EXPLAIN (COSTS OFF) WITH RECURSIVE r(k, depth) AS (SELECT k, 0 FROM dim WHERE k = 1 UNION SELECT d.k, depth + 1 FROM r JOIN dim d ON d.grp = r.k WHERE depth < 3) SELECT * FROM r
----
QUERY PLAN
CTE Scan on r
  CTE r
    ->  Project
          Output: dim.k, 0
          ->  Seq Scan on dim
                Filter: (dim.k = 1)
                Pruning Conditions: 1
    ->  Project
          Output: d.k, (depth + 1)
          ->  Hash Join
                Hash Cond: (d.grp = k)
                ->  Seq Scan on dim d
                ->  Filter
                      Filter: (depth < 3)
                      ->  WorkTable Scan on r

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM big WHERE 1 = 0
----
QUERY PLAN
Values Scan

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM big b JOIN dim d ON b.k = d.k WHERE false
----
QUERY PLAN
Values Scan

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM big WHERE k = 1 OR k = 2 OR k = 3
----
QUERY PLAN
Seq Scan on big
  Filter: (k IN (1, 2, 3))
  Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM big WHERE id + 0 = 5 AND k = 2
----
QUERY PLAN
Seq Scan on big
  Filter: ((k = 2) AND ((id + 0) = 5))
  Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM big b JOIN dim d ON b.k = d.k AND b.k = 7
----
QUERY PLAN
Hash Join
  Hash Cond: (b.k = d.k)
  ->  Seq Scan on big b
        Filter: (b.k = 7)
        Pruning Conditions: 1
  ->  Seq Scan on dim d
        Filter: (d.k = 7)
        Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM big b, dim d WHERE b.k < d.k AND d.grp = 0
----
QUERY PLAN
Nested Loop
  Join Filter: (b.k < d.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim d
        Filter: (d.grp = 0)
        Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT b.id FROM big b ASOF JOIN dim d ON b.k >= d.k
----
QUERY PLAN
Hash AsOf Join
  AsOf Cond: (b.k >= d.k)
  ->  Seq Scan on big b
  ->  Seq Scan on dim d

-- only default
EXPLAIN (COSTS OFF) SELECT generate_series(1, 3), k FROM dim
----
QUERY PLAN
ProjectSet
  Function Call: generate_series(1, 3)
  ->  Seq Scan on dim

-- only default
EXPLAIN (COSTS OFF) SELECT d.k, g FROM dim d, generate_series(1, d.grp) g
----
QUERY PLAN
ProjectSet
  Function Call: generate_series(1, grp)
  ->  Seq Scan on dim d

-- only default
EXPLAIN (COSTS OFF) SELECT * FROM big ORDER BY n DESC FETCH FIRST 3 ROWS WITH TIES
----
QUERY PLAN
Top-N Sort
  Sort Key: n DESC
  Limit: 3
  ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT id FROM big ORDER BY id LIMIT (SELECT 3)
----
QUERY PLAN
Limit
  ->  Sort
        Sort Key: id
        ->  Seq Scan on big
  ->  Project
        Output: (?column?)::bigint, '0'::bigint
        ->  Nested Loop
              ->  Result
              ->  Project
                    Output: 3
                    ->  Result

-- only default
EXPLAIN (COSTS OFF) SELECT id FROM big ORDER BY id OFFSET 10
----
QUERY PLAN
Limit
  Offset: 10
  ->  Sort
        Sort Key: id
        ->  Seq Scan on big

-- only default
EXPLAIN (COSTS OFF) SELECT a.id FROM big a JOIN big b ON a.id = b.id JOIN big c ON c.id = b.id WHERE c.k = 1
----
QUERY PLAN
Hash Join
  Hash Cond: (a.id = b.id)
  ->  Seq Scan on big a
  ->  Hash Join
        Hash Cond: (b.id = c.id)
        ->  Seq Scan on big b
        ->  Seq Scan on big c
              Filter: (c.k = 1)
              Pruning Conditions: 1

-- only default
EXPLAIN (COSTS OFF) SELECT d.grp, count(*) FROM big b JOIN dim d ON b.k = d.k GROUP BY d.grp
----
QUERY PLAN
HashAggregate
  Group Key: d.grp
  Aggregates: count(*)
  ->  Hash Join
        Hash Cond: (b.k = d.k)
        ->  Seq Scan on big b
        ->  Seq Scan on dim d

-- only default
EXPLAIN (COSTS OFF) SELECT t.label, sum(b.n) FROM big b JOIN dim d ON b.k = d.k LEFT JOIN tiny t ON t.grp = d.grp GROUP BY t.label ORDER BY 1
----
QUERY PLAN
Sort
  Sort Key: t.label
  ->  HashAggregate
        Group Key: t.label
        Aggregates: sum(b.n)
        ->  Hash Join
              Hash Cond: (b.k = d.k)
              ->  Seq Scan on big b
              ->  Hash Left Join
                    Hash Cond: (d.grp = t.grp)
                    ->  Seq Scan on dim d
                    ->  Seq Scan on tiny t
