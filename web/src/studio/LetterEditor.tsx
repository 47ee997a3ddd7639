import { Alert, Button, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconArrowLeft, IconFileTypePdf, IconLock, IconMailForward, IconRestore } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { drawPaper, getLetter, type Letter, type LetterFault, type LetterSheet, type LetterText, lockLetter, resetLetter, saveLetter, showLetter, testLetter } from '../api/letters'
import { getStudio } from '../api/studio'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import styles from '../console/console.module.css'
import { type Language, offered } from '../i18n'
import { CustomerChoice } from '../payments/Choice'
import { Dialog, Fault } from '../people/parts'
import { LetterSight } from './LetterSight'
import { useLetterTitle } from './title'
import { Publish } from './Versions'
import own from './letters.module.css'
import studio from './studio.module.css'

/** What is written and not saved yet; none: the text is as it is kept. */
interface Edited {
  edited?: LetterText
  edit: (text?: LetterText) => void
}

/** One letter or paper in one language: its words, what can be named in it, and how it will look. */
export function LetterEditor({ letter, language, edited, edit }: { letter: Letter; language: Language } & Edited) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  // What was looked for in the list is there again on the way back.
  const search = useSearch()
  const query = search && `?${search}`
  const title = useLetterTitle()
  const sheet = useQuery({ queryKey: ['letters', letter.letter, language], queryFn: () => getLetter(letter.letter, language) })
  return (
    <div className={styles.sheet}>
      <header className={styles.head}>
        <Link href={`/console/letters${query}`} className={styles.back}>
          <IconArrowLeft size={16} aria-hidden /> {t('letters.title')}
        </Link>
        <h1>{title(letter)}</h1>
        <Select aria-label={t('settings.language')} value={language} data={offered(language)} onChange={(to) => to && go(`/console/letters/${letter.letter}/${to}${query}`)} maw={240} />
      </header>
      {sheet.isPending ? <Waiting /> : sheet.isError ? <Failure error={sheet.error} retry={() => void sheet.refetch()} /> : <Work sheet={sheet.data} language={language} edited={edited} edit={edit} />}
    </div>
  )
}

function Work({ sheet, language, edited, edit }: { sheet: LetterSheet; language: Language } & Edited) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const may = useMay('brand.look.write') && !sheet.locked_above
  const chooses = useMay('reselling.customer.read')
  const looks = useMay('brand.look.preview')
  const handed = sheet.inherited.body !== sheet.standard.body || sheet.inherited.subject !== sheet.standard.subject
  const kept: LetterText = sheet.draft ?? sheet.inherited
  const [publishing, setPublishing] = useState(false)
  const [customer, setCustomer] = useState<string | null>(null)
  const text = edited ?? kept
  const paper = sheet.group === 'paper'
  const look = useQuery({ queryKey: ['studio'], queryFn: getStudio })
  const again = (told: string) => () => {
    edit(undefined)
    notifications.show({ message: t(told as 'studio.saved'), color: 'green' })
    return Promise.all([['letters'], ['studio']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
  const save = useMutation({ mutationFn: () => saveLetter(sheet.letter, language, text), onSuccess: again('studio.saved') })
  const reset = useMutation({ mutationFn: () => resetLetter(sheet.letter, language), onSuccess: again('letters.isReset') })
  const lock = useMutation({ mutationFn: (locked: boolean) => lockLetter(sheet.letter, locked), onSuccess: again('studio.saved') })
  const fields = useFieldTexts(save.error)
  return (
    <div className={studio.work}>
      <div className={studio.form}>
        {sheet.locked_above && (
          <Alert color="gray" variant="light" icon={<IconLock size={18} aria-hidden />}>
            {t('letters.lockedAboveText')}
          </Alert>
        )}
        <section className={styles.card}>
          <p className={studio.note} role="status">
            {t(edited ? 'studio.unsaved' : sheet.draft ? 'letters.isOwn' : sheet.from === 'inherited' ? 'letters.isInherited' : 'letters.isStandard')}
          </p>
          <Fields sheet={sheet} text={text} change={edit} may={may} errors={fields} />
          {Object.keys(fields).length === 0 && <Fault error={save.error} />}
          <Fault error={reset.error ?? lock.error} />
          {sheet.betrays && <Alert color="yellow" variant="light">{t('letters.betrays', { found: sheet.betrays })}</Alert>}
          <div className={studio.acts}>
            <Button onClick={() => save.mutate()} loading={save.isPending} disabled={!may || !edited}>
              {t('studio.save')}
            </Button>
            <Button variant="light" onClick={() => setPublishing(true)} disabled={!may || Boolean(edited) || !look.data?.draft}>
              {t('studio.publish')}
            </Button>
            {edited && (
              <Button variant="default" onClick={() => edit(undefined)}>
                {t('letters.undo')}
              </Button>
            )}
            <Button variant="subtle" color="red" leftSection={<IconRestore size={16} aria-hidden />} onClick={() => reset.mutate()} loading={reset.isPending} disabled={!may || !sheet.draft}>
              {t('letters.reset')}
            </Button>
          </div>
          <Switch label={t('letters.lock')} description={t('letters.lockText')} checked={sheet.locked} disabled={!may || lock.isPending} onChange={(event) => lock.mutate(event.currentTarget.checked)} />
        </section>
        {handed && <Original title={t('letters.handed')} text={sheet.inherited} />}
        {sheet.standard.body && <Original title={t('letters.standard')} text={sheet.standard} />}
      </div>
      <aside className={studio.side}>
        {looks && (
          <section className={styles.card} aria-label={t('studio.preview')}>
            <h2>{t('studio.preview')}</h2>
            {chooses && <CustomerChoice label={t('letters.customer')} description={t('letters.customerText')} value={customer} choose={setCustomer} />}
            <Sight sheet={sheet} language={language} text={text} customer={customer ?? undefined} />
            {paper && sheet.letter !== 'paper_foot' && <Draw sheet={sheet} language={language} text={text} customer={customer ?? undefined} />}
            {sheet.group === 'letter' && <Test sheet={sheet} language={language} text={text} may={may} />}
          </section>
        )}
      </aside>
      <Dialog title={t('studio.publish')} opened={publishing} close={() => setPublishing(false)}>
        <p className={styles.lead}>{t('letters.publishText')}</p>
        <Publish close={() => setPublishing(false)} />
      </Dialog>
    </div>
  )
}

/** What would be said without words of one's own. */
function Original({ title, text }: { title: string; text: LetterText }) {
  return (
    <section className={styles.card} aria-label={title}>
      <h2>{title}</h2>
      <pre className={own.ours}>{[text.subject, text.body].filter(Boolean).join('\n\n')}</pre>
    </section>
  )
}

// Stand in a text, and in no subject.
const ofTexts = ['link', 'greeting']

/** The words, and what can be named in them. */
function Fields({ sheet, text, change, may, errors }: { sheet: LetterSheet; text: LetterText; change: (text: LetterText) => void; may: boolean; errors: Record<string, string> }) {
  const { t } = useTranslation()
  const subject = useRef<HTMLInputElement>(null)
  const body = useRef<HTMLTextAreaElement>(null)
  const [last, setLast] = useState<'subject' | 'body'>('body')
  const insert = (name: string) => {
    const into = ofTexts.includes(name) ? 'body' : last
    const field = into === 'subject' ? subject.current : body.current
    if (!field) return
    const [from, to] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length]
    const put = `{{${name}}}`
    change({ ...text, [into]: field.value.slice(0, from) + put + field.value.slice(to) })
    // Once React has written it, the cursor stands behind what was put in.
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(from + put.length, from + put.length)
    })
  }
  return (
    <>
      {sheet.group === 'letter' && (
        <TextInput ref={subject} label={t('letters.subject')} value={text.subject ?? ''} onChange={(event) => change({ ...text, subject: event.currentTarget.value })} onFocus={() => setLast('subject')} maxLength={1000} readOnly={!may} error={errors.subject} />
      )}
      <Textarea ref={body} className={own.body} label={t('letters.body')} description={t('letters.bodyText')} value={text.body} onChange={(event) => change({ ...text, body: event.currentTarget.value })} onFocus={() => setLast('body')} autosize minRows={sheet.group === 'letter' ? 10 : 4} maxRows={26} maxLength={20000} readOnly={!may} error={errors.body} />
      <div>
        <p className={studio.note}>{t('letters.variables')}</p>
        <ul className={own.chips} aria-label={t('letters.variables')}>
          {sheet.variables.map((one) => (
            <li key={one.name}>
              <button type="button" className={own.chip} data-needed={one.needed || undefined} disabled={!may} title={one.example} onClick={() => insert(one.name)}>
                {one.name}
                {one.needed && <span> · {t('letters.needed')}</span>}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

interface Shown {
  sheet: LetterSheet
  language: Language
  text: LetterText
  customer?: string
}

/** How it will look, or what is in the way. */
function Sight({ sheet, language, text, customer }: Shown) {
  const [asked] = useDebouncedValue(text, 250)
  const empty = !asked.body.trim()
  const shown = useQuery({
    queryKey: ['letter shown', sheet.letter, language, asked, customer],
    queryFn: ({ signal }) => showLetter(sheet.letter, language, asked, customer, signal),
    placeholderData: keepPreviousData,
    enabled: !empty,
  })
  const { t } = useTranslation()
  if (empty) return <p className={studio.note}>{t('letters.nothing')}</p>
  if (shown.isPending) return <Waiting />
  if (shown.isError) return <Fault error={shown.error} />
  if (shown.data.faults.length > 0) return <Faults list={shown.data.faults} />
  if (sheet.group === 'paper') return <div className={`${own.letter} ${own.paper}`}>{shown.data.text}</div>
  return (
    <>
      <LetterSight subject={shown.data.subject} html={shown.data.html} />
      <details className={own.plain}>
        <summary>{t('letters.plain')}</summary>
        <pre className={own.ours}>{shown.data.text}</pre>
      </details>
    </>
  )
}

/** What is wrong with a text, each with its place. */
function Faults({ list }: { list: LetterFault[] }) {
  const { t, i18n } = useTranslation()
  return (
    <ul className={own.faults} role="alert">
      {list.map((fault) => {
        const key = `letters.fault_${fault.reason}`
        const where = t('letters.place', { line: fault.line, place: fault.place })
        return <li key={`${fault.field} ${fault.line} ${fault.place} ${fault.reason} ${fault.meant ?? ''}`}>{i18n.exists(key) ? t(key as 'letters.fault_unknown_variable', { where, found: fault.found ?? '', meant: fault.meant ? `{{${fault.meant}}}` : '' }) : fault.remedy}</li>
      })}
    </ul>
  )
}

function Draw({ sheet, language, text, customer }: Shown) {
  const { t } = useTranslation()
  const draw = useMutation({
    mutationFn: () => drawPaper(sheet.letter, language, text, customer),
    onSuccess: (paper) => {
      const url = URL.createObjectURL(paper)
      const link = document.createElement('a')
      link.href = url
      link.download = `${sheet.letter}-${language}.pdf`
      link.click()
      // What was begun to be read goes on being read.
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
    },
  })
  return (
    <>
      <Fault error={draw.error} />
      <Button variant="light" leftSection={<IconFileTypePdf size={17} aria-hidden />} loading={draw.isPending} onClick={() => draw.mutate()}>
        {t('letters.draw')}
      </Button>
    </>
  )
}

function Test({ sheet, language, text, may }: Shown & { may: boolean }) {
  const { t } = useTranslation()
  const test = useMutation({ mutationFn: () => testLetter(sheet.letter, language, text) })
  const sent = test.data
  return (
    <>
      <Fault error={test.error} />
      {sent && (
        <Alert role="status" color={sent.sent ? 'green' : 'red'} variant="light">
          {sent.sent ? t('letters.tested', { to: sent.to }) : [t('letters.notTested', { to: sent.to }), sent.said].filter(Boolean).join(' ')}
        </Alert>
      )}
      <Button variant="light" leftSection={<IconMailForward size={17} aria-hidden />} loading={test.isPending} disabled={!may} onClick={() => test.mutate()}>
        {t('letters.test')}
      </Button>
    </>
  )
}
