package proc

import (
	"context"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// frame is one call of a program.
type frame struct {
	p      *Program
	host   Host
	ctx    context.Context
	vals   []types.Datum
	types  []types.Type // of records: the present shape
	scope  *scope
	label  string // of the loop or block an exit goes to
	ret    types.Datum
	retRow []types.Datum
	out    func([]types.Datum) error // takes the rows of a set
	rows   int64
	rowCnt int64 // ROW_COUNT
	last   *Result
	caught *pgerr.Error // the error a handler runs for
	noted  error        // the error that has this frame's context line
	subs   int          // exception blocks around
	atomic bool
	work   int
	held   int64 // bytes of variables reserved
	// lookErr is an error that Lookup could not give.
	lookErr error
	fixed   *builtin.Session // of an expression outside a call
	limit   int              // first slot that is not declared yet, 0 for none
	at      parse.PLStmt
	asParam bool // variables become parameters: an expression is being compiled
}

func itoa(n int) string { return strconv.Itoa(n) }

func dotted(parts []string) string { return strings.Join(parts, ".") }

// Text is the body, to which the variables belong.
func (f *frame) Text() string { return f.p.text }

// Conflict says what a name means that is a variable and a column.
func (f *frame) Conflict() bind.Conflict { return f.p.conflict }

// Param is $n: the n-th argument.
func (f *frame) Param(n int) plan.Expr {
	if i, ok := f.p.root.names["$"+itoa(n)]; ok {
		return f.value(i)
	}
	return nil
}

// value is a variable as an expression.
func (f *frame) value(slot int) plan.Expr {
	if f.asParam {
		return &plan.Param{N: slot + 1, T: f.types[slot]}
	}
	return &plan.Const{D: f.vals[slot], T: f.types[slot]}
}

// Lookup finds a variable or a field of one.
func (f *frame) Lookup(parts []string) (plan.Expr, int) {
	slot, used, ok := f.scope.find(parts, f.limit)
	if !ok {
		return f.loopColumn(parts)
	}
	v := &f.p.vars[slot]
	if v.condition != "" {
		return nil, 0
	}
	t := f.types[slot]
	if v.record && v.open && t.Ext == nil {
		f.lookErr = notAssigned(v.name)
		return nil, 0
	}
	if len(parts) > used && t.IsRow() {
		if fieldAt(t, parts[used]) < 0 {
			f.lookErr = pgerr.New(pgerr.UndefinedColumn, "record \"%s\" has no field \"%s\"", v.name, parts[used])
			return nil, 0
		}
	}
	return f.value(slot), used
}

// loopColumn finds a column of the row of a scripting FOR loop without a name.
func (f *frame) loopColumn(parts []string) (plan.Expr, int) {
	for sc := f.scope; sc != nil; sc = sc.parent {
		i, ok := sc.names[""]
		if !ok || f.types[i].Ext == nil {
			continue
		}
		if k := fieldAt(f.types[i], parts[0]); k >= 0 {
			return &plan.Field{Arg: f.value(i), Idx: k, T: f.types[i].Ext.Fields[k].Type}, 1
		}
	}
	return nil, 0
}

func notAssigned(name string) error {
	return pgerr.New(pgerr.ObjectNotInPrerequisiteState, "record \"%s\" is not assigned yet", name).
		WithDetail("The tuple structure of a not-yet-assigned record is indeterminate.")
}

func fieldAt(t types.Type, name string) int {
	if t.Ext == nil {
		return -1
	}
	for i, f := range t.Ext.Fields {
		if f.Name == name {
			return i
		}
	}
	return -1
}

// session is what functions see.
func (f *frame) session() *builtin.Session {
	if f.fixed != nil {
		return f.fixed
	}
	return f.host.Session(f.ctx)
}

// convert makes a value of one type one of another, as an assignment does: by a cast, or
// through text.
func (f *frame) convert(d types.Datum, from, to types.Type) (types.Datum, error) {
	if from.OID == to.OID && to.Mod < 0 && (from.OID != types.Record || to.Ext == nil) {
		return d, nil
	}
	if d.Null && !to.IsRow() || to.OID == types.Any || from.OID == 0 {
		return d, nil
	}
	p, err := builtin.FindCast(from, to, builtin.CastAssignment)
	if err != nil {
		if p, err = builtin.FindCast(from, to, builtin.CastExplicit); err == nil {
			p.Explicit = false
		}
	}
	if err != nil {
		text := string(types.AppendText(nil, from, d, f.session().Style()))
		return types.Parse(to, text, f.session().Style())
	}
	if p.Noop() {
		return d, nil
	}
	return p.Apply(f.session(), d)
}

// set assigns to a slot.
func (f *frame) set(slot int, d types.Datum, t types.Type) error {
	v := &f.p.vars[slot]
	if v.notNull && d.Null {
		return pgerr.New(pgerr.NullValueNotAllowed, "null value cannot be assigned to variable \"%s\" declared NOT NULL", v.name)
	}
	switch {
	case v.open && !v.record: // takes the type of its first value
		if f.types[slot].OID == types.Unknown {
			f.types[slot] = t
			f.types[slot].Mod = -1
		} else {
			var err error
			if d, err = f.convert(d, t, f.types[slot]); err != nil {
				return err
			}
		}
	case v.record:
		return f.setRecord(slot, d, t)
	default:
		var err error
		if d, err = f.convert(d, t, v.t); err != nil {
			return err
		}
	}
	return f.put(slot, d)
}

// put stores a value and accounts for its bytes.
func (f *frame) put(slot int, d types.Datum) error {
	if grow := int64(len(d.S) - len(f.vals[slot].S)); grow > 1<<12 || grow < -1<<12 {
		if err := f.host.Grow(grow); err != nil {
			return err
		}
		f.held += grow
	}
	f.vals[slot] = d
	return nil
}

// setRecord assigns a row value to a record or row variable.
func (f *frame) setRecord(slot int, d types.Datum, t types.Type) error {
	v := &f.p.vars[slot]
	if d.Null && (t.OID == types.Unknown || t.Ext == nil) {
		if v.open {
			f.types[slot] = v.t
			return f.put(slot, types.Null)
		}
		return f.setRow(slot, nil, nil)
	}
	if !t.IsRow() {
		return pgerr.New(pgerr.DatatypeMismatch, "cannot assign non-composite value to a record variable")
	}
	var cols []Column
	vals := make([]types.Datum, 0, 4)
	if d.Null {
		for _, fd := range t.Ext.Fields {
			cols, vals = append(cols, Column{fd.Name, fd.Type}), append(vals, types.Null)
		}
		return f.setRow(slot, cols, vals)
	}
	ts, ds := types.DecodeRow(d.S)
	ts = types.RowTypes(t, ts)
	for i := range ds {
		name := "f" + itoa(i+1)
		if t.Ext != nil && i < len(t.Ext.Fields) {
			name = t.Ext.Fields[i].Name
		}
		cols = append(cols, Column{name, ts[i]})
	}
	return f.setRow(slot, cols, ds)
}

// setRow puts a row of a query into a record: an open one takes its shape, another one
// converts field by field, missing ones being NULL.
func (f *frame) setRow(slot int, cols []Column, vals []types.Datum) error {
	v := &f.p.vars[slot]
	if v.open {
		ext := &types.Ext{}
		ts := make([]types.Type, len(cols))
		same := f.types[slot].Ext != nil && len(f.types[slot].Ext.Fields) == len(cols)
		for i, c := range cols {
			ts[i] = c.Type
			ext.Fields = append(ext.Fields, types.Field{Name: c.Name, Type: c.Type})
			same = same && f.types[slot].Ext.Fields[i].Name == c.Name && types.Same(f.types[slot].Ext.Fields[i].Type, c.Type)
		}
		if !same {
			f.types[slot] = types.Type{OID: types.Record, Mod: -1, Ext: ext}
		}
		if vals == nil {
			vals = nulls(len(cols))
		}
		return f.put(slot, types.EncodeRow(ts, vals))
	}
	fields := v.t.Ext.Fields
	ts, out := make([]types.Type, len(fields)), make([]types.Datum, len(fields))
	for i, fd := range fields {
		ts[i], out[i] = fd.Type, types.Null
		if i < len(vals) {
			d, err := f.convert(vals[i], cols[i].Type, fd.Type)
			if err != nil {
				return err
			}
			out[i] = d
		}
	}
	return f.put(slot, types.EncodeRow(ts, out))
}

func nulls(n int) []types.Datum {
	out := make([]types.Datum, n)
	for i := range out {
		out[i] = types.Null
	}
	return out
}

// assign puts a value into a target.
func (f *frame) assign(t *parse.PLTarget, d types.Datum, from types.Type) error {
	slot, used, ok := f.scope.find(t.Parts, 0)
	if !ok {
		return pgerr.New(pgerr.UndefinedObject, "variable \"%s\" does not exist", dotted(t.Parts))
	}
	if len(t.Steps) == 0 && used == len(t.Parts) {
		return f.set(slot, d, from)
	}
	v := &f.p.vars[slot]
	if f.types[slot].IsRow() && f.types[slot].Ext == nil && used < len(t.Parts) {
		return notAssigned(v.name)
	}
	nd, err := f.replace(f.vals[slot], f.types[slot], v.name, t.Parts[used:], t.Steps, d, from)
	if err != nil {
		return err
	}
	return f.put(slot, nd)
}

// replace gives a value with one field or element changed.
func (f *frame) replace(old types.Datum, t types.Type, name string, fields []string, steps []parse.Step, d types.Datum, from types.Type) (types.Datum, error) {
	if len(fields) == 0 {
		if len(steps) == 0 {
			return f.convert(d, from, t)
		}
		return f.replaceElem(old, t, steps, d, from)
	}
	if !t.IsRow() || t.Ext == nil {
		return old, pgerr.New(pgerr.DatatypeMismatch, "cannot assign to field \"%s\" of variable \"%s\": its type %s is not composite", fields[0], name, t)
	}
	i := fieldAt(t, fields[0])
	if i < 0 {
		return old, pgerr.New(pgerr.UndefinedColumn, "record \"%s\" has no field \"%s\"", name, fields[0])
	}
	ts := make([]types.Type, len(t.Ext.Fields))
	vals := nulls(len(ts))
	for k, fd := range t.Ext.Fields {
		ts[k] = fd.Type
	}
	if !old.Null {
		_, have := types.DecodeRow(old.S)
		copy(vals, have)
	}
	nd, err := f.replace(vals[i], ts[i], name, fields[1:], steps, d, from)
	if err != nil {
		return old, err
	}
	vals[i] = nd
	return types.EncodeRow(ts, vals), nil
}
