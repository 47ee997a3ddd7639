package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
)

// then has something done about a ticket later.
func (d *demoDesks) then(at time.Time, c *demoCase, do func(ctx context.Context, c *demoCase, at time.Time) error) {
	d.at(at, func(ctx context.Context) error { return do(ctx, c, at) })
}

func (d *demoDesks) taken(ctx context.Context, c *demoCase, _ time.Time) error {
	_, err := d.desks.Change(ctx, c.desk.scope, c.agent, c.ticket, support.Change{Assignee: &c.agent})
	return err
}

// noted is looked at by somebody who writes down what they see; what was called critical and is not is put right.
func (d *demoDesks) noted(ctx context.Context, c *demoCase, at time.Time) error {
	if err := d.taken(ctx, c, at); err != nil || c.topic.note == "" {
		return err
	}
	_, err := d.desks.Note(ctx, c.desk.scope, c.agent, c.ticket, support.Reply{Body: c.topic.note})
	return err
}

// handedOn goes to the second line.
func (d *demoDesks) handedOn(ctx context.Context, c *demoCase, at time.Time) error {
	change := support.Change{Team: &c.desk.secondTeam, Assignee: &c.desk.second[0]}
	if c.topic.critical && d.dice.IntN(2) == 0 {
		change.Critical, change.Reason = new(bool), c.words.notCritical
	}
	if err := d.noted(ctx, c, at); err != nil {
		return err
	}
	c.agent = c.desk.second[0]
	_, err := d.desks.Change(ctx, c.desk.scope, c.agent, c.ticket, change)
	return err
}

// answers has a ticket answered.
func (d *demoDesks) answers(c *demoCase, ticket uuid.UUID, at time.Time, answer string) {
	d.at(at, func(ctx context.Context) error {
		_, err := d.desks.Answer(ctx, c.desk.scope, c.agent, ticket, support.Reply{Body: c.fill.Replace(answer)})
		return err
	})
}

// settles is an answer and what comes of it: thanks, nothing, the same again, or another question.
func (d *demoDesks) settles(c *demoCase, at time.Time) {
	if c.topic.note != "" {
		d.then(at.Add(-10*time.Minute), c, d.noted)
	}
	d.answers(c, c.ticket, at, c.topic.answer)
	if c.asker.user == uuid.Nil {
		return
	}
	later := at.Add(time.Hour + time.Duration(d.dice.Int64N(int64(20*time.Hour))))
	reply := func(at time.Time, text string, answered time.Time) {
		d.at(at, func(ctx context.Context) error {
			t, err := d.desks.Reply(ctx, c.asker.scope, c.asker.user, c.asker.at, c.ticket, c.fill.Replace(text), nil)
			if err == nil && !answered.IsZero() {
				d.answers(c, t.ID, answered, c.topic.answer)
			}
			return err
		})
	}
	switch n := d.dice.IntN(20); {
	case n < 8:
		d.at(later, func(ctx context.Context) error {
			return d.desks.Confirm(ctx, c.asker.scope, c.asker.user, c.asker.at, c.ticket)
		})
	case n < 10: // again, within the days in which that opens it
		reply(later, c.words.again, d.answered(later, time.Hour, 12*time.Hour))
	case n < 11: // again, long after: a ticket that follows
		late := at.AddDate(0, 0, 16)
		reply(late, c.words.again, d.answered(late, time.Hour, 12*time.Hour))
	case n < 13:
		reply(later, c.words.andAnother, time.Time{})
		d.splits(c, d.answered(later, time.Hour, 6*time.Hour))
	}
}

// asksBack asks what is missing: it is told, or it is not.
func (d *demoDesks) asksBack(c *demoCase, at time.Time) {
	d.at(at, func(ctx context.Context) error {
		_, err := d.desks.Answer(ctx, c.desk.scope, c.agent, c.ticket, support.Reply{Body: c.fill.Replace(c.topic.asks), Asks: true})
		return err
	})
	if d.dice.IntN(4) == 0 {
		return
	}
	told := at.Add(time.Hour + time.Duration(d.dice.Int64N(int64(30*time.Hour))))
	d.at(told, func(ctx context.Context) error {
		_, err := d.desks.Reply(ctx, c.asker.scope, c.asker.user, c.asker.at, c.ticket, c.fill.Replace(c.topic.reply), nil)
		return err
	})
	d.settles(c, d.answered(told, 30*time.Minute, 10*time.Hour))
}

// splits gives the other question in a ticket one of its own.
func (d *demoDesks) splits(c *demoCase, at time.Time) {
	d.at(at, func(ctx context.Context) error {
		whole, err := d.desks.Whole(ctx, c.desk.scope, c.ticket)
		if err != nil {
			return err
		}
		last := uuid.Nil
		for _, m := range whole.Messages {
			if m.Kind == support.Asked {
				last = m.ID
			}
		}
		split, err := d.desks.Split(ctx, c.desk.scope, c.agent, c.ticket, last, c.words.anotherSubject, "")
		if err != nil {
			return err
		}
		d.opened++
		d.answers(c, split.ID, at.Add(4*time.Minute), c.words.anotherAnswer)
		// What was thanked for in it needs no answer.
		d.answers(c, c.ticket, at.Add(6*time.Minute), c.words.welcome)
		return nil
	})
}

// duplicated is asked once more, and joined with the first.
func (d *demoDesks) duplicated(c *demoCase, at time.Time) {
	again := at.Add(40*time.Minute + time.Duration(d.dice.Int64N(int64(time.Hour))))
	d.at(again, func(ctx context.Context) error {
		subject := strings.ReplaceAll(c.words.duplicate, "{subject}", c.fill.Replace(c.topic.subject))
		t, err := d.desks.Ask(ctx, c.asker.scope, c.asker.user, c.asker.at, support.Asking{Subject: subject, Body: c.words.duplicateBody, Locale: c.locale})
		if err != nil {
			return err
		}
		d.opened++
		d.at(again.Add(5*time.Minute), func(ctx context.Context) error {
			_, err := d.desks.Group(ctx, c.desk.scope, c.agent, t.ID, c.ticket)
			return err
		})
		return nil
	})
}

// onward is asked of the level above by the owner, in words of their own; the answer comes back, level by level, and is handed down.
func (d *demoDesks) onward(c *demoCase, at time.Time) {
	d.at(at, func(ctx context.Context) error {
		k := c.desk
		if _, err := d.desks.Note(ctx, k.scope, c.agent, c.ticket, support.Reply{Body: c.words.onwardNote}); err != nil {
			return err
		}
		upper, err := d.ways.Escalate(ctx, k.scope, k.owner, c.ticket, escalate.Sent{Subject: c.words.onward, Body: c.fill.Replace(c.topic.body), Critical: c.topic.critical})
		if err != nil {
			return err
		}
		d.opened++
		above := &demoCase{desk: k.above, ticket: upper.ID, topic: c.topic, fill: c.fill, locale: c.locale, agent: k.above.first[0]}
		above.words = demoPhrasesOf(c.locale)
		back := d.answered(at, 4*time.Hour, 40*time.Hour)
		if k.above.above != nil {
			d.onward(above, back)
			back = d.answered(back, 24*time.Hour, 60*time.Hour)
		} else {
			d.at(back, func(ctx context.Context) error {
				_, err := d.desks.Answer(ctx, above.desk.scope, above.agent, above.ticket, support.Reply{Body: c.words.fromAbove})
				return err
			})
		}
		if c.asker.user == uuid.Nil { // it is a level's own, on its way up
			d.at(d.answered(back, time.Hour, 6*time.Hour), func(ctx context.Context) error {
				_, err := d.desks.Answer(ctx, k.scope, c.agent, c.ticket, support.Reply{Body: c.words.fromAbove})
				return err
			})
			return nil
		}
		c.topic.answer, c.topic.note = c.words.fromAbove, ""
		d.settles(c, d.answered(back, time.Hour, 12*time.Hour))
		return nil
	})
}

// ofItsKind is no plain question: a stolen login, a cancellation, a tracker held elsewhere, a message that is disputed, a complaint, or one
// that hands over a secret.
func (d *demoDesks) ofItsKind(ctx context.Context, k *demoDesk, at time.Time) error {
	c := d.newCase(k)
	w := c.words
	ask := func(kind, subject, body, answer string) error {
		t, err := d.desks.Ask(ctx, c.asker.scope, c.asker.user, c.asker.at, support.Asking{Kind: kind, Subject: c.fill.Replace(subject), Body: c.fill.Replace(body), Locale: c.locale, Facts: d.facts(c)})
		if err != nil {
			return err
		}
		c.ticket, c.topic = t.ID, demoTopic{answer: answer}
		d.opened++
		if answer != "" {
			d.settles(c, d.answered(at, time.Hour, 9*time.Hour))
		}
		return nil
	}
	byLetter := func(subject, body, answer string) error {
		l := support.Letter{From: c.asker.email, Name: c.asker.name, Proved: true, Subject: c.fill.Replace(subject), Text: c.fill.Replace(body), Locale: c.locale}
		if err := d.letter(ctx, c, at, l); err != nil {
			return err
		}
		c.topic = demoTopic{answer: answer}
		d.settles(c, d.answered(at, 20*time.Minute, 5*time.Hour))
		return nil
	}
	// In turn, so that each kind is there whenever the demo begins; whoever has no address writes no letter.
	n := k.kinds % 6
	if c.asker.email == "" && n < 2 {
		n = 2 + d.dice.IntN(4)
	} else {
		k.kinds++
	}
	switch n {
	case 0:
		return byLetter(w.stolen, w.stolenBody, w.stolenAnswer)
	case 1:
		return byLetter(w.cancel, w.cancelBody, w.cancelAnswer)
	case 2:
		return ask(support.TrackerClaim, w.claim, w.claimBody, w.claimAnswer)
	case 3:
		return ask(support.SMSDispute, w.dispute, w.disputeBody, w.disputeAnswer)
	case 4:
		return ask(support.Complaint, w.complaint, w.complaintBody, w.complaintAnswer)
	}
	if err := ask(support.Question, w.ssh, w.sshBody, ""); err != nil {
		return err
	}
	if _, err := d.desks.GiveSecret(ctx, c.asker.scope, c.asker.user, c.asker.at, c.ticket, w.sshLabel, fmt.Sprintf("ssh look@192.0.2.%d, password demo-%d", 10+d.dice.IntN(200), d.dice.IntN(9000)), 14*24); err != nil {
		return err
	}
	c.topic = demoTopic{answer: w.sshAnswer}
	d.settles(c, d.answered(at, time.Hour, 9*time.Hour))
	return nil
}
