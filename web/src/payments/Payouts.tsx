import { Badge, Button, Group, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginPayout, cancelPayout, listPayoutRequests, listPayouts, notePayoutReturned, notePayoutSent, type PayoutRow } from '../api/payments'
import { useMay } from '../app/Gate'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { toCommission, useSums } from '../papers/sums'
import { Buttons, Dialog, Fault } from '../people/parts'
import styles from '../people/people.module.css'
import { CustomerChoice } from './Choice'

interface Beginning {
  customer: string | null
  name?: string
  currency: string
  recipient: string
  bank_account: string
  bank: string
}

/** What is left of wallets, on its way to bank accounts. */
export function Payouts({ currency }: { currency: string }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSums()
  const may = useMay('billing.payout.write')
  const queries = useQueryClient()
  const [beginning, begin] = useState<Beginning>()
  const [undoing, undo] = useState<PayoutRow>()
  const asked = useQuery({ queryKey: ['payouts', 'asked'], queryFn: listPayoutRequests })
  const [list, rows] = usePages(['payouts'], listPayouts)
  const sent = useMutation({ mutationFn: notePayoutSent, onSuccess: () => queries.invalidateQueries({ queryKey: ['payouts'] }) })
  const wishes = asked.data?.items ?? []
  return (
    <section className={styles.card}>
      <h2>{t('payments.payouts')}</h2>
      <p className={styles.lead}>{t('payments.payoutsText')}</p>
      {wishes.length > 0 && (
        <ul className={styles.rows}>
          {wishes.map((wish) => (
            <li key={wish.id + wish.currency}>
              <div>
                <b>{wish.name}</b>
                <small>{wish.left < 0 ? t('payments.payoutOwes') : wish.bank_account ? t('payments.payoutAsked', { recipient: wish.recipient, account: wish.bank_account }) : t('payments.payoutLeft')}</small>
              </div>
              <span className="figures">{sum(wish.left, wish.currency)}</span>
              {may && wish.left > 0 && (
                <Button size="xs" onClick={() => begin({ customer: wish.customer, name: wish.name, currency: wish.currency, recipient: wish.recipient, bank_account: wish.bank_account, bank: wish.bank })}>
                  {t('payments.payoutBegin')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {list.isPending || asked.isPending ? (
        <Waiting />
      ) : list.isError || asked.isError ? (
        <Failure error={list.error ?? asked.error} retry={() => void Promise.all([list.refetch(), asked.refetch()])} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={t('payments.noPayouts')} />
      ) : (
        <ul className={styles.rows}>
          {rows.map((row) => (
            <li key={row.id}>
              <div>
                <b>{row.name}</b>
                <small className="figures">
                  {f.full(row.created_at)} · {row.recipient} · {row.bank_account}
                </small>
                {row.commission > 0 && <small>{t('payments.payoutCommission', { sum: sum(row.commission, row.currency) })}</small>}
              </div>
              <span className="figures">{sum(row.amount, row.currency)}</span>
              {row.undone ? (
                <Badge variant="light" color="gray">
                  {t(row.undone === 'returned' ? 'payments.payoutReturned' : 'payments.payoutCancelled')}
                </Badge>
              ) : (
                <Group gap="xs">
                  {row.sent || row.amount === 0 ? (
                    <Badge variant="light" color="green">
                      {t('payments.payoutSent')}
                    </Badge>
                  ) : may ? (
                    <Button size="xs" variant="default" loading={sent.isPending && sent.variables === row.id} onClick={() => sent.mutate(row.id)}>
                      {t('payments.payoutNote')}
                    </Button>
                  ) : null}
                  {may && (
                    <Button size="xs" variant="subtle" color="red" onClick={() => undo(row)}>
                      {t(row.sent ? 'payments.payoutReturn' : 'payments.payoutCancel')}
                    </Button>
                  )}
                </Group>
              )}
            </li>
          ))}
        </ul>
      )}
      <Fault error={sent.error} />
      <More of={list} />
      {may && (
        <Button variant="default" onClick={() => begin({ customer: null, currency, recipient: '', bank_account: '', bank: '' })}>
          {t('payments.payoutNew')}
        </Button>
      )}
      {beginning && <Begin from={beginning} close={() => begin(undefined)} />}
      {undoing && <Undo payout={undoing} close={() => undo(undefined)} />}
    </section>
  )
}

/** What a payout took out of a wallet goes back into it: it was not sent, or came back. */
function Undo({ payout, close }: { payout: PayoutRow; close: () => void }) {
  const { t } = useTranslation()
  const sum = useSums()
  const queries = useQueryClient()
  const [why, write] = useState('')
  const undo = useMutation({
    mutationFn: () => (payout.sent ? notePayoutReturned : cancelPayout)(payout.id, why),
    onSuccess: () => {
      close()
      return queries.invalidateQueries({ queryKey: ['payouts'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    undo.mutate()
  }
  return (
    <Dialog title={t(payout.sent ? 'payments.payoutReturn' : 'payments.payoutCancel')} opened close={close}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <p className={styles.lead}>{t('payments.payoutUndoText')}</p>
          <b>
            {payout.name} · <span className="figures">{sum(payout.amount + payout.commission, payout.currency)}</span>
          </b>
          <TextInput label={t('payments.payoutUndoWhy')} value={why} onChange={(event) => write(event.currentTarget.value)} maxLength={500} required />
          <Fault error={undo.error} />
          <Buttons close={close}>
            <Button type="submit" loading={undo.isPending} disabled={why.trim() === ''}>
              {t('payments.payoutUndo')}
            </Button>
          </Buttons>
        </Stack>
      </form>
    </Dialog>
  )
}

function Begin({ from, close }: { from: Beginning; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [fill, write] = useState(from)
  const [text, setText] = useState('')
  const once = useRef(crypto.randomUUID())
  const commission = toCommission(text, fill.currency)
  const pay = useMutation({
    mutationFn: (customer: string) => beginPayout({ customer, currency: fill.currency, commission: commission ?? 0, recipient: fill.recipient, bank_account: fill.bank_account, bank: fill.bank }, once.current),
    onSuccess: () => {
      close()
      return queries.invalidateQueries({ queryKey: ['payouts'] })
    },
    onError: () => {
      once.current = crypto.randomUUID()
    },
  })
  const fields = useFieldTexts(pay.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (fill.customer && commission !== undefined) pay.mutate(fill.customer)
  }
  const field = (name: 'recipient' | 'bank_account' | 'bank' | 'currency', label: string) => (
    <TextInput label={label} value={fill[name]} onChange={(event) => write({ ...fill, [name]: name === 'currency' ? event.currentTarget.value.toUpperCase() : event.currentTarget.value })} error={fields[name]} maxLength={name === 'currency' ? 3 : name === 'bank_account' ? 60 : 200} />
  )
  return (
    <Dialog title={t('payments.payoutNew')} opened close={close}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <p className={styles.lead}>{t('payments.payoutExplained')}</p>
          {from.name ? <b>{from.name}</b> : <CustomerChoice label={t('payments.customer')} value={fill.customer} choose={(customer) => write({ ...fill, customer })} />}
          {field('currency', t('papers.currency'))}
          <TextInput label={t('payments.payoutKept')} value={text} onChange={(event) => setText(event.currentTarget.value)} inputMode="decimal" maxLength={20} error={commission === undefined ? t('papers.badAmount') : fields.commission} />
          {field('recipient', t('payments.payoutRecipient'))}
          {field('bank_account', t('papers.entity_bank_account'))}
          {field('bank', t('papers.entity_bank_name'))}
          {Object.keys(fields).length === 0 && <Fault error={pay.error} />}
          <Buttons close={close}>
            <Button type="submit" loading={pay.isPending} disabled={!fill.customer || commission === undefined || fill.recipient.trim() === '' || fill.bank_account.trim() === ''}>
              {t('payments.payoutBegin')}
            </Button>
          </Buttons>
        </Stack>
      </form>
    </Dialog>
  )
}
