import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/http'
import { moveCustomer } from '../api/lifecycle'
import { useSession } from '../app/Gate'
import { CustomerChoice } from '../payments/Choice'
import { Buttons, Dialog, Fault } from '../people/parts'
import { type Tenant, useFate } from './Stops'

/** Hangs a customer below another partner, or below oneself. */
export function Move({ tenant, close }: { tenant: Tenant; close: () => void }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const [to, setTo] = useState<string | null>(null)
  const move = useFate(() => moveCustomer(tenant.id, to!), ({ number }) => t('lifecycle.moved', { name: tenant.name, number }), close)
  // Which logins clash is said by the server alone.
  const clash = move.error instanceof Problem && move.error.code === 'logins_clash' ? move.error.message : undefined
  return (
    <Dialog title={t('lifecycle.moveTitle', { name: tenant.name })} opened close={close}>
      <Text size="sm">{t('lifecycle.moveText')}</Text>
      <CustomerChoice kind="reseller" direct={false} label={t('lifecycle.moveTo')} placeholder={t('lifecycle.moveSearch')} known={[{ value: session.tenant.id, label: t('lifecycle.toMyself') }]} without={tenant.id} value={to} choose={setTo} clearable={false} error={clash} data-autofocus />
      {!clash && <Fault error={move.error} />}
      <Buttons close={close}>
        <Button loading={move.isPending} disabled={!to} onClick={() => move.mutate()}>
          {t('lifecycle.move')}
        </Button>
      </Buttons>
    </Dialog>
  )
}
