import { z } from 'zod'
import { contract } from './contract.ts'
import { zId } from './fields.ts'
import { DEFAULT_LANG, type Lang } from './messages.ts'

/** What a ready answer may leave open, filled from what stands beside the chat. */
export const CANNED_SLOTS = ['customer', 'ticket', 'device', 'balance', 'shop'] as const
export type CannedSlot = (typeof CANNED_SLOTS)[number]
export type CannedValues = Readonly<Partial<Record<CannedSlot, string | null>>>

const SLOT = /\{(\w*)\}/g
const isSlot = (name: string): name is CannedSlot => (CANNED_SLOTS as readonly string[]).includes(name)

/** Slots that a text names and that there are none of. */
export const unknownSlots = (text: string): string[] =>
  [...text.matchAll(SLOT)].map(([, name = '']) => name).filter(name => !isSlot(name))

/** The text with what is known in it. What is not known stays open, so that whoever sends sees it. */
export const fillCanned = (text: string, values: CannedValues): string =>
  text.replace(SLOT, (open, name: string) => (isSlot(name) && values[name]) || open)

/** Slots that are still open in what somebody is about to send. */
export const openSlots = (text: string): CannedSlot[] => [
  ...new Set([...text.matchAll(SLOT)].map(([, name = '']) => name).filter(isSlot)),
]

const zText = z.string().trim().max(2000)
export const zCannedTexts = z.object({ ms: zText.min(1), id: zText.default(''), en: zText.default('') })
export type CannedTexts = z.output<typeof zCannedTexts>

/** In the customer's language where there is one, else as the shop speaks. */
export const cannedIn = (texts: CannedTexts, lang: Lang): string => texts[lang] || texts[DEFAULT_LANG]

export const zCannedReply = z.object({ id: zId, shortcut: z.string(), texts: zCannedTexts })
export type CannedReply = z.output<typeof zCannedReply>

/** What follows the stroke. */
export const CANNED_SHORTCUT = /^[a-z0-9][a-z0-9-]*$/

const params = z.object({ reply_id: zId })
const body = z.object({
  shortcut: z.string().trim().toLowerCase().max(30).regex(CANNED_SHORTCUT),
  texts: zCannedTexts,
})

export const cannedContracts = {
  list: contract({
    method: 'GET',
    path: '/canned-replies',
    allow: { may: 'chat.read' },
    summary: 'Ready answers, by their shortcut',
    response: z.object({ items: z.array(zCannedReply) }),
  }),
  create: contract({
    method: 'POST',
    path: '/canned-replies',
    allow: { may: 'chat.write' },
    summary: 'A new ready answer; slots are {customer} {ticket} {device} {balance} {shop}',
    body,
    response: zCannedReply,
    makes: true,
  }),
  change: contract({
    method: 'PUT',
    path: '/canned-replies/:reply_id',
    allow: { may: 'chat.write' },
    summary: 'Change a ready answer',
    params,
    body,
    response: zCannedReply,
  }),
  remove: contract({
    method: 'DELETE',
    path: '/canned-replies/:reply_id',
    allow: { may: 'chat.write' },
    summary: 'Throw a ready answer away',
    params,
    response: z.object({}),
  }),
}
