import { expect, test } from 'vitest'
import { rewritten } from './rewritten'

const machine = 'Пожалуйста, перезапустите трекер и подождите минуту.'

test('a translation that is corrected is still the machine’s', () => {
  expect(rewritten(machine, machine)).toBe(false)
  expect(rewritten(machine, 'Перезагрузите трекер, пожалуйста, и подождите минуту!')).toBe(false)
  expect(rewritten(machine, `${machine} Если не поможет, напишите.`)).toBe(false)
})

test('one that is written anew is not, though a word or two are the same', () => {
  expect(rewritten(machine, 'Отключите питание, проверьте антенну и напишите нам снова.')).toBe(true)
  expect(rewritten('yes', 'No, the other one please')).toBe(true)
  expect(rewritten(machine, '')).toBe(false)
})
