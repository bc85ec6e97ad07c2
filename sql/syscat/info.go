package syscat

import (
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
		switch {
		case kindOf(o) == "v":
			kind = "VIEW"
		case sc.ID == catalog.TempID:
			kind, insertable, commit = "LOCAL TEMPORARY", "YES", "PRESERVE"
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
		if o.View != nil {
			text := any(o.View.SQL)
			if !r.Owns(o) {
				text = nil
			}
			emit(e.Database, sc.Name, o.Name, text, "NONE", "NO", "NO")
		}
	})
}

func characterSets(e *Env, emit func(...any)) { emit("UTF8", "UCS", "UTF8", e.Database) }

func infoColumns(e *Env, emit func(...any)) {
	r := e.rights()
	eachRelation(e, func(sc, o *catalog.Object) {
		if !shown(r, o) {
			return
		}
		for i, c := range columnsOf(o) {
			t := c.Type
			nullable := "YES"
			if c.NotNull {
				nullable = "NO"
			}
			size := sizesOf(t)
			emit(e.Database, sc.Name, o.Name, c.Name, i+1, null(c.Default), nullable, dataType(t), size.chars, size.octets,
				size.precision, size.radix, size.scale, size.fraction, e.Database, "pg_catalog", typname(t), "NO", "NO",
				"NEVER", "NO", i+1)
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
