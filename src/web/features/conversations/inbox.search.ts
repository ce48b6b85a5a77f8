import type { InboxFilter } from '../../../shared/conversations.ts'

/** Filters live in the address: a link shows a colleague the same list, and back goes back. */
export interface InboxSearch {
  readonly filter?: InboxFilter | undefined
  /** A label's id. */
  readonly label?: string | undefined
  readonly q?: string | undefined
  /** A message to open at. */
  readonly at?: string | undefined
}
