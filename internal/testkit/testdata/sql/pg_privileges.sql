CREATE ROLE p_one LOGIN
----
CREATE ROLE

CREATE ROLE p_two LOGIN
----
CREATE ROLE

CREATE ROLE p_three LOGIN IN ROLE p_two
----
CREATE ROLE

CREATE TEMP TABLE t (a int PRIMARY KEY, b int, c text)
----
CREATE TABLE

CREATE TEMP TABLE src (a int, b int, c text)
----
CREATE TABLE

INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')
----
INSERT 0 2

INSERT INTO src VALUES (2, 200, 'z'), (3, 300, 'w')
----
INSERT 0 2

SET SESSION AUTHORIZATION p_one
----
SET

SELECT * FROM t
----
ERROR 42501 permission denied for table t

SELECT count(*) FROM t
----
ERROR 42501 permission denied for table t

SELECT 1 FROM t
----
ERROR 42501 permission denied for table t

SELECT t FROM t
----
ERROR 42501 permission denied for table t

INSERT INTO t VALUES (9, 9, '9')
----
ERROR 42501 permission denied for table t

UPDATE t SET b = 1
----
ERROR 42501 permission denied for table t

DELETE FROM t
----
ERROR 42501 permission denied for table t

TRUNCATE t
----
ERROR 42501 permission denied for table t

TABLE t
----
ERROR 42501 permission denied for table t

SELECT (SELECT max(a) FROM t)
----
ERROR 42501 permission denied for table t

SELECT EXISTS (SELECT FROM t)
----
ERROR 42501 permission denied for table t

EXPLAIN SELECT * FROM t
----
ERROR 42501 permission denied for table t

PREPARE p AS SELECT a FROM t ORDER BY a
----
PREPARE

EXECUTE p
----
ERROR 42501 permission denied for table t

DECLARE c CURSOR WITH HOLD FOR SELECT a FROM t
----
ERROR 42501 permission denied for table t

COPY t TO STDOUT
----
ERROR 42501 permission denied for table t

COPY (SELECT a FROM t) TO STDOUT
----
ERROR 42501 permission denied for table t

CREATE TEMP TABLE own AS SELECT * FROM t
----
ERROR 42501 permission denied for table t

DROP TABLE t
----
ERROR 42501 must be owner of table t

CREATE INDEX ON t (a)
----
ERROR 42501 must be owner of table t

GRANT SELECT ON t TO p_two
----
ERROR 42501 permission denied for table t

REVOKE SELECT ON t FROM p_two
----
ERROR 42501 permission denied for table t

COPY t TO '/tmp/nowhere'
----
ERROR 42501 must be superuser or have privileges of the pg_write_server_files role to COPY to a file

MERGE INTO t USING src ON t.a = src.a WHEN MATCHED THEN DELETE
----
ERROR 42501 permission denied for table t

RESET SESSION AUTHORIZATION
----
RESET

GRANT SELECT (a, b) ON t TO p_one
----
GRANT

GRANT INSERT (a), UPDATE (b) ON t TO p_one
----
GRANT

SET SESSION AUTHORIZATION p_one
----
SET

SELECT a, b FROM t ORDER BY a
----
a|b
1|10
2|20

SELECT * FROM t
----
ERROR 42501 permission denied for table t

SELECT c FROM t
----
ERROR 42501 permission denied for table t

SELECT count(*) FROM t
----
count
2

SELECT count(c) FROM t
----
ERROR 42501 permission denied for table t

SELECT t FROM t
----
ERROR 42501 permission denied for table t

SELECT a FROM t WHERE c = 'x'
----
ERROR 42501 permission denied for table t

SELECT a FROM t ORDER BY c
----
ERROR 42501 permission denied for table t

SELECT a FROM t GROUP BY a, c
----
ERROR 42501 permission denied for table t

SELECT t1.a FROM t t1 JOIN t t2 USING (a) ORDER BY 1
----
a
1
2

SELECT t1.a FROM t t1 NATURAL JOIN t t2
----
ERROR 42501 permission denied for table t

SELECT x.a FROM t AS x (a, b, d) WHERE d = 'x'
----
ERROR 42501 permission denied for table t

SELECT s.a FROM (SELECT * FROM t) s
----
ERROR 42501 permission denied for table t

INSERT INTO t (a) VALUES (5)
----
INSERT 0 1

INSERT INTO t (a, b) VALUES (6, 6)
----
ERROR 42501 permission denied for table t

INSERT INTO t VALUES (7)
----
INSERT 0 1

INSERT INTO t DEFAULT VALUES
----
ERROR 23502 null value in column "a" of relation "t" violates not-null constraint

INSERT INTO t (a) VALUES (8) RETURNING a
----
a
8

INSERT INTO t (a) VALUES (9) RETURNING c
----
ERROR 42501 permission denied for table t

INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING
----
INSERT 0 0

INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 11
----
INSERT 0 1

INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 11 WHERE t.c = 'x'
----
ERROR 42501 permission denied for table t

INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET c = 'q'
----
ERROR 42501 permission denied for table t

UPDATE t SET b = b + 1 WHERE a = 1
----
UPDATE 1

UPDATE t SET b = 0 WHERE c = 'x'
----
ERROR 42501 permission denied for table t

UPDATE t SET c = 'u'
----
ERROR 42501 permission denied for table t

UPDATE t SET b = 1 RETURNING *
----
ERROR 42501 permission denied for table t

DELETE FROM t WHERE a = 1
----
ERROR 42501 permission denied for table t

EXECUTE p
----
a
1
2
5
7
8

COPY t (a, b) TO STDOUT
----
COPY 5

COPY t TO STDOUT
----
ERROR 42501 permission denied for table t

SELECT has_table_privilege('t', 'SELECT'), has_any_column_privilege('t', 'SELECT'), has_column_privilege('t', 'a', 'SELECT'), has_column_privilege('t', 'c', 'SELECT'), has_column_privilege('t', 'c', 'SELECT, UPDATE')
----
has_table_privilege|has_any_column_privilege|has_column_privilege|has_column_privilege|has_column_privilege
f|t|t|f|f

SELECT has_table_privilege('t', 'SELEC')
----
ERROR 22023 unrecognized privilege type: "SELEC"

SELECT has_column_privilege('t', 'nope', 'SELECT')
----
ERROR 42703 column "nope" of relation "t" does not exist

SELECT has_table_privilege('nope', 'SELECT')
----
ERROR 42P01 relation "nope" does not exist

SELECT has_schema_privilege('public', 'USAGE'), has_schema_privilege('public', 'CREATE'), has_database_privilege('tarn', 'CONNECT'), has_database_privilege('tarn', 'TEMP'), has_database_privilege('tarn', 'CREATE')
----
has_schema_privilege|has_schema_privilege|has_database_privilege|has_database_privilege|has_database_privilege
t|f|t|t|f

SELECT has_table_privilege('pg_class', 'SELECT'), has_table_privilege('pg_authid', 'SELECT'), has_table_privilege('pg_class', 'INSERT')
----
has_table_privilege|has_table_privilege|has_table_privilege
t|f|f

SELECT has_table_privilege('p_two', 't', 'SELECT'), has_table_privilege('tarn', 't', 'SELECT WITH GRANT OPTION')
----
has_table_privilege|has_table_privilege
f|t

SELECT has_function_privilege('lower(text)', 'EXECUTE'), has_type_privilege('int4', 'USAGE'), has_language_privilege('sql', 'USAGE')
----
has_function_privilege|has_type_privilege|has_language_privilege
t|t|t

SELECT rolpassword FROM pg_authid
----
ERROR 42501 permission denied for table pg_authid

RESET SESSION AUTHORIZATION
----
RESET

REVOKE SELECT ON t FROM p_one
----
REVOKE

SELECT attname, attacl FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum
----
attname|attacl
a|{p_one=a/tarn}
b|{p_one=w/tarn}
c|NULL

REVOKE ALL ON t FROM p_one
----
REVOKE

SELECT attname, attacl FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum
----
attname|attacl
a|NULL
b|NULL
c|NULL

GRANT SELECT ON t TO p_one WITH GRANT OPTION
----
GRANT

SELECT relacl FROM pg_class WHERE oid = 't'::regclass
----
relacl
{tarn=arwdDxt/tarn,p_one=r*/tarn}

SET SESSION AUTHORIZATION p_one
----
SET

GRANT SELECT ON t TO p_two WITH GRANT OPTION
----
GRANT

GRANT UPDATE ON t TO p_two
----
GRANT

GRANT SELECT, UPDATE ON t TO p_three
----
GRANT

GRANT ALL ON t TO PUBLIC
----
GRANT

SET SESSION AUTHORIZATION p_two
----
SET

SELECT a FROM t WHERE a = 2
----
a
2

GRANT SELECT ON t TO p_one WITH GRANT OPTION
----
ERROR 0LP01 grant options cannot be granted back to your own grantor

GRANT SELECT ON t TO p_three
----
GRANT

SET SESSION AUTHORIZATION p_three
----
SET

GRANT SELECT ON t TO p_one
----
GRANT

RESET SESSION AUTHORIZATION
----
RESET

SELECT relacl FROM pg_class WHERE oid = 't'::regclass
----
relacl
{tarn=arwdDxt/tarn,p_one=r*/tarn,p_two=r*/p_one,p_three=r/p_one,=r/p_one,p_three=r/p_two,p_one=r/p_two}

REVOKE SELECT ON t FROM p_one
----
ERROR 2BP01 dependent privileges exist

REVOKE GRANT OPTION FOR SELECT ON t FROM p_one
----
ERROR 2BP01 dependent privileges exist

REVOKE GRANT OPTION FOR SELECT ON t FROM p_one CASCADE
----
REVOKE

SELECT relacl FROM pg_class WHERE oid = 't'::regclass
----
relacl
{tarn=arwdDxt/tarn,p_one=r/tarn}

REVOKE ALL ON t FROM p_one, p_two, p_three, PUBLIC
----
REVOKE

SELECT relacl FROM pg_class WHERE oid = 't'::regclass
----
relacl
{tarn=arwdDxt/tarn}

REVOKE ALL ON t FROM tarn
----
REVOKE

SELECT relacl FROM pg_class WHERE oid = 't'::regclass
----
relacl
{}

GRANT ALL ON t TO tarn
----
GRANT

GRANT SELECT ON t TO PUBLIC WITH GRANT OPTION
----
ERROR 0LP01 grant options can only be granted to roles

GRANT EXECUTE ON t TO p_one
----
ERROR 0LP01 invalid privilege type EXECUTE for relation

GRANT USAGE ON TABLE t TO p_one
----
ERROR 0LP01 invalid privilege type USAGE for table

GRANT NONSENSE ON t TO p_one
----
ERROR 42601 unrecognized privilege type "nonsense"

GRANT SELECT ON nope TO p_one
----
ERROR 42P01 relation "nope" does not exist

GRANT SELECT ON t TO nope
----
ERROR 42704 role "nope" does not exist

GRANT SELECT (nope) ON t TO p_one
----
ERROR 42703 column "nope" of relation "t" does not exist

GRANT DELETE (a) ON t TO p_one
----
ERROR 0LP01 invalid privilege type DELETE for column

GRANT SELECT ON SCHEMA public TO p_one
----
ERROR 0LP01 invalid privilege type SELECT for schema

GRANT USAGE ON SCHEMA nope TO p_one
----
ERROR 3F000 schema "nope" does not exist

GRANT CREATE ON DATABASE nope TO p_one
----
ERROR 3D000 database "nope" does not exist

GRANT SELECT (a) ON SCHEMA public TO p_one
----
ERROR 0LP01 column privileges are only valid for relations

GRANT DELETE, SELECT (a) ON t TO p_one
----
GRANT

SET SESSION AUTHORIZATION p_one
----
SET

DELETE FROM t WHERE b = 20
----
ERROR 42501 permission denied for table t

DELETE FROM t WHERE a = 9
----
DELETE 0

DELETE FROM t WHERE a = 8 RETURNING a
----
a
8

DELETE FROM t WHERE a = 5 RETURNING *
----
ERROR 42501 permission denied for table t

RESET SESSION AUTHORIZATION
----
RESET

GRANT SELECT ON src TO p_one
----
GRANT

GRANT UPDATE (c) ON t TO p_one
----
GRANT

SET SESSION AUTHORIZATION p_one
----
SET

MERGE INTO t USING src ON t.a = src.a WHEN MATCHED THEN UPDATE SET c = src.c
----
MERGE 1

MERGE INTO t USING src ON t.a = src.a WHEN MATCHED THEN UPDATE SET b = src.b
----
ERROR 42501 permission denied for table t

MERGE INTO t USING src ON t.a = src.a WHEN NOT MATCHED THEN INSERT VALUES (src.a, src.b, src.c)
----
ERROR 42501 permission denied for table t

MERGE INTO t USING src ON t.a = src.a AND t.b = 1 WHEN MATCHED THEN DELETE
----
ERROR 42501 permission denied for table t

MERGE INTO t USING src ON t.a = src.a WHEN MATCHED THEN DELETE
----
MERGE 1

WITH gone AS (DELETE FROM t WHERE a = 77 RETURNING a) SELECT * FROM gone
----
a

WITH gone AS (DELETE FROM t WHERE a = 77 RETURNING b) SELECT * FROM gone
----
ERROR 42501 permission denied for table t

RESET SESSION AUTHORIZATION
----
RESET

CREATE SCHEMA ps
----
CREATE SCHEMA

CREATE VIEW ps.v AS SELECT 1 AS a, 'secret' AS b
----
CREATE VIEW

CREATE VIEW ps.w AS SELECT * FROM ps.v
----
CREATE VIEW

CREATE VIEW ps.inv WITH (security_invoker = true) AS SELECT * FROM ps.v
----
CREATE VIEW

SET SESSION AUTHORIZATION p_one
----
SET

SELECT * FROM ps.v
----
ERROR 42501 permission denied for schema ps @15

SELECT * FROM ps.nope
----
ERROR 42501 permission denied for schema ps @15

CREATE VIEW ps.x AS SELECT 1
----
ERROR 42501 permission denied for schema ps

CREATE VIEW public.x AS SELECT 1
----
ERROR 42501 permission denied for schema public

CREATE SCHEMA mine
----
ERROR 42501 permission denied for database tarn

SET search_path = ps, public
----
SET

SELECT * FROM v
----
ERROR 42P01 relation "v" does not exist @15

RESET search_path
----
RESET

RESET SESSION AUTHORIZATION
----
RESET

GRANT USAGE ON SCHEMA ps TO p_one
----
GRANT

GRANT SELECT ON ps.w, ps.inv TO p_one
----
GRANT

SET SESSION AUTHORIZATION p_one
----
SET

SELECT * FROM ps.v
----
ERROR 42501 permission denied for view v

SELECT * FROM ps.w
----
a|b
1|secret

SELECT * FROM ps.inv
----
ERROR 42501 permission denied for view v

SELECT * FROM ps.nope
----
ERROR 42P01 relation "ps.nope" does not exist @15

DROP VIEW ps.v
----
ERROR 42501 must be owner of view v

DROP SCHEMA ps CASCADE
----
ERROR 42501 must be owner of schema ps

CREATE OR REPLACE VIEW ps.v AS SELECT 2 AS a, 'x' AS b
----
ERROR 42501 permission denied for schema ps

GRANT SELECT ON ps.w TO p_two
----
GRANT

RESET SESSION AUTHORIZATION
----
RESET

GRANT SELECT (a) ON ps.v TO p_one
----
GRANT

SET SESSION AUTHORIZATION p_one
----
SET

SELECT a FROM ps.v
----
a
1

SELECT a FROM ps.inv
----
ERROR 42501 permission denied for view v

SELECT * FROM ps.inv
----
ERROR 42501 permission denied for view v

SELECT a, b FROM ps.v
----
ERROR 42501 permission denied for view v

RESET SESSION AUTHORIZATION
----
RESET

SELECT relname, relacl FROM pg_class WHERE relnamespace = 'ps'::regnamespace ORDER BY 1
----
relname|relacl
inv|{tarn=arwdDxt/tarn,p_one=r/tarn}
v|NULL
w|{tarn=arwdDxt/tarn,p_one=r/tarn}

SELECT nspname, nspacl FROM pg_namespace WHERE nspname IN ('ps', 'public') ORDER BY 1
----
nspname|nspacl
ps|{tarn=UC/tarn,p_one=U/tarn}
public|{pg_database_owner=UC/pg_database_owner,=U/pg_database_owner}

SELECT grantor, grantee, table_name, privilege_type, is_grantable, with_hierarchy FROM information_schema.table_privileges WHERE table_schema = 'ps' ORDER BY 1, 2, 3, 4
----
grantor|grantee|table_name|privilege_type|is_grantable|with_hierarchy
tarn|p_one|inv|SELECT|NO|YES
tarn|p_one|w|SELECT|NO|YES
tarn|tarn|inv|DELETE|YES|NO
tarn|tarn|inv|INSERT|YES|NO
tarn|tarn|inv|REFERENCES|YES|NO
tarn|tarn|inv|SELECT|YES|YES
tarn|tarn|inv|TRIGGER|YES|NO
tarn|tarn|inv|TRUNCATE|YES|NO
tarn|tarn|inv|UPDATE|YES|NO
tarn|tarn|v|DELETE|YES|NO
tarn|tarn|v|INSERT|YES|NO
tarn|tarn|v|REFERENCES|YES|NO
tarn|tarn|v|SELECT|YES|YES
tarn|tarn|v|TRIGGER|YES|NO
tarn|tarn|v|TRUNCATE|YES|NO
tarn|tarn|v|UPDATE|YES|NO
tarn|tarn|w|DELETE|YES|NO
tarn|tarn|w|INSERT|YES|NO
tarn|tarn|w|REFERENCES|YES|NO
tarn|tarn|w|SELECT|YES|YES
tarn|tarn|w|TRIGGER|YES|NO
tarn|tarn|w|TRUNCATE|YES|NO
tarn|tarn|w|UPDATE|YES|NO

SELECT grantee, table_name, column_name, privilege_type FROM information_schema.column_privileges WHERE table_schema = 'ps' AND grantee = 'p_one' ORDER BY 1, 2, 3, 4
----
grantee|table_name|column_name|privilege_type
p_one|inv|a|SELECT
p_one|inv|b|SELECT
p_one|v|a|SELECT
p_one|w|a|SELECT
p_one|w|b|SELECT

GRANT CREATE ON SCHEMA ps TO p_one
----
GRANT

SET SESSION AUTHORIZATION p_one
----
SET

CREATE VIEW ps.own AS SELECT 3 AS a
----
CREATE VIEW

ALTER DEFAULT PRIVILEGES IN SCHEMA ps GRANT SELECT ON TABLES TO p_two
----
ALTER DEFAULT PRIVILEGES

ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC
----
ALTER DEFAULT PRIVILEGES

ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC
----
ALTER DEFAULT PRIVILEGES

CREATE VIEW ps.own2 AS SELECT 4 AS a
----
CREATE VIEW

ALTER DEFAULT PRIVILEGES FOR ROLE p_two GRANT SELECT ON TABLES TO p_one
----
ERROR 42501 must be member of role "p_two"

RESET SESSION AUTHORIZATION
----
RESET

SELECT relname, relacl FROM pg_class WHERE relname IN ('own', 'own2') ORDER BY 1
----
relname|relacl
own|NULL
own2|{=r/p_one,p_one=arwdDxt/p_one,p_two=r/p_one}

SELECT defaclrole::regrole, defaclnamespace, defaclobjtype, defaclacl FROM pg_default_acl WHERE defaclnamespace = 0 ORDER BY 1, 2, 3
----
defaclrole|defaclnamespace|defaclobjtype|defaclacl
p_one|0|f|{p_one=X/p_one}
p_one|0|r|{=r/p_one,p_one=arwdDxt/p_one}

SELECT viewname, viewowner FROM pg_views WHERE schemaname = 'ps' ORDER BY 1
----
viewname|viewowner
inv|tarn
own|p_one
own2|p_one
v|tarn
w|tarn

DROP ROLE p_one
----
ERROR 2BP01 role "p_one" cannot be dropped because some objects depend on it

SET SESSION AUTHORIZATION p_two
----
SET

SELECT * FROM ps.own2
----
ERROR 42501 permission denied for schema ps @15

REASSIGN OWNED BY p_one TO p_two
----
ERROR 42501 permission denied to reassign objects

DROP OWNED BY p_one
----
ERROR 42501 permission denied to drop objects

RESET SESSION AUTHORIZATION
----
RESET

GRANT SELECT ON ALL TABLES IN SCHEMA ps TO p_two
----
GRANT

REASSIGN OWNED BY p_one TO p_two
----
REASSIGN OWNED

SELECT viewname, viewowner FROM pg_views WHERE schemaname = 'ps' ORDER BY 1
----
viewname|viewowner
inv|tarn
own|p_two
own2|p_two
v|tarn
w|tarn

DROP OWNED BY p_one
----
DROP OWNED

SELECT relname, relacl FROM pg_class WHERE relnamespace = 'ps'::regnamespace ORDER BY 1
----
relname|relacl
inv|{tarn=arwdDxt/tarn,p_two=r/tarn}
own|{p_two=arwdDxt/p_two}
own2|{=r/p_two,p_two=arwdDxt/p_two}
v|{tarn=arwdDxt/tarn,p_two=r/tarn}
w|{tarn=arwdDxt/tarn,p_two=r/tarn}

DROP ROLE p_one
----
DROP ROLE

DROP OWNED BY p_two
----
DROP OWNED

SELECT relname FROM pg_class WHERE relnamespace = 'ps'::regnamespace ORDER BY 1
----
relname
inv
v
w

REVOKE TEMP ON DATABASE tarn FROM PUBLIC
----
REVOKE

SELECT datacl FROM pg_database WHERE datname = 'tarn'
----
datacl
{=c/tarn,tarn=CTc/tarn}

-- role: p_three
CREATE TEMP TABLE nope (a int)
----
ERROR 42501 permission denied to create temporary tables in database "tarn" @36

-- role: p_three
SELECT current_user, session_user
----
current_user|session_user
p_three|p_three

GRANT TEMP ON DATABASE tarn TO PUBLIC
----
GRANT

DROP ROLE p_two, p_three
----
DROP ROLE

DROP VIEW ps.inv, ps.w, ps.v
----
DROP VIEW

DROP SCHEMA ps
----
DROP SCHEMA
