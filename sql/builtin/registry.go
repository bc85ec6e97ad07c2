package builtin

import (
	_ "embed"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/tarndb/tarn/sql/types"
)

// The tables hold PostgreSQL's signatures, one a line, fields separated by tabs:
//
//	pgproc.txt      oid name kind flags defaults ret args prosrc argnames aggkind+direct
//	                (flags: set-returning, volatility i/s/v, strict, variadic)
//	pgoperator.txt  oid name left right proc commutator negator
//	pgcast.txt      source target proc context method
//
// Types are typnames. An entry takes part only when an area file registers an
// evaluation under its key (see implKey).
var (
	//go:embed pgproc.txt
	procTable string
	//go:embed pgoperator.txt
	operTable string
	//go:embed pgcast.txt
	castTable string
)

// Evaluations registered by the area files.
type (
	evalFn = func(c *Ctx, args []types.Datum) (types.Datum, error)
	setFn  = func(c *Ctx, args []types.Datum, yield func(row []types.Datum) bool) error
	newFn  = func(c *Ctx) Agg
)

var (
	scalarImpls = map[string]evalFn{}
	setImpls    = map[string]setFn{}
	aggImpls    = map[string]newFn{}
	ownFuncs    []*Func
	ownOps      []ownOp
)

type ownOp struct {
	name, left, right string
	fn                *Func
}

func regScalars(m map[string]evalFn) {
	for k, f := range m {
		if scalarImpls[k] != nil {
			panic("builtin: evaluation registered twice: " + k)
		}
		scalarImpls[k] = f
	}
}

func regAggs(m map[string]newFn) {
	for k, f := range m {
		if aggImpls[k] != nil {
			panic("builtin: aggregate registered twice: " + k)
		}
		aggImpls[k] = f
	}
}

// index is the finished catalog.
type index struct {
	funcs    []*Func // callable
	procs    []*Func // all rows of pg_proc, callable or not
	byName   map[string][]*Func
	byOID    map[uint32]*Func
	ops      []*Operator
	opByName map[string][]*Operator
	taken    map[uint32]bool // own OIDs given out
	casts    []*Cast
	castBy   map[[2]types.OID]*Cast
}

var catalog = sync.OnceValue(buildIndex)

// Funcs lists every callable function. The slice is shared.
func Funcs() []*Func { return catalog().funcs }

// Procs lists every row of pg_proc: Funcs and the signature-only entries (type input
// and output functions and functions without evaluation). The slice is shared.
func Procs() []*Func { return catalog().procs }

// LookupFuncs gives the overloads of a function name (lower case, unqualified).
func LookupFuncs(name string) []*Func { return catalog().byName[name] }

// FuncByOID finds a row of Procs, nil when there is none.
func FuncByOID(oid uint32) *Func { return catalog().byOID[oid] }

// Operators lists all operators. The slice is shared.
func Operators() []*Operator { return catalog().ops }

// LookupOps gives the overloads of an operator name.
func LookupOps(name string) []*Operator { return catalog().opByName[name] }

// Casts lists the entries of pg_cast. The slice is shared.
func Casts() []*Cast { return catalog().casts }

func buildIndex() *index {
	ix := &index{byName: map[string][]*Func{}, byOID: map[uint32]*Func{}, opByName: map[string][]*Operator{},
		castBy: map[[2]types.OID]*Cast{}, taken: map[uint32]bool{}}
	eachLine(procTable, func(f []string) { ix.addProc(f) })
	sort.SliceStable(ownFuncs, func(i, j int) bool { return ownFuncs[i].Describe() < ownFuncs[j].Describe() })
	for _, fn := range ownFuncs {
		fn.OID = ix.ownOID(fn.Describe())
		ix.addFunc(fn)
	}
	eachLine(operTable, func(f []string) { ix.addOperator(f) })
	for _, o := range ownOps {
		ix.addOp(&Operator{OID: ix.ownOID(o.left + o.name + o.right), Name: o.name, Left: typeOID(o.left), Right: typeOID(o.right), Fn: o.fn})
	}
	eachLine(castTable, func(f []string) { ix.addCast(f) })
	return ix
}

// ownOID gives one of Tarn's own objects an OID between PostgreSQL's and the first user
// OID, from its signature so that it stays the same when others come and go.
func (ix *index) ownOID(sig string) uint32 {
	const slots = firstUserOID - firstOwnOID - 384
	k := uint32(types.HashString(sig) % slots)
	for ix.taken[firstOwnOID+k] || ix.byOID[firstOwnOID+k] != nil {
		k = (k + 1) % slots
	}
	ix.taken[firstOwnOID+k] = true
	return firstOwnOID + k
}

// OIDs of Tarn's own objects begin above PostgreSQL's built-in ones.
const (
	firstOwnOID  = 9100
	firstUserOID = 16384
)

func eachLine(table string, f func([]string)) {
	for line := range strings.Lines(table) {
		f(strings.Split(strings.TrimRight(line, "\n"), "\t"))
	}
}

func typeOID(name string) types.OID {
	switch name {
	case "-", "":
		return 0
	case "internal":
		return 2281
	}
	if t, ok := types.TypeByTypname(name); ok {
		return t
	}
	panic("builtin: unknown type " + name)
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic("builtin: bad number in table: " + s)
	}
	return n
}

func (ix *index) addProc(f []string) {
	fn := &Func{OID: uint32(atoi(f[0])), Name: f[1], Defaults: atoi(f[4]), Ret: typeOID(f[5]), Kernel: f[7]}
	if f[6] != "" {
		for a := range strings.SplitSeq(f[6], ",") {
			fn.Args = append(fn.Args, typeOID(a))
		}
	}
	flags := f[3]
	fn.Volatility = map[byte]Volatility{'i': Immutable, 's': Stable, 'v': Volatile}[flags[1]]
	fn.NotStrict = flags[2] == 'f'
	fn.Variadic = flags[3] == 't'
	fn.setArgNames(f[8])
	switch {
	case f[2] == "a":
		fn.Kind = Aggregate
		fn.aggregate(f[9])
	case f[2] == "w":
		fn.Kind = Window
	case flags[0] == 't':
		fn.Kind = SetReturning
		fn.Set = setImpls[implKey(fn, f[6])]
	default:
		if fn.Eval = scalarImpls[implKey(fn, f[6])]; fn.Eval == nil {
			fn.Eval = implicitEval(fn)
		}
	}
	fn.DefaultVals = defaultsOf(fn)
	if fn.callable() {
		ix.addFunc(fn)
		return
	}
	ix.procs = append(ix.procs, fn)
	ix.byOID[fn.OID] = fn
}

// implKey is the key of an evaluation: prosrc, or for functions PostgreSQL writes in SQL
// name(types).
func implKey(fn *Func, args string) string {
	if fn.Kernel == "" {
		fn.Kernel = fn.Name + "(" + args + ")"
	}
	return fn.Kernel
}

func (fn *Func) aggregate(kind string) {
	switch kind[0] {
	case 'o', 'h':
		fn.OrderedSet = true
		fn.Hypothetical = kind[0] == 'h'
		fn.Direct = atoi(kind[1:])
	}
	if fn.Kernel == "" {
		fn.Kernel = aggKernel(fn)
	}
	fn.New = aggImpls[fn.Kernel]
	if fn.New == nil {
		fn.New = aggImpls["any_"+fn.Name]
	}
	fn.NotStrict = notStrictAggs[fn.Name]
}

// aggKernel names an aggregate: first argument's typname, underscore, name; count(*) is
// count_star.
func aggKernel(fn *Func) string {
	if len(fn.Args) == 0 {
		return fn.Name + "_star"
	}
	if in := types.ByOID(fn.Args[0]); in != nil {
		return in.Name + "_" + fn.Name
	}
	return "any_" + fn.Name
}

func (fn *Func) callable() bool {
	return fn.Eval != nil || fn.Set != nil || fn.New != nil || fn.Kind == Window
}

// setArgNames reads the names and the OUT columns of the table's argument list.
func (fn *Func) setArgNames(s string) {
	if s == "" {
		return
	}
	for part := range strings.SplitSeq(s, ",") {
		p := strings.Split(part, ":")
		switch p[0] {
		case "o", "t":
			fn.Cols = append(fn.Cols, types.Field{Name: p[1], Type: types.T(typeOID(p[2]))})
		default:
			fn.ArgNames = append(fn.ArgNames, p[1])
		}
	}
}

func (ix *index) addFunc(fn *Func) {
	ix.funcs = append(ix.funcs, fn)
	ix.procs = append(ix.procs, fn)
	ix.byName[fn.Name] = append(ix.byName[fn.Name], fn)
	ix.byOID[fn.OID] = fn
}

func (ix *index) addOperator(f []string) {
	fn := ix.byOID[uint32(atoi(f[4]))]
	if fn == nil || !fn.callable() {
		return
	}
	ix.addOp(&Operator{OID: uint32(atoi(f[0])), Name: f[1], Left: typeOID(f[2]), Right: typeOID(f[3]), Fn: fn,
		Commutator: f[5], Negator: f[6]})
}

func (ix *index) addOp(o *Operator) {
	ix.ops = append(ix.ops, o)
	ix.opByName[o.Name] = append(ix.opByName[o.Name], o)
}

func (ix *index) addCast(f []string) {
	c := &Cast{From: typeOID(f[0]), To: typeOID(f[1])}
	c.Context = map[string]CastContext{"i": CastImplicit, "a": CastAssignment, "e": CastExplicit}[f[3]]
	switch f[4] {
	case "b":
		c.Binary = true
	case "f":
		c.Fn = ix.byOID[uint32(atoi(f[2]))]
		if c.Fn == nil || c.Fn.Eval == nil {
			return
		}
	}
	ix.casts = append(ix.casts, c)
	ix.castBy[[2]types.OID{c.From, c.To}] = c
}

// def registers one of Tarn's own functions (DuckDB's and Databricks's words). The
// signature is name(argtype, …) ret; a type may carry "=default" text, a last argument
// may be "variadic t". flags: n not strict, s stable, v volatile.
func def(signature, flags string, eval evalFn) *Func {
	fn := parseSignature(signature)
	fn.Eval = eval
	fn.NotStrict = strings.Contains(flags, "n")
	switch {
	case strings.Contains(flags, "s"):
		fn.Volatility = Stable
	case strings.Contains(flags, "v"):
		fn.Volatility = Volatile
	}
	ownFuncs = append(ownFuncs, fn)
	return fn
}

// defSet registers an own set-returning function.
func defSet(signature string, set setFn) *Func {
	fn := parseSignature(signature)
	fn.Kind, fn.Set = SetReturning, set
	ownFuncs = append(ownFuncs, fn)
	return fn
}

// defAgg registers an own aggregate; NULL rows are skipped unless notStrict.
func defAgg(signature string, notStrict bool, new newFn) *Func {
	fn := parseSignature(signature)
	fn.Kind, fn.New, fn.NotStrict, fn.Kernel = Aggregate, new, notStrict, aggKernel(fn)
	ownFuncs = append(ownFuncs, fn)
	return fn
}

func parseSignature(sig string) *Func {
	name, rest, ok1 := strings.Cut(sig, "(")
	args, ret, ok2 := strings.Cut(rest, ")")
	if !ok1 || !ok2 {
		panic("builtin: bad signature " + sig)
	}
	fn := &Func{Name: name, Ret: typeOID(strings.TrimSpace(ret)), Kernel: name}
	for a := range strings.SplitSeq(args, ",") {
		a = strings.TrimSpace(a)
		if a == "" {
			continue
		}
		if v, ok := strings.CutPrefix(a, "variadic "); ok {
			fn.Variadic, a = true, v
		}
		fn.Args = append(fn.Args, typeOID(a))
	}
	if len(fn.Args) > 0 {
		fn.Kernel = name + "(" + args + ")"
	}
	return fn
}

// Describe renders name(types), for messages and tests.
func (fn *Func) Describe() string {
	var parts []string
	for _, a := range fn.Args {
		parts = append(parts, types.FormatType(a, -1))
	}
	return fmt.Sprintf("%s(%s)", fn.Name, strings.Join(parts, ", "))
}

// Names lists all callable function names, sorted.
func Names() []string {
	var out []string
	for n := range catalog().byName {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// IsOwn tells Tarn's own functions from PostgreSQL's and from those of users.
func IsOwn(f *Func) bool { return f.OID >= firstOwnOID && f.OID < firstUserOID }
