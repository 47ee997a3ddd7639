import { expect, test } from 'vitest'
import { eventOf, isMove, movedOf } from './eventOf'

test('an event is what it is and what belongs to it, whatever stands in that', () => {
  expect(eventOf('reopened')).toEqual({ name: 'reopened', rest: '' })
  expect(eventOf('split: 17')).toEqual({ name: 'split', rest: '17' })
  expect(eventOf('not_critical: only one van: not all')).toEqual({ name: 'not_critical', rest: 'only one van: not all' })
})

test('what was changed tells from what and to what, or that there was nothing', () => {
  expect(['team', 'kind', 'split'].map(isMove)).toEqual([true, true, false])
  expect(movedOf('- 0198')).toEqual({ from: undefined, to: '0198' })
  expect(movedOf('question incident')).toEqual({ from: 'question', to: 'incident' })
})
