import { loadDemo } from './demo/demo.ts'
import type { Env } from './env.ts'
import type { Database } from './start.database.ts'
import { accountOf, standinFolder } from './start.standin.ts'

/** The demo shop, whose chats were held on the number that this installation writes from. */
export async function prepareDemo(env: Env, database: Database): Promise<void> {
  const standin = !env.WHATSAPP_GRAPH_URL
  const folder = standinFolder(env)
  await loadDemo({
    ownerUrl: database.ownerUrl,
    secretKey: database.secretKey,
    dataDir: env.DATA_DIR,
    public_url: env.PUBLIC_URL,
    phone_number_id: standin ? (await accountOf(folder)).phone_number_id : (env.WHATSAPP_PHONE_NUMBER_ID as string),
    ...(standin ? { standinDir: folder } : {}),
  })
}
