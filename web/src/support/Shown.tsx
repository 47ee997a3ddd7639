import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskSet } from '../api/desk'
import type { DeskTicket } from '../api/support'
import { initials } from '../app/initials'
import { useFormats } from '../i18n/format'
import { Due, Kind, State } from './Row'
import type { Column } from './sift'
import styles from './tickets.module.css'

/** What a list shows of a ticket below its subject. */
export function Shown({ one, columns, desk, named }: { one: DeskTicket; columns: Column[]; desk: DeskSet | undefined; named: Map<string, string> }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const at = (name: 'asked' | 'opened' | 'changed', when: string) => (
    <span className="figures" title={f.full(when)}>
      {t(`support.shownAt.${name}`, { at: f.moment(when) })}
    </span>
  )
  const cells: Record<Exclude<Column, 'state' | 'due'>, () => ReactNode> = {
    asker: () => one.author || one.email,
    customer: () => one.customer_name ?? (one.customer ? t('support.servedElsewhere') : t('support.stranger')),
    tier: () => t(`support.tier.${one.tier}`),
    assignee: () => (one.assignee ? (named.get(one.assignee) ?? t('support.somebody')) : t('support.nobody')),
    team: () => desk?.teams.find((team) => team.id === one.team)?.name,
    category: () => {
      const names = desk?.categories.find((category) => category.id === one.category)?.names
      return names?.[i18n.language] ?? names?.en
    },
    kind: () => t(`support.kind.${one.kind as 'question'}`),
    via: () => t(`support.via.${one.via}`),
    asked: () => at('asked', one.asked_at),
    opened: () => at('opened', one.opened_at),
    changed: () => at('changed', one.changed_at),
  }
  const told = columns
    .filter((column) => column !== 'state' && column !== 'due')
    .map((column) => [column, cells[column]()] as const)
    .filter(([, value]) => value)
  return told.map(([column, value], i) => (
    <Fragment key={column}>
      {i > 0 && ' · '}
      {value}
    </Fragment>
  ))
}

/** What a list shows of a ticket at its end: how it stands, unless it waits as most do, by when it is to be answered, and who has it. */
export function Marks({ one, columns, named }: { one: DeskTicket; columns: Column[]; named: Map<string, string> }) {
  const { t } = useTranslation()
  const has = !columns.includes('assignee') && one.assignee ? (named.get(one.assignee) ?? t('support.somebody')) : undefined
  const waits = one.desk_state === 'open'
  return (
    <>
      {!columns.includes('kind') && <Kind kind={one.kind} />}
      {columns.includes('state') && !waits && <State state={one.desk_state} withdrawn={one.withdrawn} />}
      {columns.includes('due') && waits && one.promise_at && <Due at={one.promise_at} />}
      {has && (
        <span className={styles.has} role="img" aria-label={`${t('support.assignee')}: ${has}`} title={`${t('support.assignee')}: ${has}`}>
          {initials(has)}
        </span>
      )}
    </>
  )
}
