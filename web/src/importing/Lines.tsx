import { SegmentedControl } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { type Import, type ImportLine, listImportLines, type Outcome } from '../api/importing'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import type en from '../i18n/en.json'
import { useFormats } from '../i18n/format'
import styles from './importing.module.css'
import { fieldName } from './words'

const outcomes = ['wrong', 'created', 'changed', 'unchanged'] as const

/** The lines of the file, and what became of each, or would. */
export function Lines({ one }: { one: Import }) {
  const { t } = useTranslation()
  const f = useFormats()
  const [path, navigate] = useLocation()
  const asked = new URLSearchParams(useSearch()).get('show')
  const shown: Outcome | undefined = asked === 'all' ? undefined : (outcomes.find((word) => word === asked) ?? (one.counts.wrong > 0 ? 'wrong' : undefined))
  const [list, lines] = usePages(['import', one.id, 'lines', one.state, shown], (after, signal) => listImportLines(one.id, shown, after, signal), { keep: true })
  return (
    <section className={styles.card} aria-labelledby="lines">
      <h2 id="lines">{t('importing.lines')}</h2>
      <div className={styles.filter}>
        <SegmentedControl
          aria-label={t('importing.show')}
          value={shown ?? 'all'}
          onChange={(value) => navigate(`${path}?show=${value}`, { replace: true })}
          data={[{ value: 'all', label: `${t('importing.all')} ${f.whole(one.lines)}` }, ...outcomes.map((word) => ({ value: word, label: `${t(`importing.outcome.${word}`)} ${f.whole(one.counts[word])}` }))]}
        />
      </div>
      {list.isPending ? (
        <Waiting />
      ) : list.isError && lines.length === 0 ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : lines.length === 0 ? (
        <Notice kind="empty" title={t('importing.noLines')} />
      ) : (
        <table className={styles.lines}>
          <thead>
            <tr>
              <th scope="col">{t('importing.line')}</th>
              <th scope="col">{t('importing.kind.customer')}</th>
              <th scope="col">{t('importing.kind.user')}</th>
              <th scope="col">{t('importing.kind.object')}</th>
              <th scope="col">{t('importing.what')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.line} line={line} one={one} />
            ))}
          </tbody>
        </table>
      )}
      <More of={list} />
    </section>
  )
}

function Line({ line, one }: { line: ImportLine; one: Import }) {
  const { t, i18n } = useTranslation()
  const cell = (...fields: string[]) => fields.map((field) => line.cells[one.mapping.indexOf(field)]).find(Boolean)
  const part = (what: 'customer' | 'user' | 'object', name: string | undefined) => {
    const told = line.told[what] as 'created' | 'changed' | 'unchanged' | undefined
    return (
      <td data-label={t(`importing.kind.${what}`)}>
        {name ?? '–'}
        {told && name && told !== 'unchanged' && <small data-told={told}>{t(`importing.outcome.${told}`)}</small>}
        {what === 'object' && line.told.tracker === 'waiting' && <small>{t('importing.waiting')}</small>}
      </td>
    )
  }
  return (
    <tr data-outcome={line.outcome}>
      <th scope="row" className="figures">
        {line.line}
      </th>
      {part('customer', cell('customer', 'reference'))}
      {part('user', cell('login', 'email'))}
      {part('object', cell('object'))}
      <td data-label={t('importing.what')}>
        {line.outcome ? t(`importing.outcome.${line.outcome}`) : '–'}
        {line.problems.map((problem, i) => (
          <span key={i} className={styles.problem}>
            <IconAlertTriangle size={15} aria-hidden />
            <span>
              {problem.field && <b>{fieldName(t, problem.field)}: </b>}
              {i18n.exists(`problems.${problem.reason}`) ? t(`problems.${problem.reason as keyof typeof en.problems}`) : problem.message}
            </span>
          </span>
        ))}
      </td>
    </tr>
  )
}
