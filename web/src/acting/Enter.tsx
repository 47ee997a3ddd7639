import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { enterActing } from '../api/acting'
import { Problem } from '../api/http'
import { Failure, Notice, Waiting } from '../app/Notice'
import { Frame } from '../joining/Join'

/** The end of the way in: exchanges what stands behind # for a session, and goes on without it in the history. */
export function Enter() {
  const { t } = useTranslation()
  const [token] = useState(() => location.hash.slice(1))
  const entered = useQuery({
    queryKey: ['acting', token],
    queryFn: async () => {
      const begun = await enterActing(token)
      location.replace('/')
      return begun
    },
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  if (!entered.isError) {
    return (
      <Frame>
        <Waiting />
        <p className="sr-only">{t('acting.entering')}</p>
      </Frame>
    )
  }
  const gone = entered.error instanceof Problem && entered.error.status < 500
  return (
    <Frame>
      {gone ? (
        <Notice kind="missing" title={t('acting.void')} text={t('acting.voidText')} action={t('acting.toStart')} onAction={() => location.replace('/')} />
      ) : (
        <Failure error={entered.error} retry={() => void entered.refetch()} />
      )}
    </Frame>
  )
}
