package mail

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
	"github.com/liveryhq/livery/themes"
	"github.com/liveryhq/livery/themes/letters"
)

// write puts a letter into the reader's language, and the realm's look and words. origin is the realm's own, as https://host; stop is the
// address where somebody who is nobody's user ends such letters.
func (m *Mail) write(ctx context.Context, realm uuid.UUID, l identity.Letter, brand *tenant.Brand, origin, stop string) (letters.Letter, error) {
	v := letters.Values{Params: l.Params, Stop: stop}
	if l.Path != "" {
		if !strings.HasPrefix(l.Path, "/") || strings.HasPrefix(l.Path, "//") {
			return letters.Letter{}, fmt.Errorf("a letter's link leads to the realm's own host: %q does not", l.Path)
		}
		v.Link = origin + l.Path
	}
	if m.Wording != nil {
		written, _, err := m.Wording.Letter(ctx, realm, l.Template, l.Locale, v, brand, origin)
		if err == nil {
			return written, nil
		}
		// No letter is lost for its look: what the realm says of itself could not be had.
		m.Log.WarnContext(ctx, "a letter could not be written in its realm's words, and goes out in ours", "template", l.Template, "realm", realm, "error", err)
	}
	theme, err := look(brand)
	if err != nil {
		return letters.Letter{}, err
	}
	return m.book.Write(l.Template, l.Locale, v, letters.Frame{Brand: brand.Name, Theme: theme})
}

func look(brand *tenant.Brand) (themes.Theme, error) {
	tokens, err := themes.Parse(brand.Tokens)
	if err != nil {
		return themes.Theme{}, fmt.Errorf("read the tokens of a brand: %w", err)
	}
	return themes.Compile(tokens)
}
