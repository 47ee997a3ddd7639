import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { listApplications } from '../api/signup'
import { DataList } from '../app/DataList'
import { useFormats } from '../i18n/format'
import people from '../people/people.module.css'
import { Application } from './Application'
import { ApplicationState, kindText } from './standing'

/** Who has signed up, or asked to. */
export default function Applications() {
  const { t } = useTranslation()
  const f = useFormats()
  const [path] = useLocation()
  const one = /^\/console\/applications\/([0-9a-f-]{36})$/.exec(path)
  if (one) return <Application key={one[1]} id={one[1]!} />
  return (
    <DataList
      name="applications"
      title={t('signUp.applications')}
      lead={t('signUp.applicationsLead')}
      searchHint={t('signUp.searchApplications')}
      emptyTitle={t('signUp.noApplications')}
      emptyText={t('signUp.noApplicationsText')}
      load={listApplications}
      href={(row) => `/console/applications/${row.id}`}
      columns={[
        {
          name: t('signUp.applicant'),
          width: 'minmax(0, 2fr)',
          cell: (row) => (
            <Link href={`/console/applications/${row.id}`} className={people.person}>
              <b>{row.name}</b>
              <small>{row.email}</small>
            </Link>
          ),
        },
        { name: t('signUp.login'), width: 'minmax(0, 1fr)', minor: true, cell: (row) => row.login },
        { name: t('signUp.kind'), width: 'minmax(0, 1fr)', minor: true, cell: (row) => t(kindText[row.customer]) },
        { name: t('signUp.state'), width: '150px', cell: (row) => <ApplicationState status={row.status} /> },
        { name: t('signUp.asked'), width: '150px', figures: true, minor: true, cell: (row) => f.moment(row.created_at) },
      ]}
    />
  )
}
