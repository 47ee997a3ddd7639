import { ActionIcon, Alert, Button, Group as Row, Modal, Radio, Select, Stack, Textarea, TextInput, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle, IconDownload, IconFolderShare, IconLock, IconLockOpen, IconSelectAll, IconTrash, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keepFile } from '../api/importing'
import { blockObjects, createGroup, deleteObjects, exportObjects, listGroups, moveObjects, unblockObjects } from '../api/model'
import { useMay } from '../app/Gate'
import { useProblemText } from '../app/problems'
import type { LiveFleet } from './live'
import styles from './list.module.css'

const most = 5_000

interface Props {
  chosen: string[]
  fleet: LiveFleet
  /** Chooses all objects that are shown. */
  all: () => void
  end: () => void
}

type Asked = 'move' | 'block' | 'delete'

/** What can be done with the selected objects, all of them at once. */
export function SelectionBar({ chosen, fleet, all, end }: Props) {
  const { t } = useTranslation()
  const text = useProblemText()
  const mayWrite = useMay('fleet.object.write')
  const mayBlock = useMay('fleet.block.write')
  const mayExport = useMay('fleet.position.read')
  const [asked, setAsked] = useState<Asked>()
  const finished = useFinished(fleet, end)
  const unblock = useMutation({ mutationFn: () => unblockObjects(chosen), onSuccess: ({ changed }) => finished(t('importing.bulk.done', { count: changed })) })
  const exporting = useMutation({ mutationFn: () => exportObjects(chosen), onSuccess: (file) => keepFile(file, 'objects.csv') })
  const wrong = unblock.error ?? exporting.error
  const none = chosen.length === 0 || chosen.length > most
  const actions = [
    mayWrite && { name: t('importing.bulk.move'), icon: IconFolderShare, run: () => setAsked('move') },
    mayBlock && { name: t('importing.bulk.block'), icon: IconLock, run: () => setAsked('block') },
    mayBlock && { name: t('importing.bulk.unblock'), icon: IconLockOpen, run: () => unblock.mutate(), busy: unblock.isPending },
    mayExport && { name: t('importing.bulk.export'), icon: IconDownload, run: () => exporting.mutate(), busy: exporting.isPending },
    mayWrite && { name: t('importing.bulk.delete'), icon: IconTrash, run: () => setAsked('delete'), danger: true },
  ].filter((action) => action !== false)
  return (
    <div className={styles.selection} role="toolbar" aria-label={t('importing.bulk.actions')}>
      <b role="status">{t('importing.bulk.selected', { count: chosen.length })}</b>
      <span className={styles.actions}>
        <Tooltip label={t('importing.bulk.all')}>
          <ActionIcon variant="subtle" size={34} aria-label={t('importing.bulk.all')} onClick={all}>
            <IconSelectAll size={19} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        {actions.map(({ name, icon: Icon, run, busy, danger }) => (
          <Tooltip key={name} label={name}>
            <ActionIcon variant="subtle" size={34} aria-label={name} color={danger ? 'red' : undefined} disabled={none} loading={busy} onClick={run}>
              <Icon size={19} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        ))}
        <Tooltip label={t('importing.bulk.end')}>
          <ActionIcon variant="subtle" size={34} aria-label={t('importing.bulk.end')} onClick={end}>
            <IconX size={19} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </span>
      {chosen.length > most && <p role="alert">{t('importing.bulk.tooMany')}</p>}
      {wrong && <p role="alert">{text(wrong)}</p>}
      {asked === 'move' && <MoveDialog ids={chosen} close={() => setAsked(undefined)} finished={finished} />}
      {asked === 'block' && <BlockManyDialog ids={chosen} close={() => setAsked(undefined)} finished={finished} />}
      {asked === 'delete' && <DeleteManyDialog ids={chosen} close={() => setAsked(undefined)} finished={finished} />}
    </div>
  )
}

/** Tells what was done, and lets everything that shows the objects read them again. */
function useFinished(fleet: LiveFleet, end: () => void) {
  const queries = useQueryClient()
  return (message: string) => {
    end()
    notifications.show({ message, color: 'green' })
    void fleet.read()
    void Promise.all([queries.invalidateQueries({ queryKey: ['objects'] }), queries.invalidateQueries({ queryKey: ['object'] }), queries.invalidateQueries({ queryKey: ['groups'] })])
  }
}

interface DialogProps {
  ids: string[]
  close: () => void
  finished: (message: string) => void
}

function Dialog(props: { title: string; close: () => void; error: unknown; action: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  const text = useProblemText()
  return (
    <Modal opened onClose={props.close} title={<b>{props.title}</b>} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Stack gap="md">
        {props.children}
        {props.error ? (
          <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={18} />}>
            {text(props.error)}
          </Alert>
        ) : null}
        <Row justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.close}>
            {t('state.cancel')}
          </Button>
          {props.action}
        </Row>
      </Stack>
    </Modal>
  )
}

function MoveDialog({ ids, close, finished }: DialogProps) {
  const { t } = useTranslation()
  const groups = useQuery({ queryKey: ['groups'], queryFn: listGroups })
  const [group, setGroup] = useState<string | null>('none')
  const [name, setName] = useState('')
  const move = useMutation({
    mutationFn: async () => moveObjects(ids, group === 'new' ? (await createGroup(name)).id : group === 'none' ? null : group),
    onSuccess: ({ changed }) => finished(t('importing.bulk.done', { count: changed })),
  })
  return (
    <Dialog
      title={t('importing.bulk.moveTitle', { count: ids.length })}
      close={close}
      error={move.error}
      action={
        <Button loading={move.isPending} disabled={group === 'new' && name.trim() === ''} onClick={() => move.mutate()}>
          {t('importing.bulk.move')}
        </Button>
      }
    >
      <Select
        label={t('importing.bulk.group')}
        value={group}
        onChange={setGroup}
        data={[{ value: 'none', label: t('add.noGroup') }, ...(groups.data ?? []).map((one) => ({ value: one.id, label: one.name })), { value: 'new', label: t('importing.bulk.newGroup') }]}
        data-autofocus
      />
      {group === 'new' && <TextInput label={t('importing.bulk.newGroup')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={100} />}
    </Dialog>
  )
}

function BlockManyDialog({ ids, close, finished }: DialogProps) {
  const { t } = useTranslation()
  const [keep, setKeep] = useState('keep')
  const [reason, setReason] = useState('')
  const block = useMutation({ mutationFn: () => blockObjects(ids, keep === 'keep', reason), onSuccess: ({ changed }) => finished(t('importing.bulk.done', { count: changed })) })
  return (
    <Dialog
      title={t('importing.bulk.blockTitle', { count: ids.length })}
      close={close}
      error={block.error}
      action={
        <Button color="red" loading={block.isPending} onClick={() => block.mutate()}>
          {t('importing.bulk.block')}
        </Button>
      }
    >
      <Radio.Group label={t('block.data')} value={keep} onChange={setKeep}>
        <Stack gap="xs" mt="xs">
          <Radio value="keep" label={t('block.keep')} description={t('block.keepText')} />
          <Radio value="drop" label={t('block.drop')} description={t('block.dropText')} />
        </Stack>
      </Radio.Group>
      <Textarea label={t('block.reason')} description={t('block.reasonText')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} />
    </Dialog>
  )
}

function DeleteManyDialog({ ids, close, finished }: DialogProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const remove = useMutation({ mutationFn: () => deleteObjects(ids, ids.length), onSuccess: ({ changed }) => finished(t('importing.bulk.deleted', { count: changed })) })
  return (
    <Dialog
      title={t('importing.bulk.deleteTitle', { count: ids.length })}
      close={close}
      error={remove.error}
      action={
        <Button color="red" loading={remove.isPending} disabled={typed.trim() !== String(ids.length)} onClick={() => remove.mutate()}>
          {t('importing.bulk.delete')}
        </Button>
      }
    >
      <p style={{ margin: 0 }}>{t('importing.bulk.deleteText')}</p>
      <TextInput label={t('importing.bulk.confirm', { count: ids.length })} inputMode="numeric" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} data-autofocus />
    </Dialog>
  )
}
