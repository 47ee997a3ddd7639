import { Badge, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listPackages, listPlans, type Package, type Plan } from '../api/prices'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import console from '../console/console.module.css'
import { OnePackage, OnePlan } from './Item'
import { PackageForm, PlanForm } from './Forms'
import styles from './prices.module.css'
import { useSum } from './sums'

const inForce = <T extends { in_force_from: string; withdrawn_at?: string }>(list: T[]) => list.find((v) => !v.withdrawn_at && Date.parse(v.in_force_from) <= Date.now())
const toCome = <T extends { in_force_from: string; withdrawn_at?: string }>(list: T[]) => list.filter((v) => !v.withdrawn_at && Date.parse(v.in_force_from) > Date.now()).at(-1)

/** What a realm sells, as versions that take effect after their notice. */
export default function PriceList() {
  const { t } = useTranslation()
  const may = useMay('billing.price.write')
  const plans = useQuery({ queryKey: ['plans'], queryFn: listPlans })
  const packages = useQuery({ queryKey: ['packages'], queryFn: listPackages })
  const [open, show] = useState<{ plan?: string; package?: string; make?: 'object' | 'wholesale' | 'package' }>({})
  const close = () => show({})
  if (plans.isPending || packages.isPending) return <Waiting />
  if (plans.isError || packages.isError) return <Failure error={plans.error ?? packages.error} retry={() => void Promise.all([plans.refetch(), packages.refetch()])} />
  const add = (make: 'object' | 'wholesale' | 'package', label: string) =>
    may && (
      <Button size="sm" variant="default" leftSection={<IconPlus size={17} aria-hidden />} onClick={() => show({ make })}>
        {label}
      </Button>
    )
  const plan = plans.data.find((one) => one.id === open.plan)
  const bundle = packages.data.find((one) => one.id === open.package)
  return (
    <div className={console.sheet}>
      <header>
        <h1>{t('prices.title')}</h1>
        <p className={console.lead}>{t('prices.lead')}</p>
      </header>
      {(['object', 'wholesale'] as const).map((kind) => (
        <section key={kind} className={console.card} aria-labelledby={kind}>
          <div className={console.title}>
            <h2 id={kind}>{t(`prices.kind_${kind}`)}</h2>
            <span className={console.grow} />
            {add(kind, t('prices.addPlan'))}
          </div>
          <p className={console.faint}>{t(`prices.kind_${kind}Text`)}</p>
          <ul className={styles.rows}>
            {plans.data
              .filter((one) => one.kind === kind)
              .map((one) => (
                <li key={one.id}>
                  <PlanRow plan={one} open={() => show({ plan: one.id })} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      <section className={console.card} aria-labelledby="packages">
        <div className={console.title}>
          <h2 id="packages">{t('prices.packages')}</h2>
          <span className={console.grow} />
          {add('package', t('prices.addPackage'))}
        </div>
        <p className={console.faint}>{t('prices.packagesText')}</p>
        <ul className={styles.rows}>
          {packages.data.map((one) => (
            <li key={one.id}>
              <PackageRow bundle={one} open={() => show({ package: one.id })} />
            </li>
          ))}
        </ul>
      </section>
      {open.make === 'package' && <PackageForm close={close} />}
      {(open.make === 'object' || open.make === 'wholesale') && <PlanForm kind={open.make} close={close} />}
      {plan && <OnePlan plan={plan} close={close} />}
      {bundle && <OnePackage bundle={bundle} close={close} />}
    </div>
  )
}

function PlanRow({ plan, open }: { plan: Plan; open: () => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const now = inForce(plan.versions)
  const next = toCome(plan.versions)
  return (
    <button type="button" className={styles.row} onClick={open}>
      <span className={styles.what}>
        <b>{plan.name}</b> {plan.begins && <Badge variant="light">{t('prices.begins')}</Badge>} {plan.archived_at && <Badge color="gray">{t('prices.archived')}</Badge>}
        {plan.description && <small>{plan.description}</small>}
        {now?.limits.shows_provider && <small>{t('prices.shows')}</small>}
        {next && <small>{t('prices.announced', { price: sum(next.price.amount, next.price.currency, next.price.micro), from: f.date(next.in_force_from) })}</small>}
      </span>
      <span className={`figures ${styles.sum}`}>{!now || plan.free ? t('prices.free') : t(`prices.per_${now.period}`, { price: sum(now.price.amount, now.price.currency, now.price.micro) })}</span>
      <span className={`figures ${styles.count}`}>{t(plan.kind === 'wholesale' ? 'prices.usedResellers' : 'prices.used', { count: plan.used })}</span>
    </button>
  )
}

function PackageRow({ bundle, open }: { bundle: Package; open: () => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const now = inForce(bundle.versions)
  const next = toCome(bundle.versions)
  return (
    <button type="button" className={styles.row} onClick={open}>
      <span className={styles.what}>
        <b>{bundle.name}</b> {bundle.archived_at && <Badge color="gray">{t('prices.archived')}</Badge>}
        {bundle.description && <small>{bundle.description}</small>}
        {next && <small>{t('prices.announced', { price: sum(next.price.amount, next.price.currency), from: f.date(next.in_force_from) })}</small>}
      </span>
      {now && <span className={`figures ${styles.sum}`}>{sum(now.price.amount, now.price.currency)}</span>}
      {now?.quantity && <span className={`figures ${styles.count}`}>{t('prices.quantityOf', { count: now.quantity })}</span>}
    </button>
  )
}
