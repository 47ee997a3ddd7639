import { expect, test } from 'vitest'
import { nobody } from '../api/support'
import { asItWas } from './asItWas'

const was = { assignee: 'anna', team: undefined, category: 'maps', kind: 'incident' } as const

test('what a change has touched goes back as it was, and nothing else', () => {
  expect(asItWas(was, { assignee: 'boris' })).toEqual({ assignee: 'anna' })
  expect(asItWas(was, { kind: 'question' })).toEqual({ kind: 'incident' })
  expect(asItWas(was, { team: 'servers' })).toEqual({ team: nobody })
  expect(asItWas(was, {})).toEqual({})
})

test('a category that has brought its team takes it away again', () => {
  expect(asItWas(was, { category: 'trackers' })).toEqual({ category: 'maps', team: nobody })
})
