package syscat

import (
	"slices"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/types"
)

// eachRelation calls f for all relations in order of OID, schema by schema: system
// relations, those of users, the indexes of keys, and composite types.
func eachRelation(e *Env, f func(schema *catalog.Object, o *catalog.Object)) {
	for _, sc := range schemasOf(e) {
		for _, r := range e.all {
			if r.obj.Parent == sc.ID {
				f(sc, r.obj)
			}
		}
		eachUserRelation(e, sc, f)
	}
}

// eachUserRelation calls f for the relations of users in one schema.
func eachUserRelation(e *Env, sc *catalog.Object, f func(schema *catalog.Object, o *catalog.Object)) {
	snap := e.Main
	if sc.ID == catalog.TempID {
		snap = e.Temp
	}
	snap.Children(sc.ID, catalog.Table, func(o *catalog.Object) bool {
		f(sc, o)
		for _, ix := range KeyIndexes(o) {
			f(sc, ix)
		}
		return true
	})
	snap.Children(sc.ID, catalog.Type, func(o *catalog.Object) bool {
		if o.Type.Kind == 'c' {
			f(sc, o)
		}
		return true
	})
}

// eachTable calls f for the tables of users.
func eachTable(e *Env, f func(schema, o *catalog.Object)) {
	for _, sc := range schemasOf(e) {
		eachUserRelation(e, sc, func(sc, o *catalog.Object) {
			if o.Table != nil {
				f(sc, o)
			}
		})
	}
}

// sequenceColumns are the columns of every sequence.
var sequenceColumns = []catalog.Column{{Number: 1, Name: "last_value", Type: types.T(types.Int8), NotNull: true},
	{Number: 2, Name: "log_cnt", Type: types.T(types.Int8), NotNull: true}, {Number: 3, Name: "is_called", Type: types.T(types.Bool), NotNull: true}}

// columnsOf lists a relation's columns; an index has none here, see indexColumns.
func columnsOf(o *catalog.Object) []catalog.Column {
	switch {
	case o.Table != nil:
		return o.Table.Columns
	case o.View != nil:
		return o.View.Columns
	case o.Sequence != nil:
		return sequenceColumns
	case o.Type != nil && o.Type.Kind == 'c':
		return o.Type.Fields
	}
	return nil
}

// indexColumns are the columns of an index as relation.
func indexColumns(e *Env, ix *catalog.Object) []catalog.Column {
	t := e.find(ix.Index.Table)
	if t == nil || t.Table == nil {
		return nil
	}
	var out []catalog.Column
	for i, p := range t.Table.Positions(append(append([]int32(nil), ix.Index.Columns...), ix.Index.Include...)) {
		c := catalog.Column{Number: int32(i + 1), Name: "expr", Type: types.T(types.Text)}
		if p >= 0 {
			c.Name, c.Type = t.Table.Columns[p].Name, t.Table.Columns[p].Type
		} else if i < len(ix.Index.Exprs) {
			c.Name = exprName(ix.Index.Exprs[i])
		}
		base := c.Name
		for n := int64(1); slices.ContainsFunc(out, func(o catalog.Column) bool { return o.Name == c.Name }); n++ {
			c.Name = base + text(n)
		}
		out = append(out, c)
	}
	return out
}

// exprName is what an expression calls a column of an index.
func exprName(x string) string {
	if e, err := parse.ParseExpr(x); err == nil {
		if f, ok := e.(*parse.FuncCall); ok {
			return f.Name.Last()
		}
	}
	return "expr"
}

// kindOf is pg_class.relkind.
func kindOf(o *catalog.Object) string {
	switch o.Kind {
	case catalog.MaterializedView:
		return "m"
	case catalog.Sequence:
		return "S"
	case catalog.Index:
		return "i"
	case catalog.Type:
		return "c"
	}
	if o.View != nil || IsView(o) {
		return "v"
	}
	return "r"
}

func classes(e *Env, emit func(...any)) {
	indexed, foreign := map[catalog.ID]bool{}, map[catalog.ID]bool{}
	e.eachObject(func(o *catalog.Object) {
		if o.Table != nil {
			for i := range o.Table.Constraints {
				if k := &o.Table.Constraints[i]; k.Kind == catalog.ForeignKey {
					foreign[o.ID], foreign[k.Ref] = true, true
				}
			}
		}
		if o.Index != nil {
			indexed[o.Index.Table] = true
		}
	})
	eachRelation(e, func(sc, o *catalog.Object) {
		kind, am, persistence, checks, natts := kindOf(o), 0, "p", 0, 0
		hasIndex := indexed[o.ID]
		switch kind {
		case "r", "m":
			am = heapOID
		case "i":
			am = methodOID(o.Index.Method)
			natts = len(o.Index.Columns) + len(o.Index.Include)
		}
		if sc.ID == catalog.TempID {
			persistence = "t"
		}
		for i := range columnsOf(o) {
			natts = max(natts, number(&columnsOf(o)[i], i))
		}
		if o.Table != nil {
			for i := range o.Table.Constraints {
				if k := &o.Table.Constraints[i]; k.Kind == catalog.Check {
					checks++
				} else if isKey(k) {
					hasIndex = true
				}
			}
		}
		rls, force := o.Table != nil && o.Table.RowSecurity, o.Table != nil && o.Table.ForceSecurity
		populated := o.Kind != catalog.MaterializedView || o.View.Populated
		emit(o.ID, o.Name, sc.ID, ownerOf(o), am, 0, float64(-1), persistence, kind, natts, "d", populated, hasIndex, checks,
			o.View != nil && o.Kind == catalog.View, rowType(o), aclOf(e, o), foreign[o.ID], rls, force, viewOptions(o))
	})
}

// rowType is the composite type of a relation, where there is one.
func rowType(o *catalog.Object) catalog.ID {
	if o.Type != nil {
		return o.ID
	}
	return 0
}

// ownerOf is the OID of an object's owner.
func ownerOf(o *catalog.Object) catalog.ID {
	if o.Owner == 0 {
		return catalog.SuperuserID
	}
	return o.Owner
}

// ownerName is the name of an object's owner.
func (e *Env) ownerName(o *catalog.Object) string {
	if r := e.Main.Get(ownerOf(o)); r != nil {
		return r.Name
	}
	return e.Owner
}

func methodOID(name string) int {
	switch name {
	case "hash":
		return 405
	case "gist":
		return 783
	case "gin":
		return 2742
	case "spgist":
		return 4000
	case "brin":
		return 3580
	}
	return 403
}

func attributes(e *Env, emit func(...any)) {
	eachRelation(e, func(_, o *catalog.Object) {
		cols := columnsOf(o)
		if o.Index != nil {
			cols = indexColumns(e, o)
		}
		for i := range cols {
			attribute(e, o, &cols[i], number(&cols[i], i), emit)
		}
	})
}

func attribute(e *Env, o *catalog.Object, c *catalog.Column, n int, emit func(...any)) {
	t := Current(e, c.Type)
	oid := t.OID
	if c.Domain != 0 {
		oid = c.Domain.OID()
	}
	in := types.ByOID(t.OID)
	align, storage, byval, coll := "i", "x", false, 0
	switch {
	case in != nil:
		align, storage, byval, coll = string(rune(in.Align)), string(rune(in.Storage)), in.ByVal, int(in.Collation)
	case t.IsEnum():
		storage, byval = "p", true
	}
	dims := 0
	if t.IsArray() {
		dims = 1
	}
	identity, generated := "", ""
	if c.Identity != 0 {
		identity = string(rune(c.Identity))
	}
	if c.Generated != "" {
		generated = "s"
	}
	emit(o.ID, c.Name, oid, -1, t.Len(), n, -1, t.Mod, dims, byval, align, storage, "",
		c.NotNull, c.Default != "" || c.Generated != "", identity, generated, true, coll, aclArray(e, c.ACL))
}

// defaultID is the OID of a column's default.
func defaultID(o *catalog.Object, n int) int64 { return int64(uint32(o.ID)<<11|uint32(n)) & 0x7fffffff }

func defaults(e *Env, emit func(...any)) {
	eachRelation(e, func(_, o *catalog.Object) {
		cols := columnsOf(o)
		for i := range cols {
			if c := &cols[i]; c.Default != "" || c.Generated != "" {
				emit(defaultID(o, number(c, i)), o.ID, number(c, i), e.defaultOf(c))
			}
		}
	})
}

func sequenceRows(e *Env, emit func(...any)) {
	e.eachObject(func(o *catalog.Object) {
		if q := o.Sequence; q != nil {
			emit(o.ID, q.Type.OID, q.Start, q.Increment, q.Max, q.Min, q.Cache, q.Cycle)
		}
	})
}

func sequencesView(e *Env, emit func(...any)) {
	e.eachObject(func(o *catalog.Object) {
		q := o.Sequence
		if q == nil {
			return
		}
		var last any
		if e.SequenceLast != nil {
			if v, ok := e.SequenceLast(o); ok {
				last = v
			}
		}
		emit(e.schemaName(o), o.Name, e.ownerName(o), q.Type.OID, q.Start, q.Min, q.Max, q.Increment, q.Cycle, q.Cache, last)
	})
}

func tableRows(e *Env, emit func(...any)) {
	eachRelation(e, func(sc, o *catalog.Object) {
		if kindOf(o) == "r" {
			emit(sc.Name, o.Name, e.ownerName(o), len(KeyIndexes(o)) > 0, false, false, o.Table != nil && o.Table.RowSecurity)
		}
	})
}

func viewRows(e *Env, emit func(...any)) {
	eachRelation(e, func(sc, o *catalog.Object) {
		if o.View != nil && o.Kind == catalog.View {
			emit(sc.Name, o.Name, e.ownerName(o), viewDef(o))
		}
	})
}

func matviewRows(e *Env, emit func(...any)) {
	e.eachObject(func(o *catalog.Object) {
		if o.Kind == catalog.MaterializedView {
			emit(e.schemaName(o), o.Name, e.ownerName(o), nil, false, o.View.Populated, viewDef(o))
		}
	})
}

// OIDs of the catalogs that name others in pg_description and pg_depend.
const (
	classNamespace  = 2615
	classRelation   = 1259
	classType       = 1247
	classConstraint = 2606
	classRewrite    = 2618
	classFunction   = 1255
)

func descriptions(e *Env, emit func(...any)) {
	for _, sc := range schemasOf(e) {
		if sc.Comment != "" {
			emit(sc.ID, classNamespace, 0, sc.Comment)
		}
	}
	e.eachObject(func(o *catalog.Object) {
		class := classRelation
		switch o.Kind {
		case catalog.Type:
			class = classType
		case catalog.Function:
			class = classFunction
		case catalog.Schema:
			return
		}
		if o.Comment != "" {
			emit(o.ID, class, 0, o.Comment)
		}
		for i, c := range columnsOf(o) {
			if c.Comment != "" {
				emit(o.ID, classRelation, number(&c, i), c.Comment)
			}
		}
		if o.Table != nil {
			for _, k := range o.Table.Constraints {
				if k.Comment != "" {
					emit(k.ID, classConstraint, 0, k.Comment)
				}
			}
		}
	})
}

func rewrites(e *Env, emit func(...any)) {
	e.eachObject(func(o *catalog.Object) {
		if o.View != nil {
			emit(o.ID, "_RETURN", o.ID, "1", "O", true)
		}
	})
}

func depends(e *Env, emit func(...any)) {
	e.eachObject(func(o *catalog.Object) {
		switch {
		case o.Sequence != nil && o.Sequence.OwnerTable != 0:
			kind := "a"
			if o.Sequence.Identity {
				kind = "i"
			}
			emit(classRelation, o.ID, 0, classRelation, o.Sequence.OwnerTable, o.Sequence.OwnerColumn, kind)
		case o.Index != nil:
			for _, n := range o.Index.Columns {
				emit(classRelation, o.ID, 0, classRelation, o.Index.Table, n, "a")
			}
		case o.View != nil:
			emit(classRewrite, o.ID, 0, classRelation, o.ID, 0, "i")
			for _, u := range o.View.Uses {
				if len(u.Columns) == 0 {
					emit(classRewrite, o.ID, 0, classRelation, u.ID, 0, "n")
				}
				for _, c := range u.Columns {
					emit(classRewrite, o.ID, 0, classRelation, u.ID, c, "n")
				}
			}
		}
		if o.Table == nil {
			return
		}
		for i := range o.Table.Constraints {
			k := &o.Table.Constraints[i]
			for _, n := range k.Columns {
				emit(classConstraint, k.ID, 0, classRelation, o.ID, n, "a")
			}
			if k.Kind == catalog.ForeignKey {
				emit(classConstraint, k.ID, 0, classRelation, k.Ref, 0, "n")
			}
			if isKey(k) {
				emit(classRelation, k.ID, 0, classConstraint, k.ID, 0, "i")
			}
		}
	})
}

// viewOptions is pg_class.reloptions.
func viewOptions(o *catalog.Object) any {
	if o.View == nil {
		return nil
	}
	var out []string
	if o.View.Barrier {
		out = append(out, "security_barrier=true")
	}
	if o.View.Invoker {
		out = append(out, "security_invoker=true")
	}
	if o.View.Check != "" {
		out = append(out, "check_option="+o.View.Check)
	}
	if out == nil {
		return nil
	}
	return out
}
