package builtin

import (
	"math"

	"github.com/tarndb/tarn/sql/types"
)

// statKind selects what a variance state reports.
type statKind struct {
	root, sample bool
}

var statKinds = map[string]statKind{
	"variance": {false, true}, "var_samp": {false, true}, "var_pop": {false, false},
	"stddev": {true, true}, "stddev_samp": {true, true}, "stddev_pop": {true, false},
}

func init() {
	for name, k := range statKinds {
		for _, t := range []string{"int2", "int4", "int8", "numeric"} {
			aggImpls[t+"_"+name] = func(*Ctx) Agg { return &decVariance{kind: k} }
		}
		for _, t := range []string{"float4", "float8"} {
			aggImpls[t+"_"+name] = func(*Ctx) Agg { return &floatVariance{kind: k} }
		}
	}
	for name, f := range regrResults {
		aggImpls["float8_"+name] = func(*Ctx) Agg { return &regression{result: f} }
	}
}

// decVariance keeps exact sums of values and squares.
type decVariance struct {
	kind     statKind
	n        int64
	sum, sqr types.Decimal
	special  bool
}

func (v *decVariance) Add(a []D) error {
	d := types.DecimalInt(a[0].I)
	if a[0].S != "" {
		d = types.DecimalOf(a[0])
	}
	v.n++
	if !d.IsFinite() {
		v.special = true
		return nil
	}
	sq, err := d.Mul(d)
	if err != nil {
		return err
	}
	if v.sum, err = v.sum.Add(d); err != nil {
		return err
	}
	v.sqr, err = v.sqr.Add(sq)
	return err
}

func (v *decVariance) Merge(o Agg) error {
	p := o.(*decVariance)
	v.n += p.n
	v.special = v.special || p.special
	var err error
	if v.sum, err = v.sum.Add(p.sum); err != nil {
		return err
	}
	v.sqr, err = v.sqr.Add(p.sqr)
	return err
}

func (v *decVariance) Result() (D, error) {
	if v.n == 0 || v.kind.sample && v.n == 1 {
		return types.Null, nil
	}
	if v.special {
		return decD(types.DecimalNaN), nil
	}
	n := types.DecimalInt(v.n)
	den, _ := n.Mul(n)
	if v.kind.sample {
		den, _ = n.Mul(types.DecimalInt(v.n - 1))
	}
	s2, err := v.sum.Mul(v.sum)
	if err != nil {
		return D{}, err
	}
	num, err := n.Mul(v.sqr)
	if err != nil {
		return D{}, err
	}
	if num, err = num.Sub(s2); err != nil {
		return D{}, err
	}
	if num.Sign() <= 0 {
		return decD(types.Decimal{}), nil
	}
	q, err := num.Div(den)
	if err != nil || !v.kind.root {
		return decD(q), err
	}
	return decD(q.SqrtScale(q.Scale())), nil
}

func (v *decVariance) Bytes() int64 { return 160 }

// floatVariance is the Youngs-Cramer recurrence.
type floatVariance struct {
	kind   statKind
	n      float64
	sx, sq float64
}

func (v *floatVariance) Add(a []D) error {
	x := a[0].Float()
	old := v.sx
	v.n++
	v.sx += x
	if v.n == 1 {
		if !finiteAll(x) {
			v.sq = math.NaN()
		}
		return nil
	}
	t := x*v.n - v.sx
	v.sq += t * t / (v.n * (v.n - 1))
	if math.IsInf(v.sx, 0) || math.IsInf(v.sq, 0) {
		if !math.IsInf(old, 0) && !math.IsInf(x, 0) {
			return errAggFloat
		}
		v.sq = math.NaN()
	}
	return nil
}

func (v *floatVariance) Merge(o Agg) error {
	p := o.(*floatVariance)
	if p.n == 0 {
		return nil
	}
	if v.n == 0 {
		v.n, v.sx, v.sq = p.n, p.sx, p.sq
		return nil
	}
	n := v.n + p.n
	t := v.sx/v.n - p.sx/p.n
	v.sq += p.sq + v.n*p.n*t*t/n
	v.n, v.sx = n, v.sx+p.sx
	return nil
}

func (v *floatVariance) Result() (D, error) {
	n := v.n
	if v.kind.sample {
		n--
	}
	if n <= 0 {
		return types.Null, nil
	}
	r := v.sq / n
	if v.kind.root {
		r = math.Sqrt(r)
	}
	return floatD(r), nil
}

func (v *floatVariance) Bytes() int64 { return 48 }

// regression holds the sums of the two-argument statistics; arguments are (Y, X).
type regression struct {
	n, sx, sxx, sy, syy, sxy float64
	result                   func(r *regression) (float64, bool)
}

func (r *regression) Add(a []D) error {
	y, x := a[0].Float(), a[1].Float()
	r.n++
	r.sx += x
	r.sy += y
	if r.n == 1 {
		if !finiteAll(x) {
			r.sxx, r.sxy = math.NaN(), math.NaN()
		}
		if !finiteAll(y) {
			r.syy, r.sxy = math.NaN(), math.NaN()
		}
		return nil
	}
	tx, ty := x*r.n-r.sx, y*r.n-r.sy
	scale := 1 / (r.n * (r.n - 1))
	r.sxx += tx * tx * scale
	r.syy += ty * ty * scale
	r.sxy += tx * ty * scale
	if finiteAll(x, y) && !finiteAll(r.sx, r.sxx, r.sy, r.syy, r.sxy) && !math.IsNaN(r.sxx) && !math.IsNaN(r.syy) {
		return errAggFloat
	}
	return nil
}

func (r *regression) Merge(o Agg) error {
	p := o.(*regression)
	if p.n == 0 {
		return nil
	}
	if r.n == 0 {
		f := r.result
		*r = *p
		r.result = f
		return nil
	}
	n := r.n + p.n
	dx, dy := r.sx/r.n-p.sx/p.n, r.sy/r.n-p.sy/p.n
	w := r.n * p.n / n
	r.sxx += p.sxx + w*dx*dx
	r.syy += p.syy + w*dy*dy
	r.sxy += p.sxy + w*dx*dy
	r.n, r.sx, r.sy = n, r.sx+p.sx, r.sy+p.sy
	return nil
}

func (r *regression) Result() (D, error) {
	f, ok := r.result(r)
	if !ok {
		return types.Null, nil
	}
	return floatD(f), nil
}

func (r *regression) Bytes() int64 { return 64 }

var regrResults = map[string]func(r *regression) (float64, bool){
	"regr_sxx":   func(r *regression) (float64, bool) { return r.sxx, r.n >= 1 },
	"regr_syy":   func(r *regression) (float64, bool) { return r.syy, r.n >= 1 },
	"regr_sxy":   func(r *regression) (float64, bool) { return r.sxy, r.n >= 1 },
	"regr_avgx":  func(r *regression) (float64, bool) { return r.sx / r.n, r.n >= 1 },
	"regr_avgy":  func(r *regression) (float64, bool) { return r.sy / r.n, r.n >= 1 },
	"covar_pop":  func(r *regression) (float64, bool) { return r.sxy / r.n, r.n >= 1 },
	"covar_samp": func(r *regression) (float64, bool) { return r.sxy / (r.n - 1), r.n >= 2 },
	"corr": func(r *regression) (float64, bool) {
		return r.sxy / math.Sqrt(r.sxx*r.syy), r.n >= 1 && r.sxx != 0 && r.syy != 0
	},
	"regr_r2": func(r *regression) (float64, bool) {
		if r.syy == 0 {
			return 1, r.n >= 1 && r.sxx != 0
		}
		return r.sxy * r.sxy / (r.sxx * r.syy), r.n >= 1 && r.sxx != 0
	},
	"regr_slope": func(r *regression) (float64, bool) { return r.sxy / r.sxx, r.n >= 1 && r.sxx != 0 },
	"regr_intercept": func(r *regression) (float64, bool) {
		return (r.sy - r.sx*r.sxy/r.sxx) / r.n, r.n >= 1 && r.sxx != 0
	},
}

func init() {
	aggImpls["float8_regr_count"] = func(*Ctx) Agg { return &countAgg{} }
}
