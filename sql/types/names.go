package types

import (
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
)

// sqlNames are the SQL spellings format_type prefers over typname.
var sqlNames = map[OID]string{
	Bool: "boolean", Char: `"char"`, Int2: "smallint", Int4: "integer", Int8: "bigint", Float4: "real",
	Float8: "double precision", BPChar: "character", VarChar: "character varying", VarBit: "bit varying",
	Time: "time without time zone", TimeTZ: "time with time zone",
	Timestamp: "timestamp without time zone", TimestampTZ: "timestamp with time zone",
}

// aliases maps the spellings PostgreSQL's grammar, Databricks and DuckDB know to typnames.
var aliases = map[string]string{
	"boolean": "bool", "logical": "bool", "smallint": "int2", "integer": "int4", "int": "int4", "bigint": "int8",
	"real": "float4", "float": "float8", "double precision": "float8", "double": "float8", "decimal": "numeric",
	"dec": "numeric", "character varying": "varchar", "char varying": "varchar", "national character varying": "varchar",
	"nchar varying": "varchar", "bit varying": "varbit", "time without time zone": "time", "time with time zone": "timetz",
	"timestamp without time zone": "timestamp", "timestamp with time zone": "timestamptz",
	"string": "text", "long": "int8", "short": "int2", "tinyint": "int2", "byte": "int2", "int1": "int2", "binary": "bytea",
	"varbinary": "bytea", "blob": "bytea", "timestamp_ntz": "timestamp", "timestamp_ltz": "timestamptz",
	"datetime": "timestamp", "timestamp_s": "timestamp", "timestamp_ms": "timestamp", "timestamp_us": "timestamp",
	"timestamp_ns": "timestamp", "utinyint": "int2", "usmallint": "int4", "uinteger": "int8", "signed": "int4",
	"nvarchar": "varchar", "guid": "uuid", "variant": "jsonb",
}

// ByName finds a built-in type by any spelling: typname, SQL name, or a Databricks or
// DuckDB alias, in lower case, optionally followed by [] . `char` and `character` are
// char(1) as in SQL; the one-byte catalog type is spelled with its quotes: `"char"`.
func ByName(name string) (Type, bool) {
	if base, ok := strings.CutSuffix(name, "[]"); ok {
		t, ok := ByName(strings.TrimSpace(base))
		if !ok {
			return Type{}, false
		}
		return ArrayOf(t), true
	}
	switch name {
	case "char", "character", "nchar", "national character", "national char":
		return Type{OID: BPChar, Mod: 5}, true
	case `"char"`:
		return T(Char), true
	case "bit":
		return Type{OID: Bit, Mod: 1}, true
	case "hugeint":
		return NumericType(38, 0), true
	case "ubigint":
		return NumericType(20, 0), true
	}
	if a, ok := aliases[name]; ok {
		name = a
	}
	if in := infoByName[name]; in != nil {
		return T(in.OID), true
	}
	return Type{}, false
}

// FormatType names a built-in type as PostgreSQL's format_type does; mod < 0 means none.
// An unknown OID gives "???".
func FormatType(oid OID, mod int32) string {
	in := infoByOID[oid]
	if in == nil {
		return "???"
	}
	if in.IsTrueArray() {
		return FormatType(in.Elem, mod) + "[]"
	}
	if mod < 0 {
		return plainName(in)
	}
	switch oid {
	case BPChar, VarChar:
		if mod >= 4 {
			return plainName(in) + "(" + strconv.Itoa(int(mod-4)) + ")"
		}
	case Bit, VarBit:
		return plainName(in) + "(" + strconv.Itoa(int(mod)) + ")"
	case Numeric:
		if p, s, ok := (Type{OID: Numeric, Mod: mod}).NumericMod(); ok {
			return "numeric(" + strconv.Itoa(p) + "," + strconv.Itoa(s) + ")"
		}
	case Time, TimeTZ, Timestamp, TimestampTZ:
		head, tail, _ := strings.Cut(plainName(in), " ")
		return head + "(" + strconv.Itoa(int(mod)) + ") " + tail
	case Interval:
		return "interval" + intervalModText(mod)
	}
	return plainName(in)
}

func plainName(in *Info) string {
	if n, ok := sqlNames[in.OID]; ok {
		return n
	}
	if in.OID == Any || needsQuotes(in.Name) {
		return `"` + in.Name + `"`
	}
	return in.Name
}

func needsQuotes(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c == '_' || i > 0 && (c >= '0' && c <= '9') {
			continue
		}
		return true
	}
	return s == ""
}

// String names the type as error messages do: SQL spelling without modifier.
func (t Type) String() string { return t.name(-1) }

// SQL names the type with its modifier: numeric(12,2), character varying(40).
func (t Type) SQL() string { return t.name(t.Mod) }

func (t Type) name(mod int32) string {
	if t.Ext != nil {
		switch {
		case t.Ext.Elem != nil:
			return t.Ext.Elem.name(mod) + "[]"
		case t.Ext.Name != "":
			if needsQuotes(t.Ext.Name) {
				return `"` + strings.ReplaceAll(t.Ext.Name, `"`, `""`) + `"`
			}
			return t.Ext.Name
		case t.OID == Map && len(t.Ext.Fields) == 2:
			return "map<" + t.Ext.Fields[0].Type.String() + "," + t.Ext.Fields[1].Type.String() + ">"
		}
	}
	return FormatType(t.OID, mod)
}

// Interval field bits of an interval typmod.
const (
	ivMonth  = 1 << 1
	ivYear   = 1 << 2
	ivDay    = 1 << 3
	ivHour   = 1 << 10
	ivMinute = 1 << 11
	ivSecond = 1 << 12
	ivFull   = 0x7fff
	ivNoPrec = 0xffff
)

var intervalFields = []struct {
	mask int32
	name string
}{
	{ivYear, "year"}, {ivMonth, "month"}, {ivDay, "day"}, {ivHour, "hour"}, {ivMinute, "minute"}, {ivSecond, "second"},
	{ivYear | ivMonth, "year to month"}, {ivDay | ivHour, "day to hour"}, {ivDay | ivHour | ivMinute, "day to minute"},
	{ivDay | ivHour | ivMinute | ivSecond, "day to second"}, {ivHour | ivMinute, "hour to minute"},
	{ivHour | ivMinute | ivSecond, "hour to second"}, {ivMinute | ivSecond, "minute to second"},
}

// IntervalMod makes an interval typmod from a field phrase ("day to second", "" for
// none) and a precision (-1 for none); ok is false for an unknown phrase.
func IntervalMod(fields string, precision int) (mod int32, ok bool) {
	mask := int32(ivFull)
	if fields != "" {
		mask = 0
		for _, f := range intervalFields {
			if f.name == strings.ToLower(fields) {
				mask = f.mask
			}
		}
		if mask == 0 {
			return 0, false
		}
	} else if precision < 0 {
		return -1, true
	}
	if precision < 0 {
		precision = ivNoPrec
	}
	return mask<<16 | int32(precision), true
}

func intervalModText(mod int32) string {
	s := ""
	for _, f := range intervalFields {
		if mod>>16&ivFull == f.mask {
			s = " " + f.name
		}
	}
	if p := mod & ivNoPrec; p != ivNoPrec {
		s += "(" + strconv.Itoa(int(p)) + ")"
	}
	return s
}

// ModIn computes the typmod of a type written with modifiers, as numeric(12,2) does.
// Errors: 22023 for values out of range, 42601 for a type that takes none.
func ModIn(oid OID, mods []int) (int32, error) {
	in := infoByOID[oid]
	if in != nil && in.IsTrueArray() {
		return ModIn(in.Elem, mods)
	}
	switch oid {
	case Numeric:
		return numericModIn(mods)
	case BPChar, VarChar:
		return lengthModIn(oid, mods, 10485760, 4)
	case Bit, VarBit:
		return lengthModIn(oid, mods, 83886080, 0)
	case Time, TimeTZ, Timestamp, TimestampTZ, Interval:
		return precisionModIn(oid, mods)
	}
	return 0, pgerr.New(pgerr.SyntaxError, "type modifier is not allowed for type \"%s\"", bareName(in))
}

func bareName(in *Info) string {
	if in == nil {
		return "???"
	}
	return in.Name
}

func numericModIn(mods []int) (int32, error) {
	if len(mods) == 0 || len(mods) > 2 {
		return 0, pgerr.New(pgerr.InvalidParameterValue, "invalid NUMERIC type modifier")
	}
	p, s := mods[0], 0
	if len(mods) == 2 {
		s = mods[1]
	}
	if p < 1 || p > 1000 {
		return 0, pgerr.New(pgerr.InvalidParameterValue, "NUMERIC precision %d must be between 1 and 1000", p)
	}
	if s < -1000 || s > 1000 {
		return 0, pgerr.New(pgerr.InvalidParameterValue, "NUMERIC scale %d must be between -1000 and 1000", s)
	}
	return NumericType(p, s).Mod, nil
}

func lengthModIn(oid OID, mods []int, max int, add int32) (int32, error) {
	name := map[OID]string{BPChar: "char", VarChar: "varchar", Bit: "bit", VarBit: "varbit"}[oid]
	if len(mods) != 1 {
		return 0, pgerr.New(pgerr.InvalidParameterValue, "invalid type modifier")
	}
	if mods[0] < 1 {
		return 0, pgerr.New(pgerr.InvalidParameterValue, "length for type %s must be at least 1", name)
	}
	if mods[0] > max {
		return 0, pgerr.New(pgerr.InvalidParameterValue, "length for type %s cannot exceed %d", name, max)
	}
	return int32(mods[0]) + add, nil
}

func precisionModIn(oid OID, mods []int) (int32, error) {
	if len(mods) != 1 {
		return 0, pgerr.New(pgerr.InvalidParameterValue, "invalid type modifier")
	}
	p := mods[0]
	if p < 0 {
		name := strings.ToUpper(FormatType(oid, -1))
		switch oid {
		case Time, Timestamp:
			name = strings.TrimSuffix(name, " WITHOUT TIME ZONE")
		case Interval:
			return 0, pgerr.New(pgerr.InvalidParameterValue, "INTERVAL(%d) precision must not be negative", p)
		}
		head, tail, _ := strings.Cut(name, " ")
		if tail != "" {
			tail = " " + tail
		}
		return 0, pgerr.New(pgerr.InvalidParameterValue, "%s(%d)%s precision must not be negative", head, p, tail)
	}
	p = min(p, 6)
	if oid == Interval {
		return ivFull<<16 | int32(p), nil
	}
	return int32(p), nil
}
