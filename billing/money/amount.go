package money

import (
	"math"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/internal/errs"
)

// Amount is a sum in minor units of some currency: 1250 is 12.50 EUR, or 1250 JPY.
type Amount int64

// Most is the largest sum that is taken from outside: far below what overflows when many are added up.
const Most Amount = 1_000_000_000_000_000

// Add adds, and tells whether the sum fits.
func (a Amount) Add(b Amount) (Amount, bool) {
	sum := a + b
	return sum, (sum > a) == (b > 0)
}

// Format writes a sum with a point and all its decimals, without the currency's code: "12.50", "-0.05", "1250".
func (c Currency) Format(a Amount) string {
	n, sign := uint64(a), ""
	if a < 0 {
		n, sign = -n, "-"
	}
	digits := strconv.FormatUint(n, 10)
	if c.exponent == 0 {
		return sign + digits
	}
	if pad := c.exponent + 1 - len(digits); pad > 0 {
		digits = strings.Repeat("0", pad) + digits
	}
	cut := len(digits) - c.exponent
	return sign + digits[:cut] + "." + digits[cut:]
}

// Sum writes a sum with its currency: "12.50 EUR".
func (c Currency) Sum(a Amount) string { return c.Format(a) + " " + c.code }

// Read reads what a person or a file has written: "12.5", "12,50", "1 250". There is no sign but a leading minus, no more
// decimals than the currency has, and nothing beyond Most. Invalid (reason "bad_amount") about the field.
func (c Currency) Read(field, text string) (Amount, error) {
	bad := func() (Amount, error) {
		like := "1250"
		if c.exponent > 0 {
			like = c.Format(125_000)
		}
		return 0, errs.Field(field, "bad_amount", "This is not a sum in "+c.code+". Write it like "+like+".")
	}
	text = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ",", ".").Replace(strings.TrimSpace(text))
	negative := strings.HasPrefix(text, "-")
	whole, decimals, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if whole == "" || len(decimals) > c.exponent || strings.HasSuffix(text, ".") {
		return bad()
	}
	digits := whole + decimals + strings.Repeat("0", c.exponent-len(decimals))
	if strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' }) {
		return bad()
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || Amount(n) > Most {
		return bad()
	}
	if negative {
		n = -n
	}
	return Amount(n), nil
}

// Part is n/d of a sum, rounded down; d is positive and 0 ≤ n ≤ d. The rest stays with whoever asks: what is left is a-Part.
func (a Amount) Part(n, d int64) Amount {
	if a < 0 {
		return -(-a).Part(n, d)
	}
	return Amount(mulDiv(uint64(a), uint64(n), uint64(d)))
}

// maxMicro bounds what Micro can hold.
const maxMicro = math.MaxInt64
