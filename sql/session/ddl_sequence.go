package session

import (
	"context"
	"math"
	"strconv"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func isSequenceType(t types.Type) bool {
	return t.OID == types.Int2 || t.OID == types.Int4 || t.OID == types.Int8
}

// sequenceRange is the widest range of a sequence of a type.
func sequenceRange(t types.Type) (min, max int64) {
	switch t.OID {
	case types.Int2:
		return math.MinInt16, math.MaxInt16
	case types.Int4:
		return math.MinInt32, math.MaxInt32
	}
	return math.MinInt64, math.MaxInt64
}

// newSequenceInfo is an ascending sequence from 1.
func newSequenceInfo(t types.Type) *catalog.SequenceInfo {
	_, max := sequenceRange(t)
	return &catalog.SequenceInfo{Type: t, Start: 1, Increment: 1, Min: 1, Max: max, Cache: 1}
}

// sequenceSet is what a list of options says about a sequence beside its description.
type sequenceSet struct {
	restart *int64
	owner   *parse.SeqOption
}

// sequenceOptions applies the options of CREATE or ALTER SEQUENCE.
func (s *Session) sequenceOptions(ctx context.Context, sql string, q *catalog.SequenceInfo, opts []*parse.SeqOption, create bool) (*sequenceSet, error) {
	byName := map[string]*parse.SeqOption{}
	for _, o := range opts {
		if byName[o.Name] != nil {
			return nil, at(pgerr.New(pgerr.SyntaxError, "conflicting or redundant options"), sql, o.Span)
		}
		byName[o.Name] = o
	}
	old := *q
	if o := byName["as"]; o != nil {
		t, err := s.typeOf(ctx, sql, o.Type)
		if err != nil {
			return nil, err
		}
		if !isSequenceType(t) {
			if q.Identity {
				return nil, pgerr.New(pgerr.InvalidParameterValue, "identity column type must be smallint, integer, or bigint")
			}
			return nil, pgerr.New(pgerr.InvalidParameterValue, "sequence type must be smallint, integer, or bigint")
		}
		q.Type = t
	}
	num := func(name string) (*int64, error) {
		o := byName[name]
		if o == nil || o.Value == nil {
			return nil, nil
		}
		n, err := strconv.ParseInt(o.Value.Text, 10, 64)
		if err != nil {
			return nil, at(pgerr.New(pgerr.NumericValueOutOfRange, "value \"%s\" is out of range for type bigint", o.Value.Text), sql, o.Value.Span)
		}
		return &n, nil
	}
	if n, err := num("increment"); err != nil {
		return nil, err
	} else if n != nil {
		if *n == 0 {
			return nil, pgerr.New(pgerr.InvalidParameterValue, "INCREMENT must not be zero")
		}
		q.Increment = *n
	}
	if o := byName["cycle"]; o != nil {
		q.Cycle = !o.No
	}
	if err := sequenceBounds(q, &old, byName, num, create); err != nil {
		return nil, err
	}
	return sequenceStart(q, byName, num, create)
}

// sequenceBounds reads MINVALUE and MAXVALUE.
func sequenceBounds(q, old *catalog.SequenceInfo, byName map[string]*parse.SeqOption, num func(string) (*int64, error), create bool) error {
	lo, hi := sequenceRange(q.Type)
	oldLo, oldHi := sequenceRange(old.Type)
	retyped := q.Type.OID != old.Type.OID
	max, err := num("maxvalue")
	switch o := byName["maxvalue"]; {
	case err != nil:
		return err
	case max != nil:
		q.Max = *max
	case o != nil || create || retyped && (old.Max == oldHi || old.Increment < 0 && old.Max == -1):
		q.Max = hi
		if q.Increment < 0 {
			q.Max = -1
		}
	}
	if q.Max < lo || q.Max > hi {
		return pgerr.New(pgerr.InvalidParameterValue, "MAXVALUE (%d) is out of range for sequence data type %s", q.Max, q.Type)
	}
	min, err := num("minvalue")
	switch o := byName["minvalue"]; {
	case err != nil:
		return err
	case min != nil:
		q.Min = *min
	case o != nil || create || retyped && old.Min == oldLo:
		q.Min = 1
		if q.Increment < 0 {
			q.Min = lo
		}
	}
	if q.Min < lo || q.Min > hi {
		return pgerr.New(pgerr.InvalidParameterValue, "MINVALUE (%d) is out of range for sequence data type %s", q.Min, q.Type)
	}
	if q.Min >= q.Max {
		return pgerr.New(pgerr.InvalidParameterValue, "MINVALUE (%d) must be less than MAXVALUE (%d)", q.Min, q.Max)
	}
	return nil
}

// sequenceStart reads START, RESTART, CACHE and OWNED BY.
func sequenceStart(q *catalog.SequenceInfo, byName map[string]*parse.SeqOption, num func(string) (*int64, error), create bool) (*sequenceSet, error) {
	start, err := num("start")
	switch {
	case err != nil:
		return nil, err
	case start != nil:
		q.Start = *start
	case create && q.Increment > 0:
		q.Start = q.Min
	case create:
		q.Start = q.Max
	}
	if q.Start < q.Min {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "START value (%d) cannot be less than MINVALUE (%d)", q.Start, q.Min)
	}
	if q.Start > q.Max {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "START value (%d) cannot be greater than MAXVALUE (%d)", q.Start, q.Max)
	}
	set := &sequenceSet{owner: byName["owned by"]}
	if byName["restart"] != nil {
		if set.restart, err = num("restart"); err != nil {
			return nil, err
		}
		if set.restart == nil {
			set.restart = &q.Start
		}
		if v := *set.restart; v < q.Min {
			return nil, pgerr.New(pgerr.InvalidParameterValue, "RESTART value (%d) cannot be less than MINVALUE (%d)", v, q.Min)
		} else if v > q.Max {
			return nil, pgerr.New(pgerr.InvalidParameterValue, "RESTART value (%d) cannot be greater than MAXVALUE (%d)", v, q.Max)
		}
	}
	cache, err := num("cache")
	if err != nil {
		return nil, err
	}
	if cache != nil {
		if *cache <= 0 {
			return nil, pgerr.New(pgerr.InvalidParameterValue, "CACHE (%d) must be greater than zero", *cache)
		}
		q.Cache = *cache
	}
	return set, nil
}

// createSequence is CREATE SEQUENCE.
func (s *Session) createSequence(ctx context.Context, r *request, st *parse.CreateSequence) error {
	t, err := s.createTarget(r.sql, st.Name, st.Persistence == parse.Temporary)
	if err != nil {
		return err
	}
	if done, err := s.taken(t, s.existing(t), st.IfNotExists); done || err != nil {
		return err
	}
	q := newSequenceInfo(types.T(types.Int8))
	set, err := s.sequenceOptions(ctx, r.sql, q, st.Options, true)
	if err != nil {
		return err
	}
	if err := s.sequenceOwner(q, set, t.temp, t.parent()); err != nil {
		return err
	}
	_, err = s.createObject(t.temp, catalog.Object{Parent: t.parent(), Kind: catalog.Sequence, Name: t.name, Sequence: q})
	return err
}

// sequenceOwner reads OWNED BY.
func (s *Session) sequenceOwner(q *catalog.SequenceInfo, set *sequenceSet, temp bool, parent catalog.ID) error {
	if set.owner == nil {
		return nil
	}
	parts := set.owner.Owner.Parts
	if len(parts) == 0 || len(parts) == 1 && parts[0] == "none" {
		q.OwnerTable, q.OwnerColumn = 0, 0
		return nil
	}
	if len(parts) < 2 {
		return pgerr.New(pgerr.SyntaxError, "invalid OWNED BY option").WithHint("Specify OWNED BY table.column or OWNED BY NONE.")
	}
	name := parse.Name{Span: set.owner.Owner.Span, Parts: parts[:len(parts)-1]}
	o, otemp, err := s.locate(name)
	switch {
	case err != nil:
		return err
	case o == nil:
		return pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", name.Last())
	case o.Table == nil:
		return pgerr.New(pgerr.WrongObjectType, "sequence cannot be owned by relation \"%s\"", o.Name)
	case otemp != temp || o.Parent != parent:
		return pgerr.New(pgerr.ObjectNotInPrerequisiteState, "sequence must be in same schema as table it is linked to")
	}
	p := o.Table.Column(parts[len(parts)-1])
	if p < 0 {
		return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", parts[len(parts)-1], o.Name)
	}
	q.OwnerTable, q.OwnerColumn = o.ID, o.Table.Columns[p].Number
	return nil
}

// alterSequence is ALTER SEQUENCE with options.
func (s *Session) alterSequence(ctx context.Context, sql string, o *catalog.Object, temp bool, opts []*parse.SeqOption) error {
	q := *o.Sequence
	set, err := s.sequenceOptions(ctx, sql, &q, opts, false)
	if err != nil {
		return err
	}
	if set.owner != nil && q.Identity {
		return pgerr.New(pgerr.FeatureNotSupported, "cannot change ownership of identity sequence").
			WithDetail("Sequence \"%s\" is linked to table \"%s\".", o.Name, s.ownerName(&q))
	}
	if err := s.sequenceOwner(&q, set, temp, o.Parent); err != nil {
		return err
	}
	st := s.sequenceState(s.catalogOf(temp), o, temp)
	if set.restart == nil && st.Called && (st.Last < q.Min || st.Last > q.Max) {
		word, bound := "less than MINVALUE", q.Min
		if st.Last > q.Max {
			word, bound = "greater than MAXVALUE", q.Max
		}
		return pgerr.New(pgerr.InvalidParameterValue, "RESTART value (%d) cannot be %s (%d)", st.Last, word, bound)
	}
	n := *o
	n.Sequence = &q
	return s.changeSequence(temp, o, n, st, set.restart)
}

func (s *Session) ownerName(q *catalog.SequenceInfo) string {
	if o, _ := s.getObject(q.OwnerTable); o != nil {
		return o.Name
	}
	return ""
}

// nextvalText is the default of a column that takes its values from a sequence.
func (s *Session) nextvalText(ctx context.Context, o *catalog.Object) string {
	return "nextval(" + parse.QuoteLiteral(s.displayName(ctx, o)) + "::regclass)"
}
