import { expect, test } from 'vitest'
import { formats } from './format'
import { over, weekFrom } from './measures'

// Browsers put narrow and unbreakable spaces between figures and units.
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
const at = '2026-11-29T15:05:09Z'

test('whoever has chosen nothing reads kilometres, degrees Celsius and 24 hours', () => {
  const f = formats('en', 'UTC')
  expect(plain(f.speed(88.4))).toBe('88 km/h')
  expect(plain(f.distance(950))).toBe('950 m')
  expect(plain(f.distance(12_345))).toBe('12.3 km')
  expect(plain(f.height(1250))).toBe('1,250 m')
  expect(plain(f.temperature(21.5))).toBe('21.5°C')
  expect(plain(f.volume(40))).toBe('40 L')
  expect(f.clock(at)).toBe('15:05')
  expect(f.clockFine(at)).toBe('15:05:09')
  expect(plain(f.full(at))).toContain('15:05:09')
})

test('a day alone is that day in every zone, and a moment is a day of the reader’s', () => {
  const f = formats('en', 'America/Bogota')
  expect(plain(f.date('2026-11-30'))).toBe('Nov 30, 2026')
  expect(plain(f.date('2026-11-30T01:00:00Z'))).toBe('Nov 29, 2026')
})

test('miles, gallons, Fahrenheit and 12 hours are worked out from what the server sends', () => {
  const f = formats('en', 'UTC', over({ distance: 'mi', volume: 'us_gallon', temperature: 'fahrenheit', clock: 'h12' }))
  expect(plain(f.speed(88.4))).toBe('55 mph')
  expect(plain(f.distance(100))).toBe('328 ft')
  expect(plain(f.distance(16_093.44))).toBe('10 mi')
  expect(plain(f.distance(3_218_688))).toBe('2,000 mi')
  expect(plain(f.height(1000))).toBe('3,281 ft')
  expect(plain(f.temperature(-40))).toBe('-40°F')
  expect(plain(f.temperature(100))).toBe('212°F')
  expect(plain(f.volume(3.785411784))).toBe('1 US gal')
  expect(plain(f.clock(at))).toBe('3:05 PM')
  expect(plain(f.full(at))).toContain('3:05:09 PM')
  expect(plain(f.clock('2026-11-29T00:07:00Z')), 'midnight is twelve').toBe('12:07 AM')
  expect(plain(formats('en', 'UTC', over({ volume: 'imperial_gallon' })).volume(4.54609))).toBe('1 imp gal')
})

test('each language has its own words for the same units', () => {
  const miles = over({ distance: 'mi', clock: 'h12' })
  expect(plain(formats('ru', 'UTC', miles).speed(100))).toMatch(/^62 ми/)
  expect(plain(formats('ru', 'UTC').speed(100))).toBe('100 км/ч')
  for (const language of ['en', 'ru', 'es', 'pt', 'fr']) {
    expect(plain(formats(language, 'UTC').clock(at)), language).toBe('15:05')
    expect(plain(formats(language, 'UTC', miles).clock(at)), language).toMatch(/^3:05 \S/)
  }
})

test('a gallon says whose it is, in each language', () => {
  for (const language of ['en', 'ru', 'es', 'pt', 'fr']) {
    const [us, imperial] = (['us_gallon', 'imperial_gallon'] as const).map((volume) => plain(formats(language, 'UTC', over({ volume })).volume(100)))
    expect(us, language).toMatch(/^26[.,]4 .*(US|амер|EE|EUA)/)
    expect(imperial, language).toMatch(/^22 .*(imp|брит)/)
  }
})

test('what the user has chosen stands above the brand, one measure at a time', () => {
  const shown = over({ distance: 'km', clock: '' }, { distance: 'mi', clock: 'h12', week: 'sunday' })
  expect(shown).toEqual({ distance: 'km', volume: 'litre', temperature: 'celsius', clock: 'h12', week: 'sunday' })
  expect(weekFrom(shown.week)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(weekFrom('monday')).toEqual([1, 2, 3, 4, 5, 6, 0])
  expect(weekFrom('saturday')).toEqual([6, 0, 1, 2, 3, 4, 5])
})
