import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { renew } from '../api/http'
import { type Attributes, getStates, type ObjectState, type Status } from '../api/model'
import { type Connection, LiveSocket } from './socket'

interface PositionEvent {
  type: 'position'
  object: string
  at: string
  lat?: number
  lon?: number
  speed?: number
  course?: number
  altitude?: number
  valid?: boolean
  heard_at?: string
  attributes?: Attributes
}
interface ContactEvent {
  type: 'contact'
  object: string
}
interface ObjectEvent {
  type: 'object'
  object: string
}
type Event = PositionEvent | ContactEvent | ObjectEvent

// Slower than this an object counts as standing until the server says otherwise, in km/h.
const walkingPace = 3
const rereadEvery = 45_000
const trailLength = 240

/** What an event has told, where it was faster than the reading; what blocks an object, or no longer does, only the reading knows. */
export function fresher(known: ObjectState, read: ObjectState): ObjectState {
  if ((known.status === 'blocked') !== (read.status === 'blocked')) return read
  const heard = (state: ObjectState) => (state.heard_at ? Date.parse(state.heard_at) : 0)
  if (heard(known) <= heard(read)) return read
  return { ...read, place: known.place, heard_at: known.heard_at, status: known.status, moving_since: known.moving_since, why: known.why, attributes: known.attributes }
}

/** What is known of all objects at this moment: read once, then kept by what the server tells. */
export class LiveFleet {
  private objects = new Map<string, ObjectState>()
  private trails = new Map<string, [number, number][]>()
  private listeners = new Map<string, Set<() => void>>()
  private everything = new Set<() => void>()
  private contacts = new Set<(event: ContactEvent) => void>()
  private changes = new Set<(object: string) => void>()
  private socket?: LiveSocket
  private timer?: ReturnType<typeof setInterval>
  private touched = new Set<string>()
  private frame = 0
  // Milliseconds; nothing is taken before the first reading has told it.
  private offlineAfter = 0
  version = 0
  connection: Connection = 'connecting'
  loaded = false
  error: unknown

  start() {
    this.socket = new LiveSocket('/api/live', {
      message: (event) => this.take(event as Event),
      state: (state) => {
        this.connection = state
        this.announce()
      },
      opened: () => void this.read(),
      refused: renew,
    })
    void this.read()
    this.timer = setInterval(() => !document.hidden && void this.read(), rereadEvery)
  }

  stop() {
    this.socket?.close()
    clearInterval(this.timer)
    cancelAnimationFrame(this.frame)
  }

  /** Reads all states again: at the beginning, after a gap, and now and then, for silence is no event. */
  read = async () => {
    try {
      const states = await getStates()
      this.offlineAfter = states.offline_after * 1000
      const next = new Map<string, ObjectState>()
      for (const state of states.items) {
        const known = this.objects.get(state.id)
        next.set(state.id, known ? fresher(known, state) : state)
        this.touched.add(state.id)
      }
      this.objects = next
      this.loaded = true
      this.error = undefined
    } catch (error) {
      this.error = error
    }
    this.announce()
  }

  private take(event: Event) {
    if (event.type === 'contact') return this.contacts.forEach((callback) => callback(event))
    if (event.type === 'object') {
      this.changes.forEach((callback) => callback(event.object))
      return void this.read()
    }
    const known = this.objects.get(event.object)
    if (!known || known.status === 'blocked') return
    const placed = event.lat != null && event.lon != null
    // A place that the tracker itself does not trust moves nothing, unless there is none better: so does the server hold it.
    const doubted = event.valid === false && known.place?.valid === true
    const newest = placed && !doubted && (!known.place || event.at >= known.place.at)
    const next: ObjectState = { ...known, heard_at: event.heard_at ?? new Date().toISOString(), attributes: { ...known.attributes, ...event.attributes } }
    if (newest) {
      next.place = { at: event.at, lat: event.lat!, lon: event.lon!, speed: event.speed, course: event.course, altitude: event.altitude, valid: event.valid ?? true }
      const moved = (event.speed ?? 0) > walkingPace
      const status: Status = moved && !this.longAgo(next) ? 'moving' : 'standing'
      if (status !== known.status) {
        next.status = status
        next.moving_since = event.at
        next.why = []
      }
      if (moved && status === 'standing') next.moving_since = undefined
      const trail = this.trails.get(event.object) ?? (known.place ? [[known.place.lon, known.place.lat]] : [])
      trail.push([event.lon!, event.lat!])
      if (trail.length > trailLength) trail.shift()
      this.trails.set(event.object, trail)
    } else if (known.status === 'offline' || known.status === 'never') {
      next.status = 'standing'
    } else if (known.status === 'moving' && event.at >= (known.place?.at ?? '') && (event.attributes?.motion === false || event.attributes?.ignition === false)) {
      // In a garage it sees no satellites, and says itself that it stands.
      next.status = 'standing'
      next.moving_since = event.at
    } else if (known.status === 'moving' && this.longAgo(next)) {
      next.status = 'standing'
      next.moving_since = undefined
    }
    this.objects.set(event.object, next)
    this.touched.add(event.object)
    this.announce()
  }

  /** Whether a place is too old to tell that its object moves, as in a history that has just come in: so does the server hold it. */
  private longAgo({ heard_at, place }: ObjectState) {
    return !!heard_at && !!place && Date.parse(heard_at) - Date.parse(place.at) > this.offlineAfter
  }

  // Listeners hear once a frame, however much has come.
  private announce() {
    if (this.frame) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      this.version++
      for (const id of this.touched) this.listeners.get(id)?.forEach((callback) => callback())
      this.touched.clear()
      this.everything.forEach((callback) => callback())
    })
  }

  get(id: string): ObjectState | undefined {
    return this.objects.get(id)
  }

  all(): Iterable<ObjectState> {
    return this.objects.values()
  }

  get size(): number {
    return this.objects.size
  }

  trail(id: string): [number, number][] {
    return this.trails.get(id) ?? []
  }

  onObject(id: string, callback: () => void): () => void {
    const set = this.listeners.get(id) ?? new Set()
    this.listeners.set(id, set.add(callback))
    return () => {
      set.delete(callback)
      if (set.size === 0) this.listeners.delete(id)
    }
  }

  onAny(callback: () => void): () => void {
    this.everything.add(callback)
    return () => this.everything.delete(callback)
  }

  onContact(callback: (event: ContactEvent) => void): () => void {
    this.contacts.add(callback)
    return () => this.contacts.delete(callback)
  }

  onChange(callback: (object: string) => void): () => void {
    this.changes.add(callback)
    return () => this.changes.delete(callback)
  }
}

export function useLiveFleet(): LiveFleet {
  const [fleet] = useState(() => new LiveFleet())
  useEffect(() => {
    fleet.start()
    return () => fleet.stop()
  }, [fleet])
  return fleet
}

/** One object as it is now; draws again when it changes. */
export function useLive(fleet: LiveFleet, id: string): ObjectState | undefined {
  return useSyncExternalStore(
    (callback) => fleet.onObject(id, callback),
    () => fleet.get(id),
  )
}

/** What is worked out of the whole fleet, at most once a second. */
export function useFleet<T>(fleet: LiveFleet, work: (fleet: LiveFleet) => T): T {
  const latest = useRef(work)
  latest.current = work
  const [value, set] = useState(() => work(fleet))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = 0
    const update = () => {
      if (timer) return
      timer = setTimeout(() => {
        timer = undefined
        last = Date.now()
        set(latest.current(fleet))
      }, Math.max(0, last + 1000 - Date.now()))
    }
    update()
    const stop = fleet.onAny(update)
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [fleet])
  return value
}

/** The present moment, moving on every few seconds. */
export function useNow(every = 5000): number {
  const [now, set] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => set(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
