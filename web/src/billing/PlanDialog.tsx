import { Alert, Button, Checkbox, Radio, Skeleton, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcomes, PlanChoice, Subscription, Wish } from '../api/billing'
import { Failure } from '../app/Notice'
import type en from '../i18n/en.json'
import { useFormats } from '../i18n/format'
import { Dialog, Fault } from '../people/parts'
import styles from './billing.module.css'
import { useParty } from './party'
import { changes, useSums } from './sums'

export interface Target {
  objects: string[]
  name: string
  /** Under which plan the one object is. */
  now?: Subscription
}

type Doing = Wish['doing']

/** Choose a plan for objects, or pause, resume or stop: what it comes to is shown before, and the terms are accepted by a tick. */
export function PlanDialog({ target, close }: { target: Target; close: (done: boolean) => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const party = useParty()
  const single = target.objects.length === 1 ? target.objects[0]! : undefined
  const plan = useQuery({
    queryKey: ['object-plan', single ?? 'new', party.key],
    queryFn: async () => (single ? party.plan(single) : { subscription: undefined, choices: await party.choices(target.objects) }),
  })
  const [wish, ask] = useState<Wish>()
  const [accepted, accept] = useState(false)
  const key = useRef(crypto.randomUUID())
  const preview = useQuery({ queryKey: ['preview', party.key, wish], queryFn: () => party.preview(wish!), enabled: Boolean(wish), gcTime: 0, staleTime: 0 })
  const act = useMutation({
    mutationFn: (what: Wish) => party.act(what, key.current),
    onSuccess: (done) => {
      key.current = crypto.randomUUID()
      void Promise.all(['billing', 'subscriptions', 'entries', 'object-plan', 'object', 'preview', 'money'].map((name) => queries.invalidateQueries({ queryKey: [name] })))
      if (done.done === target.objects.length) {
        notifications.show({ message: t('billing.done', { count: done.done }), color: 'green' })
        close(true)
      }
    },
  })
  const now = plan.data?.subscription ?? target.now
  const begun = (doing: Doing, version?: string) => {
    accept(false)
    ask({ doing, objects: target.objects, version })
  }
  const chosen = plan.data?.choices.find((choice) => choice.version.id === wish?.version)
  const told = act.data ?? preview.data
  return (
    <Dialog title={t('billing.planOf', { name: target.name })} opened close={() => close(false)}>
      {plan.isPending ? (
        <Skeleton height={160} />
      ) : plan.isError ? (
        <Failure error={plan.error} retry={() => void plan.refetch()} />
      ) : (
        <>
          <Actions now={now} doing={wish?.doing} begin={begun} />
          <Radio.Group label={t('billing.choosePlan')} value={wish?.doing === 'connect' ? (wish.version ?? '') : ''} onChange={(version) => begun('connect', version)}>
            <Stack gap="xs" mt={8}>
              {plan.data.choices.map((choice) => (
                <Choice key={choice.id} choice={choice} />
              ))}
            </Stack>
          </Radio.Group>
          {wish && (
            <div className={styles.preview} aria-live="polite">
              {preview.isFetching && !act.data ? <Skeleton height={40} /> : told && <Told told={told} many={target.objects.length > 1} stops={wish.doing === 'stop'} />}
              <Fault error={preview.error ?? act.error} />
              {wish.doing === 'connect' && chosen && (
                <>
                  {chosen.version.text && <p className={styles.terms}>{chosen.version.text}</p>}
                  <Checkbox label={t(party.key ? 'prices.acceptFor' : 'billing.accept', { plan: chosen.name })} checked={accepted} onChange={(event) => accept(event.currentTarget.checked)} />
                </>
              )}
              <Button loading={act.isPending} disabled={preview.isFetching || (told?.done ?? 0) === 0 || (wish.doing === 'connect' && !accepted)} onClick={() => act.mutate(wish)} className={styles.end}>
                {t(`billing.do_${wish.doing}`)}
              </Button>
            </div>
          )}
        </>
      )}
    </Dialog>
  )
}

/** What can be done of the plan that there is. */
function Actions({ now, doing, begin }: { now?: Subscription; doing?: Doing; begin: (doing: Doing) => void }) {
  const { t } = useTranslation()
  const can: Doing[] = !now ? ['pause', 'resume', 'stop', 'stop_now'] : now.begins ? [] : now.state === 'paused' ? ['resume', 'stop_now'] : now.stops ? ['keep', 'stop_now'] : ['pause', 'stop', 'stop_now']
  if (can.length === 0) return null
  return (
    <div className={styles.tools}>
      {can.map((what) => (
        <Button key={what} size="xs" variant={doing === what ? 'filled' : 'default'} onClick={() => begin(what)}>
          {t(`billing.ask_${what as 'pause'}`)}
        </Button>
      ))}
    </div>
  )
}

function Choice({ choice }: { choice: PlanChoice }) {
  const { t } = useTranslation()
  const f = useFormats()
  const { price, priced, sum } = useSums()
  const limits = choice.version.limits
  const words = [
    limits.objects !== undefined && t('billing.upTo', { count: limits.objects }),
    limits.retention && t(`billing.keeps_${limits.retention}`),
    choice.trial_until && t('billing.trialUntil', { date: f.date(choice.trial_until) }),
    choice.version.gives_remainder && t('billing.givesBack'),
    choice.room === 0 && !choice.current && t('billing.fullPlan'),
    choice.missing > 0 && t('billing.isMissing', { amount: sum(choice.missing, choice.version.price.currency) }),
    choice.next && changes(choice.version, choice.next) && t('billing.changesOn', { date: f.date(choice.next.in_force_from), price: price(choice.next.price, choice.next.period, choice.free) }),
  ].filter(Boolean)
  return (
    <Radio
      value={choice.version.id}
      disabled={choice.current || choice.room === 0}
      label={
        <>
          <b>{choice.name}</b>
          {priced(choice.name, choice.version.price, choice.version.period, choice.free).slice(choice.name.length)} {choice.current && <span className={styles.faint}>({t('billing.current')})</span>}
        </>
      }
      description={[choice.description, ...words].filter(Boolean).join(' · ')}
    />
  )
}

/** What it would come to, or has. */
function Told({ told, many, stops }: { told: Outcomes; many: boolean; stops: boolean }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const { sum } = useSums()
  const refused = told.items.filter((item) => !item.done)
  const first = told.items.find((item) => item.done)?.after
  return (
    <>
      {told.done > 0 && (
        <p>
          {many && `${t('billing.objects', { count: told.done })}: `}
          {told.charged > 0 ? t('billing.chargedNow', { amount: sum(told.charged, told.currency!) }) : t('billing.chargedNothing')}
          {told.given_back > 0 && ` ${t('billing.givenBack', { amount: sum(told.given_back, told.currency!) })}`}
          {!many && stops && first?.paid_until && ` ${t('billing.servedUntil', { date: f.date(first.paid_until) })}`}
          {!many && !stops && first?.next_due && ` ${t('billing.nextThen', { date: f.date(first.next_due) })}`}
        </p>
      )}
      {refused.length > 0 && (
        <Alert color="yellow" variant="light" role="alert">
          {many && <b>{t('billing.refused', { count: refused.length })} </b>}
          {refused[0]!.missing
            ? t('billing.missing', { amount: sum(refused[0]!.missing, refused[0]!.currency ?? '') })
            : i18n.exists(`problems.${refused[0]!.reason}`)
              ? t(`problems.${refused[0]!.reason as keyof typeof en.problems}`)
              : refused[0]!.message}
        </Alert>
      )}
    </>
  )
}
