import { expect, test } from 'vitest'
import { fromAddress, queued, toAddress } from './sift'

test('a filter comes out of the address as it went in', () => {
  const filter = { states: ['open', 'answered'], team: 'a', mine: true, critical: true, sort: 'opened' }
  expect(fromAddress(toAddress(filter))).toEqual(filter)
  expect(fromAddress(new URLSearchParams('mine=no&view=1'))).toEqual({})
})

test('what names a state, or waits for the customer, is not the queue', () => {
  expect(queued({})).toBe(true)
  expect(queued({ mine: true })).toBe(true)
  expect(queued({ awaiting: true })).toBe(false)
  expect(queued({ states: ['open'] })).toBe(false)
  expect(queued({ states: ['open'], sort: 'queue' })).toBe(true)
})
