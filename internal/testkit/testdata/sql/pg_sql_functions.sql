-- functions in SQL: forms, resolution, results
DROP SCHEMA IF EXISTS sf CASCADE
----
DROP SCHEMA

CREATE SCHEMA sf
----
CREATE SCHEMA

SET search_path = sf
----
SET

CREATE FUNCTION sf_add(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT a + b'
----
CREATE FUNCTION

SELECT sf_add(1, 2), sf_add(b => 10, a => 1), (SELECT sum(sf_add(g, 1)) FROM generate_series(1, 10) g)
----
sf_add|sf_add|sum
3|11|65

CREATE FUNCTION sf_twice(x int) RETURNS int LANGUAGE sql IMMUTABLE RETURN x * 2
----
CREATE FUNCTION

CREATE FUNCTION sf_four(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT sf_twice(sf_twice(x)); END
----
CREATE FUNCTION

SELECT sf_twice(21), sf_four(3)
----
sf_twice|sf_four
42|12

SELECT g, sf_twice(g) FROM generate_series(1, 3) g WHERE sf_twice(g) > 2 ORDER BY sf_twice(g) DESC
----
g|sf_twice
3|6
2|4

CREATE FUNCTION sf_strict(a int, b int) RETURNS int LANGUAGE sql STRICT AS 'SELECT coalesce($1, 0) + coalesce($2, 0)'
----
CREATE FUNCTION

SELECT sf_strict(1, 2), sf_strict(1, NULL)
----
sf_strict|sf_strict
3|NULL

CREATE FUNCTION sf_top(n int) RETURNS int LANGUAGE sql AS 'SELECT g FROM generate_series(1, 5) g WHERE g < n ORDER BY g DESC'
----
CREATE FUNCTION

SELECT n, sf_top(n) FROM generate_series(0, 7, 3) n ORDER BY n
----
n|sf_top
0|NULL
3|2
6|5

CREATE FUNCTION sf_set(n int) RETURNS SETOF int LANGUAGE sql AS 'SELECT g * n FROM generate_series(1, 3) g'
----
CREATE FUNCTION

SELECT * FROM sf_set(2)
----
sf_set
2
4
6

SELECT * FROM sf_set(2) AS t
----
t
2
4
6

SELECT n, sf_set(n) FROM (VALUES (1), (10)) v(n) ORDER BY 1, 2
----
n|sf_set
1|1
1|2
1|3
10|10
10|20
10|30

SELECT v.n, s FROM (VALUES (1), (10)) v(n), sf_set(v.n) s WHERE s > 5 ORDER BY 1, 2
----
n|s
10|10
10|20
10|30

SELECT * FROM sf_set(1) WITH ORDINALITY AS x(a, o)
----
a|o
1|1
2|2
3|3

CREATE FUNCTION sf_table(n int) RETURNS TABLE (a int, b text) LANGUAGE sql AS $$ SELECT g, 'r' || g FROM generate_series(1, n) g $$
----
CREATE FUNCTION

SELECT * FROM sf_table(2)
----
a|b
1|r1
2|r2

SELECT b, a FROM sf_table(2) t WHERE t.a = 2
----
b|a
r2|2

SELECT sf_table(2)
----
sf_table
(1,r1)
(2,r2)

SELECT x.n, t.b FROM generate_series(1, 2) x(n) LEFT JOIN LATERAL sf_table(x.n) t ON t.a = x.n ORDER BY 1
----
n|b
1|r1
2|r2

CREATE FUNCTION sf_out(OUT a int, OUT b text) LANGUAGE sql AS $$ SELECT 1, 'one' $$
----
CREATE FUNCTION

SELECT * FROM sf_out()
----
a|b
1|one

SELECT sf_out(), (sf_out()).b
----
sf_out|b
(1,one)|one

CREATE FUNCTION sf_rec() RETURNS record LANGUAGE sql AS $$ SELECT 1, 'x'::text $$
----
CREATE FUNCTION

SELECT * FROM sf_rec() AS t(a int, b text)
----
a|b
1|x

SELECT * FROM sf_rec()
----
ERROR 42601 a column definition list is required for functions returning "record" @15

CREATE FUNCTION sf_recs() RETURNS SETOF record LANGUAGE sql AS $$ VALUES (1, 'x'::text), (2, 'y') $$
----
CREATE FUNCTION

SELECT * FROM sf_recs() AS t(a int, b text) ORDER BY a
----
a|b
1|x
2|y

CREATE FUNCTION sf_var(VARIADIC a text[]) RETURNS text LANGUAGE sql AS $$ SELECT array_to_string(a, '/') $$
----
CREATE FUNCTION

SELECT sf_var('a', 'b', 'c'), sf_var(VARIADIC ARRAY['x'])
----
sf_var|sf_var
a/b/c|x

CREATE FUNCTION sf_any(anyelement, anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT CASE WHEN $1 > $2 THEN $1 ELSE $2 END'
----
CREATE FUNCTION

SELECT sf_any(1, 2), sf_any('a'::text, 'b'), sf_any(1.5, 2)
----
ERROR 42883 function sf_any(numeric, integer) does not exist @46

CREATE FUNCTION sf_arr(anyelement) RETURNS anyarray LANGUAGE sql AS 'SELECT ARRAY[$1, $1]'
----
CREATE FUNCTION

SELECT sf_arr(1), sf_arr('q'::text)
----
sf_arr|sf_arr
{1,1}|{q,q}

CREATE FUNCTION sf_def(a int, b int DEFAULT 10, c int DEFAULT 100) RETURNS int LANGUAGE sql AS 'SELECT a + b + c'
----
CREATE FUNCTION

SELECT sf_def(1), sf_def(1, 2), sf_def(1, c => 3)
----
sf_def|sf_def|sf_def
111|103|14

SELECT sf_def()
----
ERROR 42883 function sf_def() does not exist @8

SELECT sf_def(1, d => 2)
----
ERROR 42883 function sf_def(integer, d => integer) does not exist @8

-- overloads
CREATE FUNCTION sf_over(int) RETURNS text LANGUAGE sql AS $$ SELECT 'int' $$
----
CREATE FUNCTION

CREATE FUNCTION sf_over(text) RETURNS text LANGUAGE sql AS $$ SELECT 'text' $$
----
CREATE FUNCTION

CREATE FUNCTION sf_over(int, int) RETURNS text LANGUAGE sql AS $$ SELECT 'two' $$
----
CREATE FUNCTION

SELECT sf_over(1), sf_over('1'), sf_over(1::smallint), sf_over(1, 2)
----
sf_over|sf_over|sf_over|sf_over
int|text|int|two

SELECT sf_over(now())
----
ERROR 42883 function sf_over(timestamp with time zone) does not exist @8

DROP FUNCTION sf_over
----
ERROR 42725 function name "sf_over" is not unique

DROP FUNCTION sf_over(text), sf_over(int, int)
----
DROP FUNCTION

SELECT sf_over(1)
----
sf_over
int

-- a built-in function of the same arguments goes first
CREATE FUNCTION upper(text) RETURNS text LANGUAGE sql AS $$ SELECT 'mine' $$
----
CREATE FUNCTION

SELECT upper('a'), sf.upper('a')
----
upper|upper
A|mine

SET search_path = sf, pg_catalog
----
SET

SELECT upper('a'::text)
----
upper
mine

SET search_path = sf
----
SET

DROP FUNCTION sf.upper(text)
----
DROP FUNCTION

-- errors
CREATE FUNCTION sf_bad() RETURNS int LANGUAGE sql AS 'SELECT ''x'''
----
ERROR 42P13 return type mismatch in function declared to return integer

CREATE FUNCTION sf_bad() RETURNS int LANGUAGE sql AS $$ SELECT 'x'::text $$
----
ERROR 42P13 return type mismatch in function declared to return integer

CREATE FUNCTION sf_bad() RETURNS int LANGUAGE sql AS 'SELECT 1, 2'
----
ERROR 42P13 return type mismatch in function declared to return integer

CREATE FUNCTION sf_bad() RETURNS int LANGUAGE sql AS 'SELECT nosuch'
----
ERROR 42703 column "nosuch" does not exist @62

CREATE FUNCTION sf_bad() RETURNS int LANGUAGE sql AS 'SELECT $1'
----
ERROR 42P02 there is no parameter $1 @62

CREATE FUNCTION sf_bad() RETURNS int LANGUAGE sql AS 'SELEC 1'
----
ERROR 42601 syntax error at or near "SELEC" @55

CREATE FUNCTION sf_bad() RETURNS int LANGUAGE sql
----
ERROR 42P13 no function body specified

CREATE FUNCTION sf_bad() RETURNS int AS 'SELECT 1'
----
ERROR 42P13 no language specified

CREATE FUNCTION sf_bad() LANGUAGE sql AS 'SELECT 1'
----
ERROR 42P13 function result type must be specified

CREATE FUNCTION sf_bad(a int, a int) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
ERROR 42P13 parameter name "a" used more than once

CREATE FUNCTION sf_bad(a int DEFAULT 1, b int) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
ERROR 42P13 input parameters after one with a default value must also have defaults

CREATE FUNCTION sf_bad() RETURNS int LANGUAGE sql IMMUTABLE STABLE AS 'SELECT 1'
----
ERROR 42601 conflicting or redundant options @61

CREATE FUNCTION sf_bad() RETURNS anyelement LANGUAGE sql AS 'SELECT 1'
----
ERROR 42P13 cannot determine result data type

CREATE FUNCTION sf_add(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
ERROR 42723 function "sf_add" already exists with same argument types

CREATE OR REPLACE FUNCTION sf_add(a int, b int) RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$
----
ERROR 42P13 cannot change return type of existing function

CREATE OR REPLACE FUNCTION sf_add(x int, b int) RETURNS int LANGUAGE sql AS 'SELECT 1'
----
ERROR 42P13 cannot change name of input parameter "a"

CREATE OR REPLACE FUNCTION sf_add(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT a - b'
----
CREATE FUNCTION

SELECT sf_add(5, 2)
----
sf_add
3

SELECT sf_add('x', 2)
----
ERROR 22P02 invalid input syntax for type integer: "x" @15

SELECT sf_nosuch(1)
----
ERROR 42883 function sf_nosuch(integer) does not exist @8

-- transactions
BEGIN
----
BEGIN

CREATE FUNCTION sf_tx() RETURNS int LANGUAGE sql AS 'SELECT 1'
----
CREATE FUNCTION

SELECT sf_tx()
----
sf_tx
1

ROLLBACK
----
ROLLBACK

SELECT sf_tx()
----
ERROR 42883 function sf_tx() does not exist @8

-- several statements, data changes
CREATE TEMP TABLE sf_t (a int)
----
CREATE TABLE

CREATE FUNCTION sf_put(x int) RETURNS bigint LANGUAGE sql AS $$ INSERT INTO sf_t VALUES (x); SELECT count(*) FROM sf_t $$
----
CREATE FUNCTION

SELECT sf_put(1)
----
sf_put
1

SELECT sf_put(2)
----
sf_put
2

CREATE FUNCTION sf_ret(x int) RETURNS SETOF int LANGUAGE sql AS $$ INSERT INTO sf_t VALUES (x), (x + 1) RETURNING a $$
----
CREATE FUNCTION

SELECT * FROM sf_ret(10)
----
sf_ret
10
11

SELECT * FROM sf_t ORDER BY a
----
a
1
2
10
11

CREATE FUNCTION sf_row() RETURNS sf_t LANGUAGE sql AS $$ SELECT * FROM sf_t ORDER BY a LIMIT 1 $$
----
CREATE FUNCTION

SELECT a FROM sf_row()
----
a
1

CREATE FUNCTION sf_rows() RETURNS SETOF sf_t LANGUAGE sql AS $$ SELECT * FROM sf_t ORDER BY a $$
----
CREATE FUNCTION

SELECT count(*), max(a) FROM sf_rows()
----
count|max
4|11

-- what the catalog tells
SELECT proname, prokind, provolatile, proisstrict, proretset, pronargs, prorettype::regtype FROM pg_proc WHERE proname LIKE 'sf\_s%' ORDER BY proname
----
proname|prokind|provolatile|proisstrict|proretset|pronargs|prorettype
sf_set|f|v|f|t|1|integer
sf_strict|f|v|t|f|2|integer

SELECT pg_get_function_arguments(oid), pg_get_function_result(oid), pg_get_function_identity_arguments(oid) FROM pg_proc WHERE proname IN ('sf_def', 'sf_table', 'sf_out', 'sf_var') ORDER BY proname
----
pg_get_function_arguments|pg_get_function_result|pg_get_function_identity_arguments
a integer, b integer DEFAULT 10, c integer DEFAULT 100|integer|a integer, b integer, c integer
OUT a integer, OUT b text|record|OUT a integer, OUT b text
n integer|TABLE(a integer, b text)|n integer
VARIADIC a text[]|text|VARIADIC a text[]

SELECT pg_get_functiondef('sf_strict'::regproc), 'sf_add(int,int)'::regprocedure
----
pg_get_functiondef|regprocedure
CREATE OR REPLACE FUNCTION sf.sf_strict(a integer, b integer)\n RETURNS integer\n LANGUAGE sql\n STRICT\nAS $function$SELECT coalesce($1, 0) + coalesce($2, 0)$function$\n|sf_add(integer,integer)

ALTER FUNCTION sf_strict(int, int) CALLED ON NULL INPUT IMMUTABLE
----
ALTER FUNCTION

SELECT sf_strict(1, NULL)
----
sf_strict
1

ALTER FUNCTION sf_strict RENAME TO sf_renamed
----
ALTER FUNCTION

SELECT sf_renamed(1, 1)
----
sf_renamed
2

ALTER FUNCTION sf_nosuch() IMMUTABLE
----
ERROR 42883 function sf_nosuch() does not exist

COMMENT ON FUNCTION sf_renamed IS 'adds'
----
COMMENT

SELECT obj_description('sf_renamed'::regproc, 'pg_proc')
----
obj_description
adds

CREATE FUNCTION sf_guc() RETURNS text LANGUAGE sql SET application_name = 'inside' AS $$ SELECT current_setting('application_name') $$
----
CREATE FUNCTION

SET application_name = 'outside'
----
SET

SELECT sf_guc(), current_setting('application_name')
----
sf_guc|current_setting
inside|outside

CREATE FUNCTION sf_rec_self(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN sf_rec_self(n + 1); END $$
----
CREATE FUNCTION

CREATE PROCEDURE sf_proc(a int, INOUT b int) LANGUAGE sql AS 'SELECT a + b'
----
CREATE PROCEDURE

CALL sf_proc(1, 2)
----
b
3

CALL sf_proc(b => 5, a => 6)
----
b
11

DROP PROCEDURE sf_proc
----
DROP PROCEDURE

CALL sf_proc(1, 2)
----
ERROR 42883 procedure sf_proc(integer, integer) does not exist @6

DROP SCHEMA sf CASCADE
----
DROP SCHEMA
