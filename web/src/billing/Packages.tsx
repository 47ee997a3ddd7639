import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BoughtPackage, buyPackage, getOffer, listPackages, listSubscriptions, type OfferedPackage } from '../api/billing'
import { useMay } from '../app/Gate'
import { ManyChooser } from '../app/Chooser'
import { Failure } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import styles from './billing.module.css'
import { useSums } from './sums'

/** Packages: what is left of those that were bought, and those that can be. */
export function Packages() {
  const { t } = useTranslation()
  const { price } = useSums()
  const mayBuy = useMay('billing.package.buy')
  const bought = useQuery({ queryKey: ['packages-bought'], queryFn: listPackages })
  const offer = useQuery({ queryKey: ['offer'], queryFn: getOffer })
  const [wanted, want] = useState<OfferedPackage>()
  const offered = offer.data?.packages ?? []
  if (bought.isError || offer.isError) return <Failure error={bought.error ?? offer.error} retry={() => void Promise.all([bought.refetch(), offer.refetch()])} />
  if (!bought.data?.length && offered.length === 0) return null
  return (
    <section className={styles.card} aria-label={t('billing.packages')}>
      <h2>{t('billing.packages')}</h2>
      {bought.data && bought.data.length > 0 && (
        <ul className={styles.rows}>
          {bought.data.map((one) => (
            <Bought key={one.id} one={one} />
          ))}
        </ul>
      )}
      {offered.length > 0 && (
        <>
          <h3>{t('billing.onOffer')}</h3>
          <ul className={styles.rows}>
            {offered.map((one) => (
              <li key={one.id}>
                <div className={styles.what}>
                  <b>{one.name}</b>
                  <small className={styles.faint}>
                    <Gives one={one} />
                  </small>
                </div>
                <span className="figures">{price(one.version.price, undefined)}</span>
                {mayBuy && (
                  <Button size="xs" variant="default" aria-label={t('billing.buyOf', { name: one.name })} onClick={() => want(one)}>
                    {t('billing.buy')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {wanted && <Buy one={wanted} close={() => want(undefined)} />}
    </section>
  )
}

function Gives({ one }: { one: OfferedPackage }) {
  const { t } = useTranslation()
  const v = one.version
  return (
    <>
      {[
        v.quantity !== undefined && t('billing.messages', { count: v.quantity }),
        v.validity_days !== undefined && t('billing.goodFor', { count: v.validity_days }),
        v.sms && t('billing.givesSms'),
        v.reports && t('billing.givesReports'),
        v.retention && t(`billing.keeps_${v.retention}`),
        t(one.for_chosen ? 'billing.forChosen' : 'billing.forAll'),
      ]
        .filter(Boolean)
        .join(' · ')}
    </>
  )
}

function Bought({ one }: { one: BoughtPackage }) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <li data-over={one.over || undefined}>
      <div className={styles.what}>
        <b>{one.name}</b>
        <small className={styles.faint}>
          {one.expires_at ? t(one.over ? 'billing.wasGoodUntil' : 'billing.goodUntil', { date: f.date(one.expires_at) }) : t('billing.untilUsed')}
          {one.for_chosen && ` · ${t('billing.objects', { count: one.objects.length })}`}
        </small>
      </div>
      {one.quantity !== undefined && <span className="figures">{t('billing.leftOf', { left: f.whole(one.remaining ?? 0), all: f.whole(one.quantity) })}</span>}
    </li>
  )
}

function Buy({ one, close }: { one: OfferedPackage; close: () => void }) {
  const { t } = useTranslation()
  const { price } = useSums()
  const queries = useQueryClient()
  const [objects, choose] = useState<string[]>([])
  const key = useRef(crypto.randomUUID())
  const buy = useMutation({
    mutationFn: () => buyPackage(one.version.id, objects, key.current),
    onSuccess: () => {
      notifications.show({ message: t('billing.bought', { name: one.name }), color: 'green' })
      close()
      return Promise.all(['billing', 'packages-bought', 'entries'].map((name) => queries.invalidateQueries({ queryKey: [name] })))
    },
  })
  return (
    <Dialog title={t('billing.buyOf', { name: one.name })} opened close={close}>
      <p>
        {price(one.version.price, undefined)} · <Gives one={one} />
      </p>
      {one.version.text && <p className={styles.terms}>{one.version.text}</p>}
      {one.for_chosen && (
        <ManyChooser
          label={t('billing.chooseObjects')}
          source={{ key: ['subscribed objects'], find: (q, signal) => listSubscriptions(q, undefined, undefined, signal).then((page) => ({ choices: page.items.map((row) => ({ value: row.object, label: row.object_name })), more: Boolean(page.next) })) }}
          value={objects}
          choose={choose}
        />
      )}
      <Fault error={buy.error} />
      <Buttons close={close}>
        <Button loading={buy.isPending} disabled={one.for_chosen && objects.length === 0} onClick={() => buy.mutate()}>
          {t('billing.buyFor', { price: price(one.version.price, undefined) })}
        </Button>
      </Buttons>
    </Dialog>
  )
}
