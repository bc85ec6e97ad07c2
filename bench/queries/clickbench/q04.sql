-- Distinct integers
SELECT COUNT(DISTINCT UserID) FROM hits
