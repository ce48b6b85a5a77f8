import { afterAll, beforeAll } from 'vitest'
import { takeIn } from '../../src/features/tickets/intake.ts'
import {
  approveTicket,
  completeRepair,
  markReady,
  startDiagnosis,
  startRepair,
} from '../../src/features/tickets/steps.ts'
import type { ReceivedFile } from '../../src/features/tools.ts'
import { ticketContracts } from '../../src/shared/tickets.ts'
import { newShop, type Person, type TestShop } from './shop.ts'

export let shop: TestShop

/** A shop that asks for passcodes, for the tests of a file. */
export function ticketShop(): void {
  beforeAll(async () => {
    shop = await newShop()
    await shop.owner(
      `update app.company_settings set company_name = 'Kedai Ujian', phone = '+60356331234', business_hours = '10 pagi – 8 malam', asks_passcode = true`,
    )
  })
  afterAll(() => shop.close())
}

let numbers = 0
export const intakeBody = (more: object = {}) =>
  ticketContracts.intake.body?.parse({
    customer: { name: `Siti ${++numbers}`, phone: `012-${String(3_450_000 + numbers)}` },
    device: { brand: 'Apple', model: 'iPhone 13' },
    problem_description: 'Skrin pecah',
    accessories: ['charger', 'Kotak asal'],
    ...more,
  }) as Parameters<typeof takeIn>[1]
export const takenIn = (more: object = {}, by: Person = shop.staff) => by.run(ctx => takeIn(ctx, intakeBody(more)))
export const as = <T>(
  work: (ctx: Parameters<Parameters<Person['run']>[0]>[0]) => Promise<T>,
  by: Person = shop.staff,
) => by.run(work)
export const photo = (name: string): ReceivedFile => ({
  filename: name,
  mime_type: 'image/jpeg',
  size_bytes: 10,
  sha256: 'a'.repeat(64),
  storage_key: `photo/${name}`,
  thumbnail_key: null,
})
export const all = { limit: 30 }

/** Through the whole repair up to a status. */
export async function ticketIn(
  status: 'diagnosing' | 'approved' | 'in_progress' | 'completed' | 'ready_for_pickup',
  more: object = {},
) {
  const ticket = await takenIn(more)
  const steps = [startDiagnosis, approveTicket, startRepair, completeRepair, markReady]
  const path = ['diagnosing', 'approved', 'in_progress', 'completed', 'ready_for_pickup']
  for (const step of steps.slice(0, path.indexOf(status) + 1)) await as(ctx => step(ctx, { ticket_id: ticket.id }))
  return ticket
}
