import { useState } from 'react'
import type { RequestOf } from '../../../shared/contract.ts'
import { type Preferences, preferenceContracts } from '../../../shared/preferences.ts'
import { useSend } from '../../query.ts'

type Choice = Omit<RequestOf<typeof preferenceContracts.set>, 'customer_id'>

/**
 * Each change is kept as it is made, one after the other, and stands on the screen at once; what was refused is taken back.
 * `shown` is what was chosen here: reads that come between two quick changes do not undo the second.
 */
export function useChoose(customer_id: string, chosen: Preferences) {
  const [shown, setShown] = useState(chosen)
  const send = useSend(preferenceContracts.set, {
    line: ['preferences', customer_id],
    touches: ['conversations', 'tickets'],
    onError: () => setShown(chosen),
  })
  const choose = ({ notices, ...choice }: Choice): void => {
    setShown(known => ({ ...known, ...(choice as object), notices: { ...known.notices, ...notices } }))
    send.mutate({ input: { customer_id, ...choice, ...(notices && { notices }) } })
  }
  return { shown, choose, busy: send.isPending, error: send.error }
}
