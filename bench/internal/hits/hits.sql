-- Rows of ClickBench's shape, made by DuckDB. {rows} is their number, {out} the file.
-- Every value is a function of the row's number (or of its user, site or page), through DuckDB's hash: the same
-- DuckDB version makes the same rows.

-- A random 64-bit number for thing n, one stream per k. Hashed twice: the hash of a pair combines its halves by
-- exclusive or, which alone would tie all streams of one thing together.
CREATE MACRO mix(n, k) AS hash(hash(n, k));
-- A uniform number in [0, 1).
CREATE MACRO uniform(n, k) AS (mix(n, k) >> 11)::DOUBLE / 9007199254740992.0;
-- An index below size, low ones much more often: the higher the power, the more skewed.
CREATE MACRO skewed(n, k, size, power) AS floor(size * pow(uniform(n, k), power))::BIGINT;
-- A small integer below size, evenly.
CREATE MACRO even(n, k, size) AS floor(size * uniform(n, k))::BIGINT;
-- True with a probability.
CREATE MACRO chance(n, k, p) AS uniform(n, k) < p;
-- A signed hash of a text.
CREATE MACRO signed(t) AS (hash(t) >> 1)::BIGINT;
-- Words for titles and phrases, Cyrillic as in the original, and for paths.
CREATE MACRO word(n, k) AS ((
    ['купить', 'продажа', 'квартиры', 'новости', 'онлайн', 'бесплатно', 'смотреть', 'фильм', 'погода', 'москва',
     'авто', 'форум', 'работа', 'скачать', 'игры', 'фото', 'рецепты', 'отзывы', 'цена', 'магазин', 'сайт', 'карта',
     'расписание', 'билеты', 'ремонт', 'мебель', 'одежда', 'телефон', 'ноутбук', 'музыка', 'видео', 'книги',
     'спб', 'украина', 'казань', '2013', 'hd', 'mp3', 'samsung', 'nokia', 'bmw', 'ford', 'windows', 'android'
    ])[1 + skewed(n, k, 44, 1.5)]);
CREATE MACRO part(n, k) AS ((
    ['catalog', 'news', 'forum', 'item', 'auto', 'search', 'view', 'user', 'photo', 'city', 'sale', 'index', 'page',
     'topic', 'list', 'real-estate', 'jobs', 'music', 'film', 'kids'])[1 + skewed(n, k, 20, 1.5)]);

-- Who came where and when. One site in 135 hits is counter 62, which eight queries ask for.
CREATE TEMP TABLE visits AS
SELECT
    n,
    skewed(n, 1, greatest({rows} // 6, 10), 1.6) AS usr,
    CASE WHEN chance(n, 2, 0.0074) THEN 62 ELSE 1 + skewed(n, 3, 6500, 4) * 23 END AS site,
    TIMESTAMP '2013-07-01' + to_seconds(even(n, 4, 31) * 86400 + (86399 * sqrt(uniform(n, 5)))::BIGINT) AS seen
FROM range({rows}) r (n);

-- What they saw: 90 % on the skewed pages of a site, the rest on addresses with a number of their own.
CREATE TEMP TABLE pages AS
SELECT
    *,
    mix(site, skewed(n, 6, CASE WHEN site = 62 THEN 9000 ELSE 400 END, 4)) AS page,
    chance(n, 7, 0.1) AS personal,
    chance(n, 8, 0.132) AS searched,
    chance(n, 9, 0.0063) AS advert,
    chance(usr, 10, 0.055) AS mobile
FROM visits;

CREATE TEMP TABLE texts AS
SELECT
    *,
    CASE WHEN chance(page, 11, 0.0002) THEN 'http://www.google.ru/site' ELSE 'http://' || part(site, 12) || site || '.ru/' END
        || part(page, 13) || '/' || part(page, 14) || '/' || (page % 1000000)
        || CASE WHEN personal THEN '?id=' || even(n, 15, 100000000) || '&from=' || part(n, 16) ELSE '' END AS url,
    upper(word(page, 17)) || ' ' || word(page, 18) || ' ' || word(page, 19) || ' — ' || word(site, 20) || ' ' || site
        || CASE WHEN chance(page, 21, 0.001) THEN ' Google' ELSE '' END AS title,
    CASE WHEN searched
        THEN word(n, 22) || ' ' || word(n, 23) || CASE WHEN chance(n, 24, 0.6) THEN ' ' || word(n, 25) || ' ' || skewed(n, 26, 1000000, 2) ELSE '' END
        ELSE '' END AS phrase
FROM pages;

CREATE TEMP TABLE referers AS
SELECT
    *,
    CASE
        WHEN searched THEN 'http://' || (['yandex.ru/yandsearch', 'www.google.ru/search', 'go.mail.ru/search'])[1 + skewed(n, 27, 3, 2)] || '?text=' || phrase
        WHEN chance(n, 28, 0.19) THEN ''
        WHEN chance(n, 29, 0.7) THEN 'http://' || part(site, 12) || site || '.ru/' || part(n, 30) || '/' || skewed(n, 31, 100000, 3)
        ELSE 'https://www.' || part(n, 32) || skewed(n, 33, 5000, 4) || '.com/' || part(n, 34) || '?u=' || even(n, 35, 1000000)
    END AS referer
FROM texts;

COPY (
SELECT
    (mix(n, 36) >> 1)::BIGINT AS watchid,
    1::SMALLINT AS javaenable,
    title AS title,
    1::SMALLINT AS goodevent,
    seen AS eventtime,
    seen::DATE AS eventdate,
    site::INTEGER AS counterid,
    (mix(usr, CASE WHEN chance(n, 38, 0.3) THEN 37 ELSE 137 END) >> 33)::INTEGER AS clientip,
    (1 + skewed(usr, 39, 9000, 4))::INTEGER AS regionid,
    CASE WHEN usr = 4 THEN 435090932899640449 ELSE (mix(usr, 40) >> 1)::BIGINT END AS userid,
    (skewed(site, 41, 3, 3) - 1)::SMALLINT AS counterclass,
    skewed(usr, 42, 90, 3)::SMALLINT AS os,
    skewed(usr, 43, 80, 2)::SMALLINT AS useragent,
    url AS url,
    referer AS referer,
    chance(n, 44, 0.12)::SMALLINT AS isrefresh,
    skewed(site, 45, 20000, 5)::SMALLINT AS referercategoryid,
    skewed(site, 46, 2000, 5)::INTEGER AS refererregionid,
    skewed(site, 47, 20000, 5)::SMALLINT AS urlcategoryid,
    skewed(site, 48, 2000, 5)::INTEGER AS urlregionid,
    ([1366, 1920, 1280, 1024, 1600, 1440, 1680, 320, 768, 0])[1 + skewed(usr, 49, 10, 1.7)]::SMALLINT AS resolutionwidth,
    ([768, 1080, 1024, 800, 900, 1050, 480, 1200, 600, 0])[1 + skewed(usr, 49, 10, 1.7)]::SMALLINT AS resolutionheight,
    ([24, 32, 16, 8])[1 + skewed(usr, 50, 4, 3)]::SMALLINT AS resolutiondepth,
    (11 - skewed(usr, 51, 11, 5))::SMALLINT AS flashmajor,
    skewed(usr, 52, 10, 2)::SMALLINT AS flashminor,
    (even(usr, 53, 8) * 100 + 100)::VARCHAR AS flashminor2,
    skewed(usr, 54, 4, 3)::SMALLINT AS netmajor,
    skewed(usr, 55, 4, 3)::SMALLINT AS netminor,
    (28 - skewed(usr, 56, 20, 3))::SMALLINT AS useragentmajor,
    (['0', '15', '5', 'D1', '1', '29'])[1 + skewed(usr, 57, 6, 2)] AS useragentminor,
    1::SMALLINT AS cookieenable,
    1::SMALLINT AS javascriptenable,
    mobile::SMALLINT AS ismobile,
    CASE WHEN mobile THEN 1 + skewed(usr, 58, 60, 2) ELSE 0 END::SMALLINT AS mobilephone,
    CASE WHEN mobile THEN (['iPhone', 'iPad', 'GT-I', 'Lumia ', 'HTC ', 'Nexus '])[1 + skewed(usr, 58, 6, 2)] || skewed(usr, 59, 28, 3) ELSE '' END AS mobilephonemodel,
    CASE WHEN chance(n, 60, 0.02) THEN '{"a":' || even(n, 61, 1000) || '}' ELSE '' END AS params,
    (skewed(usr, 62, 40000, 3) * 97)::INTEGER AS ipnetworkid,
    (skewed(n, 63, 9, 2) - 1)::SMALLINT AS traficsourceid,
    CASE WHEN searched THEN 1 + skewed(n, 27, 3, 2) ELSE 0 END::SMALLINT AS searchengineid,
    phrase AS searchphrase,
    CASE WHEN advert THEN 2 + skewed(n, 64, 60, 6) ELSE 0 END::SMALLINT AS advengineid,
    0::SMALLINT AS isartifical,
    (900 + skewed(usr, 65, 1000, 1))::SMALLINT AS windowclientwidth,
    (500 + even(n, 66, 500))::SMALLINT AS windowclientheight,
    (even(usr, 67, 12) - 2)::SMALLINT AS clienttimezone,
    seen + to_seconds(even(n, 68, 7200) - 3600) AS clienteventtime,
    skewed(usr, 69, 6, 4)::SMALLINT AS silverlightversion1,
    skewed(usr, 70, 2, 2)::SMALLINT AS silverlightversion2,
    skewed(usr, 71, 60000, 4)::INTEGER AS silverlightversion3,
    0::SMALLINT AS silverlightversion4,
    (['windows', 'utf-8', ''])[1 + skewed(site, 72, 3, 2)] AS pagecharset,
    skewed(site, 73, 1600, 2)::INTEGER AS codeversion,
    chance(n, 74, 0.08)::SMALLINT AS islink,
    chance(n, 75, 0.005)::SMALLINT AS isdownload,
    chance(n, 76, 0.3)::SMALLINT AS isnotbounce,
    CASE WHEN chance(n, 77, 0.5) THEN (mix(usr, 78) >> 1)::BIGINT ELSE 0 END AS funiqid,
    CASE WHEN chance(n, 79, 0.03) THEN url ELSE '' END AS originalurl,
    (mix(n, 80) >> 33)::INTEGER AS hid,
    0::SMALLINT AS isoldcounter,
    chance(n, 81, 0.02)::SMALLINT AS isevent,
    chance(n, 82, 0.02)::SMALLINT AS isparameter,
    chance(n, 83, 0.05)::SMALLINT AS dontcounthits,
    chance(n, 84, 0.4)::SMALLINT AS withhash,
    (['5', 'E', 'F', 'R', 'g'])[1 + skewed(usr, 85, 5, 2)] AS hitcolor,
    seen + to_seconds(even(usr, 86, 14400) - 7200) AS localeventtime,
    ([0, 22, 31, 39, 50, 16])[1 + skewed(usr, 87, 6, 1.3)]::SMALLINT AS age,
    skewed(usr, 88, 3, 1.3)::SMALLINT AS sex,
    skewed(usr, 89, 4, 1.3)::SMALLINT AS income,
    skewed(usr, 90, 30000, 3)::SMALLINT AS interests,
    skewed(usr, 91, 90, 4)::SMALLINT AS robotness,
    (mix(usr, 92) >> 33)::INTEGER AS remoteip,
    CASE WHEN chance(n, 93, 0.5) THEN -1 ELSE (mix(n, 94) >> 33) END::INTEGER AS windowname,
    CASE WHEN chance(n, 95, 0.8) THEN -1 ELSE (mix(n, 96) >> 33) END::INTEGER AS openername,
    skewed(n, 97, 51, 3)::SMALLINT AS historylength,
    (['ru', 'S0', 'uk', 'en', 'NU'])[1 + skewed(usr, 98, 5, 3)] AS browserlanguage,
    (['RU', 'UA', 'h1', 'BY', 'KZ'])[1 + skewed(usr, 99, 5, 3)] AS browsercountry,
    '' AS socialnetwork,
    '' AS socialaction,
    CASE WHEN chance(n, 100, 0.001) THEN 404 ELSE 0 END::SMALLINT AS httperror,
    skewed(n, 101, 30000, 6)::INTEGER AS sendtiming,
    skewed(n, 102, 3000, 6)::INTEGER AS dnstiming,
    skewed(n, 103, 3000, 5)::INTEGER AS connecttiming,
    skewed(n, 104, 5000, 4)::INTEGER AS responsestarttiming,
    skewed(n, 105, 9000, 4)::INTEGER AS responseendtiming,
    skewed(n, 106, 60000, 4)::INTEGER AS fetchtiming,
    CASE WHEN chance(n, 107, 0.01) THEN even(n, 108, 9) ELSE 0 END::SMALLINT AS socialsourcenetworkid,
    '' AS socialsourcepage,
    0::BIGINT AS paramprice,
    '' AS paramorderid,
    (['NH', ''])[1 + skewed(n, 109, 2, 6)] AS paramcurrency,
    0::SMALLINT AS paramcurrencyid,
    CASE WHEN chance(n, 110, 0.01) THEN 'market' || even(n, 111, 50) ELSE '' END AS openstatservicename,
    CASE WHEN chance(n, 110, 0.01) THEN even(n, 112, 5000)::VARCHAR ELSE '' END AS openstatcampaignid,
    CASE WHEN chance(n, 110, 0.01) THEN even(n, 113, 90000)::VARCHAR ELSE '' END AS openstatadid,
    CASE WHEN chance(n, 110, 0.01) THEN word(n, 114) ELSE '' END AS openstatsourceid,
    CASE WHEN chance(n, 115, 0.03) THEN part(n, 116) ELSE '' END AS utmsource,
    CASE WHEN chance(n, 115, 0.03) THEN (['cpc', 'email', 'banner'])[1 + even(n, 117, 3)] ELSE '' END AS utmmedium,
    CASE WHEN chance(n, 115, 0.03) THEN word(n, 118) || even(n, 119, 300) ELSE '' END AS utmcampaign,
    CASE WHEN chance(n, 115, 0.03) THEN even(n, 120, 9000)::VARCHAR ELSE '' END AS utmcontent,
    CASE WHEN chance(n, 115, 0.02) THEN word(n, 121) || ' ' || word(n, 122) ELSE '' END AS utmterm,
    CASE WHEN chance(n, 123, 0.01) THEN part(n, 124) ELSE '' END AS fromtag,
    chance(n, 125, 0.004)::SMALLINT AS hasgclid,
    CASE WHEN site = 62 AND chance(n, 126, 0.1) THEN 3594120000172545465 ELSE signed(referer) END AS refererhash,
    CASE WHEN site = 62 AND chance(n, 127, 0.1) THEN 2868770270353813622 ELSE signed(url) END AS urlhash,
    0::INTEGER AS clid
FROM referers
ORDER BY site, seen::DATE, hash(usr), seen, n
) TO '{out}' (FORMAT parquet, COMPRESSION {codec}, ROW_GROUP_SIZE 122880, PARQUET_VERSION v1);
