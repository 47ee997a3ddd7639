import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DormantAccount, listDormant, removeDormant, warnDormant } from '../api/lifecycle'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import { ListPage } from '../people/ListPage'
import { Buttons, Dialog, Fault } from '../people/parts'

/** Accounts where nobody was for 24 months and that have no money: they are warned, and thirty days later may be removed. */
export default function Dormant() {
  const { t } = useTranslation()
  const list = useQuery({ queryKey: ['dormant'], queryFn: listDormant })
  return (
    <ListPage
      title={t('payments.dormant')}
      lead={t('payments.dormantLead')}
      list={list}
      none={t('payments.noDormant')}
      noneText={t('payments.noDormantText')}
      row={(one) => <Item key={one.id} one={one} />}
    />
  )
}

function Item({ one }: { one: DormantAccount }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const queries = useQueryClient()
  const [removing, remove] = useState(false)
  const again = () => Promise.all(['dormant', 'closed', 'customers', 'customer'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const warn = useMutation({
    mutationFn: () => warnDormant(one.id),
    onSuccess: () => {
      notifications.show({ message: t('payments.dormantWarned', { name: one.name }), color: 'green' })
      return again()
    },
  })
  const end = useMutation({
    mutationFn: () => removeDormant(one.id),
    onSuccess: () => {
      notifications.show({ message: t('payments.dormantRemoved', { name: one.name }), color: 'green' })
      remove(false)
      return again()
    },
  })
  const ripe = one.removable_at !== undefined && Date.parse(one.removable_at) <= now
  return (
    <li>
      <div>
        <b>{one.name}</b>
        <small className="figures">
          {one.number} · {one.seen_at ? t('payments.dormantSeen', { date: f.date(one.seen_at) }) : t('payments.dormantNever', { date: f.date(one.created_at) })} · {t('payments.dormantObjects', { count: one.objects })}
          {one.removable_at && ` · ${ripe ? t('payments.dormantMay') : t('payments.dormantFrom', { date: f.date(one.removable_at) })}`}
        </small>
      </div>
      {!one.warned_at ? (
        <Button size="compact-sm" variant="light" loading={warn.isPending} onClick={() => warn.mutate()} aria-label={`${t('payments.dormantWarn')}: ${one.name}`}>
          {t('payments.dormantWarn')}
        </Button>
      ) : (
        <Button size="compact-sm" variant="light" color="red" disabled={!ripe} onClick={() => remove(true)} aria-label={`${t('payments.dormantRemove')}: ${one.name}`}>
          {t('payments.dormantRemove')}
        </Button>
      )}
      <Fault error={warn.error} />
      <Dialog title={t('payments.dormantRemoveOf', { name: one.name })} opened={removing} close={() => remove(false)}>
        <p>{t('payments.dormantRemoveText')}</p>
        <Fault error={end.error} />
        <Buttons close={() => remove(false)}>
          <Button color="red" loading={end.isPending} onClick={() => end.mutate()}>
            {t('payments.dormantRemove')}
          </Button>
        </Buttons>
      </Dialog>
    </li>
  )
}
