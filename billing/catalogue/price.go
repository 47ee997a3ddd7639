package catalogue

import (
	"fmt"
	"strings"

	"github.com/liveryhq/livery/billing/money"
)

// String writes a price for people: "5.00 EUR", and of a day that costs a part of the smallest unit "0.041667 EUR"; a dash
// where nothing is charged.
func (p Price) String() string {
	currency, err := money.Parse(p.Currency)
	if err != nil {
		return "–"
	}
	sum := currency.Format(p.Amount)
	if p.Micro != 0 {
		if currency.Exponent() == 0 {
			sum += "."
		}
		sum += strings.TrimRight(fmt.Sprintf("%06d", p.Micro), "0")
	}
	return sum + " " + currency.Code()
}
