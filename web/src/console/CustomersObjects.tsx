import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { listCustomerObjects } from '../api/model'
import { DataList } from '../app/DataList'
import { useFormats } from '../i18n/format'
import { kindName } from '../monitoring/kindName'
import styles from './console.module.css'

/** The objects of everybody below; never where they are. */
export default function CustomersObjects() {
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
        {
          name: t('console.customer'),
          width: 'minmax(0, 1.6fr)',
          cell: (row) => (
            <Link href={`/console/customers/${row.tenant}`} className={styles.open}>
              <b>{row.tenant_name}</b>
            </Link>
          ),
        },
        { name: t('console.kind'), width: 'minmax(90px, 1fr)', minor: true, cell: (row) => kindName(row.kind, t) },
        { name: t('console.added'), width: '140px', figures: true, minor: true, cell: (row) => f.date(row.created_at) },
      ]}
    />
  )
}
