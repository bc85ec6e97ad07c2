package delta

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// Field is a column of the table, or a part of a nested one.
type Field struct {
	Name     string
	Type     types.Type // what the column is in SQL
	Nullable bool
	Physical string  // name in data files, statistics and partition values
	ID       int32   // column mapping id, -1 for none
	Kids     []Field // struct: its fields; array: the element; map: key and value
	shape    shape
	stored   types.Type // what data files hold
}

type shape uint8

const (
	leaf shape = iota
	structure
	array
	mapping
)

// mapMode says how columns are found in data files.
type mapMode uint8

const (
	mapNone mapMode = iota
	mapName
	mapID
)

// Schema is a table's columns.
type Schema struct {
	Fields []Field
	parts  []bool // by field: it is a partition column
	mode   mapMode
	cols   []table.Column
}

// Columns gives the table's columns in SQL terms. It is not to be changed.
func (s *Schema) Columns() []table.Column { return s.cols }

// IsPartition tells whether a column partitions the table.
func (s *Schema) IsPartition(col int) bool { return s.parts[col] }

const (
	maxFields = 1 << 16
	// typeKey is the field metadata that keeps a SQL type that the format does not have.
	typeKey       = "tarn.type"
	idKey         = "delta.columnMapping.id"
	physicalKey   = "delta.columnMapping.physicalName"
	mappingMode   = "delta.columnMapping.mode"
	mappingMaxID  = "delta.columnMapping.maxColumnId"
	structType    = "struct"
	mapType       = "map"
	arrayType     = "array"
	timestampNTZ  = "timestamp_ntz"
	decimalPrefix = "decimal"
)

type schemaReader struct {
	mode  mapMode
	count int
}

// newSchema reads the schema of a table.
func newSchema(m *Metadata, p *Protocol) (*Schema, error) {
	s := &Schema{}
	if p != nil && (p.MinReader == 2 || slices.Contains(p.ReaderFeatures, "columnMapping")) {
		switch mode := m.Property(mappingMode); mode {
		case "", "none":
		case "name":
			s.mode = mapName
		case "id":
			s.mode = mapID
		default:
			return nil, pgerr.Unsupported("Delta column mapping mode %q", mode)
		}
	}
	if m.SchemaString != "" {
		v, err := parseJSON(m.SchemaString)
		if err != nil {
			return nil, corruptf("invalid schema of a Delta table: %s", pgerr.From(err).Message)
		}
		r := schemaReader{mode: s.mode}
		if s.Fields, err = r.fields(v); err != nil {
			return nil, err
		}
	}
	s.parts = make([]bool, len(s.Fields))
	for _, name := range m.PartitionColumns {
		i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Name == name })
		if i < 0 {
			i = slices.IndexFunc(s.Fields, func(f Field) bool { return strings.EqualFold(f.Name, name) })
		}
		if i < 0 || s.Fields[i].shape != leaf {
			return nil, corruptf("the Delta table's partition column %q is not in its schema", name)
		}
		s.parts[i] = true
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		s.cols = append(s.cols, table.Column{Name: f.Name, Type: f.Type, NotNull: !f.Nullable})
	}
	return s, nil
}

// fields reads a struct type.
func (r *schemaReader) fields(v jvalue) ([]Field, error) {
	list := v.get("fields")
	if t := v.get("type"); t.str != structType || list.kind != jArray {
		return nil, corruptf("invalid struct type in the schema of a Delta table")
	}
	out := make([]Field, 0, len(list.vals))
	for _, x := range list.vals {
		f, err := r.field(x)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func (r *schemaReader) field(v jvalue) (Field, error) {
	name, typ, meta, null := v.get("name"), v.get("type"), v.get("metadata"), v.get("nullable")
	if r.count++; r.count > maxFields {
		return Field{}, pgerr.New(pgerr.TooManyColumns, "the Delta table has more than %d columns", maxFields)
	}
	if v.kind != jObject || name.kind != jString {
		return Field{}, corruptf("invalid field in the schema of a Delta table")
	}
	f := Field{Name: name.str, Physical: name.str, ID: -1, Nullable: null.kind != jBool || null.str == "true"}
	if r.mode != mapNone {
		phys, id := meta.get(physicalKey), meta.get(idKey)
		if phys.kind != jString {
			return f, corruptf("column %q of the Delta table has no physical name", f.Name)
		}
		f.Physical = phys.str
		if n, err := strconv.ParseInt(id.str, 10, 32); err == nil {
			f.ID = int32(n)
		} else if r.mode == mapID {
			return f, corruptf("column %q of the Delta table has no id", f.Name)
		}
	}
	if err := r.typ(&f, typ); err != nil {
		return f, err
	}
	declared := meta.get(typeKey)
	if t, err := types.ParseTypeName(declared.str); declared.kind == jString && err == nil {
		if st, err := storedType(t); err == nil && sameType(st, f.stored) {
			f.Type = t
		}
	}
	return f, nil
}

// part reads the type of an array's element or of a map's key or value.
func (r *schemaReader) part(name string, typ jvalue) (Field, error) {
	f := Field{Name: name, Physical: name, ID: -1, Nullable: true}
	return f, r.typ(&f, typ)
}

// typ sets a field's type.
func (r *schemaReader) typ(f *Field, v jvalue) (err error) {
	if v.kind == jString {
		f.Type, err = primitiveType(v.str)
		f.stored = f.Type
		return err
	}
	var t1, t2 Field
	switch kind := v.get("type"); kind.str {
	case structType:
		if f.Kids, err = r.fields(v); err != nil {
			return err
		}
		if len(f.Kids) == 0 {
			return pgerr.Unsupported("struct type without fields of column %q", f.Name)
		}
		f.shape = structure
	case arrayType:
		if t1, err = r.part("element", v.get("elementType")); err != nil {
			return err
		}
		f.shape, f.Kids = array, []Field{t1}
	case mapType:
		if t1, err = r.part("key", v.get("keyType")); err != nil {
			return err
		}
		if t2, err = r.part("value", v.get("valueType")); err != nil {
			return err
		}
		f.shape, f.Kids = mapping, []Field{t1, t2}
	default:
		return pgerr.Unsupported("Delta type %q", kind.str)
	}
	f.Type = f.nestedType(func(k *Field) types.Type { return k.Type })
	f.stored = f.nestedType(func(k *Field) types.Type { return k.stored })
	return nil
}

// nestedType puts the type together from those of the parts.
func (f *Field) nestedType(of func(*Field) types.Type) types.Type {
	switch f.shape {
	case array:
		return table.ListOf(of(&f.Kids[0]))
	case mapping:
		return types.MapType(of(&f.Kids[0]), of(&f.Kids[1]))
	}
	fields := make([]types.Field, len(f.Kids))
	for i := range f.Kids {
		fields[i] = types.Field{Name: f.Kids[i].Name, Type: of(&f.Kids[i])}
	}
	return types.Type{OID: types.Record, Mod: -1, Ext: &types.Ext{Fields: fields}}
}

var primitives = map[string]types.OID{
	"string": types.Text, "long": types.Int8, "integer": types.Int4, "short": types.Int2, "byte": types.Int2,
	"float": types.Float4, "double": types.Float8, "boolean": types.Bool, "binary": types.Bytea, "date": types.Date,
	"timestamp": types.TimestampTZ, timestampNTZ: types.Timestamp, "void": types.Text, "null": types.Text,
}

// primitiveType reads the name of a primitive type.
func primitiveType(name string) (types.Type, error) {
	if oid, ok := primitives[name]; ok {
		return types.T(oid), nil
	}
	if name == decimalPrefix {
		return types.NumericType(10, 0), nil
	}
	if args, ok := strings.CutPrefix(name, decimalPrefix+"("); ok && strings.HasSuffix(args, ")") {
		a, b, _ := strings.Cut(strings.TrimSuffix(args, ")"), ",")
		p, err1 := strconv.Atoi(strings.TrimSpace(a))
		s, err2 := strconv.Atoi(strings.TrimSpace(b))
		if err1 == nil && err2 == nil && p >= 1 && p <= maxPrecision && s >= 0 && s <= p {
			return types.NumericType(p, s), nil
		}
		return types.Type{}, corruptf("invalid type %q in the schema of a Delta table", name)
	}
	return types.Type{}, pgerr.Unsupported("Delta type %q", name)
}

const maxPrecision = 38

// sameType tells whether two types are the same with all they consist of but names.
func sameType(a, b types.Type) bool {
	if a.OID != b.OID || a.Mod != b.Mod || (a.Ext == nil) != (b.Ext == nil) {
		return false
	}
	if a.Ext == nil {
		return true
	}
	if len(a.Ext.Fields) != len(b.Ext.Fields) || (a.Ext.Elem == nil) != (b.Ext.Elem == nil) {
		return false
	}
	for i := range a.Ext.Fields {
		if !sameType(a.Ext.Fields[i].Type, b.Ext.Fields[i].Type) {
			return false
		}
	}
	return a.Ext.Elem == nil || sameType(*a.Ext.Elem, *b.Ext.Elem)
}

// storedType is the type that data files hold for a SQL type: itself where the format
// has it, else text or bigint.
func storedType(t types.Type) (types.Type, error) {
	if elem, ok := types.ElemOf(t); ok && t.IsArray() {
		e, err := storedType(elem)
		return table.ListOf(e), err
	}
	if t.OID == types.Map {
		k, v := types.MapTypes(t)
		sk, err := storedType(k)
		if err != nil {
			return sk, err
		}
		sv, err := storedType(v)
		return types.MapType(sk, sv), err
	}
	if t.IsRow() && t.Ext != nil && len(t.Ext.Fields) > 0 {
		fields := make([]types.Field, len(t.Ext.Fields))
		for i, f := range t.Ext.Fields {
			st, err := storedType(f.Type)
			if err != nil {
				return st, err
			}
			fields[i] = types.Field{Name: f.Name, Type: st}
		}
		return types.Type{OID: types.Record, Mod: -1, Ext: &types.Ext{Fields: fields}}, nil
	}
	if t.IsEnum() {
		return types.T(types.Text), nil
	}
	switch t.OID {
	case types.Bool, types.Int2, types.Int4, types.Int8, types.Float4, types.Float8, types.Text, types.Bytea, types.Date, types.Timestamp, types.TimestampTZ:
		return types.T(t.OID), nil
	case types.Numeric:
		if p, s, ok := t.NumericMod(); ok && p <= maxPrecision && s >= 0 && s <= p {
			return t, nil
		}
		return types.T(types.Text), nil
	case types.Time, types.Money, types.Oid:
		return types.T(types.Int8), nil
	case types.VarChar, types.BPChar, types.Name, types.UUID, types.JSON, types.JSONB, types.Interval, types.TimeTZ,
		types.Inet, types.Cidr, types.Bit, types.VarBit, types.XML, types.Char:
		return types.T(types.Text), nil
	}
	return types.Type{}, pgerr.Unsupported("columns of type %s in Delta tables", t)
}

// StoredColumns gives the columns as data files hold them.
func StoredColumns(cols []table.Column) ([]table.Column, error) {
	out := make([]table.Column, len(cols))
	for i, c := range cols {
		t, err := storedType(c.Type)
		if err != nil {
			return nil, err
		}
		out[i] = table.Column{Name: c.Name, Type: t, NotNull: c.NotNull}
	}
	return out, nil
}
