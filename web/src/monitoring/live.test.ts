import { expect, test } from 'vitest'
import type { ObjectState } from '../api/model'
import { fresher } from './live'

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
