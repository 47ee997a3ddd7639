import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

const books = import.meta.glob<Record<string, string>>('./setup.*.json', { import: 'default' })

/** What the server says of setting trackers up is in English; here it is in the reader's language where we have it. */
export function useSetupWords(address?: { host: string; port: number }): (english: string) => string {
  const { i18n } = useTranslation()
  const load = books[`./setup.${i18n.language}.json`]
  const book = useQuery({ queryKey: ['setup words', i18n.language], queryFn: () => load!(), enabled: !!load, staleTime: Infinity }).data
  const host = address?.host
  const port = address ? String(address.port) : undefined
  return useCallback(
    (english) => {
      if (!book) return english
      const exact = book[english]
      if (exact !== undefined || !host || !port) return exact ?? english
      return book[english.replace(host, '{host}').replace(port, '{port}')]?.replace('{host}', host).replace('{port}', port) ?? english
    },
    [book, host, port],
  )
}
