-- Rows that came by an advert
SELECT COUNT(*) FROM hits WHERE AdvEngineID <> 0
