import { pauseAll, resumeAll, type Said } from '../../preferences/preferences.ts'
import { say } from '../reply.ts'
import type { Reply, Scene } from '../turn.ts'
import { saysStart, saysStop } from '../words.ts'

/** His own words, and the message that they stand in: the proof. */
export function said({ turn, text }: Pick<Scene, 'turn' | 'text'>): Said {
  const message_id = turn.messages.at(-1)?.id
  return { customer_id: turn.customer_id, wording: text, source: 'chat', ...(message_id ? { message_id } : {}) }
}

/** STOP and START, alone in a message; null when it is neither. Inside a flow a "stop" ends the flow. */
export async function stopOrStart(scene: Scene): Promise<Reply | null> {
  const { ctx, facts, state, text } = scene
  if (!state.flow && saysStop(text)) {
    if (facts.paused) return say('stop.already')
    await pauseAll(ctx, said(scene))
    return say('stop.done')
  }
  if (!facts.paused || !saysStart(text)) return null
  await resumeAll(ctx, said(scene))
  return say('stop.started')
}
