package builtin

import (
	"net/netip"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Network address functions.
func init() {
	one := func(f func(v types.InetValue) D) evalFn {
		return func(_ *Ctx, a []D) (D, error) { return f(types.InetOf(a[0])), nil }
	}
	test := func(f func(v, w types.InetValue) bool) evalFn {
		return func(_ *Ctx, a []D) (D, error) { return boolD(f(types.InetOf(a[0]), types.InetOf(a[1]))), nil }
	}
	setLen := func(_ *Ctx, a []D) (D, error) {
		v, n := types.InetOf(a[0]), int(a[1].I)
		if n == -1 {
			n = v.Addr.BitLen()
		}
		if n < 0 || n > v.Addr.BitLen() {
			return D{}, badParam("invalid mask length: %d", a[1].I)
		}
		if v.Bits = n; v.Cidr {
			v.Addr = v.Network()
		}
		return types.NewInet(v), nil
	}
	regScalars(map[string]evalFn{
		"network_host": one(func(v types.InetValue) D { return strD(v.Addr.String()) }),
		"network_show": one(func(v types.InetValue) D {
			return strD(string((types.InetValue{Addr: v.Addr, Bits: v.Bits, Cidr: true}).AppendText(nil)))
		}),
		"inet_abbrev":     one(func(v types.InetValue) D { return strD(string(v.AppendText(nil))) }),
		"network_masklen": one(func(v types.InetValue) D { return intD(int64(v.Bits)) }),
		"network_family": one(func(v types.InetValue) D {
			if v.Addr.Is4() {
				return intD(4)
			}
			return intD(6)
		}),
		"network_network": one(func(v types.InetValue) D {
			return types.NewInet(types.InetValue{Addr: v.Network(), Bits: v.Bits, Cidr: true})
		}),
		"inet_to_cidr": one(func(v types.InetValue) D {
			return types.NewInet(types.InetValue{Addr: v.Network(), Bits: v.Bits, Cidr: true})
		}),
		"network_netmask":   one(func(v types.InetValue) D { return types.NewInet(whole(mask(v, 0xff, 0))) }),
		"network_hostmask":  one(func(v types.InetValue) D { return types.NewInet(whole(mask(v, 0, 0xff))) }),
		"network_broadcast": one(func(v types.InetValue) D { return types.NewInet(types.InetValue{Addr: broadcast(v), Bits: v.Bits}) }),
		"inet_set_masklen":  setLen, "cidr_set_masklen": setLen,
		"inet_same_family":       test(func(v, w types.InetValue) bool { return v.Addr.BitLen() == w.Addr.BitLen() }),
		"network_sub":            test(func(v, w types.InetValue) bool { return within(v, w) && v.Bits > w.Bits }),
		"network_subeq":          test(within),
		"network_sup":            test(func(v, w types.InetValue) bool { return within(w, v) && w.Bits > v.Bits }),
		"network_supeq":          test(func(v, w types.InetValue) bool { return within(w, v) }),
		"network_overlap":        test(func(v, w types.InetValue) bool { return within(v, w) || within(w, v) }),
		"inetmi_int8":            func(_ *Ctx, a []D) (D, error) { return shiftInet(a[0], -a[1].I) },
		"inetpl":                 func(_ *Ctx, a []D) (D, error) { return shiftInet(a[0], a[1].I) },
		"int8pl_inet(int8,inet)": func(_ *Ctx, a []D) (D, error) { return shiftInet(a[1], a[0].I) },
	})
}

func whole(a netip.Addr) types.InetValue { return types.InetValue{Addr: a, Bits: a.BitLen()} }

// mask builds an address with network bits of one pattern and host bits of another.
func mask(v types.InetValue, network, host byte) netip.Addr {
	b := v.Addr.AsSlice()
	for i := range b {
		n := min(max(v.Bits-8*i, 0), 8)
		m := byte(0xff << (8 - n))
		b[i] = network&m | host&^m
	}
	a, _ := netip.AddrFromSlice(b)
	return a
}

func broadcast(v types.InetValue) netip.Addr {
	b, h := v.Addr.AsSlice(), mask(v, 0, 0xff).AsSlice()
	for i := range b {
		b[i] |= h[i]
	}
	a, _ := netip.AddrFromSlice(b)
	return a
}

// within says whether v's network lies in w's or is equal to it.
func within(v, w types.InetValue) bool {
	return v.Addr.BitLen() == w.Addr.BitLen() && v.Bits >= w.Bits &&
		(types.InetValue{Addr: v.Addr, Bits: w.Bits}).Network() == w.Network()
}

func shiftInet(d D, n int64) (D, error) {
	v := types.InetOf(d)
	b := v.Addr.AsSlice()
	carry := n
	for i := len(b) - 1; i >= 0; i-- {
		sum := int64(b[i]) + carry&0xff
		b[i] = byte(sum)
		carry = carry>>8 + sum>>8
	}
	if carry != 0 {
		return D{}, pgerr.New(pgerr.NumericValueOutOfRange, "result is out of range")
	}
	v.Addr, _ = netip.AddrFromSlice(b)
	return types.NewInet(v), nil
}
