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
