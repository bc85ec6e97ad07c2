-- First and last day
SELECT MIN(EventDate), MAX(EventDate) FROM hits
