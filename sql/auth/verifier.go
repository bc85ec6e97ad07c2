package auth

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/xdg-go/scram"
)

// Names of the mechanisms.
const (
	MechScram     = "SCRAM-SHA-256"
	MechScramPlus = "SCRAM-SHA-256-PLUS"
)

const (
	scramRounds    = 4096
	scramRoundsMax = 10_000_000 // more would let a stored verifier stop a login for minutes
)

// MakeVerifier hashes a password into the form of pg_authid.rolpassword.
func MakeVerifier(password string) (string, error) {
	var salt [16]byte
	_, _ = rand.Read(salt[:])
	cl, err := scram.SHA256.NewClient("", password, "")
	if err != nil {
		// Not valid for SASLprep: PostgreSQL takes the bytes as they are.
		if cl, err = scram.SHA256.NewClientUnprepped("", password, ""); err != nil {
			return "", err
		}
	}
	sc, err := cl.GetStoredCredentialsWithError(scram.KeyFactors{Salt: string(salt[:]), Iters: scramRounds})
	if err != nil {
		return "", err
	}
	b64 := base64.StdEncoding.EncodeToString
	return MechScram + "$" + strconv.Itoa(scramRounds) + ":" + b64(salt[:]) + "$" + b64(sc.StoredKey) + ":" + b64(sc.ServerKey), nil
}

// ParseVerifier reads what MakeVerifier wrote.
func ParseVerifier(s string) (scram.StoredCredentials, bool) {
	var sc scram.StoredCredentials
	parts := strings.Split(s, "$")
	if len(parts) != 3 || parts[0] != MechScram {
		return sc, false
	}
	iters, salt, ok1 := strings.Cut(parts[1], ":")
	stored, server, ok2 := strings.Cut(parts[2], ":")
	n, err0 := strconv.Atoi(iters)
	saltB, err1 := base64.StdEncoding.DecodeString(salt)
	storedB, err2 := base64.StdEncoding.DecodeString(stored)
	serverB, err3 := base64.StdEncoding.DecodeString(server)
	if !ok1 || !ok2 || err0 != nil || err1 != nil || err2 != nil || err3 != nil {
		return sc, false
	}
	if n < 1 || n > scramRoundsMax || len(storedB) != sha256.Size || len(serverB) != sha256.Size || len(saltB) == 0 {
		return sc, false
	}
	sc.KeyFactors = scram.KeyFactors{Salt: string(saltB), Iters: n}
	sc.StoredKey, sc.ServerKey = storedB, serverB
	return sc, true
}

// IsVerifier tells a ready-made verifier from a password.
func IsVerifier(s string) bool {
	_, ok := ParseVerifier(s)
	return ok
}

// IsMD5 tells the hashes of PostgreSQL's old method, which is not supported.
func IsMD5(s string) bool {
	return len(s) == 35 && strings.HasPrefix(s, "md5") && strings.Trim(s[3:], "0123456789abcdef") == ""
}

// Matches tells whether a password is the one a verifier was made of.
func Matches(verifier, password string) bool {
	sc, ok := ParseVerifier(verifier)
	if !ok {
		return false
	}
	cl, err := scram.SHA256.NewClient("", password, "")
	if err != nil {
		return false
	}
	got, err := cl.GetStoredCredentialsWithError(sc.KeyFactors)
	return err == nil && hmac.Equal(got.StoredKey, sc.StoredKey)
}

// mockSecret seeds the verifiers shown for roles that do not exist.
var mockSecret = func() (b [32]byte) { _, _ = rand.Read(b[:]); return }()

// MockCredentials gives credentials nobody can match, the same for a role each time.
func MockCredentials(role string) scram.StoredCredentials {
	h := hmac.New(sha256.New, mockSecret[:])
	h.Write([]byte(role))
	sum := h.Sum(nil)
	return scram.StoredCredentials{KeyFactors: scram.KeyFactors{Salt: string(sum[:16]), Iters: scramRounds},
		StoredKey: sum, ServerKey: sum}
}
