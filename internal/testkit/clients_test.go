package testkit

import (
	"bytes"
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var clientPython = flag.String("clients", "", "the Python that has the packages of clients/requirements.txt (make clients)")

// scriptTime bounds one run of a driver's script.
const scriptTime = 2 * time.Minute

// TestClients runs the scripts of real drivers against PostgreSQL and against the server:
// every case must print the same, but for those that clients/known.txt names.
func TestClients(t *testing.T) {
	if *clientPython == "" {
		t.Skipf("SKIPPED %s: runs with -clients (make clients)", t.Name())
	}
	scripts, _ := filepath.Glob("clients/*_suite.py")
	if len(scripts) == 0 {
		t.Fatal("no scripts")
	}
	known := knownCases(t, "clients/known.txt")
	real := StartPostgres(t)
	n := StartServer(t, nil)
	for _, path := range scripts {
		name := strings.TrimSuffix(filepath.Base(path), "_suite.py")
		t.Run(name, func(t *testing.T) {
			want, order := runScript(t, path, "tarn@"+real+"/tarn")
			got, _ := runScript(t, path, "tarn@"+n.Addr().String()+"/tarn")
			for _, c := range order {
				compareCase(t, name+" "+c, want[c], got[c], known)
				delete(known, name+" "+c)
			}
			for c := range known {
				if strings.HasPrefix(c, name+" ") {
					t.Errorf("known.txt names %q, which is no case", c)
				}
			}
		})
	}
}

// knownCases reads which cases differ: "script case" with the reason.
func knownCases(t *testing.T, path string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]string{}
	for _, l := range strings.Split(string(text), "\n") {
		if l == "" || l[0] == '#' {
			continue
		}
		words := strings.SplitN(l, " ", 3)
		if len(words) != 3 {
			t.Fatalf("%s: no reason in %q", path, l)
		}
		known[words[0]+" "+words[1]] = words[2]
	}
	return known
}

// runScript gives what each case of a script printed, and the cases in order.
func runScript(t *testing.T, path, server string) (map[string][]string, []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), scriptTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, *clientPython, path, server)
	cmd.Env = append(os.Environ(), "TZ=UTC", "PGTZ=UTC", "PYTHONDONTWRITEBYTECODE=1", "PYTHONIOENCODING=utf-8")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s\n%s", path, err, out.String(), errs.String())
	}
	cases, order := map[string][]string{}, []string{}
	for _, l := range strings.Split(strings.TrimSpace(out.String()), "\n") {
		if name, ok := strings.CutPrefix(l, "== "); ok {
			order = append(order, name)
			cases[name] = []string{}
			continue
		}
		if len(order) == 0 {
			t.Fatalf("%s: output before the first case: %s", path, l)
		}
		last := order[len(order)-1]
		cases[last] = append(cases[last], l)
	}
	if len(order) == 0 {
		t.Fatalf("%s: no cases", path)
	}
	return cases, order
}

// compareCase compares what one case printed line by line.
func compareCase(t *testing.T, name string, want, got []string, known map[string]string) {
	t.Helper()
	reason := known[name]
	same := strings.Join(want, "\n") == strings.Join(got, "\n")
	switch {
	case same && reason != "":
		t.Errorf("%s agrees now: remove it from known.txt (%s)", name, reason)
	case same:
	case reason != "":
		t.Logf("%s differs: %s", name, reason)
	default:
		shown := 0
		for i := 0; i < max(len(want), len(got)) && shown < 20; i++ {
			if w, g := line(want, i), line(got, i); w != g {
				t.Errorf("%s, line %d:\nPostgreSQL: %.400s\nTarn:       %.400s", name, i+1, w, g)
				shown++
			}
		}
	}
}
