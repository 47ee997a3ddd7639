import { Button, Group, NumberInput, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asked, type Conversation, type Level, readSecret } from '../api/support'
import { useMay } from '../app/Gate'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault, Secret } from '../people/parts'
import people from '../people/people.module.css'

type Given = Conversation['secrets'][number]

// How long what was handed over can be read, unless somebody says otherwise.
const usualHours = 72

/** Passwords and keys that were handed over: that they are there and how often they were read. The desk reads them after a word of warning; whoever asked hands over more, and takes them back. */
export function Secrets({ whole, level }: { whole: Conversation; level?: Level }) {
  const { t } = useTranslation()
  const f = useFormats()
  const queries = useQueryClient()
  const reads = useMay('desk.secret.read') && level === undefined
  const [chosen, choose] = useState<Given>()
  const [giving, setGiving] = useState(false)
  const end = useMutation({ mutationFn: (secret: string) => asked[level ?? 'own'].endSecret(whole.id, secret), onSuccess: () => queries.invalidateQueries({ queryKey: ['support', level] }) })
  if (whole.secrets.length === 0 && level === undefined) return null
  return (
    <section className={people.card} aria-label={t('support.secrets')}>
      <Group justify="space-between">
        <h2>{t('support.secrets')}</h2>
        {level && (
          <Button size="compact-sm" variant="light" onClick={() => setGiving(true)}>
            {t('support.giveSecret')}
          </Button>
        )}
      </Group>
      {whole.secrets.length === 0 && <p className={people.faint}>{t('support.noSecrets')}</p>}
      {whole.secrets.length > 0 && (
        <ul className={people.rows}>
          {whole.secrets.map((one) => (
            <li key={one.id}>
              <div>
                {one.label}
                <small className="figures">
                  {one.gone ? t('support.secretGone') : t('support.secretUntil', { at: f.full(one.expires_at) })} · {t('support.secretReads', { n: one.reads })}
                </small>
              </div>
              {reads && !one.gone && (
                <Button variant="light" aria-label={t('support.readSecretOf', { name: one.label })} onClick={() => choose(one)}>
                  {t('support.readSecret')}
                </Button>
              )}
              {level && !one.gone && (
                <Button variant="light" color="red" size="compact-sm" loading={end.isPending} aria-label={t('support.endSecretOf', { name: one.label })} onClick={() => end.mutate(one.id)}>
                  {t('support.endSecret')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Fault error={end.error} />
      {chosen && <Reveal ticket={whole.id} secret={chosen} close={() => choose(undefined)} />}
      {giving && level && <Give ticket={whole.id} level={level} close={() => setGiving(false)} />}
    </section>
  )
}

function Give({ ticket, level, close }: { ticket: string; level: Level; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [label, setLabel] = useState('')
  const [value, setValue] = useState('')
  const [hours, setHours] = useState(usualHours)
  // What was typed stands in this dialog alone, and is gone with it.
  const give = useMutation({
    mutationFn: () => asked[level].giveSecret(ticket, { label: label.trim() || t('support.secret'), value, hours }),
    gcTime: 0,
    onSuccess: () => {
      close()
      return queries.invalidateQueries({ queryKey: ['support', level] })
    },
  })
  const fields = useFieldTexts(give.error)
  return (
    <Dialog title={t('support.giveSecret')} opened close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          give.mutate()
        }}
      >
        <p>{t('support.giveSecretText')}</p>
        <TextInput label={t('support.secretLabel')} maxLength={100} value={label} onChange={(event) => setLabel(event.currentTarget.value)} error={fields.label} />
        <PasswordInput mt="sm" label={t('support.secretValue')} required autoComplete="off" maxLength={20000} value={value} onChange={(event) => setValue(event.currentTarget.value)} error={fields.value} />
        <NumberInput my="sm" label={t('support.hours')} required min={1} max={336} value={hours} onChange={(next) => setHours(Number(next) || 1)} error={fields.hours} />
        <Fault error={give.error} />
        <Buttons close={close}>
          <Button type="submit" loading={give.isPending}>
            {t('support.giveSecret')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}

function Reveal({ ticket, secret, close }: { ticket: string; secret: Given; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  // What was read stands in this dialog alone, and is gone with it.
  const read = useMutation({ mutationFn: () => readSecret(ticket, secret.id), gcTime: 0, onSuccess: () => queries.invalidateQueries({ queryKey: ['desk', ticket] }) })
  return (
    <Dialog title={t('support.readSecret')} opened close={close}>
      {read.data ? (
        <Secret label={secret.label} value={read.data.value} />
      ) : (
        <>
          <p>{t('support.traced')}</p>
          <Fault error={read.error} />
          <Buttons close={close}>
            <Button loading={read.isPending} onClick={() => read.mutate()}>
              {t('support.readSecret')}
            </Button>
          </Buttons>
        </>
      )}
    </Dialog>
  )
}
