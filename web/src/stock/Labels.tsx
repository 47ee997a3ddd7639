import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Label } from '../api/stock'
import { QR } from '../wizard/QR'
import { useTrackerTitle } from '../wizard/titles'
import styles from './stock.module.css'

/** A sheet of labels to print: the code as text and as a QR code that leads to adding the object. */
export function Labels({ labels, close }: { labels: Label[]; close: () => void }) {
  const { t } = useTranslation()
  const name = useTrackerTitle()
  return (
    <section className={styles.sheet} aria-label={t('stock.labels')}>
      <header className={styles.noPrint}>
        <h1>{t('stock.labels')}</h1>
        <p>{t('stock.labelsText')}</p>
        <div className={styles.acts}>
          <Button leftSection={<IconPrinter size={17} />} onClick={() => window.print()}>
            {t('stock.printSheet')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('stock.back')}
          </Button>
        </div>
      </header>
      <ul className={styles.labels}>
        {labels.map((one) => (
          <li key={one.id}>
            <QR text={one.link} label={t('stock.qr', { code: one.code })} />
            <div>
              <b className={styles.code}>{one.code}</b>
              <span>{name(one)}</span>
              <span>{one.identity}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
