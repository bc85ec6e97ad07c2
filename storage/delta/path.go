package delta

import (
	"net/url"
	"path"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
)

// logDirName is the directory of the log below a table's root.
const logDirName = "_delta_log/"

// resolve turns a path of the log (relative or absolute, URL-escaped) into an object's
// path. It is also the file's identity: two spellings of one file give one path.
func resolve(root, p string) (string, error) {
	u, err := url.PathUnescape(p)
	if err != nil {
		return "", corruptf("invalid path %q in the log", p)
	}
	scheme, rest, ok := strings.Cut(u, ":")
	if ok && isScheme(scheme) {
		if scheme == "file" { // file:/x, file:///x
			u = "/" + strings.TrimLeft(rest, "/")
		}
	} else if !strings.HasPrefix(u, "/") {
		return join(root, u), nil
	}
	if object.IsRemote(root) && !object.IsRemote(u) {
		return "", pgerr.New(pgerr.InsufficientPrivilege, "the log of table %q may not name file %q outside its storage", root, p)
	}
	if !object.IsRemote(u) {
		u = path.Clean(u)
	}
	return u, nil
}

func isScheme(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && (i == 0 || strings.IndexByte("0123456789+-.", s[i]) < 0) {
			return false
		}
	}
	return len(s) > 0
}

// join puts a relative path below a root that may be a URL. The root stays as it is
// written, so that messages name what the user knows.
func join(root, rel string) string {
	root = strings.TrimRight(root, "/") + "/"
	if rel = path.Clean(rel); !strings.HasPrefix(rel, "..") {
		return root + rel
	}
	if i := strings.Index(root, "://"); i > 0 {
		return root[:i+3] + path.Join(root[i+3:], rel)
	}
	return path.Join(root, rel)
}

// escapePath writes a relative path as the log has it: URL-escaped but for slashes.
func escapePath(p string) string {
	return (&url.URL{Path: "./" + p}).EscapedPath()[2:]
}

// hiveUnsafe are the characters that partition directories escape, as Hive does.
const hiveUnsafe = "\"#%'*/:=?\\\x7f{[]^"

// escapeHive writes a column name or value as part of a directory's name.
func escapeHive(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c < ' ' || strings.IndexByte(hiveUnsafe, c) >= 0 {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
