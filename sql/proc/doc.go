// Package proc runs procedural code: PL/pgSQL and SQL scripting.
//
// Both dialects are one tree (parse.PLBlock); Compile finds the variables of each block
// and gives every one a slot, Program.Run walks the tree. SQL statements go to the Host,
// which is a session, one after another like a client's; names that are variables are
// resolved by the binder through bind.Vars. Expressions without subqueries are bound once
// and then evaluated here, without a plan.
//
// Invariants: a Program is never changed after Compile but for the expressions it
// remembers; every call has a frame of its own, so that functions may call themselves;
// loops look at their context, so that a cancel reaches code that runs no query; an error
// gets one line of context for each function it leaves.
//
// Threading: a Program belongs to one session and its goroutine of the moment. Start
// reading at Program.Run, then exec.go.
package proc
