package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/spf13/cobra"

	"github.com/tarndb/tarn/internal/node"
)

// sqlOptions are the flags of `tarn sql`.
type sqlOptions struct {
	commands []string
	files    []string
	url      string
	format   string
	tuples   bool
	keep     bool
}

func sqlCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sql [statements]",
		Short: "Run SQL statements against a server, or in this process on a data directory",
		Long: "Run SQL statements from arguments, -c, -f or standard input.\n" +
			"With --url they go to a server; without it a server is started inside this process\n" +
			"on the data directory, and stopped at the end.",
	}
	var o sqlOptions
	f := cmd.Flags()
	f.StringArrayVarP(&o.commands, "command", "c", nil, "statements to run; may be repeated")
	f.StringArrayVarP(&o.files, "file", "f", nil, "file of statements to run, - for standard input")
	f.StringVar(&o.url, "url", "", "server, such as postgres://tarn@127.0.0.1:5439/tarn")
	f.StringVar(&o.format, "format", "table", "table, csv or json (one object a line)")
	f.BoolVarP(&o.tuples, "tuples-only", "t", false, "no headers and row counts")
	f.BoolVar(&o.keep, "keep-going", false, "go on after an error")
	load := configFlags(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		o.commands = append(o.commands, args...)
		cfg, err := load()
		if err != nil {
			return err
		}
		return runSQL(context.Background(), &o, cfg)
	}
	return cmd
}

// runSQL connects and runs all texts in order.
func runSQL(ctx context.Context, o *sqlOptions, cfg node.Config) error {
	texts, err := sqlTexts(o)
	if err != nil {
		return err
	}
	conn, done, err := connect(ctx, o, cfg)
	if err != nil {
		return err
	}
	defer done()
	p := &printer{w: os.Stdout, format: o.format, tuples: o.tuples}
	failed := false
	for _, text := range texts {
		if err := runText(ctx, conn, text, p); err != nil {
			if !o.keep || conn.IsClosed() {
				return err
			}
			fmt.Fprintln(os.Stderr, "tarn:", err)
			failed = true
		}
	}
	if failed {
		return errors.New("some statements failed")
	}
	return nil
}

// sqlTexts gathers what to run.
func sqlTexts(o *sqlOptions) ([]string, error) {
	texts := append([]string{}, o.commands...)
	files := o.files
	if len(texts) == 0 && len(files) == 0 {
		files = []string{"-"}
	}
	for _, name := range files {
		var b []byte
		var err error
		if name == "-" {
			b, err = io.ReadAll(os.Stdin)
		} else {
			b, err = os.ReadFile(name)
		}
		if err != nil {
			return nil, err
		}
		texts = append(texts, string(b))
	}
	return texts, nil
}

// connect opens a connection to the server named, or to one inside this process.
func connect(ctx context.Context, o *sqlOptions, cfg node.Config) (*pgconn.PgConn, func(), error) {
	url, stop := o.url, func() {}
	var dial pgconn.DialFunc
	if url == "" {
		cfg.Listen = "127.0.0.1:0"
		n, err := node.Start(ctx, cfg, func(line string) { fmt.Fprintln(os.Stderr, line) })
		if err != nil {
			return nil, nil, err
		}
		url = "postgres://" + node.Superuser + "@127.0.0.1/" + node.DatabaseName + "?sslmode=disable"
		dial = func(context.Context, string, string) (net.Conn, error) { return n.Dial(), nil }
		stop = func() { n.Close(ctx) }
	}
	pc, err := pgconn.ParseConfig(url)
	if err != nil {
		stop()
		return nil, nil, err
	}
	if dial != nil {
		pc.DialFunc = dial
		pc.Password = cfg.Password
	}
	pc.RuntimeParams["application_name"] = "tarn sql"
	pc.OnNotice = func(_ *pgconn.PgConn, n *pgconn.Notice) { fmt.Fprintf(os.Stderr, "%s: %s\n", n.Severity, n.Message) }
	conn, err := pgconn.ConnectConfig(ctx, pc)
	if err != nil {
		stop()
		return nil, nil, err
	}
	return conn, func() { _ = conn.Close(ctx); stop() }, nil
}

// runText runs a string of statements and prints every result.
func runText(ctx context.Context, conn *pgconn.PgConn, text string, p *printer) error {
	mr := conn.Exec(ctx, text)
	for mr.NextResult() {
		if err := p.result(mr.ResultReader()); err != nil {
			_ = mr.Close()
			return describe(err, text)
		}
	}
	return describe(mr.Close(), text)
}

// describe adds the line and a caret to an error with a position.
func describe(err error, text string) error {
	var pe *pgconn.PgError
	if !errors.As(err, &pe) {
		return err
	}
	msg := fmt.Sprintf("%s: %s (%s)", pe.Severity, pe.Message, pe.Code)
	if runes := []rune(text); pe.Position > 0 && int(pe.Position) <= len(runes)+1 {
		at := int(pe.Position) - 1
		start, end := at, at
		for start > 0 && runes[start-1] != '\n' {
			start--
		}
		for end < len(runes) && runes[end] != '\n' {
			end++
		}
		head := fmt.Sprintf("LINE %d: ", strings.Count(string(runes[:start]), "\n")+1)
		msg += "\n" + head + string(runes[start:end]) + "\n" + strings.Repeat(" ", len(head)+at-start) + "^"
	}
	for _, s := range []struct{ name, text string }{{"DETAIL", pe.Detail}, {"HINT", pe.Hint}} {
		if s.text != "" {
			msg += "\n" + s.name + ": " + s.text
		}
	}
	return errors.New(msg)
}
