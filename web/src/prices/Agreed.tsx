import { Button, FileButton, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OneCustomer } from '../api/consoles'
import { type AgreedPrice, type Agreement, agreePrice, changeAgreement, endAgreedPrice, getAgreement, listAgreementFiles, listPackages, listPlans, putAgreementFile } from '../api/prices'
import { boot } from '../app/boot'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { dayFrom, firstDayAfter, midnight } from '../i18n/days'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import { Facts } from '../console/Tiles'
import console from '../console/console.module.css'
import styles from './prices.module.css'
import { read, useSum } from './sums'

/** What was agreed with one customer beside the price list: prices, number and day, the signed files. */
export function Agreed({ customer }: { customer: OneCustomer }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const may = useMay('billing.agreement.write')
  const queries = useQueryClient()
  const agreement = useQuery({ queryKey: ['agreement', customer.id], queryFn: () => getAgreement(customer.id) })
  const files = useQuery({ queryKey: ['agreement-files', customer.id], queryFn: () => listAgreementFiles(customer.id) })
  const change = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ['agreement', customer.id] }), queries.invalidateQueries({ queryKey: ['agreement-files', customer.id] })]),
  })
  if (agreement.isPending || files.isPending) return <Waiting />
  if (agreement.isError || files.isError) return <Failure error={agreement.error ?? files.error} retry={() => void Promise.all([agreement.refetch(), files.refetch()])} />
  const contract = customer.contract
  return (
    <section className={console.card} aria-labelledby="agreed">
      <h2 id="agreed">{t('prices.agreed')}</h2>
      <p className={console.faint}>{contract?.agreement ? t('prices.agreementOf', { number: contract.agreement, on: contract.agreed_on ? f.date(contract.agreed_on) : '–' }) : t('prices.agreedText')}</p>
      {customer.kind === 'reseller' && (
        <>
          <Wholesale key={agreement.data.wholesale ?? ''} now={agreement.data.wholesale} may={may} busy={change.isPending} put={(wholesale) => change.mutate(() => changeAgreement(customer.id, { wholesale, limits: agreement.data.limits }))} />
          <WholesaleDays agreement={agreement.data} />
          <Shows now={agreement.data.limits.shows_provider} may={may && !change.isPending} put={(shows) => change.mutate(() => changeAgreement(customer.id, { wholesale: agreement.data.wholesale, limits: { ...agreement.data.limits, shows_provider: shows } }))} />
        </>
      )}
      <ul className={styles.rows}>
        {agreement.data.prices.map((one) => (
          <li key={one.id} className={styles.row}>
            <span className={styles.what}>
              <b>{one.name}</b>
              <small>{one.ends_at ? t('prices.agreedUntil', { from: f.date(one.in_force_from), to: f.date(one.ends_at) }) : t('prices.agreedFrom', { from: f.date(one.in_force_from) })}</small>
            </span>
            <span className={`figures ${styles.sum}`}>{sum(one.price.amount, one.price.currency, one.price.micro)}</span>
            {may && !one.ends_at && (
              <Button size="compact-sm" variant="default" loading={change.isPending} onClick={() => change.mutate(() => endAgreedPrice(customer.id, one.id))}>
                {t('prices.endPrice')}
              </Button>
            )}
          </li>
        ))}
        {files.data.map((file) => (
          <li key={file.id} className={styles.row}>
            <span className={styles.what}>
              <a href={`/api/console/customers/${customer.id}/agreement/files/${file.id}`} download>
                {file.name}
              </a>
              <small>{t('prices.filePut', { at: f.date(file.put_at), by: file.by || '–' })}</small>
            </span>
          </li>
        ))}
      </ul>
      <Fault error={change.error} />
      {may && (
        <>
          <NewPrice kind={customer.kind} agreed={agreement.data.prices} agree={(item, price, from) => change.mutate(() => agreePrice(customer.id, item, price, from))} busy={change.isPending} error={change.error} />
          <FileButton accept="application/pdf" onChange={(file) => file && change.mutate(() => putAgreementFile(customer.id, file))}>
            {(props) => (
              <Button {...props} size="sm" variant="default" className={console.end}>
                {t('prices.putFile')}
              </Button>
            )}
          </FileButton>
        </>
      )}
    </section>
  )
}

/** By which plan a reseller is charged for each day of its objects; without one it is not charged. */
function Wholesale({ now, may, busy, put }: { now?: string; may: boolean; busy: boolean; put: (plan: string | undefined) => void }) {
  const { t } = useTranslation()
  const plans = useQuery({ queryKey: ['plans'], queryFn: listPlans })
  const [chosen, choose] = useState<string | null>(now ?? null)
  const list = (plans.data ?? []).filter((one) => one.kind === 'wholesale' && (!one.archived_at || one.id === now))
  if (!may) return <p>{t('prices.wholesaleIs', { plan: list.find((one) => one.id === now)?.name ?? t('prices.noWholesale') })}</p>
  return (
    <div className={console.title}>
      <Select size="sm" label={t('prices.wholesalePlan')} placeholder={t('prices.noWholesale')} clearable data={list.map((one) => ({ value: one.id, label: one.name }))} value={chosen} onChange={choose} />
      <Button size="sm" className={console.end} loading={busy} disabled={(chosen ?? undefined) === now} onClick={() => put(chosen ?? undefined)}>
        {t('prices.putOnPlan')}
      </Button>
    </div>
  )
}

/** From which day the wholesale plan counts, at which price, and what counts until then. */
function WholesaleDays({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const plans = useQuery({ queryKey: ['plans'], queryFn: listPlans })
  const now = new Date()
  const charge = (id: string | undefined) => {
    const plan = plans.data?.find((one) => one.id === id)
    const version = plan?.versions.find((one) => !one.withdrawn_at && begun(one, now))
    if (!plan || !version) return t('prices.noWholesale')
    const price = agreement.prices.find((one) => one.item === id && begun(one, now) && (!one.ends_at || Date.parse(one.ends_at) > now.getTime()))?.price ?? version.price
    return `${plan.name}, ${t(`prices.per_${version.period}`, { price: sum(price.amount, price.currency, price.micro) })}`
  }
  const { wholesale, wholesale_from: from, wholesale_now: today } = agreement
  if (!plans.data || (!from && !today)) return null
  return (
    <Facts
      facts={[
        [t('prices.wholesaleToday'), charge(today)],
        from && today !== wholesale ? [t('prices.wholesaleNext'), t('prices.wholesaleFrom', { plan: charge(wholesale), from: f.date(from) })] : from ? [t('prices.wholesaleSince'), f.date(from)] : null,
      ]}
    />
  )
}

/** Whether a reseller's pages name us: as its plan says, unless something else was agreed. */
function Shows({ now, may, put }: { now?: boolean; may: boolean; put: (shows: boolean | undefined) => void }) {
  const { t } = useTranslation()
  return (
    <Select
      size="sm"
      label={t('prices.shows')}
      description={t('prices.showsHint', { name: boot.brand })}
      data={[
        { value: '', label: t('prices.showsAsPlan') },
        { value: 'yes', label: t('prices.shows_yes') },
        { value: 'no', label: t('prices.shows_no') },
      ]}
      value={now === undefined ? '' : now ? 'yes' : 'no'}
      onChange={(value) => put(value === 'yes' ? true : value === 'no' ? false : undefined)}
      disabled={!may}
    />
  )
}

interface NewPriceProps {
  kind: string
  agreed: AgreedPrice[]
  agree: (item: string, price: AgreedPrice['price'], from: string | undefined) => void
  busy: boolean
  error: Error | null
}

/** A price for one customer, from a day on. One that is higher than what they pay leaves the notice: the first day is told before it is sent. */
function NewPrice({ kind, agreed, agree, busy, error }: NewPriceProps) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const plans = useQuery({ queryKey: ['plans'], queryFn: listPlans })
  const packages = useQuery({ queryKey: ['packages'], queryFn: listPackages })
  const [item, setItem] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [day, setDay] = useState('')
  const fields = useFieldTexts(error)
  const now = new Date()
  const listed = [...(plans.data ?? []).filter((one) => !one.free && (one.kind === 'wholesale') === (kind === 'reseller')), ...(kind === 'reseller' ? [] : (packages.data ?? []))]
  const items = listed.filter((one) => !one.archived_at)
  const chosen = items.find((one) => one.id === item)
  const counts = agreed.find((one) => one.item === item && begun(one, now) && (!one.ends_at || Date.parse(one.ends_at) > now.getTime()))?.price ?? chosen?.versions.find((one) => !one.withdrawn_at && begun(one, now))?.price
  const price = counts && read(text, counts.currency)
  const dearer = price !== undefined && (price.amount > counts!.amount || (price.amount === counts!.amount && price.micro > (counts!.micro ?? 0)))
  const first = dearer ? firstDayAfter(now, kind === 'reseller' ? 20 : 10) : dayFrom(now, 0)
  const from = day < first ? (dearer ? first : '') : day
  return (
    <>
      <div className={styles.fields}>
        <Select size="sm" label={t('prices.item')} data={items.map((one) => ({ value: one.id, label: one.name }))} value={item} onChange={setItem} />
        <TextInput size="sm" label={t('prices.price')} inputMode="decimal" value={text} onChange={(event) => setText(event.currentTarget.value)} error={fields.price ?? fields.amount} />
        <TextInput size="sm" type="date" label={t('prices.from')} min={first} value={from} onChange={(event) => setDay(event.currentTarget.value)} error={fields.in_force_from} />
      </div>
      <p className={console.faint} aria-live="polite">
        {counts && `${t('prices.paysNow', { price: sum(counts.amount, counts.currency, counts.micro) })} `}
        {dearer ? t('prices.dearerFrom', { from: f.date(midnight(first)) }) : t('prices.fromAtOnce')}
      </p>
      <Button size="sm" variant="default" className={console.end} loading={busy} disabled={!price} onClick={() => price && agree(chosen!.id, { amount: price.amount, micro: price.micro || undefined, currency: counts.currency }, from ? midnight(from) : undefined)}>
        {t('prices.agree')}
      </Button>
    </>
  )
}

const begun = (one: { in_force_from: string }, now: Date) => Date.parse(one.in_force_from) <= now.getTime()
