import { Button, Switch, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeStock, deleteStock, handOut, listStock, type Stocked, takeBack } from '../api/stock'
import { useFormats } from '../i18n/format'
import { CustomerChoice } from '../payments/Choice'
import { Fault, Sure } from '../people/parts'
import { useTrackerTitle } from '../wizard/titles'
import styles from './stock.module.css'

/** One tracker of the stock, and what can be done with it. */
export function StockCard({ listed, may, done, close, print }: { listed: Stocked; may: boolean; done: () => void; close: () => void; print: () => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  // The list may have been read before the tracker was activated: what can be done is decided by how it is now.
  const now = useQuery({ queryKey: ['stock', 'one', listed.id], queryFn: ({ signal }) => listStock(listed.identity, undefined, signal), staleTime: 0 })
  const one = now.data?.items.find((row) => row.id === listed.id) ?? listed
  const [note, setNote] = useState(one.note)
  const [phone, setPhone] = useState(one.phone)
  const [own, setOwn] = useState(one.operator_owned)
  const [customer, setCustomer] = useState<string | null>(one.customer ?? null)
  const act = useMutation({
    mutationFn: (what: () => Promise<unknown>) => what(),
    onSuccess: () => {
      notifications.show({ message: t('settings.saved'), color: 'green' })
      close()
    },
    onSettled: done,
  })
  const name = useTrackerTitle()
  const run = (what: () => Promise<unknown>) => () => act.mutate(what)
  const facts = [t(`stock.states.${one.state}`), name(one), one.account_name || one.customer_name, one.activated_at && f.full(one.activated_at)]
  return (
    <div className={styles.form}>
      <p>{facts.filter(Boolean).join(' · ')}</p>
      {may && (
        <>
          <TextInput label={t('stock.phone')} value={phone} onChange={(event) => setPhone(event.currentTarget.value)} maxLength={32} />
          <Textarea label={t('stock.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={500} autosize minRows={2} />
          <Switch label={t('stock.operatorOwned')} description={t('stock.operatorOwnedText')} checked={own} onChange={(event) => setOwn(event.currentTarget.checked)} />
          <Button variant="light" loading={act.isPending} onClick={run(() => changeStock(one.id, { note, phone, operator_owned: own }))}>
            {t('stock.save')}
          </Button>
          {one.state !== 'active' && (
            <>
              <CustomerChoice kind="account" label={t('stock.customer')} description={t('stock.customerHint')} placeholder={t('stock.anybody')} known={one.customer ? [{ value: one.customer, label: one.customer_name }] : []} value={customer} choose={setCustomer} />
              <div className={styles.acts}>
                <Button loading={act.isPending} onClick={run(() => handOut(one.id, customer ?? undefined))}>
                  {t('stock.handOut')}
                </Button>
                <Button variant="light" onClick={print}>
                  {t(one.has_code ? 'stock.newCode' : 'stock.code')}
                </Button>
              </div>
            </>
          )}
          <div className={styles.acts}>
            {(one.state === 'handed_out' || one.state === 'active') && (
              <Button variant="default" loading={act.isPending} onClick={run(() => takeBack(one.id))}>
                {t('stock.takeBack')}
              </Button>
            )}
          </div>
          {one.state !== 'active' && <Sure name={t('stock.remove')} text={t('stock.removeText')} busy={act.isPending} act={run(() => deleteStock(one.id))} />}
        </>
      )}
      <Fault error={act.error} />
    </div>
  )
}
