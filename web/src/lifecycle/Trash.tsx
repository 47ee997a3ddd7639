import { Alert, Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listTrash, restoreObject, type TrashedObject } from '../api/lifecycle'
import { useMay } from '../app/Gate'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import { ListPage } from '../people/ListPage'
import { Fault } from '../people/parts'

type Back = Awaited<ReturnType<typeof restoreObject>>

/** What was deleted in the last thirty days, to be taken back with its history. */
export default function Trash() {
  const { t } = useTranslation()
  const list = useQuery({ queryKey: ['trash'], queryFn: listTrash })
  const [back, setBack] = useState<Back>()
  return (
    <ListPage
      title={t('trash.title')}
      lead={t('trash.lead')}
      list={list}
      none={t('trash.empty')}
      noneText={t('trash.emptyText')}
      tools={
        back && (
          <Alert role="status" color="green" variant="light" icon={<IconCheck size={18} />} title={t('trash.restored', { name: back.object.name })} withCloseButton closeButtonLabel={t('state.close')} onClose={() => setBack(undefined)}>
            <p>{t(`trash.tracker_${back.tracker}`)}</p>
            <a href={`/objects/${back.object.id}`}>{t('trash.toObject', { name: back.object.name })}</a>
          </Alert>
        )
      }
      row={(one) => <Item key={one.id} one={one} restored={setBack} />}
    />
  )
}

function Item({ one, restored }: { one: TrashedObject; restored: (back: Back) => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const queries = useQueryClient()
  const mayRestore = useMay('fleet.object.write')
  const restore = useMutation({
    mutationFn: () => restoreObject(one.id),
    onSuccess: async (back) => {
      restored(back)
      await Promise.all(['trash', 'objects'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    },
  })
  const when = f.moment(one.removed_at, now)
  return (
    <li>
      <div>
        <b>{one.name}</b>
        <small>
          {one.removed_by ? t('trash.deletedBy', { when, name: one.removed_by }) : t('trash.deleted', { when })}
          {one.heard_at && ` · ${t('trash.heard', { when: f.ago(one.heard_at, now) })}`}
        </small>
        <small className="figures">{t('trash.left', { when: f.date(one.purged_at) })}</small>
      </div>
      {mayRestore && (
        <Button size="compact-sm" variant="light" loading={restore.isPending} onClick={() => restore.mutate()} aria-label={`${t('trash.restore')}: ${one.name}`}>
          {t('trash.restore')}
        </Button>
      )}
      <Fault error={restore.error} />
    </li>
  )
}
