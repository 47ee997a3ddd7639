import { Badge, Button, Code, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Delivery, getDelivery, listDeliveries, replay } from '../api/webhooks'
import { More } from '../app/More'
import { Failure, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import { Dialog, Fault } from '../people/parts'
import styles from '../people/people.module.css'
import { isEvent } from './events'

const tones = { waiting: 'gray', delivered: 'green', failed: 'red', cancelled: 'yellow' } as const

/** What an address was told, or is about to be. */
export function Deliveries({ webhook, may }: { webhook: string; may: boolean }) {
  const { t } = useTranslation()
  const f = useFormats()
  const [list, rows] = usePages(['webhooks', webhook, 'deliveries'], (after, signal) => listDeliveries(webhook, after, signal), { refetchInterval: 5_000 })
  const [open, setOpen] = useState<Delivery>()
  if (list.isPending) return <Waiting />
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (rows.length === 0) return <p className={styles.faint}>{t('webhooks.noDeliveries')}</p>
  return (
    <>
      <ul className={styles.rows} aria-label={t('webhooks.deliveries')}>
        {rows.map((one) => (
          <li key={one.id}>
            <div>
              <b>{one.type}</b>
              {isEvent(one.type) && <small>{t(`webhooks.events.${one.type}`)}</small>}
              <small className="figures">
                {f.full(one.created_at)} · {one.due_at && one.attempts > 0 ? t('webhooks.nextAt', { at: f.full(one.due_at) }) : t('webhooks.attempts', { count: one.attempts })}
              </small>
            </div>
            <Badge color={tones[one.state]} variant="light">
              {t(`webhooks.states.${one.state}`)}
            </Badge>
            <Button size="compact-sm" variant="subtle" onClick={() => setOpen(one)} aria-label={t('webhooks.lookNamed', { type: one.type })}>
              {t('webhooks.look')}
            </Button>
          </li>
        ))}
      </ul>
      <More of={list} />
      <Dialog title={open?.type ?? ''} opened={open !== undefined} close={() => setOpen(undefined)}>
        {open && <Inside id={open.id} may={may} />}
      </Dialog>
    </>
  )
}

function Inside({ id, may }: { id: string; may: boolean }) {
  const { t } = useTranslation()
  const f = useFormats()
  const queries = useQueryClient()
  const one = useQuery({ queryKey: ['webhook-delivery', id], queryFn: () => getDelivery(id) })
  const again = useMutation({
    mutationFn: () => replay(id),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['webhooks'] })
      return one.refetch()
    },
  })
  if (one.isPending) return <Waiting />
  if (one.isError) return <Failure error={one.error} retry={() => void one.refetch()} />
  return (
    <>
      <Text fw={600}>{t('webhooks.request')}</Text>
      <Code block tabIndex={0} aria-label={t('webhooks.request')}>
        {`webhook-id: ${one.data.message}\n\n${one.data.body}`}
      </Code>
      {one.data.tries.map((one) => (
        <div key={one.at}>
          <Text fw={600}>
            {f.full(one.at)} · {one.status > 0 ? t('webhooks.answered', { status: one.status, ms: one.took_ms }) : t(`webhooks.problems.${one.problem ?? 'connection'}`)}
          </Text>
          {one.answer && (
            <Code block tabIndex={0} aria-label={t('webhooks.answer')}>
              {one.answer}
            </Code>
          )}
        </div>
      ))}
      <Fault error={again.error} />
      {may && one.data.state !== 'waiting' && (
        <div>
          <Button variant="light" loading={again.isPending} onClick={() => again.mutate()}>
            {t('webhooks.again')}
          </Button>
        </div>
      )}
    </>
  )
}
