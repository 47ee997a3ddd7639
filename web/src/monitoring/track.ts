import { queryOptions } from '@tanstack/react-query'
import { getDay, getTrack } from '../api/model'

const recentMinutes = 20

/** Where an object has been in the last minutes, point by point. */
export const recentOf = (id: string) =>
  queryOptions({
    queryKey: ['recent', id],
    queryFn: () => getTrack(id, new Date(Date.now() - recentMinutes * 60_000), new Date()),
    refetchInterval: 60_000,
    staleTime: 20_000,
  })

/** Where it has been since midnight, thinned to what a screen can show. */
export const trackOf = (id: string) =>
  queryOptions({
    queryKey: ['track', id],
    queryFn: () => {
      const from = new Date()
      from.setHours(0, 0, 0, 0)
      return getTrack(id, from, new Date(), 4000)
    },
    refetchInterval: 60_000,
    staleTime: 20_000,
  })

export const dayOf = (id: string) => queryOptions({ queryKey: ['day', id], queryFn: () => getDay(id), refetchInterval: 60_000, staleTime: 20_000 })
