package gateway

// What a round needs is borrowed and given back, so that a silent connection holds none of it.

// maxKept bounds the buffers that are kept for the next round; the odd large frame is left to the collector.
const maxKept = 64 << 10

// getRoom returns a buffer that has room for at least n bytes and another half chunk.
func (g *Gateway) getRoom(n int) *[]byte {
	if n <= chunk {
		if b, ok := g.rooms.Get().(*[]byte); ok {
			*b = (*b)[:0]
			return b
		}
	}
	b := make([]byte, 0, max(chunk, n+n/2))
	return &b
}

func (g *Gateway) putRoom(b *[]byte) {
	if cap(*b) <= maxKept {
		g.rooms.Put(b)
	}
}

func (g *Gateway) getWork() *work {
	if w, ok := g.works.Get().(*work); ok {
		return w
	}
	return &work{}
}

func (g *Gateway) putWork(w *work) {
	w.reset()
	g.works.Put(w)
}
