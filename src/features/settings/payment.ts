import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import { readDuitnow } from '../../shared/duitnow.ts'
import { AppError } from '../../shared/errors.ts'
import type { Company, settingsContracts } from '../../shared/settings.ts'
import { storeUpload } from '../files/files.ts'
import type { ReceivedFile, RouteTools } from '../tools.ts'
import { updateCompany } from './settings.queries.ts'
import { getCompany } from './settings.ts'

const by = (ctx: Ctx) => ({ updated_by: ctx.actor.user_id })

export async function setPayment(ctx: Ctx, input: InputOf<typeof settingsContracts.setPayment>): Promise<Company> {
  await updateCompany(ctx.tx, { bank_details: input.bank_details || null, bargaining: input.bargaining, ...by(ctx) })
  return getCompany(ctx)
}

type Tools = Pick<RouteTools, 'run' | 'files' | 'qr'>

/** Only a code that can be read back, is whole and is the shop's for good is kept: a wrong one would send customers' money away. */
export async function setDuitnowQr(tools: Tools, input: { readonly files: readonly ReceivedFile[] }): Promise<Company> {
  const [file] = input.files
  if (!file) throw new AppError('bad_request')
  try {
    if (!file.mime_type.startsWith('image/')) throw new AppError('file_type_refused')
    const duitnow_payload = await tools.qr.read(await tools.files.get(file.storage_key))
    if (!duitnow_payload) throw new AppError('qr_unreadable')
    readDuitnow(duitnow_payload)
    return await tools.run(async ctx => {
      const { id } = await storeUpload(ctx, file, { kind: 'duitnow_qr' })
      await updateCompany(ctx.tx, { duitnow_file_id: id, duitnow_payload, ...by(ctx) })
      return getCompany(ctx)
    })
  } catch (error) {
    // No row speaks of its bytes.
    for (const key of [file.storage_key, file.thumbnail_key]) if (key) await tools.files.delete(key)
    throw error
  }
}

/** The file stays: chats in which it was sent still show it. */
export async function removeDuitnowQr(ctx: Ctx): Promise<Company> {
  await updateCompany(ctx.tx, { duitnow_file_id: null, duitnow_payload: null, ...by(ctx) })
  return getCompany(ctx)
}
