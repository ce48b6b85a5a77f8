import { createPasswords } from '../adapters/passwords.ts'
import { createTokens } from '../adapters/tokens.ts'
import { SCHEDULER_ID } from '../db/actor.ts'
import { withOwnerClient } from '../db/owner.ts'
import { insertConsents, insertFeedback, insertNotifications } from './afterwards.ts'
import { createChance } from './chance.ts'
import { insertMessages, insertSessions, insertTurns, tieDecisions } from './chats.rows.ts'
import { tellChats } from './chats.ts'
import { createClock } from './clock.ts'
import { insertInvoices } from './invoices.ts'
import { insertQuotations } from './papers.ts'
import { insertPayments } from './payments.ts'
import { writePhones } from './phones.ts'
import { keepPictures } from './pictures.ts'
import { insertRepairs } from './repairs.ts'
import { openShop } from './shop.ts'
import { insertCheckins, insertStory } from './story.ts'
import { insertVisits } from './visits.ts'

const SEED = 20_261_123

export interface DemoOptions {
  readonly ownerUrl: string
  readonly secretKey: string
  readonly dataDir: string
  /** The number that the demo's chats were held on. */
  readonly phone_number_id: string
  /** What links in chats begin with. */
  readonly public_url: string
  /** Where the stand-in keeps its state: the customers' phones show the same chats. */
  readonly standinDir?: string
  readonly log?: (text: string) => void
  readonly now?: Date
}

/** Fills an empty database with "Kedai Baiki Ampang", the same each time but for the days, which count back from now. */
export async function loadDemo({
  ownerUrl,
  secretKey,
  dataDir,
  phone_number_id,
  public_url,
  standinDir,
  log = () => {},
  now = new Date(),
}: DemoOptions): Promise<void> {
  const begun = performance.now()
  const pictures = await keepPictures(dataDir, secretKey)
  await withOwnerClient(ownerUrl, async client => {
    await client.query('begin')
    const tokens = createTokens(secretKey)
    const place = { pictures, tokens, passwords: createPasswords(secretKey), phone_number_id, public_url }
    const base = { client, ...place, clock: createClock(now), chance: createChance(SEED) }
    // The trail says that the machine made it.
    await client.query(`select app.set_actor('${SCHEDULER_ID}', 'scheduler')`)
    const shop = await openShop(base)
    const repairs = await insertRepairs(shop)
    await insertStory(shop, repairs)
    await insertCheckins(shop, repairs)
    const quotations = await insertQuotations(shop, repairs)
    const invoices = await insertInvoices(shop, repairs, quotations)
    await insertPayments(shop, invoices)
    const records = { repairs, quotations, invoices }
    const sessions = await tellChats(shop, records)
    await insertSessions(shop, sessions)
    await insertMessages(shop, sessions)
    await insertTurns(shop, sessions)
    await tieDecisions(shop, sessions)
    await insertFeedback(shop, records)
    await insertConsents(shop, records)
    await insertNotifications(shop, records, sessions)
    await insertVisits(shop, records)
    if (standinDir) await writePhones(standinDir, sessions, pictures)
    await client.query('commit')
    log(
      `${Object.keys(shop.customers).length} customers, ${repairs.length} tickets, ${invoices.length} invoices in ${((performance.now() - begun) / 1000).toFixed(1)} s`,
    )
  })
}
