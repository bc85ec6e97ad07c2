-- Average of a wide integer
SELECT AVG(UserID) FROM hits
