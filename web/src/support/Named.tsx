import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asked, type Conversation, type Level } from '../api/support'
import { useMay } from '../app/Gate'
import { Fault } from '../people/parts'
import { PersonChooser, usePeopleNames } from '../people/PersonChooser'
import people from '../people/people.module.css'

/** Who besides its author and the owner sees a question of one's own. */
export function Named({ whole, level }: { whole: Conversation; level: Level }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const may = useMay('people.person.read')
  const names = usePeopleNames(whole.people)
  const [who, setWho] = useState<string | null>(null)
  const name = useMutation({
    mutationFn: ({ user, sees }: { user: string; sees: boolean }) => asked[level].name(whole.id, user, sees),
    onSuccess: () => {
      setWho(null)
      return queries.invalidateQueries({ queryKey: ['support', level] })
    },
  })
  if (!may && whole.people.length === 0) return null
  return (
    <section className={people.card} aria-label={t('support.whoSees')}>
      <h2>{t('support.whoSees')}</h2>
      <p className={people.faint}>{t('support.whoSeesText')}</p>
      {whole.people.length > 0 && (
        <ul className={people.rows}>
          {whole.people.map((user) => {
            const called = names.get(user) ?? t('support.oneOfYours')
            return (
              <li key={user}>
                <div>{called}</div>
                <Button variant="light" color="red" size="compact-sm" aria-label={t('support.unnameOf', { name: called })} loading={name.isPending} onClick={() => name.mutate({ user, sees: false })}>
                  {t('support.unname')}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      {may && (
        <Group align="flex-end">
          <PersonChooser others label={t('support.nameWho')} clearable value={who} choose={setWho} />
          <Button variant="light" disabled={!who} loading={name.isPending} onClick={() => who && name.mutate({ user: who, sees: true })}>
            {t('support.nameThem')}
          </Button>
        </Group>
      )}
      <Fault error={name.error} />
    </section>
  )
}
