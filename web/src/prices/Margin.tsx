import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { getMargin, type Margin as Figures } from '../api/prices'
import { useMay } from '../app/Gate'
import { Failure, Notice, Waiting } from '../app/Notice'
import { monthBefore } from '../i18n/days'
import console from '../console/console.module.css'
import { figureAddress, figureHref } from './margin'
import { MarginFigure } from './MarginFigure'
import styles from './prices.module.css'
import { useFigure, useSum } from './sums'

/** The margin, or what one figure of it is made of. */
export default function Margin() {
  const [path] = useLocation()
  return path === figureHref ? <MarginFigure /> : <Months />
}

/** What was earned beside what it has cost, month by month: currencies stand beside each other and are never added up. */
function Months() {
  const { t } = useTranslation()
  const params = new URLSearchParams(useSearch())
  const [path, navigate] = useLocation()
  const from = params.get('from') ?? monthBefore(new Date(), 11)
  const to = params.get('to') ?? monthBefore(new Date(), 0)
  const set = (name: string, value: string) => {
    const next = new URLSearchParams({ from, to, [name]: value })
    if (value) navigate(`${path}?${next}`, { replace: true })
  }
  const margin = useQuery({ queryKey: ['margin', from, to], queryFn: () => getMargin(from, to) })
  return (
    <div className={console.sheet}>
      <header>
        <h1>{t('prices.margin')}</h1>
        <p className={console.lead}>{t('prices.marginLead')}</p>
      </header>
      <div className={styles.months}>
        <div>
          <TextInput type="month" size="sm" label={t('prices.fromMonth')} value={from} onChange={(event) => set('from', event.currentTarget.value)} />
          <TextInput type="month" size="sm" label={t('prices.toMonth')} value={to} onChange={(event) => set('to', event.currentTarget.value)} />
        </div>
        <div>
          <Button component="a" size="sm" variant="default" href={`/api/console/margin.csv?from=${from}&to=${to}`} download leftSection={<IconDownload size={17} aria-hidden />}>
            CSV
          </Button>
          <Button component="a" size="sm" variant="default" href={`/api/console/margin.xlsx?from=${from}&to=${to}`} download leftSection={<IconDownload size={17} aria-hidden />}>
            XLSX
          </Button>
        </div>
      </div>
      {margin.isPending ? (
        <Waiting />
      ) : margin.isError ? (
        <Failure error={margin.error} retry={() => void margin.refetch()} />
      ) : margin.data.earned.length + margin.data.costs.length === 0 ? (
        <Notice kind="empty" title={t('prices.noMargin')} text={t('prices.noMarginText')} />
      ) : (
        <Pairs m={margin.data} span={{ from, to }} />
      )}
    </div>
  )
}

function Pairs({ m, span }: { m: Figures; span: { from: string; to: string } }) {
  const { t, i18n } = useTranslation()
  const sum = useSum()
  const figure = useFigure()
  const mayOwed = useMay('billing.owed.read')
  const months = [...new Set([...m.earned, ...m.costs].map((one) => one.month))].sort()
  // A year of columns has no room for a word like "г." after each.
  const [month, year] = [new Intl.DateTimeFormat(i18n.language, { month: 'short', timeZone: 'UTC' }), new Intl.DateTimeFormat('en', { year: '2-digit', timeZone: 'UTC' })]
  const said = (when: string) => `${month.format(new Date(when))} ${year.format(new Date(when))}`
  const currencies = [...new Set([...m.earned, ...m.costs].map((one) => one.currency))].sort()
  return (
    <>
      {currencies.map((currency) => {
        const earned = m.earned.filter((one) => one.currency === currency)
        const costs = m.costs.filter((one) => one.currency === currency)
        const lines = [...new Map(earned.map((one) => [`${one.source} ${one.item ?? ''}`, one])).entries()]
        const at = (list: { month: string; amount: number }[], when: string) => list.filter((one) => one.month === when).reduce((all, one) => all + one.amount, 0)
        const total = (list: { amount: number }[]) => list.reduce((all, one) => all + one.amount, 0)
        // A year of thousands to the cent is wider than a screen: it is told to the unit, and to the cent where one points at it.
        const whole = months.length > 6 && Math.max(...[...earned, ...costs].map((one) => Math.abs(one.amount))) >= 100_000
        // Each figure leads to the entries it is made of; a sum of lines is made of these lines.
        const cell = (amount: number, about: string, href?: string) => {
          if (amount === 0) return <span className={styles.none}>–</span>
          const told = figure(amount, currency, whole)
          return href ? (
            <Link href={href} className={styles.leads} aria-label={`${about}: ${sum(amount, currency)}`}>
              {told}
            </Link>
          ) : (
            told
          )
        }
        const row = (key: string, name: string, list: { month: string; amount: number }[], strong = false, href?: (month?: string) => string | undefined) => (
          <tr key={key}>
            <td>{strong ? <b>{name}</b> : name}</td>
            {months.map((when) => (
              <td key={when} className="figures" title={whole ? sum(at(list, when), currency) : undefined}>
                {cell(at(list, when), `${name}, ${said(when)}`, href?.(when.slice(0, 7)))}
              </td>
            ))}
            <td className="figures" title={whole ? sum(total(list), currency) : undefined}>
              <b>{cell(total(list), `${name}, ${t('prices.total')}`, href?.())}</b>
            </td>
          </tr>
        )
        const owed = costs.map((one) => ({ month: one.month, amount: -one.amount }))
        return (
          <section key={currency} className={console.card} aria-label={currency}>
            <h2>{currency}</h2>
            <p className={`figures ${styles.figure}`}>{sum(total(earned) + total(owed), currency)}</p>
            <Newest label={t('prices.margin')}>
              <table className={styles.table} data-year={months.length > 6 || undefined}>
                <thead>
                  <tr>
                    <th scope="col">{t('prices.what')}</th>
                    {months.map((when) => (
                      <th key={when} scope="col">
                        {said(when)}
                      </th>
                    ))}
                    <th scope="col">{t('prices.total')}</th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map(([key, one]) =>
                    row(
                      key,
                      one.name ? `${one.name} · ${t(`prices.source_${one.source}`)}` : t(`prices.source_${one.source}`),
                      earned.filter((other) => `${other.source} ${other.item ?? ''}` === key),
                      false,
                      (month) => figureAddress({ from: month ?? span.from, to: month ?? span.to, currency, source: one.source, item: one.item }, one.name, span),
                    ),
                  )}
                  {costs.length > 0 && row('cost', t('prices.cost'), owed, false, (month) => (mayOwed ? `/console/provider${month ? `?month=${month}` : ''}` : undefined))}
                  {row('total', t('prices.total'), [...earned, ...owed], true)}
                </tbody>
              </table>
            </Newest>
          </section>
        )
      })}
    </>
  )
}

/** A table that is wider than the screen begins with its end: the newest months, and what they come to. */
function Newest({ label, children }: { label: string; children: ReactNode }) {
  const at = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (at.current) at.current.scrollLeft = at.current.scrollWidth
  }, [])
  return (
    <div ref={at} className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  )
}
