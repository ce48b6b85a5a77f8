import type { Ctx } from '../../db/ctx.ts'
import { AppError } from '../../shared/errors.ts'
import type { Company } from '../../shared/settings.ts'
import { storeUpload } from '../files/files.ts'
import type { ReceivedFile, RouteTools } from '../tools.ts'
import { updateCompany } from './settings.queries.ts'
import { getCompany } from './settings.ts'

/** The door has drawn the picture anew already: PNG or JPEG, as papers need it. */
export async function setLogo(
  tools: Pick<RouteTools, 'run' | 'files'>,
  input: { readonly files: readonly ReceivedFile[] },
): Promise<Company> {
  const [file] = input.files
  if (!file) throw new AppError('bad_request')
  try {
    if (!file.mime_type.startsWith('image/')) throw new AppError('file_type_refused')
    return await tools.run(async ctx => {
      const { id } = await storeUpload(ctx, file, { kind: 'logo' })
      await updateCompany(ctx.tx, { logo_file_id: id, updated_by: ctx.actor.user_id })
      return getCompany(ctx)
    })
  } catch (error) {
    // No row speaks of its bytes.
    for (const key of [file.storage_key, file.thumbnail_key]) if (key) await tools.files.delete(key)
    throw error
  }
}

export async function removeLogo(ctx: Ctx): Promise<Company> {
  await updateCompany(ctx.tx, { logo_file_id: null, updated_by: ctx.actor.user_id })
  return getCompany(ctx)
}
