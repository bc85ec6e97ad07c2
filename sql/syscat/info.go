package syscat

import (
	"slices"
	"strings"
	"sync"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// procsByName maps function names to the OID of their first overload.
var procsByName = sync.OnceValue(func() map[string]uint32 {
	m := map[string]uint32{}
	for _, f := range builtin.Procs() {
		if _, ok := m[f.Name]; !ok {
			m[f.Name] = f.OID
		}
	}
	return m
})

func schemata(e *Env, emit func(...any)) {
	r := e.rights()
	for _, o := range schemasOf(e) {
		if r.Owns(o) || o.ID == catalog.TempID {
			emit(e.Database, o.Name, e.roleName(o.Owner))
		}
	}
}

func infoTables(e *Env, emit func(...any)) {
	r := e.rights()
	eachRelation(e, func(sc, o *catalog.Object) {
		if !shown(r, o) {
			return
		}
		kind, insertable, commit := "BASE TABLE", "NO", any(nil)
		switch k := kindOf(o); {
		case k == "v":
			kind = "VIEW"
		case k != "r":
			return
		case sc.ID == catalog.TempID:
			kind, insertable, commit = "LOCAL TEMPORARY", "YES", "PRESERVE"
		case o.Table != nil && o.Table.Storage != catalog.Files && o.ID >= catalog.FirstID:
			insertable = "YES"
		}
		emit(e.Database, sc.Name, o.Name, kind, insertable, "NO", commit)
	})
}

func infoViews(e *Env, emit func(...any)) {
	r := e.rights()
	eachRelation(e, func(sc, o *catalog.Object) {
		if !shown(r, o) {
			return
		}
		if o.View != nil && o.Kind == catalog.View {
			check, text := "NONE", any(viewDef(o))
			if o.View.Check != "" {
				check = strings.ToUpper(o.View.Check)
			}
			if !r.Owns(o) {
				text = nil
			}
			emit(e.Database, sc.Name, o.Name, text, check, "NO", "NO")
		}
	})
}

func characterSets(e *Env, emit func(...any)) { emit("UTF8", "UCS", "UTF8", e.Database) }

func infoColumns(e *Env, emit func(...any)) {
	r := e.rights()
	eachRelation(e, func(sc, o *catalog.Object) {
		if k := kindOf(o); k != "r" && k != "v" || !shown(r, o) {
			return
		}
		cols := columnsOf(o)
		for i := range cols {
			infoColumn(e, sc, o, &cols[i], number(&cols[i], i), emit)
		}
	})
}

func infoColumn(e *Env, sc, o *catalog.Object, c *catalog.Column, n int, emit func(...any)) {
	t := Current(e, c.Type)
	size := sizesOf(t)
	udtSchema, udt := "pg_catalog", typname(t)
	if u := e.find(catalog.ID(t.OID)); u != nil && u.Type != nil {
		udtSchema, udt = e.schemaName(u), u.Name
	}
	var domain [3]any
	if d := e.find(c.Domain); c.Domain != 0 && d != nil {
		domain = [3]any{e.Database, e.schemaName(d), d.Name}
	}
	updatable := yes(o.Table != nil && o.ID >= catalog.FirstID && o.Table.Storage != catalog.Files && c.Generated == "")
	def, generated, expr := null(e.defaultOf(c)), "NEVER", any(nil)
	if c.Generated != "" {
		def, generated, expr = nil, "ALWAYS", c.Generated
	}
	var id [6]any
	if c.Identity != 0 {
		id[0] = map[byte]string{'a': "ALWAYS", 'd': "BY DEFAULT"}[c.Identity]
		if q := e.find(c.Sequence); q != nil && q.Sequence != nil {
			id[1], id[2], id[3] = text(q.Sequence.Start), text(q.Sequence.Increment), text(q.Sequence.Max)
			id[4], id[5] = text(q.Sequence.Min), yes(q.Sequence.Cycle)
		}
	} else {
		id[5] = "NO"
	}
	emit(e.Database, sc.Name, o.Name, c.Name, n, def, yes(!c.NotNull), dataType(t), size.chars, size.octets,
		size.precision, size.radix, size.scale, size.fraction, e.Database, udtSchema, udt, "NO", yes(c.Identity != 0),
		generated, updatable, n, domain[0], domain[1], domain[2], id[0], id[1], id[2], id[3], id[4], id[5], expr)
}

func infoSequences(e *Env, emit func(...any)) {
	e.eachObject(func(o *catalog.Object) {
		if q := o.Sequence; q != nil && !q.Identity {
			size := sizesOf(q.Type)
			emit(e.Database, e.schemaName(o), o.Name, dataType(q.Type), size.precision, 2, 0, text(q.Start), text(q.Min), text(q.Max),
				text(q.Increment), yes(q.Cycle))
		}
	})
}

func infoDomains(e *Env, emit func(...any)) {
	e.eachObject(func(o *catalog.Object) {
		if o.Type == nil || o.Type.Kind != 'd' {
			return
		}
		t := UserType(e, o)
		size := sizesOf(t)
		emit(e.Database, e.schemaName(o), o.Name, dataType(t), size.chars, size.octets, size.precision, size.radix, size.scale, size.fraction,
			null(o.Type.Default), e.Database, "pg_catalog", typname(t), 1)
	})
}

func infoDomainConstraints(e *Env, emit func(...any)) {
	e.eachObject(func(o *catalog.Object) {
		if o.Type != nil {
			for _, k := range o.Type.Checks {
				emit(e.Database, e.schemaName(o), k.Name, e.Database, e.schemaName(o), o.Name, "NO", "NO")
			}
		}
	})
}

func viewTableUsage(e *Env, emit func(...any)) {
	e.eachObject(func(o *catalog.Object) {
		if o.View == nil {
			return
		}
		for _, u := range o.View.Uses {
			if t := e.find(u.ID); t != nil {
				emit(e.Database, e.schemaName(o), o.Name, e.Database, e.schemaName(t), t.Name)
			}
		}
	})
}

func viewColumnUsage(e *Env, emit func(...any)) {
	e.eachObject(func(o *catalog.Object) {
		if o.View == nil {
			return
		}
		for _, u := range o.View.Uses {
			t := e.find(u.ID)
			if t == nil {
				continue
			}
			for i, c := range columnsOf(t) {
				if slices.Contains(u.Columns, int32(number(&c, i))) {
					emit(e.Database, e.schemaName(o), o.Name, e.Database, e.schemaName(t), t.Name, c.Name)
				}
			}
		}
	})
}

// typname is pg_type.typname.
func typname(t types.Type) string {
	if in := types.ByOID(t.OID); in != nil {
		return in.Name
	}
	return t.String()
}

// dataType is information_schema's name of a type.
func dataType(t types.Type) string {
	if t.IsArray() {
		return "ARRAY"
	}
	if t.OID >= uint32(catalog.FirstID) {
		return "USER-DEFINED"
	}
	return t.String()
}

// sizes are the size columns of information_schema.columns.
type sizes struct{ chars, octets, precision, radix, scale, fraction any }

func sizesOf(t types.Type) (s sizes) {
	switch t.OID {
	case types.Int2:
		s.precision, s.radix, s.scale = 16, 2, 0
	case types.Int4:
		s.precision, s.radix, s.scale = 32, 2, 0
	case types.Int8:
		s.precision, s.radix, s.scale = 64, 2, 0
	case types.Float4:
		s.precision, s.radix = 24, 2
	case types.Float8:
		s.precision, s.radix = 53, 2
	case types.Numeric:
		s.radix = 10
		if p, sc, ok := t.NumericMod(); ok {
			s.precision, s.scale = p, sc
		}
	case types.VarChar, types.BPChar:
		s.octets = 1 << 30
		if t.Mod >= 4 {
			s.chars, s.octets = t.Mod-4, (t.Mod-4)*4
		}
	case types.Text, types.Name:
		s.octets = 1 << 30
	case types.Date:
		s.fraction = 0
	case types.Time, types.TimeTZ, types.Timestamp, types.TimestampTZ, types.Interval:
		s.fraction = 6
		if t.Mod >= 0 && t.OID != types.Interval {
			s.fraction = t.Mod
		}
	}
	return s
}
