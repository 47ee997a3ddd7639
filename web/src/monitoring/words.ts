import type { TFunction } from 'i18next'
import type { ObjectState, Why } from '../api/model'
import type { Formats } from '../i18n/format'

const causes = ['unpaid', 'by_hand', 'paused', 'suspended', 'ancestor', 'limit', 'country', 'not_heard', 'no_tracker', 'waiting_for_device'] as const
type Cause = (typeof causes)[number]

/** Why an object is not shown live, in a sentence. */
export function causeInWords(why: Why, t: TFunction, f: Formats): string {
  const cause = why.cause.replaceAll(' ', '_')
  if (!causes.includes(cause as Cause)) return why.reason || why.cause
  const sentence = t(`why.${cause as Cause}`, { since: why.since ? f.moment(why.since) : '' })
  return why.reason ? `${sentence}: ${why.reason}` : sentence
}

/** How an object is, in a few words: what it does and since when, or why it cannot be told. */
export function statusInWords(object: ObjectState, t: TFunction, f: Formats, now: number): string {
  const seconds = object.moving_since ? Math.max(0, now - new Date(object.moving_since).getTime()) / 1000 : 0
  // "Moving for 0 min" tells nobody anything: below a minute what it does is enough.
  const since = seconds >= 60 ? f.span(seconds) : ''
  switch (object.status) {
    case 'moving':
    case 'standing':
      return since ? t('status.sinceSpan', { status: t(`status.${object.status}`), span: since }) : t(`status.${object.status}`)
    case 'offline':
      return object.heard_at ? t('status.offlineSince', { ago: f.ago(object.heard_at, now) }) : t('status.offline')
    case 'blocked': {
      const why = object.why?.[0]
      return why ? `${t('status.blocked')}: ${causeInWords(why, t, f)}` : t('status.blocked')
    }
    case 'never': {
      const why = object.why?.find((one) => one.cause !== 'not_heard')
      return why ? causeInWords(why, t, f) : t('status.never')
    }
  }
}

export function batteryOf(object: Pick<ObjectState, 'attributes'>): number | undefined {
  const level = object.attributes?.battery_level
  return typeof level === 'number' ? level : undefined
}
