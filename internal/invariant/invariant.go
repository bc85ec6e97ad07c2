// Package invariant holds checks that are compiled in only with the build tag
// "invariants" and vanish otherwise. It has no state and is safe from any goroutine.
package invariant

import "fmt"

// Check panics with a formatted message when cond is false and invariants are on.
// Guard costly arguments with `if invariant.Enabled`.
func Check(cond bool, format string, args ...any) {
	if Enabled && !cond {
		panic(fmt.Sprintf("invariant: "+format, args...))
	}
}
