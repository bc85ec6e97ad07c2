-- Pattern in addresses
SELECT COUNT(*) FROM hits WHERE URL LIKE '%google%'
