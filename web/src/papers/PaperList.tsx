import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { fetchPaper, listPapers, type Paper, type Side } from '../api/papers'
import { save } from '../api/consoles'
import { useMay } from '../app/Gate'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import styles from '../people/people.module.css'
import { useSums } from './sums'

/** Statements, invoices and receipts that one has, each to be taken along. */
export function PaperList({ side }: { side: Side }) {
  const { t } = useTranslation()
  const mayAsk = useMay(side === 'own' ? 'support.ticket.write' : 'support.provider.write')
  const [list, rows] = usePages(['papers', side], (after, signal) => listPapers(side, after, signal))
  return (
    <section className={styles.card}>
      <h2>{t('papers.list')}</h2>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Notice kind="empty" title={t('papers.none')} text={t('papers.noneText')} />
      ) : (
        <ul className={styles.rows}>
          {rows.map((paper) => (
            <PaperRow key={paper.id} paper={paper} fetch={() => fetchPaper(side, paper.id)}>
              {mayAsk && (
                <Button
                  size="xs"
                  variant="subtle"
                  component="a"
                  href={`${side === 'own' ? '/account/support' : '/console/provider-tickets'}/new?${new URLSearchParams({ kind: 'document', id: paper.id, label: `${t(`papers.kind_${paper.kind}`)} ${paper.number}` })}`}
                  aria-label={`${t('support.askAbout')}: ${paper.number}`}
                >
                  {t('support.askAbout')}
                </Button>
              )}
            </PaperRow>
          ))}
        </ul>
      )}
      <More of={list} />
    </section>
  )
}

export function PaperRow({ paper, about, fetch, children }: { paper: Paper; about?: string; fetch: () => Promise<Blob>; children?: React.ReactNode }) {
  const { t } = useTranslation()
  const f = useFormats()
  const sum = useSums()
  const get = useMutation({ mutationFn: fetch, onSuccess: (file) => save(file, `${paper.number}.pdf`) })
  return (
    <li>
      <div>
        <b>
          {t(`papers.kind_${paper.kind}`)} {paper.number}
        </b>
        {about && <small>{about}</small>}
        <small className="figures">
          {paper.from && paper.to ? `${f.date(paper.from)} – ${f.date(paper.to)}` : f.date(paper.day)}
          {' · '}
          {sum(paper.total, paper.currency)}
        </small>
        <Fault error={get.error} />
      </div>
      {children}
      <Button size="xs" variant="default" leftSection={<IconDownload size={15} />} loading={get.isPending} onClick={() => get.mutate()} aria-label={`${t('papers.download')} ${paper.number}`}>
        PDF
      </Button>
    </li>
  )
}
