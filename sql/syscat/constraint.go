package syscat

import (
	"github.com/tarndb/tarn/catalog"
)

// eachConstraint calls f for the constraints of tables.
func eachConstraint(e *Env, f func(schema, o *catalog.Object, k *catalog.Constraint)) {
	eachTable(e, func(sc, o *catalog.Object) {
		for i := range o.Table.Constraints {
			f(sc, o, &o.Table.Constraints[i])
		}
	})
}

// oids makes a list of numbers an array value.
func oids(nums []int32) any {
	if len(nums) == 0 {
		return nil
	}
	return numbersOf(nums)
}

func numbersOf(nums []int32) []uint32 {
	out := make([]uint32, len(nums))
	for i, n := range nums {
		out[i] = uint32(n)
	}
	return out
}

func letter(b byte) string {
	if b == 0 {
		return " "
	}
	return string(rune(b))
}

func constraints(e *Env, emit func(...any)) {
	eachConstraint(e, func(sc, o *catalog.Object, k *catalog.Constraint) {
		var index, ref catalog.ID
		var bin any
		switch {
		case isKey(k):
			index = k.ID
		case k.Kind == catalog.ForeignKey:
			ref, index = k.Ref, e.referencedKey(k)
		default:
			bin = k.Expr
		}
		emit(k.ID, k.Name, sc.ID, string(rune(k.Kind)), k.Deferrable, k.Deferred, !k.NotValid, o.ID, 0, index, 0, ref,
			letter(k.OnUpdate), letter(k.OnDelete), letter(k.Match), true, 0, k.Kind != catalog.Check, oids(k.Columns), oids(k.RefColumns), bin)
	})
	e.eachObject(func(o *catalog.Object) {
		if o.Type == nil {
			return
		}
		for i := range o.Type.Checks {
			k := &o.Type.Checks[i]
			emit(k.ID, k.Name, o.Parent, "c", false, false, !k.NotValid, 0, o.ID, 0, 0, 0, " ", " ", " ", true, 0, false, nil, nil, k.Expr)
		}
	})
}

// referencedKey is the index of the key that a foreign key points to.
func (e *Env) referencedKey(k *catalog.Constraint) catalog.ID {
	if r := e.find(k.Ref); r != nil && r.Table != nil {
		if key := keyOn(r.Table, k.RefColumns); key != nil {
			return key.ID
		}
	}
	return 0
}

// keyOn finds the key on a set of columns.
func keyOn(t *catalog.TableInfo, cols []int32) *catalog.Constraint {
	for i := range t.Constraints {
		k := &t.Constraints[i]
		if !isKey(k) || len(k.Columns) != len(cols) {
			continue
		}
		all := true
		for _, a := range k.Columns {
			found := false
			for _, b := range cols {
				found = found || a == b
			}
			all = all && found
		}
		if all {
			return k
		}
	}
	return nil
}

// eachIndex calls f for declared indexes and those of keys; k is nil for declared ones.
func eachIndex(e *Env, f func(ix, table *catalog.Object, k *catalog.Constraint)) {
	eachConstraint(e, func(_, o *catalog.Object, k *catalog.Constraint) {
		if isKey(k) {
			f(keyIndex(o, k), o, k)
		}
	})
	e.eachObject(func(o *catalog.Object) {
		if o.Index != nil {
			if t := e.find(o.Index.Table); t != nil && t.Table != nil {
				f(o, t, nil)
			}
		}
	})
}

func indexRows(e *Env, emit func(...any)) {
	eachIndex(e, func(ix, t *catalog.Object, k *catalog.Constraint) {
		i := ix.Index
		primary := k != nil && k.Kind == catalog.PrimaryKey
		immediate := k == nil || !k.Deferrable
		n := len(i.Columns)
		zeros, options := make([]uint32, n), make([]uint32, n)
		for p := range i.Columns {
			if p < len(i.Desc) && i.Desc[p] {
				options[p] |= 1
			}
			if p < len(i.NullsFirst) && i.NullsFirst[p] {
				options[p] |= 2
			}
		}
		var exprs, pred any
		for _, x := range i.Exprs {
			if x != "" {
				exprs = x
			}
		}
		if i.Where != "" {
			pred = i.Where
		}
		cols := append(numbersOf(i.Columns), numbersOf(i.Include)...)
		emit(ix.ID, t.ID, len(cols), n, i.Unique, i.NullsNotDistinct, primary, false, immediate, false, true, false, true, true, false,
			cols, zeros, zeros, options, exprs, pred)
	})
}

func indexesView(e *Env, emit func(...any)) {
	eachIndex(e, func(ix, t *catalog.Object, _ *catalog.Constraint) {
		emit(e.schemaName(t), t.Name, ix.Name, nil, e.indexDef(ix, t, 0, false))
	})
}

var constraintTypes = map[catalog.ConstraintKind]string{catalog.Check: "CHECK", catalog.PrimaryKey: "PRIMARY KEY",
	catalog.Unique: "UNIQUE", catalog.ForeignKey: "FOREIGN KEY"}

func tableConstraints(e *Env, emit func(...any)) {
	eachTable(e, func(sc, o *catalog.Object) {
		for i := range o.Table.Constraints {
			k := &o.Table.Constraints[i]
			var distinct any
			if k.Kind == catalog.Unique {
				distinct = yes(!k.NullsNotDistinct)
			}
			emit(e.Database, sc.Name, k.Name, e.Database, sc.Name, o.Name, constraintTypes[k.Kind], yes(k.Deferrable), yes(k.Deferred), "YES", distinct)
		}
		for i := range o.Table.Columns {
			if c := &o.Table.Columns[i]; c.NotNull {
				emit(e.Database, sc.Name, notNullName(sc, o, c, i), e.Database, sc.Name, o.Name, "CHECK", "NO", "NO", "YES", nil)
			}
		}
	})
}

// notNullName is the name information_schema gives a NOT NULL.
func notNullName(sc, o *catalog.Object, c *catalog.Column, i int) string {
	return text(int64(sc.ID)) + "_" + text(int64(o.ID)) + "_" + text(int64(number(c, i))) + "_not_null"
}

func checkConstraints(e *Env, emit func(...any)) {
	eachTable(e, func(sc, o *catalog.Object) {
		for i := range o.Table.Constraints {
			if k := &o.Table.Constraints[i]; k.Kind == catalog.Check {
				emit(e.Database, sc.Name, k.Name, k.Expr)
			}
		}
		for i := range o.Table.Columns {
			if c := &o.Table.Columns[i]; c.NotNull {
				emit(e.Database, sc.Name, notNullName(sc, o, c, i), c.Name+" IS NOT NULL")
			}
		}
	})
	e.eachObject(func(o *catalog.Object) {
		if o.Type != nil {
			for _, k := range o.Type.Checks {
				emit(e.Database, e.schemaName(o), k.Name, k.Expr)
			}
		}
	})
}

func keyColumnUsage(e *Env, emit func(...any)) {
	eachConstraint(e, func(sc, o *catalog.Object, k *catalog.Constraint) {
		if k.Kind == catalog.Check {
			return
		}
		var key *catalog.Constraint
		if k.Kind == catalog.ForeignKey {
			if r := e.find(k.Ref); r != nil && r.Table != nil {
				key = keyOn(r.Table, k.RefColumns)
			}
		}
		for i, p := range o.Table.Positions(k.Columns) {
			var place any
			if key != nil && i < len(k.RefColumns) {
				for n, c := range key.Columns {
					if c == k.RefColumns[i] {
						place = n + 1
					}
				}
			}
			emit(e.Database, sc.Name, k.Name, e.Database, sc.Name, o.Name, o.Table.Columns[p].Name, i+1, place)
		}
	})
}

var ruleWords = map[byte]string{'a': "NO ACTION", 'r': "RESTRICT", 'c': "CASCADE", 'n': "SET NULL", 'd': "SET DEFAULT"}

func referentialConstraints(e *Env, emit func(...any)) {
	eachConstraint(e, func(sc, o *catalog.Object, k *catalog.Constraint) {
		if k.Kind != catalog.ForeignKey {
			return
		}
		var schema, name any
		if r := e.find(k.Ref); r != nil && r.Table != nil {
			if key := keyOn(r.Table, k.RefColumns); key != nil {
				schema, name = e.schemaName(r), key.Name
			}
		}
		match := "NONE"
		if k.Match == 'f' {
			match = "FULL"
		}
		emit(e.Database, sc.Name, k.Name, e.Database, schema, name, match, ruleWords[k.OnUpdate], ruleWords[k.OnDelete])
	})
}

func constraintColumnUsage(e *Env, emit func(...any)) {
	eachConstraint(e, func(sc, o *catalog.Object, k *catalog.Constraint) {
		t, cols, schema := o, k.Columns, sc.Name
		if k.Kind == catalog.ForeignKey {
			if t = e.find(k.Ref); t == nil || t.Table == nil {
				return
			}
			cols, schema = k.RefColumns, e.schemaName(t)
		}
		for _, p := range t.Table.Positions(cols) {
			if p >= 0 {
				emit(e.Database, schema, t.Name, t.Table.Columns[p].Name, e.Database, sc.Name, k.Name)
			}
		}
	})
}
