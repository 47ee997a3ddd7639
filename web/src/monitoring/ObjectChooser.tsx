import type { MultiSelectProps, SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findObjects } from '../api/model'
import { type Choice, Chooser, ManyChooser, shownAtOnce, type Source } from '../app/Chooser'

const objects: Source = {
  key: ['objects'],
  find: (q, signal) => findObjects(q, shownAtOnce, signal).then((page) => ({ choices: page.items.map((one) => ({ value: one.id, label: one.name })), more: Boolean(page.next) })),
}

/** Chooses one of the objects that one sees, by its name, IMEI or number. */
export function ObjectChooser({ value, known, choose, ...rest }: { value: string | null; known?: Choice[]; choose: (object: string | null, name?: string) => void } & Omit<SelectProps, 'value' | 'onChange' | 'data' | 'filter'>) {
  const { t } = useTranslation()
  return <Chooser {...rest} source={objects} known={known} nameless={t('people.oneObject')} value={value} choose={choose} />
}

/** Chooses several of them. */
export function ObjectsChooser({ value, choose, ...rest }: { value: string[]; choose: (objects: string[]) => void } & Omit<MultiSelectProps, 'value' | 'onChange' | 'data' | 'filter'>) {
  const { t } = useTranslation()
  return <ManyChooser {...rest} source={objects} nameless={t('people.oneObject')} value={value} choose={choose} />
}
