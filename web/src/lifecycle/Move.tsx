import { Button, Select, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/http'
import { listPartners, moveCustomer } from '../api/lifecycle'
import { useSession } from '../app/Gate'
import { Buttons, Dialog, Fault } from '../people/parts'
import { type Tenant, useFate } from './Stops'

/** Hangs a customer below another partner, or below oneself. */
export function Move({ tenant, close }: { tenant: Tenant; close: () => void }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const [search, setSearch] = useState('')
  const [wanted] = useDebouncedValue(search, 180)
  const [to, setTo] = useState<string | null>(null)
  const partners = useQuery({ queryKey: ['partners', wanted], queryFn: () => listPartners(wanted) })
  const move = useFate(() => moveCustomer(tenant.id, to!), ({ number }) => t('lifecycle.moved', { name: tenant.name, number }), close)
  const data = [{ value: session.tenant.id, label: t('lifecycle.toMyself') }, ...(partners.data ?? []).filter((one) => one.id !== tenant.id).map((one) => ({ value: one.id, label: one.name }))]
  // Which logins clash is said by the server alone.
  const clash = move.error instanceof Problem && move.error.code === 'logins_clash' ? move.error.message : undefined
  return (
    <Dialog title={t('lifecycle.moveTitle', { name: tenant.name })} opened close={close}>
      <Text size="sm">{t('lifecycle.moveText')}</Text>
      <Select label={t('lifecycle.moveTo')} placeholder={t('lifecycle.moveSearch')} searchable searchValue={search} onSearchChange={setSearch} value={to} onChange={setTo} data={data} error={clash} data-autofocus />
      {!clash && <Fault error={move.error} />}
      <Buttons close={close}>
        <Button loading={move.isPending} disabled={!to} onClick={() => move.mutate()}>
          {t('lifecycle.move')}
        </Button>
      </Buttons>
    </Dialog>
  )
}
