// Package types defines Tarn's SQL types and values: OIDs, modifiers, datums, and the
// text and binary forms of every type, as PostgreSQL 15 writes and reads them.
//
// Invariants: a Type is immutable; a Datum's meaning needs its Type; text and binary
// forms round-trip. Encoded forms held in PStr (numeric, interval, arrays, rows, jsonb)
// are defined here and nowhere else. Everything is safe for concurrent use.
// Start reading at Type, then Datum.
package types
