import { useTranslation } from 'react-i18next'
import ru from './setup.ru.json'

const books: Record<string, Record<string, string>> = { ru }

/** What the server says of setting trackers up is in English; here it is in the reader's language where we have it. */
export function useSetupWords(): (english: string) => string {
  const { i18n } = useTranslation()
  return (english) => books[i18n.language]?.[english] ?? english
}
