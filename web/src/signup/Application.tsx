import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconArrowLeft } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Application as One, approve, eraseApplication, exportApplication, getApplication, refuse } from '../api/signup'
import { Problem } from '../api/http'
import { keepFile } from '../api/importing'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { isLanguage, languages } from '../i18n'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import people from '../people/people.module.css'
import { ApplicationState, kindText } from './standing'
import { EraseDialog } from './EraseDialog'
import styles from './signup.module.css'

const details = ['registration_number', 'tax_number', 'address', 'contact', 'phone'] as const

/** One application: what was told, and what to decide. */
export function Application({ id }: { id: string }) {
  const { t } = useTranslation()
  const one = useQuery({ queryKey: ['application', id], queryFn: () => getApplication(id) })
  return (
    <div className={people.column}>
      <Link href="/console/applications" className={people.back}>
        <IconArrowLeft size={17} aria-hidden /> {t('signUp.applications')}
      </Link>
      {one.isPending ? <Waiting /> : one.isError ? <Failure error={one.error} retry={() => void one.refetch()} /> : <Card one={one.data} />}
    </div>
  )
}

function Card({ one }: { one: One }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const may = useMay('reselling.application.decide')
  const facts: [string, string | undefined][] = [
    [t('signUp.kind'), t(kindText[one.customer])],
    [t('signUp.login'), one.login],
    [t('signUp.email'), one.email],
    [t('apply.host'), one.host],
    ...details.map((name): [string, string | undefined] => [t(`signUp.field_${name}`), one.details[name]]),
    [t('signUp.country'), new Intl.DisplayNames(i18n.language, { type: 'region' }).of(one.country)],
    [t('signUp.timeZone'), one.time_zone],
    [t('signUp.language'), isLanguage(one.locale) ? languages[one.locale] : undefined],
    [t('signUp.documentsAccepted'), f.whole(one.accepted)],
    [t('signUp.asked'), f.full(one.created_at)],
    [t('signUp.from'), one.from],
    [t('signUp.decided'), one.decided_at && (one.decider ? t('signUp.decidedBy', { name: one.decider, when: f.full(one.decided_at) }) : t('signUp.byItself', { when: f.full(one.decided_at) }))],
    [t('signUp.reason'), one.reason],
  ]
  return (
    <>
      <header>
        <h1>{one.name}</h1>
        <p className={people.lead}>
          <ApplicationState status={one.status} />
        </p>
      </header>
      <section className={people.card}>
        <dl className={styles.facts}>
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} is`}>{value}</dd>])}
        </dl>
      </section>
      {may && one.status === 'pending' && <Decide one={one} />}
      {may && <Held one={one} />}
      {may && one.status !== 'pending' && <Erase one={one} />}
    </>
  )
}

/** What is kept of the applicant, for whoever was asked for it. */
function Held({ one }: { one: One }) {
  const { t } = useTranslation()
  const held = useMutation({ mutationFn: () => exportApplication(one.id), onSuccess: (file) => keepFile(file, 'application.json') })
  return (
    <section className={people.card} aria-labelledby="held">
      <h2 id="held">{t('signUp.held')}</h2>
      <p className={people.faint}>{t('signUp.heldText')}</p>
      <Fault error={held.error} />
      <Group>
        <Button variant="light" loading={held.isPending} onClick={() => held.mutate()}>
          {t('signUp.heldFetch')}
        </Button>
      </Group>
    </section>
  )
}

function Erase({ one }: { one: One }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [sure, setSure] = useState(false)
  const erase = useMutation({
    mutationFn: () => eraseApplication(one.id),
    onSuccess: () => {
      setSure(false)
      notifications.show({ message: t('signUp.erased'), color: 'green' })
      return Promise.all([['application'], ['applications']].map((queryKey) => queries.invalidateQueries({ queryKey })))
    },
  })
  return (
    <section className={people.card}>
      <p className={people.faint}>{t('signUp.eraseText')}</p>
      <Group>
        <Button variant="light" color="red" onClick={() => setSure(true)}>
          {t('signUp.erase')}
        </Button>
      </Group>
      <EraseDialog name={one.name} opened={sure} close={() => setSure(false)} erase={erase} />
    </section>
  )
}

function Decide({ one }: { one: One }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [login, setLogin] = useState('')
  const [host, setHost] = useState('')
  const [refusing, setRefusing] = useState(false)
  const settled = () => Promise.all([['application'], ['applications'], ['customers']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  const open = useMutation({
    mutationFn: () => approve(one.id, { login: login.trim() || undefined, host: host.trim() || undefined }),
    onSuccess: (done) => {
      notifications.show({ message: t(one.customer === 'partner' ? 'apply.approved' : 'signUp.approved', { number: done.number }), color: 'green' })
      return settled()
    },
  })
  const hostTaken = open.error instanceof Problem && ['host_taken', 'host_reserved', 'bad_host_label'].includes(open.error.code)
  const taken = open.error instanceof Problem && open.error.code === 'login_taken'
  return (
    <section className={people.card}>
      {(taken || login !== '') && <TextInput label={t('signUp.otherLogin')} description={t('signUp.otherLoginText')} value={login} onChange={(event) => setLogin(event.currentTarget.value)} maxLength={100} autoComplete="off" data-autofocus />}
      {(hostTaken || host !== '') && <TextInput label={t('apply.approveHost')} description={t('apply.approveHostText')} value={host} onChange={(event) => setHost(event.currentTarget.value)} maxLength={63} autoComplete="off" autoCapitalize="none" spellCheck={false} data-autofocus />}
      <Fault error={open.error} />
      <Group gap="sm">
        <Button loading={open.isPending} onClick={() => open.mutate()}>
          {t('signUp.approve')}
        </Button>
        <Button variant="light" color="red" onClick={() => setRefusing(true)}>
          {t('signUp.refuse')}
        </Button>
      </Group>
      {refusing && <Refuse one={one} close={() => setRefusing(false)} settled={settled} />}
    </section>
  )
}

function Refuse({ one, close, settled }: { one: One; close: () => void; settled: () => Promise<unknown> }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const turnDown = useMutation({
    mutationFn: () => refuse(one.id, reason.trim()),
    onSuccess: () => {
      notifications.show({ message: t('signUp.refusedNote'), color: 'green' })
      close()
      return settled()
    },
  })
  const fields = useFieldTexts(turnDown.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    turnDown.mutate()
  }
  return (
    <Dialog title={t('signUp.refuseTitle', { name: one.name })} opened close={close}>
      <form onSubmit={submit}>
        <Textarea label={t('signUp.reason')} description={t('signUp.reasonText')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={fields.reason} maxLength={1000} autosize minRows={3} required data-autofocus mb="md" />
        {Object.keys(fields).length === 0 && <Fault error={turnDown.error} />}
        <Buttons close={close}>
          <Button type="submit" color="red" loading={turnDown.isPending} disabled={reason.trim() === ''}>
            {t('signUp.refuse')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
