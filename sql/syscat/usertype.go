package syscat

import (
	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/types"
)

// find gives an object of the temporary or the main catalog.
func (e *Env) find(id catalog.ID) *catalog.Object {
	if e.Temp != nil {
		if o := e.Temp.Get(id); o != nil {
			return o
		}
	}
	return e.Main.Get(id)
}

// UserType is the type that a catalog object describes: of a domain, that under it.
func UserType(e *Env, o *catalog.Object) types.Type {
	switch o.Type.Kind {
	case 'd':
		return Current(e, o.Type.Base)
	case 'e':
		labels := make([]string, len(o.Type.Labels))
		for i, l := range o.Type.Labels {
			labels[i] = l.Name
		}
		return types.Type{OID: o.ID.OID(), Mod: -1, Ext: &types.Ext{Name: o.Name, Labels: labels, Array: o.Type.Array.OID()}}
	}
	ext := &types.Ext{Name: o.Name, Array: o.Type.Array.OID(), Fields: make([]types.Field, len(o.Type.Fields))}
	for i, f := range o.Type.Fields {
		ext.Fields[i] = types.Field{Name: f.Name, Type: Current(e, f.Type)}
	}
	return types.Type{OID: o.ID.OID(), Mod: -1, Ext: ext}
}

// Current brings a stored type up to date with what its user type says now.
func Current(e *Env, t types.Type) types.Type {
	if t.Ext != nil && t.Ext.Elem != nil {
		elem := Current(e, *t.Ext.Elem)
		return types.ArrayOf(elem)
	}
	if t.OID < uint32(catalog.FirstID) {
		return t
	}
	if o := e.find(catalog.ID(t.OID)); o != nil && o.Type != nil {
		return UserType(e, o)
	}
	return t
}

// arrayOf finds the user type whose arrays have an OID.
func (e *Env) arrayOf(oid uint32) *catalog.Object {
	var found *catalog.Object
	e.eachObject(func(o *catalog.Object) {
		if o.Type != nil && o.Type.Array != 0 && o.Type.Array.OID() == oid {
			found = o
		}
	})
	return found
}

// userTypes emits the rows of pg_type for user types and their arrays.
func userTypes(e *Env, emit func(...any)) {
	e.eachObject(func(o *catalog.Object) {
		if o.Type == nil {
			return
		}
		length, byval, cat, align, storage, coll := int16(-1), false, "C", "d", "x", 0
		in, out, recv, send := "record_in", "record_out", "record_recv", "record_send"
		mod, relid, base, def := int32(-1), catalog.ID(0), uint32(0), any(nil)
		switch o.Type.Kind {
		case 'e':
			length, byval, cat, align, storage = 4, true, "E", "i", "p"
			in, out, recv, send = "enum_in", "enum_out", "enum_recv", "enum_send"
		case 'd':
			b := UserType(e, o)
			mod, base = b.Mod, b.OID
			if o.Type.Domain != 0 {
				base = o.Type.Domain.OID()
			}
			def = null(o.Type.Default)
			in, recv = "domain_in", "domain_recv"
			cat = string(rune(types.Category(b)))
			if ti := types.ByOID(b.OID); ti != nil {
				length, byval, align, storage, coll = ti.Len, ti.ByVal, string(rune(ti.Align)), string(rune(ti.Storage)), int(ti.Collation)
				out, send = ti.Output, ti.Send
			}
		default:
			relid = o.ID
		}
		emit(o.ID, o.Name, o.Parent, ownerOf(o), length, byval, string(rune(o.Type.Kind)), cat, false, true, ",", 0, o.Type.Array,
			procOID(in), procOID(out), procOID(recv), procOID(send), 0, 0, align, storage, mod, coll, relid, o.Type.NotNull, base, def, 0)
		if o.Type.Array != 0 {
			emit(o.Type.Array, "_"+o.Name, o.Parent, ownerOf(o), -1, false, "b", "A", false, true, ",", o.ID, 0, procOID("array_in"),
				procOID("array_out"), procOID("array_recv"), procOID("array_send"), 0, 0, "i", "x", -1, coll, 0, false, 0, nil, procOID("array_subscript_handler"))
		}
	})
}

func enumRows(e *Env, emit func(...any)) {
	e.eachObject(func(o *catalog.Object) {
		if o.Type == nil {
			return
		}
		for i, l := range o.Type.Labels {
			emit(l.ID, o.ID, float64(i+1), l.Name)
		}
	})
}
