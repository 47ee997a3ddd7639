import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { searchTenants } from '../api/consoles'
import { TenantName, TenantStatus } from '../app/cells'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import styles from './platform.module.css'

/** What a search over the whole tree has found, each with the way to it. */
export function Found({ q, clear }: { q: string; clear: () => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const [found, list] = usePages(['tenants', q], (after, signal) => searchTenants(q, after, signal), { keep: true })
  if (found.isPending) return <Waiting />
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />
  if (list.length === 0) return <Notice kind="empty" title={t('list.nothingFound')} text={t('branches.nothingFound')} action={t('list.showAll')} onAction={clear} />
  return (
    <div className={styles.frame} data-dim={found.isPlaceholderData || undefined}>
      <ul className={styles.found} aria-label={t('branches.found')}>
        {list.map((tenant) => (
          <li key={tenant.id}>
            <Link href={`/platform/tenants/${tenant.id}`}>
              <span className={styles.who}>
                <TenantName name={tenant.name} kind={tenant.kind} />
                {tenant.way.length > 0 && <small>{tenant.way.map((step) => step.name).join(' › ')}</small>}
              </span>
              <span className={`figures ${styles.minor}`}>{tenant.number}</span>
              <TenantStatus status={tenant.status} />
              <span className={`figures ${styles.count}`}>{t('branches.objects', { count: tenant.objects, shown: f.whole(tenant.objects) })}</span>
            </Link>
          </li>
        ))}
      </ul>
      <More of={found} />
    </div>
  )
}
