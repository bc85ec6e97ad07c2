// Package syscat answers pg_catalog, information_schema and the server's own schema tarn
// as tables computed from a catalog snapshot and a few facts about the server.
//
// Every relation of PostgreSQL 15 exists with its columns and OIDs (relations.txt); those
// that have a producer in this package have rows, the others are empty.
//
// Invariants: a table opened here shows one snapshot; rows come out in a fixed order;
// built-in objects have PostgreSQL's OIDs, user objects the catalog's identities.
//
// Threading: the registry is fixed after init and everything is safe for concurrent use.
// Start reading at Env, then Open; to add rows to a relation see producer in registry.go.
package syscat
