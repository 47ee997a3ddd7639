export type Connection = 'connecting' | 'live' | 'lost'

/** A WebSocket that comes back: at once, then ever later, never in step with others; at once again when the network returns. */
export class LiveSocket {
  private socket?: WebSocket
  private timer?: ReturnType<typeof setTimeout>
  private failures = 0
  private closed = false

  constructor(
    private readonly path: string,
    private readonly on: { message: (data: unknown) => void; state: (state: Connection) => void; opened: () => void; refused: () => Promise<boolean> },
  ) {
    addEventListener('online', this.now)
    document.addEventListener('visibilitychange', this.now)
    this.open()
  }

  close() {
    this.closed = true
    removeEventListener('online', this.now)
    document.removeEventListener('visibilitychange', this.now)
    clearTimeout(this.timer)
    this.socket?.close(1000)
  }

  private now = () => {
    if (this.closed || document.hidden || this.socket) return
    clearTimeout(this.timer)
    this.open()
  }

  private open() {
    this.on.state(this.failures > 1 ? 'lost' : 'connecting')
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${this.path}`)
    this.socket = socket
    let everOpen = false
    socket.onopen = () => {
      everOpen = true
      this.failures = 0
      this.on.state('live')
      this.on.opened()
    }
    socket.onmessage = (event) => {
      try {
        this.on.message(JSON.parse(String(event.data)))
      } catch {
        // A message that cannot be read is left out; the next reading of all states makes up for it.
      }
    }
    socket.onclose = () => {
      this.socket = undefined
      if (this.closed) return
      this.failures++
      if (this.failures > 1) this.on.state('lost')
      // Refused before it opened: perhaps the session has run out, and can be renewed.
      const renewed = everOpen ? Promise.resolve(true) : this.on.refused().catch(() => false)
      void renewed.then(() => {
        if (this.closed) return
        const wait = Math.min(30_000, 500 * 2 ** Math.min(this.failures, 6)) * (0.6 + 0.8 * Math.random())
        clearTimeout(this.timer)
        this.timer = setTimeout(() => this.open(), this.failures === 1 ? 250 : wait)
      })
    }
  }
}
