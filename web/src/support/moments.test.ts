import { expect, test } from 'vitest'
import { instant, local, spans, typed } from './moments'

test('a moment is read and written on the clock of its reader, also where that is moved', () => {
  expect(local('2026-11-30T06:00:00Z', 'Europe/Moscow')).toBe('2026-11-30T09:00')
  for (const zone of ['Europe/Moscow', 'America/New_York', 'Asia/Kolkata', 'UTC']) {
    for (const moment of ['2026-11-30T06:00:00.000Z', '2026-03-08T12:30:00.000Z', '2026-10-25T23:00:00.000Z', '2026-07-01T00:00:00.000Z']) {
      expect(instant(local(moment, zone), zone)).toBe(moment)
    }
  }
})

test('openings of a day are read as they are written', () => {
  expect(spans('09:00-13:00, 14:00–24:00')).toEqual([
    { from: 540, to: 780 },
    { from: 840, to: 1440 },
  ])
  expect(spans('')).toEqual([])
  expect(spans('from nine')).toBeUndefined()
  expect(typed([{ from: 540, to: 1440 }])).toBe('09:00-24:00')
})
