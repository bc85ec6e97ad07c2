package session

import (
	"context"
	"fmt"
	"strings"

	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// dispatch runs a statement if the current role may, and records what is worth a record.
func (s *Session) dispatch(ctx context.Context, r *request) (*result, error) {
	if q, ok := r.stmt.(*parse.Query); ok && selectInto(q) == nil { // judged by the planner
		res, err := s.run(ctx, r)
		if err != nil {
			s.auditStatement(r, nil, err)
		}
		return res, err
	}
	before := s.changes()
	res, err := s.dispatchChecked(ctx, r, before)
	s.auditStatement(r, res, err)
	return res, err
}

func (s *Session) dispatchChecked(ctx context.Context, r *request, before int) (*result, error) {
	if err := s.checkReadOnly(r.stmt); err != nil {
		return nil, err
	}
	if err := s.checkOwners(r.stmt); err != nil {
		return nil, err
	}
	res, err := s.run(ctx, r)
	if err != nil {
		return nil, err
	}
	if err = s.checkChanges(r.stmt, before); err == nil {
		err = s.giveDefaults(before)
	}
	if err != nil && res.cur != nil {
		res.cur.close()
	}
	return res, err
}

// changes counts what the transaction has changed in the catalog.
func (s *Session) changes() int {
	if s.tx == nil || s.tx.cat == nil {
		return 0
	}
	return len(s.tx.cat.Change().Mutations)
}

// run runs a statement, one method per kind.
func (s *Session) run(ctx context.Context, r *request) (*result, error) {
	switch st := r.stmt.(type) {
	case *parse.Query:
		if into := selectInto(st); into != nil {
			return tagged(s.selectInto(ctx, r, st, into))
		}
		if planner.ChangesData(st) {
			return s.changeData(ctx, r)
		}
		cur, err := s.openQuery(ctx, r)
		return &result{cur: cur, verb: "SELECT"}, err
	case *parse.Insert, *parse.Update, *parse.Delete, *parse.Merge:
		return s.changeData(ctx, r)
	case *parse.Transaction:
		return tagged(s.transaction(ctx, st))
	case *parse.Set:
		return tagged(s.setStatement(r.sql, st))
	case *parse.Show:
		return s.showStatement(st)
	case *parse.Prepare:
		return tagged("PREPARE", s.prepareStatement(ctx, r, st))
	case *parse.Execute:
		return s.executeStatement(ctx, r, st)
	case *parse.Deallocate:
		return tagged(s.deallocate(st))
	case *parse.DeclareCursor:
		return tagged("DECLARE CURSOR", s.declare(ctx, r, st))
	case *parse.Fetch:
		return s.fetch(ctx, st)
	case *parse.CloseCursor:
		return tagged(s.closeCursor(st))
	case *parse.Explain:
		return s.explain(ctx, r, st)
	case *parse.Discard:
		return tagged(s.discard(st))
	case *parse.CreateView:
		return tagged(s.createView(ctx, r, st))
	case *parse.CreateTable:
		return tagged(s.createTable(ctx, r, st))
	case *parse.CreateSchema:
		return tagged("CREATE SCHEMA", s.createSchema(ctx, r, st))
	case *parse.Drop:
		return tagged(s.drop(ctx, r.sql, st))
	case *parse.Truncate:
		return tagged("TRUNCATE TABLE", s.truncate(ctx, r.sql, st))
	case *parse.Copy:
		return tagged(s.copyStatement(ctx, r, st))
	case *parse.CreatePolicy:
		return tagged(s.createPolicy(ctx, r.sql, st))
	case *parse.AlterTable:
		if securityActions(st) {
			return tagged(s.alterSecurity(ctx, st))
		}
	case *parse.CreateFunction:
		return tagged(s.createFunction(ctx, r, st))
	case *parse.Call:
		return s.callProcedure(ctx, r, st)
	case *parse.Compound:
		return s.compound(ctx, r, st)
	case *parse.Do:
		return tagged("DO", s.doBlock(ctx, r, st))
	case *parse.CreateRole:
		return tagged("CREATE ROLE", s.createRole(r.sql, st))
	case *parse.AlterRole:
		return tagged("ALTER ROLE", s.alterRole(r.sql, st))
	case *parse.Grant:
		return tagged(s.grantStatement(r.sql, st))
	case *parse.AlterDefaultPrivileges:
		return tagged("ALTER DEFAULT PRIVILEGES", s.alterDefaults(r.sql, st))
	case *parse.OwnedBy:
		return tagged(s.ownedBy(r.sql, st))
	case *parse.CommentOn:
		if isRoutine(st.Kind) {
			return tagged("COMMENT", s.commentFunction(r.sql, st))
		}
	case *parse.AlterObject:
		if isRoutine(st.Kind) {
			return tagged(s.alterFunction(r.sql, st))
		}
		if st.Kind == parse.KindRole && st.Action == "rename" {
			return tagged("ALTER ROLE", s.renameRole(st.Object.Name.Last(), st.Name))
		}
	case *parse.Unlisten:
		return &result{tag: "UNLISTEN"}, nil
	}
	if res, ok, err := s.define(ctx, r); ok {
		return res, err
	}
	if res, ok, err := s.maintain(ctx, r); ok {
		return res, err
	}
	return nil, unsupported(r)
}

// define runs the statements that make and change objects, but those for tables and views.
func (s *Session) define(ctx context.Context, r *request) (res *result, ok bool, err error) {
	switch st := r.stmt.(type) {
	case *parse.CreateSequence:
		res, err = tagged("CREATE SEQUENCE", s.createSequence(ctx, r, st))
	case *parse.CreateType:
		res, err = tagged("CREATE TYPE", s.createType(ctx, r, st))
	case *parse.CreateDomain:
		res, err = tagged("CREATE DOMAIN", s.createDomain(ctx, r, st))
	case *parse.AlterTable:
		res, err = tagged(s.alterTable(ctx, r, st))
	case *parse.AlterObject:
		res, ok, err = s.alterObject(ctx, r, st)
		return res, ok, err
	case *parse.CommentOn:
		res, err = tagged("COMMENT", s.commentOn(ctx, r, st))
	case *parse.ShowObjects:
		res, err = s.showObjects(ctx, r, st)
	case *parse.Describe:
		if describeColumns(st) == nil {
			return nil, false, nil
		}
		res, err = s.describeStatement(ctx, r, st)
	case *parse.Use:
		res, err = tagged(s.use(r, st))
	case *parse.Undrop:
		res, err = tagged(s.undrop(r, st))
	case *parse.Refresh:
		res, err = tagged(s.refresh(ctx, r, st))
	case *parse.CreateIndex:
		res, err = tagged("CREATE INDEX", s.createIndex(ctx, r, st))
	default:
		return nil, false, nil
	}
	return res, true, err
}

func tagged(tag string, err error) (*result, error) {
	if err != nil {
		return nil, err
	}
	return &result{tag: tag}, nil
}

// unsupported refuses a statement by its first words.
func unsupported(r *request) error {
	words := strings.Fields(textOf(r.sql, r.stmt))
	if len(words) > 2 {
		words = words[:2]
	}
	name := strings.ToUpper(strings.Join(words, " "))
	switch st := r.stmt.(type) {
	case *parse.Utility:
		name = st.Command
	case *parse.Lock, *parse.Listen, *parse.Notify, *parse.Analyze, *parse.Vacuum:
		name = words[0]
		name = strings.ToUpper(name)
	}
	return at(pgerr.Unsupported("%s", name), r.sql, r.stmt.Range())
}

// checkReadOnly refuses changes in a read-only transaction. Temporary tables may change.
func (s *Session) checkReadOnly(st parse.Stmt) error {
	if s.tx == nil || !s.tx.readOnly {
		return nil
	}
	what := ""
	switch st := st.(type) {
	case *parse.CreateView:
		if st.Persistence != parse.Temporary {
			what = "CREATE VIEW"
		}
	case *parse.CreateTable:
		if st.Persistence != parse.Temporary {
			what = "CREATE TABLE"
		}
	case *parse.CreateSchema:
		what = "CREATE SCHEMA"
	case *parse.CreateSequence:
		what = "CREATE SEQUENCE"
	case *parse.CreateType:
		what = "CREATE TYPE"
	case *parse.CreateDomain:
		what = "CREATE DOMAIN"
	case *parse.CreateIndex:
		what = "CREATE INDEX"
	case *parse.CommentOn:
		what = "COMMENT"
	case *parse.AlterTable:
		what = "ALTER " + strings.ToUpper(string(st.Kind))
	case *parse.AlterObject:
		what = "ALTER " + strings.ToUpper(string(st.Kind))
	case *parse.Drop:
		what = fmt.Sprintf("DROP %s", strings.ToUpper(string(st.Kind)))
	}
	if what == "" {
		return nil
	}
	return pgerr.New(pgerr.ReadOnlySQLTransaction, "cannot execute %s in a read-only transaction", what)
}

// selectInto gives the INTO of a query's first select, nil without one.
func selectInto(q *parse.Query) *parse.Into {
	body := q.Body
	for {
		switch b := body.(type) {
		case *parse.Select:
			return b.Into
		case *parse.SetOp:
			body = b.L
		case *parse.Query:
			body = b.Body
		default:
			return nil
		}
	}
}
