import { Button, Checkbox, Group, NumberInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asked, allowLook, endLook, type Level } from '../api/support'
import { useMay } from '../app/Gate'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { ObjectChooser } from '../monitoring/ObjectChooser'
import { Buttons, Dialog, Fault } from '../people/parts'
import people from '../people/people.module.css'

/** Devices that one lets the desk look at for a time, and the way to let it and to end it. It never commands them. */
export function Allowed({ level, ticket }: { level: Level; ticket: string }) {
  const { t } = useTranslation()
  const f = useFormats()
  const queries = useQueryClient()
  const may = useMay('support.look.write')
  const [open, setOpen] = useState(false)
  const key = ['support', level, ticket, 'looks']
  const list = useQuery({ queryKey: key, queryFn: () => asked[level].looks(ticket) })
  const end = useMutation({ mutationFn: endLook, onSuccess: () => queries.invalidateQueries({ queryKey: key }) })
  const items = list.data?.items ?? []
  const gives = may && level === 'own'
  if (!gives && items.length === 0) return null
  return (
    <section className={people.card} aria-label={t('support.allowed')}>
      <Group justify="space-between">
        <h2>{t('support.allowed')}</h2>
        {gives && (
          <Button size="compact-sm" variant="light" onClick={() => setOpen(true)}>
            {t('support.allow')}
          </Button>
        )}
      </Group>
      {items.length === 0 && <p className={people.faint}>{t('support.allowedText')}</p>}
      {items.length > 0 && (
        <ul className={people.rows}>
          {items.map((one) => (
            <li key={one.id}>
              <div>
                {one.name || t('support.aDevice')}
                <small className="figures">
                  {t('support.lookUntil', { at: f.full(one.until) })}
                  {one.onward && <> · {t('support.mayGoOn')}</>}
                </small>
              </div>
              {may && (
                <Button variant="light" color="red" loading={end.isPending} aria-label={t('support.endLookOf', { name: one.name || t('support.aDevice') })} onClick={() => end.mutate(one.id)}>
                  {t('support.endLook')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Fault error={list.error ?? end.error} />
      {open && <Allow ticket={ticket} again={key} close={() => setOpen(false)} />}
    </section>
  )
}

function Allow({ ticket, again, close }: { ticket: string; again: readonly unknown[]; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [object, setObject] = useState<string | null>(null)
  const [hours, setHours] = useState(24)
  const [onward, setOnward] = useState(false)
  const allow = useMutation({
    mutationFn: () => allowLook(ticket, { object: object ?? '', hours, onward }),
    onSuccess: () => {
      close()
      return queries.invalidateQueries({ queryKey: again })
    },
  })
  const fields = useFieldTexts(allow.error)
  return (
    <Dialog title={t('support.allow')} opened close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          allow.mutate()
        }}
      >
        <p>{t('support.allowText')}</p>
        <ObjectChooser label={t('support.fact.object')} required value={object} choose={setObject} error={fields.object} />
        <NumberInput mt="sm" label={t('support.hours')} required min={1} max={336} value={hours} onChange={(value) => setHours(Number(value) || 1)} error={fields.hours} />
        <Checkbox my="md" label={t('support.onward')} description={t('support.onwardText')} checked={onward} onChange={(event) => setOnward(event.currentTarget.checked)} />
        <Fault error={allow.error} />
        <Buttons close={close}>
          <Button type="submit" disabled={!object} loading={allow.isPending}>
            {t('support.allow')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
