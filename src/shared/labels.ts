import { z } from 'zod'
import { contract } from './contract.ts'
import { zId } from './fields.ts'

export const LABEL_COLOURS = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple'] as const

export const zLabel = z.object({ id: zId, name: z.string(), colour: z.enum(LABEL_COLOURS) })
export type Label = z.output<typeof zLabel>

/** With how many conversations bear it. */
export const zLabelInUse = zLabel.extend({ conversations: z.int() })
export type LabelInUse = z.output<typeof zLabelInUse>

const params = z.object({ label_id: zId })
const body = z.object({ name: z.string().trim().min(1).max(30), colour: z.enum(LABEL_COLOURS) })

export const labelContracts = {
  list: contract({
    method: 'GET',
    path: '/conversation-labels',
    allow: { may: 'chat.read' },
    summary: 'Labels that staff have made, each with how many conversations bear it',
    response: z.object({ items: z.array(zLabelInUse) }),
  }),
  create: contract({
    method: 'POST',
    path: '/conversation-labels',
    allow: { may: 'chat.write' },
    summary: 'A new label',
    body,
    response: zLabel,
    makes: true,
  }),
  change: contract({
    method: 'PUT',
    path: '/conversation-labels/:label_id',
    allow: { may: 'chat.write' },
    summary: 'Another name or colour',
    params,
    body,
    response: zLabel,
  }),
  remove: contract({
    method: 'DELETE',
    path: '/conversation-labels/:label_id',
    allow: { may: 'chat.write' },
    summary: 'No conversation carries it any more',
    params,
    response: z.object({}),
  }),
  set: contract({
    method: 'PUT',
    path: '/conversations/:session_id/labels',
    allow: { may: 'chat.write' },
    summary: 'The labels of a conversation, all of them',
    params: z.object({ session_id: zId }),
    body: z.object({ label_ids: z.array(zId).max(20) }),
    response: z.object({ items: z.array(zLabel) }),
  }),
}
