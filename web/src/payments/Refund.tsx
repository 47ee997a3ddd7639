import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Payment, refundPayment } from '../api/payments'
import { useMay } from '../app/Gate'
import { useFieldTexts } from '../app/problems'
import { toMinor, useSums } from '../papers/sums'
import { Buttons, Dialog, Fault } from '../people/parts'
import styles from '../people/people.module.css'

/** Gives a payment by card back to that card, where something of it is left. */
export function Refund({ payment }: { payment: Payment }) {
  const { t } = useTranslation()
  const may = useMay('billing.payout.write')
  const [open, setOpen] = useState(false)
  if (!may || payment.source !== 'card' || payment.state !== 'paid' || payment.gone_back >= payment.amount) return null
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => setOpen(true)}>
        {t('payments.refund')}
      </Button>
      {open && <Form payment={payment} close={() => setOpen(false)} />}
    </>
  )
}

function Form({ payment, close }: { payment: Payment; close: () => void }) {
  const { t } = useTranslation()
  const sum = useSums()
  const queries = useQueryClient()
  const [text, write] = useState('')
  const once = useRef(crypto.randomUUID())
  const amount = toMinor(text, payment.currency)
  const give = useMutation({
    mutationFn: (minor: number) => refundPayment(payment.id, minor, once.current),
    onSuccess: () => {
      close()
      return queries.invalidateQueries({ queryKey: ['payments'] })
    },
    onError: () => {
      once.current = crypto.randomUUID()
    },
  })
  const fields = useFieldTexts(give.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (amount) give.mutate(amount)
  }
  return (
    <Dialog title={t('payments.refund')} opened close={close}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <p className={styles.lead}>{t('payments.refundText', { name: payment.customer_name, sum: sum(payment.amount - payment.gone_back, payment.currency) })}</p>
          <TextInput label={`${t('papers.amount')}, ${payment.currency}`} value={text} onChange={(event) => write(event.currentTarget.value)} inputMode="decimal" maxLength={20} error={text !== '' && !amount ? t('papers.badAmount') : fields.amount} data-autofocus />
          {Object.keys(fields).length === 0 && <Fault error={give.error} />}
          <Buttons close={close}>
            <Button type="submit" loading={give.isPending} disabled={!amount}>
              {t('payments.refund')}
            </Button>
          </Buttons>
        </Stack>
      </form>
    </Dialog>
  )
}
