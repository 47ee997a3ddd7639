package money_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/errs"
)

func TestSumsAreReadAsPeopleAndFilesWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]money.Amount{
		"12.50": 1250, "12,5": 1250, "12": 1200, " 1 250,00 ": 125_000, "-0.05": -5, "0": 0, "1\u00a0000": 100_000, "10000000000000.00": money.Most,
	} {
		got, err := money.MustParse("EUR").Read("amount", text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-", ".5", "5.", "1.234", "1e3", "+5", "--5", "12a", "0x10", "10000000000000.01", "99999999999999999999", "1,000.00"} {
		_, err := money.MustParse("EUR").Read("amount", text)
		require.True(t, errs.Is(err, errs.Invalid), "%q", text)
		require.Contains(t, err.Error(), "1250.00")
	}
	_, err := money.MustParse("JPY").Read("amount", "1.5")
	require.Error(t, err, "the yen has no decimals")
	dinar, err := money.MustParse("KWD").Read("amount", "1.5")
	require.NoError(t, err)
	require.Equal(t, money.Amount(1500), dinar)
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := money.MustParse(rapid.SampledFrom([]string{"EUR", "JPY", "KWD", "SMS"}).Draw(t, "currency"))
		a := money.Amount(rapid.Int64Range(-int64(money.Most), int64(money.Most)).Draw(t, "amount"))
		got, err := c.Read("x", c.Format(a))
		require.NoError(t, err)
		require.Equal(t, a, got)
	})
	require.Equal(t, "-0.05 EUR", money.MustParse("EUR").Sum(-5))
	require.Equal(t, "0.005", money.MustParse("KWD").Format(5))
}

func TestTheDaysOfAMonthAreTheMonth(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		price := money.Amount(rapid.Int64Range(0, 9_000_000_000_000).Draw(t, "price"))
		n := rapid.IntRange(1, 366).Draw(t, "days")
		var sum money.Micro
		var posted money.Amount
		var rest money.Micro
		for k := 1; k <= n; k++ {
			share := money.Share(price, k, n)
			sum += share
			var whole money.Amount
			whole, rest = (rest + share).Carry()
			posted += whole
		}
		require.Equal(t, price.Micro(), sum)
		require.Equal(t, price, posted)
		require.Zero(t, rest)
	})
}

func TestAPartLeavesTheRest(t *testing.T) {
	t.Parallel()
	require.Equal(t, money.Amount(333), money.Amount(1000).Part(1, 3))
	require.Equal(t, money.Amount(-333), money.Amount(-1000).Part(1, 3))
	require.Equal(t, money.Most, money.Most.Part(86_400_000_000, 86_400_000_000))
}

func TestCurrenciesKnowTheirExponents(t *testing.T) {
	t.Parallel()
	for code, exponent := range map[string]int{"EUR": 2, "rub": 2, "JPY": 0, "KWD": 3, "SMS": 0} {
		c, err := money.Parse(code)
		require.NoError(t, err)
		require.Equal(t, exponent, c.Exponent())
		require.Equal(t, strings.ToUpper(code), c.Code())
	}
	_, err := money.ParseCurrency("SMS")
	require.Error(t, err, "messages are no money")
	_, err = money.Parse("XXX")
	require.Error(t, err)
}
