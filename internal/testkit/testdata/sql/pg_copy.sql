COPY (SELECT 1 AS a, 'x' AS b) TO STDOUT
----
COPY 1

COPY (VALUES (1, E'tab\there'), (NULL, E'back\\slash')) TO STDOUT WITH (FORMAT text, DELIMITER '|', NULL 'nil')
----
COPY 2

COPY (SELECT 1) TO STDOUT (FORMAT nonsense)
----
ERROR 22023 COPY format "nonsense" not recognized @28

COPY (SELECT 1) TO STDOUT (FORMAT csv, QUOTE 'ab')
----
ERROR 0A000 COPY quote must be a single one-byte character

COPY no_such_table TO STDOUT
----
ERROR 42P01 relation "no_such_table" does not exist

COPY (SELECT oops) TO STDOUT
----
ERROR 42703 column "oops" does not exist @14
