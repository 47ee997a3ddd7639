import { expect, test } from 'vitest'
import { dayFrom, firstDayAfter, instant, local, midnight, monthBefore } from './days'

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

test('a moment is read and written on the clock of its reader, also where that is moved', () => {
  expect(local('2026-11-30T06:00:00Z', 'Europe/Moscow')).toBe('2026-11-30T09:00')
  for (const zone of ['Europe/Moscow', 'America/New_York', 'Asia/Kolkata', 'UTC']) {
    for (const moment of ['2026-11-30T06:00:00.000Z', '2026-03-08T12:30:00.000Z', '2026-10-25T23:00:00.000Z', '2026-07-01T00:00:00.000Z']) {
      expect(instant(local(moment, zone), zone)).toBe(moment)
    }
  }
})

test('a day is the reader’s, wherever their device is', () => {
  const now = new Date('2026-11-28T22:53:00Z')
  expect(dayFrom(now, 0, 'Europe/Helsinki')).toBe('2026-11-29')
  expect(dayFrom(now, 0, 'America/New_York')).toBe('2026-11-28')
  expect(midnight('2026-12-09', 'Europe/Helsinki')).toBe('2026-12-08T22:00:00.000Z')
  for (const zone of ['Europe/Helsinki', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'UTC']) {
    expect(Date.parse(midnight(firstDayAfter(now, 10, zone), zone))).toBeGreaterThanOrEqual(now.getTime() + 10 * 86_400_000)
  }
})
