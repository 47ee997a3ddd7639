import type { components } from '../api/schema'

// The units that figures are shown in, and how the clock and the week are read: what the user has chosen, over the brand's.

export type Measures = components['schemas']['Measures']
type Whole = { [name in keyof Measures]-?: Exclude<NonNullable<Measures[name]>, ''> }

/** What there is to choose from; the first is what is shown where nobody has chosen. */
export const measureChoices: { [name in keyof Whole]: readonly Whole[name][] } = {
  distance: ['km', 'mi'],
  volume: ['litre', 'us_gallon', 'imperial_gallon'],
  temperature: ['celsius', 'fahrenheit'],
  clock: ['h24', 'h12'],
  week: ['monday', 'sunday', 'saturday'],
}
export const measureNames = Object.keys(measureChoices) as (keyof Whole)[]

/** Of each measure the first that is set. */
export function over(...said: (Measures | undefined)[]): Whole {
  return Object.fromEntries(measureNames.map((name) => [name, said.map((one) => one?.[name]).find(Boolean) ?? measureChoices[name][0]])) as unknown as Whole
}

export type { Whole as WholeMeasures }

/** The days of a week in order, Sunday being 0. */
export function weekFrom(first: Whole['week']): number[] {
  const start = { sunday: 0, monday: 1, saturday: 6 }[first]
  return Array.from({ length: 7 }, (_, n) => (start + n) % 7)
}

const metresInMile = 1609.344
export const toMiles = (km: number) => (km * 1000) / metresInMile
export const toFeet = (metres: number) => metres / 0.3048
export const toFahrenheit = (celsius: number) => celsius * 1.8 + 32
const litresIn = { us_gallon: 3.785411784, imperial_gallon: 4.54609 }
export const toGallons = (litres: number, kind: keyof typeof litresIn) => litres / litresIn[kind]

// Browsers know one gallon alone, and write it without saying whose: as each language tells the two apart.
const gallonIn: Record<string, Record<keyof typeof litresIn, string>> = {
  en: { us_gallon: 'US gal', imperial_gallon: 'imp gal' },
  ru: { us_gallon: 'амер. гал.', imperial_gallon: 'брит. гал.' },
  es: { us_gallon: 'gal EE. UU.', imperial_gallon: 'gal imp.' },
  pt: { us_gallon: 'gal (EUA)', imperial_gallon: 'gal (imp.)' },
  fr: { us_gallon: 'gal US', imperial_gallon: 'gal imp.' },
}
export const gallon = (language: string, kind: keyof typeof litresIn) => (gallonIn[language.slice(0, 2)] ?? gallonIn.en!)[kind].replaceAll(' ', '\u00a0')
