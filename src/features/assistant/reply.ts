import type { ChatKey } from '../../shared/messages/chat.ts'
import { clip, LIMITS } from '../../shared/whatsapp/limits.ts'
import type { OutboundMessage } from '../../shared/whatsapp/outbound.ts'
import type { Reply, Say, Scene } from './turn.ts'

type Speaker = Pick<Scene, 'words' | 'state'>
/** In the shop's own words, in the language of this moment of the conversation. */
export const textOf = ({ words, state }: Speaker, key: ChatKey, vars?: Say['vars']): string =>
  words(state.lang, `chat.${key}`, vars)
const labelOf = (speaker: Speaker, label: ChatKey | { readonly text: string }): string =>
  typeof label === 'string' ? textOf(speaker, label) : label.text

export const say = (key: ChatKey, vars?: Say['vars']): Reply => ({ say: [vars ? { key, vars } : { key }] })
/** A question that stays open until it is answered. */
export const asking = (reply: Reply): Reply => ({ ...reply, say: reply.say.map(line => ({ ...line, asks: true })) })

/** An answer and the question that goes on after it, in one bubble. The later one's buttons win. */
export function together(...replies: readonly (Reply | null)[]): Reply {
  const spoken = replies.filter(reply => reply !== null)
  const last = [...spoken].reverse().find(reply => reply.buttons ?? reply.list ?? reply.link ?? reply.by_job)
  const ticket_id = spoken.find(reply => reply.ticket_id)?.ticket_id
  return {
    ...last,
    ...(ticket_id ? { ticket_id } : {}),
    ...shownBeside(spoken),
    say: spoken.flatMap(reply => reply.say),
  }
}

/**
 * The answers to several wishes as one bubble: what is told in the order of the wishes, then the last open question with its
 * buttons. A link that finds no place under it is written out.
 */
export function inOneBubble(replies: readonly (Reply | null)[]): Reply | null {
  const spoken = replies.filter(reply => reply !== null)
  const [only] = spoken
  if (!only) return null
  if (spoken.length === 1) return only
  const asking = spoken.filter(asks).at(-1)
  const tapped = asking ?? spoken.filter(reply => reply.buttons ?? reply.list ?? reply.link).at(-1)
  const told = spoken.flatMap(reply => [
    ...reply.say.filter(line => !line.asks),
    ...(reply.link && reply !== tapped ? [written(reply.link)] : []),
  ])
  const ticket_id = spoken.find(reply => reply.ticket_id)?.ticket_id
  const by_job = spoken.find(reply => reply.by_job)?.by_job
  return {
    ...tapped,
    say: [...told, ...(asking?.say.filter(line => line.asks) ?? [])],
    settled: spoken.every(reply => reply.settled),
    ...(ticket_id ? { ticket_id } : {}),
    ...(by_job ? { by_job } : {}),
    ...shownBeside(spoken),
  }
}

function shownBeside(replies: readonly Reply[]): Pick<Reply, 'image' | 'place'> {
  const image = replies.find(reply => reply.image)?.image
  const place = replies.find(reply => reply.place)?.place
  return { ...(image ? { image } : {}), ...(place ? { place } : {}) }
}

const asks = (reply: Reply): boolean => reply.say.some(line => line.asks)
const written = ({ url }: NonNullable<Reply['link']>): Say => ({ key: 'link', vars: { url } })

/** Lines that belong together stay close; a new thought starts a new paragraph. */
const replyText = (reply: Reply, speaker: Speaker): string =>
  reply.say.map(({ key, vars }) => textOf(speaker, key, vars)).join('\n\n')

/** The message that goes out, within the channel's limits. */
export function render(reply: Reply, speaker: Speaker): OutboundMessage {
  const body = replyText(reply, speaker)
  const header = reply.image ? { header: { type: 'image' as const, media: reply.image } } : {}
  if (reply.buttons?.length) {
    return {
      type: 'buttons',
      ...header,
      body: clip(body, LIMITS.buttons.body),
      buttons: reply.buttons.map(({ id, label }) => ({
        id,
        title: clip(textOf(speaker, label), LIMITS.buttons.title),
      })),
    }
  }
  if (reply.list) {
    const rows = reply.list.rows.slice(0, LIMITS.list.rows).map(({ id, title, note }) => ({
      id,
      title: clip(labelOf(speaker, title), LIMITS.list.title),
      ...(note ? { description: clip(labelOf(speaker, note), LIMITS.list.description) } : {}),
    }))
    const button = clip(textOf(speaker, reply.list.button), LIMITS.list.button)
    return { type: 'list', body: clip(body, LIMITS.list.body), button, sections: [{ rows }] }
  }
  if (reply.link) {
    const display_text = clip(textOf(speaker, reply.link.label), LIMITS.cta_url.display_text)
    return { type: 'cta_url', ...header, body: clip(body, LIMITS.cta_url.body), display_text, url: reply.link.url }
  }
  if (reply.image) return { type: 'image', media: reply.image, caption: clip(body, LIMITS.caption) }
  return { type: 'text', body: clip(body, LIMITS.text) }
}
