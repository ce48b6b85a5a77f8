import { useState } from 'preact/hooks'
import type { PublicTicket } from '../../../shared/tickets.page.ts'
import type { Link } from '../api.ts'

/** What a card needs to act for the customer. */
export interface Acting {
  readonly link: Link
  readonly ticket: PublicTicket
  /** Fetches the ticket again: what is shown next is what the shop knows. */
  readonly onDone: () => Promise<void>
}

/** What follows from a deed is done by the shop a moment later. */
const SOON_MS = [1200, 4000]

/** One deed at a time; a refusal is shown, and the page fetched again, since a refusal mostly means that it has moved on. */
export function useDeed(onDone: () => Promise<void>): {
  busy: boolean
  problem: string
  act: (deed: () => Promise<unknown>) => Promise<boolean>
} {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const act = async (deed: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    setProblem('')
    try {
      await deed()
      return true
    } catch (error) {
      setProblem((error as Error).message)
      return false
    } finally {
      await onDone()
      setBusy(false)
      for (const ms of SOON_MS) setTimeout(() => void onDone(), ms)
    }
  }
  return { busy, problem, act }
}
