package files

import (
	"context"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
	"github.com/tarndb/tarn/storage/textfile"
)

// formatOptions lists the options that each format adds.
var formatOptions = map[string]map[string]bool{
	"parquet": {"binary_as_string": true},
	"csv": {"delim": true, "sep": true, "delimiter": true, "quote": true, "escape": true, "header": true, "nullstr": true,
		"null": true, "comment": true, "skip": true, "columns": true, "all_varchar": true, "sample_size": true,
		"ignore_errors": true, "null_padding": true, "compression": true, "auto_detect": true},
	"json": {"columns": true, "sample_size": true, "ignore_errors": true, "compression": true, "format": true, "auto_detect": true},
}

func formatOption(format, name string) bool { return formatOptions[format][name] }

func openCSV(ctx context.Context, e *Env, files []object.Info, o *options) (table.Table, error) {
	c := textfile.CSVOptions{Name: o.name, Null: first(o.raw, "nullstr", "null"), Escape: o.raw["escape"],
		Comment: o.raw["comment"], Compression: o.raw["compression"], Delim: first(o.raw, "delim", "sep", "delimiter")}
	if c.Delim == "" && strings.HasSuffix(strings.ToLower(files[0].Path), ".tsv") {
		c.Delim = "\t"
	}
	if q, ok := o.raw["quote"]; ok {
		c.Quote = &q
	}
	if _, ok := o.raw["header"]; ok {
		h, err := o.bool("header")
		if err != nil {
			return nil, err
		}
		c.Header = &h
	}
	var err error
	for name, to := range map[string]*bool{"all_varchar": &c.AllText, "ignore_errors": &c.SkipBad, "null_padding": &c.PadShort} {
		if *to, err = o.bool(name); err != nil {
			return nil, err
		}
	}
	for name, to := range map[string]*int{"skip": &c.Skip, "sample_size": &c.SampleRows} {
		if *to, err = o.int(name); err != nil {
			return nil, err
		}
	}
	if c.Columns, err = o.columns(); err != nil {
		return nil, err
	}
	return textfile.OpenCSV(ctx, e.Store, files, c)
}

func openJSON(ctx context.Context, e *Env, files []object.Info, o *options) (table.Table, error) {
	j := textfile.JSONOptions{Name: o.name, Compression: o.raw["compression"]}
	var err error
	if j.SkipBad, err = o.bool("ignore_errors"); err != nil {
		return nil, err
	}
	if j.SampleRows, err = o.int("sample_size"); err != nil {
		return nil, err
	}
	if j.Columns, err = o.columns(); err != nil {
		return nil, err
	}
	if j.SampleRows < 0 {
		j.SampleRows = 1 << 30
	}
	return textfile.OpenJSON(ctx, e.Store, files, j)
}

func first(o Options, names ...string) string {
	for _, n := range names {
		if v, ok := o[n]; ok {
			return v
		}
	}
	return ""
}

// int reads a whole-number option; an absent one is 0.
func (o *options) int(name string) (int, error) {
	v, ok := o.raw[name]
	if !ok {
		return 0, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < -1 {
		return 0, pgerr.New(pgerr.InvalidParameterValue, "invalid value for option %q: %q", name, v)
	}
	return n, nil
}

// columns reads the columns option: {'a': 'int', 'b': 'text'} or a int, b text.
func (o *options) columns() ([]table.Column, error) {
	text := strings.TrimSpace(o.raw["columns"])
	if text == "" {
		return nil, nil
	}
	text = strings.TrimSuffix(strings.TrimPrefix(text, "{"), "}")
	var out []table.Column
	for _, part := range splitOutside(text) {
		name, typ, ok := cutOutside(strings.TrimSpace(part))
		if !ok {
			return nil, pgerr.New(pgerr.InvalidParameterValue, "invalid column definition %q", part)
		}
		t, err := types.ParseTypeName(typ)
		if err != nil {
			return nil, err
		}
		out = append(out, table.Column{Name: name, Type: t})
	}
	return out, nil
}

// splitOutside splits at commas that are in neither quotes nor parentheses.
func splitOutside(s string) (out []string) {
	depth, from := 0, 0
	var quote byte
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[from:])
}

// cutOutside cuts a definition into name and type.
func cutOutside(s string) (name, typ string, ok bool) {
	if s == "" {
		return "", "", false
	}
	if q := s[0]; q == '\'' || q == '"' {
		end := strings.IndexByte(s[1:], q)
		if end < 0 {
			return "", "", false
		}
		name, typ = s[1:1+end], s[2+end:]
	} else {
		end := strings.IndexAny(s, ": \t")
		if end < 0 {
			return "", "", false
		}
		name, typ = s[:end], s[end:]
	}
	typ = strings.TrimLeft(typ, ": \t")
	typ = strings.Trim(typ, "'\"")
	return name, typ, name != "" && typ != ""
}
