package support_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/support"
)

func TestADeskDoesNotGetTheLettersToAnotherRealmsDomain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, south := w.nodes["north"].scope, w.nodes["south"].scope
	give := func(n string, host string) {
		require.NoError(t, w.tenants.GiveHost(w.ctx(), w.nodes[n].scope.Tenant(), host, false))
	}
	proved := func(host string) {
		require.Equal(t, "1", w.text(`with p as (update domains set given = false where host = $1 returning 1) select count(*)::text from p`, host))
	}
	give("north", "north.zone.test")
	give("south", "south.zone.test")
	give("north", "track.north.example")
	proved("track.north.example")
	add := func(n, address string) error {
		_, err := w.desks.SetAddress(w.ctx(), w.nodes[n].scope, support.Address{Address: address, Kind: "normal"})
		return err
	}
	refused := func(n, address string) {
		t.Helper()
		require.Equal(t, errs.Conflict, errs.CodeOf(add(n, address)), address)
	}
	for _, address := range []string{"help@track.north.example", "help@north.example", "sales@NORTH.example", "help@mail.track.north.example", "help@north.zone.test", "help@zone.test"} {
		refused("south", address)
	}
	refused("north", "help@zone.test") // nobody's: it is where names are given
	for _, address := range []string{"help@north.example", "help@track.north.example", "help@mail.track.north.example", "help@north.zone.test", "north@post.example"} {
		require.NoError(t, add("north", address), address)
	}
	require.NoError(t, add("south", "south@post.example"), "a mailbox with somebody else")
	// Somebody who was let have a name below another's domain.
	give("south", "partner.fleet.example")
	proved("partner.fleet.example")
	// An address that somebody took before the domain was there.
	require.NoError(t, add("south", "help@fleet.example"))
	give("north", "fleet.example")
	require.NoError(t, add("north", "help@fleet.example"))
	in, err := w.desks.OfAddress(w.ctx(), "help@fleet.example")
	require.NoError(t, err)
	require.Equal(t, north.Tenant(), in.Scope.Tenant())
	refused("south", "help@fleet.example")
	refused("south", "sales@fleet.example")
	require.NoError(t, add("south", "help@partner.fleet.example"))
	shelf, err := w.desks.Shelf(w.ctx(), south)
	require.NoError(t, err)
	require.Len(t, shelf.Addresses, 2)
	require.NoError(t, add("root", "help@zone.test"), "the zone is the platform's")
}

func TestWhatBecomesOfLettersToAnAddressIsChangedAndTheAddressStays(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north, south := w.nodes["north"].scope, w.nodes["south"].scope
	category, err := w.desks.SetCategory(w.ctx(), north, support.Category{Names: map[string]string{"en": "Devices"}, Scope: "equipment"})
	require.NoError(t, err)
	id, err := w.desks.SetAddress(w.ctx(), north, support.Address{Address: "help@post.example", Kind: "normal"})
	require.NoError(t, err)
	same, err := w.desks.SetAddress(w.ctx(), north, support.Address{ID: id, Address: "Help@post.example", Kind: "critical", Category: &category})
	require.NoError(t, err)
	require.Equal(t, id, same)
	in, err := w.desks.OfAddress(w.ctx(), "help@post.example")
	require.NoError(t, err)
	require.True(t, in.Critical)
	require.Equal(t, category, *in.Category)
	_, err = w.desks.SetAddress(w.ctx(), north, support.Address{ID: id, Address: "sales@post.example", Kind: "normal"})
	require.Equal(t, "address_fixed", reason(err))
	stranger := uuid.New()
	_, err = w.desks.SetAddress(w.ctx(), north, support.Address{ID: id, Address: "help@post.example", Kind: "normal", Category: &stranger})
	require.Equal(t, "bad_category", reason(err))
	_, err = w.desks.SetAddress(w.ctx(), south, support.Address{ID: id, Address: "help@post.example", Kind: "normal"})
	require.True(t, errs.Is(err, errs.NotFound))
	shelf, err := w.desks.Shelf(w.ctx(), north)
	require.NoError(t, err)
	require.Equal(t, []support.Address{{ID: id, Address: "help@post.example", Kind: "critical", Category: &category}}, shelf.Addresses)
}

// Support 3.4: a desk links its own forum and knowledge base.
func TestWhatADeskHasNotSetIsNotItsProviders(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, north, deep, first := t.Context(), w.nodes["north"], w.nodes["deep"], w.nodes["first"]
	_, err := w.desks.SetCategory(ctx, north.scope, support.Category{Names: map[string]string{"en": "Reports"}, Scope: "service", Forum: "https://forum.north.example/reports"})
	require.NoError(t, err)
	require.NoError(t, w.desks.SetPage(ctx, north.scope, support.Page{Languages: []string{"en"}, Phone: "+358 9 555 0111",
		Channels: []support.Channel{{Name: "Forum", URL: "https://forum.north.example"}}}))

	own, err := w.desks.Front(ctx, first.scope, first.owner, support.Here)
	require.NoError(t, err)
	require.Equal(t, "https://forum.north.example/reports", own.Categories[0].Forum)
	require.Len(t, own.Page.Channels, 1)
	below, err := w.desks.Front(ctx, deep.scope, deep.owner, support.Here)
	require.NoError(t, err)
	require.Empty(t, below.Categories)
	require.Empty(t, below.Page.Channels)
	require.Empty(t, below.Page.Phone)
}
