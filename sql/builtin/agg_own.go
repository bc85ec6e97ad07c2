package builtin

import (
	"math"
	"math/bits"

	"github.com/tarndb/tarn/sql/types"
)

// Aggregates of DuckDB and Databricks.
func init() {
	same := func(args []types.Type) types.Type { return args[0] }
	for _, n := range []string{"any_value", "arbitrary"} {
		defAgg(n+"(anyelement) anyelement", false, func(*Ctx) Agg { return &pickAgg{} })
	}
	defAgg("first(anyelement) anyelement", true, func(*Ctx) Agg { return &pickAgg{} })
	defAgg("last(anyelement) anyelement", true, func(*Ctx) Agg { return &pickAgg{last: true} })
	for n, want := range map[string]int{"arg_max": 1, "max_by": 1, "arg_min": -1, "min_by": -1} {
		f := defAgg(n+"(anyelement, any) anyelement", true, func(c *Ctx) Agg {
			return &argAgg{best: extremum{t: c.argType(1, types.Text), want: want}, skipNull: n == "arg_max" || n == "arg_min"}
		})
		f.RetType = same
	}
	defAgg("approx_count_distinct(any) int8", false, func(c *Ctx) Agg { return &hll{t: c.argType(0, types.Text)} })
	for _, n := range []string{"count_if", "countif"} {
		defAgg(n+"(bool) int8", false, func(*Ctx) Agg { return &countIf{} })
	}
	for n, f := range map[string]func(*Ctx) Agg{"median": func(c *Ctx) Agg { return &quantile{t: c.argType(0, types.Float8), q: 0.5, fixed: true, cont: true} }} {
		for _, t := range []string{"float8", "numeric", "interval"} {
			defAgg(n+"("+t+") "+map[string]string{"float8": "float8", "numeric": "float8", "interval": "interval"}[t], false, f)
		}
	}
	for n, cont := range map[string]bool{"quantile_cont": true, "approx_quantile": true, "percentile": true, "approx_percentile": true} {
		defAgg(n+"(float8, float8) float8", false, func(c *Ctx) Agg { return &quantile{t: types.T(types.Float8), cont: cont} })
		defAgg(n+"(float8, _float8) _float8", false, func(c *Ctx) Agg { return &quantile{t: types.T(types.Float8), cont: cont, many: true} })
	}
	for _, n := range []string{"quantile", "quantile_disc"} {
		defAgg(n+"(anyelement, float8) anyelement", false, func(c *Ctx) Agg { return &quantile{t: c.argType(0, types.Text)} })
	}
	h := defAgg("histogram(anyelement) map", false, func(c *Ctx) Agg { return &histogram{t: c.argType(0, types.Text)} })
	h.RetType = func(args []types.Type) types.Type { return types.MapType(args[0], types.T(types.Int8)) }
	for _, n := range []string{"list", "collect_list"} {
		defAgg(n+"(anynonarray) anyarray", n == "list", func(c *Ctx) Agg { return &arrayAgg{elem: c.argType(0, types.Text)} })
	}
	defAgg("collect_set(anynonarray) anyarray", false, func(c *Ctx) Agg { return &setAgg{arrayAgg: arrayAgg{elem: c.argType(0, types.Text)}} })
	defAgg("product(float8) float8", false, func(*Ctx) Agg {
		return &foldAgg{f: func(_ *Ctx, a []D) (D, error) { return floatD(a[0].Float() * a[1].Float()), nil }}
	})
	for n, f := range map[string]func(*moments) (float64, bool){"skewness": skewness, "kurtosis": kurtosis} {
		defAgg(n+"(float8) float8", false, func(*Ctx) Agg { return &moments{result: f} })
	}
	for _, t := range []string{"uuid", "bytea", "jsonb"} {
		for n, want := range map[string]int{"min": -1, "max": 1} {
			defAgg(n+"("+t+") "+t, false, func(c *Ctx) Agg { return &extremum{t: types.T(typeOID(t)), want: want} })
		}
	}
	defAgg("sum(bool) int8", false, func(*Ctx) Agg { return &intSum{} })
}

// pickAgg keeps the first or last value.
type pickAgg struct {
	last, some bool
	v          D
}

func (p *pickAgg) Add(a []D) error {
	if p.last || !p.some {
		p.v, p.some = keep(a[0]), true
	}
	return nil
}

func (p *pickAgg) Merge(o Agg) error {
	if q := o.(*pickAgg); q.some {
		return p.Add([]D{q.v})
	}
	return nil
}

func (p *pickAgg) Result() (D, error) {
	if !p.some {
		return types.Null, nil
	}
	return p.v, nil
}

func (p *pickAgg) Bytes() int64 { return 64 + int64(len(p.v.S)) }

// argAgg keeps the value that came with the extreme key; rows with a NULL key are skipped.
type argAgg struct {
	best     extremum
	v        D
	skipNull bool // DuckDB's words also skip rows with a NULL value
}

func (g *argAgg) Add(a []D) error {
	if a[1].Null || g.skipNull && a[0].Null {
		return nil
	}
	if g.best.some && types.Compare(g.best.t, a[1], g.best.best)*g.best.want <= 0 {
		return nil
	}
	g.v = keep(a[0])
	return g.best.Add(a[1:])
}

func (g *argAgg) Merge(o Agg) error {
	if p := o.(*argAgg); p.best.some {
		return g.Add([]D{p.v, p.best.best})
	}
	return nil
}

func (g *argAgg) Result() (D, error) {
	if !g.best.some {
		return types.Null, nil
	}
	return g.v, nil
}

func (g *argAgg) Bytes() int64 { return g.best.Bytes() + int64(len(g.v.S)) + 48 }

type countIf struct{ n int64 }

func (c *countIf) Add(a []D) error    { c.n += a[0].I; return nil }
func (c *countIf) Merge(o Agg) error  { c.n += o.(*countIf).n; return nil }
func (c *countIf) Result() (D, error) { return intD(c.n), nil }
func (c *countIf) Bytes() int64       { return 16 }

// hll is HyperLogLog with 4,096 registers: a standard error of 1.6 percent.
type hll struct {
	t   types.Type
	reg [4096]uint8
}

func (h *hll) Add(a []D) error {
	x := types.Hash(h.t, a[0])
	i := x >> 52
	r := uint8(bits.LeadingZeros64(x<<12|1<<11) + 1)
	h.reg[i] = max(h.reg[i], r)
	return nil
}

func (h *hll) Merge(o Agg) error {
	for i, r := range o.(*hll).reg {
		h.reg[i] = max(h.reg[i], r)
	}
	return nil
}

func (h *hll) Result() (D, error) {
	const m = 4096.0
	sum, zeros := 0.0, 0.0
	for _, r := range h.reg {
		sum += math.Ldexp(1, -int(r))
		if r == 0 {
			zeros++
		}
	}
	e := 0.7213 / (1 + 1.079/m) * m * m / sum
	if e <= 2.5*m && zeros > 0 {
		e = m * math.Log(m/zeros)
	}
	return intD(int64(math.Round(e))), nil
}

func (h *hll) Bytes() int64 { return 4200 }

// quantile keeps all values and sorts at the end; fractions come as second argument.
type quantile struct {
	t                 types.Type
	q                 float64
	frac              D
	fixed, cont, many bool
	vals              []D
	size              int64
}

func (q *quantile) Add(a []D) error {
	if !q.fixed && len(a) > 1 {
		q.frac = keep(a[1])
	}
	q.vals = append(q.vals, keep(a[0]))
	q.size += 32 + int64(len(a[0].S))
	return nil
}

func (q *quantile) Merge(o Agg) error {
	p := o.(*quantile)
	if len(p.vals) > 0 {
		q.frac = p.frac
	}
	q.vals = append(q.vals, p.vals...)
	q.size += p.size
	return nil
}

func (q *quantile) Result() (D, error) {
	if len(q.vals) == 0 {
		return types.Null, nil
	}
	sortDatums(q.t, q.vals)
	p := &percentile{cont: q.cont, many: q.many, t: q.t, frac: q.frac, set: true, vals: q.vals}
	if q.fixed {
		p.frac = floatD(q.q)
	}
	if q.t.OID == types.Numeric && q.cont {
		p.t = types.T(types.Float8)
		p.vals = make([]D, len(q.vals))
		for i, v := range q.vals {
			p.vals[i] = floatD(types.DecimalOf(v).Float())
		}
	}
	return p.Result()
}

func (q *quantile) Bytes() int64 { return 96 + q.size }

// histogram counts equal values into a map ordered by key.
type histogram struct {
	t     types.Type
	keys  []D
	count map[string]int
	n     []int64
}

// mapKey is a string that is equal for equal values of simple types.
func mapKey(t types.Type, d D) string {
	if t.Phys() == types.PStr {
		return d.S
	}
	return string(types.AppendText(nil, t, d, nil))
}

func (h *histogram) Add(a []D) error { return h.add(a[0], 1) }

func (h *histogram) add(d D, n int64) error {
	if h.count == nil {
		h.count = map[string]int{}
	}
	k := mapKey(h.t, d)
	i, ok := h.count[k]
	if !ok {
		i = len(h.keys)
		d = keep(d)
		h.count[mapKey(h.t, d)] = i
		h.keys, h.n = append(h.keys, d), append(h.n, 0)
	}
	h.n[i] += n
	return nil
}

func (h *histogram) Merge(o Agg) error {
	p := o.(*histogram)
	for i, k := range p.keys {
		h.add(k, p.n[i])
	}
	return nil
}

func (h *histogram) Result() (D, error) {
	if len(h.keys) == 0 {
		return types.Null, nil
	}
	keys := append([]D{}, h.keys...)
	sortDatums(h.t, keys)
	vals := make([]D, len(keys))
	for i, k := range keys {
		vals[i] = intD(h.n[h.count[mapKey(h.t, k)]])
	}
	return types.EncodeMap(types.MapType(h.t, types.T(types.Int8)), keys, vals), nil
}

func (h *histogram) Bytes() int64 { return 64 + 96*int64(len(h.keys)) }

// setAgg collects distinct values in order of appearance.
type setAgg struct {
	arrayAgg
	seen map[string]bool
}

func (s *setAgg) Add(a []D) error {
	k := mapKey(s.elem, a[0])
	if s.seen[k] {
		return nil
	}
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	d := keep(a[0])
	s.seen[mapKey(s.elem, d)] = true
	return s.arrayAgg.Add([]D{d})
}

func (s *setAgg) Merge(o Agg) error {
	for _, e := range o.(*setAgg).elems {
		if err := s.Add([]D{e}); err != nil {
			return err
		}
	}
	return nil
}

// moments keeps power sums for skewness and kurtosis.
type moments struct {
	n, s1, s2, s3, s4 float64
	result            func(*moments) (float64, bool)
}

func (m *moments) Add(a []D) error {
	x := a[0].Float()
	m.n++
	m.s1 += x
	m.s2 += x * x
	m.s3 += x * x * x
	m.s4 += x * x * x * x
	return nil
}

func (m *moments) Merge(o Agg) error {
	p := o.(*moments)
	m.n, m.s1, m.s2, m.s3, m.s4 = m.n+p.n, m.s1+p.s1, m.s2+p.s2, m.s3+p.s3, m.s4+p.s4
	return nil
}

func (m *moments) Result() (D, error) {
	f, ok := m.result(m)
	if !ok || math.IsNaN(f) {
		return types.Null, nil
	}
	return floatD(f), nil
}

func (m *moments) Bytes() int64 { return 56 }

func skewness(m *moments) (float64, bool) {
	n := m.n
	if n <= 2 {
		return 0, false
	}
	t := 1 / n
	p := math.Pow(t*(m.s2-m.s1*m.s1*t), 3)
	if p <= 0 {
		return 0, false
	}
	return math.Sqrt(n*(n-1)) / (n - 2) * t * (m.s3 - 3*m.s2*m.s1*t + 2*m.s1*m.s1*m.s1*t*t) / math.Sqrt(p), true
}

func kurtosis(m *moments) (float64, bool) {
	n := m.n
	if n <= 3 {
		return 0, false
	}
	t := 1 / n
	m2 := t * (m.s2 - m.s1*m.s1*t)
	if m2 <= 0 {
		return 0, false
	}
	m4 := t * (m.s4 - 4*m.s3*m.s1*t + 6*m.s2*m.s1*m.s1*t*t - 3*m.s1*m.s1*m.s1*m.s1*t*t*t)
	return (n - 1) * ((n+1)*m4/(m2*m2) - 3*(n-1)) / ((n - 2) * (n - 3)), true
}
