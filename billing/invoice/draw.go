package invoice

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"github.com/liveryhq/livery/billing/money"
)

// Measures of an A4 page in millimetres.
const (
	margin   = 18.0
	pageWide = 210.0
	textWide = pageWide - 2*margin
	markSize = 12.0
	fontName = "text"
	// allPages stands in a text for how many pages there are.
	allPages = "{pages}"
)

type sheet struct {
	*fpdf.Fpdf

	look  Look
	words language
	paper Paper
	// foot stands on every page.
	foot []string
}

// Draw lays a paper out as PDF. Equal papers are equal bytes.
func Draw(look Look, p Paper) ([]byte, error) {
	s := &sheet{Fpdf: fpdf.New("P", "mm", "A4", ""), look: look, words: words(p.Locale), paper: p}
	s.AddUTF8FontFromBytes(fontName, "", goregular.TTF)
	s.AddUTF8FontFromBytes(fontName, "B", gobold.TTF)
	s.SetCatalogSort(true)
	s.SetCreationDate(p.Date.UTC())
	s.SetModificationDate(p.Date.UTC())
	s.SetProducer(look.Name, true)
	s.SetCreator(look.Name, true)
	s.SetAuthor(look.Name, true)
	s.SetTitle(strings.TrimSpace(s.words.kinds[p.Kind]+" "+p.Number), true)
	s.SetLang(p.Locale)
	s.SetMargins(margin, margin, margin)
	s.AliasNbPages(allPages)
	closing := s.said()
	s.SetAutoPageBreak(true, footTall+s.footRoom())
	s.SetFooterFunc(s.footer)
	s.AddPage()
	s.header()
	s.parties()
	switch p.Kind {
	case KindStatement:
		s.statement()
	case KindSlip:
	case KindInvoice, KindReceipt, KindCreditNote:
		s.table()
	}
	if p.Pay || p.Kind == KindSlip {
		if err := s.pay(); err != nil {
			return nil, err
		}
	}
	if p.Note != "" {
		s.Ln(6)
		s.ink("muted")
		s.text("", 9)
		s.MultiCell(textWide, 4.5, p.Note, "", "L", false)
	}
	for _, paragraph := range closing {
		s.Ln(5)
		s.ink("text")
		s.text("", 9.5)
		s.MultiCell(textWide, 4.8, paragraph, "", "L", false)
	}
	var out bytes.Buffer
	if err := s.Output(&out); err != nil {
		return nil, fmt.Errorf("lay out a paper: %w", err)
	}
	return out.Bytes(), nil
}

func (s *sheet) text(style string, size float64) { s.SetFont(fontName, style, size) }

func (s *sheet) shade(name string) (r, g, b int) {
	value, err := strconv.ParseUint(strings.TrimPrefix(s.look.Theme.Light.Hex(name), "#"), 16, 32)
	if err != nil {
		return 0, 0, 0
	}
	return int(value >> 16), int(value >> 8 & 0xff), int(value & 0xff)
}

func (s *sheet) ink(name string)  { s.SetTextColor(s.shade(name)) }
func (s *sheet) fill(name string) { s.SetFillColor(s.shade(name)) }

// header shows mark and name of the brand, and what the paper is.
func (s *sheet) header() {
	if !s.logo() {
		for _, shape := range s.look.Theme.Mark(s.look.Name, markSize, margin, margin) {
			s.fill(shape.Shade)
			shape.Trace(s)
			s.DrawPath("f")
		}
		s.SetXY(margin+15, margin+2.5)
		s.ink("text")
		s.text("B", 14)
		s.CellFormat(80, 7, s.fit(s.look.Name, 80), "", 0, "L", false, 0, "")
	}
	s.ink("text")
	s.SetXY(margin+95, margin)
	s.text("B", 16)
	s.CellFormat(textWide-95, 7, s.words.kinds[s.paper.Kind], "", 2, "R", false, 0, "")
	s.text("", 9)
	s.ink("muted")
	if s.paper.Number != "" {
		s.CellFormat(textWide-95, 5, s.words.number+" "+s.paper.Number+" "+s.words.of+" "+s.words.day1(s.paper.Date), "", 2, "R", false, 0, "")
	} else {
		s.CellFormat(textWide-95, 5, s.words.day1(s.paper.Date), "", 2, "R", false, 0, "")
	}
	for _, line := range s.besides() {
		s.CellFormat(textWide-95, 5, line, "", 2, "R", false, 0, "")
	}
	y := max(s.GetY(), margin+14) + 2
	s.fill("primary")
	s.Rect(margin, y, textWide, 0.8, "F")
	s.SetXY(margin, y+6)
}

func (s *sheet) besides() (lines []string) {
	if !s.paper.Due.IsZero() {
		lines = append(lines, s.words.due+": "+s.words.day1(s.paper.Due))
	}
	if s.paper.Corrects != "" {
		lines = append(lines, s.words.corrects+" "+s.paper.Corrects)
	}
	if !s.paper.From.IsZero() {
		lines = append(lines, s.words.period+": "+s.words.day1(s.paper.From)+" – "+s.words.day1(s.paper.To))
	}
	return lines
}

// parties shows both sides beside each other.
func (s *sheet) parties() {
	top := s.GetY()
	half := textWide/2 - 4
	draw := func(x float64, title string, e Entity, account string) float64 {
		s.SetXY(x, top)
		s.ink("muted")
		s.text("", 8)
		s.CellFormat(half, 4, title, "", 2, "L", false, 0, "")
		s.ink("text")
		s.text("B", 10)
		s.MultiCell(half, 5, orDash(e.Name), "", "L", false)
		s.text("", 9)
		for _, line := range s.about(e, account) {
			s.SetX(x)
			s.MultiCell(half, 4.4, line, "", "L", false)
		}
		return s.GetY()
	}
	left := draw(margin, s.words.seller, s.paper.Seller, "")
	right := draw(margin+half+8, s.words.buyer, s.paper.Buyer, s.paper.Account)
	s.SetXY(margin, max(left, right)+7)
}

func (s *sheet) about(e Entity, account string) (lines []string) {
	add := func(label, value string) {
		if value != "" {
			lines = append(lines, strings.TrimSpace(label+" "+value))
		}
	}
	add(s.words.account+" "+s.words.number, account)
	add("", e.Address)
	add(s.words.tax, e.TaxNumber)
	add(s.words.reason, e.TaxReason)
	add(s.words.registration, e.Registration)
	add(s.words.phone, e.Phone)
	add("", e.Email)
	return lines
}

// table lists what a paper is about, and its total.
func (s *sheet) table() {
	widths := []float64{textWide - 28 - 34 - 36, 28, 34, 36}
	s.row(widths, []string{s.words.what, s.words.quantity, s.words.price, s.words.sum}, "LRRR", true)
	for _, line := range s.paper.Lines {
		price := ""
		if line.Price != 0 {
			price = s.sum(line.Price)
		}
		s.row(widths, []string{line.What, line.Quantity, price, s.sum(line.Amount)}, "LRRR", false)
	}
	s.Ln(2)
	s.text("B", 11)
	s.ink("text")
	s.CellFormat(textWide, 7, s.words.total+": "+s.sum(s.paper.Total), "", 1, "R", false, 0, "")
	s.text("", 9)
	s.ink("muted")
	switch {
	case s.paper.TaxRate > 0:
		rate := strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%02d", s.paper.TaxRate/100, s.paper.TaxRate%100), "0"), ".")
		s.CellFormat(textWide, 5, strings.Replace(s.words.including, "%s", rate+" %: "+s.sum(s.paper.Tax), 1), "", 1, "R", false, 0, "")
	case s.paper.TaxRate == 0:
		s.CellFormat(textWide, 5, s.words.without, "", 1, "R", false, 0, "")
	}
	if s.paper.Kind == KindReceipt {
		s.ink("success-text")
		s.text("B", 10)
		s.CellFormat(textWide, 7, s.words.paid, "", 1, "R", false, 0, "")
	}
}

func (s *sheet) statement() {
	widths := []float64{30, textWide - 30 - 38 - 38, 38, 38}
	var came, went money.Amount
	for _, line := range s.paper.Lines {
		came, went = came+max(line.Amount, 0), went-min(line.Amount, 0)
	}
	s.row(widths, []string{s.words.day, s.words.what, s.words.sum, s.words.balance}, "LLRR", true)
	s.row(widths, []string{"", s.words.opening, "", s.sum(s.paper.Opening)}, "LLRR", false)
	for _, line := range s.paper.Lines {
		s.row(widths, []string{s.words.day1(line.Day), line.What, s.sum(line.Amount), s.sum(line.Balance)}, "LLRR", false)
	}
	s.row(widths, []string{"", s.words.closing, "", s.sum(s.paper.Closing)}, "LLRR", true)
	s.Ln(2)
	s.text("", 9)
	s.ink("muted")
	s.CellFormat(textWide, 5, s.words.came+": "+s.sum(came)+"    "+s.words.went+": "+s.sum(went), "", 1, "R", false, 0, "")
}

// row draws a row as high as its longest cell, on a new page where it does not fit.
func (s *sheet) row(widths []float64, cells []string, align string, head bool) {
	const high = 4.6
	style := ""
	if head {
		style = "B"
	}
	s.text(style, 9)
	wrapped, most := make([][]string, len(cells)), 1
	for i, cell := range cells {
		wrapped[i] = s.SplitText(cell, widths[i]-3)
		most = max(most, len(wrapped[i]))
	}
	tall := float64(most)*high + 2
	if s.GetY()+tall > 297-footTall-s.footRoom() {
		s.AddPage()
		s.text(style, 9)
	}
	y := s.GetY()
	if head {
		s.fill("sunken")
		s.Rect(margin, y, textWide, tall, "F")
	}
	s.ink("text")
	x := margin
	for i := range cells {
		for n, line := range wrapped[i] {
			s.SetXY(x, y+1+float64(n)*high)
			s.CellFormat(widths[i], high, line, "", 0, align[i:i+1], false, 0, "")
		}
		x += widths[i]
	}
	s.SetDrawColor(s.shade("border"))
	s.SetLineWidth(0.2)
	s.Line(margin, y+tall, margin+textWide, y+tall)
	s.SetXY(margin, y+tall)
}

// pay says how to pay by bank.
func (s *sheet) pay() error {
	t := s.paper.Transfer()
	if t.To.Bank.Number == "" {
		return nil
	}
	payload, err := t.Payload()
	if err != nil {
		return err
	}
	if s.GetY() > 297-footTall-s.footRoom()-70 {
		s.AddPage()
	}
	s.Ln(6)
	top := s.GetY()
	amount := s.words.free
	if t.Amount > 0 {
		amount = s.sum(t.Amount)
	}
	wide := textWide
	if payload != "" {
		wide -= 50
	}
	for _, pair := range [][2]string{{s.words.seller, t.To.Name}, {s.words.bank, t.To.Bank.Name}, {s.words.bankAccount, t.To.Bank.Number}, {s.words.bankCode, t.To.Bank.Code},
		{s.words.correspondent, t.To.Bank.Correspondent}, {s.words.amount, amount}, {s.words.purposeLabel, t.Purpose}} {
		if pair[1] == "" {
			continue
		}
		s.SetX(margin)
		s.ink("muted")
		s.text("", 8)
		s.CellFormat(wide, 4, pair[0], "", 2, "L", false, 0, "")
		s.ink("text")
		s.text("B", 10)
		s.MultiCell(wide, 5, pair[1], "", "L", false)
		s.Ln(1)
	}
	end := s.GetY()
	if payload == "" {
		return nil
	}
	rows, err := squares(payload)
	if err != nil {
		return err
	}
	const size = 42.0
	left := pageWide - margin - size
	s.fill("surface")
	s.Rect(left-2, top-2, size+4, size+4, "F")
	s.SetFillColor(0, 0, 0)
	one := size / float64(len(rows))
	for y, row := range rows {
		for x := 0; x < len(row); x++ {
			from := x
			for x < len(row) && row[x] {
				x++
			}
			if x > from { // a run is one rectangle: no hair lines between its squares
				s.Rect(left+float64(from)*one, top+float64(y)*one, float64(x-from)*one, one, "F")
			}
		}
	}
	// As wide as the code itself: a cell has room at its sides.
	side := s.GetCellMargin()
	s.SetXY(left-side, top+size+2)
	s.ink("muted")
	s.text("", 8)
	s.MultiCell(size+2*side, 4, s.words.scan, "", "C", false)
	s.SetXY(margin, max(end, s.GetY()))
	return nil
}

func (s *sheet) sum(a money.Amount) string { return Sum(s.paper.Locale, s.paper.Currency, a) }

// fit shortens a text to a width.
func (s *sheet) fit(text string, wide float64) string {
	if s.GetStringWidth(text) <= wide {
		return text
	}
	runes := []rune(text)
	for len(runes) > 1 && s.GetStringWidth(string(runes)+"…") > wide {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

func orDash(text string) string {
	if text == "" {
		return "—"
	}
	return text
}
