import { Button, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginTopup } from '../api/billing'
import { Buttons, Dialog, Fault } from '../people/parts'
import { useSums } from './sums'

interface Props {
  /** Currencies of what one has and pays for; the first is what one's objects cost, if they cost anything. */
  currencies: string[]
  /** How much is missing, in the first of them. */
  missing: number
  opened: boolean
  close: () => void
}

/** How much is to be paid in by card; the card itself is asked for elsewhere. */
export function TopUp({ currencies, missing, opened, close }: Props) {
  const { t } = useTranslation()
  const { read, sum } = useSums()
  const [text, write] = useState('')
  const [chosen, choose] = useState(currencies[0]!)
  const currency = currencies.includes(chosen) ? chosen : currencies[0]!
  const key = useRef(crypto.randomUUID())
  const pay = useMutation({
    mutationFn: (amount: number) => beginTopup(currency, amount, key.current),
    onSuccess: (page) => location.assign(page.url),
    onError: () => (key.current = crypto.randomUUID()),
  })
  const amount = read(text, currency)
  return (
    <Dialog title={t('billing.addMoney')} opened={opened} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (amount) pay.mutate(amount)
        }}
      >
        {currencies.length > 1 && <Select label={t('prices.currency')} data={currencies} value={currency} onChange={(value) => value && choose(value)} mb="md" />}
        <TextInput label={t('billing.howMuch', { currency })} description={missing > 0 && currency === currencies[0] ? t('billing.isMissing', { amount: sum(missing, currency) }) : undefined} inputMode="decimal" value={text} onChange={(event) => write(event.currentTarget.value)} data-autofocus required mb="md" />
        <Fault error={pay.error} />
        <Buttons close={close}>
          <Button type="submit" loading={pay.isPending} disabled={!amount}>
            {t('billing.toCard')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
