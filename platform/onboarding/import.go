package onboarding

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/sheet"
	"github.com/liveryhq/livery/platform/onboarding/internal/onboardingdb"
)

// The states of an import.
const (
	Draft    = "draft"    // read; its columns can be mapped
	Checking = "checking" // being tried out
	Checked  = "checked"  // tried out: it can be run
	Running  = "running"
	Done     = "done"
	Undoing  = "undoing"
	Undone   = "undone"
	Failed   = "failed" // something is wrong here: try again
)

// Import is a file that is brought, or was.
type Import struct {
	ID       uuid.UUID
	FileName string
	Headings []string
	// Mapping says which field each column is; empty: it is left aside.
	Mapping []Field
	// Protocol of trackers whose line names none; empty: such a line is wrong, unless the model tells.
	Protocol string
	// Invites: whoever has an e-mail is sent a letter with a link to choose a password, in place of a first password.
	Invites bool
	State   string
	Lines   int
	// Todo of the present pass, and Done of that.
	Todo, Done int
	By         string
	CreatedAt  time.Time
	StartedAt  *time.Time
	FinishedAt *time.Time
	UndoneAt   *time.Time
	// UndoUntil is when a run cannot be taken back any more; nil: it has not been run.
	UndoUntil *time.Time
	Counts    Counts
	// Samples are the first lines, to map columns by.
	Samples [][]string
}

// Counts are what became of the lines, or would: lines by outcome, and what was created.
type Counts struct {
	Created, Changed, Unchanged, Wrong          int
	Customers, Users, Objects, Trackers, Groups int
	// Made and Altered are what undoing has to do with, Undone and Left what it has done.
	Made, Altered, Undone, Left int
	// Letters to those who choose a password, and first Passwords that nobody has fetched yet.
	Letters, Passwords int
}

// Reading is how a file is read, and what is done with whoever stands in it.
type Reading struct {
	Mapping  []Field
	Protocol string
	// FirstPasswords: whoever has an e-mail gets a first password too, and nobody is written to.
	FirstPasswords bool
}

// Upload reads a file and guesses what its columns mean: as last time, if the tenant has brought one with these headings.
// Invalid says why it is no table. by is uuid.Nil for the operator.
func (o *Onboarding) Upload(ctx context.Context, s db.Scope, by uuid.UUID, fileName string, raw []byte) (Import, error) {
	if err := may(s); err != nil {
		return Import{}, err
	}
	table, err := sheet.Read(raw, MaxLines)
	if err != nil {
		return Import{}, err
	}
	if len(table.Lines) == 0 {
		return Import{}, errs.Field("file", "no_lines", "The file has a heading and no lines below it.")
	}
	if len(table.Heading) > 200 {
		return Import{}, errs.Field("file", "too_many_columns", "The file has more than 200 columns. Leave out those that are not needed.")
	}
	id := uuid.Must(uuid.NewV7())
	mapping, protocol := guess(table.Heading), ""
	err = o.in(ctx, s, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		kept, err := q.RememberedMapping(ctx, onboardingdb.RememberedMappingParams{TenantID: s.Tenant(), HeadingsKey: headingsKey(table.Heading)})
		switch {
		case err == nil && len(kept.Mapping) == len(table.Heading):
			mapping, protocol = fields(kept.Mapping), kept.Protocol
		case err != nil && !errors.Is(err, pgx.ErrNoRows):
			return err
		}
		var user *uuid.UUID
		if by != uuid.Nil {
			user = &by
		}
		err = q.InsertImport(ctx, onboardingdb.InsertImportParams{ID: id, TenantID: s.Tenant(), FileName: baseName(fileName), Headings: table.Heading,
			Mapping: texts(mapping), Protocol: protocol, Lines: int32(len(table.Lines)), ByUser: user, CreatedAt: o.now()})
		if err != nil {
			return err
		}
		for part := range slices.Chunk(table.Lines, 5_000) {
			p := onboardingdb.InsertLinesParams{ImportID: id, TenantID: s.Tenant()}
			for _, l := range part {
				cells := l.Cells
				if cells == nil {
					cells = []string{}
				}
				text, err := json.Marshal(cells)
				if err != nil {
					return err
				}
				p.Lines, p.Bads, p.Cells = append(p.Lines, int32(l.Number)), append(p.Bads, l.Bad), append(p.Cells, string(text))
			}
			if err := q.InsertLines(ctx, p); err != nil {
				return err
			}
		}
		return o.note(ctx, tx, s, "reselling.import.add", id, baseName(fileName), audit.Fields{"lines": len(table.Lines)})
	})
	if err != nil {
		return Import{}, fmt.Errorf("read a file to bring: %w", err)
	}
	return o.Get(ctx, s, id)
}

// baseName is a file's name as it is shown: without a path, and not longer than needed.
func baseName(name string) string {
	name = strings.TrimSpace(path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, ""), `\`, "/")))
	name = strings.Map(func(r rune) rune {
		if r < ' ' {
			return -1
		}
		return r
	}, name)
	if name == "" || name == "." || name == "/" {
		return "table"
	}
	for utf8.RuneCountInString(name) > 200 {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return name
}

func (o *Onboarding) note(ctx context.Context, tx *db.Tx, s db.Scope, action string, id uuid.UUID, name string, after audit.Fields) error {
	return audit.Write(ctx, tx, s.Tenant(), o.now(), audit.Change{Action: action, Subject: audit.Subject{Kind: "import", ID: id, Name: name}, After: after})
}

// Check says what the columns mean, remembers it, and begins to try the import out: nothing of it stays but what is told
// of each line. Conflict (reason "import_runs") while a job works at it, or "import_over" once it has been run.
func (o *Onboarding) Check(ctx context.Context, s db.Scope, id uuid.UUID, how Reading) error {
	mapping, protocol := how.Mapping, how.Protocol
	err := o.in(ctx, s, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		row, err := q.LockImport(ctx, id)
		if err != nil {
			return err
		}
		if err := inState(row.State, Draft, Checked, Failed, Checking); err != nil {
			return err
		}
		if err := checkMapping(len(row.Headings), mapping); err != nil {
			return err
		}
		if protocol != "" && !slices.Contains(o.fleet.Protocols(), protocol) {
			return errs.Field("protocol", "unknown_protocol", "There is no such protocol here. Choose one of the list.")
		}
		if err := q.SetMapping(ctx, onboardingdb.SetMappingParams{ID: id, Mapping: texts(mapping), Protocol: protocol, Invites: !how.FirstPasswords}); err != nil {
			return err
		}
		err = q.RememberMapping(ctx, onboardingdb.RememberMappingParams{TenantID: s.Tenant(), HeadingsKey: headingsKey(row.Headings), Mapping: texts(mapping),
			Protocol: protocol, At: o.now()})
		if err != nil {
			return err
		}
		return o.begin(ctx, tx, id, Checking)
	})
	if err != nil {
		return fmt.Errorf("try an import out: %w", err)
	}
	return nil
}

// begin has the job do a pass over all lines.
func (o *Onboarding) begin(ctx context.Context, tx *db.Tx, id uuid.UUID, state string) error {
	q := onboardingdb.New(tx)
	if err := q.ClearOutcomes(ctx, onboardingdb.ClearOutcomesParams{ImportID: id, Replan: true}); err != nil {
		return err
	}
	tx.AfterCommit(o.ring)
	return q.BeginPass(ctx, onboardingdb.BeginPassParams{ID: id, State: state, At: o.now()})
}

// Start runs an import that has been tried out. Lines that are wrong are left out, and say so. Conflict if it has not been
// tried out, or has been run.
func (o *Onboarding) Start(ctx context.Context, s db.Scope, id uuid.UUID) error {
	err := o.in(ctx, s, func(tx *db.Tx) error {
		row, err := onboardingdb.New(tx).LockImport(ctx, id)
		if err != nil {
			return err
		}
		if row.State == Draft {
			return errs.New(errs.Conflict, "import_unchecked", "Try the import out first: what it would do is shown before it is done.")
		}
		if err := inState(row.State, Checked); err != nil {
			return err
		}
		if err := o.begin(ctx, tx, id, Running); err != nil {
			return err
		}
		return o.note(ctx, tx, s, "reselling.import.run", id, "", nil)
	})
	if err != nil {
		return fmt.Errorf("start an import: %w", err)
	}
	return nil
}

// Undo begins to take back what a run has created, and to put back what it has changed, as far as nobody has touched it
// since. Conflict if it has not been run;
// Gone (reason "undo_too_late") after UndoWithin.
func (o *Onboarding) Undo(ctx context.Context, s db.Scope, id uuid.UUID) error {
	err := o.in(ctx, s, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		row, err := q.LockImport(ctx, id)
		if err != nil {
			return err
		}
		if err := inState(row.State, Done, Undone); err != nil {
			return err
		}
		if row.FinishedAt != nil && o.now().After(row.FinishedAt.Add(UndoWithin)) {
			return errs.New(errs.Gone, "undo_too_late", "An import can be taken back within 30 days. Remove what is not wanted one by one.")
		}
		if err := q.ClearLeft(ctx, id); err != nil {
			return err
		}
		counts, err := q.CountMade(ctx, id)
		if err != nil {
			return err
		}
		tx.AfterCommit(o.ring)
		err = q.BeginPass(ctx, onboardingdb.BeginPassParams{ID: id, State: Undoing, Planned: true, Todo: counts.Made + counts.Altered - counts.Undone, At: o.now()})
		if err != nil {
			return err
		}
		return o.note(ctx, tx, s, "reselling.import.undo", id, "", nil)
	})
	if err != nil {
		return fmt.Errorf("undo an import: %w", err)
	}
	return nil
}

// Discard forgets a file that was not brought.
func (o *Onboarding) Discard(ctx context.Context, s db.Scope, id uuid.UUID) error {
	err := o.in(ctx, s, func(tx *db.Tx) error {
		q := onboardingdb.New(tx)
		row, err := q.LockImport(ctx, id)
		if err != nil {
			return err
		}
		if err := inState(row.State, Draft, Checked, Failed); err != nil {
			return err
		}
		if _, err := q.DeleteImport(ctx, id); err != nil {
			return err
		}
		return o.note(ctx, tx, s, "reselling.import.discard", id, "", nil)
	})
	if err != nil {
		return fmt.Errorf("discard an import: %w", err)
	}
	return nil
}

// inState tells why an import that is in another state than these cannot be dealt with so.
func inState(state string, wanted ...string) error {
	switch {
	case slices.Contains(wanted, state):
		return nil
	case state == Checking || state == Running || state == Undoing:
		return errs.New(errs.Conflict, "import_runs", "This import is being worked at. Wait until that has ended.")
	case state == Draft || state == Checked || state == Failed:
		return errs.New(errs.Conflict, "import_not_run", "This import has not been run: there is nothing to take back.")
	}
	return errs.New(errs.Conflict, "import_over", "This import has been run. To bring the file again, upload it again: what is there is left as it is.")
}
