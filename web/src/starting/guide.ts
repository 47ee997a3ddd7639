import { useQuery } from '@tanstack/react-query'
import { getStart, type Guide } from '../api/start'
import { useMay } from '../app/Gate'

/** How far the business has come, for those who may know. */
export function useGuide() {
  const may = useMay('settings.start.read')
  return useQuery({ queryKey: ['start'], queryFn: getStart, enabled: may })
}

/** How many steps are done, or wait, of how many. */
export function settledSteps(guide: Guide) {
  return { done: guide.steps.filter((step) => step.state !== 'open').length, all: guide.steps.length }
}
