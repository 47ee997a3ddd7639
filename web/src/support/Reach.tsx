import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asked, type Level } from '../api/support'
import people from '../people/people.module.css'

/** How a desk is reached, and that nothing else is official (support policy 3.5). Shown beside the questions; without it they still stand. */
export function Reach({ level }: { level: Level }) {
  const { t, i18n } = useTranslation()
  const front = useQuery({ queryKey: ['support', level, 'front'], queryFn: () => asked[level].front() })
  if (!front.data) return null
  const f = front.data
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  const facts: [string, string | undefined][] = [
    [t('deskSetup.phone'), f.phone],
    [t('deskSetup.officeHours'), f.hours],
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
            <dt>{t(one.kind === 'critical' ? 'deskSetup.writeCritical' : 'deskSetup.write')}</dt>
            <dd>
              <a href={`mailto:${one.address}`}>{one.address}</a>
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
    </section>
  )
}
