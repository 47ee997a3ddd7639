import { Alert, Button, Checkbox, Radio, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconExternalLink, IconInfoCircle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listPlans } from '../api/prices'
import { changePartnerSettings, getPartnerSettings, type PartnerSettings as Wanted } from '../api/signup'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { Fault } from '../people/parts'
import people from '../people/people.module.css'

/** Whether resellers come by themselves, over a page of the brand's host. */
export function PartnerSettings() {
  const { t } = useTranslation()
  const settings = useQuery({ queryKey: ['partner-settings'], queryFn: getPartnerSettings })
  return (
    <>
      <header>
        <h2>{t('apply.settings')}</h2>
        <p className={people.lead}>{t('apply.settingsLead')}</p>
      </header>
      {settings.isPending ? <Waiting /> : settings.isError ? <Failure error={settings.error} retry={() => void settings.refetch()} /> : <Form settings={settings.data} />}
    </>
  )
}

function Form({ settings }: { settings: Wanted }) {
  const { t } = useTranslation()
  const may = useMay('reselling.signup.write')
  const seesPrices = useMay('billing.price.read')
  const queries = useQueryClient()
  const [wanted, setWanted] = useState(settings)
  const plans = useQuery({ queryKey: ['plans'], queryFn: listPlans, enabled: seesPrices })
  const save = useMutation({
    mutationFn: () => changePartnerSettings({ mode: wanted.mode, plans: wanted.plans }),
    onSuccess: () => {
      notifications.show({ message: t('signUp.saved'), color: 'green' })
      return queries.invalidateQueries({ queryKey: ['partner-settings'] })
    },
  })
  const fields = useFieldTexts(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const wholesale = (plans.data ?? []).filter((plan) => plan.kind === 'wholesale' && (!plan.archived_at || wanted.plans.includes(plan.id)))
  const locked = !may || (settings.mode === 'closed' && !!settings.barred)
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <section className={people.card}>
          {settings.barred && (
            <Alert color="yellow" variant="light" icon={<IconInfoCircle size={18} aria-hidden />}>
              {t(`apply.barred_${settings.barred}`)}
            </Alert>
          )}
          <Radio.Group label={t('apply.mode')} error={fields.mode} value={wanted.mode} onChange={(mode) => setWanted({ ...wanted, mode: mode as Wanted['mode'] })}>
            <Stack gap="xs" mt="sm">
              <Radio value="open" label={t('apply.modeOpen')} disabled={locked} />
              <Radio value="approval" label={t('apply.modeApproval')} disabled={locked} />
              <Radio value="closed" label={t('apply.modeClosed')} disabled={!may} />
            </Stack>
          </Radio.Group>
          {wanted.mode !== 'closed' &&
            seesPrices &&
            (wholesale.length > 0 ? (
              <Checkbox.Group label={t('apply.offered')} description={t('apply.offeredText')} error={fields.plans} value={wanted.plans} onChange={(list) => setWanted({ ...wanted, plans: list })}>
                <Stack gap="xs" mt="sm">
                  {wholesale.map((plan) => (
                    <Checkbox key={plan.id} value={plan.id} label={plan.name} disabled={!may} />
                  ))}
                </Stack>
              </Checkbox.Group>
            ) : (
              <p className={people.faint}>{t('apply.noPlans')}</p>
            ))}
          {settings.mode !== 'closed' && !settings.barred && (
            <div>
              <Button component="a" href="/partners" target="_blank" rel="noreferrer" variant="light" leftSection={<IconExternalLink size={17} aria-hidden />}>
                {t('signUp.preview')}
              </Button>
            </div>
          )}
        </section>
        {Object.keys(fields).length === 0 && <Fault error={save.error} />}
        {may && (
          <div>
            <Button type="submit" loading={save.isPending}>
              {t('state.save')}
            </Button>
          </div>
        )}
      </Stack>
    </form>
  )
}
