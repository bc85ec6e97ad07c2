-- The MySQL dialect: statements run or are refused by name

SET sql_dialect = 'mysql'
----
SET

CREATE TEMPORARY TABLE m (id int, name varchar(20), price decimal(8,2), d date, dt datetime)
----
CREATE TABLE

INSERT INTO m VALUES (1,'ann',1.50,'2024-01-31','2024-01-31 10:20:30'),(2,'Bob',NULL,'2023-12-25','2023-12-25 00:00:00'),(3,NULL,7.25,NULL,NULL),(4,'ann',-3,'2024-02-29','2024-02-29 23:59:59')
----
INSERT 0 4

SELECT `id`, name AS `n m` FROM m ORDER BY id LIMIT 1, 2
----
id|n m
2|Bob
3|NULL

SELECT 7 DIV 2, 7 / 2, 7 MOD 2, 7 % 4, -7 DIV 2, 5 / 0, 5 % 0
----
trunc|?column?|?column?|?column?|trunc|?column?|?column?
3|3.5000000000000000|1|3|-3|NULL|NULL

SELECT 1 || 0, 1 && 0, 1 XOR 1, !0, NOT 1
----
ERROR 42804 argument of OR must be type boolean, not type integer

SELECT NULL <=> NULL, 1 <=> NULL, 1 <=> 1
----
?column?|?column?|?column?
t|f|t

SELECT 6 ^ 3, 6 & 3, 6 | 3, ~0, 1 << 4, 256 >> 2
----
?column?|?column?|?column?|?column?|?column?|?column?
5|2|7|-1|16|64

SELECT "double", 'it''s', 'a\'b', "say ""hi"""
----
?column?|?column?|?column?|?column?
double|it's|a'b|say "hi"

SELECT IF(price > 2, 'dear', 'cheap') AS k, id FROM m ORDER BY id
----
k|id
cheap|1
cheap|2
dear|3
cheap|4

SELECT IFNULL(name, '?'), IFNULL(price, 0) FROM m ORDER BY id
----
coalesce|coalesce
ann|1.50
Bob|0
?|7.25
ann|-3.00

SELECT CONCAT(name, '-', id) FROM m ORDER BY id
----
?column?
ann-1
Bob-2
NULL
ann-4

SELECT CONCAT_WS(',', name, id, price) FROM m ORDER BY id
----
concat_ws
ann,1,1.50
Bob,2
3,7.25
ann,4,-3.00

SELECT LENGTH('é'), CHAR_LENGTH('é'), UCASE('abc'), LCASE('ABC'), REVERSE('abc'), LEFT('abc', 2), RIGHT('abc', 2)
----
octet_length|char_length|upper|lower|reverse|left|right
2|1|ABC|abc|cba|ab|bc

SELECT SUBSTRING('abcdef', 2, 3), SUBSTR('abcdef', 3), MID('abcdef', 2, 2), SUBSTRING('abcdef' FROM 2 FOR 2)
----
substr|substr|substr|substr
bcd|cdef|bc|bc

SELECT LOCATE('c', 'abc'), INSTR('abc', 'b'), POSITION('z' IN 'abc'), REPLACE('aXbX', 'X', '-')
----
locate|instr|strpos|replace
3|2|0|a-b-

SELECT TRIM('  x '), LTRIM('  x'), RTRIM('x  '), TRIM(BOTH 'z' FROM 'zxz'), LPAD('5', 3, '0'), RPAD('5', 3, '0'), REPEAT('ab', 2), SPACE(2)
----
btrim|ltrim|rtrim|btrim|lpad|rpad|repeat|space
x|x|x|x|005|500|abab|  

SELECT ABS(-1), CEIL(1.2), CEILING(1.2), FLOOR(-1.2), ROUND(2.567, 2), TRUNCATE(2.567, 1), MOD(7, 3), POW(2, 3), SQRT(9), SIGN(-4)
----
ERROR 42883 function truncate(numeric, integer) does not exist

SELECT GREATEST(1, 5, 3), LEAST(1, 5, 3), GREATEST(1, NULL)
----
greatest|least|greatest
5|1|1

SELECT COALESCE(NULL, 2), NULLIF(1, 1), ISNULL(NULL), ISNULL(1)
----
coalesce|nullif|?column?|?column?
2|NULL|t|f

SELECT YEAR(d), MONTH(d), DAY(d), QUARTER(d) FROM m ORDER BY id
----
extract|extract|extract|extract
2024|1|31|1
2023|12|25|4
NULL|NULL|NULL|NULL
2024|2|29|1

SELECT HOUR(dt), MINUTE(dt), SECOND(dt) FROM m ORDER BY id
----
extract|extract|extract
10|20|30
0|0|0
NULL|NULL|NULL
23|59|59

SELECT DAYOFWEEK('2024-01-31'), DAYOFYEAR('2024-01-31'), WEEKDAY('2024-01-31'), LAST_DAY('2024-02-10')
----
ERROR 42725 function extract(unknown, unknown) is not unique

SELECT DATE_ADD(d, INTERVAL 1 DAY), DATE_SUB(d, INTERVAL 1 MONTH), d + INTERVAL 1 YEAR FROM m ORDER BY id
----
?column?|?column?|?column?
2024-02-01 00:00:00|2023-12-31 00:00:00|2025-01-31 00:00:00
2023-12-26 00:00:00|2023-11-25 00:00:00|2024-12-25 00:00:00
NULL|NULL|NULL
2024-03-01 00:00:00|2024-01-29 00:00:00|2025-02-28 00:00:00

SELECT DATEDIFF('2024-03-01', '2024-02-01'), DATEDIFF(d, '2024-01-01') FROM m ORDER BY id
----
?column?|?column?
29|30
29|-7
29|NULL
29|59

SELECT DATE_FORMAT(dt, '%Y-%m-%d %H:%i') FROM m ORDER BY id
----
ERROR 42883 function date_format(timestamp without time zone, unknown) does not exist

SELECT STR_TO_DATE('31.01.2024', '%d.%m.%Y')
----
ERROR 42883 function str_to_date(unknown, unknown) does not exist

SELECT TIMESTAMPDIFF(DAY, '2024-01-01', '2024-02-01'), TIMESTAMPADD(HOUR, 2, '2024-01-01 00:00:00')
----
ERROR 0A000 function TIMESTAMPDIFF in the MySQL dialect is not supported

SELECT EXTRACT(YEAR FROM dt), DATE(dt) FROM m ORDER BY id
----
extract|dt
2024|2024-01-31
2023|2023-12-25
NULL|NULL
2024|2024-02-29

SELECT UNIX_TIMESTAMP('1970-01-02 00:00:00')
----
unix_timestamp
86400

SELECT CAST('12' AS SIGNED), CAST(12.6 AS DECIMAL(4,1)), CAST(5 AS CHAR), CONVERT('2024-01-01', DATE)
----
int8|numeric|text|date
12|12.6|5|2024-01-01

SELECT COUNT(*), SUM(price), AVG(price), MIN(name), MAX(name), COUNT(DISTINCT name) FROM m
----
count|sum|avg|min|max|count
4|5.75|1.9166666666666667|Bob|ann|2

SELECT name, COUNT(*) AS c FROM m GROUP BY name HAVING c > 1
----
ERROR 42703 column "c" does not exist

SELECT name, SUM(price) FROM m GROUP BY name WITH ROLLUP
----
name|sum
Bob|NULL
NULL|5.75
NULL|7.25
ann|-1.50

SELECT GROUP_CONCAT(id ORDER BY id DESC SEPARATOR ';') FROM m
----
string_agg
4;3;2;1

SELECT GROUP_CONCAT(DISTINCT name ORDER BY name) FROM m
----
ERROR 42P10 in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list

SELECT STD(price), VARIANCE(price), BIT_OR(id), BIT_AND(id) FROM m
----
stddev_pop|var_pop|bit_or|bit_and
4.1949043162177397|17.5972222222222222|7|0

SELECT ROW_NUMBER() OVER (ORDER BY id), RANK() OVER (PARTITION BY name ORDER BY id) FROM m ORDER BY id
----
row_number|rank
1|1
2|1
3|1
4|2

SELECT id, SUM(price) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM m ORDER BY id
----
id|sum
1|1.50
2|1.50
3|7.25
4|4.25

SELECT id, LAG(id) OVER w, LEAD(id, 1, 0) OVER w FROM m WINDOW w AS (ORDER BY id) ORDER BY id
----
id|lag|lead
1|NULL|2
2|1|3
3|2|4
4|3|0

SELECT * FROM m a JOIN m b ON a.name = b.name AND a.id < b.id
----
id|name|price|d|dt|id|name|price|d|dt
1|ann|1.50|2024-01-31|2024-01-31 10:20:30|4|ann|-3.00|2024-02-29|2024-02-29 23:59:59

SELECT a.id, b.id FROM m a LEFT JOIN m b ON a.id = b.id + 1 ORDER BY a.id
----
id|id
1|NULL
2|1
3|2
4|3

SELECT a.id FROM m a INNER JOIN m b USING (id) ORDER BY 1
----
id
1
2
3
4

SELECT a.id, b.id FROM m a STRAIGHT_JOIN m b WHERE a.id = b.id AND a.id < 3 ORDER BY 1
----
id|id
1|1
2|2

SELECT id FROM m WHERE name LIKE 'a%' ORDER BY id
----
id
1
4

SELECT id FROM m WHERE name NOT LIKE 'B_b' ORDER BY id
----
id
1
4

SELECT id FROM m WHERE name REGEXP '^a' ORDER BY id
----
id
1
4

SELECT id FROM m WHERE name RLIKE 'N$' ORDER BY id
----
id
1
4

SELECT id FROM m WHERE price BETWEEN 1 AND 8 AND id IN (1, 3, 5) ORDER BY id
----
id
1
3

SELECT id FROM m WHERE id NOT IN (SELECT id FROM m WHERE price IS NULL) ORDER BY id
----
id
1
3
4

SELECT id FROM m WHERE EXISTS (SELECT 1 FROM m x WHERE x.id = m.id + 1) ORDER BY id
----
id
1
2
3

SELECT id FROM m WHERE price > ALL (SELECT price FROM m WHERE id > 3) ORDER BY id
----
id
1
3

SELECT (SELECT MAX(id) FROM m) AS top, (SELECT name FROM m WHERE id = 1) AS first
----
top|first
4|ann

SELECT DISTINCT name FROM m ORDER BY name
----
name
NULL
Bob
ann

SELECT ALL name FROM m ORDER BY id
----
name
ann
Bob
NULL
ann

SELECT SQL_NO_CACHE id FROM m ORDER BY id LIMIT 1
----
id
1

SELECT id FROM m ORDER BY name IS NULL, name DESC, id
----
id
1
4
2
3

SELECT id FROM m ORDER BY price LIMIT 2 OFFSET 1
----
id
4
1

SELECT name FROM m UNION SELECT 'zed' ORDER BY 1
----
name
NULL
Bob
ann
zed

SELECT 1 AS x UNION ALL SELECT 1
----
x
1
1

SELECT 1 INTERSECT SELECT 1
----
?column?
1

SELECT 1 EXCEPT SELECT 2
----
?column?
1

WITH c AS (SELECT id FROM m WHERE id < 3) SELECT COUNT(*) FROM c
----
count
2

WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 4) SELECT SUM(n) FROM r
----
sum
10

SELECT t.x FROM (SELECT id AS x FROM m) AS t WHERE t.x > 2 ORDER BY 1
----
x
3
4

SELECT * FROM m WHERE id = 1 FOR UPDATE
----
id|name|price|d|dt
1|ann|1.50|2024-01-31|2024-01-31 10:20:30

SELECT * FROM m WHERE id = 1 LOCK IN SHARE MODE
----
id|name|price|d|dt
1|ann|1.50|2024-01-31|2024-01-31 10:20:30

SELECT CASE id WHEN 1 THEN 'one' ELSE 'more' END FROM m ORDER BY id
----
case
one
more
more
more

SELECT CASE WHEN price IS NULL THEN 0 ELSE price END FROM m ORDER BY id
----
price
1.50
0
7.25
-3.00

SELECT JSON_OBJECT('a', 1, 'b', 'x'), JSON_ARRAY(1, 'x')
----
json_build_object|json_build_array
{"a" : 1, "b" : "x"}|[1, "x"]

SELECT JSON_EXTRACT('{"a": {"b": 2}}', '$.a.b')
----
ERROR 42883 function json_extract(unknown, unknown) does not exist

SELECT JSON_UNQUOTE(JSON_EXTRACT('{"a": "x"}', '$.a'))
----
ERROR 42883 function json_extract(unknown, unknown) does not exist

SELECT MD5('a'), HEX(255), UNHEX('4d'), CRC32('a')
----
md5|hex|unhex|crc32
0cc175b9c0f1b6a831c399e269772661|FF|\x4d|3904355907

SELECT DATABASE(), SCHEMA(), VERSION() IS NOT NULL, CONNECTION_ID() > 0
----
ERROR 42883 function connection_id() does not exist

SELECT USER() IS NOT NULL, CURRENT_USER() IS NOT NULL
----
?column?|?column?
t|t

SELECT NOW() IS NOT NULL, CURDATE() = CURRENT_DATE(), SYSDATE() IS NOT NULL, UTC_TIMESTAMP() IS NOT NULL
----
ERROR 42883 function utc_timestamp() does not exist

SELECT FIELD('b', 'a', 'b'), ELT(2, 'a', 'b'), FIND_IN_SET('b', 'a,b')
----
ERROR 42883 function field(unknown, unknown, unknown) does not exist

SELECT RAND() < 1, UUID() IS NOT NULL
----
?column?|?column?
t|t

SELECT x'4d59', 0x41, b'101'
----
bytea|bytea|bytea
\x4d59|\x41|\x05

SELECT 1e3, .5, 1.50
----
float8|?column?|?column?
1000|0.5|1.50

SELECT TRUE, FALSE, NULL
----
?column?|?column?|?column?
t|f|NULL

SELECT 'a' 'b'
----
?column?
ab

SELECT 'a' = 'A', 'a' < 'b'
----
?column?|?column?
f|t

SELECT 1 -- a comment
----
?column?
1

SELECT 1 # a comment
----
?column?
1

SELECT /* inner */ 1
----
?column?
1

SELECT @x
----
ERROR 0A000 user variable @x in the MySQL dialect is not supported

SELECT @@version
----
ERROR 42704 unrecognized configuration parameter "version"

SET @x = 1
----
ERROR 0A000 user variable @x in the MySQL dialect is not supported

SET NAMES utf8mb4
----
ERROR 22023 invalid value for parameter "client_encoding": "utf8mb4"

SET autocommit = 1
----
ERROR 42704 unrecognized configuration parameter "autocommit"

SHOW TABLES
----
database|tableName|isTemporary
''|m|true

SHOW COLUMNS FROM m
----
col_name
id
name
price
d
dt

DESCRIBE m
----
col_name|data_type|comment
id|integer|''
name|character varying(20)|''
price|numeric(8,2)|''
d|date|''
dt|timestamp without time zone|''

USE public
----
USE

BEGIN
----
BEGIN

SELECT 1
----
?column?
1

COMMIT
----
COMMIT

START TRANSACTION
----
BEGIN

ROLLBACK
----
ROLLBACK

UPDATE m SET price = 1 WHERE id = 2
----
UPDATE 1

DELETE FROM m WHERE id = 9
----
DELETE 0

INSERT INTO m (id, name) VALUES (9, 'x')
----
INSERT 0 1

INSERT INTO m SET id = 10, name = 'y'
----
INSERT 0 1

REPLACE INTO m VALUES (1, 'x', 1, NULL, NULL)
----
ERROR 0A000 REPLACE in the MySQL dialect is not supported

INSERT INTO m (id) VALUES (1) ON DUPLICATE KEY UPDATE name = 'z'
----
ERROR 0A000 ON DUPLICATE KEY UPDATE in the MySQL dialect is not supported

TRUNCATE TABLE m
----
TRUNCATE TABLE

CREATE INDEX i ON m (id)
----
ERROR 0A000 this statement in the MySQL dialect is not supported

ALTER TABLE m ADD COLUMN z int
----
ERROR 0A000 this statement in the MySQL dialect is not supported

DROP TABLE m
----
DROP TABLE

LOAD DATA INFILE 'x' INTO TABLE m
----
ERROR 0A000 this statement in the MySQL dialect is not supported

SELECT * INTO OUTFILE 'x' FROM m
----
ERROR 42601 syntax error at or near "FROM" @27

SELECT nope FROM m
----
ERROR 42P01 relation "m" does not exist

SELECT * FROM no_such_table
----
ERROR 42P01 relation "no_such_table" does not exist

SELECT 1 FROM
----
ERROR 42601 syntax error at end of input @13

SELECT $$x$$
----
ERROR 42703 column "$$x$$" does not exist

SELECT 1::int
----
ERROR 42601 syntax error at or near "::int" @9

SELECT FOO(1)
----
ERROR 42883 function foo(integer) does not exist

PREPARE s FROM 'SELECT ?'
----
ERROR 0A000 this statement in the MySQL dialect is not supported

SET sql_dialect = 'postgres'
----
SET

SELECT 1::int AS back
----
back
1

SELECT `id` FROM m
----
ERROR 42P01 relation "m" does not exist @18

SELECT 1 DIV 2
----
div
0

SELECT 7 DIV 2 AS a, `b` FROM t LIMIT 1, 2
----
ERROR 42601 LIMIT #,# syntax is not supported @33

SET sql_dialect = 'oracle'
----
ERROR 22023 invalid value for parameter "sql_dialect": "oracle"
