import { unmarked } from '../../shared/whatsapp/marks.ts'
import { bodyText, type Message } from './wire.ts'

const SIGNS: Record<string, string> = {
  image: '📷',
  document: '📄',
  audio: '🎤',
  video: '🎬',
  sticker: '🏷️',
  location: '📍',
  contacts: '👤',
}

/** A message in one line, for the list and for a quote. */
export function summary(message: Message): string {
  const { type, node } = message
  if (type === 'template') return unmarked(message.template?.body ?? '')
  if (type === 'button') return node.text ?? ''
  const said =
    type === 'interactive' ? (node.button_reply?.title ?? node.list_reply?.title ?? bodyText(node)) : bodyText(node)
  const words = unmarked(said || node.caption || node.filename || message.media?.filename || node.name || '')
  return [SIGNS[type], words].filter(Boolean).join(' ')
}
