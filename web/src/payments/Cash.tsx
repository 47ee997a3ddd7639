import { Button, Group, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { takeCash } from '../api/payments'
import { useFieldTexts } from '../app/problems'
import { toMinor, useSums } from '../papers/sums'
import { Fault } from '../people/parts'
import styles from '../people/people.module.css'
import { CustomerChoice } from './Choice'

/** Money that a customer has handed over. */
export function Cash({ currency: usual }: { currency: string }) {
  const { t } = useTranslation()
  const sum = useSums()
  const queries = useQueryClient()
  const [customer, choose] = useState<string | null>(null)
  const [text, write] = useState('')
  const [chosen, setCurrency] = useState<string>()
  const [comment, say] = useState('')
  const once = useRef(crypto.randomUUID())
  const currency = chosen ?? usual
  const amount = toMinor(text, currency)
  const take = useMutation({
    mutationFn: (body: Parameters<typeof takeCash>[0]) => takeCash(body, once.current),
    onSuccess: (made) => {
      notifications.show({ message: t('payments.cashTaken', { sum: sum(made.amount, made.currency), name: made.customer_name }), color: 'green' })
      write('')
      say('')
      choose(null)
      return queries.invalidateQueries({ queryKey: ['payments'] })
    },
    // Another try is another request, unless nobody knows what became of this one.
    onSettled: () => {
      once.current = crypto.randomUUID()
    },
  })
  const fields = useFieldTexts(take.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (customer && amount) take.mutate({ customer, currency, amount, comment })
  }
  return (
    <section className={styles.card}>
      <h2>{t('payments.cash')}</h2>
      <p className={styles.lead}>{t('payments.cashText')}</p>
      <form onSubmit={submit}>
        <Stack gap="md">
          <CustomerChoice label={t('payments.customer')} value={customer} choose={choose} />
          <Group align="flex-start" gap="sm">
            <TextInput label={t('papers.amount')} value={text} onChange={(event) => write(event.currentTarget.value)} inputMode="decimal" maxLength={20} error={text !== '' && !amount ? t('papers.badAmount') : fields.amount} />
            <TextInput label={t('papers.currency')} value={currency} onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())} maxLength={3} w={90} error={fields.currency} />
          </Group>
          <TextInput label={t('payments.cashComment')} value={comment} onChange={(event) => say(event.currentTarget.value)} maxLength={500} error={fields.comment} />
          {Object.keys(fields).length === 0 && <Fault error={take.error} />}
          <Button type="submit" loading={take.isPending} disabled={!customer || !amount || comment.trim() === ''} style={{ alignSelf: 'flex-start' }}>
            {t('payments.cashTake')}
          </Button>
        </Stack>
      </form>
    </section>
  )
}
