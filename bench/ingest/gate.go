package main

import "sync"

// gate holds trackers back while too many of the records they were promised are not rows yet.
type gate struct {
	mu       sync.Mutex
	open     *sync.Cond
	lag      int64
	promised int64 // acknowledged
	rows     int64 // committed
	behind   int64 // the most they ever were apart
	closed   bool
}

func newGate(lag int64) *gate {
	g := &gate{lag: lag}
	g.open = sync.NewCond(&g.mu)
	return g
}

// enter returns when the next packet may be sent; false: no more are.
func (g *gate) enter() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for !g.closed && g.promised-g.rows > g.lag {
		g.open.Wait()
	}
	return !g.closed
}

func (g *gate) acknowledged(n int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.promised += n
	g.behind = max(g.behind, g.promised-g.rows)
}

// stored tells of the rows there are, and returns false once the gate is closed.
func (g *gate) stored(rows int64) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.rows = rows
	g.open.Broadcast()
	return !g.closed
}

func (g *gate) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	g.open.Broadcast()
}
