import { Select, type SelectProps } from '@mantine/core'
import { useMemo } from 'react'

/** A time zone among all there are, with how far it is from UTC now. */
export function ZoneSelect(props: Omit<SelectProps, 'data'>) {
  const zones = useMemo(() => {
    const names = Intl.supportedValuesOf('timeZone')
    return ['UTC', ...names.filter((name) => name !== 'UTC')].map((value) => ({ value, label: `${value.replaceAll('_', ' ')} (${offset(value)})` }))
  }, [])
  const own = props.value && !zones.some((zone) => zone.value === props.value) ? [{ value: props.value, label: props.value }] : []
  return <Select searchable maxDropdownHeight={280} limit={60} {...props} data={[...own, ...zones]} />
}

function offset(zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts()
  return parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
}
