package reselling

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/sheet"
	"github.com/liveryhq/livery/platform/onboarding"
	"github.com/liveryhq/livery/tenant/access"
)

// Imports is what the doors to imports call.
type Imports interface {
	Upload(ctx context.Context, s db.Scope, by uuid.UUID, fileName string, raw []byte) (onboarding.Import, error)
	Get(ctx context.Context, s db.Scope, id uuid.UUID) (onboarding.Import, error)
	List(ctx context.Context, s db.Scope, after uuid.UUID, limit int) ([]onboarding.Import, bool, error)
	Check(ctx context.Context, s db.Scope, id uuid.UUID, how onboarding.Reading) error
	Start(ctx context.Context, s db.Scope, id uuid.UUID) error
	Undo(ctx context.Context, s db.Scope, id uuid.UUID) error
	Discard(ctx context.Context, s db.Scope, id uuid.UUID) error
	Lines(ctx context.Context, s db.Scope, id uuid.UUID, outcome string, after, limit int) ([]onboarding.Line, bool, error)
	LeftOver(ctx context.Context, s db.Scope, id uuid.UUID) ([]onboarding.Left, error)
	Result(ctx context.Context, s db.Scope, id uuid.UUID, w io.Writer) (string, error)
	Passwords(ctx context.Context, s db.Scope, id uuid.UUID, w io.Writer) error
	Protocols() []onboarding.Named
}

// Import is a file that brings customers, or has brought them.
type Import struct {
	ID         uuid.UUID    `json:"id" format:"uuid"`
	FileName   string       `json:"file_name"`
	State      string       `json:"state" enum:"draft,checking,checked,running,done,undoing,undone,failed"`
	Headings   []string     `json:"headings" nullable:"false" doc:"What the file calls its columns"`
	Mapping    []string     `json:"mapping" nullable:"false" doc:"Which field each column is; empty: it is left aside"`
	Samples    [][]string   `json:"samples" nullable:"false" doc:"The first lines"`
	Protocol   string       `json:"protocol,omitempty" doc:"Protocol of trackers whose line names none"`
	Invites    bool         `json:"invites" doc:"Whoever has an e-mail chooses a password by a letter, in place of a first password"`
	Lines      int          `json:"lines"`
	Todo       int          `json:"todo" doc:"What the present pass has to do"`
	Done       int          `json:"done" doc:"How much of it is done"`
	By         string       `json:"by" doc:"Who brought it; empty: the operator"`
	CreatedAt  time.Time    `json:"created_at"`
	StartedAt  *time.Time   `json:"started_at,omitempty"`
	FinishedAt *time.Time   `json:"finished_at,omitempty"`
	UndoneAt   *time.Time   `json:"undone_at,omitempty"`
	UndoUntil  *time.Time   `json:"undo_until,omitempty" doc:"Until when it can be taken back"`
	Counts     ImportCounts `json:"counts"`
}

// ImportCounts are what became of the lines, or would.
type ImportCounts struct {
	Created   int `json:"created" doc:"Lines by which something was created"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Wrong     int `json:"wrong"`
	Customers int `json:"customers" doc:"Customers created; so with the rest"`
	Users     int `json:"users"`
	Objects   int `json:"objects"`
	Trackers  int `json:"trackers" doc:"Trackers that wait for their device"`
	Groups    int `json:"groups"`
	Made      int `json:"made" doc:"What was created in all"`
	Altered   int `json:"altered" doc:"What was there before and was changed: undoing puts it back"`
	Undone    int `json:"undone"`
	Left      int `json:"left" doc:"What undoing has left"`
	Letters   int `json:"letters" doc:"Letters with a link to choose a password"`
	Passwords int `json:"passwords" doc:"First passwords that nobody has fetched yet"`
}

// ImportLine is a line, and what became of it or would.
type ImportLine struct {
	Line     int               `json:"line"`
	Cells    []string          `json:"cells" nullable:"false"`
	Outcome  string            `json:"outcome,omitempty" enum:"created,changed,unchanged,wrong" doc:"Absent: not known yet"`
	Told     map[string]string `json:"told" doc:"customer, user, object, group: created, changed or unchanged; tracker: waiting"`
	Problems []ImportProblem   `json:"problems" nullable:"false"`
}

// ImportProblem is one thing wrong with a line.
type ImportProblem struct {
	Field   string `json:"field,omitempty"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}

// ImportLeft is something that undoing has left.
type ImportLeft struct {
	Line   int    `json:"line"`
	Kind   string `json:"kind" enum:"customer,user,group,object"`
	Name   string `json:"name"`
	Reason string `json:"reason" enum:"changed,in_use"`
	// Fields that were not put back, of something that was there before.
	Fields []string `json:"fields" nullable:"false" doc:"Which fields were not put back; empty: it was created by the import"`
}

// ImportFields is what columns can mean.
type ImportFields struct {
	Fields    []string         `json:"fields" nullable:"false"`
	Protocols []ImportProtocol `json:"protocols" nullable:"false"`
}

// ImportProtocol is one that a tracker may speak.
type ImportProtocol struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

// ImportPath names an import in an address.
type ImportPath struct {
	Import uuid.UUID `path:"import" format:"uuid"`
}

func toImport(i onboarding.Import) Import {
	out := Import{ID: i.ID, FileName: i.FileName, State: i.State, Headings: i.Headings, Mapping: []string{}, Samples: i.Samples, Protocol: i.Protocol, Invites: i.Invites, Lines: i.Lines,
		Todo: i.Todo, Done: i.Done, By: i.By, CreatedAt: i.CreatedAt, StartedAt: i.StartedAt, FinishedAt: i.FinishedAt, UndoneAt: i.UndoneAt, UndoUntil: i.UndoUntil,
		Counts: ImportCounts(i.Counts)}
	for _, f := range i.Mapping {
		out.Mapping = append(out.Mapping, string(f))
	}
	if out.Samples == nil {
		out.Samples = [][]string{}
	}
	return out
}

// RegisterImports hangs in the doors to imports.
func RegisterImports(d *door.Doors, imports Imports) {
	route := func(method, path, id, summary string) door.Route {
		return door.Route{Operation: access.CustomerImport, Area: door.Reselling, Method: method, Path: "/api/console/" + path, ID: id, Summary: summary}
	}
	one := func(ctx context.Context, c *door.Caller, id uuid.UUID, err error) (*door.Body[Import], error) {
		if err != nil {
			return nil, err
		}
		i, err := imports.Get(ctx, c.Scope, id)
		if err != nil {
			return nil, err
		}
		return door.Answer(toImport(i)), nil
	}
	upload := route(http.MethodPost, "imports", "upload-import", "Read a file that brings customers")
	upload.Description = "CSV (UTF-8, UTF-16, Windows-1251; commas, semicolons, tabs) or XLSX, up to 16 MB and 50,000 lines. Nothing is brought yet."
	upload.Status, upload.MaxBody = http.StatusCreated, sheet.MaxBytes+1
	door.Handle(d, upload, func(ctx context.Context, c *door.Caller, in *struct {
		Name    string `query:"name" maxLength:"400" doc:"The file's name"`
		RawBody []byte `contentType:"application/octet-stream"`
	}) (*door.Body[Import], error) {
		i, err := imports.Upload(ctx, c.Scope, c.User, in.Name, in.RawBody)
		if err != nil {
			return nil, err
		}
		return door.Answer(toImport(i)), nil
	})
	door.Handle(d, route(http.MethodGet, "imports", "list-imports", "Imports, the newest first"),
		func(ctx context.Context, c *door.Caller, in *door.Page) (*door.Body[door.Items[Import]], error) {
			return door.Paged(c, "imports", in.After,
				func(after uuid.UUID) ([]onboarding.Import, bool, error) {
					return imports.List(ctx, c.Scope, after, min(in.Limit, 100))
				},
				func(i onboarding.Import) (Import, uuid.UUID) { return toImport(i), i.ID })
		})
	door.Handle(d, route(http.MethodGet, "import-fields", "list-import-fields", "What columns can mean"),
		func(context.Context, *door.Caller, *struct{}) (*door.Body[ImportFields], error) {
			out := ImportFields{Fields: []string{}, Protocols: []ImportProtocol{}}
			for _, f := range onboarding.Fields() {
				out.Fields = append(out.Fields, string(f))
			}
			for _, p := range imports.Protocols() {
				out.Protocols = append(out.Protocols, ImportProtocol(p))
			}
			return door.Answer(out), nil
		})
	door.Handle(d, route(http.MethodGet, "imports/{import}", "get-import", "One import, how far it is and what came of it"),
		func(ctx context.Context, c *door.Caller, in *ImportPath) (*door.Body[Import], error) {
			return one(ctx, c, in.Import, nil)
		})
	door.Handle(d, route(http.MethodDelete, "imports/{import}", "discard-import", "Forget a file that was not brought"),
		func(ctx context.Context, c *door.Caller, in *ImportPath) (*door.None, error) {
			return nil, imports.Discard(ctx, c.Scope, in.Import)
		})
	check := route(http.MethodPost, "imports/{import}/check", "check-import", "Say what the columns mean, and try the import out")
	check.Description = "What each line would do is in its lines afterwards; nothing else stays. What the columns mean is remembered."
	door.Handle(d, check, func(ctx context.Context, c *door.Caller, in *struct {
		ImportPath
		Body struct {
			Mapping  []string `json:"mapping" maxItems:"200" nullable:"false"`
			Protocol string   `json:"protocol,omitempty" maxLength:"40"`
			Invites  *bool    `json:"invites,omitempty" doc:"Whoever has an e-mail chooses a password by a letter; false: they get a first password. Absent: true"`
		}
	}) (*door.Body[Import], error) {
		mapping := make([]onboarding.Field, len(in.Body.Mapping))
		for i, f := range in.Body.Mapping {
			mapping[i] = onboarding.Field(f)
		}
		return one(ctx, c, in.Import, imports.Check(ctx, c.Scope, in.Import,
			onboarding.Reading{Mapping: mapping, Protocol: in.Body.Protocol, FirstPasswords: in.Body.Invites != nil && !*in.Body.Invites}))
	})
	start := route(http.MethodPost, "imports/{import}/start", "start-import", "Bring what was tried out")
	start.Description = "Goes on whatever becomes of the connection or the process. Lines that are wrong are left out."
	door.Handle(d, start, func(ctx context.Context, c *door.Caller, in *ImportPath) (*door.Body[Import], error) {
		return one(ctx, c, in.Import, imports.Start(ctx, c.Scope, in.Import))
	})
	undo := route(http.MethodPost, "imports/{import}/undo", "undo-import", "Take back what an import has created")
	undo.Description = "Within thirty days. What the import has changed gets back what it was. What somebody has touched since is left, and told."
	door.Handle(d, undo, func(ctx context.Context, c *door.Caller, in *ImportPath) (*door.Body[Import], error) {
		return one(ctx, c, in.Import, imports.Undo(ctx, c.Scope, in.Import))
	})
	registerImportFiles(d, imports, route)
}

func registerImportFiles(d *door.Doors, imports Imports, route func(method, path, id, summary string) door.Route) {
	door.Handle(d, route(http.MethodGet, "imports/{import}/lines", "list-import-lines", "Lines of an import, and what became of each"),
		func(ctx context.Context, c *door.Caller, in *struct {
			ImportPath
			door.Page

			Outcome string `query:"outcome" enum:"created,changed,unchanged,wrong" doc:"Absent: all"`
		}) (*door.Body[door.Items[ImportLine]], error) {
			return door.Paged(c, "import lines", in.After,
				func(after int) ([]onboarding.Line, bool, error) {
					return imports.Lines(ctx, c.Scope, in.Import, in.Outcome, after, in.Limit)
				},
				func(l onboarding.Line) (ImportLine, int) {
					line := ImportLine{Line: l.Line, Cells: l.Cells, Outcome: l.Outcome, Told: l.Told, Problems: []ImportProblem{}}
					for _, w := range l.Wrong {
						line.Problems = append(line.Problems, ImportProblem{string(w.Field), w.Reason, w.Message})
					}
					return line, l.Line
				})
		})
	door.Handle(d, route(http.MethodGet, "imports/{import}/left", "list-import-left", "What undoing has left, and why"),
		func(ctx context.Context, c *door.Caller, in *ImportPath) (*door.Body[door.Items[ImportLeft]], error) {
			list, err := imports.LeftOver(ctx, c.Scope, in.Import)
			if err != nil {
				return nil, err
			}
			items := make([]ImportLeft, 0, len(list))
			for _, l := range list {
				items = append(items, ImportLeft{l.Line, l.Kind, l.Name, l.Reason, append([]string{}, l.Fields...)})
			}
			return door.Listed(items, ""), nil
		})
	door.Handle(d, route(http.MethodGet, "imports/{import}/result", "get-import-result", "The file again, with what became of each line"),
		func(ctx context.Context, c *door.Caller, in *ImportPath) (*door.File, error) {
			var b bytes.Buffer
			name, err := imports.Result(ctx, c.Scope, in.Import, &b)
			if err != nil {
				return nil, err
			}
			return door.CSV(name, b.Bytes()), nil
		})
	passwords := route(http.MethodPost, "imports/{import}/passwords", "take-import-passwords", "First passwords of whoever was added, once")
	passwords.Description = "Each must be changed at the first sign-in. Afterwards nobody can tell them any more."
	door.Handle(d, passwords, func(ctx context.Context, c *door.Caller, in *ImportPath) (*door.File, error) {
		var b bytes.Buffer
		if err := imports.Passwords(ctx, c.Scope, in.Import, &b); err != nil {
			return nil, err
		}
		return door.CSV("first-passwords.csv", b.Bytes()), nil
	})
}
