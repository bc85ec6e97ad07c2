// Package tpch generates the eight tables of the TPC-H specification at any scale, for the
// samples schema.
//
// Rows follow the specification's formulas, distributions and word lists (section 4.2),
// but not the random number streams of the reference program: sizes, keys and ranges agree
// with published ones, single values do not. The benchmark uses another generator.
//
// Invariants: a row depends only on its table, its number and the scale, so tables can be
// made in any order, and the same scale always gives the same data.
//
// Threading: every Table call is independent. Start reading at Tables.
package tpch
