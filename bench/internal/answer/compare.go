package answer

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// Tolerance is the relative difference up to which two values count as equal when either side is binary floating
// point. Values that are integers or decimals on both sides must be equal exactly.
const Tolerance = 1e-9

// Rule says which differences between two answers are allowed by the query itself.
type Rule struct {
	// Ordered: the query fixes the order of its rows. Otherwise answers are compared as bags of rows.
	Ordered bool
	// Keys are the 0-based columns of an ORDER BY that leaves ties. Only they must agree row by row; rows with
	// equal keys are compared as bags.
	Keys []int
	// Limit and Offset: a LIMIT may cut the last group of equal keys anywhere, an OFFSET the first, so that these
	// are compared by their keys only.
	Limit, Offset bool
	// CountOnly: LIMIT without ORDER BY, any rows will do: only their number is compared.
	CountOnly bool
}

// Compare tells the first difference between two answers as an error, nil if they are equal.
func Compare(a, b Result, rule Rule) error {
	// A driver may not tell the columns of an answer without rows.
	if len(a.Rows) == 0 && len(b.Rows) == 0 && (len(a.Columns) == 0 || len(b.Columns) == 0) {
		return nil
	}
	if len(a.Columns) != len(b.Columns) {
		return fmt.Errorf("%d columns against %d", len(a.Columns), len(b.Columns))
	}
	if len(a.Rows) != len(b.Rows) {
		return fmt.Errorf("%d rows against %d", len(a.Rows), len(b.Rows))
	}
	c, err := newComparer(a.Columns, b.Columns)
	switch {
	case err != nil:
		return err
	case rule.CountOnly:
		return nil
	case len(rule.Keys) > 0:
		return c.tied(a.Rows, b.Rows, rule)
	case rule.Ordered:
		return c.rows(a.Rows, b.Rows, 0)
	}
	return c.bags(a.Rows, b.Rows, 0)
}

// comparer compares rows by one class per column: the looser one of both sides.
type comparer struct {
	columns []Column
	sortBy  []int // columns in the order in which a bag is sorted: floats last
}

// newComparer joins the column classes of both sides and refuses those that do not go together.
func newComparer(a, b []Column) (*comparer, error) {
	c := &comparer{}
	for i := range a {
		class, err := join(a[i].Class, b[i].Class)
		if err != nil {
			return nil, fmt.Errorf("column %d (%s): %w", i+1, a[i].Name, err)
		}
		c.columns = append(c.columns, Column{a[i].Name, class})
	}
	for i, col := range c.columns {
		if col.Class != Float {
			c.sortBy = append(c.sortBy, i)
		}
	}
	for i, col := range c.columns {
		if col.Class == Float {
			c.sortBy = append(c.sortBy, i)
		}
	}
	return c, nil
}

// join returns the class by which columns of two classes are compared.
func join(a, b Class) (Class, error) {
	switch {
	case a == b:
		return a, nil
	case a == Float && b == Exact, a == Exact && b == Float:
		return Float, nil
	}
	return 0, fmt.Errorf("%s against %s", a, b)
}

// rows compares row by row; first is the number of rows before these, for messages.
func (c *comparer) rows(a, b [][]Value, first int) error {
	for i := range a {
		for j, col := range c.columns {
			if !equal(col.Class, a[i][j], b[i][j]) {
				return fmt.Errorf("row %d column %s: %v against %v", first+i+1, col.Name, a[i][j], b[i][j])
			}
		}
	}
	return nil
}

// bags compares two slices of rows whatever their order.
func (c *comparer) bags(a, b [][]Value, first int) error {
	return c.rows(c.sorted(a), c.sorted(b), first)
}

// sorted returns the rows in an order that does not depend on the order in which they came.
func (c *comparer) sorted(rows [][]Value) [][]Value {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(x, y []Value) int {
		for _, j := range c.sortBy {
			if d := order(c.columns[j].Class, x[j], y[j]); d != 0 {
				return d
			}
		}
		return 0
	})
	return rows
}

// tied compares answers whose ORDER BY leaves ties, see Rule.Keys.
func (c *comparer) tied(a, b [][]Value, rule Rule) error {
	for i := range a {
		for _, k := range rule.Keys {
			if !equal(c.columns[k].Class, a[i][k], b[i][k]) {
				return fmt.Errorf("row %d key %s: %v against %v", i+1, c.columns[k].Name, a[i][k], b[i][k])
			}
		}
	}
	for start := 0; start < len(a); {
		end := start + 1
		for end < len(a) && c.sameKeys(a[start], a[end], rule.Keys) {
			end++
		}
		cut := rule.Offset && start == 0 || rule.Limit && end == len(a)
		if !cut {
			if err := c.bags(a[start:end], b[start:end], start); err != nil {
				return err
			}
		}
		start = end
	}
	return nil
}

// sameKeys tells whether two rows of one answer have equal keys.
func (c *comparer) sameKeys(x, y []Value, keys []int) bool {
	for _, k := range keys {
		if order(c.columns[k].Class, x[k], y[k]) != 0 {
			return false
		}
	}
	return true
}

// equal compares two values by class.
func equal(class Class, a, b Value) bool {
	if a.Null || b.Null {
		return a.Null == b.Null
	}
	if class == Float {
		return floatsEqual(a.Text, b.Text)
	}
	return order(class, a, b) == 0
}

// floatsEqual compares within Tolerance.
func floatsEqual(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	if x == y || (math.IsNaN(x) && math.IsNaN(y)) {
		return true
	}
	return math.Abs(x-y) <= Tolerance*math.Max(math.Abs(x), math.Abs(y))
}

// order sorts values of one class, NULL last.
func order(class Class, a, b Value) int {
	if a.Null || b.Null {
		return boolInt(a.Null) - boolInt(b.Null)
	}
	switch class {
	case Exact:
		x, okX := new(big.Rat).SetString(a.Text)
		y, okY := new(big.Rat).SetString(b.Text)
		if okX && okY {
			return x.Cmp(y)
		}
	case Float:
		x, errX := strconv.ParseFloat(a.Text, 64)
		y, errY := strconv.ParseFloat(b.Text, 64)
		if errX == nil && errY == nil && x != y {
			return boolInt(x > y) - boolInt(x < y)
		}
		return 0
	}
	return strings.Compare(a.Text, b.Text)
}

// boolInt is 1 for true.
func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
