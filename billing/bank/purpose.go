package bank

import (
	"slices"
	"strings"
	"unicode"

	"github.com/liveryhq/livery/tenant"
)

// Named is what a purpose line says of account numbers.
type Named struct {
	// Certain numbers stand behind a word or a sign for an account, and their check digit fits. Exactly one: that is it.
	Certain []string
	// Loose numbers have a fitting check digit and stand anywhere: for a person to decide.
	Loose []string
	// Near are what a mistyped number may have meant: one digit wrong, or two neighbours swapped.
	Near []string
}

// Least and most digits of an account number.
const (
	leastDigits = 7
	mostDigits  = 12
)

// accountWords announce an account's number. What announces something else (an invoice, a contract, a tax number) does not.
var accountWords = []string{
	"account", "acct", "acc", "a/c", "л/с", "л/счет", "лс", "счет", "счета", "счету", "лицевой", "лицевого", "аккаунт", "аккаунта",
	"cuenta", "cta", "conta", "compte", "cpte",
}

var otherWords = []string{
	"invoice", "inv", "contract", "agreement", "order", "инн", "кпп", "бик", "огрн", "договор", "договору", "договора", "дог", "заказ", "заказу",
	"накладная", "упд", "акт", "акту", "фактура", "фактуре", "фактуры", "р/с", "к/с", "р/счет", "расчетный", "tel", "phone", "тел", "vat", "iban", "bic", "на оплату",
}

// fillers stand between the word and the number.
var fillers = []string{"#", "n", "no", "nr", "num", "number", "номер", "is", "de", "nº", "n.º", "n°", "numero", "número", "numéro"}

// Numbers reads the account numbers out of a purpose line (terms 4.6.2: “Personal Account top-up, account # N”).
func Numbers(purpose string) Named {
	var n Named
	words := split(purpose)
	for i := 0; i < len(words); i++ {
		if !words[i].number {
			continue
		}
		text, taken := grouped(words[i:])
		if len(text) < leastDigits || len(text) > mostDigits {
			continue
		}
		named, other := announced(words[:i])
		i += taken - 1
		switch fits := tenant.ValidAccountNumber(text); {
		case fits && named && !dated(words[i+1:]):
			n.Certain = insert(n.Certain, text)
		case fits:
			n.Loose = insert(n.Loose, text)
		case !other:
			for _, near := range mistyped(text) {
				n.Near = insert(n.Near, near)
			}
		}
	}
	n.Loose = slices.DeleteFunc(n.Loose, func(s string) bool { return slices.Contains(n.Certain, s) })
	return n
}

// grouped joins a number that was typed in groups, “100 001 2”, where the whole of it fits and its first part does not.
func grouped(words []purposeWord) (text string, taken int) {
	whole := ""
	for i, word := range words {
		if i > 0 && (!word.number || !word.joined) || len(whole) > mostDigits {
			break
		}
		whole += word.text
		if len(whole) >= leastDigits && len(whole) <= mostDigits && tenant.ValidAccountNumber(whole) {
			return whole, i + 1
		}
	}
	return words[0].text, 1
}

// dated: “№ 1000019 от 12.05.2026” is the number of a paper.
func dated(after []purposeWord) bool {
	return len(after) > 0 && (after[0].text == "от" || after[0].text == "dated")
}

type purposeWord struct {
	text   string
	number bool
	// joined: only one space lies between it and the number before.
	joined bool
}

// split cuts a line into words and numbers, and keeps “#” and “№”.
func split(line string) []purposeWord {
	var words []purposeWord
	var current []rune
	gap := 0
	flush := func() {
		if len(current) == 0 {
			return
		}
		text := strings.Trim(strings.ToLower(string(current)), ".,:;()\"'«»“”/-")
		text = strings.ReplaceAll(text, "ё", "е")
		if text != "" {
			number := !strings.ContainsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
			joined := number && gap <= 1 && len(words) > 0 && words[len(words)-1].number
			words = append(words, purposeWord{text, number, joined})
		}
		current, gap = nil, 0
	}
	for _, r := range line {
		switch {
		case r == '#' || r == '№':
			flush()
			words = append(words, purposeWord{text: "#"})
			gap = 0
		case unicode.IsSpace(r):
			flush()
			gap++
		case strings.ContainsRune(",;:()\"«»", r):
			flush()
			gap += 2
		case len(current) > 0 && isDigit(r) != isDigit(current[len(current)-1]) && unicode.IsLetter(r) != unicode.IsLetter(current[len(current)-1]):
			flush() // “N1000019”, “лс1000019”
			current = append(current, r)
		default:
			current = append(current, r)
		}
	}
	flush()
	return words
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// announced looks back from a number over signs and fillers to the word that says what it is.
func announced(before []purposeWord) (named, other bool) {
	for i := len(before) - 1; i >= 0 && i >= len(before)-4; i-- {
		word := before[i].text
		switch {
		case slices.Contains(otherWords, word):
			return false, true
		case slices.Contains(accountWords, word):
			// «по счёту № 7» is an invoice, «по лицевому счёту № 7» an account; «расчётный счёт» is the bank's.
			if i > 0 && (slices.Contains(otherWords, before[i-1].text) || before[i-1].text == "по") {
				return false, before[i-1].text != "по"
			}
			return true, false
		case slices.Contains(fillers, word):
		default:
			return false, false
		}
	}
	return false, false
}

// mistyped lists the numbers with a fitting check digit that differ in one digit, or in the order of two neighbours.
func mistyped(number string) []string {
	var found []string
	try := func(b []byte) {
		if text := string(b); b[0] != '0' && text != number && tenant.ValidAccountNumber(text) {
			found = insert(found, text)
		}
	}
	for i := range number {
		for d := byte('0'); d <= '9'; d++ {
			b := []byte(number)
			b[i] = d
			try(b)
		}
		if i > 0 {
			b := []byte(number)
			b[i-1], b[i] = b[i], b[i-1]
			try(b)
		}
	}
	return found
}

func insert(list []string, text string) []string {
	if slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}
