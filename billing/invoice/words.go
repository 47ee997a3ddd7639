package invoice

import (
	"strings"
	"time"

	"github.com/liveryhq/livery/billing/money"
)

// language is what a paper says in one language.
type language struct {
	// kinds by Kind.
	kinds map[Kind]string
	// purpose of a payment into a wallet (terms 4.6.2); %s is the account's number.
	purpose                                                                                                     string
	number, of, due, seller, buyer, account, phone, registration, tax, reason                                   string
	bank, bankAccount, bankCode, correspondent, what, quantity, price, sum, total, including, without, paid     string
	period, opening, closing, came, went, day, balance, page, scan, purposeLabel, amount, payer, free, corrects string
	date                                                                                                        string
	decimal, group                                                                                              string
	// booked says what a kind of transaction of the ledger was, sold what was earned by a kind of thing; returned is what
	// of it was given back.
	booked, sold map[string]string
	returned     string
}

var languages = map[string]language{
	"en": {
		kinds:   map[Kind]string{KindStatement: "Statement", KindInvoice: "Invoice", KindReceipt: "Receipt", KindCreditNote: "Credit note", KindSlip: "Payment slip"},
		purpose: "Personal Account top-up, account # %s",
		number:  "No.", of: "of", due: "Due", seller: "From", buyer: "To", account: "Account", phone: "Phone", registration: "Registration", tax: "Tax no.", reason: "KPP",
		bank: "Bank", bankAccount: "IBAN / account", bankCode: "BIC", correspondent: "Correspondent account", what: "Description", quantity: "Quantity", price: "Price", sum: "Amount",
		total: "Total", including: "including tax of %s", without: "No tax is charged", paid: "Received with thanks",
		period: "Period", opening: "Opening balance", closing: "Closing balance", came: "Added", went: "Used", day: "Date", balance: "Balance", page: "Page %d of {pages}",
		scan: "Scan with your banking app", purposeLabel: "Purpose of payment", amount: "Amount", payer: "Payer", free: "as you choose", corrects: "Corrects",
		date: "2 January 2006", decimal: ".", group: ",",
		booked: map[string]string{"topup": "Top-up", "assignment": "Top-up", "charge": "Service", "package": "Package", "usage": "Use", "metering": "Service by days",
			"refund": "Refund", "commission": "Commission", "bonus": "Bonus", "correction": "Correction", "dispute": "Payment taken back", "payout": "Payout", "fee": "Fee",
			"opening": "Opening balance", "reversal": "Reversal"},
		sold: map[string]string{"plan": "Service of objects", "package": "Packages", "wholesale": "Service of active objects by days", "sms": "Messages"}, returned: "given back",
	},
	"ru": {
		kinds:   map[Kind]string{KindStatement: "Выписка", KindInvoice: "Счёт на оплату", KindReceipt: "Квитанция", KindCreditNote: "Корректировочный счёт", KindSlip: "Платёжная квитанция"},
		purpose: "Пополнение лицевого счёта, счёт № %s",
		number:  "№", of: "от", due: "Оплатить до", seller: "Исполнитель", buyer: "Заказчик", account: "Лицевой счёт", phone: "Телефон", registration: "ОГРН", tax: "ИНН", reason: "КПП",
		bank: "Банк", bankAccount: "Расчётный счёт", bankCode: "БИК", correspondent: "Корр. счёт", what: "Наименование", quantity: "Количество", price: "Цена", sum: "Сумма",
		total: "Итого", including: "в том числе НДС %s", without: "Без НДС", paid: "Оплата получена",
		period: "Период", opening: "Входящий остаток", closing: "Исходящий остаток", came: "Поступило", went: "Списано", day: "Дата", balance: "Остаток", page: "Страница %d из {pages}",
		scan: "Отсканируйте в приложении банка", purposeLabel: "Назначение платежа", amount: "Сумма", payer: "Плательщик", free: "по вашему выбору", corrects: "К документу",
		date: "02.01.2006", decimal: ",", group: "\u00a0",
		booked: map[string]string{"topup": "Пополнение", "assignment": "Пополнение", "charge": "Обслуживание", "package": "Пакет", "usage": "Расход", "metering": "Обслуживание по дням",
			"refund": "Возврат", "commission": "Комиссия", "bonus": "Бонус", "correction": "Корректировка", "dispute": "Отзыв платежа", "payout": "Выплата", "fee": "Сбор",
			"opening": "Начальный остаток", "reversal": "Сторно"},
		sold: map[string]string{"plan": "Обслуживание объектов", "package": "Пакеты", "wholesale": "Обслуживание активных объектов по дням", "sms": "Сообщения"}, returned: "возвращено",
	},
}

func words(locale string) language {
	short, _, _ := strings.Cut(locale, "-")
	if l, ok := languages[short]; ok {
		return l
	}
	return languages["en"]
}

// Purpose is the purpose line by which a payment is matched with its account (terms 4.6.2), in the reader's language.
func Purpose(locale, accountNumber string) string {
	return strings.Replace(words(locale).purpose, "%s", accountNumber, 1)
}

// Title is what a kind of paper is called.
func Title(locale string, kind Kind) string { return words(locale).kinds[kind] }

// Booked says what a kind of transaction of the ledger was.
func Booked(locale, kind string) string { return words(locale).booked[kind] }

// Sold says what was earned by a kind of thing; back: what of it was given back.
func Sold(locale, kind string, back bool) string {
	l := words(locale)
	what := l.sold[kind]
	if what == "" {
		what = l.sold["plan"]
	}
	if back {
		what += ", " + l.returned
	}
	return what
}

// Sum writes an amount as readers of a language do, with the currency's code.
func Sum(locale string, c money.Currency, a money.Amount) string {
	l := words(locale)
	plain := c.Format(a)
	sign := ""
	if strings.HasPrefix(plain, "-") {
		sign, plain = "\u2212", plain[1:]
	}
	whole, decimals, hasDecimals := strings.Cut(plain, ".")
	var grouped strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			grouped.WriteString(l.group)
		}
		grouped.WriteRune(r)
	}
	out := sign + grouped.String()
	if hasDecimals {
		out += l.decimal + decimals
	}
	return out + "\u00a0" + c.Code()
}

func (l language) day1(t time.Time) string { return t.Format(l.date) }
