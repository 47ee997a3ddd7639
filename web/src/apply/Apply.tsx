import { Alert, Button, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { IconAlertCircle } from '@tabler/icons-react'
import { type FormEvent, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askForBusiness, getPartnerPage, type PartnerPage } from '../api/signup'
import { Problem } from '../api/http'
import { boot } from '../app/boot'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useFieldTexts, useProblemText } from '../app/problems'
import { changeLanguage, type Language, offered } from '../i18n'
import { Accept } from '../signup/Accept'
import { countries, likelyCountry, likelyZone } from '../signup/countries'
import { Page } from '../signup/Page'
import { NewPassword } from '../signup/Password'
import styles from '../signup/signup.module.css'
import { Confirm } from './Confirm'
import { HostInput } from './HostInput'

/** Where somebody asks for a business of their own, or follows the link of the letter. There is none where the brand takes nobody so. */
export function Apply() {
  return location.pathname === '/partners/confirm' ? <Confirm /> : <Asking />
}

function Asking() {
  const { t, i18n } = useTranslation()
  const [sentTo, setSentTo] = useState('')
  const page = useQuery({ queryKey: ['partners', i18n.language], queryFn: () => getPartnerPage(i18n.language), placeholderData: (before) => before, retry: false })
  const missing = page.isError && page.error instanceof Problem && page.error.status === 404
  const title = missing ? t('apply.none') : t('apply.title')
  useEffect(() => {
    document.title = page.isPending ? boot.brand : `${title} · ${boot.brand}`
  }, [page.isPending, title])
  if (page.isPending) return <Page><Waiting /></Page>
  if (missing) return <Page title={title}><Notice kind="missing" title={title} text={t('apply.noneText')} action={t('signUp.toSignIn')} onAction={() => location.assign('/')} /></Page>
  if (page.isError) return <Page title={title}><Failure error={page.error} retry={() => void page.refetch()} /></Page>
  if (sentTo) {
    return (
      <Page title={title}>
        <Notice kind="empty" title={t('apply.sentTitle')} text={t(page.data.mode === 'open' ? 'apply.sentText' : 'apply.sentWait', { email: sentTo })} />
      </Page>
    )
  }
  return (
    <Page>
      <Form page={page.data} onSent={setSentTo} />
    </Page>
  )
}

const gets = ['brand', 'host', 'prices', 'customers', 'start'] as const

function Form({ page, onSent }: { page: PartnerPage; onSent: (email: string) => void }) {
  const { t, i18n } = useTranslation()
  const [texts, setTexts] = useState<Record<string, string>>({})
  const [country, setCountry] = useState(() => likelyCountry(page.closed_countries))
  const [zone] = useState(likelyZone)
  const [plan, setPlan] = useState<string | null>(page.plans.length === 1 ? page.plans[0]!.id : null)
  const [accepted, setAccepted] = useState<string[]>([])
  const problem = useProblemText()
  const countryNames = useMemo(() => countries(i18n.language, page.closed_countries), [i18n.language, page.closed_countries])
  const send = useMutation({
    mutationFn: () =>
      askForBusiness({
        company: texts.company ?? '',
        name: texts.name ?? '',
        email: texts.email ?? '',
        password: texts.password ?? '',
        host: texts.host ?? '',
        plan: plan ?? undefined,
        country: country ?? '',
        time_zone: zone ?? 'UTC',
        locale: i18n.language as Language,
        accepted,
      }),
    onSuccess: () => onSent(texts.email ?? ''),
  })
  const fields = useFieldTexts(send.error)
  if (send.error instanceof Problem && send.error.code === 'bad_password') fields.password = t('settings.passwordHint')
  const text = (name: string) => ({
    value: texts[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setTexts((before) => ({ ...before, [name]: value }))
    },
    error: fields[name],
    size: 'md' as const,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  const all = page.documents.every((document) => accepted.includes(document.id)) && (page.plans.length === 0 || plan !== null)
  return (
    <form onSubmit={submit}>
      <h1>{t('apply.title')}</h1>
      <p className={styles.lead}>
        {t('apply.lead', { brand: boot.brand })} {page.mode === 'approval' && t('apply.approvalLead', { brand: boot.brand })}
      </p>
      <h2>{t('apply.gets')}</h2>
      <ul>
        {gets.map((one) => (
          <li key={one}>{t(`apply.get_${one}`)}</li>
        ))}
      </ul>
      {page.plans.length > 0 && (
        <Radio.Group label={t('apply.plans')} error={fields.plan} value={plan} onChange={setPlan} mb="md">
          <Stack gap="xs" mt="sm">
            {page.plans.map((one) => (
              <Radio key={one.id} value={one.id} label={`${one.name}: ${one.free ? t('apply.free') : `${one.price} ${t('apply.day')} ${t('apply.perObject')}`}`} description={[one.description, one.text, one.shows_provider && t('apply.shows', { name: boot.brand })].filter(Boolean).join(' ')} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <div className={styles.fields}>
        <TextInput className={styles.wide} label={t('apply.company')} description={t('apply.companyText')} autoComplete="organization" maxLength={80} required {...text('company')} />
        <TextInput className={styles.wide} label={t('apply.name')} autoComplete="name" maxLength={200} required {...text('name')} />
        <TextInput className={styles.wide} label={t('apply.email')} description={t('apply.emailText')} type="email" autoComplete="username" maxLength={100} required {...text('email')} />
        <div className={styles.wide}>
          <NewPassword value={texts.password ?? ''} onChange={(password) => setTexts((before) => ({ ...before, password }))} error={fields.password} />
        </div>
        <div className={styles.wide}>
          <HostInput zone={page.zone} value={texts.host ?? ''} onChange={(host) => setTexts((before) => ({ ...before, host }))} error={fields.host} />
        </div>
        <Select label={t('signUp.country')} data={countryNames} value={country} onChange={setCountry} searchable required error={fields.country} size="md" />
        <Select label={t('apply.language')} data={offered()} value={i18n.language} onChange={(name) => name && void changeLanguage(name as Language)} error={fields.locale} size="md" />
      </div>
      <Accept documents={page.documents} accepted={accepted} set={setAccepted} />
      {send.isError && (Object.keys(fields).length === 0 || fields.accepted || fields.time_zone) && (
        <Alert role="alert" mt="md" color="red" variant="light" icon={<IconAlertCircle size={18} />}>
          {problem(send.error)}
        </Alert>
      )}
      <Button type="submit" size="md" fullWidth mt="lg" loading={send.isPending} disabled={!all}>
        {t('apply.submit')}
      </Button>
    </form>
  )
}
