import { type Change, type DeskTicket, nobody } from '../api/support'

/** The change that undoes one: what of a ticket it has touched, as it was before. A category may bring its team, so both go back with it. */
export function asItWas(was: Pick<DeskTicket, 'assignee' | 'team' | 'category' | 'kind'>, made: Change): Change {
  return {
    ...(made.assignee && { assignee: was.assignee ?? nobody }),
    ...((made.team || made.category) && { team: was.team ?? nobody }),
    ...(made.category && { category: was.category ?? nobody }),
    ...(made.kind && { kind: was.kind }),
  }
}
