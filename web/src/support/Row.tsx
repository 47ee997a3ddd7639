import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormats } from '../i18n/format'
import styles from './tickets.module.css'

interface Props {
  one: { number: number | string; subject: string; critical: boolean; native?: boolean }
  state: string
  href: string
  /** The query of the list that it stands in, which the way back leads to. */
  from?: string
  /** It can be chosen with others; whether it is. */
  picked?: boolean
  pick?: (picked: boolean) => void
  /** What is told of it below its subject. */
  children?: ReactNode
  /** What stands at its end. */
  marks?: ReactNode
}

/** A ticket in a list: all of it leads there. */
export function Row({ one, state, href, from, picked, pick, children, marks }: Props) {
  const { t } = useTranslation()
  return (
    <li className={styles.row} data-critical={one.critical || undefined} data-picks={pick ? true : undefined} data-picked={picked || undefined}>
      {pick && <Checkbox className={styles.pick} size="xs" aria-label={t('support.choose', { number: one.number })} checked={picked ?? false} onChange={(event) => pick(event.currentTarget.checked)} />}
      <i className={styles.dot} data-state={state} aria-hidden />
      <div className={styles.text}>
        <Link className={styles.subject} href={href} state={{ from }}>
          <span className={`figures ${styles.number}`}>{t('support.number', { number: one.number })} · </span>
          {one.subject}
        </Link>
        {children && <small className={styles.line}>{children}</small>}
      </div>
      <div className={styles.marks}>
        {one.critical && <Critical />}
        {one.native && <Native />}
        {marks}
      </div>
    </li>
  )
}

/** That it is a critical one. */
export function Critical() {
  const { t } = useTranslation()
  return (
    <span className={styles.chip} data-tone="danger">
      {t('support.criticalMark')}
    </span>
  )
}

/** That a native speaker is asked for, whose hours count. */
export function Native() {
  const { t } = useTranslation()
  return <span className={styles.chip}>{t('support.nativeMark')}</span>
}

/** What kind it is, where it is no plain question. */
export function Kind({ kind }: { kind: string }) {
  const { t } = useTranslation()
  if (kind === 'question') return null
  return <span className={styles.chip}>{t(`support.kind.${kind as 'question'}`)}</span>
}

const tones = { open: undefined, answered: 'success', confirmed: undefined, withdrawn: undefined, grouped: undefined, escalated: 'warning', unanswerable: undefined } as const

/** How a ticket stands. */
export function State({ state, withdrawn }: { state: Exclude<keyof typeof tones, 'withdrawn'>; withdrawn?: boolean }) {
  const { t } = useTranslation()
  const now = withdrawn ? 'withdrawn' : state
  return (
    <span className={styles.chip} data-tone={tones[now]}>
      {t(`support.state.${now}`)}
    </span>
  )
}

const soon = 2 * 3_600_000

/** By when an answer is promised, and whether that is over or near; of a ticket that waits. */
export function Due({ at }: { at: string }) {
  const { t } = useTranslation()
  const f = useFormats()
  const left = new Date(at).getTime() - Date.now()
  return (
    <span className={styles.chip} data-tone={left < 0 ? 'danger' : left < soon ? 'warning' : undefined} title={f.full(at)}>
      {t('support.due', { when: f.off(at) })}
    </span>
  )
}
