package proc

import (
	"strings"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// text evaluates an expression as text.
func (f *frame) text(x *parse.PLExpr) (s string, null bool, err error) {
	d, t, err := f.eval(x)
	if err != nil || d.Null {
		return "", true, err
	}
	if d, err = f.convert(d, t, types.T(types.Text)); err != nil {
		return "", false, err
	}
	return d.S, false, nil
}

// raise is RAISE, SIGNAL and RESIGNAL.
func (f *frame) raise(s *parse.PLRaise) error {
	if s.Again && len(s.Options) == 0 {
		if f.caught == nil {
			return pgerr.New(pgerr.StackedDiagnosticsUnavailable, "RAISE without parameters cannot be used outside an exception handler")
		}
		f.noted = f.caught
		return f.caught
	}
	e := pgerr.New("", "")
	if s.Again && f.caught != nil {
		c := *f.caught
		e = &c
	}
	if s.Cond != nil {
		e.Code, e.Message = f.condition(s.Cond), s.Cond.Name
		if e.Code == "" {
			return pgerr.New(pgerr.UndefinedObject, "unrecognized exception condition \"%s\"", s.Cond.Name)
		}
		if s.Cond.Name == "" {
			e.Message = s.Cond.State
		}
	}
	if s.HasFormat {
		msg, err := f.format(s)
		if err != nil {
			return err
		}
		e.Message = msg
	}
	if err := f.raiseOptions(s, e); err != nil {
		return err
	}
	if e.Code == "" {
		e.Code = pgerr.RaiseException
		switch s.Level {
		case "exception":
		case "warning":
			e.Code = "01000"
		default:
			e.Code = pgerr.SuccessfulCompletion
		}
	}
	if e.Message == "" {
		e.Message = string(e.Code)
	}
	if s.Level == "exception" {
		return e
	}
	e.Severity = strings.ToUpper(s.Level)
	f.noteNotice(e)
	f.host.Notice(s.Level, e)
	return nil
}

// condition gives the SQLSTATE of a condition.
func (f *frame) condition(c *parse.PLCond) pgerr.Code {
	if c.State != "" {
		return pgerr.Code(c.State)
	}
	if i, _, ok := f.scope.find([]string{c.Name}, 0); ok && f.p.vars[i].condition != "" {
		return pgerr.Code(f.p.vars[i].condition)
	}
	return pgerr.Code(stateOf(c.Name))
}

// format fills the places of a RAISE format.
func (f *frame) format(s *parse.PLRaise) (string, error) {
	var b strings.Builder
	k := 0
	for i := 0; i < len(s.Format); i++ {
		if s.Format[i] != '%' {
			b.WriteByte(s.Format[i])
			continue
		}
		if i+1 < len(s.Format) && s.Format[i+1] == '%' {
			b.WriteByte('%')
			i++
			continue
		}
		if k >= len(s.Args) {
			break
		}
		v, null, err := f.text(&s.Args[k])
		if err != nil {
			return "", err
		}
		if null {
			v = "<NULL>"
		}
		b.WriteString(v)
		k++
	}
	return b.String(), nil
}

func (f *frame) raiseOptions(s *parse.PLRaise, e *pgerr.Error) error {
	seen := map[string]bool{"message": s.HasFormat, "errcode": s.Cond != nil}
	for i := range s.Options {
		o := &s.Options[i]
		v, null, err := f.text(&o.X)
		if err != nil {
			return err
		}
		if null {
			return pgerr.New(pgerr.NullValueNotAllowed, "RAISE statement option cannot be null")
		}
		if seen[o.Name] && !f.p.script {
			return pgerr.New(pgerr.SyntaxError, "RAISE option already specified: %s", strings.ToUpper(o.Name))
		}
		seen[o.Name] = true
		switch o.Name {
		case "message":
			e.Message = v
		case "detail":
			e.Detail = v
		case "hint":
			e.Hint = v
		case "errcode":
			e.Code = pgerr.Code(v)
			if name := conditionNames[strings.ToLower(v)]; name != "" {
				e.Code = pgerr.Code(name)
			} else if len(v) != 5 {
				return pgerr.New(pgerr.UndefinedObject, "unrecognized exception condition \"%s\"", v)
			}
		case "column":
			e.Column = v
		case "constraint":
			e.Constraint = v
		case "datatype":
			e.DataType = v
		case "table":
			e.Table = v
		case "schema":
			e.Schema = v
		}
	}
	return nil
}

func (f *frame) assert(s *parse.PLAssert) error {
	ok, _, err := f.evalBool(&s.Cond)
	if err != nil || ok {
		return err
	}
	if s.Msg != nil {
		msg, null, err := f.text(s.Msg)
		if err != nil {
			return err
		}
		if !null {
			return pgerr.New(pgerr.AssertFailure, "%s", msg)
		}
	}
	return pgerr.New(pgerr.AssertFailure, "assertion failed")
}

// diagnostics is GET [STACKED] DIAGNOSTICS.
func (f *frame) diagnostics(s *parse.PLGetDiag) error {
	e := f.caught
	if s.Stacked && e == nil {
		return pgerr.New(pgerr.StackedDiagnosticsUnavailable, "GET STACKED DIAGNOSTICS cannot be used outside an exception handler")
	}
	for _, it := range s.Items {
		d, t := types.Null, types.T(types.Text)
		switch it.Item {
		case "row_count":
			d, t = types.NewInt(f.rowCnt), types.T(types.Int8)
		case "pg_context":
			d = types.NewStr(f.stack())
		case "pg_routine_oid":
			d, t = types.NewInt(int64(f.p.Sig.OID)), types.T(types.Oid)
		default:
			d = types.NewStr(diagText(e, it.Item))
		}
		if err := f.assign(it.Target, d, t); err != nil {
			return err
		}
	}
	return nil
}

func diagText(e *pgerr.Error, item string) string {
	switch item {
	case "returned_sqlstate":
		return string(e.Code)
	case "message_text":
		return e.Message
	case "pg_exception_detail":
		return e.Detail
	case "pg_exception_hint":
		return e.Hint
	case "pg_exception_context":
		return e.Where
	case "column_name":
		return e.Column
	case "constraint_name":
		return e.Constraint
	case "pg_datatype_name":
		return e.DataType
	case "table_name":
		return e.Table
	case "schema_name":
		return e.Schema
	}
	return ""
}
