import { Badge, Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askRecipient, listRecipients, type Recipient, removeRecipient } from '../api/recipients'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useProblemText } from '../app/problems'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import styles from '../people/people.module.css'
import { Edit, type Kind } from './Edit'

const colours = { pending: 'yellow', confirmed: 'green', stopped: 'gray' } as const

/** Who gets copies of notices without being one of the account's people; each has said that they want them. */
export default function Recipients() {
  const { t } = useTranslation()
  const may = useMay('billing.recipient.write')
  const list = useQuery({ queryKey: ['recipients'], queryFn: listRecipients })
  const [editing, setEditing] = useState<Recipient | 'new'>()
  const [removing, setRemoving] = useState<Recipient>()
  if (list.isPending) return <Waiting />
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />
  const rows = list.data.items
  const named = editing && editing !== 'new' ? editing : undefined
  return (
    <div className={styles.column}>
      <header>
        <h1>{t('recipients.title')}</h1>
        <p className={styles.lead}>{t('recipients.lead')}</p>
      </header>
      <section className={styles.card} aria-label={t('recipients.list')}>
        <Group justify="space-between" gap="sm">
          <h2>{t('recipients.list')}</h2>
          {may && (
            <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
              {t('recipients.add')}
            </Button>
          )}
        </Group>
        {rows.length === 0 ? (
          <p className={styles.faint}>{t('recipients.none')}</p>
        ) : (
          <ul className={styles.rows} aria-label={t('recipients.list')}>
            {rows.map((one) => (
              <Row key={one.id} one={one} may={may} edit={() => setEditing(one)} remove={() => setRemoving(one)} />
            ))}
          </ul>
        )}
      </section>
      <Dialog title={named ? named.address : t('recipients.add')} opened={editing !== undefined} close={() => setEditing(undefined)}>
        {editing && <Edit one={named} close={() => setEditing(undefined)} />}
      </Dialog>
      <Dialog title={t('recipients.removeNamed', { address: removing?.address ?? '' })} opened={removing !== undefined} close={() => setRemoving(undefined)}>
        {removing && <Remove one={removing} close={() => setRemoving(undefined)} />}
      </Dialog>
    </div>
  )
}

function Row({ one, may, edit, remove }: { one: Recipient; may: boolean; edit: () => void; remove: () => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const text = useProblemText()
  const queries = useQueryClient()
  const ask = useMutation({
    mutationFn: () => askRecipient(one.id),
    onSuccess: () => notifications.show({ message: t('recipients.asked', { address: one.address }), color: 'green' }),
    onError: (error) => notifications.show({ message: text(error), color: 'red' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['recipients'] }),
  })
  const at = { pending: one.asked_at, confirmed: one.confirmed_at, stopped: one.stopped_at }[one.state]
  return (
    <li>
      <div>
        <b>{one.address}</b> <Badge color={colours[one.state]} variant="light" tt="none">{t(`recipients.state_${one.state}`)}</Badge>
        {one.label && <small>{one.label}</small>}
        <small>{one.kinds.map((kind) => t(`recipients.kind_${kind as Kind | 'duty'}`)).join(' · ')}</small>
        {at && <small>{t(`recipients.since_${one.state}`, { at: f.full(at) })}</small>}
        {one.withheld > 0 && <small>{t('recipients.withheld', { count: one.withheld })}</small>}
      </div>
      {may && (
        <Group gap="xs">
          {one.state === 'pending' && (
            <Button size="compact-sm" variant="subtle" loading={ask.isPending} onClick={() => ask.mutate()} aria-label={t('recipients.askNamed', { address: one.address })}>
              {t('recipients.ask')}
            </Button>
          )}
          {one.state !== 'stopped' && (
            <Button size="compact-sm" variant="subtle" onClick={edit} aria-label={t('recipients.changeNamed', { address: one.address })}>
              {t('recipients.change')}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" color="red" onClick={remove} aria-label={t('recipients.removeNamed', { address: one.address })}>
            {t('recipients.remove')}
          </Button>
        </Group>
      )}
    </li>
  )
}

function Remove({ one, close }: { one: Recipient; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeRecipient(one.id),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['recipients'] })
      close()
    },
  })
  return (
    <>
      <Text>{t(one.state === 'stopped' ? 'recipients.removeStopped' : 'recipients.removeText')}</Text>
      <Fault error={remove.error} />
      <Buttons close={close}>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('recipients.remove')}
        </Button>
      </Buttons>
    </>
  )
}
