import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bookByHand, giveCredit } from '../api/prices'
import { useFieldTexts } from '../app/problems'
import { Buttons, Dialog, Fault } from '../people/parts'
import { read, typed } from './sums'

/** Reads a customer's money again once it has changed. */
export function useMoneyAgain(customer: string) {
  const queries = useQueryClient()
  return () => Promise.all([['money', customer], ['entries', customer], ['transaction'], ['/console/wallets'], ['books'], ['margin']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}

/** A gift, or a correction that may take as well. */
export function Book({ customer, currency: first, currencies, close }: { customer: string; currency: string; currencies: string[]; close: () => void }) {
  const { t } = useTranslation()
  const again = useMoneyAgain(customer)
  const [kind, setKind] = useState<'bonus' | 'correction'>('correction')
  const [currency, setCurrency] = useState(first)
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [once] = useState(() => crypto.randomUUID())
  const sum = read(text, currency)
  const save = useMutation({
    mutationFn: () => bookByHand(customer, { kind, currency, amount: sum?.amount ?? 0, reason: reason.trim() }, once),
    onSuccess: () => {
      notifications.show({ message: t('prices.booked'), color: 'green' })
      close()
      return again()
    },
  })
  const fields = useFieldTexts(save.error)
  return (
    <Dialog title={t('prices.bookByHand')} opened close={close}>
      <Select label={t('prices.bookKind')} data={(['correction', 'bonus'] as const).map((value) => ({ value, label: t(`prices.entry_${value}`) }))} value={kind} onChange={(value) => value && setKind(value as 'bonus')} />
      <TextInput label={t('prices.amount')} description={kind === 'correction' ? t('prices.amountHint') : undefined} inputMode="decimal" value={text} onChange={(event) => setText(event.currentTarget.value)} required error={fields.amount} />
      <Select label={t('prices.currency')} data={currencies} value={currency} onChange={(value) => value && setCurrency(value)} />
      <Textarea label={t('prices.reason')} description={t('prices.reasonHint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required maxLength={500} error={fields.reason} />
      {Object.keys(fields).length === 0 && <Fault error={save.error} />}
      <Buttons close={close}>
        <Button loading={save.isPending} disabled={!sum || sum.micro !== 0 || reason.trim() === ''} onClick={() => save.mutate()}>
          {t('prices.book')}
        </Button>
      </Buttons>
    </Dialog>
  )
}

/** How far a wallet may fall below zero. */
export function Credit({ customer, currency, now, close }: { customer: string; currency: string; now: number; close: () => void }) {
  const { t } = useTranslation()
  const again = useMoneyAgain(customer)
  const [text, setText] = useState(typed(now, currency))
  const [reason, setReason] = useState('')
  const sum = read(text, currency)
  const save = useMutation({
    mutationFn: () => giveCredit(customer, { currency, credit: sum?.amount ?? 0, reason: reason.trim() }),
    onSuccess: () => {
      notifications.show({ message: t('settings.saved'), color: 'green' })
      close()
      return again()
    },
  })
  const fields = useFieldTexts(save.error)
  return (
    <Dialog title={t('prices.changeCredit')} opened close={close}>
      <TextInput label={t('prices.creditOf', { currency })} description={t('prices.creditHint')} inputMode="decimal" value={text} onChange={(event) => setText(event.currentTarget.value)} error={fields.credit} />
      <Textarea label={t('prices.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required maxLength={500} error={fields.reason} />
      {Object.keys(fields).length === 0 && <Fault error={save.error} />}
      <Buttons close={close}>
        <Button loading={save.isPending} disabled={!sum || sum.amount < 0 || reason.trim() === ''} onClick={() => save.mutate()}>
          {t('state.save')}
        </Button>
      </Buttons>
    </Dialog>
  )
}
