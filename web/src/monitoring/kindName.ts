import type { TFunction } from 'i18next'
import { kinds } from '../wizard/kinds'

/** What an object is, in the reader's language where it is one of the usual kinds. */
export function kindName(kind: string, t: TFunction): string {
  return (kinds as readonly string[]).includes(kind) ? t(`kinds.${kind as (typeof kinds)[number]}`) : kind
}
