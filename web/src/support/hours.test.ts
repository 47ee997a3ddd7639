import { expect, test } from 'vitest'
import { weekly } from './hours'

const on = (days: number[], from: number, to: number) => days.map((day) => ({ day, from: from * 60, to: to * 60 }))

test('hours of a week are told by days that are alike', () => {
  expect(weekly(on([1, 2, 3, 4, 5], 9, 24), 'en')).toBe('Mon–Fri 09:00–24:00')
  expect(weekly([...on([0, 6], 10, 14), ...on([1], 14, 18), ...on([1], 9, 13)], 'en')).toBe('Mon 09:00–13:00, 14:00–18:00; Sat–Sun 10:00–14:00')
  expect(weekly(on([1, 3], 9, 21), 'ru')).toBe('пн 09:00–21:00; ср 09:00–21:00')
  expect(weekly([], 'en')).toBe('')
})
