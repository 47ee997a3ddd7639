import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getDesk } from '../api/desk'
import { usePeopleNames } from '../people/PersonChooser'
import { type Move, movedOf } from './eventOf'

/** What of a ticket was changed, by whom, from what and to what. What is no more has no name any more. */
export function Moved({ of, moved, by }: { of: Move; moved: string; by: string | undefined }) {
  const { t, i18n } = useTranslation()
  const desk = useQuery({ queryKey: ['desk set'], queryFn: getDesk })
  const { from, to } = movedOf(moved)
  const people = usePeopleNames(of === 'assignee' ? [from, to].filter((one) => one !== undefined) : [])
  const name = (value: string | undefined) => {
    if (value === undefined) return t(of === 'assignee' || of === 'team' ? 'support.nobody' : 'support.moved.nothing')
    if (of === 'kind') return t(`support.kind.${value as 'question'}`)
    if (of === 'assignee') return people.get(value) ?? t('support.somebody')
    const names = desk.data?.categories.find((one) => one.id === value)?.names
    return (of === 'team' ? desk.data?.teams.find((one) => one.id === value)?.name : (names?.[i18n.language] ?? names?.en)) ?? t('support.moved.gone')
  }
  // Whoever takes a ticket that nobody has is named once.
  if (of === 'assignee' && !from && by && name(to) === by) return t('support.moved.took', { to: by })
  return (
    <>
      {t(`support.moved.${of}`, { from: name(from), to: name(to) })}
      {by && <> · {by}</>}
    </>
  )
}
