import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changePackage, changePlan, type Package, type Plan, withdrawPackage, withdrawPlan } from '../api/prices'
import { useMay } from '../app/Gate'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import { PackageForm, PlanForm } from './Forms'
import styles from './prices.module.css'
import { useSum } from './sums'

interface Shown {
  id: string
  number: number
  posted_at: string
  in_force_from: string
  withdrawn_at?: string
  price: { amount: number; micro?: number; currency: string }
  period?: 'month' | 'year' | 'day' | 'active_day'
}

/** One plan with all its versions: what counts now, what was announced, what was. */
export function OnePlan({ plan, close }: { plan: Plan; close: () => void }) {
  const [anew, setAnew] = useState(false)
  if (anew) return <PlanForm kind={plan.kind} of={plan} close={close} />
  return (
    <Item
      title={plan.name}
      versions={plan.versions}
      archived={Boolean(plan.archived_at)}
      fixed={plan.begins}
      publish={() => setAnew(true)}
      withdraw={(version) => withdrawPlan(plan.id, version)}
      archive={(archived) => changePlan(plan.id, { archived })}
      list="plans"
      close={close}
    />
  )
}

/** One package with all its versions. */
export function OnePackage({ bundle, close }: { bundle: Package; close: () => void }) {
  const [anew, setAnew] = useState(false)
  if (anew) return <PackageForm of={bundle} close={close} />
  return (
    <Item
      title={bundle.name}
      versions={bundle.versions}
      archived={Boolean(bundle.archived_at)}
      publish={() => setAnew(true)}
      withdraw={(version) => withdrawPackage(bundle.id, version)}
      archive={(archived) => changePackage(bundle.id, { archived })}
      list="packages"
      close={close}
    />
  )
}

interface Props {
  title: string
  versions: Shown[]
  archived: boolean
  /** It can not be archived: objects begin on it. */
  fixed?: boolean
  publish: () => void
  withdraw: (version: string) => Promise<unknown>
  archive: (archived: boolean) => Promise<unknown>
  list: string
  close: () => void
}

function Item({ title, versions, archived, fixed, publish, withdraw, archive, list, close }: Props) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const may = useMay('billing.price.write')
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => {
      notifications.show({ message: t('settings.saved'), color: 'green' })
      return queries.invalidateQueries({ queryKey: [list] })
    },
  })
  const now = versions.find((v) => !v.withdrawn_at && Date.parse(v.in_force_from) <= Date.now())
  const state = (v: Shown) => (v.withdrawn_at ? t('prices.withdrawn') : v === now ? t('prices.inForce') : Date.parse(v.in_force_from) > Date.now() ? t('prices.announcedShort') : t('prices.past'))
  return (
    <Dialog title={title} opened close={close}>
      <h3>{t('prices.versions')}</h3>
      <ul className={styles.rows} aria-label={t('prices.versions')}>
        {versions.map((v) => (
          <li key={v.id} className={styles.row}>
            <span className={styles.what}>
              <b className="figures">{v.price.currency === '' ? t('prices.free') : v.period ? t(`prices.per_${v.period}`, { price: sum(v.price.amount, v.price.currency, v.price.micro) }) : sum(v.price.amount, v.price.currency)}</b> · {state(v)}
              <small>{t('prices.postedAndFrom', { posted: f.date(v.posted_at), from: f.date(v.in_force_from) })}</small>
            </span>
            {may && !v.withdrawn_at && Date.parse(v.in_force_from) > Date.now() && (
              <Button size="compact-sm" variant="default" loading={change.isPending} onClick={() => change.mutate(() => withdraw(v.id))}>
                {t('prices.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Fault error={change.error} />
      {may && (
        <Buttons close={close}>
          {!fixed && (
            <Button variant="default" loading={change.isPending} onClick={() => change.mutate(() => archive(!archived))}>
              {t(archived ? 'prices.sellAgain' : 'prices.archive')}
            </Button>
          )}
          <Button onClick={publish}>{t('prices.newVersion')}</Button>
        </Buttons>
      )}
    </Dialog>
  )
}
