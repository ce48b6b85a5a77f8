import { AppError } from '../../shared/errors.ts'
import type { Company } from '../../shared/settings.ts'
import { storeUpload } from '../files/files.ts'
import type { ReceivedFile, RouteTools } from '../tools.ts'
import { type CompanyChanges, changeCompany } from './settings.ts'

/**
 * A picture that is one of the shop's settings. `changesWith` looks at it before anything is written, and says what is set once it has
 * its id. What is refused, or not written after all, leaves no bytes behind: no row would speak of them.
 */
export async function keepPicture(
  { run, files }: Pick<RouteTools, 'run' | 'files'>,
  file: ReceivedFile | undefined,
  kind: 'logo' | 'duitnow_qr',
  changesWith: (file: ReceivedFile) => Promise<(id: string) => CompanyChanges>,
): Promise<Company> {
  if (!file) throw new AppError('bad_request')
  try {
    if (!file.mime_type.startsWith('image/')) throw new AppError('file_type_refused')
    const changes = await changesWith(file)
    return await run(async ctx => {
      const { id } = await storeUpload(ctx, file, { kind })
      return changeCompany(ctx, changes(id))
    })
  } catch (error) {
    for (const key of [file.storage_key, file.thumbnail_key]) if (key) await files.delete(key)
    throw error
  }
}
