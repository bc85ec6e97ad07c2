package tpch

import "strings"

// stream is a random sequence that belongs to one row of one table (splitmix64).
type stream struct{ x uint64 }

func newStream(table, row int) *stream {
	s := &stream{uint64(table)*0x9E3779B97F4A7C15 ^ uint64(row)*0xD1B54A32D192ED03}
	s.next()
	return s
}

func (s *stream) next() uint64 {
	s.x += 0x9E3779B97F4A7C15
	z := s.x
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// between gives a number from lo to hi, both included.
func (s *stream) between(lo, hi int) int { return lo + int(s.next()%uint64(hi-lo+1)) }

func (s *stream) pick(list []string) string { return list[s.between(0, len(list)-1)] }

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ,"

// address is a random string of lo to hi characters.
func (s *stream) address(lo, hi int) string {
	b := make([]byte, s.between(lo, hi))
	for i := range b {
		b[i] = alphabet[s.between(0, len(alphabet)-1)]
	}
	return string(b)
}

// word picks a word; hyphens in the lists stand for spaces.
func (s *stream) word(list []string) string { return strings.ReplaceAll(s.pick(list), "-", " ") }

// text makes sentences of the specification's grammar and cuts lo to hi characters.
func (s *stream) text(lo, hi int) string {
	n := s.between(lo, hi)
	var b strings.Builder
	for b.Len() < n {
		s.sentence(&b)
	}
	return b.String()[:n]
}

func (s *stream) sentence(b *strings.Builder) {
	s.nounPhrase(b)
	s.verbPhrase(b)
	switch s.between(0, 4) {
	case 0:
		s.prepositionPhrase(b)
	case 1:
		s.nounPhrase(b)
	}
	t := b.String()
	b.Reset()
	b.WriteString(strings.TrimRight(t, " "))
	b.WriteString(s.pick(terminators))
	b.WriteByte(' ')
}

func put(b *strings.Builder, words ...string) {
	for _, w := range words {
		b.WriteString(w)
		b.WriteByte(' ')
	}
}

func (s *stream) nounPhrase(b *strings.Builder) {
	switch s.between(0, 3) {
	case 0:
		put(b, s.word(nouns))
	case 1:
		put(b, s.word(adjectives), s.word(nouns))
	case 2:
		put(b, s.word(adjectives)+",", s.word(adjectives), s.word(nouns))
	default:
		put(b, s.word(adverbs), s.word(adjectives), s.word(nouns))
	}
}

func (s *stream) verbPhrase(b *strings.Builder) {
	switch s.between(0, 3) {
	case 0:
		put(b, s.word(verbs))
	case 1:
		put(b, s.word(auxiliaries), s.word(verbs))
	case 2:
		put(b, s.word(verbs), s.word(adverbs))
	default:
		put(b, s.word(auxiliaries), s.word(verbs), s.word(adverbs))
	}
}

func (s *stream) prepositionPhrase(b *strings.Builder) {
	put(b, s.word(prepositions), "the")
	s.nounPhrase(b)
}
