package bank

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/internal/errs"
)

// Formats of files.
const (
	OneC   = "1c"
	Camt02 = "camt.053.001.02"
	Camt08 = "camt.053.001.08"
)

// MaxFile is the largest file that is read, in bytes.
const MaxFile = 16 << 20

// Statement is what a bank says of one account over some days.
type Statement struct {
	Format string
	// Account as the bank writes it: an IBAN, or twenty digits. No spaces.
	Account string
	// Currency is an ISO 4217 code.
	Currency string
	// From and To are the first and the last day, at midnight UTC.
	From, To time.Time
	// Opening and Closing balance in minor units.
	Opening, Closing int64
	Entries          []Entry
}

// Entry is one movement on the account.
type Entry struct {
	// Line of the file on which it begins, from 1.
	Line int
	// Date on which the bank booked it, at midnight UTC.
	Date time.Time
	// Amount in minor units: above zero came in, below went out.
	Amount int64
	// Other is who paid, or was paid.
	Other Party
	// Purpose as whoever paid wrote it, in one line.
	Purpose string
	// Reference is the bank's own number of the movement, or that of the payment order.
	Reference string
}

// Party is the other side of a movement; what the bank did not say is empty.
type Party struct {
	Name string
	// TaxNumber: INN in 1C files.
	TaxNumber string
	Account   string
	Bank      string
}

// Came is the sum of what came in, Went of what went out; both are positive.
func (s Statement) Came() (sum int64) {
	for _, e := range s.Entries {
		sum += max(e.Amount, 0)
	}
	return sum
}

// Went is the sum of what went out, in minor units, as a positive number.
func (s Statement) Went() (sum int64) {
	for _, e := range s.Entries {
		sum -= min(e.Amount, 0)
	}
	return sum
}

// Fingerprints name each entry by what the bank said of it, so that a file which overlaps another is told from new money.
// Two entries of one statement that are alike to the letter are told apart by their number among those alike.
func (s Statement) Fingerprints() []string {
	names := make([]string, len(s.Entries))
	seen := map[string]int{}
	for i, e := range s.Entries {
		h := sha256.New()
		for _, part := range []string{s.Account, s.Currency, e.Date.Format(time.DateOnly), strconv.FormatInt(e.Amount, 10), e.Reference,
			e.Other.Account, squeeze(e.Purpose)} {
			fmt.Fprintf(h, "%d:%s", len(part), part)
		}
		name := hex.EncodeToString(h.Sum(nil)[:16])
		seen[name]++
		names[i] = name + "-" + strconv.Itoa(seen[name])
	}
	return names
}

// Read reads a file of any of the formats: all of it or nothing. Invalid: what is wrong, by line.
func Read(file []byte) ([]Statement, error) {
	if len(file) > MaxFile {
		return nil, errs.Field("file", "statement_too_large", "A statement is at most 16 MB. Ask the bank for fewer days at a time.")
	}
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(file, []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch {
	case len(trimmed) == 0:
		return nil, errs.Field("file", "statement_empty", "The file is empty. Choose the file as the bank gave it.")
	case bytes.HasPrefix(trimmed, []byte("1CClientBankExchange")):
		return readOneC(file)
	case trimmed[0] == '<' || bytes.HasPrefix(file, []byte("\xFF\xFE")) || bytes.HasPrefix(file, []byte("\xFE\xFF")):
		return readCamt(file)
	}
	return nil, errs.Field("file", "statement_format",
		"This is no statement that can be read. Ask the bank for 1C ClientBankExchange (a text file) or for camt.053 (XML).")
}

// mostWrong is how many wrong lines are told of one file.
const mostWrong = 20

// wrongs collects what is wrong with a file.
type wrongs struct {
	details []errs.Detail
	more    int
}

func (w *wrongs) atf(line int, format string, args ...any) {
	w.addf(fmt.Sprintf("line %d", line), format, args...)
}

func (w *wrongs) addf(field, format string, args ...any) {
	if len(w.details) == mostWrong {
		w.more++
		return
	}
	w.details = append(w.details, errs.Detail{Field: field, Message: fmt.Sprintf(format, args...)})
}

func (w *wrongs) err() error {
	if len(w.details) == 0 {
		return nil
	}
	e := errs.New(errs.Invalid, "statement_broken", "The statement has mistakes, and nothing of it was taken over. Ask the bank for it once more.")
	e.Details = w.details
	if w.more > 0 {
		e.Details = append(e.Details, errs.Detail{Field: "file", Message: fmt.Sprintf("and %d more", w.more)})
	}
	return e
}

// check looks at what must hold whatever the format.
func (s Statement) check(line int, w *wrongs) {
	if s.To.Before(s.From) {
		w.atf(line, "the last day %s is before the first, %s", s.To.Format(time.DateOnly), s.From.Format(time.DateOnly))
	}
	if got := s.Opening + s.Came() - s.Went(); got != s.Closing {
		w.atf(line, "account %s: opening balance %s plus %s that came in, less %s that went out, is %s, but the closing balance says %s",
			s.Account, s.written(s.Opening), s.written(s.Came()), s.written(s.Went()), s.written(got), s.written(s.Closing))
	}
}

func (s Statement) written(amount int64) string { return writeAmount(amount, exponent(s.Currency)) }

// squeeze turns runs of white space into one space.
func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

// bare takes the spaces out of an account number.
func bare(account string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00a0' || r == '\t' {
			return -1
		}
		return r
	}, account))
}
