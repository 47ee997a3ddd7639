import { expect, test } from 'vitest'
import { dayFrom, firstDayAfter, midnight, monthBefore } from './days'

test('a notice of ten days is kept at every hour of the day', () => {
  for (let hour = 0; hour < 48; hour++) {
    const now = new Date(2026, 2, 20, hour, 53)
    const begins = midnight(firstDayAfter(now, 10))
    expect(Date.parse(begins), begins).toBeGreaterThanOrEqual(now.getTime() + 10 * 86_400_000 - 3_600_000) // an hour that spring leaves out
    expect(dayFrom(now, 0)).toBe(hour < 24 ? '2026-03-20' : '2026-03-21')
  }
})

test('months and years end where they end', () => {
  expect(dayFrom(new Date(2026, 11, 28), 10)).toBe('2027-01-07')
  expect(monthBefore(new Date(2026, 0, 31), 1)).toBe('2025-12')
  expect(monthBefore(new Date(2026, 0, 31), 0)).toBe('2026-01')
})
