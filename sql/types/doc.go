// Package types defines Tarn's SQL types and values: OIDs, modifiers, datums, and the
// text and binary forms of every type, as PostgreSQL 15 writes and reads them.
//
// The main entries: ByOID, ByName and ParseTypeName find types and FormatType names
// them; Parse and AppendText are the text forms, ParseBinary and AppendBinary the wire
// forms; Compare, Equal and Hash are the default operator classes.
//
// Encoded forms held in PStr are defined here and nowhere else: numeric in numeric.go,
// interval in interval.go, timetz in text.go, arrays, rows and maps in array.go, inet
// and cidr in inet.go, jsonb (canonical text) in json.go. uuid is its 16 bytes, a bit
// string is text of 0 and 1, an enum is its label.
//
// Invariants: a Type is immutable; a Datum's meaning needs its Type; text and binary
// forms round-trip; equal values hash equally on every node; a decoder given damaged
// bytes may give any value but does not fail. Text compares bytewise: the only collation
// is "C". Timestamps end at 294247-01-10, where microseconds since 1970 leave 64 bits.
//
// Everything is safe for concurrent use. Start reading at Type, then Datum.
package types
