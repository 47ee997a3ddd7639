import { Button, FileButton, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/http'
import { listProtocols } from '../api/model'
import { importStock } from '../api/stock'
import { Buttons, Fault } from '../people/parts'
import styles from './stock.module.css'

/** One tracker or a whole box: a line each, pasted or from a file. */
export function AddStock({ close, done }: { close: () => void; done: () => void }) {
  const { t } = useTranslation()
  const protocols = useQuery({ queryKey: ['protocols'], queryFn: listProtocols, staleTime: Infinity })
  const [protocol, setProtocol] = useState<string | null>(null)
  const [model, setModel] = useState('')
  const [text, setText] = useState('')
  const [own, setOwn] = useState(false)
  const add = useMutation({
    mutationFn: () => importStock({ protocol: protocol ?? '', model, text, operator_owned: own }),
    onSuccess: (made) => {
      notifications.show({ message: t('stock.added', { added: made.added, known: made.known }), color: 'green' })
      done()
      close()
    },
  })
  const lines = add.error instanceof Problem ? Object.entries(add.error.fields) : []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Select label={t('stock.protocol')} required value={protocol} onChange={setProtocol} data={(protocols.data ?? []).map((one) => ({ value: one.protocol, label: one.title }))} searchable />
      <TextInput label={t('stock.model')} value={model} onChange={(event) => setModel(event.currentTarget.value)} maxLength={100} autoComplete="off" />
      <Textarea label={t('stock.listLabel')} description={t('stock.listHint')} required autosize minRows={4} maxRows={14} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(file) => file && void file.text().then(setText)}>
        {(props) => (
          <Button variant="default" {...props}>
            {t('stock.file')}
          </Button>
        )}
      </FileButton>
      <Switch label={t('stock.operatorOwned')} checked={own} onChange={(event) => setOwn(event.currentTarget.checked)} />
      {lines.length > 0 ? (
        <ul role="alert" className={styles.faults}>
          {lines.map(([where, what]) => (
            <li key={where}>
              <b>{where}</b> {what}
            </li>
          ))}
        </ul>
      ) : (
        <Fault error={add.error} />
      )}
      <Buttons close={close}>
        <Button type="submit" loading={add.isPending} disabled={!protocol || text.trim() === ''}>
          {t('stock.addSubmit')}
        </Button>
      </Buttons>
    </form>
  )
}
