import { Alert, Button, Radio, Select, Group, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { IconAlertCircle } from '@tabler/icons-react'
import { type FormEvent, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getSignUp, signUp, type SignUpForm, type SignUpPage } from '../api/signup'
import { Problem } from '../api/http'
import { boot } from '../app/boot'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useFieldTexts, useProblemText } from '../app/problems'
import type { Language } from '../i18n'
import { Accept } from './Accept'
import { Ask } from './Ask'
import { countries, likelyCountry, likelyZone, zones } from './countries'
import { Foot } from './Foot'
import { Page } from './Page'
import { NewPassword } from './Password'
import styles from './signup.module.css'

type Detail = 'phone' | 'registration_number' | 'tax_number' | 'address' | 'contact'
const detailsOf: Record<string, Detail[]> = { person: ['phone'], entity: ['registration_number', 'tax_number', 'address', 'contact', 'phone'] }

/** Where strangers become customers: at once, by an application, or not by themselves. */
export function SignUp() {
  const { t, i18n } = useTranslation()
  const [sentTo, setSentTo] = useState('')
  const page = useQuery({ queryKey: ['sign-up', i18n.language], queryFn: () => getSignUp(i18n.language), placeholderData: (before) => before })
  useEffect(() => {
    document.title = `${t('signUp.title')} · ${boot.brand}`
  }, [t])
  if (page.isPending) return <Page title={t('signUp.title')}><Waiting /></Page>
  if (page.isError) return <Page title={t('signUp.title')}><Failure error={page.error} retry={() => void page.refetch()} /></Page>
  if (sentTo) {
    return (
      <Page title={t('signUp.title')}>
        <Notice kind="empty" title={t('signUp.sentTitle')} text={t('signUp.sentText', { brand: boot.brand, email: sentTo })} action={t('signUp.toSignIn')} onAction={() => location.assign('/')} />
      </Page>
    )
  }
  if (page.data.mode === 'closed') {
    return (
      <Page>
        <h1>{t('signUp.closedTitle', { brand: boot.brand })}</h1>
        <p className={styles.lead}>{t('signUp.closedText')}</p>
        <Ask />
        <Foot />
      </Page>
    )
  }
  return (
    <Page>
      <Form page={page.data} onPending={setSentTo} />
    </Page>
  )
}

/** What is wrong with a field; a password's fault is told in the words of this page. */
function usePageTexts(error: unknown) {
  const { t } = useTranslation()
  const fields = useFieldTexts(error)
  if (error instanceof Problem && error.code === 'bad_password') fields.password = t('settings.passwordHint')
  return fields
}

function Form({ page, onPending }: { page: SignUpPage; onPending: (email: string) => void }) {
  const { t, i18n } = useTranslation()
  const [customer, setCustomer] = useState(page.customers[0] as SignUpForm['customer'])
  const [texts, setTexts] = useState<Record<string, string>>({})
  const [country, setCountry] = useState(() => likelyCountry(page.closed_countries))
  const [zone, setZone] = useState<string | null>(likelyZone)
  const [accepted, setAccepted] = useState<string[]>([])
  const problem = useProblemText()
  const zoneNames = useMemo(zones, [])
  const countryNames = useMemo(() => countries(i18n.language, page.closed_countries), [i18n.language, page.closed_countries])
  const details = detailsOf[customer] ?? []
  const required = customer === 'entity' ? page.entity_fields : page.person_fields
  const send = useMutation({
    mutationFn: () =>
      signUp({
        customer,
        name: texts.name ?? '',
        login: texts.login ?? '',
        email: texts.email ?? '',
        password: texts.password ?? '',
        country: country ?? '',
        time_zone: zone ?? '',
        locale: i18n.language as Language,
        ...Object.fromEntries(details.map((name) => [name, texts[name] || undefined])),
        accepted,
      }),
    onSuccess: (done) => (done.status === 'pending' ? onPending(texts.email ?? '') : location.replace('/')),
  })
  const fields = usePageTexts(send.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  const text = (name: string) => ({
    value: texts[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setTexts((before) => ({ ...before, [name]: value }))
    },
    error: fields[name],
    size: 'md' as const,
  })
  const all = page.documents.every((document) => accepted.includes(document.id))
  return (
    <form onSubmit={submit}>
      <h1>{t('signUp.title')}</h1>
      <p className={styles.lead}>
        {t('signUp.lead', { brand: boot.brand })} {page.free_objects > 0 && t('signUp.free', { count: page.free_objects })} {page.mode === 'approval' && t('signUp.approvalLead', { brand: boot.brand })}
      </p>
      <div className={styles.fields}>
        {page.customers.length > 1 && (
          <Radio.Group className={styles.wide} label={t('signUp.customer')} value={customer} onChange={(value) => setCustomer(value as SignUpForm['customer'])}>
            <Group mt={6} gap="lg">
              <Radio value="person" label={t('signUp.person')} />
              <Radio value="entity" label={t('signUp.entity')} />
            </Group>
          </Radio.Group>
        )}
        <TextInput className={styles.wide} label={t(customer === 'entity' ? 'signUp.company' : 'signUp.name')} autoComplete={customer === 'entity' ? 'organization' : 'name'} maxLength={200} required {...text('name')} />
        {details.map((name) =>
          name === 'address' ? (
            <Textarea key={name} className={styles.wide} label={t(`signUp.field_${name}`)} autoComplete="street-address" maxLength={500} autosize minRows={2} required={required.includes(name)} {...text(name)} />
          ) : (
            <TextInput key={name} label={t(`signUp.field_${name}`)} type={name === 'phone' ? 'tel' : 'text'} autoComplete={name === 'phone' ? 'tel' : name === 'contact' ? 'name' : 'off'} maxLength={name === 'contact' ? 200 : name === 'phone' ? 32 : 60} required={required.includes(name)} {...text(name)} />
          ),
        )}
        <Select className={styles.wide} label={t('signUp.country')} data={countryNames} value={country} onChange={setCountry} searchable required error={fields.country} size="md" />
        <TextInput label={t('signUp.email')} description={t('signUp.emailText')} type="email" autoComplete="email" maxLength={254} required {...text('email')} />
        <TextInput label={t('signUp.login')} description={t('signUp.loginText')} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={100} required {...text('login')} />
        <div className={styles.wide}>
          <NewPassword value={texts.password ?? ''} onChange={(password) => setTexts((before) => ({ ...before, password }))} error={fields.password} />
        </div>
        <Select className={styles.wide} label={t('signUp.timeZone')} data={zoneNames} value={zone} onChange={setZone} searchable required error={fields.time_zone} size="md" />
      </div>
      <Accept documents={page.documents} accepted={accepted} set={setAccepted} />
      {send.isError && (Object.keys(fields).length === 0 || fields.accepted) && (
        <Alert role="alert" mt="md" color="red" variant="light" icon={<IconAlertCircle size={18} />}>
          {problem(send.error)}
        </Alert>
      )}
      <Button type="submit" size="md" fullWidth mt="lg" loading={send.isPending} disabled={!all}>
        {t(page.mode === 'approval' ? 'signUp.apply' : 'signUp.submit')}
      </Button>
      <Foot ask />
    </form>
  )
}
