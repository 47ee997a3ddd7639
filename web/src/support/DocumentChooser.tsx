import type { SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listPapers, type Side } from '../api/papers'
import { Chooser } from '../app/Chooser'
import { useFormats } from '../i18n/format'

/** Chooses one of the statements, invoices and receipts that one has, by its kind, number or day. */
export function DocumentChooser({ side, value, known, choose, ...rest }: { side: Side; value: string | null; known?: { value: string; label: string }[]; choose: (paper: string | null, name?: string) => void } & Omit<SelectProps, 'value' | 'onChange' | 'data' | 'filter'>) {
  const { t } = useTranslation()
  const f = useFormats()
  const find = async (q: string, signal: AbortSignal) => {
    const page = await listPapers(side, undefined, signal)
    const all = page.items.map((one) => ({ value: one.id, label: `${t(`papers.kind_${one.kind}`)} ${one.number}`, note: f.date(one.day) }))
    return { choices: all.filter((one) => `${one.label} ${one.note}`.toLocaleLowerCase().includes(q.toLocaleLowerCase())), more: Boolean(page.next) }
  }
  return <Chooser {...rest} source={{ key: ['papers', side], find }} known={known} value={value} choose={choose} />
}
