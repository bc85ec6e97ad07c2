package types

import (
	"bytes"
	"cmp"
	"net/netip"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
)

// Cidr is the OID of the cidr type.
const Cidr OID = 650

// An encoded inet or cidr is the mask length in one byte, a byte that is 1 for cidr, and
// 4 or 16 address bytes.

// InetValue is a decoded inet or cidr.
type InetValue struct {
	Addr netip.Addr
	Bits int
	Cidr bool
}

// NewInet makes an inet or cidr datum.
func NewInet(v InetValue) Datum {
	b := []byte{byte(v.Bits), 0}
	if v.Cidr {
		b[1] = 1
	}
	return Datum{S: string(append(b, v.Addr.AsSlice()...))}
}

// InetOf reads an inet or cidr datum.
func InetOf(d Datum) InetValue {
	if len(d.S) < 6 {
		return InetValue{Addr: netip.IPv4Unspecified()}
	}
	a, ok := netip.AddrFromSlice([]byte(d.S[2:]))
	if !ok {
		a = netip.IPv4Unspecified()
	}
	return InetValue{a, int(d.S[0]), d.S[1] == 1}
}

// AppendText appends the address with its mask where it is not the whole address.
func (v InetValue) AppendText(dst []byte) []byte {
	dst = v.Addr.AppendTo(dst)
	if v.Cidr || v.Bits != v.Addr.BitLen() {
		dst = strconv.AppendInt(append(dst, '/'), int64(v.Bits), 10)
	}
	return dst
}

// Network is the address with the host bits cleared.
func (v InetValue) Network() netip.Addr {
	p, err := v.Addr.Prefix(min(v.Bits, v.Addr.BitLen()))
	if err != nil {
		return v.Addr
	}
	return p.Addr()
}

func parseInet(oid OID, in string) (Datum, error) {
	typ := "inet"
	if oid == Cidr {
		typ = "cidr"
	}
	addr, mask, hasMask := strings.Cut(in, "/")
	if oid == Cidr && strings.Count(addr, ".") < 3 && !strings.Contains(addr, ":") { // 10.1 is 10.1.0.0/16
		if !hasMask {
			mask, hasMask = strconv.Itoa(8*(strings.Count(addr, ".")+1)), true
		}
		addr += strings.Repeat(".0", 3-strings.Count(addr, "."))
	}
	a, err := netip.ParseAddr(addr)
	if err != nil || a.Zone() != "" {
		return Null, badSyntax(typ, in)
	}
	v := InetValue{Addr: a, Bits: a.BitLen(), Cidr: oid == Cidr}
	if hasMask {
		n, err := strconv.Atoi(mask)
		if err != nil || n < 0 || n > a.BitLen() {
			return Null, badSyntax(typ, in)
		}
		v.Bits = n
	}
	if v.Cidr && v.Network() != v.Addr {
		return Null, pgerr.New(pgerr.InvalidTextRepresentation, "invalid cidr value: \"%s\"", in).
			WithDetail("Value has bits set to right of mask.")
	}
	return NewInet(v), nil
}

// Cmp orders by family, network, mask length, then address.
func (v InetValue) Cmp(w InetValue) int {
	if c := cmp.Compare(v.Addr.BitLen(), w.Addr.BitLen()); c != 0 {
		return c
	}
	n := min(v.Bits, w.Bits)
	if c := (InetValue{v.Addr, n, true}).Network().Compare((InetValue{w.Addr, n, true}).Network()); c != 0 {
		return c
	}
	if c := cmp.Compare(v.Bits, w.Bits); c != 0 {
		return c
	}
	return v.Addr.Compare(w.Addr)
}

// appendBinary writes family (2 or 3), bits, is_cidr, length, address.
func (v InetValue) appendBinary(dst []byte) []byte {
	family, cidr := byte(2), byte(0)
	if v.Addr.BitLen() == 128 {
		family = 3
	}
	if v.Cidr {
		cidr = 1
	}
	return append(append(dst, family, byte(v.Bits), cidr, byte(v.Addr.BitLen()/8)), v.Addr.AsSlice()...)
}

func (r *reader) inet(oid OID) (Datum, error) {
	h := bytes.Clone(r.take(4))
	n := map[byte]int{2: 4, 3: 16}[h[0]]
	if r.bad {
		return Null, shortBinary()
	}
	if n == 0 {
		return Null, badBinary("invalid address family in external \"inet\" value")
	}
	if int(h[3]) != n {
		return Null, badBinary("invalid length in external \"inet\" value")
	}
	if int(h[1]) > n*8 {
		return Null, badBinary("invalid bits in external \"inet\" value")
	}
	a, _ := netip.AddrFromSlice(r.take(n))
	v := InetValue{a, int(h[1]), oid == Cidr}
	if !r.bad && v.Cidr && v.Network() != v.Addr {
		return Null, badBinary("invalid external \"cidr\" value")
	}
	return NewInet(v), nil
}
