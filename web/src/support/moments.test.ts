import { expect, test } from 'vitest'
import { spans, typed } from './moments'

test('openings of a day are read as they are written', () => {
  expect(spans('09:00-13:00, 14:00–24:00')).toEqual([
    { from: 540, to: 780 },
    { from: 840, to: 1440 },
  ])
  expect(spans('')).toEqual([])
  expect(spans('from nine')).toBeUndefined()
  expect(typed([{ from: 540, to: 1440 }])).toBe('09:00-24:00')
})
