import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectState } from '../api/model'
import { type DeskConversation, lookAtDevice } from '../api/support'
import { useFormats } from '../i18n/format'
import { sensors } from '../monitoring/values'
import { Buttons, Dialog, Fault } from '../people/parts'
import people from '../people/people.module.css'

type Look = DeskConversation['looks'][number]

/** Devices that the desk is let look at for a time: to be read, never commanded. */
export function Devices({ whole }: { whole: DeskConversation }) {
  const { t } = useTranslation()
  const f = useFormats()
  const [chosen, choose] = useState<Look>()
  if (whole.looks.length === 0) return null
  return (
    <section className={people.card} aria-label={t('support.devices')}>
      <h2>{t('support.devices')}</h2>
      <ul className={people.rows}>
        {whole.looks.map((one) => (
          <li key={one.id}>
            <div>
              {t('support.aDevice')}
              <small className="figures">
                {t('support.lookUntil', { at: f.full(one.until) })}
                {one.onward && <> · {t('support.mayGoOn')}</>}
              </small>
            </div>
            <Button variant="light" onClick={() => choose(one)}>
              {t('support.lookAtIt')}
            </Button>
          </li>
        ))}
      </ul>
      {chosen && <Device look={chosen} close={() => choose(undefined)} />}
    </section>
  )
}

/** What the API gives of a device that may be looked at. */
interface Seen {
  name: string
  protocol?: string | null
  model?: string | null
  heard_at?: string | null
  fixed_at?: string | null
  lat?: number | null
  lon?: number | null
  speed?: number | null
  attributes?: ObjectState['attributes'] | null
}

function Device({ look, close }: { look: Look; close: () => void }) {
  const { t } = useTranslation()
  // What was seen stands in this dialog alone, and is gone with it.
  const looking = useMutation({ mutationFn: () => lookAtDevice(look.id), gcTime: 0 })
  return (
    <Dialog title={t('support.lookAtIt')} opened close={close}>
      {looking.data ? (
        <Shown seen={looking.data as unknown as Seen} />
      ) : (
        <>
          <p>{t('support.lookTraced')}</p>
          <Fault error={looking.error} />
          <Buttons close={close}>
            <Button loading={looking.isPending} onClick={() => looking.mutate()}>
              {t('support.lookNow')}
            </Button>
          </Buttons>
        </>
      )}
    </Dialog>
  )
}

function Shown({ seen }: { seen: Seen }) {
  const { t } = useTranslation()
  const f = useFormats()
  const place = seen.lat != null && seen.lon != null ? `${seen.lat.toFixed(5)}, ${seen.lon.toFixed(5)}` : undefined
  const told: [string, string | undefined][] = [
    [t('support.fact.object'), seen.name],
    [t('support.fact.tracker_model'), [seen.model, seen.protocol].filter(Boolean).join(' · ') || undefined],
    [t('support.heardAt'), seen.heard_at ? f.full(seen.heard_at) : t('support.neverHeard')],
    [t('support.fixedAt'), seen.fixed_at ? f.full(seen.fixed_at) : undefined],
    [t('support.where'), place],
    [t('values.speed'), seen.speed != null ? f.speed(seen.speed) : undefined],
  ]
  return (
    <section aria-label={seen.name}>
      <dl className={people.facts}>
        {told.filter(([, value]) => value).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
        {sensors({ attributes: seen.attributes ?? {} } as ObjectState, t, f).map((one) => (
          <div key={one.key}>
            <dt>{one.name}</dt>
            <dd className="figures">{one.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
