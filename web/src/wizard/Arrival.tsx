import { IconAlertTriangle, IconAntenna, IconBan, IconCheck, IconClockX, IconLockX, IconPlugConnected, IconRouteX, IconSatelliteOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ContactState, Setup, Tracker } from '../api/model'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import { causeInWords } from '../monitoring/words'
import styles from './arrival.module.css'

const looks = {
  no_tracker: { icon: IconPlugConnected, tone: 'wait' },
  nothing: { icon: IconAntenna, tone: 'wait' },
  connected: { icon: IconPlugConnected, tone: 'near' },
  wrong_protocol: { icon: IconRouteX, tone: 'bad' },
  checksum: { icon: IconAlertTriangle, tone: 'bad' },
  wrong_password: { icon: IconLockX, tone: 'bad' },
  malformed: { icon: IconAlertTriangle, tone: 'bad' },
  no_fix: { icon: IconSatelliteOff, tone: 'near' },
  blocked: { icon: IconBan, tone: 'bad' },
  before_binding: { icon: IconClockX, tone: 'near' },
  quarantined: { icon: IconClockX, tone: 'bad' },
  well: { icon: IconCheck, tone: 'good' },
} as const
type What = keyof typeof looks

/** What has arrived of a tracker, as it arrives: in words, with what to do next. */
export function Arrival(props: { contact?: ContactState; error: boolean; tracker?: Tracker; setup?: Setup }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow(1000)
  const { contact, setup } = props
  const what: What = contact && contact.what in looks ? (contact.what as What) : 'nothing'
  const { icon: Icon, tone } = looks[what]
  const heard = contact?.detail?.heard as { protocol?: string; port?: number } | string | undefined
  const values = {
    heard: (typeof heard === 'object' ? heard.protocol : heard) ?? contact?.protocol ?? '',
    port: contact?.port ?? 0,
    wanted: setup?.title ?? props.tracker?.protocol ?? '',
    wantedPort: setup?.port ?? 0,
  }
  return (
    <section className={styles.arrival} data-tone={tone} aria-live="polite" aria-label={t('arrival.title')} data-what={what}>
      <div className={styles.sign}>
        <span className={styles.waves} aria-hidden>
          {tone === 'wait' && (
            <>
              <i />
              <i />
            </>
          )}
        </span>
        <Icon size={30} stroke={1.7} aria-hidden />
      </div>
      <h2>{t(`arrival.${what}`, values)}</h2>
      <p>{props.error ? t('arrival.unknown') : t(`arrival.${what}_text`, values)}</p>
      {what === 'blocked' && (
        <ul>
          {(contact?.why ?? []).map((why) => (
            <li key={why.cause}>{causeInWords(why, t, f)}</li>
          ))}
        </ul>
      )}
      {contact?.at && what !== 'nothing' && (
        <p className={`${styles.when} figures`}>
          {t('arrival.when', { ago: f.ago(contact.at, now), clock: f.clockFine(contact.at) })}
          {contact.protocol ? ` · ${contact.protocol}` : ''}
          {contact.port ? ` :${contact.port}` : ''}
        </p>
      )}
      <ol className={styles.path} aria-hidden>
        {(['heard', 'understood', 'placed'] as const).map((step, i) => (
          <li key={step} data-done={reached(what) > i || undefined} data-failed={(reached(what) === i && tone === 'bad') || undefined}>
            <i>{reached(what) > i && <IconCheck size={12} />}</i>
            {t(`arrival.step_${step}`)}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** How many of the three steps a tracker has made: heard, understood, seen on the map. */
function reached(what: What): number {
  switch (what) {
    case 'well':
      return 3
    case 'connected':
    case 'no_fix':
    case 'before_binding':
    case 'blocked':
    case 'quarantined':
      return 2
    case 'nothing':
    case 'no_tracker':
      return 0
    default:
      return 1
  }
}
