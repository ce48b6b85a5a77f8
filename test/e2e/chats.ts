import { setTimeout as sleep } from 'node:timers/promises'
import type { StoredMessage } from '../../src/adapters/whatsapp/standin/world.types.ts'
import type { Product } from '../helpers/product.ts'
import { newCustomer } from './journey.ts'

/** What customers write, one thing after the other, each once the last was answered. */
export const CHATS = {
  prices: ['hi', 'skrin iphone 13 saya pecah, berapa?', 'kedai buka pukul berapa?', 'tak jadi la, terima kasih'],
  harga: ['halo kak', 'layar iphone 13 saya pecah, berapa ya?', 'tokonya buka jam berapa?'],
  status: ['is my phone ready yet?', 'how much to replace an iphone 13 screen?', 'where is your shop?'],
  photo: ['skrin iphone 13 saya pecah', 'PHOTO', 'berapa lama siap?'],
  person: ['hello', 'can i talk to a person please'],
} as const
export type ChatName = keyof typeof CHATS

export interface Ears {
  /** Words of the shop that have reached this person. */
  count(person_id: string): number
  close(): void
}

/** Hears every chat at once, as the phones do. */
export async function openEars(product: Pick<Product, 'standin'>): Promise<Ears> {
  const { standin } = product
  const heard = new Map<string, Set<string>>()
  const of = (person_id: string) => {
    const known = heard.get(person_id) ?? new Set()
    heard.set(person_id, known)
    return known
  }
  const closing = new AbortController()
  const answer = await fetch(`${standin.url}/control/events`, {
    headers: { 'x-control-token': standin.control_token },
    signal: closing.signal,
  })
  const take = (event: string, data: { wamid: string; person_id: string; direction?: string; status?: string }) => {
    if (event === 'message' && data.direction === 'out') of(data.person_id).add(data.wamid)
    if (event === 'status' && data.status === 'failed') of(data.person_id).delete(data.wamid)
  }
  const reading = (async () => {
    let text = ''
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const events = (text + chunk).split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const [, name, data] = /^event: (\w+)\ndata: (.*)$/s.exec(event) ?? []
        if (name && data) take(name, JSON.parse(data))
      }
    }
  })()
  reading.catch(() => {})
  return {
    count: person_id => of(person_id).size,
    close: () => closing.abort(),
  }
}

export interface Chat {
  readonly name: ChatName
  readonly person_id: string
  readonly phone: string
  /** After each of the customer's messages, how much he has heard in all. */
  readonly heard: number[]
}

/**
 * One customer's conversation. `expected`: how much he must have heard after each message before he goes on; when it does
 * not come for `patience_ms` he goes on all the same. Without it he waits until nothing more comes.
 */
export async function converse(
  product: Pick<Product, 'standin'>,
  ears: Ears,
  plan: {
    name: ChatName
    phone: string
    expected?: readonly number[]
    patience_ms?: number
    pause?: () => number
  },
): Promise<Chat> {
  const customer = await newCustomer(product, `Pelanggan ${plan.phone.slice(-6)}`, plan.phone)
  const heard: number[] = []
  const count = () => ears.count(customer.id)
  for (const [step, words] of CHATS[plan.name].entries()) {
    const before = count()
    await (words === 'PHOTO' ? customer.photo() : customer.say(words))
    const wanted = plan.expected?.[step]
    if (wanted === undefined) await untilStill(count, before)
    else await untilAtLeast(count, wanted, plan.patience_ms ?? 60_000)
    heard.push(count())
    if (plan.pause) await sleep(plan.pause())
  }
  return { name: plan.name, person_id: customer.id, phone: plan.phone, heard }
}

async function untilAtLeast(count: () => number, wanted: number, ms: number): Promise<void> {
  for (const begun = Date.now(); count() < wanted && Date.now() - begun < ms; ) await sleep(50)
}

/** Something has come, and nothing more for a second. */
async function untilStill(count: () => number, before: number): Promise<void> {
  await untilAtLeast(count, before + 1, 20_000)
  for (let last = count(), since = Date.now(); Date.now() - since < 1000; await sleep(50)) {
    if (count() === last) continue
    last = count()
    since = Date.now()
  }
}

/** What kinds of things this person has in his chat from the shop, in no order. */
export const kindsOf = (chat: readonly StoredMessage[]): string =>
  chat
    .filter(message => message.direction === 'out' && message.status !== 'failed')
    .map(message => message.type)
    .sort()
    .join(' ')
