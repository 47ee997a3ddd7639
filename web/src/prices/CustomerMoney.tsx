import { Button, Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OneCustomer } from '../api/consoles'
import { getCustomerMoney, listCustomerEntries, type WalletEntry } from '../api/prices'
import { useMay } from '../app/Gate'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import console from '../console/console.module.css'
import { Facts } from '../console/Tiles'
import { Agreed } from './Agreed'
import { Book, Credit } from './Booking'
import { Entry } from './Entry'
import { daysLeft } from './lasting'
import styles from './prices.module.css'
import { Row } from './Row'
import { useSum } from './sums'

/** One customer's money: what is left and for how long, every entry, and what is agreed. */
export function CustomerMoney({ customer }: { customer: OneCustomer }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const may = useMay('billing.book.write')
  const prices = useMay('billing.agreement.read')
  const [chosen, choose] = useState<string>()
  const [open, show] = useState<'book' | 'credit'>()
  const money = useQuery({ queryKey: ['money', customer.id], queryFn: () => getCustomerMoney(customer.id) })
  if (money.isPending) return <Waiting />
  if (money.isError) return <Failure error={money.error} retry={() => void money.refetch()} />
  const m = money.data
  const currency = chosen ?? m.wallets[0]?.currency ?? m.currencies[0] ?? 'EUR'
  const wallet = m.wallets.find((one) => one.currency === currency)
  const days = daysLeft(m, currency)
  const all = [...new Set([...m.wallets.map((one) => one.currency), ...m.currencies])]
  return (
    <div className={console.stack}>
      <section className={console.card} aria-labelledby="wallet">
        <div className={console.title}>
          <h2 id="wallet">{t('prices.wallet')}</h2>
          {all.length > 1 && <Select size="xs" w={96} aria-label={t('prices.currency')} data={all} value={currency} onChange={(value) => value && choose(value)} />}
          <span className={console.grow} />
          {may && (
            <Group gap="sm" wrap="nowrap">
              <Button size="sm" onClick={() => show('book')}>
                {t('prices.bookByHand')}
              </Button>
              <Button size="sm" variant="default" onClick={() => show('credit')}>
                {t('prices.changeCredit')}
              </Button>
            </Group>
          )}
        </div>
        <p className={`figures ${styles.figure}`} data-testid="balance">
          {sum(wallet?.balance ?? 0, currency)}
        </p>
        <Facts
          facts={[
            [t('prices.credit'), sum(wallet?.credit ?? 0, currency)],
            [t('prices.daysLeft'), days === undefined ? '' : f.whole(days)],
            [t('prices.paying'), f.whole(wallet?.paying ?? 0)],
            [t('prices.unpaid'), f.whole(wallet?.unpaid ?? 0)],
            m.forecast ? [t('prices.month'), sum(m.forecast.month, m.forecast.currency)] : null,
            m.forecast?.until ? [t('prices.until'), t('prices.untilMissing', { at: f.date(m.forecast.until), missing: sum(m.forecast.missing, m.forecast.currency) })] : null,
          ]}
        />
      </section>
      <Entries customer={customer.id} currency={currency} />
      {prices && <Agreed customer={customer} />}
      {open === 'book' && <Book customer={customer.id} currency={currency} currencies={all.length ? all : [currency]} close={() => show(undefined)} />}
      {open === 'credit' && <Credit customer={customer.id} currency={currency} now={wallet?.credit ?? 0} close={() => show(undefined)} />}
    </div>
  )
}

function Entries({ customer, currency }: { customer: string; currency: string }) {
  const { t } = useTranslation()
  const [entry, open] = useState<string>()
  const [list, rows] = usePages(['entries', customer, currency], (after, signal) => listCustomerEntries(customer, currency, after, signal))
  return (
    <section className={console.card} aria-labelledby="entries">
      <h2 id="entries">{t('prices.entries')}</h2>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={t('prices.noEntries')} text={t('prices.noEntriesText')} />
      ) : (
        <ul className={styles.rows} aria-labelledby="entries">
          {rows.map((row) => (
            <li key={row.id}>
              <Line row={row} currency={currency} open={() => open(row.id)} />
            </li>
          ))}
        </ul>
      )}
      <More of={list} />
      {entry && <Entry id={entry} customer={customer} close={() => open(undefined)} />}
    </section>
  )
}

/** One line of a wallet: what it was, and what was left after it. */
export function Line({ row, currency, open }: { row: WalletEntry; currency: string; open?: () => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  return (
    <Row open={open}>
      <span className={styles.what}>
        <b>{t(`prices.entry_${row.kind}`)}</b>
        {row.comment && <> · {row.comment}</>}
        <small>
          {f.moment(row.booked_at)}
          {row.by && ` · ${row.by}`}
        </small>
      </span>
      <span className={`figures ${styles.sum}`}>{sum(row.amount, currency)}</span>
      <span className={`figures ${styles.count}`}>{sum(row.balance, currency)}</span>
    </Row>
  )
}
