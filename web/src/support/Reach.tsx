import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asked, type Level } from '../api/support'
import { hoursFor } from '../console/HoursIn'
import { useFormats } from '../i18n/format'
import people from '../people/people.module.css'
import styles from './tickets.module.css'

const useFront = (level: Level) => useQuery({ queryKey: ['support', level, 'front'], queryFn: () => asked[level].front() })

/** How a desk is reached, and that nothing else is official (support policy 3.5). Shown beside the questions; without it they still stand. */
export function Reach({ level }: { level: Level }) {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const front = useFront(level)
  if (!front.data) return null
  const f = front.data
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  // As livery version prints it; one that was built by hand has no dates.
  const installation = (printed: string) => {
    const [, version, released, until] = /^(.+), released ([\d-]+), supported until ([\d-]+)$/.exec(printed) ?? []
    return version && released && until ? t('support.installationDates', { version, released: formats.date(released), until: formats.date(until) }) : t('support.installation', { version: printed })
  }
  const facts: [string, string | undefined][] = [
    [t('deskSetup.phone'), f.phone],
    [t('deskSetup.officeHours'), hoursFor(i18n.language, f.hours, f.hours_in)],
    [t('deskSetup.languages'), f.languages.map((one) => names.of(one) ?? one).join(', ')],
    [t('deskSetup.complaints'), [f.complaints_name, f.complaints_contact].filter(Boolean).join(', ')],
  ]
  return (
    <section className={people.card} aria-label={t('deskSetup.reach')}>
      <h2>{t('deskSetup.reach')}</h2>
      <dl className={people.facts}>
        {facts.filter(([, value]) => value).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {f.addresses.map((one) => (
          <div key={one.address}>
            <dt>{t(one.kind === 'critical' ? 'deskSetup.writeUrgent' : 'deskSetup.write')}</dt>
            <dd>
              <a href={`mailto:${one.address}`}>{one.address}</a>
              {one.kind === 'critical' && <small className={styles.when}>{t('deskSetup.writeCritical')}</small>}
            </dd>
          </div>
        ))}
        {f.channels.map((one) => (
          <div key={`${one.name} ${one.url}`}>
            <dt>{one.name}</dt>
            <dd>
              {one.url ? (
                <a href={one.url} target="_blank" rel="noreferrer noopener">
                  {one.url.replace(/^https?:\/\//, '')}
                </a>
              ) : (
                '✓'
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p>{t('deskSetup.onlyOfficial')}</p>
      {/* Of a contract with the platform (regulations 3). */}
      {f.facts.product_version && <p className="figures">{installation(f.facts.product_version)}</p>}
    </section>
  )
}

/** What is sold here in which version, and how long each is helped with (regulations 3). */
export function Products({ level }: { level: Level }) {
  const { t } = useTranslation()
  const f = useFormats()
  const list = useFront(level).data?.products ?? []
  if (list.length === 0) return null
  return (
    <section className={people.card}>
      <h2>{t('support.products')}</h2>
      <div className={people.scroll} role="region" aria-label={t('support.products')} tabIndex={0}>
        <table className={people.table}>
          <thead>
            <tr>
              <th scope="col">{t('support.fact.product')}</th>
              <th scope="col">{t('support.version')}</th>
              <th scope="col">{t('support.released')}</th>
              <th scope="col">{t('support.supportedUntil')}</th>
              <th scope="col">{t('support.download')}</th>
            </tr>
          </thead>
          <tbody>
            {list.map((one) => (
              <tr key={`${one.name} ${one.version}`}>
                <th scope="row">{one.name}</th>
                <td className="figures">{one.version}</td>
                <td className="figures">{f.date(one.released_on)}</td>
                <td className="figures">{new Date(one.supported_until).getTime() < Date.now() ? t('support.supportOver', { at: f.date(one.supported_until) }) : f.date(one.supported_until)}</td>
                <td>
                  {one.download ? (
                    <a href={one.download} target="_blank" rel="noreferrer noopener" aria-label={`${t('support.download')}: ${one.name} ${one.version}`}>
                      {t('support.download')}
                    </a>
                  ) : (
                    '—'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
