import { Select, type SelectProps } from '@mantine/core'
import { useMemo, useState } from 'react'

/** A time zone among all there are, with how far it is from UTC now. */
export function ZoneSelect(props: Omit<SelectProps, 'data'>) {
  // Four hundred zones take a tenth of a second to work out: only for whoever looks for one.
  const [asked, setAsked] = useState(false)
  const zones = useMemo(() => {
    const known = asked ? Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC') : []
    const chosen = props.value && props.value !== 'UTC' && !known.includes(props.value) ? [props.value] : []
    return [...chosen, 'UTC', ...known].map((value) => ({ value, label: `${value.replaceAll('_', ' ')} (${offset(value)})` }))
  }, [asked, props.value])
  return <Select searchable maxDropdownHeight={280} limit={60} {...props} data={zones} onFocus={() => setAsked(true)} />
}

function offset(zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts()
  return parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
}
