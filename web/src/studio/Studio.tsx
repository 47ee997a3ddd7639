import { Button, Checkbox, ColorInput, NumberInput, Radio, Select, SegmentedControl, Switch, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Content, deriveBrand, discardDraft, getStudio, type LogoKind, previewDraft, saveDraft, type Studio as State } from '../api/studio'
import type { MapKind } from '../app/boot'
import { useMay } from '../app/Gate'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import styles from '../console/console.module.css'
import { isLanguage, type Language, offered } from '../i18n'
import { useFormats } from '../i18n/format'
import { measureNames } from '../i18n/measures'
import { Dialog, Fault, Secret } from '../people/parts'
import { Logos } from './Logos'
import { Preview, Shades } from './Preview'
import { Publish, Versions } from './Versions'
import own from './studio.module.css'

/** Where a realm works at how it looks. */
export default function Studio() {
  const { t } = useTranslation()
  const studio = useQuery({ queryKey: ['studio'], queryFn: getStudio })
  if (studio.isPending) return <Waiting />
  if (studio.isError) return <Failure error={studio.error} retry={() => void studio.refetch()} />
  return (
    <div className={styles.sheet}>
      <header>
        <h1>{t('studio.title')}</h1>
        <p className={styles.lead}>{t('studio.lead')}</p>
      </header>
      <Work studio={studio.data} key={studio.data.version} />
    </div>
  )
}

function beginning(studio: State): Content {
  const content = studio.draft ?? studio.published
  // What was locked above in the meantime is no more said here.
  return { ...content, tokens: Object.fromEntries(Object.entries(content.tokens).filter(([name]) => !studio.locked_above.includes(name))) }
}

function Work({ studio }: { studio: State }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const format = useFormats()
  const may = useMay('brand.look.write')
  const [content, set] = useState(() => beginning(studio))
  const [touched, setTouched] = useState(false)
  const [asking, ask] = useState<'publish' | 'link'>()
  // Where there is room for one of both.
  const [side, turn] = useState<'form' | 'preview'>('form')
  const change = (part: Partial<Content>) => {
    set({ ...content, ...part })
    setTouched(true)
  }
  // A picture is on its way for a while, and what was changed meanwhile stays.
  const picture = (kind: LogoKind, id: string | undefined) => {
    set((now) => ({ ...now, dress: { ...now.dress, logos: Object.fromEntries(Object.entries({ ...now.dress.logos, [kind]: id }).filter((one): one is [string, string] => Boolean(one[1]))) } }))
    setTouched(true)
  }
  const keep = (state: State) => queries.setQueryData(['studio'], state)
  const save = useMutation({
    mutationFn: () => saveDraft(content),
    onSuccess: (state) => {
      keep(state)
      setTouched(false)
      notifications.show({ message: t('studio.saved'), color: 'green' })
    },
  })
  const discard = useMutation({
    mutationFn: discardDraft,
    onSuccess: (state) => {
      keep(state)
      set(beginning(state))
      setTouched(false)
      return queries.invalidateQueries({ queryKey: ['letters'] })
    },
  })
  const link = useMutation({ mutationFn: previewDraft, onSuccess: keep })
  const fields = useFieldTexts(save.error)
  const tokens = { ...studio.inherited, ...content.tokens }
  return (
    <div className={own.work} data-turn={side}>
      <div className={own.head}>
        <div className={own.acts}>
          <Button onClick={() => save.mutate()} loading={save.isPending} disabled={!may || !touched}>
            {t('studio.save')}
          </Button>
          <Button variant="light" onClick={() => ask('publish')} disabled={!may || touched || !studio.draft}>
            {t('studio.publish')}
          </Button>
          <Button
            variant="default"
            loading={link.isPending}
            disabled={!may || touched || !studio.draft}
            onClick={() => {
              ask('link')
              if (!studio.preview) link.mutate()
            }}
          >
            {t('studio.link')}
          </Button>
          <Button variant="subtle" color="red" onClick={() => discard.mutate()} loading={discard.isPending} disabled={!may || !(studio.draft || touched)}>
            {t('studio.discard')}
          </Button>
        </div>
        <span className={own.note} role="status">
          {t(touched ? 'studio.unsaved' : studio.draft ? 'studio.hasDraft' : 'studio.noDraft')}
        </span>
        {Object.entries(fields).map(([field, text]) => (
          <Notice key={field} kind="error" title={field} text={text} />
        ))}
        {Object.keys(fields).length === 0 && <Fault error={save.error} />}
        <Fault error={discard.error} />
      </div>
      <SegmentedControl
        className={own.turn}
        fullWidth
        aria-label={t('studio.turn')}
        value={side}
        onChange={(name) => turn(name as typeof side)}
        data={[
          { value: 'form', label: t('studio.form') },
          { value: 'preview', label: t('studio.preview') },
        ]}
      />
      <div className={own.form}>
        <section className={styles.card}>
          <h2>{t('studio.look')}</h2>
          <TextInput label={t('studio.name')} value={content.name} onChange={(event) => change({ name: event.currentTarget.value })} maxLength={80} required />
          <Tokens studio={studio} content={content} change={change} which={(token) => !isMeasure(token)} />
        </section>
        <section className={styles.card}>
          <h2>{t('measures.title')}</h2>
          <p className={own.note}>{t('measures.brandText')}</p>
          <Tokens studio={studio} content={content} change={change} which={isMeasure} />
        </section>
        <section className={styles.card}>
          <h2>{t('studio.logos')}</h2>
          <p className={own.note}>{t('studio.logosHint')}</p>
          <Logos studio={studio} content={content} put={picture} />
        </section>
        <Words studio={studio} content={content} change={change} />
        <Maps studio={studio} content={content} change={change} />
        <Versions studio={studio} />
      </div>
      <aside className={own.side}>
        <Sight content={content} tokens={tokens} />
      </aside>
      <Dialog title={t('studio.publish')} opened={asking === 'publish'} close={() => ask(undefined)}>
        <Publish close={() => ask(undefined)} />
      </Dialog>
      <Dialog title={t('studio.link')} opened={asking === 'link'} close={() => ask(undefined)}>
        <p className={styles.lead}>{t('studio.linkText')}</p>
        {studio.preview && <Secret label={t('studio.link')} value={location.origin + studio.preview} />}
        {studio.preview && studio.preview_until && <p className={own.note}>{t('studio.linkUntil', { at: format.full(studio.preview_until) })}</p>}
        <Fault error={link.error} />
        <Button variant="default" className={styles.end} loading={link.isPending} onClick={() => link.mutate()}>
          {t('studio.linkAnew')}
        </Button>
        <p className={own.note}>{t('studio.linkAnewText')}</p>
      </Dialog>
    </div>
  )
}

const isMeasure = (token: string): token is (typeof measureNames)[number] => measureNames.includes(token as 'week')

type Part = { studio: State; content: Content; change: (part: Partial<Content>) => void }

/** Every token: inherited or one's own, and whether those below may change it. */
function Tokens({ studio, content, change, which }: Part & { which: (token: string) => boolean }) {
  const { t } = useTranslation()
  const named = (token: string) => (isMeasure(token) ? t(`measures.name_${token}`) : t(`studio.token_${token}` as 'studio.token_primary'))
  const said = (token: string, value: string) => (isMeasure(token) ? t(`measures.value_${value}` as 'measures.value_km') : t(`studio.value_${value}` as 'studio.value_small'))
  const set = (name: string, value: string) => change({ tokens: value ? { ...content.tokens, [name]: value } : Object.fromEntries(Object.entries(content.tokens).filter(([key]) => key !== name)) })
  return (
    <div className={own.tokens}>
      {studio.choices.filter(({ token }) => which(token)).map(({ token, values }) => {
        const locked = studio.locked_above.includes(token)
        const held = content.locked.includes(token)
        const label = named(token)
        const inherited = studio.inherited[token] ?? ''
        const hint = locked ? t('studio.lockedAbove') : content.tokens[token] ? t('studio.own') : t('studio.inherited')
        return (
          <div key={token} className={own.token}>
            {values.length === 0 ? (
              <ColorInput label={label} description={hint} value={content.tokens[token] ?? ''} placeholder={inherited} disabled={locked} onChange={(value) => set(token, value.toLowerCase())} format="hex" withEyeDropper={false} popoverProps={{ withinPortal: true }} />
            ) : (
              <Select label={label} description={hint} value={content.tokens[token] ?? null} placeholder={said(token, inherited)} disabled={locked} clearable clearButtonProps={{ 'aria-label': t('studio.inherit', { token: label }) }} onChange={(value) => set(token, value ?? '')} data={values.map((value) => ({ value, label: said(token, value) }))} />
            )}
            <Button
              variant={held ? 'light' : 'subtle'}
              size="sm"
              px={8}
              aria-pressed={held}
              aria-label={t('studio.lock', { token: label })}
              title={t('studio.lock', { token: label })}
              onClick={() => change({ locked: held ? content.locked.filter((name) => name !== token) : [...content.locked, token] })}
            >
              {held ? <IconLock size={17} /> : <IconLockOpen size={17} />}
            </Button>
          </div>
        )
      })}
    </div>
  )
}

/** Texts of the app and of the site, in each language. */
function Words({ studio, content, change }: Part) {
  const { t, i18n } = useTranslation()
  const [language, setLanguage] = useState<Language>(isLanguage(i18n.language) ? i18n.language : 'en')
  const texts = content.dress.texts?.[language] ?? {}
  const site = content.dress.site ?? {}
  const say = (key: string, text: string) => change({ dress: { ...content.dress, texts: { ...content.dress.texts, [language]: { ...texts, [key]: text } } } })
  const tell = (part: Partial<typeof site>) => change({ dress: { ...content.dress, site: { ...site, ...part } } })
  const by = (field: 'headline' | 'lead' | 'action' | 'about' | 'help' | 'contact' | 'foot') => ({ value: site[field]?.[language] ?? '', onChange: (text: string) => tell({ [field]: { ...site[field], [language]: text } }) })
  return (
    <>
      <SegmentedControl aria-label={t('settings.language')} value={language} onChange={(name) => setLanguage(name as Language)} data={offered(language)} />
      <section className={styles.card}>
        <h2>{t('studio.texts')}</h2>
        <p className={own.note}>{t('studio.textsHint')}</p>
        {studio.text_keys.map((key) => (
          <Textarea key={key} autosize minRows={1} maxRows={4} label={t(`studio.text_${key.replace('.', '_')}` as 'studio.text_signIn_title')} placeholder={language === i18n.language ? t(key as 'signIn.title', { brand: content.name }) : ''} value={texts[key] ?? ''} onChange={(event) => say(key, event.currentTarget.value)} maxLength={200} />
        ))}
      </section>
      <section className={styles.card}>
        <h2>{t('site.title')}</h2>
        <p className={own.note}>{t('site.hint')}</p>
        {!studio.published.dress.site?.off && (
          <p className={own.note}>
            <a href="/site" target="_blank" rel="noreferrer">
              {t('site.open')}
            </a>
          </p>
        )}
        <Switch label={t('site.on')} checked={!site.off} onChange={(event) => tell({ off: !event.currentTarget.checked })} />
        <Switch label={t('site.front')} description={t('site.frontHint')} checked={Boolean(site.front)} disabled={site.off} onChange={(event) => tell({ front: event.currentTarget.checked })} />
        <TextInput label={t('site.headline')} maxLength={120} value={by('headline').value} onChange={(event) => by('headline').onChange(event.currentTarget.value)} />
        <Textarea label={t('site.lead')} autosize minRows={1} maxRows={4} maxLength={300} value={by('lead').value} onChange={(event) => by('lead').onChange(event.currentTarget.value)} />
        <TextInput label={t('site.action')} maxLength={40} value={by('action').value} onChange={(event) => by('action').onChange(event.currentTarget.value)} />
        <Textarea label={t('site.about')} autosize minRows={3} maxRows={12} maxLength={4000} value={by('about').value} onChange={(event) => by('about').onChange(event.currentTarget.value)} />
        <Textarea label={t('site.help')} autosize minRows={3} maxRows={12} maxLength={8000} value={by('help').value} onChange={(event) => by('help').onChange(event.currentTarget.value)} />
        <Textarea label={t('site.contact')} autosize minRows={2} maxRows={8} maxLength={1000} value={by('contact').value} onChange={(event) => by('contact').onChange(event.currentTarget.value)} />
        <Textarea label={t('site.foot')} autosize minRows={1} maxRows={4} maxLength={300} value={by('foot').value} onChange={(event) => by('foot').onChange(event.currentTarget.value)} />
        <TextInput label={t('site.forum')} description={t('site.forumHint')} placeholder="https://" maxLength={300} value={site.forum ?? ''} onChange={(event) => tell({ forum: event.currentTarget.value })} />
      </section>
    </>
  )
}

// Heavy, and not wanted before somebody chooses a place.
const ViewMap = lazy(() => import('./ViewMap'))

/** Where a view begins that nobody has moved: nobody's country is guessed. */
const world = { latitude: 30, longitude: 10, zoom: 1.5 }

/** Maps people can choose from, and where the map begins. */
function Maps({ studio, content, change }: Part) {
  const { t } = useTranslation()
  const maps = content.dress.maps ?? []
  const view = content.dress.view
  const set = (part: Partial<NonNullable<typeof view>>) => change({ dress: { ...content.dress, view: { ...world, ...view, ...part } } })
  return (
    <section className={styles.card}>
      <h2>{t('studio.maps')}</h2>
      <Checkbox.Group label={t('studio.mapsOffered')} description={t('studio.mapsHint')} value={maps} onChange={(chosen) => change({ dress: { ...content.dress, maps: chosen } })}>
        <div className={own.bar}>
          {studio.maps.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`studio.map_${kind}` as 'studio.map_brand')} />
          ))}
        </div>
      </Checkbox.Group>
      {maps.length > 1 && (
        <Radio.Group label={t('studio.mapFirst')} value={maps[0]} onChange={(first) => change({ dress: { ...content.dress, maps: [first, ...maps.filter((kind) => kind !== first)] } })}>
          <div className={own.bar}>
            {studio.maps
              .filter((kind) => maps.includes(kind))
              .map((kind) => (
                <Radio key={kind} value={kind} label={t(`studio.map_${kind}` as 'studio.map_brand')} />
              ))}
          </div>
        </Radio.Group>
      )}
      <Switch label={t('studio.view')} checked={Boolean(view)} onChange={(event) => change({ dress: { ...content.dress, view: event.currentTarget.checked ? world : undefined } })} />
      {view && (
        <>
          <p className={styles.faint}>{t('studio.viewHint')}</p>
          <Suspense fallback={<div className={own.viewMap} />}>
            <ViewMap view={view} kind={(maps[0] ?? studio.maps[0] ?? 'brand') as MapKind} change={(next) => change({ dress: { ...content.dress, view: next } })} />
          </Suspense>
          <div className={own.tokens}>
            {(
              [
                ['latitude', t('studio.latitude'), -85, 85],
                ['longitude', t('studio.longitude'), -180, 180],
                ['zoom', t('studio.zoom'), 1, 18],
              ] as const
            ).map(([name, label, min, max]) => (
              <NumberInput key={name} label={label} min={min} max={max} hideControls value={view[name]} onChange={(value) => typeof value === 'number' && set({ [name]: value })} />
            ))}
          </div>
        </>
      )}
    </section>
  )
}

function Sight({ content, tokens }: { content: Content; tokens: Record<string, string> }) {
  const { t } = useTranslation()
  const [scheme, setScheme] = useState<'light' | 'dark'>('light')
  // While somebody drags a colour about, the server is asked now and then.
  const [asked] = useDebouncedValue(content.tokens, 150)
  const derived = useQuery({ queryKey: ['studio', 'derived', asked], queryFn: ({ signal }) => deriveBrand(asked, signal), placeholderData: (before) => before, retry: false })
  return (
    <>
      <SegmentedControl aria-label={t('studio.preview')} value={scheme} onChange={(name) => setScheme(name as 'light' | 'dark')} data={[{ value: 'light', label: t('settings.scheme_light') }, { value: 'dark', label: t('settings.scheme_dark') }]} />
      {derived.isError && <Fault error={derived.error} />}
      {derived.data && (
        <>
          <Preview content={content} palette={derived.data[scheme]} dark={scheme === 'dark'} tokens={tokens} />
          <section className={styles.card}>
            <h2>{t('studio.shades')}</h2>
            <p className={own.note}>{t('studio.shadesHint')}</p>
            <Shades palette={derived.data[scheme]} />
          </section>
        </>
      )}
    </>
  )
}
