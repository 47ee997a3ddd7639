package reselling

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/messaging/sender"
	"github.com/liveryhq/livery/platform/messaging/wording"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/themes/letters"
)

// LetterWords are a realm's letters and papers, in its own words.
type LetterWords interface {
	List(ctx context.Context, s db.Scope) ([]brand.LetterState, error)
	Read(ctx context.Context, s db.Scope, kind, lang string) (brand.LetterSheet, error)
	Save(ctx context.Context, s db.Scope, kind, lang string, text letters.Text) error
	Reset(ctx context.Context, s db.Scope, kind, lang string) error
	Lock(ctx context.Context, s db.Scope, kind string, locked bool) error
	Try(kind string, text letters.Text) ([]letters.Fault, error)
	Showing(ctx context.Context, s db.Scope, w wording.Worded) (wording.Worded, error)
	Show(ctx context.Context, s db.Scope, w wording.Worded) (letters.Letter, error)
	Paper(ctx context.Context, s db.Scope, w wording.Worded) (invoice.Kind, func(invoice.Dress) invoice.Dress, error)
}

// SamplePapers draw a paper to look at.
type SamplePapers interface {
	Sample(ctx context.Context, s db.Scope, customer uuid.UUID, kind invoice.Kind, locale string, wear func(invoice.Dress) invoice.Dress) ([]byte, error)
}

// KnownCustomer reads a customer.
type KnownCustomer interface {
	One(ctx context.Context, s db.Scope, id uuid.UUID) (customers.One, error)
}

// BrandText is a text in one's own words: paragraphs with an empty line between them, "# " before a heading, **bold**,
// [words](https://…), and variables in double braces.
type BrandText struct {
	Subject string `json:"subject,omitempty" maxLength:"1000"`
	Body    string `json:"body" maxLength:"20000"`
}

// BrandLetterText is where a text comes from, in one language.
type BrandLetterText struct {
	Language string `json:"language"`
	Title    string `json:"title,omitempty" doc:"What the letter is called in this language; absent: it is none"`
	From     string `json:"from" enum:"standard,own,inherited" doc:"What goes out at the moment"`
	Drafted  bool   `json:"drafted" doc:"The draft says something else"`
}

// BrandLetter is a letter or a paper in the list.
type BrandLetter struct {
	Letter      string            `json:"letter"`
	Group       string            `json:"group" enum:"letter,foot,paper"`
	Topic       string            `json:"topic,omitempty" enum:"joining,security,money,service,documents,workings" doc:"What a letter is about"`
	Texts       []BrandLetterText `json:"texts" nullable:"false"`
	Locked      bool              `json:"locked" doc:"Realms below say nothing of their own in it"`
	LockedAbove bool              `json:"locked_above" doc:"Nothing of one's own can be said in it here"`
}

// BrandVariable can stand in a text between double braces.
type BrandVariable struct {
	Name    string `json:"name"`
	Example string `json:"example"`
	Needed  bool   `json:"needed" doc:"The text must name it"`
}

// BrandLetterSheet is one text as it is worked at.
type BrandLetterSheet struct {
	Letter      string `json:"letter"`
	Group       string `json:"group" enum:"letter,foot,paper"`
	Language    string `json:"language"`
	Locked      bool   `json:"locked"`
	LockedAbove bool   `json:"locked_above"`

	From      string          `json:"from" enum:"standard,own,inherited"`
	Standard  BrandText       `json:"standard"`
	Inherited BrandText       `json:"inherited" doc:"What is said without a text of one's own"`
	InForce   BrandText       `json:"in_force"`
	Draft     *BrandText      `json:"draft,omitempty" doc:"One's own text in the draft; none: there is none of one's own"`
	Betrays   string          `json:"betrays,omitempty" doc:"What in it names its brand, so that realms below do not say the same"`
	Variables []BrandVariable `json:"variables" nullable:"false"`
}

// BrandTextFault is something wrong in a text.
type BrandTextFault struct {
	Field  string `json:"field" enum:"subject,body"`
	Line   int    `json:"line"`
	Place  int    `json:"place" doc:"The letter in the line"`
	Found  string `json:"found,omitempty"`
	Reason string `json:"reason"`
	Meant  string `json:"meant,omitempty" doc:"The variable that was probably meant, or that is missing"`
	Remedy string `json:"remedy"`
}

// BrandLetterShown is a letter as it would go out, or the lines of a paper.
type BrandLetterShown struct {
	Faults  []BrandTextFault `json:"faults" nullable:"false"`
	Subject string           `json:"subject" doc:"Empty for papers"`
	Text    string           `json:"text"`
	HTML    string           `json:"html" doc:"Empty for papers"`
}

// LetterPath names a text of a letter or a paper in one language.
type LetterPath struct {
	Letter   string `path:"letter" maxLength:"60"`
	Language string `path:"language" maxLength:"10"`
}

// RegisterLetters hangs in the words of letters and papers. sends may be nil.
func RegisterLetters(d *door.Doors, words LetterWords, of KnownCustomer, drawn SamplePapers, senders Senders, sends Letters) {
	route := func(operation access.Operation, method, path, id, summary string) door.Route {
		r := door.Route{Operation: operation, Area: door.Reselling, Method: method, Path: "/api/console/brand/letters" + path, ID: id, Summary: summary}
		r.MaxBody = 64 << 10
		return r
	}
	sheet := func(ctx context.Context, c *door.Caller, at LetterPath, err error) (*door.Body[BrandLetterSheet], error) {
		if err != nil {
			return nil, err
		}
		got, err := words.Read(ctx, c.Scope, at.Letter, at.Language)
		return door.Answer(toLetterSheet(got)), err
	}
	listed := func(ctx context.Context, c *door.Caller) (*door.Body[door.Items[BrandLetter]], error) {
		list, err := words.List(ctx, c.Scope)
		shown := make([]BrandLetter, 0, len(list))
		for _, one := range list {
			shown = append(shown, toLetter(one.Kind, one.Texts, one.Locked, one.LockedAbove))
		}
		return door.Listed(shown, ""), err
	}
	door.Handle(d, route(access.BrandRead, http.MethodGet, "", "list-brand-letters", "Letters and papers, and whose words each says"),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[BrandLetter]], error) {
			return listed(ctx, c)
		})
	door.Handle(d, route(access.BrandRead, http.MethodGet, "/{letter}/{language}", "get-brand-letter", "A text in one language: ours, the one in force, the draft, and what can be named in it"),
		func(ctx context.Context, c *door.Caller, in *LetterPath) (*door.Body[BrandLetterSheet], error) {
			return sheet(ctx, c, *in, nil)
		})
	save := route(access.BrandWrite, http.MethodPut, "/{letter}/{language}", "save-brand-letter", "Write a text into the draft of the brand")
	save.Description = "It is said once the brand is published, and can be brought back with it. What is wrong is told with its place."
	door.Handle(d, save, func(ctx context.Context, c *door.Caller, in *struct {
		LetterPath
		Body BrandText
	}) (*door.Body[BrandLetterSheet], error) {
		return sheet(ctx, c, in.LetterPath, words.Save(ctx, c.Scope, in.Letter, in.Language, letters.Text(in.Body)))
	})
	door.Handle(d, route(access.BrandWrite, http.MethodDelete, "/{letter}/{language}", "reset-brand-letter", "Take one's own text out of the draft"),
		func(ctx context.Context, c *door.Caller, in *LetterPath) (*door.Body[BrandLetterSheet], error) {
			return sheet(ctx, c, *in, words.Reset(ctx, c.Scope, in.Letter, in.Language))
		})
	door.Handle(d, route(access.BrandWrite, http.MethodPost, "/{letter}/lock", "lock-brand-letter", "Have realms below say nothing of their own in a letter, or let them; a part of the draft"),
		func(ctx context.Context, c *door.Caller, in *struct {
			Letter string `path:"letter" maxLength:"60"`
			Body   struct {
				Locked bool `json:"locked"`
			}
		}) (*door.Body[door.Items[BrandLetter]], error) {
			if err := words.Lock(ctx, c.Scope, in.Letter, in.Body.Locked); err != nil {
				return nil, err
			}
			return listed(ctx, c)
		})
	registerLettersShown(d, route, words, of, drawn, senders, sends)
}

func registerLettersShown(d *door.Doors, route func(operation access.Operation, method, path, id, summary string) door.Route, words LetterWords, of KnownCustomer, drawn SamplePapers, senders Senders, sends Letters) {
	show := route(access.BrandPreview, http.MethodPost, "/{letter}/{language}/show", "show-brand-letter", "What a text would say, with examples or the name and number of a customer of one's own")
	show.Description = "Nothing is kept and nothing is sent. What is wrong with the text is listed with its place; then there is no letter."
	door.Handle(d, show, func(ctx context.Context, c *door.Caller, in *struct {
		LetterPath
		Body struct {
			BrandText
			Customer uuid.UUID `json:"customer,omitzero" format:"uuid"`
		}
	}) (*door.Body[BrandLetterShown], error) {
		w := wording.Worded{Kind: in.Letter, Lang: in.Language, Text: letters.Text(in.Body.BrandText)}
		var err error
		if w.Known, err = knownOf(ctx, c, of, in.Body.Customer); err != nil {
			return nil, err
		}
		faults, err := words.Try(in.Letter, w.Text)
		if err != nil || len(faults) > 0 {
			return door.Answer(BrandLetterShown{Faults: toFaults(faults)}), err
		}
		shown, err := words.Show(ctx, c.Scope, w)
		return door.Answer(BrandLetterShown{toFaults(nil), shown.Subject, shown.Text, shown.HTML}), err
	})
	draw := route(access.BrandPreview, http.MethodPost, "/{letter}/{language}/draw", "draw-brand-paper", "What a paper would look like with a text, with examples or for a customer of one's own")
	draw.Description = "Nothing is kept, and it has no number."
	door.Handle(d, draw, func(ctx context.Context, c *door.Caller, in *struct {
		LetterPath
		Body struct {
			BrandText
			Customer uuid.UUID `json:"customer,omitzero" format:"uuid"`
		}
	}) (*door.File, error) {
		if _, err := knownOf(ctx, c, of, in.Body.Customer); err != nil {
			return nil, err
		}
		kind, wear, err := words.Paper(ctx, c.Scope, wording.Worded{Kind: in.Letter, Lang: in.Language, Text: letters.Text(in.Body.BrandText)})
		if err != nil {
			return nil, err
		}
		content, err := drawn.Sample(ctx, c.Scope, in.Body.Customer, kind, in.Language, wear)
		return door.PDF("sample.pdf", content, err)
	})
	test := route(access.BrandWrite, http.MethodPost, "/{letter}/{language}/test", "test-brand-letter", "Send a letter in these words to one's own address")
	test.Description = "By the way that letters take. At most one in ten seconds."
	door.Handle(d, test, func(ctx context.Context, c *door.Caller, in *struct {
		LetterPath
		Body BrandText
	}) (*door.Body[MailTrial], error) {
		w, err := words.Showing(ctx, c.Scope, wording.Worded{Kind: in.Letter, Lang: in.Language, Text: letters.Text(in.Body)})
		if err != nil {
			return nil, err
		}
		if sends == nil {
			return nil, errs.New(errs.Unavailable, "no_mail", "No letters leave from here at the moment. Ask your provider.")
		}
		var to sender.Tried
		if to, err = senders.Trying(ctx, c.Scope, c.User, in.Letter+" "+in.Language); err != nil {
			return nil, err
		}
		got, err := sends.TryWords(ctx, c.Scope, to, w)
		return door.Answer(MailTrial(got)), err
	})
}

// knownOf are the values of a customer of the caller's own. NotFound, also if somebody between looks after it.
func knownOf(ctx context.Context, c *door.Caller, of KnownCustomer, customer uuid.UUID) (map[string]string, error) {
	if customer == uuid.Nil {
		return nil, nil //nolint:nilnil // examples are shown
	}
	one, err := of.One(ctx, c.Scope, customer)
	if err != nil {
		return nil, err
	}
	if !one.Direct() || !c.May(access.CustomerRead) {
		return nil, errs.Missing()
	}
	return map[string]string{"tenant": one.Name, "customer": one.Name, "objects": strconv.Itoa(max(1, one.Objects))}, nil
}

func toLetter(kind letters.Kind, texts []brand.LetterText, locked, above bool) BrandLetter {
	shown := BrandLetter{Letter: kind.Name, Group: string(kind.Group), Topic: string(kind.Topic), Texts: []BrandLetterText{}, Locked: locked, LockedAbove: above}
	for _, t := range texts {
		shown.Texts = append(shown.Texts, BrandLetterText{t.Lang, t.Title, t.From, t.Drafted})
	}
	return shown
}

func toLetterSheet(s brand.LetterSheet) BrandLetterSheet {
	shown := BrandLetterSheet{Letter: s.Name, Group: string(s.Group), Language: s.Lang, Locked: s.Locked, LockedAbove: s.LockedAbove, From: s.From,
		Standard: BrandText(s.Ours), Inherited: BrandText(s.Inherited), InForce: BrandText(s.InForce), Betrays: s.Betrays, Variables: []BrandVariable{}}
	if s.Draft != nil {
		shown.Draft = new(BrandText(*s.Draft))
	}
	for _, name := range s.Variables {
		shown.Variables = append(shown.Variables, BrandVariable{name, s.Examples[name], slices.Contains(s.Needed, name)})
	}
	return shown
}

func toFaults(faults []letters.Fault) []BrandTextFault {
	shown := []BrandTextFault{}
	for _, f := range faults {
		shown = append(shown, BrandTextFault{f.Field, f.Line, f.Place, f.Found, f.Reason, f.Meant, f.Remedy()})
	}
	return shown
}
