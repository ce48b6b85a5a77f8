import { money } from './prices.ts'
import { titleOf } from './refusal.ts'
import { deliver, numberValue } from './webhooks.ts'
import { later, nowIso, seconds, tell, type World } from './world.ts'
import type { Delivery, Json, Ladder, Person, StatusError, StoredMessage } from './world.types.ts'

const RANK: Readonly<Record<Ladder, number>> = {
  accepted: 0,
  received: 0,
  sent: 1,
  delivered: 2,
  read: 3,
  played: 4,
  failed: 5,
}

/** Moves a message to a status and sends the webhook, in whatever order it is asked for. */
export function giveStatus(
  world: World,
  message: StoredMessage,
  status: Ladder,
  errors?: StatusError[],
): Delivery | null {
  const person = world.people.get(message.person_id)
  if (!person) return null
  const at = nowIso(world)
  message.statuses.push({ status, at, ...(errors ? { errors } : {}) })
  if (RANK[status] > RANK[message.status]) message.status = status
  if (errors) message.errors = errors
  tell(world, 'status', { wamid: message.wamid, person_id: person.id, status, at, ...(errors ? { errors } : {}) })
  return deliver(
    world,
    'status',
    'messages',
    numberValue(world, statusValue(world, message, person, status, at, errors)),
    person.id,
  )
}

function statusValue(
  world: World,
  message: StoredMessage,
  person: Person,
  status: Ladder,
  at: string,
  errors?: StatusError[],
): Json {
  const by_phone = message.addressed_by !== 'user_id'
  const shows_phone = by_phone || !person.hide_phone
  const failed = status === 'failed'
  const entry: Json = {
    id: message.wamid,
    status,
    timestamp: seconds(at),
    ...(shows_phone && person.wa_id ? { recipient_id: person.wa_id } : {}),
    ...((failed && by_phone) || person.hide_user_id ? {} : { recipient_user_id: person.user_id }),
    ...(person.parent_user_id ? { recipient_parent_user_id: person.parent_user_id } : {}),
    ...(message.callback_data === undefined ? {} : { biz_opaque_callback_data: message.callback_data }),
    ...(errors ? { errors: errors.map(wireError) } : {}),
    ...(failed ? {} : money(world, message, person, status)),
  }
  const contact = !failed && (status === 'delivered' || status === 'read') && person.username
  return {
    ...(contact
      ? {
          contacts: [
            {
              profile: { name: person.name, username: person.username },
              user_id: person.user_id,
              ...(shows_phone && person.wa_id ? { wa_id: person.wa_id } : {}),
            },
          ],
        }
      : {}),
    statuses: [entry],
  }
}

const wireError = (error: StatusError): Json => ({
  code: error.code,
  title: error.title,
  message: error.title,
  error_data: { details: error.details ?? error.title },
  href: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes',
})

/** The climb after a message was accepted. */
export function climb(world: World, message: StoredMessage, ladder: readonly Ladder[]): void {
  ladder.forEach((status, step) => {
    later(world, world.settings.status_delay_ms * (step + 1), () => {
      if (world.messages.has(message.wamid)) giveStatus(world, message, status)
    })
  })
}

export function failLater(world: World, message: StoredMessage, code: number, details?: string): void {
  later(world, world.settings.status_delay_ms, () =>
    giveStatus(world, message, 'failed', [{ code, title: titleOf(code), details }]),
  )
}

export function defaultLadder(world: World): Ladder[] {
  const all: Ladder[] = ['sent', 'delivered', 'read']
  return world.settings.statuses === 'none' ? [] : all.slice(0, all.indexOf(world.settings.statuses) + 1)
}
