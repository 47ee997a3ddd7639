import { Button, Checkbox, Group, MultiSelect, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getCustomer } from '../api/consoles'
import type { DeskSet } from '../api/desk'
import type { ViewFilter } from '../api/support'
import { useMay } from '../app/Gate'
import { CustomerChoice } from '../payments/Choice'
import { Dialog } from '../people/parts'
import { kinds, queued, sorts, states, tiers } from './sift'

/** What a list has in it, and in which order. It takes effect at once. */
export function Narrow({ filter, desk, change, close }: { filter: ViewFilter; desk: DeskSet | undefined; change: (next: ViewFilter) => void; close: () => void }) {
  const { t, i18n } = useTranslation()
  const set = (part: ViewFilter) => change({ ...filter, ...part })
  const mayCustomers = useMay('reselling.customer.read')
  const named = useQuery({ queryKey: ['customer', filter.customer], queryFn: () => getCustomer(filter.customer!), enabled: mayCustomers && filter.customer !== undefined })
  const customer = named.data && { value: named.data.id, label: `${named.data.name} · ${named.data.number}` }
  const who = filter.mine ? 'mine' : filter.nobodys ? 'nobodys' : null
  return (
    <Dialog title={t('support.narrow')} opened close={close}>
      <Select label={t('support.order')} value={filter.sort ?? (queued(filter) ? 'queue' : 'changed')} onChange={(sort) => set({ sort: sort ?? undefined, ...(sort === 'queue' ? { states: undefined, awaiting: undefined } : {}) })} data={sorts.map((value) => ({ value, label: t(`support.sorted.${value}`) }))} />
      <MultiSelect label={t('support.stateIs')} description={t('support.stateIsText')} value={filter.states ?? []} onChange={(next) => set({ states: next.length > 0 ? next : undefined, sort: next.length > 0 && queued(filter) ? 'changed' : filter.sort })} data={states.map((value) => ({ value, label: t(`support.state.${value}`) }))} />
      <Select label={t('support.assignee')} clearable value={who} onChange={(value) => set({ mine: value === 'mine' || undefined, nobodys: value === 'nobodys' || undefined })} data={[{ value: 'mine', label: t('support.mine') }, { value: 'nobodys', label: t('support.nobodys') }]} />
      {mayCustomers && <CustomerChoice label={t('support.customer')} value={filter.customer ?? null} choose={(customer) => set({ customer: customer ?? undefined })} known={customer ? [customer] : undefined} />}
      {desk && desk.teams.length > 0 && <Select label={t('support.team')} clearable value={filter.team ?? null} onChange={(team) => set({ team: team ?? undefined })} data={desk.teams.map((one) => ({ value: one.id ?? '', label: one.name }))} />}
      {desk && desk.categories.length > 0 && <Select label={t('support.category')} clearable value={filter.category ?? null} onChange={(category) => set({ category: category ?? undefined })} data={desk.categories.map((one) => ({ value: one.id ?? '', label: one.names[i18n.language] ?? one.names.en ?? '—' }))} />}
      <Select label={t('support.kindIs')} clearable value={filter.kind ?? null} onChange={(kind) => set({ kind: kind ?? undefined })} data={kinds.map((value) => ({ value, label: t(`support.kind.${value}`) }))} />
      <Select label={t('support.column.tier')} clearable value={filter.tier ?? null} onChange={(tier) => set({ tier: tier ?? undefined })} data={tiers.map((value) => ({ value, label: t(`support.tier.${value}`) }))} />
      <Checkbox label={t('support.onlyCritical')} checked={filter.critical === true} onChange={(event) => set({ critical: event.currentTarget.checked || undefined })} />
      {(filter.native || desk?.promises.native_calendar) && <Checkbox label={t('support.onlyNative')} checked={filter.native === true} onChange={(event) => set({ native: event.currentTarget.checked || undefined })} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => change({})}>
          {t('support.narrowNot')}
        </Button>
        <Button onClick={close}>{t('support.narrowDone')}</Button>
      </Group>
    </Dialog>
  )
}
