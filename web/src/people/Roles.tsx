import { Badge, Button, Checkbox, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRole, deleteRole, listRoles, makeRole, type Role } from '../api/people'
import { useMay, useSession } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault, Sure } from './parts'
import styles from './people.module.css'
import { meaningful, useWords } from './words'

/** The roles there are, and those that the tenant makes of its own. */
export function Roles() {
  const { t } = useTranslation()
  const { session } = useSession()
  const may = useMay('people.role.write')
  const words = useWords()
  const roles = useQuery({ queryKey: ['roles'], queryFn: listRoles })
  const [editing, setEditing] = useState<Role | 'new'>()
  if (roles.isPending) return <Waiting />
  if (roles.isError) return <Failure error={roles.error} retry={() => void roles.refetch()} />
  const fits = meaningful(session.tenant.kind)
  const own = roles.data.items.filter((role) => role.role === 'own')
  const given = roles.data.items.filter((role) => role.role !== 'own' && (session.tenant.kind !== 'account' || role.role !== 'support'))
  return (
    <div className={styles.column} data-inner>
      <section className={styles.card}>
        <h2>{t('people.ownRoles')}</h2>
        {own.length === 0 ? (
          <p className={styles.faint}>{t('people.noOwnRoles')}</p>
        ) : (
          <ul className={styles.rows}>
            {own.map((role) => (
              <OwnRole key={role.id} role={role} edit={may && role.grantable ? () => setEditing(role) : undefined} fits={fits} />
            ))}
          </ul>
        )}
        {may && (
          <div>
            <Button variant="light" leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setEditing('new')}>
              {t('people.newRole')}
            </Button>
          </div>
        )}
      </section>
      <section className={styles.card}>
        <h2>{t('people.givenRoles')}</h2>
        <ul className={styles.rows}>
          {given.map((role) => (
            <li key={role.role}>
              <div>
                <b>{words.role(role.role)}</b>
                <small>{words.roleText(role.role)}</small>
              </div>
            </li>
          ))}
        </ul>
      </section>
      {editing && <Editor role={editing === 'new' ? undefined : editing} bundles={roles.data.in_roles.filter(fits)} mine={roles.data.mine} close={() => setEditing(undefined)} />}
    </div>
  )
}

function OwnRole({ role, edit, fits }: { role: Role; edit?: () => void; fits: (bundle: string) => boolean }) {
  const { t } = useTranslation()
  const f = useFormats()
  const words = useWords()
  return (
    <li>
      <div>
        <b>{role.name}</b>
        <small>{t('people.holders', { count: role.people ?? 0, n: f.whole(role.people ?? 0) })}</small>
        <div className={styles.chips}>
          {role.bundles.filter(fits).map((bundle) => (
            <Badge key={bundle} variant="light" color="gray" tt="none" fw={500}>
              {words.bundle(bundle)}
            </Badge>
          ))}
        </div>
      </div>
      {edit && (
        <Button size="compact-sm" variant="light" onClick={edit} aria-label={t('people.editRoleNamed', { name: role.name })}>
          {t('people.editRole')}
        </Button>
      )}
    </li>
  )
}

function Editor({ role, bundles, mine, close }: { role?: Role; bundles: string[]; mine: string[]; close: () => void }) {
  const { t } = useTranslation()
  const words = useWords()
  const queries = useQueryClient()
  const [name, setName] = useState(role?.name ?? '')
  const [chosen, setChosen] = useState(role?.bundles ?? [])
  const settled = async () => {
    close()
    await Promise.all([['roles'], ['people'], ['person'], ['session']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
  const save = useMutation({
    mutationFn: async () => {
      const body = { name: name.trim(), bundles: chosen }
      if (role) await changeRole(role.id!, body)
      else await makeRole(body)
    },
    onSuccess: () => {
      notifications.show({ message: t('people.roleSaved'), color: 'green' })
      return settled()
    },
  })
  const remove = useMutation({
    mutationFn: () => deleteRole(role!.id!),
    onSuccess: () => {
      notifications.show({ message: t('people.roleDeleted', { name: role!.name }), color: 'green' })
      return settled()
    },
  })
  const fields = useFieldTexts(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog title={role ? t('people.editRoleNamed', { name: role.name }) : t('people.newRole')} opened close={close}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput label={t('people.roleName')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fields.name} maxLength={100} required data-autofocus />
          <Checkbox.Group label={t('people.may')} description={t('people.mayText')} value={chosen} onChange={setChosen} error={fields.bundles}>
            <div className={styles.bundles} style={{ marginTop: 10 }}>
              {bundles.map((bundle) => (
                <Checkbox key={bundle} value={bundle} label={words.bundle(bundle)} disabled={!mine.includes(bundle)} />
              ))}
            </div>
          </Checkbox.Group>
          {Object.keys(fields).length === 0 && <Fault error={save.error ?? remove.error} />}
          {role && <Sure name={t('people.deleteRole')} text={t(role.people ? 'problems.role_in_use' : 'people.deleteRoleText')} barred={!!role.people} busy={remove.isPending} act={() => remove.mutate()} />}
          <Buttons close={close}>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {t('state.save')}
            </Button>
          </Buttons>
        </Stack>
      </form>
    </Dialog>
  )
}
