import { useTranslation } from 'react-i18next'
import { decimals } from '../i18n/currency'
import { kept } from '../i18n/kept'

/** Sums of minor units in the reader's language; micro: millionths of one besides, of what is charged by the day. */
export function useSum() {
  const { i18n } = useTranslation()
  return (amount: number, currency: string, micro = 0) => {
    if (!currency) return '–'
    const digits = decimals(currency)
    return kept(Intl.NumberFormat, i18n.language, { style: 'currency', currency, maximumFractionDigits: micro ? digits + 6 : digits }).format((amount + micro / 1_000_000) / 10 ** digits)
  }
}

/** Sums without their sign, where a heading names the currency of all of them; whole: to the unit, in a wide table. */
export function useFigure() {
  const { i18n } = useTranslation()
  return (amount: number, currency: string, whole = false) => {
    const scale = 10 ** decimals(currency)
    if (whole) return kept(Intl.NumberFormat, i18n.language, { maximumFractionDigits: 0 }).format(Math.round(amount / scale) || 0)
    const digits = decimals(currency)
    return kept(Intl.NumberFormat, i18n.language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amount / 10 ** digits)
  }
}

/** What somebody has typed as a sum, in minor units and millionths of one; undefined: it is no sum. */
export function read(text: string, currency: string): { amount: number; micro: number } | undefined {
  const found = /^(-?)(\d{1,12})(?:[.,](\d+))?$/.exec(text.replace(/[\s ]/g, ''))
  if (!found) return undefined
  const digits = decimals(currency)
  const behind = (found[3] ?? '').padEnd(digits + 6, '0')
  if (behind.length > digits + 6) return undefined
  const amount = Number(found[2] + behind.slice(0, digits)) * (found[1] ? -1 : 1)
  return { amount, micro: Number(behind.slice(digits)) }
}

/** The same, to be typed on. */
export function typed(amount: number, currency: string, micro = 0): string {
  const digits = currency ? decimals(currency) : 2
  return ((amount + micro / 1_000_000) / 10 ** digits).toFixed(micro ? digits + 6 : digits)
}
