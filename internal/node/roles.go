package node

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/auth"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/pgwire"
	"github.com/tarndb/tarn/sql/session"
)

// Superuser is the role that owns the server.
const Superuser = "tarn"

// rulesFile is the file of host-based rules in the data directory.
const rulesFile = "hba"

// roles judges who logs in: by the host-based rules when there are any, else by password
// for roles that have one, and without one on this machine as long as the superuser has
// none either. It implements pgwire.Authenticator.
type roles struct {
	data     string
	verifier string // of the superuser, as configured now or before
	given    bool   // configured now
	password string // as configured now, until the catalog has been asked
	catalog  catalog.Reader
	rules    atomic.Pointer[auth.Rules] // nil: no file
	throttle *auth.Throttle
	audit    func(session.AuditEvent)
}

// loadRoles reads the verifier kept in the data directory, or makes and keeps one of the
// password given, and the host-based rules.
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
		v, err := auth.MakeVerifier(password)
		if err != nil {
			return nil, fmt.Errorf("password: %w", err)
		}
		kept[Superuser] = v
		b, _ := json.MarshalIndent(kept, "", "  ")
		if err := os.WriteFile(path, append(b, '\n'), 0o600); err != nil {
			return nil, err
		}
	}
	r := &roles{data: c.Data, given: password != "", password: password, verifier: kept[Superuser], throttle: auth.NewThrottle(nil), audit: func(session.AuditEvent) {}}
	return r, r.reload()
}

// reload reads the host-based rules again. A file with a mistake changes nothing.
func (r *roles) reload() error {
	path := filepath.Join(r.data, rulesFile)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		r.rules.Store(nil)
		return nil
	}
	if err != nil {
		return err
	}
	rules, err := auth.ParseRules(string(b))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	r.rules.Store(&rules)
	return nil
}

// attach gives the catalog whose roles log in. A superuser whose password was configured
// has it there too.
func (r *roles) attach(ctx context.Context, store session.Store) error {
	r.catalog = store
	tx := store.Begin()
	su := tx.View().Get(catalog.SuperuserID)
	if su == nil || su.Role == nil || r.verifier == "" || su.Role.Verifier == r.verifier || su.Role.Verifier != "" && !r.given {
		return nil
	}
	same := r.given && auth.Matches(su.Role.Verifier, r.password)
	r.password = ""
	if same {
		return nil
	}
	n, info := *su, *su.Role
	info.Verifier, n.Role = r.verifier, &info
	if _, err := tx.Replace(su, n); err != nil {
		return err
	}
	_, err := store.Commit(ctx, tx.Change())
	return err
}

// Begin says how somebody logs in.
func (r *roles) Begin(a *auth.Attempt) pgwire.Login {
	snap := r.catalog.Snapshot()
	l := pgwire.Login{Delay: r.throttle.Delay(a.Role, a.Host())}
	role := snap.Role(a.Role)
	if role != nil {
		l.Verifier = r.verifierOf(role)
	}
	rules := r.rules.Load()
	if rules == nil {
		su := snap.Get(catalog.SuperuserID)
		open := a.Local() && (su == nil || r.verifierOf(su) == "")
		switch {
		case l.Verifier != "" && !lapsed(role):
		case open && role == nil:
			l.Err = pgerr.New(pgerr.InvalidAuthorization, "role \"%s\" does not exist", a.Role)
		case open && l.Verifier == "":
			l.Trust = true
		default:
			l.Verifier = ""
		}
		return l
	}
	if role != nil {
		for _, id := range access.Of(snap, role.ID).Inherited() {
			if o := snap.Get(id); o != nil {
				a.Groups = append(a.Groups, o.Name)
			}
		}
	}
	rule := rules.Find(a)
	switch {
	case rule == nil:
		l.Err = refusedByRules("no pg_hba.conf entry for", a)
	case rule.Method == auth.Reject:
		l.Err = refusedByRules("pg_hba.conf rejects connection for", a)
	case rule.Method == auth.Trust:
		l.Trust = true
	case role == nil || lapsed(role):
		l.Verifier = ""
	}
	return l
}

// verifierOf is what a role's password is judged by.
func (r *roles) verifierOf(role *catalog.Object) string {
	if role.ID == catalog.SuperuserID && role.Role.Verifier == "" {
		return r.verifier // the catalog was not told yet
	}
	return role.Role.Verifier
}

// lapsed tells whether a role's password is no longer valid.
func lapsed(role *catalog.Object) bool {
	u := role.Role.ValidUntil
	return u != 0 && u < time.Now().UnixMicro()
}

func refusedByRules(what string, a *auth.Attempt) error {
	enc := "no encryption"
	if a.TLS {
		enc = "SSL encryption"
	}
	host := a.Host()
	if host == "" {
		host = "[local]"
	}
	return pgerr.New(pgerr.InvalidAuthorization, "%s host \"%s\", user \"%s\", database \"%s\", %s", what, host, a.Role, a.Database, enc)
}

// Done notes how an attempt ended.
func (r *roles) Done(a *auth.Attempt, err error) {
	r.throttle.Done(a.Role, a.Host(), err == nil)
	if err != nil {
		r.audit(session.AuditEvent{Action: "failed login", Role: a.Role, Client: a.Host(), Detail: pgerr.From(err).Message})
	}
}

// checkListen refuses an address that other machines reach when anybody could log in.
func (r *roles) checkListen(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("listen address %q: %w", addr, err)
	}
	if su := r.catalog.Snapshot().Get(catalog.SuperuserID); su != nil && su.Role.Verifier != "" {
		return nil
	}
	if r.rules.Load() != nil || host == "localhost" {
		return nil
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		return nil
	}
	return fmt.Errorf("refusing to listen on %s without authentication: give superuser %s a password "+
		"(--password-file or TARN_PASSWORD), or listen on 127.0.0.1", addr, Superuser)
}
