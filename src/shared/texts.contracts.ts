import { z } from 'zod'
import { contract } from './contract.ts'
import { zMoment } from './fields.ts'
import { LANGS } from './messages.ts'
import { isTextKey, MOST_VARIANTS, type TextKey } from './texts.ts'

const zText = z.object({
  key: z.string().refine((key): key is TextKey => isTextKey(key)),
  lang: z.enum(LANGS),
})
const zVariants = z.array(z.string().max(2000)).min(1).max(MOST_VARIANTS)

/** One saving. `variants` null: the product's own words. */
export const zTextVersion = z.object({
  version: z.int(),
  variants: z.array(z.string()).nullable(),
  restored_from: z.int().nullable(),
  changed_by: z.string().nullable(),
  created_at: zMoment,
})
export type TextVersion = z.output<typeof zTextVersion>

export const zOwnText = zTextVersion.extend({ key: z.string(), lang: z.enum(LANGS) })
export type OwnText = z.output<typeof zOwnText>

/** The version that was on the screen: another one since then, and nothing is written. 0: nobody ever changed it. */
const base_version = z.int().min(0)

export const textContracts = {
  list: contract({
    method: 'GET',
    path: '/texts',
    allow: { may: 'settings.read' },
    summary: 'Which texts the shop has changed, and what they say now; the rest stands in the catalogue',
    response: z.object({ items: z.array(zOwnText) }),
  }),
  versions: contract({
    method: 'GET',
    path: '/texts/:key/:lang/versions',
    allow: { may: 'settings.read' },
    summary: 'Every version of a text, the latest first',
    params: zText,
    response: z.object({ items: z.array(zTextVersion) }),
  }),
  save: contract({
    method: 'POST',
    path: '/texts/:key/:lang/versions',
    allow: { may: 'settings.write' },
    summary: 'The shop says it in its own words',
    params: zText,
    body: z.object({ base_version, variants: zVariants }),
    response: zOwnText,
  }),
  restore: contract({
    method: 'POST',
    path: '/texts/:key/:lang/restorations',
    allow: { may: 'settings.write' },
    summary: 'The words of an earlier version again; version 0 is what the product says by itself',
    params: zText,
    body: z.object({ base_version, version: z.int().min(0) }),
    response: zOwnText,
  }),
}
