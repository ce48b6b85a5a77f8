import { afterAll, beforeAll, expect, test } from 'vitest'
import { chance } from '../../src/adapters/whatsapp/standin/random.ts'
import type { StoredMessage } from '../../src/adapters/whatsapp/standin/world.types.ts'
import type { Client } from '../helpers/product.ts'
import { callbackOf, readBooks, untilQuiet } from './books.ts'
import { CHATS, type Chat, type ChatName, converse, type Ears, kindsOf, openEars } from './chats.ts'
import { textOf } from './journey.ts'
import { patient, watchUnknown } from './killing.ts'
import { answersLost, faultsOff, faultsOn, killAtRandom, type Plant, startPlant } from './plant.ts'

/** `npm run soak -- channel --seed N --kills K` runs this file with other seeds, and many more kills. */
const SEED = Number(process.env.SOAK_SEED ?? 1)
const KILLS = Number(process.env.SOAK_KILLS ?? 20)
const CONVERSATIONS = 200
const NAMES = Object.keys(CHATS) as ChatName[]

let plant: Plant
let ears: Ears
let staff: Client
/** What each conversation is when nothing goes wrong. */
const calm = new Map<ChatName, { heard: number[]; kinds: string }>()

beforeAll(async () => {
  plant = await startPlant()
  await plant.owner(
    `insert into app.price_rules (device_brand, device_model, problem, from_price, to_price) values ('Apple', 'iPhone 13', 'screen', 450, 650)`,
  )
  staff = patient(await plant.signIn('staff'))
  ears = await openEars(plant)
  for (const [n, name] of NAMES.entries()) {
    const chat = await converse(plant, ears, { name, phone: `+6011${String(70_000_000 + n)}` })
    calm.set(name, { heard: chat.heard, kinds: await kinds(chat) })
  }
  await untilQuiet(plant)
}, 120_000)
afterAll(async () => {
  ears?.close()
  await plant?.stop()
})

const kinds = async (chat: Chat) => kindsOf((await plant.standin.control.chat(chat.person_id)).messages)

/** A full run is many rounds of this size, each with a seed and customers of its own, over one shop that grows. */
const KILLS_A_ROUND = 40
const ROUNDS = Array.from({ length: Math.ceil(KILLS / KILLS_A_ROUND) }, (_, n) => ({
  round: n + 1,
  seed: SEED + n,
  kills: Math.min(KILLS_A_ROUND, KILLS - n * KILLS_A_ROUND),
}))

/** Where statuses are withheld: short in `npm test`, and as large as a round in a full run. */
const DEAF =
  KILLS > KILLS_A_ROUND ? { conversations: CONVERSATIONS, kills: KILLS_A_ROUND } : { conversations: 30, kills: 6 }

test.each(ROUNDS)(
  'round $round: 200 customers talk while web, workers and database are killed and Meta misbehaves: each gets every answer, and none twice',
  async ({ round, seed, kills }) => {
    const stopWatching = watchUnknown(plant, staff)
    await faultsOn(plant, seed)
    const talking = talk(round, seed)
    const struck = await killAtRandom(plant, { kills, seed, pause_ms: 1500 })
    const chats = await talking
    await faultsOff(plant)
    await untilQuiet(plant, 120_000)
    await stopWatching()
    await untilQuiet(plant, 120_000)
    expect(Object.values(struck).reduce((sum, n) => sum + n, 0)).toBe(kills)
    const books = await readBooks(plant)
    expect(await notAsUsual(chats)).toEqual([])
    expect(books).toMatchObject({ taken_in: books.written, sent: books.accepted, unanswered: [] })
    console.log(`soak channel: round ${round}, seed ${seed}, struck ${JSON.stringify(struck)}, every set equal`)
  },
  600_000,
)

test('without statuses nobody knows what became of a lost answer: it is shown to staff, never sent again by itself, and a press sends it once', async () => {
  await plant.standin.control.settings({ statuses: 'none' })
  await answersLost(plant, SEED)
  const stopWatching = watchUnknown(plant, null, { deaf: true })
  const talking = talk(0, SEED, { conversations: DEAF.conversations, patience_ms: 15_000 })
  await killAtRandom(plant, { kills: DEAF.kills, seed: SEED, pause_ms: 1500 })
  await talking
  await faultsOff(plant)
  await untilQuiet(plant, 120_000)
  await stopWatching()

  const unknown = await plant.owner<{ id: string; message_id: string; session_id: string }>(
    `select id, message_id, session_id from app.whatsapp_outbox o where status = 'unknown'
     and not exists (select from app.whatsapp_outbox a where a.idempotency_key = 'again:' || o.message_id)`,
  )
  expect(unknown.length).toBeGreaterThan(0)
  await inTheBooks(unknown.map(row => row.id))
  for (const { message_id, session_id } of unknown)
    expect(await shown(session_id, message_id)).toMatchObject({ status: 'unknown' })

  for (const { message_id } of [...unknown, ...unknown])
    await staff.send('POST', `/messages/${message_id}/resends`).catch(() => {})
  await untilQuiet(plant, 120_000)
  const again = await plant.owner(
    `select status from app.whatsapp_outbox where idempotency_key in (select 'again:' || unnest($1::uuid[])) and status = 'sent'`,
    [unknown.map(row => row.message_id)],
  )
  expect(again).toHaveLength(unknown.length)
  await inTheBooks(unknown.map(row => row.id))
  console.log(
    `soak channel: statuses withheld, seed ${SEED}, ${unknown.length} unknown, each shown, none sent by itself`,
  )
}, 600_000)

/** What Meta has is what we know to be sent, and of the rest at most one request each; everything written was dealt with. */
async function inTheBooks(unknown: readonly string[]): Promise<void> {
  const books = await readBooks(plant)
  const sent = new Set(books.sent)
  const accepted = books.accepted.filter(line => !sent.has(line)).map(line => line.split(' ')[0] as string)
  expect(books).toMatchObject({ taken_in: books.written, unanswered: [] })
  expect(books.sent.filter(line => !books.accepted.includes(line))).toEqual([])
  expect(accepted.filter(id => !unknown.includes(id))).toEqual([])
  const asked = (await plant.standin.control.sends(unknown)).map(callbackOf)
  expect(asked).toHaveLength(new Set(asked).size)
}

async function shown(session_id: string, message_id: string): Promise<unknown> {
  const { items } = await staff.get(`/conversations/${session_id}/messages?down_to=${message_id}`)
  return items.find((one: { id: string }) => one.id === message_id)
}

/**
 * Meta doubles its pause after each delivery that found nobody: with 40 kills on a busy machine the next may come minutes later. Whoever gives
 * up before that writes again, is rightly answered out of order, and his chat cannot be compared.
 */
const LONGER_THAN_META = 300_000

async function talk(
  round: number,
  seed: number,
  { conversations = CONVERSATIONS, patience_ms = LONGER_THAN_META } = {},
): Promise<Chat[]> {
  const random = chance(seed)
  return Promise.all(
    Array.from({ length: conversations }, async (_, n) => {
      const name = NAMES[n % NAMES.length] as ChatName
      await new Promise(resolve => setTimeout(resolve, random() * 10_000))
      const phone = `+6012${String(5_000_000 + round * 1000 + n)}`
      return converse(plant, ears, { name, phone, expected: calm.get(name)?.heard ?? [], patience_ms })
    }),
  )
}

/** Whoever has not got exactly what somebody gets to whom nothing happens, with his chat to read. */
async function notAsUsual(chats: readonly Chat[]): Promise<unknown[]> {
  const seen = await Promise.all(
    chats.map(async chat => ({ chat, messages: (await plant.standin.control.chat(chat.person_id)).messages })),
  )
  return seen
    .filter(({ chat, messages }) => kindsOf(messages) !== calm.get(chat.name)?.kinds)
    .map(({ chat, messages }) => [chat.name, chat.phone, calm.get(chat.name)?.kinds, messages.map(lineOf)])
}

const lineOf = (message: StoredMessage): string =>
  `${message.direction} ${message.type} ${message.status} ${textOf(message).replaceAll(/\s+/g, ' ').slice(0, 120)}`
