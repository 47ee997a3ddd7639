package invoice

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/currency"

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
	"es": {
		kinds:   map[Kind]string{KindStatement: "Extracto", KindInvoice: "Factura", KindReceipt: "Recibo", KindCreditNote: "Nota de crédito", KindSlip: "Orden de pago"},
		purpose: "Recarga de la cuenta personal, cuenta n.º %s",
		number:  "N.º", of: "del", due: "Vence el", seller: "Emisor", buyer: "Cliente", account: "Cuenta", phone: "Teléfono", registration: "Registro", tax: "N.º fiscal", reason: "KPP",
		bank: "Banco", bankAccount: "IBAN / cuenta", bankCode: "BIC", correspondent: "Cuenta corresponsal", what: "Descripción", quantity: "Cantidad", price: "Precio", sum: "Importe",
		total: "Total", including: "incluye impuestos del %s", without: "Sin impuestos", paid: "Pago recibido, gracias",
		period: "Periodo", opening: "Saldo inicial", closing: "Saldo final", came: "Abonado", went: "Cargado", day: "Fecha", balance: "Saldo", page: "Página %d de {pages}",
		scan: "Escanee con la app de su banco", purposeLabel: "Concepto del pago", amount: "Importe", payer: "Ordenante", free: "a su elección", corrects: "Corrige",
		date: "02/01/2006", decimal: ",", group: "\u00a0",
		booked: map[string]string{"topup": "Recarga", "assignment": "Recarga", "charge": "Servicio", "package": "Paquete", "usage": "Consumo", "metering": "Servicio por días",
			"refund": "Reembolso", "commission": "Comisión", "bonus": "Bonificación", "correction": "Corrección", "dispute": "Pago reclamado", "payout": "Desembolso", "fee": "Cargo",
			"opening": "Saldo inicial", "reversal": "Anulación"},
		sold: map[string]string{"plan": "Servicio de objetos", "package": "Paquetes", "wholesale": "Servicio de objetos activos por días", "sms": "Mensajes"}, returned: "devuelto",
	},
	"pt": {
		kinds:   map[Kind]string{KindStatement: "Extrato", KindInvoice: "Fatura", KindReceipt: "Recibo", KindCreditNote: "Nota de crédito", KindSlip: "Guia de pagamento"},
		purpose: "Recarga da conta pessoal, conta n.º %s",
		number:  "N.º", of: "de", due: "Vencimento", seller: "Emissor", buyer: "Cliente", account: "Conta", phone: "Telefone", registration: "Registro", tax: "N.º fiscal", reason: "KPP",
		bank: "Banco", bankAccount: "IBAN / conta", bankCode: "BIC", correspondent: "Conta correspondente", what: "Descrição", quantity: "Quantidade", price: "Preço", sum: "Valor",
		total: "Total", including: "incluindo impostos de %s", without: "Sem impostos", paid: "Pagamento recebido, obrigado",
		period: "Período", opening: "Saldo inicial", closing: "Saldo final", came: "Creditado", went: "Debitado", day: "Data", balance: "Saldo", page: "Página %d de {pages}",
		scan: "Escaneie com o app do seu banco", purposeLabel: "Finalidade do pagamento", amount: "Valor", payer: "Pagador", free: "à sua escolha", corrects: "Corrige",
		date: "02/01/2006", decimal: ",", group: ".",
		booked: map[string]string{"topup": "Recarga", "assignment": "Recarga", "charge": "Serviço", "package": "Pacote", "usage": "Consumo", "metering": "Serviço por dias",
			"refund": "Reembolso", "commission": "Comissão", "bonus": "Bônus", "correction": "Correção", "dispute": "Pagamento contestado", "payout": "Repasse", "fee": "Tarifa",
			"opening": "Saldo inicial", "reversal": "Estorno"},
		sold: map[string]string{"plan": "Serviço de objetos", "package": "Pacotes", "wholesale": "Serviço de objetos ativos por dias", "sms": "Mensagens"}, returned: "devolvido",
	},
	"fr": {
		kinds:   map[Kind]string{KindStatement: "Relevé", KindInvoice: "Facture", KindReceipt: "Reçu", KindCreditNote: "Avoir", KindSlip: "Bordereau de paiement"},
		purpose: "Rechargement du compte personnel, compte n° %s",
		number:  "N°", of: "du", due: "Échéance", seller: "Émetteur", buyer: "Client", account: "Compte", phone: "Téléphone", registration: "Immatriculation", tax: "N° fiscal", reason: "KPP",
		bank: "Banque", bankAccount: "IBAN / compte", bankCode: "BIC", correspondent: "Compte correspondant", what: "Désignation", quantity: "Quantité", price: "Prix", sum: "Montant",
		total: "Total", including: "dont taxe de %s", without: "Sans taxe", paid: "Paiement reçu, merci",
		period: "Période", opening: "Solde initial", closing: "Solde final", came: "Crédité", went: "Débité", day: "Date", balance: "Solde", page: "Page %d sur {pages}",
		scan: "Scannez avec l’application de votre banque", purposeLabel: "Motif du paiement", amount: "Montant", payer: "Payeur", free: "à votre choix", corrects: "Rectifie",
		date: "02/01/2006", decimal: ",", group: "\u00a0",
		booked: map[string]string{"topup": "Rechargement", "assignment": "Rechargement", "charge": "Service", "package": "Pack", "usage": "Consommation", "metering": "Service à la journée",
			"refund": "Remboursement", "commission": "Commission", "bonus": "Bonus", "correction": "Correction", "dispute": "Paiement contesté", "payout": "Versement", "fee": "Frais",
			"opening": "Solde initial", "reversal": "Contre-passation"},
		sold: map[string]string{"plan": "Service des objets", "package": "Packs", "wholesale": "Service des objets actifs à la journée", "sms": "Messages"}, returned: "restitué",
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
	return words(locale).figure(c.Format(a)) + "\u00a0" + c.Code()
}

// Price writes a price for whoever reads it on a screen, with the currency's sign where the language has one: before the figure in English,
// after it elsewhere. It may be finer than the currency's smallest unit, by so many millionths of one.
func Price(locale string, c money.Currency, a money.Amount, micro int) string {
	plain := c.Format(a)
	if micro != 0 {
		if !strings.Contains(plain, ".") {
			plain += "."
		}
		plain = strings.TrimRight(fmt.Sprintf("%s%06d", plain, micro), "0")
	}
	figure, sign := words(locale).figure(plain), sign(c)
	if sign == c.Code() || !strings.HasPrefix(locale, "en") {
		return figure + "\u00a0" + sign
	}
	if short, below := strings.CutPrefix(figure, "\u2212"); below {
		return "\u2212" + sign + short
	}
	return sign + figure
}

// sign of a currency as its own people write it, unless others write theirs so too: then it stands for the best known of them.
func sign(c money.Currency) string {
	unit, err := currency.ParseISO(c.Code())
	if err != nil {
		return c.Code()
	}
	s := fmt.Sprint(currency.NarrowSymbol(unit))
	if whose, shared := map[string]string{"$": "USD", "£": "GBP", "¥": "JPY", "kr": "", "Rs": ""}[s]; shared && whose != c.Code() {
		return c.Code()
	}
	return s
}

// figure writes a plain figure, like -1234.50, in groups and with the language's own sign for decimals.
func (l language) figure(plain string) string {
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
	return out
}

func (l language) day1(t time.Time) string { return t.Format(l.date) }
