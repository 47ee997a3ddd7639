import { Loader, MultiSelect, Select, type MultiSelectProps, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from './problems'

/** One that can be chosen: what it is called, and what tells it from others of that name. */
export interface Choice {
  value: string
  label: string
  note?: string
}

/** Where choices come from: as many as fit a list, and whether there are more of them. */
export interface Source {
  key: readonly unknown[]
  find: (q: string, signal: AbortSignal) => Promise<{ choices: Choice[]; more: boolean }>
  /** Names those that are chosen already, wherever they stand; absent: they are named by whoever asks. */
  named?: (values: string[], signal: AbortSignal) => Promise<Choice[]>
  enabled?: boolean
}

/** How many are shown at once: as many as are read at a glance. */
export const shownAtOnce = 30

const more = ' more'

interface Shared {
  source: Source
  /** Those that are chosen, or stand above the rest, as whoever asks knows them. */
  known?: Choice[]
  /** What one is called that nobody names. */
  nameless?: string
  /** Never offered. */
  without?: string
  /** What is said where nothing is found. */
  nothing?: string
}

/** What is found by typing, together with what is chosen and known by name. */
function useChoices({ source, known = [], nameless, without, nothing }: Shared, chosen: string[]) {
  const { t } = useTranslation()
  const problem = useProblemText()
  const [typed, type] = useState('')
  const [kept, keep] = useState<Choice[]>([])
  const [q] = useDebouncedValue(typed.trim(), 200)
  const enabled = source.enabled ?? true
  const found = useQuery({ queryKey: ['choices', ...source.key, q], queryFn: ({ signal }) => source.find(q, signal), placeholderData: keepPreviousData, enabled })
  const near = [...known, ...kept, ...(found.data?.choices ?? [])]
  const unnamed = chosen.filter((value) => !near.some((one) => one.value === value))
  const names = useQuery({ queryKey: ['choices named', ...source.key, ...unnamed], queryFn: ({ signal }) => source.named!(unnamed, signal), enabled: enabled && unnamed.length > 0 && source.named !== undefined })
  const byValue = new Map<string, Choice>([...near, ...(names.data ?? []), ...unnamed.filter((value) => !names.data?.some((one) => one.value === value)).map((value) => ({ value, label: nameless ?? t('state.loading') }))].map((one) => [one.value, one]))
  const like = (one: Choice) => one.label.toLocaleLowerCase().includes(q.toLocaleLowerCase())
  const offered = new Set([...known.filter(like), ...(found.isError ? [] : (found.data?.choices ?? []))].map((one) => one.value).filter((value) => value !== without))
  const data = [...byValue.values()].map(({ value, label }) => ({ value, label }))
  const waiting = enabled && (found.isFetching || q !== typed.trim())
  return {
    type,
    /** Keeps what those are called that are chosen: the next search may not find them. */
    chose: (values: string[]) => keep(values.flatMap((value) => byValue.get(value) ?? [])),
    label: (value: string | null) => (value === null ? undefined : byValue.get(value)?.label),
    input: {
      data: found.data?.more && !found.isError ? [...data, { value: more, label: t('chooser.more'), disabled: true }] : data,
      // The server has searched; what is chosen is there only to be named.
      filter: ({ options }: { options: unknown[] }) => (options as { value: string }[]).filter((one) => offered.has(one.value) || one.value === more) as never,
      nothingFoundMessage: found.isError ? problem(found.error) : waiting ? t('state.loading') : (nothing ?? t('list.nothingFound')),
      rightSection: waiting && typed !== '' ? <Loader size={16} aria-hidden /> : undefined,
      renderOption: ({ option }: { option: { value: string; label: string } }) => {
        const note = byValue.get(option.value)?.note
        return (
          <span>
            {option.label}
            {note && <small style={{ display: 'block', overflowWrap: 'anywhere' }}>{note}</small>}
          </span>
        )
      },
      comboboxProps: { width: 'target' as const },
      maxDropdownHeight: 280,
      searchable: true,
    },
  }
}

type Kept = 'data' | 'filter' | 'value' | 'onChange' | 'searchable' | 'searchValue' | 'onSearchChange' | 'renderOption' | 'nothingFoundMessage'

/** Chooses one of any number, by typing. */
export function Chooser({ source, known, nameless, without, nothing, value, choose, ...rest }: Shared & { value: string | null; choose: (value: string | null, label?: string) => void } & Omit<SelectProps, Kept>) {
  const { input, type, chose, label } = useChoices({ source, known, nameless, without, nothing }, value === null ? [] : [value])
  const now = label(value)
  return (
    <Select
      {...input}
      {...rest}
      value={value}
      onChange={(next) => {
        if (next === more) return
        chose(next === null ? [] : [next])
        choose(next, label(next))
      }}
      // The field shows who is chosen in the place where one types: that is no search.
      onSearchChange={(text) => type(text === now ? '' : text)}
    />
  )
}

/** Chooses several of any number, by typing. */
export function ManyChooser({ source, known, nameless, without, nothing, value, choose, ...rest }: Shared & { value: string[]; choose: (value: string[]) => void } & Omit<MultiSelectProps, Kept>) {
  const { input, type, chose } = useChoices({ source, known, nameless, without, nothing }, value)
  return (
    <MultiSelect
      {...input}
      {...rest}
      value={value}
      onChange={(next) => {
        chose(next)
        choose(next)
      }}
      onSearchChange={type}
    />
  )
}
