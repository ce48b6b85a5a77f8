import { afterAll, beforeAll, expect, test } from 'vitest'
import { chance } from '../../src/adapters/whatsapp/standin/random.ts'
import type { Client } from '../helpers/product.ts'
import { readBooks, untilQuiet } from './books.ts'
import { CHATS, type Chat, type ChatName, converse, type Ears, kindsOf, openEars } from './chats.ts'
import { patient, watchUnknown } from './killing.ts'
import { faultsOff, faultsOn, killAtRandom, type Plant, startPlant } from './plant.ts'

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

test('200 customers talk while web, workers and database are killed and Meta misbehaves: each gets every answer, and none twice', async () => {
  const random = chance(SEED)
  const stopWatching = watchUnknown(plant, staff)
  await faultsOn(plant, SEED)
  const talking = Promise.all(
    Array.from({ length: CONVERSATIONS }, async (_, n) => {
      const name = NAMES[n % NAMES.length] as ChatName
      await new Promise(resolve => setTimeout(resolve, random() * 10_000))
      return converse(plant, ears, {
        name,
        phone: `+6012${String(5_000_000 + n)}`,
        expected: calm.get(name)?.heard ?? [],
      })
    }),
  )
  const struck = await killAtRandom(plant, { kills: KILLS, seed: SEED, pause_ms: 1500 })
  const chats = await talking
  await faultsOff(plant)
  await untilQuiet(plant, 120_000)
  await stopWatching()
  await untilQuiet(plant, 120_000)
  const off: unknown[] = []
  for (const chat of chats) {
    const now = await kinds(chat)
    const undisturbed = calm.get(chat.name)?.kinds
    if (now !== undisturbed) off.push([chat.name, chat.phone, now, undisturbed])
  }
  expect(Object.values(struck).reduce((sum, n) => sum + n, 0)).toBe(KILLS)
  const books = await readBooks(plant)
  expect(off).toEqual([])
  expect(books).toMatchObject({ taken_in: books.written, sent: books.accepted, unanswered: [] })
}, 400_000)
