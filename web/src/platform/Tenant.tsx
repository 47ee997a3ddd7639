import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconArrowLeft, IconBuildingStore } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { getTenant } from '../api/consoles'
import { TenantKind, TenantStatus } from '../app/cells'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { Facts, Tiles } from '../console/Tiles'
import { languages } from '../i18n'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import styles from '../console/console.module.css'

/** One tenant, for the staff of the installation. */
export function Tenant({ id }: { id: string }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow(30_000)
  const mayConsole = useMay('reselling.customer.read')
  const tenant = useQuery({ queryKey: ['tenant', id], queryFn: () => getTenant(id) })
  if (tenant.isPending) return <Waiting />
  if (tenant.isError) return <Failure error={tenant.error} retry={() => void tenant.refetch()} />
  const one = tenant.data
  const reseller = one.kind === 'reseller'
  // Right below the platform: what is agreed with them, and what becomes of them, stands in the console.
  const own = mayConsole && one.way.length === 0
  return (
    <div className={styles.sheet}>
      <header className={styles.head}>
        <Link href="/platform/tenants" className={styles.back}>
          <IconArrowLeft size={17} aria-hidden /> {t('platform.tenants')}
        </Link>
        <div className={styles.title}>
          <h1>{one.name}</h1>
          <TenantStatus status={one.status} />
          <span className={styles.grow} />
          {own && (
            <Button component="a" href={`/console/${reseller ? 'resellers' : 'customers'}/${one.id}`} variant="light" leftSection={<IconBuildingStore size={17} stroke={1.7} aria-hidden />}>
              {t('platform.inConsole')}
            </Button>
          )}
        </div>
        <p className={styles.lead}>
          <TenantKind kind={one.kind} />
          {one.way.map((step) => (
            <Fragment key={step.id}>
              {' · '}
              <Link href={`/platform/tenants/${step.id}`}>{step.name}</Link>
            </Fragment>
          ))}
        </p>
      </header>
      <Tiles
        label={t('customer.figures')}
        tiles={[
          ...(reseller ? [{ name: t('reseller.customers'), value: f.whole(one.accounts) }, { name: t('reseller.resellers'), value: f.whole(one.resellers) }] : []),
          { name: t('customer.users'), value: f.whole(one.users) },
          { name: t('today.objects'), value: f.whole(one.objects) },
          { name: t('today.online'), value: f.whole(one.online), tone: one.online > 0 ? 'success' : undefined },
          { name: t('today.offline'), value: f.whole(one.offline) },
          { name: t('today.blocked'), value: f.whole(one.blocked), tone: one.blocked > 0 ? 'danger' : undefined },
          { name: t('today.silentDay'), value: f.whole(one.silent_day), tone: one.silent_day > 0 ? 'warning' : undefined },
          { name: t('today.silentWeek'), value: f.whole(one.silent_week), tone: one.silent_week > 0 ? 'warning' : undefined },
          { name: t('today.never'), value: f.whole(one.never) },
        ]}
      />
      <div className={styles.cards}>
        <section className={styles.card}>
          <h2>{t('customer.contract')}</h2>
          {one.contract ? (
            <Facts
              facts={[
                [t('console.number'), <span className="figures">{one.number}</span>],
                [t('customer.opened'), f.date(one.contract.opened_at)],
                [t('customer.tier'), t(`customer.tiers.${one.contract.tier}`)],
                [t('customer.agreement'), one.contract.agreement],
                one.contract.agreed_on ? [t('customer.agreedOn'), f.date(one.contract.agreed_on)] : null,
              ]}
            />
          ) : (
            <p className={styles.faint}>{t('customer.contractOfOthers')}</p>
          )}
        </section>
        {reseller && (
          <section className={styles.card}>
            <h2>{t('branches.hosts')}</h2>
            {one.hosts.length === 0 ? (
              <p className={styles.faint}>{t('branches.noHosts')}</p>
            ) : (
              <ul className={styles.rows}>
                {one.hosts.map((host) => (
                  <li key={host.name}>
                    <div>{host.name}</div>
                    {host.primary && <span className={styles.when}>{t('branches.primary')}</span>}
                  </li>
                ))}
              </ul>
            )}
          </section>
        )}
        <section className={styles.card}>
          <h2>{t('customer.details')}</h2>
          <Facts
            facts={[
              [t('console.since'), f.date(one.created_at)],
              [t('settings.language'), languages[one.locale as keyof typeof languages] ?? one.locale],
              [t('customer.timeZone'), one.time_zone],
              [t('customer.seen'), one.seen_at ? f.ago(one.seen_at, now) : t('customer.neverSeen')],
              [t('customer.heard'), one.heard_at ? f.ago(one.heard_at, now) : t('customer.neverHeard')],
            ]}
          />
        </section>
      </div>
    </div>
  )
}
