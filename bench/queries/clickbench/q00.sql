-- Rows
SELECT COUNT(*) FROM hits
