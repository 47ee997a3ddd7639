import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { listBooks, listWallets, type Wallet } from '../api/prices'
import { TenantName } from '../app/cells'
import { DataList } from '../app/DataList'
import { useFormats } from '../i18n/format'
import console from '../console/console.module.css'
import styles from './prices.module.css'
import { useSum } from './sums'

const states = ['unpaid', 'owing', 'ending', 'credits', 'left'] as const

/** The money of all customers: who has how much, for how long, and what is unpaid. */
export default function Wallets() {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const params = new URLSearchParams(useSearch())
  const href = (row: Wallet) => row.status === 'moved' ? '/console/payments' : `/console/${row.kind === 'reseller' ? 'resellers' : 'customers'}/${row.customer}/money`
  return (
    <DataList
      name="/console/wallets"
      title={t('prices.wallets')}
      lead={t('prices.walletsLead')}
      searchHint={t('console.searchCustomers')}
      emptyTitle={t('prices.noWallets')}
      emptyText={t('prices.noWalletsText')}
      load={(q, after, signal, all) =>
        listWallets({ q: q || undefined, state: (all.get('state') as (typeof states)[number] | null) ?? undefined, sort: (all.get('sort') as 'name' | null) ?? undefined, desc: all.get('desc') === 'true' || undefined }, after, signal)
      }
      href={href}
      narrowed={params.has('state')}
      sorted="name"
      tools={<Tools params={params} />}
      columns={[
        {
          name: t('console.name'),
          sort: 'name',
          width: 'minmax(0, 2.2fr)',
          cell: (row) => (
            <Link href={href(row)} className={console.open}>
              <TenantName name={row.customer_name} kind={row.kind} />
            </Link>
          ),
        },
        { name: t('console.number'), sort: 'number', width: '110px', minor: true, cell: (row) => <span className="figures">{row.number}</span> },
        { name: t('prices.balance'), sort: 'balance', width: '118px', figures: true, cell: (row) => <span className={styles.sum} data-below={row.balance < 0 || undefined}>{sum(row.balance, row.currency)}</span> },
        { name: t('prices.credit'), width: '104px', figures: true, minor: true, cell: (row) => (row.credit ? sum(row.credit, row.currency) : '–') },
        { name: t('prices.daysLeft'), sort: 'days', width: '92px', figures: true, minor: true, cell: (row) => (row.days === undefined ? '–' : `≈ ${f.whole(row.days)}`) },
        { name: t('prices.unpaid'), sort: 'unpaid', width: '92px', figures: true, minor: true, cell: (row) => (row.unpaid ? <span className={console.held}>{f.whole(row.unpaid)}</span> : f.whole(0)) },
      ]}
    />
  )
}

function Tools({ params }: { params: URLSearchParams }) {
  const { t } = useTranslation()
  const sum = useSum()
  const [path, navigate] = useLocation()
  const books = useQuery({ queryKey: ['books'], queryFn: listBooks })
  const set = (value: string | null) => {
    const next = new URLSearchParams(params)
    if (value) next.set('state', value)
    else next.delete('state')
    navigate(next.size > 0 ? `${path}?${next}` : path, { replace: true })
  }
  return (
    <>
      <Select className={console.filter} size="sm" aria-label={t('prices.anyState')} placeholder={t('prices.anyState')} data={states.map((value) => ({ value, label: t(`prices.state_${value}`) }))} value={params.get('state')} onChange={set} clearable clearButtonProps={{ 'aria-label': t('customer.clearFilter', { name: t('prices.anyState') }) }} />
      {books.data?.map((book) => {
        const told = t('prices.bookSums', { held: sum(book.held, book.currency), owed: sum(book.owed, book.currency) })
        // What is owed leads to those who owe it.
        return book.owed > 0 ? (
          <Link key={book.currency} href={`${path}?state=owing`} className={styles.count}>
            {told}
          </Link>
        ) : (
          <span key={book.currency} className={styles.count}>
            {told}
          </span>
        )
      })}
    </>
  )
}
