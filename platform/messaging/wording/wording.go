package wording

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/themes"
	"github.com/liveryhq/livery/themes/letters"
)

// logoWide and logoTall bound a logo in a letter, in pixels.
const (
	logoWide = 220
	logoTall = 56
)

// Tenants knows lineages, and what they say.
type Tenants interface {
	Words(ctx context.Context, realm uuid.UUID, kinds ...string) ([]tenant.LineageWords, error)
	Scope(ctx context.Context, caller, target uuid.UUID) (db.Scope, error)
	Brand(ctx context.Context, id uuid.UUID) (*tenant.Brand, error)
}

// Wording serves one realm at a time. Safe for concurrent use.
type Wording struct {
	db      *db.DB
	tenants Tenants
	book    *letters.Book
}

// New makes it.
func New(d *db.DB, t Tenants, b *letters.Book) *Wording { return &Wording{d, t, b} }

// Book is all that can be said.
func (w *Wording) Book() *letters.Book { return w.book }

// Layers are the words of a lineage, from the root down to the realm, which is the last one.
func (w *Wording) Layers(ctx context.Context, realm uuid.UUID, kinds ...string) ([]letters.Layer, error) {
	rows, err := w.tenants.Words(ctx, realm, kinds...)
	if err != nil {
		return nil, err
	}
	layers := make([]letters.Layer, 0, len(rows)+1)
	for _, r := range rows {
		words, err := letters.ParseWords(r.Words)
		if err != nil {
			return nil, err
		}
		layers = append(layers, letters.Layer{Name: r.Name, Words: words})
	}
	if len(rows) == 0 || rows[len(rows)-1].Tenant != realm {
		layers = append(layers, letters.Layer{}) // it has no brand yet
	}
	return layers, nil
}

// Own is the text of a kind that is in force in a lineage; nil: there is none, or it can no more be read.
func (w *Wording) Own(layers []letters.Layer, kind, lang string) *letters.Parsed {
	own, from, _ := letters.Choose(layers, kind, letters.LanguageOf(lang))
	if from < 0 {
		return nil
	}
	parsed, faults := w.book.Parse(kind, own.Text)
	if len(faults) > 0 { // a variable that a later version does not have any more
		return nil
	}
	return &parsed
}

// Letter writes a letter of a realm in its own words, else in ours. origin is the realm's own, as https://host. own says whose words
// they are.
func (w *Wording) Letter(ctx context.Context, realm uuid.UUID, kind, lang string, v letters.Values, brand *tenant.Brand, origin string) (l letters.Letter, own bool, err error) {
	layers, err := w.Layers(ctx, realm, kind, letters.Foot)
	if err != nil {
		return l, false, err
	}
	text, foot := w.Own(layers, kind, lang), w.Own(layers, letters.Foot, lang)
	return w.write(ctx, realm, kind, lang, text, foot, v, brand, origin)
}

// write is Letter with these texts; nil: ours. pictures is the origin that the logo is asked of.
func (w *Wording) write(ctx context.Context, realm uuid.UUID, kind, lang string, text, foot *letters.Parsed, v letters.Values, brand *tenant.Brand, pictures string) (l letters.Letter, own bool, err error) {
	frame, err := w.frame(ctx, realm, brand, pictures)
	if err != nil {
		return l, false, err
	}
	if frame.Foot = foot; text != nil || foot != nil {
		if v, err = w.filled(ctx, realm, lang, v); err != nil {
			return l, false, err
		}
	}
	if text != nil {
		l, err = w.book.WriteOwn(*text, lang, v, frame)
		if err == nil || !errors.Is(err, letters.ErrUnfilled) {
			return l, true, err
		}
	}
	l, err = w.book.Write(kind, lang, v, frame)
	return l, false, err
}

// filled is values with the realm's particulars beside: whoever writes a letter cannot put others in their place.
func (w *Wording) filled(ctx context.Context, realm uuid.UUID, lang string, v letters.Values) (letters.Values, error) {
	particulars, err := w.Particulars(ctx, realm)
	if err != nil {
		return v, err
	}
	params := map[string]string{}
	maps.Copy(params, v.Params)
	maps.Copy(params, particulars.In(lang))
	v.Params = params
	return v, nil
}

// Particulars are what a realm says of itself. Nothing of them is inherited.
type Particulars struct {
	// Known by the names of variables.
	Known map[string]string
	// hours of support by language, in place of those that are known.
	hours map[string]string
}

// In are the particulars by the names of variables, as whoever reads a language is told them.
func (p Particulars) In(lang string) map[string]string {
	said := p.hours[letters.LanguageOf(lang)]
	if said == "" {
		return p.Known
	}
	known := maps.Clone(p.Known)
	known["support_hours"] = said
	return known
}

// Particulars of a realm.
func (w *Wording) Particulars(ctx context.Context, realm uuid.UUID) (Particulars, error) {
	s, err := w.tenants.Scope(ctx, realm, realm)
	if err != nil {
		return Particulars{}, fmt.Errorf("find a realm: %w", err)
	}
	var known Particulars
	err = w.db.InTenant(ctx, s, func(tx *db.Tx) error {
		known, err = readParticulars(ctx, tx, realm)
		return err
	})
	if err != nil {
		return Particulars{}, fmt.Errorf("read what a realm says of itself: %w", err)
	}
	return known, nil
}

// frame is what lies around a realm's letters: its look, and its logo for papers, else the one for light grounds.
func (w *Wording) frame(ctx context.Context, realm uuid.UUID, brand *tenant.Brand, origin string) (letters.Frame, error) {
	tokens, err := themes.Parse(brand.Tokens)
	if err != nil {
		return letters.Frame{}, fmt.Errorf("read the tokens of a brand: %w", err)
	}
	theme, err := themes.Compile(tokens)
	if err != nil {
		return letters.Frame{}, err
	}
	f := letters.Frame{Brand: brand.Name, Theme: theme}
	logo, err := w.Logo(ctx, realm, brand)
	if err != nil || logo.ID == "" {
		return f, err
	}
	f.Logo, f.LogoWidth = origin+"/brand/"+logo.ID, min(logoWide, logo.Width, max(1, logo.Width*logoTall/max(1, logo.Height)))
	return f, nil
}

// Logo is a brand's picture for letters and papers.
type Logo struct {
	ID            string
	Width, Height int
	Media         string
	Content       []byte
}

// Logo of a brand, with its bytes; without an ID: it has none.
func (w *Wording) Logo(ctx context.Context, realm uuid.UUID, brand *tenant.Brand) (Logo, error) {
	dress, err := themes.ParseDress(brand.Dress)
	if err != nil {
		return Logo{}, err
	}
	id := dress.Logos["document"]
	if id == "" {
		id = dress.Logos["light"]
	}
	if id == "" {
		return Logo{}, nil
	}
	s, err := w.tenants.Scope(ctx, realm, realm)
	if err != nil {
		return Logo{}, fmt.Errorf("find a realm: %w", err)
	}
	var logo Logo
	err = w.db.InTenant(ctx, s, func(tx *db.Tx) error {
		logo, err = readLogo(ctx, tx, realm, string(id))
		return err
	})
	if err != nil {
		return Logo{}, fmt.Errorf("read a logo: %w", err)
	}
	return logo, nil
}
