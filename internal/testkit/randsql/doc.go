// Package randsql makes random queries over small random tables, for tests that compare
// two servers, or one server with itself.
//
// Invariants: equal seeds give equal text; queries are deterministic (LIMIT only under a
// total order, window functions that number rows only under one) and raise no run-time
// error of their own (divisors are never zero, integers stay small), so that two servers
// that differ in one answer differ in meaning.
//
// Threading: a Gen belongs to one goroutine. Start reading at Gen.Query.
package randsql
