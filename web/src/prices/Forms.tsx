import { Button, MultiSelect, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Contents, createPackage, createPlan, listPlans, type Package, type Plan, publishPackage, publishPlan, type Terms } from '../api/prices'
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
  resellers: boolean
  support: string | null
  base: string | null
  shows: boolean
  keeps: boolean
  remainder: boolean
  text: string
  from: string
}

/** A new plan, or the next version of one: what is posted is in force after the notice. */
export function PlanForm({ kind, of, close }: { kind: 'object' | 'wholesale'; of?: Plan; close: () => void }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const sum = useSum()
  const plans = useQuery({ queryKey: ['plans'], queryFn: listPlans })
  const bases = (plans.data ?? []).filter((one) => one.kind === kind && !one.archived_at)
  const notice = kind === 'wholesale' ? 20 : 10
  const last = of?.versions.find((v) => !v.withdrawn_at)
  const [d, set] = useState<Draft>({
    name: '', description: '', free: of?.free ?? false, countries: [], byAgreement: false,
    price: last && !of?.free ? typed(last.price.amount, last.price.currency, last.price.micro) : '', currency: last?.price.currency || 'EUR', period: last?.period ?? (kind === 'wholesale' ? 'active_day' : 'month'),
    arrears: last?.in_arrears ?? false, trial: last?.trial_days ?? 0, objects: last?.limits.objects ?? '', users: last?.limits.users ?? '', retention: last?.limits.retention ?? null,
    sms: last?.limits.sms ?? true, reports: last?.limits.reports ?? true, resellers: last?.limits.sub_resellers ?? true, support: last?.limits.support ?? null, base: null, shows: last?.limits.shows_provider ?? false, keeps: last?.keeps_contact ?? true, remainder: last?.gives_remainder ?? false, text: last?.text ?? '', from: firstDayAfter(new Date(), notice),
  })
  const on = (change: Partial<Draft>) => set((was) => ({ ...was, ...change }))
  const price = d.free ? { amount: 0, micro: 0 } : read(d.price, d.currency)
  const save = useMutation({
    mutationFn: () => {
      const terms: Terms = {
        price: { amount: price?.amount ?? -1, micro: price?.micro || undefined, currency: d.free ? '' : d.currency }, period: d.period, in_arrears: (d.period === 'active_day' && d.arrears) || undefined, trial_days: d.trial || undefined,
        limits: { ...last?.limits, objects: d.objects === '' ? undefined : d.objects, users: d.users === '' ? undefined : d.users, retention: (d.retention as Terms['limits']['retention']) ?? undefined, sms: d.sms ? undefined : false, reports: d.reports ? undefined : false, sub_resellers: kind !== 'wholesale' || d.resellers ? undefined : false, support: (d.support as Terms['limits']['support']) ?? undefined, shows_provider: kind === 'wholesale' ? d.shows : undefined },
        keeps_contact: kind !== 'object' ? undefined : d.keeps ? last?.keeps_contact || undefined : false, gives_remainder: d.remainder || undefined, text: d.text || undefined,
      }
      return of ? publishPlan(of.id, terms, midnight(d.from)) : createPlan({ kind, name: d.name, description: d.description, free: d.free, countries: d.countries, by_agreement: d.byAgreement, base: d.base ?? undefined, terms })
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
            {bases.length > 0 && <Select label={t('prices.base')} description={t('prices.baseHint')} data={bases.map((one) => ({ value: one.id, label: one.name }))} value={d.base} onChange={(value) => on({ base: value })} clearable searchable error={fields.base} />}
            {kind === 'object' && <Switch label={t('prices.byAgreement')} checked={d.byAgreement} onChange={(event) => on({ byAgreement: event.currentTarget.checked })} />}
          </>
        )}
        {!d.free && (
          <div className={styles.fields}>
            <TextInput label={t('prices.price')} inputMode="decimal" value={d.price} onChange={(event) => on({ price: event.currentTarget.value })} required error={fields.price ?? fields.amount} />
            <TextInput label={t('prices.currency')} value={d.currency} onChange={(event) => on({ currency: event.currentTarget.value.toUpperCase().slice(0, 3) })} maxLength={3} required error={fields.currency} />
            <Select label={t('prices.period')} data={(kind === 'wholesale' ? (['active_day'] as const) : (['month', 'year', 'day', 'active_day'] as const)).map((value) => ({ value, label: t(`prices.period_${value}`) }))} value={d.period} onChange={(value) => value && on({ period: value as Terms['period'] })} error={fields.period} />
          </div>
        )}
        {d.period === 'active_day' && kind === 'object' && !d.free && <Switch label={t('prices.arrears')} checked={d.arrears} onChange={(event) => on({ arrears: event.currentTarget.checked })} />}
        <div className={styles.fields}>
          {!d.free && kind === 'object' && <NumberInput label={t('prices.trial')} min={0} max={365} value={d.trial} onChange={(value) => on({ trial: Number(value) || 0 })} error={fields.trial_days} />}
          <NumberInput label={t('prices.objects')} description={t('prices.noLimit')} min={0} value={d.objects} onChange={(value) => on({ objects: value === '' ? '' : Number(value) })} />
          <NumberInput label={t('prices.users')} description={t('prices.noLimit')} min={0} value={d.users} onChange={(value) => on({ users: value === '' ? '' : Number(value) })} />
          <Select label={t('prices.retention')} description={t('prices.retentionHint')} data={(['m3', 'm12', 'm36'] as const).map((value) => ({ value, label: t(`prices.retention_${value}`) }))} value={d.retention} onChange={(value) => on({ retention: value })} clearable />
          <Select label={t('prices.support')} description={t('prices.supportHint')} data={(['none', 'other', 'silver', 'gold'] as const).map((value) => ({ value, label: t(`prices.supportTiers.${value}`) }))} value={d.support} onChange={(value) => on({ support: value })} clearable error={fields.support} />
        </div>
        <Switch label={t('prices.sms')} checked={d.sms} onChange={(event) => on({ sms: event.currentTarget.checked })} />
        <Switch label={t('prices.reports')} checked={d.reports} onChange={(event) => on({ reports: event.currentTarget.checked })} />
        {kind === 'wholesale' && <Switch label={t('prices.subResellers')} checked={d.resellers} onChange={(event) => on({ resellers: event.currentTarget.checked })} />}
        {kind === 'wholesale' && <Switch label={t('prices.shows')} description={t('prices.showsHint', { name: boot.brand })} checked={d.shows} onChange={(event) => on({ shows: event.currentTarget.checked })} />}
        {kind === 'object' && <Switch label={t('prices.keepsContact')} description={t('prices.keepsContactHint')} checked={d.keeps} onChange={(event) => on({ keeps: event.currentTarget.checked })} />}
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

/** A new package, or its next version: a number of messages, or something that is switched on for a time. */
export function PackageForm({ of, close }: { of?: Package; close: () => void }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const last = of?.versions.find((v) => !v.withdrawn_at)
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [chosen, setChosen] = useState(false)
  const [soldIn, setSoldIn] = useState<string[]>([])
  const [price, setPrice] = useState(last ? typed(last.price.amount, last.price.currency) : '')
  const [currency, setCurrency] = useState(last?.price.currency ?? 'EUR')
  const [quantity, setQuantity] = useState<number | ''>(of ? (last?.quantity ?? '') : 100)
  const [validity, setValidity] = useState<number | ''>(last?.validity_days ?? '')
  const [sms, setSms] = useState(last?.sms ?? !of)
  const [reports, setReports] = useState(last?.reports ?? false)
  const [retention, setRetention] = useState<string | null>(last?.retention ?? null)
  const [text, setText] = useState(last?.text ?? '')
  const [from, setFrom] = useState(() => firstDayAfter(new Date(), 10))
  const sum = currency.length === 3 ? read(price, currency) : undefined
  // What is sold by number stays so, and what is sold for a time gets no number.
  const counts = of ? Boolean(of.unit) : quantity !== ''
  const empty = !counts && !sms && !reports && !retention
  const save = useMutation({
    mutationFn: () => {
      const contents: Contents = {
        price: { amount: sum?.amount ?? -1, currency }, quantity: quantity === '' ? undefined : quantity, validity_days: validity === '' ? undefined : validity,
        sms: sms || undefined, reports: reports || undefined, retention: (retention as Contents['retention']) ?? undefined, text: text || undefined,
      }
      return of ? publishPackage(of.id, contents, midnight(from)) : createPackage({ name, description, unit: quantity === '' ? undefined : 'SMS', for_chosen: chosen || undefined, countries: soldIn, contents })
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
        <TextInput label={t('prices.currency')} value={currency} onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase().slice(0, 3))} maxLength={3} required error={fields.currency} />
        {(!of || counts) && <NumberInput label={t('prices.messages')} description={of ? undefined : t('prices.messagesHint')} min={1} value={quantity} onChange={(value) => setQuantity(value === '' ? '' : Number(value))} required={Boolean(of)} error={fields.quantity} />}
        <NumberInput label={t('prices.validity')} description={t(counts ? 'prices.validityHint' : 'prices.validityNeeded')} min={1} max={3660} value={validity} onChange={(value) => setValidity(value === '' ? '' : Number(value))} required={!counts} error={fields.validity_days} />
        <Select label={t('prices.retention')} description={t('prices.retentionSame')} data={(['m12', 'm36'] as const).map((value) => ({ value, label: t(`prices.retention_${value}`) }))} value={retention} onChange={setRetention} clearable error={fields.retention} />
      </div>
      <Switch label={t('prices.switchesSms')} checked={sms} onChange={(event) => setSms(event.currentTarget.checked)} />
      <Switch label={t('prices.switchesReports')} checked={reports} onChange={(event) => setReports(event.currentTarget.checked)} error={fields.reports} />
      {!of && <Switch label={t('prices.forChosen')} description={t('prices.forChosenHint')} checked={chosen} onChange={(event) => setChosen(event.currentTarget.checked)} />}
      {!of && <MultiSelect label={t('prices.countries')} description={t('prices.countriesHint')} data={countries(i18n.language)} value={soldIn} onChange={setSoldIn} searchable clearable error={fields.countries} />}
      <Textarea label={t('prices.terms')} description={t('prices.termsOfPackage')} autosize minRows={2} maxRows={8} maxLength={4000} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {of && <TextInput type="date" label={t('prices.from')} description={t('prices.fromHint', { days: 10 })} min={firstDayAfter(new Date(), 10)} value={from} onChange={(event) => setFrom(event.currentTarget.value)} required error={fields.in_force_from} />}
      {empty && <p role="status">{t('prices.givesNothing')}</p>}
      {Object.keys(fields).length === 0 && <Fault error={save.error} />}
      <Buttons close={close}>
        <Button loading={save.isPending} disabled={!sum || empty || (counts ? quantity === '' : validity === '') || (!of && name.trim() === '')} onClick={() => save.mutate()}>
          {t(of ? 'prices.post' : 'prices.add')}
        </Button>
      </Buttons>
    </Dialog>
  )
}
