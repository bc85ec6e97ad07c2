package delta

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/parquetfile"
	"github.com/tarndb/tarn/storage/table"
)

// statsJSON writes what a file's writer knows as the log has it. cols are the stored
// columns. Bounds that the format cannot say are left out.
func statsJSON(cols []table.Column, st *parquetfile.FileStats) string {
	w := &jsonWriter{b: []byte{'{'}, first: true}
	w.int("numRecords", st.Rows)
	w.open("minValues")
	for i, c := range cols {
		if b, ok := boundJSON(c.Type, &st.Cols[i], st.NaN[i], false); ok {
			w.raw(c.Name, b)
		}
	}
	w.close()
	w.open("maxValues")
	for i, c := range cols {
		if b, ok := boundJSON(c.Type, &st.Cols[i], st.NaN[i], true); ok {
			w.raw(c.Name, b)
		}
	}
	w.close()
	w.open("nullCount")
	for i, c := range cols {
		if n := st.Cols[i].Nulls; n >= 0 {
			w.int(c.Name, n)
		}
	}
	w.close()
	w.bool("tightBounds", true)
	return string(append(w.b, '}'))
}

// maxStatChars is how much of a string its bounds keep.
const maxStatChars = 64

// boundJSON writes one bound. Readers that sort NaN above all numbers must not take a
// bound for all there is, so columns with NaNs have none.
func boundJSON(t types.Type, cs *table.ColStats, nan, upper bool) (string, bool) {
	d := cs.Min
	if upper {
		d = cs.Max
	}
	if !cs.HasRange || nan || d.Null {
		return "", false
	}
	switch t.OID {
	case types.Int2, types.Int4, types.Int8, types.Numeric:
		return string(types.AppendText(nil, t, d, types.DefaultStyle)), true
	case types.Float4, types.Float8:
		if math.IsInf(d.Float(), 0) || math.IsNaN(d.Float()) {
			return "", false
		}
		return string(types.AppendText(nil, t, d, types.DefaultStyle)), true
	case types.Text:
		return textBound(d.S, upper)
	case types.Date:
		if d.I < minStatDay || d.I > maxStatDay {
			return "", false
		}
		return `"` + string(types.AppendDate(nil, d.I, types.DefaultStyle)) + `"`, true
	case types.Timestamp, types.TimestampTZ:
		return timeBound(d.I, upper, t.OID == types.TimestampTZ)
	}
	return "", false
}

// Days with four-digit years, which every reader can read.
const (
	minStatDay = -719162 // 0001-01-01
	maxStatDay = 2932896 // 9999-12-31
)

// textBound cuts a bound where a character ends; an upper bound is cut by the file's
// writer already, so that it stays one.
func textBound(s string, upper bool) (string, bool) {
	if upper && (len(s) > maxStatChars || !utf8.ValidString(s)) {
		return "", false
	}
	if len(s) > maxStatChars {
		s = s[:maxStatChars]
	}
	s = strings.ToValidUTF8(s, "\xff")
	if i := strings.IndexByte(s, 0xff); i >= 0 {
		s = s[:i]
	}
	return string(types.AppendJSONString(nil, s)), true
}

// timeBound writes a time in milliseconds, rounded away from the values.
func timeBound(us int64, upper, zoned bool) (string, bool) {
	day, _ := types.FloorDivMod(us, types.MicrosPerDay)
	if day < minStatDay || day >= maxStatDay {
		return "", false
	}
	ms, rest := types.FloorDivMod(us, 1000)
	if upper && rest > 0 {
		ms++
	}
	text := string(types.AppendTimestamp(nil, ms*1000, types.DefaultStyle))
	head, frac, _ := strings.Cut(text, ".")
	text = strings.Replace(head, " ", "T", 1) + "." + (frac + "000")[:3]
	if zoned {
		text += "Z"
	}
	return `"` + text + `"`, true
}

// LooseStats marks the statistics of a file as bounds only: deleted rows are among what
// they describe. An Add with a deletion vector has them so.
func LooseStats(stats string) string {
	return strings.Replace(stats, `"tightBounds":true`, `"tightBounds":false`, 1)
}
