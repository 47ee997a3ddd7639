import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getMargin, listBooks } from '../api/prices'
import { useMay } from '../app/Gate'
import { Failure } from '../app/Notice'
import { monthBefore } from '../i18n/days'
import { useFormats } from '../i18n/format'
import { useSum } from '../prices/sums'
import { Tiles } from './Tiles'

/** What came in this month, and whose money ends: of currencies that are never added up. */
export function TodayMoney() {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const mayBooks = useMay('billing.book.read')
  const mayMargin = useMay('billing.margin.read')
  const month = monthBefore(new Date(), 0)
  const books = useQuery({ queryKey: ['books'], queryFn: listBooks, enabled: mayBooks, refetchInterval: 60_000 })
  const margin = useQuery({ queryKey: ['margin', month, month], queryFn: () => getMargin(month, month), enabled: mayMargin, refetchInterval: 60_000 })
  if (!mayBooks) return null
  // Nobody has sold anything yet: there is no money to speak of.
  if (books.data?.length === 0) return null
  // What ends first, or lacks most, stands first.
  const counts = [
    { name: t('today.ending'), of: 'ending', order: 'sort=days', tone: 'warning' },
    { name: t('today.owing'), of: 'owing', order: 'sort=balance', tone: 'danger' },
    { name: t('today.unpaid'), of: 'unpaid', order: 'sort=unpaid&desc=true', tone: 'danger' },
  ] as const
  const total = (of: (typeof counts)[number]['of']) => books.data?.reduce((all, book) => all + book[of], 0)
  const earned = (currency: string) => margin.data?.earned.filter((one) => one.currency === currency).reduce((all, one) => all + one.amount, 0)
  // The main currency is told even of a month without sales; the others where something was sold.
  const told = books.data?.filter((book) => book.main || earned(book.currency)) ?? [{ currency: '' }]
  return (
    <section aria-labelledby="money">
      <h2 id="money">{t('prices.money')}</h2>
      {books.isError ? (
        <Failure error={books.error} retry={() => void books.refetch()} />
      ) : (
        <Tiles
          label={t('prices.money')}
          tiles={[
            ...(mayMargin && !margin.isError ? told.map(({ currency }) => ({ key: currency, name: t('today.earned'), value: margin.data && currency ? sum(earned(currency)!, currency) : '…', href: `/console/margin?from=${month}&to=${month}` })) : []),
            ...counts.map(({ name, of, order, tone }) => ({ name, value: books.data ? f.whole(total(of)!) : '…', tone: total(of) ? tone : undefined, href: `/console/wallets?state=${of}&${order}` })),
          ]}
        />
      )}
    </section>
  )
}
