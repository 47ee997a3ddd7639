import { Anchor, Button, Select, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { changeEntity, getEntity, type LegalEntity } from '../api/papers'
import { Columns } from '../app/Columns'
import { useMay, useSession } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { Fault } from '../people/parts'
import styles from '../people/people.module.css'

const names = ['name', 'address', 'phone', 'email', 'registration', 'tax_number', 'tax_reason', 'bank_name', 'bank_account', 'bank_code', 'correspondent'] as const
type Name = (typeof names)[number]

const forms = ['company', 'sole_trader', 'person'] as const
type Form = (typeof forms)[number]

/** Numbers that only some have: a KPP is of Russian organisations, a correspondent account of Russian banks, and a person is in no register. */
function asked(name: Name, form: Form, country: string | undefined): boolean {
  if (name === 'tax_reason') return country === 'RU' && form === 'company'
  if (name === 'correspondent') return country === 'RU'
  if (name === 'registration') return form !== 'person'
  return true
}

/** What a field is called, by who is asked and where. */
function label(name: Name, form: Form, country: string | undefined) {
  if (name === 'name' && form !== 'company') return 'papers.entity_person_name'
  if (country === 'RU') {
    if (name === 'registration') return form === 'company' ? 'papers.entity_ogrn' : 'papers.entity_ogrnip'
    if (name === 'tax_number') return 'papers.entity_inn'
    if (name === 'bank_account') return 'papers.entity_settlement'
    if (name === 'bank_code') return 'papers.entity_bik'
  }
  return `papers.entity_${name}` as const
}

/** Who one is before the law, as papers say it. */
export function Entity() {
  const may = useMay('settings.entity.write')
  const entity = useQuery({ queryKey: ['entity'], queryFn: getEntity, enabled: may })
  if (!may) return null
  if (entity.isPending) return <Waiting />
  if (entity.isError) return <Failure error={entity.error} retry={() => void entity.refetch()} />
  return <Fields entity={entity.data} />
}

function Fields({ entity }: { entity: LegalEntity }) {
  const { t, i18n } = useTranslation()
  // A customer's country is its provider's to change.
  const business = useSession().session.tenant.kind !== 'account'
  const queries = useQueryClient()
  const { country } = entity
  const [form, setForm] = useState<Form>(entity.form ?? 'company')
  const [texts, write] = useState(() => Object.fromEntries(names.map((name) => [name, entity[name]])) as Record<Name, string>)
  const [rate, setRate] = useState(entity.tax_rate === undefined ? '' : String(entity.tax_rate / 100))
  const wrongRate = rate.trim() !== '' && !/^\d{1,3}([.,]\d{1,2})?$/.test(rate.trim())
  const change = useMutation({
    mutationFn: () => {
      const [whole = '', part = ''] = rate.trim().replace(',', '.').split('.')
      return changeEntity({ ...texts, form, tax_rate: rate.trim() === '' ? undefined : Number(whole + part.padEnd(2, '0')) })
    },
    onSuccess: (now) => {
      write(Object.fromEntries(names.map((name) => [name, now[name]])) as Record<Name, string>)
      queries.setQueryData(['entity'], now)
      notifications.show({ message: t('papers.entitySaved'), color: 'green' })
    },
  })
  const fields = useFieldTexts(change.error)
  // What was filled in before, as somebody else or elsewhere, stays in sight: papers say it.
  const shown = names.filter((name) => asked(name, form, country) || (entity[name] !== '' && form === (entity.form ?? 'company')))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!wrongRate) change.mutate()
  }
  return (
    <section className={styles.card}>
      <h2>{t('papers.entity')}</h2>
      <p className={styles.lead}>{t('papers.entityText')}</p>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Select
            label={t('papers.entity_form')}
            data={forms.map((value) => ({ value, label: t(`papers.entity_form_${value}`) }))}
            value={form}
            onChange={(value) => setForm(forms.find((one) => one === value) ?? form)}
            error={fields.form}
            maw={360}
          />
          {(country || business) && (
            <p className={styles.faint}>
              {country ? t('papers.entity_country', { country: new Intl.DisplayNames(i18n.language, { type: 'region' }).of(country) }) : t('papers.entity_countryUnknown')}{' '}
              {business && (
                <Anchor component={Link} href="/console/settings" size="sm" underline="always">
                  {t('papers.entity_countryLink')}
                </Anchor>
              )}
            </p>
          )}
          <Columns of={2}>
            {shown.map((name) => (
              <TextInput key={name} label={t(label(name, form, country))} value={texts[name]} onChange={(event) => write({ ...texts, [name]: event.currentTarget.value })} error={fields[name]} maxLength={name === 'address' ? 500 : 200} />
            ))}
            <TextInput label={t('papers.entity_tax_rate')} value={rate} onChange={(event) => setRate(event.currentTarget.value)} error={wrongRate ? t('papers.badRate') : fields.tax_rate} inputMode="decimal" maxLength={6} />
          </Columns>
          {Object.keys(fields).length === 0 && <Fault error={change.error} />}
          <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('papers.save')}
          </Button>
        </Stack>
      </form>
    </section>
  )
}
