import { z } from 'zod'

/** What the channel's jobs carry. */
export const zNothing = z.looseObject({})
export const zSessionToSend = z.object({ session_id: z.uuid() })
export const zTurnToTake = z.object({ session_id: z.uuid(), customer_id: z.uuid() })
export const zMediaToFetch = z.object({ message_id: z.uuid() })
export const zMessageToRead = z.object({ wamid: z.string() })
