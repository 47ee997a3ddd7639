import { Button, Fieldset, PasswordInput, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getOpening, type NewCustomer, openCustomer } from '../api/lifecycle'
import { Columns } from '../app/Columns'
import { useSession } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { isLanguage, offered } from '../i18n'
import { Buttons, Dialog, Fault, Secret } from '../people/parts'
import { CountrySelect } from '../signup/CountrySelect'

type Way = 'letter' | 'link' | 'login'
type Tier = NonNullable<NonNullable<NewCustomer['contract']>['tier']>

interface Props {
  close: () => void
  /** Told of the new customer's id. */
  created?: (id: string) => void
}

export function CreateCustomer(props: Props) {
  return <Create kind="account" {...props} />
}

export function CreateReseller(props: Props) {
  return <Create kind="reseller" {...props} />
}

/** Opens a customer: what it is called and where it is, its contract, and who answers for it. */
function Create({ kind, close, created }: Props & { kind: 'account' | 'reseller' }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const queries = useQueryClient()
  const opening = useQuery({ queryKey: ['opening'], queryFn: getOpening, staleTime: Infinity })
  const once = useRef(crypto.randomUUID())
  const [form, setForm] = useState({ name: '', country: '', time_zone: session.tenant.time_zone, locale: session.tenant.locale, number: '', signed_on: '', tier: 'other' as Tier, host: '', note: '', login: '', password: '', email: '', owner: '' })
  const [way, setWay] = useState<Way>('letter')
  const set = (field: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    // Read now: when the next state is made, the event may be over.
    const { value } = event.currentTarget
    setForm((now) => ({ ...now, [field]: value }))
  }
  const open = useMutation({
    mutationFn: () =>
      openCustomer(
        {
          kind,
          name: form.name.trim(),
          country: form.country.trim().toUpperCase() || undefined,
          time_zone: form.time_zone,
          locale: isLanguage(form.locale) ? form.locale : undefined,
          contract: { agreement: form.number.trim() || undefined, agreed_on: form.signed_on || undefined, tier: form.tier },
          host: form.host.trim() || undefined,
          note: form.note.trim() || undefined,
          owner: { name: form.owner.trim() || undefined, ...(way === 'letter' ? { email: form.email.trim() } : way === 'login' ? { login: form.login.trim(), password: form.password } : {}) },
        },
        once.current,
      ),
    onSuccess: async (made) => {
      await Promise.all(['customers', 'tenants'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
      notifications.show({ message: t('lifecycle.created', { name: form.name.trim(), number: made.number }), color: 'green' })
      if (made.invitation_path) return
      close()
      created?.(made.id)
    },
    onError: () => (once.current = crypto.randomUUID()),
  })
  const fields = useFieldTexts(open.error)
  const title = t(kind === 'account' ? 'lifecycle.createCustomer' : 'lifecycle.createReseller')
  if (open.data?.invitation_path) {
    const finish = () => {
      close()
      created?.(open.data.id)
    }
    const { protocol, port } = window.location
    const origin = open.data.host ? `${protocol}//${open.data.host}${port ? `:${port}` : ''}` : window.location.origin
    return (
      <Dialog title={title} opened close={finish}>
        <Text size="sm">{t('lifecycle.linkText')}</Text>
        <Secret label={t('lifecycle.link')} value={origin + open.data.invitation_path} />
        <Button onClick={finish}>{t('lifecycle.done')}</Button>
      </Dialog>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    open.mutate()
  }
  const filled = form.name.trim() !== '' && (way === 'letter' ? form.email.trim() !== '' : way === 'login' ? form.login.trim() !== '' && form.password !== '' : true)
  return (
    <Dialog title={title} opened close={close}>
      {opening.isPending ? (
        <Waiting />
      ) : opening.isError ? (
        <Failure error={opening.error} retry={() => void opening.refetch()} />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <TextInput label={t('lifecycle.name')} value={form.name} onChange={set('name')} error={fields.name} maxLength={200} autoComplete="off" required autoFocus />
            {kind === 'reseller' && opening.data.zone && (
              <TextInput label={t('lifecycle.host')} description={t('lifecycle.hostText')} value={form.host} onChange={set('host')} error={fields.host} maxLength={63} autoComplete="off" rightSection={<Text size="sm" c="dimmed">.{opening.data.zone}</Text>} rightSectionWidth={`${opening.data.zone.length + 3}ch`} />
            )}
            <Columns of={3}>
              <CountrySelect label={t('lifecycle.country')} value={form.country || null} onChange={(country) => setForm((now) => ({ ...now, country: country ?? '' }))} error={fields.country} />
              <Select label={t('lifecycle.timeZone')} searchable data={Intl.supportedValuesOf('timeZone')} value={form.time_zone} onChange={(value) => value && setForm((now) => ({ ...now, time_zone: value }))} error={fields.time_zone} />
              <Select label={t('lifecycle.language')} data={offered(form.locale, ...(kind === 'reseller' ? opening.data.locales : []))} value={form.locale} onChange={(value) => value && setForm((now) => ({ ...now, locale: value }))} />
            </Columns>
            <Fieldset legend={t('lifecycle.contract')}>
              <Columns of={3}>
                <TextInput label={t('lifecycle.contractNumber')} value={form.number} onChange={set('number')} error={fields.agreement} maxLength={60} autoComplete="off" />
                <TextInput type="date" label={t('lifecycle.signedOn')} value={form.signed_on} onChange={set('signed_on')} error={fields.agreed_on} />
                <Select label={t('lifecycle.tier')} data={opening.data.tiers.map((value) => ({ value, label: t(`customer.tiers.${value as Tier}`) }))} value={form.tier} onChange={(value) => value && setForm((now) => ({ ...now, tier: value as Tier }))} />
              </Columns>
            </Fieldset>
            <Fieldset legend={t('lifecycle.owner')}>
              <Stack gap="sm">
                <SegmentedControl
                  aria-label={t('lifecycle.owner')}
                  value={way}
                  onChange={(next) => setWay(next as Way)}
                  data={[
                    { value: 'letter', label: t('lifecycle.byLetter') },
                    { value: 'link', label: t('lifecycle.byLink') },
                    { value: 'login', label: t('lifecycle.byLogin') },
                  ]}
                />
                <Text size="sm" c="dimmed">
                  {t(way === 'letter' ? 'lifecycle.byLetterText' : way === 'link' ? 'lifecycle.byLinkText' : 'lifecycle.byLoginText')}
                </Text>
                {way === 'letter' && <TextInput type="email" label={t('people.email')} value={form.email} onChange={set('email')} error={fields.email} autoComplete="off" required />}
                <TextInput label={t('lifecycle.ownerName')} value={form.owner} onChange={set('owner')} maxLength={200} autoComplete="off" />
                {way === 'login' && (
                  <>
                    <TextInput label={t('signIn.login')} value={form.login} onChange={set('login')} error={fields.login} autoComplete="off" required />
                    <PasswordInput label={t('people.firstPasswordField')} description={t('settings.passwordHint')} value={form.password} onChange={set('password')} error={fields.password} autoComplete="new-password" required visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} />
                  </>
                )}
              </Stack>
            </Fieldset>
            <Textarea label={t('lifecycle.note')} description={t('lifecycle.noteText')} value={form.note} onChange={set('note')} error={fields.note} maxLength={4000} autosize minRows={2} />
            {open.isError && Object.keys(fields).length === 0 && <Fault error={open.error} />}
            <Buttons close={close}>
              <Button type="submit" loading={open.isPending} disabled={!filled}>
                {t('lifecycle.create')}
              </Button>
            </Buttons>
          </Stack>
        </form>
      )}
    </Dialog>
  )
}
