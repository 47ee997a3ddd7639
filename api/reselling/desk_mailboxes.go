package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/support/mailboxes"
	"github.com/liveryhq/livery/tenant/access"
)

// DeskMailboxes are where letters to a desk are fetched from.
type DeskMailboxes interface {
	List(ctx context.Context, s db.Scope) ([]mailboxes.Mailbox, error)
	Set(ctx context.Context, s db.Scope, address uuid.UUID, wanted mailboxes.Settings, password *string) (mailboxes.Mailbox, error)
	Check(ctx context.Context, s db.Scope, address uuid.UUID, wanted mailboxes.Settings, password *string) (mailboxes.Checked, error)
	Remove(ctx context.Context, s db.Scope, address uuid.UUID) error
}

// DeskMailboxSettings say which mailbox, and what becomes of letters in it.
type DeskMailboxSettings struct {
	Host       string `json:"host" maxLength:"200" example:"imap.example.com"`
	Port       int    `json:"port" minimum:"1" maximum:"65535" doc:"993 or 143"`
	TLS        string `json:"tls" enum:"tls,starttls,none" doc:"tls: encrypted from the first byte; starttls: after the greeting, and not without"`
	User       string `json:"user" maxLength:"254"`
	Folder     string `json:"folder,omitempty" maxLength:"200" doc:"Absent: INBOX"`
	Afterwards string `json:"afterwards" enum:"seen,move,delete" doc:"What becomes of a letter that was taken: it is marked as read, moved to move_to, or deleted"`
	MoveTo     string `json:"move_to,omitempty" maxLength:"200"`
	Unread     bool   `json:"unread,omitempty" doc:"Unread letters that lie there at the beginning are taken too"`
}

// DeskMailboxWanted is what a person sets or checks.
type DeskMailboxWanted struct {
	DeskMailboxSettings

	Password *string `json:"password,omitempty" maxLength:"500" doc:"Absent: the one that is kept. It is never shown again"`
}

// DeskMailbox is a mailbox, and how that goes.
type DeskMailbox struct {
	DeskMailboxSettings

	ID           uuid.UUID  `json:"id" format:"uuid" doc:"That of the desk's address"`
	Address      string     `json:"address"`
	Taken        int64      `json:"taken" doc:"Letters that were taken"`
	TakenAt      *time.Time `json:"taken_at,omitempty" doc:"The last of them"`
	Left         int        `json:"left" doc:"Letters that could not be taken, or are too large: they lie in the mailbox"`
	LookedAt     *time.Time `json:"looked_at,omitempty"`
	FailingSince *time.Time `json:"failing_since,omitempty" doc:"Since when it cannot be read"`
	TryAt        *time.Time `json:"try_at,omitempty" doc:"When it is tried next"`
	Problem      string     `json:"problem,omitempty" doc:"name, private, timeout, connection, encryption, certificate, login, folder, move_to, read_only, refused"`
	Field        string     `json:"field,omitempty" doc:"Which of the settings to look at"`
	Said         string     `json:"said,omitempty" doc:"What the server answered, in its own words"`
}

// DeskMailboxCheck is what came of a look into a mailbox.
type DeskMailboxCheck struct {
	Fine    bool   `json:"fine"`
	Problem string `json:"problem,omitempty" doc:"name, private, timeout, connection, encryption, certificate, login, folder, move_to, refused"`
	Field   string `json:"field,omitempty" doc:"Which of the settings to look at"`
	Said    string `json:"said,omitempty" doc:"What the server answered, in its own words"`
}

func toDeskMailbox(m mailboxes.Mailbox) DeskMailbox {
	return DeskMailbox{DeskMailboxSettings: DeskMailboxSettings(m.Settings), ID: m.ID, Address: m.Address, Taken: m.Taken, TakenAt: m.TakenAt, Left: m.Left, LookedAt: m.LookedAt,
		FailingSince: m.FailingSince, TryAt: m.TryAt, Problem: m.Problem, Field: m.Field, Said: m.Said}
}

// RegisterDeskMailboxes hangs in the mailboxes of a desk. Before the desk itself, whose path of what is taken away would take theirs.
func RegisterDeskMailboxes(d *door.Doors, all DeskMailboxes) {
	route := func(operation access.Operation, method, path, id, summary string) door.Route {
		return door.Route{Operation: operation, Area: door.Reselling, Method: method, Path: "/api/console/desk/mailboxes" + path, ID: id, Summary: summary}
	}
	type path struct {
		Mailbox uuid.UUID `path:"mailbox" format:"uuid" doc:"The id of an address of the desk"`
	}
	type wanted struct {
		path

		Body DeskMailboxWanted
	}
	door.Handle(d, route(access.DeskRead, http.MethodGet, "", "list-desk-mailboxes", "Mailboxes elsewhere that letters to the desk are fetched from"),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[DeskMailbox]], error) {
			list, err := all.List(ctx, c.Scope)
			items := make([]DeskMailbox, 0, len(list))
			for _, one := range list {
				items = append(items, toDeskMailbox(one))
			}
			return door.Listed(items, ""), err
		})
	door.Handle(d, route(access.DeskSettings, http.MethodPut, "/{mailbox}", "set-desk-mailbox", "Say which mailbox letters to an address of the desk lie in"),
		func(ctx context.Context, c *door.Caller, in *wanted) (*door.Body[DeskMailbox], error) {
			got, err := all.Set(ctx, c.Scope, in.Mailbox, mailboxes.Settings(in.Body.DeskMailboxSettings), in.Body.Password)
			return door.Answer(toDeskMailbox(got)), err
		})
	door.Handle(d, route(access.DeskSettings, http.MethodPost, "/{mailbox}/check", "check-desk-mailbox", "Look into a mailbox now, and tell what is wrong; nothing is kept, and nothing in it is changed"),
		func(ctx context.Context, c *door.Caller, in *wanted) (*door.Body[DeskMailboxCheck], error) {
			got, err := all.Check(ctx, c.Scope, in.Mailbox, mailboxes.Settings(in.Body.DeskMailboxSettings), in.Body.Password)
			return door.Answer(DeskMailboxCheck(got)), err
		})
	door.Handle(d, route(access.DeskSettings, http.MethodDelete, "/{mailbox}", "remove-desk-mailbox", "Read a mailbox no more; what lies in it stays"),
		func(ctx context.Context, c *door.Caller, in *path) (*door.None, error) {
			return nil, all.Remove(ctx, c.Scope, in.Mailbox)
		})
}
