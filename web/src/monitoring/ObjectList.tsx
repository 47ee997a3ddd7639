import { ActionIcon, Button, Checkbox, CloseButton, Select, Skeleton, TextInput, Tooltip } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { IconBattery2, IconBattery4, IconBattery1, IconListCheck, IconPlus, IconSearch } from '@tabler/icons-react'
import { memo, type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type FleetObject, listGroups, listObjects, type Status } from '../api/model'
import { useMay } from '../app/Gate'
import { leaveOnEscape, useKeys } from '../app/keys'
import { Failure, Notice } from '../app/Notice'
import { useSteps } from '../app/steps'
import { useWords } from '../app/words'
import { useFormats } from '../i18n/format'
import type { View } from './address'
import { type LiveFleet, useFleet, useLive, useNow } from './live'
import styles from './list.module.css'
import { SelectionBar } from './Selection'
import { StatusMark } from './StatusMark'
import { batteryOf, statusInWords } from './words'

const rowHeight = 74
const stepEvery = 4000
const shown: Status[] = ['moving', 'standing', 'offline', 'blocked']

/** The objects that the view asks for, page by page; whoever else asks for them shares the answer. */
export function useObjects(view: View) {
  const query = { q: view.q, group: view.group, status: view.status }
  return useInfiniteQuery({
    queryKey: ['objects', query],
    queryFn: ({ pageParam, signal }) => listObjects(query, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: view.status.length > 0 ? 20_000 : 120_000,
  })
}

interface Props {
  fleet: LiveFleet
  view: View
  change: (part: Partial<View>) => void
  selected?: string
  open: (object: string | undefined) => void
}

export function ObjectList({ fleet, view, change, selected, open }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const mayAdd = useMay('fleet.object.write')
  const mayBlock = useMay('fleet.block.write')
  const [chosen, setChosen] = useState<ReadonlySet<string>>()
  const search = useRef<HTMLInputElement>(null)
  const rows = useRef<{ step: (by: number) => void }>(null)
  const groups = useQuery({ queryKey: ['groups'], queryFn: listGroups, staleTime: 60_000 })
  const list = useObjects(view)
  useEffect(() => fleet.onChange(() => void queries.invalidateQueries({ queryKey: ['objects'] })), [fleet, queries])
  const objects = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  useStep(fleet, view, list, objects)
  useKeys({
    '/': () => search.current?.focus(),
    j: () => rows.current?.step(1),
    k: () => rows.current?.step(-1),
    ArrowDown: () => rows.current?.step(1),
    ArrowUp: () => rows.current?.step(-1),
  })
  // Shift takes all between the row chosen last and this one.
  const lastChosen = useRef<string>(undefined)
  const choose = useCallback(
    (id: string, range: boolean) => {
      const last = lastChosen.current
      lastChosen.current = id
      setChosen((was) => {
        const next = new Set(was)
        const from = range && last ? objects.findIndex((object) => object.id === last) : -1
        const to = objects.findIndex((object) => object.id === id)
        if (from >= 0 && to >= 0) for (const object of objects.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(object.id)
        else if (!next.delete(id)) next.add(id)
        return next
      })
    },
    [objects],
  )
  const filtered = view.q !== '' || view.group !== '' || view.status.length > 0

  return (
    <section className={styles.panel} aria-label={t('list.title')}>
      <div className={styles.head}>
        <SearchField ref={search} value={view.q} onChange={(q) => change({ q })} onDown={() => rows.current?.step(1)} />
        {(mayAdd || mayBlock) && (objects.length > 0 || filtered) && (
          <Tooltip label={t('importing.bulk.select')}>
            <ActionIcon size={36} variant={chosen ? 'light' : 'default'} aria-label={t('importing.bulk.select')} aria-pressed={!!chosen} onClick={() => setChosen(chosen ? undefined : new Set())}>
              <IconListCheck size={20} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
        {mayAdd && (
          <Tooltip label={t('list.add')}>
            <ActionIcon component={Link} href="/add" size={36} variant="filled" aria-label={t('list.add')}>
              <IconPlus size={20} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <StatusChips fleet={fleet} chosen={view.status} choose={(status) => change({ status })} />
      {(groups.data?.length ?? 0) > 0 && (
        <Select
          className={styles.group}
          size="xs"
          aria-label={t('list.group')}
          placeholder={t('list.allGroups')}
          clearable
          clearButtonProps={{ 'aria-label': t('list.allGroups') }}
          value={view.group || null}
          onChange={(group) => change({ group: group ?? '' })}
          data={[...(groups.data ?? []).map((group) => ({ value: group.id, label: `${group.name} · ${group.objects}` })), { value: 'none', label: t('add.noGroup') }]}
        />
      )}
      {list.isPending ? (
        <Ghosts />
      ) : list.isError && objects.length === 0 ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : objects.length === 0 ? (
        filtered ? (
          <Notice kind="empty" title={t('list.nothingFound')} text={t('list.nothingFoundText')} action={t('list.showAll')} onAction={() => change({ q: '', group: '', status: [] })} />
        ) : (
          <Notice kind="empty" title={t('list.empty')} text={t(mayAdd ? 'list.emptyText' : 'list.emptyViewer')}>
            {mayAdd && (
              <Button component={Link} href="/add" mt="xs" leftSection={<IconPlus size={18} />}>
                {t('list.addFirst')}
              </Button>
            )}
          </Notice>
        )
      ) : (
        <Rows
          ref={rows}
          objects={objects}
          fleet={fleet}
          selected={selected}
          open={open}
          more={list.hasNextPage}
          loadMore={() => !list.isFetchingNextPage && void list.fetchNextPage()}
          dim={list.isPlaceholderData}
          chosen={chosen}
          choose={choose}
        />
      )}
      {chosen && <SelectionBar chosen={[...chosen]} fleet={fleet} all={() => setChosen(new Set(objects.map((object) => object.id)))} end={() => setChosen(undefined)} />}
    </section>
  )
}

/** Reads a list by status again when what is live no longer fits it: a list of the moving does not show those that stand. */
function useStep(fleet: LiveFleet, view: View, list: ReturnType<typeof useObjects>, objects: FleetObject[]) {
  const { status } = view
  const stale = useFleet(fleet, (all) => {
    if (!all.loaded || status.length === 0 || list.isPlaceholderData) return false
    if (objects.some((object) => !status.includes(all.get(object.id)?.status ?? object.status))) return true
    if (view.q || view.group || list.hasNextPage !== false) return false
    let fitting = 0
    for (const object of all.all()) if (status.includes(object.status)) fitting++
    return fitting !== objects.length
  })
  const { refetch, isFetching, dataUpdatedAt } = list
  const pages = list.data?.pages.length ?? 1
  useEffect(() => {
    if (!stale || isFetching) return
    const timer = setTimeout(() => void refetch(), Math.max(0, dataUpdatedAt + stepEvery * pages - Date.now()))
    return () => clearTimeout(timer)
  }, [stale, isFetching, refetch, dataUpdatedAt, pages])
}

function SearchField({ ref, value, onChange, onDown }: { ref: Ref<HTMLInputElement>; value: string; onChange: (q: string) => void; onDown: () => void }) {
  const { t } = useTranslation()
  const [text, set] = useWords(value, onChange)
  return (
    <TextInput
      ref={ref}
      className={styles.search}
      aria-label={t('list.search')}
      placeholder={t('list.search')}
      type="search"
      value={text}
      onChange={(event) => set(event.currentTarget.value)}
      onKeyDown={(event) => {
        leaveOnEscape(event)
        if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault()
          event.currentTarget.blur()
          onDown()
        }
      }}
      leftSection={<IconSearch size={17} aria-hidden />}
      rightSection={text ? <CloseButton size="sm" aria-label={t('list.clear')} onClick={() => set('')} /> : <kbd className={styles.hint}>/</kbd>}
    />
  )
}

function StatusChips({ fleet, chosen, choose }: { fleet: LiveFleet; chosen: Status[]; choose: (status: Status[]) => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const counts = useFleet(fleet, (all) => {
    const tally: Record<Status, number> = { moving: 0, standing: 0, offline: 0, never: 0, blocked: 0 }
    for (const object of all.all()) tally[object.status]++
    return { ...tally, all: all.size }
  })
  return (
    <div className={styles.chips} role="group" aria-label={t('list.byStatus')}>
      <button type="button" className={styles.chip} aria-pressed={chosen.length === 0} onClick={() => choose([])}>
        {t('list.all')} <b>{f.whole(counts.all)}</b>
      </button>
      {[...shown, ...(counts.never > 0 ? (['never'] as const) : [])].map((status) => (
        <button
          key={status}
          type="button"
          className={styles.chip}
          data-status={status}
          aria-pressed={chosen.includes(status)}
          onClick={() => choose(chosen.includes(status) ? chosen.filter((one) => one !== status) : [...chosen, status])}
        >
          <i aria-hidden />
          {t(`status.${status}`)} <b>{f.whole(counts[status])}</b>
        </button>
      ))}
    </div>
  )
}

function Rows(props: {
  ref: Ref<{ step: (by: number) => void }>
  objects: FleetObject[]
  fleet: LiveFleet
  selected?: string
  open: (object: string) => void
  more: boolean
  loadMore: () => void
  dim: boolean
  chosen?: ReadonlySet<string>
  choose: (id: string, range: boolean) => void
}) {
  const { t } = useTranslation()
  const { objects, selected, more, loadMore } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: objects.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last >= objects.length - 20) loadMore()
  }, [more, last, objects.length, loadMore])

  // A link to an object shows its row too.
  const place = selected ? objects.findIndex((object) => object.id === selected) : -1
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: 'auto' })
    // Only when another object is chosen, not when the list moves under it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected])

  const step = useSteps(scroller, objects.length, (index) => virtual.scrollToIndex(index, { align: 'auto' }))
  useImperativeHandle(props.ref, () => ({ step: (by) => step(by, place) }))

  return (
    <div ref={scroller} className={styles.scroller} data-dim={props.dim || undefined}>
      <ul className={styles.rows} style={{ height: virtual.getTotalSize() }} aria-label={t('list.title')}>
        {items.map((item) => {
          const object = objects[item.index]!
          return (
            <li key={object.id} style={{ transform: `translateY(${item.start}px)`, height: rowHeight }}>
              <Row object={object} fleet={props.fleet} index={item.index} current={object.id === selected} open={props.open} chosen={props.chosen?.has(object.id)} choose={props.choose} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

interface RowProps {
  object: FleetObject
  fleet: LiveFleet
  index: number
  current: boolean
  open: (id: string) => void
  /** Absent: objects are opened, not chosen. */
  chosen?: boolean
  choose: (id: string, range: boolean) => void
}

const Row = memo(function Row({ object, fleet, index, current, open, chosen, choose }: RowProps) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const live = useLive(fleet, object.id)
  const state = live ? { ...object, ...live, name: object.name, why: live.status === object.status ? object.why : live.why, attributes: { ...object.attributes, ...live.attributes } } : object
  const battery = batteryOf(state)
  // When it was heard stands beside it: said twice there is no room for it.
  const words = state.status === 'offline' ? t('status.offline') : statusInWords(state, t, f, now)
  const Battery = battery === undefined ? undefined : battery > 60 ? IconBattery4 : battery > 25 ? IconBattery2 : IconBattery1
  return (
    <button
      type="button"
      className={styles.row}
      data-index={index}
      aria-current={current || undefined}
      {...(chosen === undefined ? { onClick: () => open(object.id) } : { role: 'checkbox', 'aria-checked': chosen, 'aria-label': t('importing.bulk.choose', { name: object.name }), onClick: (event) => choose(object.id, event.shiftKey) })}
    >
      {chosen !== undefined && <Checkbox.Indicator checked={chosen} />}
      <StatusMark object={state} />
      <span className={styles.main}>
        <span className={styles.name}>{object.name}</span>
        <span className={styles.status} data-status={state.status} title={words}>
          {words}
        </span>
        <span className={`${styles.place} figures`}>{state.place ? f.degrees(state.place.lat, state.place.lon) : t('list.noPlace')}</span>
      </span>
      <span className={`${styles.side} figures`}>
        {state.status === 'moving' && state.place?.speed != null ? <b>{f.speed(state.place.speed)}</b> : <b aria-hidden>&nbsp;</b>}
        <span>{state.heard_at ? f.ago(state.heard_at, now) : '–'}</span>
        <span className={styles.battery} data-low={battery !== undefined && battery <= 25 ? '' : undefined}>
          {Battery && <Battery size={15} stroke={1.6} aria-label={t('values.battery_level')} />}
          {battery !== undefined && f.percent(battery)}
        </span>
      </span>
    </button>
  )
})

function Ghosts() {
  return (
    <div className={styles.scroller} aria-busy>
      {Array.from({ length: 9 }, (_, i) => (
        <div key={i} className={styles.ghost}>
          <Skeleton circle height={36} />
          <div>
            <Skeleton height={12} width={`${70 - (i % 3) * 14}%`} />
            <Skeleton height={10} mt={9} width={`${46 + (i % 4) * 9}%`} />
          </div>
        </div>
      ))}
    </div>
  )
}
