import { Badge, Button, Progress } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconArrowLeft, IconCircle, IconCircleCheck, IconClockPause, IconExternalLink, IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { changeStart, type Guide, type Step, type Wish } from '../api/start'
import { useMay, useSession } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import console from '../console/console.module.css'
import { sections } from '../console/sections'
import type en from '../i18n/en.json'
import { Entity } from '../papers/Entity'
import { Fault } from '../people/parts'
import { settledSteps, useGuide } from './guide'
import styles from './starting.module.css'

type Text = keyof typeof en.start
// What the server says of a step, as far as there are words for it.
type Left = Text extends infer K ? (K extends `left_${infer W}` ? W : never) : never
type Advice = Text extends infer K ? (K extends `advice_${infer W}` ? W : never) : never
type Waits = Wish['later'][number]

const icons = { done: IconCircleCheck, open: IconCircle, later: IconClockPause }

/** Where a step is taken; the legal entity's page is one of this section, for it is nobody's else. */
function placeOf(step: Step): string {
  switch (step.name) {
    case 'entity':
      return '/console/start/entity'
    case 'domain':
      return step.about ? `/console/domains/${step.about}` : '/console/domains'
    case 'sender':
      return '/console/sender'
    case 'customer':
      return '/console/customers'
    default:
      return `/console/${step.name}`
  }
}

/** The way of a new business, and what is left of it. */
export default function Start() {
  const [path] = useLocation()
  const { t } = useTranslation()
  const guide = useGuide()
  if (path === '/console/start/entity') return <LegalEntity />
  if (guide.isPending) return <Waiting />
  if (guide.isError) return <Failure error={guide.error} retry={() => void guide.refetch()} />
  const { done, all } = settledSteps(guide.data)
  return (
    <div className={console.sheet} data-narrow>
      <header>
        <h1>{t('start.title')}</h1>
        <p className={console.lead}>{t(guide.data.steps.every((step) => step.state !== 'open') ? 'start.whole' : 'start.lead')}</p>
      </header>
      <div>
        <Progress value={(100 * done) / all} size="lg" radius="xl" aria-label={t('start.title')} />
        <p className={console.faint}>{t('start.progress', { done, all })}</p>
      </div>
      {guide.data.host && (
        <p className={styles.live}>
          <span>{t('start.live')}</span>
          <a href={`//${guide.data.host}${location.port ? `:${location.port}` : ''}/`} target="_blank" rel="noreferrer">
            {guide.data.host} <IconExternalLink size={15} aria-hidden />
          </a>
        </p>
      )}
      {guide.data.closed.length > 0 && (
        <section className={styles.closed}>
          <IconLock size={20} aria-hidden />
          <div>
            <b>{t('start.closed')}</b>
            <p>{t('start.closedText')}</p>
          </div>
        </section>
      )}
      <Steps guide={guide.data} />
    </div>
  )
}

function Steps({ guide }: { guide: Guide }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const may = useMay('settings.start.write')
  const later = guide.steps.filter((step) => step.state === 'later').map((step) => step.name as Waits)
  const change = useMutation({ mutationFn: changeStart, onSuccess: (now) => queries.setQueryData(['start'], now) })
  const away = guide.put_away_at !== undefined
  const set = (wanted: Partial<Wish>) => change.mutate({ later, put_away: away, ...wanted })
  return (
    <>
      <ol className={styles.steps}>
        {guide.steps.map((step) => (
          <One key={step.name} step={step} busy={change.isPending} wait={may ? (waits) => set({ later: waits ? [...later, step.name as Waits] : later.filter((name) => name !== step.name) }) : undefined} />
        ))}
      </ol>
      <Fault error={change.error} />
      {may && (
        <div className={styles.foot}>
          <p className={console.faint}>{t(away ? 'start.awayText' : 'start.putAwayText')}</p>
          <Button variant="default" loading={change.isPending} onClick={() => set({ put_away: !away })}>
            {t(away ? 'start.bring' : 'start.putAway')}
          </Button>
        </div>
      )}
    </>
  )
}

function One({ step, busy, wait }: { step: Step; busy: boolean; wait?: (waits: boolean) => void }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const Icon = icons[step.state]
  const place = placeOf(step)
  // A step leads only to where whoever looks may go.
  const section = sections.find((one) => place === one.path || place.startsWith(`${one.path}/`))
  const reachable = step.name === 'entity' ? session.operations.includes('settings.entity.write') : section !== undefined && (!section.needs || session.operations.includes(section.needs))
  const title = t(`start.step_${step.name}`)
  return (
    <li className={styles.step} data-state={step.state}>
      <Icon size={24} stroke={1.7} aria-hidden />
      <div className={styles.about}>
        <h2>
          {title}
          <Badge variant="light" color={step.state === 'done' ? 'green' : 'gray'}>
            {t(`start.state_${step.state}`)}
          </Badge>
        </h2>
        <p>{t(`start.text_${step.name}`)}</p>
        {step.left.length > 0 && (
          <ul aria-label={t('start.left')}>
            {step.left.map((what) => (
              <li key={what}>{t(`start.left_${what as Left}`)}</li>
            ))}
          </ul>
        )}
        {step.state === 'done' && step.advice.map((what) => <small key={what}>{t(`start.advice_${what as Advice}`)}</small>)}
        <div className={styles.acts}>
          {reachable && (
            <Button component={Link} href={place} size="sm" variant={step.state === 'open' ? 'filled' : 'light'} aria-label={`${t(`start.go_${step.state}`)}: ${title}`}>
              {t(`start.go_${step.state}`)}
            </Button>
          )}
          {wait && step.name !== 'entity' && step.state !== 'done' && (
            <Button size="sm" variant="subtle" disabled={busy} onClick={() => wait(step.state === 'open')} aria-label={`${t(step.state === 'open' ? 'start.wait' : 'start.resume')}: ${title}`}>
              {t(step.state === 'open' ? 'start.wait' : 'start.resume')}
            </Button>
          )}
        </div>
      </div>
    </li>
  )
}

function LegalEntity() {
  const { t } = useTranslation()
  return (
    <div className={console.sheet} data-narrow>
      <header>
        <Link href="/console/start" className={console.back}>
          <IconArrowLeft size={17} aria-hidden /> {t('start.title')}
        </Link>
        <h1>{t('start.step_entity')}</h1>
        <p className={console.lead}>{t('start.text_entity')}</p>
      </header>
      <Entity />
    </div>
  )
}
