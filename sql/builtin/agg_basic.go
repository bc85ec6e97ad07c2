package builtin

import (
	"math"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	regAggs(map[string]newFn{
		"count_star": func(*Ctx) Agg { return &countAgg{} }, "any_count": func(*Ctx) Agg { return &countAgg{} },
		"int2_sum": func(*Ctx) Agg { return &intSum{} }, "int4_sum": func(*Ctx) Agg { return &intSum{} },
		"int8_sum": func(*Ctx) Agg { return &decSum{} }, "numeric_sum": func(*Ctx) Agg { return &decSum{} },
		"int2_avg": func(*Ctx) Agg { return &decSum{avg: true} }, "int4_avg": func(*Ctx) Agg { return &decSum{avg: true} },
		"int8_avg": func(*Ctx) Agg { return &decSum{avg: true} }, "numeric_avg": func(*Ctx) Agg { return &decSum{avg: true} },
		"float8_sum": func(*Ctx) Agg { return &floatSum{} }, "float4_sum": func(*Ctx) Agg { return &floatSum{single: true} },
		"float8_avg": func(*Ctx) Agg { return &floatSum{avg: true} }, "float4_avg": func(*Ctx) Agg { return &floatSum{avg: true} },
		"interval_sum": func(*Ctx) Agg { return &intervalSum{} }, "interval_avg": func(*Ctx) Agg { return &intervalSum{avg: true} },
		"money_sum":     func(*Ctx) Agg { return &intSum{} },
		"any_min":       func(c *Ctx) Agg { return &extremum{t: c.argType(0, types.Text), want: -1} },
		"any_max":       func(c *Ctx) Agg { return &extremum{t: c.argType(0, types.Text), want: 1} },
		"bool_bool_and": boolAgg(false), "bool_every": boolAgg(false), "bool_bool_or": boolAgg(true),
	})
	for _, t := range []string{"int2", "int4", "int8", "bit"} {
		for name, op := range map[string]string{"bit_and": "and", "bit_or": "or", "bit_xor": "xor"} {
			key := t + op
			if t == "bit" {
				key = map[string]string{"and": "bit_and", "or": "bit_or", "xor": "bitxor"}[op]
			}
			aggImpls[t+"_"+name] = func(*Ctx) Agg { return &foldAgg{f: scalarImpls[key]} }
		}
	}
}

// boolAgg folds booleans; stop is the value that decides.
func boolAgg(stop bool) newFn {
	return func(*Ctx) Agg {
		return &foldAgg{f: func(_ *Ctx, a []D) (D, error) {
			if a[0].Bool() == stop {
				return a[0], nil
			}
			return a[1], nil
		}}
	}
}

type countAgg struct{ n int64 }

func (c *countAgg) Add([]D) error      { c.n++; return nil }
func (c *countAgg) Merge(o Agg) error  { c.n += o.(*countAgg).n; return nil }
func (c *countAgg) Result() (D, error) { return intD(c.n), nil }
func (c *countAgg) Bytes() int64       { return 16 }

// intSum sums small integers into a bigint.
type intSum struct {
	sum  int64
	some bool
}

func (s *intSum) Add(a []D) error {
	v, err := addInt(s.sum, a[0].I, 8)
	s.sum, s.some = v, true
	return err
}

func (s *intSum) Merge(o Agg) error {
	if o := o.(*intSum); o.some {
		return s.Add([]D{intD(o.sum)})
	}
	return nil
}

func (s *intSum) Result() (D, error) {
	if !s.some {
		return types.Null, nil
	}
	return intD(s.sum), nil
}

func (s *intSum) Bytes() int64 { return 24 }

// decSum sums integers or numerics exactly; integers stay in a word while they fit.
type decSum struct {
	avg bool
	n   int64
	low int64
	sum types.Decimal
}

func (s *decSum) Add(a []D) error {
	s.n++
	if a[0].S == "" {
		v, err := addInt(s.low, a[0].I, 8)
		if err == nil {
			s.low = v
			return nil
		}
		s.spill()
		s.low = a[0].I
		return nil
	}
	v, err := s.sum.Add(types.DecimalOf(a[0]))
	s.sum = v
	return err
}

func (s *decSum) spill() {
	s.sum, _ = s.sum.Add(types.DecimalInt(s.low))
	s.low = 0
}

func (s *decSum) Merge(o Agg) error {
	p := *o.(*decSum)
	p.spill()
	s.n += p.n
	v, err := s.sum.Add(p.sum)
	s.sum = v
	return err
}

func (s *decSum) Result() (D, error) {
	if s.n == 0 {
		return types.Null, nil
	}
	t := *s
	t.spill()
	if !s.avg {
		return decD(t.sum), nil
	}
	q, err := t.sum.Div(types.DecimalInt(s.n))
	return decD(q), err
}

func (s *decSum) Bytes() int64 { return 80 }

type floatSum struct {
	avg, single bool
	n           int64
	sum         float64
}

func (s *floatSum) Add(a []D) error {
	v := a[0].Float()
	r, err := checkSum(round32(s.sum+v, s.single), s.sum, v)
	s.n++
	s.sum = r
	return err
}

func (s *floatSum) Merge(o Agg) error {
	p := o.(*floatSum)
	r, err := checkSum(round32(s.sum+p.sum, s.single), s.sum, p.sum)
	s.n += p.n
	s.sum = r
	return err
}

func (s *floatSum) Result() (D, error) {
	switch {
	case s.n == 0:
		return types.Null, nil
	case s.avg:
		return floatD(s.sum / float64(s.n)), nil
	}
	return floatD(s.sum), nil
}

func (s *floatSum) Bytes() int64 { return 32 }

type intervalSum struct {
	avg bool
	n   int64
	sum types.IntervalValue
}

func (s *intervalSum) Add(a []D) error {
	v, err := s.sum.Add(types.IntervalOf(a[0]))
	s.n++
	s.sum = v
	return err
}

func (s *intervalSum) Merge(o Agg) error {
	p := o.(*intervalSum)
	v, err := s.sum.Add(p.sum)
	s.n += p.n
	s.sum = v
	return err
}

func (s *intervalSum) Result() (D, error) {
	switch {
	case s.n == 0:
		return types.Null, nil
	case s.avg:
		return scaleInterval(s.sum, float64(s.n), true)
	}
	return ivD(s.sum), nil
}

func (s *intervalSum) Bytes() int64 { return 32 }

// extremum is min or max of any type.
type extremum struct {
	t    types.Type
	want int
	best D
	some bool
}

func (e *extremum) Add(a []D) error {
	if a[0].Null || e.some && types.Compare(e.t, a[0], e.best)*e.want <= 0 {
		return nil
	}
	e.best, e.some = keep(a[0]), true
	return nil
}

func (e *extremum) Merge(o Agg) error {
	if p := o.(*extremum); p.some {
		return e.Add([]D{p.best})
	}
	return nil
}

func (e *extremum) Result() (D, error) {
	if !e.some {
		return types.Null, nil
	}
	return e.best, nil
}

func (e *extremum) Bytes() int64 { return 64 + int64(len(e.best.S)) }

// keep copies the bytes of a datum that outlives its batch.
func keep(d D) D {
	d.S = strings.Clone(d.S)
	return d
}

// foldAgg combines values pairwise with a binary function.
type foldAgg struct {
	f    evalFn
	acc  D
	some bool
}

func (g *foldAgg) Add(a []D) error {
	if !g.some {
		g.acc, g.some = keep(a[0]), true
		return nil
	}
	v, err := g.f(nil, []D{g.acc, a[0]})
	g.acc = keep(v)
	return err
}

func (g *foldAgg) Merge(o Agg) error {
	if p := o.(*foldAgg); p.some {
		return g.Add([]D{p.acc})
	}
	return nil
}

func (g *foldAgg) Result() (D, error) {
	if !g.some {
		return types.Null, nil
	}
	return g.acc, nil
}

func (g *foldAgg) Bytes() int64 { return 64 + int64(len(g.acc.S)) }

var errAggFloat = pgerr.New(pgerr.NumericValueOutOfRange, "value out of range: overflow")

func finiteAll(fs ...float64) bool {
	for _, f := range fs {
		if math.IsInf(f, 0) || math.IsNaN(f) {
			return false
		}
	}
	return true
}
