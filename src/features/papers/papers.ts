import type { Ctx } from '../../db/ctx.ts'
import type {
  InvoicePaper,
  PaperLine,
  PaperSeller,
  PaperTotals,
  QuotationPaper,
  ReceiptPaper,
} from '../../shared/documents.ts'
import type { Buyer, Invoice, Seller } from '../../shared/invoices.ts'
import type { TaxSummaryRow } from '../../shared/lines.ts'
import { paymentMethodMessages, type salesTexts } from '../../shared/messages/sales.ts'
import { type Lang, translate, type Vars } from '../../shared/messages.ts'
import { parseMoney } from '../../shared/money.ts'
import type { Payment } from '../../shared/payments.ts'
import type { Topic } from '../../shared/preferences.ts'
import type { Quotation } from '../../shared/quotations.ts'
import type { Company } from '../../shared/settings.ts'
import { basisPoints } from '../../shared/tax.ts'
import { dayAt, showDateTime } from '../../shared/time.ts'
import type { TemplateMessage } from '../../shared/whatsapp/outbound.ts'
import { templateMessage } from '../../shared/whatsapp/templates.ts'
import { tellCustomer } from '../conversations/conversations.ts'
import { preferredLang } from '../customers/customers.ts'
import { getCompany } from '../settings/settings.ts'
import { textsOf } from '../texts/texts.ts'
import { customerLink } from '../tickets/tickets.ts'
import type { JobTools } from '../tools.ts'
import { selectBuyer, selectOptionalDevice, selectOptionalLogo } from './papers.queries.ts'

export interface Parties {
  readonly seller: Seller
  readonly buyer: Buyer
}

/** What a version of a quotation froze. */
export interface QuotationContent extends Parties {
  readonly quotation: Quotation
}

/** What a receipt froze. */
export interface ReceiptContent {
  readonly payment: Payment
  readonly invoice: Invoice
  readonly paid_before: string
  readonly received_by: string
}

/** Seller and buyer as they stand now. An SST number is printed only while the shop is registered. */
export async function partiesOf(ctx: Ctx, company: Company, customerId: string): Promise<Parties> {
  const seller = {
    company_name: company.company_name,
    address: company.address,
    phone: company.phone,
    email: company.email,
    registration_number: company.registration_number,
    sst_number: company.sst_registered ? company.tax_number : null,
    bank_details: company.bank_details,
    currency: company.currency,
  }
  return { seller, buyer: await selectBuyer(ctx.tx, customerId) }
}

export interface PaperSetting {
  readonly lang: Lang
  readonly zone: string
  readonly shop: string
  /** The customer's page. */
  readonly link: string | null
  readonly ticket_number: string | null
  readonly device: string | null
  /** Where the logo's bytes are. */
  readonly logo_key: string | null
}

/** How a paper is drawn for this customer: his language, the shop's clock, the way to his page, his device. */
export async function settingOf(
  ctx: Ctx,
  of: { customer_id: string; ticket_id: string | null },
): Promise<PaperSetting> {
  const { customer_id, ticket_id } = of
  const company = await getCompany(ctx)
  return {
    lang: await preferredLang(ctx, { customer_id }),
    zone: company.time_zone,
    shop: company.company_name,
    link: ticket_id ? (await customerLink(ctx, { ticket_id })).url : null,
    ...(await deviceOf(ctx, ticket_id)),
    logo_key: (await selectOptionalLogo(ctx.tx))?.storage_key ?? null,
  }
}

async function deviceOf(ctx: Ctx, ticketId: string | null): Promise<Pick<PaperSetting, 'ticket_number' | 'device'>> {
  const ticket = ticketId ? await selectOptionalDevice(ctx.tx, ticketId) : undefined
  if (!ticket) return { ticket_number: null, device: null }
  const mark = ticket.imei ? `IMEI ${ticket.imei}` : ticket.serial_number ? `S/N ${ticket.serial_number}` : null
  return { ticket_number: ticket.ticket_number, device: [ticket.device_model, mark].filter(Boolean).join(' · ') }
}

/** The paper with the shop's logo. Without its bytes a paper is a paper all the same, and the log says what is lost. */
export async function withLogo<Paper extends { readonly seller: PaperSeller }>(
  tools: Pick<JobTools, 'files' | 'log'>,
  paper: Paper,
  { logo_key }: Pick<PaperSetting, 'logo_key'>,
): Promise<Paper> {
  const lost = (error: unknown): null => {
    tools.log.warn({ err: error }, 'the shop’s logo cannot be read; papers go without it')
    return null
  }
  const logo = logo_key ? await tools.files.get(logo_key).catch(lost) : null
  return logo ? { ...paper, seller: { ...paper.seller, logo } } : paper
}

interface News {
  /** Also the idempotency key: said twice is sent once. */
  readonly key: string
  readonly topic: Topic
  readonly text: keyof typeof salesTexts
  readonly vars: Vars
}

/** What happened to a paper, in words into the chat. */
export async function tellNews(
  ctx: Ctx,
  of: { readonly customer_id: string; readonly customer_name: string; readonly ticket_id: string | null },
  news: News,
): Promise<void> {
  const { customer_id, ticket_id } = of
  const setting = await settingOf(ctx, of)
  const words = await textsOf(ctx, news.key)
  const body = words(setting.lang, `paper.${news.text}`, news.vars)
  const template = updateTemplate(setting, of.customer_name, body)
  await tellCustomer(ctx, {
    customer_id,
    ticket_id,
    key: news.key,
    topic: news.topic,
    lang: setting.lang,
    message: { type: 'text', body },
    template,
  })
}

/** For a closed 24-hour window; the device and its ticket are what a customer recalls, and of a sale the shop. */
function updateTemplate(setting: PaperSetting, name: string, happened: string): TemplateMessage {
  const { lang, shop, device, ticket_number, link } = setting
  if (!device || !ticket_number || !link) return templateMessage('paper_update', lang, [name, shop, happened])
  return templateMessage('ticket_update', lang, [name, device, ticket_number, happened, link])
}

interface Sums {
  readonly price_mode: 'exclusive' | 'inclusive'
  readonly subtotal: string
  readonly total: string
  readonly taxes: readonly TaxSummaryRow[]
  readonly items: readonly (Quotation['items'][number] | Invoice['items'][number])[]
}

const common = (parties: Parties, sums: Sums, setting: PaperSetting) => ({
  lang: setting.lang,
  currency: parties.seller.currency,
  seller: { ...parties.seller, name: parties.seller.company_name, company_name: null },
  buyer: parties.buyer,
  ticket_number: setting.ticket_number,
  device: setting.device,
  lines: sums.items.map(
    (item): PaperLine => ({
      description: item.description,
      quantity: String(item.quantity),
      unit_price: parseMoney(item.unit_price),
      discount: parseMoney(item.discount),
      tax: basisPoints(item.tax_rate) > 0 ? item.tax_name : '',
      amount: parseMoney(item.total_price),
    }),
  ),
  totals: totalsOf(sums),
  link: setting.link,
})

const totalsOf = (sums: Sums): PaperTotals => ({
  price_mode: sums.price_mode,
  discount: sums.items.reduce((sum, item) => sum + parseMoney(item.discount), 0),
  subtotal: parseMoney(sums.subtotal),
  taxes: sums.taxes
    .filter(tax => basisPoints(tax.tax_rate) > 0)
    .map(tax => ({ name: tax.tax_name, net: parseMoney(tax.net_amount), amount: parseMoney(tax.tax_amount) })),
  total: parseMoney(sums.total),
})

export function quotationPaper({ quotation, ...parties }: QuotationContent, setting: PaperSetting): QuotationPaper {
  return {
    ...common(parties, quotation, setting),
    number: quotation.quotation_number,
    date: dayAt(quotation.sent_at ?? quotation.created_at, setting.zone),
    version: quotation.version,
    valid_until: quotation.valid_until,
    notes: quotation.notes,
    terms: quotation.terms,
  }
}

export function invoicePaper(invoice: Invoice, setting: PaperSetting): InvoicePaper {
  const { seller, buyer } = partiesOn(invoice)
  return {
    ...common({ seller, buyer }, invoice, setting),
    number: invoice.invoice_number ?? '',
    date: invoice.invoice_date,
    due_date: invoice.due_date,
    rounding: parseMoney(invoice.rounding_amount),
    paid: parseMoney(invoice.paid_amount),
    balance: parseMoney(invoice.balance),
    payment_instructions: seller.bank_details,
    notes: invoice.notes,
  }
}

export function receiptPaper(number: string, content: ReceiptContent, setting: PaperSetting): ReceiptPaper {
  const { payment, invoice } = content
  return {
    ...common(partiesOn(invoice), invoice, setting),
    number,
    date: dayAt(payment.payment_date, setting.zone),
    paid_at: showDateTime(payment.payment_date, setting.lang, setting.zone, '1970-01-01'),
    invoice_number: invoice.invoice_number ?? '',
    payments: [
      {
        method: translate(paymentMethodMessages, setting.lang, payment.payment_method),
        reference: payment.payment_reference,
        amount: parseMoney(payment.amount),
      },
    ],
    rounding: parseMoney(payment.rounding_amount),
    paid_before: parseMoney(content.paid_before),
    change: parseMoney(payment.cash_change ?? '0.00'),
    balance: parseMoney(invoice.balance),
    received_by: content.received_by,
  }
}

function partiesOn(invoice: Invoice): Parties {
  if (!invoice.seller || !invoice.buyer) throw new Error(`invoice ${invoice.id} is printed before it was issued`)
  return { seller: invoice.seller, buyer: invoice.buyer }
}
