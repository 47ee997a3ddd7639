package invoice

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"github.com/stretchr/testify/require"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/vector"

	"github.com/liveryhq/livery/billing/money"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/themes"
)

var (
	euro  = money.MustParse("EUR")
	ruble = money.MustParse("RUB")
)

func russian() Entity {
	return Entity{Name: "ООО «Полярис»", Address: "Мурманск, Полярные Зори 1", TaxNumber: "5190000000", TaxReason: "519001001", Phone: "+7 815 200-00-00",
		Bank: BankAccount{Name: "ПАО Северный", Number: "40702810138250123017", Code: "044525225", Correspondent: "30101810400000000225"}}
}

func finnish() Entity {
	return Entity{Name: "Meridian Fleet Oy", Address: "Satamakatu 1, Helsinki", TaxNumber: "FI12345678",
		Bank: BankAccount{Name: "Pohjola", Number: "FI21 1234 5600 0007 85", Code: "NDEAFIHH"}}
}

func look(t *testing.T) Look {
	t.Helper()
	brand := themes.DemoPolaris()
	theme, err := themes.Compile(brand.Tokens)
	require.NoError(t, err)
	return Look{Name: brand.Name, Theme: theme}
}

func invoice(locale string) Paper {
	return Paper{Kind: KindInvoice, Locale: locale, Number: "2026-17", Date: time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC), Due: time.Date(2026, 3, 18, 0, 0, 0, 0, time.UTC),
		Seller: russian(), Buyer: Entity{Name: "ИП Иванова Ёлка", Address: "Апатиты"}, Account: "1000019", Currency: ruble,
		Lines: []Line{{What: "Мониторинг «Стандарт», март", Quantity: "12", Price: 45000, Amount: 540000}}, Total: 540000, TaxRate: 2000, Tax: 90000, Pay: true}
}

// contents are the streams of a PDF that are packed: what its pages show, and its fonts.
func contents(t *testing.T, pdf []byte) (all []string) {
	t.Helper()
	for _, stream := range regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`).FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(stream[1]))
		if err != nil {
			continue
		}
		content, err := io.ReadAll(r)
		require.NoError(t, err)
		all = append(all, string(content))
	}
	return all
}

// A placed text begins at x, in points from the page's left edge.
type placed struct {
	x    float64
	text string
}

// texts are those of a PDF: its content streams hold them in UTF-16, as the embedded font maps them.
func texts(t *testing.T, pdf []byte) (all []placed) {
	t.Helper()
	for _, content := range contents(t, pdf) {
		for _, text := range regexp.MustCompile(`(?s)BT ([\d.]+) [\d.]+ Td \(((?:[^\\()]|\\.)*)\) ?Tj`).FindAllStringSubmatch(content, -1) {
			raw := regexp.MustCompile(`(?s)\\(.)`).ReplaceAllStringFunc(text[2], func(escaped string) string {
				if escaped[1] == 'r' {
					return "\r"
				}
				return escaped[1:]
			})
			var units []uint16
			for i := 0; i+1 < len(raw); i += 2 {
				units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
			}
			x, err := strconv.ParseFloat(text[1], 64)
			require.NoError(t, err)
			all = append(all, placed{x, string(utf16.Decode(units))})
		}
	}
	return all
}

// shown is what a PDF says, a line each.
func shown(t *testing.T, pdf []byte) string {
	t.Helper()
	var all strings.Builder
	for _, one := range texts(t, pdf) {
		all.WriteString(one.text + "\n")
	}
	return all.String()
}

func TestAPaperSaysWhatItWasGivenInTheReadersLanguageWithCyrillicLetters(t *testing.T) {
	t.Parallel()
	pdf, err := Draw(look(t), invoice("ru"))
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(pdf, []byte("%PDF-1.")))
	text := shown(t, pdf)
	for _, word := range []string{"Polaris Guard", "Счёт на оплату", "№ 2026-17 от 04.03.2026", "ООО «Полярис»", "ИП Иванова Ёлка", "Мониторинг «Стандарт», март",
		"5\u00a0400,00\u00a0RUB", "в том числе НДС 20 %: 900,00\u00a0RUB", "Пополнение лицевого счёта, счёт № 1000019", "40702810138250123017", "Страница 1 из 1"} {
		require.Contains(t, text, word)
	}
	english, err := Draw(look(t), invoice("en"))
	require.NoError(t, err)
	require.Contains(t, shown(t, english), "Personal Account top-up, account # 1000019")
}

func TestWhatStandsAtTheRightEndsAtOneEdge(t *testing.T) {
	t.Parallel()
	const edge = (margin + textWide) * 72 / 25.4
	pen := fpdf.New("P", "pt", "A4", "")
	pen.AddUTF8FontFromBytes(fontName, "", goregular.TTF)
	for _, locale := range []string{"en", "ru"} {
		pdf, err := Draw(look(t), invoice(locale))
		require.NoError(t, err)
		spoken := words(locale)
		var numbers, pages, scans int
		for _, one := range texts(t, pdf) {
			end := func(size float64) float64 {
				pen.SetFont(fontName, "", size)
				return one.x + pen.GetStringWidth(one.text)
			}
			switch {
			case strings.HasPrefix(one.text, spoken.number+" "):
				numbers++
				require.InDelta(t, edge-pen.GetCellMargin(), end(9), 0.7, one.text)
			case strings.HasPrefix(one.text, fmt.Sprintf(strings.TrimSuffix(spoken.page, allPages), 1)):
				pages++
				// Its number of digits is known before the number is.
				require.InDelta(t, edge-pen.GetCellMargin(), end(8), 0.7, one.text)
			case one.text != "" && strings.Contains(spoken.scan, strings.TrimSpace(one.text)):
				scans++
				require.LessOrEqual(t, end(8), edge, one.text)
			}
		}
		require.Equal(t, 1, numbers)
		require.Equal(t, 1, pages)
		require.Positive(t, scans)
	}
}

func TestEqualPapersAreEqualBytesAndNameNobodyElse(t *testing.T) {
	t.Parallel()
	one, err := Draw(look(t), invoice("ru"))
	require.NoError(t, err)
	two, err := Draw(look(t), invoice("ru"))
	require.NoError(t, err)
	require.Equal(t, one, two)
	for _, name := range []string{"livery", "fpdf", "FPDF"} {
		require.NotContains(t, strings.ToLower(string(one)), strings.ToLower(name))
		require.NotContains(t, string(one), name)
	}
}

func TestThePaperShowsTheMarkAsShapesThatLookLikeTheIcon(t *testing.T) {
	t.Parallel()
	const size = 96
	for _, tokens := range []themes.Tokens{{Mark: "meridian", MarkShape: "squircle"}, {Mark: "star", MarkShape: "circle"}, {Mark: "compass", MarkShape: "square"}, {Mark: "letter", MarkShape: "hexagon"}} {
		theme, err := themes.Compile(tokens)
		require.NoError(t, err)
		pdf, err := Draw(Look{Name: "Жук", Theme: theme}, invoice("en"))
		require.NoError(t, err)
		require.False(t, bytes.Contains(pdf, []byte("/Subtype /Image")), "it is sharp at any size")
		icon, err := png.Decode(bytes.NewReader(theme.Icon("Жук", size, false)))
		require.NoError(t, err)
		drawn, apart := filled(t, contents(t, pdf)[0], size), 0
		for y := range size {
			for x := range size {
				r, g, b, a := icon.At(x, y).RGBA()
				white, at := 0xffff-a, drawn.RGBAAt(x, y)
				for _, pair := range [][2]uint32{{r + white, uint32(at.R)}, {g + white, uint32(at.G)}, {b + white, uint32(at.B)}} {
					if far := int(pair[0]>>8) - int(pair[1]); far > 24 || far < -24 {
						apart++
					}
				}
			}
		}
		require.LessOrEqual(t, apart, 24, "%s in a %s: no more than is rounded at the edges", tokens.Mark, tokens.MarkShape)
	}
}

// filled paints what a page fills by its paths, as far as it lies where the mark is, on white.
func filled(t *testing.T, content string, size int) *image.RGBA {
	t.Helper()
	const point, high = 72 / 25.4, 297.0 // millimetres; a page begins at its foot
	picture := image.NewRGBA(image.Rect(0, 0, size, size))
	draw.Draw(picture, picture.Bounds(), image.White, image.Point{}, draw.Src)
	ink, path := color.RGBA{A: 255}, vector.NewRasterizer(size, size)
	fills := 0
	for line := range strings.Lines(content) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		var n [6]float32
		for i, word := range words[:len(words)-1] {
			value, err := strconv.ParseFloat(word, 64)
			if err != nil || i == len(n) {
				break
			}
			n[i] = float32(value)
		}
		x := func(i int) float32 { return (n[i]/point - margin) * float32(size) / markSize }
		y := func(i int) float32 { return (high - n[i]/point - margin) * float32(size) / markSize }
		switch words[len(words)-1] {
		case "g":
			ink = color.RGBA{byte(n[0]*255 + .5), byte(n[0]*255 + .5), byte(n[0]*255 + .5), 255}
		case "rg":
			ink = color.RGBA{byte(n[0]*255 + .5), byte(n[1]*255 + .5), byte(n[2]*255 + .5), 255}
		case "m":
			path.MoveTo(x(0), y(1))
		case "l":
			path.LineTo(x(0), y(1))
		case "c":
			path.CubeTo(x(0), y(1), x(2), y(3), x(4), y(5))
		case "h":
			path.ClosePath()
		case "f":
			if len(words) > 1 { // a rectangle, which is no part of the mark
				continue
			}
			path.Draw(picture, picture.Bounds(), image.NewUniform(ink), image.Point{})
			path.Reset(size, size)
			fills++
		}
	}
	require.Equal(t, 2, fills)
	return picture
}

func TestALongStatementGoesOverPagesWithTheHeadOfEachRowWhole(t *testing.T) {
	t.Parallel()
	p := invoice("en")
	p.Kind, p.From, p.To, p.Opening, p.Pay = KindStatement, p.Date, p.Date.AddDate(0, 1, 0), 1000, false
	p.Lines = nil
	balance := p.Opening
	for i := range 200 {
		amount := money.Amount(100 - i)
		balance += amount
		p.Lines = append(p.Lines, Line{Day: p.Date, What: "Entry with a description that is a good deal longer than its column is wide, so that it is wrapped", Amount: amount, Balance: balance})
	}
	p.Closing = balance
	pdf, err := Draw(look(t), p)
	require.NoError(t, err)
	text := shown(t, pdf)
	require.Contains(t, text, "Opening balance")
	require.Contains(t, text, Sum("en", ruble, balance))
	require.Contains(t, text, "Page 2 of ")
	require.NotContains(t, text, "{pages}")
}

func read(t *testing.T, payload string) string {
	t.Helper()
	rows, err := squares(payload)
	require.NoError(t, err)
	const scale, quiet = 6, 4
	size := (len(rows) + 2*quiet) * scale
	picture := image.NewGray(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			picture.SetGray(x, y, color.Gray{255})
			if i, j := y/scale-quiet, x/scale-quiet; i >= 0 && j >= 0 && i < len(rows) && j < len(rows) && rows[i][j] {
				picture.SetGray(x, y, color.Gray{0})
			}
		}
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(picture)
	require.NoError(t, err)
	got, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_CHARACTER_SET: "UTF-8"})
	require.NoError(t, err)
	return got.GetText()
}

func TestAPhoneReadsTheTransferOutOfTheQRCode(t *testing.T) {
	t.Parallel()
	epc := Transfer{To: finnish(), Currency: euro, Amount: 12_50, Purpose: Purpose("en", "1000019")}
	payload, err := epc.Payload()
	require.NoError(t, err)
	require.Equal(t, "BCD\n002\n1\nSCT\nNDEAFIHH\nMeridian Fleet Oy\nFI2112345600000785\nEUR12.50\n\n\nPersonal Account top-up, account # 1000019", payload)
	require.Equal(t, payload, read(t, payload))

	gost := Transfer{To: russian(), Currency: ruble, Amount: 540000, Purpose: Purpose("ru", "1000019")}
	payload, err = gost.Payload()
	require.NoError(t, err)
	require.Equal(t, "ST00012|Name=ООО «Полярис»|PersonalAcc=40702810138250123017|BankName=ПАО Северный|BIC=044525225|CorrespAcc=30101810400000000225|"+
		"Sum=540000|Purpose=Пополнение лицевого счёта, счёт № 1000019|PayeeINN=5190000000|KPP=519001001", payload)
	require.Equal(t, payload, read(t, payload))

	gost.To.Name = "A|B"
	payload, err = gost.Payload()
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(payload, "ST00012~Name=A|B~"), "the separator stands in no value")

	epc.Currency = money.MustParse("USD")
	payload, err = epc.Payload()
	require.NoError(t, err)
	require.Empty(t, payload, "no banking app reads a code for such a transfer")
}

func TestAnEPCCodeKeepsWithinItsBytesWhateverTheNames(t *testing.T) {
	t.Parallel()
	to := finnish()
	to.Name = strings.Repeat("Ю", 200)
	payload, err := Transfer{To: to, Currency: euro, Purpose: strings.Repeat("Щ", 300)}.Payload()
	require.NoError(t, err)
	require.LessOrEqual(t, len(payload), 331)
	require.Equal(t, payload, read(t, payload))
}

func TestABankAccountIsCheckedByItsOwnDigits(t *testing.T) {
	t.Parallel()
	require.NoError(t, CheckBank(russian().Bank))
	require.NoError(t, CheckBank(finnish().Bank))
	require.NoError(t, CheckBank(BankAccount{}))
	for _, change := range []func(*BankAccount){
		func(b *BankAccount) { b.Number = "40702810138250123018" }, func(b *BankAccount) { b.Code = "04452522" },
		func(b *BankAccount) { b.Correspondent = "3010181040000000022" }, func(b *BankAccount) { b.Number = "FI2112345600000786" },
	} {
		bank := russian().Bank
		change(&bank)
		require.True(t, errs.Is(CheckBank(bank), errs.Invalid), "%+v", bank)
	}
}

func TestSumsAreWrittenAsTheReaderDoes(t *testing.T) {
	t.Parallel()
	require.Equal(t, "1,234,567.89\u00a0EUR", Sum("en", euro, 123456789))
	require.Equal(t, "\u22121\u00a0234,50\u00a0RUB", Sum("ru-RU", ruble, -123450))
	require.Equal(t, "1\u00a0234\u00a0567,89\u00a0EUR", Sum("es", euro, 123456789))
	require.Equal(t, "1.234.567,89\u00a0EUR", Sum("pt-BR", euro, 123456789))
	require.Equal(t, "1\u00a0234\u00a0567,89\u00a0EUR", Sum("fr", euro, 123456789))
	require.Equal(t, "4,90\u00a0€", Price("es", euro, 490, 0))
	require.Equal(t, "0,1234\u00a0€", Price("es", euro, 12, 340000))
	require.Equal(t, "¥500.25", Price("en", money.MustParse("JPY"), 500, 250000))
	require.Equal(t, "\u2212€4.90", Price("en", euro, -490, 0))
	require.Equal(t, "390,00\u00a0₽", Price("ru", money.MustParse("RUB"), 39000, 0))
	require.Equal(t, "$3.00", Price("en", money.MustParse("USD"), 300, 0))
	require.Equal(t, "3.00\u00a0CAD", Price("en", money.MustParse("CAD"), 300, 0), "a dollar that is not the one that is meant")
	require.Equal(t, "7,00\u00a0CHF", Price("fr", money.MustParse("CHF"), 700, 0))
	require.Equal(t, "500\u00a0JPY", Sum("xx", money.MustParse("JPY"), 500))
}

func TestEveryLanguageSaysEverything(t *testing.T) {
	t.Parallel()
	require.Len(t, languages, 5)
	for locale, words := range languages {
		for i := range reflect.TypeFor[language]().NumField() {
			field := reflect.TypeFor[language]().Field(i)
			said, english := reflect.ValueOf(words).Field(i), reflect.ValueOf(languages["en"]).Field(i)
			require.False(t, said.IsZero(), "%s in %s", field.Name, locale)
			if field.Type.Kind() != reflect.Map {
				continue
			}
			require.Equal(t, english.Len(), said.Len(), "%s in %s", field.Name, locale)
			for _, key := range english.MapKeys() {
				require.True(t, said.MapIndex(key).IsValid() && said.MapIndex(key).String() != "", "%s of %s in %s", key, field.Name, locale)
			}
		}
		for _, kind := range []Kind{KindStatement, KindInvoice, KindReceipt, KindCreditNote, KindSlip} {
			require.NotEmpty(t, Title(locale, kind), locale)
			p := invoice(locale)
			p.Kind = kind
			_, err := Draw(look(t), p)
			require.NoError(t, err)
		}
		require.Contains(t, Purpose(locale, "42"), "42")
	}
}
