import { IconBuildingStore, IconSitemap, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './cells.module.css'

const icons = { platform: IconSitemap, reseller: IconBuildingStore, account: IconUser }

/** A tenant's name with a sign for its kind, set in by its place in the tree. */
export function TenantName({ name, kind, depth = 0 }: { name: string; kind: string; depth?: number }) {
  const Icon = icons[kind as keyof typeof icons] ?? IconUser
  return (
    <span className={styles.name} title={name} style={{ paddingLeft: depth * 22 }}>
      <i data-kind={kind} aria-hidden>
        <Icon size={17} stroke={1.7} />
      </i>
      <b>{name}</b>
    </span>
  )
}

export function TenantKind({ kind }: { kind: string }) {
  const { t } = useTranslation()
  return <>{kind === 'platform' || kind === 'reseller' || kind === 'account' ? t(`tenant.${kind}`) : kind}</>
}

export function TenantStatus({ status }: { status: string }) {
  const { t } = useTranslation()
  const known = status === 'active' || status === 'suspended' || status === 'closed' ? status : undefined
  return (
    <span className={styles.status} data-status={status}>
      <i aria-hidden /> {known ? t(`tenant.${known}`) : status}
    </span>
  )
}
