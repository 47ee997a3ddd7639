import { expect, test } from 'vitest'
import { eventOf } from './eventOf'

test('an event is what it is and what belongs to it, whatever stands in that', () => {
  expect(eventOf('reopened')).toEqual({ name: 'reopened', rest: '' })
  expect(eventOf('split: 17')).toEqual({ name: 'split', rest: '17' })
  expect(eventOf('not_critical: only one van: not all')).toEqual({ name: 'not_critical', rest: 'only one van: not all' })
})
