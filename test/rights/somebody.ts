import type pg from 'pg'
import { uid, type Who, type World } from './world.types.ts'

/** One transaction of the serving role as somebody, undone afterwards. */
export async function asSomebody<T>(app: pg.Client, world: World, who: Who, work: () => Promise<T>): Promise<T> {
  await app.query('begin')
  try {
    await enter(app, world, who)
    return await work()
  } finally {
    await app.query('rollback')
  }
}

/** What the doors do, without a session or a token. */
export async function enter(app: pg.Client, world: World, who: Who): Promise<void> {
  const { customer, ticket, checkin } = world.mine
  if (who === 'nobody') return
  const scopes: Partial<Record<Who, string[]>> = {
    bot: ['bot', customer, '', ''],
    ticket_link: ['customer_link', customer, ticket, ''],
    checkin_link: ['customer_link', customer, '', checkin],
  }
  const [role, ...scope] = scopes[who] ?? [who, '', '', '']
  await app.query(`select app.set_actor($1, $2, '', '', $3, $4, $5)`, [uid(world, who), role, ...scope])
}
