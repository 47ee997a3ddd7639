package watch

import (
	"encoding/json"
	"sync"
)

// maxWaiting is how many objects may have news waiting for one watcher.
const maxWaiting = 20_000

// queue holds what waits for one watcher: of each object the newest position, contact and change, so that a slow
// line costs detail and not memory.
type queue struct {
	// filled has a value while something waits.
	filled chan struct{}

	mu    sync.Mutex
	most  int
	order []string
	news  map[string][]byte
	over  bool
}

func newQueue(most int) *queue {
	return &queue{filled: make(chan struct{}, 1), most: most, news: map[string][]byte{}}
}

// put never waits. An event of the same kind about the same object takes the place of an older one.
func (q *queue) put(event []byte) {
	key, ok := keyOf(event)
	if !ok {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, waits := q.news[key]; !waits {
		if len(q.order) >= q.most {
			q.over = true
		} else {
			q.order = append(q.order, key)
		}
	}
	if !q.over {
		q.news[key] = event
	}
	select {
	case q.filled <- struct{}{}:
	default:
	}
}

// take empties the queue. ok is false once something did not fit any more.
func (q *queue) take() (batch [][]byte, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	batch = make([][]byte, 0, len(q.order))
	for _, key := range q.order {
		batch = append(batch, q.news[key])
	}
	clear(q.news)
	q.order = q.order[:0]
	return batch, !q.over
}

// keyOf tells what an event is about. A record without a position does not take the place of one with.
func keyOf(event []byte) (string, bool) {
	var e struct {
		Type    string   `json:"type"`
		Object  string   `json:"object"`
		Tracker string   `json:"tracker"`
		Lat     *float64 `json:"lat"`
	}
	if json.Unmarshal(event, &e) != nil || e.Type == "" {
		return "", false
	}
	key := e.Type + " " + e.Object + e.Tracker
	if e.Lat != nil {
		key += " placed"
	}
	return key, true
}
