package files

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// combine opens files and joins them: together when they are alike, else one by one.
func combine(ctx context.Context, e *Env, files []object.Info, open opener, o *options) (table.Table, error) {
	keys := hiveKeys(files, o)
	if len(keys) == 0 && !o.byName && !o.addFile {
		return open(ctx, e, files, o)
	}
	groups := groupFiles(files, keys, o)
	tables := make([]table.Table, len(groups))
	for i, g := range groups {
		t, err := open(ctx, e, g.files, o)
		if err != nil {
			return nil, err
		}
		tables[i] = t
	}
	extra := extraColumns(groups, keys, o)
	cols, err := unionColumns(tables, extra, o)
	if err != nil {
		return nil, err
	}
	parts := make([]table.Part, len(groups))
	for i := range groups {
		if parts[i], err = makePart(tables[i], cols, extra, groups[i], o); err != nil {
			return nil, err
		}
	}
	return table.Union(o.name, cols, parts), nil
}

// group is files that share the values of all added columns.
type group struct {
	files  []object.Info
	values []string // one per added column
}

// hiveKeys gives the partition columns that all paths have, in order.
func hiveKeys(files []object.Info, o *options) []string {
	if o.hive == "false" {
		return nil
	}
	var keys []string
	for i, f := range files {
		var mine []string
		for _, kv := range hivePairs(f.Path) {
			mine = append(mine, kv[0])
		}
		if i == 0 {
			keys = mine
			continue
		}
		if strings.Join(mine, "/") != strings.Join(keys, "/") {
			return nil
		}
	}
	return keys
}

const hiveNull = "__HIVE_DEFAULT_PARTITION__"

// hivePairs finds key=value directories in a path.
func hivePairs(p string) (out [][2]string) {
	dirs := strings.Split(p, "/")
	for _, d := range dirs[:len(dirs)-1] {
		k, v, ok := strings.Cut(d, "=")
		if !ok || k == "" || strings.ContainsAny(k, "?:") {
			continue
		}
		if u, err := url.PathUnescape(v); err == nil {
			v = u
		}
		out = append(out, [2]string{k, v})
	}
	return out
}

// groupFiles puts files with the same added values together, in listing order. Files
// that may differ in columns stay alone.
func groupFiles(files []object.Info, keys []string, o *options) []group {
	var out []group
	at := map[string]int{}
	for _, f := range files {
		var vals []string
		for i, kv := range hivePairs(f.Path) {
			if i < len(keys) {
				vals = append(vals, kv[1])
			}
		}
		if o.addFile {
			vals = append(vals, f.Path)
		}
		id := strings.Join(vals, "\x00")
		if i, ok := at[id]; ok && !o.byName {
			out[i].files = append(out[i].files, f)
			continue
		}
		at[id] = len(out)
		out = append(out, group{files: []object.Info{f}, values: vals})
	}
	return out
}

// extraColumns gives the added columns; a partition column's type is the narrowest of
// bigint, date and text that all its values fit.
func extraColumns(groups []group, keys []string, o *options) []table.Column {
	var out []table.Column
	for i, k := range keys {
		out = append(out, table.Column{Name: k, Type: hiveType(groups, i)})
	}
	if o.addFile {
		out = append(out, table.Column{Name: "filename", Type: types.T(types.Text), NotNull: true})
	}
	return out
}

func hiveType(groups []group, col int) types.Type {
	ints, dates, any := true, true, false
	for _, g := range groups {
		v := g.values[col]
		if v == hiveNull {
			continue
		}
		any = true
		if n, err := strconv.ParseInt(v, 10, 64); err != nil || strconv.FormatInt(n, 10) != v {
			ints = false
		}
		if _, err := time.Parse(time.DateOnly, v); err != nil {
			dates = false
		}
	}
	switch {
	case any && ints:
		return types.T(types.Int8)
	case any && dates:
		return types.T(types.Date)
	}
	return types.T(types.Text)
}

func hiveValue(t types.Type, v string) types.Datum {
	if v == hiveNull {
		return types.Null
	}
	switch t.OID {
	case types.Int8:
		n, _ := strconv.ParseInt(v, 10, 64)
		return types.NewInt(n)
	case types.Date:
		d, _ := time.Parse(time.DateOnly, v)
		return types.NewInt(d.Unix() / 86400)
	}
	return types.NewStr(v)
}

// unionColumns gives the columns of the whole: those of the first table, with
// union_by_name those of all, and the added ones, which win over columns of their name.
func unionColumns(tables []table.Table, extra []table.Column, o *options) ([]table.Column, error) {
	var cols []table.Column
	at := map[string]int{}
	for i, t := range tables {
		for _, c := range t.Columns() {
			k := strings.ToLower(c.Name)
			j, ok := at[k]
			switch {
			case !ok && (i == 0 || o.byName):
				at[k] = len(cols)
				c.NotNull = c.NotNull && len(tables) == 1
				cols = append(cols, c)
			case ok && o.byName:
				if err := widenColumn(&cols[j], c); err != nil {
					return nil, err
				}
			}
		}
	}
	for _, e := range extra {
		if j, ok := at[strings.ToLower(e.Name)]; ok {
			cols[j] = e
			continue
		}
		cols = append(cols, e)
	}
	return cols, nil
}

func widenColumn(have *table.Column, c table.Column) error {
	if have.Type.OID == c.Type.OID && have.Type.Mod == c.Type.Mod || table.Widens(c.Type, have.Type) {
		return nil
	}
	if table.Widens(have.Type, c.Type) {
		have.Type = c.Type
		return nil
	}
	return pgerr.New(pgerr.DatatypeMismatch, "column %q has types that cannot be combined in different files", c.Name)
}

// makePart says where a group's columns come from.
func makePart(t table.Table, cols, extra []table.Column, g group, o *options) (table.Part, error) {
	p := table.Part{Table: t, Map: make([]int, len(cols)), Consts: make([]types.Datum, len(cols))}
	at := map[string]int{}
	for i, c := range t.Columns() {
		if _, dup := at[strings.ToLower(c.Name)]; !dup {
			at[strings.ToLower(c.Name)] = i
		}
	}
	added := map[string]int{}
	for i, e := range extra {
		added[strings.ToLower(e.Name)] = i
	}
	for i, c := range cols {
		k := strings.ToLower(c.Name)
		p.Map[i], p.Consts[i] = -1, types.Null
		if e, ok := added[k]; ok {
			if c.Name == "filename" && o.addFile && e == len(extra)-1 {
				p.Consts[i] = types.NewStr(g.values[e])
			} else {
				p.Consts[i] = hiveValue(c.Type, g.values[e])
			}
			continue
		}
		j, ok := at[k]
		if !ok && !o.byName {
			return p, pgerr.New(pgerr.UndefinedColumn, "file %q has no column %q", g.files[0].Path, c.Name)
		}
		if !ok {
			continue
		}
		if from := t.Columns()[j].Type; from.OID != c.Type.OID && !table.Widens(from, c.Type) {
			return p, pgerr.New(pgerr.DatatypeMismatch, "column %q of file %q has another type", c.Name, g.files[0].Path)
		}
		p.Map[i] = j
	}
	return p, nil
}
