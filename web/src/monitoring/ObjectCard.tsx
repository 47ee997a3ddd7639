import { ActionIcon, Alert, Button, CopyButton, Menu, Skeleton, Switch, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconAntennaBars5, IconBan, IconCheck, IconCopy, IconCurrentLocation, IconDotsVertical, IconEdit, IconLifebuoy, IconLink, IconLockOpen, IconReplace, IconTool, IconTrash, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type FleetObject, getObject, type ObjectState } from '../api/model'
import { useMay } from '../app/Gate'
import { ObjectPlan } from '../billing/ObjectPlan'
import { WhyMoney } from '../billing/WhyMoney'
import { Failure } from '../app/Notice'
import { useFormats } from '../i18n/format'
import { useTrackerTitle } from '../wizard/titles'
import styles from './card.module.css'
import { BlockDialog, DeleteDialog, RenameDialog, ReplaceDialog, UnblockDialog } from './dialogs'
import { type LiveFleet, useLive, useNow } from './live'
import { Speeds } from './Speeds'
import { StatusMark } from './StatusMark'
import { dayOf, trackOf } from './track'
import { headline, sensors } from './values'
import { causeInWords, statusInWords } from './words'

interface Props {
  id: string
  fleet: LiveFleet
  follow: boolean
  setFollow: (follow: boolean) => void
  day: boolean
  setDay: (day: boolean) => void
  close: () => void
}
type Dialog = 'block' | 'unblock' | 'rename' | 'replace' | 'delete'

export function ObjectCard({ id, fleet, follow, setFollow, day, setDay, close }: Props) {
  const { t } = useTranslation()
  const live = useLive(fleet, id)
  const query = useQuery({ queryKey: ['object', id], queryFn: () => getObject(id), refetchInterval: 30_000 })
  const { refetch } = query
  useEffect(() => fleet.onChange((object) => object === id && void refetch()), [fleet, id, refetch])
  const [dialog, setDialog] = useState<Dialog>()

  if (query.isError && !query.data) {
    return (
      <section className={styles.card} aria-label={t('card.title')}>
        <div className={styles.lonely}>
          <CloseCard close={close} />
        </div>
        <Failure error={query.error} retry={() => void query.refetch()} />
      </section>
    )
  }
  const whole = query.data
  const object: ObjectState | undefined = live && whole ? { ...whole, ...live, why: live.status === whole.status ? whole.why : live.why, attributes: { ...whole.attributes, ...live.attributes } } : (whole ?? live)
  if (!object) {
    return (
      <section className={styles.card} aria-busy aria-label={t('card.title')}>
        <div className={styles.ghost}>
          <Skeleton height={40} circle />
          <Skeleton height={14} width="60%" />
        </div>
      </section>
    )
  }
  return (
    <section className={styles.card} aria-label={object.name}>
      <Head object={object} whole={whole} follow={follow} setFollow={setFollow} close={close} ask={setDialog} />
      <div className={styles.body}>
        <WhyNot object={object} ask={setDialog} />
        <Values object={object} whole={whole} />
        <Today id={id} shown={day} show={setDay} />
        <Sensors object={object} />
        {whole && <TrackerPart object={whole} ask={setDialog} />}
        {whole && <ObjectPlan id={whole.id} name={whole.name} />}
      </div>
      {whole && (
        <>
          <BlockDialog object={whole} opened={dialog === 'block'} close={() => setDialog(undefined)} />
          <UnblockDialog object={whole} opened={dialog === 'unblock'} close={() => setDialog(undefined)} />
          <RenameDialog object={whole} opened={dialog === 'rename'} close={() => setDialog(undefined)} />
          <ReplaceDialog object={whole} opened={dialog === 'replace'} close={() => setDialog(undefined)} />
          <DeleteDialog object={whole} opened={dialog === 'delete'} close={() => setDialog(undefined)} deleted={close} />
        </>
      )}
    </section>
  )
}

function CloseCard({ close }: { close: () => void }) {
  const { t } = useTranslation()
  return (
    <ActionIcon variant="subtle" color="gray" className={styles.quiet} size={34} aria-label={t('state.close')} onClick={close}>
      <IconX size={19} />
    </ActionIcon>
  )
}

function Head(props: { object: ObjectState; whole?: FleetObject; follow: boolean; setFollow: (follow: boolean) => void; close: () => void; ask: (dialog: Dialog) => void }) {
  const { object, whole, follow, ask } = props
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const mayWrite = useMay('fleet.object.write')
  const mayBlock = useMay('fleet.block.write')
  const mayAsk = useMay('support.ticket.write')
  const byHand = whole?.why?.some((why) => why.cause.replace(' ', '_') === 'by_hand')
  return (
    <header className={styles.head}>
      <div className={styles.top}>
        <StatusMark object={object} size={42} />
        <div className={styles.titles}>
          <h2>{object.name}</h2>
          <p className={styles.status} data-status={object.status}>
            {object.status === 'blocked' ? t('status.blocked') : statusInWords(object, t, f, now)}
          </p>
        </div>
        {whole && (mayWrite || mayBlock) && (
          <Menu position="bottom-end" width={230} shadow="md">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" className={styles.quiet} size={34} aria-label={t('card.more')}>
                <IconDotsVertical size={19} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {mayWrite && (
                <>
                  <Menu.Item leftSection={<IconEdit size={17} stroke={1.6} />} onClick={() => ask('rename')}>
                    {t('card.change')}
                  </Menu.Item>
                  <Menu.Item leftSection={<IconReplace size={17} stroke={1.6} />} onClick={() => ask('replace')}>
                    {t(whole.tracker ? 'card.replace' : 'card.bind')}
                  </Menu.Item>
                </>
              )}
              {mayBlock && (
                <Menu.Item leftSection={byHand ? <IconLockOpen size={17} stroke={1.6} /> : <IconBan size={17} stroke={1.6} />} onClick={() => ask(byHand ? 'unblock' : 'block')}>
                  {t(byHand ? 'card.unblock' : 'card.block')}
                </Menu.Item>
              )}
              {mayWrite && (
                <>
                  <Menu.Divider />
                  <Menu.Item color="red" leftSection={<IconTrash size={17} stroke={1.6} />} onClick={() => ask('delete')}>
                    {t('card.delete')}
                  </Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
        <CloseCard close={props.close} />
      </div>
      <div className={styles.actions}>
        <Button size="xs" variant={follow ? 'filled' : 'light'} leftSection={<IconCurrentLocation size={16} />} aria-pressed={follow} disabled={!object.place} onClick={() => props.setFollow(!follow)}>
          {t(follow ? 'card.following' : 'card.follow')}
        </Button>
        <CopyButton value={`${location.origin}/objects/${object.id}`}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" leftSection={copied ? <IconCheck size={16} /> : <IconLink size={16} />} onClick={copy}>
              {t(copied ? 'card.copied' : 'card.link')}
            </Button>
          )}
        </CopyButton>
        {mayAsk && (
          <Button
            size="xs"
            variant="default"
            component="a"
            aria-label={t('support.askAbout')}
            href={`/account/support/new?${new URLSearchParams({ kind: 'object', id: object.id, label: object.name })}`}
            leftSection={<IconLifebuoy size={16} />}
          >
            {t('card.ask')}
          </Button>
        )}
      </div>
    </header>
  )
}

/** Why an object is blocked, offline or unheard, and what can be done about it. */
function WhyNot({ object, ask }: { object: ObjectState; ask: (dialog: Dialog) => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const mayBlock = useMay('fleet.block.write')
  const causes = object.why ?? []
  if (object.status === 'moving' || object.status === 'standing' || causes.length === 0) return null
  const blocked = object.status === 'blocked'
  const byHand = causes.some((why) => why.cause.replace(' ', '_') === 'by_hand')
  return (
    <Alert color={blocked ? 'red' : 'yellow'} variant="light" className={styles.why} title={t(blocked ? 'card.whyBlocked' : 'card.whyOffline')} icon={blocked ? <IconBan size={18} /> : <IconAntennaBars5 size={18} />}>
      <ul data-one={causes.length === 1 || undefined}>
        {causes.map((why) => (
          <li key={why.cause}>{causeInWords(why, t, f)}</li>
        ))}
      </ul>
      {blocked && causes.some((why) => why.cause === 'unpaid') && <WhyMoney id={object.id} />}
      {blocked && object.withheld && <p>{t('card.withheld')}</p>}
      {blocked && byHand && mayBlock && (
        <Button size="xs" variant="outline" color="red" mt={8} onClick={() => ask('unblock')}>
          {t('card.unblock')}
        </Button>
      )}
      {!blocked && (
        <Button size="xs" variant="outline" color="yellow" mt={8} component={Link} href={`/objects/${object.id}/setup`}>
          {t('card.check')}
        </Button>
      )}
    </Alert>
  )
}

function Values({ object, whole }: { object: ObjectState; whole?: FleetObject }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const { place } = object
  // A lone dash for a tracker that never came is no figure.
  const figures = headline(object, whole, t, f)
  return (
    <section className={styles.section} aria-label={t('card.values')}>
      {figures.length > 1 && (
        <dl className={styles.tiles}>
          {figures.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="figures">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <dl className={styles.lines}>
        <div>
          <dt>{t('values.coordinates')}</dt>
          <dd className="figures">
            {place ? (
              <CopyButton value={f.degrees(place.lat, place.lon)}>
                {({ copied, copy }) => (
                  <button type="button" className={styles.copy} onClick={copy} aria-label={t('card.copyPlace')}>
                    {f.degrees(place.lat, place.lon)}
                    {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
                  </button>
                )}
              </CopyButton>
            ) : (
              '–'
            )}
          </dd>
        </div>
        <div>
          <dt>{t('values.fixed_at')}</dt>
          <dd className="figures">{place ? `${f.moment(place.at, now)}${place.valid ? '' : ` · ${t('values.doubtful')}`}` : '–'}</dd>
        </div>
        <div>
          <dt>{t('values.heard_at')}</dt>
          <dd className="figures">
            {object.heard_at ? (
              <Tooltip label={f.full(object.heard_at)}>
                <span>{f.ago(object.heard_at, now)}</span>
              </Tooltip>
            ) : (
              t(object.heard_untold ? 'status.untold' : 'status.never')
            )}
          </dd>
        </div>
      </dl>
    </section>
  )
}

function Today({ id, shown, show }: { id: string; shown: boolean; show: (day: boolean) => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const day = useQuery(dayOf(id))
  const track = useQuery(trackOf(id, day.data?.from))
  return (
    <section className={styles.section}>
      <h3>{t('card.today')}</h3>
      {day.isPending ? (
        <Skeleton height={52} />
      ) : day.isError ? (
        <p className={styles.faint}>{t('card.todayUnknown')}</p>
      ) : day.data.positions === 0 ? (
        <p className={styles.faint}>{t('card.todayNothing')}</p>
      ) : (
        <>
          <dl className={styles.tiles} data-many>
            <div>
              <dt>{t('card.distance')}</dt>
              <dd className="figures">{f.distance(day.data.distance)}</dd>
            </div>
            <div>
              <dt>{t('card.movingTime')}</dt>
              <dd className="figures">{f.span(day.data.moving_seconds)}</dd>
            </div>
            <div>
              <dt>{t('card.maxSpeed')}</dt>
              <dd className="figures">{f.speed(day.data.max_speed)}</dd>
            </div>
            <div>
              <dt>{t('card.stops')}</dt>
              <dd className="figures">{f.whole(day.data.stops.length)}</dd>
            </div>
          </dl>
          <Switch size="sm" mt={12} label={t('card.showDay')} checked={shown} onChange={(event) => show(event.currentTarget.checked)} />
          {(track.data?.items.length ?? 0) > 3 && day.data.max_speed >= 1 && <Speeds points={track.data!.items} />}
        </>
      )}
    </section>
  )
}

function Sensors({ object }: { object: ObjectState }) {
  const { t } = useTranslation()
  const f = useFormats()
  const [all, setAll] = useState(false)
  const rows = sensors(object, t, f)
  if (rows.length === 0) return null
  return (
    <section className={styles.section}>
      <h3>{t('card.sensors')}</h3>
      <dl className={styles.lines}>
        {rows.slice(0, all ? undefined : 6).map(({ key, name, value }) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
      </dl>
      {rows.length > 6 && (
        <Button size="compact-sm" variant="subtle" mt={4} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('card.fewer') : t('card.allSensors', { count: rows.length })}
        </Button>
      )}
    </section>
  )
}

function TrackerPart({ object, ask }: { object: FleetObject; ask: (dialog: Dialog) => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const mayWrite = useMay('fleet.tracker.write')
  const { tracker } = object
  const name = useTrackerTitle()
  return (
    <section className={styles.section}>
      <h3>{t('card.tracker')}</h3>
      {!tracker ? (
        <p className={styles.faint}>{t('card.noTracker')}</p>
      ) : (
        <dl className={styles.lines}>
          <div>
            <dt>{t('tracker.model')}</dt>
            <dd>{[...new Set([name(tracker), name({ protocol: tracker.protocol })])].join(' · ')}</dd>
          </div>
          <div>
            <dt>{t('tracker.identity')}</dt>
            <dd className="figures">{tracker.identity}</dd>
          </div>
          {tracker.phone && (
            <div>
              <dt>{t('tracker.phone')}</dt>
              <dd className="figures">{tracker.phone}</dd>
            </div>
          )}
          <div>
            <dt>{t('tracker.since')}</dt>
            <dd className="figures">{f.moment(tracker.since)}</dd>
          </div>
        </dl>
      )}
      <div className={styles.actions}>
        {tracker && (
          <Button size="xs" variant="light" component={Link} href={`/objects/${object.id}/setup`} leftSection={<IconTool size={16} />}>
            {t('card.setUp')}
          </Button>
        )}
        {mayWrite && (
          <Button size="xs" variant="default" leftSection={<IconReplace size={16} />} onClick={() => ask('replace')}>
            {t(tracker ? 'card.replace' : 'card.bind')}
          </Button>
        )}
      </div>
    </section>
  )
}
