import { Alert, Badge, Button, Code, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconDeviceMobile, IconFingerprint, IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addPasskey, beginTotp, confirmTotp, type Factors as All, getFactors, knowsPasskeys, type Passkey, removePasskey, removeTotp, renamePasskey, renewCodes } from '../api/strong'
import { boot } from '../app/boot'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { Buttons, Copy, Dialog, Fault, Secret } from '../people/parts'
import styles from '../people/people.module.css'
import { QR } from '../wizard/QR'
import { Confirmed } from './Proof'
import { browserOf } from './SessionList'

type Open = { what: 'app' | 'app-off' | 'codes' } | { what: 'passkey'; name?: string } | { what: 'passkey-off' | 'passkey-name'; key: Passkey }

/** What one signs in with besides the password. */
export function Factors({ onReady }: { onReady?: () => void }) {
  const { t } = useTranslation()
  const factors = useQuery({ queryKey: ['factors'], queryFn: getFactors })
  return (
    <section className={styles.card}>
      <h2>{t('security.factors')}</h2>
      <p className={styles.faint}>{t('security.factorsText')}</p>
      {factors.isPending ? <Waiting /> : factors.isError ? <Failure error={factors.error} retry={() => void factors.refetch()} /> : <Rows all={factors.data} onReady={onReady} />}
    </section>
  )
}

function Rows({ all, onReady }: { all: All; onReady?: () => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const queries = useQueryClient()
  const [open, setOpen] = useState<Open>()
  const [codes, setCodes] = useState<string[]>([])
  const on = all.totp || all.passkeys.length > 0
  // Passkeys of another of the brand's addresses are not offered at this one, which is where one is now.
  const astray = all.passkeys.length > 0 && all.passkeys.every((key) => key.host !== location.hostname) && knowsPasskeys()
  const close = () => setOpen(undefined)
  const changed = (fresh?: string[]) => {
    close()
    setCodes(fresh ?? [])
    void queries.invalidateQueries({ queryKey: ['factors'] })
    void queries.invalidateQueries({ queryKey: ['sessions'] })
    if (!fresh?.length) onReady?.()
  }
  return (
    <>
      {astray && (
        <Alert variant="light" icon={<IconFingerprint aria-hidden />} title={t('security.hereNone', { host: location.hostname })}>
          <Stack gap="xs" align="start">
            {t('security.hereNoneText')}
            <Button onClick={() => setOpen({ what: 'passkey', name: browserOf(navigator.userAgent) })}>{t('security.hereAdd')}</Button>
          </Stack>
        </Alert>
      )}
      <ul className={styles.rows}>
        <li>
          <div>
            <b>
              {t('security.app')} {all.totp && <Badge variant="light">{t('security.on')}</Badge>}
            </b>
            <small>{all.totp_since ? t('security.since', { date: f.date(all.totp_since) }) : t('security.appText')}</small>
          </div>
          {all.totp ? (
            <Button variant="subtle" color="red" size="compact-sm" onClick={() => setOpen({ what: 'app-off' })}>
              {t('security.appRemove')}
            </Button>
          ) : (
            <Button variant="light" leftSection={<IconDeviceMobile size={17} aria-hidden />} onClick={() => setOpen({ what: 'app' })}>
              {t('security.appAdd')}
            </Button>
          )}
        </li>
        {all.passkeys.map((key) => (
          <li key={key.id}>
            <div>
              <b>{key.name}</b>
              <small>
                {t('security.passkeyOn', { host: key.host })} · {key.used_at ? t('security.lastUsed', { date: f.date(key.used_at) }) : t('security.neverUsed')}
                {key.host !== location.hostname && ` · ${t('security.passkeyElsewhere')}`}
              </small>
            </div>
            <Button variant="subtle" size="compact-sm" onClick={() => setOpen({ what: 'passkey-name', key })} aria-label={t('security.passkeyRenameNamed', { name: key.name })}>
              {t('security.passkeyRename')}
            </Button>
            <Button variant="subtle" color="red" size="compact-sm" onClick={() => setOpen({ what: 'passkey-off', key })} aria-label={t('security.passkeyRemoveNamed', { name: key.name })}>
              {t('security.passkeyRemove')}
            </Button>
          </li>
        ))}
        <li>
          <div>
            <b>{t('security.passkeys')}</b>
            <small>{knowsPasskeys() ? t('security.passkeysText') : t('security.passkeysUnknown')}</small>
          </div>
          {knowsPasskeys() && (
            <Button variant="light" leftSection={<IconFingerprint size={17} aria-hidden />} onClick={() => setOpen({ what: 'passkey' })}>
              {t('security.passkeyAdd')}
            </Button>
          )}
        </li>
        {on && (
          <li>
            <div>
              <b>{t('security.codes')}</b>
              <small>{t('security.codesLeft', { count: all.recovery_codes_left })}</small>
            </div>
            <Button variant="light" leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setOpen({ what: 'codes' })}>
              {t('security.codesRenew')}
            </Button>
          </li>
        )}
      </ul>
      <Dialog title={t('security.appAdd')} opened={open?.what === 'app'} close={close}>
        {open?.what === 'app' && <SetUpApp close={close} done={changed} />}
      </Dialog>
      <Dialog title={t('security.appRemove')} opened={open?.what === 'app-off'} close={close}>
        <Confirmed text={t('security.appRemoveText')} button={t('security.appRemove')} danger withCode={all.totp} work={removeTotp} done={() => changed()} close={close} />
      </Dialog>
      <Dialog title={t('security.passkeyAdd')} opened={open?.what === 'passkey'} close={close}>
        {open?.what === 'passkey' && <AddPasskey suggested={open.name} withCode={all.totp} close={close} done={changed} />}
      </Dialog>
      <Dialog title={t('security.passkeyRename')} opened={open?.what === 'passkey-name'} close={close}>
        {open?.what === 'passkey-name' && <RenamePasskey key={open.key.id} passkey={open.key} close={close} done={() => changed()} />}
      </Dialog>
      <Dialog title={open?.what === 'passkey-off' ? t('security.passkeyRemoveNamed', { name: open.key.name }) : ''} opened={open?.what === 'passkey-off'} close={close}>
        {open?.what === 'passkey-off' && <Confirmed text={t('security.passkeyRemoveText')} button={t('security.passkeyRemove')} danger withCode={all.totp} work={(proof) => removePasskey(open.key.id, proof)} done={() => changed()} close={close} />}
      </Dialog>
      <Dialog title={t('security.codesRenew')} opened={open?.what === 'codes'} close={close}>
        <Confirmed text={t('security.codesRenewText')} button={t('security.codesRenew')} withCode={all.totp} work={renewCodes} done={changed} close={close} />
      </Dialog>
      <Dialog title={t('security.codes')} opened={codes.length > 0} close={() => changed()}>
        <Codes codes={codes} taken={() => changed()} />
      </Dialog>
    </>
  )
}

function SetUpApp({ close, done }: { close: () => void; done: (codes: string[]) => void }) {
  const { t } = useTranslation()
  const [made, setMade] = useState<{ secret: string; address: string }>()
  const [code, setCode] = useState('')
  const confirm = useMutation({ mutationFn: () => confirmTotp(code), onSuccess: done, onError: () => setCode('') })
  const fields = useFieldTexts(confirm.error)
  if (!made) return <Confirmed text={t('security.appBegin')} button={t('security.goOn')} withCode={false} work={beginTotp} done={setMade} close={close} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text>{t('security.appScan')}</Text>
        <QR text={made.address} label={t('security.appPicture')} />
        <Secret label={t('security.appSecret')} value={made.secret} />
        <TextInput label={t('security.code')} description={t('security.appCodeText')} value={code} onChange={(event) => setCode(event.currentTarget.value)} error={fields.code} autoComplete="one-time-code" inputMode="numeric" maxLength={10} />
        {!fields.code && <Fault error={confirm.error} />}
        <Buttons close={close}>
          <Button type="submit" loading={confirm.isPending} disabled={code.trim() === ''}>
            {t('security.appConfirm')}
          </Button>
        </Buttons>
      </Stack>
    </form>
  )
}

function AddPasskey({ suggested = '', withCode, close, done }: { suggested?: string; withCode: boolean; close: () => void; done: (codes: string[]) => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState(suggested)
  return (
    <Confirmed text={t('security.passkeyAddText', { host: location.hostname })} button={t('security.passkeyAdd')} withCode={withCode} work={(proof) => addPasskey(proof, name.trim())} done={(made) => done(made.recovery_codes)} close={close} ready={name.trim() !== ''}>
      <TextInput label={t('security.passkeyName')} description={t('security.passkeyNameText')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={100} required data-autofocus={suggested === '' || undefined} />
    </Confirmed>
  )
}

function RenamePasskey({ passkey, close, done }: { passkey: Passkey; close: () => void; done: () => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState(passkey.name)
  const rename = useMutation({ mutationFn: () => renamePasskey(passkey.id, name.trim()), onSuccess: done })
  const fields = useFieldTexts(rename.error)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        rename.mutate()
      }}
    >
      <Stack gap="md">
        <TextInput label={t('security.passkeyName')} description={t('security.passkeyNameText')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fields.name} maxLength={100} required data-autofocus />
        {!fields.name && <Fault error={rename.error} />}
        <Buttons close={close}>
          <Button type="submit" loading={rename.isPending} disabled={name.trim() === '' || name.trim() === passkey.name}>
            {t('security.passkeyRename')}
          </Button>
        </Buttons>
      </Stack>
    </form>
  )
}

function Codes({ codes, taken }: { codes: string[]; taken: () => void }) {
  const { t } = useTranslation()
  const all = codes.join('\n')
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${boot.brand}\n\n${all}\n`)}`
  return (
    <>
      <Text>{t('security.codesText')}</Text>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <Code>{code}</Code>
          </li>
        ))}
      </ul>
      <Buttons close={taken}>
        <Copy value={all} />
        <Button variant="light" component="a" href={file} download="recovery-codes.txt">
          {t('security.codesFile')}
        </Button>
        <Button onClick={taken}>{t('security.codesTaken')}</Button>
      </Buttons>
    </>
  )
}
