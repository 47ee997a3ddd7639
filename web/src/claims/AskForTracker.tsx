import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/http'
import { askForTracker, getTrackerRequest } from '../api/stock'
import { useMay } from '../app/Gate'
import { Fault } from '../people/parts'
import { Asked } from './Asked'

/** For whoever has the device in hand and waits for it in vain. */
export function AskForTracker({ object }: { object: string }) {
  const { t } = useTranslation()
  const may = useMay('fleet.tracker.write')
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const [open, setOpen] = useState(false)
  const asked = useQuery({
    queryKey: ['tracker request', object],
    queryFn: () => getTrackerRequest(object).catch((error: unknown) => (error instanceof Problem && error.status === 404 ? null : Promise.reject(error))),
  })
  const ask = useMutation({
    mutationFn: () => askForTracker(object, note),
    onSuccess: () => (setOpen(false), queries.invalidateQueries({ queryKey: ['tracker request', object] })),
  })
  if (!may || asked.isPending) return null
  if (asked.data && !asked.data.outcome) return <Asked request={asked.data} />
  return (
    <div>
      {asked.data && <Asked request={asked.data} />}
      {open ? (
        <>
          <Textarea label={t('claims.noteLabel')} description={t('claims.noteHint')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={500} autosize minRows={2} mb="sm" />
          <Button loading={ask.isPending} onClick={() => ask.mutate()}>
            {t('claims.askSubmit')}
          </Button>
        </>
      ) : (
        <Button variant="subtle" fullWidth h="auto" mih={36} py={6} styles={{ label: { whiteSpace: 'normal' } }} onClick={() => setOpen(true)}>
          {t('claims.ask')}
        </Button>
      )}
      <Fault error={ask.error} />
    </div>
  )
}
