import type { TFunction } from 'i18next'
import type en from '../i18n/en.json'

type Field = keyof typeof en.importing.fields

/** What people call a field. */
export const fieldName = (t: TFunction, field: string): string => t(`importing.fields.${field as Field}`)

const persons = ['login', 'email', 'person', 'role']
const customers = ['customer', 'reference', 'legal_form', 'country', 'language', 'time_zone', 'customer_plan']

/** Whose field it is: fields are offered by what they are about. */
export const groupOf = (field: string): 'customer' | 'person' | 'object' => (customers.includes(field) ? 'customer' : persons.includes(field) ? 'person' : 'object')
