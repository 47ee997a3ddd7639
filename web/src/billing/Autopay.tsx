import { Alert, Badge, Button, Checkbox, Skeleton, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agreeAutopay, type Autopay as Agreed, getAutopay, stopAutopay } from '../api/billing'
import { useMay } from '../app/Gate'
import { Failure } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import styles from './billing.module.css'
import { useSums } from './sums'

const colours = { on: 'green', waiting: 'yellow', stopped: 'red', off: 'gray' } as const

/** A saved card that fills the wallet by itself: what was agreed to, and one click to end it. */
export function Autopay({ currency, cards }: { currency: string; cards: boolean }) {
  const { t } = useTranslation()
  const f = useFormats()
  const { sum } = useSums()
  const queries = useQueryClient()
  const maySee = useMay('billing.topup.read')
  const mayPay = useMay('billing.topup.create')
  const agreed = useQuery({ queryKey: ['autopay'], queryFn: getAutopay, enabled: maySee })
  const [agreeing, agree] = useState(false)
  const stop = useMutation({
    mutationFn: stopAutopay,
    onSuccess: () => {
      notifications.show({ message: t('billing.autoIsOff'), color: 'green' })
      return queries.invalidateQueries({ queryKey: ['autopay'] })
    },
  })
  if (!maySee || (agreed.data?.state === 'off' && !cards)) return null
  const a = agreed.data
  return (
    <section className={styles.card} aria-label={t('billing.auto')}>
      <div className={styles.title}>
        <h2>{t('billing.auto')}</h2>
        {a && <Badge color={colours[a.state]} variant="light">{t(`billing.auto_${a.state}`)}</Badge>}
      </div>
      {agreed.isError ? (
        <Failure error={agreed.error} retry={() => void agreed.refetch()} />
      ) : !a ? (
        <Skeleton height={60} />
      ) : (
        <>
          {a.state === 'off' ? <p className={styles.faint}>{t('billing.autoLead')}</p> : <Terms agreed={a} />}
          {a.state === 'waiting' && <p className={styles.faint}>{t('billing.autoWaits')}</p>}
          {a.state === 'stopped' && (
            <Alert color="red" variant="light" role="status">
              {t('billing.autoStopped', { count: a.failures })}
            </Alert>
          )}
          {a.state === 'on' && a.failures > 0 && (
            <Alert color="yellow" variant="light" role="status">
              {t('billing.autoFailed', { date: a.next_try ? f.moment(a.next_try) : '' })}
            </Alert>
          )}
          {a.state === 'on' && a.used + a.amount > a.month_most && (
            <Alert color="yellow" variant="light" role="status">
              {t('billing.autoCapped', { most: sum(a.month_most, a.currency ?? currency) })}
            </Alert>
          )}
          <Fault error={stop.error} />
          {mayPay && (
            <div className={styles.tools}>
              {cards && (
                <Button variant="default" onClick={() => agree(true)}>
                  {t(a.state === 'off' ? 'billing.autoBegin' : 'billing.autoChange')}
                </Button>
              )}
              {a.state !== 'off' && (
                <Button variant="default" color="red" loading={stop.isPending} onClick={() => stop.mutate()}>
                  {t('billing.autoEnd')}
                </Button>
              )}
            </div>
          )}
        </>
      )}
      {agreeing && a && <Agree now={a} currency={a.currency || currency} close={() => agree(false)} />}
    </section>
  )
}

function Terms({ agreed: a }: { agreed: Agreed }) {
  const { t } = useTranslation()
  const { sum } = useSums()
  const money = (amount: number) => sum(amount, a.currency ?? '')
  return (
    <dl className={styles.lines}>
      <div>
        <dt>{t('billing.autoBelow')}</dt>
        <dd className="figures">{money(a.below)}</dd>
      </div>
      <div>
        <dt>{t('billing.autoAmount')}</dt>
        <dd className="figures">{money(a.amount)}</dd>
      </div>
      <div>
        <dt>{t('billing.autoMost')}</dt>
        <dd className="figures">{t('billing.autoUsed', { used: money(a.used), most: money(a.month_most) })}</dd>
      </div>
      {a.card && (
        <div>
          <dt>{t('billing.autoCard')}</dt>
          <dd className="figures">{t('billing.autoCardIs', { brand: a.card.brand, four: a.card.last_four, month: String(a.card.month).padStart(2, '0'), year: a.card.year })}</dd>
        </div>
      )}
    </dl>
  )
}

/** What is agreed to is shown as one sentence, ticked, and kept as it was shown. */
function Agree({ now, currency, close }: { now: Agreed; currency: string; close: () => void }) {
  const { t } = useTranslation()
  const { read, sum, plain } = useSums()
  const queries = useQueryClient()
  const [below, setBelow] = useState(now.below ? plain(now.below, currency) : '')
  const [amount, setAmount] = useState(now.amount ? plain(now.amount, currency) : '')
  const [most, setMost] = useState(now.month_most ? plain(now.month_most, currency) : '')
  const [accepted, accept] = useState(false)
  const [newCard, another] = useState(false)
  const key = useRef(crypto.randomUUID())
  const wish = { below: read(below, currency), amount: read(amount, currency), month_most: read(most, currency) }
  const short = wish.amount !== undefined && wish.month_most !== undefined && wish.month_most < wish.amount
  const ready = wish.below && wish.amount && wish.month_most && !short
  const words = ready ? t('billing.autoWords', { below: sum(wish.below!, currency), amount: sum(wish.amount!, currency), most: sum(wish.month_most!, currency) }) : ''
  const send = useMutation({
    mutationFn: () => agreeAutopay({ currency, below: wish.below!, amount: wish.amount!, month_most: wish.month_most!, words, new_card: newCard || undefined }, key.current),
    onSuccess: (page) => {
      if (page.url) return location.assign(page.url)
      notifications.show({ message: t('billing.autoIsOn'), color: 'green' })
      close()
      return queries.invalidateQueries({ queryKey: ['autopay'] })
    },
    onError: () => (key.current = crypto.randomUUID()),
  })
  const change = (set: (text: string) => void) => (event: { currentTarget: { value: string } }) => {
    set(event.currentTarget.value)
    accept(false)
  }
  return (
    <Dialog title={t('billing.auto')} opened close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && accepted) send.mutate()
        }}
      >
        <TextInput label={t('billing.autoBelow')} description={currency} inputMode="decimal" value={below} onChange={change(setBelow)} required data-autofocus />
        <TextInput label={t('billing.autoAmount')} description={currency} inputMode="decimal" value={amount} onChange={change(setAmount)} required mt="sm" />
        <TextInput label={t('billing.autoMost')} description={currency} error={short ? t('billing.autoShort') : undefined} inputMode="decimal" value={most} onChange={change(setMost)} required mt="sm" />
        {now.card && <Checkbox mt="md" label={t('billing.autoNewCard')} checked={newCard} onChange={(event) => another(event.currentTarget.checked)} />}
        {words && <Checkbox mt="md" label={words} checked={accepted} onChange={(event) => accept(event.currentTarget.checked)} />}
        {(!now.card || newCard) && <p className={styles.faint}>{t('billing.autoFirst')}</p>}
        <Fault error={send.error} />
        <Buttons close={close}>
          <Button type="submit" loading={send.isPending} disabled={!ready || !accepted}>
            {t(now.card && !newCard ? 'billing.autoAgree' : 'billing.toCard')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
