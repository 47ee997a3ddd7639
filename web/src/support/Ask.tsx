import { Button, Checkbox, PasswordInput, Select, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { getObject } from '../api/model'
import { asked, type Level, type NewTicket, toNewFile } from '../api/support'
import { useMay } from '../app/Gate'
import { useFieldTexts } from '../app/problems'
import { useUnsaved } from '../app/Unsaved'
import { lastPage } from '../app/where'
import { sendOnEnter } from '../app/keys'
import { Failure, Notice, Waiting } from '../app/Notice'
import { instant } from '../i18n/days'
import { Fault } from '../people/parts'
import { PeopleChooser } from '../people/PersonChooser'
import people from '../people/people.module.css'
import { ObjectChooser } from '../monitoring/ObjectChooser'
import { useFormats } from '../i18n/format'
import { deviceOf } from './device'
import { DocumentChooser } from './DocumentChooser'
import { useFactName } from './facts'
import { Files, useTaken } from './Files'
import { weekly } from './hours'
import styles from './tickets.module.css'

// How long what was handed over can be read.
const secretHours = 72

/** What somebody can ask for besides asking: what is the owner's alone is offered to nobody else. */
const kindsOf = (level: Level, owner: boolean) =>
  level === 'provider' ? (['question', 'complaint', 'cancellation'] as const) : ([...(['question', 'complaint', 'stolen_login', 'tracker_claim', 'sms_dispute'] as const), ...(owner ? (['cancellation'] as const) : [])] as const)

/** A new question, with what it is about and who else may see it. */
export function Ask({ level, base }: { level: Level; base: string }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const [, go] = useLocation()
  const queries = useQueryClient()
  const maySeeObjects = useMay('fleet.object.read') && level === 'own'
  const maySeePeople = useMay('people.person.read') && level === 'own'
  const front = useQuery({ queryKey: ['support', level, 'front'], queryFn: () => asked[level].front() })
  const [subject, setSubject] = useState('')
  const [body, setBody] = useState('')
  const [before, setBefore] = useState('')
  const [category, setCategory] = useState<string | null>(null)
  const [critical, setCritical] = useState(false)
  const [tracker, setTracker] = useState('')
  const [native, setNative] = useState(false)
  const [files, setFiles] = useState<File[]>([])
  // What another screen asks about: "?kind=object&id=…&label=…".
  const about = new URLSearchParams(useSearch())
  const given = (kind: string) => (about.get('kind') === kind && about.get('id') ? { id: about.get('id')!, name: about.get('label') ?? '' } : undefined)
  const [object, setObject] = useState<{ id: string; name: string } | undefined>(() => given('object'))
  const [paper, setPaper] = useState<{ id: string; name: string } | undefined>(() => given('document'))
  const [kind, setKind] = useState<string>('question')
  const [product, setProduct] = useState<string | null>(null)
  const owner = useMay('support.look.write')
  const mayPapers = useMay(level === 'own' ? 'billing.paper.read' : 'reselling.provider.read')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [who, setWho] = useState<string[]>([])
  const [label, setLabel] = useState('')
  const [secret, setSecret] = useState('')
  const factName = useFactName()
  // The tracker of what is chosen is known: nobody need look it up.
  const one = useQuery({ queryKey: ['object', object?.id], queryFn: () => getObject(object!.id), enabled: maySeeObjects && object !== undefined })
  const identity = one.data?.tracker?.identity
  // About equipment the device must be named; about the service the browser tells what it knows.
  const equipment = front.data?.categories.find((one) => one.id === category)?.scope === 'equipment'
  const ask = useMutation({
    mutationFn: async () => {
      const span = { from: from ? instant(from) : undefined, to: to ? instant(to) : undefined }
      const links: NonNullable<NewTicket['links']> = []
      if (object) links.push({ kind: 'object', subject: object.id, label: object.name || one.data?.name || t('support.link.object'), ...span })
      if (paper) links.push({ kind: 'document', subject: paper.id, label: paper.name || t('support.link.document'), ...(object ? {} : span) })
      if (!object && !paper && (from || to)) links.push({ kind: 'span', label: t('support.span'), ...span })
      const device = deviceOf(navigator.userAgent)
      const named = (equipment && tracker.trim()) || identity
      // Where one is sold, it is that one.
      const products = front.data?.products ?? []
      const sold = products.length === 1 ? products[0] : products.find((each) => `${each.name} ${each.version}` === product)
      const told = { ...(named && { tracker: named }), ...(one.data?.tracker?.model && { tracker_model: one.data.tracker.model }), ...(sold && { product: sold.name, product_version: sold.version }) }
      const facts = { ...front.data?.facts, app: 'web', ...device, os: device.os || navigator.platform, ...told, page: lastPage(), ...(before && { before }), ...(object && { object: object.name || one.data?.name || '' }) }
      const made = await asked[level].ask({ subject, body, kind: kind as 'question', critical, native: native && front.data?.native ? true : undefined, category: category ?? undefined, files: await Promise.all(files.map(toNewFile)), links, people: who, facts })
      // The question is asked by now: where the secret fails, it is handed over in the question itself.
      const failed = secret ? await asked[level].giveSecret(made.id, { label: label.trim() || t('support.secret'), value: secret, hours: secretHours }).then(() => false, () => true) : false
      return { made, failed }
    },
    onSuccess: ({ made, failed }) => {
      free()
      void queries.invalidateQueries({ queryKey: ['support', level] })
      go(`${base}/${made.id}${failed ? '?secret=failed' : ''}`)
    },
  })
  const fields = useFieldTexts(ask.error)
  const { free } = useUnsaved(subject !== '' || body !== '' || before !== '' || secret !== '' || files.length > 0, `${base}/new`)
  const taken = useTaken(files, setFiles)
  if (front.isPending) return <Waiting />
  if (front.isError) return <Failure error={front.error} retry={() => void front.refetch()} />
  const speakers = front.data.native
  const chosen = front.data.categories.find((one) => one.id === category)
  const agreed = chosen && chosen.scope !== 'service' ? (chosen.answers[i18n.language] ?? chosen.answers.en) : undefined
  return (
    <form
      className={styles.wide}
      {...taken}
      onKeyDown={sendOnEnter}
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate()
      }}
    >
      <header>
        <Link className={people.back} href={base}>
          <IconArrowLeft size={16} aria-hidden />
          {t('support.back')}
        </Link>
        <h1>{t('support.ask')}</h1>
        <p className={people.lead}>{t('support.oneQuestion')}</p>
      </header>
      {/* The question first; beside it, what it is about and who else may see it. */}
      <div className={styles.one}>
        <div className={styles.talk}>
          <Select label={t('support.kindIs')} value={kind} onChange={(next) => next && setKind(next)} data={kindsOf(level, owner).map((value) => ({ value, label: t(`support.kind.${value}`) }))} error={fields.kind} />
          {front.data.categories.length > 0 && (
            <Select label={t('support.category')} value={category} onChange={setCategory} clearable data={front.data.categories.map((one) => ({ value: one.id, label: one.names[i18n.language] ?? one.names.en ?? '—' }))} error={fields.category} />
          )}
          {chosen?.forum && (
            <p className={people.lead}>
              {t('support.forumText')}{' '}
              <a href={chosen.forum} target="_blank" rel="noreferrer noopener">
                {chosen.forum.replace(/^https?:\/\//, '')}
              </a>
            </p>
          )}
          {agreed && <Notice kind="empty" title={t('support.agreed')} text={agreed} />}
          <TextInput label={t('support.subject')} required maxLength={300} value={subject} onChange={(event) => setSubject(event.currentTarget.value)} error={fields.subject} />
          <Textarea label={t('support.body')} required autosize minRows={5} value={body} onChange={(event) => setBody(event.currentTarget.value)} error={fields.body} />
          <Textarea label={t('support.before')} autosize minRows={2} value={before} onChange={(event) => setBefore(event.currentTarget.value)} />
          <Files files={files} change={setFiles} />
          {fields.files && <p role="alert">{fields.files}</p>}
          {speakers && (
            <Checkbox
              label={t('support.native')}
              description={`${t('support.nativeHours', { hours: weekly(speakers.spans, i18n.language), zone: speakers.zone })}${new Date(speakers.next).getTime() > Date.now() ? ` ${t('support.nativeNext', { at: f.moment(speakers.next) })}` : ''}`}
              checked={native}
              onChange={(event) => setNative(event.currentTarget.checked)}
              error={fields.native}
            />
          )}
          <Checkbox label={t('support.critical')} checked={critical} onChange={(event) => setCritical(event.currentTarget.checked)} />
        </div>
        <div className={styles.side}>
          {equipment && <TextInput label={`${factName('tracker')} (IMEI / ID)`} maxLength={100} autoComplete="off" placeholder={identity} value={tracker} onChange={(event) => setTracker(event.currentTarget.value)} error={fields['facts.tracker']} />}
          {maySeeObjects && (
            <ObjectChooser label={t('support.object')} clearable value={object?.id ?? null} known={object && (object.name || one.data) ? [{ value: object.id, label: object.name || one.data!.name }] : undefined} choose={(id, name) => setObject(id ? { id, name: name ?? '' } : undefined)} error={fields.links} />
          )}
          {mayPapers && <DocumentChooser side={level} label={t('support.document')} clearable value={paper?.id ?? null} known={paper ? [{ value: paper.id, label: paper.name || t('support.link.document') }] : undefined} choose={(id, name) => setPaper(id ? { id, name: name ?? '' } : undefined)} />}
          {front.data.products.length > 1 && (
            <Select label={factName('product')} clearable value={product} onChange={setProduct} data={front.data.products.map((each) => `${each.name} ${each.version}`).filter((name, i, all) => all.indexOf(name) === i)} error={fields['facts.product']} />
          )}
          <TextInput type="datetime-local" label={t('support.spanFrom')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextInput type="datetime-local" label={t('support.spanTo')} min={from || undefined} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
          {maySeePeople && (
            <PeopleChooser others label={t('support.whoSees')} description={t('support.whoSeesText')} maxValues={20} value={who} choose={setWho} error={fields.people} />
          )}
          <PasswordInput label={t('support.secret')} description={t('support.secretText')} autoComplete="off" maxLength={20000} value={secret} onChange={(event) => setSecret(event.currentTarget.value)} />
          {secret && <TextInput label={t('support.secretLabel')} maxLength={100} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />}
        </div>
      </div>
      <Fault error={ask.error} />
      <Button type="submit" w="fit-content" loading={ask.isPending}>
        {t('support.send')}
      </Button>
    </form>
  )
}
