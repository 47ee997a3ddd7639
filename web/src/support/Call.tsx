import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { noteCall } from '../api/support'
import { useFieldTexts } from '../app/problems'
import { useMay } from '../app/Gate'
import { CustomerChoice } from '../payments/Choice'
import { Buttons, Dialog, Fault } from '../people/parts'
import { useDeskBase } from './base'

/** What somebody said by phone, written down as a ticket of theirs (regulations 1). */
export function Call({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const queries = useQueryClient()
  const base = useDeskBase()
  const mayCustomers = useMay('reselling.customer.read')
  const [customer, setCustomer] = useState<string | null>(null)
  const [call, setCall] = useState({ name: '', email: '', subject: '', body: '', critical: false })
  const put = (part: Partial<typeof call>) => setCall({ ...call, ...part })
  const write = useMutation({
    mutationFn: () => noteCall({ ...call, customer: customer ?? undefined, email: call.email.trim() || undefined }),
    onSuccess: (made) => {
      close()
      go(`${base}/${made.id}`)
      return queries.invalidateQueries({ queryKey: ['desk'] })
    },
  })
  const fields = useFieldTexts(write.error)
  return (
    <Dialog title={t('support.call')} opened close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          write.mutate()
        }}
      >
        {mayCustomers && <CustomerChoice label={t('support.customer')} description={t('support.callCustomerText')} value={customer} choose={setCustomer} error={fields.customer} />}
        <TextInput mt="sm" label={t('support.callName')} required maxLength={200} value={call.name} onChange={(event) => put({ name: event.currentTarget.value })} error={fields.name} />
        <TextInput mt="sm" type="email" label={t('support.callEmail')} description={t('support.callEmailHint')} maxLength={254} value={call.email} onChange={(event) => put({ email: event.currentTarget.value })} error={fields.email} />
        <TextInput mt="sm" label={t('support.subject')} required maxLength={300} value={call.subject} onChange={(event) => put({ subject: event.currentTarget.value })} error={fields.subject} />
        <Textarea mt="sm" label={t('support.callBody')} required autosize minRows={4} value={call.body} onChange={(event) => put({ body: event.currentTarget.value })} error={fields.body} />
        <Checkbox my="sm" label={t('support.critical')} checked={call.critical} onChange={(event) => put({ critical: event.currentTarget.checked })} />
        <Fault error={write.error} />
        <Buttons close={close}>
          <Button type="submit" loading={write.isPending}>
            {t('support.call')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
