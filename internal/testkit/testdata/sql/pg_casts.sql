-- Casts from every type to every type
-- errors by code

SELECT ('0'::int2)::int2
----
int2
0

SELECT ('1'::int2)::int2
----
int2
1

SELECT ('-1'::int2)::int2
----
int2
-1

SELECT ('32767'::int2)::int2
----
int2
32767

SELECT ('-32768'::int2)::int2
----
int2
-32768

SELECT ('0'::int2)::int4
----
int4
0

SELECT ('1'::int2)::int4
----
int4
1

SELECT ('-1'::int2)::int4
----
int4
-1

SELECT ('32767'::int2)::int4
----
int4
32767

SELECT ('-32768'::int2)::int4
----
int4
-32768

SELECT ('0'::int2)::int8
----
int8
0

SELECT ('1'::int2)::int8
----
int8
1

SELECT ('-1'::int2)::int8
----
int8
-1

SELECT ('32767'::int2)::int8
----
int8
32767

SELECT ('-32768'::int2)::int8
----
int8
-32768

SELECT ('0'::int2)::numeric
----
numeric
0

SELECT ('1'::int2)::numeric
----
numeric
1

SELECT ('-1'::int2)::numeric
----
numeric
-1

SELECT ('32767'::int2)::numeric
----
numeric
32767

SELECT ('-32768'::int2)::numeric
----
numeric
-32768

SELECT ('0'::int2)::numeric(6,2)
----
numeric
0.00

SELECT ('1'::int2)::numeric(6,2)
----
numeric
1.00

SELECT ('-1'::int2)::numeric(6,2)
----
numeric
-1.00

SELECT ('32767'::int2)::numeric(6,2)
----
ERROR 22003

SELECT ('-32768'::int2)::numeric(6,2)
----
ERROR 22003

SELECT ('0'::int2)::float4
----
float4
0

SELECT ('1'::int2)::float4
----
float4
1

SELECT ('-1'::int2)::float4
----
float4
-1

SELECT ('32767'::int2)::float4
----
float4
32767

SELECT ('-32768'::int2)::float4
----
float4
-32768

SELECT ('0'::int2)::float8
----
float8
0

SELECT ('1'::int2)::float8
----
float8
1

SELECT ('-1'::int2)::float8
----
float8
-1

SELECT ('32767'::int2)::float8
----
float8
32767

SELECT ('-32768'::int2)::float8
----
float8
-32768

SELECT ('0'::int2)::text
----
text
0

SELECT ('1'::int2)::text
----
text
1

SELECT ('-1'::int2)::text
----
text
-1

SELECT ('32767'::int2)::text
----
text
32767

SELECT ('-32768'::int2)::text
----
text
-32768

SELECT ('0'::int2)::varchar(3)
----
varchar
0

SELECT ('1'::int2)::varchar(3)
----
varchar
1

SELECT ('-1'::int2)::varchar(3)
----
varchar
-1

SELECT ('32767'::int2)::varchar(3)
----
varchar
327

SELECT ('-32768'::int2)::varchar(3)
----
varchar
-32

SELECT ('0'::int2)::char(4)
----
bpchar
0   

SELECT ('1'::int2)::char(4)
----
bpchar
1   

SELECT ('-1'::int2)::char(4)
----
bpchar
-1  

SELECT ('32767'::int2)::char(4)
----
bpchar
3276

SELECT ('-32768'::int2)::char(4)
----
bpchar
-327

SELECT ('0'::int2)::bool
----
ERROR 42846

SELECT ('1'::int2)::bool
----
ERROR 42846

SELECT ('-1'::int2)::bool
----
ERROR 42846

SELECT ('32767'::int2)::bool
----
ERROR 42846

SELECT ('-32768'::int2)::bool
----
ERROR 42846

SELECT ('0'::int2)::date
----
ERROR 42846

SELECT ('1'::int2)::date
----
ERROR 42846

SELECT ('-1'::int2)::date
----
ERROR 42846

SELECT ('32767'::int2)::date
----
ERROR 42846

SELECT ('-32768'::int2)::date
----
ERROR 42846

SELECT ('0'::int2)::time
----
ERROR 42846

SELECT ('1'::int2)::time
----
ERROR 42846

SELECT ('-1'::int2)::time
----
ERROR 42846

SELECT ('32767'::int2)::time
----
ERROR 42846

SELECT ('-32768'::int2)::time
----
ERROR 42846

SELECT ('0'::int2)::timestamp
----
ERROR 42846

SELECT ('1'::int2)::timestamp
----
ERROR 42846

SELECT ('-1'::int2)::timestamp
----
ERROR 42846

SELECT ('32767'::int2)::timestamp
----
ERROR 42846

SELECT ('-32768'::int2)::timestamp
----
ERROR 42846

SELECT ('0'::int2)::timestamptz
----
ERROR 42846

SELECT ('1'::int2)::timestamptz
----
ERROR 42846

SELECT ('-1'::int2)::timestamptz
----
ERROR 42846

SELECT ('32767'::int2)::timestamptz
----
ERROR 42846

SELECT ('-32768'::int2)::timestamptz
----
ERROR 42846

SELECT ('0'::int2)::interval
----
ERROR 42846

SELECT ('1'::int2)::interval
----
ERROR 42846

SELECT ('-1'::int2)::interval
----
ERROR 42846

SELECT ('32767'::int2)::interval
----
ERROR 42846

SELECT ('-32768'::int2)::interval
----
ERROR 42846

SELECT ('0'::int2)::uuid
----
ERROR 42846

SELECT ('1'::int2)::uuid
----
ERROR 42846

SELECT ('-1'::int2)::uuid
----
ERROR 42846

SELECT ('32767'::int2)::uuid
----
ERROR 42846

SELECT ('-32768'::int2)::uuid
----
ERROR 42846

SELECT ('0'::int2)::bytea
----
ERROR 42846

SELECT ('1'::int2)::bytea
----
ERROR 42846

SELECT ('-1'::int2)::bytea
----
ERROR 42846

SELECT ('32767'::int2)::bytea
----
ERROR 42846

SELECT ('-32768'::int2)::bytea
----
ERROR 42846

SELECT ('0'::int2)::json
----
ERROR 42846

SELECT ('1'::int2)::json
----
ERROR 42846

SELECT ('-1'::int2)::json
----
ERROR 42846

SELECT ('32767'::int2)::json
----
ERROR 42846

SELECT ('-32768'::int2)::json
----
ERROR 42846

SELECT ('0'::int2)::jsonb
----
ERROR 42846

SELECT ('1'::int2)::jsonb
----
ERROR 42846

SELECT ('-1'::int2)::jsonb
----
ERROR 42846

SELECT ('32767'::int2)::jsonb
----
ERROR 42846

SELECT ('-32768'::int2)::jsonb
----
ERROR 42846

SELECT ('0'::int2)::int4[]
----
ERROR 42846

SELECT ('1'::int2)::int4[]
----
ERROR 42846

SELECT ('-1'::int2)::int4[]
----
ERROR 42846

SELECT ('32767'::int2)::int4[]
----
ERROR 42846

SELECT ('-32768'::int2)::int4[]
----
ERROR 42846

SELECT ('0'::int2)::text[]
----
ERROR 42846

SELECT ('1'::int2)::text[]
----
ERROR 42846

SELECT ('-1'::int2)::text[]
----
ERROR 42846

SELECT ('32767'::int2)::text[]
----
ERROR 42846

SELECT ('-32768'::int2)::text[]
----
ERROR 42846

SELECT ('0'::int4)::int2
----
int2
0

SELECT ('1'::int4)::int2
----
int2
1

SELECT ('-1'::int4)::int2
----
int2
-1

SELECT ('2147483647'::int4)::int2
----
ERROR 22003

SELECT ('-2147483648'::int4)::int2
----
ERROR 22003

SELECT ('42'::int4)::int2
----
int2
42

SELECT ('0'::int4)::int4
----
int4
0

SELECT ('1'::int4)::int4
----
int4
1

SELECT ('-1'::int4)::int4
----
int4
-1

SELECT ('2147483647'::int4)::int4
----
int4
2147483647

SELECT ('-2147483648'::int4)::int4
----
int4
-2147483648

SELECT ('42'::int4)::int4
----
int4
42

SELECT ('0'::int4)::int8
----
int8
0

SELECT ('1'::int4)::int8
----
int8
1

SELECT ('-1'::int4)::int8
----
int8
-1

SELECT ('2147483647'::int4)::int8
----
int8
2147483647

SELECT ('-2147483648'::int4)::int8
----
int8
-2147483648

SELECT ('42'::int4)::int8
----
int8
42

SELECT ('0'::int4)::numeric
----
numeric
0

SELECT ('1'::int4)::numeric
----
numeric
1

SELECT ('-1'::int4)::numeric
----
numeric
-1

SELECT ('2147483647'::int4)::numeric
----
numeric
2147483647

SELECT ('-2147483648'::int4)::numeric
----
numeric
-2147483648

SELECT ('42'::int4)::numeric
----
numeric
42

SELECT ('0'::int4)::numeric(6,2)
----
numeric
0.00

SELECT ('1'::int4)::numeric(6,2)
----
numeric
1.00

SELECT ('-1'::int4)::numeric(6,2)
----
numeric
-1.00

SELECT ('2147483647'::int4)::numeric(6,2)
----
ERROR 22003

SELECT ('-2147483648'::int4)::numeric(6,2)
----
ERROR 22003

SELECT ('42'::int4)::numeric(6,2)
----
numeric
42.00

SELECT ('0'::int4)::float4
----
float4
0

SELECT ('1'::int4)::float4
----
float4
1

SELECT ('-1'::int4)::float4
----
float4
-1

SELECT ('2147483647'::int4)::float4
----
float4
2.1474836e+09

SELECT ('-2147483648'::int4)::float4
----
float4
-2.1474836e+09

SELECT ('42'::int4)::float4
----
float4
42

SELECT ('0'::int4)::float8
----
float8
0

SELECT ('1'::int4)::float8
----
float8
1

SELECT ('-1'::int4)::float8
----
float8
-1

SELECT ('2147483647'::int4)::float8
----
float8
2147483647

SELECT ('-2147483648'::int4)::float8
----
float8
-2147483648

SELECT ('42'::int4)::float8
----
float8
42

SELECT ('0'::int4)::text
----
text
0

SELECT ('1'::int4)::text
----
text
1

SELECT ('-1'::int4)::text
----
text
-1

SELECT ('2147483647'::int4)::text
----
text
2147483647

SELECT ('-2147483648'::int4)::text
----
text
-2147483648

SELECT ('42'::int4)::text
----
text
42

SELECT ('0'::int4)::varchar(3)
----
varchar
0

SELECT ('1'::int4)::varchar(3)
----
varchar
1

SELECT ('-1'::int4)::varchar(3)
----
varchar
-1

SELECT ('2147483647'::int4)::varchar(3)
----
varchar
214

SELECT ('-2147483648'::int4)::varchar(3)
----
varchar
-21

SELECT ('42'::int4)::varchar(3)
----
varchar
42

SELECT ('0'::int4)::char(4)
----
bpchar
0   

SELECT ('1'::int4)::char(4)
----
bpchar
1   

SELECT ('-1'::int4)::char(4)
----
bpchar
-1  

SELECT ('2147483647'::int4)::char(4)
----
bpchar
2147

SELECT ('-2147483648'::int4)::char(4)
----
bpchar
-214

SELECT ('42'::int4)::char(4)
----
bpchar
42  

SELECT ('0'::int4)::bool
----
bool
f

SELECT ('1'::int4)::bool
----
bool
t

SELECT ('-1'::int4)::bool
----
bool
t

SELECT ('2147483647'::int4)::bool
----
bool
t

SELECT ('-2147483648'::int4)::bool
----
bool
t

SELECT ('42'::int4)::bool
----
bool
t

SELECT ('0'::int4)::date
----
ERROR 42846

SELECT ('1'::int4)::date
----
ERROR 42846

SELECT ('-1'::int4)::date
----
ERROR 42846

SELECT ('2147483647'::int4)::date
----
ERROR 42846

SELECT ('-2147483648'::int4)::date
----
ERROR 42846

SELECT ('42'::int4)::date
----
ERROR 42846

SELECT ('0'::int4)::time
----
ERROR 42846

SELECT ('1'::int4)::time
----
ERROR 42846

SELECT ('-1'::int4)::time
----
ERROR 42846

SELECT ('2147483647'::int4)::time
----
ERROR 42846

SELECT ('-2147483648'::int4)::time
----
ERROR 42846

SELECT ('42'::int4)::time
----
ERROR 42846

SELECT ('0'::int4)::timestamp
----
ERROR 42846

SELECT ('1'::int4)::timestamp
----
ERROR 42846

SELECT ('-1'::int4)::timestamp
----
ERROR 42846

SELECT ('2147483647'::int4)::timestamp
----
ERROR 42846

SELECT ('-2147483648'::int4)::timestamp
----
ERROR 42846

SELECT ('42'::int4)::timestamp
----
ERROR 42846

SELECT ('0'::int4)::timestamptz
----
ERROR 42846

SELECT ('1'::int4)::timestamptz
----
ERROR 42846

SELECT ('-1'::int4)::timestamptz
----
ERROR 42846

SELECT ('2147483647'::int4)::timestamptz
----
ERROR 42846

SELECT ('-2147483648'::int4)::timestamptz
----
ERROR 42846

SELECT ('42'::int4)::timestamptz
----
ERROR 42846

SELECT ('0'::int4)::interval
----
ERROR 42846

SELECT ('1'::int4)::interval
----
ERROR 42846

SELECT ('-1'::int4)::interval
----
ERROR 42846

SELECT ('2147483647'::int4)::interval
----
ERROR 42846

SELECT ('-2147483648'::int4)::interval
----
ERROR 42846

SELECT ('42'::int4)::interval
----
ERROR 42846

SELECT ('0'::int4)::uuid
----
ERROR 42846

SELECT ('1'::int4)::uuid
----
ERROR 42846

SELECT ('-1'::int4)::uuid
----
ERROR 42846

SELECT ('2147483647'::int4)::uuid
----
ERROR 42846

SELECT ('-2147483648'::int4)::uuid
----
ERROR 42846

SELECT ('42'::int4)::uuid
----
ERROR 42846

SELECT ('0'::int4)::bytea
----
ERROR 42846

SELECT ('1'::int4)::bytea
----
ERROR 42846

SELECT ('-1'::int4)::bytea
----
ERROR 42846

SELECT ('2147483647'::int4)::bytea
----
ERROR 42846

SELECT ('-2147483648'::int4)::bytea
----
ERROR 42846

SELECT ('42'::int4)::bytea
----
ERROR 42846

SELECT ('0'::int4)::json
----
ERROR 42846

SELECT ('1'::int4)::json
----
ERROR 42846

SELECT ('-1'::int4)::json
----
ERROR 42846

SELECT ('2147483647'::int4)::json
----
ERROR 42846

SELECT ('-2147483648'::int4)::json
----
ERROR 42846

SELECT ('42'::int4)::json
----
ERROR 42846

SELECT ('0'::int4)::jsonb
----
ERROR 42846

SELECT ('1'::int4)::jsonb
----
ERROR 42846

SELECT ('-1'::int4)::jsonb
----
ERROR 42846

SELECT ('2147483647'::int4)::jsonb
----
ERROR 42846

SELECT ('-2147483648'::int4)::jsonb
----
ERROR 42846

SELECT ('42'::int4)::jsonb
----
ERROR 42846

SELECT ('0'::int4)::int4[]
----
ERROR 42846

SELECT ('1'::int4)::int4[]
----
ERROR 42846

SELECT ('-1'::int4)::int4[]
----
ERROR 42846

SELECT ('2147483647'::int4)::int4[]
----
ERROR 42846

SELECT ('-2147483648'::int4)::int4[]
----
ERROR 42846

SELECT ('42'::int4)::int4[]
----
ERROR 42846

SELECT ('0'::int4)::text[]
----
ERROR 42846

SELECT ('1'::int4)::text[]
----
ERROR 42846

SELECT ('-1'::int4)::text[]
----
ERROR 42846

SELECT ('2147483647'::int4)::text[]
----
ERROR 42846

SELECT ('-2147483648'::int4)::text[]
----
ERROR 42846

SELECT ('42'::int4)::text[]
----
ERROR 42846

SELECT ('0'::int8)::int2
----
int2
0

SELECT ('1'::int8)::int2
----
int2
1

SELECT ('-1'::int8)::int2
----
int2
-1

SELECT ('9223372036854775807'::int8)::int2
----
ERROR 22003

SELECT ('-9223372036854775808'::int8)::int2
----
ERROR 22003

SELECT ('0'::int8)::int4
----
int4
0

SELECT ('1'::int8)::int4
----
int4
1

SELECT ('-1'::int8)::int4
----
int4
-1

SELECT ('9223372036854775807'::int8)::int4
----
ERROR 22003

SELECT ('-9223372036854775808'::int8)::int4
----
ERROR 22003

SELECT ('0'::int8)::int8
----
int8
0

SELECT ('1'::int8)::int8
----
int8
1

SELECT ('-1'::int8)::int8
----
int8
-1

SELECT ('9223372036854775807'::int8)::int8
----
int8
9223372036854775807

SELECT ('-9223372036854775808'::int8)::int8
----
int8
-9223372036854775808

SELECT ('0'::int8)::numeric
----
numeric
0

SELECT ('1'::int8)::numeric
----
numeric
1

SELECT ('-1'::int8)::numeric
----
numeric
-1

SELECT ('9223372036854775807'::int8)::numeric
----
numeric
9223372036854775807

SELECT ('-9223372036854775808'::int8)::numeric
----
numeric
-9223372036854775808

SELECT ('0'::int8)::numeric(6,2)
----
numeric
0.00

SELECT ('1'::int8)::numeric(6,2)
----
numeric
1.00

SELECT ('-1'::int8)::numeric(6,2)
----
numeric
-1.00

SELECT ('9223372036854775807'::int8)::numeric(6,2)
----
ERROR 22003

SELECT ('-9223372036854775808'::int8)::numeric(6,2)
----
ERROR 22003

SELECT ('0'::int8)::float4
----
float4
0

SELECT ('1'::int8)::float4
----
float4
1

SELECT ('-1'::int8)::float4
----
float4
-1

SELECT ('9223372036854775807'::int8)::float4
----
float4
9.223372e+18

SELECT ('-9223372036854775808'::int8)::float4
----
float4
-9.223372e+18

SELECT ('0'::int8)::float8
----
float8
0

SELECT ('1'::int8)::float8
----
float8
1

SELECT ('-1'::int8)::float8
----
float8
-1

SELECT ('9223372036854775807'::int8)::float8
----
float8
9.223372036854776e+18

SELECT ('-9223372036854775808'::int8)::float8
----
float8
-9.223372036854776e+18

SELECT ('0'::int8)::text
----
text
0

SELECT ('1'::int8)::text
----
text
1

SELECT ('-1'::int8)::text
----
text
-1

SELECT ('9223372036854775807'::int8)::text
----
text
9223372036854775807

SELECT ('-9223372036854775808'::int8)::text
----
text
-9223372036854775808

SELECT ('0'::int8)::varchar(3)
----
varchar
0

SELECT ('1'::int8)::varchar(3)
----
varchar
1

SELECT ('-1'::int8)::varchar(3)
----
varchar
-1

SELECT ('9223372036854775807'::int8)::varchar(3)
----
varchar
922

SELECT ('-9223372036854775808'::int8)::varchar(3)
----
varchar
-92

SELECT ('0'::int8)::char(4)
----
bpchar
0   

SELECT ('1'::int8)::char(4)
----
bpchar
1   

SELECT ('-1'::int8)::char(4)
----
bpchar
-1  

SELECT ('9223372036854775807'::int8)::char(4)
----
bpchar
9223

SELECT ('-9223372036854775808'::int8)::char(4)
----
bpchar
-922

SELECT ('0'::int8)::bool
----
ERROR 42846

SELECT ('1'::int8)::bool
----
ERROR 42846

SELECT ('-1'::int8)::bool
----
ERROR 42846

SELECT ('9223372036854775807'::int8)::bool
----
ERROR 42846

SELECT ('-9223372036854775808'::int8)::bool
----
ERROR 42846

SELECT ('0'::int8)::date
----
ERROR 42846

SELECT ('1'::int8)::date
----
ERROR 42846

SELECT ('-1'::int8)::date
----
ERROR 42846

SELECT ('9223372036854775807'::int8)::date
----
ERROR 42846

SELECT ('-9223372036854775808'::int8)::date
----
ERROR 42846

SELECT ('0'::int8)::time
----
ERROR 42846

SELECT ('1'::int8)::time
----
ERROR 42846

SELECT ('-1'::int8)::time
----
ERROR 42846

SELECT ('9223372036854775807'::int8)::time
----
ERROR 42846

SELECT ('-9223372036854775808'::int8)::time
----
ERROR 42846

SELECT ('0'::int8)::timestamp
----
ERROR 42846

SELECT ('1'::int8)::timestamp
----
ERROR 42846

SELECT ('-1'::int8)::timestamp
----
ERROR 42846

SELECT ('9223372036854775807'::int8)::timestamp
----
ERROR 42846

SELECT ('-9223372036854775808'::int8)::timestamp
----
ERROR 42846

SELECT ('0'::int8)::timestamptz
----
ERROR 42846

SELECT ('1'::int8)::timestamptz
----
ERROR 42846

SELECT ('-1'::int8)::timestamptz
----
ERROR 42846

SELECT ('9223372036854775807'::int8)::timestamptz
----
ERROR 42846

SELECT ('-9223372036854775808'::int8)::timestamptz
----
ERROR 42846

SELECT ('0'::int8)::interval
----
ERROR 42846

SELECT ('1'::int8)::interval
----
ERROR 42846

SELECT ('-1'::int8)::interval
----
ERROR 42846

SELECT ('9223372036854775807'::int8)::interval
----
ERROR 42846

SELECT ('-9223372036854775808'::int8)::interval
----
ERROR 42846

SELECT ('0'::int8)::uuid
----
ERROR 42846

SELECT ('1'::int8)::uuid
----
ERROR 42846

SELECT ('-1'::int8)::uuid
----
ERROR 42846

SELECT ('9223372036854775807'::int8)::uuid
----
ERROR 42846

SELECT ('-9223372036854775808'::int8)::uuid
----
ERROR 42846

SELECT ('0'::int8)::bytea
----
ERROR 42846

SELECT ('1'::int8)::bytea
----
ERROR 42846

SELECT ('-1'::int8)::bytea
----
ERROR 42846

SELECT ('9223372036854775807'::int8)::bytea
----
ERROR 42846

SELECT ('-9223372036854775808'::int8)::bytea
----
ERROR 42846

SELECT ('0'::int8)::json
----
ERROR 42846

SELECT ('1'::int8)::json
----
ERROR 42846

SELECT ('-1'::int8)::json
----
ERROR 42846

SELECT ('9223372036854775807'::int8)::json
----
ERROR 42846

SELECT ('-9223372036854775808'::int8)::json
----
ERROR 42846

SELECT ('0'::int8)::jsonb
----
ERROR 42846

SELECT ('1'::int8)::jsonb
----
ERROR 42846

SELECT ('-1'::int8)::jsonb
----
ERROR 42846

SELECT ('9223372036854775807'::int8)::jsonb
----
ERROR 42846

SELECT ('-9223372036854775808'::int8)::jsonb
----
ERROR 42846

SELECT ('0'::int8)::int4[]
----
ERROR 42846

SELECT ('1'::int8)::int4[]
----
ERROR 42846

SELECT ('-1'::int8)::int4[]
----
ERROR 42846

SELECT ('9223372036854775807'::int8)::int4[]
----
ERROR 42846

SELECT ('-9223372036854775808'::int8)::int4[]
----
ERROR 42846

SELECT ('0'::int8)::text[]
----
ERROR 42846

SELECT ('1'::int8)::text[]
----
ERROR 42846

SELECT ('-1'::int8)::text[]
----
ERROR 42846

SELECT ('9223372036854775807'::int8)::text[]
----
ERROR 42846

SELECT ('-9223372036854775808'::int8)::text[]
----
ERROR 42846

SELECT ('0'::numeric)::int2
----
int2
0

SELECT ('1.5'::numeric)::int2
----
int2
2

SELECT ('-1.5'::numeric)::int2
----
int2
-2

SELECT ('2.5'::numeric)::int2
----
int2
3

SELECT ('-2.5'::numeric)::int2
----
int2
-3

SELECT ('1e20'::numeric)::int2
----
ERROR 22003

SELECT ('NaN'::numeric)::int2
----
ERROR 0A000

SELECT ('Infinity'::numeric)::int2
----
ERROR 0A000

SELECT ('0.000001'::numeric)::int2
----
int2
0

SELECT ('123456.789'::numeric)::int2
----
ERROR 22003

SELECT ('9999999999999999999999.5'::numeric)::int2
----
ERROR 22003

SELECT ('0'::numeric)::int4
----
int4
0

SELECT ('1.5'::numeric)::int4
----
int4
2

SELECT ('-1.5'::numeric)::int4
----
int4
-2

SELECT ('2.5'::numeric)::int4
----
int4
3

SELECT ('-2.5'::numeric)::int4
----
int4
-3

SELECT ('1e20'::numeric)::int4
----
ERROR 22003

SELECT ('NaN'::numeric)::int4
----
ERROR 0A000

SELECT ('Infinity'::numeric)::int4
----
ERROR 0A000

SELECT ('0.000001'::numeric)::int4
----
int4
0

SELECT ('123456.789'::numeric)::int4
----
int4
123457

SELECT ('9999999999999999999999.5'::numeric)::int4
----
ERROR 22003

SELECT ('0'::numeric)::int8
----
int8
0

SELECT ('1.5'::numeric)::int8
----
int8
2

SELECT ('-1.5'::numeric)::int8
----
int8
-2

SELECT ('2.5'::numeric)::int8
----
int8
3

SELECT ('-2.5'::numeric)::int8
----
int8
-3

SELECT ('1e20'::numeric)::int8
----
ERROR 22003

SELECT ('NaN'::numeric)::int8
----
ERROR 0A000

SELECT ('Infinity'::numeric)::int8
----
ERROR 0A000

SELECT ('0.000001'::numeric)::int8
----
int8
0

SELECT ('123456.789'::numeric)::int8
----
int8
123457

SELECT ('9999999999999999999999.5'::numeric)::int8
----
ERROR 22003

SELECT ('0'::numeric)::numeric
----
numeric
0

SELECT ('1.5'::numeric)::numeric
----
numeric
1.5

SELECT ('-1.5'::numeric)::numeric
----
numeric
-1.5

SELECT ('2.5'::numeric)::numeric
----
numeric
2.5

SELECT ('-2.5'::numeric)::numeric
----
numeric
-2.5

SELECT ('1e20'::numeric)::numeric
----
numeric
100000000000000000000

SELECT ('NaN'::numeric)::numeric
----
numeric
NaN

SELECT ('Infinity'::numeric)::numeric
----
numeric
Infinity

SELECT ('0.000001'::numeric)::numeric
----
numeric
0.000001

SELECT ('123456.789'::numeric)::numeric
----
numeric
123456.789

SELECT ('9999999999999999999999.5'::numeric)::numeric
----
numeric
9999999999999999999999.5

SELECT ('0'::numeric)::numeric(6,2)
----
numeric
0.00

SELECT ('1.5'::numeric)::numeric(6,2)
----
numeric
1.50

SELECT ('-1.5'::numeric)::numeric(6,2)
----
numeric
-1.50

SELECT ('2.5'::numeric)::numeric(6,2)
----
numeric
2.50

SELECT ('-2.5'::numeric)::numeric(6,2)
----
numeric
-2.50

SELECT ('1e20'::numeric)::numeric(6,2)
----
ERROR 22003

SELECT ('NaN'::numeric)::numeric(6,2)
----
numeric
NaN

SELECT ('Infinity'::numeric)::numeric(6,2)
----
ERROR 22003

SELECT ('0.000001'::numeric)::numeric(6,2)
----
numeric
0.00

SELECT ('123456.789'::numeric)::numeric(6,2)
----
ERROR 22003

SELECT ('9999999999999999999999.5'::numeric)::numeric(6,2)
----
ERROR 22003

SELECT ('0'::numeric)::float4
----
float4
0

SELECT ('1.5'::numeric)::float4
----
float4
1.5

SELECT ('-1.5'::numeric)::float4
----
float4
-1.5

SELECT ('2.5'::numeric)::float4
----
float4
2.5

SELECT ('-2.5'::numeric)::float4
----
float4
-2.5

SELECT ('1e20'::numeric)::float4
----
float4
1e+20

SELECT ('NaN'::numeric)::float4
----
float4
NaN

SELECT ('Infinity'::numeric)::float4
----
float4
Infinity

SELECT ('0.000001'::numeric)::float4
----
float4
1e-06

SELECT ('123456.789'::numeric)::float4
----
float4
123456.79

SELECT ('9999999999999999999999.5'::numeric)::float4
----
float4
1e+22

SELECT ('0'::numeric)::float8
----
float8
0

SELECT ('1.5'::numeric)::float8
----
float8
1.5

SELECT ('-1.5'::numeric)::float8
----
float8
-1.5

SELECT ('2.5'::numeric)::float8
----
float8
2.5

SELECT ('-2.5'::numeric)::float8
----
float8
-2.5

SELECT ('1e20'::numeric)::float8
----
float8
1e+20

SELECT ('NaN'::numeric)::float8
----
float8
NaN

SELECT ('Infinity'::numeric)::float8
----
float8
Infinity

SELECT ('0.000001'::numeric)::float8
----
float8
1e-06

SELECT ('123456.789'::numeric)::float8
----
float8
123456.789

SELECT ('9999999999999999999999.5'::numeric)::float8
----
float8
1e+22

SELECT ('0'::numeric)::text
----
text
0

SELECT ('1.5'::numeric)::text
----
text
1.5

SELECT ('-1.5'::numeric)::text
----
text
-1.5

SELECT ('2.5'::numeric)::text
----
text
2.5

SELECT ('-2.5'::numeric)::text
----
text
-2.5

SELECT ('1e20'::numeric)::text
----
text
100000000000000000000

SELECT ('NaN'::numeric)::text
----
text
NaN

SELECT ('Infinity'::numeric)::text
----
text
Infinity

SELECT ('0.000001'::numeric)::text
----
text
0.000001

SELECT ('123456.789'::numeric)::text
----
text
123456.789

SELECT ('9999999999999999999999.5'::numeric)::text
----
text
9999999999999999999999.5

SELECT ('0'::numeric)::varchar(3)
----
varchar
0

SELECT ('1.5'::numeric)::varchar(3)
----
varchar
1.5

SELECT ('-1.5'::numeric)::varchar(3)
----
varchar
-1.

SELECT ('2.5'::numeric)::varchar(3)
----
varchar
2.5

SELECT ('-2.5'::numeric)::varchar(3)
----
varchar
-2.

SELECT ('1e20'::numeric)::varchar(3)
----
varchar
100

SELECT ('NaN'::numeric)::varchar(3)
----
varchar
NaN

SELECT ('Infinity'::numeric)::varchar(3)
----
varchar
Inf

SELECT ('0.000001'::numeric)::varchar(3)
----
varchar
0.0

SELECT ('123456.789'::numeric)::varchar(3)
----
varchar
123

SELECT ('9999999999999999999999.5'::numeric)::varchar(3)
----
varchar
999

SELECT ('0'::numeric)::char(4)
----
bpchar
0   

SELECT ('1.5'::numeric)::char(4)
----
bpchar
1.5 

SELECT ('-1.5'::numeric)::char(4)
----
bpchar
-1.5

SELECT ('2.5'::numeric)::char(4)
----
bpchar
2.5 

SELECT ('-2.5'::numeric)::char(4)
----
bpchar
-2.5

SELECT ('1e20'::numeric)::char(4)
----
bpchar
1000

SELECT ('NaN'::numeric)::char(4)
----
bpchar
NaN 

SELECT ('Infinity'::numeric)::char(4)
----
bpchar
Infi

SELECT ('0.000001'::numeric)::char(4)
----
bpchar
0.00

SELECT ('123456.789'::numeric)::char(4)
----
bpchar
1234

SELECT ('9999999999999999999999.5'::numeric)::char(4)
----
bpchar
9999

SELECT ('0'::numeric)::bool
----
ERROR 42846

SELECT ('1.5'::numeric)::bool
----
ERROR 42846

SELECT ('-1.5'::numeric)::bool
----
ERROR 42846

SELECT ('2.5'::numeric)::bool
----
ERROR 42846

SELECT ('-2.5'::numeric)::bool
----
ERROR 42846

SELECT ('1e20'::numeric)::bool
----
ERROR 42846

SELECT ('NaN'::numeric)::bool
----
ERROR 42846

SELECT ('Infinity'::numeric)::bool
----
ERROR 42846

SELECT ('0.000001'::numeric)::bool
----
ERROR 42846

SELECT ('123456.789'::numeric)::bool
----
ERROR 42846

SELECT ('9999999999999999999999.5'::numeric)::bool
----
ERROR 42846

SELECT ('0'::numeric)::date
----
ERROR 42846

SELECT ('1.5'::numeric)::date
----
ERROR 42846

SELECT ('-1.5'::numeric)::date
----
ERROR 42846

SELECT ('2.5'::numeric)::date
----
ERROR 42846

SELECT ('-2.5'::numeric)::date
----
ERROR 42846

SELECT ('1e20'::numeric)::date
----
ERROR 42846

SELECT ('NaN'::numeric)::date
----
ERROR 42846

SELECT ('Infinity'::numeric)::date
----
ERROR 42846

SELECT ('0.000001'::numeric)::date
----
ERROR 42846

SELECT ('123456.789'::numeric)::date
----
ERROR 42846

SELECT ('9999999999999999999999.5'::numeric)::date
----
ERROR 42846

SELECT ('0'::numeric)::time
----
ERROR 42846

SELECT ('1.5'::numeric)::time
----
ERROR 42846

SELECT ('-1.5'::numeric)::time
----
ERROR 42846

SELECT ('2.5'::numeric)::time
----
ERROR 42846

SELECT ('-2.5'::numeric)::time
----
ERROR 42846

SELECT ('1e20'::numeric)::time
----
ERROR 42846

SELECT ('NaN'::numeric)::time
----
ERROR 42846

SELECT ('Infinity'::numeric)::time
----
ERROR 42846

SELECT ('0.000001'::numeric)::time
----
ERROR 42846

SELECT ('123456.789'::numeric)::time
----
ERROR 42846

SELECT ('9999999999999999999999.5'::numeric)::time
----
ERROR 42846

SELECT ('0'::numeric)::timestamp
----
ERROR 42846

SELECT ('1.5'::numeric)::timestamp
----
ERROR 42846

SELECT ('-1.5'::numeric)::timestamp
----
ERROR 42846

SELECT ('2.5'::numeric)::timestamp
----
ERROR 42846

SELECT ('-2.5'::numeric)::timestamp
----
ERROR 42846

SELECT ('1e20'::numeric)::timestamp
----
ERROR 42846

SELECT ('NaN'::numeric)::timestamp
----
ERROR 42846

SELECT ('Infinity'::numeric)::timestamp
----
ERROR 42846

SELECT ('0.000001'::numeric)::timestamp
----
ERROR 42846

SELECT ('123456.789'::numeric)::timestamp
----
ERROR 42846

SELECT ('9999999999999999999999.5'::numeric)::timestamp
----
ERROR 42846

SELECT ('0'::numeric)::timestamptz
----
ERROR 42846

SELECT ('1.5'::numeric)::timestamptz
----
ERROR 42846

SELECT ('-1.5'::numeric)::timestamptz
----
ERROR 42846

SELECT ('2.5'::numeric)::timestamptz
----
ERROR 42846

SELECT ('-2.5'::numeric)::timestamptz
----
ERROR 42846

SELECT ('1e20'::numeric)::timestamptz
----
ERROR 42846

SELECT ('NaN'::numeric)::timestamptz
----
ERROR 42846

SELECT ('Infinity'::numeric)::timestamptz
----
ERROR 42846

SELECT ('0.000001'::numeric)::timestamptz
----
ERROR 42846

SELECT ('123456.789'::numeric)::timestamptz
----
ERROR 42846

SELECT ('9999999999999999999999.5'::numeric)::timestamptz
----
ERROR 42846

SELECT ('0'::numeric)::interval
----
ERROR 42846

SELECT ('1.5'::numeric)::interval
----
ERROR 42846

SELECT ('-1.5'::numeric)::interval
----
ERROR 42846

SELECT ('2.5'::numeric)::interval
----
ERROR 42846

SELECT ('-2.5'::numeric)::interval
----
ERROR 42846

SELECT ('1e20'::numeric)::interval
----
ERROR 42846

SELECT ('NaN'::numeric)::interval
----
ERROR 42846

SELECT ('Infinity'::numeric)::interval
----
ERROR 42846

SELECT ('0.000001'::numeric)::interval
----
ERROR 42846

SELECT ('123456.789'::numeric)::interval
----
ERROR 42846

SELECT ('9999999999999999999999.5'::numeric)::interval
----
ERROR 42846

SELECT ('0'::numeric)::uuid
----
ERROR 42846

SELECT ('1.5'::numeric)::uuid
----
ERROR 42846

SELECT ('-1.5'::numeric)::uuid
----
ERROR 42846

SELECT ('2.5'::numeric)::uuid
----
ERROR 42846

SELECT ('-2.5'::numeric)::uuid
----
ERROR 42846

SELECT ('1e20'::numeric)::uuid
----
ERROR 42846

SELECT ('NaN'::numeric)::uuid
----
ERROR 42846

SELECT ('Infinity'::numeric)::uuid
----
ERROR 42846

SELECT ('0.000001'::numeric)::uuid
----
ERROR 42846

SELECT ('123456.789'::numeric)::uuid
----
ERROR 42846

SELECT ('9999999999999999999999.5'::numeric)::uuid
----
ERROR 42846

SELECT ('0'::numeric)::bytea
----
ERROR 42846

SELECT ('1.5'::numeric)::bytea
----
ERROR 42846

SELECT ('-1.5'::numeric)::bytea
----
ERROR 42846

SELECT ('2.5'::numeric)::bytea
----
ERROR 42846

SELECT ('-2.5'::numeric)::bytea
----
ERROR 42846

SELECT ('1e20'::numeric)::bytea
----
ERROR 42846

SELECT ('NaN'::numeric)::bytea
----
ERROR 42846

SELECT ('Infinity'::numeric)::bytea
----
ERROR 42846

SELECT ('0.000001'::numeric)::bytea
----
ERROR 42846

SELECT ('123456.789'::numeric)::bytea
----
ERROR 42846

SELECT ('9999999999999999999999.5'::numeric)::bytea
----
ERROR 42846

SELECT ('0'::numeric)::json
----
ERROR 42846

SELECT ('1.5'::numeric)::json
----
ERROR 42846

SELECT ('-1.5'::numeric)::json
----
ERROR 42846

SELECT ('2.5'::numeric)::json
----
ERROR 42846

SELECT ('-2.5'::numeric)::json
----
ERROR 42846

SELECT ('1e20'::numeric)::json
----
ERROR 42846

SELECT ('NaN'::numeric)::json
----
ERROR 42846

SELECT ('Infinity'::numeric)::json
----
ERROR 42846

SELECT ('0.000001'::numeric)::json
----
ERROR 42846

SELECT ('123456.789'::numeric)::json
----
ERROR 42846

SELECT ('9999999999999999999999.5'::numeric)::json
----
ERROR 42846

SELECT ('0'::numeric)::jsonb
----
ERROR 42846

SELECT ('1.5'::numeric)::jsonb
----
ERROR 42846

SELECT ('-1.5'::numeric)::jsonb
----
ERROR 42846

SELECT ('2.5'::numeric)::jsonb
----
ERROR 42846

SELECT ('-2.5'::numeric)::jsonb
----
ERROR 42846

SELECT ('1e20'::numeric)::jsonb
----
ERROR 42846

SELECT ('NaN'::numeric)::jsonb
----
ERROR 42846

SELECT ('Infinity'::numeric)::jsonb
----
ERROR 42846

SELECT ('0.000001'::numeric)::jsonb
----
ERROR 42846

SELECT ('123456.789'::numeric)::jsonb
----
ERROR 42846

SELECT ('9999999999999999999999.5'::numeric)::jsonb
----
ERROR 42846

SELECT ('0'::numeric)::int4[]
----
ERROR 42846

SELECT ('1.5'::numeric)::int4[]
----
ERROR 42846

SELECT ('-1.5'::numeric)::int4[]
----
ERROR 42846

SELECT ('2.5'::numeric)::int4[]
----
ERROR 42846

SELECT ('-2.5'::numeric)::int4[]
----
ERROR 42846

SELECT ('1e20'::numeric)::int4[]
----
ERROR 42846

SELECT ('NaN'::numeric)::int4[]
----
ERROR 42846

SELECT ('Infinity'::numeric)::int4[]
----
ERROR 42846

SELECT ('0.000001'::numeric)::int4[]
----
ERROR 42846

SELECT ('123456.789'::numeric)::int4[]
----
ERROR 42846

SELECT ('9999999999999999999999.5'::numeric)::int4[]
----
ERROR 42846

SELECT ('0'::numeric)::text[]
----
ERROR 42846

SELECT ('1.5'::numeric)::text[]
----
ERROR 42846

SELECT ('-1.5'::numeric)::text[]
----
ERROR 42846

SELECT ('2.5'::numeric)::text[]
----
ERROR 42846

SELECT ('-2.5'::numeric)::text[]
----
ERROR 42846

SELECT ('1e20'::numeric)::text[]
----
ERROR 42846

SELECT ('NaN'::numeric)::text[]
----
ERROR 42846

SELECT ('Infinity'::numeric)::text[]
----
ERROR 42846

SELECT ('0.000001'::numeric)::text[]
----
ERROR 42846

SELECT ('123456.789'::numeric)::text[]
----
ERROR 42846

SELECT ('9999999999999999999999.5'::numeric)::text[]
----
ERROR 42846

SELECT ('0'::float4)::int2
----
int2
0

SELECT ('1.5'::float4)::int2
----
int2
2

SELECT ('-2.5'::float4)::int2
----
int2
-2

SELECT ('1e20'::float4)::int2
----
ERROR 22003

SELECT ('NaN'::float4)::int2
----
ERROR 22003

SELECT ('Infinity'::float4)::int2
----
ERROR 22003

SELECT ('-0'::float4)::int2
----
int2
0

SELECT ('3.4e38'::float4)::int2
----
ERROR 22003

SELECT ('0.1'::float4)::int2
----
int2
0

SELECT ('0'::float4)::int4
----
int4
0

SELECT ('1.5'::float4)::int4
----
int4
2

SELECT ('-2.5'::float4)::int4
----
int4
-2

SELECT ('1e20'::float4)::int4
----
ERROR 22003

SELECT ('NaN'::float4)::int4
----
ERROR 22003

SELECT ('Infinity'::float4)::int4
----
ERROR 22003

SELECT ('-0'::float4)::int4
----
int4
0

SELECT ('3.4e38'::float4)::int4
----
ERROR 22003

SELECT ('0.1'::float4)::int4
----
int4
0

SELECT ('0'::float4)::int8
----
int8
0

SELECT ('1.5'::float4)::int8
----
int8
2

SELECT ('-2.5'::float4)::int8
----
int8
-2

SELECT ('1e20'::float4)::int8
----
ERROR 22003

SELECT ('NaN'::float4)::int8
----
ERROR 22003

SELECT ('Infinity'::float4)::int8
----
ERROR 22003

SELECT ('-0'::float4)::int8
----
int8
0

SELECT ('3.4e38'::float4)::int8
----
ERROR 22003

SELECT ('0.1'::float4)::int8
----
int8
0

SELECT ('0'::float4)::numeric
----
numeric
0

SELECT ('1.5'::float4)::numeric
----
numeric
1.5

SELECT ('-2.5'::float4)::numeric
----
numeric
-2.5

SELECT ('1e20'::float4)::numeric
----
numeric
100000000000000000000

SELECT ('NaN'::float4)::numeric
----
numeric
NaN

SELECT ('Infinity'::float4)::numeric
----
numeric
Infinity

SELECT ('-0'::float4)::numeric
----
numeric
0

SELECT ('3.4e38'::float4)::numeric
----
numeric
340000000000000000000000000000000000000

SELECT ('0.1'::float4)::numeric
----
numeric
0.1

SELECT ('0'::float4)::numeric(6,2)
----
numeric
0.00

SELECT ('1.5'::float4)::numeric(6,2)
----
numeric
1.50

SELECT ('-2.5'::float4)::numeric(6,2)
----
numeric
-2.50

SELECT ('1e20'::float4)::numeric(6,2)
----
ERROR 22003

SELECT ('NaN'::float4)::numeric(6,2)
----
numeric
NaN

SELECT ('Infinity'::float4)::numeric(6,2)
----
ERROR 22003

SELECT ('-0'::float4)::numeric(6,2)
----
numeric
0.00

SELECT ('3.4e38'::float4)::numeric(6,2)
----
ERROR 22003

SELECT ('0.1'::float4)::numeric(6,2)
----
numeric
0.10

SELECT ('0'::float4)::float4
----
float4
0

SELECT ('1.5'::float4)::float4
----
float4
1.5

SELECT ('-2.5'::float4)::float4
----
float4
-2.5

SELECT ('1e20'::float4)::float4
----
float4
1e+20

SELECT ('NaN'::float4)::float4
----
float4
NaN

SELECT ('Infinity'::float4)::float4
----
float4
Infinity

SELECT ('-0'::float4)::float4
----
float4
-0

SELECT ('3.4e38'::float4)::float4
----
float4
3.4e+38

SELECT ('0.1'::float4)::float4
----
float4
0.1

SELECT ('0'::float4)::float8
----
float8
0

SELECT ('1.5'::float4)::float8
----
float8
1.5

SELECT ('-2.5'::float4)::float8
----
float8
-2.5

SELECT ('1e20'::float4)::float8
----
float8
1.0000000200408773e+20

SELECT ('NaN'::float4)::float8
----
float8
NaN

SELECT ('Infinity'::float4)::float8
----
float8
Infinity

SELECT ('-0'::float4)::float8
----
float8
-0

SELECT ('3.4e38'::float4)::float8
----
float8
3.3999999521443642e+38

SELECT ('0.1'::float4)::float8
----
float8
0.10000000149011612

SELECT ('0'::float4)::text
----
text
0

SELECT ('1.5'::float4)::text
----
text
1.5

SELECT ('-2.5'::float4)::text
----
text
-2.5

SELECT ('1e20'::float4)::text
----
text
1e+20

SELECT ('NaN'::float4)::text
----
text
NaN

SELECT ('Infinity'::float4)::text
----
text
Infinity

SELECT ('-0'::float4)::text
----
text
-0

SELECT ('3.4e38'::float4)::text
----
text
3.4e+38

SELECT ('0.1'::float4)::text
----
text
0.1

SELECT ('0'::float4)::varchar(3)
----
varchar
0

SELECT ('1.5'::float4)::varchar(3)
----
varchar
1.5

SELECT ('-2.5'::float4)::varchar(3)
----
varchar
-2.

SELECT ('1e20'::float4)::varchar(3)
----
varchar
1e+

SELECT ('NaN'::float4)::varchar(3)
----
varchar
NaN

SELECT ('Infinity'::float4)::varchar(3)
----
varchar
Inf

SELECT ('-0'::float4)::varchar(3)
----
varchar
-0

SELECT ('3.4e38'::float4)::varchar(3)
----
varchar
3.4

SELECT ('0.1'::float4)::varchar(3)
----
varchar
0.1

SELECT ('0'::float4)::char(4)
----
bpchar
0   

SELECT ('1.5'::float4)::char(4)
----
bpchar
1.5 

SELECT ('-2.5'::float4)::char(4)
----
bpchar
-2.5

SELECT ('1e20'::float4)::char(4)
----
bpchar
1e+2

SELECT ('NaN'::float4)::char(4)
----
bpchar
NaN 

SELECT ('Infinity'::float4)::char(4)
----
bpchar
Infi

SELECT ('-0'::float4)::char(4)
----
bpchar
-0  

SELECT ('3.4e38'::float4)::char(4)
----
bpchar
3.4e

SELECT ('0.1'::float4)::char(4)
----
bpchar
0.1 

SELECT ('0'::float4)::bool
----
ERROR 42846

SELECT ('1.5'::float4)::bool
----
ERROR 42846

SELECT ('-2.5'::float4)::bool
----
ERROR 42846

SELECT ('1e20'::float4)::bool
----
ERROR 42846

SELECT ('NaN'::float4)::bool
----
ERROR 42846

SELECT ('Infinity'::float4)::bool
----
ERROR 42846

SELECT ('-0'::float4)::bool
----
ERROR 42846

SELECT ('3.4e38'::float4)::bool
----
ERROR 42846

SELECT ('0.1'::float4)::bool
----
ERROR 42846

SELECT ('0'::float4)::date
----
ERROR 42846

SELECT ('1.5'::float4)::date
----
ERROR 42846

SELECT ('-2.5'::float4)::date
----
ERROR 42846

SELECT ('1e20'::float4)::date
----
ERROR 42846

SELECT ('NaN'::float4)::date
----
ERROR 42846

SELECT ('Infinity'::float4)::date
----
ERROR 42846

SELECT ('-0'::float4)::date
----
ERROR 42846

SELECT ('3.4e38'::float4)::date
----
ERROR 42846

SELECT ('0.1'::float4)::date
----
ERROR 42846

SELECT ('0'::float4)::time
----
ERROR 42846

SELECT ('1.5'::float4)::time
----
ERROR 42846

SELECT ('-2.5'::float4)::time
----
ERROR 42846

SELECT ('1e20'::float4)::time
----
ERROR 42846

SELECT ('NaN'::float4)::time
----
ERROR 42846

SELECT ('Infinity'::float4)::time
----
ERROR 42846

SELECT ('-0'::float4)::time
----
ERROR 42846

SELECT ('3.4e38'::float4)::time
----
ERROR 42846

SELECT ('0.1'::float4)::time
----
ERROR 42846

SELECT ('0'::float4)::timestamp
----
ERROR 42846

SELECT ('1.5'::float4)::timestamp
----
ERROR 42846

SELECT ('-2.5'::float4)::timestamp
----
ERROR 42846

SELECT ('1e20'::float4)::timestamp
----
ERROR 42846

SELECT ('NaN'::float4)::timestamp
----
ERROR 42846

SELECT ('Infinity'::float4)::timestamp
----
ERROR 42846

SELECT ('-0'::float4)::timestamp
----
ERROR 42846

SELECT ('3.4e38'::float4)::timestamp
----
ERROR 42846

SELECT ('0.1'::float4)::timestamp
----
ERROR 42846

SELECT ('0'::float4)::timestamptz
----
ERROR 42846

SELECT ('1.5'::float4)::timestamptz
----
ERROR 42846

SELECT ('-2.5'::float4)::timestamptz
----
ERROR 42846

SELECT ('1e20'::float4)::timestamptz
----
ERROR 42846

SELECT ('NaN'::float4)::timestamptz
----
ERROR 42846

SELECT ('Infinity'::float4)::timestamptz
----
ERROR 42846

SELECT ('-0'::float4)::timestamptz
----
ERROR 42846

SELECT ('3.4e38'::float4)::timestamptz
----
ERROR 42846

SELECT ('0.1'::float4)::timestamptz
----
ERROR 42846

SELECT ('0'::float4)::interval
----
ERROR 42846

SELECT ('1.5'::float4)::interval
----
ERROR 42846

SELECT ('-2.5'::float4)::interval
----
ERROR 42846

SELECT ('1e20'::float4)::interval
----
ERROR 42846

SELECT ('NaN'::float4)::interval
----
ERROR 42846

SELECT ('Infinity'::float4)::interval
----
ERROR 42846

SELECT ('-0'::float4)::interval
----
ERROR 42846

SELECT ('3.4e38'::float4)::interval
----
ERROR 42846

SELECT ('0.1'::float4)::interval
----
ERROR 42846

SELECT ('0'::float4)::uuid
----
ERROR 42846

SELECT ('1.5'::float4)::uuid
----
ERROR 42846

SELECT ('-2.5'::float4)::uuid
----
ERROR 42846

SELECT ('1e20'::float4)::uuid
----
ERROR 42846

SELECT ('NaN'::float4)::uuid
----
ERROR 42846

SELECT ('Infinity'::float4)::uuid
----
ERROR 42846

SELECT ('-0'::float4)::uuid
----
ERROR 42846

SELECT ('3.4e38'::float4)::uuid
----
ERROR 42846

SELECT ('0.1'::float4)::uuid
----
ERROR 42846

SELECT ('0'::float4)::bytea
----
ERROR 42846

SELECT ('1.5'::float4)::bytea
----
ERROR 42846

SELECT ('-2.5'::float4)::bytea
----
ERROR 42846

SELECT ('1e20'::float4)::bytea
----
ERROR 42846

SELECT ('NaN'::float4)::bytea
----
ERROR 42846

SELECT ('Infinity'::float4)::bytea
----
ERROR 42846

SELECT ('-0'::float4)::bytea
----
ERROR 42846

SELECT ('3.4e38'::float4)::bytea
----
ERROR 42846

SELECT ('0.1'::float4)::bytea
----
ERROR 42846

SELECT ('0'::float4)::json
----
ERROR 42846

SELECT ('1.5'::float4)::json
----
ERROR 42846

SELECT ('-2.5'::float4)::json
----
ERROR 42846

SELECT ('1e20'::float4)::json
----
ERROR 42846

SELECT ('NaN'::float4)::json
----
ERROR 42846

SELECT ('Infinity'::float4)::json
----
ERROR 42846

SELECT ('-0'::float4)::json
----
ERROR 42846

SELECT ('3.4e38'::float4)::json
----
ERROR 42846

SELECT ('0.1'::float4)::json
----
ERROR 42846

SELECT ('0'::float4)::jsonb
----
ERROR 42846

SELECT ('1.5'::float4)::jsonb
----
ERROR 42846

SELECT ('-2.5'::float4)::jsonb
----
ERROR 42846

SELECT ('1e20'::float4)::jsonb
----
ERROR 42846

SELECT ('NaN'::float4)::jsonb
----
ERROR 42846

SELECT ('Infinity'::float4)::jsonb
----
ERROR 42846

SELECT ('-0'::float4)::jsonb
----
ERROR 42846

SELECT ('3.4e38'::float4)::jsonb
----
ERROR 42846

SELECT ('0.1'::float4)::jsonb
----
ERROR 42846

SELECT ('0'::float4)::int4[]
----
ERROR 42846

SELECT ('1.5'::float4)::int4[]
----
ERROR 42846

SELECT ('-2.5'::float4)::int4[]
----
ERROR 42846

SELECT ('1e20'::float4)::int4[]
----
ERROR 42846

SELECT ('NaN'::float4)::int4[]
----
ERROR 42846

SELECT ('Infinity'::float4)::int4[]
----
ERROR 42846

SELECT ('-0'::float4)::int4[]
----
ERROR 42846

SELECT ('3.4e38'::float4)::int4[]
----
ERROR 42846

SELECT ('0.1'::float4)::int4[]
----
ERROR 42846

SELECT ('0'::float4)::text[]
----
ERROR 42846

SELECT ('1.5'::float4)::text[]
----
ERROR 42846

SELECT ('-2.5'::float4)::text[]
----
ERROR 42846

SELECT ('1e20'::float4)::text[]
----
ERROR 42846

SELECT ('NaN'::float4)::text[]
----
ERROR 42846

SELECT ('Infinity'::float4)::text[]
----
ERROR 42846

SELECT ('-0'::float4)::text[]
----
ERROR 42846

SELECT ('3.4e38'::float4)::text[]
----
ERROR 42846

SELECT ('0.1'::float4)::text[]
----
ERROR 42846

SELECT ('0'::float8)::int2
----
int2
0

SELECT ('1.5'::float8)::int2
----
int2
2

SELECT ('2.5'::float8)::int2
----
int2
2

SELECT ('-2.5'::float8)::int2
----
int2
-2

SELECT ('1e20'::float8)::int2
----
ERROR 22003

SELECT ('NaN'::float8)::int2
----
ERROR 22003

SELECT ('-Infinity'::float8)::int2
----
ERROR 22003

SELECT ('-0'::float8)::int2
----
int2
0

SELECT ('1e-10'::float8)::int2
----
int2
0

SELECT ('0.1'::float8)::int2
----
int2
0

SELECT ('123456789.123456789'::float8)::int2
----
ERROR 22003

SELECT ('0'::float8)::int4
----
int4
0

SELECT ('1.5'::float8)::int4
----
int4
2

SELECT ('2.5'::float8)::int4
----
int4
2

SELECT ('-2.5'::float8)::int4
----
int4
-2

SELECT ('1e20'::float8)::int4
----
ERROR 22003

SELECT ('NaN'::float8)::int4
----
ERROR 22003

SELECT ('-Infinity'::float8)::int4
----
ERROR 22003

SELECT ('-0'::float8)::int4
----
int4
0

SELECT ('1e-10'::float8)::int4
----
int4
0

SELECT ('0.1'::float8)::int4
----
int4
0

SELECT ('123456789.123456789'::float8)::int4
----
int4
123456789

SELECT ('0'::float8)::int8
----
int8
0

SELECT ('1.5'::float8)::int8
----
int8
2

SELECT ('2.5'::float8)::int8
----
int8
2

SELECT ('-2.5'::float8)::int8
----
int8
-2

SELECT ('1e20'::float8)::int8
----
ERROR 22003

SELECT ('NaN'::float8)::int8
----
ERROR 22003

SELECT ('-Infinity'::float8)::int8
----
ERROR 22003

SELECT ('-0'::float8)::int8
----
int8
0

SELECT ('1e-10'::float8)::int8
----
int8
0

SELECT ('0.1'::float8)::int8
----
int8
0

SELECT ('123456789.123456789'::float8)::int8
----
int8
123456789

SELECT ('0'::float8)::numeric
----
numeric
0

SELECT ('1.5'::float8)::numeric
----
numeric
1.5

SELECT ('2.5'::float8)::numeric
----
numeric
2.5

SELECT ('-2.5'::float8)::numeric
----
numeric
-2.5

SELECT ('1e20'::float8)::numeric
----
numeric
100000000000000000000

SELECT ('NaN'::float8)::numeric
----
numeric
NaN

SELECT ('-Infinity'::float8)::numeric
----
numeric
-Infinity

SELECT ('-0'::float8)::numeric
----
numeric
0

SELECT ('1e-10'::float8)::numeric
----
numeric
0.0000000001

SELECT ('0.1'::float8)::numeric
----
numeric
0.1

SELECT ('123456789.123456789'::float8)::numeric
----
numeric
123456789.123457

SELECT ('0'::float8)::numeric(6,2)
----
numeric
0.00

SELECT ('1.5'::float8)::numeric(6,2)
----
numeric
1.50

SELECT ('2.5'::float8)::numeric(6,2)
----
numeric
2.50

SELECT ('-2.5'::float8)::numeric(6,2)
----
numeric
-2.50

SELECT ('1e20'::float8)::numeric(6,2)
----
ERROR 22003

SELECT ('NaN'::float8)::numeric(6,2)
----
numeric
NaN

SELECT ('-Infinity'::float8)::numeric(6,2)
----
ERROR 22003

SELECT ('-0'::float8)::numeric(6,2)
----
numeric
0.00

SELECT ('1e-10'::float8)::numeric(6,2)
----
numeric
0.00

SELECT ('0.1'::float8)::numeric(6,2)
----
numeric
0.10

SELECT ('123456789.123456789'::float8)::numeric(6,2)
----
ERROR 22003

SELECT ('0'::float8)::float4
----
float4
0

SELECT ('1.5'::float8)::float4
----
float4
1.5

SELECT ('2.5'::float8)::float4
----
float4
2.5

SELECT ('-2.5'::float8)::float4
----
float4
-2.5

SELECT ('1e20'::float8)::float4
----
float4
1e+20

SELECT ('NaN'::float8)::float4
----
float4
NaN

SELECT ('-Infinity'::float8)::float4
----
float4
-Infinity

SELECT ('-0'::float8)::float4
----
float4
-0

SELECT ('1e-10'::float8)::float4
----
float4
1e-10

SELECT ('0.1'::float8)::float4
----
float4
0.1

SELECT ('123456789.123456789'::float8)::float4
----
float4
1.2345679e+08

SELECT ('0'::float8)::float8
----
float8
0

SELECT ('1.5'::float8)::float8
----
float8
1.5

SELECT ('2.5'::float8)::float8
----
float8
2.5

SELECT ('-2.5'::float8)::float8
----
float8
-2.5

SELECT ('1e20'::float8)::float8
----
float8
1e+20

SELECT ('NaN'::float8)::float8
----
float8
NaN

SELECT ('-Infinity'::float8)::float8
----
float8
-Infinity

SELECT ('-0'::float8)::float8
----
float8
-0

SELECT ('1e-10'::float8)::float8
----
float8
1e-10

SELECT ('0.1'::float8)::float8
----
float8
0.1

SELECT ('123456789.123456789'::float8)::float8
----
float8
123456789.12345679

SELECT ('0'::float8)::text
----
text
0

SELECT ('1.5'::float8)::text
----
text
1.5

SELECT ('2.5'::float8)::text
----
text
2.5

SELECT ('-2.5'::float8)::text
----
text
-2.5

SELECT ('1e20'::float8)::text
----
text
1e+20

SELECT ('NaN'::float8)::text
----
text
NaN

SELECT ('-Infinity'::float8)::text
----
text
-Infinity

SELECT ('-0'::float8)::text
----
text
-0

SELECT ('1e-10'::float8)::text
----
text
1e-10

SELECT ('0.1'::float8)::text
----
text
0.1

SELECT ('123456789.123456789'::float8)::text
----
text
123456789.12345679

SELECT ('0'::float8)::varchar(3)
----
varchar
0

SELECT ('1.5'::float8)::varchar(3)
----
varchar
1.5

SELECT ('2.5'::float8)::varchar(3)
----
varchar
2.5

SELECT ('-2.5'::float8)::varchar(3)
----
varchar
-2.

SELECT ('1e20'::float8)::varchar(3)
----
varchar
1e+

SELECT ('NaN'::float8)::varchar(3)
----
varchar
NaN

SELECT ('-Infinity'::float8)::varchar(3)
----
varchar
-In

SELECT ('-0'::float8)::varchar(3)
----
varchar
-0

SELECT ('1e-10'::float8)::varchar(3)
----
varchar
1e-

SELECT ('0.1'::float8)::varchar(3)
----
varchar
0.1

SELECT ('123456789.123456789'::float8)::varchar(3)
----
varchar
123

SELECT ('0'::float8)::char(4)
----
bpchar
0   

SELECT ('1.5'::float8)::char(4)
----
bpchar
1.5 

SELECT ('2.5'::float8)::char(4)
----
bpchar
2.5 

SELECT ('-2.5'::float8)::char(4)
----
bpchar
-2.5

SELECT ('1e20'::float8)::char(4)
----
bpchar
1e+2

SELECT ('NaN'::float8)::char(4)
----
bpchar
NaN 

SELECT ('-Infinity'::float8)::char(4)
----
bpchar
-Inf

SELECT ('-0'::float8)::char(4)
----
bpchar
-0  

SELECT ('1e-10'::float8)::char(4)
----
bpchar
1e-1

SELECT ('0.1'::float8)::char(4)
----
bpchar
0.1 

SELECT ('123456789.123456789'::float8)::char(4)
----
bpchar
1234

SELECT ('0'::float8)::bool
----
ERROR 42846

SELECT ('1.5'::float8)::bool
----
ERROR 42846

SELECT ('2.5'::float8)::bool
----
ERROR 42846

SELECT ('-2.5'::float8)::bool
----
ERROR 42846

SELECT ('1e20'::float8)::bool
----
ERROR 42846

SELECT ('NaN'::float8)::bool
----
ERROR 42846

SELECT ('-Infinity'::float8)::bool
----
ERROR 42846

SELECT ('-0'::float8)::bool
----
ERROR 42846

SELECT ('1e-10'::float8)::bool
----
ERROR 42846

SELECT ('0.1'::float8)::bool
----
ERROR 42846

SELECT ('123456789.123456789'::float8)::bool
----
ERROR 42846

SELECT ('0'::float8)::date
----
ERROR 42846

SELECT ('1.5'::float8)::date
----
ERROR 42846

SELECT ('2.5'::float8)::date
----
ERROR 42846

SELECT ('-2.5'::float8)::date
----
ERROR 42846

SELECT ('1e20'::float8)::date
----
ERROR 42846

SELECT ('NaN'::float8)::date
----
ERROR 42846

SELECT ('-Infinity'::float8)::date
----
ERROR 42846

SELECT ('-0'::float8)::date
----
ERROR 42846

SELECT ('1e-10'::float8)::date
----
ERROR 42846

SELECT ('0.1'::float8)::date
----
ERROR 42846

SELECT ('123456789.123456789'::float8)::date
----
ERROR 42846

SELECT ('0'::float8)::time
----
ERROR 42846

SELECT ('1.5'::float8)::time
----
ERROR 42846

SELECT ('2.5'::float8)::time
----
ERROR 42846

SELECT ('-2.5'::float8)::time
----
ERROR 42846

SELECT ('1e20'::float8)::time
----
ERROR 42846

SELECT ('NaN'::float8)::time
----
ERROR 42846

SELECT ('-Infinity'::float8)::time
----
ERROR 42846

SELECT ('-0'::float8)::time
----
ERROR 42846

SELECT ('1e-10'::float8)::time
----
ERROR 42846

SELECT ('0.1'::float8)::time
----
ERROR 42846

SELECT ('123456789.123456789'::float8)::time
----
ERROR 42846

SELECT ('0'::float8)::timestamp
----
ERROR 42846

SELECT ('1.5'::float8)::timestamp
----
ERROR 42846

SELECT ('2.5'::float8)::timestamp
----
ERROR 42846

SELECT ('-2.5'::float8)::timestamp
----
ERROR 42846

SELECT ('1e20'::float8)::timestamp
----
ERROR 42846

SELECT ('NaN'::float8)::timestamp
----
ERROR 42846

SELECT ('-Infinity'::float8)::timestamp
----
ERROR 42846

SELECT ('-0'::float8)::timestamp
----
ERROR 42846

SELECT ('1e-10'::float8)::timestamp
----
ERROR 42846

SELECT ('0.1'::float8)::timestamp
----
ERROR 42846

SELECT ('123456789.123456789'::float8)::timestamp
----
ERROR 42846

SELECT ('0'::float8)::timestamptz
----
ERROR 42846

SELECT ('1.5'::float8)::timestamptz
----
ERROR 42846

SELECT ('2.5'::float8)::timestamptz
----
ERROR 42846

SELECT ('-2.5'::float8)::timestamptz
----
ERROR 42846

SELECT ('1e20'::float8)::timestamptz
----
ERROR 42846

SELECT ('NaN'::float8)::timestamptz
----
ERROR 42846

SELECT ('-Infinity'::float8)::timestamptz
----
ERROR 42846

SELECT ('-0'::float8)::timestamptz
----
ERROR 42846

SELECT ('1e-10'::float8)::timestamptz
----
ERROR 42846

SELECT ('0.1'::float8)::timestamptz
----
ERROR 42846

SELECT ('123456789.123456789'::float8)::timestamptz
----
ERROR 42846

SELECT ('0'::float8)::interval
----
ERROR 42846

SELECT ('1.5'::float8)::interval
----
ERROR 42846

SELECT ('2.5'::float8)::interval
----
ERROR 42846

SELECT ('-2.5'::float8)::interval
----
ERROR 42846

SELECT ('1e20'::float8)::interval
----
ERROR 42846

SELECT ('NaN'::float8)::interval
----
ERROR 42846

SELECT ('-Infinity'::float8)::interval
----
ERROR 42846

SELECT ('-0'::float8)::interval
----
ERROR 42846

SELECT ('1e-10'::float8)::interval
----
ERROR 42846

SELECT ('0.1'::float8)::interval
----
ERROR 42846

SELECT ('123456789.123456789'::float8)::interval
----
ERROR 42846

SELECT ('0'::float8)::uuid
----
ERROR 42846

SELECT ('1.5'::float8)::uuid
----
ERROR 42846

SELECT ('2.5'::float8)::uuid
----
ERROR 42846

SELECT ('-2.5'::float8)::uuid
----
ERROR 42846

SELECT ('1e20'::float8)::uuid
----
ERROR 42846

SELECT ('NaN'::float8)::uuid
----
ERROR 42846

SELECT ('-Infinity'::float8)::uuid
----
ERROR 42846

SELECT ('-0'::float8)::uuid
----
ERROR 42846

SELECT ('1e-10'::float8)::uuid
----
ERROR 42846

SELECT ('0.1'::float8)::uuid
----
ERROR 42846

SELECT ('123456789.123456789'::float8)::uuid
----
ERROR 42846

SELECT ('0'::float8)::bytea
----
ERROR 42846

SELECT ('1.5'::float8)::bytea
----
ERROR 42846

SELECT ('2.5'::float8)::bytea
----
ERROR 42846

SELECT ('-2.5'::float8)::bytea
----
ERROR 42846

SELECT ('1e20'::float8)::bytea
----
ERROR 42846

SELECT ('NaN'::float8)::bytea
----
ERROR 42846

SELECT ('-Infinity'::float8)::bytea
----
ERROR 42846

SELECT ('-0'::float8)::bytea
----
ERROR 42846

SELECT ('1e-10'::float8)::bytea
----
ERROR 42846

SELECT ('0.1'::float8)::bytea
----
ERROR 42846

SELECT ('123456789.123456789'::float8)::bytea
----
ERROR 42846

SELECT ('0'::float8)::json
----
ERROR 42846

SELECT ('1.5'::float8)::json
----
ERROR 42846

SELECT ('2.5'::float8)::json
----
ERROR 42846

SELECT ('-2.5'::float8)::json
----
ERROR 42846

SELECT ('1e20'::float8)::json
----
ERROR 42846

SELECT ('NaN'::float8)::json
----
ERROR 42846

SELECT ('-Infinity'::float8)::json
----
ERROR 42846

SELECT ('-0'::float8)::json
----
ERROR 42846

SELECT ('1e-10'::float8)::json
----
ERROR 42846

SELECT ('0.1'::float8)::json
----
ERROR 42846

SELECT ('123456789.123456789'::float8)::json
----
ERROR 42846

SELECT ('0'::float8)::jsonb
----
ERROR 42846

SELECT ('1.5'::float8)::jsonb
----
ERROR 42846

SELECT ('2.5'::float8)::jsonb
----
ERROR 42846

SELECT ('-2.5'::float8)::jsonb
----
ERROR 42846

SELECT ('1e20'::float8)::jsonb
----
ERROR 42846

SELECT ('NaN'::float8)::jsonb
----
ERROR 42846

SELECT ('-Infinity'::float8)::jsonb
----
ERROR 42846

SELECT ('-0'::float8)::jsonb
----
ERROR 42846

SELECT ('1e-10'::float8)::jsonb
----
ERROR 42846

SELECT ('0.1'::float8)::jsonb
----
ERROR 42846

SELECT ('123456789.123456789'::float8)::jsonb
----
ERROR 42846

SELECT ('0'::float8)::int4[]
----
ERROR 42846

SELECT ('1.5'::float8)::int4[]
----
ERROR 42846

SELECT ('2.5'::float8)::int4[]
----
ERROR 42846

SELECT ('-2.5'::float8)::int4[]
----
ERROR 42846

SELECT ('1e20'::float8)::int4[]
----
ERROR 42846

SELECT ('NaN'::float8)::int4[]
----
ERROR 42846

SELECT ('-Infinity'::float8)::int4[]
----
ERROR 42846

SELECT ('-0'::float8)::int4[]
----
ERROR 42846

SELECT ('1e-10'::float8)::int4[]
----
ERROR 42846

SELECT ('0.1'::float8)::int4[]
----
ERROR 42846

SELECT ('123456789.123456789'::float8)::int4[]
----
ERROR 42846

SELECT ('0'::float8)::text[]
----
ERROR 42846

SELECT ('1.5'::float8)::text[]
----
ERROR 42846

SELECT ('2.5'::float8)::text[]
----
ERROR 42846

SELECT ('-2.5'::float8)::text[]
----
ERROR 42846

SELECT ('1e20'::float8)::text[]
----
ERROR 42846

SELECT ('NaN'::float8)::text[]
----
ERROR 42846

SELECT ('-Infinity'::float8)::text[]
----
ERROR 42846

SELECT ('-0'::float8)::text[]
----
ERROR 42846

SELECT ('1e-10'::float8)::text[]
----
ERROR 42846

SELECT ('0.1'::float8)::text[]
----
ERROR 42846

SELECT ('123456789.123456789'::float8)::text[]
----
ERROR 42846

SELECT (''::text)::int2
----
ERROR 22P02

SELECT ('a'::text)::int2
----
ERROR 22P02

SELECT ('1'::text)::int2
----
int2
1

SELECT ('-1.5'::text)::int2
----
ERROR 22P02

SELECT ('true'::text)::int2
----
ERROR 22P02

SELECT ('2020-01-01'::text)::int2
----
ERROR 22P02

SELECT ('{1,2}'::text)::int2
----
ERROR 22P02

SELECT ('12:30'::text)::int2
----
ERROR 22P02

SELECT ('1 day'::text)::int2
----
ERROR 22P02

SELECT ('[1]'::text)::int2
----
ERROR 22P02

SELECT ('NaN'::text)::int2
----
ERROR 22P02

SELECT ('  7  '::text)::int2
----
int2
7

SELECT (''::text)::int4
----
ERROR 22P02

SELECT ('a'::text)::int4
----
ERROR 22P02

SELECT ('1'::text)::int4
----
int4
1

SELECT ('-1.5'::text)::int4
----
ERROR 22P02

SELECT ('true'::text)::int4
----
ERROR 22P02

SELECT ('2020-01-01'::text)::int4
----
ERROR 22P02

SELECT ('{1,2}'::text)::int4
----
ERROR 22P02

SELECT ('12:30'::text)::int4
----
ERROR 22P02

SELECT ('1 day'::text)::int4
----
ERROR 22P02

SELECT ('[1]'::text)::int4
----
ERROR 22P02

SELECT ('NaN'::text)::int4
----
ERROR 22P02

SELECT ('  7  '::text)::int4
----
int4
7

SELECT (''::text)::int8
----
ERROR 22P02

SELECT ('a'::text)::int8
----
ERROR 22P02

SELECT ('1'::text)::int8
----
int8
1

SELECT ('-1.5'::text)::int8
----
ERROR 22P02

SELECT ('true'::text)::int8
----
ERROR 22P02

SELECT ('2020-01-01'::text)::int8
----
ERROR 22P02

SELECT ('{1,2}'::text)::int8
----
ERROR 22P02

SELECT ('12:30'::text)::int8
----
ERROR 22P02

SELECT ('1 day'::text)::int8
----
ERROR 22P02

SELECT ('[1]'::text)::int8
----
ERROR 22P02

SELECT ('NaN'::text)::int8
----
ERROR 22P02

SELECT ('  7  '::text)::int8
----
int8
7

SELECT (''::text)::numeric
----
ERROR 22P02

SELECT ('a'::text)::numeric
----
ERROR 22P02

SELECT ('1'::text)::numeric
----
numeric
1

SELECT ('-1.5'::text)::numeric
----
numeric
-1.5

SELECT ('true'::text)::numeric
----
ERROR 22P02

SELECT ('2020-01-01'::text)::numeric
----
ERROR 22P02

SELECT ('{1,2}'::text)::numeric
----
ERROR 22P02

SELECT ('12:30'::text)::numeric
----
ERROR 22P02

SELECT ('1 day'::text)::numeric
----
ERROR 22P02

SELECT ('[1]'::text)::numeric
----
ERROR 22P02

SELECT ('NaN'::text)::numeric
----
numeric
NaN

SELECT ('  7  '::text)::numeric
----
numeric
7

SELECT (''::text)::numeric(6,2)
----
ERROR 22P02

SELECT ('a'::text)::numeric(6,2)
----
ERROR 22P02

SELECT ('1'::text)::numeric(6,2)
----
numeric
1.00

SELECT ('-1.5'::text)::numeric(6,2)
----
numeric
-1.50

SELECT ('true'::text)::numeric(6,2)
----
ERROR 22P02

SELECT ('2020-01-01'::text)::numeric(6,2)
----
ERROR 22P02

SELECT ('{1,2}'::text)::numeric(6,2)
----
ERROR 22P02

SELECT ('12:30'::text)::numeric(6,2)
----
ERROR 22P02

SELECT ('1 day'::text)::numeric(6,2)
----
ERROR 22P02

SELECT ('[1]'::text)::numeric(6,2)
----
ERROR 22P02

SELECT ('NaN'::text)::numeric(6,2)
----
numeric
NaN

SELECT ('  7  '::text)::numeric(6,2)
----
numeric
7.00

SELECT (''::text)::float4
----
ERROR 22P02

SELECT ('a'::text)::float4
----
ERROR 22P02

SELECT ('1'::text)::float4
----
float4
1

SELECT ('-1.5'::text)::float4
----
float4
-1.5

SELECT ('true'::text)::float4
----
ERROR 22P02

SELECT ('2020-01-01'::text)::float4
----
ERROR 22P02

SELECT ('{1,2}'::text)::float4
----
ERROR 22P02

SELECT ('12:30'::text)::float4
----
ERROR 22P02

SELECT ('1 day'::text)::float4
----
ERROR 22P02

SELECT ('[1]'::text)::float4
----
ERROR 22P02

SELECT ('NaN'::text)::float4
----
float4
NaN

SELECT ('  7  '::text)::float4
----
float4
7

SELECT (''::text)::float8
----
ERROR 22P02

SELECT ('a'::text)::float8
----
ERROR 22P02

SELECT ('1'::text)::float8
----
float8
1

SELECT ('-1.5'::text)::float8
----
float8
-1.5

SELECT ('true'::text)::float8
----
ERROR 22P02

SELECT ('2020-01-01'::text)::float8
----
ERROR 22P02

SELECT ('{1,2}'::text)::float8
----
ERROR 22P02

SELECT ('12:30'::text)::float8
----
ERROR 22P02

SELECT ('1 day'::text)::float8
----
ERROR 22P02

SELECT ('[1]'::text)::float8
----
ERROR 22P02

SELECT ('NaN'::text)::float8
----
float8
NaN

SELECT ('  7  '::text)::float8
----
float8
7

SELECT (''::text)::text
----
text
''

SELECT ('a'::text)::text
----
text
a

SELECT ('1'::text)::text
----
text
1

SELECT ('-1.5'::text)::text
----
text
-1.5

SELECT ('true'::text)::text
----
text
true

SELECT ('2020-01-01'::text)::text
----
text
2020-01-01

SELECT ('{1,2}'::text)::text
----
text
{1,2}

SELECT ('12:30'::text)::text
----
text
12:30

SELECT ('1 day'::text)::text
----
text
1 day

SELECT ('[1]'::text)::text
----
text
[1]

SELECT ('NaN'::text)::text
----
text
NaN

SELECT ('  7  '::text)::text
----
text
  7  

SELECT (''::text)::varchar(3)
----
varchar
''

SELECT ('a'::text)::varchar(3)
----
varchar
a

SELECT ('1'::text)::varchar(3)
----
varchar
1

SELECT ('-1.5'::text)::varchar(3)
----
varchar
-1.

SELECT ('true'::text)::varchar(3)
----
varchar
tru

SELECT ('2020-01-01'::text)::varchar(3)
----
varchar
202

SELECT ('{1,2}'::text)::varchar(3)
----
varchar
{1,

SELECT ('12:30'::text)::varchar(3)
----
varchar
12:

SELECT ('1 day'::text)::varchar(3)
----
varchar
1 d

SELECT ('[1]'::text)::varchar(3)
----
varchar
[1]

SELECT ('NaN'::text)::varchar(3)
----
varchar
NaN

SELECT ('  7  '::text)::varchar(3)
----
varchar
  7

SELECT (''::text)::char(4)
----
bpchar
    

SELECT ('a'::text)::char(4)
----
bpchar
a   

SELECT ('1'::text)::char(4)
----
bpchar
1   

SELECT ('-1.5'::text)::char(4)
----
bpchar
-1.5

SELECT ('true'::text)::char(4)
----
bpchar
true

SELECT ('2020-01-01'::text)::char(4)
----
bpchar
2020

SELECT ('{1,2}'::text)::char(4)
----
bpchar
{1,2

SELECT ('12:30'::text)::char(4)
----
bpchar
12:3

SELECT ('1 day'::text)::char(4)
----
bpchar
1 da

SELECT ('[1]'::text)::char(4)
----
bpchar
[1] 

SELECT ('NaN'::text)::char(4)
----
bpchar
NaN 

SELECT ('  7  '::text)::char(4)
----
bpchar
  7 

SELECT (''::text)::bool
----
ERROR 22P02

SELECT ('a'::text)::bool
----
ERROR 22P02

SELECT ('1'::text)::bool
----
bool
t

SELECT ('-1.5'::text)::bool
----
ERROR 22P02

SELECT ('true'::text)::bool
----
bool
t

SELECT ('2020-01-01'::text)::bool
----
ERROR 22P02

SELECT ('{1,2}'::text)::bool
----
ERROR 22P02

SELECT ('12:30'::text)::bool
----
ERROR 22P02

SELECT ('1 day'::text)::bool
----
ERROR 22P02

SELECT ('[1]'::text)::bool
----
ERROR 22P02

SELECT ('NaN'::text)::bool
----
ERROR 22P02

SELECT ('  7  '::text)::bool
----
ERROR 22P02

SELECT (''::text)::date
----
ERROR 22007

SELECT ('a'::text)::date
----
ERROR 22007

SELECT ('1'::text)::date
----
ERROR 22007

SELECT ('-1.5'::text)::date
----
ERROR 22007

SELECT ('true'::text)::date
----
ERROR 22007

SELECT ('2020-01-01'::text)::date
----
date
2020-01-01

SELECT ('{1,2}'::text)::date
----
ERROR 22007

SELECT ('12:30'::text)::date
----
ERROR 22007

SELECT ('1 day'::text)::date
----
ERROR 22007

SELECT ('[1]'::text)::date
----
ERROR 22007

SELECT ('NaN'::text)::date
----
ERROR 22007

SELECT ('  7  '::text)::date
----
ERROR 22007

SELECT (''::text)::time
----
ERROR 22007

SELECT ('a'::text)::time
----
ERROR 22007

SELECT ('1'::text)::time
----
ERROR 22007

SELECT ('-1.5'::text)::time
----
ERROR 22007

SELECT ('true'::text)::time
----
ERROR 22007

SELECT ('2020-01-01'::text)::time
----
ERROR 22007

SELECT ('{1,2}'::text)::time
----
ERROR 22007

SELECT ('12:30'::text)::time
----
time
12:30:00

SELECT ('1 day'::text)::time
----
ERROR 22007

SELECT ('[1]'::text)::time
----
ERROR 22007

SELECT ('NaN'::text)::time
----
ERROR 22007

SELECT ('  7  '::text)::time
----
ERROR 22007

SELECT (''::text)::timestamp
----
ERROR 22007

SELECT ('a'::text)::timestamp
----
ERROR 22007

SELECT ('1'::text)::timestamp
----
ERROR 22007

SELECT ('-1.5'::text)::timestamp
----
ERROR 22007

SELECT ('true'::text)::timestamp
----
ERROR 22007

SELECT ('2020-01-01'::text)::timestamp
----
timestamp
2020-01-01 00:00:00

SELECT ('{1,2}'::text)::timestamp
----
ERROR 22007

SELECT ('12:30'::text)::timestamp
----
ERROR 22007

SELECT ('1 day'::text)::timestamp
----
ERROR 22007

SELECT ('[1]'::text)::timestamp
----
ERROR 22007

SELECT ('NaN'::text)::timestamp
----
ERROR 22007

SELECT ('  7  '::text)::timestamp
----
ERROR 22007

SELECT (''::text)::timestamptz
----
ERROR 22007

SELECT ('a'::text)::timestamptz
----
ERROR 22007

SELECT ('1'::text)::timestamptz
----
ERROR 22007

SELECT ('-1.5'::text)::timestamptz
----
ERROR 22007

SELECT ('true'::text)::timestamptz
----
ERROR 22007

SELECT ('2020-01-01'::text)::timestamptz
----
timestamptz
2020-01-01 00:00:00+00

SELECT ('{1,2}'::text)::timestamptz
----
ERROR 22007

SELECT ('12:30'::text)::timestamptz
----
ERROR 22007

SELECT ('1 day'::text)::timestamptz
----
ERROR 22007

SELECT ('[1]'::text)::timestamptz
----
ERROR 22007

SELECT ('NaN'::text)::timestamptz
----
ERROR 22007

SELECT ('  7  '::text)::timestamptz
----
ERROR 22007

SELECT (''::text)::interval
----
ERROR 22007

SELECT ('a'::text)::interval
----
ERROR 22007

SELECT ('1'::text)::interval
----
interval
00:00:01

SELECT ('-1.5'::text)::interval
----
interval
-00:00:01.5

SELECT ('true'::text)::interval
----
ERROR 22007

SELECT ('2020-01-01'::text)::interval
----
ERROR 22007

SELECT ('{1,2}'::text)::interval
----
ERROR 22007

SELECT ('12:30'::text)::interval
----
interval
12:30:00

SELECT ('1 day'::text)::interval
----
interval
1 day

SELECT ('[1]'::text)::interval
----
interval
00:00:01

SELECT ('NaN'::text)::interval
----
ERROR 22007

SELECT ('  7  '::text)::interval
----
interval
00:00:07

SELECT (''::text)::uuid
----
ERROR 22P02

SELECT ('a'::text)::uuid
----
ERROR 22P02

SELECT ('1'::text)::uuid
----
ERROR 22P02

SELECT ('-1.5'::text)::uuid
----
ERROR 22P02

SELECT ('true'::text)::uuid
----
ERROR 22P02

SELECT ('2020-01-01'::text)::uuid
----
ERROR 22P02

SELECT ('{1,2}'::text)::uuid
----
ERROR 22P02

SELECT ('12:30'::text)::uuid
----
ERROR 22P02

SELECT ('1 day'::text)::uuid
----
ERROR 22P02

SELECT ('[1]'::text)::uuid
----
ERROR 22P02

SELECT ('NaN'::text)::uuid
----
ERROR 22P02

SELECT ('  7  '::text)::uuid
----
ERROR 22P02

SELECT (''::text)::bytea
----
bytea
\x

SELECT ('a'::text)::bytea
----
bytea
\x61

SELECT ('1'::text)::bytea
----
bytea
\x31

SELECT ('-1.5'::text)::bytea
----
bytea
\x2d312e35

SELECT ('true'::text)::bytea
----
bytea
\x74727565

SELECT ('2020-01-01'::text)::bytea
----
bytea
\x323032302d30312d3031

SELECT ('{1,2}'::text)::bytea
----
bytea
\x7b312c327d

SELECT ('12:30'::text)::bytea
----
bytea
\x31323a3330

SELECT ('1 day'::text)::bytea
----
bytea
\x3120646179

SELECT ('[1]'::text)::bytea
----
bytea
\x5b315d

SELECT ('NaN'::text)::bytea
----
bytea
\x4e614e

SELECT ('  7  '::text)::bytea
----
bytea
\x2020372020

SELECT (''::text)::json
----
ERROR 22P02

SELECT ('a'::text)::json
----
ERROR 22P02

SELECT ('1'::text)::json
----
json
1

SELECT ('-1.5'::text)::json
----
json
-1.5

SELECT ('true'::text)::json
----
json
true

SELECT ('2020-01-01'::text)::json
----
ERROR 22P02

SELECT ('{1,2}'::text)::json
----
ERROR 22P02

SELECT ('12:30'::text)::json
----
ERROR 22P02

SELECT ('1 day'::text)::json
----
ERROR 22P02

SELECT ('[1]'::text)::json
----
json
[1]

SELECT ('NaN'::text)::json
----
ERROR 22P02

SELECT ('  7  '::text)::json
----
json
  7  

SELECT (''::text)::jsonb
----
ERROR 22P02

SELECT ('a'::text)::jsonb
----
ERROR 22P02

SELECT ('1'::text)::jsonb
----
jsonb
1

SELECT ('-1.5'::text)::jsonb
----
jsonb
-1.5

SELECT ('true'::text)::jsonb
----
jsonb
true

SELECT ('2020-01-01'::text)::jsonb
----
ERROR 22P02

SELECT ('{1,2}'::text)::jsonb
----
ERROR 22P02

SELECT ('12:30'::text)::jsonb
----
ERROR 22P02

SELECT ('1 day'::text)::jsonb
----
ERROR 22P02

SELECT ('[1]'::text)::jsonb
----
jsonb
[1]

SELECT ('NaN'::text)::jsonb
----
ERROR 22P02

SELECT ('  7  '::text)::jsonb
----
jsonb
7

SELECT (''::text)::int4[]
----
ERROR 22P02

SELECT ('a'::text)::int4[]
----
ERROR 22P02

SELECT ('1'::text)::int4[]
----
ERROR 22P02

SELECT ('-1.5'::text)::int4[]
----
ERROR 22P02

SELECT ('true'::text)::int4[]
----
ERROR 22P02

SELECT ('2020-01-01'::text)::int4[]
----
ERROR 22P02

SELECT ('{1,2}'::text)::int4[]
----
int4
{1,2}

SELECT ('12:30'::text)::int4[]
----
ERROR 22P02

SELECT ('1 day'::text)::int4[]
----
ERROR 22P02

SELECT ('[1]'::text)::int4[]
----
ERROR 22P02

SELECT ('NaN'::text)::int4[]
----
ERROR 22P02

SELECT ('  7  '::text)::int4[]
----
ERROR 22P02

SELECT (''::text)::text[]
----
ERROR 22P02

SELECT ('a'::text)::text[]
----
ERROR 22P02

SELECT ('1'::text)::text[]
----
ERROR 22P02

SELECT ('-1.5'::text)::text[]
----
ERROR 22P02

SELECT ('true'::text)::text[]
----
ERROR 22P02

SELECT ('2020-01-01'::text)::text[]
----
ERROR 22P02

SELECT ('{1,2}'::text)::text[]
----
text
{1,2}

SELECT ('12:30'::text)::text[]
----
ERROR 22P02

SELECT ('1 day'::text)::text[]
----
ERROR 22P02

SELECT ('[1]'::text)::text[]
----
ERROR 22P02

SELECT ('NaN'::text)::text[]
----
ERROR 22P02

SELECT ('  7  '::text)::text[]
----
ERROR 22P02

SELECT ('abcdef'::varchar(3))::int2
----
ERROR 22P02

SELECT ('1'::varchar(3))::int2
----
int2
1

SELECT ('abcdef'::varchar(3))::int4
----
ERROR 22P02

SELECT ('1'::varchar(3))::int4
----
int4
1

SELECT ('abcdef'::varchar(3))::int8
----
ERROR 22P02

SELECT ('1'::varchar(3))::int8
----
int8
1

SELECT ('abcdef'::varchar(3))::numeric
----
ERROR 22P02

SELECT ('1'::varchar(3))::numeric
----
numeric
1

SELECT ('abcdef'::varchar(3))::numeric(6,2)
----
ERROR 22P02

SELECT ('1'::varchar(3))::numeric(6,2)
----
numeric
1.00

SELECT ('abcdef'::varchar(3))::float4
----
ERROR 22P02

SELECT ('1'::varchar(3))::float4
----
float4
1

SELECT ('abcdef'::varchar(3))::float8
----
ERROR 22P02

SELECT ('1'::varchar(3))::float8
----
float8
1

SELECT ('abcdef'::varchar(3))::text
----
text
abc

SELECT ('1'::varchar(3))::text
----
text
1

SELECT ('abcdef'::varchar(3))::varchar(3)
----
varchar
abc

SELECT ('1'::varchar(3))::varchar(3)
----
varchar
1

SELECT ('abcdef'::varchar(3))::char(4)
----
bpchar
abc 

SELECT ('1'::varchar(3))::char(4)
----
bpchar
1   

SELECT ('abcdef'::varchar(3))::bool
----
ERROR 22P02

SELECT ('1'::varchar(3))::bool
----
bool
t

SELECT ('abcdef'::varchar(3))::date
----
ERROR 22007

SELECT ('1'::varchar(3))::date
----
ERROR 22007

SELECT ('abcdef'::varchar(3))::time
----
ERROR 22007

SELECT ('1'::varchar(3))::time
----
ERROR 22007

SELECT ('abcdef'::varchar(3))::timestamp
----
ERROR 22007

SELECT ('1'::varchar(3))::timestamp
----
ERROR 22007

SELECT ('abcdef'::varchar(3))::timestamptz
----
ERROR 22007

SELECT ('1'::varchar(3))::timestamptz
----
ERROR 22007

SELECT ('abcdef'::varchar(3))::interval
----
ERROR 22007

SELECT ('1'::varchar(3))::interval
----
interval
00:00:01

SELECT ('abcdef'::varchar(3))::uuid
----
ERROR 22P02

SELECT ('1'::varchar(3))::uuid
----
ERROR 22P02

SELECT ('abcdef'::varchar(3))::bytea
----
bytea
\x616263

SELECT ('1'::varchar(3))::bytea
----
bytea
\x31

SELECT ('abcdef'::varchar(3))::json
----
ERROR 22P02

SELECT ('1'::varchar(3))::json
----
json
1

SELECT ('abcdef'::varchar(3))::jsonb
----
ERROR 22P02

SELECT ('1'::varchar(3))::jsonb
----
jsonb
1

SELECT ('abcdef'::varchar(3))::int4[]
----
ERROR 22P02

SELECT ('1'::varchar(3))::int4[]
----
ERROR 22P02

SELECT ('abcdef'::varchar(3))::text[]
----
ERROR 22P02

SELECT ('1'::varchar(3))::text[]
----
ERROR 22P02

SELECT ('ab'::char(4))::int2
----
ERROR 22P02

SELECT ('12'::char(4))::int2
----
int2
12

SELECT ('ab'::char(4))::int4
----
ERROR 22P02

SELECT ('12'::char(4))::int4
----
int4
12

SELECT ('ab'::char(4))::int8
----
ERROR 22P02

SELECT ('12'::char(4))::int8
----
int8
12

SELECT ('ab'::char(4))::numeric
----
ERROR 22P02

SELECT ('12'::char(4))::numeric
----
numeric
12

SELECT ('ab'::char(4))::numeric(6,2)
----
ERROR 22P02

SELECT ('12'::char(4))::numeric(6,2)
----
numeric
12.00

SELECT ('ab'::char(4))::float4
----
ERROR 22P02

SELECT ('12'::char(4))::float4
----
float4
12

SELECT ('ab'::char(4))::float8
----
ERROR 22P02

SELECT ('12'::char(4))::float8
----
float8
12

SELECT ('ab'::char(4))::text
----
text
ab

SELECT ('12'::char(4))::text
----
text
12

SELECT ('ab'::char(4))::varchar(3)
----
varchar
ab

SELECT ('12'::char(4))::varchar(3)
----
varchar
12

SELECT ('ab'::char(4))::char(4)
----
bpchar
ab  

SELECT ('12'::char(4))::char(4)
----
bpchar
12  

SELECT ('ab'::char(4))::bool
----
ERROR 22P02

SELECT ('12'::char(4))::bool
----
ERROR 22P02

SELECT ('ab'::char(4))::date
----
ERROR 22007

SELECT ('12'::char(4))::date
----
ERROR 22007

SELECT ('ab'::char(4))::time
----
ERROR 22007

SELECT ('12'::char(4))::time
----
ERROR 22007

SELECT ('ab'::char(4))::timestamp
----
ERROR 22007

SELECT ('12'::char(4))::timestamp
----
ERROR 22007

SELECT ('ab'::char(4))::timestamptz
----
ERROR 22007

SELECT ('12'::char(4))::timestamptz
----
ERROR 22007

SELECT ('ab'::char(4))::interval
----
ERROR 22007

SELECT ('12'::char(4))::interval
----
interval
00:00:12

SELECT ('ab'::char(4))::uuid
----
ERROR 22P02

SELECT ('12'::char(4))::uuid
----
ERROR 22P02

SELECT ('ab'::char(4))::bytea
----
bytea
\x61622020

SELECT ('12'::char(4))::bytea
----
bytea
\x31322020

SELECT ('ab'::char(4))::json
----
ERROR 22P02

SELECT ('12'::char(4))::json
----
json
12  

SELECT ('ab'::char(4))::jsonb
----
ERROR 22P02

SELECT ('12'::char(4))::jsonb
----
jsonb
12

SELECT ('ab'::char(4))::int4[]
----
ERROR 22P02

SELECT ('12'::char(4))::int4[]
----
ERROR 22P02

SELECT ('ab'::char(4))::text[]
----
ERROR 22P02

SELECT ('12'::char(4))::text[]
----
ERROR 22P02

SELECT ('t'::bool)::int2
----
ERROR 42846

SELECT ('f'::bool)::int2
----
ERROR 42846

SELECT ('t'::bool)::int4
----
int4
1

SELECT ('f'::bool)::int4
----
int4
0

SELECT ('t'::bool)::int8
----
ERROR 42846

SELECT ('f'::bool)::int8
----
ERROR 42846

SELECT ('t'::bool)::numeric
----
ERROR 42846

SELECT ('f'::bool)::numeric
----
ERROR 42846

SELECT ('t'::bool)::numeric(6,2)
----
ERROR 42846

SELECT ('f'::bool)::numeric(6,2)
----
ERROR 42846

SELECT ('t'::bool)::float4
----
ERROR 42846

SELECT ('f'::bool)::float4
----
ERROR 42846

SELECT ('t'::bool)::float8
----
ERROR 42846

SELECT ('f'::bool)::float8
----
ERROR 42846

SELECT ('t'::bool)::text
----
text
true

SELECT ('f'::bool)::text
----
text
false

SELECT ('t'::bool)::varchar(3)
----
varchar
tru

SELECT ('f'::bool)::varchar(3)
----
varchar
fal

SELECT ('t'::bool)::char(4)
----
bpchar
true

SELECT ('f'::bool)::char(4)
----
bpchar
fals

SELECT ('t'::bool)::bool
----
bool
t

SELECT ('f'::bool)::bool
----
bool
f

SELECT ('t'::bool)::date
----
ERROR 42846

SELECT ('f'::bool)::date
----
ERROR 42846

SELECT ('t'::bool)::time
----
ERROR 42846

SELECT ('f'::bool)::time
----
ERROR 42846

SELECT ('t'::bool)::timestamp
----
ERROR 42846

SELECT ('f'::bool)::timestamp
----
ERROR 42846

SELECT ('t'::bool)::timestamptz
----
ERROR 42846

SELECT ('f'::bool)::timestamptz
----
ERROR 42846

SELECT ('t'::bool)::interval
----
ERROR 42846

SELECT ('f'::bool)::interval
----
ERROR 42846

SELECT ('t'::bool)::uuid
----
ERROR 42846

SELECT ('f'::bool)::uuid
----
ERROR 42846

SELECT ('t'::bool)::bytea
----
ERROR 42846

SELECT ('f'::bool)::bytea
----
ERROR 42846

SELECT ('t'::bool)::json
----
ERROR 42846

SELECT ('f'::bool)::json
----
ERROR 42846

SELECT ('t'::bool)::jsonb
----
ERROR 42846

SELECT ('f'::bool)::jsonb
----
ERROR 42846

SELECT ('t'::bool)::int4[]
----
ERROR 42846

SELECT ('f'::bool)::int4[]
----
ERROR 42846

SELECT ('t'::bool)::text[]
----
ERROR 42846

SELECT ('f'::bool)::text[]
----
ERROR 42846

SELECT ('2020-02-29'::date)::int2
----
ERROR 42846

SELECT ('1999-12-31'::date)::int2
----
ERROR 42846

SELECT ('infinity'::date)::int2
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::int2
----
ERROR 42846

SELECT ('2020-02-29'::date)::int4
----
ERROR 42846

SELECT ('1999-12-31'::date)::int4
----
ERROR 42846

SELECT ('infinity'::date)::int4
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::int4
----
ERROR 42846

SELECT ('2020-02-29'::date)::int8
----
ERROR 42846

SELECT ('1999-12-31'::date)::int8
----
ERROR 42846

SELECT ('infinity'::date)::int8
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::int8
----
ERROR 42846

SELECT ('2020-02-29'::date)::numeric
----
ERROR 42846

SELECT ('1999-12-31'::date)::numeric
----
ERROR 42846

SELECT ('infinity'::date)::numeric
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::numeric
----
ERROR 42846

SELECT ('2020-02-29'::date)::numeric(6,2)
----
ERROR 42846

SELECT ('1999-12-31'::date)::numeric(6,2)
----
ERROR 42846

SELECT ('infinity'::date)::numeric(6,2)
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::numeric(6,2)
----
ERROR 42846

SELECT ('2020-02-29'::date)::float4
----
ERROR 42846

SELECT ('1999-12-31'::date)::float4
----
ERROR 42846

SELECT ('infinity'::date)::float4
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::float4
----
ERROR 42846

SELECT ('2020-02-29'::date)::float8
----
ERROR 42846

SELECT ('1999-12-31'::date)::float8
----
ERROR 42846

SELECT ('infinity'::date)::float8
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::float8
----
ERROR 42846

SELECT ('2020-02-29'::date)::text
----
text
2020-02-29

SELECT ('1999-12-31'::date)::text
----
text
1999-12-31

SELECT ('infinity'::date)::text
----
text
infinity

SELECT ('0044-03-15 BC'::date)::text
----
text
0044-03-15 BC

SELECT ('2020-02-29'::date)::varchar(3)
----
varchar
202

SELECT ('1999-12-31'::date)::varchar(3)
----
varchar
199

SELECT ('infinity'::date)::varchar(3)
----
varchar
inf

SELECT ('0044-03-15 BC'::date)::varchar(3)
----
varchar
004

SELECT ('2020-02-29'::date)::char(4)
----
bpchar
2020

SELECT ('1999-12-31'::date)::char(4)
----
bpchar
1999

SELECT ('infinity'::date)::char(4)
----
bpchar
infi

SELECT ('0044-03-15 BC'::date)::char(4)
----
bpchar
0044

SELECT ('2020-02-29'::date)::bool
----
ERROR 42846

SELECT ('1999-12-31'::date)::bool
----
ERROR 42846

SELECT ('infinity'::date)::bool
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::bool
----
ERROR 42846

SELECT ('2020-02-29'::date)::date
----
date
2020-02-29

SELECT ('1999-12-31'::date)::date
----
date
1999-12-31

SELECT ('infinity'::date)::date
----
date
infinity

SELECT ('0044-03-15 BC'::date)::date
----
date
0044-03-15 BC

SELECT ('2020-02-29'::date)::time
----
ERROR 42846

SELECT ('1999-12-31'::date)::time
----
ERROR 42846

SELECT ('infinity'::date)::time
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::time
----
ERROR 42846

SELECT ('2020-02-29'::date)::timestamp
----
timestamp
2020-02-29 00:00:00

SELECT ('1999-12-31'::date)::timestamp
----
timestamp
1999-12-31 00:00:00

SELECT ('infinity'::date)::timestamp
----
timestamp
infinity

SELECT ('0044-03-15 BC'::date)::timestamp
----
timestamp
0044-03-15 00:00:00 BC

SELECT ('2020-02-29'::date)::timestamptz
----
timestamptz
2020-02-29 00:00:00+00

SELECT ('1999-12-31'::date)::timestamptz
----
timestamptz
1999-12-31 00:00:00+00

SELECT ('infinity'::date)::timestamptz
----
timestamptz
infinity

SELECT ('0044-03-15 BC'::date)::timestamptz
----
timestamptz
0044-03-15 00:00:00+00 BC

SELECT ('2020-02-29'::date)::interval
----
ERROR 42846

SELECT ('1999-12-31'::date)::interval
----
ERROR 42846

SELECT ('infinity'::date)::interval
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::interval
----
ERROR 42846

SELECT ('2020-02-29'::date)::uuid
----
ERROR 42846

SELECT ('1999-12-31'::date)::uuid
----
ERROR 42846

SELECT ('infinity'::date)::uuid
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::uuid
----
ERROR 42846

SELECT ('2020-02-29'::date)::bytea
----
ERROR 42846

SELECT ('1999-12-31'::date)::bytea
----
ERROR 42846

SELECT ('infinity'::date)::bytea
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::bytea
----
ERROR 42846

SELECT ('2020-02-29'::date)::json
----
ERROR 42846

SELECT ('1999-12-31'::date)::json
----
ERROR 42846

SELECT ('infinity'::date)::json
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::json
----
ERROR 42846

SELECT ('2020-02-29'::date)::jsonb
----
ERROR 42846

SELECT ('1999-12-31'::date)::jsonb
----
ERROR 42846

SELECT ('infinity'::date)::jsonb
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::jsonb
----
ERROR 42846

SELECT ('2020-02-29'::date)::int4[]
----
ERROR 42846

SELECT ('1999-12-31'::date)::int4[]
----
ERROR 42846

SELECT ('infinity'::date)::int4[]
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::int4[]
----
ERROR 42846

SELECT ('2020-02-29'::date)::text[]
----
ERROR 42846

SELECT ('1999-12-31'::date)::text[]
----
ERROR 42846

SELECT ('infinity'::date)::text[]
----
ERROR 42846

SELECT ('0044-03-15 BC'::date)::text[]
----
ERROR 42846

SELECT ('12:34:56.789'::time)::int2
----
ERROR 42846

SELECT ('00:00'::time)::int2
----
ERROR 42846

SELECT ('24:00'::time)::int2
----
ERROR 42846

SELECT ('12:34:56.789'::time)::int4
----
ERROR 42846

SELECT ('00:00'::time)::int4
----
ERROR 42846

SELECT ('24:00'::time)::int4
----
ERROR 42846

SELECT ('12:34:56.789'::time)::int8
----
ERROR 42846

SELECT ('00:00'::time)::int8
----
ERROR 42846

SELECT ('24:00'::time)::int8
----
ERROR 42846

SELECT ('12:34:56.789'::time)::numeric
----
ERROR 42846

SELECT ('00:00'::time)::numeric
----
ERROR 42846

SELECT ('24:00'::time)::numeric
----
ERROR 42846

SELECT ('12:34:56.789'::time)::numeric(6,2)
----
ERROR 42846

SELECT ('00:00'::time)::numeric(6,2)
----
ERROR 42846

SELECT ('24:00'::time)::numeric(6,2)
----
ERROR 42846

SELECT ('12:34:56.789'::time)::float4
----
ERROR 42846

SELECT ('00:00'::time)::float4
----
ERROR 42846

SELECT ('24:00'::time)::float4
----
ERROR 42846

SELECT ('12:34:56.789'::time)::float8
----
ERROR 42846

SELECT ('00:00'::time)::float8
----
ERROR 42846

SELECT ('24:00'::time)::float8
----
ERROR 42846

SELECT ('12:34:56.789'::time)::text
----
text
12:34:56.789

SELECT ('00:00'::time)::text
----
text
00:00:00

SELECT ('24:00'::time)::text
----
text
24:00:00

SELECT ('12:34:56.789'::time)::varchar(3)
----
varchar
12:

SELECT ('00:00'::time)::varchar(3)
----
varchar
00:

SELECT ('24:00'::time)::varchar(3)
----
varchar
24:

SELECT ('12:34:56.789'::time)::char(4)
----
bpchar
12:3

SELECT ('00:00'::time)::char(4)
----
bpchar
00:0

SELECT ('24:00'::time)::char(4)
----
bpchar
24:0

SELECT ('12:34:56.789'::time)::bool
----
ERROR 42846

SELECT ('00:00'::time)::bool
----
ERROR 42846

SELECT ('24:00'::time)::bool
----
ERROR 42846

SELECT ('12:34:56.789'::time)::date
----
ERROR 42846

SELECT ('00:00'::time)::date
----
ERROR 42846

SELECT ('24:00'::time)::date
----
ERROR 42846

SELECT ('12:34:56.789'::time)::time
----
time
12:34:56.789

SELECT ('00:00'::time)::time
----
time
00:00:00

SELECT ('24:00'::time)::time
----
time
24:00:00

SELECT ('12:34:56.789'::time)::timestamp
----
ERROR 42846

SELECT ('00:00'::time)::timestamp
----
ERROR 42846

SELECT ('24:00'::time)::timestamp
----
ERROR 42846

SELECT ('12:34:56.789'::time)::timestamptz
----
ERROR 42846

SELECT ('00:00'::time)::timestamptz
----
ERROR 42846

SELECT ('24:00'::time)::timestamptz
----
ERROR 42846

SELECT ('12:34:56.789'::time)::interval
----
interval
12:34:56.789

SELECT ('00:00'::time)::interval
----
interval
00:00:00

SELECT ('24:00'::time)::interval
----
interval
24:00:00

SELECT ('12:34:56.789'::time)::uuid
----
ERROR 42846

SELECT ('00:00'::time)::uuid
----
ERROR 42846

SELECT ('24:00'::time)::uuid
----
ERROR 42846

SELECT ('12:34:56.789'::time)::bytea
----
ERROR 42846

SELECT ('00:00'::time)::bytea
----
ERROR 42846

SELECT ('24:00'::time)::bytea
----
ERROR 42846

SELECT ('12:34:56.789'::time)::json
----
ERROR 42846

SELECT ('00:00'::time)::json
----
ERROR 42846

SELECT ('24:00'::time)::json
----
ERROR 42846

SELECT ('12:34:56.789'::time)::jsonb
----
ERROR 42846

SELECT ('00:00'::time)::jsonb
----
ERROR 42846

SELECT ('24:00'::time)::jsonb
----
ERROR 42846

SELECT ('12:34:56.789'::time)::int4[]
----
ERROR 42846

SELECT ('00:00'::time)::int4[]
----
ERROR 42846

SELECT ('24:00'::time)::int4[]
----
ERROR 42846

SELECT ('12:34:56.789'::time)::text[]
----
ERROR 42846

SELECT ('00:00'::time)::text[]
----
ERROR 42846

SELECT ('24:00'::time)::text[]
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::int2
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::int2
----
ERROR 42846

SELECT ('-infinity'::timestamp)::int2
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::int4
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::int4
----
ERROR 42846

SELECT ('-infinity'::timestamp)::int4
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::int8
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::int8
----
ERROR 42846

SELECT ('-infinity'::timestamp)::int8
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::numeric
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::numeric
----
ERROR 42846

SELECT ('-infinity'::timestamp)::numeric
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::numeric(6,2)
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::numeric(6,2)
----
ERROR 42846

SELECT ('-infinity'::timestamp)::numeric(6,2)
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::float4
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::float4
----
ERROR 42846

SELECT ('-infinity'::timestamp)::float4
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::float8
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::float8
----
ERROR 42846

SELECT ('-infinity'::timestamp)::float8
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::text
----
text
2020-02-29 23:59:59.999999

SELECT ('1969-12-31 23:59:59'::timestamp)::text
----
text
1969-12-31 23:59:59

SELECT ('-infinity'::timestamp)::text
----
text
-infinity

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::varchar(3)
----
varchar
202

SELECT ('1969-12-31 23:59:59'::timestamp)::varchar(3)
----
varchar
196

SELECT ('-infinity'::timestamp)::varchar(3)
----
varchar
-in

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::char(4)
----
bpchar
2020

SELECT ('1969-12-31 23:59:59'::timestamp)::char(4)
----
bpchar
1969

SELECT ('-infinity'::timestamp)::char(4)
----
bpchar
-inf

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::bool
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::bool
----
ERROR 42846

SELECT ('-infinity'::timestamp)::bool
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::date
----
date
2020-02-29

SELECT ('1969-12-31 23:59:59'::timestamp)::date
----
date
1969-12-31

SELECT ('-infinity'::timestamp)::date
----
date
-infinity

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::time
----
time
23:59:59.999999

SELECT ('1969-12-31 23:59:59'::timestamp)::time
----
time
23:59:59

SELECT ('-infinity'::timestamp)::time
----
time
NULL

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::timestamp
----
timestamp
2020-02-29 23:59:59.999999

SELECT ('1969-12-31 23:59:59'::timestamp)::timestamp
----
timestamp
1969-12-31 23:59:59

SELECT ('-infinity'::timestamp)::timestamp
----
timestamp
-infinity

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::timestamptz
----
timestamptz
2020-02-29 23:59:59.999999+00

SELECT ('1969-12-31 23:59:59'::timestamp)::timestamptz
----
timestamptz
1969-12-31 23:59:59+00

SELECT ('-infinity'::timestamp)::timestamptz
----
timestamptz
-infinity

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::interval
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::interval
----
ERROR 42846

SELECT ('-infinity'::timestamp)::interval
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::uuid
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::uuid
----
ERROR 42846

SELECT ('-infinity'::timestamp)::uuid
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::bytea
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::bytea
----
ERROR 42846

SELECT ('-infinity'::timestamp)::bytea
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::json
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::json
----
ERROR 42846

SELECT ('-infinity'::timestamp)::json
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::jsonb
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::jsonb
----
ERROR 42846

SELECT ('-infinity'::timestamp)::jsonb
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::int4[]
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::int4[]
----
ERROR 42846

SELECT ('-infinity'::timestamp)::int4[]
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.999999'::timestamp)::text[]
----
ERROR 42846

SELECT ('1969-12-31 23:59:59'::timestamp)::text[]
----
ERROR 42846

SELECT ('-infinity'::timestamp)::text[]
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::int2
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::int2
----
ERROR 42846

SELECT ('infinity'::timestamptz)::int2
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::int4
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::int4
----
ERROR 42846

SELECT ('infinity'::timestamptz)::int4
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::int8
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::int8
----
ERROR 42846

SELECT ('infinity'::timestamptz)::int8
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::numeric
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::numeric
----
ERROR 42846

SELECT ('infinity'::timestamptz)::numeric
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::numeric(6,2)
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::numeric(6,2)
----
ERROR 42846

SELECT ('infinity'::timestamptz)::numeric(6,2)
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::float4
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::float4
----
ERROR 42846

SELECT ('infinity'::timestamptz)::float4
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::float8
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::float8
----
ERROR 42846

SELECT ('infinity'::timestamptz)::float8
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::text
----
text
2020-02-29 21:59:59.5+00

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::text
----
text
1969-12-31 23:59:59+00

SELECT ('infinity'::timestamptz)::text
----
text
infinity

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::varchar(3)
----
varchar
202

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::varchar(3)
----
varchar
196

SELECT ('infinity'::timestamptz)::varchar(3)
----
varchar
inf

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::char(4)
----
bpchar
2020

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::char(4)
----
bpchar
1969

SELECT ('infinity'::timestamptz)::char(4)
----
bpchar
infi

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::bool
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::bool
----
ERROR 42846

SELECT ('infinity'::timestamptz)::bool
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::date
----
date
2020-02-29

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::date
----
date
1969-12-31

SELECT ('infinity'::timestamptz)::date
----
date
infinity

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::time
----
time
21:59:59.5

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::time
----
time
23:59:59

SELECT ('infinity'::timestamptz)::time
----
time
NULL

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::timestamp
----
timestamp
2020-02-29 21:59:59.5

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::timestamp
----
timestamp
1969-12-31 23:59:59

SELECT ('infinity'::timestamptz)::timestamp
----
timestamp
infinity

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::timestamptz
----
timestamptz
2020-02-29 21:59:59.5+00

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::timestamptz
----
timestamptz
1969-12-31 23:59:59+00

SELECT ('infinity'::timestamptz)::timestamptz
----
timestamptz
infinity

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::interval
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::interval
----
ERROR 42846

SELECT ('infinity'::timestamptz)::interval
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::uuid
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::uuid
----
ERROR 42846

SELECT ('infinity'::timestamptz)::uuid
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::bytea
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::bytea
----
ERROR 42846

SELECT ('infinity'::timestamptz)::bytea
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::json
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::json
----
ERROR 42846

SELECT ('infinity'::timestamptz)::json
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::jsonb
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::jsonb
----
ERROR 42846

SELECT ('infinity'::timestamptz)::jsonb
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::int4[]
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::int4[]
----
ERROR 42846

SELECT ('infinity'::timestamptz)::int4[]
----
ERROR 42846

SELECT ('2020-02-29 23:59:59.5+02'::timestamptz)::text[]
----
ERROR 42846

SELECT ('1969-12-31 23:59:59Z'::timestamptz)::text[]
----
ERROR 42846

SELECT ('infinity'::timestamptz)::text[]
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::int2
----
ERROR 42846

SELECT ('-1 day'::interval)::int2
----
ERROR 42846

SELECT ('36 hours'::interval)::int2
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::int2
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::int4
----
ERROR 42846

SELECT ('-1 day'::interval)::int4
----
ERROR 42846

SELECT ('36 hours'::interval)::int4
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::int4
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::int8
----
ERROR 42846

SELECT ('-1 day'::interval)::int8
----
ERROR 42846

SELECT ('36 hours'::interval)::int8
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::int8
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::numeric
----
ERROR 42846

SELECT ('-1 day'::interval)::numeric
----
ERROR 42846

SELECT ('36 hours'::interval)::numeric
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::numeric
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::numeric(6,2)
----
ERROR 42846

SELECT ('-1 day'::interval)::numeric(6,2)
----
ERROR 42846

SELECT ('36 hours'::interval)::numeric(6,2)
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::numeric(6,2)
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::float4
----
ERROR 42846

SELECT ('-1 day'::interval)::float4
----
ERROR 42846

SELECT ('36 hours'::interval)::float4
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::float4
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::float8
----
ERROR 42846

SELECT ('-1 day'::interval)::float8
----
ERROR 42846

SELECT ('36 hours'::interval)::float8
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::float8
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::text
----
text
1 year 2 mons 3 days 04:05:06.7

SELECT ('-1 day'::interval)::text
----
text
-1 days

SELECT ('36 hours'::interval)::text
----
text
36:00:00

SELECT ('1 mon -1 day'::interval)::text
----
text
1 mon -1 days

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::varchar(3)
----
varchar
1 y

SELECT ('-1 day'::interval)::varchar(3)
----
varchar
-1 

SELECT ('36 hours'::interval)::varchar(3)
----
varchar
36:

SELECT ('1 mon -1 day'::interval)::varchar(3)
----
varchar
1 m

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::char(4)
----
bpchar
1 ye

SELECT ('-1 day'::interval)::char(4)
----
bpchar
-1 d

SELECT ('36 hours'::interval)::char(4)
----
bpchar
36:0

SELECT ('1 mon -1 day'::interval)::char(4)
----
bpchar
1 mo

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::bool
----
ERROR 42846

SELECT ('-1 day'::interval)::bool
----
ERROR 42846

SELECT ('36 hours'::interval)::bool
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::bool
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::date
----
ERROR 42846

SELECT ('-1 day'::interval)::date
----
ERROR 42846

SELECT ('36 hours'::interval)::date
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::date
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::time
----
time
04:05:06.7

SELECT ('-1 day'::interval)::time
----
time
00:00:00

SELECT ('36 hours'::interval)::time
----
time
12:00:00

SELECT ('1 mon -1 day'::interval)::time
----
time
00:00:00

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::timestamp
----
ERROR 42846

SELECT ('-1 day'::interval)::timestamp
----
ERROR 42846

SELECT ('36 hours'::interval)::timestamp
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::timestamp
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::timestamptz
----
ERROR 42846

SELECT ('-1 day'::interval)::timestamptz
----
ERROR 42846

SELECT ('36 hours'::interval)::timestamptz
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::timestamptz
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::interval
----
interval
1 year 2 mons 3 days 04:05:06.7

SELECT ('-1 day'::interval)::interval
----
interval
-1 days

SELECT ('36 hours'::interval)::interval
----
interval
36:00:00

SELECT ('1 mon -1 day'::interval)::interval
----
interval
1 mon -1 days

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::uuid
----
ERROR 42846

SELECT ('-1 day'::interval)::uuid
----
ERROR 42846

SELECT ('36 hours'::interval)::uuid
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::uuid
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::bytea
----
ERROR 42846

SELECT ('-1 day'::interval)::bytea
----
ERROR 42846

SELECT ('36 hours'::interval)::bytea
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::bytea
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::json
----
ERROR 42846

SELECT ('-1 day'::interval)::json
----
ERROR 42846

SELECT ('36 hours'::interval)::json
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::json
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::jsonb
----
ERROR 42846

SELECT ('-1 day'::interval)::jsonb
----
ERROR 42846

SELECT ('36 hours'::interval)::jsonb
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::jsonb
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::int4[]
----
ERROR 42846

SELECT ('-1 day'::interval)::int4[]
----
ERROR 42846

SELECT ('36 hours'::interval)::int4[]
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::int4[]
----
ERROR 42846

SELECT ('1 year 2 mons 3 days 04:05:06.7'::interval)::text[]
----
ERROR 42846

SELECT ('-1 day'::interval)::text[]
----
ERROR 42846

SELECT ('36 hours'::interval)::text[]
----
ERROR 42846

SELECT ('1 mon -1 day'::interval)::text[]
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::int2
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::int4
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::int8
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::numeric
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::numeric(6,2)
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::float4
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::float8
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::text
----
text
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::varchar(3)
----
varchar
a0e

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::char(4)
----
bpchar
a0ee

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::bool
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::date
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::time
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::timestamp
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::timestamptz
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::interval
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::uuid
----
uuid
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::bytea
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::json
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::jsonb
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::int4[]
----
ERROR 42846

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::text[]
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::int2
----
ERROR 42846

SELECT ('abc'::bytea)::int2
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::int4
----
ERROR 42846

SELECT ('abc'::bytea)::int4
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::int8
----
ERROR 42846

SELECT ('abc'::bytea)::int8
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::numeric
----
ERROR 42846

SELECT ('abc'::bytea)::numeric
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::numeric(6,2)
----
ERROR 42846

SELECT ('abc'::bytea)::numeric(6,2)
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::float4
----
ERROR 42846

SELECT ('abc'::bytea)::float4
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::float8
----
ERROR 42846

SELECT ('abc'::bytea)::float8
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::text
----
text
\x00ff41

SELECT ('abc'::bytea)::text
----
text
\x616263

SELECT ('\x00ff41'::bytea)::varchar(3)
----
varchar
\x0

SELECT ('abc'::bytea)::varchar(3)
----
varchar
\x6

SELECT ('\x00ff41'::bytea)::char(4)
----
bpchar
\x00

SELECT ('abc'::bytea)::char(4)
----
bpchar
\x61

SELECT ('\x00ff41'::bytea)::bool
----
ERROR 42846

SELECT ('abc'::bytea)::bool
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::date
----
ERROR 42846

SELECT ('abc'::bytea)::date
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::time
----
ERROR 42846

SELECT ('abc'::bytea)::time
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::timestamp
----
ERROR 42846

SELECT ('abc'::bytea)::timestamp
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::timestamptz
----
ERROR 42846

SELECT ('abc'::bytea)::timestamptz
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::interval
----
ERROR 42846

SELECT ('abc'::bytea)::interval
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::uuid
----
ERROR 42846

SELECT ('abc'::bytea)::uuid
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::bytea
----
bytea
\x00ff41

SELECT ('abc'::bytea)::bytea
----
bytea
\x616263

SELECT ('\x00ff41'::bytea)::json
----
ERROR 42846

SELECT ('abc'::bytea)::json
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::jsonb
----
ERROR 42846

SELECT ('abc'::bytea)::jsonb
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::int4[]
----
ERROR 42846

SELECT ('abc'::bytea)::int4[]
----
ERROR 42846

SELECT ('\x00ff41'::bytea)::text[]
----
ERROR 42846

SELECT ('abc'::bytea)::text[]
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::int2
----
ERROR 42846

SELECT ('1'::json)::int2
----
ERROR 42846

SELECT ('"s"'::json)::int2
----
ERROR 42846

SELECT ('null'::json)::int2
----
ERROR 42846

SELECT ('true'::json)::int2
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::int4
----
ERROR 42846

SELECT ('1'::json)::int4
----
ERROR 42846

SELECT ('"s"'::json)::int4
----
ERROR 42846

SELECT ('null'::json)::int4
----
ERROR 42846

SELECT ('true'::json)::int4
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::int8
----
ERROR 42846

SELECT ('1'::json)::int8
----
ERROR 42846

SELECT ('"s"'::json)::int8
----
ERROR 42846

SELECT ('null'::json)::int8
----
ERROR 42846

SELECT ('true'::json)::int8
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::numeric
----
ERROR 42846

SELECT ('1'::json)::numeric
----
ERROR 42846

SELECT ('"s"'::json)::numeric
----
ERROR 42846

SELECT ('null'::json)::numeric
----
ERROR 42846

SELECT ('true'::json)::numeric
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::numeric(6,2)
----
ERROR 42846

SELECT ('1'::json)::numeric(6,2)
----
ERROR 42846

SELECT ('"s"'::json)::numeric(6,2)
----
ERROR 42846

SELECT ('null'::json)::numeric(6,2)
----
ERROR 42846

SELECT ('true'::json)::numeric(6,2)
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::float4
----
ERROR 42846

SELECT ('1'::json)::float4
----
ERROR 42846

SELECT ('"s"'::json)::float4
----
ERROR 42846

SELECT ('null'::json)::float4
----
ERROR 42846

SELECT ('true'::json)::float4
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::float8
----
ERROR 42846

SELECT ('1'::json)::float8
----
ERROR 42846

SELECT ('"s"'::json)::float8
----
ERROR 42846

SELECT ('null'::json)::float8
----
ERROR 42846

SELECT ('true'::json)::float8
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::text
----
text
{"a": [1, 2]}

SELECT ('1'::json)::text
----
text
1

SELECT ('"s"'::json)::text
----
text
"s"

SELECT ('null'::json)::text
----
text
null

SELECT ('true'::json)::text
----
text
true

SELECT ('{"a": [1, 2]}'::json)::varchar(3)
----
varchar
{"a

SELECT ('1'::json)::varchar(3)
----
varchar
1

SELECT ('"s"'::json)::varchar(3)
----
varchar
"s"

SELECT ('null'::json)::varchar(3)
----
varchar
nul

SELECT ('true'::json)::varchar(3)
----
varchar
tru

SELECT ('{"a": [1, 2]}'::json)::char(4)
----
bpchar
{"a"

SELECT ('1'::json)::char(4)
----
bpchar
1   

SELECT ('"s"'::json)::char(4)
----
bpchar
"s" 

SELECT ('null'::json)::char(4)
----
bpchar
null

SELECT ('true'::json)::char(4)
----
bpchar
true

SELECT ('{"a": [1, 2]}'::json)::bool
----
ERROR 42846

SELECT ('1'::json)::bool
----
ERROR 42846

SELECT ('"s"'::json)::bool
----
ERROR 42846

SELECT ('null'::json)::bool
----
ERROR 42846

SELECT ('true'::json)::bool
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::date
----
ERROR 42846

SELECT ('1'::json)::date
----
ERROR 42846

SELECT ('"s"'::json)::date
----
ERROR 42846

SELECT ('null'::json)::date
----
ERROR 42846

SELECT ('true'::json)::date
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::time
----
ERROR 42846

SELECT ('1'::json)::time
----
ERROR 42846

SELECT ('"s"'::json)::time
----
ERROR 42846

SELECT ('null'::json)::time
----
ERROR 42846

SELECT ('true'::json)::time
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::timestamp
----
ERROR 42846

SELECT ('1'::json)::timestamp
----
ERROR 42846

SELECT ('"s"'::json)::timestamp
----
ERROR 42846

SELECT ('null'::json)::timestamp
----
ERROR 42846

SELECT ('true'::json)::timestamp
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::timestamptz
----
ERROR 42846

SELECT ('1'::json)::timestamptz
----
ERROR 42846

SELECT ('"s"'::json)::timestamptz
----
ERROR 42846

SELECT ('null'::json)::timestamptz
----
ERROR 42846

SELECT ('true'::json)::timestamptz
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::interval
----
ERROR 42846

SELECT ('1'::json)::interval
----
ERROR 42846

SELECT ('"s"'::json)::interval
----
ERROR 42846

SELECT ('null'::json)::interval
----
ERROR 42846

SELECT ('true'::json)::interval
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::uuid
----
ERROR 42846

SELECT ('1'::json)::uuid
----
ERROR 42846

SELECT ('"s"'::json)::uuid
----
ERROR 42846

SELECT ('null'::json)::uuid
----
ERROR 42846

SELECT ('true'::json)::uuid
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::bytea
----
ERROR 42846

SELECT ('1'::json)::bytea
----
ERROR 42846

SELECT ('"s"'::json)::bytea
----
ERROR 42846

SELECT ('null'::json)::bytea
----
ERROR 42846

SELECT ('true'::json)::bytea
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::json
----
json
{"a": [1, 2]}

SELECT ('1'::json)::json
----
json
1

SELECT ('"s"'::json)::json
----
json
"s"

SELECT ('null'::json)::json
----
json
null

SELECT ('true'::json)::json
----
json
true

SELECT ('{"a": [1, 2]}'::json)::jsonb
----
jsonb
{"a": [1, 2]}

SELECT ('1'::json)::jsonb
----
jsonb
1

SELECT ('"s"'::json)::jsonb
----
jsonb
"s"

SELECT ('null'::json)::jsonb
----
jsonb
null

SELECT ('true'::json)::jsonb
----
jsonb
true

SELECT ('{"a": [1, 2]}'::json)::int4[]
----
ERROR 42846

SELECT ('1'::json)::int4[]
----
ERROR 42846

SELECT ('"s"'::json)::int4[]
----
ERROR 42846

SELECT ('null'::json)::int4[]
----
ERROR 42846

SELECT ('true'::json)::int4[]
----
ERROR 42846

SELECT ('{"a": [1, 2]}'::json)::text[]
----
ERROR 42846

SELECT ('1'::json)::text[]
----
ERROR 42846

SELECT ('"s"'::json)::text[]
----
ERROR 42846

SELECT ('null'::json)::text[]
----
ERROR 42846

SELECT ('true'::json)::text[]
----
ERROR 42846

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::int2
----
ERROR 22023

SELECT ('1.50'::jsonb)::int2
----
int2
2

SELECT ('"s"'::jsonb)::int2
----
ERROR 22023

SELECT ('null'::jsonb)::int2
----
ERROR 22023

SELECT ('true'::jsonb)::int2
----
ERROR 22023

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::int4
----
ERROR 22023

SELECT ('1.50'::jsonb)::int4
----
int4
2

SELECT ('"s"'::jsonb)::int4
----
ERROR 22023

SELECT ('null'::jsonb)::int4
----
ERROR 22023

SELECT ('true'::jsonb)::int4
----
ERROR 22023

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::int8
----
ERROR 22023

SELECT ('1.50'::jsonb)::int8
----
int8
2

SELECT ('"s"'::jsonb)::int8
----
ERROR 22023

SELECT ('null'::jsonb)::int8
----
ERROR 22023

SELECT ('true'::jsonb)::int8
----
ERROR 22023

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::numeric
----
ERROR 22023

SELECT ('1.50'::jsonb)::numeric
----
numeric
1.50

SELECT ('"s"'::jsonb)::numeric
----
ERROR 22023

SELECT ('null'::jsonb)::numeric
----
ERROR 22023

SELECT ('true'::jsonb)::numeric
----
ERROR 22023

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::numeric(6,2)
----
ERROR 22023

SELECT ('1.50'::jsonb)::numeric(6,2)
----
numeric
1.50

SELECT ('"s"'::jsonb)::numeric(6,2)
----
ERROR 22023

SELECT ('null'::jsonb)::numeric(6,2)
----
ERROR 22023

SELECT ('true'::jsonb)::numeric(6,2)
----
ERROR 22023

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::float4
----
ERROR 22023

SELECT ('1.50'::jsonb)::float4
----
float4
1.5

SELECT ('"s"'::jsonb)::float4
----
ERROR 22023

SELECT ('null'::jsonb)::float4
----
ERROR 22023

SELECT ('true'::jsonb)::float4
----
ERROR 22023

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::float8
----
ERROR 22023

SELECT ('1.50'::jsonb)::float8
----
float8
1.5

SELECT ('"s"'::jsonb)::float8
----
ERROR 22023

SELECT ('null'::jsonb)::float8
----
ERROR 22023

SELECT ('true'::jsonb)::float8
----
ERROR 22023

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::text
----
text
{"a": [1, 2.50], "b": 1}

SELECT ('1.50'::jsonb)::text
----
text
1.50

SELECT ('"s"'::jsonb)::text
----
text
"s"

SELECT ('null'::jsonb)::text
----
text
null

SELECT ('true'::jsonb)::text
----
text
true

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::varchar(3)
----
varchar
{"a

SELECT ('1.50'::jsonb)::varchar(3)
----
varchar
1.5

SELECT ('"s"'::jsonb)::varchar(3)
----
varchar
"s"

SELECT ('null'::jsonb)::varchar(3)
----
varchar
nul

SELECT ('true'::jsonb)::varchar(3)
----
varchar
tru

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::char(4)
----
bpchar
{"a"

SELECT ('1.50'::jsonb)::char(4)
----
bpchar
1.50

SELECT ('"s"'::jsonb)::char(4)
----
bpchar
"s" 

SELECT ('null'::jsonb)::char(4)
----
bpchar
null

SELECT ('true'::jsonb)::char(4)
----
bpchar
true

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::bool
----
ERROR 22023

SELECT ('1.50'::jsonb)::bool
----
ERROR 22023

SELECT ('"s"'::jsonb)::bool
----
ERROR 22023

SELECT ('null'::jsonb)::bool
----
ERROR 22023

SELECT ('true'::jsonb)::bool
----
bool
t

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::date
----
ERROR 42846

SELECT ('1.50'::jsonb)::date
----
ERROR 42846

SELECT ('"s"'::jsonb)::date
----
ERROR 42846

SELECT ('null'::jsonb)::date
----
ERROR 42846

SELECT ('true'::jsonb)::date
----
ERROR 42846

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::time
----
ERROR 42846

SELECT ('1.50'::jsonb)::time
----
ERROR 42846

SELECT ('"s"'::jsonb)::time
----
ERROR 42846

SELECT ('null'::jsonb)::time
----
ERROR 42846

SELECT ('true'::jsonb)::time
----
ERROR 42846

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::timestamp
----
ERROR 42846

SELECT ('1.50'::jsonb)::timestamp
----
ERROR 42846

SELECT ('"s"'::jsonb)::timestamp
----
ERROR 42846

SELECT ('null'::jsonb)::timestamp
----
ERROR 42846

SELECT ('true'::jsonb)::timestamp
----
ERROR 42846

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::timestamptz
----
ERROR 42846

SELECT ('1.50'::jsonb)::timestamptz
----
ERROR 42846

SELECT ('"s"'::jsonb)::timestamptz
----
ERROR 42846

SELECT ('null'::jsonb)::timestamptz
----
ERROR 42846

SELECT ('true'::jsonb)::timestamptz
----
ERROR 42846

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::interval
----
ERROR 42846

SELECT ('1.50'::jsonb)::interval
----
ERROR 42846

SELECT ('"s"'::jsonb)::interval
----
ERROR 42846

SELECT ('null'::jsonb)::interval
----
ERROR 42846

SELECT ('true'::jsonb)::interval
----
ERROR 42846

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::uuid
----
ERROR 42846

SELECT ('1.50'::jsonb)::uuid
----
ERROR 42846

SELECT ('"s"'::jsonb)::uuid
----
ERROR 42846

SELECT ('null'::jsonb)::uuid
----
ERROR 42846

SELECT ('true'::jsonb)::uuid
----
ERROR 42846

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::bytea
----
ERROR 42846

SELECT ('1.50'::jsonb)::bytea
----
ERROR 42846

SELECT ('"s"'::jsonb)::bytea
----
ERROR 42846

SELECT ('null'::jsonb)::bytea
----
ERROR 42846

SELECT ('true'::jsonb)::bytea
----
ERROR 42846

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::json
----
json
{"a": [1, 2.50], "b": 1}

SELECT ('1.50'::jsonb)::json
----
json
1.50

SELECT ('"s"'::jsonb)::json
----
json
"s"

SELECT ('null'::jsonb)::json
----
json
null

SELECT ('true'::jsonb)::json
----
json
true

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::jsonb
----
jsonb
{"a": [1, 2.50], "b": 1}

SELECT ('1.50'::jsonb)::jsonb
----
jsonb
1.50

SELECT ('"s"'::jsonb)::jsonb
----
jsonb
"s"

SELECT ('null'::jsonb)::jsonb
----
jsonb
null

SELECT ('true'::jsonb)::jsonb
----
jsonb
true

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::int4[]
----
ERROR 42846

SELECT ('1.50'::jsonb)::int4[]
----
ERROR 42846

SELECT ('"s"'::jsonb)::int4[]
----
ERROR 42846

SELECT ('null'::jsonb)::int4[]
----
ERROR 42846

SELECT ('true'::jsonb)::int4[]
----
ERROR 42846

SELECT ('{"b": 1, "a": [1, 2.50]}'::jsonb)::text[]
----
ERROR 42846

SELECT ('1.50'::jsonb)::text[]
----
ERROR 42846

SELECT ('"s"'::jsonb)::text[]
----
ERROR 42846

SELECT ('null'::jsonb)::text[]
----
ERROR 42846

SELECT ('true'::jsonb)::text[]
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::int2
----
ERROR 42846

SELECT ('{}'::int4[])::int2
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::int2
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::int4
----
ERROR 42846

SELECT ('{}'::int4[])::int4
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::int4
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::int8
----
ERROR 42846

SELECT ('{}'::int4[])::int8
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::int8
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::numeric
----
ERROR 42846

SELECT ('{}'::int4[])::numeric
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::numeric
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::numeric(6,2)
----
ERROR 42846

SELECT ('{}'::int4[])::numeric(6,2)
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::numeric(6,2)
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::float4
----
ERROR 42846

SELECT ('{}'::int4[])::float4
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::float4
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::float8
----
ERROR 42846

SELECT ('{}'::int4[])::float8
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::float8
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::text
----
text
{1,2,NULL}

SELECT ('{}'::int4[])::text
----
text
{}

SELECT ('{{1,2},{3,4}}'::int4[])::text
----
text
{{1,2},{3,4}}

SELECT ('{1,2,NULL}'::int4[])::varchar(3)
----
varchar
{1,

SELECT ('{}'::int4[])::varchar(3)
----
varchar
{}

SELECT ('{{1,2},{3,4}}'::int4[])::varchar(3)
----
varchar
{{1

SELECT ('{1,2,NULL}'::int4[])::char(4)
----
bpchar
{1,2

SELECT ('{}'::int4[])::char(4)
----
bpchar
{}  

SELECT ('{{1,2},{3,4}}'::int4[])::char(4)
----
bpchar
{{1,

SELECT ('{1,2,NULL}'::int4[])::bool
----
ERROR 42846

SELECT ('{}'::int4[])::bool
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::bool
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::date
----
ERROR 42846

SELECT ('{}'::int4[])::date
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::date
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::time
----
ERROR 42846

SELECT ('{}'::int4[])::time
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::time
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::timestamp
----
ERROR 42846

SELECT ('{}'::int4[])::timestamp
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::timestamp
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::timestamptz
----
ERROR 42846

SELECT ('{}'::int4[])::timestamptz
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::timestamptz
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::interval
----
ERROR 42846

SELECT ('{}'::int4[])::interval
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::interval
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::uuid
----
ERROR 42846

SELECT ('{}'::int4[])::uuid
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::uuid
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::bytea
----
ERROR 42846

SELECT ('{}'::int4[])::bytea
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::bytea
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::json
----
ERROR 42846

SELECT ('{}'::int4[])::json
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::json
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::jsonb
----
ERROR 42846

SELECT ('{}'::int4[])::jsonb
----
ERROR 42846

SELECT ('{{1,2},{3,4}}'::int4[])::jsonb
----
ERROR 42846

SELECT ('{1,2,NULL}'::int4[])::int4[]
----
int4
{1,2,NULL}

SELECT ('{}'::int4[])::int4[]
----
int4
{}

SELECT ('{{1,2},{3,4}}'::int4[])::int4[]
----
int4
{{1,2},{3,4}}

SELECT ('{1,2,NULL}'::int4[])::text[]
----
text
{1,2,NULL}

SELECT ('{}'::int4[])::text[]
----
text
{}

SELECT ('{{1,2},{3,4}}'::int4[])::text[]
----
text
{{1,2},{3,4}}

SELECT ('{a,"b c",NULL,""}'::text[])::int2
----
ERROR 42846

SELECT ('{}'::text[])::int2
----
ERROR 42846

SELECT ('{1,2}'::text[])::int2
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::int4
----
ERROR 42846

SELECT ('{}'::text[])::int4
----
ERROR 42846

SELECT ('{1,2}'::text[])::int4
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::int8
----
ERROR 42846

SELECT ('{}'::text[])::int8
----
ERROR 42846

SELECT ('{1,2}'::text[])::int8
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::numeric
----
ERROR 42846

SELECT ('{}'::text[])::numeric
----
ERROR 42846

SELECT ('{1,2}'::text[])::numeric
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::numeric(6,2)
----
ERROR 42846

SELECT ('{}'::text[])::numeric(6,2)
----
ERROR 42846

SELECT ('{1,2}'::text[])::numeric(6,2)
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::float4
----
ERROR 42846

SELECT ('{}'::text[])::float4
----
ERROR 42846

SELECT ('{1,2}'::text[])::float4
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::float8
----
ERROR 42846

SELECT ('{}'::text[])::float8
----
ERROR 42846

SELECT ('{1,2}'::text[])::float8
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::text
----
text
{a,"b c",NULL,""}

SELECT ('{}'::text[])::text
----
text
{}

SELECT ('{1,2}'::text[])::text
----
text
{1,2}

SELECT ('{a,"b c",NULL,""}'::text[])::varchar(3)
----
varchar
{a,

SELECT ('{}'::text[])::varchar(3)
----
varchar
{}

SELECT ('{1,2}'::text[])::varchar(3)
----
varchar
{1,

SELECT ('{a,"b c",NULL,""}'::text[])::char(4)
----
bpchar
{a,"

SELECT ('{}'::text[])::char(4)
----
bpchar
{}  

SELECT ('{1,2}'::text[])::char(4)
----
bpchar
{1,2

SELECT ('{a,"b c",NULL,""}'::text[])::bool
----
ERROR 42846

SELECT ('{}'::text[])::bool
----
ERROR 42846

SELECT ('{1,2}'::text[])::bool
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::date
----
ERROR 42846

SELECT ('{}'::text[])::date
----
ERROR 42846

SELECT ('{1,2}'::text[])::date
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::time
----
ERROR 42846

SELECT ('{}'::text[])::time
----
ERROR 42846

SELECT ('{1,2}'::text[])::time
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::timestamp
----
ERROR 42846

SELECT ('{}'::text[])::timestamp
----
ERROR 42846

SELECT ('{1,2}'::text[])::timestamp
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::timestamptz
----
ERROR 42846

SELECT ('{}'::text[])::timestamptz
----
ERROR 42846

SELECT ('{1,2}'::text[])::timestamptz
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::interval
----
ERROR 42846

SELECT ('{}'::text[])::interval
----
ERROR 42846

SELECT ('{1,2}'::text[])::interval
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::uuid
----
ERROR 42846

SELECT ('{}'::text[])::uuid
----
ERROR 42846

SELECT ('{1,2}'::text[])::uuid
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::bytea
----
ERROR 42846

SELECT ('{}'::text[])::bytea
----
ERROR 42846

SELECT ('{1,2}'::text[])::bytea
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::json
----
ERROR 42846

SELECT ('{}'::text[])::json
----
ERROR 42846

SELECT ('{1,2}'::text[])::json
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::jsonb
----
ERROR 42846

SELECT ('{}'::text[])::jsonb
----
ERROR 42846

SELECT ('{1,2}'::text[])::jsonb
----
ERROR 42846

SELECT ('{a,"b c",NULL,""}'::text[])::int4[]
----
ERROR 22P02

SELECT ('{}'::text[])::int4[]
----
int4
{}

SELECT ('{1,2}'::text[])::int4[]
----
int4
{1,2}

SELECT ('{a,"b c",NULL,""}'::text[])::text[]
----
text
{a,"b c",NULL,""}

SELECT ('{}'::text[])::text[]
----
text
{}

SELECT ('{1,2}'::text[])::text[]
----
text
{1,2}
