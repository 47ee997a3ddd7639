package wording

import (
	"context"
	"maps"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/themes/letters"
)

// Worded is a text to look at, before it is anything.
type Worded struct {
	// Kind and Lang it is written for.
	Kind, Lang string
	Text       letters.Text
	// Foot that is not in force yet; nil: the one in force.
	Foot *letters.Text
	// Known are values to show it with, in place of examples: of a customer of the realm's own.
	Known map[string]string
}

// Show writes a text as Shown does, for the realm's own screens: its logo is asked of the host that they are on. Of a paper it writes
// the lines alone; how they stand on it is drawn elsewhere.
func (w *Wording) Show(ctx context.Context, realm uuid.UUID, t Worded) (letters.Letter, error) {
	brand, err := w.tenants.Brand(ctx, realm)
	if err != nil {
		return letters.Letter{}, err
	}
	particulars, err := w.Particulars(ctx, realm)
	if err != nil {
		return letters.Letter{}, err
	}
	if kind, _ := w.book.Kind(t.Kind); kind.Group == letters.GroupPaper {
		return w.closing(kind, particulars.In(t.Lang), t)
	}
	return w.shown(ctx, realm, brand, "https://"+particulars.Known["site"], "", t)
}

// closing fills the lines of a paper with examples, as its reader would see them.
func (w *Wording) closing(kind letters.Kind, particulars map[string]string, t Worded) (letters.Letter, error) {
	parsed, faults := w.book.Parse(t.Kind, t.Text)
	if len(faults) > 0 {
		return letters.Letter{}, Refused(faults[0])
	}
	params := w.book.Sample(kind, t.Lang)
	maps.Copy(params, t.Known)
	maps.Copy(params, particulars)
	lines, err := parsed.Paragraphs(params)
	if err != nil {
		return letters.Letter{}, unfilled()
	}
	return letters.Letter{Text: strings.Join(lines, "\n\n")}, nil
}

// unfilled says that a text names what the realm has not said of itself.
func unfilled() error {
	return errs.Field("body", "particulars_missing", "The text names something that the realm has not said of itself yet, so ours would go out. Fill it in, or take the variable out.")
}

// Shown writes a text with examples, and with the realm's own particulars. Invalid (unknown_variable and others) tells the first
// thing that is wrong with it, and where.
func (w *Wording) Shown(ctx context.Context, realm uuid.UUID, brand *tenant.Brand, origin string, t Worded) (letters.Letter, error) {
	return w.shown(ctx, realm, brand, origin, origin, t)
}

func (w *Wording) shown(ctx context.Context, realm uuid.UUID, brand *tenant.Brand, origin, pictures string, t Worded) (letters.Letter, error) {
	kind, ok := w.book.Kind(t.Kind)
	if !ok || kind.Group == letters.GroupPaper {
		return letters.Letter{}, errs.Missing()
	}
	layers, err := w.Layers(ctx, realm, letters.Foot)
	if err != nil {
		return letters.Letter{}, err
	}
	foot := w.Own(layers, letters.Foot, t.Lang)
	parsed, faults := w.book.Parse(t.Kind, t.Text)
	if len(faults) > 0 {
		return letters.Letter{}, Refused(faults[0])
	}
	if t.Foot != nil {
		if own, faults := w.book.Parse(letters.Foot, *t.Foot); len(faults) == 0 {
			foot = &own
		}
	}
	text := &parsed
	if kind.Group == letters.GroupFoot { // it is looked at below a letter of ours
		kind, _ = w.book.Kind("reset")
		foot, text = &parsed, nil
	}
	v := letters.Values{Params: w.book.Sample(kind, t.Lang), Link: origin + "/"}
	maps.Copy(v.Params, t.Known)
	for name, value := range v.Params {
		if value == "" {
			v.Params[name] = letters.Example(name, t.Lang)
		}
	}
	l, own, err := w.write(ctx, realm, kind.Name, t.Lang, text, foot, v, brand, pictures)
	if err == nil && text != nil && !own {
		err = unfilled()
	}
	return l, err
}

// Refused is the error of a fault.
func Refused(f letters.Fault) error { return errs.Field(f.Field, f.Reason, f.Remedy()) }
