package tpch

import (
	"fmt"
	"strings"
)

func (g *generator) region(u int, emit func(...any)) {
	emit(u-1, regions[u-1], newStream(1, u).text(31, 115))
}

func (g *generator) nation(u int, emit func(...any)) {
	n := nations[u-1]
	emit(u-1, n.name, n.region, newStream(2, u).text(31, 114))
}

func (g *generator) supplier(u int, emit func(...any)) {
	s := newStream(3, u)
	nation := s.between(0, 24)
	address, tel, balance, comment := s.address(10, 40), phone(s, nation), s.between(-99999, 999999), s.text(25, 100)
	// Five of 10,000 suppliers have complaints and five are recommended.
	switch s.between(0, 1999) {
	case 0:
		comment = insert(s, comment, "Customer ", "Complaints")
	case 1:
		comment = insert(s, comment, "Customer ", "Recommends")
	}
	emit(u, fmt.Sprintf("Supplier#%09d", u), address, nation, tel, balance, comment)
}

// insert writes two words over a text, with what was between them kept.
func insert(s *stream, text, first, second string) string {
	gap := s.between(0, len(text)-len(first)-len(second))
	at := s.between(0, len(text)-len(first)-len(second)-gap)
	b := []byte(text)
	copy(b[at:], first)
	copy(b[at+len(first)+gap:], second)
	return string(b)
}

func (g *generator) customer(u int, emit func(...any)) {
	s := newStream(4, u)
	nation := s.between(0, 24)
	emit(u, fmt.Sprintf("Customer#%09d", u), s.address(10, 40), nation, phone(s, nation), s.between(-99999, 999999),
		s.pick(segments), s.text(29, 116))
}

// retailPrice is P_RETAILPRICE in cents.
func retailPrice(part int) int { return 90000 + part/10%20001 + 100*(part%1000) }

func (g *generator) part(u int, emit func(...any)) {
	s := newStream(5, u)
	var name []string
	for len(name) < 5 {
		c := s.pick(colors)
		if !strings.Contains(" "+strings.Join(name, " ")+" ", " "+c+" ") {
			name = append(name, c)
		}
	}
	m := s.between(1, 5)
	emit(u, strings.Join(name, " "), fmt.Sprintf("Manufacturer#%d", m), fmt.Sprintf("Brand#%d%d", m, s.between(1, 5)),
		s.pick(types1)+" "+s.pick(types2)+" "+s.pick(types3), s.between(1, 50), s.pick(sizes)+" "+s.pick(boxes),
		retailPrice(u), s.text(5, 22))
}

// supplierOf is the i-th of the four suppliers of a part. Below 4 suppliers they repeat.
func (g *generator) supplierOf(part, i int) int {
	n := g.suppliers
	return (part+i*(n/4+(part-1)/n))%n + 1
}

func (g *generator) partsupp(u int, emit func(...any)) {
	s := newStream(6, u)
	for i := range 4 {
		emit(u, g.supplierOf(u, i), s.between(1, 9999), s.between(100, 100000), s.text(49, 198))
	}
}

// orderKey spreads keys: eight of each 32 are used.
func orderKey(u int) int { return (u-1)/8*32 + (u-1)%8 + 1 }

// line is a line item as both orders and lineitem need it.
type line struct {
	part, supplier, quantity, price, discount, tax int
	ship, commit, receipt                          int
	flag, status                                   string
}

// lines makes the line items of an order.
func (g *generator) lines(s *stream, orderDate int) []line {
	out := make([]line, s.between(1, 7))
	for i := range out {
		l := &out[i]
		l.part = s.between(1, g.parts)
		l.supplier = g.supplierOf(l.part, s.between(0, 3))
		l.quantity, l.discount, l.tax = s.between(1, 50), s.between(0, 10), s.between(0, 8)
		l.price = l.quantity * retailPrice(l.part)
		l.ship = orderDate + s.between(1, 121)
		l.commit, l.receipt = orderDate+s.between(30, 90), l.ship+s.between(1, 30)
		l.flag, l.status = "N", "O"
		if l.receipt <= currentDate {
			l.flag = []string{"R", "A"}[s.between(0, 1)]
		}
		if l.ship <= currentDate {
			l.status = "F"
		}
	}
	return out
}

func (g *generator) order(u int, emit func(...any)) {
	s := newStream(7, u)
	orderDate := s.between(startDate, endDate-151)
	lines := g.lines(s, orderDate)
	total, open := 0, 0
	for _, l := range lines {
		total += l.price * (100 + l.tax) / 100 * (100 - l.discount) / 100
		if l.status == "O" {
			open++
		}
	}
	status := "P"
	if open == 0 {
		status = "F"
	} else if open == len(lines) {
		status = "O"
	}
	customer := s.between(1, g.customers)
	for customer%3 == 0 && g.customers > 2 { // a third of the customers has no orders
		customer = s.between(1, g.customers)
	}
	clerk := s.between(1, max(1, int(1000*g.sf)))
	emit(orderKey(u), customer, status, total, orderDate, s.pick(priorities), fmt.Sprintf("Clerk#%09d", clerk), 0, s.text(19, 78))
}

func (g *generator) lineitems(u int, emit func(...any)) {
	s := newStream(7, u)
	orderDate := s.between(startDate, endDate-151)
	lines := g.lines(s, orderDate)
	own := newStream(8, u)
	for i, l := range lines {
		emit(orderKey(u), l.part, l.supplier, i+1, l.quantity*100, l.price, l.discount, l.tax, l.flag, l.status, l.ship,
			l.commit, l.receipt, own.pick(instructs), own.pick(modes), own.text(10, 43))
	}
}
