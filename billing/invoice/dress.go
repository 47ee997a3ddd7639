package invoice

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // logos
	_ "image/png"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/liveryhq/livery/billing/money"
)

// Measures of logo and foot in millimetres.
const (
	logoWide = 80.0
	logoTall = 14.0
	footTall = 24.0
	footLine = 3.8
	footMost = 5
)

// said asks how the paper closes, and keeps its foot.
func (s *sheet) said() (closing []string) {
	if s.look.Say == nil {
		return nil
	}
	values := map[string]string{"customer": s.paper.Buyer.Name, "account": s.paper.Account, "number": s.paper.Number, "date": s.words.day1(s.paper.Date)}
	if total := s.paper.Total; total != 0 {
		values["total"] = s.sum(total)
	}
	if s.paper.Kind == KindStatement {
		values["total"] = s.sum(s.paper.Closing)
	}
	closing, foot := s.look.Say(s.paper.Kind, s.paper.Locale, values)
	s.text("", 8)
	for _, paragraph := range foot {
		for line := range strings.SplitSeq(paragraph, "\n") {
			s.foot = append(s.foot, s.SplitText(line, textWide-40)...)
		}
	}
	if len(s.foot) > footMost {
		s.foot = s.foot[:footMost]
		s.foot[footMost-1] = s.fit(s.foot[footMost-1]+" …", textWide-40)
	}
	return closing
}

// footRoom is what the foot takes beyond its one line.
func (s *sheet) footRoom() float64 { return float64(max(0, len(s.foot)-1)) * footLine }

// logo draws the brand's in place of its mark and name, if it has one that can be drawn.
func (s *sheet) logo() bool {
	if len(s.look.Logo) == 0 {
		return false
	}
	size, format, err := image.DecodeConfig(bytes.NewReader(s.look.Logo))
	if err != nil || size.Width == 0 || size.Height == 0 {
		return false
	}
	wide := min(logoWide, logoTall*float64(size.Width)/float64(size.Height))
	options := fpdf.ImageOptions{ImageType: strings.ToUpper(format)}
	s.RegisterImageOptionsReader("logo", options, bytes.NewReader(s.look.Logo))
	if s.Err() {
		s.ClearError()
		return false
	}
	s.ImageOptions("logo", margin, margin, wide, 0, false, options, 0, "")
	return true
}

func (s *sheet) footer() {
	s.SetY(-18 - s.footRoom())
	s.SetDrawColor(s.shade("border"))
	s.SetLineWidth(0.2)
	s.Line(margin, s.GetY(), margin+textWide, s.GetY())
	s.ink("muted")
	s.text("", 8)
	top := s.GetY()
	if len(s.foot) == 0 {
		s.CellFormat(textWide-40, 8, s.fit(orDash(s.paper.Seller.Name), textWide-40), "", 0, "L", false, 0, "")
	}
	for i, line := range s.foot {
		s.SetXY(margin, top+2+float64(i)*footLine)
		s.CellFormat(textWide-40, footLine, line, "", 0, "L", false, 0, "")
	}
	// How many pages there are is known at the end: until then the number has as many digits as this page's.
	said := fmt.Sprintf(s.words.page, s.PageNo())
	wide := s.GetStringWidth(strings.ReplaceAll(said, allPages, strconv.Itoa(s.PageNo()))) + 2*s.GetCellMargin()
	s.SetXY(margin+textWide-wide, top)
	s.CellFormat(wide, 8, said, "", 0, "L", false, 0, "")
}

// Sample is a paper with examples, for whoever looks at what papers wear. It has no number.
func Sample(kind Kind, locale string, on time.Time, p Paper) Paper {
	p.Kind, p.Locale, p.Date, p.TaxRate = kind, locale, on, -1
	whole := money.Amount(1)
	for range p.Currency.Exponent() {
		whole *= 10
	}
	one := Line{Day: on, What: words(locale).sold["plan"], Quantity: "3", Price: 40 * whole, Amount: 120 * whole, Balance: 120 * whole}
	p.Lines, p.Total, p.Closing = []Line{one}, one.Amount, one.Balance
	if kind == KindStatement {
		p.From, p.To = on.AddDate(0, -1, 0), on
	}
	p.Pay = kind == KindInvoice
	return p
}
