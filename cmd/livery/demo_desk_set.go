package main

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/clock"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// demoZone is where the demo's people live.
var demoZone = func() *time.Location { //nolint:gochecknoglobals // a place
	zone, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		return time.UTC
	}
	return zone
}()

// demoAgents answer at a desk: the first line, and the last of them the second.
func demoAgents(host string) []demoUser {
	switch host {
	case "livery.localhost":
		return []demoUser{{"hugo", "Hugo Ekström", "hugo@livery.example", "en", "support"}, {"maya", "Maya Rao", "maya@livery.example", "en", "support"}, {"tomas", "Tomas Novak", "tomas@livery.example", "en", "support"}}
	case "meridian.localhost":
		return []demoUser{{"noora", "Noora Laine", "noora@meridian.example", "en", "support"}, {"eero", "Eero Mäkelä", "eero@meridian.example", "en", "support"}, {"sanni", "Sanni Koskela", "sanni@meridian.example", "en", "support"}}
	case "polaris.localhost":
		return []demoUser{{"olga", "Ольга Кузнецова", "olga@polaris.example", "ru", "support"}, {"dmitry", "Дмитрий Орлов", "dmitry@polaris.example", "ru", "support"}, {"marina", "Марина Белова", "marina@polaris.example", "ru", "support"}}
	}
	return []demoUser{{"linnea", "Linnea Berg", "linnea@harbour.example", "en", "support"}, {"aleksi", "Aleksi Rinne", "aleksi@harbour.example", "en", "support"}}
}

// demoCategories are what tickets are about: their word here, names and scope.
func demoCategories(platform bool) []support.Category {
	if platform {
		return []support.Category{
			{Names: map[string]string{"en": "Servers and domains", "ru": "Серверы и домены"}, Scope: "service"},
			{Names: map[string]string{"en": "Devices and integration", "ru": "Приборы и интеграция"}, Scope: "equipment"},
			{Names: map[string]string{"en": "Contract and invoices", "ru": "Договор и счета"}, Scope: "service"},
		}
	}
	return []support.Category{
		{Names: map[string]string{"en": "The service", "ru": "Работа сервиса"}, Scope: "service"},
		{Names: map[string]string{"en": "Trackers and sensors", "ru": "Трекеры и датчики"}, Scope: "equipment", Forum: "https://forum.example.com/trackers"},
		{Names: map[string]string{"en": "Map and history", "ru": "Карта и история"}, Scope: "service"},
		{Names: map[string]string{"en": "Reports", "ru": "Отчёты"}, Scope: "service", Forum: "https://forum.example.com/reports"},
		{Names: map[string]string{"en": "Alerts", "ru": "Оповещения"}, Scope: "service"},
		{Names: map[string]string{"en": "Money and plans", "ru": "Оплата и тарифы"}, Scope: "service"},
		{Names: map[string]string{"en": "People and rights", "ru": "Люди и права"}, Scope: "service"},
		{Names: map[string]string{"en": "API", "ru": "API"}, Scope: "service", Forum: "https://forum.example.com/api"},
		{Names: map[string]string{"en": "What to buy", "ru": "Что купить"}, Scope: "purchase", Forum: "https://forum.example.com/what-to-buy", Answers: map[string]string{
			"en": "We are the service and sell no trackers, so we recommend no maker. The list of protocols says what works here; in the forum others tell of their experience.",
			"ru": "Мы сервис, трекеров не продаём и марок не советуем. Что здесь работает, сказано в списке протоколов, а на форуме другие делятся опытом.",
		}},
	}
}

// demoCategoryWords are the words of demoCategories, in their order.
func demoCategoryWords(platform bool) []string {
	if platform {
		return []string{"server", "integration", "contract"}
	}
	return []string{"service", "tracker", "map", "reports", "alerts", "billing", "people", "api", "purchase"}
}

func demoMacros() []support.Macro {
	return []support.Macro{
		{Name: "Checking / Проверяем", Texts: map[string]string{"en": "Hello,\n\nthank you for your message. We are looking into it and write again today.", "ru": "Здравствуйте!\n\nСпасибо за сообщение. Мы проверяем и сегодня напишем ещё раз."}},
		{Name: "Restart the tracker / Перезапустить трекер", Texts: map[string]string{"en": "Please take the power from the tracker for one minute and tell us when it is back on.", "ru": "Пожалуйста, снимите питание с трекера на минуту и напишите, когда включите."}, Asks: true},
		{Name: "Which version / Какая версия", Texts: map[string]string{"en": "Which version of the app and of the system is it? You find both under Settings → About.", "ru": "Какой версии приложение и система? Обе указаны в «Настройках», раздел «О приложении»."}, Asks: true},
		{Name: "One question a letter / Один вопрос", Texts: map[string]string{"en": "You have asked two things at once. We answer the second in a ticket of its own, so that nothing is lost.", "ru": "Вы спросили сразу о двух вещах. На второй вопрос ответим в отдельном обращении, чтобы ничего не потерялось."}},
	}
}

// furnish gives a realm's desk its people and settings, and goes on below.
func (d *demoDesks) furnish(ctx context.Context, r demoRealm, id uuid.UUID, above *demoDesk) error {
	scope, err := d.tenants.Scope(ctx, id, id)
	if err != nil {
		return err
	}
	k := &demoDesk{scope: scope, realm: r, above: above, categories: map[string]uuid.UUID{}, topics: map[string][]demoTopic{}, questions: demoQuestions}
	platform := scope.Kind() == tenant.Platform
	for _, locale := range []string{"en", "ru"} {
		if k.topics[locale] = demoTopics(locale); platform {
			k.topics[locale] = demoTopicsAbove(locale)
		}
	}
	switch {
	case platform:
		k.questions = demoQuestions / 3
	case above != nil && above.above != nil:
		k.questions = demoQuestions / 4
	}
	// Those below first: their owners ask here.
	d.all = append(d.all, k)
	for _, below := range r.below {
		found, err := d.find(ctx, scope, below.brand.Name)
		if err != nil {
			return err
		}
		if found.ID == uuid.Nil {
			continue
		}
		if err := d.furnish(ctx, below, found.ID, k); err != nil {
			return err
		}
	}
	if err := d.whoAsks(ctx, k); err != nil {
		return fmt.Errorf("%s: %w", r.brand.Name, err)
	}
	if err := d.settle(ctx, k, platform); err != nil {
		return fmt.Errorf("%s: %w", r.brand.Name, err)
	}
	return nil
}

func (d *demoDesks) find(ctx context.Context, parent db.Scope, name string) (got tenant.Opened, err error) {
	list, _, err := d.tenants.Below(ctx, parent, tenant.BelowQuery{Children: true, Search: name, Limit: 1})
	if err == nil && len(list) > 0 {
		got = tenant.Opened{ID: list[0].ID, Number: list[0].Number}
	}
	return got, err
}

// whoAsks finds those whom a desk serves: the users of its accounts, the owners of resellers below, and those who call.
func (d *demoDesks) whoAsks(ctx context.Context, k *demoDesk) error {
	tiers := []string{"gold", "other"}
	for n, a := range k.realm.accounts {
		found, err := d.find(ctx, k.scope, a.name)
		if err != nil || found.ID == uuid.Nil {
			return err
		}
		if err := d.usersAsk(ctx, k, found, support.Here, 3); err != nil {
			return err
		}
		if err := d.tier(ctx, k.scope, found.ID, tiers[n%2]); err != nil {
			return err
		}
	}
	for n, below := range k.realm.below {
		found, err := d.find(ctx, k.scope, below.brand.Name)
		if err != nil || found.ID == uuid.Nil {
			return err
		}
		if err := d.usersAsk(ctx, k, found, support.Above, 4); err != nil {
			return err
		}
		if err := d.tier(ctx, k.scope, found.ID, []string{"gold", "silver"}[n%2]); err != nil {
			return err
		}
	}
	for n, name := range k.realm.small {
		if n%4 > 0 {
			continue
		}
		found, err := d.find(ctx, k.scope, name)
		if err != nil || found.ID == uuid.Nil {
			return err
		}
		k.callers = append(k.callers, demoCaller{found.ID, name})
	}
	return nil
}

// tier has a customer served sooner, by contract.
func (d *demoDesks) tier(ctx context.Context, provider db.Scope, customer uuid.UUID, tier string) error {
	return d.customers.SetTerms(ctx, provider, customer, customers.Terms{Tier: tier})
}

func (d *demoDesks) usersAsk(ctx context.Context, k *demoDesk, found tenant.Opened, at support.At, weight int) error {
	scope, err := d.tenants.Scope(ctx, found.ID, found.ID)
	if err != nil {
		return err
	}
	people, _, err := d.people.List(ctx, scope, identity.PeopleQuery{Limit: 20})
	if err != nil {
		return err
	}
	var objects []demoObject
	if at == support.Here {
		list, err := d.fleet.States(ctx, scope)
		if err != nil {
			return err
		}
		for _, o := range list {
			objects = append(objects, demoObject{o.ID, o.Name})
		}
	}
	for _, p := range people {
		if at == support.Above && p.Role != "owner" {
			continue
		}
		k.askers = append(k.askers, demoAsker{scope: scope, user: p.ID, at: at, name: p.Name, email: p.Email, login: p.Login, locale: localeOf(k.realm, p.Login), number: found.Number, objects: objects, weight: weight})
	}
	return nil
}

// localeOf a user of the demo's world.
func localeOf(r demoRealm, login string) string {
	for _, a := range r.accounts {
		for _, u := range a.users {
			if u.login == login {
				return u.locale
			}
		}
	}
	for _, below := range r.below {
		if below.owner.login == login && below.locale == "ru" {
			return "ru"
		}
	}
	return "en"
}

// settle gives a desk its people, hours, teams, categories, ready answers and page.
func (d *demoDesks) settle(ctx context.Context, k *demoDesk, platform bool) error {
	owner, _, err := d.people.List(ctx, k.scope, identity.PeopleQuery{Search: k.realm.owner.login, Limit: 1})
	if err != nil || len(owner) == 0 {
		return err
	}
	k.owner = owner[0].ID
	agents := demoAgents(k.realm.host)
	for i, u := range agents {
		id, err := d.people.Add(ctx, k.scope, identity.NewUser{Login: u.login, Email: u.email, Name: u.name, Locale: u.locale, Password: demoPassword, Role: u.role})
		if err != nil {
			return fmt.Errorf("user %s: %w", u.login, err)
		}
		if i == len(agents)-1 {
			k.second = append(k.second, id)
		} else {
			k.first = append(k.first, id)
		}
	}
	ru := k.realm.locale == "ru"
	say := func(en, other string) string {
		if ru {
			return other
		}
		return en
	}
	var spans []clock.Span
	for day := time.Monday; day <= time.Friday; day++ {
		spans = append(spans, clock.Span{Day: day, From: 9 * 60, To: 21 * 60})
	}
	holidays := []time.Time{time.Date(d.now.Year(), 12, 6, 0, 0, 0, 0, time.UTC), time.Date(d.now.Year(), 12, 25, 0, 0, 0, 0, time.UTC), time.Date(d.now.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC)}
	usual, err := d.desks.SetCalendar(ctx, k.scope, support.Calendar{Name: say("Weekdays 9–21", "Будни 9–21"), Zone: "Europe/Helsinki", Spans: spans, Holidays: holidays})
	if err != nil {
		return err
	}
	for i := range spans {
		spans[i].From, spans[i].To = 10*60, 18*60
	}
	short, err := d.desks.SetCalendar(ctx, k.scope, support.Calendar{Name: say("Second line 10–18", "Вторая линия 10–18"), Zone: "Europe/Helsinki", Spans: spans, Holidays: holidays})
	if err != nil {
		return err
	}
	settings, err := d.desks.Settings(ctx, k.scope)
	if err != nil {
		return err
	}
	settings.Calendar, settings.Native = &usual, &short
	if err := d.desks.SetSettings(ctx, k.scope, settings, nil); err != nil {
		return err
	}
	first, err := d.desks.SetTeam(ctx, k.scope, support.Team{Name: say("First line", "Первая линия"), Line: 1, Members: k.first})
	if err != nil {
		return err
	}
	if k.secondTeam, err = d.desks.SetTeam(ctx, k.scope, support.Team{Name: say("Second line", "Вторая линия"), Line: 2, Calendar: &short, Members: k.second}); err != nil {
		return err
	}
	teams := map[string]uuid.UUID{"tracker": k.secondTeam}
	if platform {
		for word, name := range map[string]string{"server": "Server administration", "integration": "Device integration"} {
			if teams[word], err = d.desks.SetTeam(ctx, k.scope, support.Team{Name: name, Line: 2, Calendar: &short, Members: k.second}); err != nil {
				return err
			}
		}
	}
	words := demoCategoryWords(platform)
	for n, c := range demoCategories(platform) {
		c.Position, c.Team = n, &first
		if team, other := teams[words[n]]; other {
			c.Team = &team
		}
		if k.categories[words[n]], err = d.desks.SetCategory(ctx, k.scope, c); err != nil {
			return err
		}
	}
	for _, m := range demoMacros() {
		if _, err := d.desks.SetMacro(ctx, k.scope, m); err != nil {
			return err
		}
	}
	product := say("Mobile Dispatcher", "Мобильный диспетчер")
	if platform {
		product = "Livery"
	}
	for n, version := range []string{"2.3", "2.4"} {
		if _, err := d.desks.SetProduct(ctx, k.scope, support.Product{Name: product, Version: version, ReleasedOn: time.Date(d.now.Year()-1, time.Month(3+6*n), 12, 0, 0, 0, 0, time.UTC), Download: "https://example.com/download"}); err != nil {
			return err
		}
	}
	// On duty by turns, a week each.
	monday := d.now.AddDate(0, 0, -(int(d.now.Weekday())+6)%7).Truncate(24 * time.Hour)
	duty := append(append([]uuid.UUID{}, k.first...), k.second...)
	for n := range 4 {
		if _, err := d.desks.AddDuty(ctx, k.scope, support.Duty{User: duty[n%len(duty)], Starts: monday.AddDate(0, 0, 7*n), Ends: monday.AddDate(0, 0, 7*n+7)}); err != nil {
			return err
		}
	}
	hours := map[string]string{"en": "Weekdays 9–21, Helsinki time; outages round the clock", "ru": "По будням 9–21 по Хельсинки; аварии круглосуточно"}
	return d.desks.SetPage(ctx, k.scope, support.Page{Languages: []string{"en", "ru"}, Phone: "+358 9 555 0111", Hours: say(hours["en"], hours["ru"]), HoursIn: hours,
		ComplaintsName: k.realm.owner.name, ComplaintsContact: k.realm.owner.email, Channels: []support.Channel{{Name: say("Forum", "Форум"), URL: "https://forum.example.com"}, {Name: say("State of the service", "Состояние сервиса"), URL: "https://status.example.com"}}})
}
