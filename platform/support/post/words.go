package post

import (
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/support"
)

// words of a language; {number} and {brand} stand for themselves.
type words struct {
	taken, acknowledgement, further, original, wake, woken, opened, stop string
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
		further:  "Number {number}. Answer this letter to go on.",
		original: "A machine has translated this answer, and whoever answered has looked it through. This is what was written:",
		wake:     "Critical: {subject}",
		woken:    "A letter to {address} says that something critical has happened.\n\nFrom: {from}\nSubject: {subject}\nReceived: {at}\n\nIt is safe, and becomes a ticket as soon as it can be stored.",
		opened:   "Ticket {number} is critical.\n\nFrom: {from}\nSubject: {subject}\nReceived: {at}\n\n{link}",
		stop:     "Wake me no more:",
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
		further:  "Номер {number}. Чтобы продолжить, ответьте на это письмо.",
		original: "Ответ переведён автоматически и проверен отвечавшим. Вот как он был написан:",
		wake:     "Критично: {subject}",
		woken:    "В письме на {address} сообщают о критическом сбое.\n\nОт: {from}\nТема: {subject}\nПолучено: {at}\n\nПисьмо сохранено и станет обращением, как только его можно будет записать.",
		opened:   "Обращение {number} — критическое.\n\nОт: {from}\nТема: {subject}\nПолучено: {at}\n\n{link}",
		stop:     "Больше меня не будить:",
		due: map[string]string{
			support.ComesDue:  "Скоро истекает срок ответа: {count}",
			support.IsMissed:  "Ответ просрочен: {count}",
			support.IsOverdue: "Прошёл второй срок: {count}",
		},
	},
	"es": {
		taken: "[#{number}] Hemos recibido su mensaje",
		acknowledgement: "Hola:\n\nHemos recibido su mensaje. Su número es {number}. Para añadir algo, responda a este mensaje; tenga en cuenta que un mensaje más lleva su " +
			"pregunta al final de la cola.\n\nAquí se atiende a los clientes de {brand}. Los clientes de un socio preguntan a su socio: nadie más ve su cuenta.\n\n" +
			"Este mensaje lo ha escrito una máquina; le responderá una persona.",
		further:  "Número {number}. Para continuar, responda a este mensaje.",
		original: "Esta respuesta la ha traducido una máquina y la ha revisado quien respondió. Este es el texto original:",
		wake:     "Crítico: {subject}",
		woken:    "Un mensaje a {address} dice que ha ocurrido algo crítico.\n\nDe: {from}\nAsunto: {subject}\nRecibido: {at}\n\nEstá a salvo y se convertirá en solicitud en cuanto se pueda guardar.",
		opened:   "La solicitud {number} es crítica.\n\nDe: {from}\nAsunto: {subject}\nRecibido: {at}\n\n{link}",
		stop:     "No despertarme más:",
		due: map[string]string{
			support.ComesDue:  "Respuestas a punto de vencer: {count}",
			support.IsMissed:  "Respuestas con retraso: {count}",
			support.IsOverdue: "Ha pasado el segundo plazo: {count}",
		},
	},
	"pt": {
		taken: "[#{number}] Recebemos a sua mensagem",
		acknowledgement: "Olá!\n\nRecebemos a sua mensagem. O número dela é {number}. Para acrescentar algo, responda a esta mensagem; lembre-se de que mais uma mensagem leva a sua " +
			"pergunta para o fim da fila.\n\nAqui são atendidos os clientes de {brand}. Os clientes de um parceiro perguntam ao parceiro: ninguém mais vê a conta deles.\n\n" +
			"Esta mensagem foi escrita por uma máquina; uma pessoa vai responder.",
		further:  "Número {number}. Para continuar, responda a esta mensagem.",
		original: "Esta resposta foi traduzida por uma máquina e revista por quem respondeu. Este é o texto original:",
		wake:     "Crítico: {subject}",
		woken:    "Uma mensagem para {address} diz que aconteceu algo crítico.\n\nDe: {from}\nAssunto: {subject}\nRecebida: {at}\n\nEla está segura e se tornará um chamado assim que puder ser gravada.",
		opened:   "O chamado {number} é crítico.\n\nDe: {from}\nAssunto: {subject}\nRecebido: {at}\n\n{link}",
		stop:     "Não me acordar mais:",
		due: map[string]string{
			support.ComesDue:  "Respostas perto do prazo: {count}",
			support.IsMissed:  "Respostas atrasadas: {count}",
			support.IsOverdue: "O segundo prazo passou: {count}",
		},
	},
	"fr": {
		taken: "[#{number}] Nous avons reçu votre message",
		acknowledgement: "Bonjour,\n\nNous avons reçu votre message. Son numéro est {number}. Pour ajouter quelque chose, répondez à ce message ; notez qu’un message de plus renvoie votre " +
			"question à la fin de la file.\n\nIci, on répond aux clients de {brand}. Les clients d’un partenaire s’adressent à leur partenaire : personne d’autre ne voit leur compte.\n\n" +
			"Ce message a été écrit par une machine ; une personne vous répondra.",
		further:  "Numéro {number}. Pour continuer, répondez à ce message.",
		original: "Cette réponse a été traduite par une machine et relue par qui a répondu. Voici le texte d’origine :",
		wake:     "Critique : {subject}",
		woken:    "Un message à {address} dit qu’un événement critique s’est produit.\n\nDe : {from}\nObjet : {subject}\nReçu : {at}\n\nIl est en sécurité et deviendra un ticket dès qu’il pourra être enregistré.",
		opened:   "Le ticket {number} est critique.\n\nDe : {from}\nObjet : {subject}\nReçu : {at}\n\n{link}",
		stop:     "Ne plus me réveiller :",
		due: map[string]string{
			support.ComesDue:  "Réponses bientôt dues : {count}",
			support.IsMissed:  "Réponses en retard : {count}",
			support.IsOverdue: "Le second délai est dépassé : {count}",
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
