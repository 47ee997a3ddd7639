import { expect, it } from 'vitest'
import { keeps } from './keeps'

it('keeps what is typed on the pages below its own, and on no others', () => {
  const typed = ['/console/desk-settings']
  for (const [to, stays] of [
    ['/console/desk-settings', true],
    ['/console/desk-settings/hours?from=1', true],
    ['/console/desk-settings?a=/console', true],
    ['/console/desk-settings-of-another', false],
    ['/console/desk', false],
    ['/', false],
  ] as const)
    expect(keeps(typed, to), to).toBe(stays)
  expect(keeps([...typed, '/console/desk'], '/console/desk')).toBe(false)
  expect(keeps([], '/anything')).toBe(true)
})
