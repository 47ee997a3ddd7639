import { queryOptions } from '@tanstack/react-query'
import { getDay, getTrack } from '../api/model'
import { readerZone } from '../i18n/format'

const recentMinutes = 20

/** Where an object has been in the last minutes, point by point. */
export const recentOf = (id: string) =>
  queryOptions({
    queryKey: ['recent', id],
    queryFn: () => getTrack(id, new Date(Date.now() - recentMinutes * 60_000), new Date()),
    refetchInterval: 60_000,
    staleTime: 20_000,
  })

/** Where it has been since the day began, thinned to what a screen can show. The day is the server's answer: whose clock it is, it knows. */
export const trackOf = (id: string, from: string | undefined) =>
  queryOptions({
    queryKey: ['track', id, from],
    queryFn: () => getTrack(id, new Date(from!), new Date(), 4000),
    enabled: !!from,
    refetchInterval: 60_000,
    staleTime: 20_000,
  })

export const dayOf = (id: string) => {
  const zone = readerZone()
  return queryOptions({ queryKey: ['day', id, zone], queryFn: () => getDay(id, zone), refetchInterval: 60_000, staleTime: 20_000 })
}
