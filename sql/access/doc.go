// Package access decides what a role may do: which roles it is, which privileges an access
// list gives it, how GRANT and REVOKE change a list, and the errors of a refusal.
//
// Invariants: everything is a function of one catalog snapshot; what is not granted is
// refused. An access list that is nil stands for the defaults of its kind, and a list
// never becomes empty (an entry without privileges stays), so that "nothing" and "the
// defaults" cannot be mistaken for each other. Texts and SQLSTATEs are PostgreSQL's.
//
// Threading: a Rights belongs to one statement; all other functions are pure. Start
// reading at Rights, then Grant in grant.go.
package access
