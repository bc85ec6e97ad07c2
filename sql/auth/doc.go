// Package auth holds what a login is judged by: SCRAM verifiers, host-based rules, and how
// long somebody who failed must wait.
//
// Invariants: a password is hashed as soon as it is seen, and nothing here keeps one; an
// unknown role gets the same salt each time, as a known one does; the table of failures is
// bounded. The first host-based rule that matches decides, and without a match nobody
// comes in.
//
// Threading: Rules are immutable; a Throttle is safe for concurrent use. Start reading at
// MakeVerifier and ParseRules.
package auth
