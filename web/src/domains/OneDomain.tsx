import { Badge, Button, Checkbox, CopyButton, Switch, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle, IconArrowLeft, IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { bringCertificate, checkDomain, type Domain, dropCertificate, type Finding, getDomain, listDomains, makePrimary, removeDomain, setRedirects } from '../api/domains'
import { countPasskeys, tellPasskeys } from '../api/strong'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import styles from '../console/console.module.css'
import { useFormats } from '../i18n/format'
import type en from '../i18n/en.json'
import { Buttons, Dialog, Fault } from '../people/parts'
import { tones } from './tones'
import own from './domains.module.css'

type Code = keyof typeof en.domains.wrong

/** One domain: what to set, what is wrong and how to mend it. While it is on its way the page looks again by itself. */
export function OneDomain({ id }: { id: string }) {
  const { t } = useTranslation()
  const format = useFormats()
  const queries = useQueryClient()
  const may = useMay('brand.domain.write')
  const domain = useQuery({
    queryKey: ['domains', id],
    queryFn: () => getDomain(id),
    refetchInterval: (query) => (query.state.data && ['pending', 'verified', 'issuing', 'degraded'].includes(query.state.data.state) ? 3000 : 30_000),
  })
  const check = useMutation({ mutationFn: () => checkDomain(id), onSettled: () => queries.invalidateQueries({ queryKey: ['domains'] }) })
  if (domain.isPending) return <Waiting />
  if (domain.isError) return <Failure error={domain.error} retry={() => void domain.refetch()} />
  const one = domain.data
  return (
    <div className={styles.sheet} data-narrow>
      <header>
        <Link href="/console/domains" className={styles.back}>
          <IconArrowLeft size={17} aria-hidden /> {t('domains.title')}
        </Link>
        <h1>{one.host}</h1>
        <p className={own.marks} aria-live="polite">
          <Badge color={tones[one.state]} variant="light" size="lg">
            {t(`domains.states.${one.state}`)}
          </Badge>
          {one.primary && <Badge variant="light" size="lg">{t('domains.primary')}</Badge>}
        </p>
        <p className={styles.lead}>{one.ended ? t(`domains.ended.${one.ended}`) : one.given && one.state === 'degraded' ? t('domains.givenDegraded') : t(`domains.stateTexts.${one.state}`)}</p>
        {one.contested && <p role="alert">{t('domains.contestedText')}</p>}
      </header>
      {one.records.length > 0 && one.state !== 'active' && (
        <section className={styles.card}>
          <h2>{t('domains.records')}</h2>
          <p className={styles.faint}>{t('domains.recordsText')}</p>
          {one.records.map((record, i) => (
            <div key={`${record.record} ${record.value}`} className={own.record}>
              {record.either && !one.records[i - 1]?.either && <small>{t('domains.either')}</small>}
              <span>
                <Badge variant="default">{record.record}</Badge> <code>{record.name}</code>
              </span>
              <span>
                <code>{record.value}</code> <Copy value={record.value} />
              </span>
            </div>
          ))}
        </section>
      )}
      {(!one.given || one.findings.length > 0) && one.state !== 'detached' && (
        <section className={styles.card}>
          <h2>{t('domains.check')}</h2>
          <div aria-live="polite">
            {one.findings.length === 0 && <p className={styles.faint}>{t('domains.unchecked')}</p>}
            {one.findings.map((finding) => (
              <Seen key={finding.record + finding.name + finding.code} finding={finding} />
            ))}
          </div>
          {one.checked_at && <p className={styles.faint}>{t('domains.checkedAt', { at: format.full(one.checked_at) })}</p>}
          <Fault error={check.error} />
          {may && (
            <Button variant="light" className={styles.end} loading={check.isPending} onClick={() => check.mutate()}>
              {t('domains.checkNow')}
            </Button>
          )}
        </section>
      )}
      {one.answers && <Shown one={one} may={may} />}
      {may && <Acts one={one} />}
    </div>
  )
}

function Copy({ value }: { value: string }) {
  const { t } = useTranslation()
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button size="compact-sm" variant="subtle" onClick={copy} leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}>
          {copied ? t('people.copied') : t('state.copy')}
        </Button>
      )}
    </CopyButton>
  )
}

function Seen({ finding }: { finding: Finding }) {
  const { t } = useTranslation()
  const fine = finding.code === 'fine'
  const code = finding.code as Code
  return (
    <div className={own.finding} data-fine={fine || undefined}>
      {fine ? <IconCheck size={19} aria-hidden /> : <IconAlertTriangle size={19} aria-hidden />}
      <div>
        <b>{fine ? t('domains.fine', { record: finding.record }) : t(`domains.wrong.${code}`, { by: finding.by ?? '' })}</b>
        {!fine && <p>{t(`domains.mend.${code}`, { name: finding.name, by: finding.by ?? '' })}</p>}
        {finding.found.length > 0 && <small>{t('domains.found', { record: finding.record, values: finding.found.join(', ') })}</small>}
        {!fine && finding.want.length > 0 && <small>{t('domains.want', { record: finding.record, values: finding.want.join(', ') })}</small>}
      </div>
    </div>
  )
}

function Shown({ one, may }: { one: Domain; may: boolean }) {
  const { t } = useTranslation()
  const format = useFormats()
  const queries = useQueryClient()
  const [bringing, setBringing] = useState(false)
  const c = one.certificate
  const drop = useMutation({ mutationFn: () => dropCertificate(one.id), onSettled: () => queries.invalidateQueries({ queryKey: ['domains'] }) })
  return (
    <section className={styles.card}>
      <h2>{t('domains.certificate')}</h2>
      <p>{c.not_after ? t(c.source === 'own' ? 'domains.ownUntil' : 'domains.until', { issuer: c.issuer ?? '', at: format.full(c.not_after) }) : t('domains.noCertificate')}</p>
      {c.failures > 0 && <p role="alert">{t('domains.refused', { count: c.failures, problem: c.problem === '-' ? t('domains.noAnswer') : (c.problem ?? ''), at: c.next_at ? format.full(c.next_at) : '' })}</p>}
      <Fault error={drop.error} />
      {may && (
        <div className={own.acts}>
          <Button variant="light" onClick={() => setBringing(true)}>
            {t('domains.bring')}
          </Button>
          {c.source === 'own' && (
            <Button variant="default" loading={drop.isPending} onClick={() => drop.mutate()}>
              {t('domains.drop')}
            </Button>
          )}
        </div>
      )}
      <Dialog title={t('domains.bring')} opened={bringing} close={() => setBringing(false)}>
        <Bring one={one} close={() => setBringing(false)} />
      </Dialog>
    </section>
  )
}

function Bring({ one, close }: { one: Domain; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [chain, setChain] = useState('')
  const [key, setKey] = useState('')
  const bring = useMutation({
    mutationFn: () => bringCertificate(one.id, chain, key),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['domains'] })
      close()
    },
  })
  const fields = useFieldTexts(bring.error)
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault()
        bring.mutate()
      }}
    >
      <p>{t('domains.bringText')}</p>
      <Textarea label={t('domains.chain')} description={t('domains.chainHint')} value={chain} onChange={(event) => setChain(event.currentTarget.value)} rows={6} required spellCheck={false} error={fields.chain} />
      <Textarea label={t('domains.key')} description={t('domains.keyHint')} value={key} onChange={(event) => setKey(event.currentTarget.value)} rows={6} required spellCheck={false} autoComplete="off" error={fields.key} />
      {Object.keys(fields).length === 0 && <Fault error={bring.error} />}
      <Buttons close={close}>
        <Button type="submit" loading={bring.isPending}>
          {t('state.save')}
        </Button>
      </Buttons>
    </form>
  )
}

function Acts({ one }: { one: Domain }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [, go] = useLocation()
  const [asking, setAsking] = useState<'primary' | 'redirect' | 'remove'>()
  const [others, setOthers] = useState(true)
  const again = () => queries.invalidateQueries({ queryKey: ['domains'] })
  const primary = useMutation({ mutationFn: () => makePrimary(one.id, others), onSuccess: () => (setAsking(undefined), again()) })
  const redirect = useMutation({ mutationFn: (redirects: boolean) => setRedirects(one.id, redirects), onSuccess: () => setAsking(undefined), onSettled: again })
  const remove = useMutation({
    mutationFn: () => removeDomain(one.id),
    onSuccess: () => {
      void again()
      go('/console/domains')
    },
  })
  return (
    <section className={styles.card}>
      <h2>{t('domains.use')}</h2>
      {one.answers && !one.primary && <Switch label={t('domains.redirectLabel')} checked={one.redirects} disabled={redirect.isPending} onChange={(event) => (event.currentTarget.checked ? setAsking('redirect') : redirect.mutate(false))} />}
      {asking !== 'redirect' && <Fault error={redirect.error} />}
      <div className={own.acts}>
        {!one.primary && one.state === 'active' && (
          <Button variant="light" onClick={() => setAsking('primary')}>
            {t('domains.makePrimary')}
          </Button>
        )}
        {!one.given && !one.primary && (
          <Button variant="light" color="red" onClick={() => setAsking('remove')}>
            {t('domains.remove')}
          </Button>
        )}
      </div>
      {one.primary && <p className={styles.faint}>{t('domains.primaryText')}</p>}
      {one.given && <p className={styles.faint}>{t('domains.givenText')}</p>}
      <Dialog title={t('domains.makePrimary')} opened={asking === 'primary'} close={() => setAsking(undefined)}>
        <p>{t('domains.primaryWarning', { host: one.host })}</p>
        {asking === 'primary' && <OthersPasskeys but={one.id} />}
        <Checkbox label={t('domains.redirectOthers')} checked={others} onChange={(event) => setOthers(event.currentTarget.checked)} />
        <Fault error={primary.error} />
        <Buttons close={() => setAsking(undefined)}>
          <Button loading={primary.isPending} onClick={() => primary.mutate()}>
            {t('domains.makePrimary')}
          </Button>
        </Buttons>
      </Dialog>
      <Dialog title={t('domains.redirectLabel')} opened={asking === 'redirect'} close={() => setAsking(undefined)}>
        <p>{t('domains.redirectWarning', { host: one.host })}</p>
        {asking === 'redirect' && <BoundPasskeys domain={one.id} host={one.host} />}
        <Fault error={redirect.error} />
        <Buttons close={() => setAsking(undefined)}>
          <Button loading={redirect.isPending} onClick={() => redirect.mutate(true)}>
            {t('domains.redirectDo')}
          </Button>
        </Buttons>
      </Dialog>
      <Dialog title={t('domains.remove')} opened={asking === 'remove'} close={() => setAsking(undefined)}>
        <p>{t('domains.removeWarning', { host: one.host })}</p>
        {asking === 'remove' && <BoundPasskeys domain={one.id} host={one.host} />}
        <Fault error={remove.error} />
        <Buttons close={() => setAsking(undefined)}>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('domains.remove')}
          </Button>
        </Buttons>
      </Dialog>
    </section>
  )
}

/** Passkeys are bound to a host: whoever gives it up is told whose they would be, and can write to them before. */
function BoundPasskeys({ domain, host, next }: { domain: string; host: string; next?: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const key = ['domains', domain, 'passkeys']
  // Letters are written by a job: their number follows within a moment.
  const tell = useMutation({ mutationFn: () => tellPasskeys(domain, next), onSuccess: () => queries.invalidateQueries({ queryKey: key }) })
  const bound = useQuery({ queryKey: key, queryFn: () => countPasskeys(domain), refetchInterval: tell.isSuccess ? 2000 : false })
  if (bound.isPending) return <Waiting />
  if (bound.isError) return <Fault error={bound.error} />
  const { people, stranded, told, unreachable } = bound.data
  if (people === 0) return <p className={styles.faint}>{t('security.boundNone', { host })}</p>
  const left = people - told - unreachable
  return (
    <div className={own.bound}>
      <p role="alert">
        {t('security.bound', { count: people, host })} {stranded > 0 && t('security.stranded', { count: stranded })}
      </p>
      <p>
        {told > 0 && t('security.boundTold', { count: told })} {unreachable > 0 && t('security.boundUnreachable', { count: unreachable })} {left > 0 && t('security.boundBefore')}
      </p>
      <Fault error={tell.error} />
      {left > 0 && (
        <Button variant="light" size="compact-md" loading={tell.isPending} disabled={tell.isSuccess} onClick={() => tell.mutate()}>
          {tell.isSuccess ? t('security.boundTelling') : t('security.boundTell')}
        </Button>
      )}
    </div>
  )
}

/** Where browsers are sent to another host, the passkeys of those they came to are not shown any more. */
function OthersPasskeys({ but }: { but: string }) {
  const all = useQuery({ queryKey: ['domains'], queryFn: listDomains })
  return <>{all.data?.filter((one) => one.id !== but && one.answers).map((one) => <BoundPasskeys key={one.id} domain={one.id} host={one.host} next={but} />)}</>
}
