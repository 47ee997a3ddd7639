import { Button, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getCustomer, type OneCustomer } from '../api/consoles'
import { changeCustomer } from '../api/lifecycle'
import { Columns } from '../app/Columns'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { isLanguage, languages, offered } from '../i18n'
import { Buttons, Dialog, Fault } from '../people/parts'
import { type Tenant, useFate } from './Stops'
import { CountrySelect } from '../signup/CountrySelect'

/** Changes what a customer is called, and where it is. */
export function Edit({ tenant, close }: { tenant: Tenant; close: () => void }) {
  const { t } = useTranslation()
  const customer = useQuery({ queryKey: ['customer', tenant.id], queryFn: () => getCustomer(tenant.id) })
  return (
    <Dialog title={t('lifecycle.editTitle', { name: tenant.name })} opened close={close}>
      {customer.isPending ? <Waiting /> : customer.isError ? <Failure error={customer.error} retry={() => void customer.refetch()} /> : <Form now={customer.data} close={close} />}
    </Dialog>
  )
}

function Form({ now, close }: { now: OneCustomer; close: () => void }) {
  const { t } = useTranslation()
  const [form, setForm] = useState({ name: now.name, country: now.country ?? '', time_zone: now.time_zone, locale: now.locale })
  const set = (field: keyof typeof form) => (event: { currentTarget: { value: string } }) => setForm((was) => ({ ...was, [field]: event.currentTarget.value }))
  const change = useFate(
    () =>
      changeCustomer(now.id, {
        name: form.name.trim(),
        country: form.country.trim().toUpperCase(),
        time_zone: form.time_zone,
        locale: isLanguage(form.locale) ? form.locale : undefined,
      }),
    () => t('lifecycle.edited'),
    close,
  )
  const fields = useFieldTexts(change.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput label={t('lifecycle.name')} value={form.name} onChange={set('name')} error={fields.name} maxLength={200} required data-autofocus />
        <Columns of={3}>
          <CountrySelect label={t('lifecycle.country')} value={form.country || null} onChange={(country) => setForm((was) => ({ ...was, country: country ?? '' }))} error={fields.country} />
          <Select label={t('lifecycle.timeZone')} searchable data={[...new Set([form.time_zone, ...Intl.supportedValuesOf('timeZone')])]} value={form.time_zone} onChange={(value) => value && setForm((was) => ({ ...was, time_zone: value }))} error={fields.time_zone} />
          <Select label={t('lifecycle.language')} data={offered(form.locale, ...(now.kind === 'reseller' ? Object.keys(languages) : []))} value={form.locale} onChange={(value) => value && setForm((was) => ({ ...was, locale: value }))} />
        </Columns>
        {change.isError && Object.keys(fields).length === 0 && <Fault error={change.error} />}
        <Buttons close={close}>
          <Button type="submit" loading={change.isPending} disabled={form.name.trim() === ''}>
            {t('state.save')}
          </Button>
        </Buttons>
      </Stack>
    </form>
  )
}
