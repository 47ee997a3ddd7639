import { Button, Group, Progress } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconArrowLeft, IconDownload, IconKey, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { discardImport, fetchPasswords, fetchResult, getImport, type Import, keepFile, listImportLeft, startImport, undoImport } from '../api/importing'
import { Failure, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import { StateBadge } from './StateBadge'
import styles from './importing.module.css'
import { Lines } from './Lines'
import { Mapping } from './Mapping'
import { fieldName } from './words'

const works = (state: Import['state']) => state === 'checking' || state === 'running' || state === 'undoing'

/** One import from the mapping of its columns to its undoing; it goes on at the server whoever looks. */
export function OneImport({ id }: { id: string }) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['import', id], queryFn: () => getImport(id), refetchInterval: ({ state }) => (state.data && works(state.data.state) ? 700 : false) })
  if (query.isPending) return <Waiting />
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />
  const one = query.data!
  return (
    <div className={styles.column}>
      <Link href="/console/import" className={styles.back}>
        <IconArrowLeft size={17} aria-hidden /> {t('importing.title')}
      </Link>
      <header className={styles.top}>
        <h1>{one.file_name}</h1>
        <StateBadge state={one.state} />
      </header>
      <Body one={one} />
    </div>
  )
}

function Body({ one }: { one: Import }) {
  const { t } = useTranslation()
  const [mapping, setMapping] = useState(false)
  if (works(one.state)) return <Working one={one} />
  if (one.state === 'draft' || one.state === 'failed' || mapping) return <Mapping one={one} done={() => setMapping(false)} back={mapping ? () => setMapping(false) : undefined} />
  return (
    <>
      <section className={styles.card} aria-labelledby="summary">
        <h2 id="summary">{t(one.state === 'checked' ? 'importing.would' : one.state === 'undone' ? 'importing.wasUndone' : 'importing.was')}</h2>
        <Figures one={one} />
        {one.state === 'checked' ? <Checked one={one} remap={() => setMapping(true)} /> : <Over one={one} />}
      </section>
      {one.state === 'undone' && one.counts.left > 0 && <Left id={one.id} />}
      <Lines one={one} />
    </>
  )
}

function Working({ one }: { one: Import }) {
  const { t } = useTranslation()
  const f = useFormats()
  const share = one.todo > 0 ? (100 * one.done) / one.todo : 0
  return (
    <section className={styles.card} aria-busy>
      <h2>{t(`importing.working.${one.state as 'checking' | 'running' | 'undoing'}`)}</h2>
      <Progress value={share} size="lg" aria-label={t('importing.progress')} animated />
      <p role="status" className="figures">
        {t('importing.of', { done: f.whole(one.done), todo: f.whole(one.todo) })}
      </p>
      <p className={styles.faint}>{t('importing.mayLeave')}</p>
    </section>
  )
}

function Figures({ one }: { one: Import }) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <dl className={styles.figures}>
      {(['customers', 'users', 'objects', 'trackers', 'groups', 'unchanged', 'wrong'] as const).map((name) => (
        <div key={name} data-wrong={(name === 'wrong' && one.counts.wrong > 0) || undefined}>
          <dt>{t(`importing.count.${name}`)}</dt>
          <dd className="figures">{f.whole(one.counts[name])}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Sends something about an import, and shows what has become of it. */
function useStep(one: Import, work: (id: string) => Promise<unknown>): UseMutationResult<unknown, Error, void> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => work(one.id),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ['import', one.id] }), queries.invalidateQueries({ queryKey: ['imports'] })]),
  })
}

function Checked({ one, remap }: { one: Import; remap: () => void }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const start = useStep(one, startImport)
  const discard = useStep(one, discardImport)
  const nothing = one.counts.created + one.counts.changed === 0
  return (
    <>
      {one.counts.letters > 0 && <p className={styles.faint}>{t('importing.lettersWould', { count: one.counts.letters })}</p>}
      <p className={styles.faint}>{t(nothing ? 'importing.nothingToDo' : one.counts.wrong > 0 ? 'importing.wrongLeftOut' : 'importing.allGood')}</p>
      <Fault error={start.error ?? discard.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="subtle" color="red" loading={discard.isPending} onClick={() => discard.mutate(undefined, { onSuccess: () => navigate('/console/import') })}>
          {t('importing.discard')}
        </Button>
        <Button variant="default" onClick={remap}>
          {t('importing.remap')}
        </Button>
        <Button leftSection={<IconPlayerPlay size={18} stroke={1.8} aria-hidden />} loading={start.isPending} disabled={nothing} onClick={() => start.mutate()}>
          {t('importing.start')}
        </Button>
      </Group>
    </>
  )
}

function Over({ one }: { one: Import }) {
  const { t } = useTranslation()
  const f = useFormats()
  const [undoing, undoDialog] = useDisclosure()
  const [taking, passwordDialog] = useDisclosure()
  const result = useMutation({ mutationFn: () => fetchResult(one.id), onSuccess: (file) => keepFile(file, `${one.file_name.replace(/\.(csv|xlsx)$/i, '')}.result.csv`) })
  const mayUndo = one.counts.made + one.counts.altered > one.counts.undone && !!one.undo_until && new Date(one.undo_until) > new Date()
  return (
    <>
      {one.counts.letters > 0 && one.state === 'done' && <p className={styles.faint}>{t('importing.lettersSent', { count: one.counts.letters })}</p>}
      {one.counts.passwords > 0 && one.state === 'done' && <p className={styles.faint}>{t('importing.passwordsWait', { count: one.counts.passwords })}</p>}
      {mayUndo && one.state === 'done' && <p className={styles.faint}>{t('importing.undoUntil', { date: f.date(one.undo_until!) })}</p>}
      <Fault error={result.error} />
      <Group justify="flex-end" gap="sm">
        {mayUndo && (
          <Button variant="subtle" color="red" onClick={undoDialog.open}>
            {t(one.state === 'undone' ? 'importing.undoAgain' : 'importing.undo')}
          </Button>
        )}
        <Button variant="default" leftSection={<IconDownload size={18} stroke={1.8} aria-hidden />} loading={result.isPending} onClick={() => result.mutate()}>
          {t('importing.result')}
        </Button>
        {one.counts.passwords > 0 && (
          <Button leftSection={<IconKey size={18} stroke={1.8} aria-hidden />} onClick={passwordDialog.open}>
            {t('importing.passwords')}
          </Button>
        )}
      </Group>
      {undoing && <UndoDialog one={one} close={undoDialog.close} />}
      {taking && <PasswordDialog one={one} close={passwordDialog.close} />}
    </>
  )
}

function UndoDialog({ one, close }: { one: Import; close: () => void }) {
  const { t } = useTranslation()
  const undo = useStep(one, undoImport)
  return (
    <Dialog title={t('importing.undoTitle')} opened close={close}>
      <p>{t('importing.undoText', { customers: one.counts.customers, objects: one.counts.objects })} {one.counts.altered > 0 && t('importing.undoAltered', { count: one.counts.altered })}</p>
      <Fault error={undo.error} />
      <Buttons close={close}>
        <Button color="red" loading={undo.isPending} onClick={() => undo.mutate(undefined, { onSuccess: close })}>
          {t('importing.undo')}
        </Button>
      </Buttons>
    </Dialog>
  )
}

function PasswordDialog({ one, close }: { one: Import; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const fetching = useMutation({
    mutationFn: () => fetchPasswords(one.id),
    onSuccess: async (file) => {
      keepFile(file, 'first-passwords.csv')
      close()
      await queries.invalidateQueries({ queryKey: ['import', one.id] })
    },
  })
  return (
    <Dialog title={t('importing.passwords')} opened close={close}>
      <p>{t('importing.passwordsText')}</p>
      <Fault error={fetching.error} />
      <Buttons close={close}>
        <Button loading={fetching.isPending} onClick={() => fetching.mutate()} leftSection={<IconDownload size={18} stroke={1.8} aria-hidden />}>
          {t('importing.passwordsTake')}
        </Button>
      </Buttons>
    </Dialog>
  )
}

/** What a field that was left is called among the columns of a file. */
const leftField = (field: string) => ({ phone: 'sim', tracker: 'identity' })[field] ?? field

function Left({ id }: { id: string }) {
  const { t } = useTranslation()
  const left = useQuery({ queryKey: ['import', id, 'left'], queryFn: () => listImportLeft(id) })
  if (left.isPending) return <Waiting />
  if (left.isError) return <Failure error={left.error} retry={() => void left.refetch()} />
  return (
    <section className={styles.card} aria-labelledby="left">
      <h2 id="left">{t('importing.left')}</h2>
      <ul className={styles.left}>
        {left.data.map((one) => (
          <li key={`${one.kind} ${one.line} ${one.name}`}>
            <b>{one.name}</b>{' '}
            <span>
              {t(`importing.kind.${one.kind}`)} · {t('importing.lineNumber', { number: one.line })}
            </span>{' '}
            <small>
              {one.fields.length > 0 ? t('importing.notPutBack', { fields: one.fields.map((field) => fieldName(t, leftField(field))).join(', ') }) : t(`importing.why.${one.reason}`)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
