package parse

import (
	"path/filepath"
	"reflect"
	"testing"
)

// exprsIn collects the expressions of a tree by reflection.
func exprsIn(v reflect.Value, found func(Expr)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return
		}
		if x, ok := v.Interface().(Expr); ok && v.Kind() == reflect.Pointer {
			found(x)
		}
		exprsIn(v.Elem(), found)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				exprsIn(v.Field(i), found)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			exprsIn(v.Index(i), found)
		}
	}
}

// standsAlone: the text of the expression is an expression by itself. Words made up by
// the grammar, inner brackets of arrays and the like are not.
func standsAlone(sql string, x Expr) bool {
	switch x := x.(type) {
	case *NamedArg, *TypeValue, *CurrentOf, *Star, *RowExpr, *ArrayExpr:
		return false
	case *FuncCall:
		return x.Syntax == SyntaxCall
	case *Literal:
		switch {
		case x.Pos == x.End:
			return false
		case x.Kind == LitString:
			c := sql[x.Pos]
			last := sql[x.End-1]
			return (c == '\'' || c == 'E' || c == 'e' || c == '$') && (last == '\'' || last == '$')
		case x.Kind == LitInt:
			return x.Text == sql[x.Pos:x.End]
		}
	case *CastExpr:
		return x.OpPos >= x.Pos && x.X.Range() != x.Range()
	case *ColumnRef:
		return len(x.Parts) > 1
	}
	return true
}

// TestRanges cuts the text of every expression out of its statement: alone it parses to
// the same expression.
func TestRanges(t *testing.T) {
	var texts []string
	for _, name := range []string{"expr", "literals", "select", "from", "types"} {
		for _, c := range readGolden(t, filepath.Join("testdata", name+".txt")) {
			texts = append(texts, c.input)
		}
	}
	if sharedData() != "" {
		texts = append(texts, clientSQL(t)...)
	}
	checked := 0
	for _, sql := range texts {
		stmts, err := Parse(sql)
		if err != nil {
			continue
		}
		for _, s := range stmts {
			exprsIn(reflect.ValueOf(s), func(x Expr) {
				if !standsAlone(sql, x) {
					return
				}
				checked++
				r := x.Range()
				if r.Pos < 0 || r.Pos >= r.End || r.End > len(sql) {
					t.Errorf("%T has range %v in %q", x, r, sql)
					return
				}
				part := sql[r.Pos:r.End]
				again, err := ParseExpr(part)
				if err != nil || Print(again) != Print(x) {
					t.Errorf("%T covers %q (%v), want %q\n%s", x, part, err, Print(x), sql)
				}
			})
		}
	}
	if checked < 500 {
		t.Errorf("only %d expressions checked", checked)
	}
}

func TestCharPos(t *testing.T) {
	for _, c := range []struct {
		sql  string
		off  int
		want int
	}{{"abc", 0, 1}, {"äöü", 2, 2}, {"äöü", 6, 4}, {"a", 9, 2}, {"a", -1, 0}, {"\xff\xffa", 2, 3}} {
		if got := CharPos(c.sql, c.off); got != c.want {
			t.Errorf("CharPos(%q, %d) = %d, want %d", c.sql, c.off, got, c.want)
		}
	}
}

func TestParts(t *testing.T) {
	e, err := ParseExpr("a + b")
	if err != nil || Print(e) != "a + b" {
		t.Errorf("%v %v", e, err)
	}
	if _, err := ParseExpr("a b"); err == nil {
		t.Error("ParseExpr takes more than an expression")
	}
	typ, err := ParseType("Timestamp(3) with time zone[]")
	if err != nil || Print(typ) != "timestamp(3) with time zone[]" {
		t.Errorf("%v %v", typ, err)
	}
	if _, err := ParseType("int int"); err == nil {
		t.Error("ParseType takes more than a type")
	}
	if list := Keywords(); len(list) < 400 || list[0].Word != "abort" || list[0].Category != 'U' {
		t.Error("Keywords is wrong")
	}
	if kw, reserved := IsKeyword("select"); !kw || !reserved {
		t.Error("select is reserved")
	}
	if QuoteIdent("select") != `"select"` || QuoteIdent("a b") != `"a b"` || QuoteIdent("abc") != "abc" {
		t.Error("QuoteIdent is wrong")
	}
}
