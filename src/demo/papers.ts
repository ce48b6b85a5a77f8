import type { Lang } from '../shared/messages.ts'
import { moneyText } from '../shared/money.ts'
import { priceDocument } from '../shared/pricing.ts'
import type { Quotation, QuotationStatus } from '../shared/quotations.ts'
import { addDays, dayAt } from '../shared/time.ts'
import type { Sku } from './catalogue.data.ts'
import { insertAll } from './insert.ts'
import { numberAll } from './numbers.ts'
import { type CustomerKey, customer } from './people.ts'
import { iso, type Repair } from './repairs.ts'
import { COMPANY, type DemoProduct, type DemoShop } from './shop.ts'

export interface Paper {
  readonly id: string
  readonly customer_id: string
  readonly ticket_id: string | null
  readonly lines: ReturnType<typeof priceLines>['lines']
  readonly taxes: Quotation['taxes']
  readonly totals: ReturnType<typeof priceLines>['totals']
  number: string
}

/** Lines of the catalogue, priced and taxed as the shop's verbs do it. */
export function priceLines(shop: DemoShop, wanted: readonly (readonly [Sku, number])[], document_discount = '0.00') {
  const chosen = wanted.map(([sku, quantity]) => ({ quantity, ...(shop.products.get(sku) as DemoProduct) }))
  const priced = priceDocument(chosen, { price_mode: 'exclusive', rounding: 'line', document_discount })
  return {
    lines: chosen.map((line, position) => {
      const { discount = 0, net = 0, tax = 0 } = priced.lines[position] ?? {}
      return {
        position,
        product_id: line.id,
        kind: line.kind,
        description: line.name,
        quantity: line.quantity,
        unit_of_measure: line.kind === 'labour' ? 'kali' : 'unit',
        unit_price: line.unit_price,
        discount: moneyText(discount),
        tax_code: line.tax_code,
        tax_name: line.tax_code === 'SST6' ? 'SST 6%' : 'Tiada cukai',
        tax_rate: line.tax_rate,
        net_amount: moneyText(net),
        tax_amount: moneyText(tax),
        total_price: moneyText(net),
      }
    }),
    taxes: priced.taxes.map(({ net, tax, ...code }) => ({
      ...code,
      tax_name: code.tax_code === 'SST6' ? 'SST 6%' : 'Tiada cukai',
      net_amount: moneyText(net),
      tax_amount: moneyText(tax),
    })),
    totals: {
      price_mode: 'exclusive' as const,
      document_discount,
      subtotal: moneyText(priced.subtotal),
      tax_rate: chosen.some(line => line.tax_code === 'SST6') ? '6.00' : '0.00',
      tax_amount: moneyText(priced.tax),
      total: moneyText(priced.total),
    },
  }
}

/** A row of a table of lines: without the tax's name, which papers of quotations look up. */
export const itemRow = ({ tax_name: _, ...line }: Paper['lines'][number]) => line

export interface DemoQuotation extends Paper {
  readonly repair: Repair
  readonly status: QuotationStatus
  readonly version: number
  readonly drafted: Date
  readonly sent: Date | null
}

/** What a rejected estimate said, for jobs that were never done. */
const TOO_DEAR: readonly Sku[] = ['UPH-BRD', 'UPH-AIR']

export async function insertQuotations(
  shop: DemoShop,
  repairs: readonly Repair[],
): Promise<Map<string, DemoQuotation>> {
  const { chance, client, clock } = shop
  const quotations = repairs.flatMap((repair): DemoQuotation[] => {
    const { told, at } = repair
    const skus = told.outcome === 'declined' ? TOO_DEAR : told.lines
    const status = told.quotation ?? (at.decided ? 'accepted' : null)
    if (!status || skus.length === 0) return []
    const drafted = clock.after(at.diagnosing as Date, 10)
    const billed = status === 'accepted' && at.completed
    return [
      {
        repair,
        id: chance.id(drafted),
        customer_id: repair.customer_id,
        ticket_id: repair.id,
        number: '',
        drafted,
        sent: status === 'draft' ? null : (at.quoted as Date),
        status: billed ? 'converted' : status,
        version: status === 'draft' ? 0 : told.revised ? 2 : 1,
        ...priceLines(
          shop,
          [...skus, ...(told.revised ? [told.revised] : [])].map(sku => [sku, 1] as const),
          told.discount,
        ),
      },
    ]
  })
  await numberAll(
    shop,
    'quotation',
    quotations,
    q => q.drafted,
    (quotation, number) => (quotation.number = number),
  )
  await insertAll(
    client,
    'quotations',
    quotations.map(q => ({
      id: q.id,
      quotation_number: q.number,
      customer_id: q.customer_id,
      ticket_id: q.ticket_id,
      valid_until: validUntil(q),
      version: q.version,
      ...q.totals,
      sent_at: q.sent && iso(q.sent),
      created_by: q.repair.tech ?? shop.users.staff,
      created_at: iso(q.drafted),
      updated_at: iso(q.sent ?? q.drafted),
    })),
  )
  await insertAll(
    client,
    'quotation_items',
    quotations.flatMap(q => q.lines.map(line => ({ ...itemRow(line), quotation_id: q.id }))),
  )
  await insertVersions(shop, quotations)
  await insertDecisions(shop, quotations)
  // Sums are checked when a paper leaves draft.
  await client.query(
    'update app.quotations q set status = x.status from jsonb_to_recordset($1) as x(id uuid, status text) where q.id = x.id',
    [JSON.stringify(quotations.filter(q => q.status !== 'draft').map(({ id, status }) => ({ id, status })))],
  )
  await client.query('update app.tickets t set estimated_cost = q.total from app.quotations q where q.ticket_id = t.id')
  return new Map(quotations.map(quotation => [quotation.repair.id, quotation]))
}

const validUntil = (q: DemoQuotation): string => addDays(dayAt(q.drafted), COMPANY.quotation_valid_days)

async function insertVersions(shop: DemoShop, quotations: readonly DemoQuotation[]): Promise<void> {
  const rows = quotations.flatMap(q => {
    const { told } = q.repair
    const sent = q.sent as Date
    if (q.version === 2) {
      const first = {
        ...q,
        ...priceLines(
          shop,
          told.lines.map(sku => [sku, 1] as const),
        ),
        version: 1,
      }
      return [versionRow(first, shop.clock.after(sent, -25)), versionRow(q, sent)]
    }
    return q.version === 0 ? [] : [versionRow(q, sent)]
  })
  await insertAll(shop.client, 'quotation_versions', rows)
}

function versionRow(q: DemoQuotation, sent: Date) {
  const { told, number: ticket_number, tech } = q.repair
  const content: Quotation = {
    id: q.id,
    quotation_number: q.number,
    customer_id: q.customer_id,
    customer_name: customer(told.who).name,
    ticket_id: q.ticket_id,
    ticket_number,
    status: 'sent',
    version: q.version,
    valid_until: validUntil(q),
    price_mode: q.totals.price_mode,
    document_discount: q.totals.document_discount,
    subtotal: q.totals.subtotal,
    tax_amount: q.totals.tax_amount,
    total: q.totals.total,
    notes: null,
    terms: null,
    pdf_file_id: null,
    items: q.lines.map(line => ({ ...line, line_discount: '0.00' })),
    taxes: q.taxes,
    decision: null,
    sent_at: iso(sent),
    created_at: iso(q.drafted),
    updated_at: iso(sent),
  }
  return {
    quotation_id: q.id,
    version: q.version,
    customer_id: q.customer_id,
    content,
    total: content.total,
    sent_by: tech,
    created_at: iso(sent),
  }
}

const YES: Record<Lang, string> = { ms: 'ok setuju', id: 'setuju, lanjut ya', en: 'ok go ahead' }

async function insertDecisions(shop: DemoShop, quotations: readonly DemoQuotation[]): Promise<void> {
  const decided = quotations.filter(q => q.repair.at.decided && q.version > 0)
  await insertAll(
    shop.client,
    'quotation_decisions',
    decided.map(q => {
      const { told, at } = q.repair
      const via = customer(told.who).walk_in ? 'counter' : (told.via ?? 'chat_button')
      return {
        id: shop.chance.id(at.decided as Date),
        quotation_id: q.id,
        version: q.version,
        customer_id: q.customer_id,
        decision: q.status === 'rejected' ? 'rejected' : 'accepted',
        via,
        words: via === 'chat_words' ? YES[customer(told.who).lang] : null,
        reason: q.status === 'rejected' ? 'Terlalu mahal' : null,
        decided_by: via === 'counter' ? shop.users.staff : null,
        created_at: iso(at.decided as Date),
      }
    }),
  )
}

/** Who buys, as papers freeze it. */
export function buyerOf(key: CustomerKey) {
  const { name, company_name = null, address = null, phone, email = null } = customer(key)
  return { name, company_name, address, phone, email }
}
