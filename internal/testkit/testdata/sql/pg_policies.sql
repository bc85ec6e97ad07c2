CREATE ROLE y_bob
----
CREATE ROLE

CREATE ROLE y_eve
----
CREATE ROLE

CREATE ROLE y_all BYPASSRLS
----
CREATE ROLE

CREATE ROLE y_grp
----
CREATE ROLE

GRANT y_grp TO y_eve
----
GRANT ROLE

CREATE TEMP TABLE docs (id int PRIMARY KEY, owner text, level int, body text CHECK (body <> 'bad'))
----
CREATE TABLE

INSERT INTO docs VALUES (1, 'y_bob', 1, 'one'), (2, 'y_eve', 2, 'two'), (3, 'y_bob', 3, 'three'), (4, 'none', 0, 'zero')
----
INSERT 0 4

GRANT ALL ON docs TO y_bob, y_eve, y_all
----
GRANT

ALTER TABLE docs ENABLE ROW LEVEL SECURITY
----
ALTER TABLE

SET SESSION AUTHORIZATION y_bob
----
SET

SELECT * FROM docs ORDER BY id
----
id|owner|level|body

SELECT count(*) FROM docs
----
count
0

UPDATE docs SET level = 9
----
UPDATE 0

DELETE FROM docs
----
DELETE 0

INSERT INTO docs VALUES (5, 'y_bob', 1, 'five')
----
ERROR 42501 new row violates row-level security policy for table "docs"

ALTER TABLE docs DISABLE ROW LEVEL SECURITY
----
ERROR 42501 must be owner of table docs

CREATE POLICY mine ON docs USING (true)
----
ERROR 42501 must be owner of table docs

RESET SESSION AUTHORIZATION
----
RESET

CREATE POLICY own ON docs USING (owner = current_user)
----
CREATE POLICY

CREATE POLICY own ON docs USING (true)
----
ERROR 42710 policy "own" for table "docs" already exists

CREATE POLICY low ON docs FOR SELECT USING (level < 1)
----
CREATE POLICY

CREATE POLICY nope ON docs FOR SELECT WITH CHECK (true)
----
ERROR 42601 WITH CHECK cannot be applied to SELECT or DELETE

CREATE POLICY nope ON docs FOR INSERT USING (true)
----
ERROR 42601 only WITH CHECK expression allowed for INSERT

CREATE POLICY nope ON docs USING (missing = 1)
----
ERROR 42703 column "missing" does not exist

CREATE POLICY nope ON nothing USING (true)
----
ERROR 42P01 relation "nothing" does not exist

CREATE POLICY nope ON docs AS SOMETHING USING (true)
----
ERROR 42601 unrecognized row security option "something" @31

CREATE POLICY nope ON docs TO nobody_there USING (true)
----
ERROR 42704 role "nobody_there" does not exist

SET SESSION AUTHORIZATION y_bob
----
SET

SELECT * FROM docs ORDER BY id
----
id|owner|level|body
1|y_bob|1|one
3|y_bob|3|three
4|none|0|zero

SELECT count(*), max(level) FROM docs
----
count|max
3|3

SELECT d.id FROM docs d JOIN docs e ON d.id = e.id WHERE e.body LIKE '%e%' ORDER BY 1
----
id
1
3
4

SELECT id FROM docs WHERE 1 / (level - 2) < 5 ORDER BY id
----
id
1
3
4

SELECT id, (SELECT count(*) FROM docs i WHERE i.level >= o.level) FROM docs o ORDER BY id
----
id|count
1|2
3|1
4|3

SELECT id FROM docs WHERE id IN (SELECT id FROM docs WHERE level > 0) ORDER BY id
----
id
1
3

WITH q AS (SELECT * FROM docs) SELECT count(*) FROM q
----
count
3

PREPARE p AS SELECT id FROM docs ORDER BY id
----
PREPARE

EXECUTE p
----
id
1
3
4

INSERT INTO docs VALUES (5, 'y_bob', 1, 'five')
----
INSERT 0 1

INSERT INTO docs VALUES (6, 'y_eve', 1, 'six')
----
ERROR 42501 new row violates row-level security policy for table "docs"

INSERT INTO docs SELECT id + 10, owner, level, body FROM docs WHERE owner = 'y_bob'
----
INSERT 0 3

INSERT INTO docs VALUES (7, NULL, 1, 'seven')
----
ERROR 42501 new row violates row-level security policy for table "docs"

INSERT INTO docs VALUES (2, 'y_bob', 1, 'taken')
----
ERROR 23505 duplicate key value violates unique constraint "docs_pkey"

INSERT INTO docs VALUES (8, 'y_bob', 1, 'bad')
----
ERROR 23514 new row for relation "docs" violates check constraint "docs_body_check"

UPDATE docs SET level = level + 1
----
UPDATE 6

UPDATE docs SET owner = 'y_eve' WHERE id = 5
----
ERROR 42501 new row violates row-level security policy for table "docs"

UPDATE docs SET body = 'x' WHERE id = 2
----
UPDATE 0

UPDATE docs SET body = 'x' WHERE id = 4
----
UPDATE 0

DELETE FROM docs WHERE id = 4
----
DELETE 0

DELETE FROM docs WHERE id = 5 RETURNING id
----
id
5

SELECT * FROM docs ORDER BY id
----
id|owner|level|body
1|y_bob|2|one
3|y_bob|4|three
4|none|0|zero
11|y_bob|2|one
13|y_bob|4|three
15|y_bob|2|five

SET row_security = off
----
SET

SELECT * FROM docs
----
ERROR 42501 query would be affected by row-level security policy for table "docs"

RESET row_security
----
RESET

SET SESSION AUTHORIZATION y_eve
----
SET

SELECT * FROM docs ORDER BY id
----
id|owner|level|body
2|y_eve|2|two
4|none|0|zero

EXECUTE p
----
id
2
4

SET SESSION AUTHORIZATION y_all
----
SET

SELECT count(*) FROM docs
----
count
7

RESET SESSION AUTHORIZATION
----
RESET

SELECT count(*) FROM docs
----
count
7

CREATE POLICY cap ON docs AS RESTRICTIVE USING (level < 3)
----
CREATE POLICY

CREATE POLICY group_sees ON docs FOR SELECT TO y_grp USING (level = 4)
----
CREATE POLICY

SELECT policyname, permissive, roles, cmd FROM pg_policies WHERE tablename = 'docs' ORDER BY 1
----
policyname|permissive|roles|cmd
cap|RESTRICTIVE|{public}|ALL
group_sees|PERMISSIVE|{y_grp}|SELECT
low|PERMISSIVE|{public}|SELECT
own|PERMISSIVE|{public}|ALL

SELECT polname, polcmd, polpermissive, polroles FROM pg_policy WHERE polname IN ('own', 'low') ORDER BY 1
----
polname|polcmd|polpermissive|polroles
low|r|t|{0}
own|*|t|{0}

SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = 'docs'::regclass
----
relrowsecurity|relforcerowsecurity
t|f

SET SESSION AUTHORIZATION y_bob
----
SET

SELECT * FROM docs ORDER BY id
----
id|owner|level|body
1|y_bob|2|one
4|none|0|zero
11|y_bob|2|one
15|y_bob|2|five

INSERT INTO docs VALUES (20, 'y_bob', 7, 'cap')
----
ERROR 42501 new row violates row-level security policy "cap" for table "docs"

INSERT INTO docs VALUES (21, 'y_bob', 1, 'ok')
----
INSERT 0 1

UPDATE docs SET level = 5 WHERE id = 21
----
ERROR 42501 new row violates row-level security policy "cap" for table "docs"

UPDATE docs SET level = 2 WHERE id = 21 RETURNING *
----
id|owner|level|body
21|y_bob|2|ok

SET SESSION AUTHORIZATION y_eve
----
SET

SELECT * FROM docs ORDER BY id
----
id|owner|level|body
2|y_eve|2|two
4|none|0|zero

RESET SESSION AUTHORIZATION
----
RESET

DROP POLICY cap ON docs
----
DROP POLICY

DROP POLICY cap ON docs
----
ERROR 42704 policy "cap" for table "docs" does not exist

DROP POLICY IF EXISTS cap ON docs
----
DROP POLICY

ALTER POLICY group_sees ON docs USING (level > 100)
----
ALTER POLICY

ALTER POLICY low ON docs RENAME TO own
----
ERROR 42710 policy "own" for table "docs" already exists

ALTER POLICY low ON docs RENAME TO lowest
----
ALTER POLICY

ALTER POLICY low ON docs USING (true)
----
ERROR 42704 policy "low" for table "docs" does not exist

DROP ROLE y_grp
----
ERROR 2BP01 role "y_grp" cannot be dropped because some objects depend on it

SET SESSION AUTHORIZATION y_eve
----
SET

SELECT id FROM docs ORDER BY id
----
id
2
4

RESET SESSION AUTHORIZATION
----
RESET

CREATE TEMP TABLE grants (who name, least int)
----
CREATE TABLE

INSERT INTO grants VALUES ('y_eve', 2)
----
INSERT 0 1

CREATE POLICY by_table ON docs FOR SELECT USING (level >= (SELECT least FROM grants WHERE who = current_user))
----
CREATE POLICY

SET SESSION AUTHORIZATION y_eve
----
SET

SELECT id FROM docs ORDER BY id
----
ERROR 42501 permission denied for table grants

RESET SESSION AUTHORIZATION
----
RESET

GRANT SELECT ON grants TO y_eve
----
GRANT

SET SESSION AUTHORIZATION y_eve
----
SET

SELECT id FROM docs ORDER BY id
----
id
1
2
3
4
11
13
15
21

SELECT id FROM docs WHERE body = 'two'
----
id
2

RESET SESSION AUTHORIZATION
----
RESET

CREATE POLICY loop ON grants USING (EXISTS (SELECT 1 FROM grants g WHERE g.who = grants.who))
----
CREATE POLICY

ALTER TABLE grants ENABLE ROW LEVEL SECURITY
----
ALTER TABLE

SET SESSION AUTHORIZATION y_eve
----
SET

SELECT * FROM grants
----
ERROR 42P17 infinite recursion detected in policy for relation "grants"

RESET SESSION AUTHORIZATION
----
RESET

DROP POLICY loop ON grants
----
DROP POLICY

ALTER TABLE docs FORCE ROW LEVEL SECURITY
----
ALTER TABLE

SELECT count(*) FROM docs
----
count
8

ALTER TABLE docs NO FORCE ROW LEVEL SECURITY
----
ALTER TABLE

ALTER TABLE docs DISABLE ROW LEVEL SECURITY
----
ALTER TABLE

SET SESSION AUTHORIZATION y_bob
----
SET

SELECT count(*) FROM docs
----
count
8

RESET SESSION AUTHORIZATION
----
RESET

DROP TABLE docs
----
DROP TABLE

DROP TABLE grants
----
DROP TABLE

DROP ROLE y_bob, y_eve, y_all, y_grp
----
DROP ROLE
