package gateway

import (
	"fmt"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

func at(address string) net.Addr { return net.TCPAddrFromAddrPort(netip.MustParseAddrPort(address)) }

func TestWrongPasswordsOfOneAddressAreCountedByDeviceAndAltogetherAndForgottenInTime(t *testing.T) {
	t.Parallel()
	a := newAddresses(Limits{Guesses: 3, AllGuesses: 5})
	one, other := a.keyOf(at("192.0.2.1:7")), a.keyOf(at("192.0.2.2:7"))
	for range 3 {
		require.True(t, a.mayGuess(one, "van", noon))
		a.guessed(one, "van", noon)
	}
	require.False(t, a.mayGuess(one, "van", noon))
	require.True(t, a.mayGuess(other, "van", noon), "whoever is elsewhere is not shut out")
	require.True(t, a.mayGuess(one, "car", noon))
	a.guessed(one, "car", noon)
	a.guessed(one, "bus", noon)
	require.False(t, a.mayGuess(one, "bike", noon), "and not all devices one after the other")
	require.True(t, a.mayGuess(one, "van", noon.Add(guessesEvery)))
}

func TestAnAddressHasSoManyStrangersAtOnceAndNamesSoManyThatAreNotKnown(t *testing.T) {
	t.Parallel()
	a := newAddresses(Limits{Strangers: 2, Unknown: 5})
	key := a.keyOf(at("[2001:db8::1]:7"))
	require.Equal(t, key, a.keyOf(at("[2001:db8::ffff]:7")), "whoever has one address of a network has them all")
	require.True(t, a.enter(key, noon))
	require.True(t, a.enter(key, noon))
	require.False(t, a.enter(key, noon))
	a.leave(key)
	require.True(t, a.enter(key, noon), "whoever is known, or gone, makes room")
	a.leave(key)
	for range 5 {
		a.named(key, false, noon)
	}
	require.False(t, a.enter(key, noon))
	a.named(key, true, noon)
	require.True(t, a.enter(key, noon), "an operator's address, with trackers behind it that are known, is not shut out")
	a.leave(key)
	for range perKnown {
		a.named(key, false, noon)
	}
	require.False(t, a.enter(key, noon))
	require.True(t, a.enter(key, noon.Add(unknownEvery)))
}

func TestWhatIsRememberedOfAddressesIsBoundedAndThisMachineIsNotLimited(t *testing.T) {
	t.Parallel()
	a := newAddresses(Limits{})
	for i := range 3 * len(a.shards) * maxStandings {
		a.named(a.keyOf(at(fmt.Sprintf("10.%d.%d.%d:1", i>>16, i>>8&255, i&255))), false, noon)
	}
	for i := range a.shards {
		require.LessOrEqual(t, len(a.shards[i].lately), maxStandings)
	}
	require.Empty(t, a.keyOf(at("127.0.0.1:7")))
	require.Empty(t, a.keyOf(at("[::1]:7")))
	require.Empty(t, a.keyOf(address("the brand's own host")))
	require.True(t, a.enter("", noon))
}
