import { useTranslation } from 'react-i18next'
import { decimals } from '../i18n/currency'
import { kept } from '../i18n/kept'

/** A sum of minor units in the reader's language. */
export function useSums() {
  const { i18n } = useTranslation()
  return (amount: number, currency: string) => kept(Intl.NumberFormat, i18n.language, { style: 'currency', currency }).format(amount / 10 ** decimals(currency))
}

/** What is kept of a sum, in minor units: nothing where nothing is typed; undefined: it is no sum. */
export const toCommission = (text: string, currency: string) => (/^0*$/.test(text.trim()) ? 0 : toMinor(text, currency))

/** Minor units of what somebody has typed; undefined: it is no sum above zero. Digits are moved, nothing is computed with fractions. */
export function toMinor(text: string, currency: string): number | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined
  const [whole = '', rest = '', more] = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.').split('.')
  const places = decimals(currency)
  if (more !== undefined || !/^\d{1,12}$/.test(whole) || !/^\d*$/.test(rest) || rest.length > places) return undefined
  const amount = Number(whole + rest.padEnd(places, '0'))
  return amount > 0 ? amount : undefined
}
