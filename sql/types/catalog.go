package types

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed pgtype.txt
var pgTypeTable string

// Info is what pg_type says about a built-in type.
type Info struct {
	OID       OID
	Name      string // typname
	Len       int16  // typlen: -1 variable, -2 C string
	ByVal     bool
	Kind      byte // typtype: b, p, r, m
	Category  byte // typcategory
	Preferred bool
	Delim     byte
	Elem      OID // typelem
	Array     OID // typarray
	Input     string
	Output    string
	Receive   string
	Send      string
	ModIn     string
	ModOut    string
	Align     byte
	Storage   byte
	Collation OID
	Subscript string
}

var (
	infos      []*Info
	infoByOID  = map[OID]*Info{}
	infoByName = map[string]*Info{}
)

func init() {
	for line := range strings.Lines(pgTypeTable) {
		addInfo(parseInfo(strings.Split(strings.TrimRight(line, "\n"), "\t")))
	}
	addInfo(&Info{OID: Map, Name: "map", Len: -1, Kind: 'b', Category: 'U', Delim: ',', Input: "map_in",
		Output: "map_out", Receive: "map_recv", Send: "map_send", ModIn: "-", ModOut: "-", Align: 'i', Storage: 'x', Subscript: "-"})
}

func addInfo(in *Info) {
	infos = append(infos, in)
	infoByOID[in.OID] = in
	infoByName[in.Name] = in
}

func parseInfo(f []string) *Info {
	num := func(s string) uint32 { n, _ := strconv.ParseInt(s, 10, 64); return uint32(n) }
	return &Info{
		OID: num(f[0]), Name: f[1], Len: int16(int32(num(f[2]))), ByVal: f[3] == "t", Kind: f[4][0], Category: f[5][0],
		Preferred: f[6] == "t", Delim: f[7][0], Elem: num(f[8]), Array: num(f[9]), Input: f[10], Output: f[11],
		Receive: f[12], Send: f[13], ModIn: f[14], ModOut: f[15], Align: f[16][0], Storage: f[17][0],
		Collation: num(f[18]), Subscript: f[19],
	}
}

// Infos lists the built-in types in OID order, for pg_type. The slice is shared.
func Infos() []*Info { return infos }

// ByOID gives a built-in type's description, nil for an unknown OID.
func ByOID(oid OID) *Info { return infoByOID[oid] }

// IsTrueArray tells an array type from types that merely have an element, and from
// int2vector and oidvector.
func (in *Info) IsTrueArray() bool {
	return in.Subscript == "array_subscript_handler" && in.Storage != 'p'
}

// Category is the type's pg_type.typcategory; types outside the table are user types:
// enums 'E', rows 'C', arrays 'A'.
func Category(t Type) byte {
	if in := infoByOID[t.OID]; in != nil {
		return in.Category
	}
	switch {
	case t.Ext == nil:
		return 'U'
	case t.Ext.Elem != nil:
		return 'A'
	case t.Ext.Labels != nil:
		return 'E'
	case t.Ext.Fields != nil:
		return 'C'
	}
	return 'U'
}

// Preferred says whether the type is the preferred one of its category.
func Preferred(oid OID) bool {
	in := infoByOID[oid]
	return in != nil && in.Preferred
}

// IsArray says whether t is an array (int2vector and oidvector are not, as in PostgreSQL).
func (t Type) IsArray() bool {
	if in := infoByOID[t.OID]; in != nil && in.IsTrueArray() {
		return true
	}
	return t.Ext != nil && t.Ext.Elem != nil
}

// IsEnum says whether t is an enum.
func (t Type) IsEnum() bool { return t.Ext != nil && t.Ext.Labels != nil }

// IsRow says whether t is an anonymous or named row type.
func (t Type) IsRow() bool {
	return t.OID == Record || t.Ext != nil && t.Ext.Fields != nil && t.OID != Map && t.Ext.Elem == nil
}

// ArrayOf gives the type of arrays of t. An array of an array is the same array type, as
// in PostgreSQL. Elements without an array OID give an AnyArray with Ext.Elem set.
func ArrayOf(t Type) Type {
	if t.IsArray() {
		return t
	}
	var arr OID
	if in := infoByOID[t.OID]; in != nil {
		arr = in.Array
	}
	if arr != 0 && t.Ext == nil {
		return Type{OID: arr, Mod: t.Mod}
	}
	if arr == 0 && t.Ext != nil {
		arr = t.Ext.Array
	}
	if arr == 0 {
		arr = AnyArray
	}
	e := t
	return Type{OID: arr, Mod: t.Mod, Ext: &Ext{Elem: &e}}
}

// ElemOf gives the element type of an array, or of int2vector and oidvector.
func ElemOf(t Type) (Type, bool) {
	if t.Ext != nil && t.Ext.Elem != nil {
		return *t.Ext.Elem, true
	}
	in := infoByOID[t.OID]
	if in == nil || in.Elem == 0 || !in.IsTrueArray() && t.OID != Int2Vector && t.OID != OidVector {
		return Type{}, false
	}
	return Type{OID: in.Elem, Mod: t.Mod}, true
}

// IsPolymorphic says whether oid is one of the any… pseudo-types resolved from arguments.
func IsPolymorphic(oid OID) bool {
	switch oid {
	case AnyElement, AnyArray, AnyNonArray, AnyEnum, AnyRange, AnyCompatible, AnyCompatArray, AnyCompatNonArr:
		return true
	}
	return false
}

// Len is pg_type.typlen.
func (t Type) Len() int16 {
	if in := infoByOID[t.OID]; in != nil {
		return in.Len
	}
	if t.IsEnum() {
		return 4
	}
	return -1
}

// Same says whether two types are equal but for their modifiers.
func Same(a, b Type) bool {
	if a.OID != b.OID {
		return false
	}
	if a.Ext == b.Ext || a.Ext == nil || b.Ext == nil {
		return true
	}
	return sameExt(a.Ext, b.Ext)
}

func sameExt(a, b *Ext) bool {
	if a.Name != b.Name || len(a.Fields) != len(b.Fields) || (a.Elem == nil) != (b.Elem == nil) {
		return false
	}
	if a.Elem != nil && !Same(*a.Elem, *b.Elem) {
		return false
	}
	for i := range a.Fields {
		if !Same(a.Fields[i].Type, b.Fields[i].Type) {
			return false
		}
	}
	return true
}

// TypeByTypname finds a built-in type by its exact pg_type.typname.
func TypeByTypname(name string) (OID, bool) {
	if in := infoByName[name]; in != nil {
		return in.OID, true
	}
	return 0, false
}
