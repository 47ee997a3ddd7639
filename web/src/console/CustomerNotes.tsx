import { ActionIcon, Button, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addNote, listNotes, type Note, type OneCustomer, removeNote } from '../api/consoles'
import { useMay } from '../app/Gate'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import styles from './console.module.css'

/** What one's own people have written down about a customer, who never sees it. */
export function CustomerNotes({ customer }: { customer: OneCustomer }) {
  const { t } = useTranslation()
  const f = useFormats()
  const may = useMay('reselling.note.write')
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [removing, remove] = useState<Note>()
  const notes = useQuery({ queryKey: ['notes', customer.id], queryFn: () => listNotes(customer.id) })
  const again = () => Promise.all([queries.invalidateQueries({ queryKey: ['notes', customer.id] }), queries.invalidateQueries({ queryKey: ['trace', customer.id] })])
  const add = useMutation({
    mutationFn: () => addNote(customer.id, text),
    onSuccess: () => {
      setText('')
      return again()
    },
  })
  const gone = useMutation({
    mutationFn: (note: Note) => removeNote(customer.id, note.id),
    onSuccess: () => {
      remove(undefined)
      return again()
    },
  })
  const fields = useFieldTexts(add.error)
  if (notes.isPending) return <Waiting />
  if (notes.isError) return <Failure error={notes.error} retry={() => void notes.refetch()} />
  return (
    <div className={styles.stack}>
      {may && (
        <form
          className={styles.card}
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate()
          }}
        >
          <Textarea label={t('customer.newNote')} description={t('customer.noteHint')} value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={2} maxRows={12} maxLength={4000} error={fields.text} />
          {Object.keys(fields).length === 0 && <Fault error={add.error} />}
          <Button type="submit" className={styles.end} loading={add.isPending} disabled={text.trim() === ''}>
            {t('customer.addNote')}
          </Button>
        </form>
      )}
      {notes.data.length === 0 ? (
        <Notice kind="empty" title={t('customer.noNotes')} text={t('customer.noNotesText')} />
      ) : (
        <section className={styles.card}>
          <ul className={styles.rows}>
            {notes.data.map((note) => (
              <li key={note.id}>
                <div>
                  <p className={styles.note}>{note.text}</p>
                  <small>
                    {note.by || t('customer.somebody')} · {f.moment(note.created_at)}
                  </small>
                </div>
                {may && (
                  <ActionIcon variant="subtle" color="gray" aria-label={t('customer.removeNote')} onClick={() => remove(note)}>
                    <IconTrash size={18} stroke={1.6} />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Dialog title={t('customer.removeNote')} opened={removing !== undefined} close={() => remove(undefined)}>
        <p className={styles.note}>{removing?.text}</p>
        <p className={styles.faint}>{t('customer.removeNoteText')}</p>
        <Fault error={gone.error} />
        <Buttons close={() => remove(undefined)}>
          <Button color="red" loading={gone.isPending} onClick={() => removing && gone.mutate(removing)}>
            {t('customer.removeNote')}
          </Button>
        </Buttons>
      </Dialog>
    </div>
  )
}
