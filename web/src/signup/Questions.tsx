import { Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { eraseQuestion, exportQuestion, listQuestions, type Question, settleQuestion } from '../api/signup'
import { keepFile } from '../api/importing'
import { useMay } from '../app/Gate'
import { leaveOnEscape, useKeys } from '../app/keys'
import { More } from '../app/More'
import { Failure, Notice, Waiting } from '../app/Notice'
import { usePages } from '../app/pages'
import { useKeptWords } from '../app/words'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import people from '../people/people.module.css'
import { EraseDialog } from './EraseDialog'

/** What those want to know who are no customers yet. */
export default function Questions() {
  const { t } = useTranslation()
  const [q, text, set] = useKeptWords()
  const field = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => field.current?.focus() })
  const [list, rows] = usePages(['questions', q], (after, signal) => listQuestions(q, after, signal))
  return (
    <div className={people.column}>
      <header>
        <h1>{t('signUp.questions')}</h1>
        <p className={people.lead}>{t('signUp.questionsLead')}</p>
      </header>
      <TextInput ref={field} type="search" aria-label={t('signUp.searchQuestions')} placeholder={t('signUp.searchQuestions')} value={text} onChange={(event) => set(event.currentTarget.value)} onKeyDown={leaveOnEscape} leftSection={<IconSearch size={17} aria-hidden />} />
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        q ? (
          <Notice kind="empty" title={t('list.nothingFound')} text={t('list.nothingFoundText')} action={t('list.showAll')} onAction={() => set('')} />
        ) : (
          <Notice kind="empty" title={t('signUp.noQuestions')} text={t('signUp.noQuestionsText')} />
        )
      ) : (
        <section className={people.card}>
          <ul className={people.rows} aria-label={t('signUp.questions')}>
            {rows.map((one) => (
              <Item key={one.id} one={one} />
            ))}
          </ul>
          <More of={list} />
        </section>
      )}
    </div>
  )
}

function Item({ one }: { one: Question }) {
  const { t } = useTranslation()
  const f = useFormats()
  const may = useMay('reselling.question.settle')
  const queries = useQueryClient()
  const settle = useMutation({ mutationFn: () => settleQuestion(one.id), onSettled: () => queries.invalidateQueries({ queryKey: ['questions'] }) })
  const held = useMutation({ mutationFn: () => exportQuestion(one.id), onSuccess: (file) => keepFile(file, 'question.json') })
  const [sure, setSure] = useState(false)
  const erase = useMutation({ mutationFn: () => eraseQuestion(one.id), onSuccess: () => queries.invalidateQueries({ queryKey: ['questions'] }) })
  return (
    <li>
      <div>
        <b>{one.name}</b> · <a href={`mailto:${one.email}`}>{one.email}</a>
        <small className="figures">{f.full(one.created_at)}</small>
        <p style={{ margin: '6px 0 0', whiteSpace: 'pre-line' }}>{one.question}</p>
      </div>
      {may && (
        <Group gap="xs">
          <Button size="compact-sm" variant="light" loading={settle.isPending} onClick={() => settle.mutate()} aria-label={t('signUp.doneNamed', { name: one.name })}>
            {t('signUp.done')}
          </Button>
          <Button size="compact-sm" variant="subtle" loading={held.isPending} onClick={() => held.mutate()} aria-label={t('signUp.heldNamed', { name: one.name })}>
            {t('signUp.heldFetch')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => setSure(true)} aria-label={t('signUp.eraseNamed', { name: one.name })}>
            {t('signUp.erase')}
          </Button>
        </Group>
      )}
      <Fault error={settle.error ?? held.error} />
      <EraseDialog name={one.name} opened={sure} close={() => setSure(false)} erase={erase} />
    </li>
  )
}
