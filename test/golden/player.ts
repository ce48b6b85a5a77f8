import sharp from 'sharp'
import type { StoredMessage } from '../../src/adapters/whatsapp/standin/world.types.ts'
import { until } from '../helpers/product.ts'
import type { Expectation, Script, Step } from './script.ts'
import { CHECKS, STAGES, type Stage, silence } from './stage.ts'

interface Choice {
  readonly id: string
  readonly title: string
}
interface Node {
  readonly body?: string | { readonly text?: string }
  readonly caption?: string
  readonly latitude?: number
  readonly longitude?: number
  readonly name?: string
  readonly address?: string
  readonly action?: {
    readonly buttons?: readonly { readonly reply: Choice }[]
    readonly sections?: readonly { readonly rows: readonly Choice[] }[]
    readonly parameters?: { readonly display_text?: string; readonly url?: string }
  }
}

const nodeOf = (message: StoredMessage): Node => message.node as Node
const choicesOf = (message: StoredMessage): Choice[] => {
  const { action } = nodeOf(message)
  return [
    ...(action?.buttons?.map(({ reply }) => reply) ?? []),
    ...(action?.sections?.flatMap(({ rows }) => rows) ?? []),
  ]
}
/** What is read in a bubble: its words, the address behind its button, a pin on the map. */
function wordsOf(message: StoredMessage): string {
  const { body, caption, action, latitude, longitude, name, address } = nodeOf(message)
  const pin = latitude === undefined ? '' : `(location) ${latitude}, ${longitude} ${name} ${address}`
  const text = typeof body === 'string' ? body : (body?.text ?? '')
  return [message.template?.body, text, caption, action?.parameters?.url, pin].filter(Boolean).join('\n')
}
const titlesOf = (message: StoredMessage): string[] => [
  ...choicesOf(message).map(({ title }) => title),
  ...(message.template?.buttons.map(({ text }) => text) ?? []),
  nodeOf(message).action?.parameters?.display_text ?? '',
]

const squeeze = (text: string): string => text.replaceAll('*', '').replace(/\s+/g, ' ').toLowerCase()

function failing(message: StoredMessage, expected: Expectation): string | null {
  const words = wordsOf(message)
  switch (expected.kind) {
    case 'says':
      return squeeze(words).includes(squeeze(expected.words)) ? null : `does not say "${expected.words}"`
    case 'not':
      return squeeze(words).includes(squeeze(expected.words)) ? `says "${expected.words}"` : null
    case 'matches':
      return expected.pattern.test(words) ? null : `does not match ${expected.pattern}`
    case 'taps':
      return titlesOf(message).includes(expected.title) ? null : `has nothing to tap called "${expected.title}"`
  }
}

export async function play(stage: Stage, path: string, script: Script): Promise<void> {
  const { control } = stage.product.standin
  const person = await control.person({ name: stage.name, phone: stage.phone })
  const chat = async (): Promise<StoredMessage[]> => (await control.chat(person.id)).messages
  const fromShop = async () => (await chat()).filter(({ direction }) => direction === 'out')

  async function write(said: string): Promise<unknown> {
    const title = /^\[(.+)\]$/.exec(said)?.[1]
    if (title) return tap(title)
    const what = /^\((\w+)\)$/.exec(said)?.[1]
    return what ? send(what) : control.say(person.id, said)
  }
  async function tap(title: string): Promise<unknown> {
    const message = (await fromShop()).reverse().find(each => titlesOf(each).includes(title))
    if (!message) throw new Error(`nothing to tap is called "${title}"`)
    const id = choicesOf(message).find(choice => choice.title === title)?.id ?? ''
    const index = message.template?.buttons.find(({ text }) => text === title)?.index
    if (index !== undefined)
      return control.write(person.id, { type: 'template_button', reply_to: message.wamid, index })
    const type = nodeOf(message).action?.sections ? 'list_reply' : 'button_reply'
    return control.write(person.id, { type, reply_to: message.wamid, id })
  }
  async function send(what: string): Promise<unknown> {
    const media = async (bytes: Buffer, type: string, name: string) => (await control.media(bytes, type, name)).media_id
    switch (what) {
      case 'photo':
        return control.write(person.id, {
          type: 'image',
          media_id: await media(await picture(), 'image/jpeg', 'a.jpg'),
        })
      case 'document':
        return control.write(person.id, {
          type: 'document',
          filename: 'slip.pdf',
          media_id: await media(Buffer.from('%PDF-1.4\n%%EOF\n'), 'application/pdf', 'slip.pdf'),
        })
      case 'voice':
        return control.write(person.id, {
          type: 'audio',
          voice: true,
          media_id: await media(Buffer.from('OggS\0\x02'), 'audio/ogg', 'a.ogg'),
        })
      case 'sticker':
        return control.write(person.id, {
          type: 'sticker',
          media_id: await media(await sticker(), 'image/webp', 'a.webp'),
        })
      case 'location':
        return control.write(person.id, { type: 'location', latitude: 3.15, longitude: 101.7, name: 'Rumah saya' })
      case 'contact':
        return control.write(person.id, {
          type: 'contacts',
          contacts: [{ name: { formatted_name: 'Ali' }, phones: [] }],
        })
      case 'unsupported':
        return control.write(person.id, { type: 'unsupported' })
      default:
        throw new Error(`nobody can send "(${what})"`)
    }
  }
  /** Until what is to be done now is done: a job's job's job, too. Others play beside him, so the queue is never seen empty. */
  async function drained(): Promise<void> {
    for (let generation = 0; generation < 3; generation++) {
      const due = new Set(await stage.product.jobIdsDue())
      await until('the jobs to be done', async () => !(await stage.product.jobIdsDue()).some(id => due.has(id)))
    }
  }
  /** Until all that he wrote is dealt with, and nothing of ours waits to go out. */
  async function settled(): Promise<void> {
    await answered()
    await drained()
    await answered()
  }
  const answered = (): Promise<unknown> =>
    until('the shop to have answered', async () => {
      const [row] = await stage.product.owner<{ taken: number; open: number }>(
        `select count(*) filter (where m.direction = 'inbound')::int as taken,
           (count(*) filter (where m.direction = 'inbound' and m.handled_at is null)
             + count(*) filter (where o.status in ('queued', 'sending')))::int as open
         from app.whatsapp_messages m join app.customers c on c.id = m.customer_id left join app.whatsapp_outbox o on o.message_id = m.id
         where c.phone = $1`,
        [stage.phone],
      )
      const written = (await chat()).filter(({ direction }) => direction === 'in').length
      return row !== undefined && row.taken >= written && row.open === 0
    })

  async function burst({ said, bubbles, at }: Extract<Step, { kind: 'burst' }>): Promise<void> {
    const before = (await fromShop()).length
    for (const words of said) await write(words)
    const here = `${path}:${at}: > ${said.join(' / ')}`
    const told = (messages: readonly StoredMessage[]) =>
      messages.map(message => `  | ${wordsOf(message)}  [${titlesOf(message).filter(Boolean).join('] [')}]`).join('\n')
    const answer = await until(
      'as many bubbles',
      async () => {
        const heard = (await fromShop()).slice(before)
        return heard.length >= Math.max(1, bubbles.length) && heard
      },
      bubbles.length ? 8000 : 1,
    ).catch(async () => (await fromShop()).slice(before))
    await settled().catch(error => {
      throw new Error(`${here}\n${(error as Error).message}`)
    })
    const heard = (await fromShop()).slice(before)
    if (heard.length !== bubbles.length)
      throw new Error(
        `${here}\nexpected ${bubbles.length} bubbles, heard ${heard.length}:\n${told(heard.length ? heard : answer)}`,
      )
    for (const [index, expectations] of bubbles.entries()) {
      const message = heard[index] as StoredMessage
      const wrong = expectations.map(each => failing(message, each)).filter(each => each !== null)
      if (wrong.length) throw new Error(`${here}\nthe answer ${wrong.join(', and ')}:\n${told(heard)}`)
    }
  }

  if (script.given.length) {
    // He is known by then, and has greeted in his language: what the shop tells him on the way reaches him.
    await control.say(person.id, GREETINGS[path.split('/')[2] ?? ''] ?? 'hai')
    await settled()
  }
  for (const line of script.given) {
    const [name = '', ...what] = line.split(' ')
    const set = STAGES[name]
    if (!set) throw new Error(`${path}: nothing is set up by "${line}"`)
    await set(stage, what.join(' '))
    await settled()
  }
  for (const step of script.steps) {
    if (step.kind === 'burst') await burst(step)
    else if (step.kind === 'silence') await silence(stage, step.days)
    else await check(step)
  }
  async function check({ what, at }: Extract<Step, { kind: 'check' }>): Promise<void> {
    const [name = '', ...rest] = what.split(' ')
    const ask = CHECKS[name]
    if (!ask) throw new Error(`${path}:${at}: nobody can check "${what}"`)
    await ask(stage, rest.join(' ')).catch(error => {
      throw new Error(`${path}:${at}: = ${what}\n${(error as Error).message}`)
    })
  }
}

const GREETINGS: Readonly<Record<string, string>> = {
  ms: 'salam, saya nak tanya',
  id: 'halo kak, mau tanya dong',
  en: 'hello there',
}

const picture = () =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
const sticker = () =>
  sharp({ create: { width: 512, height: 512, channels: 4, background: '#f80' } })
    .webp()
    .toBuffer()
