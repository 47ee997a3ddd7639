package bank

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/liveryhq/livery/internal/errs"
)

// 1C ClientBankExchange, versions 1.01 to 1.03: lines "key=value", an account's section for each span of days, then a
// section for each document. The standard is 1C's; banks differ in encoding, in the names of some keys and in how they
// split the days of an account into sections.

// document is a section of the file with the line of each of its keys.
type section struct {
	line   int
	values map[string]string
	lines  map[string]int
}

func (s section) first(keys ...string) (value string, line int) {
	for _, key := range keys {
		if value := s.values[key]; value != "" {
			return value, s.lines[key]
		}
	}
	return "", s.line
}

// readOneC reads a file in whichever of the three encodings makes sense of it: what its own key says is often wrong.
func readOneC(file []byte) ([]Statement, error) {
	text, ok := decodeOneC(file)
	if !ok {
		return nil, errs.Field("file", "statement_encoding", "The letters of the file cannot be read. Ask the bank for Windows (CP1251), DOS (CP866) or UTF-8.")
	}
	var w wrongs
	accounts, documents := splitOneC(text, &w)
	if err := w.err(); err != nil {
		return nil, err
	}
	if len(accounts) == 0 {
		w.atf(1, "the file has no account section (СекцияРасчСчет): it holds payment orders for a bank, not its statement")
		return nil, w.err()
	}
	statements, lines := joinSections(accounts, &w)
	for _, d := range documents {
		placeDocument(d, statements, &w)
	}
	if err := w.err(); err != nil {
		return nil, err
	}
	for i, s := range statements {
		s.check(lines[i], &w)
	}
	if err := w.err(); err != nil {
		return nil, err
	}
	return statements, nil
}

func decodeOneC(file []byte) (string, bool) {
	const anyFile, statement = "ВерсияФормата", "СекцияРасчСчет"
	fits := func(text string) bool { return strings.Contains(text, anyFile) || strings.Contains(text, statement) }
	if utf8.Valid(file) {
		if text := strings.TrimPrefix(string(file), "\uFEFF"); fits(text) {
			return text, true
		}
	}
	for _, table := range []*charmap.Charmap{charmap.Windows1251, charmap.CodePage866} {
		if decoded, err := table.NewDecoder().Bytes(file); err == nil && fits(string(decoded)) {
			return string(decoded), true
		}
	}
	return "", false
}

// splitOneC cuts the file into its sections. It must come to its end (КонецФайла): a file cut off has lost payments.
func splitOneC(text string, w *wrongs) (accounts, documents []section) {
	var open *section
	var kind string
	ended := false
	number := 0
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		number++
		line = strings.TrimSpace(strings.TrimSuffix(line, "\r"))
		if line == "" || line == "\x1a" || number == 1 {
			continue
		}
		if ended {
			w.atf(number, "there is more after the end of the file (КонецФайла)")
			return nil, nil
		}
		key, value, isPair := strings.Cut(line, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch {
		case key == "СекцияРасчСчет" || key == "СекцияДокумент":
			if open != nil {
				w.atf(number, "a section begins before the one of line %d has ended", open.line)
				return nil, nil
			}
			kind = key
			open = &section{line: number, values: map[string]string{}, lines: map[string]int{}}
		case key == "КонецРасчСчет" || key == "КонецДокумента":
			if open == nil || (kind == "СекцияРасчСчет") != (key == "КонецРасчСчет") {
				w.atf(number, "%s ends a section that has not begun", key)
				return nil, nil
			}
			if kind == "СекцияРасчСчет" {
				accounts = append(accounts, *open)
			} else {
				documents = append(documents, *open)
			}
			open = nil
		case key == "КонецФайла":
			if open != nil {
				w.atf(number, "the section of line %d has no end", open.line)
				return nil, nil
			}
			ended = true
		case !isPair:
			if open != nil && kind == "СекцияДокумент" && open.values["НазначениеПлатежа"] != "" {
				open.values["НазначениеПлатежа"] += " " + line // a purpose that the bank broke into lines
				continue
			}
			w.atf(number, "this is no “key=value”: %s", shorten(line))
			return nil, nil
		case open != nil:
			if _, twice := open.lines[key]; !twice {
				open.values[key], open.lines[key] = value, number
			}
		}
	}
	if !ended {
		w.atf(number, "the file has no end (КонецФайла): it was cut off")
	}
	return accounts, documents
}

// joinSections makes one statement of the sections of an account, which must follow each other without a break in their balances.
func joinSections(sections []section, w *wrongs) (statements []Statement, lines []int) {
	place := map[string]int{}
	for _, sec := range sections {
		s, ok := readSection(sec, w)
		if !ok {
			continue
		}
		i, known := place[s.Account]
		if !known {
			place[s.Account] = len(statements)
			statements, lines = append(statements, s), append(lines, sec.line)
			continue
		}
		all := &statements[i]
		switch {
		case s.From.Before(all.From):
			w.atf(sec.line, "the days of account %s are not in their order", s.Account)
		case s.Opening != all.Closing:
			w.atf(sec.line, "account %s opens with %s, but the section before closed with %s: days are missing", s.Account,
				s.written(s.Opening), s.written(all.Closing))
		default:
			all.To, all.Closing = s.To, s.Closing
		}
	}
	return statements, lines
}

func readSection(sec section, w *wrongs) (Statement, bool) {
	before := len(w.details)
	s := Statement{Format: OneC, Currency: "RUB"}
	account, line := sec.first("РасчСчет")
	if s.Account = bare(account); s.Account == "" {
		w.atf(line, "the account's number (РасчСчет) is missing")
		return s, false
	}
	if code := currencyOf(s.Account); code != "" {
		s.Currency = code
	}
	s.From = sec.day(w, "ДатаНачала")
	s.To = s.From
	if value, _ := sec.first("ДатаКонца"); value != "" {
		s.To = sec.day(w, "ДатаКонца")
	}
	s.Opening = sec.amount(w, "НачальныйОстаток", true, s.Currency)
	s.Closing = sec.amount(w, "КонечныйОстаток", true, s.Currency)
	came, went := sec.amount(w, "ВсегоПоступило", false, s.Currency), sec.amount(w, "ВсегоСписано", false, s.Currency)
	if len(w.details) > before {
		return s, false
	}
	_, saysCame := sec.values["ВсегоПоступило"]
	_, saysWent := sec.values["ВсегоСписано"]
	if saysCame && saysWent && s.Opening+came-went != s.Closing {
		w.atf(sec.line, "account %s: opening balance %s plus turnover %s less %s is not the closing balance %s", s.Account,
			s.written(s.Opening), s.written(came), s.written(went), s.written(s.Closing))
		return s, false
	}
	return s, true
}

// placeDocument books a document on the accounts of the statement that it touches: a transfer between two of them, on both.
func placeDocument(d section, statements []Statement, w *wrongs) {
	payer, _ := d.first("ПлательщикСчет", "ПлательщикРасчСчет")
	payee, _ := d.first("ПолучательСчет", "ПолучательРасчСчет")
	payerSettles, _ := d.first("ПлательщикРасчСчет", "ПлательщикСчет")
	payeeSettles, _ := d.first("ПолучательРасчСчет", "ПолучательСчет")
	placed := false
	for i := range statements {
		s := &statements[i]
		out := bare(payer) == s.Account || bare(payerSettles) == s.Account
		in := bare(payee) == s.Account || bare(payeeSettles) == s.Account
		if !in && !out {
			continue
		}
		placed = true
		if in && out {
			w.atf(d.line, "the document pays from account %s to itself", s.Account)
			return
		}
		before := len(w.details)
		e := Entry{Line: d.line, Purpose: d.purpose(), Amount: d.amount(w, "Сумма", true, s.Currency)}
		e.Reference, _ = d.first("Номер")
		if len(w.details) == before && e.Amount <= 0 {
			w.atf(d.lines["Сумма"], "the amount (Сумма) must be above zero")
		}
		if in {
			e.Date = d.day(w, "ДатаПоступило", "Дата")
			e.Other = d.party("Плательщик")
		} else {
			e.Date, e.Amount = d.day(w, "ДатаСписано", "Дата"), -e.Amount
			e.Other = d.party("Получатель")
		}
		if len(w.details) > before {
			return
		}
		if e.Date.Before(s.From) || e.Date.After(s.To) {
			w.atf(d.line, "the document is of %s, outside the days of the statement", e.Date.Format(time.DateOnly))
			return
		}
		s.Entries = append(s.Entries, e)
	}
	if !placed {
		w.atf(d.line, "the document is neither from nor to an account of this statement (%s, %s)", shorten(payer), shorten(payee))
	}
}

func (s section) party(side string) Party {
	var p Party
	p.Name, _ = s.first(side+"1", side)
	p.TaxNumber, _ = s.first(side + "ИНН")
	if rest, ok := strings.CutPrefix(p.Name, "ИНН "); ok { // «ИНН 7701234567 ООО Ромашка»
		if number, name, ok := strings.Cut(rest, " "); ok {
			p.Name = strings.TrimSpace(name)
			if p.TaxNumber == "" {
				p.TaxNumber = number
			}
		}
	}
	p.Account, _ = s.first(side+"Счет", side+"РасчСчет")
	p.Account = bare(p.Account)
	p.Bank, _ = s.first(side + "Банк1")
	return p
}

func (s section) purpose() string {
	whole, _ := s.first("НазначениеПлатежа")
	if whole != "" {
		return squeeze(whole)
	}
	var parts []string
	for n := 1; n <= 6; n++ {
		parts = append(parts, s.values["НазначениеПлатежа"+strconv.Itoa(n)])
	}
	return squeeze(strings.Join(parts, " "))
}

func (s section) day(w *wrongs, keys ...string) time.Time {
	value, line := s.first(keys...)
	for _, form := range []string{"02.01.2006", "2006-01-02", "02.01.06"} {
		if day, err := time.Parse(form, value); err == nil && day.Year() >= 1990 && day.Year() < 2200 {
			return day
		}
	}
	if value == "" {
		w.atf(line, "the day (%s) is missing", keys[0])
	} else {
		w.atf(line, "%s is no day: %s", keys[0], shorten(value))
	}
	return time.Time{}
}

func (s section) amount(w *wrongs, key string, needed bool, currency string) int64 {
	value, line := s.first(key)
	if value == "" {
		if needed {
			w.atf(line, "the amount (%s) is missing", key)
		}
		return 0
	}
	amount, err := readAmount(value, exponent(currency))
	if err != nil {
		w.atf(line, "%s is %s: %s", key, err, shorten(value))
	}
	return amount
}

// currencyOf reads the currency out of a Russian account number: digits six to eight.
func currencyOf(account string) string {
	if len(account) != 20 {
		return ""
	}
	return map[string]string{"810": "RUB", "643": "RUB", "840": "USD", "978": "EUR", "156": "CNY", "398": "KZT", "933": "BYN", "826": "GBP", "756": "CHF",
		"784": "AED", "949": "TRY", "051": "AMD", "417": "KGS", "860": "UZS", "981": "GEL"}[account[5:8]]
}

func shorten(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return text
}
