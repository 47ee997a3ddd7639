package bank

import (
	"errors"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/billing/money"
)

// exponent is how many decimals a currency has; check has seen that it is one.
func exponent(code string) int {
	c, err := money.ParseCurrency(code)
	if err != nil {
		return 2
	}
	return c.Exponent()
}

// largest is the most that an amount of a statement may be, so that no sum of those of a file overflows.
const largest = int64(money.Most)

// readAmount reads a decimal of a currency into minor units: 1234.5, 1234,50, 1 234.50 and -12 for two decimals.
func readAmount(text string, decimals int) (int64, error) {
	cleaned := strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\'' {
			return -1
		}
		return r
	}, text)
	cleaned, negative := strings.CutPrefix(cleaned, "-")
	if !negative {
		cleaned = strings.TrimPrefix(cleaned, "+")
	}
	whole, fraction, _ := strings.Cut(strings.Replace(cleaned, ",", ".", 1), ".")
	for len(fraction) > decimals && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1] // banks write 10.00000
	}
	if len(fraction) > decimals || whole+fraction == "" {
		return 0, errors.New("no amount")
	}
	digits := whole + fraction + strings.Repeat("0", decimals-len(fraction))
	if strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' }) {
		return 0, errors.New("no amount")
	}
	amount, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || amount > largest {
		return 0, errors.New("an amount too large")
	}
	if negative {
		amount = -amount
	}
	return amount, nil
}

func writeAmount(amount int64, decimals int) string {
	sign := ""
	if amount < 0 {
		sign, amount = "-", -amount
	}
	digits := strconv.FormatInt(amount, 10)
	if decimals == 0 {
		return sign + digits
	}
	for len(digits) <= decimals {
		digits = "0" + digits
	}
	return sign + digits[:len(digits)-decimals] + "." + digits[len(digits)-decimals:]
}
