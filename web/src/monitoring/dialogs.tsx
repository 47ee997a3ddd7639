import { Alert, Button, Group as Row, Modal, Radio, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Problem } from '../api/http'
import { bindTracker, blockObject, changeObject, deleteObject, type FleetObject, listGroups, unblockObject } from '../api/model'
import { useFieldTexts, useProblemText } from '../app/problems'
import { kinds } from '../wizard/kinds'
import { kindName } from './kindName'
import { emptyTracker, TrackerFields, trackerInput } from '../wizard/TrackerFields'

interface Props {
  object: FleetObject
  opened: boolean
  close: () => void
}

/** Sends a change, and lets everything that shows the object read it again. */
function useChange(object: FleetObject, work: () => Promise<unknown>, done: string, close: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: async () => {
      close()
      notifications.show({ message: done, color: 'green' })
      await Promise.all([queries.invalidateQueries({ queryKey: ['object', object.id] }), queries.invalidateQueries({ queryKey: ['objects'] })])
    },
  })
}

function Dialog({ title, opened, close, children }: { title: string; opened: boolean; close: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Modal opened={opened} onClose={close} title={<b>{title}</b>} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Stack gap="md">{children}</Stack>
    </Modal>
  )
}

function Fault({ error }: { error: unknown }) {
  const text = useProblemText()
  if (!error) return null
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={18} />}>
      {text(error)}
    </Alert>
  )
}

function Buttons({ close, children }: { close: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Row justify="flex-end" gap="sm">
      <Button variant="default" onClick={close}>
        {t('state.cancel')}
      </Button>
      {children}
    </Row>
  )
}

export function BlockDialog({ object, opened, close }: Props) {
  const { t } = useTranslation()
  const [keep, setKeep] = useState('keep')
  const [reason, setReason] = useState('')
  const block = useChange(object, () => blockObject(object.id, { keep_data: keep === 'keep', reason }), t('block.done', { name: object.name }), close)
  return (
    <Dialog title={t('block.title', { name: object.name })} opened={opened} close={close}>
      <Text size="sm" c="dimmed">
        {t('block.text')}
      </Text>
      <Radio.Group label={t('block.data')} value={keep} onChange={setKeep}>
        <Stack gap="xs" mt="xs">
          <Radio value="keep" label={t('block.keep')} description={t('block.keepText')} />
          <Radio value="drop" label={t('block.drop')} description={t('block.dropText')} />
        </Stack>
      </Radio.Group>
      <Textarea label={t('block.reason')} description={t('block.reasonText')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} />
      <Fault error={block.error} />
      <Buttons close={close}>
        <Button color="red" loading={block.isPending} onClick={() => block.mutate()}>
          {t('card.block')}
        </Button>
      </Buttons>
    </Dialog>
  )
}

export function UnblockDialog({ object, opened, close }: Props) {
  const { t } = useTranslation()
  const kept = object.why?.find((why) => why.cause.replace(' ', '_') === 'by_hand')?.keep_data
  const unblock = useChange(object, () => unblockObject(object.id), t('block.undone', { name: object.name }), close)
  return (
    <Dialog title={t('block.undoTitle', { name: object.name })} opened={opened} close={close}>
      <Text size="sm">{t(kept ? 'block.undoKept' : 'block.undoDropped')}</Text>
      <Fault error={unblock.error} />
      <Buttons close={close}>
        <Button loading={unblock.isPending} onClick={() => unblock.mutate()}>
          {t('card.unblock')}
        </Button>
      </Buttons>
    </Dialog>
  )
}

export function RenameDialog({ object, opened, close }: Props) {
  const { t } = useTranslation()
  const groups = useQuery({ queryKey: ['groups'], queryFn: listGroups, enabled: opened })
  const [name, setName] = useState(object.name)
  const [kind, setKind] = useState(object.kind)
  const [group, setGroup] = useState(object.group ?? null)
  const change = useChange(object, () => changeObject(object.id, { name, kind, group }), t('card.changed'), close)
  const fields = useFieldTexts(change.error)
  return (
    <Dialog title={t('card.change')} opened={opened} close={close}>
      <TextInput label={t('add.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fields.name} maxLength={100} data-autofocus />
      <Select label={t('add.kind')} value={kind} onChange={(value) => value && setKind(value)} data={[...new Set([...kinds, object.kind])].map((value) => ({ value, label: kindName(value, t) }))} />
      <Select label={t('add.group')} placeholder={t('add.noGroup')} clearable value={group} onChange={setGroup} data={(groups.data ?? []).map((one) => ({ value: one.id, label: one.name }))} />
      <Fault error={change.error} />
      <Buttons close={close}>
        <Button loading={change.isPending} disabled={name.trim() === ''} onClick={() => change.mutate()}>
          {t('state.save')}
        </Button>
      </Buttons>
    </Dialog>
  )
}

export function ReplaceDialog({ object, opened, close }: Props) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const [tracker, setTracker] = useState({ ...emptyTracker, protocol: object.tracker?.protocol ?? '', model: object.tracker?.model ?? '' })
  const [refused, setRefused] = useState(false)
  const bind = useChange(object, () => bindTracker(object.id, { ...trackerInput(tracker), move: refused || undefined }), t('card.replaced'), () => {
    close()
    navigate(`/objects/${object.id}/setup`)
  })
  return (
    <Dialog title={t(object.tracker ? 'card.replace' : 'card.bind')} opened={opened} close={close}>
      {object.tracker && (
        <Text size="sm" c="dimmed">
          {t('card.replaceText', { identity: object.tracker.identity })}
        </Text>
      )}
      <TrackerFields
        value={tracker}
        change={(value) => {
          setRefused(false)
          setTracker(value)
        }}
        error={bind.error}
      />
      <Fault error={bind.error} />
      <Buttons close={close}>
        <Button
          loading={bind.isPending}
          disabled={tracker.protocol === '' || tracker.identity.trim() === ''}
          onClick={() => bind.mutate(undefined, { onError: (error) => setRefused(error instanceof Problem && error.code === 'bound_to_another') })}
        >
          {t(refused ? 'card.move' : object.tracker ? 'card.replace' : 'card.bind')}
        </Button>
      </Buttons>
    </Dialog>
  )
}

export function DeleteDialog({ object, opened, close, deleted }: Props & { deleted: () => void }) {
  const { t } = useTranslation()
  const [confirm, setConfirm] = useState('')
  const remove = useChange(object, () => deleteObject(object.id, confirm), t('delete.done', { name: object.name }), () => {
    close()
    deleted()
  })
  const needed = object.heard_at != null || object.heard_untold === true
  return (
    <Dialog title={t('delete.title', { name: object.name })} opened={opened} close={close}>
      <Text size="sm">{t(needed ? 'delete.text' : 'delete.textEmpty')}</Text>
      {needed && <TextInput label={t('delete.confirm', { name: object.name })} value={confirm} onChange={(event) => setConfirm(event.currentTarget.value)} autoComplete="off" data-autofocus />}
      <Fault error={remove.error} />
      <Buttons close={close}>
        <Button color="red" loading={remove.isPending} disabled={needed && confirm.trim().toLowerCase() !== object.name.toLowerCase()} onClick={() => remove.mutate()}>
          {t('card.delete')}
        </Button>
      </Buttons>
    </Dialog>
  )
}
