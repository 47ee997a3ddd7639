import { Badge, Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Subscription } from '../api/billing'
import { useMay } from '../app/Gate'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import styles from './billing.module.css'
import { useParty } from './party'
import { PlanDialog, type Target } from './PlanDialog'
import { useSums } from './sums'

const states = ['served', 'trial', 'paused', 'unpaid'] as const

/** Under which plan each object is served; one or several are changed, paused or stopped from here. */
export function Subscriptions() {
  const { t } = useTranslation()
  const [q, search] = useState('')
  const [asked] = useDebouncedValue(q, 200)
  const [state, narrow] = useState<Subscription['state'] | null>(null)
  const [chosen, choose] = useState<Map<string, string>>(new Map())
  const [target, aim] = useState<Target>()
  const party = useParty()
  const mayChange = useMay(party.mayChange)
  const [list, rows] = usePages(['subscriptions', party.key, asked, state], (after, signal) => party.list(asked, state ?? undefined, after, signal), { keep: true })
  const flip = (row: Subscription) => {
    const next = new Map(chosen)
    if (!next.delete(row.object)) next.set(row.object, row.object_name)
    choose(next)
  }
  return (
    <section className={styles.card} aria-label={t('billing.plans')}>
      <h2>{t('billing.plans')}</h2>
      <div className={styles.tools}>
        <TextInput type="search" aria-label={t('billing.searchObject')} placeholder={t('billing.searchObject')} leftSection={<IconSearch size={17} aria-hidden />} value={q} onChange={(event) => search(event.currentTarget.value)} />
        <Select aria-label={t('billing.state')} placeholder={t('billing.anyState')} clearable data={states.map((name) => ({ value: name, label: t(`billing.state_${name}`) }))} value={state} onChange={(next) => narrow(next as Subscription['state'] | null)} />
        {mayChange && chosen.size > 0 && (
          <Button onClick={() => aim({ objects: [...chosen.keys()], name: t('billing.objects', { count: chosen.size }) })}>{t('billing.changeChosen', { count: chosen.size })}</Button>
        )}
      </div>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={t('billing.noObjects')} text={t('billing.noObjectsText')} />
      ) : (
        <ul className={styles.rows}>
          {rows.map((row) => (
            <li key={row.object}>
              {mayChange && <Checkbox aria-label={row.object_name} checked={chosen.has(row.object)} onChange={() => flip(row)} />}
              <div className={styles.what}>
                <b>{row.object_name}</b>
                <Terms row={row} />
              </div>
              <State row={row} />
              {mayChange && (
                <Button size="xs" variant="default" aria-label={t('billing.changeOf', { name: row.object_name })} onClick={() => aim({ objects: [row.object], name: row.object_name, now: row })}>
                  {t('billing.change')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <More of={list} className={styles.end} />
      {target && (
        <PlanDialog
          key={target.objects.join()}
          target={target}
          close={(done) => {
            aim(undefined)
            if (done) choose(new Map())
          }}
        />
      )}
    </section>
  )
}

/** What an object costs, and when next. */
export function Terms({ row }: { row: Subscription }) {
  const { t } = useTranslation()
  const f = useFormats()
  const { priced } = useSums()
  return (
    <small className={styles.faint}>
      {priced(row.plan_name || t('billing.noPlan'), row.price, row.period, row.free)}
      {row.stops && row.paid_until && ` · ${t('billing.stopsOn', { date: f.date(row.paid_until) })}`}
      {!row.stops && row.next_due && row.state !== 'unpaid' && ` · ${t('billing.nextOn', { date: f.date(row.next_due) })}`}
      {row.since && (row.state === 'paused' || row.state === 'unpaid') && ` · ${t('billing.since', { date: f.date(row.since) })}`}
    </small>
  )
}

const colours = { served: 'green', trial: 'blue', paused: 'gray', unpaid: 'red' } as const

export function State({ row }: { row: Subscription }) {
  const { t } = useTranslation()
  return (
    <Badge variant="light" color={colours[row.state]}>
      {t(`billing.state_${row.state}`)}
    </Badge>
  )
}
