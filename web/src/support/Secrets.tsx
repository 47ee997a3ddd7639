import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Conversation, readSecret } from '../api/support'
import { useMay } from '../app/Gate'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault, Secret } from '../people/parts'
import people from '../people/people.module.css'

type Given = Conversation['secrets'][number]

/** Passwords and keys that were handed over: that they are there, how often they were read, and for the desk after a word of warning what they are. */
export function Secrets({ whole, reads }: { whole: Conversation; reads: boolean }) {
  const { t } = useTranslation()
  const f = useFormats()
  const may = useMay('desk.secret.read') && reads
  const [chosen, choose] = useState<Given>()
  if (whole.secrets.length === 0) return null
  return (
    <section className={people.card} aria-label={t('support.secrets')}>
      <h2>{t('support.secrets')}</h2>
      <ul className={people.rows}>
        {whole.secrets.map((one) => (
          <li key={one.id}>
            <div>
              {one.label}
              <small className="figures">
                {one.gone ? t('support.secretGone') : t('support.secretUntil', { at: f.full(one.expires_at) })} · {t('support.secretReads', { n: one.reads })}
              </small>
            </div>
            {may && !one.gone && (
              <Button variant="light" aria-label={t('support.readSecretOf', { name: one.label })} onClick={() => choose(one)}>
                {t('support.readSecret')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {chosen && <Reveal ticket={whole.id} secret={chosen} close={() => choose(undefined)} />}
    </section>
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
