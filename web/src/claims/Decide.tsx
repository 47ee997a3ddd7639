import { Button, Radio, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideIdentity, refuseTrackerRequest } from '../api/stock'
import { Buttons, Dialog, Fault } from '../people/parts'

export interface Decision {
  what: 'release' | 'transfer' | 'refuse'
  id: string
  who: string
}

/** A decision of the staff, with its reason and, of a device, the moment from which it holds. */
export function Decide({ decision, close, done }: { decision: Decision; close: () => void; done: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [from, setFrom] = useState<'now' | 'last_heard'>('now')
  const decide = useMutation({
    mutationFn: async () => void (decision.what === 'refuse' ? await refuseTrackerRequest(decision.id, reason) : await decideIdentity(decision.id, decision.what, reason, from)),
    onSuccess: () => (done(), close()),
  })
  return (
    <Dialog title={t(`claims.${decision.what}`)} opened close={close}>
      <p>{t(`claims.${decision.what}Text`, { who: decision.who })}</p>
      {decision.what !== 'refuse' && (
        <Radio.Group label={t('claims.from')} value={from} onChange={(value) => setFrom(value as typeof from)}>
          <Radio value="now" label={t('claims.fromNow')} mt="xs" />
          <Radio value="last_heard" label={t('claims.fromHeard')} mt="xs" />
        </Radio.Group>
      )}
      <Textarea label={t('claims.reason')} description={t('claims.reasonHint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} />
      <Fault error={decide.error} />
      <Buttons close={close}>
        <Button disabled={reason.trim().length < 3} loading={decide.isPending} onClick={() => decide.mutate()}>
          {t(`claims.${decision.what}`)}
        </Button>
      </Buttons>
    </Dialog>
  )
}
