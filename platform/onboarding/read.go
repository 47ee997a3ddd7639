package onboarding

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/onboarding/internal/onboardingdb"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

func isNoRows(err error) bool { return errors.Is(err, pgx.ErrNoRows) }

func isOwner(users []identity.User, id uuid.UUID) bool {
	for _, u := range users {
		if u.ID == id {
			return u.Role == identity.Owner
		}
	}
	return false
}

// Get reads an import. NotFound if it is not the tenant's.
func (o *Onboarding) Get(ctx context.Context, s db.Scope, id uuid.UUID) (Import, error) {
	var got Import
	err := o.in(ctx, s, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		row, err := q.OneImport(ctx, id)
		if err != nil {
			return err
		}
		if got, err = o.counted(ctx, q, row); err != nil {
			return err
		}
		samples, err := q.Samples(ctx, id)
		for _, l := range samples {
			var cells []string
			if err := json.Unmarshal(l.Cells, &cells); err != nil {
				return err
			}
			if l.Bad == "" {
				got.Samples = append(got.Samples, cells)
			}
		}
		return err
	})
	if err != nil {
		return Import{}, fmt.Errorf("read an import: %w", err)
	}
	return got, nil
}

func (o *Onboarding) counted(ctx context.Context, q *onboardingdb.Queries, r onboardingdb.OneImportRow) (Import, error) {
	i := Import{ID: r.ID, FileName: r.FileName, Headings: r.Headings, Mapping: fields(r.Mapping), Protocol: r.Protocol, Invites: r.Invites, State: r.State, Lines: int(r.Lines),
		Todo: int(r.Todo), Done: int(r.Done), By: or(r.UserName, r.UserLogin), CreatedAt: r.CreatedAt.UTC(), StartedAt: r.StartedAt, FinishedAt: r.FinishedAt, UndoneAt: r.UndoneAt}
	if r.FinishedAt != nil {
		until := r.FinishedAt.Add(UndoWithin).UTC()
		i.UndoUntil = &until
	}
	if i.State == Undoing && r.ByUser == nil {
		i.By = ""
	}
	lines, err := q.CountLines(ctx, r.ID)
	if err != nil {
		return i, err
	}
	made, err := q.CountMade(ctx, r.ID)
	i.Counts = Counts{Created: int(lines.Created), Changed: int(lines.Changed), Unchanged: int(lines.Unchanged), Wrong: int(lines.Wrong),
		Customers: int(lines.Customers), Users: int(lines.Users), Objects: int(lines.Objects), Trackers: int(lines.Trackers), Groups: int(lines.Groups),
		Made: int(made.Made), Altered: int(made.Altered), Letters: int(lines.Letters), Undone: int(made.Undone), Left: int(made.LeftOver), Passwords: int(made.Passwords)}
	return i, err
}

// List reads a page of imports, the newest first.
func (o *Onboarding) List(ctx context.Context, s db.Scope, after uuid.UUID, limit int) (list []Import, more bool, err error) {
	p := onboardingdb.ImportsPageParams{Most: int32(limit) + 1}
	if after != uuid.Nil {
		p.After = &after
	}
	err = o.in(ctx, s, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		rows, err := q.ImportsPage(ctx, p)
		if err != nil {
			return err
		}
		rows, more = db.Page(rows, limit)
		for _, r := range rows {
			i, err := o.counted(ctx, q, onboardingdb.OneImportRow(r))
			if err != nil {
				return err
			}
			list = append(list, i)
		}
		return nil
	})
	if err != nil {
		return nil, false, fmt.Errorf("list imports: %w", err)
	}
	return list, more, nil
}

// Line is a line of an import, and what became of it or would.
type Line struct {
	Line  int
	Cells []string
	// Outcome: created, changed, unchanged or wrong; empty: not known yet.
	Outcome string
	// Told of its parts: customer, user, object, group, tracker, warning.
	Told  map[string]string
	Wrong []Wrong
}

// Lines reads a page of the lines after one; outcome narrows it, if it is not empty.
func (o *Onboarding) Lines(ctx context.Context, s db.Scope, id uuid.UUID, outcome string, after, limit int) (list []Line, more bool, err error) {
	err = o.in(ctx, s, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		if _, err := q.OneImport(ctx, id); err != nil {
			return err
		}
		rows, err := q.LinesPage(ctx, onboardingdb.LinesPageParams{ImportID: id, After: int32(after), Wanted: outcome, Most: int32(limit) + 1})
		if err != nil {
			return err
		}
		rows, more = db.Page(rows, limit)
		for _, r := range rows {
			l := Line{Line: int(r.Line)}
			if r.Outcome != nil {
				l.Outcome = *r.Outcome
			}
			if err := errors.Join(json.Unmarshal(r.Cells, &l.Cells), json.Unmarshal(r.Told, &l.Told), json.Unmarshal(r.Errors, &l.Wrong)); err != nil {
				return err
			}
			list = append(list, l)
		}
		return nil
	})
	if err != nil {
		return nil, false, fmt.Errorf("read the lines of an import: %w", err)
	}
	return list, more, nil
}

// Left is something that undoing an import has left.
type Left struct {
	Line int
	// Kind: customer, user, group or object.
	Kind, Name string
	// Reason: changed or in_use.
	Reason string
	// Fields that were not put back, of what was there before; nil: it was created by the import.
	Fields []string
}

// LeftOver tells what undoing has left, and why: at most a thousand.
func (o *Onboarding) LeftOver(ctx context.Context, s db.Scope, id uuid.UUID) (list []Left, err error) {
	err = o.in(ctx, s, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		if _, err := q.OneImport(ctx, id); err != nil {
			return err
		}
		rows, err := q.LeftOver(ctx, onboardingdb.LeftOverParams{ImportID: id, Most: 1000})
		for _, r := range rows {
			list = append(list, Left{int(r.Line), r.Kind, r.Name, r.LeftReason, r.LeftFields})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read what undoing has left: %w", err)
	}
	return list, nil
}

// resultColumns come after the file's own columns in the result.
var resultColumns = []string{"line", "result", "customer", "user", "object", "group", "tracker", "problem"}

// Result writes the file again as CSV, with what became of each line.
func (o *Onboarding) Result(ctx context.Context, s db.Scope, id uuid.UUID, w io.Writer) (fileName string, err error) {
	i, err := o.Get(ctx, s, id)
	if err != nil {
		return "", err
	}
	if _, err := io.WriteString(w, "\uFEFF"); err != nil { // spreadsheets take it for Windows-1252 otherwise
		return "", err
	}
	out := csv.NewWriter(w)
	if err := out.Write(guarded(append(append([]string{}, i.Headings...), resultColumns...))); err != nil {
		return "", err
	}
	for after := 0; ; {
		lines, more, err := o.Lines(ctx, s, id, "", after, 2_000)
		if err != nil {
			return "", err
		}
		for _, l := range lines {
			cells := make([]string, len(i.Headings), len(i.Headings)+len(resultColumns))
			copy(cells, l.Cells)
			problems := make([]string, len(l.Wrong))
			for n, one := range l.Wrong {
				problems[n] = one.Message
				if one.Field != "" {
					problems[n] = string(one.Field) + ": " + one.Message
				}
			}
			cells = append(cells, strconv.Itoa(l.Line), l.Outcome, l.Told["customer"], l.Told["user"], l.Told["object"], l.Told["group"], l.Told["tracker"], strings.Join(problems, " "))
			if err := out.Write(guarded(cells)); err != nil {
				return "", err
			}
			after = l.Line
		}
		if !more {
			break
		}
	}
	out.Flush()
	return strings.TrimSuffix(strings.TrimSuffix(i.FileName, ".csv"), ".xlsx") + ".result.csv", out.Error()
}

// guarded keeps spreadsheets from taking a cell for a formula: what came in with such a beginning is told as text.
func guarded(cells []string) []string {
	for i, cell := range cells {
		if cell == "" || !strings.ContainsRune("=@\t\r", rune(cell[0])) && (cell[0] != '+' && cell[0] != '-' || strings.Trim(cell[1:], "0123456789 ()-.") == "") {
			continue
		}
		cells[i] = "'" + cell
	}
	return cells
}

// Passwords writes the first passwords of whoever a run has added, as CSV: once. Afterwards nobody can tell them any more.
// Gone (reason "passwords_taken") if there are none left.
func (o *Onboarding) Passwords(ctx context.Context, s db.Scope, id uuid.UUID, w io.Writer) error {
	err := o.in(ctx, s, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		row, err := q.LockImport(ctx, id)
		if err != nil {
			return err
		}
		if row.State != Done && row.State != Undone {
			return inState(row.State)
		}
		taken, err := q.TakePasswords(ctx, id)
		if err != nil {
			return err
		}
		if len(taken) == 0 {
			return errs.New(errs.Gone, "passwords_taken", "The first passwords were fetched before, or nobody was added. Set another for whoever needs one.")
		}
		if _, err := io.WriteString(w, "\uFEFF"); err != nil {
			return err
		}
		out := csv.NewWriter(w)
		if err := out.Write([]string{"customer", "login", "first password"}); err != nil {
			return err
		}
		for _, t := range taken {
			password, err := o.key.Open(s.Tenant(), passwordPurpose, t.Sealed)
			if err != nil {
				return err
			}
			if err := out.Write(append(guarded([]string{t.Account, t.Name}), string(password))); err != nil {
				return err
			}
		}
		if out.Flush(); out.Error() != nil {
			return out.Error()
		}
		return o.note(ctx, tx, s, "reselling.import.passwords", id, "", nil)
	})
	if err != nil {
		return fmt.Errorf("fetch first passwords: %w", err)
	}
	return nil
}

// Named is a protocol that a tracker may speak.
type Named struct{ Name, Title string }

// Protocols lists them by title.
func (o *Onboarding) Protocols() []Named {
	var list []Named
	for _, p := range o.fleet.Setups(fleet.Address{}) {
		list = append(list, Named{p.Protocol, p.Title})
	}
	return list
}
