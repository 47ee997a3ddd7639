import { api, take } from './http'
import type { components } from './schema'

// Letters and papers in a brand's own words, in the words of the API's document.

type Schemas = components['schemas']
export type Letter = Schemas['BrandLetter']
export type LetterSheet = Schemas['BrandLetterSheet']
export type LetterText = Schemas['BrandText']
export type LetterFault = Schemas['BrandTextFault']
export type LetterShown = Schemas['BrandLetterShown']

const of = (letter: string, language: string) => ({ params: { path: { letter, language } } })

export const listLetters = () => take(api.GET('/api/console/brand/letters')).then((page) => page.items)
export const getLetter = (letter: string, language: string) => take(api.GET('/api/console/brand/letters/{letter}/{language}', of(letter, language)))
export const saveLetter = (letter: string, language: string, body: LetterText) => take(api.PUT('/api/console/brand/letters/{letter}/{language}', { ...of(letter, language), body }))
export const resetLetter = (letter: string, language: string) => take(api.DELETE('/api/console/brand/letters/{letter}/{language}', of(letter, language)))
export const lockLetter = (letter: string, locked: boolean) => take(api.POST('/api/console/brand/letters/{letter}/lock', { params: { path: { letter } }, body: { locked } })).then((page) => page.items)
export const showLetter = (letter: string, language: string, text: LetterText, customer: string | undefined, signal: AbortSignal) =>
  take(api.POST('/api/console/brand/letters/{letter}/{language}/show', { ...of(letter, language), body: { ...text, customer }, signal }))
export const drawPaper = (letter: string, language: string, text: LetterText, customer: string | undefined) =>
  take(api.POST('/api/console/brand/letters/{letter}/{language}/draw', { ...of(letter, language), body: { ...text, customer }, parseAs: 'blob' })) as Promise<unknown> as Promise<Blob>
export const testLetter = (letter: string, language: string, body: LetterText) => take(api.POST('/api/console/brand/letters/{letter}/{language}/test', { ...of(letter, language), body }))
