import { Button, Checkbox, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconBookmark, IconFilter, IconPhonePlus, IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Switch, useLocation, useSearch } from 'wouter'
import { getDesk } from '../api/desk'
import type { DeskTicket, ViewFilter } from '../api/support'
import { useMay } from '../app/Gate'
import { leaveOnEscape, useKeys } from '../app/keys'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useWords } from '../app/words'
import { usePeopleNames } from '../people/PersonChooser'
import people from '../people/people.module.css'
import { useDeskBase } from './base'
import { Bulk } from './Bulk'
import { Call } from './Call'
import { DeskOne } from './DeskOne'
import { Narrow } from './Narrow'
import { Row } from './Row'
import { Marks, Shown } from './Shown'
import { fromAddress, load, toAddress, usual } from './sift'
import styles from './tickets.module.css'
import { addressOf, KeepView, useViews, Views } from './Views'

/** The desk: what waits, in the order in which it is answered, and one ticket as a conversation. */
export default function Desk() {
  const base = useDeskBase()
  return (
    <Switch>
      <Route path={`${base}/:ticket`}>{(params) => <DeskOne key={params.ticket} ticket={params.ticket} base={base} />}</Route>
      <Route>
        <Queue />
      </Route>
    </Switch>
  )
}

/** Which of the lists that are always there a filter is. */
function plain(filter: ViewFilter): string {
  const asked = toAddress(filter).toString()
  return { '': 'queue', 'mine=true': 'mine', 'nobodys=true': 'nobodys', 'awaiting=true': 'awaiting', 'sort=changed': 'all' }[asked] ?? ''
}

function Queue() {
  const base = useDeskBase()
  const { t } = useTranslation()
  const may = useMay('desk.ticket.write')
  const search = useSearch()
  const [, navigate] = useLocation()
  const address = new URLSearchParams(search)
  const filter = fromAddress(address)
  const q = address.get('q') ?? ''
  const [open, setOpen] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const rowsAt = useRef<HTMLUListElement>(null)
  const desk = useQuery({ queryKey: ['desk set'], queryFn: getDesk })
  const views = useViews().data?.items ?? []
  const view = views.find((one) => one.id === address.get('view'))
  const go = (next: ViewFilter, words = q) => {
    const all = toAddress(next)
    if (words) all.set('q', words)
    if (view) all.set('view', view.id ?? '')
    navigate(all.size > 0 ? `${base}?${all}` : base, { replace: true })
  }
  // Whoever has gone on to a ticket by then is not taken back.
  const [text, find] = useWords(q, (words) => {
    if (location.pathname === base) go(fromAddress(new URLSearchParams(location.search)), words)
  })
  const [list, rows] = usePages(['desk', 'list', toAddress(filter).toString(), q], (after) => load(q, filter, after), { refetchInterval: 30_000 })
  const step = (by: number) => () => {
    const links = [...(rowsAt.current?.querySelectorAll('a') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLAnchorElement)
    links[at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)]?.focus()
  }
  const [chosen, choose] = useState<string[]>([])
  const picked = chosen.filter((id) => rows.some((one: DeskTicket) => one.id === id))
  const pick = (id: string, now: boolean) => choose(now ? [...picked, id] : picked.filter((one) => one !== id))
  const pickHere = () => {
    const links = [...(rowsAt.current?.querySelectorAll('a') ?? [])]
    const here = rows[links.indexOf(document.activeElement as HTMLAnchorElement)] as DeskTicket | undefined
    if (here) pick(here.id, !picked.includes(here.id))
  }
  const nth = Object.fromEntries(views.slice(0, 9).map((one, i) => [`${i + 1}`, () => navigate(addressOf(base, one))]))
  useKeys({ '/': () => field.current?.focus(), j: step(1), k: step(-1), ...(may && { x: pickHere }), ...nth })
  const changed = view !== undefined && toAddress(view.filter).toString() !== toAddress(filter).toString()
  // A filter of one's own is seen on the button that takes it off.
  const narrowed = !view && plain(filter) === ''
  const named = usePeopleNames(rows.flatMap((one: DeskTicket) => one.assignee ?? []))
  const shown = view?.columns?.length ? view.columns : usual
  return (
    <div className={styles.wide}>
      <header className={styles.head} data-tight>
        <div>
          <h1>{t('support.deskTitle')}</h1>
          <p className={people.lead}>{t('support.deskLead')}</p>
        </div>
        {may && (
          <Button className={styles.short} leftSection={<IconPhonePlus size={17} aria-hidden />} onClick={() => setOpen('call')}>
            <span>{t('support.call')}</span>
          </Button>
        )}
      </header>
      <Views base={base} views={views} now={view?.id ?? (q ? '' : plain(filter))} />
      <div className={styles.tools}>
        <TextInput
          ref={field}
          type="search"
          leftSection={<IconSearch size={17} aria-hidden />}
          rightSection={<kbd aria-hidden>/</kbd>}
          aria-label={t('support.search')}
          placeholder={t('support.search')}
          value={text}
          onKeyDown={leaveOnEscape}
          onChange={(event) => find(event.currentTarget.value)}
        />
        <Button className={styles.short} variant={narrowed ? 'light' : 'default'} leftSection={<IconFilter size={17} aria-hidden />} onClick={() => setOpen('narrow')}>
          <span>{t('support.narrow')}</span>
        </Button>
        <Button className={styles.short} variant={changed ? 'light' : 'default'} leftSection={<IconBookmark size={17} aria-hidden />} onClick={() => setOpen('keep')}>
          <span>{t(view ? 'support.changeView' : 'support.keepView')}</span>
        </Button>
      </div>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        q || search ? (
          <Notice kind="empty" title={t('list.nothingFound')} text={t('list.nothingFoundText')} action={t('support.toQueue')} onAction={() => navigate(base)} />
        ) : (
          <Notice kind="empty" title={t('support.queueEmpty')} text={t('support.queueEmptyText')} />
        )
      ) : (
        <section className={styles.list}>
          <div className={styles.count}>
            {may && <Checkbox className={styles.pick} size="xs" aria-label={t('support.chooseAll')} checked={picked.length === rows.length} indeterminate={picked.length > 0 && picked.length < rows.length} onChange={(event) => choose(event.currentTarget.checked ? rows.map((one: DeskTicket) => one.id) : [])} />}
            <span role="status">{list.hasNextPage ? t('support.countMore', { n: rows.length }) : t('support.count', { n: rows.length })}</span>
          </div>
          <ul ref={rowsAt} className={styles.rows} aria-label={t('support.queue')}>
            {rows.map((one: DeskTicket) => (
              <Row key={one.id} one={one} state={one.desk_state} href={`${base}/${one.id}`} from={search} picked={picked.includes(one.id)} pick={may ? (now) => pick(one.id, now) : undefined} marks={<Marks one={one} columns={shown} named={named} />}>
                <Shown one={one} columns={shown} desk={desk.data} named={named} />
              </Row>
            ))}
          </ul>
          <div className={styles.more}>
            <More of={list} />
          </div>
        </section>
      )}
      {may && <Bulk picked={rows.filter((one: DeskTicket) => picked.includes(one.id))} keep={choose} desk={desk.data} />}
      {open === 'call' && <Call close={() => setOpen('')} />}
      {open === 'narrow' && <Narrow filter={filter} desk={desk.data} change={(next) => go(next)} close={() => setOpen('')} />}
      {open === 'keep' && <KeepView view={view} filter={filter} all={views} close={() => setOpen('')} went={(to) => navigate(to ? addressOf(base, to) : base)} />}
    </div>
  )
}
