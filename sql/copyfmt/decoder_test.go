package copyfmt

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

var testColumns = []Column{{Name: "a", Type: types.T(types.Int4)}, {Name: "b", Type: types.T(types.Text)},
	{Name: "c", Type: types.NumericType(8, 2)}, {Name: "d", Type: types.T(types.Date)}, {Name: "e", Type: types.Type{OID: types.BPChar, Mod: 4 + 3}}}

// decode feeds data in pieces and prints the rows, or only the error with its place.
func decode(opt Options, cols []Column, pieces ...[]byte) string {
	d := New(opt, "t", cols, nil)
	var out strings.Builder
	for i := 0; ; i++ {
		for {
			b, err := d.Next()
			if err != nil {
				e := pgerr.From(err)
				return fmt.Sprintf("%s %s / %s", e.Code, e.Message, e.Where)
			}
			if b == nil {
				break
			}
			for r := range b.N {
				for c, v := range b.Cols {
					if x := v.Datum(r); x.Null {
						out.WriteString("|NULL")
					} else {
						out.Write(types.AppendText([]byte("|"), cols[c].Type, x, types.DefaultStyle))
					}
				}
				out.WriteByte('\n')
			}
		}
		switch {
		case i < len(pieces):
			d.Feed(pieces[i])
		case i == len(pieces):
			d.End()
		default:
			return out.String()
		}
	}
}

var formats = map[string]Options{
	"text": {Delimiter: '\t', Quote: '"', Escape: '"', Null: `\N`},
	"csv":  {Format: CSV, Delimiter: ',', Quote: '"', Escape: '"'},
	"csv2": {Format: CSV, Delimiter: ';', Quote: '\'', Escape: '\\', Null: "nil", Header: SkipHeader},
	"bin":  {Format: Binary},
}

// TestPieces: where the data is cut into pieces makes no difference.
func TestPieces(t *testing.T) {
	rnd := rand.New(rand.NewSource(3))
	for name, opt := range formats {
		for range 300 {
			data := randomData(rnd, opt)
			want := decode(opt, testColumns, data)
			var pieces [][]byte
			for at := 0; at < len(data); {
				n := 1 + rnd.Intn(12)
				pieces = append(pieces, data[at:min(at+n, len(data))])
				at += n
			}
			if got := decode(opt, testColumns, pieces...); got != want {
				t.Fatalf("%s: %q in pieces gives\n%s\nat once\n%s", name, data, got, want)
			}
		}
	}
}

// randomData makes lines of mostly right values, or bytes of the binary format.
func randomData(rnd *rand.Rand, opt Options) []byte {
	if opt.Format == Binary {
		data := []byte(signature + "\x00\x00\x00\x00\x00\x00\x00\x00")
		for range rnd.Intn(4) {
			data = append(data, 0, 5, 0, 0, 0, 4, 0, 0, 0, byte(rnd.Intn(9)), 0, 0, 0, 2, 'h', 'i')
			data = append(data, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255)
		}
		data = append(data, 255, 255)
		if rnd.Intn(3) == 0 {
			data[rnd.Intn(len(data))] = byte(rnd.Intn(256))
		}
		return data
	}
	eols := []string{"\n", "\r\n", "\r"}
	eol := eols[rnd.Intn(3)]
	texts := []string{"x", "", "é", `a\tb`, `\\`, `\N`, "nil", `"q"`, `"a,""b"`, "'s;\\'t'", "\"two\nlines\"", `\.`, "\\\n", "'a\r\nb'"}
	var b strings.Builder
	for range rnd.Intn(6) {
		vals := []string{fmt.Sprint(rnd.Intn(1000)), texts[rnd.Intn(len(texts))], fmt.Sprint(rnd.Intn(99), ".", rnd.Intn(99)), "2024-02-29", "ab"}
		if rnd.Intn(12) == 0 {
			vals[rnd.Intn(5)] = "bad"
		}
		if rnd.Intn(20) == 0 {
			vals = vals[:1+rnd.Intn(4)]
		}
		b.WriteString(strings.Join(vals, string(opt.Delimiter)))
		if rnd.Intn(15) == 0 {
			eol = eols[rnd.Intn(3)]
		}
		b.WriteString(eol)
	}
	return []byte(b.String())
}

// TestFastValues: the fast parsers agree with types.Parse wherever they answer.
func TestFastValues(t *testing.T) {
	rnd := rand.New(rand.NewSource(4))
	opt := formats["text"]
	for range 5000 {
		for _, c := range testColumns {
			var text string
			switch rnd.Intn(3) {
			case 0:
				text = fmt.Sprint(rnd.Intn(3000)-1500, ".", rnd.Intn(1000))
			case 1:
				text = fmt.Sprintf("%04d-%02d-%02d", rnd.Intn(9999), rnd.Intn(14), rnd.Intn(33))
			default:
				text = fmt.Sprint(rnd.Int63n(1 << uint(1+rnd.Intn(62))))[:1+rnd.Intn(1)]
			}
			got := decode(opt, []Column{c}, []byte(text+"\n"))
			p := parserOf(c.Type, nil)
			d, err := types.Parse(p.t, text, nil)
			if err != nil || p.length != nil {
				continue
			}
			if want := string(types.AppendText([]byte("|"), c.Type, d, types.DefaultStyle)) + "\n"; got != want {
				t.Fatalf("%v %q: %q instead of %q", c.Type, text, got, want)
			}
		}
	}
}

// FuzzDecoder: no input makes it panic or answer differently when it comes in two pieces.
func FuzzDecoder(f *testing.F) {
	rnd := rand.New(rand.NewSource(5))
	for _, opt := range formats {
		for range 5 {
			f.Add(randomData(rnd, opt), 3)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, cut int) {
		if cut < 0 || cut > len(data) {
			cut = len(data) / 2
		}
		for name, opt := range formats {
			one, two := decode(opt, testColumns, data), decode(opt, testColumns, data[:cut], data[cut:])
			if one != two {
				t.Fatalf("%s: %q differs when cut at %d:\n%s\n%s", name, data, cut, one, two)
			}
		}
	})
}
