package bank

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/liveryhq/livery/internal/errs"
)

// oneC is what a Russian bank gives for two days, each with a section of its own.
const oneC = `1CClientBankExchange
ВерсияФормата=1.03
Кодировка=Windows
Отправитель=Банк-Клиент
Получатель=
ДатаСоздания=05.03.2026
ВремяСоздания=09:12:44
ДатаНачала=03.03.2026
ДатаКонца=04.03.2026
РасчСчет=40702810900000001234
СекцияРасчСчет
ДатаНачала=03.03.2026
ДатаКонца=03.03.2026
РасчСчет=40702810900000001234
НачальныйОстаток=10000.00
ВсегоПоступило=2500.50
ВсегоСписано=0.00
КонечныйОстаток=12500.50
КонецРасчСчет
СекцияРасчСчет
ДатаНачала=04.03.2026
ДатаКонца=04.03.2026
РасчСчет=40702810900000001234
НачальныйОстаток=12500.50
ВсегоПоступило=99.00
ВсегоСписано=1 200,00
КонечныйОстаток=11399.50
КонецРасчСчет
СекцияДокумент=Платежное поручение
Номер=118
Дата=02.03.2026
Сумма=2500.50
ПлательщикСчет=40702810100000005678
ДатаПоступило=03.03.2026
Плательщик=ИНН 7701234567 ООО «Ромашка»
ПлательщикИНН=7701234567
Плательщик1=ООО «Ромашка»
ПлательщикБанк1=АО «Северный банк»
ПолучательСчет=40702810900000001234
Получатель1=ООО «Полярис»
ВидОплаты=01
НазначениеПлатежа=Пополнение лицевого счёта, счёт № 1000019. Без НДС
КонецДокумента
СекцияДокумент=Банковский ордер
Номер=7
Дата=04.03.2026
Сумма=1200.00
ПлательщикСчет=40702810900000001234
ДатаСписано=04.03.2026
ПолучательСчет=70601810000000000001
Получатель=АО «Северный банк»
НазначениеПлатежа=Комиссия за ведение счёта
КонецДокумента
СекцияДокумент=Платежное поручение
Номер=119
Дата=04.03.2026
Сумма=99
ПлательщикРасчСчет=40702810100000009999
Плательщик=Иванов Иван
ПолучательРасчСчет=40702810900000001234
НазначениеПлатежа1=за услуги
НазначениеПлатежа2=по договору 15
КонецДокумента
КонецФайла
`

func encode(t *testing.T, table *charmap.Charmap, text string) []byte {
	t.Helper()
	encoded, err := table.NewEncoder().String(strings.ReplaceAll(strings.NewReplacer("«", `"`, "»", `"`).Replace(text), "\n", "\r\n"))
	require.NoError(t, err)
	return []byte(encoded)
}

func day(year int, month time.Month, date int) time.Time {
	return time.Date(year, month, date, 0, 0, 0, 0, time.UTC)
}

func TestA1CFileReadsTheSameInEachOfItsEncodings(t *testing.T) {
	t.Parallel()
	plain := strings.NewReplacer("«", `"`, "»", `"`).Replace(oneC)
	for name, file := range map[string][]byte{
		"CP1251":         encode(t, charmap.Windows1251, oneC),
		"CP866":          encode(t, charmap.CodePage866, strings.ReplaceAll(oneC, "№", "N")),
		"UTF-8":          []byte(plain),
		"UTF-8 with BOM": []byte("\uFEFF" + plain),
	} {
		got, err := Read(file)
		require.NoError(t, err, name)
		require.Len(t, got, 1, name)
		s := got[0]
		require.Equal(t, OneC, s.Format)
		require.Equal(t, "40702810900000001234", s.Account)
		require.Equal(t, "RUB", s.Currency)
		require.Equal(t, day(2026, 3, 3), s.From)
		require.Equal(t, day(2026, 3, 4), s.To)
		require.Equal(t, []int64{1_000_000, 1_139_950}, []int64{s.Opening, s.Closing})
		require.Len(t, s.Entries, 3)
		first := s.Entries[0]
		require.Equal(t, 29, first.Line)
		require.Equal(t, int64(250_050), first.Amount)
		require.Equal(t, day(2026, 3, 3), first.Date)
		require.Equal(t, Party{`ООО "Ромашка"`, "7701234567", "40702810100000005678", `АО "Северный банк"`}, first.Other)
		require.Equal(t, "118", first.Reference)
		require.Equal(t, []string{"1000019"}, Numbers(first.Purpose).Certain, name)
		require.Equal(t, int64(-120_000), s.Entries[1].Amount)
		require.Equal(t, "за услуги по договору 15", s.Entries[2].Purpose)
		require.Equal(t, "Иванов Иван", s.Entries[2].Other.Name)
	}
}

func TestABroken1CFileIsAnsweredWithLineAndReason(t *testing.T) {
	t.Parallel()
	change := func(old, with string) string {
		require.Contains(t, oneC, old)
		return strings.Replace(oneC, old, with, 1)
	}
	for _, c := range []struct{ name, file, field, says string }{
		{"cut off", oneC[:strings.Index(oneC, "КонецФайла")], "line 64", "cut off"},
		{"cut off within a document", oneC[:strings.Index(oneC, "ПолучательСчет=70601")], "line 50", "cut off"},
		{"an amount that is none", change("Сумма=1200.00", "Сумма=12OO.00"), "line 47", "no amount"},
		{"an amount below zero", change("Сумма=99\n", "Сумма=-99\n"), "line 57", "above zero"},
		{"a day that is none", change("ДатаПоступило=03.03.2026", "ДатаПоступило=31.02.2026"), "line 34", "no day"},
		{"a day outside the statement", change("ДатаПоступило=03.03.2026", "ДатаПоступило=09.03.2026"), "line 29", "outside the days"},
		{"a missing payment", change("Сумма=2500.50", "Сумма=2500.00"), "line 11", "but the closing balance says"},
		{"turnover that does not fit", change("ВсегоПоступило=99.00", "ВсегоПоступило=98.00"), "line 20", "is not the closing balance"},
		{"a day left out", change("НачальныйОстаток=12500.50", "НачальныйОстаток=12500.00"), "line 20", ""},
		{"no opening balance", change("НачальныйОстаток=10000.00\n", ""), "line 11", "НачальныйОстаток"},
		{"somebody else's document", change("ПолучательСчет=40702810900000001234", "ПолучательСчет=40702810900000009876"), "line 29", "neither from nor to"},
		{"to itself", change("ПлательщикСчет=40702810100000005678", "ПлательщикСчет=40702810900000001234"), "line 29", "to itself"},
		{"no pairs", change("Номер=118", "Номер 118"), "line 30", "key=value"},
		{"a section in a section", change("Номер=118", "СекцияДокумент=Ещё"), "line 30", "before the one of line 29"},
		{"an end of nothing", change("КонецРасчСчет", "КонецДокумента"), "line 19", "has not begun"},
		{"orders for a bank", "1CClientBankExchange\nВерсияФормата=1.02\nКонецФайла\n", "line 1", "no account section"},
		{"more after the end", oneC + "Номер=1\n", "line 65", "after the end"},
	} {
		_, err := Read([]byte(c.file))
		e, ok := err.(*errs.Error) //nolint:errorlint // it is returned as it is
		require.True(t, ok, "%s: %v", c.name, err)
		require.Equal(t, errs.Invalid, e.Code, c.name)
		require.NotEmpty(t, e.Details, c.name)
		require.Equal(t, c.field, e.Details[0].Field, "%s: %s", c.name, e.Details[0].Message)
		require.Contains(t, e.Details[0].Message, c.says, c.name)
	}
}

func TestATransferBetweenTwoAccountsOfAFileIsOnBoth(t *testing.T) {
	t.Parallel()
	got, err := Read([]byte(`1CClientBankExchange
ВерсияФормата=1.02
СекцияРасчСчет
ДатаНачала=01.02.2026
РасчСчет=40702810900000001234
НачальныйОстаток=10
КонечныйОстаток=4
КонецРасчСчет
СекцияРасчСчет
ДатаНачала=01.02.2026
РасчСчет=40702978900000001235
НачальныйОстаток=0
КонечныйОстаток=6
КонецРасчСчет
СекцияДокумент=Ордер
Номер=1
Дата=01.02.2026
Сумма=6
ПлательщикСчет=40702810900000001234
ПолучательСчет=40702978900000001235
КонецДокумента
КонецФайла`))
	require.NoError(t, err)
	require.Len(t, got, 2)
	require.Equal(t, "EUR", got[1].Currency)
	require.Equal(t, []int64{-600, 600}, []int64{got[0].Entries[0].Amount, got[1].Entries[0].Amount})
}

func TestWhatIsNoStatementIsRefusedWithTheRemedy(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"", "  \n", "%PDF-1.4", "date;amount\n1;2\n", "1CClientBankExchange\n\xff\xfe\x00", "<html><body/></html>",
		`<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"/>`} {
		_, err := Read([]byte(file))
		require.Equal(t, errs.Invalid, errs.CodeOf(err), "%q", file)
	}
	_, err := Read(make([]byte, MaxFile+1))
	require.ErrorContains(t, err, "16 MB")
}

func TestEntriesAlikeToTheLetterAreToldApartAndTheSameInAnotherFile(t *testing.T) {
	t.Parallel()
	s := Statement{Account: "X", Currency: "EUR", Entries: []Entry{
		{Date: day(2026, 1, 1), Amount: 500, Purpose: "a  b", Line: 3}, {Date: day(2026, 1, 1), Amount: 500, Purpose: "a b", Line: 9}, {Date: day(2026, 1, 2), Amount: 500, Purpose: "a b"}}}
	names := s.Fingerprints()
	require.Len(t, map[string]bool{names[0]: true, names[1]: true, names[2]: true}, 3)
	require.Equal(t, names[0][:32], names[1][:32])
	again := Statement{Account: "X", Currency: "EUR", Entries: s.Entries[1:]}.Fingerprints()
	require.Equal(t, names[0], again[0], "the one that an overlapping file has is the first of those alike")
}

func TestAmountsAreReadExactly(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{"1234.5": 123450, "1 234,50": 123450, "0.01": 1, "-7": -700, "10.00000": 1000, "+3.10": 310, ".5": 50} {
		got, err := readAmount(text, 2)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", ".", "1.234", "1.2.3", "1e3", "--1", "٣", "99999999999999999999", "1,2,3"} {
		_, err := readAmount(text, 2)
		require.Error(t, err, text)
	}
	whole, err := readAmount("500", 0)
	require.NoError(t, err)
	require.Equal(t, int64(500), whole)
	require.Equal(t, "-0.05", writeAmount(-5, 2))
	require.Equal(t, "1.234", writeAmount(1234, 3))
	require.Equal(t, "500", writeAmount(500, 0))
}
