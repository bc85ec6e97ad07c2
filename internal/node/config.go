package node

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/tarndb/tarn/storage/object"
)

// Config says how a node runs. Each field has a flag, an environment variable and a line
// in the configuration file of the same name (see Options).
type Config struct {
	Data           string
	Listen         string
	HTTP           string
	Password       string
	PasswordFile   string
	TLS            string // off, auto, require
	TLSCert        string
	TLSKey         string
	Memory         string
	QueryMemory    string
	Cache          string
	MaxConnections int
	MaxQueries     int
	DrainSeconds   int
	Samples        float64
	LogLevel       string
	NodeID         string
	RaftListen     string
	RaftAdvertise  string
	Join           string
	JoinToken      string
	ClusterCA      string
	ClusterCert    string
	ClusterKey     string
	Set            map[string]string // values of SQL settings
	// WrapStore stands between managed tables and their storage; nil: nothing does. Tests
	// make storage fail with it.
	WrapStore func(object.Store) object.Store
}

// DefaultConfig is what runs when nothing is said.
func DefaultConfig() Config {
	return Config{Data: "data", Listen: "127.0.0.1:5439", TLS: "auto", MaxConnections: 200, DrainSeconds: 10,
		LogLevel: "warn", Set: map[string]string{}}
}

// Option is one configurable value.
type Option struct {
	Name, Usage string
	value       any // pointer into a Config
}

// Options lists the values of c that can be configured.
func (c *Config) Options() []Option {
	return []Option{
		{"data", "directory of everything the server keeps; made on first use", &c.Data},
		{"listen", "host:port for PostgreSQL clients; port 0 picks a free one", &c.Listen},
		{"http", "host:port for /metrics and /healthz; empty: none", &c.HTTP},
		{"password", "password of superuser tarn, kept as a SCRAM verifier; better given by environment or file", &c.Password},
		{"password-file", "file whose first line is the password of superuser tarn", &c.PasswordFile},
		{"tls", "off, auto (offered; a certificate is made when none is given) or require", &c.TLS},
		{"tls-cert", "PEM file with the server's certificate chain", &c.TLSCert},
		{"tls-key", "PEM file with the certificate's key", &c.TLSKey},
		{"memory", "memory for queries and caches, such as 4GB; empty: three quarters of what the machine or cgroup has", &c.Memory},
		{"query-memory", "default budget of one query; empty: three quarters of the memory", &c.QueryMemory},
		{"cache", "most memory for decoded columns; empty: half of the memory, 0: no cache", &c.Cache},
		{"max-connections", "connections at once", &c.MaxConnections},
		{"max-queries", "queries running at once, others wait; 0: four per core", &c.MaxQueries},
		{"drain-seconds", "how long a shutdown waits for running statements", &c.DrainSeconds},
		{"samples", "scale of the TPC-H tables to generate in schema samples when they are not there; 0: none", &c.Samples},
		{"log-level", "debug, info, warn or error", &c.LogLevel},
		{"node-id", "name of this server in its cluster; empty: the one it has, or a new one", &c.NodeID},
		{"raft-listen", "host:port for other servers of the cluster; empty: none can join", &c.RaftListen},
		{"raft-advertise", "host:port by which the others reach raft-listen; empty: the same", &c.RaftAdvertise},
		{"join", "host:port of a server whose cluster this one joins while its data directory is new", &c.Join},
		{"join-token", "secret that servers of a cluster prove to each other; empty: the one of the data directory, or a new one", &c.JoinToken},
		{"cluster-ca", "PEM file with the certificate authority of the cluster: its servers talk by TLS and need certificates from it", &c.ClusterCA},
		{"cluster-cert", "PEM file with this server's certificate within the cluster", &c.ClusterCert},
		{"cluster-key", "PEM file with that certificate's key", &c.ClusterKey},
	}
}

// Pointer gives the place of the value, for a flag package.
func (o Option) Pointer() any { return o.value }

// Env is the environment variable of an option.
func (o Option) Env() string { return "TARN_" + strings.ToUpper(strings.ReplaceAll(o.Name, "-", "_")) }

// Assign sets the value from text.
func (o Option) Assign(text string) error {
	var err error
	switch p := o.value.(type) {
	case *string:
		*p = text
	case *int:
		*p, err = strconv.Atoi(text)
	case *float64:
		*p, err = strconv.ParseFloat(text, 64)
	}
	if err != nil {
		return fmt.Errorf("%s: %q is not a number", o.Name, text)
	}
	return nil
}

// LoadFile reads lines `name = value`; # begins a comment. Names with a "set." prefix are
// SQL settings.
func (c *Config) LoadFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		line, _, _ := strings.Cut(sc.Text(), "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if !ok {
			return fmt.Errorf("%s:%d: expected name = value", path, n)
		}
		if err := c.assign(strings.TrimSpace(name), strings.Trim(strings.TrimSpace(value), `"'`)); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return sc.Err()
}

// LoadEnv reads the environment variables of all options.
func (c *Config) LoadEnv() error {
	for _, o := range c.Options() {
		if v, ok := os.LookupEnv(o.Env()); ok {
			if err := o.Assign(v); err != nil {
				return fmt.Errorf("%s: %w", o.Env(), err)
			}
		}
	}
	return nil
}

func (c *Config) assign(name, value string) error {
	name = strings.ReplaceAll(name, "_", "-")
	if key, ok := strings.CutPrefix(name, "set."); ok {
		c.Set[strings.ReplaceAll(key, "-", "_")] = value
		return nil
	}
	for _, o := range c.Options() {
		if o.Name == name {
			return o.Assign(value)
		}
	}
	return fmt.Errorf("unknown option %q", name)
}

func (c *Config) drain() time.Duration { return time.Duration(c.DrainSeconds) * time.Second }

// parseBytes reads 512, 64kB, 1.5GB and the like.
func parseBytes(text string) (int64, error) {
	t := strings.ToLower(strings.TrimSpace(text))
	factor := 1.0
	for _, u := range []struct {
		suffix string
		size   float64
	}{{"tib", 1 << 40}, {"gib", 1 << 30}, {"mib", 1 << 20}, {"kib", 1 << 10}, {"tb", 1 << 40}, {"gb", 1 << 30},
		{"mb", 1 << 20}, {"kb", 1 << 10}, {"t", 1 << 40}, {"g", 1 << 30}, {"m", 1 << 20}, {"k", 1 << 10}, {"b", 1}} {
		if s, ok := strings.CutSuffix(t, u.suffix); ok {
			t, factor = strings.TrimSpace(s), u.size
			break
		}
	}
	n, err := strconv.ParseFloat(t, 64)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%q is not a size such as 512MB", text)
	}
	return int64(n * factor), nil
}
