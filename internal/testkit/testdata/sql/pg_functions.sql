-- Functions and operators
-- errors by code

SELECT length('Hello World'::text)
----
length
11

SELECT length(''::text)
----
length
0

SELECT length('aXbXc'::text)
----
length
5

SELECT length(NULL::text)
----
length
NULL

SELECT length('ünï'::text)
----
length
3

SELECT length('  pad '::text)
----
length
6

SELECT char_length('Hello World'::text)
----
char_length
11

SELECT char_length(''::text)
----
char_length
0

SELECT char_length('aXbXc'::text)
----
char_length
5

SELECT char_length(NULL::text)
----
char_length
NULL

SELECT char_length('ünï'::text)
----
char_length
3

SELECT char_length('  pad '::text)
----
char_length
6

SELECT octet_length('Hello World'::text)
----
octet_length
11

SELECT octet_length(''::text)
----
octet_length
0

SELECT octet_length('aXbXc'::text)
----
octet_length
5

SELECT octet_length(NULL::text)
----
octet_length
NULL

SELECT octet_length('ünï'::text)
----
octet_length
5

SELECT octet_length('  pad '::text)
----
octet_length
6

SELECT bit_length('Hello World'::text)
----
bit_length
88

SELECT bit_length(''::text)
----
bit_length
0

SELECT bit_length('aXbXc'::text)
----
bit_length
40

SELECT bit_length(NULL::text)
----
bit_length
NULL

SELECT bit_length('ünï'::text)
----
bit_length
40

SELECT bit_length('  pad '::text)
----
bit_length
48

SELECT upper('Hello World'::text)
----
upper
HELLO WORLD

SELECT upper(''::text)
----
upper
''

SELECT upper('aXbXc'::text)
----
upper
AXBXC

SELECT upper(NULL::text)
----
upper
NULL

SELECT upper('ünï'::text)
----
upper
ÜNÏ

SELECT upper('  pad '::text)
----
upper
  PAD 

SELECT lower('Hello World'::text)
----
lower
hello world

SELECT lower(''::text)
----
lower
''

SELECT lower('aXbXc'::text)
----
lower
axbxc

SELECT lower(NULL::text)
----
lower
NULL

SELECT lower('ünï'::text)
----
lower
ünï

SELECT lower('  pad '::text)
----
lower
  pad 

SELECT initcap('Hello World'::text)
----
initcap
Hello World

SELECT initcap(''::text)
----
initcap
''

SELECT initcap('aXbXc'::text)
----
initcap
Axbxc

SELECT initcap(NULL::text)
----
initcap
NULL

SELECT initcap('ünï'::text)
----
initcap
Ünï

SELECT initcap('  pad '::text)
----
initcap
  Pad 

SELECT reverse('Hello World'::text)
----
reverse
dlroW olleH

SELECT reverse(''::text)
----
reverse
''

SELECT reverse('aXbXc'::text)
----
reverse
cXbXa

SELECT reverse(NULL::text)
----
reverse
NULL

SELECT reverse('ünï'::text)
----
reverse
ïnü

SELECT reverse('  pad '::text)
----
reverse
 dap  

SELECT ltrim('Hello World'::text)
----
ltrim
Hello World

SELECT ltrim(''::text)
----
ltrim
''

SELECT ltrim('aXbXc'::text)
----
ltrim
aXbXc

SELECT ltrim(NULL::text)
----
ltrim
NULL

SELECT ltrim('ünï'::text)
----
ltrim
ünï

SELECT ltrim('  pad '::text)
----
ltrim
pad 

SELECT rtrim('Hello World'::text)
----
rtrim
Hello World

SELECT rtrim(''::text)
----
rtrim
''

SELECT rtrim('aXbXc'::text)
----
rtrim
aXbXc

SELECT rtrim(NULL::text)
----
rtrim
NULL

SELECT rtrim('ünï'::text)
----
rtrim
ünï

SELECT rtrim('  pad '::text)
----
rtrim
  pad

SELECT btrim('Hello World'::text)
----
btrim
Hello World

SELECT btrim(''::text)
----
btrim
''

SELECT btrim('aXbXc'::text)
----
btrim
aXbXc

SELECT btrim(NULL::text)
----
btrim
NULL

SELECT btrim('ünï'::text)
----
btrim
ünï

SELECT btrim('  pad '::text)
----
btrim
pad

SELECT md5('Hello World'::text)
----
md5
b10a8db164e0754105b7a99be72e3fe5

SELECT md5(''::text)
----
md5
d41d8cd98f00b204e9800998ecf8427e

SELECT md5('aXbXc'::text)
----
md5
0bbf2f5482bb2dfd9e0b826c250f61e5

SELECT md5(NULL::text)
----
md5
NULL

SELECT md5('ünï'::text)
----
md5
3241a66fd412a38b61bb6f5a732e1a29

SELECT md5('  pad '::text)
----
md5
287fb9a35449d072d65bc9a5691fe218

SELECT ascii('Hello World'::text)
----
ascii
72

SELECT ascii(''::text)
----
ascii
0

SELECT ascii('aXbXc'::text)
----
ascii
97

SELECT ascii(NULL::text)
----
ascii
NULL

SELECT ascii('ünï'::text)
----
ascii
252

SELECT ascii('  pad '::text)
----
ascii
32

SELECT quote_literal('Hello World'::text)
----
quote_literal
'Hello World'

SELECT quote_literal(''::text)
----
quote_literal
''

SELECT quote_literal('aXbXc'::text)
----
quote_literal
'aXbXc'

SELECT quote_literal(NULL::text)
----
quote_literal
NULL

SELECT quote_literal('ünï'::text)
----
quote_literal
'ünï'

SELECT quote_literal('  pad '::text)
----
quote_literal
'  pad '

SELECT quote_ident('Hello World'::text)
----
quote_ident
"Hello World"

SELECT quote_ident(''::text)
----
quote_ident
""

SELECT quote_ident('aXbXc'::text)
----
quote_ident
"aXbXc"

SELECT quote_ident(NULL::text)
----
quote_ident
NULL

SELECT quote_ident('ünï'::text)
----
quote_ident
"ünï"

SELECT quote_ident('  pad '::text)
----
quote_ident
"  pad "

SELECT quote_nullable('Hello World'::text)
----
quote_nullable
'Hello World'

SELECT quote_nullable(''::text)
----
quote_nullable
''

SELECT quote_nullable('aXbXc'::text)
----
quote_nullable
'aXbXc'

SELECT quote_nullable(NULL::text)
----
quote_nullable
NULL

SELECT quote_nullable('ünï'::text)
----
quote_nullable
'ünï'

SELECT quote_nullable('  pad '::text)
----
quote_nullable
'  pad '

SELECT to_hex('255'::int)
----
to_hex
ff

SELECT to_hex(NULL::int)
----
to_hex
NULL

SELECT chr(65)
----
chr
A

SELECT chr(NULL::int)
----
chr
NULL

SELECT substr('Hello World'::text, 1)
----
substr
Hello World

SELECT substring('Hello World'::text from 1)
----
substring
Hello World

SELECT substr('Hello World'::text, 2, 3)
----
substr
ell

SELECT substring('Hello World'::text from 2 for 3)
----
substring
ell

SELECT substr('Hello World'::text, 0, 2)
----
substr
H

SELECT substring('Hello World'::text from 0 for 2)
----
substring
H

SELECT substr('Hello World'::text, -1, 3)
----
substr
H

SELECT substring('Hello World'::text from -1 for 3)
----
substring
H

SELECT substr('Hello World'::text, 20)
----
substr
''

SELECT substring('Hello World'::text from 20)
----
substring
''

SELECT substr('Hello World'::text, 3, -1)
----
ERROR 22011

SELECT substring('Hello World'::text from 3 for -1)
----
ERROR 22011

SELECT left('Hello World'::text, 3)
----
left
Hel

SELECT right('Hello World'::text, 3)
----
right
rld

SELECT lpad('Hello World'::text, 3, 'xy')
----
lpad
Hel

SELECT rpad('Hello World'::text, 3)
----
rpad
Hel

SELECT repeat('Hello World'::text, 3)
----
repeat
Hello WorldHello WorldHello World

SELECT left('Hello World'::text, -2)
----
left
Hello Wor

SELECT right('Hello World'::text, -2)
----
right
llo World

SELECT lpad('Hello World'::text, -2, 'xy')
----
lpad
''

SELECT rpad('Hello World'::text, -2)
----
rpad
''

SELECT repeat('Hello World'::text, -2)
----
repeat
''

SELECT left('Hello World'::text, 0)
----
left
''

SELECT right('Hello World'::text, 0)
----
right
''

SELECT lpad('Hello World'::text, 0, 'xy')
----
lpad
''

SELECT rpad('Hello World'::text, 0)
----
rpad
''

SELECT repeat('Hello World'::text, 0)
----
repeat
''

SELECT left('Hello World'::text, 50)
----
left
Hello World

SELECT right('Hello World'::text, 50)
----
right
Hello World

SELECT lpad('Hello World'::text, 50, 'xy')
----
lpad
xyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxHello World

SELECT rpad('Hello World'::text, 50)
----
rpad
Hello World                                       

SELECT repeat('Hello World'::text, 2)
----
repeat
Hello WorldHello World

SELECT split_part('Hello World'::text, 'X', 1)
----
split_part
Hello World

SELECT split_part('Hello World'::text, 'X', 2)
----
split_part
''

SELECT split_part('Hello World'::text, ' ', 1)
----
split_part
Hello

SELECT split_part('Hello World'::text, '', 1)
----
split_part
Hello World

SELECT split_part('Hello World'::text, 'X', -1)
----
split_part
Hello World

SELECT split_part('Hello World'::text, 'X', 9)
----
split_part
''

SELECT strpos('Hello World'::text, 'X')
----
strpos
0

SELECT position('o' in 'Hello World'::text)
----
position
5

SELECT replace('Hello World'::text, 'X', '--')
----
replace
Hello World

SELECT translate('Hello World'::text, 'lXo', 'L-')
----
translate
HeLL WrLd

SELECT string_to_array('Hello World'::text, 'X')
----
string_to_array
{"Hello World"}

SELECT string_to_array('Hello World'::text, NULL)
----
string_to_array
{H,e,l,l,o," ",W,o,r,l,d}

SELECT regexp_replace('Hello World'::text, '[aeiou]', '*', 'g')
----
regexp_replace
H*ll* W*rld

SELECT regexp_match('Hello World'::text, '(.)X(.)')
----
regexp_match
NULL

SELECT regexp_split_to_array('Hello World'::text, '\s|X')
----
regexp_split_to_array
{Hello,World}

SELECT starts_with('Hello World'::text, 'He')
----
starts_with
t

SELECT overlay('Hello World'::text placing '##' from 2 for 3)
----
overlay
H##o World

SELECT trim(both 'H ' from 'Hello World'::text)
----
btrim
ello World

SELECT concat('Hello World'::text, 1, NULL, true)
----
concat
Hello World1t

SELECT concat_ws('-', 'Hello World'::text, NULL, 'z')
----
concat_ws
Hello World-z

SELECT format('%s|%I|%L', 'Hello World'::text, 'a b', 'Hello World'::text)
----
format
Hello World\|"a b"\|'Hello World'

SELECT encode('Hello World'::bytea, 'hex')
----
encode
48656c6c6f20576f726c64

SELECT encode('Hello World'::bytea, 'base64')
----
encode
SGVsbG8gV29ybGQ=

SELECT 'Hello World'::text LIKE '%o%'
----
?column?
t

SELECT 'Hello World'::text ILIKE 'h_LLO%'
----
?column?
t

SELECT 'Hello World'::text SIMILAR TO '%(X|W)%'
----
?column?
t

SELECT 'Hello World'::text ~ '^[A-Z]'
----
?column?
t

SELECT 'Hello World'::text || '!'
----
?column?
Hello World!

SELECT sha256('Hello World'::bytea)
----
sha256
\xa591a6d40bf420404a011733cfb7b190d62c65bf0bcda32b57b277d9ad9f146e

SELECT regexp_count('Hello World'::text, 'X')
----
regexp_count
0

SELECT regexp_instr('Hello World'::text, 'X')
----
regexp_instr
0

SELECT regexp_substr('Hello World'::text, '[a-z]+')
----
regexp_substr
ello

SELECT regexp_like('Hello World'::text, 'x', 'i')
----
regexp_like
f

SELECT substr(''::text, 1)
----
substr
''

SELECT substring(''::text from 1)
----
substring
''

SELECT substr(''::text, 2, 3)
----
substr
''

SELECT substring(''::text from 2 for 3)
----
substring
''

SELECT substr(''::text, 0, 2)
----
substr
''

SELECT substring(''::text from 0 for 2)
----
substring
''

SELECT substr(''::text, -1, 3)
----
substr
''

SELECT substring(''::text from -1 for 3)
----
substring
''

SELECT substr(''::text, 20)
----
substr
''

SELECT substring(''::text from 20)
----
substring
''

SELECT substr(''::text, 3, -1)
----
ERROR 22011

SELECT substring(''::text from 3 for -1)
----
ERROR 22011

SELECT left(''::text, 3)
----
left
''

SELECT right(''::text, 3)
----
right
''

SELECT lpad(''::text, 3, 'xy')
----
lpad
xyx

SELECT rpad(''::text, 3)
----
rpad
   

SELECT repeat(''::text, 3)
----
repeat
''

SELECT left(''::text, -2)
----
left
''

SELECT right(''::text, -2)
----
right
''

SELECT lpad(''::text, -2, 'xy')
----
lpad
''

SELECT rpad(''::text, -2)
----
rpad
''

SELECT repeat(''::text, -2)
----
repeat
''

SELECT left(''::text, 0)
----
left
''

SELECT right(''::text, 0)
----
right
''

SELECT lpad(''::text, 0, 'xy')
----
lpad
''

SELECT rpad(''::text, 0)
----
rpad
''

SELECT repeat(''::text, 0)
----
repeat
''

SELECT left(''::text, 50)
----
left
''

SELECT right(''::text, 50)
----
right
''

SELECT lpad(''::text, 50, 'xy')
----
lpad
xyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxy

SELECT rpad(''::text, 50)
----
rpad
                                                  

SELECT repeat(''::text, 2)
----
repeat
''

SELECT split_part(''::text, 'X', 1)
----
split_part
''

SELECT split_part(''::text, 'X', 2)
----
split_part
''

SELECT split_part(''::text, ' ', 1)
----
split_part
''

SELECT split_part(''::text, '', 1)
----
split_part
''

SELECT split_part(''::text, 'X', -1)
----
split_part
''

SELECT split_part(''::text, 'X', 9)
----
split_part
''

SELECT strpos(''::text, 'X')
----
strpos
0

SELECT position('o' in ''::text)
----
position
0

SELECT replace(''::text, 'X', '--')
----
replace
''

SELECT translate(''::text, 'lXo', 'L-')
----
translate
''

SELECT string_to_array(''::text, 'X')
----
string_to_array
{}

SELECT string_to_array(''::text, NULL)
----
string_to_array
{}

SELECT regexp_replace(''::text, '[aeiou]', '*', 'g')
----
regexp_replace
''

SELECT regexp_match(''::text, '(.)X(.)')
----
regexp_match
NULL

SELECT regexp_split_to_array(''::text, '\s|X')
----
regexp_split_to_array
{""}

SELECT starts_with(''::text, 'He')
----
starts_with
f

SELECT overlay(''::text placing '##' from 2 for 3)
----
overlay
##

SELECT trim(both 'H ' from ''::text)
----
btrim
''

SELECT concat(''::text, 1, NULL, true)
----
concat
1t

SELECT concat_ws('-', ''::text, NULL, 'z')
----
concat_ws
-z

SELECT format('%s|%I|%L', ''::text, 'a b', ''::text)
----
format
\|"a b"\|''

SELECT encode(''::bytea, 'hex')
----
encode
''

SELECT encode(''::bytea, 'base64')
----
encode
''

SELECT ''::text LIKE '%o%'
----
?column?
f

SELECT ''::text ILIKE 'h_LLO%'
----
?column?
f

SELECT ''::text SIMILAR TO '%(X|W)%'
----
?column?
f

SELECT ''::text ~ '^[A-Z]'
----
?column?
f

SELECT ''::text || '!'
----
?column?
!

SELECT sha256(''::bytea)
----
sha256
\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

SELECT regexp_count(''::text, 'X')
----
regexp_count
0

SELECT regexp_instr(''::text, 'X')
----
regexp_instr
0

SELECT regexp_substr(''::text, '[a-z]+')
----
regexp_substr
NULL

SELECT regexp_like(''::text, 'x', 'i')
----
regexp_like
f

SELECT substr('aXbXc'::text, 1)
----
substr
aXbXc

SELECT substring('aXbXc'::text from 1)
----
substring
aXbXc

SELECT substr('aXbXc'::text, 2, 3)
----
substr
XbX

SELECT substring('aXbXc'::text from 2 for 3)
----
substring
XbX

SELECT substr('aXbXc'::text, 0, 2)
----
substr
a

SELECT substring('aXbXc'::text from 0 for 2)
----
substring
a

SELECT substr('aXbXc'::text, -1, 3)
----
substr
a

SELECT substring('aXbXc'::text from -1 for 3)
----
substring
a

SELECT substr('aXbXc'::text, 20)
----
substr
''

SELECT substring('aXbXc'::text from 20)
----
substring
''

SELECT substr('aXbXc'::text, 3, -1)
----
ERROR 22011

SELECT substring('aXbXc'::text from 3 for -1)
----
ERROR 22011

SELECT left('aXbXc'::text, 3)
----
left
aXb

SELECT right('aXbXc'::text, 3)
----
right
bXc

SELECT lpad('aXbXc'::text, 3, 'xy')
----
lpad
aXb

SELECT rpad('aXbXc'::text, 3)
----
rpad
aXb

SELECT repeat('aXbXc'::text, 3)
----
repeat
aXbXcaXbXcaXbXc

SELECT left('aXbXc'::text, -2)
----
left
aXb

SELECT right('aXbXc'::text, -2)
----
right
bXc

SELECT lpad('aXbXc'::text, -2, 'xy')
----
lpad
''

SELECT rpad('aXbXc'::text, -2)
----
rpad
''

SELECT repeat('aXbXc'::text, -2)
----
repeat
''

SELECT left('aXbXc'::text, 0)
----
left
''

SELECT right('aXbXc'::text, 0)
----
right
''

SELECT lpad('aXbXc'::text, 0, 'xy')
----
lpad
''

SELECT rpad('aXbXc'::text, 0)
----
rpad
''

SELECT repeat('aXbXc'::text, 0)
----
repeat
''

SELECT left('aXbXc'::text, 50)
----
left
aXbXc

SELECT right('aXbXc'::text, 50)
----
right
aXbXc

SELECT lpad('aXbXc'::text, 50, 'xy')
----
lpad
xyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxaXbXc

SELECT rpad('aXbXc'::text, 50)
----
rpad
aXbXc                                             

SELECT repeat('aXbXc'::text, 2)
----
repeat
aXbXcaXbXc

SELECT split_part('aXbXc'::text, 'X', 1)
----
split_part
a

SELECT split_part('aXbXc'::text, 'X', 2)
----
split_part
b

SELECT split_part('aXbXc'::text, ' ', 1)
----
split_part
aXbXc

SELECT split_part('aXbXc'::text, '', 1)
----
split_part
aXbXc

SELECT split_part('aXbXc'::text, 'X', -1)
----
split_part
c

SELECT split_part('aXbXc'::text, 'X', 9)
----
split_part
''

SELECT strpos('aXbXc'::text, 'X')
----
strpos
2

SELECT position('o' in 'aXbXc'::text)
----
position
0

SELECT replace('aXbXc'::text, 'X', '--')
----
replace
a--b--c

SELECT translate('aXbXc'::text, 'lXo', 'L-')
----
translate
a-b-c

SELECT string_to_array('aXbXc'::text, 'X')
----
string_to_array
{a,b,c}

SELECT string_to_array('aXbXc'::text, NULL)
----
string_to_array
{a,X,b,X,c}

SELECT regexp_replace('aXbXc'::text, '[aeiou]', '*', 'g')
----
regexp_replace
*XbXc

SELECT regexp_match('aXbXc'::text, '(.)X(.)')
----
regexp_match
{a,b}

SELECT regexp_split_to_array('aXbXc'::text, '\s|X')
----
regexp_split_to_array
{a,b,c}

SELECT starts_with('aXbXc'::text, 'He')
----
starts_with
f

SELECT overlay('aXbXc'::text placing '##' from 2 for 3)
----
overlay
a##c

SELECT trim(both 'H ' from 'aXbXc'::text)
----
btrim
aXbXc

SELECT concat('aXbXc'::text, 1, NULL, true)
----
concat
aXbXc1t

SELECT concat_ws('-', 'aXbXc'::text, NULL, 'z')
----
concat_ws
aXbXc-z

SELECT format('%s|%I|%L', 'aXbXc'::text, 'a b', 'aXbXc'::text)
----
format
aXbXc\|"a b"\|'aXbXc'

SELECT encode('aXbXc'::bytea, 'hex')
----
encode
6158625863

SELECT encode('aXbXc'::bytea, 'base64')
----
encode
YVhiWGM=

SELECT 'aXbXc'::text LIKE '%o%'
----
?column?
f

SELECT 'aXbXc'::text ILIKE 'h_LLO%'
----
?column?
f

SELECT 'aXbXc'::text SIMILAR TO '%(X|W)%'
----
?column?
t

SELECT 'aXbXc'::text ~ '^[A-Z]'
----
?column?
f

SELECT 'aXbXc'::text || '!'
----
?column?
aXbXc!

SELECT sha256('aXbXc'::bytea)
----
sha256
\x3527549b4b237f00962c615fc2f3234a05b78938a1f36204e4a7e87ac7ae56d5

SELECT regexp_count('aXbXc'::text, 'X')
----
regexp_count
2

SELECT regexp_instr('aXbXc'::text, 'X')
----
regexp_instr
2

SELECT regexp_substr('aXbXc'::text, '[a-z]+')
----
regexp_substr
a

SELECT regexp_like('aXbXc'::text, 'x', 'i')
----
regexp_like
t

SELECT substr(NULL::text, 1)
----
substr
NULL

SELECT substring(NULL::text from 1)
----
substring
NULL

SELECT substr(NULL::text, 2, 3)
----
substr
NULL

SELECT substring(NULL::text from 2 for 3)
----
substring
NULL

SELECT substr(NULL::text, 0, 2)
----
substr
NULL

SELECT substring(NULL::text from 0 for 2)
----
substring
NULL

SELECT substr(NULL::text, -1, 3)
----
substr
NULL

SELECT substring(NULL::text from -1 for 3)
----
substring
NULL

SELECT substr(NULL::text, 20)
----
substr
NULL

SELECT substring(NULL::text from 20)
----
substring
NULL

SELECT substr(NULL::text, 3, -1)
----
substr
NULL

SELECT substring(NULL::text from 3 for -1)
----
substring
NULL

SELECT left(NULL::text, 3)
----
left
NULL

SELECT right(NULL::text, 3)
----
right
NULL

SELECT lpad(NULL::text, 3, 'xy')
----
lpad
NULL

SELECT rpad(NULL::text, 3)
----
rpad
NULL

SELECT repeat(NULL::text, 3)
----
repeat
NULL

SELECT left(NULL::text, -2)
----
left
NULL

SELECT right(NULL::text, -2)
----
right
NULL

SELECT lpad(NULL::text, -2, 'xy')
----
lpad
NULL

SELECT rpad(NULL::text, -2)
----
rpad
NULL

SELECT repeat(NULL::text, -2)
----
repeat
NULL

SELECT left(NULL::text, 0)
----
left
NULL

SELECT right(NULL::text, 0)
----
right
NULL

SELECT lpad(NULL::text, 0, 'xy')
----
lpad
NULL

SELECT rpad(NULL::text, 0)
----
rpad
NULL

SELECT repeat(NULL::text, 0)
----
repeat
NULL

SELECT left(NULL::text, 50)
----
left
NULL

SELECT right(NULL::text, 50)
----
right
NULL

SELECT lpad(NULL::text, 50, 'xy')
----
lpad
NULL

SELECT rpad(NULL::text, 50)
----
rpad
NULL

SELECT repeat(NULL::text, 2)
----
repeat
NULL

SELECT split_part(NULL::text, 'X', 1)
----
split_part
NULL

SELECT split_part(NULL::text, 'X', 2)
----
split_part
NULL

SELECT split_part(NULL::text, ' ', 1)
----
split_part
NULL

SELECT split_part(NULL::text, '', 1)
----
split_part
NULL

SELECT split_part(NULL::text, 'X', -1)
----
split_part
NULL

SELECT split_part(NULL::text, 'X', 9)
----
split_part
NULL

SELECT strpos(NULL::text, 'X')
----
strpos
NULL

SELECT position('o' in NULL::text)
----
position
NULL

SELECT replace(NULL::text, 'X', '--')
----
replace
NULL

SELECT translate(NULL::text, 'lXo', 'L-')
----
translate
NULL

SELECT string_to_array(NULL::text, 'X')
----
string_to_array
NULL

SELECT string_to_array(NULL::text, NULL)
----
string_to_array
NULL

SELECT regexp_replace(NULL::text, '[aeiou]', '*', 'g')
----
regexp_replace
NULL

SELECT regexp_match(NULL::text, '(.)X(.)')
----
regexp_match
NULL

SELECT regexp_split_to_array(NULL::text, '\s|X')
----
regexp_split_to_array
NULL

SELECT starts_with(NULL::text, 'He')
----
starts_with
NULL

SELECT overlay(NULL::text placing '##' from 2 for 3)
----
overlay
NULL

SELECT trim(both 'H ' from NULL::text)
----
btrim
NULL

SELECT concat(NULL::text, 1, NULL, true)
----
concat
1t

SELECT concat_ws('-', NULL::text, NULL, 'z')
----
concat_ws
z

SELECT format('%s|%I|%L', NULL::text, 'a b', NULL::text)
----
format
\|"a b"\|NULL

SELECT encode(NULL::bytea, 'hex')
----
encode
NULL

SELECT encode(NULL::bytea, 'base64')
----
encode
NULL

SELECT NULL::text LIKE '%o%'
----
?column?
NULL

SELECT NULL::text ILIKE 'h_LLO%'
----
?column?
NULL

SELECT NULL::text SIMILAR TO '%(X|W)%'
----
?column?
NULL

SELECT NULL::text ~ '^[A-Z]'
----
?column?
NULL

SELECT NULL::text || '!'
----
?column?
NULL

SELECT sha256(NULL::bytea)
----
sha256
NULL

SELECT regexp_count(NULL::text, 'X')
----
regexp_count
NULL

SELECT regexp_instr(NULL::text, 'X')
----
regexp_instr
NULL

SELECT regexp_substr(NULL::text, '[a-z]+')
----
regexp_substr
NULL

SELECT regexp_like(NULL::text, 'x', 'i')
----
regexp_like
NULL

SELECT substr('ünï'::text, 1)
----
substr
ünï

SELECT substring('ünï'::text from 1)
----
substring
ünï

SELECT substr('ünï'::text, 2, 3)
----
substr
nï

SELECT substring('ünï'::text from 2 for 3)
----
substring
nï

SELECT substr('ünï'::text, 0, 2)
----
substr
ü

SELECT substring('ünï'::text from 0 for 2)
----
substring
ü

SELECT substr('ünï'::text, -1, 3)
----
substr
ü

SELECT substring('ünï'::text from -1 for 3)
----
substring
ü

SELECT substr('ünï'::text, 20)
----
substr
''

SELECT substring('ünï'::text from 20)
----
substring
''

SELECT substr('ünï'::text, 3, -1)
----
ERROR 22011

SELECT substring('ünï'::text from 3 for -1)
----
ERROR 22011

SELECT left('ünï'::text, 3)
----
left
ünï

SELECT right('ünï'::text, 3)
----
right
ünï

SELECT lpad('ünï'::text, 3, 'xy')
----
lpad
ünï

SELECT rpad('ünï'::text, 3)
----
rpad
ünï

SELECT repeat('ünï'::text, 3)
----
repeat
ünïünïünï

SELECT left('ünï'::text, -2)
----
left
ü

SELECT right('ünï'::text, -2)
----
right
ï

SELECT lpad('ünï'::text, -2, 'xy')
----
lpad
''

SELECT rpad('ünï'::text, -2)
----
rpad
''

SELECT repeat('ünï'::text, -2)
----
repeat
''

SELECT left('ünï'::text, 0)
----
left
''

SELECT right('ünï'::text, 0)
----
right
''

SELECT lpad('ünï'::text, 0, 'xy')
----
lpad
''

SELECT rpad('ünï'::text, 0)
----
rpad
''

SELECT repeat('ünï'::text, 0)
----
repeat
''

SELECT left('ünï'::text, 50)
----
left
ünï

SELECT right('ünï'::text, 50)
----
right
ünï

SELECT lpad('ünï'::text, 50, 'xy')
----
lpad
xyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxünï

SELECT rpad('ünï'::text, 50)
----
rpad
ünï                                               

SELECT repeat('ünï'::text, 2)
----
repeat
ünïünï

SELECT split_part('ünï'::text, 'X', 1)
----
split_part
ünï

SELECT split_part('ünï'::text, 'X', 2)
----
split_part
''

SELECT split_part('ünï'::text, ' ', 1)
----
split_part
ünï

SELECT split_part('ünï'::text, '', 1)
----
split_part
ünï

SELECT split_part('ünï'::text, 'X', -1)
----
split_part
ünï

SELECT split_part('ünï'::text, 'X', 9)
----
split_part
''

SELECT strpos('ünï'::text, 'X')
----
strpos
0

SELECT position('o' in 'ünï'::text)
----
position
0

SELECT replace('ünï'::text, 'X', '--')
----
replace
ünï

SELECT translate('ünï'::text, 'lXo', 'L-')
----
translate
ünï

SELECT string_to_array('ünï'::text, 'X')
----
string_to_array
{ünï}

SELECT string_to_array('ünï'::text, NULL)
----
string_to_array
{ü,n,ï}

SELECT regexp_replace('ünï'::text, '[aeiou]', '*', 'g')
----
regexp_replace
ünï

SELECT regexp_match('ünï'::text, '(.)X(.)')
----
regexp_match
NULL

SELECT regexp_split_to_array('ünï'::text, '\s|X')
----
regexp_split_to_array
{ünï}

SELECT starts_with('ünï'::text, 'He')
----
starts_with
f

SELECT overlay('ünï'::text placing '##' from 2 for 3)
----
overlay
ü##

SELECT trim(both 'H ' from 'ünï'::text)
----
btrim
ünï

SELECT concat('ünï'::text, 1, NULL, true)
----
concat
ünï1t

SELECT concat_ws('-', 'ünï'::text, NULL, 'z')
----
concat_ws
ünï-z

SELECT format('%s|%I|%L', 'ünï'::text, 'a b', 'ünï'::text)
----
format
ünï\|"a b"\|'ünï'

SELECT encode('ünï'::bytea, 'hex')
----
encode
c3bc6ec3af

SELECT encode('ünï'::bytea, 'base64')
----
encode
w7xuw68=

SELECT 'ünï'::text LIKE '%o%'
----
?column?
f

SELECT 'ünï'::text ILIKE 'h_LLO%'
----
?column?
f

SELECT 'ünï'::text SIMILAR TO '%(X|W)%'
----
?column?
f

SELECT 'ünï'::text ~ '^[A-Z]'
----
?column?
f

SELECT 'ünï'::text || '!'
----
?column?
ünï!

SELECT sha256('ünï'::bytea)
----
sha256
\xe975a52994d88fc7c7bf16c547779c6d0e3cd954f3bdacba332c8858a5ff4d58

SELECT regexp_count('ünï'::text, 'X')
----
regexp_count
0

SELECT regexp_instr('ünï'::text, 'X')
----
regexp_instr
0

SELECT regexp_substr('ünï'::text, '[a-z]+')
----
regexp_substr
n

SELECT regexp_like('ünï'::text, 'x', 'i')
----
regexp_like
f

SELECT substr('  pad '::text, 1)
----
substr
  pad 

SELECT substring('  pad '::text from 1)
----
substring
  pad 

SELECT substr('  pad '::text, 2, 3)
----
substr
 pa

SELECT substring('  pad '::text from 2 for 3)
----
substring
 pa

SELECT substr('  pad '::text, 0, 2)
----
substr
 

SELECT substring('  pad '::text from 0 for 2)
----
substring
 

SELECT substr('  pad '::text, -1, 3)
----
substr
 

SELECT substring('  pad '::text from -1 for 3)
----
substring
 

SELECT substr('  pad '::text, 20)
----
substr
''

SELECT substring('  pad '::text from 20)
----
substring
''

SELECT substr('  pad '::text, 3, -1)
----
ERROR 22011

SELECT substring('  pad '::text from 3 for -1)
----
ERROR 22011

SELECT left('  pad '::text, 3)
----
left
  p

SELECT right('  pad '::text, 3)
----
right
ad 

SELECT lpad('  pad '::text, 3, 'xy')
----
lpad
  p

SELECT rpad('  pad '::text, 3)
----
rpad
  p

SELECT repeat('  pad '::text, 3)
----
repeat
  pad   pad   pad 

SELECT left('  pad '::text, -2)
----
left
  pa

SELECT right('  pad '::text, -2)
----
right
pad 

SELECT lpad('  pad '::text, -2, 'xy')
----
lpad
''

SELECT rpad('  pad '::text, -2)
----
rpad
''

SELECT repeat('  pad '::text, -2)
----
repeat
''

SELECT left('  pad '::text, 0)
----
left
''

SELECT right('  pad '::text, 0)
----
right
''

SELECT lpad('  pad '::text, 0, 'xy')
----
lpad
''

SELECT rpad('  pad '::text, 0)
----
rpad
''

SELECT repeat('  pad '::text, 0)
----
repeat
''

SELECT left('  pad '::text, 50)
----
left
  pad 

SELECT right('  pad '::text, 50)
----
right
  pad 

SELECT lpad('  pad '::text, 50, 'xy')
----
lpad
xyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxy  pad 

SELECT rpad('  pad '::text, 50)
----
rpad
  pad                                             

SELECT repeat('  pad '::text, 2)
----
repeat
  pad   pad 

SELECT split_part('  pad '::text, 'X', 1)
----
split_part
  pad 

SELECT split_part('  pad '::text, 'X', 2)
----
split_part
''

SELECT split_part('  pad '::text, ' ', 1)
----
split_part
''

SELECT split_part('  pad '::text, '', 1)
----
split_part
  pad 

SELECT split_part('  pad '::text, 'X', -1)
----
split_part
  pad 

SELECT split_part('  pad '::text, 'X', 9)
----
split_part
''

SELECT strpos('  pad '::text, 'X')
----
strpos
0

SELECT position('o' in '  pad '::text)
----
position
0

SELECT replace('  pad '::text, 'X', '--')
----
replace
  pad 

SELECT translate('  pad '::text, 'lXo', 'L-')
----
translate
  pad 

SELECT string_to_array('  pad '::text, 'X')
----
string_to_array
{"  pad "}

SELECT string_to_array('  pad '::text, NULL)
----
string_to_array
{" "," ",p,a,d," "}

SELECT regexp_replace('  pad '::text, '[aeiou]', '*', 'g')
----
regexp_replace
  p*d 

SELECT regexp_match('  pad '::text, '(.)X(.)')
----
regexp_match
NULL

SELECT regexp_split_to_array('  pad '::text, '\s|X')
----
regexp_split_to_array
{"","",pad,""}

SELECT starts_with('  pad '::text, 'He')
----
starts_with
f

SELECT overlay('  pad '::text placing '##' from 2 for 3)
----
overlay
 ##d 

SELECT trim(both 'H ' from '  pad '::text)
----
btrim
pad

SELECT concat('  pad '::text, 1, NULL, true)
----
concat
  pad 1t

SELECT concat_ws('-', '  pad '::text, NULL, 'z')
----
concat_ws
  pad -z

SELECT format('%s|%I|%L', '  pad '::text, 'a b', '  pad '::text)
----
format
  pad \|"a b"\|'  pad '

SELECT encode('  pad '::bytea, 'hex')
----
encode
202070616420

SELECT encode('  pad '::bytea, 'base64')
----
encode
ICBwYWQg

SELECT '  pad '::text LIKE '%o%'
----
?column?
f

SELECT '  pad '::text ILIKE 'h_LLO%'
----
?column?
f

SELECT '  pad '::text SIMILAR TO '%(X|W)%'
----
?column?
f

SELECT '  pad '::text ~ '^[A-Z]'
----
?column?
f

SELECT '  pad '::text || '!'
----
?column?
  pad !

SELECT sha256('  pad '::bytea)
----
sha256
\x996e5e266e231196a5334137fe443a3db1c898b5ca254448fbd24f4764dea882

SELECT regexp_count('  pad '::text, 'X')
----
regexp_count
0

SELECT regexp_instr('  pad '::text, 'X')
----
regexp_instr
0

SELECT regexp_substr('  pad '::text, '[a-z]+')
----
regexp_substr
pad

SELECT regexp_like('  pad '::text, 'x', 'i')
----
regexp_like
f

SELECT abs('0'::numeric)
----
abs
0

SELECT ceil('0'::numeric)
----
ceil
0

SELECT floor('0'::numeric)
----
floor
0

SELECT round('0'::numeric)
----
round
0

SELECT trunc('0'::numeric)
----
trunc
0

SELECT sign('0'::numeric)
----
sign
0

SELECT sqrt('0'::numeric)
----
sqrt
0.000000000000000

SELECT exp('0'::numeric)
----
exp
1.0000000000000000

SELECT ln('0'::numeric)
----
ERROR 2201E

SELECT log('0'::numeric)
----
ERROR 2201E

SELECT abs('0'::float8)
----
abs
0

SELECT ceil('0'::float8)
----
ceil
0

SELECT floor('0'::float8)
----
floor
0

SELECT round('0'::float8)
----
round
0

SELECT trunc('0'::float8)
----
trunc
0

SELECT sign('0'::float8)
----
sign
0

SELECT sqrt('0'::float8)
----
sqrt
0

SELECT exp('0'::float8)
----
exp
1

SELECT ln('0'::float8)
----
ERROR 2201E

SELECT log('0'::float8)
----
ERROR 2201E

SELECT cbrt('0'::float8)
----
cbrt
0

SELECT degrees('0'::float8)
----
degrees
0

SELECT radians('0'::float8)
----
radians
0

SELECT sin('0'::float8)
----
sin
0

SELECT cos('0'::float8)
----
cos
1

SELECT tan('0'::float8)
----
tan
0

SELECT atan('0'::float8)
----
atan
0

SELECT round('0'::numeric, 0)
----
round
0

SELECT trunc('0'::numeric, 0)
----
trunc
0

SELECT round('0'::numeric, 1)
----
round
0.0

SELECT trunc('0'::numeric, 1)
----
trunc
0.0

SELECT round('0'::numeric, 2)
----
round
0.00

SELECT trunc('0'::numeric, 2)
----
trunc
0.00

SELECT round('0'::numeric, -1)
----
round
0

SELECT trunc('0'::numeric, -1)
----
trunc
0

SELECT round('0'::numeric, -2)
----
round
0

SELECT trunc('0'::numeric, -2)
----
trunc
0

SELECT '0'::numeric + 3
----
?column?
3

SELECT '0'::numeric + 0.7
----
?column?
0.7

SELECT 7 + nullif('0'::numeric, 0)
----
?column?
NULL

SELECT '0'::numeric - 3
----
?column?
-3

SELECT '0'::numeric - 0.7
----
?column?
-0.7

SELECT 7 - nullif('0'::numeric, 0)
----
?column?
NULL

SELECT '0'::numeric * 3
----
?column?
0

SELECT '0'::numeric * 0.7
----
?column?
0.0

SELECT 7 * nullif('0'::numeric, 0)
----
?column?
NULL

SELECT '0'::numeric / 3
----
?column?
0.00000000000000000000

SELECT '0'::numeric / 0.7
----
?column?
0.0000000000000000

SELECT 7 / nullif('0'::numeric, 0)
----
?column?
NULL

SELECT '0'::numeric % 3
----
?column?
0

SELECT '0'::numeric % 0.7
----
?column?
0.0

SELECT 7 % nullif('0'::numeric, 0)
----
?column?
NULL

SELECT '0'::numeric ^ 3
----
?column?
0.0000000000000000

SELECT '0'::numeric ^ 0.7
----
?column?
0.0000000000000000

SELECT 7 ^ nullif('0'::numeric, 0)
----
?column?
NULL

SELECT div('0'::numeric, 2)
----
div
0

SELECT mod('0'::numeric, 2)
----
mod
0

SELECT scale('0'::numeric)
----
scale
0

SELECT min_scale('0'::numeric)
----
min_scale
0

SELECT trim_scale('0'::numeric)
----
trim_scale
0

SELECT width_bucket('0'::numeric, 0, 10, 5)
----
width_bucket
1

SELECT power('0'::numeric, 2)
----
power
0.0000000000000000

SELECT log(2, abs('0'::numeric) + 1)
----
log
0.0000000000000000

SELECT to_char('0'::numeric, '999,990.00')
----
to_char
       0.00

SELECT to_char('0'::numeric, 'FM9990.099')
----
to_char
0.0

SELECT to_char('0'::numeric, 'S999.9')
----
to_char
   +.0

SELECT to_char('0'::numeric, '0000')
----
to_char
 0000

SELECT to_char('0'::numeric, '9.99EEEE')
----
to_char
 0.00e+00

SELECT abs('1.5'::numeric)
----
abs
1.5

SELECT ceil('1.5'::numeric)
----
ceil
2

SELECT floor('1.5'::numeric)
----
floor
1

SELECT round('1.5'::numeric)
----
round
2

SELECT trunc('1.5'::numeric)
----
trunc
1

SELECT sign('1.5'::numeric)
----
sign
1

SELECT sqrt('1.5'::numeric)
----
sqrt
1.224744871391589

SELECT exp('1.5'::numeric)
----
exp
4.4816890703380648

SELECT ln('1.5'::numeric)
----
ln
0.4054651081081644

SELECT log('1.5'::numeric)
----
log
0.1760912590556812

SELECT abs('1.5'::float8)
----
abs
1.5

SELECT ceil('1.5'::float8)
----
ceil
2

SELECT floor('1.5'::float8)
----
floor
1

SELECT round('1.5'::float8)
----
round
2

SELECT trunc('1.5'::float8)
----
trunc
1

SELECT sign('1.5'::float8)
----
sign
1

SELECT sqrt('1.5'::float8)
----
sqrt
1.224744871391589

-- only postgres
SELECT exp('1.5'::float8)
----
exp
4.4816890703380645

SELECT ln('1.5'::float8)
----
ln
0.4054651081081644

SELECT log('1.5'::float8)
----
log
0.17609125905568124

-- only postgres
SELECT cbrt('1.5'::float8)
----
cbrt
1.1447142425533317

SELECT degrees('1.5'::float8)
----
degrees
85.94366926962348

SELECT radians('1.5'::float8)
----
radians
0.026179938779914945

SELECT sin('1.5'::float8)
----
sin
0.9974949866040544

SELECT cos('1.5'::float8)
----
cos
0.0707372016677029

SELECT tan('1.5'::float8)
----
tan
14.101419947171719

SELECT atan('1.5'::float8)
----
atan
0.982793723247329

SELECT round('1.5'::numeric, 0)
----
round
2

SELECT trunc('1.5'::numeric, 0)
----
trunc
1

SELECT round('1.5'::numeric, 1)
----
round
1.5

SELECT trunc('1.5'::numeric, 1)
----
trunc
1.5

SELECT round('1.5'::numeric, 2)
----
round
1.50

SELECT trunc('1.5'::numeric, 2)
----
trunc
1.50

SELECT round('1.5'::numeric, -1)
----
round
0

SELECT trunc('1.5'::numeric, -1)
----
trunc
0

SELECT round('1.5'::numeric, -2)
----
round
0

SELECT trunc('1.5'::numeric, -2)
----
trunc
0

SELECT '1.5'::numeric + 3
----
?column?
4.5

SELECT '1.5'::numeric + 0.7
----
?column?
2.2

SELECT 7 + nullif('1.5'::numeric, 0)
----
?column?
8.5

SELECT '1.5'::numeric - 3
----
?column?
-1.5

SELECT '1.5'::numeric - 0.7
----
?column?
0.8

SELECT 7 - nullif('1.5'::numeric, 0)
----
?column?
5.5

SELECT '1.5'::numeric * 3
----
?column?
4.5

SELECT '1.5'::numeric * 0.7
----
?column?
1.05

SELECT 7 * nullif('1.5'::numeric, 0)
----
?column?
10.5

SELECT '1.5'::numeric / 3
----
?column?
0.50000000000000000000

SELECT '1.5'::numeric / 0.7
----
?column?
2.1428571428571429

SELECT 7 / nullif('1.5'::numeric, 0)
----
?column?
4.6666666666666667

SELECT '1.5'::numeric % 3
----
?column?
1.5

SELECT '1.5'::numeric % 0.7
----
?column?
0.1

SELECT 7 % nullif('1.5'::numeric, 0)
----
?column?
1.0

SELECT '1.5'::numeric ^ 3
----
?column?
3.3750000000000000

SELECT '1.5'::numeric ^ 0.7
----
?column?
1.3282012399433342

SELECT 7 ^ nullif('1.5'::numeric, 0)
----
?column?
18.520259177452134

SELECT div('1.5'::numeric, 2)
----
div
0

SELECT mod('1.5'::numeric, 2)
----
mod
1.5

SELECT scale('1.5'::numeric)
----
scale
1

SELECT min_scale('1.5'::numeric)
----
min_scale
1

SELECT trim_scale('1.5'::numeric)
----
trim_scale
1.5

SELECT width_bucket('1.5'::numeric, 0, 10, 5)
----
width_bucket
1

SELECT power('1.5'::numeric, 2)
----
power
2.2500000000000000

SELECT log(2, abs('1.5'::numeric) + 1)
----
log
1.3219280948873623

SELECT to_char('1.5'::numeric, '999,990.00')
----
to_char
       1.50

SELECT to_char('1.5'::numeric, 'FM9990.099')
----
to_char
1.5

SELECT to_char('1.5'::numeric, 'S999.9')
----
to_char
  +1.5

SELECT to_char('1.5'::numeric, '0000')
----
to_char
 0002

SELECT to_char('1.5'::numeric, '9.99EEEE')
----
to_char
 1.50e+00

SELECT abs('-1.5'::numeric)
----
abs
1.5

SELECT ceil('-1.5'::numeric)
----
ceil
-1

SELECT floor('-1.5'::numeric)
----
floor
-2

SELECT round('-1.5'::numeric)
----
round
-2

SELECT trunc('-1.5'::numeric)
----
trunc
-1

SELECT sign('-1.5'::numeric)
----
sign
-1

SELECT sqrt('-1.5'::numeric)
----
ERROR 2201F

SELECT exp('-1.5'::numeric)
----
exp
0.2231301601484298

SELECT ln('-1.5'::numeric)
----
ERROR 2201E

SELECT log('-1.5'::numeric)
----
ERROR 2201E

SELECT abs('-1.5'::float8)
----
abs
1.5

SELECT ceil('-1.5'::float8)
----
ceil
-1

SELECT floor('-1.5'::float8)
----
floor
-2

SELECT round('-1.5'::float8)
----
round
-2

SELECT trunc('-1.5'::float8)
----
trunc
-1

SELECT sign('-1.5'::float8)
----
sign
-1

SELECT sqrt('-1.5'::float8)
----
ERROR 2201F

SELECT exp('-1.5'::float8)
----
exp
0.22313016014842982

SELECT ln('-1.5'::float8)
----
ERROR 2201E

SELECT log('-1.5'::float8)
----
ERROR 2201E

-- only postgres
SELECT cbrt('-1.5'::float8)
----
cbrt
-1.1447142425533317

SELECT degrees('-1.5'::float8)
----
degrees
-85.94366926962348

SELECT radians('-1.5'::float8)
----
radians
-0.026179938779914945

SELECT sin('-1.5'::float8)
----
sin
-0.9974949866040544

SELECT cos('-1.5'::float8)
----
cos
0.0707372016677029

SELECT tan('-1.5'::float8)
----
tan
-14.101419947171719

SELECT atan('-1.5'::float8)
----
atan
-0.982793723247329

SELECT round('-1.5'::numeric, 0)
----
round
-2

SELECT trunc('-1.5'::numeric, 0)
----
trunc
-1

SELECT round('-1.5'::numeric, 1)
----
round
-1.5

SELECT trunc('-1.5'::numeric, 1)
----
trunc
-1.5

SELECT round('-1.5'::numeric, 2)
----
round
-1.50

SELECT trunc('-1.5'::numeric, 2)
----
trunc
-1.50

SELECT round('-1.5'::numeric, -1)
----
round
0

SELECT trunc('-1.5'::numeric, -1)
----
trunc
0

SELECT round('-1.5'::numeric, -2)
----
round
0

SELECT trunc('-1.5'::numeric, -2)
----
trunc
0

SELECT '-1.5'::numeric + 3
----
?column?
1.5

SELECT '-1.5'::numeric + 0.7
----
?column?
-0.8

SELECT 7 + nullif('-1.5'::numeric, 0)
----
?column?
5.5

SELECT '-1.5'::numeric - 3
----
?column?
-4.5

SELECT '-1.5'::numeric - 0.7
----
?column?
-2.2

SELECT 7 - nullif('-1.5'::numeric, 0)
----
?column?
8.5

SELECT '-1.5'::numeric * 3
----
?column?
-4.5

SELECT '-1.5'::numeric * 0.7
----
?column?
-1.05

SELECT 7 * nullif('-1.5'::numeric, 0)
----
?column?
-10.5

SELECT '-1.5'::numeric / 3
----
?column?
-0.50000000000000000000

SELECT '-1.5'::numeric / 0.7
----
?column?
-2.1428571428571429

SELECT 7 / nullif('-1.5'::numeric, 0)
----
?column?
-4.6666666666666667

SELECT '-1.5'::numeric % 3
----
?column?
-1.5

SELECT '-1.5'::numeric % 0.7
----
?column?
-0.1

SELECT 7 % nullif('-1.5'::numeric, 0)
----
?column?
1.0

SELECT '-1.5'::numeric ^ 3
----
?column?
-3.3750000000000000

SELECT '-1.5'::numeric ^ 0.7
----
ERROR 2201F

SELECT 7 ^ nullif('-1.5'::numeric, 0)
----
?column?
0.05399492471560389

SELECT div('-1.5'::numeric, 2)
----
div
0

SELECT mod('-1.5'::numeric, 2)
----
mod
-1.5

SELECT scale('-1.5'::numeric)
----
scale
1

SELECT min_scale('-1.5'::numeric)
----
min_scale
1

SELECT trim_scale('-1.5'::numeric)
----
trim_scale
-1.5

SELECT width_bucket('-1.5'::numeric, 0, 10, 5)
----
width_bucket
0

SELECT power('-1.5'::numeric, 2)
----
power
2.2500000000000000

SELECT log(2, abs('-1.5'::numeric) + 1)
----
log
1.3219280948873623

SELECT to_char('-1.5'::numeric, '999,990.00')
----
to_char
      -1.50

SELECT to_char('-1.5'::numeric, 'FM9990.099')
----
to_char
-1.5

SELECT to_char('-1.5'::numeric, 'S999.9')
----
to_char
  -1.5

SELECT to_char('-1.5'::numeric, '0000')
----
to_char
-0002

SELECT to_char('-1.5'::numeric, '9.99EEEE')
----
to_char
-1.50e+00

SELECT abs('2.5'::numeric)
----
abs
2.5

SELECT ceil('2.5'::numeric)
----
ceil
3

SELECT floor('2.5'::numeric)
----
floor
2

SELECT round('2.5'::numeric)
----
round
3

SELECT trunc('2.5'::numeric)
----
trunc
2

SELECT sign('2.5'::numeric)
----
sign
1

SELECT sqrt('2.5'::numeric)
----
sqrt
1.581138830084190

SELECT exp('2.5'::numeric)
----
exp
12.182493960703473

SELECT ln('2.5'::numeric)
----
ln
0.9162907318741551

SELECT log('2.5'::numeric)
----
log
0.3979400086720376

SELECT abs('2.5'::float8)
----
abs
2.5

SELECT ceil('2.5'::float8)
----
ceil
3

SELECT floor('2.5'::float8)
----
floor
2

SELECT round('2.5'::float8)
----
round
2

SELECT trunc('2.5'::float8)
----
trunc
2

SELECT sign('2.5'::float8)
----
sign
1

SELECT sqrt('2.5'::float8)
----
sqrt
1.5811388300841898

SELECT exp('2.5'::float8)
----
exp
12.182493960703473

SELECT ln('2.5'::float8)
----
ln
0.9162907318741551

SELECT log('2.5'::float8)
----
log
0.3979400086720376

-- only postgres
SELECT cbrt('2.5'::float8)
----
cbrt
1.3572088082974532

SELECT degrees('2.5'::float8)
----
degrees
143.2394487827058

SELECT radians('2.5'::float8)
----
radians
0.04363323129985824

-- only postgres
SELECT sin('2.5'::float8)
----
sin
0.5984721441039565

SELECT cos('2.5'::float8)
----
cos
-0.8011436155469337

SELECT tan('2.5'::float8)
----
tan
-0.7470222972386603

SELECT atan('2.5'::float8)
----
atan
1.1902899496825317

SELECT round('2.5'::numeric, 0)
----
round
3

SELECT trunc('2.5'::numeric, 0)
----
trunc
2

SELECT round('2.5'::numeric, 1)
----
round
2.5

SELECT trunc('2.5'::numeric, 1)
----
trunc
2.5

SELECT round('2.5'::numeric, 2)
----
round
2.50

SELECT trunc('2.5'::numeric, 2)
----
trunc
2.50

SELECT round('2.5'::numeric, -1)
----
round
0

SELECT trunc('2.5'::numeric, -1)
----
trunc
0

SELECT round('2.5'::numeric, -2)
----
round
0

SELECT trunc('2.5'::numeric, -2)
----
trunc
0

SELECT '2.5'::numeric + 3
----
?column?
5.5

SELECT '2.5'::numeric + 0.7
----
?column?
3.2

SELECT 7 + nullif('2.5'::numeric, 0)
----
?column?
9.5

SELECT '2.5'::numeric - 3
----
?column?
-0.5

SELECT '2.5'::numeric - 0.7
----
?column?
1.8

SELECT 7 - nullif('2.5'::numeric, 0)
----
?column?
4.5

SELECT '2.5'::numeric * 3
----
?column?
7.5

SELECT '2.5'::numeric * 0.7
----
?column?
1.75

SELECT 7 * nullif('2.5'::numeric, 0)
----
?column?
17.5

SELECT '2.5'::numeric / 3
----
?column?
0.83333333333333333333

SELECT '2.5'::numeric / 0.7
----
?column?
3.5714285714285714

SELECT 7 / nullif('2.5'::numeric, 0)
----
?column?
2.8000000000000000

SELECT '2.5'::numeric % 3
----
?column?
2.5

SELECT '2.5'::numeric % 0.7
----
?column?
0.4

SELECT 7 % nullif('2.5'::numeric, 0)
----
?column?
2.0

SELECT '2.5'::numeric ^ 3
----
?column?
15.6250000000000000

SELECT '2.5'::numeric ^ 0.7
----
?column?
1.8991444823309347

SELECT 7 ^ nullif('2.5'::numeric, 0)
----
?column?
129.64181424216494

SELECT div('2.5'::numeric, 2)
----
div
1

SELECT mod('2.5'::numeric, 2)
----
mod
0.5

SELECT scale('2.5'::numeric)
----
scale
1

SELECT min_scale('2.5'::numeric)
----
min_scale
1

SELECT trim_scale('2.5'::numeric)
----
trim_scale
2.5

SELECT width_bucket('2.5'::numeric, 0, 10, 5)
----
width_bucket
2

SELECT power('2.5'::numeric, 2)
----
power
6.2500000000000000

SELECT log(2, abs('2.5'::numeric) + 1)
----
log
1.8073549220576041

SELECT to_char('2.5'::numeric, '999,990.00')
----
to_char
       2.50

SELECT to_char('2.5'::numeric, 'FM9990.099')
----
to_char
2.5

SELECT to_char('2.5'::numeric, 'S999.9')
----
to_char
  +2.5

SELECT to_char('2.5'::numeric, '0000')
----
to_char
 0003

SELECT to_char('2.5'::numeric, '9.99EEEE')
----
to_char
 2.50e+00

SELECT abs('-2.5'::numeric)
----
abs
2.5

SELECT ceil('-2.5'::numeric)
----
ceil
-2

SELECT floor('-2.5'::numeric)
----
floor
-3

SELECT round('-2.5'::numeric)
----
round
-3

SELECT trunc('-2.5'::numeric)
----
trunc
-2

SELECT sign('-2.5'::numeric)
----
sign
-1

SELECT sqrt('-2.5'::numeric)
----
ERROR 2201F

SELECT exp('-2.5'::numeric)
----
exp
0.08208499862389880

SELECT ln('-2.5'::numeric)
----
ERROR 2201E

SELECT log('-2.5'::numeric)
----
ERROR 2201E

SELECT abs('-2.5'::float8)
----
abs
2.5

SELECT ceil('-2.5'::float8)
----
ceil
-2

SELECT floor('-2.5'::float8)
----
floor
-3

SELECT round('-2.5'::float8)
----
round
-2

SELECT trunc('-2.5'::float8)
----
trunc
-2

SELECT sign('-2.5'::float8)
----
sign
-1

SELECT sqrt('-2.5'::float8)
----
ERROR 2201F

SELECT exp('-2.5'::float8)
----
exp
0.0820849986238988

SELECT ln('-2.5'::float8)
----
ERROR 2201E

SELECT log('-2.5'::float8)
----
ERROR 2201E

-- only postgres
SELECT cbrt('-2.5'::float8)
----
cbrt
-1.3572088082974532

SELECT degrees('-2.5'::float8)
----
degrees
-143.2394487827058

SELECT radians('-2.5'::float8)
----
radians
-0.04363323129985824

-- only postgres
SELECT sin('-2.5'::float8)
----
sin
-0.5984721441039565

SELECT cos('-2.5'::float8)
----
cos
-0.8011436155469337

SELECT tan('-2.5'::float8)
----
tan
0.7470222972386603

SELECT atan('-2.5'::float8)
----
atan
-1.1902899496825317

SELECT round('-2.5'::numeric, 0)
----
round
-3

SELECT trunc('-2.5'::numeric, 0)
----
trunc
-2

SELECT round('-2.5'::numeric, 1)
----
round
-2.5

SELECT trunc('-2.5'::numeric, 1)
----
trunc
-2.5

SELECT round('-2.5'::numeric, 2)
----
round
-2.50

SELECT trunc('-2.5'::numeric, 2)
----
trunc
-2.50

SELECT round('-2.5'::numeric, -1)
----
round
0

SELECT trunc('-2.5'::numeric, -1)
----
trunc
0

SELECT round('-2.5'::numeric, -2)
----
round
0

SELECT trunc('-2.5'::numeric, -2)
----
trunc
0

SELECT '-2.5'::numeric + 3
----
?column?
0.5

SELECT '-2.5'::numeric + 0.7
----
?column?
-1.8

SELECT 7 + nullif('-2.5'::numeric, 0)
----
?column?
4.5

SELECT '-2.5'::numeric - 3
----
?column?
-5.5

SELECT '-2.5'::numeric - 0.7
----
?column?
-3.2

SELECT 7 - nullif('-2.5'::numeric, 0)
----
?column?
9.5

SELECT '-2.5'::numeric * 3
----
?column?
-7.5

SELECT '-2.5'::numeric * 0.7
----
?column?
-1.75

SELECT 7 * nullif('-2.5'::numeric, 0)
----
?column?
-17.5

SELECT '-2.5'::numeric / 3
----
?column?
-0.83333333333333333333

SELECT '-2.5'::numeric / 0.7
----
?column?
-3.5714285714285714

SELECT 7 / nullif('-2.5'::numeric, 0)
----
?column?
-2.8000000000000000

SELECT '-2.5'::numeric % 3
----
?column?
-2.5

SELECT '-2.5'::numeric % 0.7
----
?column?
-0.4

SELECT 7 % nullif('-2.5'::numeric, 0)
----
?column?
2.0

SELECT '-2.5'::numeric ^ 3
----
?column?
-15.6250000000000000

SELECT '-2.5'::numeric ^ 0.7
----
ERROR 2201F

SELECT 7 ^ nullif('-2.5'::numeric, 0)
----
?column?
0.007713560673657699

SELECT div('-2.5'::numeric, 2)
----
div
-1

SELECT mod('-2.5'::numeric, 2)
----
mod
-0.5

SELECT scale('-2.5'::numeric)
----
scale
1

SELECT min_scale('-2.5'::numeric)
----
min_scale
1

SELECT trim_scale('-2.5'::numeric)
----
trim_scale
-2.5

SELECT width_bucket('-2.5'::numeric, 0, 10, 5)
----
width_bucket
0

SELECT power('-2.5'::numeric, 2)
----
power
6.2500000000000000

SELECT log(2, abs('-2.5'::numeric) + 1)
----
log
1.8073549220576041

SELECT to_char('-2.5'::numeric, '999,990.00')
----
to_char
      -2.50

SELECT to_char('-2.5'::numeric, 'FM9990.099')
----
to_char
-2.5

SELECT to_char('-2.5'::numeric, 'S999.9')
----
to_char
  -2.5

SELECT to_char('-2.5'::numeric, '0000')
----
to_char
-0003

SELECT to_char('-2.5'::numeric, '9.99EEEE')
----
to_char
-2.50e+00

SELECT abs('123.456'::numeric)
----
abs
123.456

SELECT ceil('123.456'::numeric)
----
ceil
124

SELECT floor('123.456'::numeric)
----
floor
123

SELECT round('123.456'::numeric)
----
round
123

SELECT trunc('123.456'::numeric)
----
trunc
123

SELECT sign('123.456'::numeric)
----
sign
1

SELECT sqrt('123.456'::numeric)
----
sqrt
11.111075555498666

SELECT exp('123.456'::numeric)
----
exp
413294435277809344957685441227343146614594393746575438.725

SELECT ln('123.456'::numeric)
----
ln
4.8158848172832639

SELECT log('123.456'::numeric)
----
log
2.0915122016277717

SELECT abs('123.456'::float8)
----
abs
123.456

SELECT ceil('123.456'::float8)
----
ceil
124

SELECT floor('123.456'::float8)
----
floor
123

SELECT round('123.456'::float8)
----
round
123

SELECT trunc('123.456'::float8)
----
trunc
123

SELECT sign('123.456'::float8)
----
sign
1

SELECT sqrt('123.456'::float8)
----
sqrt
11.111075555498667

SELECT exp('123.456'::float8)
----
exp
4.132944352778106e+53

SELECT ln('123.456'::float8)
----
ln
4.815884817283264

SELECT log('123.456'::float8)
----
log
2.0915122016277716

-- only postgres
SELECT cbrt('123.456'::float8)
----
cbrt
4.979327984674049

SELECT degrees('123.456'::float8)
----
degrees
7073.507755567091

SELECT radians('123.456'::float8)
----
radians
2.1547136813421197

-- only postgres
SELECT sin('123.456'::float8)
----
sin
-0.8039373685728239

-- only postgres
SELECT cos('123.456'::float8)
----
cos
-0.5947139710921574

-- only postgres
SELECT tan('123.456'::float8)
----
tan
1.3518050821917635

SELECT atan('123.456'::float8)
----
atan
1.5626964520979927

SELECT round('123.456'::numeric, 0)
----
round
123

SELECT trunc('123.456'::numeric, 0)
----
trunc
123

SELECT round('123.456'::numeric, 1)
----
round
123.5

SELECT trunc('123.456'::numeric, 1)
----
trunc
123.4

SELECT round('123.456'::numeric, 2)
----
round
123.46

SELECT trunc('123.456'::numeric, 2)
----
trunc
123.45

SELECT round('123.456'::numeric, -1)
----
round
120

SELECT trunc('123.456'::numeric, -1)
----
trunc
120

SELECT round('123.456'::numeric, -2)
----
round
100

SELECT trunc('123.456'::numeric, -2)
----
trunc
100

SELECT '123.456'::numeric + 3
----
?column?
126.456

SELECT '123.456'::numeric + 0.7
----
?column?
124.156

SELECT 7 + nullif('123.456'::numeric, 0)
----
?column?
130.456

SELECT '123.456'::numeric - 3
----
?column?
120.456

SELECT '123.456'::numeric - 0.7
----
?column?
122.756

SELECT 7 - nullif('123.456'::numeric, 0)
----
?column?
-116.456

SELECT '123.456'::numeric * 3
----
?column?
370.368

SELECT '123.456'::numeric * 0.7
----
?column?
86.4192

SELECT 7 * nullif('123.456'::numeric, 0)
----
?column?
864.192

SELECT '123.456'::numeric / 3
----
?column?
41.1520000000000000

SELECT '123.456'::numeric / 0.7
----
?column?
176.3657142857142857

SELECT 7 / nullif('123.456'::numeric, 0)
----
?column?
0.05670036288232244686

SELECT '123.456'::numeric % 3
----
?column?
0.456

SELECT '123.456'::numeric % 0.7
----
?column?
0.256

SELECT 7 % nullif('123.456'::numeric, 0)
----
?column?
7.000

SELECT '123.456'::numeric ^ 3
----
?column?
1881640.2952028160000000

SELECT '123.456'::numeric ^ 0.7
----
?column?
29.111094974052550

SELECT 7 ^ nullif('123.456'::numeric, 0)
----
?column?
214992657499654240644106599187033737734308144314949253007504559047314556520032521247423788461772065639197.653

SELECT div('123.456'::numeric, 2)
----
div
61

SELECT mod('123.456'::numeric, 2)
----
mod
1.456

SELECT scale('123.456'::numeric)
----
scale
3

SELECT min_scale('123.456'::numeric)
----
min_scale
3

SELECT trim_scale('123.456'::numeric)
----
trim_scale
123.456

SELECT width_bucket('123.456'::numeric, 0, 10, 5)
----
width_bucket
6

SELECT power('123.456'::numeric, 2)
----
power
15241.3839360000000000

SELECT log(2, abs('123.456'::numeric) + 1)
----
log
6.9594919738227680

SELECT to_char('123.456'::numeric, '999,990.00')
----
to_char
     123.46

SELECT to_char('123.456'::numeric, 'FM9990.099')
----
to_char
123.456

SELECT to_char('123.456'::numeric, 'S999.9')
----
to_char
+123.5

SELECT to_char('123.456'::numeric, '0000')
----
to_char
 0123

SELECT to_char('123.456'::numeric, '9.99EEEE')
----
to_char
 1.23e+02

SELECT abs(NULL::numeric)
----
abs
NULL

SELECT ceil(NULL::numeric)
----
ceil
NULL

SELECT floor(NULL::numeric)
----
floor
NULL

SELECT round(NULL::numeric)
----
round
NULL

SELECT trunc(NULL::numeric)
----
trunc
NULL

SELECT sign(NULL::numeric)
----
sign
NULL

SELECT sqrt(NULL::numeric)
----
sqrt
NULL

SELECT exp(NULL::numeric)
----
exp
NULL

SELECT ln(NULL::numeric)
----
ln
NULL

SELECT log(NULL::numeric)
----
log
NULL

SELECT abs(NULL::float8)
----
abs
NULL

SELECT ceil(NULL::float8)
----
ceil
NULL

SELECT floor(NULL::float8)
----
floor
NULL

SELECT round(NULL::float8)
----
round
NULL

SELECT trunc(NULL::float8)
----
trunc
NULL

SELECT sign(NULL::float8)
----
sign
NULL

SELECT sqrt(NULL::float8)
----
sqrt
NULL

SELECT exp(NULL::float8)
----
exp
NULL

SELECT ln(NULL::float8)
----
ln
NULL

SELECT log(NULL::float8)
----
log
NULL

SELECT cbrt(NULL::float8)
----
cbrt
NULL

SELECT degrees(NULL::float8)
----
degrees
NULL

SELECT radians(NULL::float8)
----
radians
NULL

SELECT sin(NULL::float8)
----
sin
NULL

SELECT cos(NULL::float8)
----
cos
NULL

SELECT tan(NULL::float8)
----
tan
NULL

SELECT atan(NULL::float8)
----
atan
NULL

SELECT round(NULL::numeric, 0)
----
round
NULL

SELECT trunc(NULL::numeric, 0)
----
trunc
NULL

SELECT round(NULL::numeric, 1)
----
round
NULL

SELECT trunc(NULL::numeric, 1)
----
trunc
NULL

SELECT round(NULL::numeric, 2)
----
round
NULL

SELECT trunc(NULL::numeric, 2)
----
trunc
NULL

SELECT round(NULL::numeric, -1)
----
round
NULL

SELECT trunc(NULL::numeric, -1)
----
trunc
NULL

SELECT round(NULL::numeric, -2)
----
round
NULL

SELECT trunc(NULL::numeric, -2)
----
trunc
NULL

SELECT NULL::numeric + 3
----
?column?
NULL

SELECT NULL::numeric + 0.7
----
?column?
NULL

SELECT 7 + nullif(NULL::numeric, 0)
----
?column?
NULL

SELECT NULL::numeric - 3
----
?column?
NULL

SELECT NULL::numeric - 0.7
----
?column?
NULL

SELECT 7 - nullif(NULL::numeric, 0)
----
?column?
NULL

SELECT NULL::numeric * 3
----
?column?
NULL

SELECT NULL::numeric * 0.7
----
?column?
NULL

SELECT 7 * nullif(NULL::numeric, 0)
----
?column?
NULL

SELECT NULL::numeric / 3
----
?column?
NULL

SELECT NULL::numeric / 0.7
----
?column?
NULL

SELECT 7 / nullif(NULL::numeric, 0)
----
?column?
NULL

SELECT NULL::numeric % 3
----
?column?
NULL

SELECT NULL::numeric % 0.7
----
?column?
NULL

SELECT 7 % nullif(NULL::numeric, 0)
----
?column?
NULL

SELECT NULL::numeric ^ 3
----
?column?
NULL

SELECT NULL::numeric ^ 0.7
----
?column?
NULL

SELECT 7 ^ nullif(NULL::numeric, 0)
----
?column?
NULL

SELECT div(NULL::numeric, 2)
----
div
NULL

SELECT mod(NULL::numeric, 2)
----
mod
NULL

SELECT scale(NULL::numeric)
----
scale
NULL

SELECT min_scale(NULL::numeric)
----
min_scale
NULL

SELECT trim_scale(NULL::numeric)
----
trim_scale
NULL

SELECT width_bucket(NULL::numeric, 0, 10, 5)
----
width_bucket
NULL

SELECT power(NULL::numeric, 2)
----
power
NULL

SELECT log(2, abs(NULL::numeric) + 1)
----
log
NULL

SELECT to_char(NULL::numeric, '999,990.00')
----
to_char
NULL

SELECT to_char(NULL::numeric, 'FM9990.099')
----
to_char
NULL

SELECT to_char(NULL::numeric, 'S999.9')
----
to_char
NULL

SELECT to_char(NULL::numeric, '0000')
----
to_char
NULL

SELECT to_char(NULL::numeric, '9.99EEEE')
----
to_char
NULL

SELECT abs('1e10'::numeric)
----
abs
10000000000

SELECT ceil('1e10'::numeric)
----
ceil
10000000000

SELECT floor('1e10'::numeric)
----
floor
10000000000

SELECT round('1e10'::numeric)
----
round
10000000000

SELECT trunc('1e10'::numeric)
----
trunc
10000000000

SELECT sign('1e10'::numeric)
----
sign
1

SELECT sqrt('1e10'::numeric)
----
sqrt
100000.00000000000

SELECT exp('1e10'::numeric)
----
ERROR 22003

SELECT ln('1e10'::numeric)
----
ln
23.025850929940457

SELECT log('1e10'::numeric)
----
log
10.000000000000000

SELECT abs('1e10'::float8)
----
abs
10000000000

SELECT ceil('1e10'::float8)
----
ceil
10000000000

SELECT floor('1e10'::float8)
----
floor
10000000000

SELECT round('1e10'::float8)
----
round
10000000000

SELECT trunc('1e10'::float8)
----
trunc
10000000000

SELECT sign('1e10'::float8)
----
sign
1

SELECT sqrt('1e10'::float8)
----
sqrt
100000

SELECT exp('1e10'::float8)
----
ERROR 22003

SELECT ln('1e10'::float8)
----
ln
23.025850929940457

SELECT log('1e10'::float8)
----
log
10

SELECT cbrt('1e10'::float8)
----
cbrt
2154.4346900318837

SELECT degrees('1e10'::float8)
----
degrees
572957795130.8232

SELECT radians('1e10'::float8)
----
radians
174532925.19943297

-- only postgres
SELECT sin('1e10'::float8)
----
sin
-0.4875060250875107

SELECT cos('1e10'::float8)
----
cos
0.873119622676856

-- only postgres
SELECT tan('1e10'::float8)
----
tan
-0.5583496378112418

SELECT atan('1e10'::float8)
----
atan
1.5707963266948965

SELECT round('1e10'::numeric, 0)
----
round
10000000000

SELECT trunc('1e10'::numeric, 0)
----
trunc
10000000000

SELECT round('1e10'::numeric, 1)
----
round
10000000000.0

SELECT trunc('1e10'::numeric, 1)
----
trunc
10000000000.0

SELECT round('1e10'::numeric, 2)
----
round
10000000000.00

SELECT trunc('1e10'::numeric, 2)
----
trunc
10000000000.00

SELECT round('1e10'::numeric, -1)
----
round
10000000000

SELECT trunc('1e10'::numeric, -1)
----
trunc
10000000000

SELECT round('1e10'::numeric, -2)
----
round
10000000000

SELECT trunc('1e10'::numeric, -2)
----
trunc
10000000000

SELECT '1e10'::numeric + 3
----
?column?
10000000003

SELECT '1e10'::numeric + 0.7
----
?column?
10000000000.7

SELECT 7 + nullif('1e10'::numeric, 0)
----
?column?
10000000007

SELECT '1e10'::numeric - 3
----
?column?
9999999997

SELECT '1e10'::numeric - 0.7
----
?column?
9999999999.3

SELECT 7 - nullif('1e10'::numeric, 0)
----
?column?
-9999999993

SELECT '1e10'::numeric * 3
----
?column?
30000000000

SELECT '1e10'::numeric * 0.7
----
?column?
7000000000.0

SELECT 7 * nullif('1e10'::numeric, 0)
----
?column?
70000000000

SELECT '1e10'::numeric / 3
----
?column?
3333333333.33333333

SELECT '1e10'::numeric / 0.7
----
?column?
14285714285.71428571

SELECT 7 / nullif('1e10'::numeric, 0)
----
?column?
0.0000000007000000000000000000

SELECT '1e10'::numeric % 3
----
?column?
1

SELECT '1e10'::numeric % 0.7
----
?column?
0.5

SELECT 7 % nullif('1e10'::numeric, 0)
----
?column?
7

SELECT '1e10'::numeric ^ 3
----
?column?
1000000000000000000000000000000.0000000000000000

SELECT '1e10'::numeric ^ 0.7
----
?column?
10000000.0000000000

SELECT 7 ^ nullif('1e10'::numeric, 0)
----
ERROR 22003

SELECT div('1e10'::numeric, 2)
----
div
5000000000

SELECT mod('1e10'::numeric, 2)
----
mod
0

SELECT scale('1e10'::numeric)
----
scale
0

SELECT min_scale('1e10'::numeric)
----
min_scale
0

SELECT trim_scale('1e10'::numeric)
----
trim_scale
10000000000

SELECT width_bucket('1e10'::numeric, 0, 10, 5)
----
width_bucket
6

SELECT power('1e10'::numeric, 2)
----
power
100000000000000000000.0000000000000000

SELECT log(2, abs('1e10'::numeric) + 1)
----
log
33.219280949017893

SELECT to_char('1e10'::numeric, '999,990.00')
----
to_char
 ###,###.##

SELECT to_char('1e10'::numeric, 'FM9990.099')
----
to_char
####.###

SELECT to_char('1e10'::numeric, 'S999.9')
----
to_char
+###.#

SELECT to_char('1e10'::numeric, '0000')
----
to_char
 ####

SELECT to_char('1e10'::numeric, '9.99EEEE')
----
to_char
 1.00e+10

SELECT gcd(12, 18)
----
gcd
6

SELECT lcm(4, 6)
----
lcm
12

SELECT factorial(5)
----
factorial
120

SELECT gcd(0, 0)
----
gcd
0

SELECT factorial(-1)
----
ERROR 22003

SELECT sqrt(-1)
----
ERROR 2201F

SELECT ln(0)
----
ERROR 2201E

SELECT log(-1)
----
ERROR 2201E

SELECT power(0, -1)
----
ERROR 2201F

SELECT power(-2, 0.5)
----
ERROR 2201F

SELECT 2147483647 + 1
----
ERROR 22003

SELECT 9223372036854775807 + 1
----
ERROR 22003

SELECT 32767::int2 + 1::int2
----
ERROR 22003

SELECT -2147483648 / -1
----
ERROR 22003

SELECT (-32768)::int2 / (-1)::int2
----
ERROR 22003

SELECT abs(-2147483648)
----
ERROR 22003

SELECT 1.0 / 3
----
?column?
0.33333333333333333333

SELECT 10.0 / 3.000
----
?column?
3.3333333333333333

SELECT 2.0 * 3.00
----
?column?
6.000

SELECT 1e400
----
?column?
10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000

SELECT '1e400'::float8
----
ERROR 22003

SELECT 1 / 3.0 * 3
----
?column?
0.99999999999999999999

SELECT 0.1::float8 + 0.2
----
?column?
0.30000000000000004

SELECT 0.1::float4
----
float4
0.1

SELECT 1::float8 / 3
----
?column?
0.3333333333333333

SELECT 1::float4 / 3
----
?column?
0.3333333333333333

SELECT 'NaN'::numeric = 'NaN'
----
?column?
t

SELECT 'Infinity'::float8 - 'Infinity'
----
?column?
NaN

SELECT atan2(1, 1)
----
atan2
0.7853981633974483

SELECT pi()
----
pi
3.141592653589793

SELECT asin(2)
----
ERROR 22003

SELECT num_nulls(1, NULL)
----
num_nulls
1

SELECT num_nonnulls(1, NULL)
----
num_nonnulls
1

SELECT bit_count('\x1f'::bytea)
----
bit_count
5

SELECT int4(2.5)
----
int4
3

SELECT int4(3.5)
----
int4
4

SELECT 2.5::int
----
int4
3

SELECT 3.5::int
----
int4
4

SELECT -2.5::int
----
?column?
-3

SELECT 2.5::float8::int
----
int4
2

SELECT 3.5::float8::int
----
int4
4

SELECT extract(year from date '2020-02-29')
----
extract
2020

SELECT date_part('year', date '2020-02-29')
----
date_part
2020

SELECT extract(quarter from date '2020-02-29')
----
extract
1

SELECT date_part('quarter', date '2020-02-29')
----
date_part
1

SELECT extract(month from date '2020-02-29')
----
extract
2

SELECT date_part('month', date '2020-02-29')
----
date_part
2

SELECT extract(week from date '2020-02-29')
----
extract
9

SELECT date_part('week', date '2020-02-29')
----
date_part
9

SELECT extract(day from date '2020-02-29')
----
extract
29

SELECT date_part('day', date '2020-02-29')
----
date_part
29

SELECT extract(hour from date '2020-02-29')
----
ERROR 0A000

SELECT date_part('hour', date '2020-02-29')
----
date_part
0

SELECT extract(minute from date '2020-02-29')
----
ERROR 0A000

SELECT date_part('minute', date '2020-02-29')
----
date_part
0

SELECT extract(second from date '2020-02-29')
----
ERROR 0A000

SELECT date_part('second', date '2020-02-29')
----
date_part
0

SELECT extract(dow from date '2020-02-29')
----
extract
6

SELECT date_part('dow', date '2020-02-29')
----
date_part
6

SELECT extract(isodow from date '2020-02-29')
----
extract
6

SELECT date_part('isodow', date '2020-02-29')
----
date_part
6

SELECT extract(doy from date '2020-02-29')
----
extract
60

SELECT date_part('doy', date '2020-02-29')
----
date_part
60

SELECT extract(epoch from date '2020-02-29')
----
extract
1582934400

SELECT date_part('epoch', date '2020-02-29')
----
date_part
1582934400

SELECT extract(century from date '2020-02-29')
----
extract
21

SELECT date_part('century', date '2020-02-29')
----
date_part
21

SELECT extract(decade from date '2020-02-29')
----
extract
202

SELECT date_part('decade', date '2020-02-29')
----
date_part
202

SELECT extract(millennium from date '2020-02-29')
----
extract
3

SELECT date_part('millennium', date '2020-02-29')
----
date_part
3

SELECT extract(milliseconds from date '2020-02-29')
----
ERROR 0A000

SELECT date_part('milliseconds', date '2020-02-29')
----
date_part
0

SELECT extract(microseconds from date '2020-02-29')
----
ERROR 0A000

SELECT date_part('microseconds', date '2020-02-29')
----
date_part
0

SELECT extract(isoyear from date '2020-02-29')
----
extract
2020

SELECT date_part('isoyear', date '2020-02-29')
----
date_part
2020

SELECT extract(julian from date '2020-02-29')
----
extract
2458909

SELECT date_part('julian', date '2020-02-29')
----
date_part
2458909

SELECT extract(timezone from date '2020-02-29')
----
ERROR 0A000

SELECT date_part('timezone', date '2020-02-29')
----
ERROR 0A000

SELECT date_trunc('century', date '2020-02-29')
----
date_trunc
2001-01-01 00:00:00+00

SELECT date_trunc('decade', date '2020-02-29')
----
date_trunc
2020-01-01 00:00:00+00

SELECT date_trunc('year', date '2020-02-29')
----
date_trunc
2020-01-01 00:00:00+00

SELECT date_trunc('quarter', date '2020-02-29')
----
date_trunc
2020-01-01 00:00:00+00

SELECT date_trunc('month', date '2020-02-29')
----
date_trunc
2020-02-01 00:00:00+00

SELECT date_trunc('week', date '2020-02-29')
----
date_trunc
2020-02-24 00:00:00+00

SELECT date_trunc('day', date '2020-02-29')
----
date_trunc
2020-02-29 00:00:00+00

SELECT date_trunc('hour', date '2020-02-29')
----
date_trunc
2020-02-29 00:00:00+00

SELECT date_trunc('minute', date '2020-02-29')
----
date_trunc
2020-02-29 00:00:00+00

SELECT date_trunc('second', date '2020-02-29')
----
date_trunc
2020-02-29 00:00:00+00

SELECT date_trunc('milliseconds', date '2020-02-29')
----
date_trunc
2020-02-29 00:00:00+00

SELECT date '2020-02-29' + interval '1 month'
----
?column?
2020-03-29 00:00:00

SELECT date '2020-02-29' - interval '1 month'
----
?column?
2020-01-29 00:00:00

SELECT date '2020-02-29' + interval '-1 day'
----
?column?
2020-02-28 00:00:00

SELECT date '2020-02-29' - interval '-1 day'
----
?column?
2020-03-01 00:00:00

SELECT date '2020-02-29' + interval '1 year 1 mon'
----
?column?
2021-03-29 00:00:00

SELECT date '2020-02-29' - interval '1 year 1 mon'
----
?column?
2019-01-29 00:00:00

SELECT date '2020-02-29' + interval '25 hours'
----
?column?
2020-03-01 01:00:00

SELECT date '2020-02-29' - interval '25 hours'
----
?column?
2020-02-27 23:00:00

SELECT date '2020-02-29' + interval '90 minutes'
----
?column?
2020-02-29 01:30:00

SELECT date '2020-02-29' - interval '90 minutes'
----
?column?
2020-02-28 22:30:00

SELECT to_char(date '2020-02-29', 'YYYY-MM-DD')
----
to_char
2020-02-29

SELECT to_char(date '2020-02-29', 'Day, DD Month YYYY')
----
to_char
Saturday , 29 February  2020

SELECT to_char(date '2020-02-29', 'HH24:MI:SS.US')
----
to_char
00:00:00.000000

SELECT to_char(date '2020-02-29', 'HH12:MI AM')
----
to_char
12:00 AM

SELECT to_char(date '2020-02-29', 'IYYY-IW-ID')
----
to_char
2020-09-6

SELECT to_char(date '2020-02-29', 'Q DDD J')
----
to_char
1 060 2458909

SELECT to_char(date '2020-02-29', 'FMMonth FMDD, YYYY')
----
to_char
February 29, 2020

SELECT to_char(date '2020-02-29', 'Dy Mon YY')
----
to_char
Sat Feb 20

SELECT to_char(date '2020-02-29', 'TZ OF')
----
to_char
UTC +00

SELECT to_char(date '2020-02-29', 'CC BC SSSS')
----
to_char
21 AD 0

SELECT extract(year from timestamp '2020-02-29 13:45:30.123456')
----
extract
2020

SELECT date_part('year', timestamp '2020-02-29 13:45:30.123456')
----
date_part
2020

SELECT extract(quarter from timestamp '2020-02-29 13:45:30.123456')
----
extract
1

SELECT date_part('quarter', timestamp '2020-02-29 13:45:30.123456')
----
date_part
1

SELECT extract(month from timestamp '2020-02-29 13:45:30.123456')
----
extract
2

SELECT date_part('month', timestamp '2020-02-29 13:45:30.123456')
----
date_part
2

SELECT extract(week from timestamp '2020-02-29 13:45:30.123456')
----
extract
9

SELECT date_part('week', timestamp '2020-02-29 13:45:30.123456')
----
date_part
9

SELECT extract(day from timestamp '2020-02-29 13:45:30.123456')
----
extract
29

SELECT date_part('day', timestamp '2020-02-29 13:45:30.123456')
----
date_part
29

SELECT extract(hour from timestamp '2020-02-29 13:45:30.123456')
----
extract
13

SELECT date_part('hour', timestamp '2020-02-29 13:45:30.123456')
----
date_part
13

SELECT extract(minute from timestamp '2020-02-29 13:45:30.123456')
----
extract
45

SELECT date_part('minute', timestamp '2020-02-29 13:45:30.123456')
----
date_part
45

SELECT extract(second from timestamp '2020-02-29 13:45:30.123456')
----
extract
30.123456

SELECT date_part('second', timestamp '2020-02-29 13:45:30.123456')
----
date_part
30.123456

SELECT extract(dow from timestamp '2020-02-29 13:45:30.123456')
----
extract
6

SELECT date_part('dow', timestamp '2020-02-29 13:45:30.123456')
----
date_part
6

SELECT extract(isodow from timestamp '2020-02-29 13:45:30.123456')
----
extract
6

SELECT date_part('isodow', timestamp '2020-02-29 13:45:30.123456')
----
date_part
6

SELECT extract(doy from timestamp '2020-02-29 13:45:30.123456')
----
extract
60

SELECT date_part('doy', timestamp '2020-02-29 13:45:30.123456')
----
date_part
60

SELECT extract(epoch from timestamp '2020-02-29 13:45:30.123456')
----
extract
1582983930.123456

SELECT date_part('epoch', timestamp '2020-02-29 13:45:30.123456')
----
date_part
1582983930.123456

SELECT extract(century from timestamp '2020-02-29 13:45:30.123456')
----
extract
21

SELECT date_part('century', timestamp '2020-02-29 13:45:30.123456')
----
date_part
21

SELECT extract(decade from timestamp '2020-02-29 13:45:30.123456')
----
extract
202

SELECT date_part('decade', timestamp '2020-02-29 13:45:30.123456')
----
date_part
202

SELECT extract(millennium from timestamp '2020-02-29 13:45:30.123456')
----
extract
3

SELECT date_part('millennium', timestamp '2020-02-29 13:45:30.123456')
----
date_part
3

SELECT extract(milliseconds from timestamp '2020-02-29 13:45:30.123456')
----
extract
30123.456

SELECT date_part('milliseconds', timestamp '2020-02-29 13:45:30.123456')
----
date_part
30123.456

SELECT extract(microseconds from timestamp '2020-02-29 13:45:30.123456')
----
extract
30123456

SELECT date_part('microseconds', timestamp '2020-02-29 13:45:30.123456')
----
date_part
30123456

SELECT extract(isoyear from timestamp '2020-02-29 13:45:30.123456')
----
extract
2020

SELECT date_part('isoyear', timestamp '2020-02-29 13:45:30.123456')
----
date_part
2020

SELECT extract(julian from timestamp '2020-02-29 13:45:30.123456')
----
extract
2458909.57326531777777777778

SELECT date_part('julian', timestamp '2020-02-29 13:45:30.123456')
----
date_part
2458909.573265318

SELECT extract(timezone from timestamp '2020-02-29 13:45:30.123456')
----
ERROR 0A000

SELECT date_part('timezone', timestamp '2020-02-29 13:45:30.123456')
----
ERROR 0A000

SELECT date_trunc('century', timestamp '2020-02-29 13:45:30.123456')
----
date_trunc
2001-01-01 00:00:00

SELECT date_trunc('decade', timestamp '2020-02-29 13:45:30.123456')
----
date_trunc
2020-01-01 00:00:00

SELECT date_trunc('year', timestamp '2020-02-29 13:45:30.123456')
----
date_trunc
2020-01-01 00:00:00

SELECT date_trunc('quarter', timestamp '2020-02-29 13:45:30.123456')
----
date_trunc
2020-01-01 00:00:00

SELECT date_trunc('month', timestamp '2020-02-29 13:45:30.123456')
----
date_trunc
2020-02-01 00:00:00

SELECT date_trunc('week', timestamp '2020-02-29 13:45:30.123456')
----
date_trunc
2020-02-24 00:00:00

SELECT date_trunc('day', timestamp '2020-02-29 13:45:30.123456')
----
date_trunc
2020-02-29 00:00:00

SELECT date_trunc('hour', timestamp '2020-02-29 13:45:30.123456')
----
date_trunc
2020-02-29 13:00:00

SELECT date_trunc('minute', timestamp '2020-02-29 13:45:30.123456')
----
date_trunc
2020-02-29 13:45:00

SELECT date_trunc('second', timestamp '2020-02-29 13:45:30.123456')
----
date_trunc
2020-02-29 13:45:30

SELECT date_trunc('milliseconds', timestamp '2020-02-29 13:45:30.123456')
----
date_trunc
2020-02-29 13:45:30.123

SELECT timestamp '2020-02-29 13:45:30.123456' + interval '1 month'
----
?column?
2020-03-29 13:45:30.123456

SELECT timestamp '2020-02-29 13:45:30.123456' - interval '1 month'
----
?column?
2020-01-29 13:45:30.123456

SELECT timestamp '2020-02-29 13:45:30.123456' + interval '-1 day'
----
?column?
2020-02-28 13:45:30.123456

SELECT timestamp '2020-02-29 13:45:30.123456' - interval '-1 day'
----
?column?
2020-03-01 13:45:30.123456

SELECT timestamp '2020-02-29 13:45:30.123456' + interval '1 year 1 mon'
----
?column?
2021-03-29 13:45:30.123456

SELECT timestamp '2020-02-29 13:45:30.123456' - interval '1 year 1 mon'
----
?column?
2019-01-29 13:45:30.123456

SELECT timestamp '2020-02-29 13:45:30.123456' + interval '25 hours'
----
?column?
2020-03-01 14:45:30.123456

SELECT timestamp '2020-02-29 13:45:30.123456' - interval '25 hours'
----
?column?
2020-02-28 12:45:30.123456

SELECT timestamp '2020-02-29 13:45:30.123456' + interval '90 minutes'
----
?column?
2020-02-29 15:15:30.123456

SELECT timestamp '2020-02-29 13:45:30.123456' - interval '90 minutes'
----
?column?
2020-02-29 12:15:30.123456

SELECT to_char(timestamp '2020-02-29 13:45:30.123456', 'YYYY-MM-DD')
----
to_char
2020-02-29

SELECT to_char(timestamp '2020-02-29 13:45:30.123456', 'Day, DD Month YYYY')
----
to_char
Saturday , 29 February  2020

SELECT to_char(timestamp '2020-02-29 13:45:30.123456', 'HH24:MI:SS.US')
----
to_char
13:45:30.123456

SELECT to_char(timestamp '2020-02-29 13:45:30.123456', 'HH12:MI AM')
----
to_char
01:45 PM

SELECT to_char(timestamp '2020-02-29 13:45:30.123456', 'IYYY-IW-ID')
----
to_char
2020-09-6

SELECT to_char(timestamp '2020-02-29 13:45:30.123456', 'Q DDD J')
----
to_char
1 060 2458909

SELECT to_char(timestamp '2020-02-29 13:45:30.123456', 'FMMonth FMDD, YYYY')
----
to_char
February 29, 2020

SELECT to_char(timestamp '2020-02-29 13:45:30.123456', 'Dy Mon YY')
----
to_char
Sat Feb 20

SELECT to_char(timestamp '2020-02-29 13:45:30.123456', 'TZ OF')
----
to_char
 +00

SELECT to_char(timestamp '2020-02-29 13:45:30.123456', 'CC BC SSSS')
----
to_char
21 AD 49530

SELECT extract(year from timestamptz '2020-12-31 23:59:59+02')
----
extract
2020

SELECT date_part('year', timestamptz '2020-12-31 23:59:59+02')
----
date_part
2020

SELECT extract(quarter from timestamptz '2020-12-31 23:59:59+02')
----
extract
4

SELECT date_part('quarter', timestamptz '2020-12-31 23:59:59+02')
----
date_part
4

SELECT extract(month from timestamptz '2020-12-31 23:59:59+02')
----
extract
12

SELECT date_part('month', timestamptz '2020-12-31 23:59:59+02')
----
date_part
12

SELECT extract(week from timestamptz '2020-12-31 23:59:59+02')
----
extract
53

SELECT date_part('week', timestamptz '2020-12-31 23:59:59+02')
----
date_part
53

SELECT extract(day from timestamptz '2020-12-31 23:59:59+02')
----
extract
31

SELECT date_part('day', timestamptz '2020-12-31 23:59:59+02')
----
date_part
31

SELECT extract(hour from timestamptz '2020-12-31 23:59:59+02')
----
extract
21

SELECT date_part('hour', timestamptz '2020-12-31 23:59:59+02')
----
date_part
21

SELECT extract(minute from timestamptz '2020-12-31 23:59:59+02')
----
extract
59

SELECT date_part('minute', timestamptz '2020-12-31 23:59:59+02')
----
date_part
59

SELECT extract(second from timestamptz '2020-12-31 23:59:59+02')
----
extract
59.000000

SELECT date_part('second', timestamptz '2020-12-31 23:59:59+02')
----
date_part
59

SELECT extract(dow from timestamptz '2020-12-31 23:59:59+02')
----
extract
4

SELECT date_part('dow', timestamptz '2020-12-31 23:59:59+02')
----
date_part
4

SELECT extract(isodow from timestamptz '2020-12-31 23:59:59+02')
----
extract
4

SELECT date_part('isodow', timestamptz '2020-12-31 23:59:59+02')
----
date_part
4

SELECT extract(doy from timestamptz '2020-12-31 23:59:59+02')
----
extract
366

SELECT date_part('doy', timestamptz '2020-12-31 23:59:59+02')
----
date_part
366

SELECT extract(epoch from timestamptz '2020-12-31 23:59:59+02')
----
extract
1609451999.000000

SELECT date_part('epoch', timestamptz '2020-12-31 23:59:59+02')
----
date_part
1609451999

SELECT extract(century from timestamptz '2020-12-31 23:59:59+02')
----
extract
21

SELECT date_part('century', timestamptz '2020-12-31 23:59:59+02')
----
date_part
21

SELECT extract(decade from timestamptz '2020-12-31 23:59:59+02')
----
extract
202

SELECT date_part('decade', timestamptz '2020-12-31 23:59:59+02')
----
date_part
202

SELECT extract(millennium from timestamptz '2020-12-31 23:59:59+02')
----
extract
3

SELECT date_part('millennium', timestamptz '2020-12-31 23:59:59+02')
----
date_part
3

SELECT extract(milliseconds from timestamptz '2020-12-31 23:59:59+02')
----
extract
59000.000

SELECT date_part('milliseconds', timestamptz '2020-12-31 23:59:59+02')
----
date_part
59000

SELECT extract(microseconds from timestamptz '2020-12-31 23:59:59+02')
----
extract
59000000

SELECT date_part('microseconds', timestamptz '2020-12-31 23:59:59+02')
----
date_part
59000000

SELECT extract(isoyear from timestamptz '2020-12-31 23:59:59+02')
----
extract
2020

SELECT date_part('isoyear', timestamptz '2020-12-31 23:59:59+02')
----
date_part
2020

SELECT extract(julian from timestamptz '2020-12-31 23:59:59+02')
----
extract
2459215.91665509259259259259

SELECT date_part('julian', timestamptz '2020-12-31 23:59:59+02')
----
date_part
2459215.9166550925

SELECT extract(timezone from timestamptz '2020-12-31 23:59:59+02')
----
extract
0

SELECT date_part('timezone', timestamptz '2020-12-31 23:59:59+02')
----
date_part
0

SELECT date_trunc('century', timestamptz '2020-12-31 23:59:59+02')
----
date_trunc
2001-01-01 00:00:00+00

SELECT date_trunc('decade', timestamptz '2020-12-31 23:59:59+02')
----
date_trunc
2020-01-01 00:00:00+00

SELECT date_trunc('year', timestamptz '2020-12-31 23:59:59+02')
----
date_trunc
2020-01-01 00:00:00+00

SELECT date_trunc('quarter', timestamptz '2020-12-31 23:59:59+02')
----
date_trunc
2020-10-01 00:00:00+00

SELECT date_trunc('month', timestamptz '2020-12-31 23:59:59+02')
----
date_trunc
2020-12-01 00:00:00+00

SELECT date_trunc('week', timestamptz '2020-12-31 23:59:59+02')
----
date_trunc
2020-12-28 00:00:00+00

SELECT date_trunc('day', timestamptz '2020-12-31 23:59:59+02')
----
date_trunc
2020-12-31 00:00:00+00

SELECT date_trunc('hour', timestamptz '2020-12-31 23:59:59+02')
----
date_trunc
2020-12-31 21:00:00+00

SELECT date_trunc('minute', timestamptz '2020-12-31 23:59:59+02')
----
date_trunc
2020-12-31 21:59:00+00

SELECT date_trunc('second', timestamptz '2020-12-31 23:59:59+02')
----
date_trunc
2020-12-31 21:59:59+00

SELECT date_trunc('milliseconds', timestamptz '2020-12-31 23:59:59+02')
----
date_trunc
2020-12-31 21:59:59+00

SELECT timestamptz '2020-12-31 23:59:59+02' + interval '1 month'
----
?column?
2021-01-31 21:59:59+00

SELECT timestamptz '2020-12-31 23:59:59+02' - interval '1 month'
----
?column?
2020-11-30 21:59:59+00

SELECT timestamptz '2020-12-31 23:59:59+02' + interval '-1 day'
----
?column?
2020-12-30 21:59:59+00

SELECT timestamptz '2020-12-31 23:59:59+02' - interval '-1 day'
----
?column?
2021-01-01 21:59:59+00

SELECT timestamptz '2020-12-31 23:59:59+02' + interval '1 year 1 mon'
----
?column?
2022-01-31 21:59:59+00

SELECT timestamptz '2020-12-31 23:59:59+02' - interval '1 year 1 mon'
----
?column?
2019-11-30 21:59:59+00

SELECT timestamptz '2020-12-31 23:59:59+02' + interval '25 hours'
----
?column?
2021-01-01 22:59:59+00

SELECT timestamptz '2020-12-31 23:59:59+02' - interval '25 hours'
----
?column?
2020-12-30 20:59:59+00

SELECT timestamptz '2020-12-31 23:59:59+02' + interval '90 minutes'
----
?column?
2020-12-31 23:29:59+00

SELECT timestamptz '2020-12-31 23:59:59+02' - interval '90 minutes'
----
?column?
2020-12-31 20:29:59+00

SELECT to_char(timestamptz '2020-12-31 23:59:59+02', 'YYYY-MM-DD')
----
to_char
2020-12-31

SELECT to_char(timestamptz '2020-12-31 23:59:59+02', 'Day, DD Month YYYY')
----
to_char
Thursday , 31 December  2020

SELECT to_char(timestamptz '2020-12-31 23:59:59+02', 'HH24:MI:SS.US')
----
to_char
21:59:59.000000

SELECT to_char(timestamptz '2020-12-31 23:59:59+02', 'HH12:MI AM')
----
to_char
09:59 PM

SELECT to_char(timestamptz '2020-12-31 23:59:59+02', 'IYYY-IW-ID')
----
to_char
2020-53-4

SELECT to_char(timestamptz '2020-12-31 23:59:59+02', 'Q DDD J')
----
to_char
4 366 2459215

SELECT to_char(timestamptz '2020-12-31 23:59:59+02', 'FMMonth FMDD, YYYY')
----
to_char
December 31, 2020

SELECT to_char(timestamptz '2020-12-31 23:59:59+02', 'Dy Mon YY')
----
to_char
Thu Dec 20

SELECT to_char(timestamptz '2020-12-31 23:59:59+02', 'TZ OF')
----
to_char
UTC +00

SELECT to_char(timestamptz '2020-12-31 23:59:59+02', 'CC BC SSSS')
----
to_char
21 AD 79199

SELECT extract(year from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('year', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(quarter from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('quarter', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(month from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('month', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(week from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('week', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(day from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('day', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(hour from time '13:45:30.5')
----
extract
13

SELECT date_part('hour', time '13:45:30.5')
----
date_part
13

SELECT extract(minute from time '13:45:30.5')
----
extract
45

SELECT date_part('minute', time '13:45:30.5')
----
date_part
45

SELECT extract(second from time '13:45:30.5')
----
extract
30.500000

SELECT date_part('second', time '13:45:30.5')
----
date_part
30.5

SELECT extract(dow from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('dow', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(isodow from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('isodow', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(doy from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('doy', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(epoch from time '13:45:30.5')
----
extract
49530.500000

SELECT date_part('epoch', time '13:45:30.5')
----
date_part
49530.5

SELECT extract(century from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('century', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(decade from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('decade', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(millennium from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('millennium', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(milliseconds from time '13:45:30.5')
----
extract
30500.000

SELECT date_part('milliseconds', time '13:45:30.5')
----
date_part
30500

SELECT extract(microseconds from time '13:45:30.5')
----
extract
30500000

SELECT date_part('microseconds', time '13:45:30.5')
----
date_part
30500000

SELECT extract(isoyear from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('isoyear', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(julian from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('julian', time '13:45:30.5')
----
ERROR 0A000

SELECT extract(timezone from time '13:45:30.5')
----
ERROR 0A000

SELECT date_part('timezone', time '13:45:30.5')
----
ERROR 0A000

SELECT date_trunc('century', time '13:45:30.5')
----
date_trunc
00:00:00

SELECT date_trunc('decade', time '13:45:30.5')
----
date_trunc
00:00:00

SELECT date_trunc('year', time '13:45:30.5')
----
date_trunc
00:00:00

SELECT date_trunc('quarter', time '13:45:30.5')
----
date_trunc
00:00:00

SELECT date_trunc('month', time '13:45:30.5')
----
date_trunc
00:00:00

SELECT date_trunc('week', time '13:45:30.5')
----
ERROR 0A000

SELECT date_trunc('day', time '13:45:30.5')
----
date_trunc
00:00:00

SELECT date_trunc('hour', time '13:45:30.5')
----
date_trunc
13:00:00

SELECT date_trunc('minute', time '13:45:30.5')
----
date_trunc
13:45:00

SELECT date_trunc('second', time '13:45:30.5')
----
date_trunc
13:45:30

SELECT date_trunc('milliseconds', time '13:45:30.5')
----
date_trunc
13:45:30.5

SELECT time '13:45:30.5' + interval '1 month'
----
?column?
13:45:30.5

SELECT time '13:45:30.5' - interval '1 month'
----
?column?
13:45:30.5

SELECT time '13:45:30.5' + interval '-1 day'
----
?column?
13:45:30.5

SELECT time '13:45:30.5' - interval '-1 day'
----
?column?
13:45:30.5

SELECT time '13:45:30.5' + interval '1 year 1 mon'
----
?column?
13:45:30.5

SELECT time '13:45:30.5' - interval '1 year 1 mon'
----
?column?
13:45:30.5

SELECT time '13:45:30.5' + interval '25 hours'
----
?column?
14:45:30.5

SELECT time '13:45:30.5' - interval '25 hours'
----
?column?
12:45:30.5

SELECT time '13:45:30.5' + interval '90 minutes'
----
?column?
15:15:30.5

SELECT time '13:45:30.5' - interval '90 minutes'
----
?column?
12:15:30.5

SELECT to_char(time '13:45:30.5', 'YYYY-MM-DD')
----
to_char
0000-00-00

SELECT to_char(time '13:45:30.5', 'Day, DD Month YYYY')
----
ERROR 22007

SELECT to_char(time '13:45:30.5', 'HH24:MI:SS.US')
----
to_char
13:45:30.500000

SELECT to_char(time '13:45:30.5', 'HH12:MI AM')
----
to_char
01:45 PM

SELECT to_char(time '13:45:30.5', 'IYYY-IW-ID')
----
ERROR 22007

SELECT to_char(time '13:45:30.5', 'Q DDD J')
----
to_char
 000 1721028

SELECT to_char(time '13:45:30.5', 'FMMonth FMDD, YYYY')
----
ERROR 22007

SELECT to_char(time '13:45:30.5', 'Dy Mon YY')
----
ERROR 22007

SELECT to_char(time '13:45:30.5', 'TZ OF')
----
ERROR 22007

SELECT to_char(time '13:45:30.5', 'CC BC SSSS')
----
ERROR 22007

SELECT extract(year from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
1

SELECT date_part('year', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
1

SELECT extract(quarter from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
1

SELECT date_part('quarter', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
1

SELECT extract(month from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
2

SELECT date_part('month', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
2

SELECT extract(week from interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT date_part('week', interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT extract(day from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
3

SELECT date_part('day', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
3

SELECT extract(hour from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
4

SELECT date_part('hour', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
4

SELECT extract(minute from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
5

SELECT date_part('minute', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
5

SELECT extract(second from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
6.789000

SELECT date_part('second', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
6.789

SELECT extract(dow from interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT date_part('dow', interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT extract(isodow from interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT date_part('isodow', interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT extract(doy from interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT date_part('doy', interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT extract(epoch from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
37015506.789000

SELECT date_part('epoch', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
37015506.789000005

SELECT extract(century from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
0

SELECT date_part('century', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
0

SELECT extract(decade from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
0

SELECT date_part('decade', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
0

SELECT extract(millennium from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
0

SELECT date_part('millennium', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
0

SELECT extract(milliseconds from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
6789.000

SELECT date_part('milliseconds', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
6789

SELECT extract(microseconds from interval '1 year 2 mons 3 days 04:05:06.789')
----
extract
6789000

SELECT date_part('microseconds', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_part
6789000

SELECT extract(isoyear from interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT date_part('isoyear', interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT extract(julian from interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT date_part('julian', interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT extract(timezone from interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT date_part('timezone', interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT date_trunc('century', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_trunc
00:00:00

SELECT date_trunc('decade', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_trunc
00:00:00

SELECT date_trunc('year', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_trunc
1 year

SELECT date_trunc('quarter', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_trunc
1 year

SELECT date_trunc('month', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_trunc
1 year 2 mons

SELECT date_trunc('week', interval '1 year 2 mons 3 days 04:05:06.789')
----
ERROR 0A000

SELECT date_trunc('day', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_trunc
1 year 2 mons 3 days

SELECT date_trunc('hour', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_trunc
1 year 2 mons 3 days 04:00:00

SELECT date_trunc('minute', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_trunc
1 year 2 mons 3 days 04:05:00

SELECT date_trunc('second', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_trunc
1 year 2 mons 3 days 04:05:06

SELECT date_trunc('milliseconds', interval '1 year 2 mons 3 days 04:05:06.789')
----
date_trunc
1 year 2 mons 3 days 04:05:06.789

SELECT interval '1 year 2 mons 3 days 04:05:06.789' + interval '1 month'
----
?column?
1 year 3 mons 3 days 04:05:06.789

SELECT interval '1 year 2 mons 3 days 04:05:06.789' - interval '1 month'
----
?column?
1 year 1 mon 3 days 04:05:06.789

SELECT interval '1 year 2 mons 3 days 04:05:06.789' + interval '-1 day'
----
?column?
1 year 2 mons 2 days 04:05:06.789

SELECT interval '1 year 2 mons 3 days 04:05:06.789' - interval '-1 day'
----
?column?
1 year 2 mons 4 days 04:05:06.789

SELECT interval '1 year 2 mons 3 days 04:05:06.789' + interval '1 year 1 mon'
----
?column?
2 years 3 mons 3 days 04:05:06.789

SELECT interval '1 year 2 mons 3 days 04:05:06.789' - interval '1 year 1 mon'
----
?column?
1 mon 3 days 04:05:06.789

SELECT interval '1 year 2 mons 3 days 04:05:06.789' + interval '25 hours'
----
?column?
1 year 2 mons 3 days 29:05:06.789

SELECT interval '1 year 2 mons 3 days 04:05:06.789' - interval '25 hours'
----
?column?
1 year 2 mons 3 days -20:54:53.211

SELECT interval '1 year 2 mons 3 days 04:05:06.789' + interval '90 minutes'
----
?column?
1 year 2 mons 3 days 05:35:06.789

SELECT interval '1 year 2 mons 3 days 04:05:06.789' - interval '90 minutes'
----
?column?
1 year 2 mons 3 days 02:35:06.789

SELECT to_char(interval '1 year 2 mons 3 days 04:05:06.789', 'YYYY-MM-DD')
----
to_char
0001-02-03

SELECT to_char(interval '1 year 2 mons 3 days 04:05:06.789', 'Day, DD Month YYYY')
----
ERROR 22007

SELECT to_char(interval '1 year 2 mons 3 days 04:05:06.789', 'HH24:MI:SS.US')
----
to_char
04:05:06.789000

SELECT to_char(interval '1 year 2 mons 3 days 04:05:06.789', 'HH12:MI AM')
----
to_char
04:05 AM

SELECT to_char(interval '1 year 2 mons 3 days 04:05:06.789', 'IYYY-IW-ID')
----
ERROR 22007

SELECT to_char(interval '1 year 2 mons 3 days 04:05:06.789', 'Q DDD J')
----
to_char
1 423 1721459

SELECT to_char(interval '1 year 2 mons 3 days 04:05:06.789', 'FMMonth FMDD, YYYY')
----
ERROR 22007

SELECT to_char(interval '1 year 2 mons 3 days 04:05:06.789', 'Dy Mon YY')
----
ERROR 22007

SELECT to_char(interval '1 year 2 mons 3 days 04:05:06.789', 'TZ OF')
----
ERROR 22007

SELECT to_char(interval '1 year 2 mons 3 days 04:05:06.789', 'CC BC SSSS')
----
ERROR 22007

SELECT extract(year from NULL::timestamp)
----
extract
NULL

SELECT date_part('year', NULL::timestamp)
----
date_part
NULL

SELECT extract(quarter from NULL::timestamp)
----
extract
NULL

SELECT date_part('quarter', NULL::timestamp)
----
date_part
NULL

SELECT extract(month from NULL::timestamp)
----
extract
NULL

SELECT date_part('month', NULL::timestamp)
----
date_part
NULL

SELECT extract(week from NULL::timestamp)
----
extract
NULL

SELECT date_part('week', NULL::timestamp)
----
date_part
NULL

SELECT extract(day from NULL::timestamp)
----
extract
NULL

SELECT date_part('day', NULL::timestamp)
----
date_part
NULL

SELECT extract(hour from NULL::timestamp)
----
extract
NULL

SELECT date_part('hour', NULL::timestamp)
----
date_part
NULL

SELECT extract(minute from NULL::timestamp)
----
extract
NULL

SELECT date_part('minute', NULL::timestamp)
----
date_part
NULL

SELECT extract(second from NULL::timestamp)
----
extract
NULL

SELECT date_part('second', NULL::timestamp)
----
date_part
NULL

SELECT extract(dow from NULL::timestamp)
----
extract
NULL

SELECT date_part('dow', NULL::timestamp)
----
date_part
NULL

SELECT extract(isodow from NULL::timestamp)
----
extract
NULL

SELECT date_part('isodow', NULL::timestamp)
----
date_part
NULL

SELECT extract(doy from NULL::timestamp)
----
extract
NULL

SELECT date_part('doy', NULL::timestamp)
----
date_part
NULL

SELECT extract(epoch from NULL::timestamp)
----
extract
NULL

SELECT date_part('epoch', NULL::timestamp)
----
date_part
NULL

SELECT extract(century from NULL::timestamp)
----
extract
NULL

SELECT date_part('century', NULL::timestamp)
----
date_part
NULL

SELECT extract(decade from NULL::timestamp)
----
extract
NULL

SELECT date_part('decade', NULL::timestamp)
----
date_part
NULL

SELECT extract(millennium from NULL::timestamp)
----
extract
NULL

SELECT date_part('millennium', NULL::timestamp)
----
date_part
NULL

SELECT extract(milliseconds from NULL::timestamp)
----
extract
NULL

SELECT date_part('milliseconds', NULL::timestamp)
----
date_part
NULL

SELECT extract(microseconds from NULL::timestamp)
----
extract
NULL

SELECT date_part('microseconds', NULL::timestamp)
----
date_part
NULL

SELECT extract(isoyear from NULL::timestamp)
----
extract
NULL

SELECT date_part('isoyear', NULL::timestamp)
----
date_part
NULL

SELECT extract(julian from NULL::timestamp)
----
extract
NULL

SELECT date_part('julian', NULL::timestamp)
----
date_part
NULL

SELECT extract(timezone from NULL::timestamp)
----
extract
NULL

SELECT date_part('timezone', NULL::timestamp)
----
date_part
NULL

SELECT date_trunc('century', NULL::timestamp)
----
date_trunc
NULL

SELECT date_trunc('decade', NULL::timestamp)
----
date_trunc
NULL

SELECT date_trunc('year', NULL::timestamp)
----
date_trunc
NULL

SELECT date_trunc('quarter', NULL::timestamp)
----
date_trunc
NULL

SELECT date_trunc('month', NULL::timestamp)
----
date_trunc
NULL

SELECT date_trunc('week', NULL::timestamp)
----
date_trunc
NULL

SELECT date_trunc('day', NULL::timestamp)
----
date_trunc
NULL

SELECT date_trunc('hour', NULL::timestamp)
----
date_trunc
NULL

SELECT date_trunc('minute', NULL::timestamp)
----
date_trunc
NULL

SELECT date_trunc('second', NULL::timestamp)
----
date_trunc
NULL

SELECT date_trunc('milliseconds', NULL::timestamp)
----
date_trunc
NULL

SELECT NULL::timestamp + interval '1 month'
----
?column?
NULL

SELECT NULL::timestamp - interval '1 month'
----
?column?
NULL

SELECT NULL::timestamp + interval '-1 day'
----
?column?
NULL

SELECT NULL::timestamp - interval '-1 day'
----
?column?
NULL

SELECT NULL::timestamp + interval '1 year 1 mon'
----
?column?
NULL

SELECT NULL::timestamp - interval '1 year 1 mon'
----
?column?
NULL

SELECT NULL::timestamp + interval '25 hours'
----
?column?
NULL

SELECT NULL::timestamp - interval '25 hours'
----
?column?
NULL

SELECT NULL::timestamp + interval '90 minutes'
----
?column?
NULL

SELECT NULL::timestamp - interval '90 minutes'
----
?column?
NULL

SELECT to_char(NULL::timestamp, 'YYYY-MM-DD')
----
to_char
NULL

SELECT to_char(NULL::timestamp, 'Day, DD Month YYYY')
----
to_char
NULL

SELECT to_char(NULL::timestamp, 'HH24:MI:SS.US')
----
to_char
NULL

SELECT to_char(NULL::timestamp, 'HH12:MI AM')
----
to_char
NULL

SELECT to_char(NULL::timestamp, 'IYYY-IW-ID')
----
to_char
NULL

SELECT to_char(NULL::timestamp, 'Q DDD J')
----
to_char
NULL

SELECT to_char(NULL::timestamp, 'FMMonth FMDD, YYYY')
----
to_char
NULL

SELECT to_char(NULL::timestamp, 'Dy Mon YY')
----
to_char
NULL

SELECT to_char(NULL::timestamp, 'TZ OF')
----
to_char
NULL

SELECT to_char(NULL::timestamp, 'CC BC SSSS')
----
to_char
NULL

SELECT extract(year from date '0044-03-15 BC')
----
extract
-44

SELECT date_part('year', date '0044-03-15 BC')
----
date_part
-44

SELECT extract(quarter from date '0044-03-15 BC')
----
extract
1

SELECT date_part('quarter', date '0044-03-15 BC')
----
date_part
1

SELECT extract(month from date '0044-03-15 BC')
----
extract
3

SELECT date_part('month', date '0044-03-15 BC')
----
date_part
3

SELECT extract(week from date '0044-03-15 BC')
----
extract
11

SELECT date_part('week', date '0044-03-15 BC')
----
date_part
11

SELECT extract(day from date '0044-03-15 BC')
----
extract
15

SELECT date_part('day', date '0044-03-15 BC')
----
date_part
15

SELECT extract(hour from date '0044-03-15 BC')
----
ERROR 0A000

SELECT date_part('hour', date '0044-03-15 BC')
----
date_part
0

SELECT extract(minute from date '0044-03-15 BC')
----
ERROR 0A000

SELECT date_part('minute', date '0044-03-15 BC')
----
date_part
0

SELECT extract(second from date '0044-03-15 BC')
----
ERROR 0A000

SELECT date_part('second', date '0044-03-15 BC')
----
date_part
0

SELECT extract(dow from date '0044-03-15 BC')
----
extract
5

SELECT date_part('dow', date '0044-03-15 BC')
----
date_part
5

SELECT extract(isodow from date '0044-03-15 BC')
----
extract
5

SELECT date_part('isodow', date '0044-03-15 BC')
----
date_part
5

SELECT extract(doy from date '0044-03-15 BC')
----
extract
74

SELECT date_part('doy', date '0044-03-15 BC')
----
date_part
74

SELECT extract(epoch from date '0044-03-15 BC')
----
extract
-63517824000

SELECT date_part('epoch', date '0044-03-15 BC')
----
date_part
-63517824000

SELECT extract(century from date '0044-03-15 BC')
----
extract
-1

SELECT date_part('century', date '0044-03-15 BC')
----
date_part
-1

SELECT extract(decade from date '0044-03-15 BC')
----
extract
-5

SELECT date_part('decade', date '0044-03-15 BC')
----
date_part
-5

SELECT extract(millennium from date '0044-03-15 BC')
----
extract
-1

SELECT date_part('millennium', date '0044-03-15 BC')
----
date_part
-1

SELECT extract(milliseconds from date '0044-03-15 BC')
----
ERROR 0A000

SELECT date_part('milliseconds', date '0044-03-15 BC')
----
date_part
0

SELECT extract(microseconds from date '0044-03-15 BC')
----
ERROR 0A000

SELECT date_part('microseconds', date '0044-03-15 BC')
----
date_part
0

SELECT extract(isoyear from date '0044-03-15 BC')
----
extract
-44

SELECT date_part('isoyear', date '0044-03-15 BC')
----
date_part
-44

SELECT extract(julian from date '0044-03-15 BC')
----
extract
1705428

SELECT date_part('julian', date '0044-03-15 BC')
----
date_part
1705428

SELECT extract(timezone from date '0044-03-15 BC')
----
ERROR 0A000

SELECT date_part('timezone', date '0044-03-15 BC')
----
ERROR 0A000

SELECT date_trunc('century', date '0044-03-15 BC')
----
date_trunc
0100-01-01 00:00:00+00 BC

SELECT date_trunc('decade', date '0044-03-15 BC')
----
date_trunc
0051-01-01 00:00:00+00 BC

SELECT date_trunc('year', date '0044-03-15 BC')
----
date_trunc
0044-01-01 00:00:00+00 BC

SELECT date_trunc('quarter', date '0044-03-15 BC')
----
date_trunc
0044-01-01 00:00:00+00 BC

SELECT date_trunc('month', date '0044-03-15 BC')
----
date_trunc
0044-03-01 00:00:00+00 BC

SELECT date_trunc('week', date '0044-03-15 BC')
----
date_trunc
0044-03-11 00:00:00+00 BC

SELECT date_trunc('day', date '0044-03-15 BC')
----
date_trunc
0044-03-15 00:00:00+00 BC

SELECT date_trunc('hour', date '0044-03-15 BC')
----
date_trunc
0044-03-15 00:00:00+00 BC

SELECT date_trunc('minute', date '0044-03-15 BC')
----
date_trunc
0044-03-15 00:00:00+00 BC

SELECT date_trunc('second', date '0044-03-15 BC')
----
date_trunc
0044-03-15 00:00:00+00 BC

SELECT date_trunc('milliseconds', date '0044-03-15 BC')
----
date_trunc
0044-03-15 00:00:00+00 BC

SELECT date '0044-03-15 BC' + interval '1 month'
----
?column?
0044-04-15 00:00:00 BC

SELECT date '0044-03-15 BC' - interval '1 month'
----
?column?
0044-02-15 00:00:00 BC

SELECT date '0044-03-15 BC' + interval '-1 day'
----
?column?
0044-03-14 00:00:00 BC

SELECT date '0044-03-15 BC' - interval '-1 day'
----
?column?
0044-03-16 00:00:00 BC

SELECT date '0044-03-15 BC' + interval '1 year 1 mon'
----
?column?
0043-04-15 00:00:00 BC

SELECT date '0044-03-15 BC' - interval '1 year 1 mon'
----
?column?
0045-02-15 00:00:00 BC

SELECT date '0044-03-15 BC' + interval '25 hours'
----
?column?
0044-03-16 01:00:00 BC

SELECT date '0044-03-15 BC' - interval '25 hours'
----
?column?
0044-03-13 23:00:00 BC

SELECT date '0044-03-15 BC' + interval '90 minutes'
----
?column?
0044-03-15 01:30:00 BC

SELECT date '0044-03-15 BC' - interval '90 minutes'
----
?column?
0044-03-14 22:30:00 BC

SELECT to_char(date '0044-03-15 BC', 'YYYY-MM-DD')
----
to_char
0044-03-15

SELECT to_char(date '0044-03-15 BC', 'Day, DD Month YYYY')
----
to_char
Friday   , 15 March     0044

SELECT to_char(date '0044-03-15 BC', 'HH24:MI:SS.US')
----
to_char
00:00:00.000000

SELECT to_char(date '0044-03-15 BC', 'HH12:MI AM')
----
to_char
12:00 AM

SELECT to_char(date '0044-03-15 BC', 'IYYY-IW-ID')
----
to_char
0044-11-5

SELECT to_char(date '0044-03-15 BC', 'Q DDD J')
----
to_char
1 074 1705428

SELECT to_char(date '0044-03-15 BC', 'FMMonth FMDD, YYYY')
----
to_char
March 15, 0044

SELECT to_char(date '0044-03-15 BC', 'Dy Mon YY')
----
to_char
Fri Mar 44

SELECT to_char(date '0044-03-15 BC', 'TZ OF')
----
to_char
UTC +00

SELECT to_char(date '0044-03-15 BC', 'CC BC SSSS')
----
to_char
-01 BC 0

SELECT date '2020-03-01' - date '2020-02-01'
----
?column?
29

SELECT timestamp '2020-03-01' - timestamp '2020-02-01 12:00'
----
?column?
28 days 12:00:00

SELECT age(timestamp '2020-03-01', timestamp '2019-01-31')
----
age
1 year 1 mon 1 day

SELECT age(date '2020-03-31', date '2020-02-29')
----
age
1 mon 2 days

SELECT date '2020-01-31' + 1
----
?column?
2020-02-01

SELECT date '2020-01-31' + time '10:00'
----
?column?
2020-01-31 10:00:00

SELECT interval '1 day' * 1.5
----
?column?
1 day 12:00:00

SELECT interval '1 month' / 2
----
?column?
15 days

SELECT interval '1 day' = interval '24 hours'
----
?column?
t

SELECT interval '1 month' > interval '29 days'
----
?column?
t

SELECT justify_days(interval '35 days')
----
justify_days
1 mon 5 days

SELECT justify_hours(interval '30 hours')
----
justify_hours
1 day 06:00:00

SELECT justify_interval(interval '1 mon -1 hour')
----
justify_interval
29 days 23:00:00

SELECT make_date(2020, 2, 29)
----
make_date
2020-02-29

SELECT make_date(2019, 2, 29)
----
ERROR 22008

SELECT make_time(1, 2, 3.5)
----
make_time
01:02:03.5

SELECT make_timestamp(2020, 1, 2, 3, 4, 5.5)
----
make_timestamp
2020-01-02 03:04:05.5

SELECT make_interval(1, 2, 3, 4, 5, 6, 7.8)
----
make_interval
1 year 2 mons 25 days 05:06:07.8

SELECT make_interval(days => 10, hours => 3)
----
make_interval
10 days 03:00:00

SELECT to_date('05 Dec 2000', 'DD Mon YYYY')
----
to_date
2000-12-05

SELECT to_timestamp('2020-01-02 03:04:05', 'YYYY-MM-DD HH24:MI:SS')
----
to_timestamp
2020-01-02 03:04:05+00

SELECT to_timestamp(0)
----
to_timestamp
1970-01-01 00:00:00+00

SELECT to_timestamp(1.5)
----
to_timestamp
1970-01-01 00:00:01.5+00

SELECT to_number('12,454.8-', '99G999D9S')
----
to_number
-12454.8

SELECT date_bin('15 minutes', timestamp '2020-02-11 15:44:17', timestamp '2001-01-01')
----
date_bin
2020-02-11 15:30:00

SELECT isfinite(date 'infinity')
----
isfinite
f

SELECT (date '2020-01-01', date '2020-02-01') OVERLAPS (date '2020-01-15', date '2020-03-01')
----
overlaps
t

SELECT timestamp '2020-07-01 12:00' AT TIME ZONE 'America/New_York'
----
timezone
2020-07-01 16:00:00+00

SELECT timestamptz '2020-07-01 12:00+00' AT TIME ZONE 'Europe/Berlin'
----
timezone
2020-07-01 14:00:00

SELECT timestamptz '2020-07-01 12:00 America/New_York'
----
timestamptz
2020-07-01 16:00:00+00

SELECT time '10:00' + interval '20 hours'
----
?column?
06:00:00

SELECT time '10:00' - time '12:30'
----
?column?
-02:30:00

SELECT date '2020-13-01'
----
ERROR 22008

SELECT date '2020-02-30'
----
ERROR 22008

SELECT date 'garbage'
----
ERROR 22007

SELECT timestamp '2020-01-01 25:00'
----
ERROR 22008

SELECT time '24:00:01'
----
ERROR 22008

SELECT interval '1 fortnight'
----
ERROR 22007

SELECT interval 'P1Y2M3DT4H5M6S'
----
interval
1 year 2 mons 3 days 04:05:06

SELECT interval '1-2'
----
interval
1 year 2 mons

SELECT interval '3 4:05:06'
----
interval
3 days 04:05:06

SELECT interval '1' year
----
interval
1 year

SELECT interval '1.5 days'
----
interval
1 day 12:00:00

SELECT interval '1:30' minute to second
----
interval
00:01:30

SELECT date 'epoch'
----
date
1970-01-01

SELECT date 'Jan 8, 1999'
----
date
1999-01-08

SELECT date '8/1/1999'
----
date
1999-08-01

SELECT date '19990108'
----
date
1999-01-08

SELECT date 'January 8, 99 BC'
----
date
0099-01-08 BC

SELECT timestamp 'allballs'
----
ERROR 22007

SELECT timestamp 'Sat Feb 16 17:32:01 1997'
----
timestamp
1997-02-16 17:32:01

SELECT timestamptz '2020-01-01 00:00 PST'
----
timestamptz
2020-01-01 08:00:00+00

SELECT timestamp '2020-01-01T10:20:30.5Z'
----
timestamp
2020-01-01 10:20:30.5

SELECT '2020-01-01'::date::timestamptz
----
timestamptz
2020-01-01 00:00:00+00

SELECT extract(epoch from interval '1 month')
----
extract
2592000.000000

SELECT date '2020-01-01' < timestamp '2020-01-01 00:00:01'
----
?column?
t

SELECT clock_timestamp() >= now()
----
?column?
t

SELECT date_trunc('foo', now())
----
ERROR 22023

SELECT extract(foo from now())
----
ERROR 22023

SELECT date_trunc('day', timestamptz '2020-01-01 03:00+00', 'America/New_York')
----
date_trunc
2019-12-31 05:00:00+00

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json
----
json
{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json -> 'a'
----
?column?
{"b": [1, 2, {"c": null}]}

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json ->> 'd'
----
?column?
x

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json -> 0
----
?column?
NULL

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json ->> 1
----
?column?
NULL

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json -> -1
----
?column?
NULL

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json #> '{a,b,2,c}'
----
?column?
null

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json #>> '{a,b,0}'
----
?column?
1

SELECT json_typeof('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json)
----
json_typeof
object

SELECT json_typeof('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json -> 'e')
----
json_typeof
number

SELECT json_extract_path('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json, 'a', 'b')
----
json_extract_path
[1, 2, {"c": null}]

SELECT json_strip_nulls('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json)
----
json_strip_nulls
{"a":{"b":[1,2,{}]},"d":"x","e":1.50}

SELECT * FROM json_each('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json)
----
key|value
a|{"b": [1, 2, {"c": null}]}
d|"x"
e|1.50

SELECT * FROM json_each_text('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json)
----
key|value
a|{"b": [1, 2, {"c": null}]}
d|x
e|1.50

SELECT * FROM json_array_elements('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json)
----
ERROR 22023

SELECT * FROM json_array_elements_text('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json)
----
ERROR 22023

SELECT * FROM json_object_keys('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json)
----
json_object_keys
a
d
e

SELECT json_array_length('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::json)
----
ERROR 22023

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb
----
jsonb
{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb -> 'a'
----
?column?
{"b": [1, 2, {"c": null}]}

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb ->> 'd'
----
?column?
x

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb -> 0
----
?column?
NULL

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb ->> 1
----
?column?
NULL

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb -> -1
----
?column?
NULL

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb #> '{a,b,2,c}'
----
?column?
null

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb #>> '{a,b,0}'
----
?column?
1

SELECT jsonb_typeof('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)
----
jsonb_typeof
object

SELECT jsonb_typeof('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb -> 'e')
----
jsonb_typeof
number

SELECT jsonb_extract_path('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb, 'a', 'b')
----
jsonb_extract_path
[1, 2, {"c": null}]

SELECT jsonb_strip_nulls('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)
----
jsonb_strip_nulls
{"a": {"b": [1, 2, {}]}, "d": "x", "e": 1.50}

SELECT * FROM jsonb_each('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)
----
key|value
a|{"b": [1, 2, {"c": null}]}
d|"x"
e|1.50

SELECT * FROM jsonb_each_text('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)
----
key|value
a|{"b": [1, 2, {"c": null}]}
d|x
e|1.50

SELECT * FROM jsonb_array_elements('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_array_elements_text('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_object_keys('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)
----
jsonb_object_keys
a
d
e

SELECT jsonb_array_length('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)
----
ERROR 22023

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb @> '{"d": "x"}'
----
?column?
t

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb ? 'a'
----
?column?
t

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb ?| array['z','d']
----
?column?
t

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb ?& array['a','d']
----
?column?
t

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb - 'a'
----
?column?
{"d": "x", "e": 1.50}

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb - 0
----
ERROR 22023

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb #- '{a,b}'
----
?column?
{"a": {}, "d": "x", "e": 1.50}

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb || '{"z": 1}'
----
?column?
{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50, "z": 1}

SELECT jsonb_set('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb, '{a,b,0}', '9')
----
jsonb_set
{"a": {"b": [9, 2, {"c": null}]}, "d": "x", "e": 1.50}

SELECT jsonb_insert('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb, '{a,b,0}', '9')
----
jsonb_insert
{"a": {"b": [9, 1, 2, {"c": null}]}, "d": "x", "e": 1.50}

SELECT jsonb_pretty('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb)
----
jsonb_pretty
{\n    "a": {\n        "b": [\n            1,\n            2,\n            {\n                "c": null\n            }\n        ]\n    },\n    "d": "x",\n    "e": 1.50\n}

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb @? '$.a.b[*]'
----
?column?
t

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb @@ '$.e > 1'
----
?column?
t

SELECT jsonb_path_query_array('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb, '$.a.b[*]')
----
jsonb_path_query_array
[1, 2, {"c": null}]

SELECT jsonb_path_query_first('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb, 'lax $[0]')
----
jsonb_path_query_first
{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}

SELECT jsonb_path_exists('{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb, '$.d')
----
jsonb_path_exists
t

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb = '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb
----
?column?
t

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb < '[]'
----
?column?
f

SELECT '{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}'::jsonb::text::json
----
json
{"a": {"b": [1, 2, {"c": null}]}, "d": "x", "e": 1.50}

SELECT '[1, "two", null, [3]]'::json
----
json
[1, "two", null, [3]]

SELECT '[1, "two", null, [3]]'::json -> 'a'
----
?column?
NULL

SELECT '[1, "two", null, [3]]'::json ->> 'd'
----
?column?
NULL

SELECT '[1, "two", null, [3]]'::json -> 0
----
?column?
1

SELECT '[1, "two", null, [3]]'::json ->> 1
----
?column?
two

SELECT '[1, "two", null, [3]]'::json -> -1
----
?column?
[3]

SELECT '[1, "two", null, [3]]'::json #> '{a,b,2,c}'
----
?column?
NULL

SELECT '[1, "two", null, [3]]'::json #>> '{a,b,0}'
----
?column?
NULL

SELECT json_typeof('[1, "two", null, [3]]'::json)
----
json_typeof
array

SELECT json_typeof('[1, "two", null, [3]]'::json -> 'e')
----
json_typeof
NULL

SELECT json_extract_path('[1, "two", null, [3]]'::json, 'a', 'b')
----
json_extract_path
NULL

SELECT json_strip_nulls('[1, "two", null, [3]]'::json)
----
json_strip_nulls
[1,"two",null,[3]]

SELECT * FROM json_each('[1, "two", null, [3]]'::json)
----
ERROR 22023

SELECT * FROM json_each_text('[1, "two", null, [3]]'::json)
----
ERROR 22023

SELECT * FROM json_array_elements('[1, "two", null, [3]]'::json)
----
value
"two"
1
[3]
null

SELECT * FROM json_array_elements_text('[1, "two", null, [3]]'::json)
----
value
1
NULL
[3]
two

SELECT * FROM json_object_keys('[1, "two", null, [3]]'::json)
----
ERROR 22023

SELECT json_array_length('[1, "two", null, [3]]'::json)
----
json_array_length
4

SELECT '[1, "two", null, [3]]'::jsonb
----
jsonb
[1, "two", null, [3]]

SELECT '[1, "two", null, [3]]'::jsonb -> 'a'
----
?column?
NULL

SELECT '[1, "two", null, [3]]'::jsonb ->> 'd'
----
?column?
NULL

SELECT '[1, "two", null, [3]]'::jsonb -> 0
----
?column?
1

SELECT '[1, "two", null, [3]]'::jsonb ->> 1
----
?column?
two

SELECT '[1, "two", null, [3]]'::jsonb -> -1
----
?column?
[3]

SELECT '[1, "two", null, [3]]'::jsonb #> '{a,b,2,c}'
----
?column?
NULL

SELECT '[1, "two", null, [3]]'::jsonb #>> '{a,b,0}'
----
?column?
NULL

SELECT jsonb_typeof('[1, "two", null, [3]]'::jsonb)
----
jsonb_typeof
array

SELECT jsonb_typeof('[1, "two", null, [3]]'::jsonb -> 'e')
----
jsonb_typeof
NULL

SELECT jsonb_extract_path('[1, "two", null, [3]]'::jsonb, 'a', 'b')
----
jsonb_extract_path
NULL

SELECT jsonb_strip_nulls('[1, "two", null, [3]]'::jsonb)
----
jsonb_strip_nulls
[1, "two", null, [3]]

SELECT * FROM jsonb_each('[1, "two", null, [3]]'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_each_text('[1, "two", null, [3]]'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_array_elements('[1, "two", null, [3]]'::jsonb)
----
value
"two"
1
[3]
null

SELECT * FROM jsonb_array_elements_text('[1, "two", null, [3]]'::jsonb)
----
value
1
NULL
[3]
two

SELECT * FROM jsonb_object_keys('[1, "two", null, [3]]'::jsonb)
----
ERROR 22023

SELECT jsonb_array_length('[1, "two", null, [3]]'::jsonb)
----
jsonb_array_length
4

SELECT '[1, "two", null, [3]]'::jsonb @> '{"d": "x"}'
----
?column?
f

SELECT '[1, "two", null, [3]]'::jsonb ? 'a'
----
?column?
f

SELECT '[1, "two", null, [3]]'::jsonb ?| array['z','d']
----
?column?
f

SELECT '[1, "two", null, [3]]'::jsonb ?& array['a','d']
----
?column?
f

SELECT '[1, "two", null, [3]]'::jsonb - 'a'
----
?column?
[1, "two", null, [3]]

SELECT '[1, "two", null, [3]]'::jsonb - 0
----
?column?
["two", null, [3]]

SELECT '[1, "two", null, [3]]'::jsonb #- '{a,b}'
----
ERROR 22P02

SELECT '[1, "two", null, [3]]'::jsonb || '{"z": 1}'
----
?column?
[1, "two", null, [3], {"z": 1}]

SELECT jsonb_set('[1, "two", null, [3]]'::jsonb, '{a,b,0}', '9')
----
ERROR 22P02

SELECT jsonb_insert('[1, "two", null, [3]]'::jsonb, '{a,b,0}', '9')
----
ERROR 22P02

SELECT jsonb_pretty('[1, "two", null, [3]]'::jsonb)
----
jsonb_pretty
[\n    1,\n    "two",\n    null,\n    [\n        3\n    ]\n]

SELECT '[1, "two", null, [3]]'::jsonb @? '$.a.b[*]'
----
?column?
f

SELECT '[1, "two", null, [3]]'::jsonb @@ '$.e > 1'
----
?column?
f

SELECT jsonb_path_query_array('[1, "two", null, [3]]'::jsonb, '$.a.b[*]')
----
jsonb_path_query_array
[]

SELECT jsonb_path_query_first('[1, "two", null, [3]]'::jsonb, 'lax $[0]')
----
jsonb_path_query_first
1

SELECT jsonb_path_exists('[1, "two", null, [3]]'::jsonb, '$.d')
----
jsonb_path_exists
f

SELECT '[1, "two", null, [3]]'::jsonb = '[1, "two", null, [3]]'::jsonb
----
?column?
t

SELECT '[1, "two", null, [3]]'::jsonb < '[]'
----
?column?
f

SELECT '[1, "two", null, [3]]'::jsonb::text::json
----
json
[1, "two", null, [3]]

SELECT '"str"'::json
----
json
"str"

SELECT '"str"'::json -> 'a'
----
?column?
NULL

SELECT '"str"'::json ->> 'd'
----
?column?
NULL

SELECT '"str"'::json -> 0
----
?column?
NULL

SELECT '"str"'::json ->> 1
----
?column?
NULL

SELECT '"str"'::json -> -1
----
?column?
NULL

SELECT '"str"'::json #> '{a,b,2,c}'
----
?column?
NULL

SELECT '"str"'::json #>> '{a,b,0}'
----
?column?
NULL

SELECT json_typeof('"str"'::json)
----
json_typeof
string

SELECT json_typeof('"str"'::json -> 'e')
----
json_typeof
NULL

SELECT json_extract_path('"str"'::json, 'a', 'b')
----
json_extract_path
NULL

SELECT json_strip_nulls('"str"'::json)
----
json_strip_nulls
"str"

SELECT * FROM json_each('"str"'::json)
----
ERROR 22023

SELECT * FROM json_each_text('"str"'::json)
----
ERROR 22023

SELECT * FROM json_array_elements('"str"'::json)
----
ERROR 22023

SELECT * FROM json_array_elements_text('"str"'::json)
----
ERROR 22023

SELECT * FROM json_object_keys('"str"'::json)
----
ERROR 22023

SELECT json_array_length('"str"'::json)
----
ERROR 22023

SELECT '"str"'::jsonb
----
jsonb
"str"

SELECT '"str"'::jsonb -> 'a'
----
?column?
NULL

SELECT '"str"'::jsonb ->> 'd'
----
?column?
NULL

SELECT '"str"'::jsonb -> 0
----
?column?
"str"

SELECT '"str"'::jsonb ->> 1
----
?column?
NULL

SELECT '"str"'::jsonb -> -1
----
?column?
"str"

SELECT '"str"'::jsonb #> '{a,b,2,c}'
----
?column?
NULL

SELECT '"str"'::jsonb #>> '{a,b,0}'
----
?column?
NULL

SELECT jsonb_typeof('"str"'::jsonb)
----
jsonb_typeof
string

SELECT jsonb_typeof('"str"'::jsonb -> 'e')
----
jsonb_typeof
NULL

SELECT jsonb_extract_path('"str"'::jsonb, 'a', 'b')
----
jsonb_extract_path
NULL

SELECT jsonb_strip_nulls('"str"'::jsonb)
----
jsonb_strip_nulls
"str"

SELECT * FROM jsonb_each('"str"'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_each_text('"str"'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_array_elements('"str"'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_array_elements_text('"str"'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_object_keys('"str"'::jsonb)
----
ERROR 22023

SELECT jsonb_array_length('"str"'::jsonb)
----
ERROR 22023

SELECT '"str"'::jsonb @> '{"d": "x"}'
----
?column?
f

SELECT '"str"'::jsonb ? 'a'
----
?column?
f

SELECT '"str"'::jsonb ?| array['z','d']
----
?column?
f

SELECT '"str"'::jsonb ?& array['a','d']
----
?column?
f

SELECT '"str"'::jsonb - 'a'
----
ERROR 22023

SELECT '"str"'::jsonb - 0
----
ERROR 22023

SELECT '"str"'::jsonb #- '{a,b}'
----
ERROR 22023

SELECT '"str"'::jsonb || '{"z": 1}'
----
?column?
["str", {"z": 1}]

SELECT jsonb_set('"str"'::jsonb, '{a,b,0}', '9')
----
ERROR 22023

SELECT jsonb_insert('"str"'::jsonb, '{a,b,0}', '9')
----
ERROR 22023

SELECT jsonb_pretty('"str"'::jsonb)
----
jsonb_pretty
"str"

SELECT '"str"'::jsonb @? '$.a.b[*]'
----
?column?
f

SELECT '"str"'::jsonb @@ '$.e > 1'
----
?column?
f

SELECT jsonb_path_query_array('"str"'::jsonb, '$.a.b[*]')
----
jsonb_path_query_array
[]

SELECT jsonb_path_query_first('"str"'::jsonb, 'lax $[0]')
----
jsonb_path_query_first
"str"

SELECT jsonb_path_exists('"str"'::jsonb, '$.d')
----
jsonb_path_exists
f

SELECT '"str"'::jsonb = '"str"'::jsonb
----
?column?
t

SELECT '"str"'::jsonb < '[]'
----
?column?
f

SELECT '"str"'::jsonb::text::json
----
json
"str"

SELECT 'null'::json
----
json
null

SELECT 'null'::json -> 'a'
----
?column?
NULL

SELECT 'null'::json ->> 'd'
----
?column?
NULL

SELECT 'null'::json -> 0
----
?column?
NULL

SELECT 'null'::json ->> 1
----
?column?
NULL

SELECT 'null'::json -> -1
----
?column?
NULL

SELECT 'null'::json #> '{a,b,2,c}'
----
?column?
NULL

SELECT 'null'::json #>> '{a,b,0}'
----
?column?
NULL

SELECT json_typeof('null'::json)
----
json_typeof
null

SELECT json_typeof('null'::json -> 'e')
----
json_typeof
NULL

SELECT json_extract_path('null'::json, 'a', 'b')
----
json_extract_path
NULL

SELECT json_strip_nulls('null'::json)
----
json_strip_nulls
null

SELECT * FROM json_each('null'::json)
----
ERROR 22023

SELECT * FROM json_each_text('null'::json)
----
ERROR 22023

SELECT * FROM json_array_elements('null'::json)
----
ERROR 22023

SELECT * FROM json_array_elements_text('null'::json)
----
ERROR 22023

SELECT * FROM json_object_keys('null'::json)
----
ERROR 22023

SELECT json_array_length('null'::json)
----
ERROR 22023

SELECT 'null'::jsonb
----
jsonb
null

SELECT 'null'::jsonb -> 'a'
----
?column?
NULL

SELECT 'null'::jsonb ->> 'd'
----
?column?
NULL

SELECT 'null'::jsonb -> 0
----
?column?
null

SELECT 'null'::jsonb ->> 1
----
?column?
NULL

SELECT 'null'::jsonb -> -1
----
?column?
null

SELECT 'null'::jsonb #> '{a,b,2,c}'
----
?column?
NULL

SELECT 'null'::jsonb #>> '{a,b,0}'
----
?column?
NULL

SELECT jsonb_typeof('null'::jsonb)
----
jsonb_typeof
null

SELECT jsonb_typeof('null'::jsonb -> 'e')
----
jsonb_typeof
NULL

SELECT jsonb_extract_path('null'::jsonb, 'a', 'b')
----
jsonb_extract_path
NULL

SELECT jsonb_strip_nulls('null'::jsonb)
----
jsonb_strip_nulls
null

SELECT * FROM jsonb_each('null'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_each_text('null'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_array_elements('null'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_array_elements_text('null'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_object_keys('null'::jsonb)
----
ERROR 22023

SELECT jsonb_array_length('null'::jsonb)
----
ERROR 22023

SELECT 'null'::jsonb @> '{"d": "x"}'
----
?column?
f

SELECT 'null'::jsonb ? 'a'
----
?column?
f

SELECT 'null'::jsonb ?| array['z','d']
----
?column?
f

SELECT 'null'::jsonb ?& array['a','d']
----
?column?
f

SELECT 'null'::jsonb - 'a'
----
ERROR 22023

SELECT 'null'::jsonb - 0
----
ERROR 22023

SELECT 'null'::jsonb #- '{a,b}'
----
ERROR 22023

SELECT 'null'::jsonb || '{"z": 1}'
----
?column?
[null, {"z": 1}]

SELECT jsonb_set('null'::jsonb, '{a,b,0}', '9')
----
ERROR 22023

SELECT jsonb_insert('null'::jsonb, '{a,b,0}', '9')
----
ERROR 22023

SELECT jsonb_pretty('null'::jsonb)
----
jsonb_pretty
null

SELECT 'null'::jsonb @? '$.a.b[*]'
----
?column?
f

SELECT 'null'::jsonb @@ '$.e > 1'
----
?column?
f

SELECT jsonb_path_query_array('null'::jsonb, '$.a.b[*]')
----
jsonb_path_query_array
[]

SELECT jsonb_path_query_first('null'::jsonb, 'lax $[0]')
----
jsonb_path_query_first
null

SELECT jsonb_path_exists('null'::jsonb, '$.d')
----
jsonb_path_exists
f

SELECT 'null'::jsonb = 'null'::jsonb
----
?column?
t

SELECT 'null'::jsonb < '[]'
----
?column?
f

SELECT 'null'::jsonb::text::json
----
json
null

SELECT '{}'::json
----
json
{}

SELECT '{}'::json -> 'a'
----
?column?
NULL

SELECT '{}'::json ->> 'd'
----
?column?
NULL

SELECT '{}'::json -> 0
----
?column?
NULL

SELECT '{}'::json ->> 1
----
?column?
NULL

SELECT '{}'::json -> -1
----
?column?
NULL

SELECT '{}'::json #> '{a,b,2,c}'
----
?column?
NULL

SELECT '{}'::json #>> '{a,b,0}'
----
?column?
NULL

SELECT json_typeof('{}'::json)
----
json_typeof
object

SELECT json_typeof('{}'::json -> 'e')
----
json_typeof
NULL

SELECT json_extract_path('{}'::json, 'a', 'b')
----
json_extract_path
NULL

SELECT json_strip_nulls('{}'::json)
----
json_strip_nulls
{}

SELECT * FROM json_each('{}'::json)
----
key|value

SELECT * FROM json_each_text('{}'::json)
----
key|value

SELECT * FROM json_array_elements('{}'::json)
----
ERROR 22023

SELECT * FROM json_array_elements_text('{}'::json)
----
ERROR 22023

SELECT * FROM json_object_keys('{}'::json)
----
json_object_keys

SELECT json_array_length('{}'::json)
----
ERROR 22023

SELECT '{}'::jsonb
----
jsonb
{}

SELECT '{}'::jsonb -> 'a'
----
?column?
NULL

SELECT '{}'::jsonb ->> 'd'
----
?column?
NULL

SELECT '{}'::jsonb -> 0
----
?column?
NULL

SELECT '{}'::jsonb ->> 1
----
?column?
NULL

SELECT '{}'::jsonb -> -1
----
?column?
NULL

SELECT '{}'::jsonb #> '{a,b,2,c}'
----
?column?
NULL

SELECT '{}'::jsonb #>> '{a,b,0}'
----
?column?
NULL

SELECT jsonb_typeof('{}'::jsonb)
----
jsonb_typeof
object

SELECT jsonb_typeof('{}'::jsonb -> 'e')
----
jsonb_typeof
NULL

SELECT jsonb_extract_path('{}'::jsonb, 'a', 'b')
----
jsonb_extract_path
NULL

SELECT jsonb_strip_nulls('{}'::jsonb)
----
jsonb_strip_nulls
{}

SELECT * FROM jsonb_each('{}'::jsonb)
----
key|value

SELECT * FROM jsonb_each_text('{}'::jsonb)
----
key|value

SELECT * FROM jsonb_array_elements('{}'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_array_elements_text('{}'::jsonb)
----
ERROR 22023

SELECT * FROM jsonb_object_keys('{}'::jsonb)
----
jsonb_object_keys

SELECT jsonb_array_length('{}'::jsonb)
----
ERROR 22023

SELECT '{}'::jsonb @> '{"d": "x"}'
----
?column?
f

SELECT '{}'::jsonb ? 'a'
----
?column?
f

SELECT '{}'::jsonb ?| array['z','d']
----
?column?
f

SELECT '{}'::jsonb ?& array['a','d']
----
?column?
f

SELECT '{}'::jsonb - 'a'
----
?column?
{}

SELECT '{}'::jsonb - 0
----
ERROR 22023

SELECT '{}'::jsonb #- '{a,b}'
----
?column?
{}

SELECT '{}'::jsonb || '{"z": 1}'
----
?column?
{"z": 1}

SELECT jsonb_set('{}'::jsonb, '{a,b,0}', '9')
----
jsonb_set
{}

SELECT jsonb_insert('{}'::jsonb, '{a,b,0}', '9')
----
jsonb_insert
{}

SELECT jsonb_pretty('{}'::jsonb)
----
jsonb_pretty
{\n}

SELECT '{}'::jsonb @? '$.a.b[*]'
----
?column?
f

SELECT '{}'::jsonb @@ '$.e > 1'
----
?column?
f

SELECT jsonb_path_query_array('{}'::jsonb, '$.a.b[*]')
----
jsonb_path_query_array
[]

SELECT jsonb_path_query_first('{}'::jsonb, 'lax $[0]')
----
jsonb_path_query_first
{}

SELECT jsonb_path_exists('{}'::jsonb, '$.d')
----
jsonb_path_exists
f

SELECT '{}'::jsonb = '{}'::jsonb
----
?column?
t

SELECT '{}'::jsonb < '[]'
----
?column?
f

SELECT '{}'::jsonb::text::json
----
json
{}

SELECT json_build_object('a', 1, 'b', NULL, 'c', ARRAY[1,2])
----
json_build_object
{"a" : 1, "b" : null, "c" : [1,2]}

SELECT json_build_array(1, 'x', NULL, true)
----
json_build_array
[1, "x", null, true]

SELECT jsonb_build_object('b', 1, 'a', 2)
----
jsonb_build_object
{"a": 2, "b": 1}

SELECT to_json('a"b'::text)
----
to_json
"a\"b"

SELECT to_jsonb(1.50)
----
to_jsonb
1.50

SELECT row_to_json(ROW(1, 'x'))
----
row_to_json
{"f1":1,"f2":"x"}

SELECT array_to_json(ARRAY[[1,2],[3,4]])
----
array_to_json
[[1,2],[3,4]]

SELECT json_object('{a,1,b,2}')
----
json_object
{"a" : "1", "b" : "2"}

SELECT json_object('{a,b}', '{1,2}')
----
json_object
{"a" : "1", "b" : "2"}

SELECT '{"a":1'::json
----
ERROR 22P02

SELECT '{"a":1, "a":2}'::jsonb
----
jsonb
{"a": 2}

SELECT '[1,]'::jsonb
----
ERROR 22P02

SELECT '"\u00e9"'::jsonb
----
jsonb
"é"

SELECT to_jsonb(date '2020-01-01')
----
to_jsonb
"2020-01-01"

SELECT to_json(timestamp '2020-01-01 10:00')
----
to_json
"2020-01-01T10:00:00"

SELECT ('1'::jsonb)::int
----
int4
1

SELECT ('"x"'::jsonb)::int
----
ERROR 22023

SELECT ('true'::jsonb)::bool
----
bool
t

SELECT * FROM json_to_record('{"a":1,"b":"x"}') AS t(a int, b text)
----
a|b
1|x

SELECT * FROM jsonb_to_recordset('[{"a":1},{"a":2,"b":"y"}]') AS t(a int, b text)
----
a|b
1|NULL
2|y

SELECT (ARRAY[1,2,3,NULL,2])[1]
----
array
1

SELECT (ARRAY[1,2,3,NULL,2])[0]
----
array
NULL

SELECT (ARRAY[1,2,3,NULL,2])[2:3]
----
array
{2,3}

SELECT (ARRAY[1,2,3,NULL,2])[:2]
----
array
{1,2}

SELECT (ARRAY[1,2,3,NULL,2])[1][2]
----
array
NULL

SELECT array_length(ARRAY[1,2,3,NULL,2], 1)
----
array_length
5

SELECT array_length(ARRAY[1,2,3,NULL,2], 2)
----
array_length
NULL

SELECT cardinality(ARRAY[1,2,3,NULL,2])
----
cardinality
5

SELECT array_ndims(ARRAY[1,2,3,NULL,2])
----
array_ndims
1

SELECT array_dims(ARRAY[1,2,3,NULL,2])
----
array_dims
[1:5]

SELECT array_lower(ARRAY[1,2,3,NULL,2], 1)
----
array_lower
1

SELECT array_upper(ARRAY[1,2,3,NULL,2], 1)
----
array_upper
5

SELECT array_append(ARRAY[1,2,3,NULL,2], 9)
----
array_append
{1,2,3,NULL,2,9}

SELECT array_prepend(9, ARRAY[1,2,3,NULL,2])
----
array_prepend
{9,1,2,3,NULL,2}

SELECT array_cat(ARRAY[1,2,3,NULL,2], ARRAY[1,2,3,NULL,2])
----
array_cat
{1,2,3,NULL,2,1,2,3,NULL,2}

SELECT ARRAY[1,2,3,NULL,2] || 5
----
?column?
{1,2,3,NULL,2,5}

SELECT array_position(ARRAY[1,2,3,NULL,2], 2)
----
array_position
2

SELECT array_positions(ARRAY[1,2,3,NULL,2], 2)
----
array_positions
{2,5}

SELECT array_remove(ARRAY[1,2,3,NULL,2], 2)
----
array_remove
{1,3,NULL}

SELECT array_replace(ARRAY[1,2,3,NULL,2], 2, 20)
----
array_replace
{1,20,3,NULL,20}

SELECT array_to_string(ARRAY[1,2,3,NULL,2], ',')
----
array_to_string
1,2,3,2

SELECT array_to_string(ARRAY[1,2,3,NULL,2], ',', '*')
----
array_to_string
1,2,3,*,2

SELECT ARRAY[1,2,3,NULL,2] @> ARRAY[2]
----
?column?
t

SELECT ARRAY[1,2,3,NULL,2] <@ ARRAY[1,2,3,4]
----
?column?
f

SELECT ARRAY[1,2,3,NULL,2] && ARRAY[4]
----
?column?
f

SELECT ARRAY[1,2,3,NULL,2] = ARRAY[1,2,3,NULL,2]
----
?column?
t

SELECT ARRAY[1,2,3,NULL,2] < ARRAY[2]
----
?column?
t

SELECT 2 = ANY (ARRAY[1,2,3,NULL,2])
----
?column?
t

SELECT 2 > ALL (ARRAY[1,2,3,NULL,2])
----
?column?
f

SELECT trim_array(ARRAY[1,2,3,NULL,2], 1)
----
trim_array
{1,2,3,NULL}

SELECT ARRAY[1,2,3,NULL,2]::text[]
----
array
{1,2,3,NULL,2}

SELECT ARRAY[1,2,3,NULL,2]::text
----
array
{1,2,3,NULL,2}

SELECT unnest(ARRAY[1,2,3,NULL,2])
----
unnest
1
2
2
3
NULL

SELECT generate_subscripts(ARRAY[1,2,3,NULL,2], 1)
----
generate_subscripts
1
2
3
4
5

SELECT ('{}'::int[])[1]
----
int4
NULL

SELECT ('{}'::int[])[0]
----
int4
NULL

SELECT ('{}'::int[])[2:3]
----
int4
{}

SELECT ('{}'::int[])[:2]
----
int4
{}

SELECT ('{}'::int[])[1][2]
----
int4
NULL

SELECT array_length('{}'::int[], 1)
----
array_length
NULL

SELECT array_length('{}'::int[], 2)
----
array_length
NULL

SELECT cardinality('{}'::int[])
----
cardinality
0

SELECT array_ndims('{}'::int[])
----
array_ndims
NULL

SELECT array_dims('{}'::int[])
----
array_dims
NULL

SELECT array_lower('{}'::int[], 1)
----
array_lower
NULL

SELECT array_upper('{}'::int[], 1)
----
array_upper
NULL

SELECT array_append('{}'::int[], 9)
----
array_append
{9}

SELECT array_prepend(9, '{}'::int[])
----
array_prepend
{9}

SELECT array_cat('{}'::int[], '{}'::int[])
----
array_cat
{}

SELECT '{}'::int[] || 5
----
?column?
{5}

SELECT array_position('{}'::int[], 2)
----
array_position
NULL

SELECT array_positions('{}'::int[], 2)
----
array_positions
{}

SELECT array_remove('{}'::int[], 2)
----
array_remove
{}

SELECT array_replace('{}'::int[], 2, 20)
----
array_replace
{}

SELECT array_to_string('{}'::int[], ',')
----
array_to_string
''

SELECT array_to_string('{}'::int[], ',', '*')
----
array_to_string
''

SELECT '{}'::int[] @> ARRAY[2]
----
?column?
f

SELECT '{}'::int[] <@ ARRAY[1,2,3,4]
----
?column?
t

SELECT '{}'::int[] && ARRAY[4]
----
?column?
f

SELECT '{}'::int[] = '{}'::int[]
----
?column?
t

SELECT '{}'::int[] < ARRAY[2]
----
?column?
t

SELECT 2 = ANY ('{}'::int[])
----
?column?
f

SELECT 2 > ALL ('{}'::int[])
----
?column?
t

SELECT trim_array('{}'::int[], 1)
----
ERROR 2202E

SELECT '{}'::int[]::text[]
----
text
{}

SELECT '{}'::int[]::text
----
text
{}

SELECT unnest('{}'::int[])
----
unnest

SELECT generate_subscripts('{}'::int[], 1)
----
generate_subscripts

SELECT (ARRAY[[1,2],[3,4]])[1]
----
array
NULL

SELECT (ARRAY[[1,2],[3,4]])[0]
----
array
NULL

SELECT (ARRAY[[1,2],[3,4]])[2:3]
----
array
{{3,4}}

SELECT (ARRAY[[1,2],[3,4]])[:2]
----
array
{{1,2},{3,4}}

SELECT (ARRAY[[1,2],[3,4]])[1][2]
----
array
2

SELECT array_length(ARRAY[[1,2],[3,4]], 1)
----
array_length
2

SELECT array_length(ARRAY[[1,2],[3,4]], 2)
----
array_length
2

SELECT cardinality(ARRAY[[1,2],[3,4]])
----
cardinality
4

SELECT array_ndims(ARRAY[[1,2],[3,4]])
----
array_ndims
2

SELECT array_dims(ARRAY[[1,2],[3,4]])
----
array_dims
[1:2][1:2]

SELECT array_lower(ARRAY[[1,2],[3,4]], 1)
----
array_lower
1

SELECT array_upper(ARRAY[[1,2],[3,4]], 1)
----
array_upper
2

SELECT array_append(ARRAY[[1,2],[3,4]], 9)
----
ERROR 22000

SELECT array_prepend(9, ARRAY[[1,2],[3,4]])
----
ERROR 22000

SELECT array_cat(ARRAY[[1,2],[3,4]], ARRAY[[1,2],[3,4]])
----
array_cat
{{1,2},{3,4},{1,2},{3,4}}

SELECT ARRAY[[1,2],[3,4]] || 5
----
ERROR 22000

SELECT array_position(ARRAY[[1,2],[3,4]], 2)
----
ERROR 0A000

SELECT array_positions(ARRAY[[1,2],[3,4]], 2)
----
ERROR 0A000

SELECT array_remove(ARRAY[[1,2],[3,4]], 2)
----
ERROR 0A000

SELECT array_replace(ARRAY[[1,2],[3,4]], 2, 20)
----
array_replace
{{1,20},{3,4}}

SELECT array_to_string(ARRAY[[1,2],[3,4]], ',')
----
array_to_string
1,2,3,4

SELECT array_to_string(ARRAY[[1,2],[3,4]], ',', '*')
----
array_to_string
1,2,3,4

SELECT ARRAY[[1,2],[3,4]] @> ARRAY[2]
----
?column?
t

SELECT ARRAY[[1,2],[3,4]] <@ ARRAY[1,2,3,4]
----
?column?
t

SELECT ARRAY[[1,2],[3,4]] && ARRAY[4]
----
?column?
t

SELECT ARRAY[[1,2],[3,4]] = ARRAY[[1,2],[3,4]]
----
?column?
t

SELECT ARRAY[[1,2],[3,4]] < ARRAY[2]
----
?column?
t

SELECT 2 = ANY (ARRAY[[1,2],[3,4]])
----
?column?
t

SELECT 2 > ALL (ARRAY[[1,2],[3,4]])
----
?column?
f

SELECT trim_array(ARRAY[[1,2],[3,4]], 1)
----
trim_array
{{1,2}}

SELECT ARRAY[[1,2],[3,4]]::text[]
----
array
{{1,2},{3,4}}

SELECT ARRAY[[1,2],[3,4]]::text
----
array
{{1,2},{3,4}}

SELECT unnest(ARRAY[[1,2],[3,4]])
----
unnest
1
2
3
4

SELECT generate_subscripts(ARRAY[[1,2],[3,4]], 1)
----
generate_subscripts
1
2

SELECT (NULL::int[])[1]
----
int4
NULL

SELECT (NULL::int[])[0]
----
int4
NULL

SELECT (NULL::int[])[2:3]
----
int4
NULL

SELECT (NULL::int[])[:2]
----
int4
NULL

SELECT (NULL::int[])[1][2]
----
int4
NULL

SELECT array_length(NULL::int[], 1)
----
array_length
NULL

SELECT array_length(NULL::int[], 2)
----
array_length
NULL

SELECT cardinality(NULL::int[])
----
cardinality
NULL

SELECT array_ndims(NULL::int[])
----
array_ndims
NULL

SELECT array_dims(NULL::int[])
----
array_dims
NULL

SELECT array_lower(NULL::int[], 1)
----
array_lower
NULL

SELECT array_upper(NULL::int[], 1)
----
array_upper
NULL

SELECT array_append(NULL::int[], 9)
----
array_append
{9}

SELECT array_prepend(9, NULL::int[])
----
array_prepend
{9}

SELECT array_cat(NULL::int[], NULL::int[])
----
array_cat
NULL

SELECT NULL::int[] || 5
----
?column?
{5}

SELECT array_position(NULL::int[], 2)
----
array_position
NULL

SELECT array_positions(NULL::int[], 2)
----
array_positions
NULL

SELECT array_remove(NULL::int[], 2)
----
array_remove
NULL

SELECT array_replace(NULL::int[], 2, 20)
----
array_replace
NULL

SELECT array_to_string(NULL::int[], ',')
----
array_to_string
NULL

SELECT array_to_string(NULL::int[], ',', '*')
----
array_to_string
NULL

SELECT NULL::int[] @> ARRAY[2]
----
?column?
NULL

SELECT NULL::int[] <@ ARRAY[1,2,3,4]
----
?column?
NULL

SELECT NULL::int[] && ARRAY[4]
----
?column?
NULL

SELECT NULL::int[] = NULL::int[]
----
?column?
NULL

SELECT NULL::int[] < ARRAY[2]
----
?column?
NULL

SELECT 2 = ANY (NULL::int[])
----
?column?
NULL

SELECT 2 > ALL (NULL::int[])
----
?column?
NULL

SELECT trim_array(NULL::int[], 1)
----
trim_array
NULL

SELECT NULL::int[]::text[]
----
text
NULL

SELECT NULL::int[]::text
----
text
NULL

SELECT unnest(NULL::int[])
----
unnest

SELECT generate_subscripts(NULL::int[], 1)
----
generate_subscripts

SELECT ('[0:2]={7,8,9}'::int[])[1]
----
int4
8

SELECT ('[0:2]={7,8,9}'::int[])[0]
----
int4
7

SELECT ('[0:2]={7,8,9}'::int[])[2:3]
----
int4
{9}

SELECT ('[0:2]={7,8,9}'::int[])[:2]
----
int4
{7,8,9}

SELECT ('[0:2]={7,8,9}'::int[])[1][2]
----
int4
NULL

SELECT array_length('[0:2]={7,8,9}'::int[], 1)
----
array_length
3

SELECT array_length('[0:2]={7,8,9}'::int[], 2)
----
array_length
NULL

SELECT cardinality('[0:2]={7,8,9}'::int[])
----
cardinality
3

SELECT array_ndims('[0:2]={7,8,9}'::int[])
----
array_ndims
1

SELECT array_dims('[0:2]={7,8,9}'::int[])
----
array_dims
[0:2]

SELECT array_lower('[0:2]={7,8,9}'::int[], 1)
----
array_lower
0

SELECT array_upper('[0:2]={7,8,9}'::int[], 1)
----
array_upper
2

SELECT array_append('[0:2]={7,8,9}'::int[], 9)
----
array_append
[0:3]={7,8,9,9}

SELECT array_prepend(9, '[0:2]={7,8,9}'::int[])
----
array_prepend
[0:3]={9,7,8,9}

SELECT array_cat('[0:2]={7,8,9}'::int[], '[0:2]={7,8,9}'::int[])
----
array_cat
[0:5]={7,8,9,7,8,9}

SELECT '[0:2]={7,8,9}'::int[] || 5
----
?column?
[0:3]={7,8,9,5}

SELECT array_position('[0:2]={7,8,9}'::int[], 2)
----
array_position
NULL

SELECT array_positions('[0:2]={7,8,9}'::int[], 2)
----
array_positions
{}

SELECT array_remove('[0:2]={7,8,9}'::int[], 2)
----
array_remove
[0:2]={7,8,9}

SELECT array_replace('[0:2]={7,8,9}'::int[], 2, 20)
----
array_replace
[0:2]={7,8,9}

SELECT array_to_string('[0:2]={7,8,9}'::int[], ',')
----
array_to_string
7,8,9

SELECT array_to_string('[0:2]={7,8,9}'::int[], ',', '*')
----
array_to_string
7,8,9

SELECT '[0:2]={7,8,9}'::int[] @> ARRAY[2]
----
?column?
f

SELECT '[0:2]={7,8,9}'::int[] <@ ARRAY[1,2,3,4]
----
?column?
f

SELECT '[0:2]={7,8,9}'::int[] && ARRAY[4]
----
?column?
f

SELECT '[0:2]={7,8,9}'::int[] = '[0:2]={7,8,9}'::int[]
----
?column?
t

SELECT '[0:2]={7,8,9}'::int[] < ARRAY[2]
----
?column?
f

SELECT 2 = ANY ('[0:2]={7,8,9}'::int[])
----
?column?
f

SELECT 2 > ALL ('[0:2]={7,8,9}'::int[])
----
?column?
f

SELECT trim_array('[0:2]={7,8,9}'::int[], 1)
----
trim_array
{7,8}

SELECT '[0:2]={7,8,9}'::int[]::text[]
----
text
[0:2]={7,8,9}

SELECT '[0:2]={7,8,9}'::int[]::text
----
text
[0:2]={7,8,9}

SELECT unnest('[0:2]={7,8,9}'::int[])
----
unnest
7
8
9

SELECT generate_subscripts('[0:2]={7,8,9}'::int[], 1)
----
generate_subscripts
0
1
2

SELECT ARRAY[1,'2',3.5]
----
array
{1,2,3.5}

SELECT ARRAY[1,'x']
----
ERROR 22P02

SELECT ARRAY[]
----
ERROR 42P18

SELECT ARRAY[]::text[]
----
array
{}

SELECT array_fill(7, ARRAY[2,3])
----
array_fill
{{7,7,7},{7,7,7}}

SELECT ARRAY[1,2] || ARRAY[[3,4]]
----
?column?
{{1,2},{3,4}}

SELECT ARRAY(SELECT generate_series(1,3))
----
array
{1,2,3}

SELECT '{1,2'::int[]
----
ERROR 22P02

SELECT '{a,"b,c",NULL,"NULL"}'::text[]
----
text
{a,"b,c",NULL,"NULL"}

SELECT string_to_array('1,2,,3', ',', '')::int[]
----
string_to_array
{1,2,NULL,3}

SELECT ARRAY[1,2] = ARRAY[1,2]::int8[]
----
ERROR 42883

SELECT ARRAY[ROW(1,2)]
----
array
{"(1,2)"}

SELECT ARRAY[[1,2],[3]]
----
ERROR 2202E

SELECT '{{1,2},{3}}'::int[]
----
ERROR 22P02

SELECT gen_random_uuid() IS NOT NULL
----
?column?
t

SELECT 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid
----
uuid
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11

SELECT '{a0eebc999c0b4ef8bb6d6bb9bd380a11}'::uuid
----
uuid
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11

SELECT 'x'::uuid
----
ERROR 22P02

SELECT uuid 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' < uuid 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'
----
?column?
t

SELECT '\xDEADBEEF'::bytea
----
bytea
\xdeadbeef

SELECT 'a\\b\000'::bytea
----
bytea
\x615c6200

SELECT '\xZZ'::bytea
----
ERROR 22023

SELECT decode('YWJj', 'base64')
----
decode
\x616263

SELECT decode('616263', 'hex')
----
decode
\x616263

SELECT decode('x', 'hex')
----
ERROR 22023

SELECT get_byte('\x0102'::bytea, 1)
----
get_byte
2

SELECT set_byte('\x0102'::bytea, 0, 255)
----
set_byte
\xff02

SELECT substring('\x010203'::bytea from 2)
----
substring
\x0203

SELECT '\x01'::bytea || '\x02'
----
?column?
\x0102

SELECT length('\x0102'::bytea)
----
length
2

SELECT convert_from('\xc3a9', 'UTF8')
----
convert_from
é

SELECT convert_to('é', 'UTF8')
----
convert_to
\xc3a9

SELECT '\x01'::bytea < '\x02'
----
?column?
t

SELECT position('\x02'::bytea in '\x0102'::bytea)
----
position
2

SELECT pg_typeof(1)
----
pg_typeof
integer

SELECT pg_typeof(1.5)
----
pg_typeof
numeric

SELECT pg_typeof('x')
----
pg_typeof
unknown

SELECT pg_typeof(NULL)
----
pg_typeof
unknown

SELECT pg_typeof(ARRAY[1])
----
pg_typeof
integer[]

SELECT pg_typeof(now() - now())
----
pg_typeof
interval

SELECT pg_typeof(1::int2 + 1)
----
pg_typeof
integer

SELECT pg_typeof(1 + 1.0)
----
pg_typeof
numeric

SELECT pg_typeof(1::float4 + 1)
----
pg_typeof
double precision

SELECT pg_typeof(1 / 2::float8)
----
pg_typeof
double precision

SELECT pg_typeof('a' || 'b')
----
pg_typeof
text

SELECT pg_typeof(sum(1)) 
----
pg_typeof
bigint

SELECT pg_typeof(avg(1))
----
pg_typeof
numeric

SELECT pg_typeof(count(*))
----
pg_typeof
bigint

SELECT pg_typeof(date '2020-01-01' + interval '1 day')
----
pg_typeof
timestamp without time zone

SELECT pg_typeof(CASE WHEN true THEN 1 ELSE 2.0 END)
----
pg_typeof
numeric

SELECT pg_typeof(coalesce(1::int2, 2))
----
pg_typeof
integer

SELECT 't'::bool
----
bool
t

SELECT 'yes'::bool
----
bool
t

SELECT 'off'::bool
----
bool
f

SELECT '2'::bool
----
ERROR 22P02

SELECT 'tr'::bool
----
bool
t

SELECT 'o'::bool
----
ERROR 22P02

SELECT 1::bool
----
bool
t

SELECT 0::bool
----
bool
f

SELECT true::int
----
int4
1

SELECT true > false
----
?column?
t

SELECT bool 'on' AND 'n'
----
?column?
f

SELECT 'abc'::char(2)
----
bpchar
ab

SELECT 'abc  '::char(5) = 'abc'
----
?column?
t

SELECT length('abc  '::char(5))
----
length
3

SELECT 'abc'::varchar(2)
----
varchar
ab

SELECT 'a '::char(3) || 'b'
----
?column?
ab

SELECT '12abc'::int
----
ERROR 22P02

SELECT ' 12 '::int
----
int4
12

SELECT '1.5'::int
----
ERROR 22P02

SELECT '99999999999'::int
----
ERROR 22003

SELECT '0x10'::int
----
ERROR 22P02

SELECT ''::int
----
ERROR 22P02

SELECT '1e3'::numeric
----
numeric
1000

SELECT '1e'::numeric
----
ERROR 22P02

SELECT ' 1.50 '::numeric
----
numeric
1.50

SELECT 1234.567::numeric(6,2)
----
numeric
1234.57

SELECT 12345.67::numeric(6,2)
----
ERROR 22003

SELECT 99999.995::numeric(7,2)
----
ERROR 22003

SELECT 0.005::numeric(2,2)
----
numeric
0.01

SELECT 1.5::numeric(2,0)
----
numeric
2

SELECT 2.5::numeric(2,0)
----
numeric
3

SELECT 'inf'::numeric
----
numeric
Infinity

SELECT 1.0 = 1.00
----
?column?
t

SELECT hashtext('a') IS NOT NULL
----
?column?
t

SELECT current_database() = current_database()
----
?column?
t

SELECT nullif(1, 1)
----
nullif
NULL

SELECT nullif('a', 'b')
----
nullif
a

SELECT greatest(1, 2.5, NULL)
----
greatest
2.5

SELECT least('b', 'a')
----
least
a

SELECT greatest(NULL, NULL)
----
greatest
NULL

SELECT coalesce(NULL, NULL)
----
coalesce
NULL

SELECT coalesce(NULL, 'x')
----
coalesce
x
