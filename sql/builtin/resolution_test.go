package builtin

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// resolutionTypes take part in the comparison of overload resolution; "" is an unknown
// literal.
var resolutionTypes = []string{"", "int2", "int4", "int8", "numeric", "float4", "float8", "text", "varchar", "bpchar", "name", "bool", "date", "time",
	"timestamp", "timestamptz", "interval", "int4[]", "text[]", "numeric[]", "json", "jsonb", "bytea", "uuid", "oid", "regclass", "bit"}

func nullOf(t string) string {
	if t == "" {
		return "NULL"
	}
	return "NULL::" + t
}

func resolutionCases() []pgCase {
	var out []pgCase
	names := map[string]bool{}
	for _, o := range Operators() {
		if o.OID < firstOwnOID && !names[o.Name] {
			names[o.Name] = true
			for _, l := range resolutionTypes {
				for _, r := range resolutionTypes {
					e := fmt.Sprintf("pg_typeof(%s %s %s)", nullOf(l), o.Name, nullOf(r))
					out = append(out, pgCase{"op " + o.Name, e, "select (" + e + ")::text"})
				}
				e := fmt.Sprintf("pg_typeof(%s %s)", o.Name, nullOf(l))
				out = append(out, pgCase{"prefix " + o.Name, e, "select (" + e + ")::text"})
			}
		}
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, n := range Names() {
		skip := skipResolution[n] || strings.HasPrefix(n, "pg_") || strings.HasPrefix(n, "has_")
		own := false
		for _, f := range LookupFuncs(n) {
			own = own || f.OID >= firstOwnOID
			skip = skip || f.Kind != Scalar || f.Volatility == Volatile
		}
		if skip || own {
			continue
		}
		for arity := 1; arity <= 3; arity++ {
			for k := range map[int]int{1: len(resolutionTypes), 2: 40, 3: 15}[arity] {
				var args []string
				for range arity {
					t := resolutionTypes[rnd.IntN(len(resolutionTypes))]
					if arity == 1 {
						t = resolutionTypes[k]
					}
					args = append(args, nullOf(t))
				}
				list := strings.Join(args, ", ")
				out = append(out, pgCase{"fn " + n, "pg_typeof(" + n + "(" + list + "))", `select (pg_typeof("` + n + `"(` + list + `)))::text`})
			}
		}
	}
	return out
}

var skipResolution = wordSet(`any array both char bit numeric_pl_pg_lsn like_escape current_schema current_user session_user obj_description col_description
shobj_description enum_first enum_last enum_range concat concat_ws num_nulls num_nonnulls json_build_array json_build_object jsonb_build_array
jsonb_build_object now nextval currval lastval setval set_config format_type to_regclass amvalidate`)

func TestResolutionAgainstPostgres(t *testing.T) { compareAll(t, resolutionCases(), 0.98) }

func TestResolveErrors(t *testing.T) {
	i4, tx, un := types.T(types.Int4), types.T(types.Text), types.T(types.Unknown)
	_, err := ResolveOp("+", &i4, &tx)
	checkError(t, err, "42883", "operator does not exist: integer + text")
	_, err = ResolveOp("+", &un, &un)
	checkError(t, err, "42725", "operator is not unique: unknown + unknown")
	_, err = ResolveFunc("nosuch", []types.Type{i4, un}, nil, false)
	checkError(t, err, "42883", "function nosuch(integer, unknown) does not exist")
	_, err = ResolveFunc("make_interval", []types.Type{i4}, []string{"dayz"}, false)
	checkError(t, err, "42883", "function make_interval(dayz => integer) does not exist")
	_, err = ResolveFunc("array_append", []types.Type{un, un}, nil, false)
	if err != nil {
		t.Errorf("array_append of unknowns: %v", err)
	}
	_, err = CommonType([]types.Type{i4, types.T(types.Date)}, "UNION")
	checkError(t, err, "42804", "UNION types integer and date cannot be matched")
	_, err = FindCast(types.T(types.Date), i4, CastExplicit)
	checkError(t, err, "42846", "cannot cast type date to integer")
}

func checkError(t *testing.T, err error, code pgerr.Code, msg string) {
	t.Helper()
	e := pgerr.From(err)
	if e == nil || e.Code != code || e.Message != msg {
		t.Errorf("got %v, want %s %s", err, code, msg)
	}
}

func TestNamedAndDefaultArguments(t *testing.T) {
	i4 := types.T(types.Int4)
	r, err := ResolveFunc("make_interval", []types.Type{i4, i4}, []string{"", "days"}, false)
	if err != nil || len(r.ArgMap) != 7 || r.ArgMap[0] != 0 || r.ArgMap[3] != 1 || r.ArgMap[1] != -1 {
		t.Fatalf("%+v %v", r, err)
	}
	r, err = ResolveFunc("jsonb_set", []types.Type{types.T(types.JSONB), types.T(1009), types.T(types.JSONB)}, nil, false)
	if err != nil || r.ArgMap[3] != -1 || !r.Defaults[3].Bool() {
		t.Fatalf("%+v %v", r, err)
	}
	r, err = ResolveFunc("json_extract_path", []types.Type{types.T(types.JSON), types.T(types.Text), types.T(types.Unknown)}, nil, false)
	if err != nil || r.VariadicFrom != 1 || r.VariadicArray.OID != 1009 {
		t.Fatalf("%+v %v", r, err)
	}
	r, err = ResolveFunc("int8", []types.Type{types.T(types.Unknown)}, nil, false)
	if err != nil || r.CastTo == nil || r.CastTo.OID != types.Int8 {
		t.Fatalf("%+v %v", r, err)
	}
}

func TestCommonType(t *testing.T) {
	for _, c := range []struct {
		in   []types.OID
		want types.OID
	}{
		{[]types.OID{types.Int4, types.Int8, types.Unknown}, types.Int8}, {[]types.OID{types.Int4, types.Numeric}, types.Numeric},
		{[]types.OID{types.Numeric, types.Float4}, types.Float4}, {[]types.OID{types.Unknown, types.Unknown}, types.Text},
		{[]types.OID{types.VarChar, types.Text}, types.VarChar}, {[]types.OID{types.Date, types.TimestampTZ}, types.TimestampTZ},
		{[]types.OID{types.Float8, types.Numeric}, types.Float8},
	} {
		var ts []types.Type
		for _, o := range c.in {
			ts = append(ts, types.T(o))
		}
		got, err := CommonType(ts, "CASE")
		if err != nil || got.OID != c.want {
			t.Errorf("%v gives %v, %v", c.in, got, err)
		}
	}
}

func TestCatalog(t *testing.T) {
	seen := map[uint32]*Func{}
	kinds := map[Kind]int{}
	pg := map[string]bool{}
	for _, f := range Funcs() {
		if !f.callable() {
			t.Errorf("%s cannot be called", f.Describe())
		}
		if o := seen[f.OID]; o != nil {
			t.Errorf("%s and %s share OID %d", f.Describe(), o.Describe(), f.OID)
		}
		seen[f.OID] = f
		kinds[f.Kind]++
		if f.Defaults != len(f.DefaultVals) && f.OID < firstOwnOID {
			t.Errorf("%s: %d defaults, %d values", f.Describe(), f.Defaults, len(f.DefaultVals))
		}
		if f.OID < firstOwnOID {
			pg[f.Name] = true
		}
	}
	t.Logf("%d functions (%d scalar, %d aggregate, %d window, %d set-returning), %d names of which PostgreSQL's %d; %d operators, %d casts, %d rows of pg_proc",
		len(Funcs()), kinds[Scalar], kinds[Aggregate], kinds[Window], kinds[SetReturning], len(Names()), len(pg), len(Operators()), len(Casts()), len(Procs()))
	if f := FuncByOID(177); f == nil || f.Kernel != "int4pl" || f.Name != "int4pl" {
		t.Error("int4pl")
	}
}
