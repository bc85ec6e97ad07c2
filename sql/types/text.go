package types

// AppendText appends the text form of a non-NULL datum.
func AppendText(dst []byte, t Type, d Datum, st *Style) []byte { return append(dst, d.S...) }

// AppendScaled appends v / 10^scale with exactly scale fraction digits, not allocating.
func AppendScaled(dst []byte, v int64, scale int) []byte { return dst }

// Parse reads the text form of a value of type t and applies t's modifier.
func Parse(t Type, s string, st *Style) (Datum, error) { return NewStr(s), nil }

// AppendBinary appends the binary wire form of a non-NULL datum.
func AppendBinary(dst []byte, t Type, d Datum) []byte { return dst }

// ParseBinary reads the binary wire form of a value of type t. Errors: 22P03, 08P01.
func ParseBinary(t Type, b []byte) (Datum, error) { return Null, nil }

// Compare orders two non-NULL values as the default btree operator class does.
func Compare(t Type, a, b Datum) int { return 0 }

// Equal tells whether two non-NULL values are equal by the type's = operator.
func Equal(t Type, a, b Datum) bool { return Compare(t, a, b) == 0 }

// Hash hashes a non-NULL value consistently with Equal.
func Hash(t Type, d Datum) uint64 { return 0 }

// Array is a decoded array value.
type Array struct {
	Dims  []int // empty for an empty array
	Lbs   []int // lower bounds
	Elems []Datum
}

// EncodeArray makes an array datum; lbs nil means all lower bounds are 1.
func EncodeArray(elem Type, dims, lbs []int, elems []Datum) Datum { return Null }

// DecodeArray reads an array datum. The elements alias s.
func DecodeArray(elem Type, s string) Array { return Array{} }

// EncodeRow makes a row datum of fields with the given types.
func EncodeRow(ts []Type, fields []Datum) Datum { return Null }

// DecodeRow reads a row datum: the types it was made with and its fields, aliasing s.
func DecodeRow(s string) ([]Type, []Datum) { return nil, nil }

// IntervalValue is a decoded interval.
type IntervalValue struct {
	Months, Days int32
	Micros       int64
}

// NewInterval makes an interval datum.
func NewInterval(v IntervalValue) Datum { return Null }

// IntervalOf reads an interval datum.
func IntervalOf(d Datum) IntervalValue { return IntervalValue{} }
