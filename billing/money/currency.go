package money

import (
	"strings"

	"github.com/liveryhq/livery/internal/errs"
)

// Currency is a unit that sums are counted in: a currency of ISO 4217, or a quantity. The zero value is none.
type Currency struct {
	code     string
	exponent int
	quantity bool
}

// SMS is the unit of books of messages: quantities go through the same tables as money.
var SMS = Currency{code: "SMS", quantity: true}

// common is the list of active codes of ISO 4217 whose minor unit is a hundredth; others, those that differ.
const common = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE " +
	"CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP " +
	"LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR " +
	"SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG"

var others = map[int]string{
	0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
	3: "BHD IQD JOD KWD LYD OMR TND",
}

var currencies = func() map[string]Currency {
	all := map[string]Currency{SMS.code: SMS}
	add := func(codes string, exponent int) {
		for code := range strings.FieldsSeq(codes) {
			all[code] = Currency{code: code, exponent: exponent}
		}
	}
	add(common, 2)
	for exponent, codes := range others {
		add(codes, exponent)
	}
	return all
}()

// Parse finds a currency, or SMS, by its code. Invalid (reason "unknown_currency").
func Parse(code string) (Currency, error) {
	if c, ok := currencies[strings.ToUpper(strings.TrimSpace(code))]; ok {
		return c, nil
	}
	return Currency{}, errs.Field("currency", "unknown_currency",
		"This is no currency in use. Write its three letters as ISO 4217 does: EUR, USD, RUB.")
}

// ParseCurrency is Parse for what must be money: a quantity is refused in the same words.
func ParseCurrency(code string) (Currency, error) {
	c, err := Parse(code)
	if err == nil && c.quantity {
		return Parse("")
	}
	return c, err
}

// MustParse is Parse for codes in the program's own text; it panics on an unknown one.
func MustParse(code string) Currency {
	c, err := Parse(code)
	if err != nil {
		panic("money: no currency " + code)
	}
	return c
}

// Code is the three letters.
func (c Currency) Code() string { return c.code }

// Exponent is how many decimals a minor unit is away from the currency: 2 for EUR, 0 for JPY.
func (c Currency) Exponent() int { return c.exponent }

// IsQuantity tells that pieces are counted, not money.
func (c Currency) IsQuantity() bool { return c.quantity }

// IsZero tells that no currency was given.
func (c Currency) IsZero() bool { return c.code == "" }

func (c Currency) String() string { return c.code }
