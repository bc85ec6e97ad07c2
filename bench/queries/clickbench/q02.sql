-- Sum, count and average
SELECT SUM(AdvEngineID), COUNT(*), AVG(ResolutionWidth) FROM hits
