import { useTranslation } from 'react-i18next'
import type { Letter } from '../api/letters'

/** What a letter or a paper is called in the reader's language. */
export function useLetterTitle(): (letter: Letter) => string {
  const { t, i18n } = useTranslation()
  return (letter) => letter.texts.find((text) => text.language === i18n.language)?.title || t(`letters.name_${letter.letter}` as 'letters.name_letter_foot')
}
