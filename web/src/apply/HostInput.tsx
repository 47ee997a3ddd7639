import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { lookUpHost } from '../api/signup'
import { Problem, within } from '../api/http'
import styles from '../signup/signup.module.css'
import { useHostText } from './hosts'

// Whoever types waits no longer for one answer; it is asked again.
const patience = 8_000

/** What the host begins with, looked up while it is typed. */
export function HostInput({ zone, value, onChange, error }: { zone: string; value: string; onChange: (value: string) => void; error?: string }) {
  const { t } = useTranslation()
  const [asked] = useDebouncedValue(value.trim().toLowerCase(), 300)
  const free = useQuery({ queryKey: ['partner-host', asked], queryFn: ({ signal }) => within(patience, signal, (given) => lookUpHost(asked, given)), enabled: asked !== '', staleTime: 10_000, retry: (count, error) => !(error instanceof Problem) && count < 2 })
  const why = useHostText()
  const current = asked !== '' && asked === value.trim().toLowerCase()
  const refused = current && free.data && !free.data.free ? why(free.data.reason) : undefined
  return (
    <>
      <TextInput
        label={t('apply.host')}
        description={t('apply.hostText')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={refused ?? (current && free.data?.free ? undefined : error)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={63}
        required
        size="md"
        inputWrapperOrder={['label', 'description', 'input', 'error']}
      />
      <p className={styles.hint} role="status">
        {current && free.data?.free ? (
          <>
            <IconCheck size={15} aria-hidden /> {t('apply.hostFree', { host: free.data.host })}
          </>
        ) : current && free.isFetching ? (
          t('apply.hostLooking')
        ) : (
          `…${zone && `.${zone}`}`
        )}
      </p>
    </>
  )
}
