import { expect, test, vi } from 'vitest'
import type { ObjectState } from '../api/model'
import { fresher, LiveFleet } from './live'

const state = (status: ObjectState['status'], heard_at: string) => ({ id: 'one', name: 'Van 1', status, heard_at, why: [] }) as unknown as ObjectState

test('what an event has told is kept where the reading is older, the status with it', () => {
  const told = state('standing', '2026-11-30T05:40:01.5Z')
  expect(fresher(told, state('offline', '2026-11-30T05:36:00Z'))).toMatchObject({ status: 'standing', heard_at: told.heard_at })
  // A fraction of a second is no letter of the alphabet.
  expect(fresher(told, state('moving', '2026-11-30T05:40:01Z')).status).toBe('standing')
  expect(fresher(told, state('moving', '2026-11-30T05:40:02Z')).status).toBe('moving')
})

test('silence, and what is blocked or no longer, is what the reading says', () => {
  const told = state('standing', '2026-11-30T05:40:01Z')
  expect(fresher(told, state('offline', told.heard_at!)).status).toBe('offline')
  expect(fresher(told, state('blocked', '2026-11-30T05:36:00Z')).status).toBe('blocked')
  expect(fresher(state('blocked', told.heard_at!), state('offline', '2026-11-30T05:36:00Z')).status).toBe('offline')
})

test('a place that the tracker itself does not trust moves nothing, unless there is none better', () => {
  vi.stubGlobal('requestAnimationFrame', () => 1)
  const fleet = new LiveFleet()
  const inside = fleet as unknown as { objects: Map<string, ObjectState>; take(event: object): void }
  const place = () => inside.objects.get('one')?.place
  const told = (at: string, lat: number, valid: boolean) => inside.take({ type: 'position', object: 'one', at, lat, lon: 24.9, speed: 0, course: 0, altitude: 0, valid, heard_at: at, attributes: { satellites: valid ? 9 : 0 } })
  inside.objects.set('one', state('standing', '2026-11-30T05:40:00Z'))
  told('2026-11-30T05:40:01Z', 59, false)
  expect(place()?.lat).toBe(59)
  told('2026-11-30T05:40:02Z', 60.1, true)
  told('2026-11-30T05:40:03Z', 59, false)
  expect(place()).toMatchObject({ lat: 60.1, valid: true })
  expect(inside.objects.get('one')).toMatchObject({ heard_at: '2026-11-30T05:40:03Z', attributes: { satellites: 0 } })
  vi.unstubAllGlobals()
})

test('an object moves only at a place that is recent: a history that comes in now says nothing of now', () => {
  vi.stubGlobal('requestAnimationFrame', () => 1)
  const fleet = new LiveFleet()
  const inside = fleet as unknown as { objects: Map<string, ObjectState>; offlineAfter: number; take(event: object): void }
  inside.offlineAfter = 10 * 60_000
  const now = () => inside.objects.get('one')
  const told = (at: string, heard_at: string, speed: number) => inside.take({ type: 'position', object: 'one', at, lat: 60.1, lon: 24.9, speed, valid: true, heard_at })
  inside.objects.set('one', { ...state('standing', '2026-11-30T00:39:00Z'), moving_since: '2026-11-30T00:30:00Z' })
  told('2026-11-30T00:40:00Z', '2026-11-30T05:40:00Z', 50)
  expect(now()).toMatchObject({ status: 'standing', moving_since: undefined, place: { speed: 50 } })
  told('2026-11-30T00:41:00Z', '2026-11-30T05:40:01Z', 0)
  expect(now()).toMatchObject({ status: 'standing' })
  told('2026-11-30T05:30:02Z', '2026-11-30T05:40:02Z', 50)
  expect(now()).toMatchObject({ status: 'moving', moving_since: '2026-11-30T05:30:02Z' })
  // Heard without a place, it moves no longer than its last one is recent.
  inside.take({ type: 'position', object: 'one', at: '2026-11-30T05:40:03Z', heard_at: '2026-11-30T05:40:03Z' })
  expect(now()).toMatchObject({ status: 'standing', moving_since: undefined })
  vi.unstubAllGlobals()
})
