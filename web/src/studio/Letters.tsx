import { Badge, Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconChevronRight, IconLock } from '@tabler/icons-react'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useRoute, useSearch } from 'wouter'
import { type Letter, type LetterText, listLetters } from '../api/letters'
import { getStudio } from '../api/studio'
import { useMay } from '../app/Gate'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useKeptWords } from '../app/words'
import styles from '../console/console.module.css'
import { isLanguage, offered } from '../i18n'
import { Dialog } from '../people/parts'
import { LetterEditor } from './LetterEditor'
import { Publish, Versions } from './Versions'
import own from './letters.module.css'
import { useLetterTitle } from './title'

/** Letters and papers in the brand's own words: all of them, or the one that the address names. */
export default function Letters() {
  const [, named] = useRoute('/console/letters/:letter/:language')
  const { i18n } = useTranslation()
  const letters = useQuery({ queryKey: ['letters', 'list'], queryFn: listLetters })
  // What is written and not saved is there again when one comes back from another language, or from the list.
  const [edits, setEdits] = useState<Record<string, LetterText | undefined>>({})
  if (letters.isPending) return <Waiting />
  if (letters.isError) return <Failure error={letters.error} retry={() => void letters.refetch()} />
  const one = letters.data.find((letter) => letter.letter === named?.letter)
  if (named && one && isLanguage(named.language)) {
    const key = `${one.letter} ${named.language}`
    return <LetterEditor key={key} letter={one} language={named.language} edited={edits[key]} edit={(text) => setEdits((all) => ({ ...all, [key]: text }))} />
  }
  return <List letters={letters.data} language={i18n.language} />
}

const groups = ['letter', 'foot', 'paper'] as const
// What is no letter has no topic.
const topics = ['joining', 'security', 'money', 'service', 'documents', 'workings', undefined] as const

function List({ letters, language }: { letters: Letter[]; language: string }) {
  const { t } = useTranslation()
  const title = useLetterTitle()
  const may = useMay('brand.look.write')
  const look = useQuery({ queryKey: ['studio'], queryFn: getStudio })
  const [publishing, setPublishing] = useState(false)
  // What is looked for stands in the address, so that a link or a reload keeps it.
  const search = useSearch()
  const [, wanted, setWanted] = useKeptWords()
  const q = wanted.trim().toLocaleLowerCase()
  const found = letters.filter((letter) => title(letter).toLocaleLowerCase().includes(q))
  return (
    <div className={styles.sheet}>
      <header>
        <h1>{t('letters.title')}</h1>
        <p className={styles.lead}>{t('letters.lead')}</p>
      </header>
      {look.data?.draft && (
        <div className={own.waiting}>
          <span role="status">{t('studio.hasDraft')}</span>
          <Button variant="light" disabled={!may} onClick={() => setPublishing(true)}>
            {t('studio.publish')}
          </Button>
        </div>
      )}
      <TextInput type="search" aria-label={t('letters.search')} placeholder={t('letters.search')} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} maw={420} />
      {found.length === 0 && <Notice kind="empty" title={t('list.nothingFound')} text={t('list.nothingMatches')} action={t('list.showAll')} onAction={() => setWanted('')} />}
      {groups.map((group) => {
        const list = found.filter((letter) => letter.group === group)
        if (list.length === 0) return null
        return (
          <section key={group} className={styles.card} aria-label={t(`letters.group_${group}`)}>
            <h2>{t(`letters.group_${group}`)}</h2>
            {topics.map((topic) => {
              const about = list.filter((letter) => letter.topic === topic)
              if (about.length === 0) return null
              return (
                <Fragment key={topic ?? ''}>
                  {topic && <h3 className={own.topic}>{t(`letters.topic_${topic}`)}</h3>}
                  <ul className={own.list}>
                    {about.map((letter) => (
                      <li key={letter.letter}>
                        <Link href={`/console/letters/${letter.letter}/${language}${search && `?${search}`}`}>
                          <b>{title(letter)}</b>
                          <span className={own.states}>
                            <States letter={letter} />
                          </span>
                          <IconChevronRight size={16} aria-hidden />
                        </Link>
                      </li>
                    ))}
                  </ul>
                </Fragment>
              )
            })}
          </section>
        )
      })}
      {look.data && <Versions studio={look.data} />}
      <Dialog title={t('studio.publish')} opened={publishing} close={() => setPublishing(false)}>
        <p className={styles.lead}>{t('letters.publishText')}</p>
        <Publish close={() => setPublishing(false)} />
      </Dialog>
    </div>
  )
}

/** What is not as the platform wrote it, in which languages. */
function States({ letter }: { letter: Letter }) {
  const { t } = useTranslation()
  const here = letter.texts.filter((text) => offered().some((one) => one.value === text.language))
  const named = (from: string) => here.filter((text) => text.from === from).map((text) => text.language.toUpperCase()).join(', ')
  const drafted = here.filter((text) => text.drafted).map((text) => text.language.toUpperCase()).join(', ')
  return (
    <>
      {(letter.locked || letter.locked_above) && (
        <Badge variant="light" color="gray" tt="none" fw={550} leftSection={<IconLock size={13} aria-hidden />}>
          {t(letter.locked_above ? 'letters.lockedAbove' : 'letters.locked')}
        </Badge>
      )}
      {named('own') && (
        <Badge variant="light" color="green" tt="none" fw={550}>
          {t('letters.own', { languages: named('own') })}
        </Badge>
      )}
      {named('inherited') && (
        <Badge variant="light" color="blue" tt="none" fw={550}>
          {t('letters.inherited', { languages: named('inherited') })}
        </Badge>
      )}
      {drafted && (
        <Badge variant="light" color="yellow" tt="none" fw={550}>
          {t('letters.drafted', { languages: drafted })}
        </Badge>
      )}
    </>
  )
}
