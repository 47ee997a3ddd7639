import { useCallback, useMemo } from 'react'
import { useLocation, useSearch } from 'wouter'
import { type Status, statuses } from '../api/model'

export interface View {
  q: string
  group: string
  status: Status[]
  follow: boolean
  /** The whole day's way is drawn, not the last minutes alone. */
  day: boolean
}

/** What the list shows, as it stands in the address: every view can be shared as a link. */
export function useView(): [View, (change: Partial<View>) => void, (object: string | undefined) => void] {
  const search = useSearch()
  const [path, navigate] = useLocation()
  const view = useMemo<View>(() => {
    const values = new URLSearchParams(search)
    const wanted = (values.get('status') ?? '').split(',')
    return {
      q: values.get('q') ?? '',
      group: values.get('group') ?? '',
      status: statuses.filter((status) => wanted.includes(status)),
      follow: values.get('follow') === '1',
      day: values.get('day') === '1',
    }
  }, [search])

  const query = useCallback((next: View) => {
    const values = new URLSearchParams()
    if (next.q) values.set('q', next.q)
    if (next.group) values.set('group', next.group)
    if (next.status.length > 0) values.set('status', next.status.join(','))
    if (next.follow) values.set('follow', '1')
    if (next.day) values.set('day', '1')
    return values.size > 0 ? `?${values}`.replaceAll('%2C', ',') : ''
  }, [])
  const change = useCallback((part: Partial<View>) => navigate(path + query({ ...view, ...part }), { replace: true }), [navigate, path, query, view])
  const open = useCallback(
    (object: string | undefined) => navigate((object ? `/objects/${object}` : '/') + query({ ...view, follow: false, day: false })),
    [navigate, query, view],
  )
  return [view, change, open]
}
