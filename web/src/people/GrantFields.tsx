import { MultiSelect, Radio, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listGroups } from '../api/model'
import type { Granted, Person, Role } from '../api/people'
import { useSession } from '../app/Gate'
import { ObjectsChooser } from '../monitoring/ObjectChooser'
import { offered, useWords } from './words'

/** What is being given: a role by its key, and which objects are seen. */
export interface Giving {
  role: string
  seesAll: boolean
  objects: string[]
  groups: string[]
}

const keyOf = (role: Pick<Role, 'role' | 'id'>) => (role.role === 'own' ? role.id! : role.role)

export const nothingGiven: Giving = { role: '', seesAll: true, objects: [], groups: [] }

export function givingOf(person: Person): Giving {
  return { role: person.role === 'own' ? person.role_id! : person.role, seesAll: person.sees_all, objects: person.objects ?? [], groups: person.groups ?? [] }
}

export function grantOf(giving: Giving, roles: Role[]): Granted {
  const role = roles.find((one) => keyOf(one) === giving.role)!
  return {
    role: role.role as Granted['role'],
    role_id: role.id,
    sees_all: giving.seesAll,
    ...(giving.seesAll ? {} : { objects: giving.objects, groups: giving.groups }),
  }
}

/** The fields of a grant: only what whoever fills them in may give is offered. */
export function GrantFields({ roles, value, onChange, errors }: { roles: Role[]; value: Giving; onChange: (next: Giving) => void; errors?: Record<string, string> }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const words = useWords()
  const choices = roles.filter((role) => offered(session.tenant.kind)(role) || keyOf(role) === value.role)
  const chosen = roles.find((role) => keyOf(role) === value.role)
  return (
    <Stack gap="md">
      <Select
        label={t('people.role')}
        placeholder={t('people.chooseRole')}
        description={chosen && words.roleText(chosen.role)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={choices.map((role) => ({ value: keyOf(role), label: words.role(role.role, role.name) }))}
        value={value.role || null}
        onChange={(role) => role && onChange({ ...value, role })}
        error={errors?.role ?? errors?.role_id}
      />
      <Radio.Group label={t('people.sight')} value={value.seesAll ? 'all' : 'some'} onChange={(sight) => onChange({ ...value, seesAll: sight === 'all' })}>
        <Stack gap={8} mt={6}>
          {session.sees_all && <Radio value="all" label={t('people.seesAll')} />}
          <Radio value="some" label={t('people.seesSome')} />
        </Stack>
      </Radio.Group>
      {!value.seesAll && <Sight value={value} onChange={onChange} errors={errors} />}
    </Stack>
  )
}

function Sight({ value, onChange, errors }: { value: Giving; onChange: (next: Giving) => void; errors?: Record<string, string> }) {
  const { t } = useTranslation()
  const groups = useQuery({ queryKey: ['groups'], queryFn: listGroups })
  return (
    <>
      <MultiSelect
        label={t('people.groups')}
        description={t('people.groupsText')}
        data={groups.data?.map((group) => ({ value: group.id, label: group.name })) ?? []}
        value={value.groups}
        onChange={(next) => onChange({ ...value, groups: next })}
        searchable
        clearable
        error={errors?.groups}
      />
      <ObjectsChooser label={t('people.objects')} value={value.objects} choose={(next) => onChange({ ...value, objects: next })} clearable error={errors?.objects} />
    </>
  )
}
