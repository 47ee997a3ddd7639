import { useTranslation } from 'react-i18next'
import { listTenants } from '../api/model'
import { TenantKind, TenantName, TenantStatus } from '../app/cells'
import { DataList } from '../app/DataList'
import { useFormats } from '../i18n/format'

/** The whole tree, for the staff of the installation. */
export default function Tree() {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <DataList
      name="tenants"
      title={t('platform.tenants')}
      lead={t('platform.tenantsLead')}
      searchHint={t('platform.search')}
      emptyTitle={t('platform.none')}
      emptyText={t('platform.noneText')}
      load={listTenants}
      columns={[
        { name: t('console.name'), width: 'minmax(0, 2.4fr)', cell: (row) => <TenantName name={row.name} kind={row.kind} depth={row.depth - 1} /> },
        { name: t('console.kind'), width: 'minmax(90px, 1fr)', minor: true, cell: (row) => <TenantKind kind={row.kind} /> },
        { name: t('console.number'), width: '130px', minor: true, cell: (row) => <span className="figures">{row.number || '–'}</span> },
        { name: t('console.status'), width: '120px', cell: (row) => <TenantStatus status={row.status} /> },
        { name: t('console.objectCount'), width: '80px', figures: true, cell: (row) => f.whole(row.objects) },
        { name: t('console.since'), width: '130px', figures: true, minor: true, cell: (row) => f.date(row.created_at) },
      ]}
    />
  )
}
