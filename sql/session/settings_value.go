package session

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
)

// findSetting gives the definition of a name; 42704 when there is none. Names with a dot
// are custom settings and take any text.
func findSetting(name string) (*setting, error) {
	key := strings.ToLower(name)
	if d := settingsByKey[key]; d != nil {
		return d, nil
	}
	if strings.Contains(name, ".") {
		return &setting{name: name, key: key, context: ctxUser}, nil
	}
	return nil, pgerr.New(pgerr.UndefinedObject, "unrecognized configuration parameter \"%s\"", name)
}

// normalize checks a value and gives it in the form it is stored in.
func (d *setting) normalize(v string) (string, error) {
	switch d.kind {
	case kindBool:
		b, ok := parseBool(v)
		if !ok {
			return "", pgerr.New(pgerr.InvalidParameterValue, "parameter \"%s\" requires a Boolean value", d.name)
		}
		v = "off"
		if b {
			v = "on"
		}
	case kindInt:
		n, err := d.parseInt(v)
		if err != nil {
			return "", err
		}
		v = strconv.FormatInt(n, 10)
	case kindReal:
		if _, err := strconv.ParseFloat(v, 64); err != nil {
			return "", d.invalid(v)
		}
	case kindEnum:
		w, err := d.parseEnum(v)
		if err != nil {
			return "", err
		}
		v = w
	}
	if d.check != nil {
		return d.check(v)
	}
	return v, nil
}

func (d *setting) invalid(v string) *pgerr.Error {
	return pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"%s\": \"%s\"", d.name, v)
}

func (d *setting) parseEnum(v string) (string, error) {
	for _, w := range d.words() {
		if strings.EqualFold(w, v) {
			return w, nil
		}
	}
	if d.enum == "hex escape" || d.key == "jit" {
		return "", d.invalid(v)
	}
	return "", d.invalid(v).WithHint("Available values: %s.", strings.Join(d.words(), ", "))
}

// unitFactors gives the size of each unit in the smallest one of its dimension.
var unitFactors = map[string]float64{
	"B": 1, "kB": 1024, "8kB": 8192, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40,
	"us": 1, "ms": 1e3, "s": 1e6, "min": 60e6, "h": 3600e6, "d": 86400e6,
}

func isMemoryUnit(u string) bool { return strings.HasSuffix(u, "B") }

// parseInt reads a number with an optional unit and converts it to the setting's unit.
func (d *setting) parseInt(v string) (int64, error) {
	text := strings.TrimSpace(v)
	end := 0
	for end < len(text) && strings.IndexByte("+-0123456789.eE", text[end]) >= 0 {
		end++
	}
	num, unit := text[:end], strings.TrimSpace(text[end:])
	f, err := strconv.ParseFloat(num, 64)
	if err != nil {
		return 0, d.invalid(v)
	}
	if unit != "" {
		factor, ok := unitFactors[unit]
		if !ok || d.unit == "" || isMemoryUnit(unit) != isMemoryUnit(d.unit) {
			e := d.invalid(v)
			if d.unit != "" && isMemoryUnit(d.unit) {
				e = e.WithHint("Valid units for this parameter are \"B\", \"kB\", \"MB\", \"GB\", and \"TB\".")
			} else if d.unit != "" {
				e = e.WithHint("Valid units for this parameter are \"us\", \"ms\", \"s\", \"min\", \"h\", and \"d\".")
			}
			return 0, e
		}
		f = f * factor / unitFactors[d.unit]
	}
	f = math.RoundToEven(f)
	if f < float64(d.min) || f > float64(d.max) || math.IsNaN(f) {
		return 0, d.outOfRange(f)
	}
	return int64(f), nil
}

func (d *setting) outOfRange(f float64) error {
	unit := ""
	if d.unit != "" {
		unit = " " + d.unit
	}
	return pgerr.New(pgerr.InvalidParameterValue, "%.0f%s is outside the valid range for parameter \"%s\" (%d .. %d)",
		f, unit, d.name, d.min, d.max)
}

// show renders a stored value as SHOW does: with the largest unit that keeps it whole.
func (d *setting) show(v string) string {
	n, err := strconv.ParseInt(v, 10, 64)
	if d.kind != kindInt || d.unit == "" || err != nil || n <= 0 {
		return v
	}
	units := []string{"us", "ms", "s", "min", "h", "d"}
	if isMemoryUnit(d.unit) {
		units = []string{"B", "kB", "MB", "GB", "TB"}
	}
	unit := d.unit
	for _, u := range units {
		ratio := unitFactors[u] / unitFactors[d.unit]
		if ratio >= 1 && math.Mod(float64(n), ratio) == 0 {
			unit = u
		}
	}
	return strconv.FormatInt(int64(float64(n)*unitFactors[d.unit]/unitFactors[unit]), 10) + unit
}

func parseBool(v string) (value, ok bool) {
	v = strings.ToLower(strings.TrimSpace(v))
	switch v {
	case "1":
		return true, true
	case "0":
		return false, true
	case "", "o":
		return false, false
	}
	for _, w := range []string{"true", "yes", "on"} {
		if strings.HasPrefix(w, v) {
			return true, true
		}
	}
	for _, w := range []string{"false", "no", "off"} {
		if strings.HasPrefix(w, v) {
			return false, true
		}
	}
	return false, false
}

// checkEncoding admits UTF8 under the names clients use for it, with or without quotes.
func checkEncoding(v string) (string, error) {
	w := strings.Trim(v, `'"`)
	switch strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(w)) {
	case "utf8", "unicode":
		return "UTF8", nil
	case "sqlascii":
		return "SQL_ASCII", nil
	}
	return "", pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"client_encoding\": \"%s\"", v).
		WithDetail("The server speaks UTF8 only.")
}

// checkDateStyle merges words such as "ISO", "DMY" or "postgres, european".
func checkDateStyle(v string) (string, error) {
	style, order := "ISO", "MDY"
	for _, w := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' }) {
		switch strings.ToLower(strings.Trim(w, `'"`)) {
		case "iso":
			style = "ISO"
		case "sql":
			style = "SQL"
		case "postgres":
			style = "Postgres"
		case "german":
			style = "German"
		case "mdy", "us", "noneuro", "noneuropean":
			order = "MDY"
		case "dmy", "euro", "european":
			order = "DMY"
		case "ymd":
			order = "YMD"
		case "default":
		default:
			return "", pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"DateStyle\": \"%s\"", v).
				WithDetail("Unrecognized key word: \"%s\".", w)
		}
	}
	return style + ", " + order, nil
}

// checkTimeZone admits IANA names and offsets in hours.
func checkTimeZone(v string) (string, error) {
	if _, err := loadLocation(v); err != nil {
		return "", pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"TimeZone\": \"%s\"", v)
	}
	switch strings.ToLower(v) {
	case "utc":
		return "UTC", nil
	case "gmt":
		return "GMT", nil
	}
	if h, err := strconv.ParseFloat(v, 64); err == nil {
		return posixZone(int(math.Round(h * 3600))), nil
	}
	return v, nil
}

// posixZone names an offset east of UTC as PostgreSQL does: <+03:30>-03:30.
func posixZone(seconds int) string {
	sign, opposite := "+", "-"
	if seconds < 0 {
		sign, opposite, seconds = "-", "+", -seconds
	}
	text := fmt.Sprintf("%02d", seconds/3600)
	if m := seconds / 60 % 60; m != 0 || seconds%60 != 0 {
		text += fmt.Sprintf(":%02d", m)
	}
	if s := seconds % 60; s != 0 {
		text += fmt.Sprintf(":%02d", s)
	}
	return "<" + sign + text + ">" + opposite + text
}

// loadLocation finds a time zone by IANA name in any case, or by an offset: a plain
// number counts hours east, as SET TIME ZONE has it; <+03>-03 and +03:30 forms too.
func loadLocation(v string) (*time.Location, error) {
	switch strings.ToLower(v) {
	case "utc", "z", "zulu", "default", "local":
		return time.UTC, nil
	}
	if h, err := strconv.ParseFloat(v, 64); err == nil && math.Abs(h) <= 168 {
		return time.FixedZone(v, int(h*3600)), nil
	}
	if strings.HasPrefix(v, "<") {
		if _, rest, ok := strings.Cut(v, ">"); ok {
			if sec, ok := parseOffset(rest); ok {
				return time.FixedZone(strings.Trim(v[:len(v)-len(rest)], "<>"), -sec), nil
			}
		}
	}
	if sec, ok := parseOffset(v); ok {
		return time.FixedZone(v, -sec), nil
	}
	if loc, err := time.LoadLocation(v); err == nil && v != "Local" {
		return loc, nil
	}
	return time.LoadLocation(titleZone(v))
}

// parseOffset reads ±hh[:mm[:ss]] into seconds.
func parseOffset(v string) (int, bool) {
	if v == "" || v[0] != '+' && v[0] != '-' {
		return 0, false
	}
	total, size := 0, 3600
	for _, p := range strings.Split(v[1:], ":") {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || n > 167 || size == 0 {
			return 0, false
		}
		total += n * size
		size /= 60
	}
	if v[0] == '-' {
		total = -total
	}
	return total, true
}

// titleZone writes america/new_york as America/New_York.
func titleZone(v string) string {
	b := []byte(strings.ToLower(v))
	up := true
	for i, c := range b {
		if up && c >= 'a' && c <= 'z' {
			b[i] = c - 32
		}
		up = c == '/' || c == '_' || c == '-'
	}
	return string(b)
}

func checkRole(v string) (string, error) {
	return v, nil
}

func checkSearchPath(v string) (string, error) {
	if _, ok := splitNames(v); !ok {
		return "", pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"search_path\": \"%s\"", v).
			WithDetail("List syntax is invalid.")
	}
	return v, nil
}

func onlyOn(name string) func(string) (string, error) {
	return only(name, "on")
}

func onlyOff(name string) func(string) (string, error) {
	return only(name, "off")
}

func only(name, value string) func(string) (string, error) {
	return func(v string) (string, error) {
		if v != value {
			return "", pgerr.Unsupported("setting %s to %s", name, v)
		}
		return v, nil
	}
}

// splitNames splits a list of identifiers, folding those without quotes.
func splitNames(v string) ([]string, bool) {
	var out []string
	rest := strings.TrimSpace(v)
	if rest == "" {
		return nil, true
	}
	for {
		name, tail, ok := cutName(rest)
		if !ok {
			return nil, false
		}
		out = append(out, name)
		tail = strings.TrimSpace(tail)
		if tail == "" {
			return out, true
		}
		if tail[0] != ',' {
			return nil, false
		}
		rest = strings.TrimSpace(tail[1:])
	}
}

// cutName takes one identifier off the front.
func cutName(s string) (name, rest string, ok bool) {
	if s == "" {
		return "", "", false
	}
	if s[0] != '"' {
		i := strings.IndexAny(s, ", \t\n")
		if i < 0 {
			i = len(s)
		}
		return strings.ToLower(s[:i]), s[i:], i > 0
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		return b.String(), s[i+1:], true
	}
	return "", "", false
}
