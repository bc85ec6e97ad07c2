package builtin

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/tarndb/tarn/sql/types"
	"golang.org/x/text/unicode/norm"
)

// String functions of DuckDB and Databricks, and Unicode normalization.
func init() {
	defStringTests()
	defDistances()
	defRegexWords()
	regScalars(map[string]evalFn{
		"unicode_normalize_func": func(_ *Ctx, a []D) (D, error) {
			f, err := normForm(a[1].S)
			if err != nil {
				return D{}, err
			}
			return strD(f.String(a[0].S)), nil
		},
		"unicode_is_normalized": func(_ *Ctx, a []D) (D, error) {
			f, err := normForm(a[1].S)
			if err != nil {
				return D{}, err
			}
			return boolD(f.IsNormalString(a[0].S)), nil
		},
	})
	for _, n := range []string{"ucase"} {
		def(n+"(text) text", "", str1(strings.ToUpper))
	}
	def("lcase(text) text", "", str1(strings.ToLower))
	for _, n := range []string{"len", "strlen_chars"} {
		def(n+"(text) int8", "", strInt(charCount))
	}
	def("strlen(text) int8", "", byteLen)
	def("unicode(text) int4", "", strInt(ascii))
	def("ord(text) int4", "", strInt(ascii))
	def("char(int4) text", "", chr)
	def("strip_accents(text) text", "", str1(stripAccents))
	def("nfc_normalize(text) text", "", str1(norm.NFC.String))
	def("instr(text, text) int8", "", str2int(textPos))
	def("locate(text, text) int4", "", str2int(func(sub, s string) int64 { return textPos(s, sub) }))
	def("space(int4) text", "", func(_ *Ctx, a []D) (D, error) { return repeat(nil, []D{strD(" "), a[0]}) })
	def("bin(int8) text", "", func(_ *Ctx, a []D) (D, error) { return strD(strconv.FormatUint(uint64(a[0].I), 2)), nil })
	def("hex(int8) text", "", func(_ *Ctx, a []D) (D, error) { return strD(strings.ToUpper(formatUint(uint64(a[0].I), 16))), nil })
	def("hex(text) text", "", str1(func(s string) string { return strings.ToUpper(hexText(s)) }))
	def("hex(bytea) text", "", str1(func(s string) string { return strings.ToUpper(hexText(s)) }))
	def("unhex(text) bytea", "", func(_ *Ctx, a []D) (D, error) { return types.ParseHexBytea(a[0].S) })
	def("substring_index(text, text, int4) text", "", substringIndex)
	def("base64(bytea) text", "", func(_ *Ctx, a []D) (D, error) {
		d, err := encodeBytes(nil, []D{a[0], strD("base64")})
		return strD(strings.ReplaceAll(d.S, "\n", "")), err
	})
	def("from_base64(text) bytea", "", func(_ *Ctx, a []D) (D, error) { return decodeBase64(a[0].S) })
	def("unbase64(text) bytea", "", func(_ *Ctx, a []D) (D, error) { return decodeBase64(a[0].S) })
	def("sha1(text) text", "", str1(sha1Hex))
	def("sha2(text, int4) text", "", sha2Hex)
	def("sha256(text) text", "", func(_ *Ctx, a []D) (D, error) { return sha2Hex(nil, []D{a[0], intD(256)}) })
	def("crc32(text) int8", "", strInt(crc32Of))
	def("parse_url(text, text) text", "", parseURL)
	for _, n := range []string{"string_split", "str_split", "split"} {
		def(n+"(text, text) _text", "", func(_ *Ctx, a []D) (D, error) { return textArray(strings.Split(a[0].S, a[1].S)), nil })
	}
	for _, n := range []string{"string_split_regex", "str_split_regex", "regexp_split"} {
		def(n+"(text, text) _text", "", func(_ *Ctx, a []D) (D, error) { return regexpSplitArray(nil, a) })
	}
	def("to_base(int8, int4) text", "", func(_ *Ctx, a []D) (D, error) {
		if a[1].I < 2 || a[1].I > 36 {
			return D{}, badParam("'to_base' radix must be between 2 and 36")
		}
		return strD(strings.ToUpper(strconv.FormatInt(a[0].I, int(a[1].I)))), nil
	})
}

func normForm(s string) (norm.Form, error) {
	f, ok := map[string]norm.Form{"NFC": norm.NFC, "NFD": norm.NFD, "NFKC": norm.NFKC, "NFKD": norm.NFKD}[strings.ToUpper(s)]
	if !ok {
		return 0, badParam("invalid normalization form: %s", s)
	}
	return f, nil
}

func stripAccents(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s)))
}

func defStringTests() {
	for _, n := range []string{"contains"} {
		def(n+"(text, text) bool", "", str2bool(strings.Contains))
	}
	for _, n := range []string{"prefix", "startswith"} {
		def(n+"(text, text) bool", "", str2bool(strings.HasPrefix))
	}
	for _, n := range []string{"suffix", "ends_with", "endswith"} {
		def(n+"(text, text) bool", "", str2bool(strings.HasSuffix))
	}
	def("charindex(text, text) int4", "", str2int(func(sub, s string) int64 { return textPos(s, sub) }))
}

func defDistances() {
	def("levenshtein(text, text) int4", "", str2int(func(a, b string) int64 { return int64(levenshtein(a, b)) }))
	def("editdist3(text, text) int4", "", str2int(func(a, b string) int64 { return int64(levenshtein(a, b)) }))
	def("damerau_levenshtein(text, text) int4", "", str2int(func(a, b string) int64 { return int64(damerau(a, b)) }))
	for _, n := range []string{"hamming", "mismatches"} {
		def(n+"(text, text) int4", "", func(_ *Ctx, a []D) (D, error) {
			x, y := []rune(a[0].S), []rune(a[1].S)
			if len(x) != len(y) {
				return D{}, badParam("Mismatch Function: Strings must be of equal length!")
			}
			n := int64(0)
			for i := range x {
				if x[i] != y[i] {
					n++
				}
			}
			return intD(n), nil
		})
	}
	score := func(f func(a, b string) float64) evalFn {
		return func(_ *Ctx, a []D) (D, error) { return floatD(f(a[0].S, a[1].S)), nil }
	}
	def("jaro_similarity(text, text) float8", "", score(jaro))
	def("jaro_winkler_similarity(text, text) float8", "", score(jaroWinkler))
	def("jaro_winkler(text, text) float8", "", score(jaroWinkler))
	def("jaccard(text, text) float8", "", score(jaccard))
	def("soundex(text) text", "", str1(soundex))
}

func levenshtein(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		prev := row[0]
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := prev
			if x[i-1] != y[j-1] {
				cost++
			}
			prev = row[j]
			row[j] = min(row[j]+1, row[j-1]+1, cost)
		}
	}
	return row[len(y)]
}

// damerau also counts a swap of neighbours as one edit.
func damerau(a, b string) int {
	x, y := []rune(a), []rune(b)
	d := make([][]int, len(x)+1)
	for i := range d {
		d[i] = make([]int, len(y)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(x)][len(y)]
}

func jaro(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	if len(x) == 0 && len(y) == 0 {
		return 1
	}
	window := max(max(len(x), len(y))/2-1, 0)
	xm, ym := make([]bool, len(x)), make([]bool, len(y))
	m := 0
	for i, r := range x {
		for j := max(0, i-window); j < min(len(y), i+window+1); j++ {
			if !ym[j] && y[j] == r {
				xm[i], ym[j] = true, true
				m++
				break
			}
		}
	}
	if m == 0 {
		return 0
	}
	t, j := 0, 0
	for i := range x {
		if !xm[i] {
			continue
		}
		for !ym[j] {
			j++
		}
		if x[i] != y[j] {
			t++
		}
		j++
	}
	f := float64(m)
	return (f/float64(len(x)) + f/float64(len(y)) + (f-float64(t/2))/f) / 3
}

func jaroWinkler(a, b string) float64 {
	s := jaro(a, b)
	if s <= 0.7 {
		return s
	}
	x, y := []rune(a), []rune(b)
	p := 0
	for p < 4 && p < len(x) && p < len(y) && x[p] == y[p] {
		p++
	}
	return s + float64(p)*0.1*(1-s)
}

func jaccard(a, b string) float64 {
	set := func(s string) map[rune]bool {
		m := map[rune]bool{}
		for _, r := range s {
			m[r] = true
		}
		return m
	}
	x, y := set(a), set(b)
	both := 0
	for r := range x {
		if y[r] {
			both++
		}
	}
	return float64(both) / float64(max(len(x)+len(y)-both, 1))
}

func soundex(s string) string {
	const codes = "01230120022455012623010202"
	var out []byte
	var last byte
	for _, r := range strings.ToUpper(s) {
		if r < 'A' || r > 'Z' {
			continue
		}
		c := codes[r-'A']
		if len(out) == 0 {
			out = append(out, byte(r))
		} else if c != '0' && c != last {
			out = append(out, c)
		}
		if r != 'H' && r != 'W' {
			last = c
		}
		if len(out) == 4 {
			break
		}
	}
	if len(out) == 0 {
		return ""
	}
	return string(append(out, "000"...)[:4])
}

func defRegexWords() {
	match := func(re *regexp.Regexp, s string) bool { return re.MatchString(s) }
	for n, full := range map[string]bool{"regexp_matches_bool": false, "regexp_full_match": true, "rlike": false, "regexp": false} {
		def(n+"(text, text) bool", "", func(_ *Ctx, a []D) (D, error) {
			p := a[1].S
			if full {
				p = "^(?:" + p + ")$"
			}
			re, err := regex(p, reFlags{})
			if err != nil {
				return D{}, err
			}
			return boolD(match(re, a[0].S)), nil
		})
	}
	extract := func(_ *Ctx, a []D) (D, error) {
		re, err := regex(a[1].S, reFlags{})
		if err != nil {
			return D{}, err
		}
		g := int64(0)
		if len(a) > 2 {
			g = a[2].I
		}
		from, to, ok := subexpr(re.FindStringSubmatchIndex(a[0].S), g)
		if !ok {
			return strD(""), nil
		}
		return strD(a[0].S[from:to]), nil
	}
	def("regexp_extract(text, text) text", "", extract)
	def("regexp_extract(text, text, int4) text", "", extract)
	all := func(_ *Ctx, a []D) (D, error) {
		re, err := regex(a[1].S, reFlags{})
		if err != nil {
			return D{}, err
		}
		g := int64(0)
		if len(a) > 2 {
			g = a[2].I
		}
		var out []string
		for _, m := range re.FindAllStringSubmatchIndex(a[0].S, -1) {
			from, to, ok := subexpr(m, g)
			if ok {
				out = append(out, a[0].S[from:to])
			} else {
				out = append(out, "")
			}
		}
		return textArray(out), nil
	}
	def("regexp_extract_all(text, text) _text", "", all)
	def("regexp_extract_all(text, text, int4) _text", "", all)
	def("regexp_escape(text) text", "", str1(regexp.QuoteMeta))
}

func substringIndex(_ *Ctx, a []D) (D, error) {
	s, sep, n := a[0].S, a[1].S, a[2].I
	if sep == "" || n == 0 {
		return strD(""), nil
	}
	parts := strings.Split(s, sep)
	if n > 0 {
		return strD(strings.Join(parts[:min(n, int64(len(parts)))], sep)), nil
	}
	return strD(strings.Join(parts[max(int64(len(parts))+n, 0):], sep)), nil
}
