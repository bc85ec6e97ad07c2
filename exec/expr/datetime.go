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
	return compiled{&mapNode{arg: d.node, t: e.T, phys: types.PI64, loop: dateParts[part]}, in}, true
}

// dateParts are the loops from days to a part of the date.
var dateParts = map[string]func(src, dst *vec.Vec, sel []uint16, n int){
	"year": func(src, dst *vec.Vec, sel []uint16, n int) {
		kernel.EachRow(sel, n, func(i int) { dst.I64[i], _, _ = civil(int64(src.I32[i])) })
	},
	"month": func(src, dst *vec.Vec, sel []uint16, n int) {
		kernel.EachRow(sel, n, func(i int) { _, dst.I64[i], _ = civil(int64(src.I32[i])) })
	},
	"day": func(src, dst *vec.Vec, sel []uint16, n int) {
		kernel.EachRow(sel, n, func(i int) { _, _, dst.I64[i] = civil(int64(src.I32[i])) })
	},
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
	unit, wrap := 60*microsSecond, int64(60)
	switch cn.v.Str(0) {
	case "minute":
		in.Hi = 59
	case "hour":
		in.Hi, wrap, unit = 23, 24, 3600*microsSecond
	default:
		return compiled{}, false
	}
	return compiled{onUnits(ts.node, e.T, unit, func(q int64) int64 { return q % wrap }), in}, true
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
	return compiled{onUnits(ts.node, e.T, unit, func(q int64) int64 { return q*unit - clockZero }), in}, true
}

// clockZero makes finite timestamps positive; it is a whole number of days.
const clockZero = 2 * farMicros

// onUnits computes f of how many units a timestamp is after -clockZero.
func onUnits(arg node, t types.Type, unit int64, f func(q int64) int64) node {
	return &mapNode{arg: arg, t: t, phys: types.PI64, loop: func(src, dst *vec.Vec, sel []uint16, n int) {
		kernel.EachRow(sel, n, func(i int) { dst.I64[i] = f((src.I64[i] + clockZero) / unit) })
	}}
}
