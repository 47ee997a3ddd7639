import { Button, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { closeCustomer, liftSuspension, restoreCustomer, type Suspension, suspendCustomer, whyCustomer } from '../api/lifecycle'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import styles from '../people/people.module.css'
import { useSum } from '../prices/sums'

/** A customer of one's own, as far as these dialogs must know it. */
export interface Tenant {
  id: string
  name: string
  kind: 'reseller' | 'account'
  number?: string
}

interface Props {
  tenant: Tenant
  close: () => void
}

/** Sends what becomes of a customer, and lets all that shows it read it again. */
export function useFate<T>(work: () => Promise<T>, done: (result: T) => string, close: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: async (result) => {
      close()
      notifications.show({ message: done(result), color: 'green' })
      await Promise.all(['customers', 'customer', 'closed', 'why', 'tenants'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    },
  })
}

const grounds: Suspension['ground'][] = ['conduct', 'false_data', 'spam', 'other']

export function Suspend({ tenant, close }: Props) {
  const { t } = useTranslation()
  const [ground, setGround] = useState<Suspension['ground']>('conduct')
  const [reason, setReason] = useState('')
  const [below, setBelow] = useState(false)
  const suspend = useFate(() => suspendCustomer(tenant.id, { ground, reason, below }), () => t('lifecycle.suspended', { name: tenant.name }), close)
  const fields = useFieldTexts(suspend.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    suspend.mutate()
  }
  return (
    <Dialog title={t('lifecycle.suspendTitle', { name: tenant.name })} opened close={close}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">{t('lifecycle.suspendText')}</Text>
          <Select label={t('lifecycle.ground')} value={ground} onChange={(value) => value && setGround(value as Suspension['ground'])} data={grounds.map((value) => ({ value, label: t(`lifecycle.grounds.${value}`) }))} />
          <Textarea label={t('lifecycle.reason')} description={t('lifecycle.reasonText')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={fields.reason} maxLength={1000} autosize minRows={2} required data-autofocus />
          {tenant.kind === 'reseller' && <Switch label={t('lifecycle.below')} description={t('lifecycle.belowText')} checked={below} onChange={(event) => setBelow(event.currentTarget.checked)} />}
          {Object.keys(fields).length === 0 && <Fault error={suspend.error} />}
          <Buttons close={close}>
            <Button type="submit" color="red" loading={suspend.isPending} disabled={reason.trim() === ''}>
              {t('lifecycle.suspend')}
            </Button>
          </Buttons>
        </Stack>
      </form>
    </Dialog>
  )
}

export function Lift({ tenant, close }: Props) {
  const { t } = useTranslation()
  const lift = useFate(() => liftSuspension(tenant.id), () => t('lifecycle.lifted', { name: tenant.name }), close)
  return (
    <Dialog title={t('lifecycle.liftTitle', { name: tenant.name })} opened close={close}>
      <Text size="sm">{t('lifecycle.liftText')}</Text>
      <Fault error={lift.error} />
      <Buttons close={close}>
        <Button loading={lift.isPending} onClick={() => lift.mutate()}>
          {t('lifecycle.lift')}
        </Button>
      </Buttons>
    </Dialog>
  )
}

export function Close({ tenant, close }: Props) {
  const { t } = useTranslation()
  const [confirm, setConfirm] = useState('')
  const end = useFate(() => closeCustomer(tenant.id, confirm), () => t('lifecycle.closed', { name: tenant.name }), close)
  const fields = useFieldTexts(end.error)
  const repeated = confirm.trim().toLowerCase() === tenant.name.toLowerCase() || (confirm.trim() !== '' && confirm.trim() === tenant.number)
  return (
    <Dialog title={t('lifecycle.closeTitle', { name: tenant.name })} opened close={close}>
      <Text size="sm">{t('lifecycle.closeText')}</Text>
      <TextInput label={t('lifecycle.confirm', { name: tenant.name })} value={confirm} onChange={(event) => setConfirm(event.currentTarget.value)} error={fields.confirm} autoComplete="off" data-autofocus />
      {Object.keys(fields).length === 0 && <Fault error={end.error} />}
      <Buttons close={close}>
        <Button color="red" loading={end.isPending} disabled={!repeated} onClick={() => end.mutate()}>
          {t('lifecycle.close')}
        </Button>
      </Buttons>
    </Dialog>
  )
}

export function Restore({ tenant, close }: Props) {
  const { t } = useTranslation()
  const restore = useFate(() => restoreCustomer(tenant.id), () => t('trash.restored', { name: tenant.name }), close)
  return (
    <Dialog title={t('lifecycle.restoreTitle', { name: tenant.name })} opened close={close}>
      <Text size="sm">{t('lifecycle.restoreText')}</Text>
      <Fault error={restore.error} />
      <Buttons close={close}>
        <Button loading={restore.isPending} onClick={() => restore.mutate()}>
          {t('trash.restore')}
        </Button>
      </Buttons>
    </Dialog>
  )
}

/** Why a customer is stopped: each cause, since when, and who has decided. */
export function Why({ tenant }: { tenant: Tenant }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const mayMoney = useMay('billing.book.read')
  const [path] = useLocation()
  const why = useQuery({ queryKey: ['why', tenant.id], queryFn: () => whyCustomer(tenant.id) })
  return (
    <section className={styles.card}>
      <h2>{t('lifecycle.why')}</h2>
      {why.isPending ? (
        <Waiting />
      ) : why.isError ? (
        <Failure error={why.error} retry={() => void why.refetch()} />
      ) : why.data.length === 0 ? (
        <p className={styles.faint}>{t('lifecycle.whyNone')}</p>
      ) : (
        <ul className={styles.rows}>
          {why.data.map((one, i) => (
            <li key={i}>
              <div>
                <b>{t(`lifecycle.cause_${one.cause as 'suspended'}`)}</b>
                <small>
                  {[one.ground && t(`lifecycle.grounds.${one.ground as 'spam'}`), one.since && t('lifecycle.since', { when: f.full(one.since) }), one.name && t('lifecycle.by', { name: one.name })].filter(Boolean).join(' · ')}
                </small>
                {one.missing && one.currency ? (
                  <p>
                    {t('lifecycle.short', { amount: sum(one.missing, one.currency) })} {mayMoney && <Link href={`${path}/money`}>{t('lifecycle.toMoney')}</Link>}
                  </p>
                ) : null}
                {one.reason && <p>{one.reason}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
