package plan

import "math/bits"

// ColSet is a set of columns. The zero value is empty; copies share storage until Clone.
type ColSet []uint64

// SetOf makes a set of the given columns.
func SetOf(ids ...ColID) ColSet {
	var s ColSet
	for _, id := range ids {
		s.Add(id)
	}
	return s
}

// OutSet is the set of columns a node delivers.
func OutSet(n Node) ColSet {
	var s ColSet
	addOut(&s, n)
	return s
}

func addOut(s *ColSet, n Node) {
	switch n := n.(type) {
	case *Join: // without building the column list
		addOut(s, n.L)
		switch n.Kind {
		case Semi, Anti, AntiNull:
		case Mark:
			s.Add(n.MarkCol.ID)
		default:
			addOut(s, n.R)
		}
	case *Filter:
		addOut(s, n.Input)
	default:
		for _, c := range n.Cols() {
			s.Add(c.ID)
		}
	}
}

// Add puts a column into the set.
func (s *ColSet) Add(id ColID) {
	w := int(id >> 6)
	for len(*s) <= w {
		*s = append(*s, 0)
	}
	(*s)[w] |= 1 << (uint(id) & 63)
}

// Remove takes a column out of the set.
func (s ColSet) Remove(id ColID) {
	if w := int(id >> 6); w < len(s) {
		s[w] &^= 1 << (uint(id) & 63)
	}
}

// Has tells whether the column is in the set.
func (s ColSet) Has(id ColID) bool {
	w := int(id >> 6)
	return w < len(s) && s[w]>>(uint(id)&63)&1 != 0
}

// Clone copies the set.
func (s ColSet) Clone() ColSet { return append(ColSet(nil), s...) }

// Union adds all of o.
func (s *ColSet) Union(o ColSet) {
	for len(*s) < len(o) {
		*s = append(*s, 0)
	}
	for i, w := range o {
		(*s)[i] |= w
	}
}

// Minus takes all of o out.
func (s ColSet) Minus(o ColSet) {
	for i := range min(len(s), len(o)) {
		s[i] &^= o[i]
	}
}

// SubsetOf tells whether every column is in o.
func (s ColSet) SubsetOf(o ColSet) bool {
	for i, w := range s {
		if i < len(o) {
			w &^= o[i]
		}
		if w != 0 {
			return false
		}
	}
	return true
}

// Intersects tells whether the sets have a column in common.
func (s ColSet) Intersects(o ColSet) bool {
	for i := range min(len(s), len(o)) {
		if s[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

// Empty tells whether nothing is in the set.
func (s ColSet) Empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// Len counts the columns.
func (s ColSet) Len() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// Each calls f for each column in ascending order.
func (s ColSet) Each(f func(ColID)) {
	for i, w := range s {
		for w != 0 {
			b := bits.TrailingZeros64(w)
			f(ColID(i<<6 + b))
			w &= w - 1
		}
	}
}
