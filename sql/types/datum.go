package types

import "math"

// Datum is one SQL value without its type. Which field counts follows from
// Type.Phys: I for PBool, PI32, PI64 and (as IEEE bits) PF64; S for PStr. Row-wise
// evaluation, constants and statistics use datums; bulk data stays in vectors.
type Datum struct {
	I    int64
	S    string
	Null bool
}

// Null is the SQL NULL of any type.
var Null = Datum{Null: true}

// NewBool makes a boolean datum.
func NewBool(b bool) Datum {
	if b {
		return Datum{I: 1}
	}
	return Datum{}
}

// NewInt makes a datum of an integer-formed type.
func NewInt(i int64) Datum { return Datum{I: i} }

// NewFloat makes a float8 or float4 datum.
func NewFloat(f float64) Datum { return Datum{I: int64(math.Float64bits(f))} }

// NewStr makes a datum of a byte-formed type.
func NewStr(s string) Datum { return Datum{S: s} }

// Bool is the truth value of a non-NULL boolean.
func (d Datum) Bool() bool { return d.I != 0 }

// Float is the value of a non-NULL float.
func (d Datum) Float() float64 { return math.Float64frombits(uint64(d.I)) }
