import { z } from 'zod'
import { contract } from './contract.ts'

export const zFeedback = z.object({
  rating: z.int().min(1).max(5).nullable(),
  feedback_text: z.string().nullable(),
})

export const feedbackContracts = {
  leaveOnPage: contract({
    method: 'POST',
    path: '/public/:token/feedback',
    allow: 'customer_link',
    summary: 'The customer rates a finished visit on the ticket page',
    params: z.object({ token: z.string() }),
    body: z.object({ rating: z.int().min(1).max(5), words: z.string().trim().max(1000).optional() }),
    response: zFeedback,
  }),
}
