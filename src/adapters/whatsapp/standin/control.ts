import { z } from 'zod'
import type { Shape } from '../../../shared/fields.ts'
import { metaJson } from '../../../shared/whatsapp/escape.ts'
import { accountNews, changeAccount, changeNumberState, numberPatch } from './account.ts'
import { newBatch, postBatch, rebatched } from './batches.ts'
import { clockView, moveClock } from './clock.ts'
import {
  ladder,
  newFault,
  newPerson,
  personPatch,
  phone,
  redeliveries,
  settings,
  statusError,
} from './control.shapes.ts'
import {
  announceIdentity,
  announceNumberChange,
  announcePreference,
  announceProblem,
  announceUserId,
  customerSends,
  Mistake,
  writeToShop,
} from './inbound.ts'
import { storeMedia } from './media.ts'
import { addPerson, changeNumber, changeUserId, chatOf, peopleView, personView, windowClosesAt } from './people.ts'
import { post, verifyAddress } from './post.ts'
import { monthOf } from './prices.ts'
import { shuffle } from './random.ts'
import { giveStatus } from './statuses.ts'
import { createTemplate, judgeTemplate, templateNews } from './templates.ts'
import { attemptDue, deliver, displayNumber, settleAll } from './webhooks.ts'
import { changed, clear, newId, nowMs, runPending, tell, type World } from './world.ts'
import type { Fault, Json, Ladder, Person, Send, Settings } from './world.types.ts'

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
  'POST people/:/identity': (w, c, id) => {
    const person = personOf(w, id)
    const { user_id } = read(z.strictObject({ user_id: z.string().min(3).optional() }), c)
    if (user_id) announceUserId(w, person, changeUserId(w, person, user_id))
    else announceIdentity(w, person)
    return personView(w, person)
  },
  'POST problems': (w, c) => {
    const input = read(z.strictObject({ code: z.int(), person_id: z.string().optional() }), c)
    return { delivery_id: announceProblem(w, input.code, input.person_id ? personOf(w, input.person_id) : null).id }
  },
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
  'PATCH templates/:': (w, c, id) => judgeTemplate(w, id, read(templateNews, c)),
  'PATCH number': (w, c) => changeNumberState(w, read(numberPatch, c)),
  'POST account': (w, c) => changeAccount(w, read(accountNews, c)),
  'POST notices': (w, c) => {
    const { field, value } = read(
      z.strictObject({ field: z.string().min(1), value: z.record(z.string(), z.unknown()) }),
      c,
    )
    return { delivery_id: deliver(w, 'account', field, value).id }
  },
  'POST usage': (w, c) => {
    const { service_messages } = read(z.strictObject({ service_messages: z.int().min(0) }), c)
    w.service_messages.set(monthOf(w), service_messages)
    return { month: monthOf(w), service_messages }
  },
  'GET sends': (w, c) => {
    const after = Number(c.query.get('after') ?? 0)
    const callbacks = c.query.get('callbacks')?.split(',')
    const wanted = (s: Send) =>
      s.seq > after && (!callbacks || callbacks.includes(String((s.request as Json).biz_opaque_callback_data)))
    return { sends: w.sends.filter(wanted) }
  },
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
  'POST batches': (w, c) => postBatch(w, read(newBatch, c)),
  'POST raw': async (w, c) => {
    const input = read(
      z.strictObject({ body: z.unknown(), signature: z.enum(['good', 'bad', 'none', 'stale']).default('good') }),
      c,
    )
    const body = typeof input.body === 'string' ? input.body : metaJson(input.body)
    const { http_status, error } = await post(w, body, {
      sign_with: input.signature === 'good' ? 'current' : input.signature,
    })
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
