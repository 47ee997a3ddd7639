import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/http'
import { moveCustomer, type MovePreview, type MoveRest, previewMove } from '../api/lifecycle'
import { useMay, useSession } from '../app/Gate'
import { Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { toCommission } from '../papers/sums'
import { CustomerChoice } from '../payments/Choice'
import { Buttons, Dialog, Fault } from '../people/parts'
import { useSum } from '../prices/sums'
import styles from '../prices/prices.module.css'
import { type Tenant, useFate } from './Stops'

/** Hangs a customer below another partner, or below oneself. */
export function Move({ tenant, close }: { tenant: Tenant; close: () => void }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const mayPay = useMay('billing.payout.write')
  const [to, setTo] = useState<string | null>(null)
  const [where, write] = useState({ recipient: tenant.name, bank_account: '', bank: '' })
  const [kept, keep] = useState<Record<string, string>>({})
  const preview = useQuery({ queryKey: ['moving', tenant.id, to], queryFn: () => previewMove(tenant.id, to!), enabled: Boolean(to), gcTime: 0, retry: false })
  const left = preview.data?.wallets.filter((one) => one.left > 0) ?? []
  const commission = Object.fromEntries(left.map(({ currency }) => [currency, toCommission(kept[currency] ?? '', currency)]))
  const rest = (): MoveRest | undefined => (left.length > 0 ? { ...where, commission: Object.fromEntries(Object.entries(commission).map(([currency, amount]) => [currency, amount ?? 0])) } : undefined)
  const move = useFate(() => moveCustomer(tenant.id, to!, rest()), ({ number }) => t('lifecycle.moved', { name: tenant.name, number }), close)
  // Which logins clash is said by the server alone.
  const fault = move.error ?? preview.error
  const clash = fault instanceof Problem && fault.code === 'logins_clash' ? fault.message : undefined
  const fields = useFieldTexts(move.error)
  const holds = preview.data && (preview.data.refunding || preview.data.payment_open || preview.data.wallets.some((one) => one.left < 0))
  const said = left.length === 0 || (mayPay && where.recipient.trim() !== '' && where.bank_account.trim() !== '' && Object.values(commission).every((amount) => amount !== undefined))
  const another = (reseller: string | null) => {
    move.reset()
    setTo(reseller)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    move.mutate()
  }
  return (
    <Dialog title={t('lifecycle.moveTitle', { name: tenant.name })} opened close={close}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">{t('lifecycle.moveText')}</Text>
          <CustomerChoice kind="reseller" direct={false} label={t('lifecycle.moveTo')} placeholder={t('lifecycle.moveSearch')} known={[{ value: session.tenant.id, label: t('lifecycle.toMyself') }]} without={tenant.id} value={to} choose={another} clearable={false} error={clash} data-autofocus />
          {preview.isFetching && !preview.data ? <Waiting /> : preview.data && <Parting preview={preview.data} />}
          {preview.data && !holds && left.length > 0 && !mayPay && <Alert color="yellow">{t('lifecycle.moveNoRight')}</Alert>}
          {!holds && left.length > 0 && mayPay && (
            <>
              <TextInput label={t('payments.payoutRecipient')} value={where.recipient} onChange={(event) => write({ ...where, recipient: event.currentTarget.value })} maxLength={200} required />
              <TextInput label={t('papers.entity_bank_account')} value={where.bank_account} onChange={(event) => write({ ...where, bank_account: event.currentTarget.value })} error={fields.bank_account} maxLength={60} required />
              <TextInput label={t('papers.entity_bank_name')} value={where.bank} onChange={(event) => write({ ...where, bank: event.currentTarget.value })} maxLength={200} />
              {left.map(({ currency }) => (
                <TextInput
                  key={currency}
                  label={left.length > 1 ? `${t('payments.payoutKept')}, ${currency}` : t('payments.payoutKept')}
                  value={kept[currency] ?? ''}
                  onChange={(event) => keep({ ...kept, [currency]: event.currentTarget.value })}
                  inputMode="decimal"
                  maxLength={20}
                  error={commission[currency] === undefined ? t('papers.badAmount') : fields.commission}
                />
              ))}
            </>
          )}
          {!clash && Object.keys(fields).length === 0 && <Fault error={fault} />}
          <Buttons close={close}>
            <Button type="submit" loading={move.isPending} disabled={!to || !preview.data || Boolean(holds) || !said}>
              {t('lifecycle.move')}
            </Button>
          </Buttons>
        </Stack>
      </form>
    </Dialog>
  )
}

/** What a move comes to: the plans that end, each wallet and what its rest is made of, and what is in the way. */
function Parting({ preview }: { preview: MovePreview }) {
  const { t } = useTranslation()
  const sum = useSum()
  return (
    <Stack gap="xs" component="section" aria-label={t('lifecycle.moveMoney')}>
      {preview.connected > 0 && <Text size="sm">{t('lifecycle.moveEnds', { count: preview.connected })}</Text>}
      {preview.wallets.map((one) => (
        <table key={one.currency} className={styles.table}>
          <tbody>
            <tr>
              <th scope="row">{t('lifecycle.moveBalance')}</th>
              <td className="figures">{sum(one.balance, one.currency)}</td>
            </tr>
            {one.debited !== 0 && (
              <tr>
                <th scope="row">{t('lifecycle.moveDebited')}</th>
                <td className="figures">{sum(-one.debited, one.currency)}</td>
              </tr>
            )}
            {one.returned !== 0 && (
              <tr>
                <th scope="row">{t('lifecycle.moveReturned')}</th>
                <td className="figures">{sum(one.returned, one.currency)}</td>
              </tr>
            )}
            <tr>
              <th scope="row">{t(one.left < 0 ? 'lifecycle.moveOwed' : 'lifecycle.moveLeft')}</th>
              <td className="figures">
                <b>{sum(one.left, one.currency)}</b>
              </td>
            </tr>
          </tbody>
        </table>
      ))}
      {preview.wallets.some((one) => one.left < 0) && <Alert color="red">{t('lifecycle.moveOwes')}</Alert>}
      {preview.refunding && <Alert color="red">{t('lifecycle.moveRefunding')}</Alert>}
      {preview.payment_open && <Alert color="red">{t('lifecycle.movePage')}</Alert>}
      {preview.wallets.some((one) => one.left > 0) && (
        <Text size="sm" c="dimmed">
          {t('lifecycle.moveRest')}
        </Text>
      )}
    </Stack>
  )
}
