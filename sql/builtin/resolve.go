package builtin

import (
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Resolved is a call with its overload chosen. The binder coerces the call's argument
// ArgMap[i] to Args[i] (implicitly) for each position i of the evaluation; ArgMap[i] of
// -1 stands for the constant Defaults[i]. When VariadicFrom ≥ 0 the arguments from that
// position on are to be collected into one array of type VariadicArray.
type Resolved struct {
	Func          *Func
	Args          []types.Type
	ArgMap        []int
	Defaults      []types.Datum
	VariadicFrom  int
	VariadicArray types.Type
	Ret           types.Type
	// CastTo is set, with Func nil, when the call is a cast in function form: int8('5').
	CastTo *types.Type
}

// candidate is one overload laid out for a call: types[i] is wanted of position i.
type candidate struct {
	fn       *Func
	op       *Operator
	types    []types.OID
	argMap   []int
	variadic int // position from which arguments repeat the last declared type; -1 none
	defaults int
}

// ResolveFunc chooses the overload of name for argument types args, as PostgreSQL does
// (exact match, then function-form casts, then func_select_candidate). names holds
// parameter names for named notation, nil or "" for positional ones; variadic says the
// last argument was written VARIADIC. Errors: 42883, 42725, 42804.
func ResolveFunc(name string, args []types.Type, names []string, variadic bool) (*Resolved, error) {
	return ResolveIn(LookupFuncs(name), name, args, names, variadic)
}

// ResolveIn is ResolveFunc over a given set of overloads, for user-defined functions.
// Tarn's own overloads of a PostgreSQL function's name count only where PostgreSQL has
// none that fits, so that they never change what a PostgreSQL call means.
func ResolveIn(funcs []*Func, name string, args []types.Type, names []string, variadic bool) (*Resolved, error) {
	theirs, own := splitOwn(funcs)
	if len(theirs) == 0 || len(own) == 0 {
		return resolveAmong(funcs, name, args, names, variadic)
	}
	r, err := resolveAmong(theirs, name, args, names, variadic)
	if pgerr.CodeOf(err) == pgerr.UndefinedFunction {
		if r, err := resolveAmong(own, name, args, names, variadic); err == nil {
			return r, nil
		}
	}
	return r, err
}

// splitOwn parts PostgreSQL's functions from Tarn's.
func splitOwn(funcs []*Func) (theirs, own []*Func) {
	for _, f := range funcs {
		if IsOwn(f) {
			own = append(own, f)
		} else {
			theirs = append(theirs, f)
		}
	}
	return theirs, own
}

func resolveAmong(funcs []*Func, name string, args []types.Type, names []string, variadic bool) (*Resolved, error) {
	cands := layOutAll(funcs, args, names, variadic)
	best := exactMatch(cands, args)
	if best == nil {
		if t, ok := castCall(name, args, names); ok {
			return &Resolved{CastTo: &t, Args: args, Ret: t, VariadicFrom: -1}, nil
		}
		var matches []*candidate
		best, matches = choose(cands, args)
		if best == nil {
			return nil, noFunction(name, args, names, len(matches) > 1)
		}
	}
	return best.resolve(args)
}

func layOutAll(funcs []*Func, args []types.Type, names []string, variadic bool) []*candidate {
	var out []*candidate
	for _, fn := range funcs {
		for _, c := range layOut(fn, args, names, variadic) {
			out = addCandidate(out, c)
		}
	}
	return out
}

// addCandidate drops a candidate that another one with the same types beats: not
// variadic before variadic, fewer defaults before more.
func addCandidate(cands []*candidate, c *candidate) []*candidate {
	for i, o := range cands {
		if !equalOIDs(o.types, c.types) {
			continue
		}
		if (o.variadic >= 0) != (c.variadic >= 0) {
			if o.variadic >= 0 {
				cands[i] = c
			}
			return cands
		}
		if o.defaults != c.defaults {
			if c.defaults < o.defaults {
				cands[i] = c
			}
			return cands
		}
	}
	return append(cands, c)
}

func equalOIDs(a, b []types.OID) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// layOut fits one overload to a call: by position, with defaults, and expanded when
// variadic.
func layOut(fn *Func, args []types.Type, names []string, variadic bool) []*candidate {
	for _, n := range names {
		if n != "" {
			return layOutNamed(fn, args, names)
		}
	}
	n, want := len(args), len(fn.Args)
	var out []*candidate
	varAny := fn.Variadic && fn.Args[want-1] == types.Any
	if fn.Variadic == variadic && n <= want && n >= want-fn.Defaults {
		out = append(out, &candidate{fn: fn, types: fn.Args[:n], argMap: identity(n, want), variadic: -1, defaults: want - n})
	}
	if fn.Variadic && !variadic && n >= want {
		out = append(out, expandVariadic(fn, n, varAny))
	}
	return out
}

func expandVariadic(fn *Func, n int, varAny bool) *candidate {
	want := len(fn.Args)
	last := fn.Args[want-1]
	if !varAny {
		switch last {
		case types.AnyArray:
			last = types.AnyElement
		case types.AnyCompatArray:
			last = types.AnyCompatible
		default:
			if e, ok := types.ElemOf(types.T(last)); ok {
				last = e.OID
			}
		}
	}
	ts := append([]types.OID{}, fn.Args[:want-1]...)
	for len(ts) < n {
		ts = append(ts, last)
	}
	return &candidate{fn: fn, types: ts, argMap: identity(n, n), variadic: want - 1}
}

func identity(n, want int) []int {
	m := make([]int, want)
	for i := range m {
		m[i] = i
		if i >= n {
			m[i] = -1
		}
	}
	return m
}

func layOutNamed(fn *Func, args []types.Type, names []string) []*candidate {
	want := len(fn.Args)
	if len(args) > want || len(fn.ArgNames) == 0 {
		return nil
	}
	m := identity(0, want)
	ts := make([]types.OID, len(args))
	for i := range args {
		pos := i
		if names[i] != "" {
			pos = indexOf(fn.ArgNames, names[i])
		}
		if pos < 0 || pos >= want || m[pos] >= 0 {
			return nil
		}
		m[pos] = i
		ts[i] = fn.Args[pos]
	}
	for i, a := range m {
		if a < 0 && i < want-fn.Defaults {
			return nil
		}
	}
	return []*candidate{{fn: fn, types: ts, argMap: m, variadic: -1, defaults: want - len(args)}}
}

func indexOf(list []string, s string) int {
	for i, v := range list {
		if v == s {
			return i
		}
	}
	return -1
}

func exactMatch(cands []*candidate, args []types.Type) *candidate {
next:
	for _, c := range cands {
		for i, t := range c.types {
			if args[i].OID != t {
				continue next
			}
		}
		return c
	}
	return nil
}

// castCall recognises a cast written as a function call.
func castCall(name string, args []types.Type, names []string) (types.Type, bool) {
	if len(args) != 1 || names != nil && names[0] != "" {
		return types.Type{}, false
	}
	oid, ok := types.TypeByTypname(name)
	if !ok || types.IsPolymorphic(oid) || types.ByOID(oid).Kind != 'b' {
		return types.Type{}, false
	}
	t := types.T(oid)
	if args[0].OID == types.Unknown {
		return t, true
	}
	p := findPath(args[0], t, CastExplicit)
	if p == nil || p.Method != CastBinary && p.Method != CastText || args[0].IsRow() && isString(t) {
		return types.Type{}, false
	}
	return t, true
}

// choose filters by implicit coercibility and then selects; it also returns what was
// left when no single best candidate was found.
func choose(cands []*candidate, args []types.Type) (*candidate, []*candidate) {
	var fit []*candidate
	for _, c := range cands {
		if canCoerceAll(args, c.types) {
			fit = append(fit, c)
		}
	}
	if len(fit) == 1 {
		return fit[0], nil
	}
	if len(fit) == 0 {
		return nil, nil
	}
	return selectCandidate(fit, args)
}

func canCoerceAll(args []types.Type, decl []types.OID) bool {
	generic := false
	for i, d := range decl {
		if types.IsPolymorphic(d) {
			generic = true
			continue
		}
		if !acceptsImplicitly(args[i], d) {
			return false
		}
	}
	return !generic || consistent(args, decl)
}

func acceptsImplicitly(a types.Type, d types.OID) bool {
	if a.OID == d || a.OID == types.Unknown || d == types.Any {
		return true
	}
	if d == types.Record && a.IsRow() {
		return true
	}
	if d == types.RecordArray && a.IsArray() {
		e, _ := types.ElemOf(a)
		return e.IsRow()
	}
	return findPath(a, types.T(d), CastImplicit) != nil
}

// selectCandidate applies func_select_candidate's rules in order.
func selectCandidate(cands []*candidate, args []types.Type) (*candidate, []*candidate) {
	unknowns := 0
	for _, a := range args {
		if a.OID == types.Unknown {
			unknowns++
		}
	}
	cands = keepBest(cands, args, func(a types.Type, t types.OID) bool { return a.OID == t })
	if len(cands) == 1 {
		return cands[0], nil
	}
	cands = keepBest(cands, args, func(a types.Type, t types.OID) bool {
		return a.OID == t || types.Preferred(t) && types.Category(types.T(t)) == types.Category(a)
	})
	if len(cands) == 1 {
		return cands[0], nil
	}
	if unknowns == 0 {
		return nil, cands
	}
	cands = byUnknownCategory(cands, args)
	if len(cands) == 1 {
		return cands[0], nil
	}
	return byKnownType(cands, args, unknowns)
}

// keepBest keeps the candidates for which match holds at most known positions.
func keepBest(cands []*candidate, args []types.Type, match func(types.Type, types.OID) bool) []*candidate {
	best := 0
	var out []*candidate
	for _, c := range cands {
		n := 0
		for i, a := range args {
			if a.OID != types.Unknown && match(a, c.types[i]) {
				n++
			}
		}
		if n > best || out == nil {
			best, out = n, nil
		}
		if n == best {
			out = append(out, c)
		}
	}
	return out
}

type slot struct {
	category  byte
	preferred bool
}

// byUnknownCategory guesses a category for each unknown literal and keeps the
// candidates that accept it.
func byUnknownCategory(cands []*candidate, args []types.Type) []*candidate {
	slots := map[int]slot{}
	for i, a := range args {
		if a.OID != types.Unknown {
			continue
		}
		s, ok := slotOf(cands, i)
		if !ok {
			return cands
		}
		slots[i] = s
	}
	var out []*candidate
next:
	for _, c := range cands {
		for i, s := range slots {
			t := c.types[i]
			if types.Category(types.T(t)) != s.category || s.preferred && !types.Preferred(t) {
				continue next
			}
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		return cands
	}
	return out
}

func slotOf(cands []*candidate, i int) (slot, bool) {
	var s slot
	conflict := false
	for _, c := range cands {
		t := c.types[i]
		cat, pref := types.Category(types.T(t)), types.Preferred(t)
		switch {
		case s.category == 0:
			s = slot{cat, pref}
		case s.category == cat:
			s.preferred = s.preferred || pref
		case cat == 'S':
			s = slot{cat, pref}
		default:
			conflict = true
		}
	}
	return s, !conflict || s.category == 'S'
}

// byKnownType assumes the unknown literals have the one type of the known arguments.
func byKnownType(cands []*candidate, args []types.Type, unknowns int) (*candidate, []*candidate) {
	if unknowns == len(args) {
		return nil, cands
	}
	var known types.Type
	for _, a := range args {
		if a.OID == types.Unknown {
			continue
		}
		if known.OID != 0 && !types.Same(known, a) {
			return nil, cands
		}
		known = a
	}
	all := make([]types.Type, len(args))
	for i := range all {
		all[i] = known
	}
	var found *candidate
	for _, c := range cands {
		if !canCoerceAll(all, c.types) {
			continue
		}
		if found != nil {
			return nil, cands
		}
		found = c
	}
	return found, cands
}

// resolve settles polymorphic types and lays out the final arguments.
func (c *candidate) resolve(args []types.Type) (*Resolved, error) {
	p, _ := gather(args, c.types)
	if err := p.undetermined(c.types); err != nil {
		return nil, err
	}
	target := make([]types.Type, len(args))
	for i, d := range c.types {
		target[i] = p.substitute(d, args[i])
	}
	r := &Resolved{Func: c.fn, ArgMap: c.argMap, VariadicFrom: -1}
	r.layArgs(c, target)
	r.Ret = c.resultType(p, target, r)
	return r, nil
}

func (r *Resolved) layArgs(c *candidate, target []types.Type) {
	r.Args = make([]types.Type, len(c.argMap))
	r.Defaults = make([]types.Datum, len(c.argMap))
	first := len(c.fn.Args) - len(c.fn.DefaultVals)
	for i, a := range c.argMap {
		if a >= 0 {
			r.Args[i] = target[a]
			continue
		}
		r.Args[i] = types.T(c.fn.Args[i])
		r.Defaults[i] = c.fn.DefaultVals[i-first]
	}
	if c.variadic >= 0 && c.fn.Args[len(c.fn.Args)-1] != types.Any {
		r.VariadicFrom = c.variadic
		r.VariadicArray = types.ArrayOf(target[c.variadic])
	}
}

func (c *candidate) resultType(p *poly, target []types.Type, r *Resolved) types.Type {
	if c.fn.RetType != nil {
		return c.fn.RetType(r.Args)
	}
	ret := c.fn.Ret
	if !types.IsPolymorphic(ret) {
		if ret == types.Record && len(c.fn.Cols) > 0 {
			return types.Type{OID: types.Record, Mod: -1, Ext: &types.Ext{Fields: c.fn.Cols}}
		}
		return types.T(ret)
	}
	t := p.substitute(ret, types.Type{})
	t.Mod = -1
	return t
}

func noFunction(name string, args []types.Type, names []string, ambiguous bool) error {
	sig := name + "(" + argList(args, names) + ")"
	if ambiguous {
		return pgerr.New(pgerr.AmbiguousFunction, "function %s is not unique", sig).
			WithHint("Could not choose a best candidate function. You might need to add explicit type casts.")
	}
	return pgerr.New(pgerr.UndefinedFunction, "function %s does not exist", sig).
		WithHint("No function matches the given name and argument types. You might need to add explicit type casts.")
}

func argList(args []types.Type, names []string) string {
	var parts []string
	for i, a := range args {
		s := a.String()
		if i < len(names) && names[i] != "" {
			s = names[i] + " => " + s
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}
