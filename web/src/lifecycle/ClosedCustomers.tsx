import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type ClosedCustomer, listClosed, restoreCustomer } from '../api/lifecycle'
import { useMay } from '../app/Gate'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import { ListPage } from '../people/ListPage'
import { Fault } from '../people/parts'

/** Customers that were closed in the last thirty days, to be taken back with all they had. */
export default function ClosedCustomers() {
  const { t } = useTranslation()
  const list = useQuery({ queryKey: ['closed'], queryFn: listClosed })
  return (
    <ListPage
      title={t('trash.customers')}
      lead={t('trash.customersLead')}
      list={list}
      none={t('trash.noCustomers')}
      noneText={t('trash.noCustomersText')}
      row={(one) => <Item key={one.id} one={one} />}
    />
  )
}

function Item({ one }: { one: ClosedCustomer }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const queries = useQueryClient()
  const mayRestore = useMay('reselling.customer.close')
  const restore = useMutation({
    mutationFn: () => restoreCustomer(one.id),
    onSuccess: async () => {
      notifications.show({ message: t('trash.restored', { name: one.name }), color: 'green' })
      await Promise.all(['closed', 'customers', 'customer'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    },
  })
  return (
    <li>
      <div>
        <b>{one.name}</b>
        <small className="figures">
          {t(`tenant.${one.kind}`)} · {one.number} · {t('trash.closedAt', { when: f.moment(one.closed_at, now) })} · {t('trash.left', { when: f.date(one.purged_at) })}
        </small>
      </div>
      {mayRestore && (
        <Button size="compact-sm" variant="light" loading={restore.isPending} onClick={() => restore.mutate()} aria-label={`${t('trash.restore')}: ${one.name}`}>
          {t('trash.restore')}
        </Button>
      )}
      <Fault error={restore.error} />
    </li>
  )
}
