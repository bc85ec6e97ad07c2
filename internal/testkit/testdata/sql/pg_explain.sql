EXPLAIN (NONSENSE) SELECT 1
----
ERROR 42601 unrecognized EXPLAIN option "nonsense" @10

EXPLAIN (FORMAT yamlish) SELECT 1
----
ERROR 22023 unrecognized value for EXPLAIN option "format": "yamlish" @10

EXPLAIN (ANALYZE maybe) SELECT 1
----
ERROR 42601 analyze requires a Boolean value

EXPLAIN SELECT * FROM nothing_here
----
ERROR 42P01 relation "nothing_here" does not exist @23
