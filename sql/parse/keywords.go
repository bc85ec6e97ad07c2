package parse

// kwCategory is PostgreSQL's division of keywords by where they may be names.
type kwCategory uint8

// A word that is no keyword has catNone and may be a name anywhere.
const (
	catNone       kwCategory = iota
	catUnreserved            // column, function or type name
	catColName               // column name, not a function or type name
	catTypeFunc              // function or type name, not a column name
	catReserved              // only after AS or a dot
)

// keyword is one row of keywordTable. bare tells that SELECT x word needs no AS.
type keyword struct {
	name     string
	category kwCategory
	bare     bool
}

// keywordMax is the length of the longest keyword.
const keywordMax = 17

var keywordByName = func() map[string]kwID {
	m := make(map[string]kwID, kwCount)
	for id := notKeyword + 1; id < kwCount; id++ {
		m[keywordTable[id].name] = id
	}
	return m
}()

// keywordLengths has, for each first letter, a bit for every length a keyword with that
// letter has; it spares most names the lookup.
var keywordLengths = func() (t [256]uint32) {
	for id := notKeyword + 1; id < kwCount; id++ {
		name := keywordTable[id].name
		t[name[0]] |= 1 << len(name)
	}
	return t
}()

// lookupKeyword finds a lower-case word among the keywords.
func lookupKeyword(word []byte) kwID {
	if keywordLengths[word[0]]&(1<<len(word)) == 0 {
		return notKeyword
	}
	return keywordByName[string(word)]
}

// IsKeyword tells whether a lower-case word is a keyword, and whether it is reserved,
// that is, cannot be a column name without quotes.
func IsKeyword(word string) (keyword, reserved bool) {
	id := keywordByName[word]
	c := keywordTable[id].category
	return id != notKeyword, c == catReserved || c == catTypeFunc
}

// Keyword describes one keyword as pg_get_keywords() shows it.
type Keyword struct {
	Word string
	// Category is 'U', 'C', 'T' or 'R'.
	Category byte
	// BareLabel tells that the word may be a column label without AS.
	BareLabel bool
}

// Keywords lists all keywords in alphabetical order.
func Keywords() []Keyword {
	list := make([]Keyword, 0, kwCount)
	for id := notKeyword + 1; id < kwCount; id++ {
		k := keywordTable[id]
		list = append(list, Keyword{k.name, "?UCTR"[k.category], k.bare})
	}
	return list
}
