import { useEffect } from 'react'
import { useLocation, useSearch } from 'wouter'

// A question tells where its asker was before: the browser does not know it, for an app of one page never leaves it.
const key = 'where'

/** Where one asks is not what one asks about. */
const asking = /^\/(account\/support|console\/provider-tickets)(\/|$)/

/** Remembers the page that is open, for as long as the tab is. */
export function useWhere() {
  const [path] = useLocation()
  const search = useSearch()
  useEffect(() => {
    if (asking.test(path)) return
    try {
      sessionStorage.setItem(key, (path + (search && `?${search}`)).slice(0, 500))
    } catch {
      // A browser that keeps nothing tells nothing.
    }
  }, [path, search])
}

/** The page that was open before; empty: none was. */
export function lastPage(): string {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}
