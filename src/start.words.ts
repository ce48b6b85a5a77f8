import type { Env } from './env.ts'

/** What is said when everything runs: only addresses that answer. */
export function readyWords(
  env: Pick<Env, 'PUBLIC_URL' | 'ROLE' | 'DEMO' | 'WHATSAPP_GRAPH_URL'>,
  seconds: number,
  logPath?: string,
): string {
  const url = env.PUBLIC_URL
  const admin = env.DEMO ? '' : ' (once signed in as an admin)'
  const pages = [
    `\nBaiki is ready (${seconds.toFixed(1)} s). Open:\n`,
    `  ${url}/           the shop, for those who work in it`,
    ...(env.WHATSAPP_GRAPH_URL ? [] : [`  ${url}/phone      a customer's phone, to write to the shop${admin}`]),
    `  ${url}/api/docs   the API`,
    ...(env.DEMO ? ['\nSign in as admin, staff or technician with the password demo-password.'] : []),
  ]
  const worker = [`\nBaiki is ready (${seconds.toFixed(1)} s). ROLE=worker: it does the jobs and serves no pages.`]
  const log = logPath ? [`\nIts log is ${logPath}.`] : []
  return [...(env.ROLE === 'worker' ? worker : pages), ...log, '\nCtrl-C stops everything.\n'].join('\n')
}
