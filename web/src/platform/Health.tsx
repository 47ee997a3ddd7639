import { useQuery } from '@tanstack/react-query'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getHealth, type Health as State } from '../api/consoles'
import { Failure, Waiting } from '../app/Notice'
import { Facts, Tiles } from '../console/Tiles'
import { useFormats } from '../i18n/format'
import sheet from '../console/console.module.css'
import styles from './platform.module.css'

const every = 5000

/** How the installation is doing, asked again and again. Rates are what was counted between two answers. */
export default function Health() {
  const { t } = useTranslation()
  const health = useQuery({ queryKey: ['health'], queryFn: getHealth, refetchInterval: every })
  const last = useRef<State>(undefined)
  const [before, setBefore] = useState<State>()
  useEffect(() => {
    if (!health.data) return
    if (last.current && last.current.at !== health.data.at) setBefore(last.current)
    last.current = health.data
  }, [health.data])
  if (health.isPending) return <Waiting />
  if (health.isError) return <Failure error={health.error} retry={() => void health.refetch()} />
  return (
    <div className={sheet.sheet}>
      <header>
        <h1>{t('health.title')}</h1>
        <p className={sheet.lead}>{t('health.lead')}</p>
      </header>
      <Shown now={health.data} before={before} />
    </div>
  )
}

function Shown({ now, before }: { now: State; before?: State }) {
  const { t } = useTranslation()
  const f = useFormats()
  const seconds = before ? (Date.parse(now.at) - Date.parse(before.at)) / 1000 : 0
  const same = before && before.started_at === now.started_at && seconds > 0
  const rate = (value: number, then: number | undefined) => (same ? t('health.perSecond', { value: f.one(Math.max(0, value - (then ?? 0)) / seconds) }) : '…')
  const of = (list: State['ingest']['frames'] | undefined, name: string) => list?.find((one) => one.name === name)?.value ?? 0
  const sum = (list: State['ingest']['frames'] | undefined) => list?.reduce((all, one) => all + one.value, 0) ?? 0
  const { ingest, database } = now
  const protocols = [...new Set([...ingest.connections, ...ingest.frames, ...ingest.undecodable].map((one) => one.name))].sort()
  const works = { outbox: t('health.outbox'), outbox_failed: t('health.outboxFailed'), erase: t('health.erase') }
  return (
    <>
      <ul className={styles.parts} aria-label={t('health.parts')}>
        {now.parts.map((part) => (
          <li key={part.name} data-wrong={part.problem ? true : undefined}>
            {part.problem ? <IconAlertTriangle size={20} aria-hidden /> : <IconCircleCheck size={20} aria-hidden />}
            <span>
              <b>{part.name === 'database' ? t('health.database') : part.name === 'trackers' ? t('health.trackers') : part.name}</b>
              <small>{part.problem || t('health.ready')}</small>
            </span>
          </li>
        ))}
      </ul>
      <Tiles
        label={t('health.ingest')}
        tiles={[
          { name: t('health.connections'), value: f.whole(sum(ingest.connections)) },
          { name: t('health.frames'), value: rate(sum(ingest.frames), sum(before?.ingest.frames)) },
          { name: t('health.stored'), value: rate(ingest.stored, before?.ingest.stored) },
          { name: t('health.lag'), value: t('health.seconds', { value: f.one(ingest.lag_seconds) }), tone: ingest.lag_seconds > 60 ? 'danger' : ingest.lag_seconds > 10 ? 'warning' : undefined, hint: t('health.lagHint') },
          { name: t('health.unspooled'), value: f.whole(ingest.unspooled), tone: ingest.unspooled > 0 ? 'danger' : undefined },
          { name: t('health.failures'), value: f.whole(ingest.failures), tone: ingest.failures > 0 ? 'warning' : undefined },
          ...now.backlog.map((work) => ({ name: works[work.name as keyof typeof works] ?? work.name, value: f.whole(work.count), tone: work.name === 'outbox_failed' && work.count > 0 ? ('warning' as const) : undefined })),
        ]}
      />
      <div className={sheet.cards}>
        <section className={sheet.card}>
          <h2>{t('health.byProtocol')}</h2>
          {protocols.length === 0 ? (
            <p className={sheet.faint}>{t('health.noProtocols')}</p>
          ) : (
            <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('health.byProtocol')}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('health.protocol')}</th>
                    <th scope="col">{t('health.connected')}</th>
                    <th scope="col">{t('health.frames')}</th>
                    <th scope="col">{t('health.undecodable')}</th>
                  </tr>
                </thead>
                <tbody>
                  {protocols.map((name) => (
                    <tr key={name}>
                      <th scope="row">{name}</th>
                      <td className="figures">{f.whole(of(ingest.connections, name))}</td>
                      <td className="figures">{rate(of(ingest.frames, name), of(before?.ingest.frames, name))}</td>
                      <td className="figures">{f.whole(of(ingest.undecodable, name))}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
        <section className={sheet.card}>
          <h2>{t('health.database')}</h2>
          <Facts
            facts={[
              ['PostgreSQL', database.version || t('health.noAnswer')],
              [t('health.schema'), f.whole(database.schema)],
              [t('health.size'), t('health.megabytes', { value: f.whole(database.bytes / 1_048_576) })],
              [t('health.answer'), t('health.milliseconds', { value: f.one(database.seconds * 1000) })],
              [t('health.sessions'), `${f.whole(database.connections)} / ${f.whole(database.most_connections)}`],
            ]}
          />
        </section>
        <section className={sheet.card}>
          <h2>{t('health.program')}</h2>
          <Facts
            facts={[
              [t('health.version'), now.version],
              ['Go', now.go],
              [t('health.roles'), now.roles.join(', ')],
              [t('health.started'), f.moment(now.started_at)],
            ]}
          />
        </section>
      </div>
    </>
  )
}
