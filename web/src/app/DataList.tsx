import { CloseButton, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import type { Page } from '../api/model'
import styles from './datalist.module.css'
import { useKeys } from './keys'
import { Failure, Notice } from './Notice'

export interface Column<T> {
  name: string
  /** A track of the grid, like "1fr" or "120px". */
  width: string
  cell: (row: T) => ReactNode
  figures?: boolean
  /** Left out where there is little room. */
  minor?: boolean
}

interface Props<T> {
  title: string
  lead: string
  searchHint: string
  emptyTitle: string
  emptyText: string
  name: string
  load: (q: string, after: string | undefined, signal: AbortSignal) => Promise<Page<T>>
  columns: Column<T>[]
}

const rowHeight = 56

/** A list of any length: searched by the server, fetched page by page, and drawn only where it is seen. */
export function DataList<T extends { id: string }>(props: Props<T>) {
  const { t } = useTranslation()
  const search = useSearch()
  const [path, navigate] = useLocation()
  const q = new URLSearchParams(search).get('q') ?? ''
  const [text, setText] = useState(q)
  useEffect(() => setText(q), [q])
  const tell = useDebouncedCallback((next: string) => navigate(next ? `${path}?q=${encodeURIComponent(next)}` : path, { replace: true }), 180)
  const set = (next: string) => {
    setText(next)
    tell(next)
  }
  const field = useRef<HTMLInputElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const list = useInfiniteQuery({
    queryKey: [props.name, q],
    queryFn: ({ pageParam, signal }) => props.load(q, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - 25) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, rows.length])

  const step = (by: number) => {
    const focused = (document.activeElement as HTMLElement | null)?.dataset.index
    const next = Math.max(0, Math.min(rows.length - 1, focused === undefined ? 0 : Number(focused) + by))
    virtual.scrollToIndex(next, { align: 'auto' })
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus({ preventScroll: true }))
  }
  useKeys({ '/': () => field.current?.focus(), j: () => step(1), k: () => step(-1) })
  const grid = { gridTemplateColumns: props.columns.map((column) => column.width).join(' ') }
  const narrow = { '--narrow': props.columns.filter((column) => !column.minor).map((column) => column.width).join(' ') } as React.CSSProperties

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{props.title}</h1>
          <p>{props.lead}</p>
        </div>
        <TextInput
          ref={field}
          className={styles.search}
          type="search"
          aria-label={props.searchHint}
          placeholder={props.searchHint}
          value={text}
          onChange={(event) => set(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          leftSection={<IconSearch size={17} aria-hidden />}
          rightSection={text ? <CloseButton size="sm" aria-label={t('list.clear')} onClick={() => set('')} /> : <kbd>/</kbd>}
        />
      </header>
      {list.isPending ? (
        <div className={styles.frame} aria-busy>
          {Array.from({ length: 8 }, (_, i) => (
            <div key={i} className={styles.ghost}>
              <Skeleton height={13} width={`${50 - (i % 4) * 8}%`} />
            </div>
          ))}
        </div>
      ) : list.isError && rows.length === 0 ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        q ? (
          <Notice kind="empty" title={t('list.nothingFound')} text={t('list.nothingFoundText')} action={t('list.showAll')} onAction={() => set('')} />
        ) : (
          <Notice kind="empty" title={props.emptyTitle} text={props.emptyText} />
        )
      ) : (
        <div className={styles.frame} role="table" aria-label={props.title} aria-rowcount={hasNextPage ? -1 : rows.length} style={narrow}>
          <div role="rowgroup">
            <div className={styles.header} role="row" style={grid}>
              {props.columns.map((column) => (
                <span key={column.name} role="columnheader" data-minor={column.minor || undefined} data-figures={column.figures || undefined}>
                  {column.name}
                </span>
              ))}
            </div>
          </div>
          <div ref={scroller} className={styles.scroller} role="rowgroup" tabIndex={0} aria-label={props.title} data-dim={list.isPlaceholderData || undefined}>
            <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
              {items.map((item) => {
                const row = rows[item.index]!
                return (
                  <div key={row.id} className={styles.row} role="row" tabIndex={-1} data-index={item.index} aria-rowindex={item.index + 2} style={{ ...grid, transform: `translateY(${item.start}px)`, height: rowHeight }}>
                    {props.columns.map((column) => (
                      <span key={column.name} role="cell" className={column.figures ? 'figures' : undefined} data-minor={column.minor || undefined} data-figures={column.figures || undefined}>
                        {column.cell(row)}
                      </span>
                    ))}
                  </div>
                )
              })}
            </div>
          </div>
        </div>
      )}
    </div>
  )
}
