package types

import "time"

// DateStyle is the output half of the DateStyle setting.
type DateStyle uint8

// Date output styles.
const (
	DateISO DateStyle = iota
	DateSQL
	DatePostgres
	DateGerman
)

// DateOrder is the field order half of the DateStyle setting.
type DateOrder uint8

// Date field orders.
const (
	MDY DateOrder = iota
	DMY
	YMD
)

// IntervalStyle is the setting of the same name.
type IntervalStyle uint8

// Interval output styles.
const (
	IntervalPostgres IntervalStyle = iota
	IntervalVerbose
	IntervalSQL
	IntervalISO
)

// Style holds the session settings that text input and output depend on.
type Style struct {
	Date        DateStyle
	Order       DateOrder
	Interval    IntervalStyle
	Loc         *time.Location // TimeZone; nil is UTC
	ExtraFloat  int            // extra_float_digits; above 0: shortest round trip
	ByteaEscape bool           // bytea_output = escape
	Now         time.Time      // what 'now' and 'today' mean; zero: the clock
	Names       Names          // resolves reg* values; may be nil
}

// Names resolves the object names behind regclass and its like; kind is the reg* type.
type Names interface {
	OIDByName(kind OID, name string) (uint32, error)
	NameByOID(kind OID, oid uint32) (string, bool)
}

// DefaultStyle has PostgreSQL's defaults: ISO MDY, postgres intervals, UTC, shortest floats.
var DefaultStyle = &Style{ExtraFloat: 1}

func (s *Style) loc() *time.Location {
	if s.Loc == nil {
		return time.UTC
	}
	return s.Loc
}

func (s *Style) now() time.Time {
	if s.Now.IsZero() {
		return time.Now()
	}
	return s.Now
}
