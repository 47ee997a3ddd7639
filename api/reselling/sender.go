package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/messaging/mail"
	"github.com/liveryhq/livery/platform/messaging/sender"
	"github.com/liveryhq/livery/tenant/access"
)

// Senders look after where a realm's letters come from.
type Senders interface {
	Read(ctx context.Context, s db.Scope) (sender.Sender, error)
	Change(ctx context.Context, s db.Scope, wanted sender.Settings, password *string) (sender.Sender, error)
	Check(ctx context.Context, s db.Scope) (sender.Sender, error)
	Trying(ctx context.Context, s db.Scope, user uuid.UUID, words string) (sender.Tried, error)
	Suppressions(ctx context.Context, s db.Scope, part string, after *sender.After, limit int) ([]sender.Suppressed, error)
	Lift(ctx context.Context, s db.Scope, id uuid.UUID) error
}

// Letters send one at once.
type Letters interface {
	Try(ctx context.Context, s db.Scope, to sender.Tried) (mail.Trial, error)
	TryWords(ctx context.Context, s db.Scope, to sender.Tried, w mail.Worded) (mail.Trial, error)
}

// MailSettings are where letters come from.
type MailSettings struct {
	Mode    string `json:"mode" enum:"neutral,own" doc:"neutral: from an address that names nobody, under the brand's name; own: through a mail server of the brand's"`
	Host    string `json:"host,omitempty" maxLength:"200" example:"smtp.example.com"`
	Port    int    `json:"port,omitempty" minimum:"0" maximum:"65535" doc:"587, 465, 25 or 2525"`
	TLS     string `json:"tls,omitempty" enum:",starttls,tls,none" doc:"starttls: encrypted after the greeting, and not without; tls: from the first byte"`
	User    string `json:"user,omitempty" maxLength:"200"`
	Address string `json:"address,omitempty" maxLength:"254" doc:"That letters come from" example:"hello@example.com"`
	Name    string `json:"name,omitempty" maxLength:"400" doc:"Beside the address; empty: the brand's"`
	ReplyTo string `json:"reply_to,omitempty" maxLength:"254" doc:"Where answers go; empty: to the address"`
}

// MailSender is where letters come from, and how that is.
type MailSender struct {
	MailSettings

	HasPassword bool            `json:"has_password" doc:"One is kept; it is never shown"`
	Domain      string          `json:"domain,omitempty" doc:"Whose records are looked at"`
	SignedAt    *time.Time      `json:"signed_at,omitempty" doc:"Since when letters are signed with the key below"`
	Bounces     bool            `json:"bounces" doc:"Letters that come back are counted: the records for it stand"`
	Records     []MailRecord    `json:"records" nullable:"false" doc:"What to set in the DNS"`
	Findings    []DomainFinding `json:"findings" nullable:"false" doc:"What the last look at the DNS has found"`
	CheckedAt   *time.Time      `json:"checked_at,omitempty"`

	FailingSince *time.Time `json:"failing_since,omitempty" doc:"Since when the server takes no letters"`
	TryAt        *time.Time `json:"try_at,omitempty" doc:"When it is tried next"`
	Problem      string     `json:"problem,omitempty" doc:"name, private, timeout, connection, certificate, encryption, login, sender, reader, content"`
	Said         string     `json:"said,omitempty" doc:"What it answered, in its own words"`
	Waiting      int        `json:"waiting" doc:"Letters that wait for it"`
}

// MailRecord is a record to set.
type MailRecord struct {
	Record   string `json:"record" enum:"TXT,MX"`
	Name     string `json:"name"`
	Value    string `json:"value"`
	For      string `json:"for" enum:"dkim,spf,dmarc,bounces"`
	Optional bool   `json:"optional" doc:"Letters arrive without it"`
}

// MailTrial is what came of a letter that tries the way.
type MailTrial struct {
	To      string `json:"to"`
	Sent    bool   `json:"sent"`
	Problem string `json:"problem,omitempty" doc:"name, private, timeout, connection, certificate, encryption, login, sender, reader, content"`
	Said    string `json:"said,omitempty" doc:"What the server answered, in its own words"`
}

// MailSuppression is an address that letters do not go to.
type MailSuppression struct {
	ID         uuid.UUID  `json:"id" format:"uuid"`
	Address    string     `json:"address"`
	Reason     string     `json:"reason" enum:"bounce,complaint,stopped"`
	Said       string     `json:"said,omitempty" doc:"What the other server said"`
	At         time.Time  `json:"at"`
	Withheld   int        `json:"withheld" doc:"Letters that were not sent for it"`
	WithheldAt *time.Time `json:"withheld_at,omitempty" doc:"The last of them"`
}

func toMailSender(s sender.Sender) MailSender {
	shown := MailSender{MailSettings: MailSettings(s.Settings), HasPassword: s.HasPassword, Domain: s.Domain, SignedAt: s.SignedAt, Bounces: s.Bounces, CheckedAt: s.CheckedAt,
		FailingSince: s.FailingSince, TryAt: s.TryAt, Problem: s.Problem, Said: s.Said, Waiting: s.Waiting, Records: []MailRecord{}, Findings: []DomainFinding{}}
	for _, r := range s.Records {
		shown.Records = append(shown.Records, MailRecord{r.Kind, r.Name, r.Value, r.For, r.Optional})
	}
	for _, f := range s.Findings {
		shown.Findings = append(shown.Findings, DomainFinding{f.Code, f.Record, f.Name, append([]string{}, f.Found...), append([]string{}, f.Want...), f.By})
	}
	return shown
}

// RegisterSenders hangs in a realm's mail sender. letters may be nil: no mail server is configured, and none leaves.
func RegisterSenders(d *door.Doors, all Senders, letters Letters) {
	route := func(operation access.Operation, method, path, id, summary string) door.Route {
		return door.Route{Operation: operation, Area: door.Reselling, Method: method, Path: "/api/console/mail" + path, ID: id, Summary: summary}
	}
	door.Handle(d, route(access.SenderRead, http.MethodGet, "", "get-mail-sender", "Where the brand's letters come from, and what is wrong with it"),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[MailSender], error) {
			got, err := all.Read(ctx, c.Scope)
			return door.Answer(toMailSender(got)), err
		})
	door.Handle(d, route(access.SenderWrite, http.MethodPut, "", "change-mail-sender", "Say where letters come from"),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				MailSettings

				Password *string `json:"password,omitempty" maxLength:"500" doc:"Absent: the one that is kept stays; empty: none. It is never shown again"`
			}
		}) (*door.Body[MailSender], error) {
			got, err := all.Change(ctx, c.Scope, sender.Settings(in.Body.MailSettings), in.Body.Password)
			return door.Answer(toMailSender(got)), err
		})
	door.Handle(d, route(access.SenderWrite, http.MethodPost, "/check", "check-mail-sender", "Look at the records of its domain now"),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[MailSender], error) {
			got, err := all.Check(ctx, c.Scope)
			return door.Answer(toMailSender(got)), err
		})
	door.Handle(d, route(access.SenderWrite, http.MethodPost, "/test", "test-mail-sender", "Send a letter to your own address at once, and tell what the server says"),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[MailTrial], error) {
			if letters == nil {
				return nil, errs.New(errs.Unavailable, "no_mail", "No letters leave from here at the moment. Ask your provider.")
			}
			to, err := all.Trying(ctx, c.Scope, c.User, "")
			if err != nil {
				return nil, err
			}
			got, err := letters.Try(ctx, c.Scope, to)
			return door.Answer(MailTrial(got)), err
		})
	door.Handle(d, route(access.SuppressionRead, http.MethodGet, "/suppressions", "list-mail-suppressions", "Addresses that letters do not go to, the newest first"),
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page

			Search string `query:"search" maxLength:"254" doc:"Part of an address"`
		}) (*door.Body[door.Items[MailSuppression]], error) {
			var after *sender.After
			if in.After != "" {
				after = &sender.After{}
				if err := c.After("suppressions", in.After, after); err != nil {
					return nil, err
				}
			}
			list, err := all.Suppressions(ctx, c.Scope, in.Search, after, in.Limit+1)
			if err != nil {
				return nil, err
			}
			next := ""
			if len(list) > in.Limit {
				list = list[:in.Limit]
				last := list[len(list)-1]
				next = c.Next("suppressions", sender.After{At: last.At, ID: last.ID}, true)
			}
			items := make([]MailSuppression, 0, len(list))
			for _, one := range list {
				items = append(items, MailSuppression{one.ID, one.Address, one.Reason, one.Said, one.At, one.Withheld, one.WithheldAt})
			}
			return door.Listed(items, next), nil
		})
	door.Handle(d, route(access.SuppressionLift, http.MethodDelete, "/suppressions/{suppression}", "lift-mail-suppression", "Let letters go to an address again"),
		func(ctx context.Context, c *door.Caller, in *struct {
			Suppression uuid.UUID `path:"suppression" format:"uuid"`
		}) (*door.None, error) {
			return nil, all.Lift(ctx, c.Scope, in.Suppression)
		})
}
