import type { MultiSelectProps, SelectProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { findPeople, namePeople } from '../api/people'
import { type Choice, Chooser, ManyChooser, shownAtOnce, type Source } from '../app/Chooser'
import { useMay, useSession } from '../app/Gate'

const toChoice = (one: { id: string; name: string; login: string }): Choice => ({ value: one.id, label: one.name || one.login, note: one.name ? one.login : undefined })

/** The people of one's own tenant. Whoever may not list them is offered nobody besides those who are known. */
function usePeople(): Source {
  const may = useMay('people.person.read')
  return {
    key: ['people'],
    find: (q, signal) => findPeople(q, shownAtOnce, signal).then((page) => ({ choices: page.items.map(toChoice), more: Boolean(page.next) })),
    named: (ids, signal) => namePeople(ids, signal).then((people) => people.map(toChoice)),
    enabled: may,
  }
}

/** Whoever asks, who is known without asking. */
function useMe(): Choice {
  const { session } = useSession()
  return { value: session.user.id, label: session.user.name || session.user.login, note: session.user.name ? session.user.login : undefined }
}

interface Who {
  /** Stand above the rest, those who ask first. */
  withMe?: boolean
  /** Those who ask are not offered. */
  others?: boolean
}

/** Chooses one of the people of one's own tenant, by any part of a name, a login or an address. */
export function PersonChooser({ withMe, others, value, choose, ...rest }: Who & { value: string | null; choose: (person: string | null) => void } & Omit<SelectProps, 'value' | 'onChange' | 'data' | 'filter'>) {
  const { t } = useTranslation()
  const source = usePeople()
  const mine = useMe()
  return <Chooser {...rest} source={source} known={withMe ? [mine] : undefined} without={others ? mine.value : undefined} nameless={t('support.somebody')} nothing={t('payments.nobodyFound')} value={value} choose={choose} />
}

/** Chooses several of them. */
export function PeopleChooser({ withMe, others, value, choose, ...rest }: Who & { value: string[]; choose: (people: string[]) => void } & Omit<MultiSelectProps, 'value' | 'onChange' | 'data' | 'filter'>) {
  const { t } = useTranslation()
  const source = usePeople()
  const mine = useMe()
  return <ManyChooser {...rest} source={source} known={withMe ? [mine] : undefined} without={others ? mine.value : undefined} nameless={t('support.somebody')} nothing={t('payments.nobodyFound')} value={value} choose={choose} />
}

/** What people are called, by their ids, however many there are in the tenant. */
export function usePeopleNames(ids: string[]): Map<string, string> {
  const may = useMay('people.person.read')
  const mine = useMe()
  const asked = [...new Set(ids)].filter((id) => id !== mine.value).sort()
  const named = useQuery({ queryKey: ['choices named', 'people', ...asked], queryFn: ({ signal }) => namePeople(asked, signal), enabled: may && asked.length > 0 })
  return new Map([[mine.value, mine.label], ...(named.data ?? []).map((one) => [one.id, one.name || one.login] as const)])
}
