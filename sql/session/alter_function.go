package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/syscat"
	"github.com/tarndb/tarn/sql/types"
)

// isRoutine tells the kinds of objects that are functions.
func isRoutine(k parse.ObjectKind) bool {
	return k == parse.KindFunction || k == parse.KindProcedure || k == parse.KindRoutine
}

// alterFunction is ALTER FUNCTION, PROCEDURE and ROUTINE.
func (s *Session) alterFunction(sql string, st *parse.AlterObject) (string, error) {
	tag := "ALTER " + strings.ToUpper(string(st.Kind))
	o, temp, err := s.locateFunction(sql, st.Object, st.Kind)
	if err != nil {
		return "", err
	}
	if err := s.myRights().CheckOwner(o); err != nil {
		return "", err
	}
	n := *o
	info := *o.Function
	n.Function = &info
	switch st.Action {
	case "rename":
		n.Name = st.Name
	case "owner":
		role := s.catTx().View().Role(st.Name)
		if role == nil {
			return "", noRole(st.Name)
		}
		n.Owner = role.ID
	case "set schema":
		sc := s.catTx().View().Schema(st.Name)
		if sc == nil {
			return "", pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", st.Name)
		}
		n.Parent = sc.ID
	case "options":
		if err := s.alterOptions(&info, st); err != nil {
			return "", err
		}
	default:
		return "", pgerr.Unsupported("this form of %s", tag)
	}
	return tag, s.replaceFunction(o, n, temp)
}

// replaceFunction puts a changed function in place of the old one.
func (s *Session) replaceFunction(o *catalog.Object, n catalog.Object, temp bool) error {
	if !temp {
		_, err := s.catTx().Replace(o, n)
		return err
	}
	sp := s.tempSpace()
	tx := catalog.NewTx(sp.cat, s.in.cfg.Catalog.NextID)
	if _, err := tx.Replace(o, n); err != nil {
		return err
	}
	s.state.temp = sp.change(tx.View(), o.ID, nil)
	return nil
}

// alterOptions applies the options of ALTER FUNCTION.
func (s *Session) alterOptions(in *catalog.FunctionInfo, st *parse.AlterObject) error {
	for _, o := range st.FuncOpts {
		if in.Procedure {
			switch optionKey(o.Name) {
			case "security", "set", "reset":
			default:
				return pgerr.New(pgerr.InvalidFunctionDefinition, "invalid attribute in procedure definition")
			}
		}
		switch o.Name {
		case "immutable":
			in.Volatility = 'i'
		case "stable":
			in.Volatility = 's'
		case "volatile":
			in.Volatility = 'v'
		case "strict", "returns null on null input":
			in.Strict = true
		case "called on null input":
			in.Strict = false
		case "security definer", "external security definer":
			in.Definer = true
		case "security invoker", "external security invoker":
			in.Definer = false
		case "leakproof", "not leakproof":
			if in.Leakproof = o.Name == "leakproof"; in.Leakproof && !s.myRights().Super() {
				return denied("only superuser can define a leakproof function")
			}
		case "set", "reset":
			if err := s.alterSetting(in, o.Set); err != nil {
				return err
			}
		}
	}
	return nil
}

// alterSetting is SET and RESET among the options.
func (s *Session) alterSetting(in *catalog.FunctionInfo, st *parse.Set) error {
	var keep []catalog.Property
	if st.Kind != parse.SetResetAll {
		for _, p := range in.Settings {
			if p.Name != st.Name {
				keep = append(keep, p)
			}
		}
	}
	in.Settings = keep
	if st.Kind == parse.SetReset || st.Kind == parse.SetResetAll || st.Kind == parse.SetDefault {
		return nil
	}
	value, err := s.functionSetting(st)
	if err != nil {
		return err
	}
	in.Settings = append(in.Settings, catalog.Property{Name: st.Name, Value: value})
	return nil
}

// commentFunction is COMMENT ON FUNCTION.
func (s *Session) commentFunction(sql string, st *parse.CommentOn) error {
	o, temp, err := s.locateFunction(sql, st.Object, st.Kind)
	if err != nil {
		return err
	}
	if err := s.myRights().CheckOwner(o); err != nil {
		return err
	}
	n := *o
	n.Comment = ""
	if st.Text != nil {
		n.Comment = *st.Text
	}
	return s.replaceFunction(o, n, temp)
}

// ProcByName resolves regproc and regprocedure input among users' functions.
func (v *view) ProcByName(kind types.OID, name string) (uint32, bool, error) {
	bare, args, sig := strings.Cut(name, "(")
	parts, ok := splitQualified(strings.TrimSpace(bare))
	if !ok {
		return 0, false, nil
	}
	fs, err := v.functions(parts, v.s.derive().path)
	if err != nil || len(fs) == 0 {
		return 0, false, err
	}
	if kind == types.RegProc {
		if sig {
			return 0, false, nil
		}
		if len(fs) > 1 {
			return 0, false, pgerr.New(pgerr.AmbiguousFunction, "more than one function named \"%s\"", name)
		}
		return fs[0].o.ID.OID(), true, nil
	}
	if !sig {
		return 0, false, pgerr.New(pgerr.SyntaxError, "expected a left parenthesis")
	}
	var want []types.Type
	for a := range strings.SplitSeq(strings.TrimSuffix(args, ")"), ",") {
		if a = strings.TrimSpace(a); a == "" {
			continue
		}
		tn, err := parse.ParseType(a)
		if err != nil {
			return 0, false, err
		}
		t, err := v.s.declaredType(context.Background(), a, tn)
		if err != nil {
			return 0, false, err
		}
		want = append(want, t)
	}
	for _, f := range fs {
		if sameArgs(f, want) {
			return f.o.ID.OID(), true, nil
		}
	}
	return 0, false, nil
}

// ProcName gives the name of a user's function, qualified when it is not found without.
func (v *view) ProcName(kind types.OID, oid uint32) (string, bool) {
	o := v.main.Get(catalog.ID(oid))
	schema := ""
	if o != nil && o.Function != nil {
		if sc := v.main.Get(o.Parent); sc != nil {
			schema = sc.Name
		}
	} else if v.temp != nil {
		o, schema = v.temp.cat.Get(catalog.ID(oid)), v.s.tempSchema()
	}
	if o == nil || o.Function == nil {
		return "", false
	}
	name := quoteName(o.Name)
	if fs, err := v.functions([]string{o.Name}, v.s.derive().path); err == nil {
		seen := 0
		visible := false
		for _, f := range fs {
			seen++
			visible = visible || f.o.ID == o.ID
		}
		if !visible || kind == types.RegProc && seen > 1 {
			name = quoteName(schema) + "." + name
		}
	}
	if kind == types.RegProcedure {
		var args []string
		for _, p := range o.Function.Params {
			if p.Mode != 'o' && p.Mode != 't' {
				args = append(args, syscat.TypeName(p.Type))
			}
		}
		name += "(" + strings.Join(args, ",") + ")"
	}
	return name, true
}
