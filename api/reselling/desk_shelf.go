package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/clock"
	"github.com/liveryhq/livery/tenant/access"
)

// DeskShelf is what a desk has set.
type DeskShelf interface {
	Shelf(ctx context.Context, s db.Scope) (support.Shelf, error)
	SetSettings(ctx context.Context, s db.Scope, wanted support.Settings, hook *support.Webhook) error
	SetPage(ctx context.Context, s db.Scope, p support.Page) error
	SetCalendar(ctx context.Context, s db.Scope, c support.Calendar) (uuid.UUID, error)
	SetTeam(ctx context.Context, s db.Scope, t support.Team) (uuid.UUID, error)
	SetCategory(ctx context.Context, s db.Scope, c support.Category) (uuid.UUID, error)
	SetAddress(ctx context.Context, s db.Scope, a support.Address) (uuid.UUID, error)
	SetMacro(ctx context.Context, s db.Scope, m support.Macro) (uuid.UUID, error)
	SetProduct(ctx context.Context, s db.Scope, p support.Product) (uuid.UUID, error)
	AddDuty(ctx context.Context, s db.Scope, u support.Duty) (uuid.UUID, error)
	Remove(ctx context.Context, s db.Scope, what string, id uuid.UUID) error
}

// DeskPromises are what a desk promises, in minutes of open time and in days.
type DeskPromises struct {
	Calendar       *uuid.UUID `json:"calendar,omitempty" format:"uuid" doc:"Absent: weekdays from nine to nine in the realm's time zone"`
	Native         *uuid.UUID `json:"native_calendar,omitempty" format:"uuid"`
	Gold           int        `json:"gold_minutes"`
	Silver         int        `json:"silver_minutes"`
	Other          int        `json:"other_minutes"`
	SecondLine     int        `json:"second_line_minutes"`
	Critical       int        `json:"critical_minutes"`
	DeadlineDays   int        `json:"deadline_days"`
	ReopenDays     int        `json:"reopen_days"`
	Clarifications int        `json:"clarifications"`
	PageEmails     []string   `json:"page_emails" nullable:"false" maxItems:"20" doc:"Who is woken for a critical error, besides whoever is on duty"`
}

// DeskSpan is an opening on one day.
type DeskSpan struct {
	Day  int `json:"day" minimum:"0" maximum:"6" doc:"0 is Sunday"`
	From int `json:"from" minimum:"0" maximum:"1440" doc:"Minutes from midnight"`
	To   int `json:"to" minimum:"0" maximum:"1440"`
}

// DeskCalendar is when somebody is there.
type DeskCalendar struct {
	ID       *uuid.UUID `json:"id,omitempty" format:"uuid"`
	Name     string     `json:"name" maxLength:"100"`
	Zone     string     `json:"zone" example:"Europe/Moscow"`
	Spans    []DeskSpan `json:"spans" nullable:"false" maxItems:"70"`
	Holidays []string   `json:"holidays" nullable:"false" maxItems:"400" doc:"Days like 2027-01-01"`
}

// DeskTeam is a team and its line.
type DeskTeam struct {
	ID       *uuid.UUID  `json:"id,omitempty" format:"uuid"`
	Name     string      `json:"name" maxLength:"100"`
	Line     int         `json:"line" minimum:"1" maximum:"2"`
	Calendar *uuid.UUID  `json:"calendar,omitempty" format:"uuid"`
	Target   *int        `json:"target_minutes,omitempty"`
	Members  []uuid.UUID `json:"members" nullable:"false" maxItems:"200"`
}

// DeskCategory is what a ticket may be about.
type DeskCategory struct {
	ID       *uuid.UUID        `json:"id,omitempty" format:"uuid"`
	Names    map[string]string `json:"names"`
	Scope    string            `json:"scope" enum:"service,equipment,purchase"`
	Team     *uuid.UUID        `json:"team,omitempty" format:"uuid"`
	Forum    string            `json:"forum,omitempty" maxLength:"500"`
	Answers  map[string]string `json:"answers,omitempty"`
	Position int               `json:"position,omitempty"`
	Archived bool              `json:"archived,omitempty"`
}

// DeskAddress is where letters come to.
type DeskAddress struct {
	ID       *uuid.UUID `json:"id,omitempty" format:"uuid"`
	Address  string     `json:"address" maxLength:"254"`
	Kind     string     `json:"kind" enum:"normal,critical"`
	Category *uuid.UUID `json:"category,omitempty" format:"uuid"`
}

// DeskMacro is an answer that is written once.
type DeskMacro struct {
	ID    *uuid.UUID        `json:"id,omitempty" format:"uuid"`
	Name  string            `json:"name" maxLength:"100"`
	Texts map[string]string `json:"texts"`
	Asks  bool              `json:"asks,omitempty"`
}

// DeskProduct is a version of a product.
type DeskProduct struct {
	ID             *uuid.UUID `json:"id,omitempty" format:"uuid"`
	Name           string     `json:"name" maxLength:"100"`
	Version        string     `json:"version" maxLength:"60"`
	ReleasedOn     time.Time  `json:"released_on"`
	SupportedUntil *time.Time `json:"supported_until,omitempty" doc:"Absent: five years after the release"`
	Download       string     `json:"download,omitempty" maxLength:"500"`
}

// DeskDuty is somebody's time on duty.
type DeskDuty struct {
	ID     *uuid.UUID `json:"id,omitempty" format:"uuid"`
	User   uuid.UUID  `json:"user" format:"uuid"`
	Starts time.Time  `json:"starts"`
	Ends   time.Time  `json:"ends"`
	Name   string     `json:"name,omitempty" readOnly:"true"`
}

// DeskPage is what others read of a desk.
type DeskPage struct {
	Languages         []string               `json:"languages" nullable:"false" maxItems:"5"`
	Phone             string                 `json:"phone" maxLength:"32"`
	Hours             string                 `json:"hours" maxLength:"200"`
	HoursIn           map[string]string      `json:"hours_in,omitempty" maxProperties:"10" doc:"By language, in place of hours"`
	ComplaintsName    string                 `json:"complaints_name" maxLength:"200"`
	ComplaintsContact string                 `json:"complaints_contact" maxLength:"254"`
	Channels          []shown.SupportChannel `json:"channels" nullable:"false" maxItems:"20"`
}

// DeskSet is all that a desk has set.
type DeskSet struct {
	Promises   DeskPromises   `json:"promises"`
	Page       DeskPage       `json:"page"`
	Calendars  []DeskCalendar `json:"calendars" nullable:"false"`
	Teams      []DeskTeam     `json:"teams" nullable:"false"`
	Categories []DeskCategory `json:"categories" nullable:"false"`
	Addresses  []DeskAddress  `json:"addresses" nullable:"false"`
	Macros     []DeskMacro    `json:"macros" nullable:"false"`
	Products   []DeskProduct  `json:"products" nullable:"false"`
	Duties     []DeskDuty     `json:"duties" nullable:"false"`
}

// ToDeskSet shows it.
func ToDeskSet(f support.Shelf) DeskSet {
	g := f.Settings
	s := DeskSet{Promises: DeskPromises{g.Calendar, g.Native, g.Gold, g.Silver, g.Other, g.SecondLine, g.Critical, g.DeadlineDays, g.ReopenDays, g.Clarifications, g.PageEmails},
		Page:      DeskPage{f.Page.Languages, f.Page.Phone, f.Page.Hours, f.Page.HoursIn, f.Page.ComplaintsName, f.Page.ComplaintsContact, []shown.SupportChannel{}},
		Calendars: []DeskCalendar{}, Teams: []DeskTeam{}, Categories: []DeskCategory{}, Addresses: []DeskAddress{}, Macros: []DeskMacro{}, Products: []DeskProduct{}, Duties: []DeskDuty{}}
	for _, c := range f.Page.Channels {
		s.Page.Channels = append(s.Page.Channels, shown.SupportChannel(c))
	}
	for _, c := range f.Calendars {
		made := DeskCalendar{&c.ID, c.Name, c.Zone, []DeskSpan{}, []string{}}
		for _, span := range c.Spans {
			made.Spans = append(made.Spans, DeskSpan{int(span.Day), span.From, span.To})
		}
		for _, h := range c.Holidays {
			made.Holidays = append(made.Holidays, h.UTC().Format(time.DateOnly))
		}
		s.Calendars = append(s.Calendars, made)
	}
	for _, t := range f.Teams {
		s.Teams = append(s.Teams, DeskTeam{&t.ID, t.Name, t.Line, t.Calendar, t.Target, t.Members})
	}
	for _, c := range f.Categories {
		s.Categories = append(s.Categories, DeskCategory{&c.ID, c.Names, c.Scope, c.Team, c.Forum, c.Answers, c.Position, c.Archived})
	}
	for _, a := range f.Addresses {
		s.Addresses = append(s.Addresses, DeskAddress{&a.ID, a.Address, a.Kind, a.Category})
	}
	for _, m := range f.Macros {
		s.Macros = append(s.Macros, DeskMacro{&m.ID, m.Name, m.Texts, m.Asks})
	}
	for _, p := range f.Products {
		s.Products = append(s.Products, DeskProduct{&p.ID, p.Name, p.Version, p.ReleasedOn.UTC(), new(p.SupportedUntil.UTC()), p.Download})
	}
	for _, u := range f.Duties {
		s.Duties = append(s.Duties, DeskDuty{&u.ID, u.User, u.Starts.UTC(), u.Ends.UTC(), u.UserName})
	}
	return s
}

func idOf(id *uuid.UUID) uuid.UUID {
	if id == nil {
		return uuid.Nil
	}
	return *id
}

// Calendar reads it.
func (c DeskCalendar) Calendar() (support.Calendar, error) {
	made := support.Calendar{ID: idOf(c.ID), Name: c.Name, Zone: c.Zone, Spans: []clock.Span{}}
	for _, s := range c.Spans {
		made.Spans = append(made.Spans, clock.Span{Day: time.Weekday(s.Day), From: s.From, To: s.To})
	}
	for _, h := range c.Holidays {
		day, err := time.Parse(time.DateOnly, h)
		if err != nil {
			return made, errs.Field("holidays", "bad_date", "Write days like 2027-01-01.").With(err)
		}
		made.Holidays = append(made.Holidays, day)
	}
	return made, nil
}

// shelve hangs in a route that sets one thing of a desk, with an id or without.
func shelve[T any](d *door.Doors, path, id, summary string, set func(ctx context.Context, c *door.Caller, wanted T) (uuid.UUID, error)) {
	door.Handle(d, door.Route{Operation: access.DeskSettings, Area: door.Reselling, Method: http.MethodPut, Path: "/api/console/desk/" + path, ID: id, Summary: summary},
		func(ctx context.Context, c *door.Caller, in *struct{ Body T }) (*door.Body[shown.MadeID], error) {
			made, err := set(ctx, c, in.Body)
			return door.Answer(shown.MadeID{ID: made}), err
		})
}

func registerShelf(d *door.Doors, desk DeskShelf) {
	door.Handle(d, door.Route{Operation: access.DeskRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/desk", ID: "get-desk", Summary: "All that the desk has set"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[DeskSet], error) {
			f, err := desk.Shelf(ctx, c.Scope)
			return door.Answer(ToDeskSet(f)), err
		})
	shelve(d, "promises", "set-desk-promises", "Change what the desk promises", func(ctx context.Context, c *door.Caller, p DeskPromises) (uuid.UUID, error) {
		return uuid.Nil, desk.SetSettings(ctx, c.Scope, support.Settings{Calendar: p.Calendar, Native: p.Native, PageEmails: p.PageEmails, Promises: support.Promises{Gold: p.Gold, Silver: p.Silver,
			Other: p.Other, SecondLine: p.SecondLine, Critical: p.Critical, DeadlineDays: p.DeadlineDays, ReopenDays: p.ReopenDays, Clarifications: p.Clarifications}}, nil)
	})
	shelve(d, "webhook", "set-desk-webhook", "Change which address is called for a critical error; an empty one is not", func(ctx context.Context, c *door.Caller, w struct {
		URL    string `json:"url" maxLength:"500"`
		Secret string `json:"secret" maxLength:"200"`
	},
	) (uuid.UUID, error) {
		f, err := desk.Shelf(ctx, c.Scope)
		if err != nil {
			return uuid.Nil, err
		}
		return uuid.Nil, desk.SetSettings(ctx, c.Scope, f.Settings, &support.Webhook{URL: w.URL, Secret: w.Secret})
	})
	shelve(d, "page", "set-desk-page", "Change what others read of the desk", func(ctx context.Context, c *door.Caller, p DeskPage) (uuid.UUID, error) {
		page := support.Page{Languages: p.Languages, Phone: p.Phone, Hours: p.Hours, HoursIn: p.HoursIn, ComplaintsName: p.ComplaintsName, ComplaintsContact: p.ComplaintsContact}
		for _, one := range p.Channels {
			page.Channels = append(page.Channels, support.Channel(one))
		}
		return uuid.Nil, desk.SetPage(ctx, c.Scope, page)
	})
	shelve(d, "calendars", "set-desk-calendar", "Add a calendar, or change one", func(ctx context.Context, c *door.Caller, w DeskCalendar) (uuid.UUID, error) {
		made, err := w.Calendar()
		if err != nil {
			return uuid.Nil, err
		}
		return desk.SetCalendar(ctx, c.Scope, made)
	})
	shelve(d, "teams", "set-desk-team", "Add a team, or change one", func(ctx context.Context, c *door.Caller, t DeskTeam) (uuid.UUID, error) {
		return desk.SetTeam(ctx, c.Scope, support.Team{ID: idOf(t.ID), Name: t.Name, Line: t.Line, Calendar: t.Calendar, Target: t.Target, Members: t.Members})
	})
	shelve(d, "categories", "set-desk-category", "Add a category, or change one", func(ctx context.Context, c *door.Caller, w DeskCategory) (uuid.UUID, error) {
		return desk.SetCategory(ctx, c.Scope, support.Category{ID: idOf(w.ID), Names: w.Names, Scope: w.Scope, Team: w.Team, Forum: w.Forum, Answers: w.Answers, Position: w.Position, Archived: w.Archived})
	})
	shelve(d, "addresses", "add-desk-address", "Have letters to an address come to the desk, or change what becomes of them", func(ctx context.Context, c *door.Caller, a DeskAddress) (uuid.UUID, error) {
		return desk.SetAddress(ctx, c.Scope, support.Address{ID: idOf(a.ID), Address: a.Address, Kind: a.Kind, Category: a.Category})
	})
	shelve(d, "macros", "set-desk-macro", "Add an answer that is written once, or change one", func(ctx context.Context, c *door.Caller, m DeskMacro) (uuid.UUID, error) {
		return desk.SetMacro(ctx, c.Scope, support.Macro{ID: idOf(m.ID), Name: m.Name, Texts: m.Texts, Asks: m.Asks})
	})
	shelve(d, "products", "set-desk-product", "Add a version of a product, or change one", func(ctx context.Context, c *door.Caller, p DeskProduct) (uuid.UUID, error) {
		wanted := support.Product{ID: idOf(p.ID), Name: p.Name, Version: p.Version, ReleasedOn: p.ReleasedOn, Download: p.Download}
		if p.SupportedUntil != nil {
			wanted.SupportedUntil = *p.SupportedUntil
		}
		return desk.SetProduct(ctx, c.Scope, wanted)
	})
	shelve(d, "duties", "add-desk-duty", "Say who is on duty, and when", func(ctx context.Context, c *door.Caller, u DeskDuty) (uuid.UUID, error) {
		return desk.AddDuty(ctx, c.Scope, support.Duty{User: u.User, Starts: u.Starts, Ends: u.Ends})
	})
	door.Handle(d, door.Route{Operation: access.DeskSettings, Area: door.Reselling, Method: http.MethodDelete, Path: "/api/console/desk/{shelf}/{item}", ID: "remove-from-desk",
		Summary: "Take away an address, a macro, a product, a time on duty, or a team or a calendar that nothing stands on any more", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Shelf string    `path:"shelf" enum:"address,macro,product,duty,team,calendar"`
			Item  uuid.UUID `path:"item" format:"uuid"`
		},
		) (*door.None, error) {
			return nil, desk.Remove(ctx, c.Scope, in.Shelf, in.Item)
		})
}
