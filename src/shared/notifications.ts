import { z } from 'zod'
import { contract } from './contract.ts'

export const Notification = z.object({
  id: z.uuid(),
  kind: z.string(),
  subject_type: z.string().nullable(),
  subject_id: z.uuid().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  read_at: z.string().nullable(),
  created_at: z.string(),
})

export const notificationContracts = {
  list: contract({
    method: 'GET',
    path: '/notifications',
    allow: 'signed_in',
    summary: 'What I should look at, latest first',
    response: z.object({ items: z.array(Notification) }),
  }),
  read: contract({
    method: 'PUT',
    path: '/notifications/:notification_id/read',
    allow: 'signed_in',
    summary: 'I have seen it',
    params: z.object({ notification_id: z.uuid() }),
    response: z.object({}),
  }),
}
