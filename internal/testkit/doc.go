// Package testkit runs servers inside a test process and replays text files against them
// and against a real PostgreSQL: wire scripts (wirescript.go) and SQL files (sqlfile.go).
//
// Invariants: everything started is stopped when its test ends; servers listen on
// loopback; a part that is not installed is skipped with its name. Expected results are
// rewritten by the test flag -rewrite; read the diff before committing it.
//
// Threading: every helper belongs to the test that calls it. Start reading at StartServer.
package testkit
