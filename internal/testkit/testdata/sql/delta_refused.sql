-- Delta tables and logs that cannot be read, and how that is said.

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/spark-variant-checkpoint')
----
ERROR 0A000 reading Delta tables with the feature variantType-preview is not supported @15

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/deltalog-invalid-protocol-version')
----
ERROR 0A000 Delta reader version 99 is not supported @15

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/versions-not-contiguous')
----
ERROR XX001 the log of Delta table "${ROOT}/../shared/data/delta-golden/versions-not-contiguous" lacks version 1 @15

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/deltalog-state-reconstruction-without-metadata')
----
ERROR XX001 the log of Delta table "${ROOT}/../shared/data/delta-golden/deltalog-state-reconstruction-without-metadata" has no metadata action @15

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/deltalog-state-reconstruction-without-protocol')
----
ERROR XX001 the log of Delta table "${ROOT}/../shared/data/delta-golden/deltalog-state-reconstruction-without-protocol" has no protocol action @15

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/deltalog-state-reconstruction-from-checkpoint-missing-metadata')
----
ERROR XX001 the log of Delta table "${ROOT}/../shared/data/delta-golden/deltalog-state-reconstruction-from-checkpoint-missing-metadata" has no metadata action @15

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/deltalog-state-reconstruction-from-checkpoint-missing-protocol')
----
ERROR XX001 the log of Delta table "${ROOT}/../shared/data/delta-golden/deltalog-state-reconstruction-from-checkpoint-missing-protocol" has no protocol action @15

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/data-reader-absolute-paths-escaped-chars')
----
ERROR XX001 the log of Delta table "${ROOT}/../shared/data/delta-golden/data-reader-absolute-paths-escaped-chars" has no metadata action @15

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/log-store-read')
----
ERROR 42P01 "${ROOT}/../shared/data/delta-golden/log-store-read" is no Delta table: it has no log @15

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/no-delta-log-folder')
----
ERROR 42P01 "${ROOT}/../shared/data/delta-golden/no-delta-log-folder" is no Delta table: it has no log @15

-- data files that are not there
SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/delete-re-add-same-file-different-transactions')
----
ERROR 58P01 file "${ROOT}/../shared/data/delta-golden/delete-re-add-same-file-different-transactions/foo" does not exist

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/log-replay-special-characters-b')
----
ERROR 58P01 file "${ROOT}/../shared/data/delta-golden/log-replay-special-characters-b/special p@#h" does not exist

SELECT count(*) FROM read_delta('${ROOT}/../shared/data/delta-golden/deltalog-getChanges')
----
count
0

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/snapshot-data3', version => 17)
----
ERROR 22023 Delta table "${ROOT}/../shared/data/delta-golden/snapshot-data3" has no version 17 @15

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/snapshot-data3', version => 'x')
----
ERROR 22023 invalid value for option "version": "x" @15

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/snapshot-data3', timestamp => '1999-01-01')
----
ERROR 22023 Delta table "${ROOT}/../shared/data/delta-golden/snapshot-data3" has no version as old as that @15

SELECT * FROM read_delta('${ROOT}/../shared/data/delta-golden/snapshot-data3', hive_partitioning => true)
----
ERROR 22023 unrecognized option "hive_partitioning" for delta files @15

SELECT count(*) FROM read_delta('${ROOT}/../shared/data/delta-golden/canonicalized-paths-normal-a')
----
count
0
