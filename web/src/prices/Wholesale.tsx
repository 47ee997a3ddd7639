import { Badge, Button, NumberInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLadder, getLadder, type Ladder, listMeteredDays, listWholesale, type MeteredDay, type Reseller } from '../api/prices'
import { DataList } from '../app/DataList'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import console from '../console/console.module.css'
import styles from './prices.module.css'
import { useSum } from './sums'

/** What resellers of one's own owe for their objects, and where those in debt stand. */
export default function Wholesale() {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const may = useMay('billing.ladder.write')
  const [ladder, show] = useState(false)
  const [days, open] = useState<Reseller>()
  return (
    <>
      <DataList
        name="/console/wholesale"
        title={t('prices.wholesale')}
        lead={t('prices.wholesaleLead')}
        searchHint={t('console.searchCustomers')}
        emptyTitle={t('reseller.none')}
        emptyText={t('reseller.noneText')}
        load={(q, after, signal) => listWholesale(q, false, after, signal)}
        tools={
          <>
            <span className="grow" />
            <Button size="sm" variant="default" onClick={() => show(true)}>
              {t('prices.ladder')}
            </Button>
          </>
        }
        columns={[
          {
            name: t('console.name'),
            width: 'minmax(0, 2fr)',
            cell: (row) => (
              <Button variant="transparent" size="compact-sm" px={0} onClick={() => open(row)}>
                {row.name}
              </Button>
            ),
          },
          { name: t('prices.plan'), width: 'minmax(0, 1fr)', minor: true, cell: (row) => row.plan_name || '–' },
          { name: t('prices.objectsHeard'), width: '96px', figures: true, minor: true, cell: (row) => f.whole(row.objects) },
          { name: t('prices.thisMonth'), width: '112px', figures: true, minor: true, cell: (row) => sum(row.month, row.currency) },
          { name: t('prices.balance'), width: '118px', figures: true, cell: (row) => <span className={styles.sum} data-below={row.balance < 0 || undefined}>{sum(row.balance, row.currency)}</span> },
          { name: t('prices.stands'), width: '130px', minor: true, cell: (row) => <Step step={row.standing.step} /> },
        ]}
      />
      {ladder && <LadderDialog may={may} close={() => show(false)} />}
      {days && <MeteredOf reseller={days} close={() => open(undefined)} />}
    </>
  )
}

export function Step({ step }: { step: number }) {
  const { t } = useTranslation()
  return (
    <Badge variant="light" color={step === 0 ? 'green' : step < 3 ? 'yellow' : 'red'}>
      {t(`prices.step_${step as 0}`)}
    </Badge>
  )
}

function MeteredOf({ reseller, close }: { reseller: Reseller; close: () => void }) {
  const days = useQuery({ queryKey: ['metered', reseller.id], queryFn: () => listMeteredDays(reseller.id) })
  return (
    <Dialog title={reseller.name} opened close={close}>
      {days.isPending ? <Waiting /> : days.isError ? <Failure error={days.error} retry={() => void days.refetch()} /> : <MeteredDays days={days.data} />}
    </Dialog>
  )
}

/** Days that were metered, the newest first. */
export function MeteredDays({ days }: { days: MeteredDay[] }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  if (days.length === 0) return <p className={console.faint}>{t('prices.noDays')}</p>
  return (
    <ul className={styles.rows} aria-label={t('prices.days')}>
      {days.map((day) => (
        <li key={day.day} className={styles.row}>
          <span className={styles.what}>{f.date(day.day)}</span>
          <span className={`figures ${styles.count}`}>{t('prices.heard', { count: day.objects })}</span>
          <span className={`figures ${styles.sum}`}>{sum(day.amount, day.currency ?? '')}</span>
        </li>
      ))}
    </ul>
  )
}

function LadderDialog({ may, close }: { may: boolean; close: () => void }) {
  const { t } = useTranslation()
  const ladder = useQuery({ queryKey: ['ladder'], queryFn: getLadder })
  return (
    <Dialog title={t('prices.ladder')} opened close={close}>
      <p className={console.faint}>{t('prices.ladderText')}</p>
      {ladder.isPending ? <Waiting /> : ladder.isError ? <Failure error={ladder.error} retry={() => void ladder.refetch()} /> : <LadderForm now={ladder.data} may={may} close={close} />}
    </Dialog>
  )
}

function LadderForm({ now, may, close }: { now: Ladder; may: boolean; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [form, set] = useState<Ladder>(now)
  const save = useMutation({
    mutationFn: () => changeLadder(form),
    onSuccess: () => {
      notifications.show({ message: t('settings.saved'), color: 'green' })
      close()
      return queries.invalidateQueries({ queryKey: ['ladder'] })
    },
  })
  return (
    <>
      <div className={styles.fields}>
        <NumberInput label={t('prices.step_1')} min={0} max={3650} value={form.warned} onChange={(value) => set({ ...form, warned: Number(value) || 0 })} disabled={!may} />
        <NumberInput label={t('prices.step_2')} min={0} max={3650} value={form.activations} onChange={(value) => set({ ...form, activations: Number(value) || 0 })} disabled={!may} />
        <NumberInput label={t('prices.step_3')} min={0} max={3650} value={form.console} onChange={(value) => set({ ...form, console: Number(value) || 0 })} disabled={!may} />
        <NumberInput label={t('prices.step_4')} description={t('prices.never')} min={0} max={3650} value={form.all ?? ''} onChange={(value) => set({ ...form, all: value === '' ? undefined : Number(value) })} disabled={!may} />
      </div>
      <Fault error={save.error} />
      <Buttons close={close}>
        <Button loading={save.isPending} disabled={!may} onClick={() => save.mutate()}>
          {t('state.save')}
        </Button>
      </Buttons>
    </>
  )
}
