import { Button, Group, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { save } from '../api/consoles'
import { fetchEntries, type Format, type Side } from '../api/papers'
import { Fault } from '../people/parts'
import styles from '../people/people.module.css'

const endings: Record<Format, string> = { csv: 'csv', xlsx: 'xlsx', '1c': 'txt', pdf: 'pdf' }

/** Entries of one's own wallet as a file for other programs. */
export function Export({ side }: { side: Side }) {
  const { t } = useTranslation()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [format, setFormat] = useState<Format>('pdf')
  const get = useMutation({ mutationFn: () => fetchEntries(side, format, from, to), onSuccess: (file) => save(file, `${t('papers.entriesFile')}.${endings[format]}`) })
  return (
    <section className={styles.card}>
      <h2>{t('papers.entries')}</h2>
      <p className={styles.lead}>{t('papers.entriesText')}</p>
      <Group align="flex-end" gap="sm">
        <TextInput type="date" label={t('papers.from')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput type="date" label={t('papers.to')} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        <Select label={t('papers.format')} value={format} onChange={(value) => value && setFormat(value as Format)} data={[{ value: 'pdf', label: 'PDF' }, { value: 'xlsx', label: 'XLSX' }, { value: 'csv', label: 'CSV' }, { value: '1c', label: '1C' }]} w={110} />
        <Button variant="default" loading={get.isPending} onClick={() => get.mutate()}>
          {t('papers.download')}
        </Button>
      </Group>
      <Fault error={get.error} />
    </section>
  )
}
