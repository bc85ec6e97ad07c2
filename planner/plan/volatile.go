package plan

import "github.com/tarndb/tarn/sql/builtin"

// Volatility is the strongest volatility of any call in e.
func Volatility(e Expr) builtin.Volatility {
	v := builtin.Immutable
	WalkExpr(e, func(x Expr) bool {
		switch x := x.(type) {
		case *Call:
			v = max(v, x.Fn.Volatility)
		case *AnyAll:
			v = max(v, x.Fn.Volatility)
		case *Coerce:
			v = max(v, builtin.Stable)
		case *Subquery:
			v = max(v, NodeVolatility(x.Plan))
		}
		return true
	})
	return v
}

// NodeVolatility is the strongest volatility of any expression under n.
func NodeVolatility(n Node) builtin.Volatility {
	v := builtin.Immutable
	Walk(n, func(x Node) bool {
		EachExpr(x, func(e Expr) { v = max(v, Volatility(e)) })
		if ps, ok := x.(*ProjectSet); ok {
			for i := range ps.Funcs {
				v = max(v, ps.Funcs[i].Fn.Volatility)
			}
		}
		return true
	})
	return v
}

// IsVolatile tells whether e must be evaluated exactly where and as often as written.
func IsVolatile(e Expr) bool { return Volatility(e) == builtin.Volatile }
