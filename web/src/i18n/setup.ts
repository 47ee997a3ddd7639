import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import ru from './setup.ru.json'

const books: Record<string, Record<string, string>> = { ru }

/** What the server says of setting trackers up is in English; here it is in the reader's language where we have it. */
export function useSetupWords(address?: { host: string; port: number }): (english: string) => string {
  const { i18n } = useTranslation()
  const host = address?.host
  const port = address ? String(address.port) : undefined
  return useCallback(
    (english) => {
      const book = books[i18n.language]
      if (!book) return english
      const exact = book[english]
      if (exact !== undefined || !host || !port) return exact ?? english
      return book[english.replace(host, '{host}').replace(port, '{port}')]?.replace('{host}', host).replace('{port}', port) ?? english
    },
    [i18n.language, host, port],
  )
}
