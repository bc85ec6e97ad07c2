//go:build !invariants

package invariant

// Enabled says that this build checks invariants.
const Enabled = false
