import { Button, MultiSelect, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Contents, createPackage, createPlan, type Package, type Plan, publishPackage, publishPlan, type Terms } from '../api/prices'
import { boot } from '../app/boot'
import { useFieldTexts } from '../app/problems'
import { firstDayAfter, midnight } from '../i18n/days'
import { Buttons, Dialog, Fault } from '../people/parts'
import { countries } from '../signup/countries'
import styles from './prices.module.css'
import { read, typed, useSum } from './sums'

interface Draft {
  name: string
  description: string
  free: boolean
  countries: string[]
  byAgreement: boolean
  price: string
  currency: string
  period: Terms['period']
  arrears: boolean
  trial: number
  objects: number | ''
  users: number | ''
  retention: string | null
  sms: boolean
  reports: boolean
  shows: boolean
  remainder: boolean
  text: string
  from: string
}

/** A new plan, or the next version of one: what is posted is in force after the notice. */
export function PlanForm({ kind, of, close }: { kind: 'object' | 'wholesale'; of?: Plan; close: () => void }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const sum = useSum()
  const notice = kind === 'wholesale' ? 20 : 10
  const last = of?.versions.find((v) => !v.withdrawn_at)
  const [d, set] = useState<Draft>({
    name: '', description: '', free: of?.free ?? false, countries: [], byAgreement: false,
    price: last && !of?.free ? typed(last.price.amount, last.price.currency, last.price.micro) : '', currency: last?.price.currency || 'EUR', period: last?.period ?? (kind === 'wholesale' ? 'active_day' : 'month'),
    arrears: last?.in_arrears ?? false, trial: last?.trial_days ?? 0, objects: last?.limits.objects ?? '', users: last?.limits.users ?? '', retention: last?.limits.retention ?? null,
    sms: last?.limits.sms ?? true, reports: last?.limits.reports ?? true, shows: last?.limits.shows_provider ?? false, remainder: last?.gives_remainder ?? false, text: last?.text ?? '', from: firstDayAfter(new Date(), notice),
  })
  const on = (change: Partial<Draft>) => set((was) => ({ ...was, ...change }))
  const price = d.free ? { amount: 0, micro: 0 } : read(d.price, d.currency)
  const save = useMutation({
    mutationFn: () => {
      const terms: Terms = {
        price: { amount: price?.amount ?? -1, micro: price?.micro || undefined, currency: d.free ? '' : d.currency }, period: d.period, in_arrears: (d.period === 'active_day' && d.arrears) || undefined, trial_days: d.trial || undefined,
        limits: { ...last?.limits, objects: d.objects === '' ? undefined : d.objects, users: d.users === '' ? undefined : d.users, retention: (d.retention as Terms['limits']['retention']) ?? undefined, sms: d.sms ? undefined : false, reports: d.reports ? undefined : false, shows_provider: kind === 'wholesale' ? d.shows : undefined },
        keeps_contact: last?.keeps_contact, gives_remainder: d.remainder || undefined, text: d.text || undefined,
      }
      return of ? publishPlan(of.id, terms, midnight(d.from)) : createPlan({ kind, name: d.name, description: d.description, free: d.free, countries: d.countries, by_agreement: d.byAgreement, terms })
    },
    onSuccess: () => {
      notifications.show({ message: t(of ? 'prices.posted' : 'prices.added'), color: 'green' })
      close()
      return queries.invalidateQueries({ queryKey: ['plans'] })
    },
  })
  const fields = useFieldTexts(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog title={of ? t('prices.newVersionOf', { name: of.name }) : t('prices.addPlan')} opened close={close}>
      <form onSubmit={submit} style={{ display: 'contents' }}>
        {!of && (
          <>
            <TextInput label={t('prices.name')} value={d.name} onChange={(event) => on({ name: event.currentTarget.value })} required maxLength={100} error={fields.name} data-autofocus />
            <TextInput label={t('prices.description')} value={d.description} onChange={(event) => on({ description: event.currentTarget.value })} maxLength={500} />
            {kind === 'object' && <Switch label={t('prices.freePlan')} checked={d.free} onChange={(event) => on({ free: event.currentTarget.checked })} />}
            <MultiSelect label={t('prices.countries')} description={t('prices.countriesHint')} data={countries(i18n.language)} value={d.countries} onChange={(value) => on({ countries: value })} searchable clearable />
            {kind === 'object' && <Switch label={t('prices.byAgreement')} checked={d.byAgreement} onChange={(event) => on({ byAgreement: event.currentTarget.checked })} />}
          </>
        )}
        {!d.free && (
          <div className={styles.fields}>
            <TextInput label={t('prices.price')} inputMode="decimal" value={d.price} onChange={(event) => on({ price: event.currentTarget.value })} required error={fields.price ?? fields.amount} />
            <TextInput label={t('prices.currency')} value={d.currency} onChange={(event) => on({ currency: event.currentTarget.value.toUpperCase().slice(0, 3) })} maxLength={3} required error={fields.currency} />
            <Select label={t('prices.period')} data={(kind === 'wholesale' ? (['active_day'] as const) : (['month', 'year', 'day', 'active_day'] as const)).map((value) => ({ value, label: t(`prices.period_${value}`) }))} value={d.period} onChange={(value) => value && on({ period: value as Terms['period'] })} allowDeselect={false} error={fields.period} />
          </div>
        )}
        {d.period === 'active_day' && kind === 'object' && !d.free && <Switch label={t('prices.arrears')} checked={d.arrears} onChange={(event) => on({ arrears: event.currentTarget.checked })} />}
        <div className={styles.fields}>
          {!d.free && kind === 'object' && <NumberInput label={t('prices.trial')} min={0} max={365} value={d.trial} onChange={(value) => on({ trial: Number(value) || 0 })} error={fields.trial_days} />}
          <NumberInput label={t('prices.objects')} description={t('prices.noLimit')} min={0} value={d.objects} onChange={(value) => on({ objects: value === '' ? '' : Number(value) })} />
          <NumberInput label={t('prices.users')} description={t('prices.noLimit')} min={0} value={d.users} onChange={(value) => on({ users: value === '' ? '' : Number(value) })} />
          <Select label={t('prices.retention')} description={t('prices.retentionHint')} data={(['m3', 'm12', 'm36'] as const).map((value) => ({ value, label: t(`prices.retention_${value}`) }))} value={d.retention} onChange={(value) => on({ retention: value })} clearable />
        </div>
        <Switch label={t('prices.sms')} checked={d.sms} onChange={(event) => on({ sms: event.currentTarget.checked })} />
        <Switch label={t('prices.reports')} checked={d.reports} onChange={(event) => on({ reports: event.currentTarget.checked })} />
        {kind === 'wholesale' && <Switch label={t('prices.shows')} description={t('prices.showsHint', { name: boot.brand })} checked={d.shows} onChange={(event) => on({ shows: event.currentTarget.checked })} />}
        <Switch label={t('prices.remainder')} checked={d.remainder} onChange={(event) => on({ remainder: event.currentTarget.checked })} />
        <Textarea label={t('prices.terms')} description={t('prices.termsHint')} autosize minRows={2} maxRows={8} maxLength={4000} value={d.text} onChange={(event) => on({ text: event.currentTarget.value })} />
        {of && <TextInput type="date" label={t('prices.from')} description={t('prices.fromHint', { days: notice })} min={firstDayAfter(new Date(), notice)} value={d.from} onChange={(event) => on({ from: event.currentTarget.value })} required error={fields.in_force_from} />}
        <p aria-live="polite">{price && !d.free && d.currency.length === 3 ? t('prices.preview', { price: t(`prices.per_${d.period}`, { price: sum(price.amount, d.currency, price.micro) }) }) : t('prices.previewFree')}</p>
        {Object.keys(fields).length === 0 && <Fault error={save.error} />}
        <Buttons close={close}>
          <Button type="submit" loading={save.isPending} disabled={!price || (!d.free && d.currency.length !== 3)}>
            {t(of ? 'prices.post' : 'prices.add')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}

/** A new package, or its next version. */
export function PackageForm({ of, close }: { of?: Package; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const last = of?.versions.find((v) => !v.withdrawn_at)
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [price, setPrice] = useState(last ? typed(last.price.amount, last.price.currency) : '')
  const [currency, setCurrency] = useState(last?.price.currency ?? 'EUR')
  const [quantity, setQuantity] = useState<number | ''>(last?.quantity ?? 100)
  const [validity, setValidity] = useState<number | ''>(last?.validity_days ?? '')
  const [from, setFrom] = useState(() => firstDayAfter(new Date(), 10))
  const sum = currency.length === 3 ? read(price, currency) : undefined
  const save = useMutation({
    mutationFn: () => {
      const contents: Contents = { ...(last ? { sms: last.sms, reports: last.reports, retention: last.retention, text: last.text } : {}), price: { amount: sum?.amount ?? -1, currency }, quantity: quantity === '' ? undefined : quantity, validity_days: validity === '' ? undefined : validity }
      return of ? publishPackage(of.id, contents, midnight(from)) : createPackage({ name, description, unit: quantity === '' ? undefined : 'SMS', contents })
    },
    onSuccess: () => {
      notifications.show({ message: t(of ? 'prices.posted' : 'prices.added'), color: 'green' })
      close()
      return queries.invalidateQueries({ queryKey: ['packages'] })
    },
  })
  const fields = useFieldTexts(save.error)
  return (
    <Dialog title={of ? t('prices.newVersionOf', { name: of.name }) : t('prices.addPackage')} opened close={close}>
      {!of && <TextInput label={t('prices.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required maxLength={100} error={fields.name} data-autofocus />}
      {!of && <TextInput label={t('prices.description')} value={description} onChange={(event) => setDescription(event.currentTarget.value)} maxLength={500} />}
      <div className={styles.fields}>
        <TextInput label={t('prices.price')} inputMode="decimal" value={price} onChange={(event) => setPrice(event.currentTarget.value)} required error={fields.price ?? fields.amount} />
        <TextInput label={t('prices.currency')} value={currency} onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase().slice(0, 3))} maxLength={3} required />
        <NumberInput label={t('prices.messages')} min={1} value={quantity} onChange={(value) => setQuantity(value === '' ? '' : Number(value))} error={fields.quantity} />
        <NumberInput label={t('prices.validity')} description={t('prices.validityHint')} min={1} max={3660} value={validity} onChange={(value) => setValidity(value === '' ? '' : Number(value))} error={fields.validity_days} />
      </div>
      {of && <TextInput type="date" label={t('prices.from')} description={t('prices.fromHint', { days: 10 })} min={firstDayAfter(new Date(), 10)} value={from} onChange={(event) => setFrom(event.currentTarget.value)} required error={fields.in_force_from} />}
      {Object.keys(fields).length === 0 && <Fault error={save.error} />}
      <Buttons close={close}>
        <Button loading={save.isPending} disabled={!sum || (!of && name.trim() === '')} onClick={() => save.mutate()}>
          {t(of ? 'prices.post' : 'prices.add')}
        </Button>
      </Buttons>
    </Dialog>
  )
}
