package brand

import (
	"context"
	"fmt"
	"slices"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/messaging/wording"
	"github.com/liveryhq/livery/themes/letters"
)

// Letters is where a realm writes its letters and papers in its own words: a part of the same draft as the rest of its brand, which
// is published, kept and brought back with it. Safe for concurrent use.
type Letters struct {
	brands  *Brands
	wording *wording.Wording
}

// Letters makes it.
func (b *Brands) Letters(w *wording.Wording) *Letters { return &Letters{b, w} }

// Where a text comes from.
const (
	FromUs    = "standard"
	FromSelf  = "own"
	FromAbove = "inherited"
)

// LetterText is a text in one language.
type LetterText struct {
	Lang string
	// Title of our own letter of this kind; empty: it has none.
	Title string
	// From is where what goes out at the moment comes from.
	From string
	// Drafted: the draft says another thing.
	Drafted bool
}

// LetterState is one letter or paper in the list.
type LetterState struct {
	letters.Kind

	Texts []LetterText
	// Locked for those below, as the draft has it; LockedAbove: nothing of one's own can be said.
	Locked, LockedAbove bool
}

// LetterSheet is one text as it is worked at.
type LetterSheet struct {
	letters.Kind

	Lang string
	// Ours is the text of the platform; InForce is what goes out; Draft what is worked at, nil: the standard or an inherited text.
	Ours, InForce letters.Text
	From          string
	Draft         *letters.Text
	// Inherited is what is said without a text of one's own.
	Inherited letters.Text
	// Betrays is why realms below do not say the same; empty: they do.
	Betrays             string
	Locked, LockedAbove bool
	// Examples of the variables; particulars are the realm's own.
	Examples map[string]string
}

// known finds a text by its name and language. NotFound.
func (l *Letters) known(kind, lang string) (letters.Kind, error) {
	k, ok := l.wording.Book().Kind(kind)
	if !ok || lang != "" && !slices.Contains(letters.Languages(), lang) {
		return k, errs.Missing()
	}
	return k, nil
}

// worked is a realm's words, in force and in its draft.
type worked struct {
	layers  []letters.Layer // in force; the realm's own is the last
	drafted letters.Words
	names   []string
}

func (l *Letters) read(ctx context.Context, s db.Scope, kinds ...string) (w worked, err error) {
	if w.layers, err = l.wording.Layers(ctx, s.Tenant(), kinds...); err != nil {
		return w, err
	}
	particulars, err := l.wording.Particulars(ctx, s.Tenant())
	if err != nil {
		return w, err
	}
	w.drafted = w.layers[len(w.layers)-1].Words
	err = l.brands.db.InTenant(ctx, s, func(tx *db.Tx) error {
		draft, err := readDraft(ctx, tx, s.Tenant(), false)
		if err == nil && draft != nil {
			w.drafted = draft.Words
			w.names = append(w.names, draft.Name)
		}
		return err
	})
	w.names = append(w.names, namesOf(particulars.Known)...)
	return w, err
}

// namesOf are the particulars that say whose a text is.
func namesOf(particulars map[string]string) (names []string) {
	for _, name := range []string{"brand", "company", "site", "company_email", "company_phone", "support_email", "support_phone"} {
		names = append(names, particulars[name])
	}
	return names
}

// state says where a text comes from.
func (w worked) state(kind, lang string) (in LetterText, text letters.Own, locked bool) {
	own, from, locked := letters.Choose(w.layers, kind, lang)
	in = LetterText{Lang: lang, From: FromUs}
	switch {
	case from == len(w.layers)-1:
		in.From = FromSelf
	case from >= 0:
		in.From = FromAbove
	}
	now, here := w.layers[len(w.layers)-1].Of(kind, lang)
	then, drafted := w.drafted.Of(kind, lang)
	in.Drafted = here != drafted || now.Text != then.Text
	return in, own, locked
}

// List reads all letters and papers, with where their texts come from.
func (l *Letters) List(ctx context.Context, s db.Scope) ([]LetterState, error) {
	w, err := l.read(ctx, s)
	if err != nil {
		return nil, fmt.Errorf("list letters: %w", err)
	}
	var list []LetterState
	for _, name := range l.wording.Book().Names() {
		k, _ := l.wording.Book().Kind(name)
		one := LetterState{Kind: k, Locked: slices.Contains(w.drafted.Locked, name)}
		for _, lang := range letters.Languages() {
			text, _, locked := w.state(name, lang)
			text.Title = l.wording.Book().Title(name, lang)
			one.Texts, one.LockedAbove = append(one.Texts, text), locked
		}
		list = append(list, one)
	}
	return list, nil
}

// Read is one text as it is worked at. NotFound.
func (l *Letters) Read(ctx context.Context, s db.Scope, kind, lang string) (LetterSheet, error) {
	k, err := l.known(kind, lang)
	if err != nil {
		return LetterSheet{}, err
	}
	w, err := l.read(ctx, s, kind)
	if err != nil {
		return LetterSheet{}, fmt.Errorf("read a letter: %w", err)
	}
	in, own, locked := w.state(kind, lang)
	book := l.wording.Book()
	sheet := LetterSheet{Kind: k, Lang: lang, Ours: book.Ours(kind, lang), From: in.From, Locked: slices.Contains(w.drafted.Locked, kind), LockedAbove: locked,
		Examples: book.Examples(k, lang)}
	if sheet.InForce = own.Text; in.From == FromUs {
		sheet.InForce = sheet.Ours
	}
	sheet.Inherited = sheet.Ours
	above := append(slices.Clone(w.layers[:len(w.layers)-1]), letters.Layer{})
	if text, from, _ := letters.Choose(above, kind, lang); from >= 0 {
		sheet.Inherited = text.Text
	}
	shown := sheet.Inherited
	if draft, ok := w.drafted.Of(kind, lang); ok {
		sheet.Draft, shown = &draft.Text, draft.Text
	}
	sheet.Betrays = shown.Betrays(w.names...)
	particulars, err := l.wording.Particulars(ctx, s.Tenant())
	for _, name := range letters.Particulars() {
		if value := particulars.In(lang)[name]; value != "" {
			sheet.Examples[name] = value
		}
	}
	return sheet, err
}

// Save writes a text into the draft. NotFound; Invalid says what is wrong, where, and what was probably meant; Conflict
// (letter_locked): a realm above says it the same for all.
func (l *Letters) Save(ctx context.Context, s db.Scope, kind, lang string, text letters.Text) error {
	if _, err := l.known(kind, lang); err != nil {
		return err
	}
	text = text.Plain()
	if _, faults := l.wording.Book().Parse(kind, text); len(faults) > 0 {
		return wording.Refused(faults[0])
	}
	return l.change(ctx, s, kind, lang, func(w letters.Words) letters.Words { return w.With(kind, lang, &text) })
}

// Reset takes one's own text out of the draft: then the standard is said again, or what is said above. NotFound.
func (l *Letters) Reset(ctx context.Context, s db.Scope, kind, lang string) error {
	if _, err := l.known(kind, lang); err != nil {
		return err
	}
	return l.change(ctx, s, kind, lang, func(w letters.Words) letters.Words { return w.With(kind, lang, nil) })
}

// Lock has realms below say nothing of their own in a letter, or lets them again; it is a part of the draft. NotFound.
func (l *Letters) Lock(ctx context.Context, s db.Scope, kind string, locked bool) error {
	if _, err := l.known(kind, ""); err != nil {
		return err
	}
	return l.change(ctx, s, kind, "", func(w letters.Words) letters.Words { return w.Locking(kind, locked) })
}

func (l *Letters) change(ctx context.Context, s db.Scope, kind, lang string, change func(letters.Words) letters.Words) error {
	studio, err := l.brands.Studio(ctx, s)
	if err != nil {
		return err
	}
	if lang != "" {
		layers, err := l.wording.Layers(ctx, s.Tenant(), kind)
		if err != nil {
			return err
		}
		if _, _, locked := letters.Choose(layers, kind, lang); locked {
			return errs.New(errs.Conflict, "letter_locked", "This letter cannot be written here: it says the same for all.")
		}
	}
	now := l.brands.now()
	err = l.brands.db.InTenant(ctx, s, func(tx *db.Tx) error {
		draft, err := readDraft(ctx, tx, s.Tenant(), true)
		if err == nil && draft == nil {
			// Two who begin at the same moment begin the same draft.
			if err = beginDraft(ctx, tx, s.Tenant(), studio.Published, now); err == nil {
				draft, err = readDraft(ctx, tx, s.Tenant(), true)
			}
		}
		if err != nil {
			return err
		}
		content := draft.Content
		was := content.told()
		content.Words = change(content.Words)
		before, after := audit.Differing(was, content.told())
		if len(after) == 0 && len(before) == 0 {
			return nil
		}
		if err := writeDraft(ctx, tx, s.Tenant(), content, now); err != nil {
			return err
		}
		return l.brands.tell(ctx, tx, s, now, "brand.draft.change", content.Name, before, after)
	})
	if err != nil {
		return fmt.Errorf("write a letter: %w", err)
	}
	return nil
}

// Try looks at a text as a letter would say it. It writes nothing. Invalid as Save's.
func (l *Letters) Try(kind string, text letters.Text) ([]letters.Fault, error) {
	if _, err := l.known(kind, ""); err != nil {
		return nil, err
	}
	_, faults := l.wording.Book().Parse(kind, text)
	return faults, nil
}

// Showing is a letter to look at, checked, with the foot that the draft has. NotFound, also for papers; Invalid as Save's.
func (l *Letters) Showing(ctx context.Context, s db.Scope, w wording.Worded) (wording.Worded, error) {
	k, err := l.known(w.Kind, w.Lang)
	if err != nil || k.Group == letters.GroupPaper {
		return w, errs.Missing()
	}
	if _, faults := l.wording.Book().Parse(w.Kind, w.Text); len(faults) > 0 {
		return w, wording.Refused(faults[0])
	}
	worked, err := l.read(ctx, s, letters.Foot)
	if own, ok := worked.drafted.Of(letters.Foot, w.Lang); ok {
		w.Foot = &own.Text
	}
	return w, err
}

// Show writes a text as it would go out; of a paper its lines. Errors as Showing's.
func (l *Letters) Show(ctx context.Context, s db.Scope, w wording.Worded) (letters.Letter, error) {
	k, err := l.known(w.Kind, w.Lang)
	if err != nil {
		return letters.Letter{}, err
	}
	if k.Group != letters.GroupPaper {
		if w, err = l.Showing(ctx, s, w); err != nil {
			return letters.Letter{}, err
		}
	}
	return l.wording.Show(ctx, s.Tenant(), w)
}

// Paper is which kind of paper a text closes, and what papers wear with it. Without a text: with what is in force. NotFound; Invalid as Save's.
func (l *Letters) Paper(ctx context.Context, s db.Scope, w wording.Worded) (invoice.Kind, func(invoice.Dress) invoice.Dress, error) {
	_, err := l.known(w.Kind, w.Lang)
	kind, ok := wording.PaperKind(w.Kind)
	if err != nil || !ok {
		return "", nil, errs.Missing()
	}
	if w.Text.Body == "" {
		return kind, func(d invoice.Dress) invoice.Dress { return d }, nil
	}
	try, err := l.wording.Trying(ctx, s.Tenant(), w)
	return kind, try, err
}
