import { Button, Group, Radio, Select, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconListCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { checkImport, discardImport, type Import, listImportFields } from '../api/importing'
import { Failure, Waiting } from '../app/Notice'
import { Fault } from '../people/parts'
import styles from './importing.module.css'
import { fieldName, groupOf } from './words'

/** What each column of the file means: guessed, and changed by whoever knows better. */
export function Mapping({ one, done, back }: { one: Import; done: () => void; back?: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [mapping, setMapping] = useState(one.mapping)
  const [protocol, setProtocol] = useState(one.protocol ?? '')
  const [invites, setInvites] = useState(one.invites)
  const fields = useQuery({ queryKey: ['import-fields'], queryFn: listImportFields, staleTime: Infinity })
  const refresh = () => Promise.all([queries.invalidateQueries({ queryKey: ['import', one.id] }), queries.invalidateQueries({ queryKey: ['imports'] })])
  const check = useMutation({
    mutationFn: () => checkImport(one.id, mapping, protocol, invites),
    onSuccess: async () => {
      await refresh()
      done()
    },
  })
  const discard = useMutation({
    mutationFn: () => discardImport(one.id),
    onSuccess: async () => {
      navigate('/console/import')
      await queries.invalidateQueries({ queryKey: ['imports'] })
    },
  })
  if (fields.isPending) return <Waiting />
  if (fields.isError) return <Failure error={fields.error} retry={() => void fields.refetch()} />
  const choices = (['customer', 'person', 'object'] as const).map((group) => ({
    group: t(`importing.fieldGroup.${group}`),
    items: fields.data.fields.filter((field) => groupOf(field) === group).map((field) => ({ value: field, label: fieldName(t, field) })),
  }))
  // A field is given to one column: taken from the column that had it.
  const give = (column: number, field: string) => setMapping((was) => was.map((old, i) => (i === column ? field : field && old === field ? '' : old)))
  return (
    <section className={styles.card} aria-labelledby="mapping">
      <h2 id="mapping">{t('importing.mapping')}</h2>
      <p className={styles.faint}>{t('importing.mappingText')}</p>
      <table className={styles.mapping}>
        <thead>
          <tr>
            <th scope="col">{t('importing.column')}</th>
            <th scope="col">{t('importing.example')}</th>
            <th scope="col">{t('importing.means')}</th>
          </tr>
        </thead>
        <tbody>
          {one.headings.map((heading, i) => (
            <tr key={i} data-aside={!mapping[i] || undefined}>
              <th scope="row">{heading || t('importing.noHeading', { number: i + 1 })}</th>
              <td>{one.samples.map((line) => line?.[i]).filter(Boolean).slice(0, 3).join(' · ') || '–'}</td>
              <td>
                <Select
                  size="sm"
                  aria-label={t('importing.meansOf', { column: heading })}
                  placeholder={t('importing.aside')}
                  clearable
                  clearButtonProps={{ 'aria-label': t('importing.aside') }}
                  searchable
                  value={mapping[i] || null}
                  onChange={(field) => give(i, field ?? '')}
                  data={choices}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Select
        label={t('importing.protocol')}
        description={t('importing.protocolText')}
        placeholder={t('importing.noProtocol')}
        clearable
        clearButtonProps={{ 'aria-label': t('importing.noProtocol') }}
        value={protocol || null}
        onChange={(value) => setProtocol(value ?? '')}
        data={fields.data.protocols.map((one) => ({ value: one.name, label: one.title }))}
        maw={420}
      />
      <Radio.Group
        label={t('importing.access')}
        description={t('importing.accessText')}
        value={invites ? 'letter' : 'password'}
        onChange={(value) => setInvites(value === 'letter')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="letter" label={t('importing.byLetter')} description={t('importing.byLetterText')} />
          <Radio value="password" label={t('importing.byPassword')} description={t('importing.byPasswordText')} />
        </Stack>
      </Radio.Group>
      <Fault error={check.error ?? discard.error} />
      <Group justify="flex-end" gap="sm">
        {back ? (
          <Button variant="default" onClick={back}>
            {t('state.cancel')}
          </Button>
        ) : (
          <Button variant="subtle" color="red" loading={discard.isPending} onClick={() => discard.mutate()}>
            {t('importing.discard')}
          </Button>
        )}
        <Button leftSection={<IconListCheck size={18} stroke={1.8} aria-hidden />} loading={check.isPending} onClick={() => check.mutate()}>
          {t('importing.check')}
        </Button>
      </Group>
    </section>
  )
}
