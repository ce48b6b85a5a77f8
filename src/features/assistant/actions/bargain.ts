import { enqueue } from '../../../db/enqueue.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { clip } from '../../../shared/whatsapp/limits.ts'
import { say } from '../reply.ts'
import type { Reply, Scene } from '../turn.ts'
import { asksForLess } from '../words.ts'

/**
 * "mahalnya", "boleh kurang?": the bot changes no price. A shop whose prices are fixed says so; else whoever asks for less is put
 * before staff, once an offer and day, and the bot goes on serving.
 */
export async function answerBargain(scene: Scene): Promise<Reply> {
  const { ctx, turn, facts, text } = scene
  const { company, quotation } = facts
  if (company.bargaining === 'fixed') return say('price.fixed', { days: company.warranty_days })
  const asks = asksForLess(text)
  if (asks)
    await enqueue(ctx, 'assistant.announce_bargain', {
      session_id: turn.session_id,
      offer: quotation ? `${quotation.id}:${quotation.version}` : null,
      words: clip(text, 200),
    })
  if (!quotation) return say(asks ? 'bargain.told' : 'price.again')
  const offer = { number: quotation.quotation_number, total: showMoney(parseMoney(quotation.total)) }
  return say(asks ? 'bargain.quoted' : 'price.quoted', offer)
}
