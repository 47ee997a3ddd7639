import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Acting, endActing, listActings } from '../api/acting'
import { boot } from '../app/boot'
import { useMay } from '../app/Gate'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import styles from '../people/people.module.css'

/** Who acts in the owner's tenant from above now, with an end to it; nothing, while nobody does. */
export function Here() {
  const { t } = useTranslation()
  const may = useMay('acting.session.end')
  const list = useQuery({ queryKey: ['actings'], queryFn: listActings, enabled: may, refetchInterval: 20_000 })
  if (!list.data?.length) return null
  return (
    <section className={styles.card} aria-label={t('acting.here')}>
      <h2>{t('acting.here')}</h2>
      <p className={styles.faint}>{t('acting.hereText')}</p>
      <ul className={styles.rows}>
        {list.data.map((one) => (
          <Item key={one.id} one={one} />
        ))}
      </ul>
    </section>
  )
}

function Item({ one }: { one: Acting }) {
  const { t } = useTranslation()
  const f = useFormats()
  const queries = useQueryClient()
  const name = one.by ?? t('acting.technical', { brand: boot.brand })
  const end = useMutation({ mutationFn: () => endActing(one.id), onSettled: () => queries.invalidateQueries({ queryKey: ['actings'] }) })
  return (
    <li>
      <div>
        <b>{name}</b>
        <small>{one.reason}</small>
        <small className="figures">
          {f.moment(one.entered_at)} – {t('acting.until', { when: f.moment(one.expires_at) })}
        </small>
      </div>
      <Button size="compact-sm" color="red" variant="light" loading={end.isPending} onClick={() => end.mutate()} aria-label={t('acting.endNamed', { name })}>
        {t('acting.end')}
      </Button>
      <Fault error={end.error} />
    </li>
  )
}
