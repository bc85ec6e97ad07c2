package expr

import (
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

func init() { specials["extract_date"] = extractDate }

// farDate bounds the days (years ±5000 and more) for which date parts are computed
// without a look at infinities.
const farDate = 2_000_000

// extractDate vectorizes extract(year | month | day from date); the numeric result is
// fixed at scale 0.
func extractDate(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
	if len(args) != 2 {
		return compiled{}, false
	}
	cn, ok := args[0].node.(*constNode)
	d := args[1]
	if !ok || cn.v.IsNull(0) || d.Lo < -farDate || d.Hi > farDate {
		return compiled{}, false
	}
	in := Info{Type: e.T, Fixed: true, Bounded: true, NotNull: d.NotNull}
	part := cn.v.Str(0)
	switch part {
	case "year":
		in.Lo, _, _ = civil(d.Lo)
		in.Hi, _, _ = civil(d.Hi)
		if in.Lo <= 0 { // there is no year 0: leave BC to the general function
			return compiled{}, false
		}
	case "month":
		in.Lo, in.Hi = 1, 12
	case "day":
		in.Lo, in.Hi = 1, 31
	default:
		return compiled{}, false
	}
	return compiled{&datePartNode{arg: d.node, part: part[0], t: e.T}, in}, true
}

// civil turns days since 1970-01-01 into year, month and day of the proleptic Gregorian
// calendar, counting in eras of 400 years that begin on March 1.
func civil(days int64) (y, m, d int64) {
	z := days + 719468
	era := z / 146097
	if z < 0 {
		era = (z - 146096) / 146097
	}
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = doy - (153*mp+2)/5 + 1
	m = mp + 3
	if m > 12 {
		m -= 12
	}
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return
}

// datePartNode computes year, month or day of dates.
type datePartNode struct {
	arg      node
	part     byte
	t        types.Type
	tmp, out vec.Vec
}

func (n *datePartNode) isStrict() bool { return true }

func (n *datePartNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	v, err := flat(n.arg, &n.tmp, b, sel)
	if err != nil {
		return nil, err
	}
	n.out.Reset(n.t, types.PI64, b.N)
	n.out.Valid = v.Valid
	src, dst := v.I32, n.out.I64
	switch n.part {
	case 'y':
		kernel.EachRow(sel, b.N, func(i int) { dst[i], _, _ = civil(int64(src[i])) })
	case 'm':
		kernel.EachRow(sel, b.N, func(i int) { _, dst[i], _ = civil(int64(src[i])) })
	default:
		kernel.EachRow(sel, b.N, func(i int) { _, _, dst[i] = civil(int64(src[i])) })
	}
	return &n.out, nil
}

func init() {
	specials["extract_timestamp"] = extractTimestamp
	specials["timestamp_trunc"] = truncTimestamp
}

const (
	microsSecond = int64(1e6)
	microsDay    = 86400 * microsSecond
	farMicros    = farDate * microsDay
)

// unitMicros are the lengths of the units that divide a day evenly.
var unitMicros = map[string]int64{"second": microsSecond, "minute": 60 * microsSecond, "hour": 3600 * microsSecond, "day": microsDay}

// extractTimestamp vectorizes extract(hour | minute from timestamp).
func extractTimestamp(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
	if len(args) != 2 {
		return compiled{}, false
	}
	cn, ok := args[0].node.(*constNode)
	ts := args[1]
	if !ok || cn.v.IsNull(0) || !ts.finite() {
		return compiled{}, false
	}
	in := Info{Type: e.T, Fixed: true, Bounded: true, NotNull: ts.NotNull}
	n := &clockNode{arg: ts.node, t: e.T, wrap: 60, unit: 60 * microsSecond}
	switch cn.v.Str(0) {
	case "minute":
		in.Hi = 59
	case "hour":
		in.Hi, n.wrap, n.unit = 23, 24, 3600*microsSecond
	default:
		return compiled{}, false
	}
	return compiled{n, in}, true
}

// finite tells whether bounds rule infinities out.
func (in Info) finite() bool { return in.Bounded && in.Lo > -farMicros && in.Hi < farMicros }

// truncTimestamp vectorizes date_trunc(second … day, timestamp).
func truncTimestamp(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
	if len(args) != 2 || args[1].Type.OID != types.Timestamp {
		return compiled{}, false
	}
	cn, ok := args[0].node.(*constNode)
	ts := args[1]
	if !ok || cn.v.IsNull(0) || !ts.finite() {
		return compiled{}, false
	}
	unit := unitMicros[cn.v.Str(0)]
	if unit == 0 {
		return compiled{}, false
	}
	in := ts.Info
	in.Type, in.Lo = e.T, ts.Lo-unit
	return compiled{&clockNode{arg: ts.node, t: e.T, unit: unit}, in}, true
}

// clockNode divides timestamps by a unit, rounding down: with wrap it gives the quotient
// modulo wrap, else the start of the unit.
type clockNode struct {
	arg        node
	t          types.Type
	unit, wrap int64
	tmp, out   vec.Vec
}

func (n *clockNode) isStrict() bool { return true }

func (n *clockNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	v, err := flat(n.arg, &n.tmp, b, sel)
	if err != nil {
		return nil, err
	}
	n.out.Reset(n.t, types.PI64, b.N)
	n.out.Valid = v.Valid
	src, dst, unit, wrap := v.I64, n.out.I64, n.unit, n.wrap
	kernel.EachRow(sel, b.N, func(i int) {
		q := (src[i] + 2*farMicros) / unit // the sum is positive for all finite values
		if wrap > 0 {
			dst[i] = q % wrap
		} else {
			dst[i] = q*unit - 2*farMicros
		}
	})
	return &n.out, nil
}
