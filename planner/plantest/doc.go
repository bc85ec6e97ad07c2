// Package plantest is an in-memory catalog for planner tests: tables with columns and
// statistics but without rows, among them TPC-H's at scale factor 1.
package plantest
