package session

import (
	"strings"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// setStatement is SET and RESET in all their forms.
func (s *Session) setStatement(sql string, st *parse.Set) (string, error) {
	local := st.Scope == parse.ScopeLocal
	if local && !s.tx.explicit {
		s.warn(pgerr.NoActiveSQLTransaction, "SET LOCAL can only be used in transaction blocks")
	}
	switch st.Kind {
	case parse.SetValue:
		return "SET", s.setValues(sql, st, local)
	case parse.SetDefault:
		return "SET", s.reset(st.Name)
	case parse.SetReset:
		return "RESET", s.reset(st.Name)
	case parse.SetResetAll:
		s.resetAll()
		return "RESET", nil
	case parse.SetFromCurrent:
		return "SET", nil
	case parse.SetTransaction:
		if !s.tx.explicit {
			s.warn(pgerr.NoActiveSQLTransaction, "SET TRANSACTION can only be used in transaction blocks")
		}
		return "SET", s.setModes(st.Modes.Isolation, st.Modes.ReadOnly, st.Modes.Deferrable)
	case parse.SetCharacteristics:
		return "SET", s.setCharacteristics(st.Modes)
	case parse.SetConstraints:
		return "SET CONSTRAINTS", nil
	}
	return "", at(pgerr.Unsupported("SET TRANSACTION SNAPSHOT"), sql, st.Span)
}

// setValues is SET name = a, b.
func (s *Session) setValues(sql string, st *parse.Set, local bool) error {
	text, err := setText(sql, st)
	if err != nil {
		return err
	}
	return s.set(st.Name, text, local)
}

// setText joins the values as the setting's text.
func setText(sql string, st *parse.Set) (string, error) {
	var parts []string
	for _, x := range st.Values {
		v, err := settingText(sql, x)
		if err != nil {
			return "", err
		}
		if st.Name == "search_path" {
			v = quoteName(v)
		}
		parts = append(parts, v)
	}
	return strings.Join(parts, ", "), nil
}

// settingText is the text of a literal or word.
func settingText(sql string, x parse.Expr) (string, error) {
	switch x := x.(type) {
	case *parse.Literal:
		return x.Text, nil
	case *parse.ColumnRef:
		return strings.Join(x.Parts, "."), nil
	case *parse.UnaryExpr:
		v, err := settingText(sql, x.X)
		return x.Op + v, err
	case *parse.CastExpr: // INTERVAL '+03:00' HOUR TO MINUTE
		v, err := settingText(sql, x.X)
		if err != nil {
			return "", err
		}
		if v != "" && v[0] != '-' && v[0] != '+' {
			v = "+" + v
		}
		seconds, ok := parseOffset(v)
		if !ok {
			return "", at(pgerr.New(pgerr.InvalidParameterValue, "invalid value for parameter \"TimeZone\": \"%s\"", v), sql, x.Span)
		}
		return posixZone(seconds), nil
	}
	return "", at(pgerr.New(pgerr.SyntaxError, "SET value must be a constant"), sql, x.Range())
}

// quoteName quotes an identifier where it needs it.
func quoteName(n string) string {
	plain := n != ""
	for i := range len(n) {
		c := n[i]
		if !(c >= 'a' && c <= 'z' || c == '_' || i > 0 && (c >= '0' && c <= '9' || c == '$')) {
			plain = false
		}
	}
	if plain {
		return n
	}
	return `"` + strings.ReplaceAll(n, `"`, `""`) + `"`
}

// setCharacteristics sets the defaults of later transactions.
func (s *Session) setCharacteristics(m parse.TxModes) error {
	if m.Isolation != "" {
		if err := s.set("default_transaction_isolation", m.Isolation, false); err != nil {
			return err
		}
	}
	if m.ReadOnly != nil {
		if err := s.set("default_transaction_read_only", onOff(*m.ReadOnly), false); err != nil {
			return err
		}
	}
	if m.Deferrable != nil {
		return s.set("default_transaction_deferrable", onOff(*m.Deferrable), false)
	}
	return nil
}

// showStatement is SHOW name or ALL.
func (s *Session) showStatement(st *parse.Show) (*result, error) {
	cols := showColumns(st)
	if st.Name == "all" {
		var rows [][]string
		for _, r := range s.settingRows() {
			v, _ := s.show(r.Name)
			rows = append(rows, []string{r.Name, v, r.Desc})
		}
		cur := textResult([]string{cols[0].Name, cols[1].Name, cols[2].Name}, rows)
		return &result{cur: cur, tag: "SHOW"}, nil
	}
	v, ok := s.show(st.Name)
	if !ok {
		_, err := findSetting(st.Name)
		if err == nil {
			err = pgerr.New(pgerr.UndefinedObject, "unrecognized configuration parameter \"%s\"", st.Name)
		}
		return nil, err
	}
	return &result{cur: textResult([]string{cols[0].Name}, [][]string{{v}}), tag: "SHOW"}, nil
}

// showColumns describes the result of SHOW.
func showColumns(st *parse.Show) []Column {
	if st.Name == "all" {
		return []Column{textColumn("name"), textColumn("setting"), textColumn("description")}
	}
	name := st.Name
	if d := settingsByKey[strings.ToLower(name)]; d != nil {
		name = d.name
	}
	return []Column{textColumn(name)}
}

// discard is DISCARD ALL, TEMP, PLANS or SEQUENCES.
func (s *Session) discard(st *parse.Discard) (string, error) {
	tag := "DISCARD " + strings.ToUpper(st.What)
	switch st.What {
	case "all":
		if s.tx.explicit {
			return "", pgerr.New(pgerr.ActiveSQLTransaction, "DISCARD ALL cannot run inside a transaction block")
		}
		s.closeCursors(func(*declared) bool { return true })
		s.state.settings = settings{}
		s.derived.valid = false
		clear(s.prepared)
		s.dropTemp()
	case "temp", "temporary":
		tag = "DISCARD TEMP"
		s.dropTemp()
	}
	return tag, nil
}
