package stripe

import (
	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/errs"
)

// Stripe counts some currencies in other units than ISO 4217 does, and so than the books do: the króna and the Ugandan shilling have
// hundredths there that are always nought, the ariary has none. A sum that goes there as it stands is a hundredth of what is meant, or a
// hundred times that.
const hundred = 100

func finer(currency string) bool   { return currency == "ISK" || currency == "UGX" }
func coarser(currency string) bool { return currency == "MGA" }

// tens are the currencies with three decimals: the last is always nought, because cards know but two.
func tens(currency string) bool {
	switch currency {
	case "BHD", "JOD", "KWD", "OMR", "TND":
		return true
	}
	return false
}

// Takes tells whether a card can be charged a sum, or given it back. Invalid (reason "bad_amount") about the amount.
func Takes(currency money.Currency, amount money.Amount) error {
	switch code := currency.Code(); {
	case coarser(code) && amount%hundred != 0:
		return errs.Field("amount", "bad_amount", "Cards take whole sums in "+code+", like "+currency.Format(amount-amount%hundred+hundred)+".")
	case tens(code) && amount%10 != 0:
		return errs.Field("amount", "bad_amount", "Cards take sums in "+code+" whose last decimal is 0, like "+currency.Format(amount-amount%10+10)+".")
	}
	return nil
}

// there is a sum as Stripe counts it.
func there(currency money.Currency, amount money.Amount) (int64, error) {
	if err := Takes(currency, amount); err != nil {
		return 0, err
	}
	switch code := currency.Code(); {
	case finer(code):
		return int64(amount) * hundred, nil
	case coarser(code):
		return int64(amount) / hundred, nil
	}
	return int64(amount), nil
}

// here is a sum of Stripe's as the books count it. A part of a unit, which only a fee can have, is rounded half up.
func here(currency string, amount int64) money.Amount {
	switch {
	case finer(currency):
		return money.Amount((amount + hundred/2) / hundred)
	case coarser(currency):
		return money.Amount(amount * hundred)
	}
	return money.Amount(amount)
}
