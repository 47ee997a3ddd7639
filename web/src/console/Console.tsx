import { useTranslation } from 'react-i18next'
import { Link, Route, Switch, useLocation } from 'wouter'
import { listCustomerObjects, listCustomers } from '../api/model'
import frame from '../app/cells.module.css'
import { TenantKind, TenantName, TenantStatus } from '../app/cells'
import { DataList } from '../app/DataList'
import { Shell } from '../app/Shell'
import { useFormats } from '../i18n/format'
import { kindName } from '../monitoring/kindName'

/** What a reseller sees of those below: customers, and their objects. */
export function Console() {
  const { t } = useTranslation()
  const [path] = useLocation()
  const tabs = [
    { path: '/console', name: t('console.customers') },
    { path: '/console/objects', name: t('console.objects') },
  ]
  return (
    <Shell title={t('shell.console')}>
      <div className={frame.frame}>
        <nav aria-label={t('shell.console')}>
          {tabs.map((tab) => (
            <Link key={tab.path} href={tab.path} aria-current={path === tab.path ? 'page' : undefined}>
              {tab.name}
            </Link>
          ))}
        </nav>
        <div>
          <Switch>
            <Route path="/console/objects">
              <Objects />
            </Route>
            <Route>
              <Customers />
            </Route>
          </Switch>
        </div>
      </div>
    </Shell>
  )
}

function Customers() {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <DataList
      name="customers"
      title={t('console.customers')}
      lead={t('console.customersLead')}
      searchHint={t('console.searchCustomers')}
      emptyTitle={t('console.noCustomers')}
      emptyText={t('console.noCustomersText')}
      load={listCustomers}
      columns={[
        { name: t('console.name'), width: 'minmax(0, 2.2fr)', cell: (row) => <TenantName name={row.name} kind={row.kind} depth={row.depth - 1} /> },
        { name: t('console.number'), width: '130px', minor: true, cell: (row) => <span className="figures">{row.number}</span> },
        { name: t('console.kind'), width: 'minmax(90px, 1fr)', minor: true, cell: (row) => <TenantKind kind={row.kind} /> },
        { name: t('console.status'), width: '120px', cell: (row) => <TenantStatus status={row.status} /> },
        { name: t('console.objectCount'), width: '80px', figures: true, cell: (row) => f.whole(row.objects) },
        { name: t('console.since'), width: '130px', figures: true, minor: true, cell: (row) => f.date(row.created_at) },
      ]}
    />
  )
}

function Objects() {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <DataList
      name="customer-objects"
      title={t('console.objects')}
      lead={t('console.objectsLead')}
      searchHint={t('console.searchObjects')}
      emptyTitle={t('console.noObjects')}
      emptyText={t('console.noObjectsText')}
      load={listCustomerObjects}
      columns={[
        { name: t('console.name'), width: 'minmax(0, 2fr)', cell: (row) => <b>{row.name}</b> },
        { name: t('console.customer'), width: 'minmax(0, 1.6fr)', cell: (row) => row.tenant_name ?? '–' },
        { name: t('console.kind'), width: 'minmax(90px, 1fr)', minor: true, cell: (row) => kindName(row.kind, t) },
        { name: t('console.added'), width: '140px', figures: true, minor: true, cell: (row) => f.date(row.created_at) },
      ]}
    />
  )
}
