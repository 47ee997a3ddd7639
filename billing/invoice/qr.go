package invoice

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/boombuler/barcode/qr"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/errs"
)

// Entity is a legal entity as papers name it. What is empty is not printed.
type Entity struct {
	Name         string
	Address      string
	Phone        string
	Email        string
	Registration string
	TaxNumber    string
	// TaxReason is the Russian KPP.
	TaxReason string
	Bank      BankAccount
}

// BankAccount is where money is sent.
type BankAccount struct {
	Name string
	// Number is an IBAN, or twenty digits.
	Number string
	// Code is a BIC, or the Russian BIK of nine digits.
	Code string
	// Correspondent account, of Russian banks.
	Correspondent string
}

// Transfer is a payment that somebody is asked to make.
type Transfer struct {
	To       Entity
	Currency money.Currency
	// Amount 0: whoever pays says how much.
	Amount  money.Amount
	Purpose string
}

// Payload makes the text of a payment QR code for the transfer. empty: banking apps read none for such an account.
func (t Transfer) Payload() (payload string, err error) {
	switch {
	case t.Currency.Code() == "EUR" && validIBAN(t.To.Bank.Number):
		return t.epc()
	case t.Currency.Code() == "RUB" && isDigits(t.To.Bank.Number, 20):
		return t.gost()
	}
	return "", nil
}

// epc is the SEPA credit transfer of EPC069-12, version 002, in UTF-8.
func (t Transfer) epc() (string, error) {
	amount := ""
	if t.Amount > 0 {
		amount = "EUR" + t.Currency.Format(t.Amount)
	}
	if t.Amount < 0 || t.Amount > 99_999_999_999 {
		return "", errs.Field("amount", "bad_amount", "A transfer is of 0.01 to 999999999.99 EUR.")
	}
	fields := []string{"BCD", "002", "1", "SCT", strings.ToUpper(compact(t.To.Bank.Code)), cut(t.To.Name, 70), compact(t.To.Bank.Number), amount, "", "", cut(t.Purpose, 140)}
	payload := strings.Join(fields, "\n")
	if len(payload) > 331 {
		fields[10] = cutBytes(fields[10], len(fields[10])-(len(payload)-331))
		payload = strings.Join(fields, "\n")
	}
	return payload, nil
}

// gost is ST0001 of GOST R 56042-2014 in UTF-8 (encoding 2). The separator is one that stands in no value.
func (t Transfer) gost() (string, error) {
	bank := t.To.Bank
	if !isDigits(bank.Code, 9) {
		return "", errs.Field("bank_code", "bad_bank", "The bank's BIK has nine digits.")
	}
	correspondent := bank.Correspondent
	if correspondent == "" {
		correspondent = "0"
	}
	// The five that must be there, in their order; then what else is known.
	pairs := []string{"Name=" + cut(t.To.Name, 160), "PersonalAcc=" + bank.Number, "BankName=" + cut(bank.Name, 45), "BIC=" + bank.Code,
		"CorrespAcc=" + correspondent}
	if t.Amount > 0 {
		pairs = append(pairs, fmt.Sprintf("Sum=%d", t.Amount))
	}
	pairs = append(pairs, "Purpose="+cut(t.Purpose, 210))
	if t.To.TaxNumber != "" {
		pairs = append(pairs, "PayeeINN="+t.To.TaxNumber)
	}
	if t.To.TaxReason != "" {
		pairs = append(pairs, "KPP="+t.To.TaxReason)
	}
	for _, separator := range []string{"|", "~", "^", "&"} {
		if !strings.Contains(strings.Join(pairs, ""), separator) {
			return "ST00012" + separator + strings.Join(pairs, separator), nil
		}
	}
	return "", errs.Field("name", "bad_bank", "Leave out the signs | ~ ^ & of the name and the bank's name.")
}

// squares draws a payload as rows of dark (true) and light squares, without the quiet zone. Level M, as EPC069-12 asks.
func squares(payload string) ([][]bool, error) {
	code, err := qr.Encode(payload, qr.M, qr.Unicode)
	if err != nil {
		return nil, fmt.Errorf("draw a QR code: %w", err)
	}
	size := code.Bounds().Dx()
	rows := make([][]bool, size)
	for y := range rows {
		rows[y] = make([]bool, size)
		for x := range rows[y] {
			r, _, _, _ := code.At(x, y).RGBA()
			rows[y][x] = r == 0
		}
	}
	return rows, nil
}

// validIBAN checks form and the two check digits (ISO 13616, ISO 7064 MOD 97-10).
func validIBAN(text string) bool {
	iban := strings.ToUpper(compact(text))
	if len(iban) < 15 || len(iban) > 34 {
		return false
	}
	rest := 0
	for _, r := range iban[4:] + iban[:4] {
		switch {
		case r >= '0' && r <= '9':
			rest = (rest*10 + int(r-'0')) % 97
		case r >= 'A' && r <= 'Z':
			rest = (rest*100 + int(r-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest == 1 && iban[0] >= 'A' && iban[1] >= 'A'
}

func isDigits(text string, n int) bool {
	return len(text) == n && !strings.ContainsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
}

func compact(text string) string { return strings.ReplaceAll(text, " ", "") }

// cut shortens a text to so many letters, and takes line breaks out.
func cut(text string, letters int) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > letters {
		return string(runes[:letters])
	}
	return text
}

// cutBytes shortens a text to so many bytes, at the end of a letter.
func cutBytes(text string, n int) string {
	n = max(n, 0)
	for n < len(text) && n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:min(n, len(text))]
}

// CheckBank says what is wrong with a bank account. Invalid.
func CheckBank(b BankAccount) error {
	number := compact(b.Number)
	switch {
	case number == "":
		return nil
	case isDigits(number, 20):
		if !isDigits(b.Code, 9) {
			return errs.Field("bank_code", "bad_bank", "The bank's BIK has nine digits.")
		}
		if b.Correspondent != "" && !isDigits(b.Correspondent, 20) {
			return errs.Field("correspondent", "bad_bank", "A correspondent account has twenty digits.")
		}
		if !fitsBIK(number, b.Code) {
			return errs.Field("bank_account", "bad_bank", "The account's check digit does not fit the BIK. Look at both once more.")
		}
	case number[0] >= 'A' && number[0] <= 'Z' || number[0] >= 'a' && number[0] <= 'z':
		if !validIBAN(number) {
			return errs.Field("bank_account", "bad_bank", "The check digits of this IBAN do not fit. Copy it from the bank once more.")
		}
	case len(number) > 34:
		return errs.Field("bank_account", "bad_bank", "An account number has at most 34 signs.")
	}
	return nil
}

// fitsBIK checks the key of a Russian account, its ninth digit, against the bank (Bank of Russia, 515 of 1997).
func fitsBIK(account, bik string) bool {
	head := bik[6:]
	if head == "000" || head == "001" || head == "002" { // a department of the Bank of Russia
		head = "0" + bik[4:6]
	}
	sum := 0
	for i, r := range head + account {
		sum += int(r-'0') * []int{7, 1, 3}[i%3] % 10
	}
	return sum%10 == 0
}
