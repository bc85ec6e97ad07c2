package builtin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	regScalars(map[string]evalFn{
		"textcat": str2(func(a, b string) string { return a + b }), "byteacat": str2(func(a, b string) string { return a + b }),
		"textanycat(text,anynonarray)": strict(func(c *Ctx, a []D) (D, error) { return strD(a[0].S + c.castText(1, a[1])), nil }),
		"anytextcat(anynonarray,text)": strict(func(c *Ctx, a []D) (D, error) { return strD(c.castText(0, a[0]) + a[1].S), nil }),
		"lower":                        str1(strings.ToLower), "upper": str1(strings.ToUpper), "initcap": str1(initCap),
		"textlen": strInt(charCount), "bpcharlen": strInt(func(s string) int64 { return charCount(strings.TrimRight(s, " ")) }),
		"textoctetlen": byteLen, "bpcharoctetlen": byteLen, "byteaoctetlen": byteLen,
		"bit_length(text)": strInt(func(s string) int64 { return int64(len(s)) * 8 }), "bit_length(bytea)": strInt(func(s string) int64 { return int64(len(s)) * 8 }),
		"btrim": trimSet(true, true), "ltrim": trimSet(true, false), "rtrim": trimSet(false, true),
		"btrim1": trimChars(true, true), "ltrim1": trimChars(true, false),
		"byteatrim": trimBytes(true, true), "bytealtrim": trimBytes(true, false), "byteartrim": trimBytes(false, true),
		"text_substr": substr3, "text_substr_no_len": substr2, "textpos": str2int(textPos),
		"bytea_substr":        func(_ *Ctx, a []D) (D, error) { s, err := byteSubstr(a[0].S, a[1].I, a[2].I); return strD(s), err },
		"bytea_substr_no_len": func(_ *Ctx, a []D) (D, error) { return strD(byteSubstrFrom(a[0].S, a[1].I)), nil },
		"byteapos":            str2int(func(s, sub string) int64 { return int64(strings.Index(s, sub) + 1) }),
		"text_left":           func(_ *Ctx, a []D) (D, error) { return strD(leftChars(a[0].S, a[1].I)), nil },
		"text_right":          func(_ *Ctx, a []D) (D, error) { return strD(rightChars(a[0].S, a[1].I)), nil },
		"text_reverse":        str1(reverse), "replace_text": replaceText, "repeat": repeat, "translate": translate,
		"split_part": splitPart, "lpad": padText(true), "rpad": padText(false),
		"lpad(text,int4)": padBlank(true), "rpad(text,int4)": padBlank(false),
		"textoverlay": overlay, "textoverlay_no_len": overlay, "byteaoverlay": overlayBytes, "byteaoverlay_no_len": overlayBytes,
		"bitoverlay": overlayBytes, "bitoverlay_no_len": overlayBytes,
		"text_starts_with": str2bool(strings.HasPrefix), "ascii": strInt(ascii), "chr": chr,
		"to_hex32":    func(_ *Ctx, a []D) (D, error) { return strD(formatUint(uint64(uint32(a[0].I)), 16)), nil },
		"to_hex64":    func(_ *Ctx, a []D) (D, error) { return strD(formatUint(uint64(a[0].I), 16)), nil },
		"text_concat": concat, "text_concat_ws": concatWS, "nameconcatoid": nameOid,
	})
}

var byteLen = strInt(func(s string) int64 { return int64(len(s)) })

func initCap(s string) string {
	inWord := false
	return strings.Map(func(r rune) rune {
		alnum := unicode.IsLetter(r) || unicode.IsDigit(r)
		switch {
		case !alnum:
		case inWord:
			r = unicode.ToLower(r)
		default:
			r = unicode.ToUpper(r)
		}
		inWord = alnum
		return r
	}, s)
}

func trimWith(s, set string, left, right bool) string {
	if left {
		s = strings.TrimLeft(s, set)
	}
	if right {
		s = strings.TrimRight(s, set)
	}
	return s
}

func trimSet(left, right bool) evalFn {
	return str2(func(s, set string) string { return trimWith(s, set, left, right) })
}

func trimChars(left, right bool) evalFn {
	return str1(func(s string) string { return trimWith(s, " ", left, right) })
}

func trimBytes(left, right bool) evalFn {
	return str2(func(s, set string) string {
		for left && s != "" && strings.IndexByte(set, s[0]) >= 0 {
			s = s[1:]
		}
		for right && s != "" && strings.IndexByte(set, s[len(s)-1]) >= 0 {
			s = s[:len(s)-1]
		}
		return s
	})
}

var errSubstrLen = pgerr.New(pgerr.SubstringError, "negative substring length not allowed")

// Substring is substring(s from start for n) by characters; n of nil means to the end.
func Substring(s string, start int64, n *int64) (string, error) {
	from := max(start, 1) - 1
	to := int64(len(s))
	if n != nil {
		if *n < 0 {
			return "", errSubstrLen
		}
		if end := start + *n; end < start {
			n = nil
		} else if to = end - 1; to <= from {
			return "", nil
		}
	}
	if isASCII(s) {
		if from >= int64(len(s)) {
			return "", nil
		}
		return s[from:min(to, int64(len(s)))], nil
	}
	_, s = types.ClipChars(s, int(min(from, int64(len(s)))))
	if n == nil {
		return s, nil
	}
	s, _ = types.ClipChars(s, int(min(to-from, int64(len(s)))))
	return s, nil
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func substr3(_ *Ctx, a []D) (D, error) {
	s, err := Substring(a[0].S, a[1].I, &a[2].I)
	return strD(s), err
}

func substr2(_ *Ctx, a []D) (D, error) {
	s, err := Substring(a[0].S, a[1].I, nil)
	return strD(s), err
}

func byteSubstr(s string, start, n int64) (string, error) {
	if n < 0 {
		return "", errSubstrLen
	}
	from := min(max(start, 1)-1, int64(len(s)))
	to := min(max(start+n-1, from), int64(len(s)))
	return s[from:to], nil
}

func byteSubstrFrom(s string, start int64) string {
	return s[min(max(start, 1)-1, int64(len(s))):]
}

func textPos(s, sub string) int64 {
	i := strings.Index(s, sub)
	if i < 0 {
		return 0
	}
	return charCount(s[:i]) + 1
}

func leftChars(s string, n int64) string {
	if n < 0 {
		n = max(charCount(s)+n, 0)
	}
	head, _ := types.ClipChars(s, int(min(n, int64(len(s)))))
	return head
}

func rightChars(s string, n int64) string {
	skip := -n
	if n >= 0 {
		skip = max(charCount(s)-n, 0)
	}
	_, tail := types.ClipChars(s, int(min(max(skip, 0), int64(len(s)))))
	return tail
}

func reverse(s string) string {
	b := make([]byte, 0, len(s))
	for len(s) > 0 {
		_, n := utf8.DecodeLastRuneInString(s)
		b = append(b, s[len(s)-n:]...)
		s = s[:len(s)-n]
	}
	return string(b)
}

func replaceText(_ *Ctx, a []D) (D, error) {
	if a[1].S == "" {
		return a[0], nil
	}
	return strD(strings.ReplaceAll(a[0].S, a[1].S, a[2].S)), nil
}

var errTooLarge = pgerr.New(pgerr.ProgramLimitExceeded, "requested length too large")

// maxText bounds the texts that functions build.
const maxText = 1<<28 - 1

func repeat(_ *Ctx, a []D) (D, error) {
	n := max(a[1].I, 0)
	if int64(len(a[0].S))*n > maxText {
		return D{}, errTooLarge
	}
	return strD(strings.Repeat(a[0].S, int(n))), nil
}

func translate(_ *Ctx, a []D) (D, error) {
	from, to := []rune(a[1].S), []rune(a[2].S)
	m := map[rune]rune{}
	for i, r := range from {
		if _, seen := m[r]; seen {
			continue
		}
		if m[r] = -1; i < len(to) {
			m[r] = to[i]
		}
	}
	return strD(strings.Map(func(r rune) rune {
		if t, ok := m[r]; ok {
			return t
		}
		return r
	}, a[0].S)), nil
}

func splitPart(_ *Ctx, a []D) (D, error) {
	s, sep, n := a[0].S, a[1].S, a[2].I
	if n == 0 {
		return D{}, badParam("field position must not be zero")
	}
	if sep == "" {
		if n == 1 || n == -1 {
			return a[0], nil
		}
		return strD(""), nil
	}
	if n < 0 {
		n += int64(strings.Count(s, sep)) + 2
	}
	for ; n > 1; n-- {
		_, rest, ok := strings.Cut(s, sep)
		if !ok {
			return strD(""), nil
		}
		s = rest
	}
	if n < 1 {
		return strD(""), nil
	}
	head, _, _ := strings.Cut(s, sep)
	return strD(head), nil
}

func padTo(s string, n int64, fill string, left bool) (D, error) {
	n = max(n, 0)
	if n > maxText/4 {
		return D{}, errTooLarge
	}
	have := charCount(s)
	if have >= n || fill == "" {
		head, _ := types.ClipChars(s, int(min(n, have)))
		return strD(head), nil
	}
	need := n - have
	k := charCount(fill)
	pad := strings.Repeat(fill, int(need/k))
	rest, _ := types.ClipChars(fill, int(need%k))
	if left {
		return strD(pad + rest + s), nil
	}
	return strD(s + pad + rest), nil
}

func padText(left bool) evalFn {
	return func(_ *Ctx, a []D) (D, error) { return padTo(a[0].S, a[1].I, a[2].S, left) }
}

func padBlank(left bool) evalFn {
	return func(_ *Ctx, a []D) (D, error) { return padTo(a[0].S, a[1].I, " ", left) }
}

func overlay(_ *Ctx, a []D) (D, error) {
	s, repl, from := a[0].S, a[1].S, a[2].I
	n := charCount(repl)
	if len(a) > 3 {
		n = a[3].I
	}
	if from <= 0 {
		return D{}, errSubstrLen
	}
	if from+n > 1<<31-1 {
		return D{}, errInt4
	}
	head := leftChars(s, from-1)
	tail, err := Substring(s, from+n, nil)
	return strD(head + repl + tail), err
}

func overlayBytes(_ *Ctx, a []D) (D, error) {
	s, repl, from := a[0].S, a[1].S, a[2].I
	n := int64(len(repl))
	if len(a) > 3 {
		n = a[3].I
	}
	if from <= 0 {
		return D{}, errSubstrLen
	}
	if from+n > 1<<31-1 {
		return D{}, errInt4
	}
	return strD(s[:min(from-1, int64(len(s)))] + repl + byteSubstrFrom(s, from+n)), nil
}

func ascii(s string) int64 {
	if s == "" {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s)
	return int64(r)
}

func chr(_ *Ctx, a []D) (D, error) {
	n := a[0].I
	switch {
	case n < 0:
		return D{}, badParam("character number must be positive")
	case n == 0:
		return D{}, pgerr.New(pgerr.ProgramLimitExceeded, "null character not permitted")
	case n > unicode.MaxRune:
		return D{}, pgerr.New(pgerr.ProgramLimitExceeded, "requested character too large for encoding: %d", n)
	case !utf8.ValidRune(rune(n)):
		return D{}, pgerr.New(pgerr.ProgramLimitExceeded, "requested character not valid for encoding: %d", n)
	}
	return strD(string(rune(n))), nil
}

func formatUint(u uint64, base uint64) string {
	const digits = "0123456789abcdef"
	var b [64]byte
	i := len(b)
	for {
		i--
		b[i] = digits[u%base]
		if u /= base; u == 0 {
			return string(b[i:])
		}
	}
}

// concat and concat_ws skip NULLs. A VARIADIC array comes as one array argument.
func concat(c *Ctx, a []D) (D, error) {
	var b strings.Builder
	for _, s := range c.texts(a, 0) {
		b.WriteString(s)
	}
	return strD(b.String()), nil
}

func concatWS(c *Ctx, a []D) (D, error) {
	if a[0].Null {
		return types.Null, nil
	}
	return strD(strings.Join(c.texts(a, 1), a[0].S)), nil
}

// texts gives the text forms of the non-NULL arguments from position from on; booleans
// are t and f as in PostgreSQL's concat.
func (c *Ctx) texts(a []D, from int) []string {
	var out []string
	for i := from; i < len(a); i++ {
		if !a[i].Null {
			out = append(out, c.text(i, a[i]))
		}
	}
	return out
}

func nameOid(_ *Ctx, a []D) (D, error) {
	return strD(a[0].S + "_" + formatUint(uint64(uint32(a[1].I)), 10)), nil
}
