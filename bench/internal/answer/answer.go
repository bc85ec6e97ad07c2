// Package answer holds query results in a form in which two engines can be compared. A value is its text and the
// class of its column's type; how two values are compared depends on both classes, see Compare.
package answer

// Class says how the values of a column are compared.
type Class int

// Exact covers integers and decimals, Float binary floating point, and Text everything that is compared byte by byte.
const (
	Text Class = iota
	Exact
	Float
	Bool
	Time
)

// String names the class for messages.
func (c Class) String() string {
	return [...]string{"text", "exact number", "float", "boolean", "date/time"}[c]
}

// Column is one result column.
type Column struct {
	Name  string
	Class Class
}

// Value is one field: SQL NULL or its text.
type Value struct {
	Null bool
	Text string
}

// String renders a value for messages.
func (v Value) String() string {
	if v.Null {
		return "NULL"
	}
	return v.Text
}

// Result is the whole answer of one query.
type Result struct {
	Columns []Column
	Rows    [][]Value
}
