package tenant

import "sync"

// generations is a bounded map in two halves: when the young half is full it becomes the old one, and the old one is
// let go. What is used again is carried over. Reading costs one or two look-ups under a read lock.
type generations[K comparable, V any] struct {
	mu         *sync.RWMutex
	half       int
	young, old map[K]V
}

func newGenerations[K comparable, V any](size int) generations[K, V] {
	return generations[K, V]{mu: &sync.RWMutex{}, half: size / 2, young: map[K]V{}}
}

func (g *generations[K, V]) get(key K) (V, bool) {
	g.mu.RLock()
	value, ok := g.young[key]
	if ok {
		g.mu.RUnlock()
		return value, true
	}
	_, ok = g.old[key]
	g.mu.RUnlock()
	if !ok {
		return value, false
	}
	// Looked up again: in between everything may have been forgotten.
	g.mu.Lock()
	defer g.mu.Unlock()
	if value, ok = g.old[key]; ok {
		g.keep(key, value)
	}
	return value, ok
}

func (g *generations[K, V]) put(key K, value V) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.keep(key, value)
}

func (g *generations[K, V]) keep(key K, value V) {
	if len(g.young) >= g.half {
		g.old, g.young = g.young, make(map[K]V, g.half)
	}
	g.young[key] = value
}

func (g *generations[K, V]) clear() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.young, g.old = map[K]V{}, nil
}
