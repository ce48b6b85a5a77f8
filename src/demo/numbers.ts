import { DEFAULT_ZONE, dayAt } from '../shared/time.ts'
import type { DemoShop } from './shop.ts'

const PREFIX = { ticket: 'TKT', quotation: 'QTN', invoice: 'INV', payment: 'PAY', receipt: 'RCP' } as const

/** Numbers in the order of time, each in the year of its own day, and leaves the counter where they end. */
export async function numberAll<T>(
  { client }: DemoShop,
  kind: keyof typeof PREFIX,
  rows: readonly T[],
  when: (row: T) => Date,
  give: (row: T, number: string) => void,
): Promise<void> {
  const last = new Map<number, number>()
  for (const row of [...rows].sort((a, b) => when(a).getTime() - when(b).getTime())) {
    const year = Number(dayAt(when(row), DEFAULT_ZONE).slice(0, 4))
    const number = (last.get(year) ?? 0) + 1
    last.set(year, number)
    give(row, `${PREFIX[kind]}-${year}-${String(number).padStart(6, '0')}`)
  }
  for (const [year, last_number] of last) {
    await client.query('insert into app.document_counters (kind, year, last_number) values ($1, $2, $3)', [
      kind,
      year,
      last_number,
    ])
  }
}
