package fleet

import (
	"crypto/rand"
	"math/big"
	"strings"
)

// Activation codes: eleven signs that nobody guesses (54 bits) and one that tells a slip from a code. The alphabet has no
// sign that is taken for another (0 O 1 I, and U for V), and a prime number of them: so the check sign finds every single
// wrong sign and every two that were exchanged.
const (
	codeAlphabet = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
	codeLength   = 12
	codePurpose  = "activation code"
)

// newCode makes a code in its normal form.
func newCode() (string, error) {
	code := make([]byte, 0, codeLength)
	for range codeLength - 1 {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(codeAlphabet))))
		if err != nil {
			return "", err
		}
		code = append(code, codeAlphabet[n.Int64()])
	}
	return string(append(code, checkSign(code))), nil
}

// checkSign makes the sum of the signs, each times its place, a multiple of their number.
func checkSign(code []byte) byte {
	n := len(codeAlphabet)
	sum := 0
	for i, c := range code[:codeLength-1] {
		sum += (i + 1) * strings.IndexByte(codeAlphabet, c)
	}
	// codeLength · x ≡ -sum
	for x := range n {
		if (sum+codeLength*x)%n == 0 {
			return codeAlphabet[x]
		}
	}
	return codeAlphabet[0] // not reached: n is prime
}

// normalCode drops what people type between the signs, and tells whether what is left can be a code.
func normalCode(typed string) (string, bool) {
	code := strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, strings.ToUpper(typed))
	if len(code) != codeLength || strings.Trim(code, codeAlphabet) != "" {
		return "", false
	}
	return code, checkSign([]byte(code)) == code[codeLength-1]
}

// printedCode is a code as it stands on a label.
func printedCode(code string) string { return code[:4] + "-" + code[4:8] + "-" + code[8:] }

func (f *Fleet) codeHash(code string) []byte { return f.key.MAC(codePurpose, []byte(code)) }
