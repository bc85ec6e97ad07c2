package access

import (
	"context"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/pgerr"
)

// Use is an object that a statement reads, changes or calls, and what for. The binder
// notes them, the session judges them before anything is planned.
type Use struct {
	OID uint32
	// As is the role whose rights count, 0 for the current one.
	As catalog.ID
	// Need are privileges on the object, SELECT is among them when columns are read. SELECT, INSERT and UPDATE may be had on the
	// columns instead; those used are told by position.
	Need                 catalog.Privilege
	Read, Insert, Update []bool
}

// Mark notes the use of a column.
func Mark(set *[]bool, pos int) {
	for len(*set) <= pos {
		*set = append(*set, false)
	}
	(*set)[pos] = true
}

// Judge refuses a use of an object that the role has no right to.
func (r *Rights) Judge(u *Use, o *catalog.Object) error {
	need := u.Need
	if len(u.Read) > 0 {
		need |= catalog.PrivSelect
	}
	missing := need &^ r.Mask(o, need)
	if missing == 0 {
		return nil
	}
	if missing&^(catalog.PrivSelect|catalog.PrivInsert|catalog.PrivUpdate) != 0 {
		return Denied(o)
	}
	for _, c := range []struct {
		priv catalog.Privilege
		cols []bool
	}{{catalog.PrivSelect, u.Read}, {catalog.PrivInsert, u.Insert}, {catalog.PrivUpdate, u.Update}} {
		if missing&c.priv != 0 && !r.onColumns(o, c.priv, c.cols) {
			return Denied(o)
		}
	}
	return nil
}

// onColumns tells whether the role has a privilege on all the columns used, or on any
// when none is.
func (r *Rights) onColumns(o *catalog.Object, p catalog.Privilege, used []bool) bool {
	cols := columnsOf(o)
	some := false
	for i := range cols {
		want := i < len(used) && used[i]
		has := r.ColumnMask(o, &cols[i], p) != 0
		if want && !has {
			return false
		}
		some = some || has
	}
	return some
}

func columnsOf(o *catalog.Object) []catalog.Column {
	switch {
	case o.Table != nil && len(o.Table.Columns) > 0:
		return o.Table.Columns
	case o.View != nil:
		return o.View.Columns
	}
	return nil
}

// Missing is the error of an object that is gone when its use is judged.
func Missing() *pgerr.Error {
	return pgerr.New(pgerr.InsufficientPrivilege, "permission denied for an object that no longer exists")
}

// caller says on whose behalf names are resolved.
type caller struct {
	role           catalog.ID
	stored, policy bool
}

type callerKey struct{}

// Within marks work on the text of a stored object, such as a view's query: its names were
// checked when it was made, and what it touches is judged by the rights of role (0: the
// current one's).
func Within(ctx context.Context, role catalog.ID) context.Context {
	return context.WithValue(ctx, callerKey{}, caller{role: role, stored: true})
}

// Stored gives what Within set; ok is false for the text of the client.
func Stored(ctx context.Context) (role catalog.ID, ok bool) {
	c, ok := ctx.Value(callerKey{}).(caller)
	return c.role, ok && c.stored
}

// Policy marks work on the text of a row or column policy, which has the rights of role
// all the way down: those who are held by a policy need no rights on what it reads.
func Policy(ctx context.Context, role catalog.ID) context.Context {
	return context.WithValue(ctx, callerKey{}, caller{role, true, true})
}

// Called marks work on the body of a function, which is the current role's own work even
// inside a view. Inside a policy it stays the policy's.
func Called(ctx context.Context) context.Context {
	if c, _ := ctx.Value(callerKey{}).(caller); c.policy || !c.stored {
		return ctx
	}
	return context.WithValue(ctx, callerKey{}, caller{})
}

// InPolicy tells whether the text being bound belongs to a policy.
func InPolicy(ctx context.Context) bool {
	c, _ := ctx.Value(callerKey{}).(caller)
	return c.policy
}
