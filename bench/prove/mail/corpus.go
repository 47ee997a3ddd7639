package main

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// nasty is a letter as it should not be, and what is to become of it.
type nasty struct {
	name string
	// from is the return path; "<>": none.
	from string
	raw  string
	// answered: its writer is told a number, once.
	answered bool
	// says is what the desk reads of it, and silent what it must not.
	says, silent string
	// file that must be with it.
	file string
	// refused: it is not taken at all, and its writer's server is told so.
	refused bool
}

func wrap(b []byte) string {
	text := base64.StdEncoding.EncodeToString(b)
	var out strings.Builder
	for len(text) > 76 {
		out.WriteString(text[:76] + "\r\n")
		text = text[76:]
	}
	return out.String() + text
}

func headers(from, subject string, more ...string) string {
	id := strings.NewReplacer("@", ".", "<", "", ">", "", " ", "").Replace(from)
	return strings.Join(append([]string{"From: " + from, "To: " + help, "Subject: " + subject, "Message-ID: <" + id + "@writer.example>",
		"Date: " + time.Now().UTC().Format(time.RFC1123Z)}, more...), "\r\n") + "\r\n"
}

const plain = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"

func parts(from, subject string, list ...string) string {
	return headers(from, subject, "MIME-Version: 1.0", `Content-Type: multipart/mixed; boundary="b0"`) + "\r\n--b0\r\n" + strings.Join(list, "\r\n--b0\r\n") + "\r\n--b0--\r\n"
}

// attribute of a winmail.dat.
func attribute(level byte, id uint32, value string) string {
	b := []byte{level, byte(id), byte(id >> 8), byte(id >> 16), byte(id >> 24), byte(len(value)), byte(len(value) >> 8), byte(len(value) >> 16), byte(len(value) >> 24)}
	sum := 0
	for i := range len(value) {
		sum += int(value[i])
	}
	return string(b) + value + string([]byte{byte(sum), byte(sum >> 8)})
}

func winmail() []byte {
	return []byte("\x78\x9f\x3e\x22\x01\x00" + attribute(1, 0x0002800c, "the body within\x00") + attribute(2, 0x00069002, strings.Repeat("\x00", 14)) +
		attribute(2, 0x00018010, "contract.pdf\x00") + attribute(2, 0x0006800f, "%PDF-1.4 contract"))
}

// corpus is all of them. Each writer has an address of their own, so that who was answered can be told.
func corpus() []nasty {
	w := func(name string) string { return strings.ReplaceAll(name, " ", "-") + "@writer.example" }
	crowd := make([]string, 10_000)
	for i := range crowd {
		crowd[i] = fmt.Sprintf("reader%05d@crowd.example", i)
	}
	hops := strings.Repeat("Received: from a.example by b.example; Mon, 2 Mar 2026 10:00:00 +0000\r\n", 120)
	big := func(size int) string {
		return parts(w(strconv.Itoa(size)+" megabytes"), "Large", plain+"\r\nThe log is with it.", "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=log.bin\r\n"+
			"Content-Transfer-Encoding: base64\r\n\r\n"+wrap(make([]byte, size<<20)))
	}
	return []nasty{
		{name: "plain", answered: true, raw: headers(w("plain"), "Nothing moves") + plain + "\r\nSince this morning.\r\n", says: "Since this morning."},
		{name: "a subject in bytes of cp1251", answered: true, raw: headers(w("a subject in bytes of cp1251"), "\xcf\xf0\xee\xef\xe0\xeb\xe8 \xef\xee\xe5\xe7\xe4\xea\xe8") + "\r\n\xcf\xf0\xee\xef\xe0\xeb\xe8 \xe2\xf1\xe5 \xef\xee\xe5\xe7\xe4\xea\xe8 \xf1 \xf3\xf2\xf0\xe0\r\n", says: "Пропали все поездки с утра"},
		{name: "a subject that injects", answered: true, raw: headers(w("a subject that injects"), "=?utf-8?q?a=0D=0ABcc:_victim@victim.example?=") + plain + "\r\nHello.\r\n", says: "Hello."},
		{name: "winmail", answered: true, raw: parts(w("winmail"), "Contract", plain+"\r\nSee the contract.", "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n"+
			"Content-Disposition: attachment; filename=winmail.dat\r\n\r\n"+wrap(winmail())), says: "See the contract.", file: "contract.pdf"},
		{name: "html with scripts", answered: true, raw: headers(w("html with scripts"), "Look", "MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8") +
			"\r\n<p onclick=\"steal()\">Where is <b>van 7</b>?</p><script>steal()</script><img src=\"https://spy.example/p.gif\"><form action=\"https://spy.example\"><input></form>\r\n", says: "van 7", silent: "steal"},
		{name: "invitation", answered: true, raw: parts(w("invitation"), "Meeting", plain+"\r\nLet us meet.", "Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n"+
			"BEGIN:VEVENT\r\nSUMMARY:Move of the depot\r\nLOCATION:Pier 3\r\nDTSTART:20260310T090000Z\r\nDTEND:20260310T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR"), says: "Pier 3"},
		{name: "forged thread", answered: true, raw: headers(w("forged thread"), "Re: [#1042] invoice", "In-Reply-To: <rabcdefghijklmnopqrstuvwxyz234567abcdefg.x@north.example>", "References: <1042@north.example>") +
			plain + "\r\nSend me the answer.\r\n", says: "Send me the answer."},
		{name: "to ten thousand", answered: true, raw: strings.Replace(headers(w("to ten thousand"), "All of us"), "To: "+help, "To: "+strings.Join(crowd, ",\r\n "), 1) + plain + "\r\nWe all ask.\r\n", says: "We all ask."},
		{name: "49 megabytes as it travels", answered: true, from: w("35 megabytes"), raw: big(35), says: "The log is with it.", file: "log.bin.1"},
		{name: "empty", answered: true, raw: headers(w("empty"), "") + "\r\n"},
		{name: "never ends", answered: true, raw: headers(w("never ends"), "Cut", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=zz") + "\r\n--zz\r\n" + plain + "\r\nthe end is missing", says: "the end is missing"},
		{name: "out of office", raw: headers(w("out of office"), "Away", "Auto-Submitted: auto-replied") + plain + "\r\nI am away.\r\n"},
		{name: "old out of office", raw: headers(w("old out of office"), "Away", "X-Autoreply: yes", "Precedence: bulk") + plain + "\r\nI am away.\r\n"},
		{name: "please no machine", raw: headers(w("please no machine"), "Help", "X-Auto-Response-Suppress: All") + plain + "\r\nThe truck stands still.\r\n", says: "The truck stands still."},
		{name: "newsletter", raw: headers(w("newsletter"), "Buy", "List-Id: <news.shop.example>", "List-Unsubscribe: <https://shop.example/u>") + plain + "\r\nBuy now.\r\n"},
		{name: "bounce", from: "<>", raw: headers("MAILER-DAEMON@writer.example", "Undelivered", "Auto-Submitted: auto-replied", "MIME-Version: 1.0",
			`Content-Type: multipart/report; report-type=delivery-status; boundary="d"`) + "\r\n--d\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--d\r\nContent-Type: message/delivery-status\r\n\r\n" +
			"Reporting-MTA: dns; mx.writer.example\r\n\r\nFinal-Recipient: rfc822; gone@writer.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--d--\r\n"},
		{name: "too many hops", refused: true, raw: hops + headers(w("too many hops"), "Round and round") + plain + "\r\nAgain.\r\n"},
		{name: "over fifty megabytes", refused: true, from: w("40 megabytes"), raw: big(40)},
	}
}

// sender of a letter's return path.
func (n nasty) sender() string {
	switch n.from {
	case "<>":
		return ""
	case "":
		return strings.ReplaceAll(n.name, " ", "-") + "@writer.example"
	}
	return n.from
}
