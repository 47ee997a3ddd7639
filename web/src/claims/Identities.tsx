import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IdentityClaim, listTrackerRequests, type QueuedRequest, searchIdentity } from '../api/stock'
import { useMay } from '../app/Gate'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import styles from '../people/people.module.css'
import { Asked } from './Asked'
import { Decide, type Decision } from './Decide'

/** Who holds a device, over all tenants; and what was asked of the staff. Every search stands in the audit. */
export default function Identities() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const may = useMay('platform.identity.write')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const [decision, setDecision] = useState<Decision>()
  const [queue, requests] = usePages(['tracker requests'], listTrackerRequests)
  const search = useMutation({ mutationFn: () => searchIdentity(value, reason) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    search.mutate()
  }
  const decided = () => {
    void queries.invalidateQueries({ queryKey: ['tracker requests'] })
    if (search.data) search.mutate()
  }
  return (
    <div className={styles.column}>
      <header>
        <h1>{t('claims.identities')}</h1>
        <p className={styles.lead}>{t('claims.identitiesLead')}</p>
      </header>
      <form className={styles.card} onSubmit={submit}>
        <TextInput label={t('claims.identity')} value={value} onChange={(event) => setValue(event.currentTarget.value)} maxLength={120} required autoComplete="off" />
        <TextInput label={t('claims.reason')} description={t('claims.reasonHint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} minLength={3} maxLength={500} required autoComplete="off" />
        <div>
          <Button type="submit" loading={search.isPending}>
            {t('claims.search')}
          </Button>
        </div>
        <Fault error={search.error} />
      </form>
      {search.data &&
        (search.data.length === 0 ? (
          <Notice kind="empty" title={t('claims.nobody')} text={t('claims.nobodyText')} />
        ) : (
          <section className={styles.card} aria-label={t('claims.chain')}>
            <h2>{t('claims.chain')}</h2>
            <ul className={styles.rows}>
              {search.data.map((one) => (
                <Claim key={one.id} one={one} decide={may ? setDecision : undefined} />
              ))}
            </ul>
          </section>
        ))}
      <section className={styles.card} aria-label={t('claims.queue')}>
        <h2>{t('claims.queue')}</h2>
        {queue.isPending ? (
          <Waiting />
        ) : queue.isError ? (
          <Failure error={queue.error} retry={() => void queue.refetch()} />
        ) : requests.length === 0 ? (
          <p className={styles.faint}>{t('claims.noRequests')}</p>
        ) : (
          <ul className={styles.rows}>
            {requests.map((one) => (
              <Queued key={one.id} one={one} look={() => setValue(one.identity)} decide={may ? setDecision : undefined} />
            ))}
          </ul>
        )}
        <More of={queue} />
      </section>
      {decision && <Decide decision={decision} close={() => setDecision(undefined)} done={decided} />}
    </div>
  )
}

function Claim({ one, decide }: { one: IdentityClaim; decide?: (decision: Decision) => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const span = (one: { since: string; until?: string }) => `${f.full(one.since)} – ${one.until ? f.full(one.until) : t('claims.now')}`
  return (
    <li>
      <div>
        <b>{one.tenant_name}</b>
        <small>{[one.realm_name, t(`claims.states.${one.state}`), one.namespace, one.model || one.protocol, one.proof && t(`claims.proofs.${one.proof}`)].filter(Boolean).join(' · ')}</small>
        <small className="figures">
          {one.held ? t('claims.held', { span: span(one.held) }) : t('claims.claimed', { when: f.full(one.claimed_at) })} · {one.heard_at ? t('claims.heard', { when: f.full(one.heard_at) }) : t('claims.neverHeard')}
        </small>
        {one.bindings.map((binding) => (
          <small key={binding.since} className="figures">
            {t('claims.bound', { span: span(binding) })}
          </small>
        ))}
        {one.request && <Asked request={one.request} />}
      </div>
      {decide && (one.state === 'holds' || one.state === 'waits') && (
        <Button size="compact-sm" variant="light" onClick={() => decide({ what: one.state === 'holds' ? 'release' : 'transfer', id: one.id, who: one.tenant_name })}>
          {t(one.state === 'holds' ? 'claims.release' : 'claims.transfer')}
        </Button>
      )}
    </li>
  )
}

function Queued({ one, look, decide }: { one: QueuedRequest; look: () => void; decide?: (decision: Decision) => void }) {
  const { t } = useTranslation()
  return (
    <li>
      <div>
        <b>{one.identity}</b>
        <small>{[one.tenant_name, one.realm_name, one.model || one.protocol].join(' · ')}</small>
        <Asked request={one} />
      </div>
      <Button size="compact-sm" variant="light" onClick={look}>
        {t('claims.look')}
      </Button>
      {decide && (
        <Button size="compact-sm" color="red" variant="subtle" onClick={() => decide({ what: 'refuse', id: one.id, who: one.tenant_name })}>
          {t('claims.refuse')}
        </Button>
      )}
    </li>
  )
}
