import { readFileSync } from 'node:fs'
import type { IntentRow } from '../../../shared/assistant.ts'

/** The rows as the migration writes them, so that a test of words needs no database. */
export function seededIntents(): IntentRow[] {
  const sql = readFileSync(
    new URL('../../../../db/migrations/20261123010000_ai_intents__seed.sql', import.meta.url),
    'utf8',
  )
  return [...sql.matchAll(/\('(\w+)', '(?:[^']|'')*', ARRAY\[([\s\S]*?)\n\]/g)].map(
    ([, intent_name = '', list = '']) => ({
      intent_name,
      is_active: true,
      keywords: [...list.matchAll(/'((?:[^']|'')*)'/g)].map(m => (m[1] as string).replaceAll("''", "'")),
    }),
  )
}
