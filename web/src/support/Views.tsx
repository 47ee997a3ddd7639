import { Button, Checkbox, Group, MultiSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { dropView, keepView, listViews, orderViews, shareView, type View, type ViewFilter } from '../api/support'
import { useMay } from '../app/Gate'
import { useFieldTexts } from '../app/problems'
import { Buttons, Dialog, Fault } from '../people/parts'
import people from '../people/people.module.css'
import { type Column, columns, toAddress, usual } from './sift'
import styles from './tickets.module.css'

export const useViews = () => useQuery({ queryKey: ['desk', 'views'], queryFn: listViews, refetchInterval: 60_000 })

/** The address of a view that is kept. */
export function addressOf(base: string, view: View) {
  const all = toAddress(view.filter)
  all.set('view', view.id ?? '')
  return `${base}?${all}`
}

/** The lists of the desk: those that are always there, and those that are kept. */
export function Views({ base, views, now }: { base: string; views: View[]; now: string }) {
  const { t } = useTranslation()
  const always: [string, string, ViewFilter][] = [
    ['queue', t('support.queue'), {}],
    ['mine', t('support.mine'), { mine: true }],
    ['nobodys', t('support.nobodys'), { nobodys: true }],
    ['awaiting', t('support.awaiting'), { awaiting: true }],
    ['all', t('support.all'), { sort: 'changed' }],
  ]
  // Where they do not fit, they are moved sideways, and the open one is in sight.
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    const [all, one] = [bar.current, bar.current?.querySelector<HTMLElement>('[aria-current=page]')]
    if (all && one) all.scrollLeft = one.offsetLeft - (all.clientWidth - one.clientWidth) / 2
  }, [now, views.length])
  return (
    <nav ref={bar} className={styles.lists} aria-label={t('support.views')}>
      {always.map(([name, label, filter]) => (
        <Button key={name} component={Link} href={toAddress(filter).size > 0 ? `${base}?${toAddress(filter)}` : base} size="compact-md" variant={now === name ? 'filled' : 'default'} aria-current={now === name ? 'page' : undefined}>
          {label}
        </Button>
      ))}
      {views.map((view) => (
        <Button key={view.id} component={Link} href={addressOf(base, view)} size="compact-md" variant={now === view.id ? 'filled' : 'light'} aria-current={now === view.id ? 'page' : undefined}>
          {view.name} <span className="figures">&nbsp;{(view.count ?? 0) >= 1000 ? '1000+' : (view.count ?? 0)}</span>
        </Button>
      ))}
    </nav>
  )
}

/** Keeps what is shown as a view, or changes one: its name, whose it is, what is shown, and where it stands. */
export function KeepView({ view, filter, all, close, went }: { view: View | undefined; filter: ViewFilter; all: View[]; close: () => void; went: (to: View | undefined) => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const mayShare = useMay('desk.ticket.write')
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const [shown, setShown] = useState<Column[]>(view?.columns?.length ? view.columns : usual)
  const again = () => queries.invalidateQueries({ queryKey: ['desk', 'views'] })
  const keep = useMutation({
    mutationFn: async () => {
      const wanted: View = { id: view?.id, name, filter, columns: shown }
      const { id } = await (shared ? shareView(wanted) : keepView(wanted))
      return { ...wanted, id, shared }
    },
    onSuccess: async (kept) => {
      await again()
      close()
      went(kept)
    },
  })
  const drop = useMutation({
    mutationFn: () => dropView(view!),
    onSuccess: async () => {
      await again()
      close()
      went(undefined)
    },
  })
  const move = useMutation({
    mutationFn: (by: number) => {
      const order = all.map((one) => one.id ?? '')
      const at = order.indexOf(view?.id ?? '')
      order.splice(at + by, 0, ...order.splice(at, 1))
      return orderViews(order)
    },
    onSuccess: again,
  })
  const at = all.findIndex((one) => one.id === view?.id)
  const fields = useFieldTexts(keep.error)
  const fixed = view?.shared === true && !mayShare
  return (
    <Dialog title={t(view ? 'support.changeView' : 'support.keepView')} opened close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          keep.mutate()
        }}
      >
        <p className={people.faint}>{t('support.keepViewText')}</p>
        <TextInput label={t('support.viewName')} required maxLength={100} value={name} disabled={fixed} onChange={(event) => setName(event.currentTarget.value)} error={fields.name} data-autofocus />
        <MultiSelect mt="sm" label={t('support.shown')} description={t('support.shownText')} value={shown} disabled={fixed} onChange={(next) => setShown(next as Column[])} data={columns.map((value) => ({ value, label: t(`support.column.${value}`) }))} error={fields.columns} />
        {mayShare && !view?.shared && <Checkbox mt="md" label={t('support.shareView')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />}
        {view?.shared && <p>{t('support.sharedView')}</p>}
        {view && all.length > 1 && (
          <Group mt="md" gap="xs">
            <Button variant="default" disabled={at <= 0} loading={move.isPending} onClick={() => move.mutate(-1)}>
              {t('support.viewEarlier')}
            </Button>
            <Button variant="default" disabled={at < 0 || at >= all.length - 1} loading={move.isPending} onClick={() => move.mutate(1)}>
              {t('support.viewLater')}
            </Button>
          </Group>
        )}
        <Fault error={keep.error ?? drop.error ?? move.error} />
        <Buttons close={close}>
          {view && !fixed && (
            <Button variant="subtle" color="red" loading={drop.isPending} onClick={() => drop.mutate()}>
              {t('support.dropView')}
            </Button>
          )}
          {!fixed && (
            <Button type="submit" loading={keep.isPending}>
              {t('state.save')}
            </Button>
          )}
        </Buttons>
      </form>
    </Dialog>
  )
}
