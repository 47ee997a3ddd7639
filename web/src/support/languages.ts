import type { Language } from '../api/translator'

/** The languages that are translated into: those of the screens. */
export const languages: readonly Language[] = ['en', 'ru', 'es', 'pt', 'fr']

/** One of them, as it is written in a locale such as pt-BR; undefined: none of them. */
export function languageOf(locale: string | undefined): Language | undefined {
  const plain = locale?.toLowerCase().split('-')[0]
  return languages.find((one) => one === plain)
}

/** Whether a text is likely to be in another language than its reader's: its letters say so, or else what is known of who wrote it. */
export function foreign(body: string, locale: string | undefined, mine: string) {
  const letters = body.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return false
  const cyrillic = (body.match(/\p{Script=Cyrillic}/gu)?.length ?? 0) > letters / 2
  return cyrillic !== (mine === 'ru') || languageOf(locale) !== mine
}
