package auth

import (
	"testing"
	"time"
)

func TestThrottle(t *testing.T) {
	now := time.Unix(1000, 0)
	th := NewThrottle(func() time.Time { return now })
	for i := range 20 {
		d := th.Delay("r", "h")
		if i < freeFailures && d != 0 || i == freeFailures && d != firstDelay || d > longestDelay {
			t.Errorf("failure %d: %v", i, d)
		}
		th.Done("r", "h", false)
	}
	if th.Delay("r", "other") != 0 {
		t.Error("another address waits too")
	}
	now = now.Add(forgetAfter + time.Second)
	if th.Delay("r", "h") != 0 {
		t.Error("failures are never forgotten")
	}
}

func TestVerifiers(t *testing.T) {
	v, err := MakeVerifier("word")
	if err != nil || !IsVerifier(v) || !Matches(v, "word") || Matches(v, "other") {
		t.Errorf("%q: %v", v, err)
	}
	for _, bad := range []string{"", "SCRAM-SHA-256$4096:$a:b", "SCRAM-SHA-256$99999999999:c2FsdA==$a:b", "word"} {
		if IsVerifier(bad) {
			t.Errorf("%q passes for a verifier", bad)
		}
	}
}

func FuzzRules(f *testing.F) {
	f.Add("host all all 127.0.0.1/32 trust\nlocal all \"all\" reject # x\nhost a,b +c 10.0.0.0 255.0.0.0 scram-sha-256")
	f.Add("host all all ::1/128 md5")
	f.Fuzz(func(t *testing.T, text string) {
		rules, err := ParseRules(text)
		if err == nil {
			rules.Find(&Attempt{Role: "r", Database: "d"})
		}
	})
}
