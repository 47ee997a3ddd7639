import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type DeskConversation, escalate, handLookOn, previewEscalation } from '../api/support'
import { useMay } from '../app/Gate'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import people from '../people/people.module.css'
import { useFactName } from './facts'

/** What was asked of the level above about a ticket, and asking it. The answers come into the ticket itself, marked as theirs. */
export function Above({ whole }: { whole: DeskConversation }) {
  const { t } = useTranslation()
  const f = useFormats()
  const may = useMay('support.escalation.write')
  const [open, setOpen] = useState(false)
  if (!may && whole.above.length === 0) return null
  return (
    <section className={people.card} aria-label={t('support.above')}>
      <h2>{t('support.above')}</h2>
      {whole.above.length > 0 && (
        <ul className={people.rows}>
          {whole.above.map((one) => (
            <li key={one.ticket}>
              <div>
                {may ? (
                  <Link href={`/console/provider-tickets/${one.ticket}`}>
                    {t('support.number', { number: one.number })} · {one.subject}
                  </Link>
                ) : (
                  <>
                    {t('support.number', { number: one.number })} · {one.subject}
                  </>
                )}
                <small>
                  {t(`support.state.${one.state as 'open'}`)} · <span className="figures">{f.full(one.at)}</span>
                </small>
              </div>
            </li>
          ))}
        </ul>
      )}
      {may && (
        <>
          <p>{t('support.aboveText')}</p>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('support.escalate')}
          </Button>
        </>
      )}
      {open && <Escalate whole={whole} close={() => setOpen(false)} />}
    </section>
  )
}

/** First what goes along is chosen, then the draft is read, changed and sent: nothing leaves that was not seen. */
function Escalate({ whole, close }: { whole: DeskConversation; close: () => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const factName = useFactName()
  const queries = useQueryClient()
  const [messages, setMessages] = useState<string[]>([])
  const [facts, setFacts] = useState<string[]>([])
  const [attachments, setAttachments] = useState<string[]>([])
  const [plain, setPlain] = useState(false)
  const [critical, setCritical] = useState(false)
  const [onward, setOnward] = useState<string[]>([])
  const [handed, setHanded] = useState(true)
  const [draft, setDraft] = useState<{ subject: string; body: string; facts: Record<string, string> }>()
  const look = useMutation({ mutationFn: () => previewEscalation(whole.id, { messages, facts, attachments, plain }), onSuccess: ({ subject, body, facts }) => setDraft({ subject, body, facts }) })
  const send = useMutation({
    mutationFn: async (what: NonNullable<typeof draft>) => {
      const upper = await escalate(whole.id, { ...what, attachments, critical })
      // The question is asked by now: where a look is not handed on, that is said and nothing is asked twice.
      return Promise.all(onward.map((look) => handLookOn(upper.id, look))).then(() => true, () => false)
    },
    onSuccess: (all) => {
      if (all) close()
      else setHanded(false)
      return queries.invalidateQueries({ queryKey: ['desk'] })
    },
  })
  const fields = useFieldTexts(send.error)
  const looks = whole.looks.filter((one) => one.onward)
  const said = whole.messages.filter((one) => one.kind !== 'event')
  return (
    <Dialog title={t('support.escalate')} opened close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!handed) close()
          else if (draft) send.mutate(draft)
          else look.mutate()
        }}
      >
        {draft === undefined ? (
          <>
            <p>{t('support.escalateText')}</p>
            <Checkbox.Group label={t('support.said')} value={messages} onChange={setMessages}>
              {said.map((one) => (
                <Checkbox key={one.id} mt="xs" value={one.id} label={one.body.slice(0, 120)} />
              ))}
            </Checkbox.Group>
            {Object.keys(whole.facts).length > 0 && (
              <Checkbox.Group mt="md" label={t('support.known')} value={facts} onChange={setFacts}>
                {Object.entries(whole.facts).map(([name, value]) => (
                  <Checkbox key={name} mt="xs" value={name} label={`${factName(name)}: ${value}`} />
                ))}
              </Checkbox.Group>
            )}
            {whole.attachments.length > 0 && (
              <Checkbox.Group mt="md" label={t('support.files')} description={t('support.filesAsTheyAre')} value={attachments} onChange={setAttachments}>
                {whole.attachments.map((one) => (
                  <Checkbox key={one.id} mt="xs" value={one.id} label={one.name} />
                ))}
              </Checkbox.Group>
            )}
            <Checkbox my="md" label={t('support.plain')} description={t('support.plainText')} checked={plain} onChange={(event) => setPlain(event.currentTarget.checked)} />
          </>
        ) : (
          <>
            <p>{plain ? t('support.sentPlain') : t('support.masked', { n: look.data?.masked ?? 0 })}</p>
            <TextInput label={t('support.subject')} required maxLength={300} value={draft.subject} onChange={(event) => setDraft({ ...draft, subject: event.currentTarget.value })} error={fields.subject} />
            <Textarea mt="sm" label={t('support.body')} required autosize minRows={6} maxRows={16} value={draft.body} onChange={(event) => setDraft({ ...draft, body: event.currentTarget.value })} error={fields.body} />
            <dl className={people.facts}>
              {Object.entries(draft.facts).map(([name, value]) => (
                <div key={name}>
                  <dt>{factName(name)}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
              {(look.data?.files ?? []).map((file) => (
                <div key={file.id}>
                  <dt>{t('support.files')}</dt>
                  <dd>{file.name}</dd>
                </div>
              ))}
            </dl>
            {looks.length > 0 && (
              <Checkbox.Group mt="sm" label={t('support.handOn')} description={t('support.handOnText')} value={onward} onChange={setOnward}>
                {looks.map((one) => (
                  <Checkbox key={one.id} mt="xs" value={one.id} label={`${t('support.aDevice')}, ${t('support.lookUntil', { at: f.full(one.until) })}`} />
                ))}
              </Checkbox.Group>
            )}
            <Checkbox my="md" label={t('support.critical')} description={whole.desk.critical ? t('support.criticalBelow') : undefined} checked={critical} onChange={(event) => setCritical(event.currentTarget.checked)} />
            {!handed && <p role="alert">{t('support.notHandedOn')}</p>}
            <Button variant="subtle" onClick={() => setDraft(undefined)}>
              {t('support.chooseAnew')}
            </Button>
          </>
        )}
        <Fault error={look.error ?? send.error} />
        <Buttons close={close}>
          <Button type="submit" loading={look.isPending || send.isPending}>
            {t(!handed ? 'state.close' : draft === undefined ? 'support.preview' : 'support.sendAbove')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
