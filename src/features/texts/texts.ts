import type { Ctx } from '../../db/ctx.ts'
import { AppError, notFound } from '../../shared/errors.ts'
import type { Lang } from '../../shared/messages.ts'
import type { OwnText } from '../../shared/texts.contracts.ts'
import { faultOf, type OwnTexts, ownTextsOf, type TextKey, tidyText, type Words, wordsOf } from '../../shared/texts.ts'
import {
  insertVersion,
  selectLatest,
  selectLatestVersion,
  selectOptionalVersion,
  selectSpoken,
  selectVersions,
} from './texts.queries.ts'

let known: { readonly mark: string; readonly own: OwnTexts } = { mark: '', own: new Map() }

/**
 * How the shop speaks to a customer, in this transaction: its own words, the catalogue's where it has none. Of several ways to say
 * a thing the seed decides (the message's key), so that whoever says it again says the same. The texts are kept in the process; one
 * look at their mark tells whether they still hold, so that a change is spoken from the next turn on, in every process, and
 * nothing has to arrive for it.
 */
export async function textsOf(ctx: Ctx, seed: string): Promise<Words> {
  const { mark, texts } = await selectSpoken(ctx.tx, known.mark)
  if (texts) known = { mark, own: ownTextsOf(texts) }
  return wordsOf(known.own, seed)
}

interface Text {
  readonly key: TextKey
  readonly lang: Lang
}

export const listTexts = async (ctx: Ctx) => ({ items: await selectLatest(ctx.tx) })
export const listTextVersions = async (ctx: Ctx, input: Text) => ({ items: await selectVersions(ctx.tx, input) })

export async function saveText(
  ctx: Ctx,
  input: Text & { readonly base_version: number; readonly variants: readonly string[] },
): Promise<OwnText> {
  const { key, lang } = input
  const variants = input.variants.map(text => tidyText(key, lang, text))
  variants.forEach((text, index) => {
    const fault = faultOf(key, lang, text)
    if (fault) throw new AppError(fault.code, fault.vars, [{ path: `variants.${index}`, message: fault.code }])
  })
  if (new Set(variants).size < variants.length) throw new AppError('text_twice')
  return keep(ctx, input, { variants, restored_from: null })
}

/** The words of an earlier version, as a version of their own; what is no longer right is refused like anything else. */
export async function restoreText(
  ctx: Ctx,
  input: Text & { readonly base_version: number; readonly version: number },
): Promise<OwnText> {
  const earlier = input.version === 0 ? null : await selectOptionalVersion(ctx.tx, input, input.version)
  if (earlier === undefined) throw notFound()
  for (const text of earlier?.variants ?? []) {
    const fault = faultOf(input.key, input.lang, text)
    if (fault) throw new AppError(fault.code, fault.vars)
  }
  return keep(ctx, input, { variants: earlier?.variants ?? null, restored_from: input.version })
}

/** Two who write at once: the first is kept, the second is told, and loses nothing of what he typed. */
async function keep(
  ctx: Ctx,
  { key, lang, base_version }: Text & { readonly base_version: number },
  words: { readonly variants: string[] | null; readonly restored_from: number | null },
): Promise<OwnText> {
  if ((await selectLatestVersion(ctx.tx, { key, lang })) !== base_version) throw new AppError('conflict')
  const version = base_version + 1
  const row = await insertVersion(ctx.tx, { text_key: key, lang, version, ...words, created_by: ctx.actor.user_id })
  const kept = row && (await selectOptionalVersion(ctx.tx, { key, lang }, version))
  if (!kept) throw new AppError('conflict')
  return kept
}
