package node

import (
	"bufio"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
)

// machineMemory gives the bytes this process may use: the smallest limit of its cgroup,
// else the machine's memory; 0 when neither can be found.
func machineMemory() int64 {
	total := memTotal()
	for _, path := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		b, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		if n, err := strconv.ParseInt(strings.TrimSpace(string(b)), 10, 64); err == nil && n > 0 && (total == 0 || n < total) {
			return n
		}
	}
	return total
}

// memTotal reads the size of the machine's memory from /proc/meminfo.
func memTotal() int64 {
	f, err := os.Open("/proc/meminfo")
	if err != nil {
		return 0
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		f := strings.Fields(sc.Text())
		if len(f) >= 2 && f[0] == "MemTotal:" {
			kb, _ := strconv.ParseInt(f[1], 10, 64)
			return kb << 10
		}
	}
	return 0
}

// budgets are the memory limits of a node, in bytes; 0 is no limit.
type budgets struct{ pool, query, cache int64 }

// memoryBudgets applies the configuration and tells the garbage collector its limit,
// unless GOMEMLIMIT says another.
func memoryBudgets(c *Config) (budgets, error) {
	var b budgets
	machine := machineMemory()
	b.pool = machine / 4 * 3
	limit := machine / 10 * 9
	if c.Memory != "" {
		n, err := parseBytes(c.Memory)
		if err != nil {
			return b, err
		}
		b.pool, limit = n, n+n/4+256<<20
	}
	b.query, b.cache = b.pool/4*3, b.pool/2
	var err error
	if c.QueryMemory != "" {
		if b.query, err = parseBytes(c.QueryMemory); err != nil {
			return b, err
		}
	}
	if c.Cache != "" {
		if b.cache, err = parseBytes(c.Cache); err != nil {
			return b, err
		}
	}
	if limit > 0 && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
	return b, nil
}
