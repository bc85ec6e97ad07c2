package node

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/tarndb/tarn/sql/pgwire"
)

// Superuser is the one role there is.
const Superuser = "tarn"

// roles knows how roles log in. It implements pgwire.Authenticator.
type roles struct {
	verifier string // of the superuser; "" means trust on loopback
}

// loadRoles reads the verifier kept in the data directory, or makes and keeps one of the
// password given.
func loadRoles(c *Config) (*roles, error) {
	path := filepath.Join(c.Data, "roles.json")
	kept := map[string]string{}
	b, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	default:
		if err := json.Unmarshal(b, &kept); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	password := c.Password
	if c.PasswordFile != "" {
		b, err := os.ReadFile(c.PasswordFile)
		if err != nil {
			return nil, err
		}
		password, _, _ = strings.Cut(string(b), "\n")
		password = strings.TrimRight(password, "\r")
	}
	if password != "" {
		v, err := pgwire.MakeVerifier(password)
		if err != nil {
			return nil, fmt.Errorf("password: %w", err)
		}
		kept[Superuser] = v
		b, _ := json.MarshalIndent(kept, "", "  ")
		if err := os.WriteFile(path, append(b, '\n'), 0o600); err != nil {
			return nil, err
		}
	}
	return &roles{verifier: kept[Superuser]}, nil
}

// Login lets the superuser in: by password when it has one, else from this machine only.
func (r *roles) Login(role string, from net.Addr) (string, bool) {
	known := role == Superuser
	if r.verifier != "" {
		return r.verifier, known
	}
	if !isLoopback(from) {
		return "", false
	}
	return "", known
}

// isLoopback tells connections from this machine; in-process pipes are such.
func isLoopback(a net.Addr) bool {
	if a.Network() == "pipe" {
		return true
	}
	host, _, err := net.SplitHostPort(a.String())
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}

// checkListen refuses an address that other machines reach when anybody could log in.
func (r *roles) checkListen(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("listen address %q: %w", addr, err)
	}
	if r.verifier != "" || host == "localhost" {
		return nil
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		return nil
	}
	return fmt.Errorf("refusing to listen on %s without authentication: give superuser %s a password "+
		"(--password-file or TARN_PASSWORD), or listen on 127.0.0.1", addr, Superuser)
}
