import { say, together } from '../reply.ts'
import type { Reply, Scene } from '../turn.ts'
import { askForDecision } from './quotation.ts'

/** "if it isn't done today I take it back", "200 or I cancel": nothing is decided for him; he hears how he can decide. */
export function answerThreat(scene: Scene): Reply {
  const { quotation, jobs } = scene.facts
  if (quotation) {
    const bargains = scene.read.entities.some(entity => entity.kind === 'amount')
    return together(say(bargains ? 'threat.bargain' : 'threat.quotation'), askForDecision(scene, quotation))
  }
  if (!jobs.length) return say('threat.nothing')
  return { ...say('threat.job'), buttons: [{ id: 'menu:person', label: 'button.person' }] }
}
