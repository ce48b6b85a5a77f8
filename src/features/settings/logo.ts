import type { Ctx } from '../../db/ctx.ts'
import type { Company } from '../../shared/settings.ts'
import type { ReceivedFile, RouteTools } from '../tools.ts'
import { keepPicture } from './pictures.ts'
import { changeCompany } from './settings.ts'

/** The door has drawn the picture anew already: PNG or JPEG, as papers need it. */
export const setLogo = (
  tools: Pick<RouteTools, 'run' | 'files'>,
  { files: [file] }: { readonly files: readonly ReceivedFile[] },
): Promise<Company> => keepPicture(tools, file, 'logo', async () => id => ({ logo_file_id: id }))

export const removeLogo = (ctx: Ctx): Promise<Company> => changeCompany(ctx, { logo_file_id: null })
