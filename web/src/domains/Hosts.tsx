import { Button, Select, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { listHosts, type PlatformHost, releaseHost } from '../api/domains'
import { DataList } from '../app/DataList'
import { useMay } from '../app/Gate'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import own from './domains.module.css'

const states = ['pending', 'verified', 'issuing', 'active', 'degraded', 'detached'] as const

/** All that the installation answers on, or is asked to. */
export default function Hosts() {
  const { t } = useTranslation()
  const format = useFormats()
  const may = useMay('platform.host.decide')
  const [path, navigate] = useLocation()
  const params = new URLSearchParams(useSearch())
  const state = params.get('state')
  const [deciding, setDeciding] = useState<PlatformHost>()
  return (
    <>
      <DataList
        name="hosts"
        title={t('domains.hosts')}
        lead={t('domains.hostsLead')}
        searchHint={t('domains.searchHosts')}
        emptyTitle={t('domains.noHosts')}
        emptyText={t('domains.noHostsText')}
        load={listHosts}
        narrowed={state !== null}
        tools={
          <Select
            aria-label={t('domains.state')}
            placeholder={t('domains.anyState')}
            data={[{ value: 'contested', label: t('domains.contested') }, ...states.map((value) => ({ value, label: t(`domains.states.${value}`) }))]}
            value={state}
            clearable
            onChange={(value) => {
              if (value) params.set('state', value)
              else params.delete('state')
              navigate(`${path}?${params}`, { replace: true })
            }}
          />
        }
        columns={[
          { name: t('domains.host'), width: 'minmax(0, 2fr)', cell: (row) => <HostName name={row.host} /> },
          { name: t('domains.whose'), width: 'minmax(0, 1.4fr)', minor: true, cell: (row) => <Link href={`/platform/tenants/${row.tenant}`}>{row.tenant_name}</Link> },
          { name: t('domains.state'), width: 'minmax(72px, 1fr)', cell: (row) => <span className={own.whole}>{row.contested ? t('domains.contested') : t(`domains.states.${row.state}`)}</span> },
          { name: t('domains.certificate'), width: 'minmax(0, 1fr)', minor: true, cell: (row) => (row.not_after ? format.date(row.not_after) : row.problem || '–') },
          {
            name: t('domains.decide'),
            width: 'minmax(90px, 120px)',
            cell: (row) =>
              may && !row.given && row.state !== 'detached' ? (
                <Button size="compact-sm" variant="subtle" color="red" onClick={() => setDeciding(row)}>
                  {t('domains.release')}
                </Button>
              ) : (
                <span className={own.marks}>–</span>
              ),
          },
        ]}
      />
      {deciding && <Release one={deciding} close={() => setDeciding(undefined)} />}
    </>
  )
}

/** A host's name, that goes on in the next line after a dot first. */
function HostName({ name }: { name: string }) {
  return (
    <span className={own.whole} title={name}>
      {name.split('.').map((label, i) => (
        <Fragment key={i}>
          {i > 0 && (
            <>
              .<wbr />
            </>
          )}
          {label}
        </Fragment>
      ))}
    </span>
  )
}

function Release({ one, close }: { one: PlatformHost; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const release = useMutation({
    mutationFn: () => releaseHost(one.id, reason),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['hosts'] })
      close()
    },
  })
  return (
    <Dialog title={t('domains.releaseTitle', { host: one.host })} opened close={close}>
      <p>{t('domains.releaseText', { tenant: one.tenant_name })}</p>
      <Textarea label={t('domains.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} required autosize minRows={2} />
      <Fault error={release.error} />
      <Buttons close={close}>
        <Button color="red" disabled={reason.trim().length < 3} loading={release.isPending} onClick={() => release.mutate()}>
          {t('domains.release')}
        </Button>
      </Buttons>
    </Dialog>
  )
}
