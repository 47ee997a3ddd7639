import { Button, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { getTransaction, reverseTransaction } from '../api/prices'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { Facts } from '../console/Tiles'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import { useMoneyAgain } from './Booking'
import styles from './prices.module.css'
import { useSum } from './sums'

function Account({ name }: { name: 'wallet' }) {
  const { t } = useTranslation()
  return <>{t(`prices.account_${name}`)}</>
}

/** One entry with all that it is made of, and its reversal. */
export function Entry({ id, customer, href, close }: { id: string; customer: string; /** Where the customer's money stands, for who comes from elsewhere. */ href?: string; close: () => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const may = useMay('billing.book.write')
  const again = useMoneyAgain(customer)
  const [reason, setReason] = useState('')
  const [once] = useState(() => crypto.randomUUID())
  const entry = useQuery({ queryKey: ['transaction', id], queryFn: () => getTransaction(id) })
  const reverse = useMutation({
    mutationFn: () => reverseTransaction(id, reason.trim(), once),
    onSuccess: () => {
      notifications.show({ message: t('prices.reversed'), color: 'green' })
      close()
      return again()
    },
  })
  const e = entry.data
  return (
    <Dialog title={t('prices.entry')} opened close={close}>
      {entry.isError ? (
        <Failure error={entry.error} retry={() => void entry.refetch()} />
      ) : !e ? (
        <Waiting />
      ) : (
        <>
          <Facts
            facts={[
              href && e.customer_name ? [t('prices.whose'), <Link href={href}>{e.customer_name}</Link>] : null,
              [t('prices.booked_at'), f.full(e.booked_at)],
              [t('prices.effective'), f.date(e.effective)],
              [t('prices.reason'), e.comment],
              e.by ? [t('prices.by'), e.by] : null,
              e.reversed_by ? [t('prices.state'), t('prices.wasReversed')] : null,
            ]}
          />
          <ul className={styles.rows} aria-label={t('prices.madeOf')}>
            {e.entries.map((one) => (
              <li key={one.account} className={styles.row}>
                <span className={styles.what}>{<Account name={one.account.replace(':', '_') as 'wallet'} />}</span>
                <span className={`figures ${styles.sum}`}>{sum(one.amount, e.currency)}</span>
              </li>
            ))}
            {e.parts.map((one, i) => (
              <li key={i} className={styles.row}>
                <span className={styles.what}>
                  {one.name} · {one.plan}
                  <small>
                    {f.date(one.start)} – {f.date(one.end)}
                  </small>
                </span>
                <span className="figures">{sum(one.amount, e.currency)}</span>
              </li>
            ))}
          </ul>
          {may && e.reversible && (
            <>
              <Textarea label={t('prices.reverseWhy')} description={t('prices.reasonHint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} />
              <Fault error={reverse.error} />
              <Buttons close={close}>
                <Button color="red" loading={reverse.isPending} disabled={reason.trim() === ''} onClick={() => reverse.mutate()}>
                  {t('prices.reverse')}
                </Button>
              </Buttons>
            </>
          )}
        </>
      )}
    </Dialog>
  )
}
