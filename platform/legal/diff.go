package legal

import (
	"context"
	"crypto/sha256"
	"slices"
	"strings"
	"sync"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/errs"
)

// What became of a piece of a text.
const (
	Same    = "same"
	Added   = "added"
	Removed = "removed"
	Changed = "changed"
)

// Piece is some words that stayed, came or went.
type Piece struct {
	What string
	Text string
}

// Change is a paragraph, a heading or an item of a list, and what became of it.
type Change struct {
	What string
	// Before and After: the paragraph as it was and as it is; one of them is empty where it came or went.
	Before, After string
	// Pieces of a paragraph that changed, in the order of reading.
	Pieces []Piece
}

// Changes is what a version says otherwise than the one that it follows.
type Changes struct {
	// From and To are the two versions; From is nil for the first.
	From *Version
	To   Version
	// Locale that both are compared in.
	Locale string
	Title  string
	List   []Change
}

// Changes compares a version of a realm's documents with the one that it follows, in a language that it has: the version of that
// number, or with 0 the one in force. A realm without documents is called brand in those that it gets. NotFound.
func (l *Legal) Changes(ctx context.Context, realm uuid.UUID, brand string, kind Kind, number int, locale string) (Changes, error) {
	list, err := l.Versions(ctx, realm, brand, locale)
	if err != nil {
		return Changes{}, err
	}
	if number == 0 {
		for _, v := range InForce(list, l.clock.Now()) {
			if v.Kind == kind {
				number = v.Number
			}
		}
	}
	return l.changes(ctx, realm, list, func(v Version) bool { return v.Kind == kind && v.Number == number }, locale)
}

// ChangesOf is Changes for a version by its id.
func (l *Legal) ChangesOf(ctx context.Context, realm, version uuid.UUID, locale string) (Changes, error) {
	list, err := l.Versions(ctx, realm, "", locale)
	if err != nil {
		return Changes{}, err
	}
	return l.changes(ctx, realm, list, func(v Version) bool { return v.ID == version }, locale)
}

func (l *Legal) changes(ctx context.Context, realm uuid.UUID, list []Version, wanted func(Version) bool, locale string) (Changes, error) {
	i := slices.IndexFunc(list, wanted)
	if i < 0 {
		return Changes{}, errs.Missing()
	}
	c := Changes{To: list[i]}
	after, err := l.Texts(ctx, realm, c.To.ID)
	if err != nil {
		return Changes{}, err
	}
	is := inLocale(after, locale)
	c.Locale, c.Title = is.Locale, is.Title
	var was Text
	// The list is kind by kind, the newest first.
	for _, v := range list[i+1:] {
		if v.Kind != c.To.Kind {
			break
		}
		if v.WithdrawnAt != nil {
			continue
		}
		before, err := l.Texts(ctx, realm, v.ID)
		if err != nil {
			return Changes{}, err
		}
		c.From, was = &v, inLocale(before, c.Locale)
		break
	}
	c.List = l.compared.of(was.Body, is.Body)
	return c, nil
}

// comparedKept bounds the comparisons that are kept.
const comparedKept = 64

// compared keeps what came of comparing two texts, by their hashes: texts of versions never change, and anybody may ask.
type compared struct {
	mu   sync.Mutex
	kept map[[2][sha256.Size]byte][]Change
}

func (c *compared) of(before, after string) []Change {
	key := [2][sha256.Size]byte{sha256.Sum256([]byte(before)), sha256.Sum256([]byte(after))}
	c.mu.Lock()
	list, ok := c.kept[key]
	c.mu.Unlock()
	if ok {
		return list
	}
	list = compare(before, after)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil || len(c.kept) >= comparedKept {
		c.kept = map[[2][sha256.Size]byte][]Change{}
	}
	c.kept[key] = list
	return list
}

// inLocale is the text in a language, or the first there is.
func inLocale(texts []Text, locale string) Text {
	if len(texts) == 0 {
		return Text{}
	}
	return texts[max(0, slices.IndexFunc(texts, func(t Text) bool { return t.Locale == locale }))]
}

// mostSteps bounds what one comparison costs: a tenth of a second. A text of a hundred long paragraphs takes a tenth of it; what is
// beyond is told as changed in whole.
const mostSteps = 8_000_000

// compare tells paragraph by paragraph what became of a text.
func compare(before, after string) []Change {
	var list []Change
	var gone, come []string
	steps := mostSteps
	flush := func() {
		// Those that went and those that came in the same place are paired in their order.
		for i := range max(len(gone), len(come)) {
			switch {
			case i >= len(gone):
				list = append(list, Change{What: Added, After: come[i]})
			case i >= len(come):
				list = append(list, Change{What: Removed, Before: gone[i]})
			default:
				list = append(list, paired(gone[i], come[i], &steps)...)
			}
		}
		gone, come = nil, nil
	}
	for _, p := range aligned(units(before), units(after), &steps) {
		switch p.What {
		case Same:
			flush()
			list = append(list, Change{What: Same, Before: p.Text, After: p.Text})
		case Removed:
			gone = append(gone, p.Text)
		case Added:
			come = append(come, p.Text)
		}
	}
	flush()
	return list
}

// paired is one paragraph that became another: told word by word where enough of it has stayed.
func paired(before, after string, steps *int) []Change {
	words := aligned(words(before), words(after), steps)
	kept, all := 0, 0
	var pieces []Piece
	for _, w := range words {
		n := len(strings.TrimSpace(w.Text))
		if all += n; w.What == Same {
			kept += n
		}
		if last := len(pieces) - 1; last >= 0 && pieces[last].What == w.What {
			pieces[last].Text += w.Text
		} else {
			pieces = append(pieces, w)
		}
	}
	if kept*3 < all {
		return []Change{{What: Removed, Before: before}, {What: Added, After: after}}
	}
	return []Change{{What: Changed, Before: before, After: after, Pieces: pieces}}
}

// units are paragraphs, headings and items, each as it is written.
func units(body string) []string {
	var list []string
	open := false
	for line := range strings.SplitSeq(body, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			open = false
		case open && !strings.HasPrefix(line, "## ") && !strings.HasPrefix(line, "- "):
			list[len(list)-1] += " " + line
		default:
			list = append(list, line)
			open = !strings.HasPrefix(line, "## ")
		}
	}
	return list
}

// words are words with the spaces after them.
func words(text string) []string { return strings.SplitAfter(text, " ") }

// aligned is the shortest way from one list to another: the longest common subsequence, in quadratic time between what both
// begin and end with alike. It takes its steps from those that are left; with too few, all is told as gone and come.
func aligned(a, b []string, steps *int) []Piece {
	var head, tail []Piece
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		head, a, b = append(head, Piece{Same, a[0]}), a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		tail, a, b = append(tail, Piece{Same, a[len(a)-1]}), a[:len(a)-1], b[:len(b)-1]
	}
	slices.Reverse(tail)
	if len(a)*len(b) > *steps {
		for _, t := range a {
			head = append(head, Piece{Removed, t})
		}
		for _, t := range b {
			head = append(head, Piece{Added, t})
		}
		return append(head, tail...)
	}
	*steps -= len(a) * len(b)
	width := len(b) + 1
	common := make([]uint16, (len(a)+1)*width) // of what is left of both, from here on
	for i, was := range slices.Backward(a) {
		for j, is := range slices.Backward(b) {
			if was == is {
				common[i*width+j] = common[(i+1)*width+j+1] + 1
			} else {
				common[i*width+j] = max(common[(i+1)*width+j], common[i*width+j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			head = append(head, Piece{Same, a[i]})
			i, j = i+1, j+1
		case j >= len(b) || i < len(a) && common[(i+1)*width+j] >= common[i*width+j+1]:
			head = append(head, Piece{Removed, a[i]})
			i++
		default:
			head = append(head, Piece{Added, b[j]})
			j++
		}
	}
	return append(head, tail...)
}
