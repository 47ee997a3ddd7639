package bank

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/tenant"
)

func TestAPurposeLineIsReadAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	require.True(t, tenant.ValidAccountNumber("1000019"), "the samples below rest on it")
	for purpose, want := range map[string]Named{
		"Personal Account top-up, account # 1000019":              {Certain: []string{"1000019"}},
		"PERSONAL ACCOUNT TOP-UP ACCOUNT #1000019":                {Certain: []string{"1000019"}},
		"Пополнение лицевого счёта, счёт № 1000019. НДС не облаг": {Certain: []string{"1000019"}},
		"л/с 1000019": {Certain: []string{"1000019"}},
		"ЛС№1000019":  {Certain: []string{"1000019"}},
		"Пополнение л/с N 1000019 Иванов И.И. от 12.05.2026": {Certain: []string{"1000019"}},
		"account no. 100 0019":                                {Certain: []string{"1000019"}},
		"acct 1000019 500 EUR":                                {Certain: []string{"1000019"}},
		"cuenta nº 1000019":                                   {Certain: []string{"1000019"}},
		"Recarga de la cuenta personal, cuenta n.º 1000019":   {Certain: []string{"1000019"}},
		"Recarga da conta pessoal, conta n.º 1000019":         {Certain: []string{"1000019"}},
		"Rechargement du compte personnel, compte n° 1000019": {Certain: []string{"1000019"}},
		"1000019":           {Loose: []string{"1000019"}},
		"thanks, # 1000019": {Loose: []string{"1000019"}},
		"invoice # 1000019": {Loose: []string{"1000019"}},
		"Оплата по счету № 1000019 от 12.05.2026": {Loose: []string{"1000019"}},
		"Оплата по счету 1000019":                 {Loose: []string{"1000019"}},
		"Договор № 1000019":                       {Loose: []string{"1000019"}},
		"р/с 40702810900000001234":                {},
		"за услуги, тел. 89161234567":             {},
		"":                                        {},
		"account # 1000019 and account # 1000028": {Certain: []string{"1000019"}, Near: Numbers("1000028").Near},
	} {
		got := Numbers(purpose)
		require.Equal(t, want.Certain, got.Certain, purpose)
		require.Equal(t, want.Loose, got.Loose, purpose)
	}
}

func TestAMistypedNumberLeadsBackToTheOneThatWasMeant(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		meant := tenant.AccountNumber(rapid.Int64Range(1, 800_000).Draw(t, "n"))
		typed := []byte(meant)
		at := rapid.IntRange(1, len(typed)-1).Draw(t, "at")
		if rapid.Bool().Draw(t, "swapped") {
			typed[at-1], typed[at] = typed[at], typed[at-1]
		} else {
			typed[at] = byte('0' + rapid.IntRange(0, 9).Draw(t, "digit"))
		}
		got := Numbers("account # " + string(typed))
		if string(typed) == meant || tenant.ValidAccountNumber(string(typed)) {
			require.Equal(t, []string{string(typed)}, got.Certain)
			return
		}
		require.Empty(t, got.Certain)
		if typed[0] != '0' {
			require.Contains(t, got.Near, meant)
		}
	})
}

func FuzzNumbers(f *testing.F) {
	f.Add("Personal Account top-up, account # 1000019")
	f.Add("л/с № 100 0019 от 12.05.2026")
	f.Fuzz(func(t *testing.T, purpose string) {
		got := Numbers(purpose)
		for _, number := range append(got.Certain, got.Loose...) {
			require.True(t, tenant.ValidAccountNumber(number))
			require.LessOrEqual(t, len(number), mostDigits)
		}
		digits := strings.Map(func(r rune) rune {
			if isDigit(r) {
				return r
			}
			return -1
		}, purpose)
		for _, number := range got.Certain {
			require.Contains(t, digits, number, "a number that nobody wrote")
		}
	})
}
