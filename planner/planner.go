package planner

import (
	"context"

	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Catalog is what planning asks of the catalog snapshot a statement runs under.
type Catalog = bind.Catalog

// Env is what a statement is planned with; Session and Catalog must be set.
type Env struct {
	Session *builtin.Session
	Catalog Catalog
	// RulesOff turns every optional rule off (setting optimizer_rules_off = 'all'); the
	// plan still runs. Off turns single rules off by name.
	RulesOff bool
	Off      map[string]bool
	// Workers is how many cores a query may use, 0 for all; MemBytes its budget, 0 unknown.
	Workers  int
	MemBytes int64
	// Trace, when not nil, is told each rule that changed the plan.
	Trace func(rule string)
}

// ResultCol describes one result column. TableOID and Attnum (1-based) are set for a
// plain column of a catalog table.
type ResultCol struct {
	Name     string
	Type     types.Type
	TableOID uint32
	Attnum   int16
}

// Prepared is what is known of a statement before its parameters have values.
type Prepared struct {
	Params []types.Type
	Cols   []ResultCol // empty when the statement returns no rows
}

// Prepare infers parameter types (given ones, with OID not 0 and not unknown, are kept)
// and result columns. It accepts what Plan accepts.
func Prepare(ctx context.Context, stmt parse.Stmt, sqlText string, env *Env, paramTypes []types.Type) (*Prepared, error) {
	return nil, pgerr.Unsupported("preparing statements")
}

// Plan gives the finished plan of a query; parameters become constants.
func Plan(ctx context.Context, stmt parse.Stmt, sqlText string, env *Env, params []types.Type, values []types.Datum) (*plan.Query, error) {
	return nil, pgerr.Unsupported("planning")
}
