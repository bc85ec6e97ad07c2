package session

import (
	"context"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// state is all that a rollback brings back. Its parts are immutable values.
type state struct {
	settings settings
	temp     *tempSpace // nil: no temporary objects
	tables   tableSet   // managed tables that the transaction changed
}

// tx is the open transaction. A statement outside BEGIN has an implicit one, which ends
// with the message string (simple protocol) or at Sync (extended).
type tx struct {
	explicit   bool
	failed     bool
	readOnly   bool
	deferrable bool
	iso        string
	start      time.Time
	before     state
	saves      []savepoint
	cat        *catalog.Tx           // catalog changes over what its statements see; nil until the first one
	ran        bool                  // a statement took a snapshot
	reads      map[catalog.ID]bool   // tables read, when SERIALIZABLE
	verbs      map[catalog.ID]string // what was done to managed tables
	executed   int                   // portals that were started
	xid        catalog.TxID          // 0 until somebody asks or it commits changes
}

// savepoint is a place to roll back to.
type savepoint struct {
	name  string
	state state
	mark  catalog.Mark
	seq   int // cursors with a higher number are younger
}

// Status is the transaction state in ReadyForQuery.
func (s *Session) Status() byte {
	switch {
	case s.tx == nil || !s.tx.explicit && !s.tx.failed:
		return 'I'
	case s.tx.failed:
		return 'E'
	}
	return 'T'
}

func (s *Session) isolation() string {
	if s.tx != nil {
		return s.tx.iso
	}
	return s.setting("default_transaction_isolation")
}

func (s *Session) txTime(now time.Time) time.Time {
	if s.tx != nil {
		return s.tx.start
	}
	return now
}

// startTx opens a transaction unless one is open.
func (s *Session) startTx() *tx {
	if s.tx == nil {
		s.tx = &tx{
			iso: s.setting("default_transaction_isolation"), readOnly: s.flag("default_transaction_read_only"),
			deferrable: s.flag("default_transaction_deferrable"), start: time.Now(), before: s.state,
		}
	}
	return s.tx
}

// startStatement opens a transaction unless one is open and gives it the state that the
// next statement sees: the newest one for each statement of READ COMMITTED, that of the
// first statement at the higher levels. Changes made so far are carried over, or 40001.
// Statements that only begin or end something see nothing.
func (s *Session) startStatement(ctx context.Context, st parse.Stmt) error {
	t := s.startTx()
	if _, ends := st.(*parse.Transaction); ends || t.failed || t.ran && t.iso != readCommitted && t.iso != readUncommitted {
		return nil
	}
	snap, err := s.in.cfg.Catalog.Fresh(ctx)
	if err != nil {
		return err
	}
	if t.cat == nil {
		t.cat = s.in.cfg.Catalog.Begin()
	}
	if t.cat.Base() != snap {
		return t.cat.Rebase(snap)
	}
	return nil
}

// Isolation levels by their names.
const (
	readUncommitted = "read uncommitted"
	readCommitted   = "read committed"
	serializable    = "serializable"
)

// catTx gives the catalog transaction.
func (s *Session) catTx() *catalog.Tx {
	t := s.startTx()
	if t.cat == nil {
		t.cat = s.in.cfg.Catalog.Begin()
	}
	return t.cat
}

// Fail marks the transaction failed after an error: an explicit one waits for its end, an
// implicit one is rolled back at once.
func (s *Session) Fail() {
	s.held = nil
	if s.tx == nil {
		return
	}
	if s.tx.explicit {
		s.tx.failed = true
		s.closePortals()
		return
	}
	s.abort()
}

// abort rolls the open transaction back.
func (s *Session) abort() {
	s.closePortals()
	if s.tx == nil {
		return
	}
	s.closeCursors(func(d *declared) bool { return !d.held })
	s.discardTables()
	s.state = s.tx.before
	s.derived.valid = false
	s.tx = nil
	s.settleTemp()
}

// commit ends the open transaction; on an error it is rolled back.
func (s *Session) commit(ctx context.Context) error {
	t := s.tx
	if t == nil {
		s.closePortals()
		return nil
	}
	if err := s.holdCursors(ctx); err != nil {
		s.abort()
		return err
	}
	if err := s.settleSequences(); err != nil {
		s.abort()
		return err
	}
	if err := s.commitChanges(ctx, t); err != nil {
		s.abort()
		return err
	}
	s.closePortals()
	s.closeCursors(func(d *declared) bool { return !d.held })
	s.state.settings.local = nil
	s.state.tables = nil
	s.state.temp = s.state.temp.atCommit()
	s.derived.valid = false
	s.tx = nil
	s.settleTemp()
	return nil
}

// finishImplicit commits a transaction that no BEGIN opened.
func (s *Session) finishImplicit(ctx context.Context) error {
	if s.tx == nil || s.tx.explicit {
		return nil
	}
	return s.commit(ctx)
}

// held is a change of data, alone in its implicit transaction, whose completion the client
// is not told before the commit: until then it can be run again.
type held struct {
	r   *request
	tag string
}

// holds keeps back the completion of a portal that may have to be run again.
func (s *Session) holds(p *portal) bool {
	t := s.tx
	if t == nil || t.explicit || t.executed != 1 || len(s.state.tables) == 0 {
		return false
	}
	switch p.ps.stmt.(type) {
	case *parse.Insert, *parse.Update, *parse.Delete, *parse.Merge, *parse.Truncate:
		s.held = &held{&request{sql: p.ps.sql, stmt: p.ps.stmt, params: p.ps.params, values: p.values}, p.res.tag}
		s.sentRows = false
		return true
	}
	return false
}

// Settle tells the client what was kept back, before anything but a Sync is done.
func (s *Session) Settle() {
	if h := s.held; h != nil {
		s.held = nil
		s.sink.Complete(h.tag)
	}
}

// Sync ends a pipeline of the extended protocol. A change of data that was all of it is
// run again when it met a conflict.
func (s *Session) Sync(ctx context.Context) (err error) {
	defer s.guard(&err)
	defer s.idle()
	h := s.held
	s.held = nil
	if s.tx == nil {
		s.closePortals()
	}
	err = s.finishImplicit(ctx)
	for try := 1; err != nil && h != nil && s.again(ctx, h.r.stmt, err, try); try++ {
		h.tag, err = s.rerun(ctx, h.r)
	}
	if err == nil && h != nil {
		s.sink.Complete(h.tag)
	}
	return err
}

// rerun runs a change of data as a transaction of its own.
func (s *Session) rerun(ctx context.Context, r *request) (tag string, err error) {
	s.busy(r.sql)
	end := s.logStart(textOf(r.sql, r.stmt))
	defer func() { end(err) }()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer s.watch(cancel)()
	if err := s.startStatement(ctx, r.stmt); err != nil {
		return "", err
	}
	res, err := s.dispatch(ctx, r)
	if err != nil {
		return "", causeOf(ctx, err)
	}
	return res.tag, s.finishImplicit(ctx)
}

// allowed refuses statements in a failed transaction but those that end it.
func (s *Session) allowed(stmt parse.Stmt) error {
	if s.tx == nil || !s.tx.failed {
		return nil
	}
	if t, ok := stmt.(*parse.Transaction); ok {
		switch t.Kind {
		case parse.TxCommit, parse.TxRollback, parse.TxRollbackTo, parse.TxPrepare:
			return nil
		}
	}
	return pgerr.New(pgerr.InFailedSQLTransaction,
		"current transaction is aborted, commands ignored until end of transaction block")
}

// transaction runs BEGIN, COMMIT, ROLLBACK, SAVEPOINT and relatives.
func (s *Session) transaction(ctx context.Context, t *parse.Transaction) (tag string, err error) {
	switch t.Kind {
	case parse.TxBegin, parse.TxStart:
		return s.begin(t)
	case parse.TxCommit:
		return s.end(ctx, t, true)
	case parse.TxRollback:
		return s.end(ctx, t, false)
	case parse.TxSavepoint:
		return "SAVEPOINT", s.savepoint(t.Name)
	case parse.TxRelease:
		return "RELEASE", s.release(t.Name)
	case parse.TxRollbackTo:
		return "ROLLBACK", s.rollbackTo(t.Name)
	case parse.TxPrepare:
		return "", pgerr.New(pgerr.ObjectNotInPrerequisiteState, "prepared transactions are disabled").
			WithHint("Set max_prepared_transactions to a nonzero value.")
	}
	return "", pgerr.New(pgerr.UndefinedObject, "prepared transaction with identifier \"%s\" does not exist", t.Name)
}

func (s *Session) begin(t *parse.Transaction) (string, error) {
	tag := "BEGIN"
	if t.Kind == parse.TxStart {
		tag = "START TRANSACTION"
	}
	if s.tx != nil && s.tx.explicit {
		s.warn(pgerr.ActiveSQLTransaction, "there is already a transaction in progress")
		return tag, s.setModes(t.Modes.Isolation, t.Modes.ReadOnly, t.Modes.Deferrable)
	}
	s.startTx().explicit = true
	return tag, s.setModes(t.Modes.Isolation, t.Modes.ReadOnly, t.Modes.Deferrable)
}

// end is COMMIT or ROLLBACK, with or without AND CHAIN.
func (s *Session) end(ctx context.Context, t *parse.Transaction, commit bool) (string, error) {
	tag := "ROLLBACK"
	if commit {
		tag = "COMMIT"
	}
	if s.tx == nil || !s.tx.explicit {
		if t.Chain {
			return "", pgerr.New(pgerr.NoActiveSQLTransaction, "%s AND CHAIN can only be used in transaction blocks", tag)
		}
		s.warn(pgerr.NoActiveSQLTransaction, "there is no transaction in progress")
	}
	old := s.tx
	if old != nil && old.failed {
		commit, tag = false, "ROLLBACK"
	}
	if !commit {
		s.abort()
	} else if err := s.commit(ctx); err != nil {
		return "", err
	}
	if t.Chain {
		n := s.startTx()
		n.explicit, n.iso, n.readOnly, n.deferrable = true, old.iso, old.readOnly, old.deferrable
	}
	return tag, nil
}

// setModes applies transaction modes to the open transaction.
func (s *Session) setModes(iso string, readOnly, deferrable *bool) error {
	t := s.startTx()
	if iso != "" && iso != t.iso {
		if t.ran {
			return pgerr.New(pgerr.ActiveSQLTransaction, "SET TRANSACTION ISOLATION LEVEL must be called before any query")
		}
		if len(t.saves) > 0 {
			return pgerr.New(pgerr.ActiveSQLTransaction, "SET TRANSACTION ISOLATION LEVEL must not be called in a subtransaction")
		}
		t.iso = iso
	}
	if readOnly != nil {
		if t.readOnly && !*readOnly && t.ran {
			return pgerr.New(pgerr.ActiveSQLTransaction, "transaction read-write mode must be set before any query")
		}
		t.readOnly = *readOnly
	}
	if deferrable != nil {
		t.deferrable = *deferrable
	}
	return nil
}

func (s *Session) savepoint(name string) error {
	if s.tx == nil || !s.tx.explicit {
		return pgerr.New(pgerr.NoActiveSQLTransaction, "SAVEPOINT can only be used in transaction blocks")
	}
	s.pushSave(name)
	return nil
}

// pushSave makes a savepoint and gives its number. Those of exception blocks have no name.
func (s *Session) pushSave(name string) int {
	s.startTx()
	s.seq++
	s.tx.saves = append(s.tx.saves, savepoint{name: name, state: s.state, mark: s.catTx().Mark(), seq: s.seq})
	return len(s.tx.saves) - 1
}

// findSave gives the index of the youngest savepoint of a name.
func (s *Session) findSave(name, verb string) (int, error) {
	if s.tx == nil || !s.tx.explicit {
		return 0, pgerr.New(pgerr.NoActiveSQLTransaction, "%s can only be used in transaction blocks", verb)
	}
	for i := len(s.tx.saves) - 1; i >= 0; i-- {
		if s.tx.saves[i].name == name {
			return i, nil
		}
	}
	return 0, pgerr.New(pgerr.SavepointException, "savepoint \"%s\" does not exist", name)
}

func (s *Session) release(name string) error {
	i, err := s.findSave(name, "RELEASE SAVEPOINT")
	if err != nil {
		return err
	}
	s.tx.saves = s.tx.saves[:i]
	return nil
}

// rollbackTo undoes everything after the savepoint, which stays.
func (s *Session) rollbackTo(name string) error {
	i, err := s.findSave(name, "ROLLBACK TO SAVEPOINT")
	if err != nil {
		return err
	}
	s.closePortals()
	s.backTo(i)
	return nil
}

// backTo undoes everything after the i-th savepoint.
func (s *Session) backTo(i int) {
	sp := s.tx.saves[i]
	s.tx.saves = s.tx.saves[:i+1]
	s.closeCursors(func(d *declared) bool { return d.seq > sp.seq })
	s.state = sp.state
	s.tx.cat.BackTo(sp.mark)
	s.tx.failed = false
	s.derived.valid = false
}
