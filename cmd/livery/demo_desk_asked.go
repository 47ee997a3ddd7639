package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/facts"
)

// demoCase is a ticket of the demo while it lives.
type demoCase struct {
	desk   *demoDesk
	asker  demoAsker
	ticket uuid.UUID
	topic  demoTopic
	object demoObject
	fill   *strings.Replacer
	words  demoPhrases
	locale string
	agent  uuid.UUID
}

// question is one of those that are asked and, sooner or later, answered.
func (d *demoDesks) question(ctx context.Context, k *demoDesk, at time.Time) error {
	switch n := d.dice.IntN(100); {
	case n < 8:
		return d.stranger(ctx, k, at)
	case n < 13 && len(k.callers) > 0:
		return d.called(ctx, k, at)
	case n < 19:
		return d.unanswerable(ctx, k, at)
	case n < 27 && !k.asksAbove():
		return d.ofItsKind(ctx, k, at)
	}
	c, err := d.asked(ctx, k, at)
	if err != nil {
		return err
	}
	come := d.answered(at, 20*time.Minute, 9*time.Hour)
	if d.dice.IntN(12) == 0 { // late
		come = d.answered(at, 26*time.Hour, 80*time.Hour)
	}
	switch n := d.dice.IntN(100); {
	case n < 7:
		d.duplicated(c, at)
	case n < 14 && k.above != nil:
		d.onward(c, come)
		return nil
	case n < 22:
		d.then(come, c, d.handedOn)
		come = d.answered(come, time.Hour, 20*time.Hour)
	}
	if c.topic.asks != "" && d.dice.IntN(3) > 0 {
		d.asksBack(c, come)
		return nil
	}
	d.settles(c, come)
	return nil
}

// waiting is one that nobody has answered yet; a few of them are taken by somebody, or are critical.
func (d *demoDesks) waiting(ctx context.Context, k *demoDesk, at time.Time) error {
	c, err := d.asked(ctx, k, at)
	if err != nil {
		return err
	}
	switch d.dice.IntN(5) {
	case 0:
		d.then(d.answered(at, 10*time.Minute, 3*time.Hour), c, d.taken)
	case 1:
		d.then(d.answered(at, 10*time.Minute, 3*time.Hour), c, d.noted)
	}
	return nil
}

// asksAbove tells that nobody asks here but owners of resellers: what their customers ask is another matter.
func (k *demoDesk) asksAbove() bool { return k.above == nil }

// asked opens a ticket of one of the usual topics, in the app, or by letter from a registered address.
func (d *demoDesks) asked(ctx context.Context, k *demoDesk, at time.Time) (*demoCase, error) {
	c := d.newCase(k)
	c.topic = pick(d.dice, k.topics[c.locale])
	if c.asker.at == support.Above && !k.asksAbove() {
		c.topic = pick(d.dice, demoTopicsAbove(c.locale))
	}
	if c.topic.critical && d.dice.IntN(3) > 0 { // outages are rare
		c.topic = k.topics[c.locale][0]
	}
	var files []support.File
	if c.topic.file != "" {
		files = append(files, demoFile(c.topic.file, c.fill.Replace(c.topic.body)))
	}
	subject, body := c.fill.Replace(c.topic.subject), c.fill.Replace(c.topic.body)
	if d.dice.IntN(5) == 0 && c.asker.email != "" && !c.topic.critical {
		return c, d.letter(ctx, c, at, support.Letter{From: c.asker.email, Name: c.asker.name, Proved: true, Subject: subject, Text: body + "\n\n" + c.asker.name, Files: files, Locale: c.locale})
	}
	asking := support.Asking{Subject: subject, Body: body, Locale: c.locale, Critical: c.topic.critical, Native: d.dice.IntN(25) == 0, Files: files, Facts: d.facts(c)}
	if id, known := k.categories[c.topic.category]; known {
		asking.Category = &id
	}
	if c.object.id != uuid.Nil && strings.Contains(c.topic.subject+c.topic.body, "{object}") {
		from := at.Add(-12 * time.Hour)
		asking.Links = []support.Link{{Kind: "object", Subject: &c.object.id, Label: c.object.name, From: &from, To: &at}}
	}
	t, err := d.desks.Ask(ctx, c.asker.scope, c.asker.user, c.asker.at, asking)
	c.ticket = t.ID
	d.opened++
	return c, err
}

// newCase is somebody with something on their mind.
func (d *demoDesks) newCase(k *demoDesk) *demoCase {
	c := &demoCase{desk: k, asker: d.asker(k), agent: pick(d.dice, k.first)}
	if d.dice.IntN(5) == 0 {
		c.agent = k.second[0]
	}
	c.locale = c.asker.locale
	if c.locale != "ru" {
		c.locale = "en"
	}
	// Two languages at every desk.
	if d.dice.IntN(7) == 0 {
		c.locale = map[string]string{"en": "ru", "ru": "en"}[c.locale]
	}
	c.words = demoPhrasesOf(c.locale)
	c.object = demoObject{name: map[string]string{"en": "Van 7", "ru": "Фургон 7"}[c.locale]}
	if len(c.asker.objects) > 0 {
		c.object = pick(d.dice, c.asker.objects)
	}
	place := pick(d.dice, []string{"Mannerheimintie 12", "Hämeentie 31", "Mechelininkatu 4", "Tuusulanväylä", "Itäväylä", "Satamakatu 2", "Koskelantie 60"})
	c.fill = strings.NewReplacer("{object}", c.object.name, "{place}", place, "{n}", strconv.Itoa(11+d.dice.IntN(17)),
		"{time}", fmt.Sprintf("%d:%02d", 1+d.dice.IntN(22), 5*d.dice.IntN(12)), "{account}", c.asker.number)
	return c
}

// facts are what the program knows of whoever asks, and what they have tried.
func (d *demoDesks) facts(c *demoCase) facts.Facts {
	f := facts.Facts{facts.Username: c.asker.login, facts.Account: c.asker.number}
	if d.dice.IntN(3) > 0 {
		f[facts.App], f[facts.AppVersion] = "web", pick(d.dice, []string{"2.3", "2.4"})
		f[facts.OS] = pick(d.dice, []string{"Windows 11", "Android 14", "iOS 18", "macOS 15", "Linux"})
	}
	if c.topic.before != "" {
		f[facts.Before] = c.topic.before
	}
	if strings.Contains(c.topic.subject, "{object}") {
		f[facts.Object] = c.object.name
	}
	return f
}

// letter comes to the desk.
func (d *demoDesks) letter(ctx context.Context, c *demoCase, at time.Time, l support.Letter) error {
	d.letters++
	l.Key, l.At = fmt.Sprintf("demo-%d@%s", d.letters, c.desk.realm.host), at
	got, err := d.desks.Receive(ctx, c.desk.scope, l)
	c.ticket = got.Ticket
	if got.New {
		d.opened++
	}
	return err
}

// stranger is no customer yet.
func (d *demoDesks) stranger(ctx context.Context, k *demoDesk, at time.Time) error {
	c := d.newCase(k)
	list := demoStrangers(c.locale)
	who := list[k.strangers%len(list)]
	k.strangers++
	if err := d.letter(ctx, c, at, support.Letter{From: who.email, Name: who.name, Proved: true, Subject: who.subject, Text: who.body + "\n\n" + who.name, Locale: c.locale}); err != nil {
		return err
	}
	c.topic, c.asker = demoTopic{answer: who.answer}, demoAsker{}
	d.settles(c, d.answered(at, time.Hour, 8*time.Hour))
	return nil
}

// called is somebody on the phone.
func (d *demoDesks) called(ctx context.Context, k *demoDesk, at time.Time) error {
	c, caller := d.newCase(k), pick(d.dice, k.callers)
	t, err := d.desks.Call(ctx, k.scope, support.Called{Customer: &caller.tenant, Name: caller.name, Asking: support.Asking{Subject: c.fill.Replace(c.words.call), Body: c.fill.Replace(c.words.callBody), Locale: c.locale}})
	if err != nil {
		return err
	}
	c.ticket, c.topic, c.asker = t.ID, demoTopic{answer: c.words.callAnswer}, demoAsker{}
	d.opened++
	d.settles(c, d.answered(at, 10*time.Minute, 2*time.Hour))
	return nil
}

// unanswerable is what a person decides not to answer; a machine's letter needs nobody.
func (d *demoDesks) unanswerable(ctx context.Context, k *demoDesk, at time.Time) error {
	c := d.newCase(k)
	refusal, reason := "spam", c.words.spamReason
	l := support.Letter{From: "offers@traffic.example", Name: "Traffic", Subject: c.words.advertising, Text: c.words.advertisingBody, Locale: c.locale}
	switch d.dice.IntN(5) {
	case 0:
		l = support.Letter{From: c.asker.email, Name: c.asker.name, Proved: true, Machine: true, Subject: c.words.machine, Text: c.words.machineBody, Locale: c.locale}
		refusal = ""
	case 1:
		l = support.Letter{From: c.asker.email, Name: c.asker.name, Proved: true, Subject: c.words.rude, Text: c.words.rude + "?!", Locale: c.locale}
		refusal, reason = "abuse", c.words.rudeReason
	case 2:
		l = support.Letter{From: c.asker.email, Name: c.asker.name, Proved: true, Subject: c.words.few, Text: c.words.fewBody, Locale: c.locale}
		refusal, reason = "monosyllabic", c.words.fewReason
	}
	if l.From == "" {
		l.From = "somebody@" + k.realm.host
	}
	if err := d.letter(ctx, c, at, l); err != nil || refusal == "" {
		return err
	}
	d.at(d.answered(at, 30*time.Minute, 10*time.Hour), func(ctx context.Context) error {
		_, err := d.desks.Refuse(ctx, k.scope, c.agent, c.ticket, refusal, reason)
		return err
	})
	return nil
}

// demoFile has the bytes that its name says.
func demoFile(name, about string) support.File {
	switch name[strings.LastIndexByte(name, '.'):] {
	case ".png":
		picture := image.NewRGBA(image.Rect(0, 0, 320, 200))
		for y := range 200 {
			for x := range 320 {
				picture.Set(x, y, color.RGBA{uint8(210 + x/16), uint8(220 + y/10), 225, 255})
			}
		}
		for x := range 320 {
			picture.Set(x, 100+(x*x/97)%60-30, color.RGBA{180, 40, 40, 255})
		}
		var content bytes.Buffer
		if png.Encode(&content, picture) == nil {
			return support.File{Name: name, Content: content.Bytes()}
		}
	case ".pdf":
		return support.File{Name: name, Content: []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")}
	}
	return support.File{Name: name, Content: []byte(about + "\n")}
}
