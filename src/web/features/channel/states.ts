import type { Alert, Health } from '../../../shared/channel.ts'
import { translate } from '../../../shared/messages.ts'
import { useLang } from '../../shell/lang.tsx'
import type { Tone } from '../../ui/Status.tsx'
import { stateWords } from './channel.messages.ts'

/** A word of Meta's as the reader says it. */
export function useStateWord(): (state: string | null) => string {
  const { lang } = useLang()
  return state => {
    if (!state) return '–'
    const tier = /^TIER_(\d+)(K?)$/.exec(state)
    if (tier) return (Number(tier[1]) * (tier[2] ? 1000 : 1)).toLocaleString(lang === 'id' ? 'id-ID' : 'en-MY')
    return state in stateWords ? translate(stateWords, lang, state as keyof typeof stateWords) : state
  }
}

export const qualityTone = (quality: string | null): Tone =>
  quality === 'GREEN' ? 'done' : quality === 'YELLOW' ? 'attention' : quality === 'RED' ? 'bad' : 'waiting'

/** The worst of what stands open. */
export const healthTone = (health: Pick<Health, 'alerts' | 'number'>): 'well' | 'look' | 'broken' =>
  health.alerts.some((alert: Alert) => alert.severity === 'bad') ? 'broken' : health.alerts.length > 0 ? 'look' : 'well'
