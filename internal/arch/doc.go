// Package arch tests the shape of the source tree: which package may import which, which
// package owns a third-party library, that packages are documented and files short.
//
// Each rule says why it is there. When the code tells that a rule is wrong, change the
// table in the same commit and say why. There is nothing here but tests.
package arch
