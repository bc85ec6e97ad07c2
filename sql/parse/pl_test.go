package parse

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
)

var plBodies = []string{
	"BEGIN END",
	"DECLARE a int := 1; b CONSTANT text NOT NULL DEFAULT 'x'; c t.x%TYPE; r t%ROWTYPE; d ALIAS FOR $1; " +
		"cur NO SCROLL CURSOR (p int) FOR SELECT p; BEGIN NULL; END",
	"<<l>> BEGIN <<m>> LOOP EXIT l WHEN x > 1; CONTINUE m; END LOOP m; END l;",
	"BEGIN IF a THEN b := 1; ELSIF c THEN d.e[1] = 2; ELSE RETURN; END IF; END",
	"BEGIN CASE a WHEN 1, 2 THEN NULL; ELSE NULL; END CASE; END",
	"BEGIN FOR i IN REVERSE 1 .. 10 BY 2 LOOP NULL; END LOOP; FOR r IN SELECT * FROM t LOOP NULL; END LOOP; " +
		"FOR r IN EXECUTE 'x' USING 1, 2 LOOP NULL; END LOOP; FOR r IN c(1, b := 2) LOOP NULL; END LOOP; " +
		"FOREACH x SLICE 1 IN ARRAY a LOOP NULL; END LOOP; WHILE x LOOP NULL; END LOOP; END",
	"BEGIN SELECT a, b INTO STRICT x, y.z FROM t WHERE c = 1; INSERT INTO t VALUES (1) RETURNING a INTO b; END",
	"BEGIN EXECUTE format('%I', a) INTO b USING c, d; PERFORM f(x) FROM t; RETURN QUERY EXECUTE 'x'; END",
	"BEGIN RAISE NOTICE 'a % b %%', 1 USING HINT = 'h'; RAISE SQLSTATE '22012'; RAISE; ASSERT a, 'm'; " +
		"GET STACKED DIAGNOSTICS a = MESSAGE_TEXT; EXCEPTION WHEN division_by_zero OR others THEN NULL; END",
	"BEGIN OPEN c FOR SELECT 1; FETCH RELATIVE 2 FROM c INTO x; MOVE c; CLOSE c; COMMIT AND CHAIN; ROLLBACK; END",
	"BEGIN x := CASE WHEN a THEN b END; y := count(*) FROM t; IF EXISTS (SELECT 1) THEN NULL; END IF; END",
}

var scripts = []string{
	"BEGIN DECLARE a, b INT DEFAULT 1; DECLARE c CONDITION FOR SQLSTATE '45001'; " +
		"DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN SET a = 2; END; SET a = b + 1; END",
	"BEGIN l: WHILE a < 3 DO SET a = a + 1; ITERATE l; END WHILE l; REPEAT SET a = 1; UNTIL a > 0 END REPEAT; END",
	"BEGIN FOR r AS SELECT 1 AS x DO SET a = r.x; END FOR; SIGNAL c SET MESSAGE_TEXT = 'm'; RESIGNAL; END",
	"BEGIN EXECUTE IMMEDIATE 'SELECT ?' INTO a USING 1; SET (a, b) = (SELECT 1, 2); VALUES (1); END",
}

// TestPLAccepts reads every kind of statement.
func TestPLAccepts(t *testing.T) {
	for _, b := range plBodies {
		if _, err := ParsePL(b); err != nil {
			t.Errorf("%s: %v", b, err)
		}
	}
	for _, b := range scripts {
		if _, err := ParseScript(b); err != nil {
			t.Errorf("%s: %v", b, err)
		}
	}
}

// TestPLNesting: blocks nest only so deep.
func TestPLNesting(t *testing.T) {
	n := NestingMax + 10
	_, err := ParsePL(strings.Repeat("BEGIN ", n) + strings.Repeat("END; ", n))
	if pgerr.CodeOf(err) != pgerr.StatementTooComplex {
		t.Fatalf("deep blocks: %v", err)
	}
}

// FuzzPL feeds any bytes: no panic, and errors have a SQLSTATE and a position in the text.
func FuzzPL(f *testing.F) {
	for _, b := range append(append([]string{}, plBodies...), scripts...) {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, body string) {
		for _, read := range []func(string) (*PLBlock, error){ParsePL, ParseScript} {
			_, err := read(body)
			if err == nil {
				continue
			}
			var e *pgerr.Error
			if !errors.As(err, &e) || e.Code == "" || e.Position < 0 || e.Position > utf8.RuneCountInString(body)+1 {
				t.Fatalf("%#v for %q", err, body)
			}
		}
	})
}
