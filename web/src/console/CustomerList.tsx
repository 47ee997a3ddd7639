import { Button, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { IconDownload, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { type Customer, exportCustomers, listCustomers, narrowed, save } from '../api/consoles'
import { TenantName, TenantStatus } from '../app/cells'
import { DataList } from '../app/DataList'
import { useMay } from '../app/Gate'
import { useProblemText } from '../app/problems'
import { useFormats } from '../i18n/format'
import { CreateCustomer, CreateReseller } from '../lifecycle'
import { useNow } from '../monitoring/live'
import { useSum } from '../prices/sums'
import { useStates } from './words'
import styles from './console.module.css'

const withs = ['blocked', 'offline', 'silent_day', 'silent_week', 'never'] as const

/** Customers, or resellers, of every level below: searched, sorted and narrowed by the server; the address keeps it all. */
export function CustomerList({ kind }: { kind: 'account' | 'reseller' }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow(30_000)
  const params = new URLSearchParams(useSearch())
  const base = kind === 'account' ? '/console/customers' : '/console/resellers'
  const account = kind === 'account'
  const mayMoney = useMay('billing.book.read')
  const seen = (row: Customer) => (row.seen_at ? f.ago(row.seen_at, now) : t('customer.neverSeen'))
  const filtered = ['status', 'with', 'own', 'since'].some((name) => params.get(name))
  return (
    <DataList
      name={base}
      title={t(account ? 'console.customers' : 'reseller.title')}
      lead={t(account ? 'console.customersLead' : 'reseller.lead')}
      searchHint={t('console.searchCustomers')}
      emptyTitle={t(account ? 'console.noCustomers' : 'reseller.none')}
      emptyText={t(account ? 'console.noCustomersText' : 'reseller.noneText')}
      load={(_, after, signal, all) => listCustomers(narrowed(all, { kind }), after, signal)}
      href={(row) => `${base}/${row.id}`}
      narrowed={filtered}
      sorted="name"
      tools={<Tools kind={kind} params={params} />}
      columns={[
        {
          name: t('console.name'),
          sort: 'name',
          width: 'minmax(0, 2.4fr)',
          cell: (row) => (
            <span className={styles.named}>
              <Link href={`${base}/${row.id}`} className={styles.open} title={row.name}>
                <TenantName name={row.name} kind={row.kind} />
              </Link>
              {mayMoney && row.balances && (
                <span className={styles.onPhone}>
                  <Balances of={row.balances} />
                </span>
              )}
            </span>
          ),
        },
        { name: t('console.number'), sort: 'number', width: '110px', minor: true, cell: (row) => <span className="figures">{row.number}</span> },
        { name: t('console.status'), width: '118px', minor: true, cell: (row) => <TenantStatus status={row.status} /> },
        { name: t('console.objectCount'), sort: account ? 'objects' : undefined, width: '124px', figures: true, cell: (row) => <Objects row={row} /> },
        // Sums of different currencies have no order: by balance the wallets are sorted, currency by currency.
        ...(mayMoney ? [{ name: t('prices.balance'), width: '112px', figures: true, minor: true, cell: (row: Customer) => row.balances && <Balances of={row.balances} /> }] : []),
        { name: t('customer.users'), sort: account ? 'users' : undefined, width: '84px', figures: true, minor: true, cell: (row) => f.whole(row.users) },
        { name: t('customer.seen'), sort: account ? 'seen' : undefined, width: '128px', figures: true, minor: true, cell: seen },
        { name: t('console.since'), sort: 'since', width: '118px', figures: true, minor: true, cell: (row) => f.date(row.created_at) },
      ]}
    />
  )
}

/** What is in the wallets of a customer: the first of two, and how many there are besides. */
function Balances({ of }: { of: NonNullable<Customer['balances']> }) {
  const { t } = useTranslation()
  const sum = useSum()
  const [first, second, ...others] = of
  const told = ({ currency, amount }: { currency: string; amount: number }) => sum(amount, currency)
  const below = (one: { amount: number }) => (one.amount < 0 ? styles.held : undefined)
  if (!first) return null
  if (!second) return <span className={below(first)}>{told(first)}</span>
  return (
    <span className={styles.counted} title={of.map(told).join('\n')}>
      <span className={below(first)}>{told(first)}</span>
      <small className={others.length === 0 ? below(second) : undefined}>{others.length === 0 ? told(second) : t('customer.moreWallets', { count: others.length + 1 })}</small>
    </span>
  )
}

function Objects({ row }: { row: Customer }) {
  const { t } = useTranslation()
  const f = useFormats()
  if (row.blocked === 0) return <>{f.whole(row.objects)}</>
  return (
    <span className={styles.counted}>
      {f.whole(row.objects)}
      <small className={styles.held}>{t('customer.blockedOf', { count: row.blocked })}</small>
    </span>
  )
}

function Tools({ kind, params }: { kind: 'account' | 'reseller'; params: URLSearchParams }) {
  const { t } = useTranslation()
  const [path, navigate] = useLocation()
  const states = useStates()
  const mayOpen = useMay('reselling.customer.write')
  const [opened, { open, close }] = useDisclosure()
  const show = (id: string) => navigate(`${kind === 'account' ? '/console/customers' : '/console/resellers'}/${id}`)
  const problem = useProblemText()
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(location.search)
    if (value) next.set(name, value)
    else next.delete(name)
    navigate(next.size > 0 ? `${path}?${next}` : path, { replace: true })
  }
  const file = useMutation({
    mutationFn: () => exportCustomers(narrowed(params, { kind })),
    onSuccess: ({ file, more }) => {
      save(file, kind === 'account' ? 'customers.csv' : 'resellers.csv')
      if (more) notifications.show({ message: t('customer.exportMore'), color: 'yellow' })
    },
    onError: (error) => notifications.show({ message: problem(error), color: 'red' }),
  })
  const select = (name: string, label: string, data: { value: string; label: string }[]) => (
    <Select key={name} className={styles.filter} size="sm" aria-label={label} placeholder={label} data={data} value={params.get(name)} onChange={(value) => set(name, value)} clearable clearButtonProps={{ 'aria-label': t('customer.clearFilter', { name: label }) }} />
  )
  return (
    <>
      {select('status', t('customer.anyStatus'), (['active', 'suspended', 'closed'] as const).map((value) => ({ value, label: t(`tenant.${value}`) })))}
      {select('with', t('customer.anyObjects'), withs.map((value) => ({ value, label: states[value] })))}
      {select('own', t('customer.everyLevel'), [{ value: 'true', label: t('customer.ownOnly') }])}
      {params.get('since') && (
        <Button size="sm" variant="default" onClick={() => set('since', null)}>
          {t('customer.recentOnly')} ×
        </Button>
      )}
      <span className="grow" />
      {mayOpen && (
        <Button size="sm" leftSection={<IconPlus size={17} stroke={1.7} aria-hidden />} onClick={open}>
          {t(kind === 'account' ? 'lifecycle.createCustomer' : 'lifecycle.createReseller')}
        </Button>
      )}
      {opened && (kind === 'account' ? <CreateCustomer close={close} created={show} /> : <CreateReseller close={close} created={show} />)}
      <Button size="sm" variant="default" leftSection={<IconDownload size={17} stroke={1.7} aria-hidden />} loading={file.isPending} onClick={() => file.mutate()}>
        {t('customer.export')}
      </Button>
    </>
  )
}
