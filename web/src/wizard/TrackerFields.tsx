import { Button, Collapse, PasswordInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listProtocols, type TrackerInput } from '../api/model'
import { useFieldTexts } from '../app/problems'
import styles from './wizard.module.css'

export interface TrackerForm {
  protocol: string
  model: string
  identity: string
  phone: string
  password: string
  zone: string
}

export const emptyTracker: TrackerForm = { protocol: '', model: '', identity: '', phone: '', password: '', zone: '' }

export function trackerInput(form: TrackerForm): TrackerInput {
  return {
    protocol: form.protocol,
    identity: form.identity.trim(),
    model: form.model || undefined,
    phone: form.phone.trim() || undefined,
    password: form.password || undefined,
    time_zone: form.zone || undefined,
  }
}

const separator = '\u0000'

/** Which device it is, and what it calls itself. */
export function TrackerFields({ value, change, error }: { value: TrackerForm; change: (value: TrackerForm) => void; error: unknown }) {
  const { t } = useTranslation()
  const protocols = useQuery({ queryKey: ['protocols'], queryFn: listProtocols, staleTime: Infinity })
  const fields = useFieldTexts(error)
  const [more, setMore] = useState(false)
  const setup = protocols.data?.find((one) => one.protocol === value.protocol)
  const set = (part: Partial<TrackerForm>) => change({ ...value, ...part })
  return (
    <div className={styles.fields}>
      <Select
        label={t('tracker.model')}
        description={t('tracker.modelHint')}
        placeholder={t('tracker.modelPlaceholder')}
        searchable
        nothingFoundMessage={t('tracker.modelNotFound')}
        disabled={protocols.isPending}
        error={fields.protocol ?? fields.model ?? (protocols.isError ? t('state.errorText') : undefined)}
        value={value.protocol ? value.protocol + separator + value.model : null}
        onChange={(chosen) => {
          const [protocol = '', model = ''] = (chosen ?? '').split(separator)
          set({ protocol, model })
        }}
        data={(protocols.data ?? []).map((one) => ({
          group: one.title,
          items: [...one.models.map((model) => ({ value: one.protocol + separator + model.name, label: model.name })), { value: one.protocol + separator, label: t('tracker.otherModel', { title: one.title }) }],
        }))}
        maxDropdownHeight={320}
      />
      <TextInput
        label={t(setup?.by_imei ? 'tracker.imei' : 'tracker.identity')}
        description={t(setup?.by_imei ? 'tracker.imeiHint' : 'tracker.identityHint')}
        error={fields.identity}
        value={value.identity}
        onChange={(event) => set({ identity: event.currentTarget.value })}
        inputMode={setup?.by_imei ? 'numeric' : 'text'}
        autoComplete="off"
        spellCheck={false}
        maxLength={110}
        rightSectionWidth={64}
        rightSection={setup?.by_imei ? <Digits identity={value.identity} /> : undefined}
      />
      <Button variant="subtle" size="compact-sm" className={styles.more} rightSection={<IconChevronDown size={15} data-open={more || undefined} />} aria-expanded={more} onClick={() => setMore(!more)}>
        {t('tracker.more')}
      </Button>
      <Collapse expanded={more || !!fields.phone || !!fields.password || !!fields.time_zone}>
        <div className={styles.fields}>
          <TextInput label={t('tracker.phone')} description={t('tracker.phoneHint')} placeholder="+358401234567" error={fields.phone} value={value.phone} onChange={(event) => set({ phone: event.currentTarget.value })} inputMode="tel" autoComplete="off" />
          {setup?.has_password && (
            <PasswordInput
              label={t('tracker.password')}
              description={t('tracker.passwordHint')}
              error={fields.password}
              value={value.password}
              onChange={(event) => set({ password: event.currentTarget.value })}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
            />
          )}
          <Select label={t('tracker.zone')} description={t('tracker.zoneHint')} placeholder="UTC" searchable clearable error={fields.time_zone} value={value.zone || null} onChange={(zone) => set({ zone: zone ?? '' })} data={Intl.supportedValuesOf('timeZone')} limit={60} />
        </div>
      </Collapse>
    </div>
  )
}

function Digits({ identity }: { identity: string }) {
  const digits = identity.replace(/\D/g, '').length
  return (
    <span className={`${styles.digits} figures`} data-right={digits === 15 || undefined}>
      {digits}/15
    </span>
  )
}
