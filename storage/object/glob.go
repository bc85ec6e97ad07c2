package object

import (
	"context"
	"path"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
)

// HasGlob tells whether a path holds pattern characters.
func HasGlob(p string) bool { return strings.ContainsAny(p, "*?[{") }

// Glob lists the objects a pattern names, in byte order. Besides *, ? and [a-z] it
// knows ** (any number of directories) and {a,b}. A path without pattern characters
// names the object itself.
func Glob(ctx context.Context, s Store, pattern string) ([]Info, error) {
	var out []Info
	seen := map[string]bool{}
	alts := expandBraces(pattern, 0)
	if alts == nil {
		return nil, pgerr.New(pgerr.ProgramLimitExceeded, "file pattern %q has too many alternatives", pattern)
	}
	for _, p := range alts {
		if !HasGlob(p) {
			info, err := s.Head(ctx, p)
			if err != nil {
				return nil, err
			}
			if !seen[p] {
				seen[p] = true
				out = append(out, info)
			}
			continue
		}
		base := globBase(p)
		rest := p[len(base):]
		opt := ListOptions{Flat: !strings.Contains(rest, "/") && !strings.Contains(rest, "**")}
		for info, err := range s.List(ctx, base, opt) {
			if err != nil {
				return nil, err
			}
			if !seen[info.Path] && MatchGlob(p, info.Path) {
				seen[info.Path] = true
				out = append(out, info)
			}
		}
	}
	return out, nil
}

// globBase is the part of a pattern up to the last slash before the first wildcard.
func globBase(p string) string {
	i := strings.IndexAny(p, "*?[{")
	return p[:strings.LastIndexByte(p[:i], '/')+1]
}

const maxAlternatives = 1000

// expandBraces turns {a,b} into alternatives; nil when there are too many.
func expandBraces(p string, depth int) []string {
	open := strings.IndexByte(p, '{')
	if open < 0 || depth > 16 {
		return []string{p}
	}
	end := strings.IndexByte(p[open:], '}')
	if end < 0 {
		return []string{p}
	}
	var out []string
	for _, alt := range strings.Split(p[open+1:open+end], ",") {
		rest := expandBraces(p[:open]+alt+p[open+end+1:], depth+1)
		if rest == nil || len(out)+len(rest) > maxAlternatives {
			return nil
		}
		out = append(out, rest...)
	}
	return out
}

// MatchGlob tells whether a path matches a brace-free pattern, segment by segment.
func MatchGlob(pattern, p string) bool {
	return matchSegments(strings.Split(pattern, "/"), strings.Split(p, "/"))
}

func matchSegments(pat, segs []string) bool {
	for len(pat) > 0 {
		if pat[0] == "**" {
			for len(pat) > 1 && pat[1] == "**" {
				pat = pat[1:]
			}
			for i := 0; i <= len(segs); i++ {
				if matchSegments(pat[1:], segs[i:]) {
					return true
				}
			}
			return false
		}
		if len(segs) == 0 {
			return false
		}
		if ok, err := path.Match(pat[0], segs[0]); err != nil || !ok {
			return false
		}
		pat, segs = pat[1:], segs[1:]
	}
	return len(segs) == 0
}
