package session

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"sync"
	"time"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/syscat"
)

// AuditEvent is one thing that tarn.audit keeps.
type AuditEvent struct {
	Action string // login, failed login, or the statement's tag
	Role   string
	Client string
	PID    int32
	Text   string // of the statement, without secrets
	Detail string
	Code   string // SQLSTATE, "" for success
}

// auditRecord is the form on disk: one JSON object a line.
type auditRecord struct {
	Seq    int64  `json:"seq"`
	Time   string `json:"time"`
	Action string `json:"action"`
	Role   string `json:"role"`
	Client string `json:"client,omitempty"`
	PID    int32  `json:"pid,omitempty"`
	Text   string `json:"statement,omitempty"`
	Detail string `json:"detail,omitempty"`
	Code   string `json:"sqlstate,omitempty"`
}

// auditRows is how many events tarn.audit shows; the file has all.
const auditRows = 10000

// Audit is the append-only record of logins and of changes to objects and rights. Its
// numbers have no gaps: an event that cannot be written to the file is not numbered.
type Audit struct {
	mu   sync.Mutex
	file *os.File // nil: kept in memory alone
	seq  int64
	ring []syscat.AuditEntry
	next int
}

// OpenAudit opens the file at path, made on first use, and goes on numbering where it
// ends; "" keeps nothing on disk.
func OpenAudit(path string) (*Audit, error) {
	a := &Audit{ring: make([]syscat.AuditEntry, 0, 64)}
	if path == "" {
		return a, nil
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := a.recover(f); err != nil {
		_ = f.Close()
		return nil, err
	}
	a.file = f
	return a, nil
}

// recover reads what is there; a last line that was cut off by a crash is removed.
func (a *Audit) recover(f *os.File) error {
	dec := json.NewDecoder(f)
	end := int64(0)
	for {
		var r auditRecord
		err := dec.Decode(&r)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if err := f.Truncate(end); err != nil {
				return err
			}
			break
		}
		end = dec.InputOffset()
		a.seq = r.Seq
		at, _ := time.Parse(time.RFC3339Nano, r.Time)
		a.keep(entryOf(&r, at))
	}
	if _, err := f.Seek(end, io.SeekStart); err != nil {
		return err
	}
	if end > 0 { // the newline after the last whole record
		if err := f.Truncate(end); err != nil {
			return err
		}
		_, err := f.Write([]byte("\n"))
		return err
	}
	return nil
}

// Add records an event and gives an error when it cannot be kept.
func (a *Audit) Add(e AuditEvent) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := time.Now().UTC()
	r := &auditRecord{Seq: a.seq + 1, Time: now.Format(time.RFC3339Nano), Action: e.Action, Role: e.Role, Client: e.Client,
		PID: e.PID, Text: clip(e.Text), Detail: e.Detail, Code: e.Code}
	if a.file != nil {
		line, err := json.Marshal(r)
		if err != nil {
			return err
		}
		if _, err := a.file.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	a.seq++
	a.keep(entryOf(r, now))
	return nil
}

func entryOf(r *auditRecord, at time.Time) syscat.AuditEntry {
	return syscat.AuditEntry{Seq: r.Seq, Time: at, Action: r.Action, Role: r.Role, Client: r.Client, PID: r.PID,
		Text: r.Text, Detail: r.Detail, Code: r.Code}
}

func (a *Audit) keep(e syscat.AuditEntry) {
	if len(a.ring) < auditRows {
		a.ring = append(a.ring, e)
		return
	}
	a.ring[a.next] = e
	a.next = (a.next + 1) % len(a.ring)
}

// entries lists the newest events, oldest first.
func (a *Audit) entries() []syscat.AuditEntry {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append(append([]syscat.AuditEntry{}, a.ring[a.next:]...), a.ring[:a.next]...)
}

// Close closes the file.
func (a *Audit) Close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.file == nil {
		return nil
	}
	return a.file.Close()
}

// audited tells the statements that are recorded.
func audited(st parse.Stmt) bool {
	switch st := st.(type) {
	case *parse.Query:
		return selectInto(st) != nil
	case *parse.Set:
		return st.Name == "session_authorization" || st.Name == "role"
	case *parse.CreateTable:
		return st.Persistence != parse.Temporary
	case *parse.CreateView:
		return st.Persistence != parse.Temporary
	case *parse.Transaction, *parse.Show, *parse.Prepare, *parse.Execute, *parse.Deallocate, *parse.DeclareCursor, *parse.Fetch,
		*parse.CloseCursor, *parse.Explain, *parse.Discard, *parse.Insert, *parse.Update, *parse.Delete, *parse.Merge,
		*parse.Copy, *parse.Unlisten, *parse.Listen, *parse.Notify, *parse.Lock, *parse.Analyze, *parse.Call, *parse.Do:
		return false
	}
	return true
}

// auditStatement records a change of objects or rights, and every refusal.
func (s *Session) auditStatement(r *request, res *result, err error) {
	code := pgerr.CodeOf(err)
	if !audited(r.stmt) && code != pgerr.InsufficientPrivilege {
		return
	}
	e := AuditEvent{Role: s.roleName(s.roleID()), Client: s.remote, PID: s.pid, Text: redact(textOf(r.sql, r.stmt)), Code: string(code)}
	switch {
	case res != nil && res.tag != "" && err == nil:
		e.Action = res.tag
	case code == pgerr.InsufficientPrivilege:
		e.Action = "refused"
	default:
		e.Action = "failed"
	}
	if s.user != e.Role {
		e.Detail = "as " + s.user
	}
	s.record(e)
}

// record adds an event; a record that cannot be kept is told in the log.
func (s *Session) record(e AuditEvent) {
	if err := s.in.cfg.Audit.Add(e); err != nil {
		s.in.cfg.Log.Error("audit", "error", err)
	}
}
