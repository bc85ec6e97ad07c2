package types

import "testing"

func BenchmarkAppendText(b *testing.B) {
	for _, c := range []struct{ name, typ, in string }{
		{"int8", "bigint", "1234567890123"}, {"float8", "double precision", "12345.678901"}, {"float8_short", "double precision", "0.1"},
		{"numeric", "numeric", "12345678.90"}, {"date", "date", "2024-02-29"}, {"timestamp", "timestamp", "2024-02-29 13:45:06.789"},
		{"timestamptz", "timestamptz", "2024-02-29 13:45:06.789+00"}, {"interval", "interval", "3 days 04:05:06"}, {"uuid", "uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
	} {
		typ, err := ParseTypeName(c.typ)
		if err != nil {
			b.Fatal(err)
		}
		d, err := Parse(typ, c.in, nil)
		if err != nil {
			b.Fatal(err)
		}
		buf := make([]byte, 0, 64)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				buf = AppendText(buf[:0], typ, d, nil)
			}
		})
	}
	b.Run("scaled", func(b *testing.B) {
		buf := make([]byte, 0, 64)
		b.ReportAllocs()
		for b.Loop() {
			buf = AppendScaled(buf[:0], 1234567890, 2)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for _, c := range []struct{ typ, in string }{{"bigint", "1234567"}, {"numeric", "12345678.90"}, {"double precision", "12345.678"}, {"date", "2024-02-29"},
		{"timestamp", "2024-02-29 13:45:06.789"}} {
		typ, _ := ParseTypeName(c.typ)
		b.Run(c.typ, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(typ, c.in, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
