package letter

import (
	"mime"
	"net/textproto"
	"strings"
)

// TraceHeader carries the mark by which a letter of ours that comes back is known. Its name says nothing of who we are.
const TraceHeader = "X-Desk-Trace"

// classify tells who wrote a letter: the surest signs first.
func (l *Letter) classify(h textproto.MIMEHeader, e Envelope, ours func(string) bool) {
	l.Kind = Human
	kind, params, _ := mime.ParseMediaType(h.Get("Content-Type"))
	report := ""
	if kind == "multipart/report" {
		report = strings.ToLower(params["report-type"])
	}
	auto := strings.ToLower(strings.TrimSpace(strings.Split(h.Get("Auto-Submitted"), ";")[0]))
	precedence := strings.ToLower(strings.TrimSpace(h.Get("Precedence")))
	sender := firstOf(Normal(e.From), l.Sender.Address, l.From.Address)
	local, _, _ := strings.Cut(sender, "@")
	switch {
	case ours != nil && anyOf(h.Values(TraceHeader), ours):
		l.Kind = Loop
	case report == "delivery-status" || len(l.Failures) > 0 || machine(l.From.Address) && (e.From == "" || len(h.Values("X-Failed-Recipients")) > 0):
		l.Kind = Bounce
		if len(l.Failures) == 0 {
			l.Failures = l.fromWords(h)
		}
	case report != "", auto != "" && auto != "no", e.Known && e.From == "", machine(sender),
		precedence == "auto_reply", precedence == "junk",
		has(h, "X-Autoreply", "X-Autorespond", "X-Autoreply-From", "X-Mail-Autoreply", "X-Failed-Recipients", "X-Google-Auto-Forwarded-Loop"),
		l.Meeting != nil && (l.Meeting.Method == "REPLY" || l.Meeting.Method == "COUNTER"):
		l.Kind = Automatic
	case precedence == "bulk", !relayed(h) && (has(h, "List-Id", "List-Unsubscribe") || precedence == "list"):
		l.Kind = List
	}
	// "Do not auto-reply" is said of letters, not of who wrote them: people's programs say it too, and a group's address hands people's on.
	l.Quiet = l.Kind != Human || has(h, "X-Auto-Response-Suppress", "Feedback-Id") || relayed(h) || nobody(local)
}

// relayed tells that a letter came by way of a list that people write to (RFC 2369, 3.4), such as a group that a company has for its questions.
func relayed(h textproto.MIMEHeader) bool {
	post := strings.TrimSpace(h.Get("List-Post"))
	return post != "" && !strings.EqualFold(strings.TrimSpace(strings.Split(post, "(")[0]), "no") || has(h, "Mailing-List", "X-Google-Group-Id")
}

// machine tells the names of mail servers, which are no people.
func machine(address string) bool {
	local, _, ok := strings.Cut(address, "@")
	if !ok {
		return false
	}
	switch local {
	case "mailer-daemon", "postmaster", "mail-daemon", "daemon", "bounce", "bounces":
		return true
	}
	return strings.HasPrefix(local, "bounce+") || strings.HasPrefix(local, "bounces+")
}

// nobody tells addresses that nobody reads.
func nobody(local string) bool {
	local = strings.NewReplacer("-", "", "_", "", ".", "").Replace(local)
	return strings.HasPrefix(local, "noreply") || strings.HasPrefix(local, "donotreply")
}

func has(h textproto.MIMEHeader, names ...string) bool {
	for _, name := range names {
		if len(h.Values(name)) > 0 {
			return true
		}
	}
	return false
}

func anyOf(values []string, is func(string) bool) bool {
	for i, v := range values {
		if i >= 10 {
			return false
		}
		if is(strings.TrimSpace(v)) {
			return true
		}
	}
	return false
}
