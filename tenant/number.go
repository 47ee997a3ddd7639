package tenant

import (
	"crypto/rand"
	"encoding/binary"
	"strconv"
)

// accountSeries names the counter of a book that account numbers come from.
const accountSeries = "account"

// firstAccount keeps numbers at one width, and from looking like a first customer's.
const firstAccount = 100_000

// firstNumbers is from how many numbers a book chooses its first: two books of an installation then hardly ever have an
// account of the same number, and nobody's first customer can tell that they are.
const firstNumbers = 800_000

// firstNumber is where a new book begins to count.
func firstNumber() int64 {
	var random [8]byte
	_, _ = rand.Read(random[:]) // ends the program rather than fail
	return 1 + int64(binary.BigEndian.Uint64(random[:])%firstNumbers)
}

// AccountNumber makes the n-th number of a book (from 1): digits, the last of them a check digit by ISO 7064
// MOD 11,10, which finds every single wrong digit and nearly every swap of two neighbours.
func AccountNumber(n int64) string {
	digits := strconv.FormatInt(firstAccount+n, 10)
	return digits + string(rune('0'+checkDigit(digits)))
}

// ValidAccountNumber tells whether the check digit fits.
func ValidAccountNumber(number string) bool {
	if len(number) < 2 || len(number) > 20 {
		return false
	}
	for _, c := range number {
		if c < '0' || c > '9' {
			return false
		}
	}
	last := len(number) - 1
	return checkDigit(number[:last]) == int(number[last]-'0')
}

// checkDigit is ISO 7064, section 9.2: the hybrid system MOD 11,10.
func checkDigit(digits string) int {
	p := 10
	for _, c := range digits {
		s := (p + int(c-'0')) % 10
		if s == 0 {
			s = 10
		}
		p = s * 2 % 11
	}
	return (11 - p) % 10
}
