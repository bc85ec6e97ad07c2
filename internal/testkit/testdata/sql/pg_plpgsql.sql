-- functions in PL/pgSQL: declarations, control flow, errors
DROP SCHEMA IF EXISTS pl CASCADE
----
DROP SCHEMA

CREATE SCHEMA pl
----
CREATE SCHEMA

SET search_path = pl
----
SET

CREATE FUNCTION pl_fact(n int) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  IF n <= 1 THEN RETURN 1; END IF;
  RETURN n * pl_fact(n - 1);
END $$
----
CREATE FUNCTION

SELECT pl_fact(5), pl_fact(15)
----
pl_fact|pl_fact
120|1307674368000

SELECT g, pl_fact(g) FROM generate_series(1, 4) g ORDER BY g
----
g|pl_fact
1|1
2|2
3|6
4|24

CREATE FUNCTION pl_loops(n int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  out text := '';
  i int := 0;
BEGIN
  WHILE i < n LOOP
    i := i + 1;
    CONTINUE WHEN i % 2 = 0;
    out := out || i || ',';
  END LOOP;
  <<outer>>
  FOR a IN 1..3 LOOP
    FOR b IN REVERSE 3..1 BY 2 LOOP
      EXIT outer WHEN a = 2 AND b = 1;
      out := out || '(' || a || b || ')';
    END LOOP;
  END LOOP;
  LOOP
    i := i - 1;
    EXIT WHEN i < 0;
  END LOOP;
  RETURN out || i;
END $$
----
CREATE FUNCTION

SELECT pl_loops(6)
----
pl_loops
1,3,5,(13)(11)(23)-1

CREATE FUNCTION pl_case(x int) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  CASE x
    WHEN 1, 2 THEN RETURN 'low';
    WHEN 3 THEN RETURN 'three';
    ELSE NULL;
  END CASE;
  CASE WHEN x > 100 THEN RETURN 'huge'; END CASE;
END $$
----
CREATE FUNCTION

SELECT pl_case(2), pl_case(3), pl_case(101)
----
pl_case|pl_case|pl_case
low|three|huge

SELECT pl_case(7)
----
ERROR 20000 case not found

CREATE FUNCTION pl_records() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r record;
  s text := '';
  n int;
  m int;
BEGIN
  FOR r IN SELECT g AS a, g * 10 AS b FROM generate_series(1, 3) g ORDER BY 1 LOOP
    s := s || r.a || '=' || r.b || ' ';
  END LOOP;
  SELECT 1, 2 INTO n, m;
  SELECT x, y INTO STRICT r FROM (VALUES (7, 'seven')) v(x, y);
  r.y := r.y || '!';
  RETURN s || n || m || r.x || r.y || found;
END $$
----
CREATE FUNCTION

SELECT pl_records()
----
pl_records
1=10 2=20 3=30 127seven!true

DO $$ DECLARE r record; BEGIN r.a := 1; END $$
----
ERROR 55000 record "r" is not assigned yet

DO $$ DECLARE x int; BEGIN SELECT g INTO STRICT x FROM generate_series(1, 2) g; END $$
----
ERROR P0003 query returned more than one row

DO $$ DECLARE x int; BEGIN SELECT g INTO STRICT x FROM generate_series(1, 0) g; END $$
----
ERROR P0002 query returned no rows

DO $$ DECLARE x int NOT NULL := 1; BEGIN x := NULL; END $$
----
ERROR 22004 null value cannot be assigned to variable "x" declared NOT NULL

DO $$ DECLARE x CONSTANT int := 1; BEGIN x := 2; END $$
----
ERROR 22005 variable "x" is declared CONSTANT @42

DO $$ BEGIN y := 1; END $$
----
ERROR 42601 "y" is not a known variable @13

DO $$ BEGIN SELECT 1; END $$
----
ERROR 42601 query has no destination for result data

DO $$ DECLARE a int; BEGIN SELECT a FROM (VALUES (1)) v(a); END $$
----
ERROR 42702 column reference "a" is ambiguous

CREATE FUNCTION pl_conflict(a int) RETURNS int LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  RETURN (SELECT a FROM (VALUES (42)) v(a));
END $$
----
CREATE FUNCTION

SELECT pl_conflict(1)
----
pl_conflict
42

CREATE FUNCTION pl_catch(what text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  state text; msg text; det text; hin text; con text;
BEGIN
  BEGIN
    CASE what
      WHEN 'div' THEN PERFORM 1 / 0;
      WHEN 'user' THEN RAISE EXCEPTION 'oops % of %', 1, 'two' USING DETAIL = 'd', HINT = 'h', ERRCODE = 'P1234';
      WHEN 'cond' THEN RAISE unique_violation USING MESSAGE = 'dup';
      WHEN 'text' THEN PERFORM 'x'::int;
      WHEN 'assert' THEN ASSERT 1 = 2, 'no';
      ELSE RETURN 'nothing';
    END CASE;
  EXCEPTION
    WHEN division_by_zero THEN RETURN 'div ' || SQLSTATE || ' ' || SQLERRM;
    WHEN data_exception OR unique_violation THEN RETURN 'data ' || SQLERRM;
    WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, msg = MESSAGE_TEXT, det = PG_EXCEPTION_DETAIL,
        hin = PG_EXCEPTION_HINT, con = PG_EXCEPTION_CONTEXT;
      RETURN concat_ws('|', state, msg, det, hin, con);
  END;
END $$
----
CREATE FUNCTION

SELECT pl_catch('div'), pl_catch('user'), pl_catch('cond'), pl_catch('text'), pl_catch('x')
----
pl_catch|pl_catch|pl_catch|pl_catch|pl_catch
div 22012 division by zero|P1234\|oops 1 of two\|d\|h\|PL/pgSQL function pl_catch(text) line 8 at RAISE|data dup|data invalid input syntax for type integer: "x"|nothing

SELECT pl_catch('assert')
----
ERROR P0004 no

CREATE FUNCTION pl_context() RETURNS text LANGUAGE plpgsql AS $$
DECLARE con text;
BEGIN
  PERFORM pl_case(7);
  RETURN '';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS con = PG_EXCEPTION_CONTEXT;
  RETURN con;
END $$
----
CREATE FUNCTION

SELECT pl_context()
----
pl_context
PL/pgSQL function pl_case(integer) line 8 at CASE\nSQL statement "SELECT pl_case(7)"\nPL/pgSQL function pl_context() line 4 at PERFORM

CREATE TEMP TABLE pl_t (a int, b text)
----
CREATE TABLE

CREATE FUNCTION pl_undo() RETURNS text LANGUAGE plpgsql AS $$
DECLARE n int;
BEGIN
  INSERT INTO pl_t VALUES (1, 'kept');
  BEGIN
    INSERT INTO pl_t VALUES (2, 'undone');
    RAISE EXCEPTION 'no';
  EXCEPTION WHEN raise_exception THEN
    INSERT INTO pl_t VALUES (3, 'handler');
  END;
  GET DIAGNOSTICS n = ROW_COUNT;
  UPDATE pl_t SET b = b || '*' WHERE a < 3;
  RETURN n || found::text;
END $$
----
CREATE FUNCTION

SELECT pl_undo()
----
pl_undo
1true

SELECT * FROM pl_t ORDER BY a
----
a|b
1|kept*
3|handler

CREATE FUNCTION pl_dynamic(c text, v int) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  x text; y int;
BEGIN
  EXECUTE format('SELECT %I FROM pl_t WHERE a = $1', c) INTO x USING v;
  RETURN NEXT x;
  FOR y IN EXECUTE 'SELECT a FROM pl_t WHERE a >= $1 ORDER BY a' USING v LOOP
    RETURN NEXT y::text;
  END LOOP;
  RETURN QUERY EXECUTE 'SELECT b FROM pl_t ORDER BY a';
  RETURN QUERY SELECT 'last'::text;
END $$
----
CREATE FUNCTION

SELECT * FROM pl_dynamic('b', 1)
----
pl_dynamic
1
3
handler
kept*
kept*
last

SELECT count(*) FROM pl_dynamic('nothing', 1)
----
ERROR 42703 column "nothing" does not exist

CREATE FUNCTION pl_out(a int, OUT b int, OUT c text) LANGUAGE plpgsql AS $$
BEGIN
  b := a + 1;
  c := 'c' || a;
END $$
----
CREATE FUNCTION

SELECT * FROM pl_out(1)
----
b|c
2|c1

SELECT pl_out(2), (pl_out(3)).c
----
pl_out|c
(3,c2)|c3

CREATE FUNCTION pl_table(n int) RETURNS TABLE (i int, sq int) LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1..n LOOP
    sq := i * i;
    pl_table.i := i;
    RETURN NEXT;
  END LOOP;
END $$
----
CREATE FUNCTION

SELECT * FROM pl_table(3)
----
i|sq
1|1
2|4
3|9

SELECT v, t.* FROM (VALUES (1), (2)) x(v), pl_table(v) t ORDER BY 1, 2
----
v|i|sq
1|1|1
2|1|1
2|2|4

CREATE FUNCTION pl_arrays() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  a int[] := ARRAY[1, 2, 3];
  x int; s int[]; t text := '';
BEGIN
  a[2] := 20;
  a[5] := 50;
  FOREACH x IN ARRAY a LOOP t := t || coalesce(x::text, '-') || ' '; END LOOP;
  FOREACH s SLICE 1 IN ARRAY ARRAY[[1, 2], [3, 4]] LOOP t := t || s::text; END LOOP;
  RETURN t || a::text || array_length(a, 1);
END $$
----
CREATE FUNCTION

SELECT pl_arrays()
----
pl_arrays
1 20 3 - 50 {1,2}{3,4}{1,20,3,NULL,50}5

CREATE FUNCTION pl_cursors() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  c1 CURSOR (lo int) FOR SELECT g FROM generate_series(lo, lo + 4) g;
  c2 refcursor;
  x int; t text := '';
BEGIN
  OPEN c1(10);
  FETCH c1 INTO x; t := t || x;
  MOVE c1;
  FETCH c1 INTO x; t := t || ' ' || x;
  CLOSE c1;
  FOR r IN c1(lo := 3) LOOP t := t || ' ' || r.g; END LOOP;
  OPEN c2 SCROLL FOR SELECT g FROM generate_series(1, 3) g;
  FETCH LAST FROM c2 INTO x; t := t || ' last ' || x;
  FETCH PRIOR FROM c2 INTO x; t := t || ' prior ' || x;
  FETCH ABSOLUTE 9 FROM c2 INTO x; t := t || coalesce(x::text, ' none ') || found;
  CLOSE c2;
  RETURN t;
END $$
----
CREATE FUNCTION

SELECT pl_cursors()
----
pl_cursors
10 12 3 4 5 6 7 last 3 prior 2 none false

CREATE FUNCTION pl_scope(x int) RETURNS text LANGUAGE plpgsql AS $$
<<b>>
DECLARE x int := pl_scope.x + 1; y alias for $1;
BEGIN
  DECLARE x int := b.x * 10; z int := x + 1;
  BEGIN
    RETURN concat_ws(' ', x, b.x, pl_scope.x, y, z);
  END;
END $$
----
CREATE FUNCTION

SELECT pl_scope(1)
----
pl_scope
20 2 1 1 21

CREATE FUNCTION pl_any(a anyelement, b anyarray) RETURNS anyarray LANGUAGE plpgsql AS $$
BEGIN
  RETURN a || b;
END $$
----
CREATE FUNCTION

SELECT pl_any(1, ARRAY[2, 3]), pl_any('a'::text, ARRAY['b'])
----
pl_any|pl_any
{1,2,3}|{a,b}

CREATE FUNCTION pl_variadic(VARIADIC xs int[]) RETURNS int LANGUAGE plpgsql AS $$
DECLARE s int := 0; x int;
BEGIN
  FOREACH x IN ARRAY xs LOOP s := s + x; END LOOP;
  RETURN s;
END $$
----
CREATE FUNCTION

SELECT pl_variadic(1, 2, 3), pl_variadic(VARIADIC ARRAY[4, 5])
----
pl_variadic|pl_variadic
6|9

CREATE FUNCTION pl_defaults(a int, b int DEFAULT 2, c text DEFAULT 'x' || 'y') RETURNS text LANGUAGE plpgsql STRICT AS $$
BEGIN
  RETURN a || ':' || b || ':' || c;
END $$
----
CREATE FUNCTION

SELECT pl_defaults(1), pl_defaults(1, c => 'z'), pl_defaults(c => 'q', a => 9), pl_defaults(NULL)
----
pl_defaults|pl_defaults|pl_defaults|pl_defaults
1:2:xy|1:2:z|9:2:q|NULL

CREATE FUNCTION pl_noreturn() RETURNS int LANGUAGE plpgsql AS $$ BEGIN END $$
----
CREATE FUNCTION

SELECT pl_noreturn()
----
ERROR 2F005 control reached end of function without RETURN

CREATE FUNCTION pl_void() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; END $$
----
CREATE FUNCTION

SELECT pl_void() IS NULL, pl_void()::text
----
?column?|pl_void
f|''

CREATE FUNCTION pl_bad() RETURNS int LANGUAGE plpgsql AS $$ BEGIN IF x THEN; END $$
----
ERROR 42601 syntax error at or near ";" @76

CREATE FUNCTION pl_bad() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN NEXT 1; END $$
----
ERROR 42804 cannot use RETURN NEXT in a non-SETOF function @67

CREATE FUNCTION pl_bad() RETURNS SETOF int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$
----
ERROR 42804 RETURN cannot have a parameter in function returning set @80

CREATE FUNCTION pl_bad() RETURNS int LANGUAGE plpgsql AS $$ DECLARE x nosuch; BEGIN RETURN 1; END $$
----
ERROR 42704 type "nosuch" does not exist @71

CREATE FUNCTION pl_bad() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; EXCEPTION WHEN nosuch THEN RETURN 2; END $$
----
ERROR 42704 unrecognized exception condition "nosuch"

CREATE FUNCTION pl_bad() RETURNS int LANGUAGE nosuch AS $$ x $$
----
ERROR 42704 language "nosuch" does not exist

DO LANGUAGE nosuch $$ x $$
----
ERROR 42704 language "nosuch" does not exist

DO $$ BEGIN RAISE EXCEPTION USING MESSAGE = 'm', ERRCODE = 'nosuch'; END $$
----
ERROR 42704 unrecognized exception condition "nosuch"

DO $$ BEGIN RAISE EXCEPTION '% %', 1; END $$
----
ERROR 42601 too few parameters specified for RAISE

DO $$ BEGIN RAISE; END $$
----
ERROR 0Z002 RAISE without parameters cannot be used outside an exception handler

DO $$ BEGIN COMMIT; END $$
----
DO

BEGIN
----
BEGIN

DO $$ BEGIN COMMIT; END $$
----
ERROR 2D000 invalid transaction termination

ROLLBACK
----
ROLLBACK

-- procedures
CREATE PROCEDURE pl_proc(a int, INOUT b text, c int DEFAULT 3) LANGUAGE plpgsql AS $$
BEGIN
  b := b || a || c;
END $$
----
CREATE PROCEDURE

CALL pl_proc(1, 'x')
----
b
x13

CALL pl_proc(b => 'y', a => 2, c => 4)
----
b
y24

CALL pl_proc(1)
----
ERROR 42883 procedure pl_proc(integer) does not exist @6

CALL pl_fact(3)
----
ERROR 42809 pl_fact(integer) is not a procedure @6

SELECT pl_proc(1, 'x')
----
ERROR 42809 pl_proc(integer, unknown) is a procedure @8

CREATE PROCEDURE pl_nested(OUT r text) LANGUAGE plpgsql AS $$
DECLARE t text := 'n';
BEGIN
  CALL pl_proc(7, t);
  r := t;
END $$
----
CREATE PROCEDURE

CALL pl_nested(NULL)
----
r
n73

TRUNCATE pl_t
----
TRUNCATE TABLE

CREATE PROCEDURE pl_commits() LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1..4 LOOP
    INSERT INTO pl_t VALUES (i, 'p');
    IF i % 2 = 0 THEN COMMIT; ELSE ROLLBACK; END IF;
  END LOOP;
END $$
----
CREATE PROCEDURE

CALL pl_commits()
----
CALL

SELECT a FROM pl_t ORDER BY a
----
a
2
4

BEGIN
----
BEGIN

CALL pl_commits()
----
ERROR 2D000 invalid transaction termination

ROLLBACK
----
ROLLBACK

DROP FUNCTION pl_fact
----
DROP FUNCTION

DROP FUNCTION IF EXISTS pl_nosuch
----
DROP FUNCTION

DROP FUNCTION pl_proc
----
ERROR 42883 could not find a function named "pl_proc"

DROP PROCEDURE pl_proc(int, text, int)
----
DROP PROCEDURE

SELECT pl_fact(1)
----
ERROR 42883 function pl_fact(integer) does not exist @8

DROP SCHEMA pl CASCADE
----
DROP SCHEMA
