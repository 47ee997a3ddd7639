import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import type { Page } from '../api/model'

interface Extra {
  /** What was there stays until what is asked for now has come. */
  keep?: boolean
  /** Milliseconds in which it is not asked for again. */
  staleTime?: number
  /** Milliseconds after which it is. */
  refetchInterval?: number
}

/** A list that the server gives page by page, and the rows of the pages that have come; More goes on with it. */
export function usePages<T>(queryKey: QueryKey, load: (after: string | undefined, signal: AbortSignal) => Promise<Page<T>>, { keep, ...extra }: Extra = {}) {
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keep ? keepPreviousData : undefined,
    ...extra,
  })
  return [list, list.data?.pages.flatMap((page) => page.items) ?? []] as const
}
