package oracle

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	pgquery "github.com/wasilibs/go-pgquery"
	pgparser "github.com/wasilibs/go-pgquery/parser"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// Verdict is the outcome of comparing one statement.
type Verdict uint8

// Verdicts.
const (
	BothReject   Verdict = iota
	SameTree             // both take it, the trees are equal
	SamePrint            // both take it, only the fingerprints are equal
	Differs              // both take it, the fingerprints differ
	OnlyWeTake           // PostgreSQL refuses it
	OnlyTheyTake         // we refuse it
)

// Result is a verdict with what is needed to look into it.
type Result struct {
	Verdict Verdict
	Class   string
	SQL     string
	Printed string
	OurErr  error
	PgErr   error
}

// Compare runs one statement through both parsers.
func Compare(sql string) Result {
	r := Result{SQL: sql, Class: Class(sql)}
	theirs, pgErr := pgquery.ParseToJSON(sql)
	ours, ourErr := parse.Parse(sql)
	r.PgErr, r.OurErr = pgErr, ourErr
	switch {
	case pgErr != nil && ourErr != nil:
		r.Verdict = BothReject
		return r
	case pgErr != nil:
		r.Verdict = OnlyWeTake
		return r
	case ourErr != nil:
		r.Verdict = OnlyTheyTake
		return r
	}
	r.Printed = parse.PrintAll(ours)
	r.Verdict = compareTrees(sql, theirs, r.Printed)
	return r
}

func compareTrees(sql, theirs, printed string) Verdict {
	again, err := pgquery.ParseToJSON(printed)
	if err != nil {
		return Differs
	}
	if reflect.DeepEqual(tree(theirs), tree(again)) {
		return SameTree
	}
	a, err1 := pgquery.Fingerprint(sql)
	b, err2 := pgquery.Fingerprint(printed)
	if err1 == nil && err2 == nil && a == b {
		return SamePrint
	}
	return Differs
}

// tree decodes a parse tree and removes the places in the text.
func tree(js string) any {
	var v any
	if err := json.Unmarshal([]byte(js), &v); err != nil {
		return nil
	}
	dropPlaces(v)
	return v
}

func dropPlaces(v any) {
	switch v := v.(type) {
	case map[string]any:
		delete(v, "location")
		delete(v, "stmt_location")
		delete(v, "stmt_len")
		for _, x := range v {
			dropPlaces(x)
		}
	case []any:
		for _, x := range v {
			dropPlaces(x)
		}
	}
}

// Errors gives both error texts with their positions, for comparison.
func (r Result) Errors() (ours, theirs string) {
	var pg *pgparser.Error
	if errors.As(r.PgErr, &pg) {
		theirs = fmt.Sprintf("%s at %d", pg.Message, pg.Cursorpos)
	}
	var e *pgerr.Error
	if errors.As(r.OurErr, &e) {
		ours = fmt.Sprintf("%s at %d", e.Message, e.Position)
	}
	return ours, theirs
}

// Class is the kind of a statement by its first words.
func Class(sql string) string {
	words := strings.Fields(strings.ToLower(stripComments(sql)))
	for len(words) > 0 {
		w := strings.TrimLeft(words[0], "(")
		if w == "" {
			words = words[1:]
			continue
		}
		switch w {
		case "select", "values", "with", "table":
			return "select"
		case "insert", "update", "delete", "merge":
			return w
		case "create":
			return createClass(words[1:])
		}
		return "other"
	}
	return "other"
}

func createClass(words []string) string {
	for _, w := range words[:min(len(words), 5)] {
		switch w {
		case "table":
			return "create table"
		case "view":
			return "create view"
		case "index", "function", "type", "schema", "trigger", "rule", "procedure", "sequence", "domain", "aggregate":
			return "other"
		}
	}
	return "other"
}
