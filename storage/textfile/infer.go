package textfile

import "github.com/tarndb/tarn/sql/types"

// kinds is the set of types that all text seen so far is a value of.
type kinds uint8

const (
	kindBool kinds = 1 << iota
	kindInt
	kindFloat
	kindDate
	kindTimestamp
	kindTimestampTZ
	kindTime
	allKinds kinds = 1<<iota - 1
)

// narrow keeps the kinds that a text is a value of as well.
func (k kinds) narrow(b []byte) kinds {
	if k == 0 {
		return 0
	}
	var is kinds
	if looksBool(b) {
		is |= kindBool
	}
	if k&kindInt != 0 && looksInt(b) {
		is |= kindInt | kindFloat
	} else if k&kindFloat != 0 && looksFloat(b) {
		is |= kindFloat
	}
	if k&(kindDate|kindTimestamp|kindTimestampTZ|kindTime) != 0 {
		is |= looksTime(b)
	}
	return k & is
}

// typ is the narrowest type of the kinds left; seen tells whether there was any text.
func (k kinds) typ(seen bool) types.Type {
	switch {
	case !seen:
	case k&kindBool != 0:
		return types.T(types.Bool)
	case k&kindInt != 0:
		return types.T(types.Int8)
	case k&kindFloat != 0:
		return types.T(types.Float8)
	case k&kindDate != 0:
		return types.T(types.Date)
	case k&kindTime != 0:
		return types.T(types.Time)
	case k&kindTimestamp != 0:
		return types.T(types.Timestamp)
	case k&kindTimestampTZ != 0:
		return types.T(types.TimestampTZ)
	}
	return types.T(types.Text)
}

// looksBool knows true and false only: t, f, 0 and 1 are more often something else.
func looksBool(b []byte) bool {
	s := lower(b)
	return len(b) == 4 && s == "true" || len(b) == 5 && s == "false"
}

// looksInt refuses leading zeros, which identifiers have and numbers do not.
func looksInt(b []byte) bool {
	_, ok := parseInt(b)
	t := trim(b)
	if len(t) > 1 && (t[0] == '-' || t[0] == '+') {
		t = t[1:]
	}
	return ok && (len(t) == 1 || t[0] != '0')
}

func looksFloat(b []byte) bool {
	t := trim(b)
	if len(t) == 0 || t[0] >= 'A' && t[0] != 'I' && t[0] != 'N' && t[0] != 'i' && t[0] != 'n' {
		return false
	}
	if len(t) > 1 && t[0] == '0' && t[1] >= '0' && t[1] <= '9' {
		return false
	}
	_, ok := parseFloat(b)
	return ok
}

// looksTime tells ISO dates, times of day and timestamps.
func looksTime(b []byte) kinds {
	s := str(trim(b))
	if len(s) >= 5 && len(s) <= 15 && s[2] == ':' && digits(s[:2]) {
		if _, err := types.Parse(types.T(types.Time), s, nil); err == nil {
			return kindTime
		}
		return 0
	}
	if len(s) < 10 || !digits(s[:4]) || s[4] != '-' || s[7] != '-' || !digits(s[5:7]) || !digits(s[8:10]) {
		return 0
	}
	if len(s) == 10 {
		if _, err := types.ParseDate(s, types.DefaultStyle); err == nil {
			return kindDate | kindTimestamp | kindTimestampTZ
		}
		return 0
	}
	if s[10] != ' ' && s[10] != 'T' || len(s) < 16 {
		return 0
	}
	if zoned(s[11:]) {
		if _, err := types.ParseTimestamp(s, true, types.DefaultStyle); err == nil {
			return kindTimestampTZ
		}
		return 0
	}
	if _, err := types.ParseTimestamp(s, false, types.DefaultStyle); err == nil {
		return kindTimestamp | kindTimestampTZ
	}
	return 0
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// zoned tells whether a time of day has a zone behind it.
func zoned(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case 'Z', 'z', '+', '-':
			return true
		}
	}
	return false
}
