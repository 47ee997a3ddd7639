import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { getMarginFigure, listMarginEntries, type MarginEntry, type MarginPlace } from '../api/prices'
import { useMay } from '../app/Gate'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import console from '../console/console.module.css'
import { Entry } from './Entry'
import { figureHref } from './margin'
import styles from './prices.module.css'
import { Row } from './Row'
import { useSum } from './sums'

/** What a figure of the margin is made of: by which customers, and every entry. The address names the figure. */
export function MarginFigure() {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const params = new URLSearchParams(useSearch())
  const [, navigate] = useLocation()
  const told = (name: string): string => params.get(name) ?? ''
  const place: MarginPlace = { from: told('from'), to: told('to'), currency: told('currency'), source: told('source') as MarginPlace['source'], item: told('item') || undefined, customer: told('customer') || undefined }
  const figure = useQuery({ queryKey: ['margin', 'figure', place], queryFn: () => getMarginFigure(place) })
  const named = told('name') ? `${told('name')} · ${t(`prices.source_${place.source}`)}` : t(`prices.source_${place.source}`)
  // An address that somebody has shortened names no month: the server says what is missing.
  const month = (of = '') => (/^\d{4}-(0[1-9]|1[0-2])$/.test(of) ? new Intl.DateTimeFormat(i18n.language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${of}-01`)) : '')
  const span = place.from === place.to ? month(place.from) : `${month(place.from)} – ${month(place.to)}`
  const back = `/console/margin?from=${told('marginFrom') || place.from}&to=${told('marginTo') || place.to}`
  const whose = (customer?: string, name?: string) => {
    const next = new URLSearchParams(params)
    if (customer) next.set('customer', customer)
    else next.delete('customer')
    if (name) next.set('customerName', name)
    else next.delete('customerName')
    navigate(`${figureHref}?${next}`, { replace: true })
  }
  return (
    <div className={`${console.sheet} ${styles.made}`}>
      <header>
        <Link href={back} className={console.back}>
          <IconArrowLeft size={17} aria-hidden />
          {t('prices.margin')}
        </Link>
        <h1>{named}</h1>
        <p className={console.lead}>{span.charAt(0).toLocaleUpperCase(i18n.language) + span.slice(1)}</p>
      </header>
      {figure.isPending ? (
        <Waiting />
      ) : figure.isError ? (
        <Failure error={figure.error} retry={() => void figure.refetch()} />
      ) : (
        <section className={console.card} aria-labelledby="figure">
          {place.customer && (
            <div className={console.title}>
              <h2 id="figure">{told('customerName') || t('prices.oneCustomer')}</h2>
              <span className={console.grow} />
              <Button size="sm" variant="default" onClick={() => whose()}>
                {t('prices.everyCustomer')}
              </Button>
            </div>
          )}
          <div>
            <p className={`figures ${styles.figure}`}>{sum(figure.data.amount, place.currency)}</p>
            <span className={styles.count}>{t('prices.figureEntries', { count: figure.data.entries, entries: f.whole(figure.data.entries) })}</span>
          </div>
          {!place.customer && <h2 id="figure">{t('prices.byCustomer')}</h2>}
          {!place.customer && figure.data.customers.length > 0 && (
            <ul className={styles.rows} aria-label={t('prices.byCustomer')}>
              {figure.data.customers.map(({ customer, amount, entries }) => (
                <li key={customer.id}>
                  <Row open={() => whose(customer.id, customer.name)}>
                    <span className={styles.what}>
                      {customer.name}
                      <small>
                        {t('prices.figureEntries', { count: entries, entries: f.whole(entries) })}
                        {customer.status === 'moved' && ` · ${t('prices.customerMoved')}`}
                      </small>
                    </span>
                    <span className={`figures ${styles.sum}`} data-below={amount < 0 || undefined}>
                      {sum(amount, place.currency)}
                    </span>
                  </Row>
                </li>
              ))}
            </ul>
          )}
          {!place.customer && figure.data.more && <p className={console.faint}>{t('prices.moreCustomers', { count: figure.data.customers.length })}</p>}
        </section>
      )}
      {/* A page of entries is there at once; summing up a year of them is not. */}
      <Entries place={place} />
    </div>
  )
}

function Entries({ place }: { place: MarginPlace }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const mayBook = useMay('billing.book.read')
  const [open, show] = useState<MarginEntry>()
  const [list, rows] = usePages(['margin', 'entries', place], (after, signal) => listMarginEntries(place, after, signal))
  const content = (row: MarginEntry) => (
    <>
      <span className={styles.what}>
        {row.customer?.name ?? t(row.kind === 'fee' ? 'prices.entry_fee' : 'prices.nobodys')}
        <small>
          {place.source === 'wholesale' ? f.date(row.at) : f.moment(row.at)}
          {place.source === 'plan' || place.source === 'package' || place.source === 'wholesale' ? '' : row.kind && ` · ${t(`prices.entry_${row.kind as 'charge'}`)}`}
          {place.source === 'plan' && ` · ${t('prices.figureObjects', { count: row.pieces, objects: f.whole(row.pieces) })}`}
          {place.source === 'wholesale' && ` · ${t('prices.objectDays', { count: row.pieces })}`}
          {row.comment && ` · ${row.comment}`}
        </small>
      </span>
      <span className={`figures ${styles.sum}`} data-below={row.amount < 0 || undefined}>
        {sum(row.amount, place.currency)}
      </span>
    </>
  )
  const home = (row: MarginEntry) => row.customer && row.customer.status !== 'moved' && `/console/${row.customer.kind === 'reseller' ? 'resellers' : 'customers'}/${row.customer.id}/money`
  return (
    <section className={console.card} aria-labelledby="entries">
      <h2 id="entries">{t('prices.entries')}</h2>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={t('prices.noFigure')} text={t('prices.noFigureText')} />
      ) : (
        <ul className={styles.rows} aria-labelledby="entries">
          {rows.map((row) => {
            const at = home(row)
            return (
              <li key={row.id + row.at}>
                <Row open={row.transaction && mayBook ? () => show(row) : undefined} href={(mayBook && at) || undefined}>
                  {content(row)}
                </Row>
              </li>
            )
          })}
        </ul>
      )}
      <More of={list} />
      {open?.transaction && <Entry id={open.transaction} customer={open.customer?.id ?? ''} href={home(open) || undefined} close={() => show(undefined)} />}
    </section>
  )
}
