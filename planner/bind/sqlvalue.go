package bind

import (
	"time"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/types"
)

// sqlValue binds current_date and its like: constants, since a statement is planned
// anew for each execution.
func (x *exprBinder) sqlValue(e *parse.SQLValue) (plan.Expr, error) {
	b := x.b
	switch e.Name {
	case "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp":
		return b.timeValue(e)
	case "current_user", "current_role", "user":
		return nameConst(b.sess.User), nil
	case "session_user":
		return nameConst(b.sess.SessionUser), nil
	case "current_catalog":
		return nameConst(b.sess.Database), nil
	case "current_schema":
		return b.callByName("current_schema", nil, nil, e.Pos)
	}
	return nil, b.unsupported(e.Pos, "%s", e.Name)
}

func nameConst(s string) plan.Expr {
	return &plan.Const{D: types.NewStr(s), T: types.T(types.Name)}
}

func (b *Binder) timeValue(e *parse.SQLValue) (plan.Expr, error) {
	loc := b.sess.Location
	if loc == nil {
		loc = time.UTC
	}
	now := b.sess.TransactionTime
	if now.IsZero() {
		now = time.Now()
	}
	text := now.In(loc).Format("2006-01-02 15:04:05.999999-07:00:00")
	t := types.Type{Mod: -1}
	switch e.Name {
	case "current_date":
		t.OID, text = types.Date, now.In(loc).Format("2006-01-02")
	case "current_time":
		t.OID, text = types.TimeTZ, now.In(loc).Format("15:04:05.999999-07:00")
	case "localtime":
		t.OID, text = types.Time, now.In(loc).Format("15:04:05.999999")
	case "localtimestamp":
		t.OID, text = types.Timestamp, now.In(loc).Format("2006-01-02 15:04:05.999999")
	default:
		t.OID = types.TimestampTZ
	}
	d, err := types.Parse(t, text, b.inputStyle())
	if err != nil {
		return nil, b.at(err, e.Pos)
	}
	var v plan.Expr = &plan.Const{D: d, T: t}
	if e.Precision >= 0 {
		t.Mod = int32(e.Precision)
		return b.coerce(v, t, builtin.CastExplicit, e.Pos)
	}
	return v, nil
}
