package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

type vecBatch = vec.Batch

// portal is a bound statement, perhaps half read.
type portal struct {
	name    string
	ps      *prepared
	values  []types.Datum
	formats []int16
	style   *types.Style
	res     *result
	ctx     context.Context
	cancel  context.CancelCauseFunc
	done    bool
	logEnd  func(error)
}

// BindArgs are the parts of a Bind message.
type BindArgs struct {
	Portal, Statement string
	ParamFormats      []int16
	Params            [][]byte // nil for NULL
	ResultFormats     []int16
}

// Bind makes a portal of a prepared statement and parameter values.
func (s *Session) Bind(_ context.Context, a BindArgs) (err error) {
	defer s.guard(&err)
	ps, err := s.findPrepared(a.Statement)
	if err != nil {
		return err
	}
	if n := len(a.ParamFormats); n > 1 && n != len(a.Params) {
		return pgerr.New(pgerr.ProtocolViolation, "bind message has %d parameter formats but %d parameters", n, len(a.Params))
	}
	if len(a.Params) != len(ps.params) {
		return pgerr.New(pgerr.ProtocolViolation,
			"bind message supplies %d parameters, but prepared statement \"%s\" requires %d", len(a.Params), a.Statement, len(ps.params))
	}
	if n := len(a.ResultFormats); n > 1 && n != len(ps.cols) {
		return pgerr.New(pgerr.ProtocolViolation, "bind message has %d result formats but query has %d columns", n, len(ps.cols))
	}
	if ps.stmt != nil {
		if err := s.allowed(ps.stmt); err != nil {
			return err
		}
	}
	if old := s.portals[a.Portal]; old != nil {
		if a.Portal != "" {
			return pgerr.New(pgerr.DuplicateCursor, "cursor \"%s\" already exists", a.Portal)
		}
		old.close()
	}
	s.startTx()
	p := &portal{name: a.Portal, ps: ps, formats: a.ResultFormats}
	if p.values, err = s.decodeParams(a, ps.params); err != nil {
		return err
	}
	s.portals[a.Portal] = p
	return nil
}

// decodeParams reads parameter values by their formats.
func (s *Session) decodeParams(a BindArgs, ts []types.Type) ([]types.Datum, error) {
	style := s.derive().style
	out := make([]types.Datum, len(a.Params))
	for i, raw := range a.Params {
		if raw == nil {
			out[i] = types.Null
			continue
		}
		format := int16(0)
		switch len(a.ParamFormats) {
		case 0:
		case 1:
			format = a.ParamFormats[0]
		default:
			format = a.ParamFormats[i]
		}
		var err error
		if format == 1 {
			out[i], err = types.ParseBinary(ts[i], raw)
		} else {
			text := string(raw)
			if strings.IndexByte(text, 0) >= 0 || strings.ToValidUTF8(text, "") != text {
				return nil, pgerr.New(pgerr.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\"")
			}
			out[i], err = types.Parse(ts[i], text, style)
		}
		if err != nil {
			e := *pgerr.From(err)
			if e.Code == pgerr.InvalidBinaryRepresentation && e.Message == "incorrect binary data format" {
				e.Message += " in bind parameter " + itoa(int64(i+1))
			}
			if e.Where == "" {
				e.Where = "unnamed portal parameter $" + itoa(int64(i+1))
				if a.Portal != "" {
					e.Where = "portal \"" + a.Portal + "\" parameter $" + itoa(int64(i+1))
				}
				if format == 0 {
					e.Where += hiddenValue(raw)
				}
			}
			return nil, &e
		}
	}
	return out, nil
}

// hiddenValue stands for a text parameter in an error's context. As with PostgreSQL's
// default of log_parameter_max_length_on_error nothing of it is shown but that it is empty.
func hiddenValue(raw []byte) string {
	if len(raw) == 0 {
		return " = ''"
	}
	return " = '...'"
}

func (s *Session) findPortal(name string) (*portal, error) {
	if p := s.portals[name]; p != nil {
		return p, nil
	}
	return nil, pgerr.New(pgerr.InvalidCursorName, "portal \"%s\" does not exist", name)
}

// DescribePortal is the protocol's Describe of a portal. A cursor of DECLARE is one too.
func (s *Session) DescribePortal(_ context.Context, name string) ([]Column, []int16, error) {
	p := s.portals[name]
	if p == nil {
		if d := s.cursors[name]; d != nil {
			return d.cols, nil, nil
		}
		_, err := s.findPortal(name)
		return nil, nil, err
	}
	return p.ps.cols, p.formats, nil
}

// Execute runs a portal, or reads on in it, up to max rows (0: all).
func (s *Session) Execute(ctx context.Context, name string, max int64) (err error) {
	defer s.guard(&err)
	defer s.dropPlace(&err)
	p, err := s.findPortal(name)
	if err != nil {
		return err
	}
	if p.ps.stmt == nil {
		s.sink.Complete("")
		return nil
	}
	if err := s.allowed(p.ps.stmt); err != nil {
		return err
	}
	s.busy(p.ps.sql)
	defer s.idle()
	if p.done && p.res != nil && p.res.cur == nil {
		return pgerr.New(pgerr.ObjectNotInPrerequisiteState, "portal \"%s\" cannot be run", name)
	}
	if p.cancel == nil {
		p.ctx, p.cancel = context.WithCancelCause(ctx)
		p.logEnd = s.logStart(textOf(p.ps.sql, p.ps.stmt))
	}
	defer s.watch(p.cancel)()
	s.active = p
	defer func() { s.active = nil }()
	err = causeOf(p.ctx, s.executePortal(p, max))
	if err != nil {
		p.end(err)
	}
	return err
}

// executePortal starts the portal when needed and delivers rows or the tag.
func (s *Session) executePortal(p *portal, max int64) error {
	if p.res == nil {
		r := &request{sql: p.ps.sql, stmt: p.ps.stmt, params: p.ps.params, values: p.values}
		if _, ok := p.ps.stmt.(*parse.Query); ok || planner.ChangesData(p.ps.stmt) {
			r.cols = p.ps.cols
		}
		p.style = s.derive().style
		if err := s.startStatement(p.ctx, p.ps.stmt); err != nil {
			return err
		}
		s.tx.executed++
		res, err := s.dispatch(p.ctx, r)
		if err != nil {
			return err
		}
		p.res, p.style = res, s.derive().style
		if res.cur != nil {
			p.style = s.resultStyle(res.cur.cols)
		}
	}
	if p.res.cur == nil {
		p.done = true
		p.end(nil)
		if s.holds(p) {
			return nil
		}
		s.sink.Complete(p.res.tag)
		return nil
	}
	if max < 0 {
		max = 0
	}
	s.sink.Columns(p.res.cur.cols, p.formats, p.style, false)
	n, limited, err := p.res.cur.pump(max, s.sink.Rows)
	if err != nil {
		return err
	}
	if limited {
		s.sink.Suspended()
		return nil
	}
	p.done = true
	p.end(nil)
	s.sink.Complete(p.res.tagFor(n))
	return nil
}

// end logs the portal's statement once.
func (p *portal) end(err error) {
	if p.logEnd != nil {
		p.logEnd(err)
		p.logEnd = nil
	}
}

func (p *portal) close() {
	if p.res != nil && p.res.cur != nil {
		p.res.cur.close()
	}
	if p.cancel != nil {
		p.cancel(nil)
	}
	p.end(nil)
}

// ClosePortal closes a portal; an unknown name is no error.
func (s *Session) ClosePortal(name string) {
	if p := s.portals[name]; p != nil {
		p.close()
		delete(s.portals, name)
	}
}

func (s *Session) closePortals() {
	for name, p := range s.portals {
		if p == s.active { // a procedure in it ended the transaction
			continue
		}
		p.close()
		delete(s.portals, name)
	}
}

func cloneDatum(d types.Datum) types.Datum {
	d.S = strings.Clone(d.S)
	return d
}
