import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, Unreachable } from '../api/http'
import type en from '../i18n/en.json'

type Known = keyof typeof en.problems

/** What was wrong, in the reader's language where it is known by its code, and in the server's words where not. */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation()
  return useCallback(
    (error) => {
      if (error instanceof Unreachable) return t('state.offlineText')
      if (!(error instanceof Problem)) return t('state.errorText')
      if (error.code !== '' && i18n.exists(`problems.${error.code}`)) return t(`problems.${error.code as Known}`)
      if (error.status >= 500) return t('state.errorText')
      return error.message
    },
    [t, i18n],
  )
}

/** What was wrong with which field of a form, by the field's last name. */
export function useFieldTexts(error: unknown): Record<string, string> {
  const { t, i18n } = useTranslation()
  if (!(error instanceof Problem)) return {}
  const list = Object.entries(error.fields)
  return Object.fromEntries(
    list.map(([path, message]) => [
      path.split('.').at(-1)!,
      // The code belongs to the first fault; where there are several, the others speak for themselves.
      path === list[0]![0] && error.code !== '' && i18n.exists(`problems.${error.code}`) ? t(`problems.${error.code as Known}`) : message,
    ]),
  )
}
