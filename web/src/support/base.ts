import { useLocation } from 'wouter'

/** Where the desk stands in the area that is open: the platform's staff have it in theirs. */
export function useDeskBase(): string {
  const [path] = useLocation()
  return path.startsWith('/platform') ? '/platform/desk' : '/console/desk'
}
