package builtin

import (
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	md5hex := str1(func(s string) string { h := md5.Sum([]byte(s)); return hex.EncodeToString(h[:]) })
	regScalars(map[string]evalFn{
		"md5_text": md5hex, "md5_bytea": md5hex,
		"sha224_bytea":  str1(func(s string) string { h := sha256.Sum224([]byte(s)); return string(h[:]) }),
		"sha256_bytea":  str1(func(s string) string { h := sha256.Sum256([]byte(s)); return string(h[:]) }),
		"sha384_bytea":  str1(func(s string) string { h := sha512.Sum384([]byte(s)); return string(h[:]) }),
		"sha512_bytea":  str1(func(s string) string { h := sha512.Sum512([]byte(s)); return string(h[:]) }),
		"binary_encode": encodeBytes, "binary_decode": decodeBytes,
		"pg_convert_from": convertFrom, "pg_convert_to": convertTo, "pg_convert": func(_ *Ctx, a []D) (D, error) { return a[0], checkEncodings(a[1].S, a[2].S) },
		"length_in_encoding": func(_ *Ctx, a []D) (D, error) { return intD(charCount(a[0].S)), checkEncodings(a[1].S) },
		"byteaGetBit":        getBit, "byteaSetBit": setBit, "byteaGetByte": getByte, "byteaSetByte": setByte,
		"bytea_bit_count": strInt(func(s string) int64 {
			n := int64(0)
			for i := range len(s) {
				for b := s[i]; b != 0; b &= b - 1 {
					n++
				}
			}
			return n
		}),
		"quote_ident": str1(QuoteIdent), "quote_literal": str1(QuoteLiteral),
		"quote_nullable":            func(_ *Ctx, a []D) (D, error) { return strD(quoteNullable(a[0])), nil },
		"quote_literal(anyelement)": strict(func(c *Ctx, a []D) (D, error) { return strD(QuoteLiteral(c.castText(0, a[0]))), nil }),
		"quote_nullable(anyelement)": func(c *Ctx, a []D) (D, error) {
			if a[0].Null {
				return strD("NULL"), nil
			}
			return strD(QuoteLiteral(c.castText(0, a[0]))), nil
		},
		"text_format": format, "text_format_nv": format, "unistr": str1e(unistr), "parse_ident": parseIdent,
	})
}

func encodeBytes(_ *Ctx, a []D) (D, error) {
	s := a[0].S
	switch strings.ToLower(a[1].S) {
	case "hex":
		return strD(hex.EncodeToString([]byte(s))), nil
	case "base64":
		return strD(wrap76(base64.StdEncoding.EncodeToString([]byte(s)))), nil
	case "escape":
		var b strings.Builder
		for i := range len(s) {
			switch c := s[i]; {
			case c == 0 || c >= 0x80:
				b.WriteString("\\" + string([]byte{'0' + c>>6, '0' + c>>3&7, '0' + c&7}))
			case c == '\\':
				b.WriteString(`\\`)
			default:
				b.WriteByte(c)
			}
		}
		return strD(b.String()), nil
	}
	return D{}, badParam("unrecognized encoding: \"%s\"", a[1].S)
}

func wrap76(s string) string {
	var b strings.Builder
	for len(s) > 76 {
		b.WriteString(s[:76] + "\n")
		s = s[76:]
	}
	return b.String() + s
}

func decodeBytes(_ *Ctx, a []D) (D, error) {
	switch strings.ToLower(a[1].S) {
	case "hex":
		return types.ParseHexBytea(a[0].S)
	case "base64":
		return decodeBase64(a[0].S)
	case "escape":
		if strings.HasPrefix(a[0].S, "\\x") {
			return D{}, pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type bytea")
		}
		return types.Parse(types.T(types.Bytea), a[0].S, nil)
	}
	return D{}, badParam("unrecognized encoding: \"%s\"", a[1].S)
}

func decodeBase64(s string) (D, error) {
	clean := strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' {
			return -1
		}
		return r
	}, s)
	for _, r := range clean {
		if !strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=", r) {
			return D{}, badParam("invalid symbol \"%c\" found while decoding base64 sequence", r)
		}
	}
	b, err := base64.StdEncoding.DecodeString(clean)
	if err != nil {
		if i := strings.IndexByte(clean, '='); i >= 0 && i%4 < 2 {
			return D{}, badParam("unexpected \"=\" while decoding base64 sequence")
		}
		return D{}, badParam("invalid base64 end sequence").(*pgerr.Error).WithHint("Input data is missing padding, is truncated, or is otherwise corrupted.")
	}
	return strD(string(b)), nil
}

// checkEncodings accepts the encodings Tarn converts between: UTF8 and its subsets.
func checkEncodings(names ...string) error {
	for _, n := range names {
		switch strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(n)) {
		case "utf8", "unicode", "sqlascii", "latin1", "iso88591":
		default:
			return badParam("invalid source encoding name \"%s\"", n)
		}
	}
	return nil
}

func isLatin1(n string) bool {
	l := strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(n))
	return l == "latin1" || l == "iso88591"
}

func convertFrom(_ *Ctx, a []D) (D, error) {
	if err := checkEncodings(a[1].S); err != nil {
		return D{}, err
	}
	if isLatin1(a[1].S) {
		return strD(latin1(a[0].S)), nil
	}
	return a[0], types.CheckUTF8(a[0].S)
}

func convertTo(_ *Ctx, a []D) (D, error) {
	if err := checkEncodings(a[1].S); err != nil {
		return D{}, badParam("invalid destination encoding name \"%s\"", a[1].S)
	}
	if isLatin1(a[1].S) {
		for _, r := range a[0].S {
			if r > 0xff {
				return D{}, pgerr.New(pgerr.UntranslatableCharacter, "character with byte sequence %s in encoding \"UTF8\" has no equivalent in encoding \"LATIN1\"", byteList(string(r)))
			}
		}
		return strD(fromLatin1(a[0].S)), nil
	}
	return a[0], nil
}

func byteList(s string) string {
	var parts []string
	for i := range len(s) {
		parts = append(parts, "0x"+hex.EncodeToString([]byte{s[i]}))
	}
	return strings.Join(parts, " ")
}

func byteIndex(i int64, n int) error {
	return pgerr.New(pgerr.ArraySubscriptError, "index %d out of valid range, 0..%d", i, n-1)
}

func getBit(_ *Ctx, a []D) (D, error) {
	n, s := a[1].I, a[0].S
	if n < 0 || n >= int64(len(s))*8 {
		return D{}, byteIndex(n, len(s)*8)
	}
	return intD(int64(s[n/8] >> (n % 8) & 1)), nil
}

func setBit(_ *Ctx, a []D) (D, error) {
	n, s := a[1].I, a[0].S
	if n < 0 || n >= int64(len(s))*8 {
		return D{}, byteIndex(n, len(s)*8)
	}
	if a[2].I != 0 && a[2].I != 1 {
		return D{}, badParam("new bit must be 0 or 1")
	}
	b := []byte(s)
	b[n/8] = b[n/8]&^(1<<(n%8)) | byte(a[2].I)<<(n%8)
	return strD(string(b)), nil
}

func getByte(_ *Ctx, a []D) (D, error) {
	n, s := a[1].I, a[0].S
	if n < 0 || n >= int64(len(s)) {
		return D{}, byteIndex(n, len(s))
	}
	return intD(int64(s[n])), nil
}

func setByte(_ *Ctx, a []D) (D, error) {
	n, s := a[1].I, a[0].S
	if n < 0 || n >= int64(len(s)) {
		return D{}, byteIndex(n, len(s))
	}
	b := []byte(s)
	b[n] = byte(a[2].I)
	return strD(string(b)), nil
}

// QuoteIdent quotes an identifier where SQL needs it.
func QuoteIdent(s string) string {
	plain := s != "" && !reservedWords[s]
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c == '_' || i > 0 && c >= '0' && c <= '9') {
			plain = false
		}
	}
	if plain {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// reservedWords are the key words that cannot be bare identifiers everywhere.
var reservedWords = wordSet(`all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both
case cast char character check coalesce collate collation column concurrently constraint create cross current_catalog current_date
current_role current_schema current_time current_timestamp current_user dec decimal default deferrable desc distinct do else end
except exists extract false fetch float for foreign freeze from full grant greatest group grouping having ilike in initially inner
inout int integer intersect interval into is isnull join lateral leading least left like limit localtime localtimestamp national
natural nchar none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay placing position
precision primary real references returning right row select session_user setof similar smallint some substring symmetric table
tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic verbose when where
window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// QuoteLiteral quotes a string as a SQL literal.
func QuoteLiteral(s string) string {
	q := "'" + strings.ReplaceAll(s, "'", "''") + "'"
	if strings.Contains(s, `\`) {
		return "E" + strings.ReplaceAll(q, `\`, `\\`)
	}
	return q
}

func quoteNullable(d D) string {
	if d.Null {
		return "NULL"
	}
	return QuoteLiteral(d.S)
}

// unistr decodes \XXXX, \+XXXXXX, \uXXXX and \UXXXXXXXX. Error: 42601.
func unistr(s string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		rest := s[i+1:]
		if strings.HasPrefix(rest, `\`) {
			b.WriteByte('\\')
			i++
			continue
		}
		skip, n := 0, 4
		switch {
		case strings.HasPrefix(rest, "+"):
			skip, n = 1, 6
		case strings.HasPrefix(rest, "u"):
			skip = 1
		case strings.HasPrefix(rest, "U"):
			skip, n = 1, 8
		}
		if len(rest) < skip+n {
			return "", invalidUnicode()
		}
		v, err := strconv.ParseUint(rest[skip:skip+n], 16, 32)
		if err != nil || v == 0 || !utf8.ValidRune(rune(v)) {
			return "", invalidUnicode()
		}
		b.WriteRune(rune(v))
		i += skip + n
	}
	return b.String(), nil
}

func invalidUnicode() error {
	return pgerr.New(pgerr.SyntaxError, "invalid Unicode escape").
		WithHint("Unicode escapes must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX.")
}

// parseIdent splits a qualified name. Error: 22023.
func parseIdent(_ *Ctx, a []D) (D, error) {
	s := strings.TrimSpace(a[0].S)
	fail := func(detail string, args ...any) (D, error) {
		e := badParam("string is not a valid identifier: \"%s\"", a[0].S).(*pgerr.Error)
		if detail != "" {
			e = e.WithDetail(detail, args...)
		}
		return D{}, e
	}
	var parts []string
	for after := false; ; after = true {
		s = strings.TrimLeft(s, " \t\n")
		part, rest, ok := takeIdent(s)
		if !ok {
			switch {
			case strings.HasPrefix(s, `"`):
				return fail("String has unclosed double quotes.")
			case strings.HasPrefix(s, "."):
				return fail("No valid identifier before \".\".")
			case after:
				return fail("No valid identifier after \".\".")
			}
			return fail("")
		}
		if part == "" {
			return fail("Quoted identifier must not be empty.")
		}
		parts = append(parts, part)
		s = strings.TrimLeft(rest, " \t\n")
		if strings.HasPrefix(s, ".") {
			s = s[1:]
			continue
		}
		if s == "" || !a[1].Bool() {
			return textArray(parts), nil
		}
		return fail("")
	}
}

func takeIdent(s string) (part, rest string, ok bool) {
	if strings.HasPrefix(s, `"`) {
		var b strings.Builder
		for i := 1; i < len(s); i++ {
			if s[i] == '"' {
				if i+1 < len(s) && s[i+1] == '"' {
					i++
				} else {
					return b.String(), s[i+1:], true
				}
			}
			b.WriteByte(s[i])
		}
		return "", "", false
	}
	n := 0
	for n < len(s) {
		c := s[n]
		if c == '_' || c >= 0x80 || c|0x20 >= 'a' && c|0x20 <= 'z' || n > 0 && (c >= '0' && c <= '9' || c == '$') {
			n++
			continue
		}
		break
	}
	return strings.ToLower(s[:n]), s[n:], n > 0
}
