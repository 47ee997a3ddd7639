import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFieldTexts } from '../app/problems'
import { Buttons, Dialog, Fault } from '../people/parts'
import people from '../people/people.module.css'
import { useFactName, within } from './facts'

interface Props {
  missing: string[]
  tell: (facts: Record<string, string>) => Promise<unknown>
  /** What is to be read anew then. */
  again: readonly unknown[]
}

/** What the desk still needs to know to answer, and the way to tell it all at once. */
export function Needed({ missing, tell, again }: Props) {
  const { t, i18n } = useTranslation()
  const factName = useFactName()
  const [open, setOpen] = useState(false)
  if (missing.length === 0) return null
  const what = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(missing.map((name) => within(factName(name))))
  return (
    <section className={people.card} aria-label={t('support.fillIn')}>
      <p>{t('support.needed', { what })}</p>
      <Button w="fit-content" size="compact-sm" variant="light" onClick={() => setOpen(true)}>
        {t('support.fillIn')}
      </Button>
      {open && <Filling missing={missing} tell={tell} again={again} close={() => setOpen(false)} />}
    </section>
  )
}

function Filling({ missing, tell, again, close }: Props & { close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const factName = useFactName()
  const [told, setTold] = useState<Record<string, string>>({})
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value.trim()))
  const telling = useMutation({
    mutationFn: () => tell(known),
    onSuccess: () => {
      close()
      return queries.invalidateQueries({ queryKey: again })
    },
  })
  const fields = useFieldTexts(telling.error)
  return (
    <Dialog title={t('support.fillIn')} opened close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          telling.mutate()
        }}
      >
        <p>{t('support.fillInText')}</p>
        {missing.map((name, i) => (
          <Textarea
            key={name}
            mt="sm"
            label={factName(name)}
            autosize
            minRows={1}
            maxLength={4000}
            data-autofocus={i === 0 || undefined}
            value={told[name] ?? ''}
            onChange={(event) => setTold({ ...told, [name]: event.currentTarget.value })}
            error={fields[`facts.${name}`]}
          />
        ))}
        <Fault error={telling.error} />
        <Buttons close={close}>
          <Button type="submit" disabled={Object.keys(known).length === 0} loading={telling.isPending}>
            {t('state.save')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
