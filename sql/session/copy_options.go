package session

import (
	"strings"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// copySettings are the options of a COPY.
type copySettings struct {
	format                 string
	header, match          bool
	delimiter, null        string
	quote, escape          byte
	forceQuote             map[string]bool
	forceAll, hasDelimiter bool
	forceNull, forceValue  []string // FORCE_NULL, FORCE_NOT_NULL
	partitionBy            []string
	rest                   map[string]string
}

// copyReader reads the options of a COPY.
type copyReader struct {
	*copySettings
	sql                 string
	st                  *parse.Copy
	given               map[string]string // by name, as text
	quoteText, escapeIn string
}

// copyOptions reads the options; text is the default for STDIN and STDOUT, else the path
// decides.
func (s *Session) copyOptions(sql string, st *parse.Copy) (*copySettings, error) {
	c := &copyReader{sql: sql, st: st, given: map[string]string{},
		copySettings: &copySettings{quote: '"', forceQuote: map[string]bool{}, rest: map[string]string{}}}
	for _, op := range st.Options {
		if err := c.option(op); err != nil {
			return nil, err
		}
	}
	switch {
	case c.format == "" && st.Stdio:
		c.format = "text"
	case c.format == "" && st.From:
		if c.format = s.files().FormatOf(st.Path); c.format == "" {
			c.format = "text"
		}
	}
	if err := c.defaults(); err != nil {
		return nil, err
	}
	return c.copySettings, c.check()
}

func (c *copyReader) option(op *parse.Option) error {
	name, text := strings.ToLower(op.Name), ""
	if op.Value != nil {
		text = optionText(op)
	}
	switch name {
	case "delim", "sep":
		name = "delimiter"
	case "nullstr":
		name = "null"
	}
	if _, twice := c.given[name]; twice {
		return at(pgerr.New(pgerr.SyntaxError, "conflicting or redundant options"), c.sql, op.Span)
	}
	c.given[name] = text
	switch name {
	case "format":
		c.format = strings.ToLower(text)
		if c.st.Stdio && c.format != "text" && c.format != "csv" && c.format != "binary" {
			return at(pgerr.New(pgerr.InvalidParameterValue, "COPY format \"%s\" not recognized", c.format), c.sql, op.Span)
		}
	case "header":
		b, ok := parseBool(text)
		c.match = !ok && strings.EqualFold(text, "match")
		if op.Value != nil && !ok && !c.match {
			return pgerr.New(pgerr.SyntaxError, "%s requires a Boolean value or \"match\"", name)
		}
		c.header = op.Value == nil || b || c.match
		if c.match && !c.st.From {
			return pgerr.New(pgerr.FeatureNotSupported, "cannot use \"match\" with HEADER in COPY TO")
		}
	case "delimiter":
		c.delimiter, c.hasDelimiter = text, true
	case "null", "quote", "escape", "encoding", "oids":
	case "freeze":
		if _, ok := parseBool(text); op.Value != nil && !ok {
			return pgerr.New(pgerr.SyntaxError, "%s requires a Boolean value", name)
		}
	case "force_quote":
		c.forceAll = optionNames(op.Value, c.forceQuote)
	case "force_null":
		c.forceNull = optionList(op.Value)
	case "force_not_null":
		c.forceValue = optionList(op.Value)
	case "partition_by":
		c.partitionBy = optionList(op.Value)
	default:
		if c.st.Stdio {
			return at(pgerr.New(pgerr.SyntaxError, "option \"%s\" not recognized", op.Name), c.sql, op.Span)
		}
		c.rest[name] = text
	}
	return nil
}

func (c *copyReader) has(name string) bool {
	_, ok := c.given[name]
	return ok
}

// defaults fills in what was not given.
func (c *copyReader) defaults() error {
	if c.format == "binary" {
		for _, name := range []string{"delimiter", "null"} {
			if c.has(name) {
				return pgerr.New(pgerr.SyntaxError, "cannot specify %s in BINARY mode", strings.ToUpper(name))
			}
		}
	}
	csv := c.format == "csv"
	if !c.hasDelimiter {
		c.delimiter = "\t"
		if csv {
			c.delimiter = ","
		}
	}
	c.null = `\N`
	if csv {
		c.null = ""
	}
	if c.has("null") {
		c.null = c.given["null"]
	}
	c.quoteText = "\""
	if c.has("quote") {
		c.quoteText = c.given["quote"]
	}
	c.escapeIn = c.quoteText
	if c.has("escape") {
		c.escapeIn = c.given["escape"]
	}
	return nil
}

// check refuses what does not go together, in PostgreSQL's order.
func (c *copyReader) check() error {
	csv, from := c.format == "csv", c.st.From
	const (
		no    = pgerr.FeatureNotSupported
		wrong = pgerr.InvalidParameterValue
	)
	for _, r := range []struct {
		bad  bool
		code pgerr.Code
		text string
	}{
		{len(c.delimiter) != 1, no, "COPY delimiter must be a single one-byte character"},
		{strings.ContainsAny(c.delimiter, "\r\n"), wrong, "COPY delimiter cannot be newline or carriage return"},
		{strings.ContainsAny(c.null, "\r\n"), wrong, "COPY null representation cannot use newline or carriage return"},
		{c.format == "text" && strings.ContainsAny(c.delimiter, `\.abcdefghijklmnopqrstuvwxyz0123456789`), wrong, "COPY delimiter cannot be \"" + c.delimiter + "\""},
		{c.format == "binary" && c.header, no, "cannot specify HEADER in BINARY mode"},
		{!csv && c.has("quote"), no, "COPY quote available only in CSV mode"},
		{csv && len(c.quoteText) != 1, no, "COPY quote must be a single one-byte character"},
		{csv && c.delimiter == c.quoteText, wrong, "COPY delimiter and quote must be different"},
		{!csv && c.has("escape"), no, "COPY escape available only in CSV mode"},
		{csv && len(c.escapeIn) != 1, no, "COPY escape must be a single one-byte character"},
		{!csv && c.has("force_quote"), no, "COPY force quote available only in CSV mode"},
		{from && c.has("force_quote"), no, "COPY force quote only available using COPY TO"},
		{!csv && c.has("force_not_null"), no, "COPY force not null available only in CSV mode"},
		{!from && c.has("force_not_null"), no, "COPY force not null only available using COPY FROM"},
		{!csv && c.has("force_null"), no, "COPY force null available only in CSV mode"},
		{!from && c.has("force_null"), no, "COPY force null only available using COPY FROM"},
		{strings.Contains(c.null, c.delimiter), no, "COPY delimiter must not appear in the NULL specification"},
		{csv && strings.Contains(c.null, c.quoteText), no, "CSV quote character must not appear in the NULL specification"},
	} {
		if r.bad {
			return pgerr.New(r.code, "%s", r.text)
		}
	}
	c.quote, c.escape = c.quoteText[0], c.escapeIn[0]
	return nil
}

// optionList is an option's value as a list of names.
func optionList(x parse.Expr) []string {
	if row, ok := x.(*parse.RowExpr); ok {
		var out []string
		for _, f := range row.Elems {
			v, _ := settingText("", f)
			out = append(out, v)
		}
		return out
	}
	if x == nil {
		return nil
	}
	v, _ := settingText("", x)
	return []string{v}
}

// optionNames puts the names of a list into a set; true means a star.
func optionNames(x parse.Expr, set map[string]bool) bool {
	if _, ok := x.(*parse.Star); ok {
		return true
	}
	for _, n := range optionList(x) {
		if n == "*" {
			return true
		}
		set[n] = true
	}
	return false
}
