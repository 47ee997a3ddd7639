package letters

import (
	"maps"
	"slices"
	"strings"
)

// Group is what a text is a part of.
type Group string

// The groups. A letter has a subject and a body; the foot stands below all letters; what papers close with is a body each, and
// their foot one line for all.
const (
	GroupLetter Group = "letter"
	GroupFoot   Group = "foot"
	GroupPaper  Group = "paper"
)

// Names of texts that are no letters.
const (
	Foot            = "letter_foot"
	PaperFoot       = "paper_foot"
	PaperInvoice    = "paper_invoice"
	PaperReceipt    = "paper_receipt"
	PaperCreditNote = "paper_credit_note"
	PaperStatement  = "paper_statement"
	PaperSlip       = "paper_slip"
)

// Topic is what a letter is about: lists of all letters are in these parts. Texts that are no letters have none.
type Topic string

// The topics.
const (
	AboutJoining   Topic = "joining"
	AboutSecurity  Topic = "security"
	AboutMoney     Topic = "money"
	AboutService   Topic = "service"
	AboutDocuments Topic = "documents"
	AboutWorkings  Topic = "workings"
)

// topics are told by how a letter's name begins: by whole words of it, and by the longest beginning that is here, so that "price" says nothing of
// "price_list_sent" once that is here too, and nothing of "prices" ever.
func topics() map[string]Topic {
	return map[string]Topic{
		"invitation": AboutJoining, "first_owner": AboutJoining, "brought": AboutJoining, "ownership": AboutJoining, "application": AboutJoining, "partner": AboutJoining,
		"confirm_email": AboutJoining, "recipient": AboutJoining,
		"reset": AboutSecurity, "password": AboutSecurity, "change_email": AboutSecurity, "email_changed": AboutSecurity, "totp": AboutSecurity, "passkey": AboutSecurity,
		"code": AboutSecurity, "codes": AboutSecurity, "second": AboutSecurity,
		"autopay": AboutMoney, "money": AboutMoney, "price": AboutMoney, "ladder": AboutMoney,
		"suspended": AboutService, "suspension": AboutService, "closed": AboutService, "restored": AboutService, "dormant": AboutService, "maintenance": AboutService,
		"document": AboutDocuments, "provider_document": AboutDocuments, "agreed_document": AboutDocuments,
		"domain": AboutWorkings, "sender": AboutWorkings, "mailbox": AboutWorkings, "webhook": AboutWorkings,
	}
}

// topicOf a letter; empty: nobody has said it.
func topicOf(name string) Topic { return topicIn(topics(), name) }

func topicIn(all map[string]Topic, name string) Topic {
	for begin := name; begin != ""; {
		if topic, ok := all[begin]; ok {
			return topic
		}
		begin = begin[:max(strings.LastIndexByte(begin, '_'), 0)]
	}
	return ""
}

// Kind is a text that a realm may say in its own words.
type Kind struct {
	Name  string
	Group Group
	// Topic of a letter.
	Topic Topic
	// Variables it may name, in the order they are shown in.
	Variables []string
	// Needed are those that it must name.
	Needed []string
}

// Subject tells whether a text of this kind has one.
func (k Kind) Subject() bool { return k.Group == GroupLetter }

// Variables of every letter, and of whoever signs it.
const (
	varBrand    = "brand"
	varGreeting = "greeting"
	varLink     = "link"
)

// Particulars are the variables filled from what a realm says of itself.
func Particulars() []string {
	return []string{varBrand, "company", "company_address", "registration", "tax_number", "company_email", "company_phone", "site", "support_email", "support_phone", "support_hours"}
}

// needed are variables without which a letter is of no use: its link, or what it is there to tell.
func needed() map[string][]string {
	link := []string{varLink}
	return map[string][]string{
		"invitation": link, "first_owner": link, "brought": link, "reset": link, "confirm_email": link, "change_email": link, "application_approved": link, "partner_confirm": link, "partner_opened": link,
		"ownership": link, "email_changed": link, "password_changed": link, "totp_added": link, "totp_removed": link, "passkey_added": link, "passkey_removed": link,
		"passkey_moved": {"next_host"}, "codes_renewed": link, "code_used": link, "second_reset": link,
		"recipient_confirm": link, "recipient_duty": link,
		"application_refused": {"reason"}, "dormant": {"until"}, "maintenance": {"from", "until"}, "maintenance_text": {"from", "until", "text"}, "maintenance_cancelled": {"from"},
		"document_posted": {"document", "from", varLink}, "document_withdrawn": {"document", "from"},
		"provider_document_posted": {"document", "from", varLink}, "provider_document_withdrawn": {"document", "from"},
		"agreed_document_posted": {"document", "from", "agreement", "on", varLink}, "agreed_document_withdrawn": {"document", "from"}, "agreed_document_ended": {"from"},
		"suspended": {"reason"}, "closed": {"until"}, "price_change": {"plan", "was", "price", "from"},
		"autopay_on": {"sum", "below", "most", "card"}, "autopay_charged": {"sum", "card"}, "money_soon": {"until"}, "money_blocked": {"objects"},
		"domain_degraded": {"domain"}, "domain_contested": {"domain"}, "domain_detached": {"domain"}, "sender_failing": {"said"}, "mailbox_failing": {"address", "said"}, "webhook_stopped": {"url"},
	}
}

// kindsOf lists every text by name, with the variables that ours name.
func kindsOf(ours language) map[string]Kind {
	all := map[string]Kind{}
	must := needed()
	for name, w := range ours.Letters {
		k := Kind{Name: name, Group: GroupLetter, Topic: topicOf(name), Variables: []string{varGreeting, varLink}, Needed: append([]string{}, must[name]...)}
		for _, text := range slices.Concat([]string{w.Subject, w.Title, w.Button}, w.Lines, w.After) {
			for _, found := range single.FindAllStringSubmatch(text, -1) {
				k.Variables = append(k.Variables, found[1])
			}
		}
		all[name] = k.with(Particulars()...)
	}
	all[Foot] = Kind{Name: Foot, Group: GroupFoot}.with(Particulars()...)
	for _, name := range []string{PaperInvoice, PaperReceipt, PaperCreditNote, PaperStatement, PaperSlip} {
		all[name] = Kind{Name: name, Group: GroupPaper}.with("customer", "account", "number", "date", "total").with(Particulars()...)
	}
	all[PaperFoot] = Kind{Name: PaperFoot, Group: GroupPaper}.with(Particulars()...)
	return all
}

// with adds variables that are not there yet.
func (k Kind) with(names ...string) Kind {
	k.Variables = slices.Clone(k.Variables)
	var seen []string
	for _, name := range slices.Concat(k.Variables, names) {
		if !slices.Contains(seen, name) {
			seen = append(seen, name)
		}
	}
	k.Variables = seen
	if k.Needed == nil {
		k.Needed = []string{}
	}
	return k
}

// Names of all texts, the letters first, then the foot and the papers.
func (b *Book) Names() []string {
	place := map[Group]int{GroupLetter: 0, GroupFoot: 1, GroupPaper: 2}
	names := slices.Collect(maps.Keys(b.kinds))
	slices.SortFunc(names, func(x, y string) int {
		if d := place[b.kinds[x].Group] - place[b.kinds[y].Group]; d != 0 {
			return d
		}
		if x < y {
			return -1
		}
		return 1
	})
	return names
}

// Kind by its name.
func (b *Book) Kind(name string) (Kind, bool) {
	k, ok := b.kinds[name]
	return k, ok
}
