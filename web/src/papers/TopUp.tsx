import { Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { save } from '../api/consoles'
import { getBilling } from '../api/billing'
import { beginTopup, fetchSlip, type Side } from '../api/papers'
import { getOwed } from '../api/prices'
import { useMay } from '../app/Gate'
import { Fault } from '../people/parts'
import styles from '../people/people.module.css'
import { toMinor } from './sums'

/** Paying into one's own wallet: by card on the provider's payment page, or by bank with a slip. */
export function TopUp({ side }: { side: Side }) {
  const { t } = useTranslation()
  const may = useMay('billing.topup.create')
  const [text, write] = useState('')
  // Paid is in the currency of the wallet that there is, unless somebody says another.
  const mine = useQuery({ queryKey: ['billing'], queryFn: getBilling, enabled: useMay('billing.wallet.read') && side === 'own' })
  const owed = useQuery({ queryKey: ['owed'], queryFn: getOwed, enabled: useMay('billing.owed.read') && side === 'provider' })
  const [chosen, choose] = useState<string>()
  const currency = chosen ?? mine.data?.balances[0]?.currency ?? owed.data?.wallets[0]?.currency ?? 'EUR'
  const once = useRef(crypto.randomUUID())
  const amount = toMinor(text, currency)
  const card = useMutation({
    mutationFn: (minor: number) => beginTopup(minor, currency, once.current),
    onSuccess: (page) => window.location.assign(page.url),
    onError: () => {
      once.current = crypto.randomUUID()
    },
  })
  const slip = useMutation({ mutationFn: () => fetchSlip(side, amount, amount ? currency : undefined), onSuccess: (file) => save(file, `${t('papers.slipFile')}.pdf`) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (amount) card.mutate(amount)
  }
  return (
    <section className={styles.card}>
      <h2>{t('papers.topUp')}</h2>
      <p className={styles.lead}>{t('papers.topUpText')}</p>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput label={t('papers.amount')} style={{ flex: '1 1 150px', maxWidth: 220 }} value={text} onChange={(event) => write(event.currentTarget.value)} inputMode="decimal" maxLength={20} error={text !== '' && !amount ? t('papers.badAmount') : undefined} />
          <TextInput label={t('papers.currency')} value={currency} onChange={(event) => choose(event.currentTarget.value.toUpperCase())} maxLength={3} w={90} />
          {side === 'own' && may && (
            <Button type="submit" loading={card.isPending} disabled={!amount}>
              {t('papers.byCard')}
            </Button>
          )}
          <Button variant="default" loading={slip.isPending} onClick={() => slip.mutate()}>
            {t('papers.slip')}
          </Button>
        </Group>
      </form>
      <Fault error={card.error ?? slip.error} />
    </section>
  )
}
