package builtin

import (
	"math"
	"sort"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Ordered-set aggregates get, for each row, their direct arguments followed by the
// WITHIN GROUP values, the rows already in WITHIN GROUP order. Their states do not
// merge unless the runs are ordered too: Merge appends.
func init() {
	regAggs(map[string]newFn{
		"float8_percentile_cont":  func(c *Ctx) Agg { return newPercentile(c, true, false) },
		"_float8_percentile_cont": func(c *Ctx) Agg { return newPercentile(c, true, true) },
		"float8_percentile_disc":  func(c *Ctx) Agg { return newPercentile(c, false, false) },
		"_float8_percentile_disc": func(c *Ctx) Agg { return newPercentile(c, false, true) },
		"anyelement_mode":         func(c *Ctx) Agg { return &modeAgg{t: c.argType(0, types.Text)} },
		"any_rank":                func(c *Ctx) Agg { return &hypothetical{c: c, result: hypRank} },
		"any_dense_rank":          func(c *Ctx) Agg { return &hypothetical{c: c, dense: true, result: hypRank} },
		"any_percent_rank": func(c *Ctx) Agg {
			return &hypothetical{c: c, result: func(h *hypothetical) D {
				if h.rows == 0 {
					return floatD(0)
				}
				return floatD(float64(h.before) / float64(h.rows))
			}}
		},
		"any_cume_dist": func(c *Ctx) Agg {
			return &hypothetical{c: c, result: func(h *hypothetical) D {
				return floatD(float64(h.before+h.peers+1) / float64(h.rows+1))
			}}
		},
	})
}

// percentile is percentile_cont and percentile_disc, for one fraction or an array.
type percentile struct {
	cont, many bool
	t          types.Type // of the ordered values
	frac       D
	set        bool
	vals       []D
	size       int64
}

func newPercentile(c *Ctx, cont, many bool) Agg {
	return &percentile{cont: cont, many: many, t: c.argType(1, types.Float8)}
}

func (p *percentile) Add(a []D) error {
	if !p.set {
		p.frac, p.set = keep(a[0]), true
	}
	if !a[1].Null {
		p.vals = append(p.vals, keep(a[1]))
		p.size += 32 + int64(len(a[1].S))
	}
	return nil
}

func (p *percentile) Merge(o Agg) error {
	q := o.(*percentile)
	p.vals = append(p.vals, q.vals...)
	p.size += q.size
	if !p.set {
		p.frac, p.set = q.frac, q.set
	}
	return nil
}

func (p *percentile) Bytes() int64 { return 96 + p.size }

func (p *percentile) Result() (D, error) {
	if !p.set || p.frac.Null || len(p.vals) == 0 {
		return types.Null, nil
	}
	if !p.many {
		return p.at(p.frac)
	}
	arr := types.DecodeArray(types.T(types.Float8), p.frac.S)
	out := make([]D, len(arr.Elems))
	for i, f := range arr.Elems {
		if out[i] = types.Null; f.Null {
			continue
		}
		d, err := p.at(f)
		if err != nil {
			return D{}, err
		}
		out[i] = d
	}
	return types.EncodeArray(p.t, arr.Dims, arr.Lbs, out), nil
}

func (p *percentile) at(f D) (D, error) {
	q := f.Float()
	if q < 0 || q > 1 || math.IsNaN(q) {
		return D{}, pgerr.New(pgerr.NumericValueOutOfRange, "percentile value %g is not between 0 and 1", q)
	}
	n := float64(len(p.vals))
	if !p.cont {
		return p.vals[max(int(math.Ceil(q*n)), 1)-1], nil
	}
	pos := q * (n - 1)
	lo := math.Floor(pos)
	hi := math.Ceil(pos)
	a, b := p.vals[int(lo)], p.vals[int(hi)]
	if lo == hi {
		return a, nil
	}
	return interpolate(p.t, a, b, pos-lo)
}

func interpolate(t types.Type, a, b D, f float64) (D, error) {
	if t.OID == types.Interval {
		x, y := types.IntervalOf(a), types.IntervalOf(b)
		n, err := x.Neg()
		if err != nil {
			return D{}, err
		}
		diff, err := y.Add(n)
		if err != nil {
			return D{}, err
		}
		d, err := scaleInterval(diff, f, false)
		if err != nil {
			return D{}, err
		}
		sum, err := x.Add(types.IntervalOf(d))
		return ivD(sum), err
	}
	return floatD(a.Float() + f*(b.Float()-a.Float())), nil
}

// modeAgg is mode() over ordered values: the first longest run.
type modeAgg struct {
	t          types.Type
	best, cur  D
	bestN, run int64
}

func (m *modeAgg) Add(a []D) error {
	if a[0].Null {
		return nil
	}
	if m.run > 0 && types.Equal(m.t, m.cur, a[0]) {
		m.run++
	} else {
		m.cur, m.run = keep(a[0]), 1
	}
	if m.run > m.bestN {
		m.best, m.bestN = m.cur, m.run
	}
	return nil
}

func (m *modeAgg) Merge(o Agg) error {
	return pgerr.New(pgerr.InternalError, "mode states cannot be merged")
}

func (m *modeAgg) Result() (D, error) {
	if m.bestN == 0 {
		return types.Null, nil
	}
	return m.best, nil
}

func (m *modeAgg) Bytes() int64 { return 128 + int64(len(m.best.S)+len(m.cur.S)) }

// hypothetical is the rank() family: direct arguments, then the row's values. The sort
// direction comes from Ctx.Desc and Ctx.NullsFirst.
type hypothetical struct {
	c                   *Ctx
	dense               bool
	rows, before, peers int64
	last                []D
	result              func(*hypothetical) D
}

func (h *hypothetical) Add(a []D) error {
	n := len(a) / 2
	h.rows++
	switch cmp := h.compare(a[n:], a[:n]); {
	case cmp < 0:
		if h.dense && h.last != nil && h.compare(a[n:], h.last) == 0 {
			return nil
		}
		h.before++
		if h.dense {
			h.last = nil
			for _, d := range a[n:] {
				h.last = append(h.last, keep(d))
			}
		}
	case cmp == 0:
		h.peers++
	}
	return nil
}

// compare orders rows by the WITHIN GROUP sort.
func (h *hypothetical) compare(x, y []D) int {
	for i := range x {
		desc := i < len(h.c.Desc) && h.c.Desc[i]
		if x[i].Null || y[i].Null {
			if x[i].Null && y[i].Null {
				continue
			}
			first := desc
			if i < len(h.c.NullsFirst) {
				first = h.c.NullsFirst[i]
			}
			if x[i].Null == first {
				return -1
			}
			return 1
		}
		c := types.Compare(h.c.argType(len(x)+i, types.Text), x[i], y[i])
		if desc {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return 0
}

func (h *hypothetical) Merge(o Agg) error {
	p := o.(*hypothetical)
	h.rows += p.rows
	h.before += p.before
	h.peers += p.peers
	return nil
}

func hypRank(h *hypothetical) D { return intD(h.before + 1) }

func (h *hypothetical) Result() (D, error) { return h.result(h), nil }

func (h *hypothetical) Bytes() int64 { return 128 }

// sortDatums sorts values in place by type order.
func sortDatums(t types.Type, ds []D) {
	sort.SliceStable(ds, func(i, j int) bool { return types.Compare(t, ds[i], ds[j]) < 0 })
}
