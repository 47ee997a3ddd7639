import { useQuery } from '@tanstack/react-query'
import { listProtocols } from '../api/model'

/** What a tracker is called: its model, or else its protocol, by the name that people know it by. */
export function useTrackerTitle() {
  const protocols = useQuery({ queryKey: ['protocols'], queryFn: listProtocols, staleTime: Infinity })
  return (tracker: { model?: string; protocol?: string }) => {
    const title = protocols.data?.find((one) => one.protocol === tracker.protocol)?.title ?? tracker.protocol ?? ''
    return tracker.model && tracker.model !== tracker.protocol ? tracker.model : title
  }
}
