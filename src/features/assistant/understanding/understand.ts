import type { Intent, IntentRow, Understanding, UnderstandingContext } from '../../../shared/assistant.ts'
import { RULES } from './boundaries.ts'
import { findEntities } from './entities.ts'
import { detectLanguage } from './language.ts'
import { normalise } from './normalise.ts'
import { findParts } from './problems.ts'
import { scoreKeywords } from './score.ts'
import { readSentiment } from './sentiment.ts'

/** Two intents that score alike: the one whose answer the customer needs first. */
export const PRECEDENCE: readonly Intent[] = [
  'privacy_optout',
  'human_agent',
  'complaint',
  'quotation_reject',
  'quotation_accept',
  'appointment_change',
  'payment',
  'status_check',
  'warranty',
  'appointment_book',
  'invoice_request',
  'price_inquiry',
  'repair_request',
  'product_inquiry',
  'business_info',
  'feedback',
  'thanks_goodbye',
  'greeting',
  'out_of_scope',
]
/** Below this no keyword spoke clearly enough to act on. */
const LEAST = 0.7

/**
 * What a customer's message wants. Pure: the rows of `app.ai_intents` and the state of the dialogue come in.
 * A trained model may replace the inside; callers see this shape only.
 */
export function understand(text: string, context: UnderstandingContext, intents: readonly IntentRow[]): Understanding {
  const message = normalise(text)
  const found = findEntities(message.lower, context)
  const parts = found.some(entity => entity.kind === 'problem') ? [] : findParts(message.lower)
  const scores = scoreKeywords(message, intents)
  for (const rule of RULES) rule(scores, { message, entities: found, parts, context })

  const active = new Set(intents.filter(row => row.is_active).map(row => row.intent_name))
  const ranked = [...PRECEDENCE]
    .filter(intent => active.has(intent))
    .map(intent => ({ intent, score: scores[intent] }))
    .sort((a, b) => b.score - a.score || PRECEDENCE.indexOf(a.intent) - PRECEDENCE.indexOf(b.intent))
  const best = ranked[0]
  const second = Math.max(0, ranked[1]?.score ?? 0)
  const clear = best !== undefined && best.score >= LEAST
  const intent: Intent = clear ? best.intent : 'out_of_scope'
  // a lead over the runner-up and enough evidence in itself, each between 0 and 1
  const confidence = clear
    ? Math.min(0.99, (0.35 + 0.65 * (1 - Math.exp(-best.score / 2))) * (best.score / (best.score + second * 0.6)))
    : 0.2

  // a part named in a question about goods is not a fault; asked what is wrong, "battery" says it
  const withParts =
    context.expecting === 'problem' ||
    ['repair_request', 'price_inquiry', 'warranty', 'status_check', 'quotation_accept', 'appointment_book'].includes(
      intent,
    )
  const entities =
    intent === 'product_inquiry'
      ? found.filter(entity => entity.kind !== 'problem')
      : withParts
        ? [...found, ...parts]
        : found
  return {
    intent,
    confidence: Number(confidence.toFixed(4)),
    entities,
    sentiment: readSentiment(message),
    language: detectLanguage(message.raw, context.language),
  }
}
