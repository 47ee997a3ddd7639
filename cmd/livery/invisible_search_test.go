package main

import (
	"crypto/sha256"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// finder finds many words in many texts. There are hundreds of words, and the race detector watches each step of a search: so a text is gone
// through once for all words (by Aho and Corasick), and not again when another reader gets the same bytes.
type finder struct {
	states []state
	known  map[[sha256.Size]byte]map[string]int
}

// state is where the search is after some bytes: at the longest beginning of a word that they end with.
type state struct {
	next [256]int32
	// words that end here.
	words []string
}

// newFinder makes a search for words, in small letters.
func newFinder(words []string) *finder {
	f := &finder{states: make([]state, 1), known: map[[sha256.Size]byte]map[string]int{}}
	for _, word := range words {
		at := int32(0)
		for _, b := range []byte(word) {
			if f.states[at].next[b] == 0 {
				f.states = append(f.states, state{})
				f.states[at].next[b] = int32(len(f.states) - 1)
			}
			at = f.states[at].next[b]
		}
		f.states[at].words = append(f.states[at].words, word)
	}
	f.link()
	return f
}

// link leads each state on where no word goes on: to where the search would be had it begun later.
func (f *finder) link() {
	back, queue := make([]int32, len(f.states)), []int32{0}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for b, to := range f.states[at].next {
			later := f.states[back[at]].next[b]
			switch {
			case to == 0:
				f.states[at].next[b] = later
			case at != 0:
				back[to] = later
				f.states[to].words = append(f.states[to].words, f.states[later].words...)
				queue = append(queue, to)
			default:
				queue = append(queue, to)
			}
		}
	}
}

// find tells where each word that stands in a text stands first, in small letters or capitals. The platform's name is none within "delivery".
func (f *finder) find(text string) map[string]int {
	key := sha256.Sum256([]byte(text))
	if found, ok := f.known[key]; ok {
		return found
	}
	found := map[string]int{}
	f.known[key] = found
	low, at := strings.ToLower(text), int32(0)
	for i := range len(low) {
		at = f.states[at].next[low[i]]
		for _, word := range f.states[at].words {
			begin := i + 1 - len(word)
			if _, ok := found[word]; ok || word == platformWord && begin > 0 && low[begin-1] == 'e' {
				continue
			}
			found[word] = begin
		}
	}
	return found
}

func TestWordsAreFoundWhereverTheyStand(t *testing.T) {
	t.Parallel()
	f := newFinder([]string{platformWord, "she", "hers", "he", "мир", "a@b.test", "#aabbcc"})
	for text, wanted := range map[string]map[string]int{
		"":                              {},
		"nothing of it":                 {},
		"usHErs":                        {"she": 1, "he": 2, "hers": 2},
		"he said he":                    {"he": 0},
		"Delivery, delivery":            {},
		"Delivery by Livery":            {platformWord: 12},
		"livery":                        {platformWord: 0},
		"e livery":                      {platformWord: 2},
		"Деливери МИР":                  {"мир": 17},
		"liver y":                       {},
		"write to A@B.TEST":             {"a@b.test": 9},
		"color:#AABBCC;color:#aabbcc":   {"#aabbcc": 6},
		"sheherssshe":                   {"she": 0, "he": 1, "hers": 3},
		"liveliveryy":                   {},
		"liv\x00livery":                 {platformWord: 4},
		strings.Repeat("s", 50) + "hes": {"she": 49, "he": 50},
	} {
		require.Equal(t, wanted, f.find(text), text)
		require.Equal(t, wanted, f.find(text), "%s, again", text)
		// What is found is what a search for one word after another finds.
		for _, word := range []string{"she", "hers", "he", "мир", "a@b.test", "#aabbcc"} {
			at, ok := f.find(text)[word]
			if !ok {
				at = -1
			}
			require.Equal(t, strings.Index(strings.ToLower(text), word), at, "%q in %q", word, text)
		}
	}
}
