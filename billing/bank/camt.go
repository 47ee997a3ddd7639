package bank

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/errs"
)

// ISO 20022 BankToCustomerStatement. Version 08 differs from 02 in that a status, a party and a date have one level more.
// Banks differ in what they leave out: a turnover, a reference of the entry, the other side's account.

const camtSpace = "urn:iso:std:iso:20022:tech:xsd:"

type camtDocument struct {
	XMLName    xml.Name        `xml:"Document"`
	Statements []camtStatement `xml:"BkToCstmrStmt>Stmt"`
}

type camtStatement struct {
	ID      string      `xml:"Id"`
	From    camtDay     `xml:"FrToDt>FrDtTm"`
	To      camtDay     `xml:"FrToDt>ToDtTm"`
	Account camtID      `xml:"Acct>Id"`
	Ccy     string      `xml:"Acct>Ccy"`
	Bal     []camtBal   `xml:"Bal"`
	Entries []camtEntry `xml:"Ntry"`

	line int
}

type camtID struct {
	IBAN  string `xml:"IBAN"`
	Other string `xml:"Othr>Id"`
}

func (id camtID) number() string {
	if id.IBAN != "" {
		return bare(id.IBAN)
	}
	return bare(id.Other)
}

type camtAmount struct {
	Currency string `xml:"Ccy,attr"`
	Value    string `xml:",chardata"`
}

type camtBal struct {
	Code      string     `xml:"Tp>CdOrPrtry>Cd"`
	Amount    camtAmount `xml:"Amt"`
	Indicator string     `xml:"CdtDbtInd"`
	Date      camtDate   `xml:"Dt"`

	line int
}

// camtDate is a choice of a day and a moment.
type camtDate struct {
	Day    camtDay `xml:"Dt"`
	Moment camtDay `xml:"DtTm"`
}

type camtDay string

func (d camtDay) time() (time.Time, bool) {
	text := strings.TrimSpace(string(d))
	if len(text) > len(time.DateOnly) {
		text = text[:len(time.DateOnly)] // as the bank's own calendar has it, whatever the zone
	}
	day, err := time.Parse(time.DateOnly, text)
	return day, err == nil && day.Year() >= 1990 && day.Year() < 2200
}

func (d camtDate) time() (time.Time, bool) {
	if day, ok := d.Day.time(); ok {
		return day, ok
	}
	return d.Moment.time()
}

type camtEntry struct {
	Reference string     `xml:"NtryRef"`
	Amount    camtAmount `xml:"Amt"`
	Indicator string     `xml:"CdtDbtInd"`
	Status    camtStatus `xml:"Sts"`
	Booked    camtDate   `xml:"BookgDt"`
	Valued    camtDate   `xml:"ValDt"`
	Servicer  string     `xml:"AcctSvcrRef"`
	Details   []camtTx   `xml:"NtryDtls>TxDtls"`
	Note      string     `xml:"AddtlNtryInf"`

	line int
}

type camtStatus struct {
	Text string `xml:",chardata"`
	Code string `xml:"Cd"`
}

type camtTx struct {
	Servicer  string       `xml:"Refs>AcctSvcrRef"`
	EndToEnd  string       `xml:"Refs>EndToEndId"`
	TxID      string       `xml:"Refs>TxId"`
	Amount    camtAmount   `xml:"Amt"`
	Paid      camtAmount   `xml:"AmtDtls>TxAmt>Amt"`
	Indicator string       `xml:"CdtDbtInd"`
	Debtor    camtParty    `xml:"RltdPties>Dbtr"`
	DebtorID  camtID       `xml:"RltdPties>DbtrAcct>Id"`
	Creditor  camtParty    `xml:"RltdPties>Cdtr"`
	CreditID  camtID       `xml:"RltdPties>CdtrAcct>Id"`
	DebtorBIC camtBank     `xml:"RltdAgts>DbtrAgt>FinInstnId"`
	CreditBIC camtBank     `xml:"RltdAgts>CdtrAgt>FinInstnId"`
	Lines     []string     `xml:"RmtInf>Ustrd"`
	Struct    []camtStruct `xml:"RmtInf>Strd"`
	Note      string       `xml:"AddtlTxInf"`
}

type camtParty struct {
	Name  string `xml:"Nm"`
	Inner string `xml:"Pty>Nm"`
}

type camtBank struct {
	BIC   string `xml:"BIC"`
	BICFI string `xml:"BICFI"`
}

type camtStruct struct {
	Reference string   `xml:"CdtrRefInf>Ref"`
	More      []string `xml:"AddtlRmtInf"`
}

// The three that a person would look up in the file remember their line.

// UnmarshalXML implements xml.Unmarshaler.
func (raw *camtStatement) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	type plain camtStatement
	line, _ := d.InputPos()
	err := d.DecodeElement((*plain)(raw), &start)
	raw.line = line
	return err
}

// UnmarshalXML implements xml.Unmarshaler.
func (b *camtBal) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	type plain camtBal
	line, _ := d.InputPos()
	err := d.DecodeElement((*plain)(b), &start)
	b.line = line
	return err
}

// UnmarshalXML implements xml.Unmarshaler.
func (e *camtEntry) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	type plain camtEntry
	line, _ := d.InputPos()
	err := d.DecodeElement((*plain)(e), &start)
	e.line = line
	return err
}

func readCamt(file []byte) ([]Statement, error) {
	var w wrongs
	if bytes.HasPrefix(file, []byte("\xFF\xFE")) || bytes.HasPrefix(file, []byte("\xFE\xFF")) {
		decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(file)
		if err != nil {
			return nil, errs.Field("file", "statement_encoding", "The letters of the file cannot be read. Ask the bank for UTF-8.").With(err)
		}
		file = decoded
	}
	var doc camtDocument
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(file, []byte("\xEF\xBB\xBF"))))
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return in, nil // turned into UTF-8 above, by its mark
		}
		table, err := htmlindex.Get(label)
		if err != nil {
			return nil, fmt.Errorf("the encoding %s is not known", shorten(label))
		}
		return table.NewDecoder().Reader(in), nil
	}
	if err := d.Decode(&doc); err != nil {
		line, _ := d.InputPos()
		if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
			line = syntax.Line
			w.atf(line, "this is no XML: %s", syntax.Msg)
		} else {
			w.atf(line, "this cannot be read: %s", err)
		}
		return nil, w.err()
	}
	format := strings.TrimPrefix(doc.XMLName.Space, camtSpace)
	if format != Camt02 && format != Camt08 {
		return nil, errs.Field("file", "statement_format", fmt.Sprintf(
			"The file is “%s”. Ask the bank for camt.053.001.02 or camt.053.001.08: the statement of booked movements.", shorten(doc.XMLName.Space)))
	}
	if len(doc.Statements) == 0 {
		w.addf("Document/BkToCstmrStmt", "the file has no statement (Stmt)")
		return nil, w.err()
	}
	var statements []Statement
	place := map[string]int{}
	for i := range doc.Statements {
		raw := &doc.Statements[i]
		s, ok := raw.read(format, &w)
		if !ok {
			continue
		}
		i, known := place[s.Account+s.Currency]
		if !known {
			place[s.Account+s.Currency] = len(statements)
			statements = append(statements, s)
			continue
		}
		all := &statements[i]
		switch {
		case s.From.Before(all.From):
			w.atf(raw.line, "the days of account %s are not in their order", s.Account)
		case s.Opening != all.Closing:
			w.atf(raw.line, "account %s opens with %s, but the statement before closed with %s: days are missing", s.Account, s.written(s.Opening), s.written(all.Closing))
		default:
			all.To, all.Closing, all.Entries = s.To, s.Closing, append(all.Entries, s.Entries...)
		}
	}
	if err := w.err(); err != nil {
		return nil, err
	}
	return statements, nil
}

func (raw *camtStatement) read(format string, w *wrongs) (Statement, bool) {
	before := len(w.details)
	s := Statement{Format: format, Account: raw.Account.number(), Currency: strings.TrimSpace(raw.Ccy)}
	if s.Account == "" {
		w.atf(raw.line, "Stmt/Acct/Id: the account's number is missing")
	}
	opening, closing := raw.balance("OPBD", "PRCD"), raw.balance("CLBD")
	if opening == nil || closing == nil {
		w.atf(raw.line, "Stmt/Bal: the opening (OPBD) or the closing (CLBD) balance is missing")
		return s, false
	}
	if s.Currency == "" {
		s.Currency = opening.Amount.Currency
	}
	s.Opening = s.signed(w, opening.line, "Stmt/Bal", opening.Amount, opening.Indicator)
	s.Closing = s.signed(w, closing.line, "Stmt/Bal", closing.Amount, closing.Indicator)
	s.days(raw, opening, closing, w)
	for _, e := range raw.Entries {
		s.add(e, w)
	}
	if len(w.details) > before {
		return s, false
	}
	s.check(raw.line, w)
	return s, len(w.details) == before
}

func (raw *camtStatement) balance(codes ...string) *camtBal {
	for _, code := range codes {
		for i := range raw.Bal {
			if strings.TrimSpace(raw.Bal[i].Code) == code {
				return &raw.Bal[i]
			}
		}
	}
	return nil
}

// days takes the span that the statement names, or that of its balances.
func (s *Statement) days(raw *camtStatement, opening, closing *camtBal, w *wrongs) {
	var ok bool
	if s.From, ok = raw.From.time(); !ok {
		if s.From, ok = opening.Date.time(); !ok {
			w.atf(opening.line, "Stmt/Bal/Dt is no day: %s", shorten(string(opening.Date.Day+opening.Date.Moment)))
		} else if strings.TrimSpace(opening.Code) == "PRCD" {
			s.From = s.From.AddDate(0, 0, 1) // what the day before closed with
		}
	}
	if s.To, ok = raw.To.time(); !ok {
		if s.To, ok = closing.Date.time(); !ok {
			w.atf(closing.line, "Stmt/Bal/Dt is no day: %s", shorten(string(closing.Date.Day+closing.Date.Moment)))
		}
	}
	if s.To.Before(s.From) && ok {
		s.From = s.To // a day without movements that opens with the balance of the next
	}
}

func (s *Statement) signed(w *wrongs, line int, where string, a camtAmount, indicator string) int64 {
	if a.Currency != s.Currency {
		w.atf(line, "%s/Amt is in %q, but the account in %q", where, shorten(a.Currency), shorten(s.Currency))
		return 0
	}
	if _, err := money.ParseCurrency(s.Currency); err != nil {
		w.atf(line, "%s/Amt: %q is no currency", where, shorten(s.Currency))
		return 0
	}
	value := strings.TrimSpace(a.Value)
	amount, err := readAmount(value, exponent(s.Currency))
	switch {
	case err != nil || strings.HasPrefix(value, "-"):
		w.atf(line, "%s/Amt is no amount in %s: %s", where, s.Currency, shorten(value))
	case strings.TrimSpace(indicator) == "DBIT":
		return -amount
	case strings.TrimSpace(indicator) != "CRDT":
		w.atf(line, "%s/CdtDbtInd must be CRDT or DBIT, not %q", where, shorten(indicator))
	}
	return amount
}

// add books an entry; one that bundles several payments is taken apart if its parts make the whole.
func (s *Statement) add(raw camtEntry, w *wrongs) {
	switch status := strings.TrimSpace(raw.Status.Code + raw.Status.Text); status {
	case "BOOK":
	case "PDNG", "INFO", "FUTR":
		return // not booked, and not in the balances
	default:
		w.atf(raw.line, "Ntry/Sts must be BOOK, PDNG or INFO, not %q", shorten(status))
		return
	}
	before := len(w.details)
	whole := s.signed(w, raw.line, "Ntry", raw.Amount, raw.Indicator)
	day, ok := raw.Booked.time()
	if !ok {
		day, ok = raw.Valued.time()
	}
	if !ok {
		w.atf(raw.line, "Ntry/BookgDt: the day is missing")
	}
	if len(w.details) > before {
		return
	}
	if whole == 0 {
		return // a bank's remark
	}
	base := Entry{Line: raw.line, Date: day, Amount: whole, Reference: firstOf(raw.Servicer, raw.Reference), Purpose: squeeze(raw.Note)}
	if parts, ok := s.parts(raw, base); ok {
		s.Entries = append(s.Entries, parts...)
		return
	}
	if len(raw.Details) > 0 {
		base = raw.Details[0].describe(base, whole > 0)
	}
	s.Entries = append(s.Entries, base)
}

func (s *Statement) parts(raw camtEntry, base Entry) ([]Entry, bool) {
	if len(raw.Details) < 2 {
		return nil, false
	}
	var parts []Entry
	var sum int64
	for _, tx := range raw.Details {
		paid := tx.Amount
		if paid.Value == "" {
			paid = tx.Paid
		}
		amount, err := readAmount(strings.TrimSpace(paid.Value), exponent(s.Currency))
		if err != nil || paid.Currency != s.Currency || amount <= 0 {
			return nil, false
		}
		indicator := strings.TrimSpace(tx.Indicator)
		if indicator == "DBIT" || indicator == "" && base.Amount < 0 {
			amount = -amount
		}
		sum += amount
		part := base
		part.Amount = amount
		parts = append(parts, tx.describe(part, amount > 0))
	}
	return parts, sum == base.Amount
}

func (tx camtTx) describe(e Entry, in bool) Entry {
	party, id, bank := tx.Creditor, tx.CreditID, tx.CreditBIC
	if in {
		party, id, bank = tx.Debtor, tx.DebtorID, tx.DebtorBIC
	}
	e.Other = Party{Name: squeeze(firstOf(party.Name, party.Inner)), Account: id.number(), Bank: firstOf(bank.BIC, bank.BICFI)}
	lines := tx.Lines
	for _, s := range tx.Struct {
		lines = append(append(lines, s.Reference), s.More...)
	}
	if purpose := squeeze(strings.Join(lines, " ")); purpose != "" {
		e.Purpose = purpose
	} else if note := squeeze(tx.Note); note != "" {
		e.Purpose = note
	}
	end := strings.TrimSpace(tx.EndToEnd)
	if end == "NOTPROVIDED" {
		end = ""
	}
	if own := firstOf(tx.Servicer, tx.TxID); own != "" {
		e.Reference = own
	} else if e.Reference == "" {
		e.Reference = end
	}
	return e
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			return text
		}
	}
	return ""
}
