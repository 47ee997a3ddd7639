import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Price } from '../api/billing'
import { decimals } from '../i18n/currency'
import { kept } from '../i18n/kept'

const scale = (currency: string) => 10 ** decimals(currency)

interface Priced {
  price: Price
  period?: string
}

/** Whether what was announced costs anything else: a price that was agreed on stays what it is. */
export const changes = (now: Priced, next: Priced) =>
  now.price.amount !== next.price.amount || (now.price.micro ?? 0) !== (next.price.micro ?? 0) || now.price.currency !== next.price.currency || now.period !== next.period

/** Sums of minor units in the reader's language. */
export function useSums() {
  const { t, i18n } = useTranslation()
  return useMemo(() => {
    const of = (currency: string, digits?: number) => kept(Intl.NumberFormat, i18n.language, { style: 'currency', currency, ...(digits ? { maximumFractionDigits: digits } : {}) })
    const price = (price: Price, period: string | undefined, free?: boolean) => {
      if (free || !price.currency) return t('billing.free')
      const format = of(price.currency, price.micro ? 6 : undefined)
      const text = format.format((price.amount + (price.micro ?? 0) / 1e6) / scale(price.currency))
      return period ? t(`billing.per_${period as 'month'}`, { price: text }) : text
    }
    const sum = (amount: number, currency: string) => (currency ? of(currency).format(amount / scale(currency)) : '–')
    return {
      sum,
      signed: (amount: number, currency: string) => (amount > 0 ? `+${sum(amount, currency)}` : sum(amount, currency)),
      /** As people type it, without the currency. */
      plain: (amount: number, currency: string) => (amount / scale(currency)).toFixed(decimals(currency)),
      /** What people type, in minor units; undefined: it is no sum above zero. */
      read: (text: string, currency: string) => {
        const value = Number(text.replace(/\s/g, '').replace(',', '.'))
        const minor = Math.round(value * scale(currency))
        return Number.isSafeInteger(minor) && minor > 0 ? minor : undefined
      },
      price,
      /** A plan beside its price. One that is named for its price is said once: no “Free · Free”. */
      priced: (name: string, ...of: Parameters<typeof price>) => [...new Set([name, price(...of)])].join(' · '),
    }
  }, [t, i18n.language])
}
