import { Checkbox, Fieldset, MultiSelect, NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { ZoneSelect } from '../app/ZoneSelect'
import { languages } from '../i18n'
import { readerMeasures } from '../i18n/format'
import { weekFrom } from '../i18n/measures'
import { PeopleChooser, PersonChooser } from '../people/PersonChooser'

export interface Choice {
  value: string
  label: string
}

export type Values = Record<string, unknown>

/** A field of a dialog, by what is put into it. */
export interface Field {
  name: string
  label: string
  hint?: string
  kind: 'text' | 'email' | 'url' | 'number' | 'choice' | 'choices' | 'person' | 'people' | 'tags' | 'date' | 'moment' | 'check' | 'zone' | 'texts' | 'areas' | 'week'
  choices?: Choice[]
  /** The names of the days, Sunday first. */
  days?: string[]
  optional?: boolean
  /** It stays as it was made. */
  fixed?: boolean
  most?: number
}

/** Every language that texts may be written in; the app's own come first. */
const written = ['en', 'ru', 'es', 'pt', 'fr']
const languageName = (code: string) => (languages as Record<string, string>)[code] ?? new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code

/** One field; fixed: what it says was said when the thing was made. */
export function Entry({ field, value, set, fixed }: { field: Field; value: unknown; set: (value: unknown) => void; fixed?: boolean }) {
  const shared = { label: field.label, description: field.hint, required: !field.optional }
  switch (field.kind) {
    case 'number':
      return <NumberInput {...shared} min={1} value={(value as number | undefined) ?? ''} onChange={(n) => set(n === '' ? undefined : Number(n))} />
    case 'choice':
      return <Select {...shared} data={field.choices ?? []} value={(value as string | undefined) ?? null} onChange={(one) => set(one ?? undefined)} clearable={field.optional} searchable={(field.choices ?? []).length > 7} />
    case 'choices':
      return <MultiSelect {...shared} data={field.choices ?? []} value={(value as string[] | undefined) ?? []} onChange={set} searchable clearable />
    case 'person':
      return <PersonChooser {...shared} withMe value={(value as string | undefined) ?? null} choose={(one) => set(one ?? undefined)} clearable={field.optional} />
    case 'people':
      // Whoever may set up the desk need not see the people; members are then left as they are.
      return <PeopleChooser {...shared} withMe value={(value as string[] | undefined) ?? []} choose={set} clearable />
    case 'tags':
      return <TagsInput {...shared} required={false} value={(value as string[] | undefined) ?? []} onChange={set} clearable />
    case 'check':
      return <Checkbox label={field.label} description={field.hint} checked={Boolean(value)} onChange={(event) => set(event.currentTarget.checked)} />
    case 'zone':
      return <ZoneSelect {...shared} value={(value as string | undefined) ?? null} onChange={(zone) => zone && set(zone)} />
    case 'texts':
    case 'areas': {
      const texts = (value as Record<string, string> | undefined) ?? {}
      const Input = field.kind === 'texts' ? TextInput : Textarea
      return (
        <Fieldset legend={field.label}>
          {written.map((code) => (
            <Input key={code} mt="xs" lang={code} label={languageName(code)} value={texts[code] ?? ''} maxLength={field.most} onChange={(event: { currentTarget: { value: string } }) => set({ ...texts, [code]: event.currentTarget.value })} />
          ))}
        </Fieldset>
      )
    }
    case 'week': {
      const days = (value as string[] | undefined) ?? []
      return (
        <Fieldset legend={field.label}>
          {field.hint && <p>{field.hint}</p>}
          {weekFrom(readerMeasures().week).map((day) => (
            <TextInput key={day} mt="xs" label={field.days?.[day]} value={days[day] ?? ''} onChange={(event) => set(Object.assign([...Array<string>(7)].map((_, i) => days[i] ?? ''), { [day]: event.currentTarget.value }))} />
          ))}
        </Fieldset>
      )
    }
    default: {
      const type = { moment: 'datetime-local', text: 'text', email: 'email', url: 'url', date: 'date' }[field.kind]
      return <TextInput {...shared} type={type} readOnly={fixed} maxLength={field.most} value={(value as string | undefined) ?? ''} onChange={(event) => set(event.currentTarget.value)} />
    }
  }
}
