import { expect, test } from 'vitest'
import { strength } from './strength'

test('a longer and more mixed password is never weaker', () => {
  expect(strength('')).toBe(0)
  expect(strength('short')).toBe(0)
  expect(strength('aaaaaaaa')).toBe(1)
  const growing = ['abababab', 'abcdefgh', 'abcdefgh12', 'Abcdefgh12!-xy'].map(strength)
  expect([...growing].sort()).toEqual(growing)
  expect(strength('correct horse battery')).toBe(4)
  expect(strength('верная лошадь батарейка')).toBe(4)
})
