import { Button, Group } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskSet } from '../api/desk'
import { type DeskMailbox, listMailboxes, removeMailbox } from '../api/mailboxes'
import { Failure, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import people from '../people/people.module.css'
import { MailboxForm, useTrouble } from './MailboxForm'
import styles from './tickets.module.css'

/** The mailboxes that letters to the desk's addresses are fetched from, where they do not come here by themselves. */
export function Mailboxes({ addresses }: { addresses: DeskSet['addresses'] }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const list = useQuery({ queryKey: ['desk mailboxes'], queryFn: listMailboxes, refetchInterval: 15_000 })
  const [edited, edit] = useState<{ id: string; address: string; now?: DeskMailbox }>()
  const remove = useMutation({ mutationFn: removeMailbox, onSuccess: () => queries.invalidateQueries({ queryKey: ['desk mailboxes'] }) })
  const set = new Map((list.data?.items ?? []).map((one) => [one.id, one]))
  return (
    <section className={people.card} aria-label={t('deskSetup.mailboxes')}>
      <h2>{t('deskSetup.mailboxes')}</h2>
      <p>{t('deskSetup.mailboxesText')}</p>
      {list.isPending && <Waiting />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      <Fault error={remove.error} />
      {list.isSuccess && addresses.length === 0 && <p className={people.faint}>{t('deskSetup.mailboxNoAddress')}</p>}
      {list.isSuccess && addresses.length > 0 && (
        <ul className={people.rows} aria-label={t('deskSetup.mailboxes')}>
          {addresses.map(({ id = '', address }) => {
            const now = set.get(id)
            return (
              <li key={id}>
                <div>
                  <b>{address}</b>
                  {now ? <How one={now} /> : <small>{t('deskSetup.mailboxNone')}</small>}
                </div>
                <Group gap="xs">
                  <Button size="compact-sm" variant="default" aria-label={`${t(now ? 'deskSetup.change' : 'deskSetup.mailboxSet')}: ${address}`} onClick={() => edit({ id, address, now })}>
                    {t(now ? 'deskSetup.change' : 'deskSetup.mailboxSet')}
                  </Button>
                  {now && (
                    <Button size="compact-sm" variant="subtle" color="red" aria-label={`${t('deskSetup.remove')}: ${address}`} loading={remove.isPending && remove.variables === id} onClick={() => remove.mutate(id)}>
                      {t('deskSetup.remove')}
                    </Button>
                  )}
                </Group>
              </li>
            )
          })}
        </ul>
      )}
      {edited && <MailboxForm {...edited} close={() => edit(undefined)} />}
    </section>
  )
}

/** How reading a mailbox goes. */
function How({ one }: { one: DeskMailbox }) {
  const { t } = useTranslation()
  const f = useFormats()
  const trouble = useTrouble()
  return (
    <small>
      {one.user} · {one.host}
      {one.failing_since ? (
        <>
          {' · '}
          <span className={styles.chip} data-tone="danger">
            {t('deskSetup.mailboxFails', { at: f.moment(one.failing_since) })}
          </span>{' '}
          {trouble(one.problem)} {one.said && t('sender.said', { words: one.said })} {one.try_at && t('sender.tryAt', { at: f.moment(one.try_at) })}
        </>
      ) : (
        <> · {one.looked_at ? t('deskSetup.mailboxRead', { at: f.moment(one.looked_at), n: one.taken }) : t('deskSetup.mailboxNew')}</>
      )}
      {one.left > 0 && <> · {t('deskSetup.mailboxLeft', { n: one.left })}</>}
    </small>
  )
}
