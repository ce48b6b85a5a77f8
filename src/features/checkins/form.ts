import { isDeepStrictEqual } from 'node:util'
import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { CheckinForm, CheckinPage, CheckinPrefill } from '../../shared/checkins.ts'
import { AppError } from '../../shared/errors.ts'
import type { StoredFile } from '../../shared/files.ts'
import { TERMS_VERSION } from '../../shared/messages/terms.ts'
import { termsOf } from '../../shared/terms.ts'
import type { Terms } from '../../shared/tickets.ts'
import { getCustomer, preferredLang, recordConsent } from '../customers/customers.ts'
import { filesOfCheckin, storeUpload } from '../files/files.ts'
import { getCompany } from '../settings/settings.ts'
import { customerPageUrl } from '../tickets/tickets.ts'
import type { ReceivedFile } from '../tools.ts'
import { type CheckinRow, lockCheckin, selectCheckin, updateCheckin } from './checkins.queries.ts'

const MOST_FILES = 20

const mine = (ctx: Ctx): string => {
  if (!ctx.actor.checkin_id) throw new AppError('not_found')
  return ctx.actor.checkin_id
}

/** The form as far as it is known; after it was handed in, what became of it. */
export async function checkinPage(ctx: Ctx): Promise<CheckinPage> {
  const checkin = await selectCheckin(ctx.tx, mine(ctx))
  if (!checkin.opened_at) await updateCheckin(ctx.tx, checkin.id, { opened_at: ctx.now })
  return pageOf(ctx, checkin)
}

async function pageOf(ctx: Ctx, checkin: CheckinRow): Promise<CheckinPage> {
  const company = await getCompany(ctx)
  const customer = await getCustomer(ctx, checkin)
  const prefill = checkin.prefill as CheckinPrefill
  const { company_name, phone, address, logo_url } = company
  return {
    status: checkin.status as CheckinPage['status'],
    lang: customer.lang,
    shop: { company_name, phone, address, logo_url },
    expires_at: checkin.expires_at,
    prefill: {
      name: customer.name,
      device_type: prefill.device_type ?? null,
      brand: prefill.brand ?? null,
      model: prefill.model ?? null,
      problem: prefill.problem ?? null,
    },
    asks_passcode: company.asks_passcode,
    terms: (checkin.terms as Terms | null) ?? termsOf(company, customer.lang),
    files: (await filesOfCheckin(ctx, checkin.id)).filter(file => file.kind !== 'checkin_qr'),
    ticket_number: checkin.ticket_number,
    ticket_url: checkin.ticket_number ? customerPageUrl(ctx, checkin.id) : null,
  }
}

/** A photo of the condition, or the signature; one at a time, so that a bad connection loses one at most. */
export async function addCheckinFile(
  ctx: Ctx,
  input: { readonly kind: 'condition_photo' | 'signature'; readonly files: readonly ReceivedFile[] },
): Promise<StoredFile> {
  const checkin = await selectCheckin(ctx.tx, mine(ctx))
  if (checkin.status !== 'open') throw new AppError('checkin_used')
  const [file] = input.files
  if (!file) throw new AppError('bad_request')
  if (!file.mime_type.startsWith('image/')) throw new AppError('file_type_refused')
  if ((await filesOfCheckin(ctx, checkin.id)).length >= MOST_FILES) throw new AppError('too_many_requests')
  return storeUpload(ctx, file, { kind: input.kind, checkin_id: checkin.id, customer_id: checkin.customer_id })
}

/** Hands the form in, once. The answer that got lost can be asked for again with the same form; another form is refused. */
export async function submitCheckin(ctx: Ctx, input: CheckinForm & { readonly token?: string }): Promise<CheckinPage> {
  const { passcode, token: _token, ...rest } = input
  const form = JSON.parse(JSON.stringify(rest))
  const checkin = await lockCheckin(ctx.tx, mine(ctx))
  if (checkin.status !== 'open') {
    if (isDeepStrictEqual(checkin.form, form)) return pageOf(ctx, checkin)
    throw new AppError('checkin_used')
  }
  const company = await getCompany(ctx)
  const terms = termsOf(company, await preferredLang(ctx, checkin))
  if (input.terms_version !== terms.version) throw new AppError('terms_changed')
  await checkFiles(ctx, checkin.id, input)
  await updateCheckin(ctx.tx, checkin.id, {
    status: 'submitted',
    form,
    terms,
    passcode_sealed: passcode && company.asks_passcode ? ctx.shop.seal(passcode, passcodeContext(checkin.id)) : null,
    signature_file_id: input.signature_file_id,
    submitted_at: ctx.now,
  })
  await consentTo(ctx, checkin.customer_id, terms)
  await enqueue(ctx, 'checkins.open_ticket', { checkin_id: checkin.id })
  return pageOf(ctx, await selectCheckin(ctx.tx, checkin.id))
}

export const passcodeContext = (checkin_id: string): string => `checkin_passcode:${checkin_id}`

/** Only what was uploaded with this very link. */
async function checkFiles(ctx: Ctx, checkin_id: string, form: CheckinForm): Promise<void> {
  const files = await filesOfCheckin(ctx, checkin_id)
  const has = (id: string, kind: string) => files.some(file => file.id === id && file.kind === kind)
  const problems = [
    ...(has(form.signature_file_id, 'signature') ? [] : [{ path: 'signature_file_id', message: 'not_found' }]),
    ...(form.photo_file_ids.every(id => has(id, 'condition_photo'))
      ? []
      : [{ path: 'photo_file_ids', message: 'not_found' }]),
  ]
  if (problems.length > 0) throw new AppError('validation_failed', {}, problems)
}

async function consentTo(ctx: Ctx, customer_id: string, terms: Terms): Promise<void> {
  const consent = { customer_id, granted: true, wording_version: TERMS_VERSION, source: 'checkin' } as const
  await recordConsent(ctx, { ...consent, purpose: 'repair_terms', wording: terms.wording.join('\n') })
  await recordConsent(ctx, { ...consent, purpose: 'privacy_notice', wording: terms.privacy })
}
