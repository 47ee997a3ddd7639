import { useTranslation } from 'react-i18next'
import { ActIn } from '../acting/ActIn'
import { listCustomers } from '../api/model'
import { TenantKind, TenantName, TenantStatus } from '../app/cells'
import { DataList } from '../app/DataList'
import { useFormats } from '../i18n/format'

/** Everybody below, at every level. */
export default function Customers() {
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
        { name: t('console.status'), width: '120px', minor: true, cell: (row) => <TenantStatus status={row.status} /> },
        { name: t('console.objectCount'), width: '80px', figures: true, minor: true, cell: (row) => f.whole(row.objects) },
        { name: t('console.since'), width: '130px', figures: true, minor: true, cell: (row) => f.date(row.created_at) },
        { name: t('acting.actIn'), width: '150px', cell: (row) => <ActIn tenant={row.id} name={row.name} /> },
      ]}
    />
  )
}
