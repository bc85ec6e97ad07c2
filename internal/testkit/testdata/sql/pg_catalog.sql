CREATE SCHEMA cat
----
CREATE SCHEMA

CREATE VIEW cat.v(one, two) AS SELECT 1, 'x'::varchar(7)
----
CREATE VIEW

CREATE TEMP TABLE tt (a int NOT NULL, b numeric(6,2), c text, d timestamptz)
----
CREATE TABLE

SELECT nspname FROM pg_namespace WHERE nspname IN ('cat', 'public', 'pg_catalog', 'information_schema') ORDER BY 1
----
nspname
cat
information_schema
pg_catalog
public

SELECT relname, relkind, relnatts FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'cat'
----
relname|relkind|relnatts
v|v|2

SELECT attname, format_type(atttypid, atttypmod), attnotnull, attnum FROM pg_attribute WHERE attrelid = 'cat.v'::regclass AND attnum > 0 ORDER BY attnum
----
attname|format_type|attnotnull|attnum
one|integer|f|1
two|character varying(7)|f|2

SELECT attname, format_type(atttypid, atttypmod), attnotnull, attlen, attbyval, attalign, attstorage FROM pg_attribute WHERE attrelid = 'tt'::regclass AND attnum > 0 ORDER BY attnum
----
attname|format_type|attnotnull|attlen|attbyval|attalign|attstorage
a|integer|t|4|t|i|p
b|numeric(6,2)|f|-1|f|i|m
c|text|f|-1|f|i|x
d|timestamp with time zone|f|8|t|d|p

SELECT 'cat.v'::regclass::text, 'tt'::regclass::text, 'pg_class'::regclass::oid, 'int4'::regtype::oid, 'cat'::regnamespace::text
----
text|text|oid|oid|text
cat.v|tt|1259|23|cat

SELECT 'cat.nope'::regclass
----
ERROR 42P01 relation "cat.nope" does not exist @8

SELECT to_regclass('cat.nope'), to_regclass('cat.v')::text
----
to_regclass|to_regclass
NULL|cat.v

SELECT pg_table_is_visible('cat.v'::regclass), pg_table_is_visible('tt'::regclass), pg_table_is_visible('pg_class'::regclass)
----
pg_table_is_visible|pg_table_is_visible|pg_table_is_visible
f|t|t

SET search_path = cat, public
----
SET

SELECT 'v'::regclass::text, current_schema(), current_schemas(false)
----
text|current_schema|current_schemas
v|cat|{cat,public}

SELECT * FROM v
----
one|two
1|x

RESET search_path
----
RESET

SELECT table_schema, table_name, table_type FROM information_schema.tables WHERE table_schema = 'cat'
----
table_schema|table_name|table_type
cat|v|VIEW

SELECT column_name, ordinal_position, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, udt_name FROM information_schema.columns WHERE table_name = 'tt' ORDER BY ordinal_position
----
column_name|ordinal_position|is_nullable|data_type|character_maximum_length|numeric_precision|numeric_scale|udt_name
a|1|NO|integer|NULL|32|0|int4
b|2|YES|numeric|NULL|6|2|numeric
c|3|YES|text|NULL|NULL|NULL|text
d|4|YES|timestamp with time zone|NULL|NULL|NULL|timestamptz

SELECT column_name, data_type, character_maximum_length FROM information_schema.columns WHERE table_schema = 'cat' ORDER BY ordinal_position
----
column_name|data_type|character_maximum_length
one|integer|NULL
two|character varying|7

SELECT oid, typname, typlen, typbyval, typtype, typcategory, typispreferred, typdelim, typelem, typarray, typinput::text, typoutput::text, typreceive::text, typsend::text FROM pg_type WHERE typname IN ('int4', 'text', '_int4', 'numeric', 'jsonb', 'bool') ORDER BY oid
----
oid|typname|typlen|typbyval|typtype|typcategory|typispreferred|typdelim|typelem|typarray|typinput|typoutput|typreceive|typsend
16|bool|1|t|b|B|t|,|0|1000|boolin|boolout|boolrecv|boolsend
23|int4|4|t|b|N|f|,|0|1007|int4in|int4out|int4recv|int4send
25|text|-1|f|b|S|t|,|0|1009|textin|textout|textrecv|textsend
1007|_int4|-1|f|b|A|f|,|23|0|array_in|array_out|array_recv|array_send
1700|numeric|-1|f|b|N|f|,|0|1231|numeric_in|numeric_out|numeric_recv|numeric_send
3802|jsonb|-1|f|b|U|f|,|0|3807|jsonb_in|jsonb_out|jsonb_recv|jsonb_send

SELECT count(*) FROM pg_am WHERE amname = 'heap'
----
count
1

SELECT datname = current_database(), pg_encoding_to_char(encoding), datallowconn FROM pg_database WHERE datname = current_database()
----
?column?|pg_encoding_to_char|datallowconn
t|UTF8|t

SELECT rolname, rolsuper, rolcanlogin FROM pg_roles WHERE rolname = current_user
----
rolname|rolsuper|rolcanlogin
tarn|t|t

SELECT name, setting, unit, vartype FROM pg_settings WHERE name IN ('DateStyle', 'statement_timeout', 'client_min_messages', 'integer_datetimes') ORDER BY lower(name)
----
name|setting|unit|vartype
client_min_messages|notice|NULL|enum
DateStyle|ISO, MDY|NULL|string
integer_datetimes|on|NULL|bool
statement_timeout|0|ms|integer

SELECT current_setting('search_path'), current_setting('no.such', true), set_config('my.own', 'v', false), current_setting('my.own')
----
current_setting|current_setting|set_config|current_setting
"$user", public|NULL|v|v

SELECT current_setting('no.such')
----
ERROR 42704 unrecognized configuration parameter "no.such"

SELECT has_table_privilege('cat.v', 'SELECT'), has_schema_privilege('cat', 'USAGE')
----
has_table_privilege|has_schema_privilege
t|t

SELECT obj_description('pg_catalog'::regnamespace, 'pg_namespace'), obj_description('tt'::regclass)
----
obj_description|obj_description
system catalog schema|NULL

SELECT relname FROM pg_class WHERE relname = 'pg_index' AND relkind = 'r'
----
relname
pg_index

SELECT count(*) FROM pg_index WHERE indrelid = 'tt'::regclass
----
count
0

DROP SCHEMA cat
----
ERROR 2BP01 cannot drop schema cat because other objects depend on it

DROP VIEW cat.v
----
DROP VIEW

DROP SCHEMA cat
----
DROP SCHEMA
