import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { boot } from '../app/boot'
import { useFormats } from '../i18n/format'
import { Factors } from '../security/Factors'
import styles from '../signin/signin.module.css'
import { Frame } from './Join'

/** A second factor is required: nothing else is open until one is set up, or, before its day, until that is put off. */
export function Strengthen({ by, done, later, leave }: { by?: string; done: () => void; later: () => void; leave: () => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  useEffect(() => {
    document.title = `${t('security.strengthen')} · ${boot.brand}`
  }, [t])
  return (
    <Frame wide>
      <h1 className={styles.title}>{t('security.strengthen')}</h1>
      <p className={styles.lead}>{by ? t('security.strengthenBy', { date: f.date(by) }) : t('security.strengthenText')}</p>
      <Factors onReady={done} />
      {by && (
        <Button variant="light" fullWidth mt="md" onClick={later}>
          {t('security.strengthenLater')}
        </Button>
      )}
      <Button variant="subtle" fullWidth mt="xs" onClick={leave}>
        {t('shell.signOut')}
      </Button>
    </Frame>
  )
}
