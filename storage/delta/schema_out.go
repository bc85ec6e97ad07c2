package delta

import (
	"slices"
	"strconv"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// SchemaString writes the schema of a table with the given columns. SQL types that the
// format does not have are kept in the fields' metadata.
func SchemaString(cols []table.Column) (string, error) {
	fields := make([]types.Field, len(cols))
	null := make([]bool, len(cols))
	for i, c := range cols {
		fields[i], null[i] = types.Field{Name: c.Name, Type: c.Type}, !c.NotNull
	}
	w := &jsonWriter{}
	w.b = append(w.b, '{')
	w.first = true
	if err := writeFields(w, fields, null); err != nil {
		return "", err
	}
	return string(append(w.b, '}')), nil
}

// writeFields writes the members of a struct type; null is nil where all may be NULL.
func writeFields(w *jsonWriter, fields []types.Field, null []bool) error {
	w.str("type", structType)
	w.key("fields")
	w.b = append(w.b, '[')
	for i, f := range fields {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.b = append(w.b, '{')
		w.first = true
		w.str("name", f.Name)
		if err := writeType(w, "type", f.Type); err != nil {
			return err
		}
		w.bool("nullable", null == nil || null[i])
		w.open("metadata")
		if st, _ := storedType(f.Type); !restored(f.Type, st) {
			name := f.Type.SQL()
			back, err := types.ParseTypeName(name)
			if err == nil && sameType(back, f.Type) {
				w.str(typeKey, name)
			} else if !f.Type.IsEnum() && !hasParts(f.Type) {
				return pgerr.Unsupported("columns of type %s in Delta tables", f.Type)
			}
		}
		w.close()
		w.close()
	}
	w.b = append(w.b, ']')
	return nil
}

// hasParts tells types whose parts' own metadata keep what there is to keep.
func hasParts(t types.Type) bool { return t.IsRow() && t.Ext != nil && len(t.Ext.Fields) > 0 }

// restored tells whether the stored type alone gives the SQL type back.
func restored(t, stored types.Type) bool {
	if elem, ok := types.ElemOf(t); ok && t.IsArray() {
		back, _ := types.ElemOf(stored)
		return restored(elem, back)
	}
	if hasParts(t) {
		return true
	}
	return sameType(t, stored)
}

// writeType writes a type as a member of an object.
func writeType(w *jsonWriter, key string, t types.Type) error {
	if elem, ok := types.ElemOf(t); ok && t.IsArray() {
		w.open(key)
		w.str("type", arrayType)
		if err := writeType(w, "elementType", elem); err != nil {
			return err
		}
		w.bool("containsNull", true)
		w.close()
		return nil
	}
	if t.OID == types.Map {
		k, v := types.MapTypes(t)
		sk, err1 := storedType(k)
		sv, err2 := storedType(v)
		if err1 != nil || err2 != nil || !restored(k, sk) || !restored(v, sv) {
			return pgerr.Unsupported("columns of type %s in Delta tables", t)
		}
		w.open(key)
		w.str("type", mapType)
		if err := writeType(w, "keyType", k); err != nil {
			return err
		}
		if err := writeType(w, "valueType", v); err != nil {
			return err
		}
		w.bool("valueContainsNull", true)
		w.close()
		return nil
	}
	if hasParts(t) {
		w.open(key)
		if err := writeFields(w, t.Ext.Fields, nil); err != nil {
			return err
		}
		w.close()
		return nil
	}
	st, err := storedType(t)
	if err != nil {
		return err
	}
	w.str(key, primitiveName(st))
	return nil
}

// primitiveName is the name of a stored type.
func primitiveName(t types.Type) string {
	if p, s, ok := t.NumericMod(); ok {
		return decimalPrefix + "(" + strconv.Itoa(p) + "," + strconv.Itoa(s) + ")"
	}
	switch t.OID {
	case types.Int8:
		return "long"
	case types.Int4:
		return "integer"
	case types.Int2:
		return "short"
	case types.Float4:
		return "float"
	case types.Float8:
		return "double"
	case types.Bool:
		return "boolean"
	case types.Bytea:
		return "binary"
	case types.Date:
		return "date"
	case types.TimestampTZ:
		return "timestamp"
	case types.Timestamp:
		return timestampNTZ
	}
	return "string"
}

// NeedsTimestampNTZ tells whether a table with these columns needs the feature timestampNtz.
func NeedsTimestampNTZ(cols []table.Column) bool {
	return slices.ContainsFunc(cols, func(c table.Column) bool { return holdsNTZ(c.Type) })
}

func holdsNTZ(t types.Type) bool {
	if elem, ok := types.ElemOf(t); ok && t.IsArray() {
		return holdsNTZ(elem)
	}
	if t.Ext != nil {
		for _, f := range t.Ext.Fields {
			if holdsNTZ(f.Type) {
				return true
			}
		}
	}
	return t.OID == types.Timestamp
}
