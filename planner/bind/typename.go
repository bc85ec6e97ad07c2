package bind

import (
	"strings"

	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// ResolveType turns a type as written into a type; the session's catalog is asked for
// enums and the like.
func ResolveType(tn *parse.TypeName, sess *builtin.Session, sqlText string) (types.Type, error) {
	b := &Binder{sess: sess, sql: sqlText, ascii: isASCII(sqlText)}
	return b.typeName(tn)
}

func (b *Binder) typeName(tn *parse.TypeName) (types.Type, error) {
	t, err := b.baseType(tn)
	if err != nil {
		return t, b.at(err, tn.Pos)
	}
	if tn.SetOf || tn.PctType {
		return t, b.unsupported(tn.Pos, "type reference %s", strings.Join(tn.Name.Parts, "."))
	}
	if len(tn.Bounds) > 0 {
		t = types.ArrayOf(t)
	}
	return t, nil
}

func (b *Binder) baseType(tn *parse.TypeName) (types.Type, error) {
	switch tn.Kind {
	case parse.TypeArray:
		e, err := b.typeName(tn.Elems[0])
		if err != nil {
			return e, err
		}
		return types.ArrayOf(e), nil
	case parse.TypeMap:
		return b.mapType(tn)
	case parse.TypeStruct:
		return b.structType(tn)
	}
	return b.plainType(tn)
}

func (b *Binder) mapType(tn *parse.TypeName) (types.Type, error) {
	k, err := b.typeName(tn.Elems[0])
	if err != nil {
		return k, err
	}
	v, err := b.typeName(tn.Elems[1])
	if err != nil {
		return v, err
	}
	ext := &types.Ext{Fields: []types.Field{{Name: "key", Type: k}, {Name: "value", Type: v}}}
	return types.Type{OID: types.Map, Mod: -1, Ext: ext}, nil
}

func (b *Binder) structType(tn *parse.TypeName) (types.Type, error) {
	ext := &types.Ext{}
	for _, f := range tn.Struct {
		ft, err := b.typeName(f.Type)
		if err != nil {
			return ft, err
		}
		ext.Fields = append(ext.Fields, types.Field{Name: f.Name, Type: ft})
	}
	return types.Type{OID: types.Record, Mod: -1, Ext: ext}, nil
}

func (b *Binder) plainType(tn *parse.TypeName) (types.Type, error) {
	name := tn.Name.Last()
	q := tn.Name.Qualifier()
	var t types.Type
	ok := false
	if len(q) == 1 && q[0] == "pg_catalog" {
		var oid types.OID
		if oid, ok = types.TypeByTypname(name); ok {
			t = types.T(oid)
		}
	} else if len(q) == 0 {
		if name == "char" { // unquoted it is a type of pg_catalog
			name = `"char"`
		}
		t, ok = types.ByName(name)
	}
	if !ok && b.sess != nil && b.sess.Catalog != nil {
		t, ok = b.sess.Catalog.TypeByName(strings.Join(tn.Name.Parts, "."))
	}
	if !ok {
		return t, pgerr.New(pgerr.UndefinedObject, "type \"%s\" does not exist", strings.Join(tn.Name.Parts, "."))
	}
	return b.typeMods(t, tn)
}

func (b *Binder) typeMods(t types.Type, tn *parse.TypeName) (types.Type, error) {
	var mods []int
	for _, m := range tn.Mods {
		l, ok := m.(*parse.Literal)
		if !ok || l.Kind != parse.LitInt {
			return t, pgerr.New(pgerr.InvalidParameterValue, "type modifiers must be simple constants or identifiers")
		}
		mods = append(mods, int(l.Int))
	}
	if t.OID == types.Interval && tn.Fields != "" {
		prec := -1
		if len(mods) > 0 {
			prec = mods[0]
		}
		mod, ok := types.IntervalMod(tn.Fields, prec)
		if !ok {
			return t, pgerr.New(pgerr.InvalidParameterValue, "invalid INTERVAL type modifier")
		}
		t.Mod = mod
		return t, nil
	}
	if len(mods) == 0 {
		return t, nil
	}
	mod, err := types.ModIn(t.OID, mods)
	t.Mod = mod
	return t, err
}
