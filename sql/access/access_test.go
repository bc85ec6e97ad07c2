package access

import (
	"testing"

	"github.com/tarndb/tarn/catalog"
)

// TestNothingIsNotTheDefault checks that a list from which everything was taken stays a
// list, and gives nothing to its owner.
func TestNothingIsNotTheDefault(t *testing.T) {
	o := &catalog.Object{ID: catalog.FirstID, Kind: catalog.Table, Owner: 20000}
	c := &Change{Owner: 20000, Grantor: 20000, Privileges: All(catalog.Table), Grantees: []catalog.ID{20000}, Revoke: true}
	acl, err := c.Apply(List(o))
	if err != nil || len(acl) == 0 {
		t.Fatalf("got %v, %v", acl, err)
	}
	o.ACL = acl
	r := Of(catalog.NewStore("db", "me").Snapshot(), 20000)
	if got := r.Mask(o, All(catalog.Table)); got != 0 {
		t.Errorf("the owner still has %v", Names(got))
	}
}

// TestOwnerless checks that an object without an owner belongs to nobody.
func TestOwnerless(t *testing.T) {
	snap := catalog.NewStore("db", "me").Snapshot()
	o := &catalog.Object{ID: catalog.FirstID, Kind: catalog.Table}
	for _, role := range []catalog.ID{catalog.PublicRole, 20000} {
		if r := Of(snap, role); r.Owns(o) || r.Mask(o, catalog.PrivSelect) != 0 {
			t.Errorf("role %d has rights on it", role)
		}
	}
}

// TestItems checks that what is printed can be read.
func TestItems(t *testing.T) {
	names := map[catalog.ID]string{1: "a", 2: `we"ird one`}
	role := func(n string) (catalog.ID, bool) {
		for id, name := range names {
			if name == n {
				return id, true
			}
		}
		return 0, false
	}
	for _, a := range []catalog.ACL{
		{Grantee: 1, Grantor: 2, Privileges: catalog.PrivSelect | catalog.PrivInsert, Grantable: catalog.PrivSelect},
		{Grantor: 1, Privileges: catalog.PrivUsage}, {Grantee: 2, Grantor: 1, Privileges: catalog.PrivExecute},
	} {
		text := Item(a, func(id catalog.ID) string { return names[id] })
		if back, ok := ParseItem(text, role); !ok || back != a {
			t.Errorf("%s: got %+v, %v", text, back, ok)
		}
	}
}
