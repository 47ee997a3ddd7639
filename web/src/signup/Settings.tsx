import { Button, Checkbox, MultiSelect, NumberInput, Radio, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconExternalLink } from '@tabler/icons-react'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeSettings, getSettings, type SignUpRules, type SignUpSettings } from '../api/signup'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { Fault } from '../people/parts'
import { PartnerSettings } from '../apply/PartnerSettings'
import people from '../people/people.module.css'
import { countries } from './countries'

const personFields = ['phone'] as const
const entityFields = ['registration_number', 'tax_number', 'address', 'contact', 'phone'] as const

/** How strangers become customers of the brand. */
export default function Settings() {
  const { t } = useTranslation()
  const settings = useQuery({ queryKey: ['sign-up-settings'], queryFn: getSettings })
  return (
    <div className={people.column}>
      <header>
        <h1>{t('signUp.settings')}</h1>
        <p className={people.lead}>{t('signUp.settingsLead')}</p>
      </header>
      {settings.isPending ? <Waiting /> : settings.isError ? <Failure error={settings.error} retry={() => void settings.refetch()} /> : <Form settings={settings.data} />}
      <PartnerSettings />
    </div>
  )
}

function Form({ settings: { closed_in_force: inForce, ...settings } }: { settings: SignUpRules }) {
  const { t, i18n } = useTranslation()
  const may = useMay('reselling.signup.write')
  const queries = useQueryClient()
  const [wanted, setWanted] = useState(settings)
  const set = (change: Partial<SignUpSettings>) => setWanted((before) => ({ ...before, ...change }))
  const save = useMutation({
    mutationFn: () => changeSettings(wanted),
    onSuccess: () => {
      notifications.show({ message: t('signUp.saved'), color: 'green' })
      return queries.invalidateQueries({ queryKey: ['sign-up-settings'] })
    },
  })
  const fields = useFieldTexts(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const names = useMemo(() => countries(i18n.language), [i18n.language])
  const above = names.filter((one) => inForce.includes(one.value) && !settings.closed_countries.includes(one.value)).map((one) => one.label)
  const open = wanted.mode !== 'closed'
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <section className={people.card}>
          <Radio.Group label={t('signUp.mode')} error={fields.mode} value={wanted.mode} onChange={(mode) => set({ mode: mode as SignUpSettings['mode'] })}>
            <Stack gap="xs" mt="sm">
              <Radio value="open" label={t('signUp.modeOpen')} disabled={!may} />
              <Radio value="approval" label={t('signUp.modeApproval')} disabled={!may} />
              <Radio value="closed" label={t('signUp.modeClosed')} disabled={!may} />
            </Stack>
          </Radio.Group>
          <div>
            <Button component="a" href="/sign-up" target="_blank" rel="noreferrer" variant="light" leftSection={<IconExternalLink size={17} aria-hidden />}>
              {t('signUp.preview')}
            </Button>
          </div>
        </section>
        {open && (
          <section className={people.card}>
            <Checkbox.Group label={t('signUp.welcome')} value={wanted.customers} onChange={(customers) => set({ customers: customers as SignUpSettings['customers'] })} error={fields.customers}>
              <Stack gap="xs" mt="sm">
                <Checkbox value="person" label={t('signUp.persons')} disabled={!may} />
                <Checkbox value="entity" label={t('signUp.entities')} disabled={!may} />
              </Stack>
            </Checkbox.Group>
            <h2>{t('signUp.required')}</h2>
            <p className={people.faint}>{t('signUp.requiredText')}</p>
            {wanted.customers.includes('person') && (
              <Checkbox.Group label={t('signUp.ofPersons')} value={wanted.person_fields} onChange={(list) => set({ person_fields: list as SignUpSettings['person_fields'] })}>
                <div className={people.bundles} style={{ marginTop: 10 }}>
                  {personFields.map((name) => (
                    <Checkbox key={name} value={name} label={t(`signUp.field_${name}`)} disabled={!may} />
                  ))}
                </div>
              </Checkbox.Group>
            )}
            {wanted.customers.includes('entity') && (
              <Checkbox.Group label={t('signUp.ofEntities')} value={wanted.entity_fields} onChange={(list) => set({ entity_fields: list as SignUpSettings['entity_fields'] })}>
                <div className={people.bundles} style={{ marginTop: 10 }}>
                  {entityFields.map((name) => (
                    <Checkbox key={name} value={name} label={t(`signUp.field_${name}`)} disabled={!may} />
                  ))}
                </div>
              </Checkbox.Group>
            )}
            <NumberInput label={t('signUp.freeObjects')} description={t('signUp.freeObjectsText')} value={wanted.free_objects} onChange={(value) => set({ free_objects: Number(value) || 0 })} min={0} max={1000} allowDecimal={false} maw={320} error={fields.free_objects} disabled={!may} />
          </section>
        )}
        <section className={people.card}>
          <MultiSelect
            label={t('signUp.closedCountries')}
            description={t('signUp.closedCountriesText')}
            placeholder={wanted.closed_countries.length > 0 ? undefined : t('signUp.closedNone')}
            data={names}
            value={wanted.closed_countries}
            onChange={(closed_countries) => set({ closed_countries })}
            error={fields.closed_countries}
            disabled={!may}
            searchable
            clearable
            hidePickedOptions
            clearButtonProps={{ 'aria-label': t('list.clear') }}
            nothingFoundMessage={t('list.nothingFound')}
          />
          {above.length > 0 && <p className={people.faint}>{t('signUp.closedAbove', { countries: new Intl.ListFormat(i18n.language).format(above) })}</p>}
        </section>
        {Object.keys(fields).length === 0 && <Fault error={save.error} />}
        {may && (
          <div>
            <Button type="submit" loading={save.isPending} disabled={wanted.customers.length === 0}>
              {t('state.save')}
            </Button>
          </div>
        )}
      </Stack>
    </form>
  )
}
