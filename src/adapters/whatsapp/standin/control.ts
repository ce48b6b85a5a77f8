import { z } from 'zod'
import type { Shape } from '../../../shared/fields.ts'
import { metaJson } from '../../../shared/whatsapp/escape.ts'
import { accountNews, changeAccount, changeNumberState, numberPatch } from './account.ts'
import { announceNumberChange, announcePreference, customerSends, Mistake, writeToShop } from './inbound.ts'
import { storeMedia } from './media.ts'
import { addPerson, changeNumber, chatOf, peopleView, personView, windowClosesAt } from './people.ts'
import { giveStatus } from './statuses.ts'
import { createTemplate, judgeTemplate } from './templates.ts'
import { attemptDue, deliver, displayNumber, post, rebatched, settleAll, shuffle, verifyAddress } from './webhooks.ts'
import { changed, clear, newId, nowIso, nowMs, runPending, tell, type World } from './world.ts'
import type { Fault, Json, Ladder, Person, Settings } from './world.types.ts'

/** What the control API answers 404 with. */
export class Missing extends Error {}

export interface ControlCall {
  readonly method: string
  /** After `/control/`. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly content_type: string
  readonly body: Uint8Array
}

const settings = z.strictObject({
  delivery: z.enum(['auto', 'held']).optional(),
  statuses: z.enum(['none', 'sent', 'delivered', 'read']).optional(),
  status_delay_ms: z.number().int().min(0).optional(),
  window_refusal: z.enum(['status', 'http']).optional(),
  template_approval: z.enum(['at_once', 'held']).optional(),
  payload: z.enum(['v24', 'v23']).optional(),
  rate_limits: z.boolean().optional(),
  url_in_media: z.boolean().optional(),
  sign_with: z.enum(['current', 'bad', 'none', 'stale']).optional(),
  webhook_url: z.url().nullable().optional(),
})
const phone = z.string().regex(/^\+\d{7,15}$/, 'E.164, e.g. +60123456789')
const newPerson = z.strictObject({
  name: z.string().min(1),
  phone: phone.optional(),
  username: z.string().optional(),
  hide_phone: z.boolean().optional(),
  user_id: z.string().optional(),
  parent_user_id: z.string().optional(),
})
const personPatch = z.strictObject({
  name: z.string().optional(),
  username: z.string().nullable().optional(),
  hide_phone: z.boolean().optional(),
  blocked_by_us: z.boolean().optional(),
  has_whatsapp: z.boolean().optional(),
  stopped_marketing: z.boolean().optional(),
  answers_as: z.string().nullable().optional(),
})
const ladder = z.enum(['sent', 'delivered', 'read', 'played', 'failed'])
const newFault = z.strictObject({
  endpoint: z.enum(['messages', 'number', 'media', 'media_url', 'media_bytes', 'templates', 'webhook']),
  times: z.int().positive().optional(),
  every: z.int().positive().optional(),
  to: z.string().optional(),
  after_commit: z.boolean().optional(),
  effect: z.union([
    z.enum(['timeout', 'drop', 'slow', 'status_first', 'duplicate', 'lost_answer']),
    z.strictObject({
      code: z.int(),
      http_status: z.int().optional(),
      details: z.string().optional(),
      subcode: z.int().optional(),
    }),
    z.strictObject({ async: z.int(), details: z.string().optional() }),
    z.strictObject({ statuses: z.array(ladder) }),
  ]),
  delay_ms: z.int().min(0).optional(),
  retry_after_seconds: z.int().positive().optional(),
})
const redeliveries = z.strictObject({
  delivery_ids: z.array(z.string()).optional(),
  times: z.int().min(1).max(1000).default(1),
  shuffled: z.boolean().default(false),
  parallel: z.boolean().default(false),
  seed: z.int().default(1),
  rebatch: z.int().min(1).max(1000).optional(),
})
const statusError = z.strictObject({ code: z.int(), title: z.string(), details: z.string().optional() })

type Handler = (world: World, call: ControlCall, id: string) => unknown

/** One line per call of the control API; `:` stands for one part of the path. */
const ROUTES: Readonly<Record<string, Handler>> = {
  'GET state': w => ({
    ...clockView(w),
    settings: w.settings,
    number: numberView(w),
    webhook_url: w.settings.webhook_url,
  }),
  'PATCH settings': (w, c) => patchSettings(w, read(settings, c)),
  'POST clock': (w, c) =>
    moveClock(
      w,
      read(z.strictObject({ advance_seconds: z.number().optional(), reset: z.literal(true).optional() }), c),
    ),
  'POST reset': (w, c) => {
    clear(w, read(z.strictObject({ keep_templates: z.boolean().default(false) }), c).keep_templates)
    return {}
  },
  'GET people': w => ({ people: peopleView(w) }),
  'POST people': (w, c) => personView(w, addPerson(w, read(newPerson, c))),
  'PATCH people/:': (w, c, id) => patchPerson(w, personOf(w, id), read(personPatch, c)),
  'POST people/:/number': (w, c, id) => renumber(w, personOf(w, id), read(z.strictObject({ phone }), c).phone),
  'GET people/:/chat': (w, _, id) => chatView(w, personOf(w, id)),
  'POST people/:/messages': (w, c, id) => {
    const { wamid, delivery } = writeToShop(w, personOf(w, id), read(customerSends, c))
    return { wamid, delivery_id: delivery.id }
  },
  'POST people/:/read': (w, c, id) =>
    openChat(w, personOf(w, id), read(z.strictObject({ wamid: z.string().optional() }), c).wamid),
  'POST people/:/window': (w, c, id) =>
    ageWindow(w, personOf(w, id), read(z.strictObject({ age_seconds: z.number().min(0) }), c).age_seconds),
  'POST media': (w, c) => {
    const media = storeMedia(
      w,
      'person',
      c.body,
      c.content_type || 'application/octet-stream',
      c.query.get('filename') ?? undefined,
    )
    return { media_id: media.id, mime_type: media.mime_type, size: media.size }
  },
  'POST messages/:/statuses': (w, c, wamid) => {
    const message = w.messages.get(wamid)
    if (!message) throw new Missing('no such message')
    const input = read(z.strictObject({ status: ladder, errors: z.array(statusError).optional() }), c)
    return { delivery_id: giveStatus(w, message, input.status as Ladder, input.errors)?.id ?? null }
  },
  'GET templates': w => ({ templates: [...w.templates.values()] }),
  'POST templates': (w, c) => {
    const body = read(z.record(z.string(), z.unknown()), c)
    return createTemplate(w, body, typeof body.status === 'string' ? body.status : undefined)
  },
  'PATCH templates/:': (w, c, id) => {
    const input = read(z.strictObject({ status: z.string().min(1), reason: z.string().optional() }), c)
    return judgeTemplate(w, id, input.status, input.reason)
  },
  'PATCH number': (w, c) => changeNumberState(w, read(numberPatch, c)),
  'POST account': (w, c) => changeAccount(w, read(accountNews, c)),
  'POST notices': (w, c) => {
    const { field, value } = read(
      z.strictObject({ field: z.string().min(1), value: z.record(z.string(), z.unknown()) }),
      c,
    )
    return { delivery_id: deliver(w, 'account', field, value).id }
  },
  'GET sends': (w, c) => ({ sends: w.sends.filter(s => s.seq > Number(c.query.get('after') ?? 0)) }),
  'GET deliveries': (w, c) => ({
    deliveries: [...w.deliveries.values()]
      .filter(d => d.seq > Number(c.query.get('after') ?? 0))
      .map(({ due_ms: _, in_flight: __, ...d }) => d),
  }),
  'POST deliveries/flush': async w => {
    runPending(w)
    let pending = await settleAll(w)
    while (w.pending.size > 0 && pending === 0) {
      runPending(w)
      pending = await settleAll(w)
    }
    return { pending }
  },
  'POST redeliveries': (w, c) => redeliver(w, read(redeliveries, c)),
  'POST raw': async (w, c) => {
    const input = read(
      z.strictObject({ body: z.unknown(), signature: z.enum(['good', 'bad', 'none', 'stale']).default('good') }),
      c,
    )
    const body = typeof input.body === 'string' ? input.body : metaJson(input.body)
    const { http_status, error } = await post(w, body, input.signature === 'good' ? 'current' : input.signature)
    return { status: http_status, ...(error ? { error } : {}) }
  },
  'POST verification': w => verifyAddress(w),
  'GET faults': w => ({ faults: w.faults }),
  'POST faults': (w, c) => {
    const fault: Fault = { id: newId('f'), seen: 0, ...read(newFault, c) }
    w.faults.push(fault)
    return fault
  },
  'DELETE faults/:': (w, _, id) => {
    const at = w.faults.findIndex(f => f.id === id)
    if (at < 0) throw new Missing('no such fault')
    w.faults.splice(at, 1)
    return {}
  },
}

/** One call. Throws `Mistake` (400) and `Missing` (404). */
export async function control(world: World, call: ControlCall): Promise<unknown> {
  const [noun = '', id = '', rest] = call.path
  const exact = ROUTES[`${call.method} ${call.path.join('/')}`]
  const handler = exact ?? ROUTES[`${call.method} ${noun}/:${rest ? `/${rest}` : ''}`]
  if (!handler) throw new Missing(`${call.method} /control/${call.path.join('/')} is not a call`)
  const answer = await handler(world, call, id)
  changed(world)
  return answer
}

function read<T>(shape: Shape<T>, call: ControlCall): T {
  let value: unknown
  try {
    value = call.body.byteLength === 0 ? {} : JSON.parse(Buffer.from(call.body).toString('utf8'))
  } catch {
    throw new Mistake('the body is not JSON')
  }
  const parsed = z.safeParse(shape, value)
  if (!parsed.success) throw new Mistake(z.prettifyError(parsed.error))
  return parsed.data
}

function personOf(world: World, id: string): Person {
  const person = world.people.get(id)
  if (!person) throw new Missing('no such person')
  return person
}

const clockView = (world: World) => ({ now: nowIso(world), clock_offset_seconds: world.clock_offset_ms / 1000 })

const numberView = (world: World) => ({
  phone_number_id: world.options.phone_number_id,
  waba_id: world.options.business_account_id,
  display_phone_number: displayNumber(world),
  verified_name: world.options.verified_name ?? 'Baiki',
})

function patchSettings(world: World, patch: { [K in keyof Settings]?: Settings[K] | undefined }): Settings {
  Object.assign(world.settings, patch)
  attemptDue(world)
  return world.settings
}

function moveClock(
  world: World,
  input: { advance_seconds?: number | undefined; reset?: true | undefined },
): ReturnType<typeof clockView> {
  world.clock_offset_ms = input.reset ? 0 : world.clock_offset_ms + (input.advance_seconds ?? 0) * 1000
  tell(world, 'clock', clockView(world))
  attemptDue(world)
  return clockView(world)
}

function patchPerson(world: World, person: Person, patch: Json): unknown {
  const stopped = person.stopped_marketing
  Object.assign(person, patch)
  if (person.stopped_marketing !== stopped) announcePreference(world, person)
  tell(world, 'person', personView(world, person))
  return personView(world, person)
}

function renumber(world: World, person: Person, number: string): unknown {
  const old = changeNumber(world, person, number)
  announceNumberChange(world, person, old)
  return personView(world, person)
}

const chatView = (world: World, person: Person) => ({
  person: personView(world, person),
  messages: chatOf(world, person),
  window_closes_at: windowClosesAt(person),
})

function openChat(world: World, person: Person, wamid: string | undefined): { read: number } {
  const unread = chatOf(world, person).filter(
    m => m.direction === 'out' && ['accepted', 'sent', 'delivered'].includes(m.status) && (!wamid || m.wamid === wamid),
  )
  for (const message of unread) giveStatus(world, message, 'read')
  if (unread.length > 0) tell(world, 'person', personView(world, person))
  return { read: unread.length }
}

function ageWindow(world: World, person: Person, age_seconds: number): { window_closes_at: string | null } {
  person.last_inbound_at = new Date(nowMs(world) - age_seconds * 1000).toISOString()
  tell(world, 'person', personView(world, person))
  return { window_closes_at: windowClosesAt(person) }
}

async function redeliver(world: World, input: z.infer<typeof redeliveries>): Promise<{ sent: number; ok: number }> {
  const chosen = input.delivery_ids
    ? input.delivery_ids.flatMap(id => world.deliveries.get(id) ?? [])
    : [...world.deliveries.values()].filter(d => d.kind !== 'raw')
  let bodies = Array.from({ length: input.times }, () => chosen.map(d => d.body)).flat()
  if (input.shuffled) shuffle(bodies, input.seed)
  if (input.rebatch) bodies = rebatched(world, bodies, input.rebatch)
  const answers = input.parallel
    ? await Promise.all(bodies.map(body => post(world, body)))
    : await inTurn(world, bodies)
  return { sent: answers.length, ok: answers.filter(a => a.http_status === 200).length }
}

async function inTurn(world: World, bodies: readonly string[]): Promise<Awaited<ReturnType<typeof post>>[]> {
  const answers = []
  for (const body of bodies) answers.push(await post(world, body))
  return answers
}
