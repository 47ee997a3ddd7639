import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCloudOff, IconInbox, IconLock, IconMapSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ReactNode } from 'react'
import { Problem, Unreachable } from '../api/http'
import styles from './notice.module.css'

type Kind = 'empty' | 'error' | 'offline' | 'forbidden' | 'missing'

const icons = { empty: IconInbox, error: IconAlertTriangle, offline: IconCloudOff, forbidden: IconLock, missing: IconMapSearch }

/** A place where there is nothing to show says why, and what to do next; whole: it is all of the page, and its heading. */
export function Notice(props: { kind: Kind; title: string; whole?: boolean; text?: string; action?: string; onAction?: () => void; children?: ReactNode }) {
  const Icon = icons[props.kind]
  return (
    <div className={styles.notice} data-whole={props.whole || undefined} role={props.kind === 'empty' ? undefined : 'alert'}>
      <span className={styles.icon} data-kind={props.kind}>
        <Icon size={26} stroke={1.6} aria-hidden />
      </span>
      {props.whole ? <h1 className={styles.title}>{props.title}</h1> : <p className={styles.title}>{props.title}</p>}
      {props.text && <p className={styles.text}>{props.text}</p>}
      {props.action && (
        <Button variant="light" size="sm" mt="xs" onClick={props.onAction}>
          {props.action}
        </Button>
      )}
      {props.children}
    </div>
  )
}

/** What went wrong, in words that say what to do. */
export function Failure(props: { error: unknown; retry: () => void; whole?: boolean }) {
  const { t } = useTranslation()
  const { error, whole } = props
  if (error instanceof Unreachable) {
    return <Notice whole={whole} kind="offline" title={t('state.offlineTitle')} text={t('state.offlineText')} action={t('state.retry')} onAction={props.retry} />
  }
  if (error instanceof Problem && error.status === 403) {
    return <Notice whole={whole} kind="forbidden" title={t('state.forbiddenTitle')} text={t('state.forbiddenText')} />
  }
  if (error instanceof Problem && error.status === 404) {
    return <Notice whole={whole} kind="missing" title={t('state.missingTitle')} text={t('state.missingText')} />
  }
  return <Notice whole={whole} kind="error" title={t('state.errorTitle')} text={t('state.errorText')} action={t('state.retry')} onAction={props.retry} />
}

export function Waiting() {
  const { t } = useTranslation()
  return (
    <div className={styles.notice} role="status" aria-busy>
      <Loader size="sm" />
      <span className="sr-only">{t('state.loading')}</span>
    </div>
  )
}
