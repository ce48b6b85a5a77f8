/** Filters live in the address: a link shows a colleague the same list, and back goes back. */
export interface TicketSearch {
  readonly status?: string | undefined
  readonly q?: string | undefined
  readonly who?: 'me' | 'nobody' | undefined
}
