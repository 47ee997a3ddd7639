import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { boot } from '../app/boot'
import { Password } from '../settings/Password'
import styles from '../signin/signin.module.css'
import { Frame } from './Join'

/** Somebody else has set the password: nothing else is open until it is changed. */
export function FirstPassword({ done, leave }: { done: () => void; leave: () => void }) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${t('join.firstPassword')} · ${boot.brand}`
  }, [t])
  return (
    <Frame>
      <h1 className={styles.title}>{t('join.firstPassword')}</h1>
      <p className={styles.lead}>{t('join.firstPasswordText')}</p>
      <Password bare onDone={done} />
      <Button variant="subtle" fullWidth onClick={leave}>
        {t('shell.signOut')}
      </Button>
    </Frame>
  )
}
