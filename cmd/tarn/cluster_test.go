package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// tool runs tarn cluster on a data directory.
func tool(bin, dir string, args ...string) (string, error) {
	out, err := exec.Command(bin, append([]string{"cluster", "--data", dir}, args...)...).CombinedOutput()
	return string(out), err
}

// try runs a statement, with its error.
func try(addr, sql string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	c, err := pgconn.Connect(ctx, "postgres://tarn@"+addr+"/tarn")
	if err != nil {
		return err
	}
	defer c.Close(ctx)
	_, err = c.Exec(ctx, sql).ReadAll()
	return err
}

// eventually waits for something that other processes bring about.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	deadline := time.Now().Add(60 * time.Second)
	for !ok() {
		if time.Now().After(deadline) {
			t.Fatalf("not in a minute: %s", what)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// three starts a cluster of three processes.
func three(t *testing.T, bin string) (dirs []string, servers []*server) {
	t.Helper()
	base := t.TempDir()
	args := []string{}
	for _, id := range []string{"a", "b", "c"} {
		dir := filepath.Join(base, id)
		dirs = append(dirs, dir)
		servers = append(servers, startServer(t, bin, append([]string{"--data", dir, "--node-id", id, "--raft-listen", "127.0.0.1:0"}, args...)...))
		if id == "a" {
			out, err := tool(bin, dir, "add")
			m := regexp.MustCompile(`TARN_JOIN_TOKEN=(\S+) .* --join (\S+)`).FindStringSubmatch(out)
			if err != nil || m == nil {
				t.Fatalf("%v %s", err, out)
			}
			args = []string{"--join", m[2], "--join-token", m[1]}
		}
	}
	eventually(t, "three voters", func() bool {
		out, _ := tool(bin, dirs[0], "status")
		return len(regexp.MustCompile(`(?m)^\S+ +\S+ +(voter|leader) +ok `).FindAllString(out, -1)) == 3
	})
	return dirs, servers
}

// TestCluster runs three processes: what one was told all know, also after the leader was
// killed, and it comes back under another address.
func TestCluster(t *testing.T) {
	bin := binary(t)
	dirs, servers := three(t, bin)
	if err := try(servers[1].addr, "CREATE SCHEMA s; CREATE VIEW s.v AS SELECT 42 AS x"); err != nil {
		t.Fatal(err) // on a follower
	}
	for i, s := range servers { // at once: reads are linearizable
		if got := query(t, s.addr, "SELECT x FROM s.v"); got != "42" {
			t.Errorf("server %d gave %s", i, got)
		}
	}
	if out, err := tool(bin, dirs[1], "transfer", "b"); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	eventually(t, "b leads", func() bool { out, _ := tool(bin, dirs[0], "status"); return strings.Contains(out, "leader b,") })
	start := time.Now()
	_ = servers[1].cmd.Process.Kill() // kill -9
	_ = servers[1].cmd.Wait()
	n := 0
	eventually(t, "a write after the leader's death", func() bool {
		n++
		return try(servers[n%2*2].addr, fmt.Sprintf("CREATE VIEW w%d AS SELECT 1", n)) == nil
	})
	t.Logf("leader killed → next acknowledged commit: %v", time.Since(start).Round(time.Millisecond))
	for _, s := range []*server{servers[0], servers[2]} {
		if got := query(t, s.addr, "SELECT x FROM s.v"); got != "42" {
			t.Errorf("got %s", got)
		}
	}
	servers[1] = startServer(t, bin, "--data", dirs[1], "--raft-listen", "127.0.0.1:0") // another port
	eventually(t, "b is back and caught up", func() bool {
		return try(servers[1].addr, fmt.Sprintf("SELECT * FROM w%d", n)) == nil
	})
	if out, err := tool(bin, dirs[0], "remove", "b"); err != nil {
		t.Errorf("%v %s", err, out)
	}
	if out, _ := tool(bin, dirs[0], "status"); strings.Contains(out, "\nb ") {
		t.Errorf("b is still there:\n%s", out)
	}
}

// TestBackupAndRecover: a catalog goes back to its backup, and a lone survivor goes on.
func TestBackupAndRecover(t *testing.T) {
	bin := binary(t)
	dirs, servers := three(t, bin)
	if err := try(servers[0].addr, "CREATE VIEW kept AS SELECT 1"); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "backup")
	if out, err := tool(bin, dirs[2], "backup", file); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	if err := try(servers[0].addr, "CREATE VIEW later AS SELECT 1"); err != nil {
		t.Fatal(err)
	}
	leader := ""
	for i, id := range []string{"a", "b", "c"} {
		if out, _ := tool(bin, dirs[0], "status"); strings.Contains(out, "leader "+id+",") {
			leader = dirs[i]
		}
	}
	if out, err := tool(bin, leader, "restore", file); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	eventually(t, "the restored state", func() bool {
		return try(servers[1].addr, "SELECT * FROM later") != nil && try(servers[1].addr, "SELECT * FROM kept") == nil
	})
	for _, s := range servers {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
	}
	if out, err := tool(bin, dirs[2], "recover"); err == nil {
		t.Errorf("recovered without a word: %s", out)
	}
	if out, err := tool(bin, dirs[2], "recover", "--others-are-lost"); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	s := startServer(t, bin, "--data", dirs[2])
	if err := try(s.addr, "SELECT * FROM kept; CREATE VIEW after AS SELECT 1"); err != nil {
		t.Error(err)
	}
	s.stop(t)
}
