package parse

import "reflect"

// Walk visits a node and all nodes below it, parents first and in the order of the tree's
// fields; f returns false to skip what is below. It is for declarations and rewrites, not
// for hot paths: the tree is followed by reflection, so that no node can be forgotten.
func Walk(n Node, f func(Node) bool) {
	if n != nil {
		walkValue(reflect.ValueOf(n), f)
	}
}

// WalkExpr visits an expression and the expressions below it, those of subqueries too.
func WalkExpr(e Expr, f func(Expr) bool) {
	if e == nil {
		return
	}
	Walk(e, func(n Node) bool {
		if x, ok := n.(Expr); ok {
			return f(x)
		}
		return true
	})
}

var spanType = reflect.TypeFor[Span]()

func walkValue(v reflect.Value, f func(Node) bool) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			walkValue(v.Elem(), f)
		}
	case reflect.Pointer:
		if v.IsNil() || v.Elem().Kind() != reflect.Struct {
			return
		}
		if n, ok := v.Interface().(Node); ok && !f(n) {
			return
		}
		walkFields(v.Elem(), f)
	case reflect.Slice:
		for i := range v.Len() {
			walkValue(v.Index(i), f)
		}
	case reflect.Struct:
		if v.Type() != spanType {
			walkFields(v, f)
		}
	}
}

func walkFields(v reflect.Value, f func(Node) bool) {
	for i := range v.NumField() {
		switch v.Field(i).Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Slice, reflect.Struct:
			walkValue(v.Field(i), f)
		}
	}
}
