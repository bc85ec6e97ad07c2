package builtin

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

type reKey struct {
	pattern string
	f       reFlags
}

var reCache patternCache[reKey, *regexp.Regexp]

// Regex compiles a PostgreSQL regular expression, cached. Errors: 2201B, 0A000.
func regex(pattern string, f reFlags) (*regexp.Regexp, error) {
	g := f
	g.global = false
	return reCache.get(reKey{strings.Clone(pattern), g}, func() (*regexp.Regexp, error) { return compileRegex(pattern, g) })
}

func matchRegex(fold, want bool) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		re, err := regex(a[1].S, reFlags{fold: fold})
		if err != nil {
			return D{}, err
		}
		return boolD(re.MatchString(a[0].S) == want), nil
	}
}

func init() {
	for _, p := range []string{"text", "name"} {
		scalarImpls[p+"regexeq"], scalarImpls[p+"regexne"] = matchRegex(false, true), matchRegex(false, false)
		scalarImpls[p+"icregexeq"], scalarImpls[p+"icregexne"] = matchRegex(true, true), matchRegex(true, false)
	}
	regScalars(map[string]evalFn{
		"regexp_match": regexpMatch, "regexp_match_no_flags": regexpMatch,
		"regexp_like": regexpLike, "regexp_like_no_flags": regexpLike,
		"textregexreplace_noopt": regexpReplace, "textregexreplace": regexpReplace,
		"textregexreplace_extended": regexpReplaceN, "textregexreplace_extended_no_flags": regexpReplaceN,
		"textregexreplace_extended_no_n": regexpReplaceN,
		"regexp_split_to_array":          regexpSplitArray, "regexp_split_to_array_no_flags": regexpSplitArray,
		"regexp_count": regexpCount, "regexp_count_no_start": regexpCount, "regexp_count_no_flags": regexpCount,
		"regexp_instr": regexpInstr, "regexp_instr_no_start": regexpInstr, "regexp_instr_no_n": regexpInstr,
		"regexp_instr_no_endoption": regexpInstr, "regexp_instr_no_flags": regexpInstr, "regexp_instr_no_subexpr": regexpInstr,
		"regexp_substr": regexpSubstr, "regexp_substr_no_start": regexpSubstr, "regexp_substr_no_n": regexpSubstr,
		"regexp_substr_no_flags": regexpSubstr, "regexp_substr_no_subexpr": regexpSubstr,
		"textregexsubstr": textRegexSubstr, "substring(text,text,text)": similarSubstr,
		"similar_to_escape_1": str1e(func(s string) (string, error) { return similarToRegex(s, "\\") }),
		"similar_to_escape_2": func(_ *Ctx, a []D) (D, error) { s, err := similarToRegex(a[0].S, a[1].S); return strD(s), err },
		"similar_escape":      func(_ *Ctx, a []D) (D, error) { s, err := similarToRegex(a[0].S, a[1].S); return strD(s), err },
	})
	setImpls["regexp_matches"], setImpls["regexp_matches_no_flags"] = regexpMatches, regexpMatches
	setImpls["regexp_split_to_table"], setImpls["regexp_split_to_table_no_flags"] = regexpSplitTable, regexpSplitTable
}

// reArgs compiles pattern a[1] with the flags at position flagAt, when given.
func reArgs(a []D, flagAt int, name string, allowG bool) (*regexp.Regexp, reFlags, error) {
	var f reFlags
	if flagAt < len(a) {
		var err error
		if f, err = parseFlags(a[flagAt].S); err != nil {
			return nil, f, err
		}
		if f.global && !allowG {
			e := badParam("%s() does not support the \"global\" option", name).(*pgerr.Error)
			if name == "regexp_match" {
				e = e.WithHint("Use the regexp_matches function instead.")
			}
			return nil, f, e
		}
	}
	re, err := regex(a[1].S, f)
	return re, f, err
}

// groupArray makes the array of captured groups, or of the whole match without groups.
func groupArray(s string, m []int) D {
	var out []D
	from := 2
	if len(m) == 2 {
		from = 0
	}
	for i := from; i < len(m); i += 2 {
		if m[i] < 0 {
			out = append(out, types.Null)
		} else {
			out = append(out, strD(s[m[i]:m[i+1]]))
		}
	}
	return types.NewArray(types.T(types.Text), out)
}

func regexpMatch(_ *Ctx, a []D) (D, error) {
	re, _, err := reArgs(a, 2, "regexp_match", false)
	if err != nil {
		return D{}, err
	}
	m := re.FindStringSubmatchIndex(a[0].S)
	if m == nil {
		return types.Null, nil
	}
	return groupArray(a[0].S, m), nil
}

func regexpMatches(_ *Ctx, a []D, yield func([]D) bool) error {
	re, f, err := reArgs(a, 2, "regexp_matches", true)
	if err != nil {
		return err
	}
	n := 1
	if f.global {
		n = -1
	}
	for _, m := range findAll(re, a[0].S, 0, n) {
		if !yield([]D{groupArray(a[0].S, m)}) {
			return nil
		}
	}
	return nil
}

// findAll finds matches from byte offset from on; unlike Go it also takes an empty match
// right after a match, as PostgreSQL does not.
func findAll(re *regexp.Regexp, s string, from, n int) [][]int {
	var out [][]int
	for _, m := range re.FindAllStringSubmatchIndex(s, -1) {
		if m[0] >= from {
			out = append(out, m)
		}
		if len(out) == n {
			break
		}
	}
	return out
}

func regexpLike(_ *Ctx, a []D) (D, error) {
	re, _, err := reArgs(a, 2, "regexp_like", false)
	if err != nil {
		return D{}, err
	}
	return boolD(re.MatchString(a[0].S)), nil
}

func regexpReplace(_ *Ctx, a []D) (D, error) {
	if len(a) == 4 && a[3].S != "" && a[3].S[0] >= '0' && a[3].S[0] <= '9' {
		e := badParam("invalid regular expression option: \"%c\"", a[3].S[0]).(*pgerr.Error)
		return D{}, e.WithHint("If you meant to use regexp_replace() with a start parameter, cast the fourth argument to integer explicitly.")
	}
	re, f, err := reArgs(a, 3, "regexp_replace", true)
	if err != nil {
		return D{}, err
	}
	nth := 1
	if f.global {
		nth = 0
	}
	return strD(replaceNth(re, a[0].S, a[2].S, 0, nth)), nil
}

// regexpReplaceN is regexp_replace(string, pattern, replacement, start, n, flags).
func regexpReplaceN(_ *Ctx, a []D) (D, error) {
	from, err := startArg(a[0].S, a[3].I)
	if err != nil {
		return D{}, err
	}
	re, f, err := reArgs(a, 5, "regexp_replace", true)
	if err != nil {
		return D{}, err
	}
	nth := 1
	if len(a) > 4 {
		if a[4].I < 0 {
			return D{}, badParam("invalid value for parameter \"%s\": %d", "n", a[4].I)
		}
		nth = int(a[4].I)
	} else if f.global {
		nth = 0
	}
	return strD(replaceNth(re, a[0].S, a[2].S, from, nth)), nil
}

// startArg turns a 1-based character position into a byte offset.
func startArg(s string, start int64) (int, error) {
	if start <= 0 {
		return 0, badParam("invalid value for parameter \"%s\": %d", "start", start)
	}
	head, _ := types.ClipChars(s, int(min(start-1, int64(len(s)))))
	if int64(utf8.RuneCountInString(head)) < start-1 {
		return len(s) + 1, nil
	}
	return len(head), nil
}

// replaceNth replaces the nth match from byte offset from on, all when nth is 0.
func replaceNth(re *regexp.Regexp, s, repl string, from, nth int) string {
	var b strings.Builder
	last := 0
	for i, m := range findAll(re, s, from, -1) {
		if nth > 0 && i+1 != nth {
			continue
		}
		b.WriteString(s[last:m[0]])
		expandReplacement(&b, repl, s, m)
		last = m[1]
		if nth > 0 {
			break
		}
	}
	b.WriteString(s[last:])
	return b.String()
}

// expandReplacement writes a replacement with \1…\9, \& and \\.
func expandReplacement(b *strings.Builder, repl, s string, m []int) {
	for i := 0; i < len(repl); i++ {
		if repl[i] != '\\' || i+1 == len(repl) {
			b.WriteByte(repl[i])
			continue
		}
		i++
		switch c := repl[i]; {
		case c >= '1' && c <= '9':
			if g := 2 * int(c-'0'); g+1 < len(m) && m[g] >= 0 {
				b.WriteString(s[m[g]:m[g+1]])
			}
		case c == '&':
			b.WriteString(s[m[0]:m[1]])
		case c == '\\':
			b.WriteByte('\\')
		default:
			b.WriteByte('\\')
			b.WriteByte(c)
		}
	}
}

// splitRegex splits at matches; empty matches split between characters.
func splitRegex(re *regexp.Regexp, s string) []string {
	var out []string
	last := 0
	for _, m := range re.FindAllStringIndex(s, -1) {
		if m[0] == m[1] && (m[0] == 0 || m[0] == len(s) || m[0] == last && m[0] == 0) {
			continue
		}
		if m[0] == m[1] && m[0] <= last && last != 0 {
			continue
		}
		out = append(out, s[last:m[0]])
		last = m[1]
	}
	return append(out, s[last:])
}

func regexpSplitArray(_ *Ctx, a []D) (D, error) {
	re, _, err := reArgs(a, 2, "regexp_split_to_array", false)
	if err != nil {
		return D{}, err
	}
	return textArray(splitRegex(re, a[0].S)), nil
}

func textArray(parts []string) D {
	out := make([]D, len(parts))
	for i, p := range parts {
		out[i] = strD(p)
	}
	return types.NewArray(types.T(types.Text), out)
}

func regexpSplitTable(_ *Ctx, a []D, yield func([]D) bool) error {
	re, _, err := reArgs(a, 2, "regexp_split_to_table", false)
	if err != nil {
		return err
	}
	for _, p := range splitRegex(re, a[0].S) {
		if !yield([]D{strD(p)}) {
			return nil
		}
	}
	return nil
}

func regexpCount(_ *Ctx, a []D) (D, error) {
	from := 0
	var err error
	if len(a) > 2 {
		if from, err = startArg(a[0].S, a[2].I); err != nil {
			return D{}, err
		}
	}
	re, _, err := reArgs(a, 3, "regexp_count", false)
	if err != nil {
		return D{}, err
	}
	return intD(int64(len(findAll(re, a[0].S, from, -1)))), nil
}

// nthMatch evaluates (string, pattern, start, n) and gives the match or nil.
func nthMatch(a []D, flagAt int, name string) ([]int, error) {
	from, n := 0, int64(1)
	var err error
	if len(a) > 2 {
		if from, err = startArg(a[0].S, a[2].I); err != nil {
			return nil, err
		}
	}
	if len(a) > 3 {
		if n = a[3].I; n <= 0 {
			return nil, badParam("invalid value for parameter \"%s\": %d", "n", n)
		}
	}
	re, _, err := reArgs(a, flagAt, name, false)
	if err != nil {
		return nil, err
	}
	ms := findAll(re, a[0].S, from, int(min(n, 1<<30)))
	if int64(len(ms)) < n {
		return nil, nil
	}
	return ms[n-1], nil
}

func subexpr(m []int, n int64) (from, to int, ok bool) {
	if m == nil || n < 0 || 2*n+1 >= int64(len(m)) || m[2*n] < 0 {
		return 0, 0, false
	}
	return m[2*n], m[2*n+1], true
}

func regexpInstr(_ *Ctx, a []D) (D, error) {
	end, sub := int64(0), int64(0)
	if len(a) > 4 {
		if end = a[4].I; end != 0 && end != 1 {
			return D{}, badParam("invalid value for parameter \"%s\": %d", "endoption", end)
		}
	}
	if len(a) > 6 {
		if sub = a[6].I; sub < 0 {
			return D{}, badParam("invalid value for parameter \"%s\": %d", "subexpr", sub)
		}
	}
	m, err := nthMatch(a, 5, "regexp_instr")
	if err != nil {
		return D{}, err
	}
	from, to, ok := subexpr(m, sub)
	if !ok {
		return intD(0), nil
	}
	if end == 1 {
		from = to
	}
	return intD(charCount(a[0].S[:from]) + 1), nil
}

func regexpSubstr(_ *Ctx, a []D) (D, error) {
	sub := int64(0)
	if len(a) > 5 {
		if sub = a[5].I; sub < 0 {
			return D{}, badParam("invalid value for parameter \"%s\": %d", "subexpr", sub)
		}
	}
	m, err := nthMatch(a, 4, "regexp_substr")
	if err != nil {
		return D{}, err
	}
	from, to, ok := subexpr(m, sub)
	if !ok {
		return types.Null, nil
	}
	return strD(a[0].S[from:to]), nil
}

// textRegexSubstr gives the first group, or the match when there are no groups.
func textRegexSubstr(_ *Ctx, a []D) (D, error) {
	re, err := regex(a[1].S, reFlags{})
	if err != nil {
		return D{}, err
	}
	m := re.FindStringSubmatchIndex(a[0].S)
	if m == nil {
		return types.Null, nil
	}
	n := int64(0)
	if len(m) > 2 {
		n = 1
	}
	from, to, ok := subexpr(m, n)
	if !ok {
		return types.Null, nil
	}
	return strD(a[0].S[from:to]), nil
}

func similarSubstr(c *Ctx, a []D) (D, error) {
	re, err := similarToRegex(a[1].S, a[2].S)
	if err != nil {
		return D{}, err
	}
	return textRegexSubstr(c, []D{a[0], strD(re)})
}

// similarToRegex turns a SIMILAR TO pattern into a regular expression. Error: 22025.
func similarToRegex(p, esc string) (string, error) {
	if utf8.RuneCountInString(esc) > 1 {
		return "", pgerr.New(pgerr.InvalidEscapeSequence, "invalid escape string").WithHint("Escape string must be empty or one character.")
	}
	var b strings.Builder
	b.WriteString("^(?:")
	after, bracket, quotes := false, false, 0
	for _, r := range p {
		switch {
		case after:
			after = false
			if r == '"' && !bracket {
				switch quotes++; quotes {
				case 1:
					b.WriteString("){1,1}?(")
				case 2:
					b.WriteString("){1,1}(?:")
				default:
					return "", pgerr.New(pgerr.InvalidUseOfEscapeCharacter, "SQL regular expression may not contain more than two escape-double-quote separators")
				}
			} else {
				b.WriteString(`\` + string(r))
			}
		case esc != "" && string(r) == esc:
			after = true
		case bracket:
			if r == '\\' {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
			bracket = r != ']'
		case r == '[':
			b.WriteByte('[')
			bracket = true
		case r == '%':
			b.WriteString(".*")
		case r == '_':
			b.WriteByte('.')
		case r == '(':
			b.WriteString("(?:")
		case r == '\\' || r == '.' || r == '^' || r == '$':
			b.WriteString(`\` + string(r))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteString(")$")
	return b.String(), nil
}
