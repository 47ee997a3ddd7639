package mailboxes

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
	"github.com/liveryhq/livery/platform/messaging/sender"
)

// passwordPurpose is what a password is sealed for.
const passwordPurpose = "desk mailbox password"

// Config is what Mailboxes stand on.
type Config struct {
	DB      *db.DB
	Key     secrets.Key
	Clock   clock.Clock
	Log     *slog.Logger
	Fetcher letterbox.Fetcher
	// Store takes a letter for good. It may be called again for the same letter. Unavailable: none can be stored for now.
	Store func(ctx context.Context, a letterbox.Arrived) error
	// Beat is how often it is looked which mailboxes are to be read, Poll how often one is looked into whose server does not tell, Quiet how
	// long one that does may say nothing, Held how long a process that is gone keeps others from what it has read; 0: as usual.
	Beat, Poll, Quiet, Held time.Duration
	// Observe is told what became of each: taken, left, failed. May be nil.
	Observe func(outcome string)
}

// Mailboxes serves one realm at a time, and reads those of all. Safe for concurrent use.
type Mailboxes struct {
	Config

	rang chan struct{}
}

// New makes them.
func New(c Config) *Mailboxes {
	if c.Beat == 0 {
		c.Beat = 3 * time.Second
	}
	if c.Poll == 0 {
		c.Poll = time.Minute
	}
	if c.Quiet == 0 {
		c.Quiet = 2 * time.Minute
	}
	if c.Held == 0 {
		c.Held = 30 * time.Second
	}
	if c.Observe == nil {
		c.Observe = func(string) {}
	}
	return &Mailboxes{Config: c, rang: make(chan struct{}, 1)}
}

func (m *Mailboxes) now() time.Time { return m.Clock.Now().UTC().Truncate(time.Microsecond) }

// Settings are what a person chooses.
type Settings struct {
	Host   string
	Port   int
	TLS    string
	User   string
	Folder string
	// Afterwards is what becomes of letters that were taken: seen, move (to MoveTo) or delete.
	Afterwards, MoveTo string
	// Unread letters that lie there at the beginning are taken too.
	Unread bool
}

// Mailbox that letters to an address of a desk are fetched from, as its people see it.
type Mailbox struct {
	Settings

	ID      uuid.UUID
	Address string
	// Taken letters, and when the last one was; Left are those that could not be, and lie there.
	Taken    int64
	TakenAt  *time.Time
	Left     int
	LookedAt *time.Time
	// FailingSince: it cannot be read; Problem and Field say why and what to look at, Said are the words of the server.
	FailingSince, TryAt  *time.Time
	Problem, Field, Said string
}

// clean checks what was asked for and brings it into its form.
func (m *Mailboxes) clean(w Settings) (Settings, error) {
	w.User, w.Folder, w.MoveTo = strings.TrimSpace(w.User), strings.TrimSpace(w.Folder), strings.TrimSpace(w.MoveTo)
	private := m.Fetcher.Private
	host, loopback, err := sender.ServerHost(w.Host, private)
	if err != nil {
		return w, err
	}
	w.Host = host
	if w.Port != 993 && w.Port != 143 && (!private || w.Port <= 0 || w.Port >= 1<<16) {
		return w, errs.Field("port", "bad_imap_port", "Mailboxes are read at port 993 with TLS, or 143 with STARTTLS. Give the one that your mail provider names.")
	}
	if w.TLS != letterbox.TLS && w.TLS != letterbox.StartTLS && (w.TLS != letterbox.NoTLS || !private || !loopback) {
		return w, errs.Field("tls", "bad_tls", "The connection must be encrypted: choose STARTTLS or TLS.")
	}
	if w.User == "" || len(w.User) > 254 || strings.ContainsFunc(w.User, unicode.IsControl) {
		return w, errs.Field("user", "bad_user", "Give the name that your mail provider has given you.")
	}
	if w.Folder == "" {
		w.Folder = "INBOX"
	}
	if !folderName(w.Folder) {
		return w, errs.Field("folder", "bad_folder", "Give the name of a folder of the mailbox, like INBOX.")
	}
	switch w.Afterwards {
	case letterbox.Seen, letterbox.Delete:
		w.MoveTo = ""
	case letterbox.Move:
		if w.MoveTo == "" || !folderName(w.MoveTo) || w.MoveTo == w.Folder {
			return w, errs.Field("move_to", "bad_folder", "Give the name of another folder of the mailbox, like Archive.")
		}
	default:
		return w, errs.Field("afterwards", "bad_afterwards", "Choose what becomes of letters that were taken: seen, move or delete.")
	}
	return w, nil
}

func folderName(name string) bool {
	return utf8.ValidString(name) && len(name) <= 200 && !strings.ContainsFunc(name, unicode.IsControl) && !strings.ContainsAny(name, "*%")
}

// List those of the desk acted in.
func (m *Mailboxes) List(ctx context.Context, s db.Scope) (list []Mailbox, err error) {
	err = m.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := boxes(ctx, tx, s.Tenant())
		for _, r := range rows {
			list = append(list, r.shown())
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the mailboxes of a desk: %w", err)
	}
	return list, nil
}

// Set says which mailbox letters to an address lie in. Password nil leaves the one there is; it never outlives a change of the server it is
// for. NotFound: the desk has no such address.
func (m *Mailboxes) Set(ctx context.Context, s db.Scope, address uuid.UUID, wanted Settings, password *string) (one Mailbox, err error) {
	if wanted, err = m.clean(wanted); err != nil {
		return one, err
	}
	err = m.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		r, there, err := boxOf(ctx, tx, s.Tenant(), address, true)
		if err != nil {
			return err
		}
		before, now := r, m.now()
		if err := m.seal(&r, there, s.Tenant(), wanted, password); err != nil {
			return err
		}
		r.Settings, r.changed = wanted, now
		if !there || before.Host != r.Host || before.User != r.User || before.Folder != r.Folder {
			r.begin(now)
		}
		r.recover()
		if err := keepBox(ctx, tx, s.Tenant(), r); err != nil {
			return err
		}
		one = r.shown()
		change := audit.Change{Action: "support.desk.mailbox", Subject: audit.Subject{Kind: "desk", ID: address, Name: r.address}, After: fields(r, password != nil)}
		if there {
			change.Before = fields(before, false)
		}
		return audit.Write(ctx, tx, s.Tenant(), now, change)
	})
	if err != nil {
		return Mailbox{}, fmt.Errorf("change the mailbox of a desk: %w", err)
	}
	m.ring()
	return one, nil
}

// seal settles the password.
func (m *Mailboxes) seal(r *row, there bool, tenant uuid.UUID, wanted Settings, password *string) (err error) {
	if password == nil || *password == "" {
		switch {
		case !there:
			return errs.Field("password", "bad_mail_password", "Give the password that your mail provider has given you, at most 500 letters.")
		case r.Host != wanted.Host || r.Port != wanted.Port || r.User != wanted.User || r.TLS != wanted.TLS:
			// Whoever names another server must not be sent the password of this one.
			return errs.Field("password", "password_again", "Type the password again: it goes to this server and user alone.")
		}
		return nil
	}
	if len(*password) > 500 || strings.ContainsAny(*password, "\r\n\x00") {
		return errs.Field("password", "bad_mail_password", "Give the password that your mail provider has given you, at most 500 letters.")
	}
	r.password, err = m.Key.Seal(tenant, passwordPurpose, []byte(*password))
	return err
}

// fields of a mailbox that the audit keeps: nothing secret is among them.
func fields(r row, newPassword bool) audit.Fields {
	f := audit.Fields{"host": r.Host, "port": r.Port, "tls": r.TLS, "user": r.User, "folder": r.Folder, "afterwards": r.Afterwards}
	if r.MoveTo != "" {
		f["move_to"] = r.MoveTo
	}
	if newPassword {
		f["password"] = "changed"
	}
	return f
}

// Checked is what came of a look into a mailbox.
type Checked struct {
	// Fine: it can be read. Otherwise Problem and Field say what is wrong, and Said what the server says.
	Fine                 bool
	Problem, Field, Said string
}

// Check looks into a mailbox with settings that need not be kept yet. Nothing in it is changed.
func (m *Mailboxes) Check(ctx context.Context, s db.Scope, address uuid.UUID, wanted Settings, password *string) (c Checked, err error) {
	if wanted, err = m.clean(wanted); err != nil {
		return c, err
	}
	var r row
	err = m.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		var there bool
		if r, there, err = boxOf(ctx, tx, s.Tenant(), address, false); err != nil {
			return err
		}
		return m.seal(&r, there, s.Tenant(), wanted, password)
	})
	if err != nil {
		return c, fmt.Errorf("check the mailbox of a desk: %w", err)
	}
	r.Settings = wanted
	box, err := m.elsewhere(r, s.Tenant())
	if err != nil {
		return c, err
	}
	visit, err := m.Fetcher.Open(ctx, box)
	if t, ok := errors.AsType[*letterbox.Trouble](err); ok {
		return Checked{Problem: t.Problem, Field: t.Field, Said: sender.Readable(t.Said, 300)}, nil
	}
	if err != nil {
		return c, fmt.Errorf("check the mailbox of a desk: %w", err)
	}
	visit.Close()
	return Checked{Fine: true}, nil
}

func (m *Mailboxes) elsewhere(r row, tenant uuid.UUID) (letterbox.Elsewhere, error) {
	password, err := m.Key.Open(tenant, passwordPurpose, r.password)
	if err != nil {
		return letterbox.Elsewhere{}, err
	}
	return letterbox.Elsewhere{Host: r.Host, Port: r.Port, TLS: r.TLS, User: r.User, Password: string(password), Folder: r.Folder, Afterwards: r.Afterwards, MoveTo: r.MoveTo}, nil
}

// Remove has a mailbox read no more; what lies in it stays. NotFound: there is none.
func (m *Mailboxes) Remove(ctx context.Context, s db.Scope, address uuid.UUID) error {
	err := m.DB.InTenant(ctx, s, func(tx *db.Tx) error {
		r, there, err := boxOf(ctx, tx, s.Tenant(), address, true)
		if err == nil && !there {
			err = errs.Missing()
		}
		if err != nil {
			return err
		}
		if err := dropBox(ctx, tx, s.Tenant(), address); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), m.now(), audit.Change{Action: "support.desk.mailbox.remove", Subject: audit.Subject{Kind: "desk", ID: address, Name: r.address},
			Before: fields(r, false)})
	})
	if err != nil {
		return fmt.Errorf("take away the mailbox of a desk: %w", err)
	}
	m.ring()
	return nil
}

// Failing counts those of the desk acted in that cannot be read.
func (m *Mailboxes) Failing(ctx context.Context, s db.Scope) (n int, err error) {
	list, err := m.List(ctx, s)
	for _, one := range list {
		if one.FailingSince != nil {
			n++
		}
	}
	return n, err
}

func (m *Mailboxes) ring() {
	select {
	case m.rang <- struct{}{}:
	default:
	}
}

func (r row) shown() Mailbox {
	return Mailbox{Settings: r.Settings, ID: r.id, Address: r.address, Taken: r.taken, TakenAt: r.takenAt, Left: len(r.left), LookedAt: r.lookedAt,
		FailingSince: r.failingSince, TryAt: r.tryAt, Problem: r.problem, Field: r.field, Said: r.said}
}

// begin has it read from the beginning.
func (r *row) begin(now time.Time) {
	r.validity, r.last, r.tidied, r.left, r.setAt = nil, 0, 0, nil, now
}

// recover makes it one that nothing is known against.
func (r *row) recover() {
	r.failingSince, r.tryAt, r.toldAt, r.problem, r.field, r.said, r.failures = nil, nil, nil, "", "", "", 0
}

func (r row) leaves(uid uint32) bool { return slices.Contains(r.left, int64(uid)) }
