import { useTranslation } from 'react-i18next'
import type { TrackerRequest } from '../api/stock'
import { useFormats } from '../i18n/format'

/** What was asked, and what was decided. */
export function Asked({ request }: { request: TrackerRequest }) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <small>
      {t('claims.asked', { when: f.full(request.asked_at) })}
      {request.note && ` “${request.note}”`} · {t(`claims.outcomes.${request.outcome ?? 'open'}`)}
      {request.reason && `: ${request.reason}`}
    </small>
  )
}
