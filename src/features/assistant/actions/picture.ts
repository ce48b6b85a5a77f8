import type { ChatKey } from '../../../shared/messages/chat.ts'
import { isMediaProblem, type MediaProblem } from '../../../shared/whatsapp/media.ts'
import { askAgainKindly } from '../questions.ts'
import { say, together } from '../reply.ts'
import type { Reply, Scene } from '../turn.ts'
import { goOn } from './intake.ts'
import { proofKept, showsSlip, takeProof } from './payment.ts'

const PICTURES = new Set(['image', 'document', 'video'])
const MOST_KEPT = 10
/** Nothing of it is here, and he should know: a photo that we did not get proves and shows nothing. */
const NOT_KEPT: Readonly<Record<MediaProblem, ChatKey>> = {
  media_too_large: 'media_too_large',
  media_dangerous: 'media_refused',
  media_virus: 'media_refused',
  media_expired: 'media_lost',
  media_lost: 'media_lost',
}

/** Pictures: photos of the damage inside an intake, the transfer slip while something is owed, else a question, put once. */
export async function byMedia(scene: Scene): Promise<Reply | null> {
  const { state, media, read, facts, text, ctx, verbs, turn } = scene
  const pictures = media.filter(({ type }) => PICTURES.has(type))
  if (!pictures.length) return null
  const missing = pictures.every(picture => picture.media_state === 'gone') && pictures.at(-1)?.media_problem
  if (missing && isMediaProblem(missing)) return together(say(NOT_KEPT[missing]), await askAgainKindly(scene))
  if (state.flow === 'intake' || state.flow === 'warranty') return null
  if (text && showsSlip(scene)) return takeProof(scene, pictures)
  const repairing = read.intent === 'repair_request' || read.intent === 'price_inquiry'
  const waiting = facts.unpaid.length ? await verbs.waitingSlips(ctx, turn.customer_id) : new Set()
  const owed = facts.unpaid.some(({ id }) => !waiting.has(id))
  if (owed && !repairing && (!text || read.confidence < 0.6)) return takeProof(scene, pictures)
  return text ? null : askPurpose(scene, pictures)
}

function askPurpose({ state, facts }: Scene, pictures: Scene['media']): Reply {
  const known = state.slots.pictures ?? []
  const kept = [...known, ...pictures.map(({ id }) => id)].slice(-MOST_KEPT)
  state.slots.pictures = kept
  const asked = known.length
    ? say('media_more', { count: kept.length })
    : say(pictures.every(({ type }) => type === 'document') ? 'file_what' : 'media_what')
  return {
    ...asked,
    buttons: [
      { id: 'picture:repair', label: 'button.send_repair' },
      ...(facts.unpaid.length ? [{ id: 'picture:proof', label: 'button.send_proof' } as const] : []),
      { id: 'menu:person', label: 'button.person' },
    ],
  }
}

/** What the customer says the pictures are. */
export async function pictureTapped(scene: Scene, tap: string): Promise<Reply | null> {
  const { state } = scene
  if (tap === 'picture:proof') {
    const { pictures = [] } = state.slots
    return pictures.length ? proofKept(scene, pictures) : say('payment.send_proof')
  }
  state.flow = 'intake'
  return goOn(scene)
}
