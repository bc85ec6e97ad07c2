-- SQL scripting: BEGIN … END, handlers, procedures in SQL
DROP SCHEMA IF EXISTS scr CASCADE
----
DROP SCHEMA

CREATE SCHEMA scr
----
CREATE SCHEMA

SET search_path = scr
----
SET

BEGIN DECLARE x INT DEFAULT 3; DECLARE s STRING DEFAULT ''; WHILE x > 0 DO SET s = concat(s, x); SET x = x - 1; END WHILE; SELECT s AS s, x; END
----
s|x
321|0

BEGIN DECLARE a, b INT DEFAULT 1; SET a = a + b, b = 10; SELECT a, b; END
----
a|b
2|10

BEGIN DECLARE a INT; DECLARE b INT; SET (a, b) = (SELECT 1, 2); SELECT a + b AS c; END
----
c
3

BEGIN DECLARE a INT; DECLARE b INT; SET (a, b) = (SELECT 1); END
----
ERROR 42601 the query has 1 columns for 2 variables

BEGIN DECLARE r INT; DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN SELECT 'caught' AS m; END; SET r = 1/0; SELECT 'not here'; END
----
m
caught

BEGIN DECLARE r INT DEFAULT 0; DECLARE CONTINUE HANDLER FOR DIVIDE_BY_ZERO SET r = r - 1; SET r = 1/0; SET r = 1/0; SELECT r; END
----
r
-2

BEGIN DECLARE r INT DEFAULT 0; DECLARE EXIT HANDLER FOR SQLSTATE '22P02' SELECT 'text' AS m; SET r = 1/0; END
----
ERROR 22012 division by zero

BEGIN DECLARE t INT DEFAULT 0; FOR row AS SELECT g FROM generate_series(1, 4) g DO SET t = t + row.g; END FOR; SELECT t; END
----
t
10

BEGIN DECLARE t INT DEFAULT 0; FOR SELECT g AS z FROM generate_series(1, 3) g DO SET t = t + z; END FOR; SELECT t; END
----
t
6

BEGIN DECLARE n INT DEFAULT 0; l: LOOP SET n = n + 1; IF n < 3 THEN ITERATE l; END IF; IF n > 5 THEN LEAVE l; END IF; END LOOP l; SELECT n; END
----
n
6

BEGIN DECLARE n INT DEFAULT 0; REPEAT SET n = n + 2; UNTIL n >= 5 END REPEAT; SELECT n; END
----
n
6

BEGIN DECLARE n INT DEFAULT 2; CASE n WHEN 1 THEN SELECT 'one' AS w; WHEN 2 THEN SELECT 'two' AS w; ELSE SELECT 'many' AS w; END CASE; END
----
w
two

BEGIN DECLARE n INT DEFAULT 7; IF n < 5 THEN SELECT 'small' AS w; ELSEIF n < 10 THEN SELECT 'middle' AS w; ELSE SELECT 'big' AS w; END IF; END
----
w
middle

BEGIN DECLARE c CONDITION FOR SQLSTATE '45001'; SIGNAL c SET MESSAGE_TEXT = 'bad'; END
----
ERROR 45001 bad

BEGIN SIGNAL SQLSTATE '45002' SET MESSAGE_TEXT = 'worse'; END
----
ERROR 45002 worse

BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION RESIGNAL; SELECT 1/0; END
----
ERROR 22012 division by zero

BEGIN DECLARE a INT; EXECUTE IMMEDIATE 'SELECT $1 + 1' INTO a USING 5; SELECT a; END
----
a
6

BEGIN DECLARE x INT DEFAULT 1; BEGIN DECLARE x INT DEFAULT 2; SET x = x + 1; END; SELECT x; END
----
x
1

BEGIN SET nosuch = 1; END
----
ERROR 42704 variable "nosuch" does not exist

BEGIN DECLARE x INT DEFAULT 'a'; END
----
ERROR 22P02 invalid input syntax for type integer: "a"

BEGIN DECLARE x nosuch; END
----
ERROR 42704 type "nosuch" does not exist @17

BEGIN LEAVE l END
----
ERROR 42601 syntax error at or near "END" @15

CREATE PROCEDURE twice(a INT, OUT b INT) LANGUAGE SQL AS BEGIN SET b = a * 2; END
----
CREATE PROCEDURE

CALL twice(4, NULL)
----
b
8

BEGIN DECLARE r INT; CALL twice(21, r); SELECT r; END
----
r
42

CREATE FUNCTION plus(x INT, y INT DEFAULT 1) RETURNS INT RETURN x + y
----
CREATE FUNCTION

SELECT plus(1), plus(1, 2)
----
plus|plus
2|3

CREATE FUNCTION inferred(x INT) RETURN x * 1.5
----
CREATE FUNCTION

SELECT inferred(2)
----
inferred
3.0

CREATE FUNCTION tab(n INT) RETURNS TABLE (a INT, b INT) RETURN SELECT g, g * g FROM generate_series(1, n) g
----
CREATE FUNCTION

SELECT * FROM tab(2) ORDER BY a
----
a|b
1|1
2|4

CREATE TEMPORARY FUNCTION tmp(x STRING) RETURNS STRING COMMENT 'shouts' RETURN upper(x)
----
CREATE FUNCTION

SELECT tmp('a')
----
tmp
A

DROP FUNCTION tmp
----
DROP FUNCTION

SELECT tmp('a')
----
ERROR 42883 function tmp(unknown) does not exist @8

-- a transaction begins as before
BEGIN
----
BEGIN

COMMIT
----
COMMIT

BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ
----
BEGIN

ROLLBACK
----
ROLLBACK

DECLARE VARIABLE v INT DEFAULT 5
----
ERROR 42601 syntax error at or near "v" @18

-- limits
CREATE FUNCTION deep(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN deep(n + 1); END $$
----
CREATE FUNCTION

SELECT deep(1)
----
ERROR 54001 stack depth limit exceeded

SET statement_timeout = 50
----
SET

DO $$ BEGIN LOOP NULL; END LOOP; END $$
----
ERROR 57014 canceling statement due to statement timeout

RESET statement_timeout
----
RESET

DROP SCHEMA scr CASCADE
----
DROP SCHEMA
