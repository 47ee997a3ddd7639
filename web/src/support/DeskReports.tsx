import { Button, Select, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { reportDesk, type DeskReport, type ReportBy } from '../api/desk'
import { Failure, Notice, Waiting } from '../app/Notice'
import console from '../console/console.module.css'
import { Tiles } from '../console/Tiles'
import { dayFrom } from '../i18n/days'
import { useFormats } from '../i18n/format'
import styles from '../prices/prices.module.css'

/** How what was promised was kept: the first answers, all answers, and how long it took until a question was settled. */
export default function DeskReports() {
  const { t } = useTranslation()
  const params = new URLSearchParams(useSearch())
  const [path, navigate] = useLocation()
  const from = params.get('from') ?? dayFrom(new Date(), -29)
  const to = params.get('to') ?? dayFrom(new Date(), 0)
  const by = (params.get('by') ?? 'week') as ReportBy
  const set = (name: string, value: string | null) => {
    if (value) navigate(`${path}?${new URLSearchParams({ from, to, by, [name]: value })}`, { replace: true })
  }
  const report = useQuery({ queryKey: ['desk', 'report', from, to, by], queryFn: () => reportDesk(from, to, by) })
  const kinds = [
    { value: 'day', label: t('deskSetup.byDay') },
    { value: 'week', label: t('deskSetup.byWeek') },
    { value: 'month', label: t('deskSetup.byMonth') },
    { value: 'tier', label: t('deskSetup.byTier') },
    { value: 'team', label: t('deskSetup.byTeam') },
    { value: 'category', label: t('deskSetup.byCategory') },
    { value: 'kind', label: t('deskSetup.byKind') },
    { value: 'agent', label: t('deskSetup.byAgent') },
  ]
  return (
    <div className={console.sheet}>
      <header>
        <h1>{t('deskSetup.reports')}</h1>
        <p className={console.lead}>{t('deskSetup.reportsLead')}</p>
      </header>
      <div className={console.title}>
        <TextInput type="date" size="sm" label={t('deskSetup.from')} value={from} max={to} onChange={(event) => set('from', event.currentTarget.value)} />
        <TextInput type="date" size="sm" label={t('deskSetup.to')} value={to} min={from} onChange={(event) => set('to', event.currentTarget.value)} />
        <Select size="sm" label={t('deskSetup.by')} data={kinds} value={by} onChange={(value) => set('by', value)} />
        <span className={console.grow} />
        <Button component="a" size="sm" variant="default" href={`/api/console/desk/report.csv?from=${from}&to=${to}&by=${by}`} download leftSection={<IconDownload size={17} aria-hidden />}>
          CSV
        </Button>
      </div>
      {report.isPending ? (
        <Waiting />
      ) : report.isError ? (
        <Failure error={report.error} retry={() => void report.refetch()} />
      ) : report.data.lines.length === 0 ? (
        <Notice kind="empty" title={t('deskSetup.noReport')} text={t('deskSetup.noReportText')} />
      ) : (
        <Table report={report.data} by={kinds.find((one) => one.value === by)?.label ?? ''} />
      )}
    </div>
  )
}

function Table({ report, by }: { report: DeskReport; by: string }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const hours = (seconds: number) => (seconds === 0 ? '—' : f.span(seconds))
  const share = (kept: number, missed: number) => (kept + missed === 0 ? '—' : new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 }).format(kept / (kept + missed)))
  // A day comes as the day it is, and a month as its first: neither is shifted by the reader's zone.
  const day = new Intl.DateTimeFormat(i18n.language, /^\d{4}-\d\d-\d\d$/.test(report.lines[0]?.key ?? '') ? { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } : { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const named = (key: string, name: string | undefined) => (/^\d{4}-\d\d(-\d\d)?$/.test(name || key) ? day.format(new Date(name || key)) : undefined) || name || (i18n.exists(`support.tier.${key}`) ? t(`support.tier.${key as 'gold'}`) : key) || t('deskSetup.none')
  const row = (key: string, name: string, one: DeskReport['sum']) => (
    <tr key={key}>
      <td>{name}</td>
      {[one.opened, one.in_time, one.too_late, one.late, one.waiting].map((n, i) => (
        <td key={i} className="figures">
          {f.whole(n)}
        </td>
      ))}
      <td className="figures">{share(one.kept, one.missed)}</td>
      <td className="figures">{hours(one.first_median)}</td>
      <td className="figures">{hours(one.first_ninth)}</td>
      <td className="figures">{f.whole(one.resolved)}</td>
      <td className="figures">{hours(one.resolved_median)}</td>
      <td className="figures">{hours(one.resolved_ninth)}</td>
    </tr>
  )
  const { sum } = report
  return (
    <>
      <Tiles
        label={t('deskSetup.inShort')}
        tiles={[
          { name: t('deskSetup.keptShare'), value: share(sum.kept, sum.missed) },
          { name: `${t('deskSetup.firstAnswer')}, ${t('deskSetup.halfWithin')}`, value: hours(sum.first_median) },
          { name: `${t('deskSetup.untilSettled')}, ${t('deskSetup.halfWithin')}`, value: hours(sum.resolved_median) },
          { name: t('deskSetup.late'), value: f.whole(sum.late), tone: sum.late > 0 ? 'danger' : undefined },
          { name: t('deskSetup.waiting'), value: f.whole(sum.waiting) },
        ]}
      />
      <section className={console.card} aria-label={t('deskSetup.reports')}>
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('deskSetup.reports')}>
          <table className={styles.table} data-worded>
            <thead>
              <tr>
                {[by, t('deskSetup.opened'), t('deskSetup.inTime'), t('deskSetup.tooLate'), t('deskSetup.late'), t('deskSetup.waiting'), t('deskSetup.keptShare')].map((head) => (
                  <th key={head} scope="col" rowSpan={2}>
                    {head}
                  </th>
                ))}
                <th scope="colgroup" colSpan={2}>
                  {t('deskSetup.firstAnswer')}
                </th>
                <th scope="col" rowSpan={2}>
                  {t('deskSetup.resolved')}
                </th>
                <th scope="colgroup" colSpan={2}>
                  {t('deskSetup.untilSettled')}
                </th>
              </tr>
              <tr>
                {['first', 'settled'].flatMap((of) => [
                  <th key={`${of} half`} scope="col">
                    {t('deskSetup.halfWithin')}
                  </th>,
                  <th key={`${of} ninth`} scope="col">
                    {t('deskSetup.ninthWithin')}
                  </th>,
                ])}
              </tr>
            </thead>
            <tbody>
              {report.lines.map((one) => row(`${one.key} ${one.name}`, named(one.key, one.name), one))}
              {row('sum', t('prices.total'), report.sum)}
            </tbody>
          </table>
        </div>
      </section>
    </>
  )
}
