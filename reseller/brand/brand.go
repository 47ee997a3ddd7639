package brand

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/themes"
	"github.com/liveryhq/livery/themes/letters"
)

// Content is all that a realm says of its brand.
type Content struct {
	Name   string        `json:"name"`
	Tokens themes.Tokens `json:"tokens"`
	// Locked are the tokens that realms below cannot change.
	Locked []string     `json:"locked"`
	Dress  themes.Dress `json:"dress"`
	// Words are what its letters and papers say in its own words.
	Words letters.Words `json:"words,omitzero"`
}

// Draft is a brand that nobody sees yet but those who have its link.
type Draft struct {
	Content

	ChangedAt time.Time
	// Preview is the link's secret; empty: there is no link. It ends by itself.
	Preview      string
	PreviewUntil *time.Time
}

// Studio is what one works at.
type Studio struct {
	Published Content
	Draft     *Draft
	// Inherited are the tokens of whoever stands above, and the default ones below them.
	Inherited themes.Tokens
	// LockedAbove are the tokens that cannot be set here.
	LockedAbove []string
	// Version that is in force; 0: the look was never published from here.
	Version int
}

// Tenants knows the looks of a lineage.
type Tenants interface {
	Looks(ctx context.Context, s db.Scope) ([]tenant.LineageLook, error)
}

// Brands serves one scope at a time. Safe for concurrent use.
type Brands struct {
	db      *db.DB
	tenants Tenants
	clock   clock.Clock
	// encoding: one picture is unpacked at a time, for it may take a hundred megabytes.
	encoding sync.Mutex
}

// New makes the studio.
func New(d *db.DB, t Tenants, c clock.Clock) *Brands { return &Brands{db: d, tenants: t, clock: c} }

func (b *Brands) now() time.Time { return b.clock.Now().UTC().Truncate(time.Microsecond) }

// Derive is what tokens of the tenant acted in come to, above which its lineage's lie. Invalid if they cannot be used together.
func (b *Brands) Derive(ctx context.Context, s db.Scope, tokens themes.Tokens) (themes.Theme, error) {
	studio, err := b.inherited(ctx, s)
	if err != nil {
		return themes.Theme{}, err
	}
	return themes.Compile(themes.Inherit([]themes.Layer{{Tokens: studio.Inherited, Locked: studio.LockedAbove}, {Tokens: tokens}}))
}

// inherited reads what is published in the lineage of the tenant acted in, and nothing else.
func (b *Brands) inherited(ctx context.Context, s db.Scope) (Studio, error) {
	looks, err := b.tenants.Looks(ctx, s)
	if err != nil {
		return Studio{}, err
	}
	studio := Studio{LockedAbove: []string{}}
	var above []themes.Layer
	for _, l := range looks {
		tokens, err := themes.Parse(l.Tokens)
		if err != nil {
			return Studio{}, fmt.Errorf("read the tokens of a lineage: %w", err)
		}
		if l.Tenant != s.Tenant() {
			above = append(above, themes.Layer{Tokens: tokens, Locked: l.Locked})
			studio.LockedAbove = append(studio.LockedAbove, l.Locked...)
			continue
		}
		dress, err := themes.ParseDress(l.Dress)
		if err != nil {
			return Studio{}, err
		}
		studio.Published = Content{Name: l.Name, Tokens: tokens, Locked: append([]string{}, l.Locked...), Dress: dress}
	}
	slices.Sort(studio.LockedAbove)
	studio.LockedAbove = slices.Compact(studio.LockedAbove)
	studio.Inherited = themes.Inherit(above)
	return studio, nil
}

// Studio reads the brand of the tenant acted in, its draft, and what it inherits.
func (b *Brands) Studio(ctx context.Context, s db.Scope) (Studio, error) {
	studio, err := b.inherited(ctx, s)
	if err != nil {
		return Studio{}, err
	}
	err = b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if studio.Draft, err = readDraft(ctx, tx, s.Tenant(), false); err != nil {
			return err
		}
		// A link that has ended is none: who works here makes another.
		if d := studio.Draft; d != nil && d.PreviewUntil != nil && !d.PreviewUntil.After(b.now()) {
			d.Preview, d.PreviewUntil = "", nil
		}
		if studio.Published.Words, err = readWords(ctx, tx, s.Tenant()); err != nil {
			return err
		}
		if studio.Published.Name == "" {
			if studio.Published.Name, err = tenantName(ctx, tx, s.Tenant()); err != nil {
				return err
			}
		}
		studio.Version, err = lastNumber(ctx, tx, s.Tenant())
		return err
	})
	if err != nil {
		return Studio{}, fmt.Errorf("read the studio: %w", err)
	}
	if studio.Published.Locked == nil {
		studio.Published.Locked = []string{}
	}
	return studio, nil
}

// Save keeps a draft; its letters stay as they are (Letters). Invalid names what cannot be used, and what may be.
func (b *Brands) Save(ctx context.Context, s db.Scope, c Content) error {
	studio, err := b.Studio(ctx, s)
	if err != nil {
		return err
	}
	if err := c.check(studio.LockedAbove); err != nil {
		return err
	}
	now := b.now()
	err = b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		if err := picturesAreThere(ctx, tx, s.Tenant(), c.Dress); err != nil {
			return err
		}
		before, err := readDraft(ctx, tx, s.Tenant(), true)
		if err != nil {
			return err
		}
		was := studio.Published.told()
		c.Words = studio.Published.Words
		if before != nil {
			was, c.Words = before.told(), before.Words
		}
		was, is := audit.Differing(was, c.told())
		if len(is) == 0 && before != nil {
			return nil
		}
		if err := writeDraft(ctx, tx, s.Tenant(), c, now); err != nil {
			return err
		}
		return b.tell(ctx, tx, s, now, "brand.draft.change", c.Name, was, is)
	})
	if err != nil {
		return fmt.Errorf("save a draft: %w", err)
	}
	return nil
}

// Discard throws the draft away, and its link.
func (b *Brands) Discard(ctx context.Context, s db.Scope) error {
	now := b.now()
	err := b.db.InTenant(ctx, s, func(tx *db.Tx) error {
		was, err := removeDraft(ctx, tx, s.Tenant())
		if err != nil || was == nil {
			return err
		}
		return b.tell(ctx, tx, s, now, "brand.draft.discard", was.Name, nil, nil)
	})
	if err != nil {
		return fmt.Errorf("discard a draft: %w", err)
	}
	return nil
}

func (b *Brands) tell(ctx context.Context, tx *db.Tx, s db.Scope, at time.Time, action, name string, before, after audit.Fields) error {
	change := audit.Change{Action: action, Subject: audit.Subject{Kind: "tenant", ID: s.Tenant(), Name: name}}
	if before != nil {
		change.Before = before
	}
	if after != nil {
		change.After = after
	}
	return audit.Write(ctx, tx, s.Tenant(), at, change)
}

// check makes a content plain, and says what is wrong with it.
func (c *Content) check(lockedAbove []string) error {
	c.Name = strings.TrimSpace(c.Name)
	if n := utf8.RuneCountInString(c.Name); n < 1 || n > 80 || strings.ContainsFunc(c.Name, letters.Breaks) {
		return errs.Field("name", "bad_name", "Give the brand a name of 1 to 80 letters, without line breaks and marks that turn the direction of writing.")
	}
	if err := themesFault("tokens.", c.Tokens.Validate()); err != nil {
		return err
	}
	for _, name := range lockedAbove {
		if c.Tokens.Sets(name) {
			return errs.Field("tokens."+name, "token_locked", "This cannot be changed here: it is the same for all. Leave it empty.")
		}
	}
	if c.Locked == nil {
		c.Locked = []string{}
	}
	slices.Sort(c.Locked)
	c.Locked = slices.Compact(c.Locked)
	for _, name := range c.Locked {
		if !slices.Contains(themes.Names(), name) {
			return errs.Field("locked", "bad_brand_value", "There is no such token. Choose of "+strings.Join(themes.Names(), ", ")+".")
		}
	}
	return themesFault("dress.", c.Dress.Validate())
}

// themesFault turns what package themes has found wrong into an error that names the field.
func themesFault(prefix string, err error) error {
	if wrong, is := errors.AsType[themes.Invalid](err); is {
		return errs.Field(prefix+wrong.Token, "bad_brand_value", strings.ToUpper(wrong.Remedy[:1])+wrong.Remedy[1:]+".")
	}
	return err
}

func (c Content) told() audit.Fields {
	return audit.Fields{"name": c.Name, "tokens": c.Tokens, "locked": append([]string{}, c.Locked...), "dress": c.Dress, "words": c.Words.Told()}
}
