package watch

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

func texts(batch [][]byte) (list []string) {
	for _, event := range batch {
		list = append(list, string(event))
	}
	return list
}

func TestOfEachObjectTheNewestPositionWaitsForASlowWatcher(t *testing.T) {
	t.Parallel()
	q := newQueue(10)
	for i := range 100 {
		q.put(fmt.Appendf(nil, `{"type":"position","object":"a","lat":%d}`, i))
	}
	q.put([]byte(`{"type":"position","object":"a","lat":null,"attributes":{"door":true}}`))
	q.put([]byte(`{"type":"position","object":"b","lat":1}`))
	q.put([]byte(`{"type":"contact","object":"a","tracker":"t","outcome":"waiting"}`))
	q.put([]byte(`{"type":"contact","object":"a","tracker":"t","outcome":"stored"}`))
	q.put([]byte(`not an event`))
	<-q.filled
	batch, ok := q.take()
	require.True(t, ok)
	require.Equal(t, []string{
		`{"type":"position","object":"a","lat":99}`,
		`{"type":"position","object":"a","lat":null,"attributes":{"door":true}}`,
		`{"type":"position","object":"b","lat":1}`,
		`{"type":"contact","object":"a","tracker":"t","outcome":"stored"}`,
	}, texts(batch))
	batch, ok = q.take()
	require.True(t, ok)
	require.Empty(t, batch)
}

// slow is a peer that hears nothing until it is told to.
type slow struct {
	gone chan struct{}
	sent chan string
}

func (s slow) Send(message []byte) error { s.sent <- string(message); return nil }

func (s slow) Read() ([]byte, error) { <-s.gone; return nil, errors.New("gone") }

type instant struct{ fn chan func([]byte) }

func (i instant) Subscribe(_ uuid.UUID, fn func([]byte)) func() { i.fn <- fn; return func() {} }

func TestAWatcherWhoFallsTooFarBehindIsLetGo(t *testing.T) {
	t.Parallel()
	q := newQueue(2)
	for i := range 3 {
		q.put(fmt.Appendf(nil, `{"type":"object","object":"%d"}`, i))
	}
	batch, ok := q.take()
	require.False(t, ok)
	require.Len(t, batch, 2)

	live, p := instant{make(chan func([]byte), 1)}, slow{make(chan struct{}), make(chan string)}
	returned := make(chan struct{})
	go func() { Tell(t.Context(), live, uuid.New(), p); close(returned) }()
	tell := <-live.fn
	tell([]byte(`{"type":"object","object":"first"}`))
	require.JSONEq(t, `{"type":"object","object":"first"}`, <-p.sent)
	for i := range 2*maxWaiting + 1 { // some may have been taken before the first was sent
		tell(fmt.Appendf(nil, `{"type":"object","object":"%d"}`, i))
	}
	for done := false; !done; {
		select {
		case <-p.sent:
		case <-returned:
			done = true
		}
	}
	close(p.gone)
}
