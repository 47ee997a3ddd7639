package letter

import (
	"net/textproto"
	"regexp"
	"strings"
)

// maxFailures of one report are read.
const maxFailures = 200

// failures reads what a server reports of each reader (RFC 3464): blocks of headers, of which the first is about the
// letter and each further one about a reader.
func failures(report []byte) []Failure {
	var list []Failure
	text := strings.ReplaceAll(toUTF8(report, ""), "\r\n", "\n")
	for block := range strings.SplitSeq(text, "\n\n") {
		h := readHeader([]byte(block))
		action := strings.ToLower(strings.TrimSpace(h.Get("Action")))
		if len(list) >= maxFailures || action != "failed" && action != "delayed" {
			continue
		}
		// The address that the letter was sent to, not the one that somebody's forwarding made of it.
		address := typed(firstOf(h.Get("Original-Recipient"), h.Get("Final-Recipient")))
		if address == "" {
			continue
		}
		f := Failure{Address: address, Status: statusCode.FindString(h.Get("Status")), Why: headline(after(h.Get("Diagnostic-Code")))}
		f.Hard = action == "failed" && hard(f.Status, f.Why)
		list = append(list, f)
	}
	return list
}

// complaint reads what a provider reports of a reader (RFC 5965).
func (l *Letter) complaint(report []byte) {
	h := readHeader(report)
	switch strings.ToLower(strings.TrimSpace(h.Get("Feedback-Type"))) {
	case "abuse", "fraud", "opt-out":
	default:
		return
	}
	l.Complaint, l.ComplaintPath = Normal(strings.Trim(h.Get("Original-Rcpt-To"), "<> ")), Normal(strings.Trim(h.Get("Original-Mail-From"), "<> "))
}

// Gone tells from what a server says at once whether an address is not there.
func Gone(status, why string) bool { return hard(status, why) }

// fromWords is for servers that report in prose.
func (l *Letter) fromWords(h textproto.MIMEHeader) []Failure {
	var list []Failure
	status := statusCode.FindString(l.Text)
	for _, a := range addresses(h.Get("X-Failed-Recipients")) {
		// Whoever writes this header means that they have given up; a code that says otherwise goes before.
		list = append(list, Failure{Address: a.Address, Status: status, Hard: status != "" && hard(status, l.Text) || status == ""})
	}
	return list
}

// hard tells that the address is not there. Full mailboxes, greylists, policies and sizes are other troubles: they mend,
// or they are about the letter.
func hard(status, why string) bool {
	switch {
	case strings.HasPrefix(status, "5.1."), status == "5.2.1", status == "5.4.4":
		return status != "5.1.7" && status != "5.1.8" // those two are about our address
	case strings.HasPrefix(status, "5.2."), strings.HasPrefix(status, "5.3."), strings.HasPrefix(status, "5.4."), strings.HasPrefix(status, "5.6."), strings.HasPrefix(status, "5.7."):
		return false
	case strings.HasPrefix(status, "4."):
		return false
	case strings.HasPrefix(status, "5."), status == "":
		return gone.MatchString(why)
	}
	return false
}

var (
	statusCode = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)
	gone       = regexp.MustCompile(`(?i)user unknown|unknown user|no such (user|mailbox|recipient|address)|does not exist|mailbox (not found|unavailable)|invalid (recipient|mailbox)|recipient (not found|rejected: user)|address rejected: unknown|account (disabled|does not)`)
)

// typed is "rfc822; a@b" without the kind.
func typed(value string) string { return Normal(after(value)) }

func after(value string) string {
	if kind, rest, ok := strings.Cut(value, ";"); ok && len(kind) < 20 {
		return strings.TrimSpace(rest)
	}
	return value
}
