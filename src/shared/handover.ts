import { z } from 'zod'
import { zMoment } from './fields.ts'
import { handoverTexts } from './messages/handover.ts'
import { ticketStatusMessages } from './messages/statuses.ts'
import { type Lang, translate } from './messages.ts'
import { showDateTime } from './time.ts'

/** `whatsapp_sessions.handover`: all that a person needs in order to go on without scrolling. */
export const zHandover = z.object({
  /** Since when he waits. */
  since: zMoment,
  kind: z.enum(['person_wanted', 'complaint']),
  /** In his own words, the latest last. */
  wishes: z.array(z.string()),
  device: z.string().nullable(),
  fault: z.string().nullable(),
  tickets: z.array(z.object({ number: z.string(), device: z.string(), status: z.string() })),
  quotation: z.object({ number: z.string(), total: z.string() }).nullable(),
  /** What is still to pay, as money is shown. */
  owes: z.string().nullable(),
  angry: z.boolean(),
  /** What the bot said last, which he may not have answered. */
  last_said: z.string().nullable(),
})
export type Handover = z.output<typeof zHandover>

/** The wishes that are kept: the first says what he came for, the others what came of it. */
const WISHES = 4

/** Somebody who waits already goes on waiting: since then, with what he has written since. */
export function stillWaiting(before: Handover | null, now: Handover): Handover {
  if (!before) return now
  const wishes = [...before.wishes, ...now.wishes].filter((wish, at, all) => all.indexOf(wish) === at)
  return {
    ...now,
    since: before.since,
    kind: before.kind === 'complaint' ? 'complaint' : now.kind,
    wishes: wishes.length > WISHES ? [wishes[0] as string, ...wishes.slice(1 - WISHES)] : wishes,
    device: now.device ?? before.device,
    fault: now.fault ?? before.fault,
    angry: before.angry || now.angry,
  }
}

const isStatus = (status: string): status is keyof typeof ticketStatusMessages =>
  Object.hasOwn(ticketStatusMessages, status)
const statusWords = (status: string, lang: Lang): string =>
  isStatus(status) ? translate(ticketStatusMessages, lang, status) : status

/** One line each, only what there is to say. */
export function handoverWords(h: Handover, lang: Lang, zone: string, now: string): string {
  const say = (key: keyof typeof handoverTexts, vars = {}) => translate(handoverTexts, lang, key, vars)
  const device = [h.device, h.fault].filter(Boolean).join(': ')
  return [
    say(h.kind, { wishes: h.wishes.map(wish => `"${wish}"`).join(' · ') }),
    device && say('device', { device }),
    ...h.tickets.map(t => say('ticket', { number: t.number, device: t.device, status: statusWords(t.status, lang) })),
    h.quotation && say('quotation', h.quotation),
    h.owes && say('owes', { balance: h.owes }),
    h.angry && say('angry'),
    h.last_said && say('last_said', { text: h.last_said }),
    say('since', { at: showDateTime(h.since, lang, zone, now) }),
  ]
    .filter(Boolean)
    .join('\n')
}
