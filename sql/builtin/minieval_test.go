package builtin

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tarndb/tarn/sql/types"
)

// The tests write expressions in a small language that is also SQL: 'text'::type
// literals, NULL, integers, f(a, b), a op b (left to right, no precedence), op a,
// parentheses and ::type casts. It exists to compare results with a real PostgreSQL.

type val struct {
	t types.Type
	d types.Datum
}

type mini struct {
	s  string
	i  int
	se *Session
}

var testSession = &Session{
	Location: mustZone("America/New_York"), DateStyle: "ISO, MDY", IntervalStyle: "postgres", ExtraFloat: 1,
	User: "postgres", SessionUser: "postgres", Database: "postgres", SearchPath: []string{"public"},
	TransactionTime: time.Now(), StatementTime: time.Now(),
}

func mustZone(n string) *time.Location {
	l, err := types.LoadZone(n)
	if err != nil {
		panic(err)
	}
	return l
}

// evalMini evaluates an expression and renders it as text; NULL is \N.
func evalMini(expr string) (string, error) {
	m := &mini{s: expr, se: testSession}
	v, err := m.expr()
	if err != nil {
		return "", err
	}
	if m.space(); m.i < len(m.s) {
		return "", fmt.Errorf("test expression: rest %q", m.s[m.i:])
	}
	if v.d.Null {
		return `\N`, nil
	}
	p, err := FindCast(v.t, types.T(types.Text), CastExplicit)
	if err != nil {
		return "", err
	}
	d, err := p.Apply(m.se, v.d)
	return d.S, err
}

func (m *mini) space() {
	for m.i < len(m.s) && m.s[m.i] == ' ' {
		m.i++
	}
}

const opChars = "+-*/<>=~!@#%^&|`?"

func (m *mini) op() string {
	m.space()
	j := m.i
	for j < len(m.s) && strings.IndexByte(opChars, m.s[j]) >= 0 {
		j++
	}
	o := m.s[m.i:j]
	m.i = j
	return o
}

func (m *mini) expr() (val, error) {
	if o := m.op(); o != "" {
		v, err := m.primary()
		if err != nil {
			return v, err
		}
		return m.apply(o, nil, v)
	}
	l, err := m.primary()
	for err == nil {
		o := m.op()
		if o == "" {
			return l, nil
		}
		r, e := m.primary()
		if e != nil {
			return r, e
		}
		l, err = m.apply(o, &l, r)
	}
	return l, err
}

func (m *mini) apply(o string, l *val, r val) (val, error) {
	var lt *types.Type
	args := []val{r}
	if l != nil {
		lt = &l.t
		args = []val{*l, r}
	}
	ro, err := ResolveOp(o, lt, &r.t)
	if err != nil {
		return val{}, err
	}
	want := []types.Type{ro.Right}
	if l != nil {
		want = []types.Type{ro.Left, ro.Right}
	}
	return m.call(ro.Op.Fn, args, want, ro.Ret)
}

func (m *mini) call(fn *Func, args []val, want []types.Type, ret types.Type) (val, error) {
	ds := make([]types.Datum, len(args))
	c := &Ctx{Ret: ret, Session: m.se}
	null := false
	for i, a := range args {
		w := want[i]
		if types.IsPolymorphic(w.OID) && w.Ext == nil {
			w = a.t
		}
		p, err := FindCast(a.t, w, CastImplicit)
		if err != nil {
			return val{}, err
		}
		if ds[i], err = p.Apply(m.se, a.d); err != nil {
			return val{}, err
		}
		null = null || ds[i].Null
		c.ArgTypes = append(c.ArgTypes, w)
	}
	if null && !fn.NotStrict {
		return val{ret, types.Null}, nil
	}
	if fn.Eval == nil {
		return m.rows(fn, c, ds)
	}
	d, err := fn.Eval(c, ds)
	return val{ret, d}, err
}

// rows joins the rows of a set-returning function with |.
func (m *mini) rows(fn *Func, c *Ctx, ds []types.Datum) (val, error) {
	var parts []string
	err := fn.Set(c, ds, func(row []types.Datum) bool {
		var cols []string
		for i, d := range row {
			t := c.Ret
			if len(fn.Cols) > 0 {
				t = fn.Cols[i].Type
			}
			if d.Null {
				cols = append(cols, "")
			} else {
				cols = append(cols, string(types.AppendText(nil, t, d, m.se.Style())))
			}
		}
		parts = append(parts, strings.Join(cols, ","))
		return len(parts) < 1000
	})
	return val{types.T(types.Text), types.NewStr(strings.Join(parts, "|"))}, err
}

func (m *mini) primary() (val, error) {
	m.space()
	v, err := m.atom()
	for err == nil && strings.HasPrefix(m.s[m.i:], "::") {
		m.i += 2
		var t types.Type
		if t, err = m.typeName(); err != nil {
			break
		}
		var p *CastPath
		if p, err = FindCast(v.t, t, CastExplicit); err == nil {
			v.d, err = p.Apply(m.se, v.d)
			v.t = t
		}
	}
	return v, err
}

func (m *mini) typeName() (types.Type, error) {
	j := m.i
	for j < len(m.s) {
		c := m.s[j]
		if c == '(' {
			j += strings.IndexByte(m.s[j:], ')') + 1
			continue
		}
		if c == '[' && j+1 < len(m.s) && m.s[j+1] == ']' {
			j += 2
			continue
		}
		if c == '"' || c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			j++
			continue
		}
		break
	}
	n := m.s[m.i:j]
	m.i = j
	return types.ParseTypeName(n)
}

func (m *mini) atom() (val, error) {
	if m.i >= len(m.s) {
		return val{}, fmt.Errorf("test expression: ends early: %s", m.s)
	}
	c := m.s[m.i]
	switch {
	case c == '(':
		m.i++
		v, err := m.expr()
		m.space()
		m.i++
		return v, err
	case c == '\'':
		return m.quoted(), nil
	case c >= '0' && c <= '9':
		j := m.i
		for j < len(m.s) && m.s[j] >= '0' && m.s[j] <= '9' {
			j++
		}
		d, err := types.Parse(types.T(types.Int4), m.s[m.i:j], nil)
		m.i = j
		return val{types.T(types.Int4), d}, err
	}
	j := m.i
	for j < len(m.s) && (m.s[j] == '_' || m.s[j]|0x20 >= 'a' && m.s[j]|0x20 <= 'z' || m.s[j] >= '0' && m.s[j] <= '9') {
		j++
	}
	name := m.s[m.i:j]
	m.i = j
	switch name {
	case "NULL":
		return val{types.T(types.Unknown), types.Null}, nil
	case "":
		return val{}, fmt.Errorf("test expression: %s at %d", m.s, j)
	}
	return m.function(name)
}

func (m *mini) quoted() val {
	var b strings.Builder
	for m.i++; m.i < len(m.s); m.i++ {
		if m.s[m.i] == '\'' {
			if m.i+1 < len(m.s) && m.s[m.i+1] == '\'' {
				m.i++
			} else {
				break
			}
		}
		b.WriteByte(m.s[m.i])
	}
	m.i++
	return val{types.T(types.Unknown), types.NewStr(b.String())}
}

func (m *mini) function(name string) (val, error) {
	m.i++ // (
	var args []val
	for {
		m.space()
		if m.s[m.i] == ')' {
			m.i++
			break
		}
		if m.s[m.i] == ',' {
			m.i++
		}
		v, err := m.expr()
		if err != nil {
			return v, err
		}
		args = append(args, v)
	}
	ts := make([]types.Type, len(args))
	for i := range args {
		ts[i] = args[i].t
	}
	r, err := ResolveFunc(name, ts, nil, false)
	if err != nil {
		return val{}, err
	}
	if r.CastTo != nil {
		p, err := FindCast(args[0].t, *r.CastTo, CastExplicit)
		if err != nil {
			return val{}, err
		}
		d, err := p.Apply(m.se, args[0].d)
		return val{*r.CastTo, d}, err
	}
	return m.invoke(r, args)
}

func (m *mini) invoke(r *Resolved, args []val) (val, error) {
	var in []val
	for i, a := range r.ArgMap {
		if a < 0 {
			in = append(in, val{r.Args[i], r.Defaults[i]})
		} else {
			in = append(in, args[a])
		}
	}
	want := r.Args
	if k := r.VariadicFrom; k >= 0 {
		elem, _ := types.ElemOf(r.VariadicArray)
		var elems []types.Datum
		for i := k; i < len(in); i++ {
			p, err := FindCast(in[i].t, elem, CastImplicit)
			if err != nil {
				return val{}, err
			}
			d, err := p.Apply(m.se, in[i].d)
			if err != nil {
				return val{}, err
			}
			elems = append(elems, d)
		}
		in = append(in[:k:k], val{r.VariadicArray, types.NewArray(elem, elems)})
		want = append(want[:k:k], r.VariadicArray)
	}
	return m.call(r.Func, in, want, r.Ret)
}

func TestMiniLanguage(t *testing.T) {
	for expr, want := range map[string]string{
		"1 + 2":                       "3",
		"'1.50'::numeric * '2'::int4": "3.00",
		"lower('ABC')":                "abc",
		"'2024-01-31'::date + '1 month'::interval": "2024-02-29 00:00:00",
		"concat('a', 1, NULL)":                     "a1",
		"'{1,2}'::int4[]::text":                    "{1,2}",
	} {
		if got, err := evalMini(expr); got != want || err != nil {
			t.Errorf("%s = %q, %v; want %q", expr, got, err, want)
		}
	}
}
