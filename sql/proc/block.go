package proc

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// block runs a block: its declarations, its body, and its handlers when there is an error.
func (f *frame) block(b *parse.PLBlock) (control, error) {
	saved := f.scope
	f.scope = f.p.scopes[b]
	if f.scope == nil { // several assignments of one SET
		f.scope = saved
	}
	defer func() { f.scope = saved }()
	for _, d := range b.Decls {
		if err := f.declare(d); err != nil {
			return goOn, f.noteDecl(err, d)
		}
	}
	var ctl control
	var err error
	switch {
	case len(b.Handlers) == 0:
		ctl, err = f.stmts(b.Body)
	case b.Script:
		ctl, err = f.scriptBody(b)
	default:
		ctl, err = f.guarded(b)
	}
	if err == nil && ctl == exitLoop && f.label != "" && f.label == b.Label {
		return goOn, nil
	}
	return ctl, err
}

// declare gives a variable its first value.
func (f *frame) declare(d *parse.PLDecl) error {
	if d.Alias != "" || d.Condition != "" {
		return nil
	}
	slot := f.scope.names[d.Name]
	v := &f.p.vars[slot]
	f.types[slot] = v.t
	switch {
	case v.cursor != nil:
		return f.put(slot, types.NewStr(d.Name))
	case d.Default == nil:
		if v.record && !v.open {
			return f.setRow(slot, nil, nil)
		}
		return f.put(slot, types.Null)
	}
	saved := f.limit
	f.limit = slot
	x, t, err := f.eval(d.Default)
	f.limit = saved
	if err != nil {
		return err
	}
	return f.set(slot, x, t)
}

// guarded runs a body with handlers in a subtransaction.
func (f *frame) guarded(b *parse.PLBlock) (control, error) {
	mark := f.host.Mark()
	f.subs++
	ctl, err := f.stmts(b.Body)
	f.subs--
	if err == nil {
		f.host.Release(mark)
		return ctl, nil
	}
	if f.ctx.Err() != nil {
		return goOn, err
	}
	e := pgerr.From(err)
	h := f.handlerFor(b, e)
	if h == nil {
		return goOn, err
	}
	f.host.RollbackTo(mark)
	f.host.Release(mark)
	return f.handle(h, e)
}

// handle runs a handler for an error.
func (f *frame) handle(h *parse.PLHandler, e *pgerr.Error) (control, error) {
	caught, noted, saved := f.caught, f.noted, f.scope
	f.caught, f.noted = e, nil
	f.scope = f.p.scopes[h]
	f.vals[f.scope.names["sqlstate"]] = types.NewStr(string(e.Code))
	f.vals[f.scope.names["sqlerrm"]] = types.NewStr(e.Message)
	ctl, err := f.stmts(h.Body)
	f.caught, f.scope = caught, saved
	if err == nil {
		f.noted = noted
	}
	return ctl, err
}

// scriptBody runs the statements of a scripting block: an error goes to the handler that
// names it; CONTINUE goes on behind the statement, EXIT leaves the block.
func (f *frame) scriptBody(b *parse.PLBlock) (control, error) {
	for _, s := range b.Body {
		if err := f.pause(); err != nil {
			return goOn, f.context(err, "")
		}
		mark := f.host.Mark()
		f.subs++
		ctl, err := f.stmt(s)
		f.subs--
		if err == nil {
			f.host.Release(mark)
			if ctl != goOn {
				return ctl, nil
			}
			continue
		}
		err = f.note(err, s)
		if f.ctx.Err() != nil {
			return goOn, err
		}
		e := pgerr.From(err)
		h := f.handlerFor(b, e)
		if h == nil {
			return goOn, err
		}
		f.host.RollbackTo(mark)
		f.host.Release(mark)
		ctl, err = f.handle(h, e)
		if err != nil || ctl != goOn {
			return ctl, err
		}
		if !h.Continue {
			return goOn, nil
		}
	}
	return goOn, nil
}

// handlerFor finds the first handler (in scripting the most specific one) for an error.
func (f *frame) handlerFor(b *parse.PLBlock, e *pgerr.Error) *parse.PLHandler {
	var general *parse.PLHandler
	for _, h := range b.Handlers {
		for i := range h.Conds {
			if !f.matches(&h.Conds[i], e.Code) {
				continue
			}
			if b.Script && specialCondition(h.Conds[i].Name) {
				if general == nil {
					general = h
				}
				continue
			}
			return h
		}
	}
	return general
}

// specialCondition names the conditions that stand for many errors.
func specialCondition(name string) bool {
	switch name {
	case "others", "sqlexception", "sqlwarning", "not found":
		return true
	}
	return false
}

func (f *frame) matches(c *parse.PLCond, code pgerr.Code) bool {
	state := c.State
	switch c.Name {
	case "others":
		return code != pgerr.QueryCanceled && code != pgerr.AssertFailure
	case "sqlexception":
		return code != pgerr.QueryCanceled && !strings.HasPrefix(string(code), "02") && !strings.HasPrefix(string(code), "01")
	case "sqlwarning":
		return strings.HasPrefix(string(code), "01")
	case "not found":
		return strings.HasPrefix(string(code), "02") || code == pgerr.NoDataFound
	}
	if state == "" {
		if i, _, ok := f.scope.find([]string{c.Name}, 0); ok && f.p.vars[i].condition != "" {
			state = f.p.vars[i].condition
		} else {
			state = stateOf(c.Name)
		}
	}
	if strings.HasSuffix(state, "000") { // a class
		return string(code[:2]) == state[:2]
	}
	return string(code) == state
}

// stateOf gives the SQLSTATE of a condition name; scripts know some by other names.
func stateOf(name string) string {
	switch name {
	case "divide_by_zero":
		return "22012"
	case "cast_invalid_input":
		return "22P02"
	case "table_or_view_not_found":
		return "42P01"
	}
	return conditionNames[name]
}

// endTransaction is COMMIT and ROLLBACK.
func (f *frame) endTransaction(s *parse.PLTx) error {
	switch {
	case f.atomic:
		return pgerr.New(pgerr.InvalidTransactionTermination, "invalid transaction termination")
	case f.subs > 0 && s.Commit:
		return pgerr.New(pgerr.InvalidTransactionTermination, "cannot commit while a subtransaction is active")
	case f.subs > 0:
		return pgerr.New(pgerr.InvalidTransactionTermination, "cannot roll back while a subtransaction is active")
	}
	return f.host.End(f.ctx, s.Commit, s.Chain)
}

// loopEnds tells what a loop does after its body: whether it ends, and how.
func (f *frame) loopEnds(ctl control, label string) (end bool, out control) {
	switch ctl {
	case exitLoop:
		if f.label == "" || f.label == label {
			f.label = ""
			return true, goOn
		}
		return true, exitLoop
	case nextTurn:
		if f.label == "" || f.label == label {
			f.label = ""
			return false, goOn
		}
		return true, nextTurn
	case returned:
		return true, returned
	}
	return false, goOn
}

// turn looks at the context once per turn of a loop.
func (f *frame) turn() error {
	if f.work++; f.work&255 == 0 && f.ctx.Err() != nil {
		return context.Cause(f.ctx)
	}
	return nil
}
