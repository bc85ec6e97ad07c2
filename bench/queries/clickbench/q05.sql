-- Distinct texts
SELECT COUNT(DISTINCT SearchPhrase) FROM hits
