import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../api/acting'
import { useFormats } from '../i18n/format'
import { Dialog } from '../people/parts'
import { browserOf } from '../security/SessionList'
import styles from './audit.module.css'
import { useAuditWords } from './words'

/** One entry with all that is told of it: from where, and what was before and after. */
export function Details({ one, close, only }: { one: AuditEntry; close: () => void; only: (subject: string) => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const words = useAuditWords()
  const all = new Set([...Object.keys(one.before ?? {}), ...Object.keys(one.after ?? {})])
  // Millionths are told with the price that they belong to.
  const fields = [...all].filter((name) => (name !== 'price_micro' || !all.has('price')) && words.told(name, one.before, one.after))
  const facts: [string, string | undefined][] = [
    [t('audit.when'), f.full(one.at)],
    [t('audit.who'), words.actor(one)],
    [t('audit.about'), one.subject.name],
    [t('audit.address'), one.address],
    [t('audit.device'), one.agent && browserOf(one.agent)],
  ]
  const subject = one.subject.id
  return (
    <Dialog title={t('audit.details', { action: words.action(one.action) })} opened close={close}>
      <dl className={styles.facts}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {one.shredded && <p>{t('audit.shredded')}</p>}
      {fields.length > 0 && (
        <div className={styles.scroller} tabIndex={0} role="group" aria-label={t('audit.what')}>
          <table className={styles.change}>
            <thead>
              <tr>
                <th scope="col">{t('audit.what')}</th>
                {one.before && <th scope="col">{t('audit.before')}</th>}
                {one.after && <th scope="col">{t('audit.after')}</th>}
              </tr>
            </thead>
            <tbody>
              {fields.map((name) => (
                <tr key={name}>
                  <th scope="row">{words.field(name)}</th>
                  {one.before && <td>{words.value(name, one.before)}</td>}
                  {one.after && <td>{words.value(name, one.after)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {subject && (
        <div>
          <Button variant="light" onClick={() => only(subject)}>
            {t('audit.subject')}
          </Button>
        </div>
      )}
    </Dialog>
  )
}
