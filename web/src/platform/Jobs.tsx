import { Badge, Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type BackgroundWork, getWork, tryAgain } from '../api/consoles'
import { useMay } from '../app/Gate'
import { Failure, Notice, Waiting } from '../app/Notice'
import sheet from '../console/console.module.css'
import { useFormats } from '../i18n/format'
import type en from '../i18n/en.json'
import { Fault } from '../people/parts'
import styles from './platform.module.css'

type Words = keyof typeof en.jobs

/** What is done without being asked for, and what could not be sent, asked again and again. */
export default function Jobs() {
  const { t } = useTranslation()
  const work = useQuery({ queryKey: ['background work'], queryFn: getWork, refetchInterval: 5000 })
  if (work.isPending) return <Waiting />
  if (work.isError) return <Failure error={work.error} retry={() => void work.refetch()} />
  return (
    <div className={sheet.sheet}>
      <header>
        <h1>{t('jobs.title')}</h1>
        <p className={sheet.lead}>{t('jobs.lead')}</p>
      </header>
      <Messages work={work.data} />
      <Done work={work.data} />
    </div>
  )
}

/** What waits to leave the installation, what was given up, and trying that again. */
function Messages({ work }: { work: BackgroundWork }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const now = Date.parse(work.at)
  const may = useMay('platform.message.retry')
  const queries = useQueryClient()
  const again = useMutation({ mutationFn: tryAgain, onSettled: () => queries.invalidateQueries({ queryKey: ['background work'] }) })
  const called = (topic: string) => {
    const key = `jobs.topic_${topic.replaceAll('.', '_')}`
    return i18n.exists(key) ? t(key as `jobs.${Words}`) : topic
  }
  return (
    <section className={sheet.card}>
      <h2>{t('jobs.messages')}</h2>
      {work.topics.length === 0 && <p className={sheet.faint}>{t('jobs.noMessages')}</p>}
      {work.topics.length > 0 && (
        <ul className={sheet.rows}>
          {work.topics.map((topic) => (
            <li key={topic.name}>
              <div>
                <b>{called(topic.name)}</b>
                <small>
                  {t('jobs.waiting', { count: topic.waiting })}
                  {topic.oldest && ` · ${t('jobs.oldest', { ago: f.ago(topic.oldest, now) })}`}
                </small>
              </div>
              {topic.failed > 0 && (
                <>
                  <Badge color="red" variant="light">
                    {t('jobs.failed', { count: topic.failed })}
                  </Badge>
                  {may && (
                    <Button variant="default" size="xs" loading={again.isPending && again.variables === topic.name} onClick={() => again.mutate(topic.name)}>
                      {t('jobs.again')}
                    </Button>
                  )}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <Fault error={again.error} />
      {work.failed.length > 0 && (
        <>
          <h3>{t('jobs.lastFailed')}</h3>
          <ul className={sheet.rows}>
            {work.failed.map((one) => (
              <li key={one.id}>
                <div>
                  <b>{called(one.topic)}</b>
                  <small>
                    {one.tenant_name ? <Link href={`/platform/tenants/${one.tenant}`}>{one.tenant_name}</Link> : t('jobs.noTenant')} · {f.moment(one.at, now)} · {t('jobs.attempts', { count: one.attempts })}
                  </small>
                  <small>{one.why}</small>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** How each job went the last time; those that failed come first. */
function Done({ work }: { work: BackgroundWork }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = Date.parse(work.at)
  if (work.jobs.length === 0) return <Notice kind="empty" title={t('jobs.elsewhere')} text={t('jobs.elsewhereText')} />
  return (
    // Nothing on this page may be there to be focused, and it is longer than a screen: the keys scroll from here.
    <section className={sheet.card} tabIndex={0} aria-labelledby="done">
      <h2 id="done">{t('jobs.done')}</h2>
      <ul className={sheet.rows}>
        {work.jobs
          .toSorted((a, b) => Number(!!b.problem) - Number(!!a.problem))
          .map((job) => (
            <li key={job.name}>
              <div>
                <b>{t(`jobs.name_${job.name}` as `jobs.${Words}`)}</b>
                <small>
                  {job.every_seconds < 60 ? t('jobs.everySeconds', { count: job.every_seconds }) : t('jobs.every', { time: f.span(job.every_seconds) })}
                  {job.did_at && ` · ${t('jobs.did', { count: job.did, ago: f.ago(job.did_at, now) })}`}
                </small>
                {job.problem && <small>{job.problem}</small>}
              </div>
              <span className={`${sheet.when} ${styles.last}`}>
                {job.running ? t('jobs.running') : job.begun_at ? f.ago(job.begun_at, now) : t('jobs.never')}
                {!job.running && job.runs > 0 && <small>{t('jobs.took', { time: t('health.milliseconds', { value: f.whole(job.seconds * 1000) }) })}</small>}
              </span>
              {job.failures > 0 && (
                <Badge color={job.problem ? 'red' : 'gray'} variant="light">
                  {t('jobs.failures', { count: job.failures })}
                </Badge>
              )}
            </li>
          ))}
      </ul>
    </section>
  )
}
