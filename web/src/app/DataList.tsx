import { CloseButton, Skeleton, TextInput } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { IconArrowDown, IconArrowUp, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import type { Page } from '../api/model'
import styles from './datalist.module.css'
import { leaveOnEscape, useKeys } from './keys'
import { Failure, Notice } from './Notice'
import { useSteps } from './steps'
import { useWords } from './words'

export interface Column<T> {
  name: string
  /** A track of the grid, like "1fr" or "120px". */
  width: string
  cell: (row: T) => ReactNode
  figures?: boolean
  /** Left out where there is little room. */
  minor?: boolean
  /** What the server calls an order by this column; it stands in the address as "sort", and "desc". */
  sort?: string
}

interface Props<T> {
  title: string
  lead: string
  searchHint: string
  emptyTitle: string
  emptyText: string
  name: string
  /** Loads a page of what the address asks for. */
  load: (q: string, after: string | undefined, signal: AbortSignal, params: URLSearchParams) => Promise<Page<T>>
  columns: Column<T>[]
  /** Where a row leads; Enter opens it. */
  href?: (row: T) => string
  /** Filters and what can be done with the whole list. */
  tools?: ReactNode
  /** The list stands within a page that has a heading of its own. */
  inner?: boolean
  /** What a filter asks for besides the search: then an empty list is one where nothing was found. */
  narrowed?: boolean
  /** The order without a word in the address. */
  sorted?: string
}

const rowHeight = 56

/** A list of any length: searched by the server, fetched page by page, and drawn only where it is seen. */
export function DataList<T extends { id: string }>(props: Props<T>) {
  const { t } = useTranslation()
  const search = useSearch()
  const [path, navigate] = useLocation()
  const q = new URLSearchParams(search).get('q') ?? ''
  const params = useMemo(() => new URLSearchParams(search), [search])
  const go = (change: (next: URLSearchParams) => void) => {
    const next = new URLSearchParams(location.search)
    change(next)
    navigate(next.size > 0 ? `${path}?${next}` : path, { replace: true })
  }
  const [text, set] = useWords(q, (words) => go((all) => (words ? all.set('q', words) : all.delete('q'))))
  const field = useRef<HTMLInputElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const list = useInfiniteQuery({
    queryKey: [props.name, params.toString()],
    queryFn: ({ pageParam, signal }) => props.load(q, pageParam, signal, params),
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

  const step = useSteps(scroller, rows.length, (index) => virtual.scrollToIndex(index, { align: 'auto' }))
  useKeys({ '/': () => field.current?.focus(), j: () => step(1, -1), k: () => step(-1, 1) })
  const sort = params.get('sort') ?? props.sorted
  const desc = params.get('desc') === 'true'
  // Figures and times are mostly asked for from the largest on.
  const sortBy = (column: Column<T>) =>
    go((all) => {
      const down = sort === column.sort ? !desc : Boolean(column.figures)
      all.set('sort', column.sort!)
      if (down) all.set('desc', 'true')
      else all.delete('desc')
    })
  const open = (event: React.KeyboardEvent, row: T) => {
    if (event.key === 'Enter' && event.target === event.currentTarget && props.href) navigate(props.href(row))
  }
  const grid = { gridTemplateColumns: props.columns.map((column) => column.width).join(' ') }
  const narrow = { '--narrow': props.columns.filter((column) => !column.minor).map((column) => column.width).join(' ') } as React.CSSProperties

  return (
    <div className={styles.page} data-inner={props.inner || undefined}>
      <header className={styles.head}>
        {!props.inner && (
          <div>
            <h1>{props.title}</h1>
            <p>{props.lead}</p>
          </div>
        )}
        <TextInput
          ref={field}
          className={styles.search}
          type="search"
          aria-label={props.searchHint}
          placeholder={props.searchHint}
          value={text}
          onChange={(event) => set(event.currentTarget.value)}
          onKeyDown={leaveOnEscape}
          leftSection={<IconSearch size={17} aria-hidden />}
          rightSection={text ? <CloseButton size="sm" aria-label={t('list.clear')} onClick={() => set('')} /> : <kbd>/</kbd>}
        />
      </header>
      {props.tools && <div className={styles.tools}>{props.tools}</div>}
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
        q || props.narrowed ? (
          <Notice kind="empty" title={t('list.nothingFound')} text={t('list.nothingMatches')} action={t('list.showAll')} onAction={() => navigate(path, { replace: true })} />
        ) : (
          <Notice kind="empty" title={props.emptyTitle} text={props.emptyText} />
        )
      ) : (
        <div className={styles.frame} role="table" aria-label={props.title} aria-rowcount={hasNextPage ? -1 : rows.length} style={narrow}>
          <div role="rowgroup">
            <div className={styles.header} role="row" style={grid}>
              {props.columns.map((column) => (
                <span key={column.name} role="columnheader" data-minor={column.minor || undefined} data-figures={column.figures || undefined} aria-sort={column.sort ? (sort === column.sort ? (desc ? 'descending' : 'ascending') : 'none') : undefined}>
                  {column.sort ? (
                    <button type="button" className={styles.sort} data-on={sort === column.sort || undefined} onClick={() => sortBy(column)}>
                      {column.name}
                      {sort === column.sort && (desc ? <IconArrowDown size={14} aria-hidden /> : <IconArrowUp size={14} aria-hidden />)}
                    </button>
                  ) : (
                    column.name
                  )}
                </span>
              ))}
            </div>
          </div>
          <div ref={scroller} className={styles.scroller} role="rowgroup" tabIndex={0} aria-label={props.title} data-dim={list.isPlaceholderData || undefined}>
            <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
              {items.map((item) => {
                const row = rows[item.index]!
                return (
                  <div key={row.id} className={styles.row} role="row" tabIndex={-1} data-index={item.index} onKeyDown={(event) => open(event, row)} aria-rowindex={item.index + 2} style={{ ...grid, transform: `translateY(${item.start}px)`, height: rowHeight }}>
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
