import type { Anchor } from '../../shared/anchors.ts'

/** A place outside the database that remembers where the audit chain stood. */
export interface Anchors {
  /** The same head twice is kept once. */
  keep(head: Anchor): Promise<void>
}
