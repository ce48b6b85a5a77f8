import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Caller } from '../../db/actor.ts'
import type { Ctx } from '../../db/ctx.ts'
import { AppError } from '../../shared/errors.ts'
import type { Lang } from '../../shared/messages.ts'
import type { Permission } from '../../shared/permissions.ts'
import type { Me } from '../../shared/users.ts'
import type { RouteTools } from '../tools.ts'

const SESSION_LASTS = '7 days'
const FAILURES_BY_ACCOUNT = 5
const FAILURES_BY_ADDRESS = 30

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * Signs in: the work on the password happens between two transactions. The attempt counts as failed from its beginning, so that
 * guesses made side by side count each other. Returns the cookie's token; only its hash is kept.
 */
export async function signIn(
  { run, passwords }: Pick<RouteTools, 'run' | 'passwords'>,
  input: { username: string; password: string } & Caller,
): Promise<string> {
  const ip = input.ip ?? null
  const { attempt, known } = await run(async ctx => {
    const begun = await sql<{ attempt: string | null }>`
      select app.begin_sign_in(${input.username}, ${ip}::inet, ${FAILURES_BY_ACCOUNT}, ${FAILURES_BY_ADDRESS}) as attempt`.execute(
      ctx.tx,
    )
    const attempt = begun.rows[0]?.attempt
    if (!attempt) throw new AppError('too_many_attempts', { minutes: 15 })
    const found = await sql<{ id: string; password_hash: string }>`
      select * from app.sign_in_lookup(${input.username})`.execute(ctx.tx)
    return { attempt, known: found.rows[0] }
  })
  const found = await passwords.verify(input.password, known?.password_hash)
  if (found === 'wrong' || !known) throw new AppError('sign_in_failed')
  const renewed = found === 'outdated' ? await passwords.hash(input.password) : null
  const token = randomBytes(32).toString('base64url')
  await run(async ctx => {
    await sql`select app.sign_in_succeeded(${attempt}::uuid)`.execute(ctx.tx)
    if (renewed)
      await sql`select app.renew_password_hash(${known.id}::uuid, ${known.password_hash}, ${renewed})`.execute(ctx.tx)
    await sql`select app.open_session(${known.id}::uuid, ${hashToken(token)}, ${SESSION_LASTS}::interval, ${ip}::inet,
      ${input.user_agent ?? ''})`.execute(ctx.tx)
  })
  return token
}

export async function signOut(ctx: Ctx, input: { token_hash: string }): Promise<void> {
  await sql`select app.close_session(${input.token_hash})`.execute(ctx.tx)
}

export async function whoAmI(ctx: Ctx): Promise<Me> {
  const { rows } = await sql<{ permission: Permission }>`select app.my_permissions() as permission`.execute(ctx.tx)
  return {
    id: ctx.actor.user_id as string,
    username: ctx.actor.username,
    full_name: ctx.actor.full_name,
    role: ctx.actor.role as Me['role'],
    language: ctx.actor.language,
    permissions: rows.map(row => row.permission),
  }
}

export async function changeLanguage(ctx: Ctx, input: { language: Lang }): Promise<Me> {
  await ctx.tx
    .updateTable('users')
    .set({ language: input.language })
    .where('id', '=', ctx.actor.user_id as string)
    .execute()
  return { ...(await whoAmI(ctx)), language: input.language }
}

/** Everybody who works here, by name; system users left out. */
export async function listUsers(ctx: Ctx) {
  const { rows } = await sql<{ id: string; full_name: string; role: string; is_active: boolean }>`
    select * from app.user_directory() where role <> 'system' order by full_name`.execute(ctx.tx)
  return { items: rows }
}

/** Of a colleague, from the directory: his row is not to be read. Null: there is none. */
export async function nameOf(ctx: Ctx, user_id: string): Promise<string | null> {
  const { rows } = await sql<{ full_name: string }>`
    select full_name from app.user_directory() where id = ${user_id}`.execute(ctx.tx)
  return rows[0]?.full_name ?? null
}
