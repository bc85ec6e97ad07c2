package parse

// tokKind is the kind of a token. Single-character tokens ('(', ',', '+' …) are their
// own ASCII code; the rest start at tokEOF.
type tokKind uint8

const (
	tokEOF      tokKind = 128 + iota
	tokError            // the lexer's error is in lexer.err
	tokIdent            // unquoted, not a keyword
	tokQuoted           // "…" or `…`
	tokKeyword          // kw is set
	tokInt              // fits 32 bits
	tokNumber           // any other number
	tokString           // str is the decoded value
	tokBit              // B'…'
	tokHex              // X'…'
	tokParam            // $n, num is set
	tokOp               // operator of several characters, or ~ ! @ # & | ? alone
	tokTypecast         // ::
	tokDotDot           // ..
	tokAssign           // :=
	tokArrow            // =>
	tokLE               // <=
	tokGE               // >=
	tokNE               // <> or !=
)

// token is one lexical unit. str is the folded word, the decoded string, the operator or
// the digits; num the value of tokInt and tokParam.
type token struct {
	str  string
	pos  int32
	end  int32
	num  int32
	kw   kwID
	kind tokKind
}
