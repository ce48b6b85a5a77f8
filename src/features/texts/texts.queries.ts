import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import type { Lang } from '../../shared/messages.ts'
import type { OwnText, TextVersion } from '../../shared/texts.contracts.ts'

interface Spoken {
  readonly key: string
  readonly lang: Lang
  readonly variants: readonly string[]
}

/**
 * What the shop says now, and a mark of it. The texts come only when the mark is another than the one that is known. Nothing is ever
 * changed or deleted here, so how many rows there are and which is the youngest tells one state from every other.
 */
export async function selectSpoken(tx: Tx, known: string): Promise<{ mark: string; texts: Spoken[] | null }> {
  const { rows } = await sql<{ mark: string; texts: Spoken[] | null }>`
    with state as (select (select count(*) from app.message_texts) || ' ' ||
      coalesce((select id::text from app.message_texts order by id desc limit 1), '') as mark)
    select mark, case when mark <> ${known} then (
      select coalesce(jsonb_agg(jsonb_build_object('key', t.text_key, 'lang', t.lang, 'variants', t.variants)), '[]')
      from (select distinct on (text_key, lang) text_key, lang, variants from app.message_texts order by text_key, lang, version desc) t
      where t.variants is not null) end as texts from state`.execute(tx)
  return rows[0] ?? { mark: '', texts: [] }
}

/** Of colleagues only the name is known. */
const directory = sql<{ id: string; full_name: string }>`app.user_directory()`.as('u')

const versions = (tx: Tx) =>
  tx
    .selectFrom('message_texts as t')
    .leftJoin(directory, join => join.onRef('u.id', '=', 't.created_by'))
    .select([
      't.text_key as key',
      sql<Lang>`t.lang`.as('lang'),
      't.version',
      't.variants',
      't.restored_from',
      'u.full_name as changed_by',
      't.created_at',
    ])

export const selectLatest = (tx: Tx): Promise<OwnText[]> =>
  versions(tx)
    .distinctOn(['t.text_key', 't.lang'])
    .orderBy('t.text_key')
    .orderBy('t.lang')
    .orderBy('t.version', 'desc')
    .execute()

interface Text {
  readonly key: string
  readonly lang: Lang
}

export const selectVersions = (tx: Tx, { key, lang }: Text): Promise<TextVersion[]> =>
  versions(tx).where('t.text_key', '=', key).where('t.lang', '=', lang).orderBy('t.version', 'desc').execute()

export const selectOptionalVersion = (tx: Tx, { key, lang }: Text, version: number): Promise<OwnText | undefined> =>
  versions(tx)
    .where('t.text_key', '=', key)
    .where('t.lang', '=', lang)
    .where('t.version', '=', version)
    .executeTakeFirst()

/** Nothing comes back when somebody else was first. */
export const insertVersion = (
  tx: Tx,
  row: {
    readonly text_key: string
    readonly lang: Lang
    readonly version: number
    readonly variants: string[] | null
    readonly restored_from: number | null
    readonly created_by: string | null
  },
) =>
  tx
    .insertInto('message_texts')
    .values(row)
    .onConflict(conflict => conflict.columns(['text_key', 'lang', 'version']).doNothing())
    .returning('id')
    .executeTakeFirst()

export async function selectLatestVersion(tx: Tx, { key, lang }: Text): Promise<number> {
  const row = await tx
    .selectFrom('message_texts')
    .select('version')
    .where('text_key', '=', key)
    .where('lang', '=', lang)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.version ?? 0
}
