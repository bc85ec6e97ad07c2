package testkit

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"syscall"
	"testing"
)

// StartPostgres runs a real PostgreSQL 15 for one test, as an unprivileged user on a spare
// loopback port, and gives its address. The test is skipped when it is not installed.
func StartPostgres(t testing.TB) string {
	t.Helper()
	bin := postgresBin()
	if bin == "" {
		t.Skipf("SKIPPED %s: PostgreSQL 15 (postgresql-15: initdb, pg_ctl) is not installed", t.Name())
	}
	attr, uid, gid, ok := unprivileged()
	if !ok {
		t.Skipf("SKIPPED %s: no unprivileged user to run PostgreSQL as (postgres or nobody)", t.Name())
	}
	dir, err := os.MkdirTemp("", "tarn-pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if uid >= 0 {
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	run := func(name string, args ...string) error {
		cmd := exec.Command(filepath.Join(bin, name), args...)
		cmd.SysProcAttr, cmd.Dir = attr, dir
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", name, err, out)
		}
		return nil
	}
	data := filepath.Join(dir, "data")
	if err := run("initdb", "-D", data, "-U", "tarn", "--auth=trust", "-E", "UTF8", "--locale=C", "--lc-ctype=C.UTF-8", "-N"); err != nil {
		t.Skipf("SKIPPED %s: PostgreSQL does not start: %v", t.Name(), err)
	}
	port := freePort(t)
	opts := fmt.Sprintf("-p %d -k %s -c listen_addresses=127.0.0.1 -c fsync=off", port, dir)
	if err := run("pg_ctl", "-D", data, "-o", opts, "-l", filepath.Join(dir, "log"), "-w", "start"); err != nil {
		t.Skipf("SKIPPED %s: PostgreSQL does not start: %v", t.Name(), err)
	}
	t.Cleanup(func() { _ = run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop") })
	addr := "127.0.0.1:" + strconv.Itoa(port)
	cmd := exec.Command(filepath.Join(bin, "createdb"), "-h", "127.0.0.1", "-p", strconv.Itoa(port), "-U", "tarn", "tarn")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("createdb: %v: %s", err, out)
	}
	return addr
}

// postgresBin finds the directory of initdb of version 15, "" when absent.
func postgresBin() string {
	found, _ := filepath.Glob("/usr/lib/postgresql/15/bin/initdb")
	more, _ := filepath.Glob("/usr/pgsql-15/bin/initdb")
	found = append(found, more...)
	sort.Strings(found)
	if len(found) == 0 {
		return ""
	}
	return filepath.Dir(found[len(found)-1])
}

// unprivileged gives process attributes of a user PostgreSQL agrees to run as.
func unprivileged() (attr *syscall.SysProcAttr, uid, gid int, ok bool) {
	if os.Getuid() != 0 {
		return nil, -1, -1, true
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, uid, gid, true
	}
	return nil, 0, 0, false
}
