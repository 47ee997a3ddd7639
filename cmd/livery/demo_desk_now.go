package main

import (
	"context"
	"time"

	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
	"github.com/liveryhq/livery/platform/support/facts"
)

// demoNow are the words of what goes on at a desk as the demo opens.
type demoNow struct {
	incident, incidentBody, incidentWhy, incidentNote string
	look, lookBody, before                            string
	above, aboveBody, onward, onwardBody              string
	view                                              string
}

func demoNowOf(locale string) demoNow {
	if locale == "ru" {
		return demoNow{
			incident: "Карта не открывается ни у кого", incidentBody: "С утра карта не открывается ни у меня, ни у коллег. Список объектов есть.", incidentWhy: "Сервис недоступен у нескольких клиентов", incidentNote: "Тайлы не отдаёт один из двух серверов. Передано дежурному.",
			look: "Положение прыгает на сотни метров", lookBody: "Объект стоит, а точки прыгают по кварталу. Посмотрите сами: доступ к устройству разрешён.", before: "Перезапускали трекер, антенна на месте",
			above: "Новый порт не принимает данные", aboveBody: "Трекеры перенастроены на новый порт, но данных нет.", onward: "Не принимает данные новый порт", onwardBody: "Клиент перенастроил трекеры на новый порт, данных нет с утра. Открыт ли он у вас?",
			view: "Сбои",
		}
	}
	return demoNow{
		incident: "The map opens for nobody", incidentBody: "Since this morning the map opens neither for me nor for my colleagues. The list of objects is there.", incidentWhy: "The service is down for several customers", incidentNote: "One of the two servers gives no tiles. Handed to whoever is on duty.",
		look: "The position jumps by hundreds of metres", lookBody: "The object stands still and its points jump about the block. Please look yourself: you are let look at the device.", before: "Restarted the tracker, the antenna is in its place",
		above: "The new port takes no data", aboveBody: "The trackers are set to the new port, and nothing comes.", onward: "The new port takes no data", onwardBody: "A customer has set their trackers to the new port, and nothing has come since this morning. Is it open on your side?",
		view: "Incidents",
	}
}

// goesOn thinks of what each desk of a brand has before it as the demo opens: an incident with a list of its own, a question whose asker lets the
// desk look at a device, and one that waits for the level above.
func (d *demoDesks) goesOn(k *demoDesk) {
	if k.asksAbove() || len(k.first) == 0 {
		return
	}
	at := -1
	for n, a := range k.askers {
		if a.at == support.Here && (at < 0 || len(k.askers[at].objects) == 0) {
			at = n
		}
	}
	if at < 0 {
		return
	}
	who, agent := k.askers[at], k.first[0]
	w := demoNowOf(who.locale)
	ask := func(ctx context.Context, a support.Asking) (support.Ticket, error) {
		a.Locale = who.locale
		d.opened++
		return d.desks.Ask(ctx, who.scope, who.user, who.at, a)
	}
	d.at(d.until.Add(-90*time.Minute), func(ctx context.Context) error {
		t, err := ask(ctx, support.Asking{Subject: w.incident, Body: w.incidentBody, Facts: facts.Facts{facts.Username: who.login, facts.App: "web", facts.Page: "/"}})
		if err != nil {
			return err
		}
		if _, err := d.desks.Change(ctx, k.scope, agent, t.ID, support.Change{Kind: new(support.Incident), Critical: new(true), Reason: w.incidentWhy, Assignee: &agent}); err != nil {
			return err
		}
		if _, err := d.desks.Note(ctx, k.scope, agent, t.ID, support.Reply{Body: w.incidentNote}); err != nil {
			return err
		}
		_, err = d.desks.ShareView(ctx, k.scope, agent, support.View{Name: w.view, Filter: support.Filter{Kind: support.Incident, Sort: support.ByChange}})
		return err
	})
	d.at(d.until.Add(-3*time.Hour), func(ctx context.Context) error {
		t, err := ask(ctx, support.Asking{Subject: w.above, Body: w.aboveBody})
		if err != nil {
			return err
		}
		_, err = d.ways.Escalate(ctx, k.scope, k.owner, t.ID, escalate.Sent{Subject: w.onward, Body: w.onwardBody})
		d.opened++
		return err
	})
	if len(who.objects) == 0 {
		return
	}
	device := who.objects[0]
	d.at(d.until.Add(-4*time.Hour), func(ctx context.Context) error {
		t, err := ask(ctx, support.Asking{Subject: w.look, Body: w.lookBody, Facts: facts.Facts{facts.Username: who.login, facts.Object: device.name, facts.Before: w.before},
			Links: []support.Link{{Kind: "object", Subject: &device.id, Label: device.name}}})
		if err != nil {
			return err
		}
		_, err = d.ways.Grant(ctx, who.scope, who.user, who.at, t.ID, escalate.Granting{Object: device.id, Hours: 14 * 24, Onward: true})
		return err
	})
}
