package bank

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// OneCHead is what stands above the documents of a statement in 1C's format.
type OneCHead struct {
	// Sender and Receiver by name; At is when it is written.
	Sender, Receiver string
	At               time.Time
	// Account it is of, and its days, both included.
	Account  string
	From, To time.Time
	// Sums as 1C writes them: with a point and two decimals.
	Opening, Came, Went, Closing string
}

// OneCDocument is a movement.
type OneCDocument struct {
	Number string
	Day    time.Time
	// Sum without a sign; In: it came in, from Other; otherwise it went out, to Other.
	Sum   string
	In    bool
	Own   string
	Other string
	What  string
}

// OneCWriter writes a statement in 1C ClientBankExchange 1.03 and CP1251, document by document.
type OneCWriter struct {
	out     *bufio.Writer
	close   io.Closer
	account string
}

// NewOneCWriter writes the head.
func NewOneCWriter(w io.Writer, h OneCHead) *OneCWriter {
	// A letter that CP1251 does not have becomes a question mark: the file is read, and the sums are what counts.
	encoder := transform.NewWriter(w, encoding.ReplaceUnsupported(charmap.Windows1251.NewEncoder()))
	o := &OneCWriter{out: bufio.NewWriter(encoder), close: encoder, account: h.Account}
	first, last := h.From.Format(oneCDay), h.To.Format(oneCDay)
	o.line("1CClientBankExchange")
	for _, pair := range [][2]string{{"ВерсияФормата", "1.03"}, {"Кодировка", "Windows"}, {"Отправитель", h.Sender}, {"Получатель", h.Receiver},
		{"ДатаСоздания", h.At.Format(oneCDay)}, {"ВремяСоздания", h.At.Format(time.TimeOnly)}, {"ДатаНачала", first}, {"ДатаКонца", last}, {"РасчСчет", h.Account}} {
		o.pair(pair[0], pair[1])
	}
	o.line("СекцияРасчСчет")
	for _, pair := range [][2]string{{"ДатаНачала", first}, {"ДатаКонца", last}, {"РасчСчет", h.Account}, {"НачальныйОстаток", h.Opening},
		{"ВсегоПоступило", h.Came}, {"ВсегоСписано", h.Went}, {"КонечныйОстаток", h.Closing}} {
		o.pair(pair[0], pair[1])
	}
	o.line("КонецРасчСчет")
	return o
}

const oneCDay = "02.01.2006"

// Document writes a movement.
func (o *OneCWriter) Document(d OneCDocument) {
	day := d.Day.Format(oneCDay)
	own, other, when := "Получатель", "Плательщик", "ДатаПоступило"
	if !d.In {
		own, other, when = "Плательщик", "Получатель", "ДатаСписано"
	}
	o.pair("СекцияДокумент", "Банковский ордер")
	for _, pair := range [][2]string{{"Номер", d.Number}, {"Дата", day}, {"Сумма", d.Sum}, {when, day}, {own + "Счет", o.account}, {own + "1", d.Own},
		{other + "Счет", ""}, {other + "1", d.Other}, {"ВидОплаты", "17"}, {"НазначениеПлатежа", d.What}} {
		o.pair(pair[0], pair[1])
	}
	o.line("КонецДокумента")
}

// Close writes the end; a file without it was cut off.
func (o *OneCWriter) Close() error {
	o.line("КонецФайла")
	if err := o.out.Flush(); err != nil {
		return fmt.Errorf("write a statement: %w", err)
	}
	return o.close.Close()
}

func (o *OneCWriter) line(text string) { _, _ = o.out.WriteString(text + "\r\n") } // Flush tells what went wrong

// pair writes a key and its value, which is one line whatever was written into it.
func (o *OneCWriter) pair(key, value string) {
	o.line(key + "=" + strings.Join(strings.Fields(value), " "))
}
