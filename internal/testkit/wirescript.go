package testkit

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgproto3"
)

// A wire script is a dialogue with a server, one file a topic. Its commands, separated by
// empty lines:
//
//	# a comment
//	send                         one message a line: its name and its fields as JSON
//	Query {"String": "SELECT 1"}
//	CopyData "its bytes as a JSON string"
//
//	until                        messages to wait for, in order; what came is compared
//	ReadyForQuery
//	----
//	RowDescription ?column?/23/4/-1/text
//	DataRow 1
//	CommandComplete SELECT 1
//	ReadyForQuery I
//
//	bytes 00 00 00 08            raw bytes
//	close                        closes the connection; the next command opens a new one
//
// ParameterStatus messages are left out unless the script has a line `show ParameterStatus`.

// RunWireScript replays a script against a server and compares its answers.
func RunWireScript(t *testing.T, path string, dial func() (net.Conn, error)) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{dial: dial}
	defer w.close()
	var out []string
	for _, block := range strings.Split(strings.TrimRight(string(text), "\n"), "\n\n") {
		got, err := w.run(block)
		if err != nil {
			t.Fatalf("%s: %v\nin:\n%s", filepath.Base(path), err, block)
		}
		if got != block && !*Rewrite {
			t.Errorf("%s: got:\n%s\nexpected:\n%s", filepath.Base(path), got, block)
		}
		out = append(out, got)
	}
	if *Rewrite {
		if err := os.WriteFile(path, []byte(strings.Join(out, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// wire is the client's end of a script.
type wire struct {
	dial   func() (net.Conn, error)
	nc     net.Conn
	fe     *pgproto3.Frontend
	params bool
}

// run executes a block and gives it back with the actual answers.
func (w *wire) run(block string) (string, error) {
	lines := strings.Split(block, "\n")
	head := 0
	for head < len(lines) && strings.HasPrefix(lines[head], "#") {
		head++
	}
	if head == len(lines) {
		return block, nil
	}
	verb, rest, _ := strings.Cut(lines[head], " ")
	switch verb {
	case "show":
		w.params = rest == "ParameterStatus"
		return block, nil
	case "close":
		w.close()
		return block, nil
	}
	if err := w.open(verb == "bytes"); err != nil {
		return "", err
	}
	_ = w.nc.SetDeadline(time.Now().Add(20 * time.Second))
	switch verb {
	case "send":
		return block, w.send(lines[head+1:])
	case "bytes":
		b, err := hex.DecodeString(strings.ReplaceAll(rest, " ", ""))
		if err == nil {
			_, err = w.nc.Write(b)
		}
		return block, err
	case "until":
		end := head + 1
		for end < len(lines) && lines[end] != "----" {
			end++
		}
		got, err := w.until(lines[head+1 : end])
		return strings.Join(append(lines[:end:end], append([]string{"----"}, got...)...), "\n"), err
	}
	return "", fmt.Errorf("unknown command %q", verb)
}

// open connects and logs in, unless the script sends raw bytes from the start.
func (w *wire) open(raw bool) error {
	if w.nc != nil {
		return nil
	}
	nc, err := w.dial()
	if err != nil {
		return err
	}
	w.nc, w.fe = nc, pgproto3.NewFrontend(nc, nc)
	if raw {
		return nil
	}
	w.fe.Send(&pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersionNumber,
		Parameters: map[string]string{"user": "tarn", "database": "tarn"}})
	if err := w.fe.Flush(); err != nil {
		return err
	}
	_, err = w.until([]string{"ReadyForQuery"})
	return err
}

func (w *wire) close() {
	if w.nc != nil {
		_ = w.nc.Close()
		w.nc = nil
	}
}

// send sends messages.
func (w *wire) send(lines []string) error {
	for _, l := range lines {
		if strings.HasPrefix(l, "#") {
			continue
		}
		name, body, _ := strings.Cut(l, " ")
		m := frontendMessage(name)
		if m == nil {
			return fmt.Errorf("unknown message %q", name)
		}
		if c, ok := m.(*pgproto3.CopyData); ok {
			var text string
			if err := json.Unmarshal([]byte(body), &text); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			c.Data = []byte(text)
		} else if body != "" {
			if err := json.Unmarshal([]byte(body), m); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		w.fe.Send(m)
	}
	return w.fe.Flush()
}

func frontendMessage(name string) pgproto3.FrontendMessage {
	switch name {
	case "Bind":
		return &pgproto3.Bind{}
	case "Close":
		return &pgproto3.Close{}
	case "CopyData":
		return &pgproto3.CopyData{}
	case "CopyDone":
		return &pgproto3.CopyDone{}
	case "CopyFail":
		return &pgproto3.CopyFail{}
	case "Describe":
		return &pgproto3.Describe{}
	case "Execute":
		return &pgproto3.Execute{}
	case "Flush":
		return &pgproto3.Flush{}
	case "FunctionCall":
		return &pgproto3.FunctionCall{}
	case "Parse":
		return &pgproto3.Parse{}
	case "Query":
		return &pgproto3.Query{}
	case "Sync":
		return &pgproto3.Sync{}
	case "Terminate":
		return &pgproto3.Terminate{}
	}
	return nil
}

// until reads until the named messages have come, one after the other.
func (w *wire) until(names []string) ([]string, error) {
	var got []string
	for _, want := range names {
		for {
			m, err := w.fe.Receive()
			if err != nil {
				if want == "EOF" {
					return append(got, "EOF"), nil
				}
				return got, fmt.Errorf("waiting for %s: %w; so far:\n%s", want, err, strings.Join(got, "\n"))
			}
			name := strings.TrimPrefix(fmt.Sprintf("%T", m), "*pgproto3.")
			if name != "ParameterStatus" || w.params {
				got = append(got, strings.TrimRight(name+" "+describeMessage(m), " "))
			}
			if name == want {
				break
			}
		}
	}
	return got, nil
}

// describeMessage prints what of a message is compared.
func describeMessage(m pgproto3.BackendMessage) string {
	switch m := m.(type) {
	case *pgproto3.RowDescription:
		var cols []string
		for _, f := range m.Fields {
			format := "text"
			if f.Format == 1 {
				format = "binary"
			}
			cols = append(cols, fmt.Sprintf("%s/%d/%d/%d/%s", f.Name, f.DataTypeOID, f.DataTypeSize, f.TypeModifier, format))
		}
		return strings.Join(cols, " ")
	case *pgproto3.DataRow:
		var vals []string
		for _, v := range m.Values {
			vals = append(vals, describeValue(v))
		}
		return strings.Join(vals, " | ")
	case *pgproto3.CommandComplete:
		return string(m.CommandTag)
	case *pgproto3.ReadyForQuery:
		return string(m.TxStatus)
	case *pgproto3.ParameterDescription:
		return strings.Trim(fmt.Sprint(m.ParameterOIDs), "[]")
	case *pgproto3.ParameterStatus:
		return m.Name + "=" + m.Value
	case *pgproto3.ErrorResponse:
		text := describeError(m.Severity, m.Code, m.Message, m.Position)
		if strings.HasPrefix(m.Where, "COPY") || strings.Contains(m.Where, "portal parameter") {
			text += " / " + m.Where
		}
		if m.Routine == "RevalidateCachedQuery" { // the one that drivers decide by
			text += " / " + m.Routine
		}
		return text
	case *pgproto3.NoticeResponse:
		return describeError(m.Severity, m.Code, m.Message, m.Position)
	case *pgproto3.CopyData:
		return fmt.Sprintf("%q", m.Data)
	case *pgproto3.NegotiateProtocolVersion:
		return fmt.Sprint(m.NewestMinorProtocol, m.UnrecognizedOptions)
	}
	return ""
}

func describeError(severity, code, message string, pos int32) string {
	s := severity + " " + code + " " + message
	if pos > 0 {
		s += fmt.Sprintf(" @%d", pos)
	}
	return s
}

// describeValue prints a value: text as it is, other bytes in hexadecimal.
func describeValue(v []byte) string {
	if v == nil {
		return "NULL"
	}
	if !utf8.Valid(v) || strings.ContainsFunc(string(v), func(r rune) bool { return r < ' ' }) {
		return "0x" + hex.EncodeToString(v)
	}
	return string(v)
}
