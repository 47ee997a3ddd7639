import { Button, Checkbox, Group, Select, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { changeRealmSettings, getRealmSettings, type RealmSettings as Settings } from '../api/consoles'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { ZoneSelect } from '../app/ZoneSelect'
import { type Language, languages, offer } from '../i18n'
import { Fault } from '../people/parts'
import { CountrySelect } from '../signup/CountrySelect'
import styles from './console.module.css'
import { HoursIn } from './HoursIn'
import { SignInRules } from './SignInRules'

/** What a realm is called, where it is, and where its users find help. */
export default function RealmSettings() {
  const { t } = useTranslation()
  const settings = useQuery({ queryKey: ['realm settings'], queryFn: getRealmSettings })
  if (settings.isPending) return <Waiting />
  if (settings.isError) return <Failure error={settings.error} retry={() => void settings.refetch()} />
  return (
    <div className={styles.sheet} data-narrow>
      <header>
        <h1>{t('realm.title')}</h1>
        <p className={styles.lead}>{t('realm.lead')}</p>
      </header>
      <Form now={settings.data} />
      <SignInRules />
    </div>
  )
}

function Form({ now }: { now: Settings }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [wanted, set] = useState(now)
  const change = (part: Partial<Settings>) => set({ ...wanted, ...part })
  const support = (part: Partial<Settings['support']>) => set({ ...wanted, support: { ...wanted.support, ...part } })
  const save = useMutation({
    mutationFn: () => changeRealmSettings({ ...wanted, country: wanted.country || undefined }),
    onSuccess: () => {
      offer(wanted.languages)
      notifications.show({ message: t('settings.saved'), color: 'green' })
      return Promise.all([queries.invalidateQueries({ queryKey: ['realm settings'] }), queries.invalidateQueries({ queryKey: ['session'] })])
    },
  })
  const fields = useFieldTexts(save.error)
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <section className={styles.card}>
        <h2>{t('realm.realm')}</h2>
        <TextInput label={t('realm.name')} description={t('realm.nameHint')} value={wanted.name} onChange={(event) => change({ name: event.currentTarget.value })} maxLength={200} required error={fields.name} />
        <Select label={t('settings.language')} description={t('realm.languageHint')} data={Object.entries(languages).map(([value, label]) => ({ value, label }))} value={wanted.locale} onChange={(locale) => locale && change({ locale: locale as Settings['locale'] })} error={fields.locale} />
        <Checkbox.Group label={t('realm.languages')} description={t('realm.languagesHint')} value={wanted.languages} onChange={(list) => change({ languages: list as Language[] })} error={fields.languages}>
          <Group gap="lg" mt="xs" mb={4}>
            {Object.entries(languages).map(([value, label]) => (
              <Checkbox key={value} value={value} label={label} lang={value} />
            ))}
          </Group>
        </Checkbox.Group>
        <ZoneSelect label={t('customer.timeZone')} value={wanted.time_zone} onChange={(zone) => zone && change({ time_zone: zone })} error={fields.time_zone} />
        <CountrySelect label={t('customer.country')} value={wanted.country || null} onChange={(country) => change({ country: country ?? '' })} error={fields.country} />
        <p className={styles.faint}>
          {t('measures.realmText')} <Link href="/console/brand">{t('measures.realmLink')}</Link>
        </p>
      </section>
      <section className={styles.card}>
        <h2>{t('realm.support')}</h2>
        <p className={styles.faint}>{t('realm.supportText')}</p>
        <TextInput type="email" label={t('realm.email')} value={wanted.support.email} onChange={(event) => support({ email: event.currentTarget.value })} maxLength={254} error={fields.email} />
        <TextInput type="tel" label={t('realm.phone')} value={wanted.support.phone} onChange={(event) => support({ phone: event.currentTarget.value })} maxLength={32} error={fields.phone} />
        <Textarea label={t('realm.hours')} description={t('realm.hoursHint')} value={wanted.support.hours} onChange={(event) => support({ hours: event.currentTarget.value })} maxLength={200} autosize minRows={1} error={fields.hours} />
        <HoursIn now={wanted.support.hours_in} change={(hours_in) => support({ hours_in })} error={fields.hours_in} />
      </section>
      {Object.keys(fields).length === 0 && <Fault error={save.error} />}
      <Button type="submit" className={styles.end} loading={save.isPending}>
        {t('state.save')}
      </Button>
    </form>
  )
}
