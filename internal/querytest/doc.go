// Package querytest checks the planner against itself: queries must give the same rows
// with all rules on, with every optional rule off, and with each single rule off. It has
// tests only.
package querytest
