import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Conversation, DeskConversation } from '../api/support'
import { translateMessage } from '../api/translator'
import { useMay } from '../app/Gate'
import { Fault } from '../people/parts'
import { foreign, languageOf } from './languages'
import styles from './tickets.module.css'

type Message = Conversation['messages'][number]

/** What a language is called by whoever reads; languages that nobody has named are not. */
export function useLanguageName(): (language: string | undefined) => string {
  const { i18n } = useTranslation()
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  return (language) => (language ? (names.of(language) ?? language) : '')
}

/** What somebody wrote, below what a machine has made of it. */
export function Original({ message }: { message: Message }) {
  const { t } = useTranslation()
  const name = useLanguageName()
  if (!message.original) return null
  return (
    <div className={styles.beside}>
      <small>{message.original_locale ? t('support.originalIn', { language: name(message.original_locale) }) : t('support.original')}</small>
      <p className={styles.body} lang={message.original_locale || undefined}>
        {message.original}
      </p>
    </div>
  )
}

/** A message of another language, as a machine has translated it for whoever works at the desk; or the way to that. */
export function ForTheDesk({ whole, message }: { whole: DeskConversation; message: Message }) {
  const { t, i18n } = useTranslation()
  const name = useLanguageName()
  const may = useMay('desk.ticket.write')
  const queries = useQueryClient()
  const mine = languageOf(i18n.language) ?? 'en'
  const translate = useMutation({ mutationFn: () => translateMessage(whole.id, message.id, mine), onSuccess: () => queries.invalidateQueries({ queryKey: ['desk', whole.id] }) })
  const made = whole.translated.find((one) => one.message === message.id && one.to === mine)
  if (made?.from === mine) return <small className={styles.alike}>{t('support.alike', { language: name(mine) })}</small>
  if (made) {
    return (
      <div className={styles.beside}>
        <small>{made.from ? t('support.byMachine', { from: name(made.from), to: name(mine) }) : t('support.byMachineInto', { to: name(mine) })}</small>
        <p className={styles.body} lang={mine}>
          {made.body}
        </p>
      </div>
    )
  }
  const theirs = message.kind === 'asked' || message.from_above
  if (!whole.translates || !may || !theirs || !foreign(message.body, message.from_above ? undefined : whole.desk.locale, mine)) return null
  return (
    <>
      <Button mt={6} size="compact-sm" variant="subtle" loading={translate.isPending} onClick={() => translate.mutate()}>
        {t('support.translate')}
      </Button>
      <Fault error={translate.error} />
    </>
  )
}
