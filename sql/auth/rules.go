package auth

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
)

// Method is what a host-based rule asks for.
type Method string

// Methods.
const (
	Trust  Method = "trust"
	Reject Method = "reject"
	Scram  Method = "scram-sha-256"
)

// Rule is one line of a rules file, with pg_hba.conf's columns.
type Rule struct {
	Line      int
	Type      string // local, host, hostssl, hostnossl
	Databases []string
	Users     []string
	Address   string // as written
	prefix    netip.Prefix
	any       bool // address all
	local     bool // address samehost: this machine
	Method    Method
}

// Rules are the lines of a file, in order.
type Rules []Rule

// limits of a rules file
const (
	rulesMax     = 10000
	rulesFileMax = 4 << 20
)

// ParseRules reads a rules file. # begins a comment; lists are separated by commas; names
// may be quoted.
func ParseRules(text string) (Rules, error) {
	if len(text) > rulesFileMax {
		return nil, fmt.Errorf("rules file is longer than %d bytes", rulesFileMax)
	}
	var out Rules
	for i, line := range strings.Split(text, "\n") {
		f, err := ruleFields(line)
		if err == nil && len(f) > 0 {
			var r Rule
			if r, err = parseRule(f); err == nil {
				r.Line = i + 1
				out = append(out, r)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		if len(out) > rulesMax {
			return nil, fmt.Errorf("more than %d rules", rulesMax)
		}
	}
	return out, nil
}

// ruleFields splits a line into fields of names; a quoted name keeps a leading quote so
// that "all" differs from all.
func ruleFields(line string) ([][]string, error) {
	var fields [][]string
	var names []string
	var cur strings.Builder
	in, comma := false, false
	flush := func() {
		if in {
			names = append(names, cur.String())
			cur.Reset()
			in = false
		}
	}
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '#':
			i = len(line)
		case c == '"':
			end := strings.IndexByte(line[i+1:], '"')
			if end < 0 {
				return nil, fmt.Errorf("unterminated quoted name")
			}
			cur.WriteString(`"` + line[i+1:i+1+end])
			in, comma = true, false
			i += end + 1
		case c == ',':
			flush()
			comma = true
		case c == ' ' || c == '\t' || c == '\r':
			flush()
			if !comma && names != nil {
				fields = append(fields, names)
				names = nil
			}
		default:
			cur.WriteByte(c)
			in, comma = true, false
		}
	}
	flush()
	if names != nil {
		fields = append(fields, names)
	}
	return fields, nil
}

func parseRule(f [][]string) (Rule, error) {
	r := Rule{Type: f[0][0]}
	want := 5
	switch r.Type {
	case "local":
		want = 4
	case "host", "hostssl", "hostnossl":
	default:
		return r, fmt.Errorf("invalid connection type %q", r.Type)
	}
	if len(f) < want {
		return r, fmt.Errorf("a rule of type %s has %d columns: type database user%s method", r.Type, want,
			map[bool]string{true: " address"}[want == 5])
	}
	r.Databases, r.Users = f[1], f[2]
	at := 3
	if want == 5 {
		r.Address = f[3][0]
		mask := ""
		if len(f) > 5 && !strings.Contains(r.Address, "/") && strings.ContainsAny(f[4][0], ".:") {
			mask = f[4][0]
			at++
		}
		if err := r.address(mask); err != nil {
			return r, err
		}
		at++
	}
	r.Method = Method(f[at][0])
	switch r.Method {
	case Trust, Reject, Scram:
	case "md5", "password", "peer", "ident", "cert", "gss", "sspi", "ldap", "radius", "pam", "bsd":
		return r, fmt.Errorf("authentication method %q is not supported: use trust, reject or scram-sha-256", r.Method)
	default:
		return r, fmt.Errorf("invalid authentication method %q", r.Method)
	}
	if len(f) > at+1 {
		return r, fmt.Errorf("authentication options are not supported")
	}
	return r, nil
}

// address reads all, samehost, an address with a prefix length, or an address and mask.
func (r *Rule) address(mask string) error {
	var err error
	switch {
	case r.Address == "all":
		r.any = true
	case r.Address == "samehost" || r.Address == "localhost":
		r.local = true
	case mask != "":
		ip, m := net.ParseIP(r.Address), net.ParseIP(mask)
		if ip == nil || m == nil {
			return fmt.Errorf("invalid address %q with mask %q", r.Address, mask)
		}
		if m.To4() != nil && ip.To4() != nil {
			m = m.To4()
		}
		ones, bits := net.IPMask(m).Size()
		if bits == 0 {
			return fmt.Errorf("invalid mask %q", mask)
		}
		a, _ := netip.ParseAddr(r.Address)
		r.prefix, err = a.Prefix(ones)
	case strings.Contains(r.Address, "/"):
		r.prefix, err = netip.ParsePrefix(r.Address)
		r.prefix = r.prefix.Masked()
	default:
		var a netip.Addr
		if a, err = netip.ParseAddr(r.Address); err != nil {
			return fmt.Errorf("%q is not an IP address: host names are not supported, and an address needs a prefix length", r.Address)
		}
		r.prefix, err = a.Prefix(a.BitLen())
	}
	return err
}

// Attempt is somebody who wants to log in.
type Attempt struct {
	Role, Database string
	Addr           net.Addr
	TLS            bool
	// Groups are the roles that the role is a member of, for +group.
	Groups []string
}

// Host is the address without its port; "" for a connection inside the process.
func (a *Attempt) Host() string {
	if a.Addr == nil || a.Addr.Network() == "pipe" {
		return ""
	}
	host, _, err := net.SplitHostPort(a.Addr.String())
	if err != nil {
		return a.Addr.String()
	}
	return host
}

// Local tells connections from this machine.
func (a *Attempt) Local() bool {
	h := a.Host()
	if h == "" {
		return true
	}
	ip := net.ParseIP(h)
	return ip != nil && ip.IsLoopback()
}

// Find gives the rule that decides about an attempt, nil when none matches.
func (rs Rules) Find(a *Attempt) *Rule {
	for i := range rs {
		if rs[i].matches(a) {
			return &rs[i]
		}
	}
	return nil
}

func (r *Rule) matches(a *Attempt) bool {
	inProcess := a.Host() == ""
	switch {
	case inProcess != (r.Type == "local"), r.Type == "hostssl" && !a.TLS, r.Type == "hostnossl" && a.TLS:
		return false
	}
	if !inProcess && !r.from(a) {
		return false
	}
	db := slices.ContainsFunc(r.Databases, func(d string) bool {
		return d == "all" || d == "sameuser" && a.Database == a.Role || strings.TrimPrefix(d, `"`) == a.Database && d != "replication"
	})
	return db && slices.ContainsFunc(r.Users, func(u string) bool {
		if g, ok := strings.CutPrefix(u, "+"); ok {
			g = strings.TrimPrefix(g, `"`)
			return g == a.Role || slices.Contains(a.Groups, g)
		}
		return u == "all" || strings.TrimPrefix(u, `"`) == a.Role
	})
}

func (r *Rule) from(a *Attempt) bool {
	if r.any {
		return true
	}
	if r.local {
		return a.Local()
	}
	ip, err := netip.ParseAddr(a.Host())
	if err != nil {
		return false
	}
	return r.prefix.Contains(ip.Unmap().WithZone(""))
}
