package types

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // the zone database goes into the binary

	"github.com/tarndb/tarn/sql/pgerr"
)

// zonenames.txt lists the IANA names; zoneabbrev.txt has lines of abbreviation, seconds
// east of UTC, and d for daylight saving or s for standard time.
var (
	//go:embed zonenames.txt
	zoneNamesText string
	//go:embed zoneabbrev.txt
	zoneAbbrevText string
)

type zoneTables struct {
	names   map[string]string
	abbrevs map[string]int
}

var zones = sync.OnceValue(func() zoneTables {
	z := zoneTables{names: map[string]string{}, abbrevs: map[string]int{}}
	for n := range strings.FieldsSeq(zoneNamesText) {
		z.names[strings.ToLower(n)] = n
	}
	for line := range strings.Lines(zoneAbbrevText) {
		f := strings.Fields(line)
		off, _ := strconv.Atoi(f[1])
		z.abbrevs[f[0]] = off
	}
	return z
})

// ZoneNames lists the known IANA zone names.
func ZoneNames() []string { return strings.Fields(zoneNamesText) }

// ZoneAbbrev is one known time zone abbreviation.
type ZoneAbbrev struct {
	Abbrev string
	Offset int // seconds east of UTC
	DST    bool
}

// ZoneAbbrevs lists the known abbreviations.
func ZoneAbbrevs() []ZoneAbbrev {
	var out []ZoneAbbrev
	for line := range strings.Lines(zoneAbbrevText) {
		f := strings.Fields(line)
		off, _ := strconv.Atoi(f[1])
		out = append(out, ZoneAbbrev{strings.ToUpper(f[0]), off, f[2] == "d"})
	}
	return out
}

var zoneCache sync.Map // lower-case name → *time.Location

// LoadZone finds a zone by IANA name in any case, or by a POSIX form like EST5 or
// <+03>-3. Abbreviations are not zones; see ZoneByNameOrAbbrev. Error: 22023.
func LoadZone(name string) (*time.Location, error) {
	low := strings.ToLower(name)
	if l, ok := zoneCache.Load(low); ok {
		return l.(*time.Location), nil
	}
	if canon, ok := zones().names[low]; ok {
		if l, err := time.LoadLocation(canon); err == nil {
			zoneCache.Store(low, l)
			return l, nil
		}
	}
	if l := posixZone(name); l != nil {
		return l, nil
	}
	return nil, pgerr.New(pgerr.InvalidParameterValue, "time zone \"%s\" not recognized", name)
}

// posixZone reads STDoffset with the POSIX sign: positive is west of Greenwich.
func posixZone(s string) *time.Location {
	rest, abbr := s, ""
	if strings.HasPrefix(s, "<") {
		end := strings.IndexByte(s, '>')
		if end < 0 {
			return nil
		}
		abbr, rest = s[1:end], s[end+1:]
	} else {
		i := 0
		for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z') {
			i++
		}
		abbr, rest = s[:i], s[i:]
	}
	off, n, ok := scanOffset(rest)
	if !ok || n != len(rest) {
		return nil
	}
	if abbr == "" {
		abbr = offsetName(-off)
	}
	return time.FixedZone(abbr, -off)
}

func offsetName(off int) string {
	return string(appendOffset(nil, off))
}

// scanOffset reads [+-]hh[:mm[:ss]] or hhmm and gives seconds and length.
func scanOffset(s string) (off, n int, ok bool) {
	sign := 1
	if s != "" && (s[0] == '+' || s[0] == '-') {
		if s[0] == '-' {
			sign = -1
		}
		n = 1
	}
	v, k := scanInt(s[n:])
	if k == 0 {
		return 0, 0, false
	}
	n += k
	switch {
	case k <= 2:
		off = v * 3600
	case k <= 4:
		off = v/100*3600 + v%100*60
		return sign * off, n, v%100 < 60
	default:
		off = v/10000*3600 + v/100%100*60 + v%100
		return sign * off, n, k == 6
	}
	for unit := 60; unit > 0 && n < len(s) && s[n] == ':'; unit /= 60 {
		v, k := scanInt(s[n+1:])
		if k == 0 || k > 2 || v > 59 {
			return 0, 0, false
		}
		off += v * unit
		n += 1 + k
	}
	return sign * off, n, true
}

func scanInt(s string) (v, n int) {
	for n < len(s) && s[n] >= '0' && s[n] <= '9' && n < 9 {
		v = v*10 + int(s[n]-'0')
		n++
	}
	return v, n
}

// ZoneByNameOrAbbrev resolves what AT TIME ZONE takes: an abbreviation or a zone name.
// Error: 22023.
func ZoneByNameOrAbbrev(name string) (*time.Location, error) {
	low := strings.ToLower(name)
	if low == "z" || low == "zulu" {
		return time.UTC, nil
	}
	if off, ok := zones().abbrevs[low]; ok && zones().names[low] == "" {
		return time.FixedZone(strings.ToUpper(name), off), nil
	}
	return LoadZone(name)
}

// OffsetAt gives the zone's offset east of UTC, in seconds, at a UTC moment.
func OffsetAt(loc *time.Location, us int64) (off int, abbr string) {
	if loc == time.UTC {
		return 0, "UTC"
	}
	abbr, off = time.UnixMicro(us).In(loc).Zone()
	return off, abbr
}

// LocalToUTC turns wall-clock µs into UTC. A time in a spring gap counts with the offset
// before it, an ambiguous one in autumn with the offset after it.
func LocalToUTC(loc *time.Location, local int64) int64 {
	return local - int64(localOffset(loc, local))*MicrosPerSecond
}

func localOffset(loc *time.Location, local int64) int {
	if loc == time.UTC {
		return 0
	}
	before, _ := OffsetAt(loc, local-MicrosPerDay)
	after, _ := OffsetAt(loc, local+MicrosPerDay)
	if before == after {
		return before
	}
	b, _ := OffsetAt(loc, local-int64(before)*MicrosPerSecond)
	a, _ := OffsetAt(loc, local-int64(after)*MicrosPerSecond)
	if a == after || b != before && after < before {
		return after
	}
	return before
}

// UTCToLocal turns a UTC moment into wall-clock µs.
func UTCToLocal(loc *time.Location, us int64) int64 {
	off, _ := OffsetAt(loc, us)
	return us + int64(off)*MicrosPerSecond
}

// SplitZoned breaks a UTC moment into the fields of a zone's wall clock.
func SplitZoned(loc *time.Location, us int64) Civil {
	off, abbr := OffsetAt(loc, us)
	c := SplitTimestamp(us + int64(off)*MicrosPerSecond)
	c.Offset, c.Abbr = off, abbr
	return c
}
