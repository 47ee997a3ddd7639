import { Alert, Anchor, SegmentedControl } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/http'
import { boot } from '../app/boot'
import { Failure, Notice } from '../app/Notice'
import { useFieldTexts, useProblemText } from '../app/problems'
import { changeLanguage, type Language, offered } from '../i18n'
import { Frame } from '../joining/Join'
import styles from '../signin/signin.module.css'

/** A page of its own with a heading, and the way back to signing in. */
export function Page({ title, lead, children }: { title: string; lead?: string; children?: ReactNode }) {
  const { t, i18n } = useTranslation()
  useEffect(() => {
    document.title = `${title} · ${boot.brand}`
  }, [title])
  return (
    <Frame>
      <h1 className={styles.title}>{title}</h1>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
      <p className={styles.help}>
        <Anchor href="/">{t('join.toSignIn')}</Anchor>
      </p>
      <SegmentedControl
        aria-label={t('settings.language')}
        fullWidth
        size="xs"
        mt="md"
        value={i18n.language}
        onChange={(name) => void changeLanguage(name as Language)}
        data={offered()}
      />
    </Frame>
  )
}

/** What follows # in the link of a letter. */
export function useToken(): string {
  const [token] = useState(() => location.hash.slice(1))
  return token
}

/** A link that is good for nothing, or an answer that did not come. */
export function LinkFailure({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation()
  if (error instanceof Problem && error.status === 410) return <Notice kind="missing" title={t('recovery.void')} text={t('recovery.voidText')} action={t('recovery.askAgain')} onAction={() => location.assign('/forgot')} />
  return <Failure error={error} retry={retry} />
}

/** What was wrong with a form, where no field says so itself. */
export function FormFault({ error }: { error: unknown }) {
  const problem = useProblemText()
  const fields = useFieldTexts(error)
  if (!error || Object.keys(fields).length > 0) return null
  return (
    <Alert role="alert" mt="md" color="red" variant="light" icon={<IconAlertCircle size={18} />}>
      {problem(error)}
    </Alert>
  )
}
