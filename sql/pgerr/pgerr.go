// Package pgerr is the one user-visible error of Tarn: a SQLSTATE, a message in
// PostgreSQL's words and, where known, a position in the statement text.
//
// Invariant: the SQLSTATE is chosen where the error is born and is never derived
// from a text later. Errors are immutable once returned; the With functions copy.
// Start reading at Error.
package pgerr

import (
	"context"
	"errors"
	"fmt"
)

// Code is a five-character SQLSTATE.
type Code string

// Error is an error as a client sees it. Position is the 1-based character (not
// byte) offset in the statement text, 0 when unknown.
type Error struct {
	Severity   string // "ERROR" unless set to "FATAL" or "PANIC"
	Code       Code
	Message    string
	Detail     string
	Hint       string
	Position   int
	Where      string
	Schema     string
	Table      string
	Column     string
	DataType   string
	Constraint string
	Routine    string // set only where drivers decide by it
	cause      error
}

// Error renders the message with its SQLSTATE, for logs and tests.
func (e *Error) Error() string { return fmt.Sprintf("%s (SQLSTATE %s)", e.Message, e.Code) }

// Unwrap gives the internal cause, which is never shown to a client.
func (e *Error) Unwrap() error { return e.cause }

// New makes an error with a formatted message.
func New(code Code, format string, args ...any) *Error {
	return &Error{Severity: "ERROR", Code: code, Message: fmt.Sprintf(format, args...)}
}

// Wrap makes an error that keeps an internal cause for errors.Is and logs.
func Wrap(cause error, code Code, format string, args ...any) *Error {
	e := New(code, format, args...)
	e.cause = cause
	return e
}

// Unsupported is the answer to a feature that is not there.
func Unsupported(format string, args ...any) *Error {
	return New(FeatureNotSupported, format+" is not supported", args...)
}

// At returns a copy with the 1-based character position, keeping one already set.
func (e *Error) At(pos int) *Error {
	if e.Position != 0 || pos <= 0 {
		return e
	}
	c := *e
	c.Position = pos
	return &c
}

// WithDetail returns a copy with a detail line.
func (e *Error) WithDetail(format string, args ...any) *Error {
	c := *e
	c.Detail = fmt.Sprintf(format, args...)
	return &c
}

// WithHint returns a copy with a hint line.
func (e *Error) WithHint(format string, args ...any) *Error {
	c := *e
	c.Hint = fmt.Sprintf(format, args...)
	return &c
}

// From turns any error into an *Error: itself if it is one, 57014 for a cancelled
// context, XX000 otherwise.
func From(err error) *Error {
	var e *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e):
		return e
	case errors.Is(err, context.Canceled):
		return Wrap(err, QueryCanceled, "canceling statement due to user request")
	case errors.Is(err, context.DeadlineExceeded):
		return Wrap(err, QueryCanceled, "canceling statement due to statement timeout")
	}
	return Wrap(err, InternalError, "%s", err.Error())
}

// CodeOf gives the SQLSTATE of err, or "" when it is not an *Error.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
