package parse

// TypeKind separates ordinary type names from the nested lakehouse forms.
type TypeKind uint8

// Kinds of type name.
const (
	TypePlain  TypeKind = iota
	TypeArray           // array<t>
	TypeMap             // map<k, v>
	TypeStruct          // struct<a: t, …>
)

// TypeName is a type as written. Types with their own grammar (integer, double
// precision, timestamp with time zone …) are held under their catalog name, as
// {"pg_catalog", "int4"}; other names stay as given.
type TypeName struct {
	Span
	Kind TypeKind
	Name Name
	// Mods are the modifiers in parentheses: numeric(10, 2).
	Mods []Expr
	// Fields is the lower-case field list of an interval: "day to second". A precision
	// interval(3) or second(3) is in Mods.
	Fields string
	// Bounds are the array dimensions, -1 for []: int[][3] is {-1, 3}.
	Bounds []int
	SetOf  bool
	// PctType is name%TYPE.
	PctType bool
	// Elems are the arguments of array<…> and map<…>.
	Elems []*TypeName
	// Struct are the fields of struct<…>.
	Struct []*StructField
}

// StructField is one field of struct<…>.
type StructField struct {
	Span
	Name    string
	Type    *TypeName
	NotNull bool
	Comment string
}
