package textfile

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// CSVOptions say what is known of CSV files; the rest is found out.
type CSVOptions struct {
	Name        string
	Delim       string
	Quote       *string // "" for none
	Escape      string
	Comment     string
	Null        string
	Header      *bool
	Columns     []table.Column // instead of finding names and types
	AllText     bool
	Skip        int // lines before the header
	SampleRows  int // rows looked at for types; 20,480 unless set, -1 for as many as the sample holds
	SkipBad     bool
	PadShort    bool
	Compression string
	OnBad       func(path string, line int64, reason string)
}

// The first part of a file decides about its dialect and types.
const (
	sampleBytes   = 4 << 20
	sampleRows    = 20_480
	dialectRows   = 200
	maxCSVColumns = 10_000
)

// OpenCSV makes a table of CSV files that have the same columns.
func OpenCSV(ctx context.Context, s object.Store, files []object.Info, o CSVOptions) (table.Table, error) {
	t := &textTable{name: o.Name, store: s, skipBad: o.SkipBad, onBad: o.OnBad}
	for i, info := range files {
		kind, err := compressionOf(info.Path, o.Compression)
		if err != nil {
			return nil, err
		}
		f := &file{info: info, compression: kind}
		sn := &csvSniffer{o: &o, f: f}
		if sn.sample, sn.whole, err = readSample(ctx, s, f, sampleBytes); err != nil {
			return nil, err
		}
		if i > 0 {
			if err := sn.follow(t); err != nil {
				return nil, err
			}
			t.files = append(t.files, f)
			continue
		}
		if err := sn.lead(t); err != nil {
			return nil, err
		}
		t.files = append(t.files, f)
	}
	if t.name == "" && len(files) > 0 {
		t.name = files[0].Path
	}
	return t, nil
}

// csvSniffer finds out about one file.
type csvSniffer struct {
	o      *CSVOptions
	f      *file
	sample []byte
	whole  bool
	d      *csv
	rows   [][]string // first rows, header included
	nulls  [][]bool
}

// lead finds dialect, names and types from the first file.
func (s *csvSniffer) lead(t *textTable) error {
	s.passHead()
	if err := s.dialect(); err != nil {
		return err
	}
	t.format = s.d
	n := s.o.SampleRows
	if n == 0 {
		n = sampleRows
	}
	s.cut(s.d, n)
	if len(s.o.Columns) > 0 {
		t.cols = s.o.Columns
		s.f.width = len(t.cols)
		header := s.o.Header != nil && *s.o.Header || s.o.Header == nil && s.namesFirst(t.cols)
		return s.finish(t, header)
	}
	if len(s.rows) == 0 {
		return pgerr.New(pgerr.DataException, "file %q is empty: its columns cannot be found", s.f.info.Path)
	}
	s.f.width = s.commonWidth()
	header := s.header()
	t.cols = s.columns(header)
	return s.finish(t, header)
}

// follow checks that another file has the columns of the first.
func (s *csvSniffer) follow(t *textTable) error {
	s.passHead()
	s.d = t.format.(*csv)
	s.cut(s.d, 1)
	s.f.width = len(t.cols)
	if len(s.rows) == 0 {
		return nil
	}
	if got := len(s.rows[0]); got != len(t.cols) && !s.o.PadShort && !s.o.SkipBad {
		return pgerr.New(pgerr.DatatypeMismatch, "file %q has %d columns instead of %d", s.f.info.Path, got, len(t.cols)).
			WithHint("Use union_by_name to combine files with different columns.")
	}
	return s.finish(t, s.o.Header != nil && *s.o.Header || s.o.Header == nil && s.namesFirst(t.cols))
}

// namesFirst tells whether the first row is the names of the columns.
func (s *csvSniffer) namesFirst(cols []table.Column) bool {
	if len(s.rows) == 0 || len(s.rows[0]) != len(cols) {
		return false
	}
	for i, c := range cols {
		if !strings.EqualFold(strings.TrimSpace(s.rows[0][i]), c.Name) {
			return false
		}
	}
	return true
}

// passHead passes over a byte-order mark and skipped lines.
func (s *csvSniffer) passHead() {
	if bytes.HasPrefix(s.sample, []byte("\xef\xbb\xbf")) {
		s.f.head = 3
	}
	for range s.o.Skip {
		j := bytes.IndexByte(s.sample[s.f.head:], '\n')
		if j < 0 {
			s.f.head = int64(len(s.sample))
			break
		}
		s.f.head += int64(j) + 1
		s.f.headLines++
	}
}

// finish passes over the header and takes the size of a row.
func (s *csvSniffer) finish(t *textTable, header bool) error {
	body := s.sample[s.f.head:]
	if n := bytes.Count(body, []byte{'\n'}); n > 0 && t.rowBytes == 0 {
		t.rowBytes = float64(len(body)) / float64(n)
	}
	if !header || len(s.rows) == 0 {
		return nil
	}
	c := cells{width: s.f.width}
	c.reset()
	buf := bytes.Clone(body)
	start := 0
	for start < len(buf) && (buf[start] == '\n' || buf[start] == '\r' || s.d.comment != 0 && buf[start] == s.d.comment) {
		start = s.d.rest(buf, start)
	}
	next, _, done := s.d.row(buf, start, s.whole, &c)
	if !done {
		return pgerr.New(pgerr.BadCopyFileFormat, "the header of file %q is too long", s.f.info.Path)
	}
	s.f.headLines += int64(bytes.Count(body[:next], []byte{'\n'}))
	s.f.head += int64(next)
	return nil
}

// cut reads up to n rows of the sample.
func (s *csvSniffer) cut(d *csv, n int) {
	s.rows, s.nulls = nil, nil
	buf := bytes.Clone(s.sample[s.f.head:])
	c := cells{width: maxCSVColumns, start: make([]int32, maxCSVColumns), end: make([]int32, maxCSVColumns), rowEnd: -1}
	for i := 0; i < len(buf) && (n < 0 || len(s.rows) < n); {
		if buf[i] == '\n' || buf[i] == '\r' || d.comment != 0 && buf[i] == d.comment {
			i = d.rest(buf, i)
			continue
		}
		next, k, done := d.row(buf, i, s.whole, &c)
		if !done {
			return
		}
		i = next
		k = min(max(k, 0), maxCSVColumns)
		row, null := make([]string, k), make([]bool, k)
		for j := range row {
			if c.start[j] < 0 {
				null[j] = true
				continue
			}
			row[j] = string(buf[c.start[j]:c.end[j]])
		}
		s.rows, s.nulls = append(s.rows, row), append(s.nulls, null)
	}
}

// dialect chooses what was not told: the delimiter that cuts most rows alike.
func (s *csvSniffer) dialect() error {
	d := &csv{quote: '"', null: s.o.Null, pad: s.o.PadShort, skipBad: s.o.SkipBad}
	if err := s.told(d); err != nil {
		return err
	}
	s.d = d
	if d.delim != 0 {
		return nil
	}
	best, score := byte(','), -1.0
	for _, c := range []byte{',', '\t', ';', '|'} {
		d.delim = c
		s.cut(d, dialectRows)
		if sc := s.alike(); sc > score {
			best, score = c, sc
		}
	}
	d.delim = best
	return nil
}

// told takes the dialect's bytes from the options.
func (s *csvSniffer) told(d *csv) error {
	quote := "\""
	if s.o.Quote != nil {
		quote = *s.o.Quote
	}
	for _, x := range []struct {
		name, text string
		to         *byte
	}{{"delim", s.o.Delim, &d.delim}, {"quote", quote, &d.quote}, {"escape", s.o.Escape, &d.escape}, {"comment", s.o.Comment, &d.comment}} {
		text := x.text
		if text == "\\t" {
			text = "\t"
		}
		if len(text) > 1 {
			return pgerr.New(pgerr.InvalidParameterValue, "option %q must be a single one-byte character", x.name)
		}
		*x.to = 0
		if text != "" {
			*x.to = text[0]
		}
	}
	if d.escape == 0 {
		d.escape = d.quote
	}
	return nil
}

// alike scores how evenly the sample was cut: the share of rows of the usual width, and
// more for more columns.
func (s *csvSniffer) alike() float64 {
	w := s.commonWidth()
	if len(s.rows) == 0 || w < 2 {
		return 0
	}
	n := 0
	for _, r := range s.rows {
		if len(r) == w {
			n++
		}
	}
	share := float64(n) / float64(len(s.rows))
	return share*share*1000 + float64(min(w, 500))
}

func (s *csvSniffer) commonWidth() (width int) {
	seen := map[int]int{}
	for _, r := range s.rows {
		seen[len(r)]++
		if seen[len(r)] > seen[width] || seen[len(r)] == seen[width] && len(r) > width {
			width = len(r)
		}
	}
	return max(width, 1)
}

// header decides whether the first row names the columns: it does when it does not fit
// types that the other rows have, or, all being text, when it looks like names.
func (s *csvSniffer) header() bool {
	if s.o.Header != nil {
		return *s.o.Header
	}
	first := s.rows[0]
	if len(first) != s.f.width {
		return false
	}
	names := map[string]bool{}
	for i, c := range first {
		if s.nulls[0][i] || c == "" || names[c] || allKinds.narrow([]byte(c)) != 0 {
			return false
		}
		names[c] = true
	}
	if len(s.rows) == 1 {
		return true
	}
	for i := range first {
		if k, seen := s.kinds(i, 1); seen && k != 0 {
			return true // a typed column under a text
		}
	}
	for _, c := range first { // all text: names are short and have no blanks at the ends
		if len(c) > 64 || strings.TrimSpace(c) != c {
			return false
		}
	}
	return !s.repeats(first)
}

// repeats tells whether a value of the first row comes again in its column, as data does.
func (s *csvSniffer) repeats(first []string) bool {
	for _, r := range s.rows[1:] {
		for i := range min(len(r), len(first)) {
			if r[i] == first[i] {
				return true
			}
		}
	}
	return false
}

// kinds finds what the values of a column can be.
func (s *csvSniffer) kinds(col, from int) (k kinds, seen bool) {
	k = allKinds
	for i := from; i < len(s.rows) && k != 0; i++ {
		if col >= len(s.rows[i]) || s.nulls[i][col] {
			continue
		}
		seen = true
		k = k.narrow([]byte(s.rows[i][col]))
	}
	return k, seen
}

func (s *csvSniffer) columns(header bool) []table.Column {
	cols := make([]table.Column, s.f.width)
	used := map[string]bool{}
	from := 0
	if header {
		from = 1
	}
	for i := range cols {
		name := fmt.Sprintf("column%d", i)
		if header && i < len(s.rows[0]) && strings.TrimSpace(s.rows[0][i]) != "" {
			name = strings.TrimSpace(s.rows[0][i])
		}
		for base, k := name, 1; used[strings.ToLower(name)]; k++ {
			name = fmt.Sprintf("%s_%d", base, k)
		}
		used[strings.ToLower(name)] = true
		cols[i] = table.Column{Name: name, Type: types.T(types.Text)}
		if !s.o.AllText {
			k, seen := s.kinds(i, from)
			cols[i].Type = k.typ(seen)
		}
	}
	return cols
}
