import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconPlus, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Label, listStock, makeCodes, type Stocked } from '../api/stock'
import { DataList } from '../app/DataList'
import { useMay } from '../app/Gate'
import { Dialog, Fault } from '../people/parts'
import { AddStock } from './AddStock'
import { Labels } from './Labels'
import { StockCard } from './StockCard'
import { useTrackerTitle } from '../wizard/titles'
import styles from './stock.module.css'

/** The trackers that a reseller hands out. */
export default function Stock() {
  const { t } = useTranslation()
  const name = useTrackerTitle()
  const may = useMay('reselling.stock.write')
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<string[]>([])
  const [open, setOpen] = useState<Stocked>()
  const [adding, setAdding] = useState(false)
  const [labels, setLabels] = useState<Label[]>()
  const again = () => void queries.invalidateQueries({ queryKey: ['stock'] })
  const print = useMutation({ mutationFn: makeCodes, onSuccess: (made) => (setLabels(made), setChosen([]), setOpen(undefined)), onSettled: again })
  if (labels) return <Labels labels={labels} close={() => setLabels(undefined)} />
  const toggle = (id: string) => setChosen((was) => (was.includes(id) ? was.filter((one) => one !== id) : [...was, id]))
  return (
    <div className={styles.page}>
      <Fault error={print.error} />
      <div className={styles.list}>
        <DataList
          name="stock"
          title={t('stock.title')}
          lead={t('stock.lead')}
          searchHint={t('stock.search')}
          emptyTitle={t('stock.none')}
          emptyText={t('stock.noneText')}
          load={listStock}
          tools={
            may && (
              <div className={styles.acts}>
                <Button leftSection={<IconPlus size={17} />} onClick={() => setAdding(true)}>
                  {t('stock.add')}
                </Button>
                <Button variant="light" disabled={chosen.length === 0} loading={print.isPending} leftSection={<IconPrinter size={17} />} onClick={() => print.mutate(chosen)}>
                  {chosen.length > 0 ? t('stock.print', { count: chosen.length }) : t('stock.printNone')}
                </Button>
              </div>
            )
          }
          columns={[
            {
              name: t('stock.identity'),
              width: 'minmax(0, 2fr)',
              cell: (row) => (
                <span className={styles.first}>
                  {may && row.state !== 'active' && <input type="checkbox" aria-label={t('stock.choose', { identity: row.identity })} checked={chosen.includes(row.id)} onChange={() => toggle(row.id)} />}
                  <button type="button" className={styles.open} onClick={() => setOpen(row)}>
                    {row.identity}
                  </button>
                </span>
              ),
            },
            { name: t('stock.model'), width: 'minmax(0, 1fr)', minor: true, cell: (row) => name(row) },
            { name: t('stock.state'), width: 'minmax(110px, 1fr)', cell: (row) => t(`stock.states.${row.state}`) },
            { name: t('stock.customer'), width: 'minmax(0, 1.4fr)', minor: true, cell: (row) => row.account_name || row.customer_name || '–' },
            { name: t('stock.note'), width: 'minmax(0, 1.4fr)', minor: true, cell: (row) => row.note || '–' },
          ]}
        />
      </div>
      <Dialog title={t('stock.add')} opened={adding} close={() => setAdding(false)}>
        <AddStock close={() => setAdding(false)} done={again} />
      </Dialog>
      {open && (
        <Dialog title={open.identity} opened close={() => setOpen(undefined)}>
          <StockCard listed={open} may={may} done={again} close={() => setOpen(undefined)} print={() => print.mutate([open.id])} />
        </Dialog>
      )}
    </div>
  )
}
