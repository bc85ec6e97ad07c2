package types

// OID is a PostgreSQL object identifier of a type; built-in types have PostgreSQL's.
type OID = uint32

// OIDs of the built-in types (the same numbers as PostgreSQL's pg_type).
const (
	Bool            OID = 16
	Bytea           OID = 17
	Char            OID = 18 // "char", one byte
	Name            OID = 19
	Int8            OID = 20
	Int2            OID = 21
	Int2Vector      OID = 22
	Int4            OID = 23
	RegProc         OID = 24
	Text            OID = 25
	Oid             OID = 26
	Tid             OID = 27
	Xid             OID = 28
	Cid             OID = 29
	OidVector       OID = 30
	JSON            OID = 114
	XML             OID = 142
	PgNodeTree      OID = 194
	Float4          OID = 700
	Float8          OID = 701
	Unknown         OID = 705
	Money           OID = 790
	Inet            OID = 869
	AclItem         OID = 1033
	BPChar          OID = 1042
	VarChar         OID = 1043
	Date            OID = 1082
	Time            OID = 1083
	Timestamp       OID = 1114
	TimestampTZ     OID = 1184
	Interval        OID = 1186
	TimeTZ          OID = 1266
	Bit             OID = 1560
	VarBit          OID = 1562
	Numeric         OID = 1700
	RefCursor       OID = 1790
	RegProcedure    OID = 2202
	RegOper         OID = 2203
	RegOperator     OID = 2204
	RegClass        OID = 2205
	RegType         OID = 2206
	Record          OID = 2249
	CString         OID = 2275
	Any             OID = 2276
	AnyArray        OID = 2277
	Void            OID = 2278
	Trigger         OID = 2279
	AnyElement      OID = 2283
	RecordArray     OID = 2287
	AnyNonArray     OID = 2776
	UUID            OID = 2950
	AnyEnum         OID = 3500
	RegConfig       OID = 3734
	JSONB           OID = 3802
	AnyRange        OID = 3831
	JSONPath        OID = 4072
	RegNamespace    OID = 4089
	RegRole         OID = 4096
	AnyCompatible   OID = 5077
	AnyCompatArray  OID = 5078
	AnyCompatNonArr OID = 5079
	Map             OID = 9001 // Tarn's own: map<k,v>, see Ext
)

// Type is a SQL type as the planner and executor see it. The zero Type is invalid.
// Mod is PostgreSQL's typmod (-1 for none): numeric(p,s) is ((p<<16)|s)+4,
// varchar(n) and char(n) are n+4, time and timestamp precision is the number itself.
// Ext describes anonymous row, map and array-of-row types and enums; nil otherwise.
type Type struct {
	OID OID
	Mod int32
	Ext *Ext
}

// Ext holds what an OID alone cannot say about a type.
type Ext struct {
	Fields []Field  // row type (Record): its fields; map: Fields[0] is the key, Fields[1] the value
	Elem   *Type    // array whose element has no array OID of its own
	Labels []string // enum labels in order
	Name   string   // name of an enum, domain or composite
	Array  OID      // of the type's arrays, 0 for none
}

// Field is one field of a row type.
type Field struct {
	Name string
	Type Type
}

// T makes a type without a modifier.
func T(oid OID) Type { return Type{OID: oid, Mod: -1} }

// NumericType makes numeric(precision, scale).
func NumericType(precision, scale int) Type {
	return Type{OID: Numeric, Mod: int32(precision<<16|scale&0x7ff) + 4}
}

// NumericMod gives precision and scale of a numeric type with a modifier.
func (t Type) NumericMod() (precision, scale int, ok bool) {
	if t.OID != Numeric || t.Mod < 4 {
		return 0, 0, false
	}
	m := t.Mod - 4
	s := int(m & 0x7ff)
	if s > 1000 { // negative scales are stored in 11 bits, two's complement
		s -= 2048
	}
	return int(m>>16) & 0xffff, s, true
}

// FixedScale says whether stored columns of this type are held as int64 scaled by a
// power of ten: numeric(p,s) with p ≤ 18 and 0 ≤ s ≤ p. Every table reader obeys this.
func (t Type) FixedScale() (scale int, ok bool) {
	p, s, ok := t.NumericMod()
	if !ok || p > 18 || s < 0 || s > p {
		return 0, false
	}
	return s, true
}

// Phys is the physical form of values in vectors and datums.
type Phys uint8

// Physical forms. Everything that is not a number or truth value is PStr: text and
// bytea as is, and the encoded forms of numeric, interval, timetz, uuid, arrays, rows,
// maps and jsonb that this package defines.
const (
	PBool Phys = iota // one byte, 0 or 1
	PI32              // int2, int4, date (days since 1970-01-01), oid-like types (as uint32 bits)
	PI64              // int8, time (µs of day), timestamp(tz) (µs since 1970-01-01 UTC), fixed numeric
	PF64              // float8, float4 (kept rounded to float32)
	PStr              // bytes
)

// Phys gives the form of a type's datums. Numeric datums are PStr; numeric vectors may
// also be PI64 with a scale (see exec/vec).
func (t Type) Phys() Phys {
	switch t.OID {
	case Bool:
		return PBool
	case Int2, Int4, Date, Oid, Xid, Cid, RegProc, RegProcedure, RegOper, RegOperator, RegClass,
		RegType, RegNamespace, RegRole, RegConfig:
		return PI32
	case Int8, Time, Timestamp, TimestampTZ, Money:
		return PI64
	case Float4, Float8:
		return PF64
	}
	return PStr
}
