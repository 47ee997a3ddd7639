import { expect, test } from 'vitest'
import { foreign, languageOf } from './languages'

test('a message is offered to be translated where its letters or its writer say that it is in another language', () => {
  expect(foreign('Карта стоит на месте', 'ru', 'en')).toBe(true)
  expect(foreign('Карта стоит на месте', 'en', 'en'), 'the writer reads English screens').toBe(true)
  expect(foreign('Карта Livery стоит', 'ru', 'ru')).toBe(false)
  expect(foreign('The map stands still', 'en', 'en')).toBe(false)
  expect(foreign('The map stands still', 'en', 'ru')).toBe(true)
  expect(foreign('El mapa no se mueve', 'es', 'fr')).toBe(true)
  expect(foreign('Das steht still', undefined, 'en'), 'nothing is known of who wrote it').toBe(true)
  expect(foreign('12 345', 'ru', 'en'), 'there is nothing to translate').toBe(false)
})

test('a locale is one of our languages or none', () => {
  expect([languageOf('pt-BR'), languageOf('RU'), languageOf('de'), languageOf(undefined)]).toEqual(['pt', 'ru', undefined, undefined])
})
