import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { creditInvoice, fetchIssuedPaper, listIssuedPapers } from '../api/payments'
import type { Paper } from '../api/papers'
import { useMay } from '../app/Gate'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFieldTexts } from '../app/problems'
import { PaperRow } from '../papers/PaperList'
import { toMinor } from '../papers/sums'
import { Buttons, Dialog, Fault } from '../people/parts'
import styles from '../people/people.module.css'

/** What customers were given in writing; an invoice can be credited. */
export function Issued() {
  const { t } = useTranslation()
  const may = useMay('billing.paper.write')
  const [about, credit] = useState<Paper>()
  const [list, rows] = usePages(['papers', 'issued'], listIssuedPapers)
  return (
    <section className={styles.card}>
      <h2>{t('papers.issued')}</h2>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={t('papers.none')} text={t('papers.issuedNoneText')} />
      ) : (
        <ul className={styles.rows}>
          {rows.map((paper) => (
            <PaperRow key={paper.id} paper={paper} about={paper.customer_name} fetch={() => fetchIssuedPaper(paper.id)}>
              {may && paper.kind === 'invoice' && (
                <Button size="xs" variant="subtle" onClick={() => credit(paper)}>
                  {t('papers.credit')}
                </Button>
              )}
            </PaperRow>
          ))}
        </ul>
      )}
      <More of={list} />
      {about && <Credit paper={about} close={() => credit(undefined)} />}
    </section>
  )
}

function Credit({ paper, close }: { paper: Paper; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [text, write] = useState('')
  const [reason, say] = useState('')
  const once = useRef(crypto.randomUUID())
  const amount = toMinor(text, paper.currency)
  const give = useMutation({
    mutationFn: (minor: number) => creditInvoice(paper.id, minor, reason, once.current),
    onSuccess: () => {
      close()
      return queries.invalidateQueries({ queryKey: ['papers'] })
    },
    onError: () => {
      once.current = crypto.randomUUID()
    },
  })
  const fields = useFieldTexts(give.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (amount) give.mutate(amount)
  }
  return (
    <Dialog title={t('papers.creditTitle', { number: paper.number })} opened close={close}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <p className={styles.lead}>{t('papers.creditText')}</p>
          <TextInput label={`${t('papers.amount')}, ${paper.currency}`} value={text} onChange={(event) => write(event.currentTarget.value)} inputMode="decimal" maxLength={20} error={text !== '' && !amount ? t('papers.badAmount') : fields.amount} data-autofocus />
          <TextInput label={t('papers.reason')} value={reason} onChange={(event) => say(event.currentTarget.value)} error={fields.reason} maxLength={300} />
          {Object.keys(fields).length === 0 && <Fault error={give.error} />}
          <Buttons close={close}>
            <Button type="submit" loading={give.isPending} disabled={!amount || reason.trim() === ''}>
              {t('papers.credit')}
            </Button>
          </Buttons>
        </Stack>
      </form>
    </Dialog>
  )
}
