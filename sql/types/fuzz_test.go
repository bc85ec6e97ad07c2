package types

import "testing"

// fuzzTypes are the types whose parsers are fuzzed.
var fuzzTypes = []string{"boolean", "integer", "double precision", "real", "numeric", "numeric(10,3)", "date", "time", "timetz", "timestamp", "timestamptz",
	"interval", "bytea", "uuid", "json", "jsonb", "integer[]", "text[]", "money", "bit varying", "character varying(4)", "int2vector", "oid"}

// FuzzText: what a text parser accepts prints to a text that it reads as an equal value.
func FuzzText(f *testing.F) {
	for _, c := range roundTrips {
		for _, s := range c.texts {
			f.Add(s)
		}
	}
	for _, s := range []string{"{{1},{2,3}}", "2024-01-02 03:04:05 America/New_York", "P1Y2M", "\\x0", "[1:2]={3", `{"a":[}`, "1e131071", "Jan 1 99 BC", "1 day ago"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, name := range fuzzTypes {
			typ, err := ParseTypeName(name)
			if err != nil {
				t.Fatal(err)
			}
			d, err := Parse(typ, s, nil)
			if err != nil {
				continue
			}
			text := string(AppendText(nil, typ, d, nil))
			back, err := Parse(typ, text, nil)
			if err != nil {
				t.Fatalf("%s: %q printed as %q is refused: %v", name, s, text, err)
			}
			if typ.OID != JSON && Compare(typ, d, back) != 0 {
				t.Fatalf("%s: %q printed as %q is another value", name, s, text)
			}
		}
	})
}

// FuzzBinary: binary parsers survive anything and what they accept round-trips.
func FuzzBinary(f *testing.F) {
	for _, c := range roundTrips {
		typ, _ := ParseTypeName(c.t)
		for _, s := range c.texts {
			if d, err := Parse(typ, s, nil); err == nil {
				f.Add(AppendBinary(nil, typ, d))
			}
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, name := range append([]string{"text", "record"}, fuzzTypes...) {
			typ, _ := ParseTypeName(name)
			d, err := ParseBinary(typ, b)
			if err != nil {
				continue
			}
			AppendText(nil, typ, d, nil)
			again, err := ParseBinary(typ, AppendBinary(nil, typ, d))
			if err != nil || typ.OID != JSON && Compare(typ, d, again) != 0 {
				t.Fatalf("%s: %x does not round-trip: %v", name, b, err)
			}
		}
	})
}

// FuzzEncoded: decoders of stored forms survive damaged bytes.
func FuzzEncoded(f *testing.F) {
	f.Add("\x01\x03\x02\x00abc")
	f.Fuzz(func(t *testing.T, s string) {
		for _, name := range []string{"integer[]", "text[]", "interval", "numeric", "timetz", "jsonb", "map", "record"} {
			typ, err := ParseTypeName(name)
			if err != nil {
				t.Fatal(err)
			}
			AppendText(nil, typ, Datum{S: s}, nil)
			Hash(typ, Datum{S: s})
		}
	})
}
