package builtin

import (
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// formatSpec is one conversion %[n$][-][width]type of format().
type formatSpec struct {
	arg, widthArg int // 0: next argument; widthArg -1: none
	left          bool
	width         int
	conv          byte
}

// format is format(template, …). Errors: 22023.
func format(c *Ctx, a []D) (D, error) {
	if a[0].Null {
		return types.Null, nil
	}
	f := &formatter{c: c, args: a, next: 1}
	s := a[0].S
	for s != "" {
		i := strings.IndexByte(s, '%')
		if i < 0 {
			f.out.WriteString(s)
			break
		}
		f.out.WriteString(s[:i])
		if s = s[i+1:]; strings.HasPrefix(s, "%") {
			f.out.WriteByte('%')
			s = s[1:]
			continue
		}
		rest, err := f.conversion(s)
		if err != nil {
			return D{}, err
		}
		s = rest
	}
	return strD(f.out.String()), nil
}

type formatter struct {
	c    *Ctx
	args []D
	next int
	out  strings.Builder
}

var errFormatEnd = badParam("unterminated format() type specifier").(*pgerr.Error).WithHint("For a single \"%%\" use \"%%%%\".")

func (f *formatter) conversion(s string) (string, error) {
	sp := formatSpec{widthArg: -1}
	if n, rest, ok := number(s); ok && strings.HasPrefix(rest, "$") {
		if n == 0 {
			return "", badParam("format specifies argument 0, but arguments are numbered from 1")
		}
		sp.arg, s = n, rest[1:]
	}
	for strings.HasPrefix(s, "-") {
		sp.left, s = true, s[1:]
	}
	if strings.HasPrefix(s, "*") {
		sp.widthArg, s = 0, s[1:]
		if n, rest, ok := number(s); ok {
			if !strings.HasPrefix(rest, "$") {
				return "", badParam("width argument position must be ended by \"$\"")
			}
			if n == 0 {
				return "", badParam("format specifies argument 0, but arguments are numbered from 1")
			}
			sp.widthArg, s = n, rest[1:]
		}
	} else if n, rest, ok := number(s); ok {
		sp.width, s = n, rest
	}
	if s == "" {
		return "", errFormatEnd
	}
	sp.conv = s[0]
	if strings.IndexByte("sIL", sp.conv) < 0 {
		return "", badParam("unrecognized format() type specifier \"%c\"", sp.conv).(*pgerr.Error).WithHint("For a single \"%%\" use \"%%%%\".")
	}
	return s[1:], f.write(sp)
}

func number(s string) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' && i < 9 {
		i++
	}
	if i == 0 {
		return 0, s, false
	}
	n, _ = strconv.Atoi(s[:i])
	return n, s[i:], true
}

func (f *formatter) take(n int) (D, int, error) {
	if n == 0 {
		n = f.next
	}
	f.next = n + 1
	if n >= len(f.args) {
		return D{}, 0, badParam("too few arguments for format()")
	}
	return f.args[n], n, nil
}

func (f *formatter) write(sp formatSpec) error {
	if sp.widthArg >= 0 {
		w, i, err := f.take(sp.widthArg)
		if err != nil {
			return err
		}
		if !w.Null {
			n, err := strconv.Atoi(f.c.text(i, w))
			if err != nil {
				return pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type integer: \"%s\"", f.c.text(i, w))
			}
			if sp.width = n; n < 0 {
				sp.left, sp.width = true, -n
			}
		}
	}
	d, i, err := f.take(sp.arg)
	if err != nil {
		return err
	}
	text, err := f.render(sp.conv, d, i)
	if err != nil {
		return err
	}
	if sp.width > maxText {
		return errTooLarge
	}
	pad := ""
	if n := sp.width - int(charCount(text)); n > 0 {
		pad = strings.Repeat(" ", n)
	}
	if sp.left {
		text, pad = pad, text
	}
	f.out.WriteString(pad + text)
	return nil
}

func (f *formatter) render(conv byte, d D, i int) (string, error) {
	if d.Null {
		switch conv {
		case 'L':
			return "NULL", nil
		case 'I':
			return "", pgerr.New(pgerr.NullValueNotAllowed, "null values cannot be formatted as an SQL identifier")
		}
		return "", nil
	}
	text := f.c.text(i, d)
	switch conv {
	case 'I':
		return QuoteIdent(text), nil
	case 'L':
		return QuoteLiteral(text), nil
	}
	return text, nil
}
