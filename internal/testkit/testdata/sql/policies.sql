-- Row filters, masks and side doors that PostgreSQL has in another form.
CREATE ROLE z_ann LOGIN
----
CREATE ROLE

CREATE ROLE z_dba LOGIN
----
CREATE ROLE

CREATE SCHEMA sec
----
CREATE SCHEMA

GRANT USAGE ON SCHEMA sec TO z_ann
----
GRANT

CREATE FUNCTION sec.mine(who text) RETURNS boolean LANGUAGE sql AS 'SELECT who = current_user OR current_user = ''z_dba'''
----
CREATE FUNCTION

CREATE FUNCTION sec.hide(s text) RETURNS text LANGUAGE sql AS 'SELECT left(s, 1) || ''***'''
----
CREATE FUNCTION

CREATE TEMP TABLE people (id int, who text, phone text, pay int)
----
CREATE TABLE

INSERT INTO people VALUES (1, 'z_ann', '555-1', 10), (2, 'z_bob', '666-2', 0), (3, 'z_ann', '777-3', 30)
----
INSERT 0 3

GRANT ALL ON people TO z_ann
----
GRANT

ALTER TABLE people SET ROW FILTER sec.mine ON (who)
----
ALTER TABLE

ALTER TABLE people ALTER COLUMN phone SET MASK sec.hide
----
ALTER TABLE

ALTER TABLE people SET ROW FILTER sec.nothing ON (who)
----
ERROR 42883 could not find a function named "sec.nothing"

ALTER TABLE people SET ROW FILTER sec.mine ON (nothing)
----
ERROR 42703 column "nothing" of relation "people" does not exist

ALTER TABLE people ALTER COLUMN nothing SET MASK sec.hide
----
ERROR 42703 column "nothing" of relation "people" does not exist

SELECT * FROM people ORDER BY id
----
id|who|phone|pay
1|z_ann|555-1|10
2|z_bob|666-2|0
3|z_ann|777-3|30

SET SESSION AUTHORIZATION z_ann
----
SET

SELECT * FROM people ORDER BY id
----
id|who|phone|pay
1|z_ann|5***|10
3|z_ann|7***|30

SELECT id FROM people WHERE phone = '555-1'
----
id

SELECT id FROM people WHERE phone = '5***'
----
id
1

SELECT max(phone), min(id), count(*) FROM people
----
max|min|count
7***|1|2

-- the hidden row would divide by zero
SELECT id, 100 / pay AS q FROM people WHERE 100 / pay > 0 ORDER BY id
----
id|q
1|10
3|3

SELECT a.id FROM people a JOIN people b ON 100 / b.pay >= 0 AND a.id = b.id ORDER BY 1
----
id
1
3

SELECT id FROM people WHERE id < 100 AND pay < 100 AND 100 / pay < 1000 ORDER BY id
----
id
1
3

COPY people TO STDOUT
----
COPY 2

INSERT INTO people VALUES (4, 'z_bob', '1', 1)
----
INSERT 0 1

UPDATE people SET pay = 1
----
ERROR 0A000 Update of a table with masked columns is not supported

DELETE FROM people WHERE phone = '5***' RETURNING id, phone
----
id|phone
1|5***

MERGE INTO people USING (VALUES (1)) v(x) ON people.id = v.x WHEN MATCHED THEN DELETE
----
ERROR 0A000 MERGE on a table with row security or masks is not supported

-- its rows may not be counted below the barrier
-- not optimizer_off
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT id FROM people WHERE pay > 5
----
QUERY PLAN
Row Security
  ->  Seq Scan on people
        Filter: ((who = 'z_ann'::name) AND (pay > 5))
        Pruning Conditions: 1

ALTER TABLE people DROP ROW FILTER
----
ERROR 42501 must be owner of table people

RESET SESSION AUTHORIZATION
----
RESET

ALTER TABLE people DROP ROW FILTER
----
ALTER TABLE

ALTER TABLE people ALTER COLUMN phone DROP MASK
----
ALTER TABLE

SET SESSION AUTHORIZATION z_ann
----
SET

SELECT * FROM people ORDER BY id
----
id|who|phone|pay
2|z_bob|666-2|0
3|z_ann|777-3|30
4|z_bob|1|1

-- functions
RESET SESSION AUTHORIZATION
----
RESET

CREATE TEMP TABLE vault (x int)
----
CREATE TABLE

INSERT INTO vault VALUES (42)
----
INSERT 0 1

CREATE FUNCTION sec.peek() RETURNS int LANGUAGE sql AS 'SELECT x FROM pg_temp.vault'
----
CREATE FUNCTION

CREATE FUNCTION sec.lend() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT x FROM pg_temp.vault'
----
CREATE FUNCTION

CREATE FUNCTION sec.who() RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN RETURN current_user || ' ' || session_user; END $$
----
CREATE FUNCTION

CREATE FUNCTION sec.kept() RETURNS int LANGUAGE sql AS 'SELECT 1'
----
CREATE FUNCTION

REVOKE EXECUTE ON FUNCTION sec.kept() FROM PUBLIC
----
REVOKE

CREATE TEMP VIEW pv AS SELECT sec.peek() AS p
----
CREATE VIEW

GRANT SELECT ON pv TO z_ann
----
GRANT

SET SESSION AUTHORIZATION z_ann
----
SET

SELECT sec.peek()
----
ERROR 42501 permission denied for table vault

SELECT sec.lend()
----
lend
42

SELECT sec.who(), current_user
----
who|current_user
tarn z_ann|z_ann

SELECT sec.kept()
----
ERROR 42501 permission denied for function kept

SELECT * FROM pv
----
ERROR 42501 permission denied for table vault

SET ROLE z_dba
----
ERROR 42501 permission denied to set role "z_dba"

CREATE FUNCTION sec.f() RETURNS int LANGUAGE sql AS 'SELECT 1'
----
ERROR 42501 permission denied for schema sec

-- paths
SELECT * FROM '${ROOT}/go.mod'
----
ERROR 42501 permission denied to read files @24

SELECT * FROM read_csv('${ROOT}/go.mod')
----
ERROR 42501 permission denied to read files @15

COPY (SELECT 1) TO '${TMP}/x.csv'
----
ERROR 42501 must be superuser or have privileges of the pg_write_server_files role to COPY to a file

CREATE VIEW public.files AS SELECT * FROM read_csv('${ROOT}/go.mod')
----
ERROR 42501 permission denied for schema public

RESET SESSION AUTHORIZATION
----
RESET

GRANT pg_write_server_files, pg_read_server_files TO z_ann
----
GRANT ROLE

SET SESSION AUTHORIZATION z_ann
----
SET

COPY (SELECT 1 AS a) TO '${TMP}/x.csv' (HEADER)
----
COPY 1

SELECT * FROM '${TMP}/x.csv'
----
a
1

RESET SESSION AUTHORIZATION
----
RESET

-- records
SELECT action, role_name, statement, sqlstate FROM tarn.audit WHERE statement LIKE '%sec.kept() FROM%' OR statement = 'ALTER TABLE people DROP ROW FILTER' ORDER BY seq DESC LIMIT 3
----
action|role_name|statement|sqlstate
REVOKE|tarn|REVOKE EXECUTE ON FUNCTION sec.kept() FROM PUBLIC|NULL
ALTER TABLE|tarn|ALTER TABLE people DROP ROW FILTER|NULL
refused|z_ann|ALTER TABLE people DROP ROW FILTER|42501

CREATE ROLE z_pass PASSWORD 'very-secret'
----
CREATE ROLE

SELECT count(*) FROM tarn.audit WHERE statement LIKE '%very-secret%' OR statement LIKE 'CREATE ROLE z_pass PASSWORD ''***''' AND action <> 'CREATE ROLE'
----
count
0

SELECT count(*) FROM tarn.query_log WHERE query LIKE 'CREATE%very-secret%'
----
count
0

SELECT rolpassword LIKE 'SCRAM-SHA-256$4096:%' AS hashed FROM pg_authid WHERE rolname = 'z_pass'
----
hashed
t

ALTER ROLE z_pass PASSWORD 'md51234567890abcdef1234567890abcdef'
----
ERROR 0A000 an MD5 password is not supported

SET SESSION AUTHORIZATION z_ann
----
SET

SELECT * FROM tarn.audit
----
ERROR 42501 permission denied for view audit

SELECT usename, query FROM pg_stat_activity WHERE usename <> 'z_ann' AND query <> '<insufficient privilege>'
----
usename|query

SELECT count(*) FROM tarn.query_log WHERE user_name <> 'z_ann'
----
count
0

RESET SESSION AUTHORIZATION
----
RESET

DROP TABLE people
----
DROP TABLE

DROP VIEW pv
----
DROP VIEW

DROP TABLE vault
----
DROP TABLE

DROP FUNCTION sec.mine(text), sec.hide(text), sec.peek(), sec.lend(), sec.who(), sec.kept()
----
DROP FUNCTION

DROP SCHEMA sec
----
DROP SCHEMA

DROP ROLE z_ann, z_dba, z_pass
----
DROP ROLE
