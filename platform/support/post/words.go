package post

import (
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/support"
)

// words of a language; {number} and {brand} stand for themselves.
type words struct {
	taken, acknowledgement, further, wake, woken, opened string
	// of what comes due, by its stage
	due map[string]string
}

// inLanguages has English for whoever reads none of the others.
var inLanguages = map[string]words{
	"en": {
		taken: "[#{number}] We have your letter",
		acknowledgement: "Hello,\n\nwe have your letter. Its number is {number}. To add something, answer this letter; mind that a further letter moves your question to the " +
			"end of the queue.\n\nThis desk serves the customers of {brand}. Customers of a hosting partner ask their partner: nobody else sees their account.\n\n" +
			"A machine has written this; a person will answer you.",
		further: "Number {number}. Answer this letter to go on.",
		wake:    "Critical: {subject}",
		woken:   "A letter to {address} says that something critical has happened.\n\nFrom: {from}\nSubject: {subject}\nReceived: {at}\n\nIt is safe, and becomes a ticket as soon as it can be stored.",
		opened:  "Ticket {number} is critical.\n\nFrom: {from}\nSubject: {subject}\nReceived: {at}\n\n{link}",
		due: map[string]string{
			support.ComesDue:  "Answers come due: {count}",
			support.IsMissed:  "Answers are late: {count}",
			support.IsOverdue: "The second deadline has passed: {count}",
		},
	},
	"ru": {
		taken: "[#{number}] Ваше письмо получено",
		acknowledgement: "Здравствуйте!\n\nВаше письмо получено, его номер — {number}. Чтобы что-то добавить, ответьте на это письмо; учтите, что следующее письмо переносит " +
			"вопрос в конец очереди.\n\nЗдесь отвечают клиентам {brand}. Клиентам хостинг-партнёра отвечает их партнёр: больше никто не видит их счёта.\n\n" +
			"Это письмо написала программа, а ответит вам человек.",
		further: "Номер {number}. Чтобы продолжить, ответьте на это письмо.",
		wake:    "Критично: {subject}",
		woken:   "В письме на {address} сообщают о критическом сбое.\n\nОт: {from}\nТема: {subject}\nПолучено: {at}\n\nПисьмо сохранено и станет обращением, как только его можно будет записать.",
		opened:  "Обращение {number} — критическое.\n\nОт: {from}\nТема: {subject}\nПолучено: {at}\n\n{link}",
		due: map[string]string{
			support.ComesDue:  "Скоро истекает срок ответа: {count}",
			support.IsMissed:  "Ответ просрочен: {count}",
			support.IsOverdue: "Прошёл второй срок: {count}",
		},
	},
}

// of is the language for a locale such as ru or ru-RU.
func of(locale string) (lang string, w words) {
	lang, _, _ = strings.Cut(strings.ToLower(locale), "-")
	if w, ok := inLanguages[lang]; ok {
		return lang, w
	}
	return "en", inLanguages["en"]
}

func filled(text string, number int64, brand string) string {
	return strings.NewReplacer("{number}", strconv.FormatInt(number, 10), "{brand}", brand).Replace(text)
}
