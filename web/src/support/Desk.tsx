import { Button, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Route, Switch } from 'wouter'
import { getDesk } from '../api/desk'
import { listQueue, searchDesk, type Sift } from '../api/support'
import { useMay } from '../app/Gate'
import { leaveOnEscape, useKeys } from '../app/keys'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import people from '../people/people.module.css'
import { Call } from './Call'
import { DeskOne } from './DeskOne'

const base = '/console/desk'

/** The desk: what waits, in the order in which it is answered, and one ticket as a conversation. */
export default function Desk() {
  return (
    <Switch>
      <Route path={`${base}/:ticket`}>{(params) => <DeskOne key={params.ticket} ticket={params.ticket} base={base} />}</Route>
      <Route>
        <Queue />
      </Route>
    </Switch>
  )
}

const sifts: Record<string, Sift> = { queue: {}, mine: { mine: true }, nobodys: { nobodys: true }, awaiting: { awaiting: true }, all: {} }

function Queue() {
  const { t } = useTranslation()
  const f = useFormats()
  const may = useMay('desk.ticket.write')
  const [text, setText] = useState('')
  const [which, setWhich] = useState('queue')
  const [team, setTeam] = useState<string | null>(null)
  const [called, setCalled] = useState(false)
  const [q] = useDebouncedValue(text.trim(), 180)
  const field = useRef<HTMLInputElement>(null)
  const rowsAt = useRef<HTMLUListElement>(null)
  const desk = useQuery({ queryKey: ['desk set'], queryFn: getDesk })
  const by: Sift = { ...sifts[which], team: team ?? undefined }
  // Those who wait for whoever asked are answered: they are in no queue.
  const queued = !q && which !== 'all' && which !== 'awaiting'
  const [list, rows] = usePages(['desk', 'list', which, team, q], (after) => (queued ? listQueue(after, by) : searchDesk(q, after, by)), { refetchInterval: 30_000 })
  const step = (by: number) => () => {
    const links = [...(rowsAt.current?.querySelectorAll('a') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLAnchorElement)
    links[at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)]?.focus()
  }
  useKeys({ '/': () => field.current?.focus(), j: step(1), k: step(-1) })
  const late = (at: string | undefined) => at !== undefined && new Date(at) < new Date()
  return (
    <div className={people.column}>
      <header>
        <h1>{t('support.deskTitle')}</h1>
        <p className={people.lead}>{t('support.deskLead')}</p>
      </header>
      {may && (
        <Group>
          <Button onClick={() => setCalled(true)}>{t('support.call')}</Button>
        </Group>
      )}
      <Group>
        <Select
          aria-label={t('support.which')}
          allowDeselect={false}
          value={which}
          onChange={(value) => setWhich(value ?? 'queue')}
          data={[
            { value: 'queue', label: t('support.queue') },
            { value: 'mine', label: t('support.mine') },
            { value: 'nobodys', label: t('support.nobodys') },
            { value: 'awaiting', label: t('support.awaiting') },
            { value: 'all', label: t('support.all') },
          ]}
        />
        {desk.data && desk.data.teams.length > 0 && <Select aria-label={t('support.team')} placeholder={t('support.team')} clearable value={team} onChange={setTeam} data={desk.data.teams.map((one) => ({ value: one.id ?? '', label: one.name }))} />}
        <TextInput ref={field} type="search" aria-label={t('support.search')} placeholder={t('support.search')} value={text} onKeyDown={leaveOnEscape} onChange={(event) => setText(event.currentTarget.value)} />
      </Group>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={q ? t('list.nothingFound') : t('support.queueEmpty')} text={q ? t('list.nothingFoundText') : t('support.queueEmptyText')} />
      ) : (
        <section className={people.card}>
          <p role="status">{list.hasNextPage ? t('support.countMore', { n: rows.length }) : t('support.count', { n: rows.length })}</p>
          <ul ref={rowsAt} className={people.rows} aria-label={t('support.queue')}>
            {rows.map((one) => (
              <li key={one.id}>
                <div>
                  <Link href={`${base}/${one.id}`}>
                    №{one.number} · {one.subject}
                  </Link>
                  <small>
                    {one.critical && <b>{t('support.criticalMark')} · </b>}
                    {t(`support.state.${one.desk_state}`)} · {one.author} · {t(`support.tier.${one.tier}`)}
                    {one.promise_at && (
                      <>
                        {' '}
                        · <span className="figures">{t(late(one.promise_at) ? 'support.missed' : 'support.promised', { at: f.full(one.promise_at) })}</span>
                      </>
                    )}
                  </small>
                </div>
              </li>
            ))}
          </ul>
          <More of={list} />
        </section>
      )}
      {called && <Call close={() => setCalled(false)} />}
    </div>
  )
}
