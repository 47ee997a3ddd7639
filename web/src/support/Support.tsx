import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconMessagePlus, IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Route, Switch, useLocation, useSearch } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import { asked, type Level, toNewFile } from '../api/support'
import { leaveOnEscape, sendOnEnter, useKeys } from '../app/keys'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useUnsaved } from '../app/Unsaved'
import { useWords } from '../app/words'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import people from '../people/people.module.css'
import { Allowed } from './Allowed'
import { Ask } from './Ask'
import { Files, useTaken } from './Files'
import { Known } from './Known'
import { Links } from './Links'
import { Named } from './Named'
import { Needed } from './Needed'
import { Products, Reach } from './Reach'
import { Kind, Row, State } from './Row'
import { Secrets } from './Secrets'
import { Thread } from './Thread'
import { TicketHead } from './TicketHead'
import styles from './tickets.module.css'

/** One's own questions to the desk of one's brand. */
export default function Support() {
  return <Asking level="own" base="/account/support" root="/api/support/tickets" />
}

/** The owner's questions to the level above. */
export function ProviderTickets() {
  return <Asking level="provider" base="/console/provider-tickets" root="/api/console/provider/support/tickets" />
}

function Asking({ level, base, root }: { level: Level; base: string; root: string }) {
  return (
    <Switch>
      <Route path={`${base}/new`}>
        <Ask level={level} base={base} />
      </Route>
      <Route path={`${base}/:ticket`}>{(params) => <One level={level} base={base} root={root} ticket={params.ticket} />}</Route>
      <Route>
        <List level={level} base={base} />
      </Route>
    </Switch>
  )
}

function List({ level, base }: { level: Level; base: string }) {
  const { t } = useTranslation()
  const f = useFormats()
  const [, navigate] = useLocation()
  const q = new URLSearchParams(useSearch()).get('q') ?? ''
  const field = useRef<HTMLInputElement>(null)
  // Whoever has gone on to a question by then is not taken back.
  const [text, find] = useWords(q, (words) => {
    if (location.pathname === base) navigate(words ? `${base}?${new URLSearchParams({ q: words })}` : base, { replace: true })
  })
  useKeys({ '/': () => field.current?.focus() })
  const [list, rows] = usePages(['support', level, 'list', q], (after) => asked[level].list(q, after), { keep: true })
  return (
    <div className={styles.wide}>
      <header className={styles.head}>
        <div>
          <h1>{t(level === 'own' ? 'support.title' : 'support.providerTitle')}</h1>
          <p className={people.lead}>{t(level === 'own' ? 'support.lead' : 'support.providerLead')}</p>
          <a className={styles.reach} href="#reach">
            {t('deskSetup.reach')}
          </a>
        </div>
        <Button component={Link} href={`${base}/new`} leftSection={<IconMessagePlus size={17} aria-hidden />}>
          {t('support.ask')}
        </Button>
      </header>
      <div className={styles.one}>
        <div className={styles.talk}>
          {(rows.length > 0 || q) && (
            <TextInput
              ref={field}
              type="search"
              leftSection={<IconSearch size={17} aria-hidden />}
              rightSection={<kbd aria-hidden>/</kbd>}
              aria-label={t('support.searchOwn')}
              placeholder={t('support.searchOwn')}
              maxLength={200}
              value={text}
              onKeyDown={leaveOnEscape}
              onChange={(event) => find(event.currentTarget.value)}
            />
          )}
          {list.isPending ? (
            <Waiting />
          ) : list.isError ? (
            <Failure error={list.error} retry={() => void list.refetch()} />
          ) : rows.length === 0 && q ? (
            <Notice kind="empty" title={t('list.nothingFound')} text={t('list.nothingFoundText')} action={t('support.back')} onAction={() => navigate(base)} />
          ) : rows.length === 0 ? (
            <Notice kind="empty" title={t('support.none')} text={t('support.noneText')} />
          ) : (
            <section className={styles.list}>
              <ul className={styles.rows} aria-label={t('support.title')}>
                {rows.map((one) => (
                  <Row key={one.id} one={one} state={one.state} href={`${base}/${one.id}`} from={q && String(new URLSearchParams({ q }))} marks={<><Kind kind={one.kind} /><State state={one.state} withdrawn={one.withdrawn} /></>}>
                    <span className="figures" title={f.full(one.changed_at)}>
                      {f.moment(one.changed_at)}
                    </span>
                    {one.state === 'open' && one.promise_at && <> · {t('support.promised', { at: f.moment(one.promise_at) })}</>}
                  </Row>
                ))}
              </ul>
              <div className={styles.more}>
                <More of={list} />
              </div>
            </section>
          )}
          <Products level={level} />
        </div>
        <div className={styles.side} id="reach">
          <Reach level={level} />
        </div>
      </div>
    </div>
  )
}

function One({ level, base, root, ticket }: { level: Level; base: string; root: string; ticket: string }) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const queries = useQueryClient()
  const whole = useQuery({ queryKey: ['support', level, ticket], queryFn: () => asked[level].get(ticket), refetchInterval: 30_000 })
  const secretFailed = new URLSearchParams(useSearch()).get('secret') === 'failed'
  const [body, setBody] = useState('')
  const [files, setFiles] = useState<File[]>([])
  const from = useHistoryState<{ from?: string } | null>()?.from
  const { free } = useUnsaved(body.trim() !== '' || files.length > 0, `${base}/${ticket}`)
  const taken = useTaken(files, setFiles)
  const again = () => queries.invalidateQueries({ queryKey: ['support', level] })
  const reply = useMutation({
    mutationFn: async () => asked[level].reply(ticket, body, await Promise.all(files.map(toNewFile))),
    onSuccess: (now) => {
      setBody('')
      setFiles([])
      void again()
      free()
      if (now.id !== ticket) go(`${base}/${now.id}`)
    },
  })
  const confirm = useMutation({ mutationFn: () => asked[level].confirm(ticket), onSuccess: again })
  const withdraw = useMutation({ mutationFn: (now: boolean) => (now ? asked[level].withdraw(ticket) : asked[level].takeBack(ticket)), onSuccess: again })
  if (whole.isPending) return <Waiting />
  if (whole.isError) return <Failure error={whole.error} retry={() => void whole.refetch()} />
  const one = whole.data
  const waits = one.state === 'open' || one.state === 'grouped'
  return (
    <div className={styles.wide}>
      <TicketHead one={one} base={from ? `${base}?${from}` : base} back={t('support.back')} critical={one.critical} native={one.native} waits={one.state === 'open'}>
        <State state={one.state} withdrawn={one.withdrawn} />
        <Kind kind={one.kind} />
      </TicketHead>
      {secretFailed && <Notice kind="empty" title={t('support.secretFailed')} text={t('support.secretFailedText')} />}
      <div className={styles.one}>
        <div className={styles.talk}>
          {one.state === 'open' && <Needed missing={one.missing} tell={(facts) => asked[level].tell(ticket, facts)} again={['support', level]} />}
          <Thread whole={one} root={root} />
          {one.state === 'answered' && (
            <Button variant="light" className={styles.start} loading={confirm.isPending} onClick={() => confirm.mutate()}>
              {t('support.confirm')}
            </Button>
          )}
          {one.withdrawn && (
            <div className={styles.withdrawn} role="status">
              <p>{t('support.withdrawnText')}</p>
              <Button variant="light" loading={withdraw.isPending} onClick={() => withdraw.mutate(false)}>
                {t('support.takeBack')}
              </Button>
            </div>
          )}
          <form
            className={people.card}
            {...taken}
            onKeyDown={sendOnEnter}
            onSubmit={(event) => {
              event.preventDefault()
              reply.mutate()
            }}
          >
            <Textarea label={t('support.further')} description={waits ? t('support.movesToTheEnd') : undefined} required autosize minRows={3} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
            <Fault error={reply.error ?? confirm.error ?? withdraw.error} />
            <Files files={files} change={setFiles}>
              <Button type="submit" loading={reply.isPending}>
                {t('support.send')}
              </Button>
            </Files>
          </form>
          {waits && (
            <Button variant="subtle" color="gray" className={styles.start} loading={withdraw.isPending} onClick={() => withdraw.mutate(true)}>
              {t('support.withdraw')}
            </Button>
          )}
        </div>
        <div className={styles.side}>
          <Known facts={one.facts} tell={(facts) => asked[level].tell(ticket, facts)} again={['support', level]} />
          <Links links={one.links} />
          <Secrets whole={one} level={level} />
          <Allowed level={level} ticket={ticket} />
          <Named whole={one} level={level} />
        </div>
      </div>
    </div>
  )
}
