import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginTopup } from '../api/billing'
import { Buttons, Dialog, Fault } from '../people/parts'
import { useSums } from './sums'

/** How much is to be paid in by card; the card itself is asked for elsewhere. */
export function TopUp({ currency, missing, opened, close }: { currency: string; missing: number; opened: boolean; close: () => void }) {
  const { t } = useTranslation()
  const { read, sum } = useSums()
  const [text, write] = useState('')
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
        <TextInput label={t('billing.howMuch', { currency })} description={missing > 0 ? t('billing.isMissing', { amount: sum(missing, currency) }) : undefined} inputMode="decimal" value={text} onChange={(event) => write(event.currentTarget.value)} data-autofocus required mb="md" />
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
