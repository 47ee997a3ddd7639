package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/themes"
)

// platformWord is the platform's name: "delivery" is none.
const platformWord = "livery"

// party is a tenant with the words that nobody's but its own people may read: they stand nowhere else.
type party struct {
	id, up, realm uuid.UUID
	kind          tenant.Kind
	name          string
	words         []string
}

// parties are all tenants of the world.
func (s *stage) parties() map[uuid.UUID]*party {
	all := map[uuid.UUID]*party{}
	require.NoError(s.t, s.i.storage.db.Worker(s.t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(s.t.Context(), `select t.id, coalesce(t.parent_id, '00000000-0000-0000-0000-000000000000'), t.realm_id, t.kind, t.name,
			(select coalesce(array_agg(distinct lower(u.email)) filter (where u.email is not null), '{}') from users u where u.tenant_id = t.id) from tenants t`)
		if err != nil {
			return err
		}
		list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (*party, error) {
			p := &party{}
			var emails []string
			err := row.Scan(&p.id, &p.up, &p.realm, &p.kind, &p.name, &emails)
			p.words = append(emails, p.id.String(), strings.ToLower(p.name))
			return p, err
		})
		for _, p := range list {
			all[p.id] = p
		}
		return err
	}))
	for _, r := range s.realms {
		p := all[r.scope.Tenant()]
		short, _, _ := strings.Cut(r.host, ".")
		p.words = append(p.words, strings.ToLower(r.brand.Name), r.starter, r.own, short+".", "@"+short, "support@"+r.host)
		if r.up == nil {
			p.words = slices.DeleteFunc(p.words, func(w string) bool { return strings.Trim(w, "@.") == short })
		}
	}
	return all
}

// colours that only one realm has: no other one's style sheet, and no file of the app, holds them.
func (s *stage) colours() map[*realm][]string {
	sheets := map[*realm]string{}
	for _, r := range s.realms {
		shown, err := s.i.tenants.Brand(s.t.Context(), r.scope.Tenant())
		require.NoError(s.t, err)
		var tokens themes.Tokens
		require.NoError(s.t, json.Unmarshal(shown.Tokens, &tokens))
		theme, err := themes.Compile(tokens)
		require.NoError(s.t, err)
		sheets[r] = strings.ToLower(string(theme.CSS))
	}
	own := map[*realm][]string{}
	for _, r := range s.realms {
		t := r.brand.Tokens
		for _, colour := range []string{string(t.Primary), string(t.Accent), string(t.Map), string(t.Neutral)} {
			shared := false
			for other, sheet := range sheets {
				shared = shared || other != r && strings.Contains(sheet, strings.ToLower(colour))
			}
			if !shared {
				own[r] = append(own[r], strings.ToLower(colour))
			}
		}
		require.NotEmpty(s.t, own[r], "%s has no colour of its own to look for", r.brand.Name)
	}
	return own
}

// reader is somebody who looks at a brand's host.
type reader struct {
	name, login string
	realm       *realm
	// account they are of; the realm's own people have none.
	account uuid.UUID
	// staff see the tenants below their realm.
	staff bool
	// provider: whom the Provider section is for.
	provider bool
}

// sight is where somebody reads: the level above is named there to whom it concerns, or its colours are what a brand inherits.
type sight struct{ named, inherited bool }

// censor tells what readers may not read.
type censor struct {
	parties map[uuid.UUID]*party
	colours map[*realm][]string
	realms  []*realm
	finder  *finder
}

func (s *stage) censor() *censor {
	c := &censor{parties: s.parties(), colours: s.colours(), realms: s.realms}
	words := []string{platformWord}
	for _, p := range c.parties {
		words = append(words, p.words...)
	}
	for _, colours := range c.colours {
		words = append(words, colours...)
	}
	slices.Sort(words)
	c.finder = newFinder(slices.Compact(words))
	return c
}

// words counts what is looked for.
func (c *censor) words() (n int) {
	for _, p := range c.parties {
		n += len(p.words)
	}
	for _, colours := range c.colours {
		n += len(colours)
	}
	return n
}

func (c *censor) below(p *party, up uuid.UUID) bool {
	for p != nil && p.id != up {
		p = c.parties[p.up]
	}
	return p != nil
}

// mayKnow tells whether a reader may read of a tenant. named: the level above is named here.
func (c *censor) mayKnow(r reader, p *party, named bool) bool {
	own := r.realm.scope.Tenant()
	switch {
	case p.id == own, p.id == r.account:
		return true
	case r.staff:
		return c.below(p, own) || named && r.realm.up != nil && p.id == r.realm.up.scope.Tenant()
	}
	return false
}

// betrayed names what of somebody else's stands in a text; empty: nothing.
func (c *censor) betrayed(r reader, in sight, text string) string {
	found := c.finder.find(text)
	if len(found) == 0 {
		return ""
	}
	platform := in.named && r.realm.up != nil && r.realm.up.up == nil
	if at, ok := found[platformWord]; ok && !platform {
		return "the platform: " + around(text, at)
	}
	known := map[string]bool{}
	for _, p := range c.parties {
		if c.mayKnow(r, p, in.named) {
			for _, w := range p.words {
				known[w] = true
			}
		}
	}
	for _, p := range c.parties {
		if c.mayKnow(r, p, in.named) {
			continue
		}
		for _, word := range p.words {
			if known[word] {
				continue
			}
			if at, ok := found[word]; ok {
				return fmt.Sprintf("%s (%s): %s", p.name, word, around(text, at))
			}
		}
	}
	for _, other := range c.realms {
		if other == r.realm || c.mayKnow(r, c.parties[other.scope.Tenant()], in.named) || in.inherited && c.below(c.parties[r.realm.scope.Tenant()], other.scope.Tenant()) {
			continue
		}
		for _, colour := range c.colours[other] {
			if at, ok := found[colour]; ok {
				return fmt.Sprintf("a colour of %s: %s", other.brand.Name, around(text, at))
			}
		}
	}
	return ""
}

func around(text string, at int) string {
	return strings.ToValidUTF8(text[max(0, min(at, len(text))-60):min(len(text), at+60)], "?")
}
