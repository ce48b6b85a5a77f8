import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import { readDuitnow } from '../../shared/duitnow.ts'
import { AppError } from '../../shared/errors.ts'
import type { Company, settingsContracts } from '../../shared/settings.ts'
import type { ReceivedFile, RouteTools } from '../tools.ts'
import { keepPicture } from './pictures.ts'
import { changeCompany } from './settings.ts'

export const setPayment = (ctx: Ctx, input: InputOf<typeof settingsContracts.setPayment>): Promise<Company> =>
  changeCompany(ctx, { bank_details: input.bank_details || null, bargaining: input.bargaining })

type Tools = Pick<RouteTools, 'run' | 'files' | 'qr'>

/** Only a code that can be read back, is whole and is the shop's for good is kept: a wrong one would send customers' money away. */
export const setDuitnowQr = (
  tools: Tools,
  { files: [file] }: { readonly files: readonly ReceivedFile[] },
): Promise<Company> =>
  keepPicture(tools, file, 'duitnow_qr', async ({ storage_key }) => {
    const duitnow_payload = await tools.qr.read(await tools.files.get(storage_key))
    if (!duitnow_payload) throw new AppError('qr_unreadable')
    readDuitnow(duitnow_payload)
    return id => ({ duitnow_file_id: id, duitnow_payload })
  })

/** The file stays: chats in which it was sent still show it. */
export const removeDuitnowQr = (ctx: Ctx): Promise<Company> =>
  changeCompany(ctx, { duitnow_file_id: null, duitnow_payload: null })
