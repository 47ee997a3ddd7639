import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { lookAt, lookAway } from '../api/support'
import people from '../people/people.module.css'

// The server forgets whoever says nothing for half a minute.
const every = 8_000

/** Who else looks at a ticket, or writes in it: two should not answer at once. */
export function Looks({ ticket, writing }: { ticket: string; writing: boolean }) {
  const { t } = useTranslation()
  const others = useQuery({ queryKey: ['desk looks', ticket], queryFn: () => lookAt(ticket, writing), refetchInterval: every, retry: false })
  const { refetch } = others
  const first = useRef(true)
  useEffect(() => {
    if (first.current) first.current = false
    else void refetch()
  }, [writing, refetch])
  useEffect(
    () => () => {
      void lookAway(ticket).catch(() => undefined)
    },
    [ticket],
  )
  const names = (list: { name: string }[]) => new Intl.ListFormat(document.documentElement.lang || 'en').format(list.map((one) => one.name))
  const items = others.data?.items ?? []
  const [write, look] = [items.filter((one) => one.writing), items.filter((one) => !one.writing)]
  return (
    <div role="status">
      {items.length > 0 && (
        <p className={people.lead}>
          {write.length > 0 && <b>{t('support.writes', { who: names(write) })}</b>}
          {write.length > 0 && look.length > 0 && ' · '}
          {look.length > 0 && t('support.looks', { who: names(look) })}
        </p>
      )}
    </div>
  )
}
