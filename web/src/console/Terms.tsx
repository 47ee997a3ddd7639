import { Button, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeTerms, type OneCustomer, type Terms } from '../api/consoles'
import { useFieldTexts } from '../app/problems'
import { Buttons, Dialog, Fault } from '../people/parts'

const tiers = ['gold', 'silver', 'other'] as const

/** Changes what is agreed with a customer of one's own. */
export function TermsDialog({ customer, close }: { customer: OneCustomer; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const now = customer.contract
  const [tier, setTier] = useState<Terms['tier']>(now?.tier ?? 'other')
  const [agreement, setAgreement] = useState(now?.agreement ?? '')
  const [day, setDay] = useState(now?.agreed_on ?? '')
  const save = useMutation({
    mutationFn: () => changeTerms(customer.id, { tier, agreement: agreement.trim(), ...(day ? { agreed_on: day } : {}) }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['customer', customer.id] })
      void queries.invalidateQueries({ queryKey: ['trace', customer.id] })
      notifications.show({ message: t('settings.saved'), color: 'green' })
      close()
    },
  })
  const fields = useFieldTexts(save.error)
  return (
    <Dialog title={t('customer.changeTerms')} opened close={close}>
      <Select label={t('customer.tier')} description={t('customer.tierHint')} data={tiers.map((value) => ({ value, label: t(`customer.tiers.${value}`) }))} value={tier} onChange={(value) => value && setTier(value as Terms['tier'])} error={fields.tier} />
      <TextInput label={t('customer.agreement')} description={t('customer.agreementHint')} value={agreement} onChange={(event) => setAgreement(event.currentTarget.value)} maxLength={60} error={fields.agreement} />
      <TextInput type="date" label={t('customer.agreedOn')} value={day} onChange={(event) => setDay(event.currentTarget.value)} error={fields.agreed_on} />
      {Object.keys(fields).length === 0 && <Fault error={save.error} />}
      <Buttons close={close}>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t('state.save')}
        </Button>
      </Buttons>
    </Dialog>
  )
}
