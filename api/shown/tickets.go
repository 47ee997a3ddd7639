package shown

import (
	"context"
	"encoding/base64"
	"mime"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/facts"
)

// Ticket is a question as whoever asked sees it.
type Ticket struct {
	ID         uuid.UUID         `json:"id" format:"uuid"`
	Number     int64             `json:"number"`
	Kind       string            `json:"kind" enum:"question,stolen_login,cancellation,tracker_claim,sms_dispute,complaint,incident"`
	State      string            `json:"state" enum:"open,answered,confirmed,grouped,escalated,unanswerable"`
	Awaiting   bool              `json:"awaiting" doc:"The answer asks something"`
	Withdrawn  bool              `json:"withdrawn,omitempty" doc:"Settled by whoever asked before anybody answered; it can be taken back"`
	Critical   bool              `json:"critical"`
	Native     bool              `json:"native,omitempty" doc:"A native speaker is asked for: their hours count"`
	Subject    string            `json:"subject"`
	Author     string            `json:"author"`
	Category   *uuid.UUID        `json:"category,omitempty" format:"uuid"`
	Facts      map[string]string `json:"facts"`
	Reason     string            `json:"reason,omitempty" doc:"Why it is not answered"`
	Follows    *uuid.UUID        `json:"follows,omitempty" format:"uuid"`
	OpenedAt   time.Time         `json:"opened_at"`
	ChangedAt  time.Time         `json:"changed_at"`
	PromiseAt  *time.Time        `json:"promise_at,omitempty" doc:"By when an answer is promised"`
	DeadlineAt *time.Time        `json:"deadline_at,omitempty" doc:"By when at the latest, where the desk is very busy"`
}

// ToTicket shows one to whoever asked.
func ToTicket(t support.Ticket) Ticket {
	state := t.State
	if state == support.Escalated { // what a desk does about a question is its own affair
		state = support.Open
	}
	return Ticket{ID: t.ID, Number: t.Number, Kind: t.Kind, State: state, Awaiting: t.Awaiting, Withdrawn: t.Withdrawn(), Critical: t.Critical, Native: t.NativeSpeaker, Subject: t.Subject, Author: t.AuthorName,
		Category: t.Category, Facts: orEmpty(t.Facts), Reason: t.RefusalReason, Follows: t.Follows, OpenedAt: t.OpenedAt.UTC(), ChangedAt: t.ChangedAt.UTC(),
		PromiseAt: utc(t.PromiseAt), DeadlineAt: utc(t.DeadlineAt)}
}

func orEmpty(f facts.Facts) map[string]string {
	if f == nil {
		return map[string]string{}
	}
	return f
}

func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	return new(t.UTC())
}

// TicketMessage is something said.
type TicketMessage struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Kind      string    `json:"kind" enum:"asked,answer,note,event"`
	FromAbove bool      `json:"from_above,omitempty" doc:"A note that is the answer of the level above"`
	Machine   bool      `json:"machine,omitempty"`
	Via       string    `json:"via" enum:"app,mail,phone,form,escalation,desk"`
	Author    string    `json:"author"`
	Body      string    `json:"body"`
	At        time.Time `json:"at"`
	// Beside a translation stands what it was made of.
	Original       string `json:"original,omitempty" doc:"What was written, where the body is a machine's translation of it"`
	OriginalLocale string `json:"original_locale,omitempty" doc:"The language of the original, in two or three letters"`
	// Whoever holds an address that a letter of ours can be replied to may write under any name.
	Email   string `json:"email,omitempty" doc:"For the desk: the address it was sent from"`
	Vouched *bool  `json:"vouched,omitempty" doc:"For the desk: that it is of whom it says it is, written in the app or from the registered address"`
}

// TicketAttachment is a file of a message.
type TicketAttachment struct {
	ID      uuid.UUID `json:"id" format:"uuid"`
	Message uuid.UUID `json:"message" format:"uuid"`
	Name    string    `json:"name"`
	Type    string    `json:"type"`
	Size    int       `json:"size"`
}

// TicketLink is something a ticket speaks of.
type TicketLink struct {
	Kind    string     `json:"kind" enum:"object,report,alert,document,span,page"`
	Subject *uuid.UUID `json:"subject,omitempty" format:"uuid"`
	Label   string     `json:"label" maxLength:"300"`
	From    *time.Time `json:"from,omitempty"`
	To      *time.Time `json:"to,omitempty"`
}

// TicketSecret is a secret that was handed over; its value is not here.
type TicketSecret struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Label     string    `json:"label"`
	GivenAt   time.Time `json:"given_at"`
	ExpiresAt time.Time `json:"expires_at"`
	Gone      bool      `json:"gone"`
	Reads     int       `json:"reads" doc:"How often it was read"`
}

// Conversation is a ticket with what is said in it.
type Conversation struct {
	Ticket

	Messages    []TicketMessage    `json:"messages" nullable:"false"`
	Attachments []TicketAttachment `json:"attachments" nullable:"false"`
	Links       []TicketLink       `json:"links" nullable:"false"`
	People      []uuid.UUID        `json:"people" nullable:"false" doc:"Who besides its author and the owner sees it"`
	Secrets     []TicketSecret     `json:"secrets" nullable:"false"`
	Missing     []string           `json:"missing" nullable:"false" doc:"Facts that should be told and are not"`
}

// ToConversation shows one.
func ToConversation(w support.Whole) Conversation {
	c := Conversation{Ticket: ToTicket(w.Ticket), Messages: []TicketMessage{}, Attachments: []TicketAttachment{}, Links: []TicketLink{}, People: []uuid.UUID{}, Secrets: []TicketSecret{}, Missing: []string{}}
	for _, m := range w.Messages {
		c.Messages = append(c.Messages, TicketMessage{ID: m.ID, Kind: m.Kind, FromAbove: m.FromAbove, Machine: m.Machine, Via: m.Via, Author: m.AuthorName, Body: m.Body, At: m.At.UTC(),
			Original: m.Original, OriginalLocale: m.OriginalLocale})
	}
	for _, a := range w.Attachments {
		c.Attachments = append(c.Attachments, TicketAttachment{a.ID, a.Message, a.Name, a.ContentType, a.Size})
	}
	for _, l := range w.Links {
		c.Links = append(c.Links, TicketLink{l.Kind, l.Subject, l.Label, utc(l.From), utc(l.To)})
	}
	for _, s := range w.Secrets {
		c.Secrets = append(c.Secrets, TicketSecret{s.ID, s.Label, s.GivenAt.UTC(), s.ExpiresAt.UTC(), s.Gone, s.Reads})
	}
	c.People, c.Missing = append(c.People, w.People...), append(c.Missing, w.Missing...)
	return c
}

// NewFile is a file on its way in.
type NewFile struct {
	Name    string `json:"name" maxLength:"300"`
	Content string `json:"content" doc:"Base64" contentEncoding:"base64"`
}

// ToFiles reads files.
func ToFiles(list []NewFile) ([]support.File, error) {
	files := make([]support.File, 0, len(list))
	for _, f := range list {
		content, err := base64.StdEncoding.DecodeString(f.Content)
		if err != nil {
			return nil, errs.Field("files", "bad_file", "Give the content of files in base64.").With(err)
		}
		files = append(files, support.File{Name: f.Name, Content: content})
	}
	return files, nil
}

// NewTicket is a question as it is asked.
type NewTicket struct {
	Subject  string            `json:"subject" maxLength:"300"`
	Body     string            `json:"body" maxLength:"100000"`
	Kind     string            `json:"kind,omitempty" enum:"question,stolen_login,cancellation,tracker_claim,sms_dispute,complaint,incident"`
	Locale   string            `json:"locale,omitempty" enum:"en,ru,es,pt,fr"`
	Native   bool              `json:"native,omitempty" doc:"A native speaker is asked for: their hours count"`
	Critical bool              `json:"critical,omitempty" doc:"The service is not there, data is lost, or somebody has broken in"`
	Category *uuid.UUID        `json:"category,omitempty" format:"uuid"`
	Facts    map[string]string `json:"facts,omitempty"`
	Links    []TicketLink      `json:"links,omitempty" maxItems:"20"`
	People   []uuid.UUID       `json:"people,omitempty" maxItems:"20"`
	Files    []NewFile         `json:"files,omitempty" maxItems:"10"`
}

// Asking reads it.
func (n NewTicket) Asking() (support.Asking, error) {
	files, err := ToFiles(n.Files)
	a := support.Asking{Kind: n.Kind, Subject: n.Subject, Body: n.Body, Locale: n.Locale, Native: n.Native, Critical: n.Critical, Category: n.Category, Facts: n.Facts,
		People: n.People, Files: files}
	for _, l := range n.Links {
		a.Links = append(a.Links, support.Link(l))
	}
	return a, err
}

// NewMessage is something to be said.
type NewMessage struct {
	Body  string    `json:"body" maxLength:"100000"`
	Files []NewFile `json:"files,omitempty" maxItems:"10"`
}

// TicketFile answers with an attachment, always to be kept as a file: a browser does not open it.
func TicketFile(a support.Attachment, content []byte) *door.File {
	return &door.File{ContentType: "application/octet-stream", Disposition: mime.FormatMediaType("attachment", map[string]string{"filename": a.Name}), Cache: "private, no-store", Body: content}
}

// Asked are the doors of whoever asks, at one of the two desks there are for them.
type Asked interface {
	Front(ctx context.Context, s db.Scope, user uuid.UUID, at support.At) (support.Front, error)
	Ask(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, a support.Asking) (support.Ticket, error)
	Mine(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, words string, after support.Place, limit int) ([]support.Ticket, bool, error)
	Theirs(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket uuid.UUID) (support.Whole, error)
	Reply(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket uuid.UUID, body string, files []support.File) (support.Ticket, error)
	Confirm(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket uuid.UUID) error
	Withdraw(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket uuid.UUID) error
	TakeBack(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket uuid.UUID) error
	Name(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket, other uuid.UUID, sees bool) error
	GiveSecret(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket uuid.UUID, label, value string, hours int) (uuid.UUID, error)
	Tell(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket uuid.UUID, given facts.Facts) error
	TakeSecretBack(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket, secret uuid.UUID) error
	TheirAttachment(ctx context.Context, s db.Scope, user uuid.UUID, at support.At, ticket, id uuid.UUID) (support.Attachment, []byte, error)
}

// SupportCategory is what a question may be about.
type SupportCategory struct {
	ID      uuid.UUID         `json:"id" format:"uuid"`
	Names   map[string]string `json:"names"`
	Scope   string            `json:"scope" enum:"service,equipment,purchase"`
	Forum   string            `json:"forum,omitempty"`
	Answers map[string]string `json:"answers" doc:"What is agreed to be answered, by language"`
}

// SupportChannel is an official way to the desk.
type SupportChannel struct {
	Name string `json:"name" maxLength:"100"`
	URL  string `json:"url" maxLength:"500"`
}

// SupportAddress is where letters go.
type SupportAddress struct {
	Address string `json:"address"`
	Kind    string `json:"kind" enum:"normal,critical"`
}

// SupportProduct is a version and how long it is supported.
type SupportProduct struct {
	Name           string    `json:"name"`
	Version        string    `json:"version"`
	ReleasedOn     time.Time `json:"released_on"`
	SupportedUntil time.Time `json:"supported_until"`
	Download       string    `json:"download,omitempty"`
}

// SupportFront is a desk as whoever asks sees it, and what is known of them.
type SupportFront struct {
	Languages         []string          `json:"languages" nullable:"false"`
	Phone             string            `json:"phone,omitempty" doc:"For urgent matters; what is said becomes a ticket"`
	Hours             string            `json:"hours,omitempty"`
	HoursIn           map[string]string `json:"hours_in,omitempty" doc:"By language, in place of hours"`
	ComplaintsName    string            `json:"complaints_name,omitempty"`
	ComplaintsContact string            `json:"complaints_contact,omitempty"`
	Channels          []SupportChannel  `json:"channels" nullable:"false"`
	Addresses         []SupportAddress  `json:"addresses" nullable:"false"`
	Categories        []SupportCategory `json:"categories" nullable:"false"`
	Products          []SupportProduct  `json:"products" nullable:"false"`
	Facts             map[string]string `json:"facts" doc:"What is known of whoever asks, filled in beforehand"`
	Native            *SupportHours     `json:"native,omitempty" doc:"When native speakers are there; absent: none can be asked for"`
}

// SupportHours say when somebody is there.
type SupportHours struct {
	Zone  string        `json:"zone"`
	Spans []SupportSpan `json:"spans" nullable:"false"`
	Next  time.Time     `json:"next" doc:"When somebody is there: now, or the next time"`
}

// SupportSpan is an opening on a day of the week.
type SupportSpan struct {
	Day  int `json:"day" minimum:"0" maximum:"6" doc:"0 is Sunday"`
	From int `json:"from" doc:"Minutes from midnight"`
	To   int `json:"to" doc:"Minutes from midnight; 1440 is 24:00"`
}

// ToFront shows a desk.
func ToFront(f support.Front) SupportFront {
	s := SupportFront{Languages: f.Page.Languages, Phone: f.Page.Phone, Hours: f.Page.Hours, HoursIn: f.Page.HoursIn, ComplaintsName: f.Page.ComplaintsName, ComplaintsContact: f.Page.ComplaintsContact,
		Channels: []SupportChannel{}, Addresses: []SupportAddress{}, Categories: []SupportCategory{}, Products: []SupportProduct{}, Facts: map[string]string{facts.Username: f.Login}}
	if f.Account != "" {
		s.Facts[facts.Account] = f.Account
	}
	if f.Version != "" {
		s.Facts[facts.ProductVersion] = f.Version
	}
	if n := f.Native; n != nil {
		s.Native = &SupportHours{Zone: n.Zone, Spans: []SupportSpan{}, Next: n.Next.UTC()}
		for _, span := range n.Spans {
			s.Native.Spans = append(s.Native.Spans, SupportSpan{int(span.Day), span.From, span.To})
		}
	}
	for _, c := range f.Page.Channels {
		s.Channels = append(s.Channels, SupportChannel(c))
	}
	for _, a := range f.Addresses {
		s.Addresses = append(s.Addresses, SupportAddress{a.Address, a.Kind})
	}
	for _, c := range f.Categories {
		s.Categories = append(s.Categories, SupportCategory{c.ID, c.Names, c.Scope, c.Forum, c.Answers})
	}
	for _, p := range f.Products {
		s.Products = append(s.Products, SupportProduct{p.Name, p.Version, p.ReleasedOn.UTC(), p.SupportedUntil.UTC(), p.Download})
	}
	return s
}
