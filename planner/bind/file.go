package bind

import (
	"strings"

	"github.com/tarndb/tarn/planner/eval"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// fileFormats are the qualifiers of format.`path` and the suffixes of read_… functions.
var fileFormats = map[string]bool{"parquet": true, "csv": true, "json": true, "delta": true, "text": true, "arrow": true}

// fileRef binds FROM 'path'.
func (b *Binder) fileRef(te *parse.FileRef) (plan.Node, []*nsItem, error) {
	opts, err := b.asOfOptions(te.AsOf)
	if err != nil {
		return nil, nil, err
	}
	return b.openFile(te.Path, "", opts, te.Alias, te.Pos)
}

// fileByFormat binds parquet.`path` when no relation has that name.
func (b *Binder) fileByFormat(te *parse.TableRef) (plan.Node, []*nsItem, error) {
	p := te.Name.Parts
	if len(p) == 2 && fileFormats[p[0]] {
		opts, err := b.asOfOptions(te.AsOf)
		if err != nil {
			return nil, nil, err
		}
		return b.openFile(p[1], p[0], opts, te.Alias, te.Pos)
	}
	return nil, nil, b.noRelation(te)
}

// asOfOptions says time travel in the options of a reading function.
func (b *Binder) asOfOptions(a *parse.AsOf) ([]FileOption, error) {
	var ref RelationRef
	if err := b.asOf(a, &ref); err != nil {
		return nil, err
	}
	switch {
	case ref.Version != nil:
		return []FileOption{{Name: "version", Value: types.NewInt(*ref.Version), Type: types.T(types.Int8)}}, nil
	case ref.Timestamp != nil:
		return []FileOption{{Name: "timestamp", Value: types.NewInt(*ref.Timestamp), Type: types.T(types.TimestampTZ)}}, nil
	}
	return nil, nil
}

func (b *Binder) openFile(path, format string, opts []FileOption, a *parse.Alias, off int) (plan.Node, []*nsItem, error) {
	if b.cat == nil {
		return nil, nil, b.unsupported(off, "reading files here")
	}
	t, err := b.cat.OpenFile(b.ctx, path, format, opts)
	if err != nil {
		return nil, nil, b.at(err, off)
	}
	if t == nil {
		return nil, nil, b.errAt(off, pgerr.UndefinedFile, "could not open file \"%s\": No such file or directory", path)
	}
	n, items, err := b.opened(t, fileAlias(path), a)
	return n, items, err
}

func (b *Binder) opened(t table.Table, name string, a *parse.Alias) (plan.Node, []*nsItem, error) {
	s, it := b.scan(t, 0)
	it.name = name
	if err := b.alias(it, a); err != nil {
		return nil, nil, err
	}
	s.Alias = it.name
	return s, []*nsItem{it}, nil
}

// fileAlias names a file relation after its last path element without extensions.
func fileAlias(path string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		path = path[i+1:]
	}
	if i := strings.IndexByte(path, '.'); i > 0 {
		path = path[:i]
	}
	return path
}

// fileFunc binds read_parquet('path', opt => value, …); ok is false for other functions.
func (b *Binder) fileFunc(f *parse.FuncCall, a *parse.Alias) (plan.Node, []*nsItem, bool, error) {
	name := f.Name.Last()
	format, isRead := strings.CutPrefix(name, "read_")
	format = strings.TrimSuffix(format, "_auto")
	if !isRead || !fileFormats[format] && format != "files" || len(f.Args) == 0 {
		return nil, nil, false, nil
	}
	if format == "files" {
		format = ""
	}
	args, opts, err := b.constArgs(f)
	if err != nil {
		return nil, nil, true, err
	}
	if len(args) != 1 || args[0].Type.OID != types.Text && args[0].Type.OID != types.VarChar {
		return nil, nil, true, b.errAt(f.Pos, pgerr.UndefinedFunction, "%s takes one path and named options", name)
	}
	n, items, err := b.openFile(args[0].Value.S, format, opts, a, f.Pos)
	return n, items, true, err
}

// constArgs computes the arguments of a table function: positional and named ones.
func (b *Binder) constArgs(f *parse.FuncCall) (args, named []FileOption, err error) {
	for _, e := range f.Args {
		o := FileOption{}
		if n, ok := e.(*parse.NamedArg); ok {
			o.Name, e = n.Name, n.X
		} else if be, ok := e.(*parse.BinaryExpr); ok && be.Op == "=" { // DuckDB's name = value
			if c, ok := be.L.(*parse.ColumnRef); ok && len(c.Parts) == 1 {
				o.Name, e = c.Parts[0], be.R
			}
		}
		x := &exprBinder{b: b, sc: newScope(nil, nil), clause: "table function arguments"}
		v, err := x.value(e)
		if err != nil {
			return nil, nil, err
		}
		d, ok, err := eval.Const(v, b.sess)
		if err != nil {
			return nil, nil, b.at(err, e.Range().Pos)
		}
		if !ok {
			return nil, nil, b.unsupported(e.Range().Pos, "non-constant argument of %s", f.Name.Last())
		}
		o.Value, o.Type = d, v.Type()
		if o.Name == "" {
			args = append(args, o)
		} else {
			named = append(named, o)
		}
	}
	return args, named, nil
}

// catalogFunc asks the catalog for a table function; ok is false when it has none.
func (b *Binder) catalogFunc(f *parse.FuncCall, a *parse.Alias) (plan.Node, []*nsItem, bool, error) {
	if b.cat == nil {
		return nil, nil, false, nil
	}
	args, named, err := b.constArgs(f)
	if err != nil {
		return nil, nil, false, nil
	}
	call := TableCall{Parts: f.Name.Parts, Named: named}
	for _, o := range args {
		call.Args, call.ArgTypes = append(call.Args, o.Value), append(call.ArgTypes, o.Type)
	}
	t, err := b.cat.TableFunction(b.ctx, call)
	if err != nil {
		return nil, nil, true, b.at(err, f.Pos)
	}
	if t == nil {
		return nil, nil, false, nil
	}
	n, items, err := b.opened(t, f.Name.Last(), a)
	return n, items, true, err
}
