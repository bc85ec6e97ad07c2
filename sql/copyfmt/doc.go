// Package copyfmt reads the formats of COPY FROM (text, csv, binary) into vectors.
//
// The way of the data: Feed takes bytes as they come; cut (text.go, csv.go) finds the
// fields of whole rows, unescaping only those that need it; parse (parse.go) then reads
// one column after the other, with a loop of its own for the common types and
// types.Parse for everything else, whose answer also decides what is an error.
//
// Invariants: rows come in order, at most vec.Size in a batch, and a batch stays valid
// until the next call; what is buffered is one incomplete row and what was fed since,
// and a row is bounded in size. Errors have PostgreSQL's texts and say the line in Where.
//
// Threading: a Decoder belongs to one goroutine. Start reading at Decoder.
package copyfmt
