CREATE ROLE r_plain
----
CREATE ROLE

CREATE USER r_user CONNECTION LIMIT 5 VALID UNTIL '2040-01-01 00:00:00+00'
----
CREATE ROLE

CREATE ROLE r_maker CREATEROLE LOGIN NOINHERIT
----
CREATE ROLE

CREATE GROUP r_group ROLE r_plain, r_user ADMIN r_maker
----
CREATE ROLE

CREATE ROLE r_plain
----
ERROR 42710 role "r_plain" already exists

CREATE ROLE pg_mine
----
ERROR 42939 role name "pg_mine" is reserved

CREATE ROLE r_x SUPERUSER NOSUPERUSER
----
ERROR 42601 conflicting or redundant options @27

CREATE ROLE r_x LOGIN LOGIN
----
ERROR 42601 conflicting or redundant options @23

CREATE ROLE public
----
ERROR 42939 role name "public" is reserved @13

CREATE ROLE r_x CONNECTION LIMIT -2
----
ERROR 22023 invalid connection limit: -2

CREATE ROLE r_x IN ROLE nope
----
ERROR 42704 role "nope" does not exist

CREATE ROLE r_x VALID UNTIL 'oops'
----
ERROR 22007 invalid input syntax for type timestamp with time zone: "oops"

SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolconnlimit, rolvaliduntil, rolbypassrls FROM pg_roles WHERE rolname LIKE 'r\_%' ORDER BY 1
----
rolname|rolsuper|rolinherit|rolcreaterole|rolcreatedb|rolcanlogin|rolconnlimit|rolvaliduntil|rolbypassrls
r_group|f|t|f|f|f|-1|NULL|f
r_maker|f|f|t|f|t|-1|NULL|f
r_plain|f|t|f|f|f|-1|NULL|f
r_user|f|t|f|f|t|5|2040-01-01 00:00:00+00|f

SELECT r.rolname, m.rolname AS member, admin_option FROM pg_auth_members a JOIN pg_roles r ON r.oid = roleid JOIN pg_roles m ON m.oid = member WHERE r.rolname LIKE 'r\_%' ORDER BY 1, 2
----
rolname|member|admin_option
r_group|r_maker|t
r_group|r_plain|f
r_group|r_user|f

GRANT r_group TO r_plain
----
GRANT ROLE

GRANT r_plain TO r_group
----
ERROR 0LP01 role "r_plain" is a member of role "r_group"

GRANT r_plain TO r_plain
----
ERROR 0LP01 role "r_plain" is a member of role "r_plain"

GRANT nope TO r_plain
----
ERROR 42704 role "nope" does not exist

GRANT r_plain TO nope
----
ERROR 42704 role "nope" does not exist

GRANT pg_database_owner TO r_plain
----
ERROR XX000 role "pg_database_owner" cannot have explicit members

REVOKE r_maker FROM r_plain
----
REVOKE ROLE

REVOKE ADMIN OPTION FOR r_group FROM r_maker
----
REVOKE ROLE

GRANT r_group TO r_maker WITH ADMIN OPTION
----
GRANT ROLE

SELECT current_user, session_user, user, current_role
----
current_user|session_user|user|current_role
tarn|tarn|tarn|tarn

SET ROLE r_plain
----
SET

SELECT current_user, session_user
----
current_user|session_user
r_plain|tarn

SHOW role
----
role
r_plain

SHOW is_superuser
----
is_superuser
off

SHOW session_authorization
----
session_authorization
tarn

SET ROLE nope
----
ERROR 22023 role "nope" does not exist

SET ROLE none
----
SET

SHOW role
----
role
none

SET SESSION AUTHORIZATION r_maker
----
SET

SELECT current_user, session_user
----
current_user|session_user
r_maker|r_maker

SET ROLE r_group
----
SET

SELECT current_user, session_user
----
current_user|session_user
r_group|r_maker

SET ROLE r_user
----
ERROR 42501 permission denied to set role "r_user"

CREATE ROLE r_y
----
ERROR 42501 permission denied to create role

RESET ROLE
----
RESET

CREATE ROLE r_y
----
CREATE ROLE

CREATE ROLE r_z SUPERUSER
----
ERROR 42501 must be superuser to create superusers

CREATE ROLE r_z REPLICATION
----
ERROR 42501 must be superuser to create replication users

CREATE ROLE r_z BYPASSRLS
----
ERROR 42501 must be superuser to create bypassrls users

ALTER ROLE tarn CREATEDB
----
ERROR 42501 must be superuser to alter superuser roles or change superuser attribute

ALTER ROLE r_y BYPASSRLS
----
ERROR 42501 must be superuser to change bypassrls attribute

ALTER ROLE r_y SUPERUSER
----
ERROR 42501 must be superuser to alter superuser roles or change superuser attribute

ALTER ROLE r_y CREATEDB
----
ALTER ROLE

GRANT tarn TO r_y
----
ERROR 42501 must be superuser to alter superusers

ALTER ROLE tarn RENAME TO root
----
ERROR 42501 must be superuser to rename superusers

ALTER ROLE r_maker RENAME TO r_me
----
ERROR 0A000 session user cannot be renamed

DROP ROLE tarn
----
ERROR 42501 must be superuser to drop superusers

DROP ROLE r_maker
----
ERROR 55006 current user cannot be dropped

DROP ROLE IF EXISTS nope
----
DROP ROLE

DROP ROLE nope
----
ERROR 42704 role "nope" does not exist

SET SESSION AUTHORIZATION r_plain
----
SET

SET SESSION AUTHORIZATION r_plain
----
SET

SET SESSION AUTHORIZATION DEFAULT
----
SET

BEGIN
----
BEGIN

SET LOCAL ROLE r_plain
----
SET

SELECT current_user
----
current_user
r_plain

COMMIT
----
COMMIT

SELECT current_user
----
current_user
tarn

BEGIN
----
BEGIN

SET ROLE r_plain
----
SET

ROLLBACK
----
ROLLBACK

SELECT current_user
----
current_user
tarn

SET SESSION AUTHORIZATION r_plain
----
SET

CREATE ROLE r_z
----
ERROR 42501 permission denied to create role

ALTER ROLE r_user CREATEDB
----
ERROR 42501 permission denied

ALTER ROLE r_plain PASSWORD 'x' LOGIN
----
ERROR 42501 permission denied

ALTER ROLE r_plain PASSWORD 'x'
----
ALTER ROLE

DROP ROLE r_user
----
ERROR 42501 permission denied to drop role

GRANT r_group TO r_y
----
ERROR 42501 must have admin option on role "r_group"

ALTER ROLE r_plain SET work_mem = '1MB'
----
ALTER ROLE

ALTER ROLE r_user SET work_mem = '1MB'
----
ERROR 42501 permission denied

ALTER ROLE r_plain SET work_mem = 'oops'
----
ERROR 22023 invalid value for parameter "work_mem": "oops"

ALTER ROLE r_plain SET nope = '1'
----
ERROR 42704 unrecognized configuration parameter "nope"

RESET SESSION AUTHORIZATION
----
RESET

SELECT rolname, rolconfig FROM pg_roles WHERE rolname = 'r_plain'
----
rolname|rolconfig
r_plain|{work_mem=1MB}

ALTER ROLE r_plain RESET work_mem
----
ALTER ROLE

SELECT rolname, rolconfig FROM pg_roles WHERE rolname = 'r_plain'
----
rolname|rolconfig
r_plain|NULL

ALTER ROLE pg_monitor LOGIN
----
ERROR 42939 role name "pg_monitor" is reserved

ALTER ROLE r_y RENAME TO r_w
----
ALTER ROLE

ALTER ROLE r_w RENAME TO r_user
----
ERROR 42710 role "r_user" already exists

ALTER ROLE r_w RENAME TO pg_w
----
ERROR 42939 role name "pg_w" is reserved

ALTER GROUP r_group DROP USER r_user
----
ALTER ROLE

ALTER GROUP r_group ADD USER r_w
----
ALTER ROLE

SELECT pg_has_role('r_w', 'r_group', 'MEMBER'), pg_has_role('r_w', 'r_group', 'USAGE'), pg_has_role('r_user', 'r_group', 'MEMBER'), pg_has_role('r_maker', 'r_group', 'USAGE'), pg_has_role('r_maker', 'r_group', 'MEMBER WITH ADMIN OPTION')
----
pg_has_role|pg_has_role|pg_has_role|pg_has_role|pg_has_role
t|t|f|f|t

SELECT pg_has_role('r_nope', 'r_group', 'MEMBER')
----
ERROR 42704 role "r_nope" does not exist

SELECT pg_has_role('r_w', 'r_group', 'MEMBERSHIP')
----
ERROR 22023 unrecognized privilege type: "MEMBERSHIP"

SELECT 'r_w'::regrole::text, to_regrole('nope')
----
text|to_regrole
r_w|NULL

SELECT usename, usesuper, passwd FROM pg_user WHERE usename LIKE 'r\_%'
----
usename|usesuper|passwd
r_maker|f|********
r_user|f|********

SELECT groname FROM pg_group WHERE groname LIKE 'r\_%'
----
groname
r_group
r_plain
r_w

SELECT rolname, rolpassword IS NULL FROM pg_authid WHERE rolname LIKE 'r\_%'
----
rolname|?column?
r_group|t
r_maker|t
r_plain|f
r_user|t
r_w|t

SELECT rolname FROM pg_roles WHERE oid < 16384 AND rolname <> 'tarn' ORDER BY 1
----
rolname
pg_checkpoint
pg_database_owner
pg_execute_server_program
pg_monitor
pg_read_all_data
pg_read_all_settings
pg_read_all_stats
pg_read_server_files
pg_signal_backend
pg_stat_scan_tables
pg_write_all_data
pg_write_server_files

DROP ROLE r_plain, r_user, r_maker, r_w
----
DROP ROLE

DROP GROUP r_group
----
DROP ROLE

DROP USER IF EXISTS r_group
----
DROP ROLE
