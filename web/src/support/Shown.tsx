import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskSet } from '../api/desk'
import type { DeskTicket } from '../api/support'
import { useFormats } from '../i18n/format'
import type { Column } from './sift'

/** What a list shows of a ticket below its subject. */
export function Shown({ one, columns, desk, named }: { one: DeskTicket; columns: Column[]; desk: DeskSet | undefined; named: Map<string, string> }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const at = (name: 'asked' | 'opened' | 'changed', when: string) => <span className="figures">{t(`support.shownAt.${name}`, { at: f.full(when) })}</span>
  const cells: Record<Column, () => ReactNode> = {
    state: () => t(`support.state.${one.desk_state}`),
    asker: () => one.author || one.email,
    tier: () => t(`support.tier.${one.tier}`),
    due: () => one.promise_at && <span className="figures">{t(new Date(one.promise_at) < new Date() ? 'support.missed' : 'support.promised', { at: f.full(one.promise_at) })}</span>,
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
  const told = columns.map((column) => [column, cells[column]()] as const).filter(([, value]) => value)
  return (
    <small>
      {one.critical && <b>{t('support.criticalMark')} · </b>}
      {told.map(([column, value], i) => (
        <Fragment key={column}>
          {i > 0 && ' · '}
          {value}
        </Fragment>
      ))}
    </small>
  )
}
