import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { getDesk, removeFromDesk, type DeskSet } from '../api/desk'
import { listViews, searchDesk } from '../api/support'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useUnsaved } from '../app/Unsaved'
import console from '../console/console.module.css'
import { Buttons, Dialog, Fault } from '../people/parts'
import people from '../people/people.module.css'
import { Entry, type Values } from './DeskFields'
import { DeskPage, DeskPromises, DeskWebhook } from './DeskOwn'
import { useKinds, type Kind } from './deskKinds'
import { Mailboxes } from './Mailboxes'
import { settingsAt } from './settingsAt'
import { Translator } from './Translator'

/** All that a desk has set: how it is reached, when it is there, who answers, and what it promises. */
export default function DeskSettings() {
  const { t } = useTranslation()
  const desk = useQuery({ queryKey: ['desk set'], queryFn: getDesk })
  if (desk.isPending) return <Waiting />
  if (desk.isError) return <Failure error={desk.error} retry={() => void desk.refetch()} />
  return (
    <div className={console.sheet}>
      <header>
        <h1>{t('deskSetup.title')}</h1>
        <p className={console.lead}>{t('deskSetup.lead')}</p>
      </header>
      <All desk={desk.data} />
    </div>
  )
}

/** The parts, each at an address of its own. All of them stay in the page: what is typed in one is there when one comes back. */
function All({ desk }: { desk: DeskSet }) {
  const { t } = useTranslation()
  const [path, navigate] = useLocation()
  const kinds = useKinds(desk)
  const shelf = (name: Kind['name']) => {
    const kind = kinds.find((one) => one.name === name)
    return kind && <Shelf kind={kind} />
  }
  const parts = [
    {
      at: settingsAt,
      name: t('deskSetup.partReach'),
      page: (
        <>
          {shelf('address')}
          <Mailboxes addresses={desk.addresses} />
          <DeskPage now={desk.page} />
        </>
      ),
    },
    {
      at: `${settingsAt}/answers`,
      name: t('deskSetup.partAnswers'),
      page: (
        <>
          {shelf('category')}
          {shelf('macro')}
        </>
      ),
    },
    {
      at: `${settingsAt}/people`,
      name: t('deskSetup.partPeople'),
      page: (
        <>
          {shelf('team')}
          {shelf('calendar')}
          {shelf('duty')}
        </>
      ),
    },
    {
      at: `${settingsAt}/promises`,
      name: t('deskSetup.partPromises'),
      page: (
        <>
          <DeskPromises now={desk.promises} calendars={desk.calendars} />
          <DeskWebhook />
        </>
      ),
    },
    { at: `${settingsAt}/products`, name: t('deskSetup.partProducts'), page: shelf('product') },
    { at: `${settingsAt}/translation`, name: t('deskSetup.partTranslation'), page: <Translator /> },
  ]
  const here = parts.find((part) => part.at === path)
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    const [all, one] = [bar.current, bar.current?.querySelector<HTMLElement>('[aria-current=page]')]
    if (all && one) all.scrollLeft = one.offsetLeft - (all.clientWidth - one.clientWidth) / 2
  }, [here?.at])
  return (
    <>
      <nav ref={bar} className={console.tabs} aria-label={t('deskSetup.parts')}>
        {parts.map((part) => (
          <Link key={part.at} href={part.at} aria-current={part === here ? 'page' : undefined}>
            {part.name}
          </Link>
        ))}
      </nav>
      {!here && <Notice kind="missing" title={t('state.missingTitle')} text={t('state.missingText')} action={t('state.goTo', { page: t('deskSetup.partReach') })} onAction={() => navigate(settingsAt)} />}
      {parts.map((part) => (
        <div key={part.at} className={console.part} hidden={part !== here}>
          {part.page}
        </div>
      ))}
    </>
  )
}

/** Things of one kind, in rows; one is added or changed in a dialog. */
function Shelf({ kind }: { kind: Kind }) {
  const { t } = useTranslation()
  const [edited, edit] = useState<Values>()
  const [gone, setGone] = useState<Kind['items'][number]>()
  return (
    <section className={people.card} aria-label={kind.title}>
      <h2>{kind.title}</h2>
      <p>{kind.text}</p>
      {kind.items.length > 0 && (
        <ul className={people.rows} aria-label={kind.title}>
          {kind.items.map((one) => (
            <li key={one.id}>
              <div>
                <b>{one.title}</b>
                <small>{one.text}</small>
              </div>
              <Group gap="xs">
                {kind.changes && (
                  <Button size="compact-sm" variant="default" aria-label={`${t('deskSetup.change')}: ${one.title}`} onClick={() => edit(one.values)}>
                    {t('deskSetup.change')}
                  </Button>
                )}
                {kind.removes && (
                  <Button size="compact-sm" variant="subtle" color="red" aria-label={`${t('deskSetup.remove')}: ${one.title}`} onClick={() => setGone(one)}>
                    {t('deskSetup.remove')}
                  </Button>
                )}
              </Group>
            </li>
          ))}
        </ul>
      )}
      <Button mt="md" variant="light" className={console.end} onClick={() => edit({})}>
        {kind.add}
      </Button>
      {edited && <Editor kind={kind} first={edited} close={() => edit(undefined)} />}
      {gone && <Removal kind={kind} one={gone} close={() => setGone(undefined)} />}
    </section>
  )
}

/** Says what goes before it goes. */
function Removal({ kind, one, close }: { kind: Kind; one: Kind['items'][number]; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeFromDesk(kind.name as 'macro', one.id),
    onSuccess: () => {
      close()
      void queries.invalidateQueries({ queryKey: ['desk mailboxes'] })
      return queries.invalidateQueries({ queryKey: ['desk set'] })
    },
  })
  const waiting = useWaiting(kind.name === 'team' ? one.id : undefined)
  const used = [...(one.used ?? []), ...(waiting ?? [])]
  return (
    <Dialog title={`${t('deskSetup.remove')}: ${one.title}`} opened close={close}>
      {used.length > 0 ? (
        <>
          <p>{t('deskSetup.usedBy')}</p>
          <ul className={people.rows} aria-label={t('deskSetup.usedBy')}>
            {used.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          <p>{t('deskSetup.usedText')}</p>
        </>
      ) : (
        <p>{kind.goes}</p>
      )}
      <Fault error={remove.error} />
      <Buttons close={close}>
        <Button color="red" loading={remove.isPending} disabled={used.length > 0} onClick={() => remove.mutate()}>
          {t('deskSetup.remove')}
        </Button>
      </Buttons>
    </Dialog>
  )
}

/** What of the desk's work still stands on a team: tickets that wait, and kept lists. */
function useWaiting(team: string | undefined): string[] | undefined {
  const { t } = useTranslation()
  return useQuery({
    queryKey: ['desk', 'list', 'of a team', team],
    enabled: team !== undefined,
    queryFn: async () => {
      const [list, views] = await Promise.all([searchDesk('', undefined, { team, state: ['open', 'escalated', 'grouped'] }), listViews()])
      const n = list.items.length
      return [
        ...(n > 0 ? [t(list.next ? 'deskSetup.usedTicketsMore' : 'deskSetup.usedTickets', { n })] : []),
        ...views.items.filter((one) => one.filter.team === team).map((one) => t('deskSetup.usedView', { name: one.name })),
      ]
    },
  }).data
}

function Editor({ kind, first, close }: { kind: Kind; first: Values; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [values, set] = useState<Values>({ ...kind.fresh, ...first })
  const [typed, type] = useState(false)
  const { leave } = useUnsaved(typed, settingsAt)
  const save = useMutation({
    mutationFn: () => kind.set(values),
    onSuccess: () => {
      notifications.show({ message: t('settings.saved'), color: 'green' })
      close()
      return queries.invalidateQueries({ queryKey: ['desk set'] })
    },
  })
  return (
    <Dialog title={kind.title} opened close={() => leave(close)}>
      <form
        className={console.stack}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        {kind.fields.map((field) => (
          <Entry
            key={field.name}
            field={field}
            value={values[field.name]}
            fixed={field.fixed && first.id !== undefined}
            set={(value) => {
              type(true)
              set((before) => ({ ...before, [field.name]: value }))
            }}
          />
        ))}
        <Fault error={save.error} />
        <Buttons close={() => leave(close)}>
          <Button type="submit" loading={save.isPending}>
            {t('state.save')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
