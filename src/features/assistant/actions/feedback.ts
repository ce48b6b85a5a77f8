import { leaveFeedback, visitToRate } from '../../feedback/feedback.ts'
import { RATING_ROWS, stepNamed } from '../flows.ts'
import { ask, leaveFlow } from '../questions.ts'
import { say } from '../reply.ts'
import type { Action, Reply, Scene } from '../turn.ts'
import { isSkip } from '../words.ts'

/** `rating:<ticket_id>:<1-5>` from the message after pickup, `rating:<1-5>` from the list in the chat. */
function parseRatingTap(tap: string): { ticket_id: string | null; rating: number } | null {
  const match = /^rating:(?:([0-9a-f-]{36}):)?([1-5])$/.exec(tap)
  return match ? { ticket_id: match[1] ?? null, rating: Number(match[2]) } : null
}

async function keepRating(scene: Scene, rating: number, ticket_id: string | null): Promise<Reply> {
  const visit = await visitToRate(scene.ctx, { customer_id: scene.turn.customer_id, ticket_id })
  await leaveFeedback(scene.ctx, {
    customer_id: scene.turn.customer_id,
    ticket_id: visit?.id ?? null,
    rating,
    ...(scene.taps.length ? {} : { words: wordsBesideScore(scene.text) }),
  })
  leaveFlow(scene, { rating, ...(visit ? { ticket_id: visit.id } : {}) })
  return ask(scene, 'feedback', stepNamed('feedback', 'words'))
}

/** "kerja teliti, saya bagi 4/5" says more than its score; a bare "5 bintang" does not. */
const wordsBesideScore = (text: string): string =>
  text.trim().split(/\s+/).length > 3 ? text.trim().slice(0, 1000) : ''

export const rateByTap = (scene: Scene, tap: string): Promise<Reply> | null => {
  const rated = parseRatingTap(tap)
  return rated ? keepRating(scene, rated.rating, rated.ticket_id ?? scene.state.slots.ticket_id ?? null) : null
}

/** The only button of the question after the stars: nothing to add. */
export function feedbackTapped(scene: Scene, tap: string): Reply | null {
  if (tap !== 'feedback:skip') return null
  leaveFlow(scene)
  return say('feedback.thanks')
}

export const takeFeedback: Action = async scene => {
  const { read, text, turn, ctx } = scene
  const score = read.entities.find(entity => entity.kind === 'rating')
  if (score) return keepRating(scene, Number(score.value), scene.state.slots.ticket_id ?? scene.facts.rating_just_asked)
  const visit = await visitToRate(ctx, { customer_id: turn.customer_id, ticket_id: null })
  if (!visit) return say(scene.template('feedback'))
  await leaveFeedback(ctx, {
    customer_id: turn.customer_id,
    ticket_id: visit.id,
    rating: null,
    words: text.slice(0, 1000),
  })
  leaveFlow(scene, { ticket_id: visit.id })
  return {
    say: [{ key: scene.template('feedback') }, { key: 'feedback.ask_rating', vars: { device: visit.device_model } }],
    list: { button: 'button.rate', rows: RATING_ROWS },
  }
}

/** Words after the stars. Anything that is not another request is the customer's comment. */
export async function continueFeedback(scene: Scene): Promise<Reply | null> {
  const { state, text, read, ctx, turn } = scene
  if (state.step !== 'words') return null
  const { rating = null, ticket_id = null } = state.slots
  const other = [
    'repair_request',
    'price_inquiry',
    'status_check',
    'payment',
    'invoice_request',
    'appointment_book',
    'business_info',
  ]
  if (other.includes(read.intent) && read.confidence >= 0.6) {
    leaveFlow(scene)
    return null
  }
  if (!isSkip(text) && text.trim()) {
    // Without a visit there is no row that the words could join: the stars are not said again beside them.
    const stars = ticket_id ? rating : null
    await leaveFeedback(ctx, { customer_id: turn.customer_id, ticket_id, rating: stars, words: text.slice(0, 1000) })
  }
  leaveFlow(scene)
  return say('feedback.thanks')
}
