package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// typedVars are the parameters of a body that is checked, not run: only their types count.
type typedVars struct{ *bodyVars }

// Param is $n as something that has no value yet.
func (v *typedVars) Param(n int) plan.Expr {
	if n < 1 || n > len(v.ts) {
		return nil
	}
	return &plan.Param{N: n, T: v.ts[n-1]}
}

// Lookup finds a parameter.
func (v *typedVars) Lookup(parts []string) (plan.Expr, int) {
	e, used := v.bodyVars.Lookup(parts)
	if used == 0 {
		return nil, 0
	}
	for i, p := range inputs(v.f.info) {
		if p.Name == parts[used-1] {
			return v.Param(i + 1), used
		}
	}
	return e, used
}

// functionType resolves a type of a function's signature, where SETOF, %TYPE and the names
// of relations are allowed.
func (s *Session) functionType(ctx context.Context, sql string, tn *parse.TypeName) (t types.Type, set bool, err error) {
	bare := *tn
	set = tn.SetOf
	bare.SetOf = false
	t, err = s.declaredType(ctx, sql, &bare)
	return t, set, err
}

// declaredType resolves a type name, column%TYPE or the name of a relation.
func (s *Session) declaredType(ctx context.Context, sql string, tn *parse.TypeName) (types.Type, error) {
	if tn.PctType {
		return s.columnType(ctx, tn)
	}
	t, err := s.typeOf(ctx, sql, tn)
	if pgerr.CodeOf(err) != pgerr.UndefinedObject || tn.Kind != parse.TypePlain {
		return t, err
	}
	parts := tn.Name.Parts
	if len(parts) == 1 {
		if oid, ok := types.TypeByTypname(parts[0]); ok && len(tn.Bounds) == 0 { // pseudo-types
			return types.T(oid), nil
		}
	}
	row, rowErr := s.rowType(ctx, parts)
	if rowErr != nil {
		return t, err
	}
	if len(tn.Bounds) > 0 {
		row = types.ArrayOf(row)
	}
	return row, nil
}

// rowType is the row type of a relation.
func (s *Session) rowType(ctx context.Context, parts []string) (types.Type, error) {
	v := s.newView(ctx)
	rel, err := v.Relation(ctx, bind.RelationRef{Parts: parts, SearchPath: s.derive().path})
	if err != nil {
		return types.Type{}, err
	}
	if rel == nil {
		return types.Type{}, pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", strings.Join(parts, "."))
	}
	ext := &types.Ext{Name: rel.Name}
	if rel.Table != nil {
		for _, c := range rel.Table.Columns() {
			ext.Fields = append(ext.Fields, types.Field{Name: c.Name, Type: c.Type})
		}
	} else if o, _, err := v.object(v.ctx, parts, s.derive().path); err == nil && o != nil && o.View != nil {
		for _, c := range o.View.Columns {
			ext.Fields = append(ext.Fields, types.Field{Name: c.Name, Type: c.Type})
		}
	}
	return types.Type{OID: types.Record, Mod: -1, Ext: ext}, nil
}

// columnType is table.column%TYPE.
func (s *Session) columnType(ctx context.Context, tn *parse.TypeName) (types.Type, error) {
	parts := tn.Name.Parts
	if len(parts) < 2 {
		return types.Type{}, pgerr.New(pgerr.SyntaxError, "improper %%TYPE reference (too few dotted names): %s", strings.Join(parts, "."))
	}
	n := len(parts) - 1
	row, err := s.rowType(ctx, parts[:n])
	if err != nil {
		return row, err
	}
	for _, f := range row.Ext.Fields {
		if f.Name == parts[n] {
			if len(tn.Bounds) > 0 {
				return types.ArrayOf(f.Type), nil
			}
			return f.Type, nil
		}
	}
	return row, pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", parts[n], parts[n-1])
}
