package builtin

import (
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// CastMethod says how a CastPath turns a value into another type.
type CastMethod uint8

// Cast methods.
const (
	CastBinary CastMethod = iota // the datum is reused as is
	CastFunc                     // Fn of one argument
	CastText                     // text output of From, then text input of To
	CastArray                    // element by element with Elem
	CastRow                      // field by field with Fields
)

// CastPath is a resolved conversion. After the method, Length (when not nil) enforces
// To's modifier: it takes the value, the typmod as int4, and whether the cast is explicit.
type CastPath struct {
	From, To types.Type
	Method   CastMethod
	Fn       *Func
	Elem     *CastPath
	Fields   []*CastPath
	Length   *Func
	Explicit bool
}

// Noop says whether applying the path returns its input.
func (p *CastPath) Noop() bool { return p.Method == CastBinary && p.Length == nil }

// FindCast finds the way from one type to another allowed in ctx, as
// find_coercion_pathway does, with the length coercion To's modifier asks for. From
// Unknown means a literal: its text is read by the target's input. Error: 42846.
func FindCast(from, to types.Type, ctx CastContext) (*CastPath, error) {
	p := findPath(from, to, ctx)
	if p == nil {
		return nil, pgerr.New(pgerr.CannotCoerce, "cannot cast type %s to %s", from, to)
	}
	p.Explicit = ctx == CastExplicit
	p.Length = lengthFunc(from, to, p)
	return p, nil
}

// CanCoerce says whether a value of type from is accepted where to is wanted.
func CanCoerce(from, to types.Type, ctx CastContext) bool {
	if from.OID == types.Unknown || to.OID == types.Any || types.Same(from, to) {
		return true
	}
	return findPath(from, to, ctx) != nil
}

func findPath(from, to types.Type, ctx CastContext) *CastPath {
	p := &CastPath{From: from, To: to}
	switch {
	case types.Same(from, to) || to.OID == types.Any:
		return p
	case from.OID == types.Unknown:
		p.Method = CastText
		return p
	case from.IsRow() && to.IsRow():
		return rowPath(p, ctx)
	}
	if c := catalog().castBy[[2]types.OID{from.OID, to.OID}]; c != nil {
		if ctx < c.Context {
			return nil
		}
		switch {
		case c.Binary:
		case c.Fn != nil:
			p.Method, p.Fn = CastFunc, c.Fn
		default:
			p.Method = CastText
		}
		return p
	}
	if p := arrayPath(p, ctx); p != nil {
		return p
	}
	if ctx >= CastAssignment && isString(to) || ctx >= CastExplicit && isString(from) {
		p.Method = CastText
		return p
	}
	return nil
}

func isString(t types.Type) bool { return types.Category(t) == 'S' }

func arrayPath(p *CastPath, ctx CastContext) *CastPath {
	if !p.From.IsArray() && p.From.OID != types.Int2Vector && p.From.OID != types.OidVector || !p.To.IsArray() {
		return nil
	}
	fe, _ := types.ElemOf(p.From)
	te, ok := types.ElemOf(p.To)
	if !ok {
		return nil
	}
	fe.Mod, te.Mod = -1, p.To.Mod
	elem := findPath(fe, te, ctx)
	if elem == nil {
		return nil
	}
	elem.Explicit = ctx == CastExplicit
	p.Elem = elem
	if elem.Method != CastBinary {
		p.Method = CastArray
	}
	return p
}

func rowPath(p *CastPath, ctx CastContext) *CastPath {
	if p.To.Ext == nil || len(p.To.Ext.Fields) == 0 {
		return p
	}
	if p.From.Ext == nil || len(p.From.Ext.Fields) != len(p.To.Ext.Fields) {
		return nil
	}
	p.Method = CastRow
	for i, f := range p.To.Ext.Fields {
		fp := findPath(p.From.Ext.Fields[i].Type, f.Type, ctx)
		if fp == nil {
			return nil
		}
		p.Fields = append(p.Fields, fp)
	}
	return p
}

// lengthFunc finds the function that enforces to's modifier: pg_cast's entries from a
// type to itself.
func lengthFunc(from, to types.Type, p *CastPath) *Func {
	if to.Mod < 0 || p.Method == CastRow || p.Method == CastText && to.OID == types.Interval {
		return nil // an interval's input needs its modifier to read the text
	}
	if from.OID == to.OID && from.Mod == to.Mod {
		return nil
	}
	oid := to.OID
	if e, ok := types.ElemOf(to); ok {
		oid = e.OID
	}
	c := catalog().castBy[[2]types.OID{oid, oid}]
	if c == nil {
		return nil
	}
	return c.Fn
}

// Apply converts one value; NULL stays NULL.
func (p *CastPath) Apply(s *Session, d types.Datum) (types.Datum, error) {
	if d.Null {
		return d, nil
	}
	out, err := p.convert(s, d)
	if err != nil || p.Length == nil || out.Null {
		return out, err
	}
	return p.enforce(s, out)
}

func (p *CastPath) convert(s *Session, d types.Datum) (types.Datum, error) {
	switch p.Method {
	case CastFunc:
		c := &Ctx{ArgTypes: []types.Type{p.From}, Ret: p.To, Session: s}
		args := []types.Datum{d, types.NewInt(int64(p.To.Mod)), types.NewBool(p.Explicit)}
		return p.Fn.Eval(c, args[:max(1, len(p.Fn.Args))])
	case CastText:
		return p.viaText(s, d)
	case CastArray:
		return p.eachElem(s, d)
	case CastRow:
		return p.eachField(s, d)
	}
	return d, nil
}

func (p *CastPath) viaText(s *Session, d types.Datum) (types.Datum, error) {
	st := s.Style()
	text := d.S
	if p.From.OID != types.Unknown && (p.From.Phys() != types.PStr || !isString(p.From)) {
		text = string(types.AppendText(nil, p.From, d, st))
	}
	to := p.To
	if p.Length != nil {
		to.Mod = -1
	}
	return types.Parse(to, text, st)
}

func (p *CastPath) eachElem(s *Session, d types.Datum) (types.Datum, error) {
	fe, _ := types.ElemOf(p.From)
	te, _ := types.ElemOf(p.To)
	a := types.DecodeArray(fe, d.S)
	out := make([]types.Datum, len(a.Elems))
	for i, e := range a.Elems {
		v, err := p.Elem.Apply(s, e)
		if err != nil {
			return types.Null, err
		}
		out[i] = v
	}
	return types.EncodeArray(te, a.Dims, a.Lbs, out), nil
}

func (p *CastPath) eachField(s *Session, d types.Datum) (types.Datum, error) {
	_, vals := types.DecodeRow(d.S)
	if len(vals) != len(p.Fields) {
		return types.Null, pgerr.New(pgerr.CannotCoerce, "cannot cast type %s to %s", p.From, p.To)
	}
	ts := make([]types.Type, len(vals))
	out := make([]types.Datum, len(vals))
	for i := range vals {
		ts[i] = p.To.Ext.Fields[i].Type
		v, err := p.Fields[i].Apply(s, vals[i])
		if err != nil {
			return types.Null, err
		}
		out[i] = v
	}
	return types.EncodeRow(ts, out), nil
}

// enforce applies the length coercion, to each element of an array.
func (p *CastPath) enforce(s *Session, d types.Datum) (types.Datum, error) {
	call := func(t types.Type, v types.Datum) (types.Datum, error) {
		c := &Ctx{ArgTypes: []types.Type{t}, Ret: t, Session: s}
		args := []types.Datum{v, types.NewInt(int64(p.To.Mod)), types.NewBool(p.Explicit)}
		return p.Length.Eval(c, args[:len(p.Length.Args)])
	}
	elem, ok := types.ElemOf(p.To)
	if !ok {
		return call(p.To, d)
	}
	a := types.DecodeArray(elem, d.S)
	out := make([]types.Datum, len(a.Elems))
	for i, e := range a.Elems {
		if out[i] = e; e.Null {
			continue
		}
		v, err := call(elem, e)
		if err != nil {
			return types.Null, err
		}
		out[i] = v
	}
	return types.EncodeArray(elem, a.Dims, a.Lbs, out), nil
}

// CommonType resolves the type of a UNION column, CASE, VALUES, COALESCE, ARRAY, … from
// its parts, as select_common_type does; what names the construct in errors ("CASE",
// "UNION"). All-unknown gives text. Errors: 42804, 42846.
func CommonType(ts []types.Type, what string) (types.Type, error) {
	t, bad, ok := commonType(ts)
	if !ok {
		return t, pgerr.New(pgerr.DatatypeMismatch, "%s types %s and %s cannot be matched", what, t, bad)
	}
	for _, u := range ts {
		if !CanCoerce(u, t, CastImplicit) {
			return t, pgerr.New(pgerr.CannotCoerce, "%s could not convert type %s to %s", what, u, t)
		}
	}
	t.Mod = commonMod(ts, t)
	return t, nil
}

func commonType(ts []types.Type) (best, bad types.Type, ok bool) {
	if len(ts) == 0 {
		return types.T(types.Text), bad, true
	}
	best = ts[0]
	for _, t := range ts[1:] {
		if t.OID == types.Unknown || types.Same(t, best) {
			continue
		}
		if best.OID == types.Unknown {
			best = t
			continue
		}
		if types.Category(t) != types.Category(best) {
			return best, t, false
		}
		if !types.Preferred(best.OID) && CanCoerce(best, t, CastImplicit) && !CanCoerce(t, best, CastImplicit) {
			best = t
		}
	}
	if best.OID == types.Unknown {
		best = types.T(types.Text)
	}
	return best, bad, true
}

func commonMod(ts []types.Type, t types.Type) int32 {
	mod := int32(-2)
	for _, u := range ts {
		if u.OID != t.OID || mod != -2 && u.Mod != mod {
			return -1
		}
		mod = u.Mod
	}
	return max(mod, -1)
}
