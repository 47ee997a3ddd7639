package letter_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
)

const plainHead = "From: Ann <ann@fleet.example>\r\nTo: support@brand.example\r\nMessage-ID: <a1@fleet.example>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0300\r\n"

// cp1251 has no declared character set anywhere.
var cp1251 = []byte("\xcf\xf0\xee\xef\xe0\xeb\xe8 \xe2\xf1\xe5 \xef\xee\xe5\xe7\xe4\xea\xe8 \xf1 \xf3\xf2\xf0\xe0")

var koi8 = []byte("\xf0\xd2\xcf\xd0\xc1\xcc\xc9 \xd7\xd3\xc5 \xd0\xcf\xc5\xda\xc4\xcb\xc9")

// tnef makes a winmail.dat with a body and one file.
func tnef(body, name string, content []byte) []byte {
	var b bytes.Buffer
	le := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) }
	attribute := func(level byte, id uint32, value []byte) {
		b.WriteByte(level)
		le(id)
		le(uint32(len(value)))
		b.Write(value)
		var sum uint16
		for _, c := range value {
			sum += uint16(c)
		}
		le(sum)
	}
	le(uint32(0x223e9f78))
	le(uint16(1))
	attribute(1, 0x0002800c, []byte(body+"\x00"))
	attribute(2, 0x00069002, make([]byte, 14))
	attribute(2, 0x00018010, []byte("SHORT~1.PDF\x00"))
	attribute(2, 0x0006800f, content)
	var props bytes.Buffer
	_ = binary.Write(&props, binary.LittleEndian, uint32(1))
	_ = binary.Write(&props, binary.LittleEndian, []uint16{0x1e, 0x3707})
	_ = binary.Write(&props, binary.LittleEndian, []uint32{1, uint32(len(name) + 1)})
	props.WriteString(name + "\x00")
	for props.Len()%4 != 0 {
		props.WriteByte(0)
	}
	attribute(2, 0x00069005, props.Bytes())
	return b.Bytes()
}

func wrap64(b []byte) string {
	text := base64.StdEncoding.EncodeToString(b)
	var lines []string
	for len(text) > 76 {
		lines, text = append(lines, text[:76]), text[76:]
	}
	return strings.Join(append(lines, text), "\r\n")
}

func mixed(parts ...string) []byte {
	return []byte(plainHead + "Subject: parts\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b0\"\r\n\r\n--b0\r\n" +
		strings.Join(parts, "\r\n--b0\r\n") + "\r\n--b0--\r\n")
}

// nested makes multiparts within multiparts.
func nested(depth int) []byte {
	var b strings.Builder
	b.WriteString(plainHead + "Subject: deep\r\nMIME-Version: 1.0\r\n")
	for i := range depth {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=\"n%d\"\r\n\r\n--n%d\r\n", i, i)
	}
	b.WriteString("Content-Type: text/plain\r\n\r\nat the bottom\r\n")
	for i := depth - 1; i >= 0; i-- {
		fmt.Fprintf(&b, "--n%d--\r\n", i)
	}
	return []byte(b.String())
}

// corpus of nasty letters: each test takes from it what it is about, and the fuzzer begins with all of it.
var corpus = map[string][]byte{
	"plain":           []byte(plainHead + "Subject: Hello\r\n\r\nMy trackers are not shown since this morning. Please look.\r\n"),
	"empty":           {},
	"only a header":   []byte("Subject: nothing follows"),
	"no header":       []byte("\r\n\r\njust words\r\n"),
	"header of chaos": []byte("This line is no header\r\nFrom ann@fleet.example Mon Mar  2\r\n: empty name\r\nFrom: \"Ann\" <ann@fleet.example\r\nSubject: chaos\r\n\r\nwords\r\n"),
	"subject cp1251":  append(append([]byte(plainHead+"Subject: "), cp1251...), []byte("\r\n\r\n"+string(cp1251)+"\r\n")...),
	"subject koi8":    append(append([]byte(plainHead+"Subject: "), koi8...), []byte("\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n"+string(koi8)+"\r\n")...),
	"subject latin1":  []byte(plainHead + "Subject: Probl\xe8me de v\xe9hicule\r\n\r\nbonjour\r\n"),
	"subject utf8":    []byte(plainHead + "Subject: Пропали поездки\r\n\r\nПропали поездки\r\n"),
	"subject encoded": []byte(plainHead + "Subject: =?koi8-r?B?" + base64.StdEncoding.EncodeToString(koi8) + "?=\r\n =?utf-8?q?_=D1=81?=\r\n\r\nx\r\n"),
	"subject injects": []byte(plainHead + "Subject: =?utf-8?q?a=0D=0ABcc:_victim@example.com=E2=80=AE?=\r\n\r\nx\r\n"),
	"unknown charset": []byte(plainHead + "Subject: =?x-nobody?q?=CF=F0=E8=E2=E5=F2?=\r\nContent-Type: text/plain; charset=x-nobody\r\n\r\n\xcf\xf0\xe8\xe2\xe5\xf2\r\n"),
	"winmail.dat": mixed("Content-Type: text/plain\r\n\r\nsee the contract",
		"Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Disposition: attachment; filename=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"+
			wrap64(tnef("the body within", "The contract of March.pdf", []byte("%PDF-1.4 contract")))),
	"winmail.dat cut": mixed("Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
		wrap64(tnef("the body within", "x.pdf", []byte("content"))[:60])),
	"winmail.dat false": mixed("Content-Type: application/octet-stream; name=winmail.dat\r\nContent-Disposition: attachment; filename=winmail.dat\r\n\r\nnot at all"),
	"invitation": mixed("Content-Type: text/plain\r\n\r\nLet us meet",
		"Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Move of the\r\n  depot\\, Riga\r\nLOCATION:Pier 3\r\nDTSTART;TZID=Europe/Riga:20260310T090000\r\nDTEND;TZID=Europe/Riga:20260310T100000\r\nORGANIZER;CN=Ann:mailto:ann@fleet.example\r\nEND:VEVENT\r\nEND:VCALENDAR"),
	"invitation answered": mixed("Content-Type: text/plain\r\n\r\nAccepted",
		"Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR"),
	"script": []byte(plainHead + "Subject: html\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>t</title><style>body{background:url(https://spy.example/s)}</style><script>steal()</script></head>" +
		"<body onload=\"steal()\"><p style=\"position:fixed\">Hello <b>there</b></p><img src=\"https://spy.example/pixel.gif\" onerror=steal()><img src=\"cid:logo@x\" alt=\"logo\">" +
		"<a href=\"javascript:steal()\">a</a> <a href=\"data:text/html,<script>steal()</script>\">b</a> <a href=\"https://ok.example/x\">c</a>" +
		"<iframe src=\"https://spy.example\"></iframe><form action=\"https://spy.example\"><input name=password></form><svg onload=steal()><script>steal()</script></svg>" +
		"<math><mtext><table><mglyph><style><img src=x onerror=steal()></style></mglyph></table></mtext></math><p>second<br>line</p></body></html>\r\n"),
	"html and text":       []byte(plainHead + "Subject: both\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nplain words\r\n--q\r\nContent-Type: text/html\r\n\r\n<p>html words</p>\r\n--q--\r\n"),
	"out of office":       []byte(plainHead + "Subject: Automatic reply: ticket\r\nAuto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n\r\nI am away until Monday.\r\n"),
	"old out of office":   []byte(plainHead + "Subject: away\r\nX-Autoreply: yes\r\nPrecedence: bulk\r\n\r\nI am away.\r\n"),
	"exchange person":     []byte(plainHead + "Subject: please help\r\nX-Auto-Response-Suppress: DR, OOF, AutoReply\r\n\r\nThe truck stands still.\r\n"),
	"by a group":          []byte(plainHead + "Subject: a question\r\nPrecedence: list\r\nMailing-List: list ask@customer.example\r\nList-Id: <ask.customer.example>\r\nList-Post: <mailto:ask@customer.example>\r\nList-Unsubscribe: <mailto:leave@customer.example>\r\nX-Google-Group-Id: 1\r\n\r\nNothing moves.\r\n"),
	"with feedback":       []byte(plainHead + "Subject: a question\r\nFeedback-Id: 1:office\r\n\r\nNothing moves.\r\n"),
	"for readers alone":   []byte(plainHead + "Subject: news\r\nList-Id: <news.shop.example>\r\nList-Post: NO (posting is not allowed)\r\n\r\nBuy now.\r\n"),
	"newsletter":          []byte(plainHead + "Subject: news\r\nList-Id: <news.shop.example>\r\nList-Unsubscribe: <https://shop.example/u>\r\n\r\nBuy now.\r\n"),
	"read receipt":        []byte(plainHead + "Subject: Read: ticket\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary=r\r\n\r\n--r\r\nContent-Type: text/plain\r\n\r\nread\r\n--r\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n--r--\r\n"),
	"hard bounce":         dsn("failed", "5.1.1", "550 5.1.1 <gone@fleet.example>: Recipient address rejected: User unknown"),
	"full mailbox":        dsn("failed", "5.2.2", "552 5.2.2 mailbox full"),
	"late":                dsn("delayed", "4.4.1", "connect timed out"),
	"bounce of old qmail": []byte("From: MAILER-DAEMON@mx.example\r\nTo: support@brand.example\r\nSubject: failure notice\r\nX-Failed-Recipients: gone@fleet.example\r\n\r\nHi. This is the qmail-send program.\r\n<gone@fleet.example>: no such user\r\n"),
	"forged thread":       []byte(plainHead + "Subject: Re: [#1042] invoice\r\nIn-Reply-To: <rabcdefghijklmnopqrstuvwxyz234567abcdefg.x@brand.example>\r\nReferences: <1042@brand.example>\r\n\r\nsend me the answer\r\n"),
	"answer":              []byte(plainHead + "Subject: Re: trips\r\n\r\nIt works again, thank you.\r\n\r\n-- \r\nAnn\r\n\r\nOn Mon, Mar 2, 2026 at 9:00 AM Support <support@brand.example> wrote:\r\n> Which object is it?\r\n> Please tell.\r\n"),
	"answer broken":       []byte(plainHead + "Subject: Re: trips\r\n\r\nLorry 7.\r\n\r\nOn Mon, Mar 2, 2026 at 9:00 AM Support of the brand\r\n<support@brand.example> wrote:\r\n\r\n> Which object is it?\r\n"),
	"answer in Russian":   []byte(plainHead + "Subject: Re: поездки\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nГрузовик 7.\r\n\r\nпн, 2 мар. 2026 г. в 09:00, Поддержка <support@brand.example>:\r\n> Какой объект?\r\n"),
	"answer of Outlook":   []byte(plainHead + "Subject: Re: trips\r\n\r\nLorry 7.\r\n\r\nFrom: Support <support@brand.example>\r\nSent: Monday, March 2, 2026 9:00\r\nTo: Ann\r\nSubject: trips\r\n\r\nWhich object is it?\r\n"),
	"answers between":     []byte(plainHead + "Subject: Re: trips\r\n\r\nOn Mon, Mar 2, 2026 Support wrote:\r\n> Which object?\r\nLorry 7\r\n> Since when?\r\nThis morning\r\nIt rained\r\n"),
	"forwarded":           []byte(plainHead + "Subject: Fwd: x\r\n\r\n---------- Forwarded message ---------\r\nFrom: Bob <bob@fleet.example>\r\nDate: Mon, 2 Mar 2026\r\n\r\nThe text of Bob.\r\n"),
	"evil names": mixed("Content-Type: text/plain\r\n\r\nx", "Content-Type: image/png; name=\"../../etc/passwd\"\r\nContent-Disposition: attachment; filename=\"..\\\\..\\\\boot.ini\"\r\n\r\na",
		"Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''%E2%80%AEfdp.exe\r\n\r\nb", "Content-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\nc"),
	"never ends":    []byte(plainHead + "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\n--zz\r\nContent-Type: text/plain\r\n\r\nthe end is missing"),
	"broken base64": []byte(plainHead + "Subject: x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVsbG8gd29ybGQ!!!***\r\n"),
	"no boundary":   []byte(plainHead + "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\nwords all the same\r\n"),
	"zero bytes":    []byte(plainHead + "Subject: a\x00b\r\n\r\nc\x00d\r\n"),
	"deep":          nested(40),
	"too deep":      nested(5000),
}

func dsn(action, status, why string) []byte {
	return []byte("From: Mail Delivery Subsystem <mailer-daemon@mx.example>\r\nTo: support@brand.example\r\nSubject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\n" +
		"MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"d\"\r\n\r\n--d\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n--d\r\nContent-Type: message/delivery-status\r\n\r\n" +
		"Reporting-MTA: dns; mx.example\r\n\r\nOriginal-Recipient: rfc822;Gone@Fleet.example\r\nFinal-Recipient: rfc822; elsewhere@forward.example\r\nAction: " + action + "\r\nStatus: " + status + "\r\nDiagnostic-Code: smtp; " + why + "\r\n" +
		"\r\n--d\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <lost@brand.example>\r\nSubject: [#7]\r\n\r\n--d--\r\n")
}
