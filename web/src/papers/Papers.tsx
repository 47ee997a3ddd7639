import { useTranslation } from 'react-i18next'
import { useMay, useSession } from '../app/Gate'
import { Notice } from '../app/Notice'
import styles from '../people/people.module.css'
import { Entity } from './Entity'
import { Export } from './Export'
import { PaperList } from './PaperList'
import { TopUp } from './TopUp'

/** Paying in, and all that one has in writing: of an account from its brand, of a reseller from its provider. */
export default function Papers() {
  const { t } = useTranslation()
  const { session } = useSession()
  const provider = useMay('reselling.provider.read')
  const side = session.tenant.kind === 'account' ? 'own' : 'provider'
  return (
    <div className={styles.column}>
      <header>
        <h1>{t('papers.title')}</h1>
        <p className={styles.lead}>{t('papers.lead')}</p>
      </header>
      {side === 'own' || provider ? (
        <>
          <TopUp side={side} />
          <PaperList side={side} />
          <Export side={side} />
          {side === 'own' && <Entity />}
        </>
      ) : (
        <Notice kind="forbidden" title={t('papers.notYours')} text={t('papers.notYoursText')} />
      )}
    </div>
  )
}
