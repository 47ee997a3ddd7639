import { Button, Group, Select, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFieldTexts } from '../app/problems'
import { Dialog, Buttons, Fault } from '../people/parts'
import people from '../people/people.module.css'
import { factNames, useFactName } from './facts'

interface Props {
  facts: Record<string, string>
  /** What should be told and is not, as the desk sees it. */
  missing?: string[]
  /** Tells one; absent: whoever reads may not. */
  tell?: (facts: Record<string, string>) => Promise<unknown>
  /** What is to be read anew then. */
  again: readonly unknown[]
}

/** What is known of a ticket beside what is written in it, and the way to tell more. */
export function Known({ facts, missing = [], tell, again }: Props) {
  const { t } = useTranslation()
  const factName = useFactName()
  const [open, setOpen] = useState(false)
  const place = (name: string) => (factNames as readonly string[]).indexOf(name)
  // Who asks stands first, the rest in the order in which it helps.
  const known = Object.entries(facts).sort(([a], [b]) => place(a) - place(b))
  if (known.length === 0 && missing.length === 0 && !tell) return null
  return (
    <section className={people.card} aria-label={t('support.known')}>
      <Group justify="space-between">
        <h2>{t('support.known')}</h2>
        {tell && (
          <Button size="compact-sm" variant="light" onClick={() => setOpen(true)}>
            {t('support.tellFact')}
          </Button>
        )}
      </Group>
      {known.length > 0 && (
        <dl className={people.facts}>
          {known.map(([name, value]) => (
            <div key={name}>
              <dt>{factName(name)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {missing.length > 0 && <p>{t('support.missing', { what: missing.map(factName).join(', ') })}</p>}
      {open && tell && <Telling facts={facts} first={missing[0]} tell={tell} again={again} close={() => setOpen(false)} />}
    </section>
  )
}

function Telling({ facts, first, tell, again, close }: { facts: Record<string, string>; first: string | undefined; tell: NonNullable<Props['tell']>; again: readonly unknown[]; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const factName = useFactName()
  const start = first ?? factNames.find((name) => !facts[name]) ?? 'before'
  const [name, setName] = useState<string>(start)
  const [value, setValue] = useState(facts[start] ?? '')
  const telling = useMutation({
    mutationFn: () => tell({ [name]: value }),
    onSuccess: () => {
      close()
      return queries.invalidateQueries({ queryKey: again })
    },
  })
  const fields = useFieldTexts(telling.error)
  return (
    <Dialog title={t('support.tellFact')} opened close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          telling.mutate()
        }}
      >
        <p>{t('support.tellFactText')}</p>
        <Select
          label={t('support.whichFact')}
          value={name}
          data={factNames.map((one) => ({ value: one, label: factName(one) }))}
          onChange={(next) => {
            if (!next) return
            setName(next)
            setValue(facts[next] ?? '')
          }}
        />
        <Textarea mt="sm" mb="md" label={t('support.factValue')} description={facts[name] ? t('support.factEmpty') : undefined} required={!facts[name]} autosize minRows={1} maxLength={4000} value={value} onChange={(event) => setValue(event.currentTarget.value)} error={fields[`facts.${name}`] ?? fields.facts} />
        <Fault error={telling.error} />
        <Buttons close={close}>
          <Button type="submit" loading={telling.isPending}>
            {t('state.save')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
