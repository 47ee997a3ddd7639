import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getDesk, removeFromDesk, type DeskSet } from '../api/desk'
import { Failure, Waiting } from '../app/Notice'
import console from '../console/console.module.css'
import { Buttons, Dialog, Fault } from '../people/parts'
import people from '../people/people.module.css'
import { Entry, type Values } from './DeskFields'
import { DeskPage, DeskPromises, DeskWebhook } from './DeskOwn'
import { useKinds, type Kind } from './deskKinds'
import { Mailboxes } from './Mailboxes'
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

function All({ desk }: { desk: DeskSet }) {
  const kinds = useKinds(desk)
  return (
    <>
      <DeskPage now={desk.page} />
      {kinds.map((kind) => (
        <Shelf key={kind.name} kind={kind} />
      ))}
      <Mailboxes addresses={desk.addresses} />
      <Translator />
      <DeskPromises now={desk.promises} calendars={desk.calendars} />
      <DeskWebhook />
    </>
  )
}

/** Things of one kind, in rows; one is added or changed in a dialog. */
function Shelf({ kind }: { kind: Kind }) {
  const { t } = useTranslation()
  const [edited, edit] = useState<Values>()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: (id: string) => removeFromDesk(kind.name as 'macro', id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['desk set'] }),
  })
  return (
    <section className={people.card} aria-label={kind.title}>
      <h2>{kind.title}</h2>
      <p>{kind.text}</p>
      <Fault error={remove.error} />
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
                  <Button size="compact-sm" variant="subtle" color="red" aria-label={`${t('deskSetup.remove')}: ${one.title}`} loading={remove.isPending && remove.variables === one.id} onClick={() => remove.mutate(one.id)}>
                    {t('deskSetup.remove')}
                  </Button>
                )}
              </Group>
            </li>
          ))}
        </ul>
      )}
      <Button mt="md" variant="light" onClick={() => edit({})}>
        {kind.add}
      </Button>
      {edited && <Editor kind={kind} first={edited} close={() => edit(undefined)} />}
    </section>
  )
}

function Editor({ kind, first, close }: { kind: Kind; first: Values; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [values, set] = useState<Values>({ ...kind.fresh, ...first })
  const save = useMutation({
    mutationFn: () => kind.set(values),
    onSuccess: () => {
      notifications.show({ message: t('settings.saved'), color: 'green' })
      close()
      return queries.invalidateQueries({ queryKey: ['desk set'] })
    },
  })
  return (
    <Dialog title={kind.title} opened close={close}>
      <form
        className={console.stack}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        {kind.fields.map((field) => (
          <Entry key={field.name} field={field} value={values[field.name]} set={(value) => set((before) => ({ ...before, [field.name]: value }))} />
        ))}
        <Fault error={save.error} />
        <Buttons close={close}>
          <Button type="submit" loading={save.isPending}>
            {t('state.save')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
