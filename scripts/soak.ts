// npm run soak -- [NAME] [--seed N] [--rounds M] [--kills K]: the long proofs at full size. `npm test` holds short versions of the same code.
// The first failure ends it and names its seed; `--seed N` repeats it. The channel is killed in rounds of 40, each with the next seed.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

type Size = Readonly<Record<'seed' | 'rounds' | 'kills', string>>

/** Each proof is a test file and what makes it long. */
type Proof = (size: Size) => { readonly file: string; readonly env: Readonly<Record<string, string>> }
const PROOFS: Readonly<Record<string, Proof>> = {
  journey: ({ rounds }) => ({ file: 'test/e2e/kill.test.ts', env: { SOAK_ROUNDS: rounds } }),
  channel: ({ kills }) => ({ file: 'test/e2e/channel.test.ts', env: { SOAK_KILLS: kills } }),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    rounds: { type: 'string', default: '20' },
    kills: { type: 'string', default: '1000' },
  },
})
for (const name of ['seed', 'rounds', 'kills'] as const) requireWhole(name, values[name])
const unknown = positionals.filter(name => !PROOFS[name])
if (unknown.length) stop(`No proof called ${unknown.join(', ')}. There are: ${Object.keys(PROOFS).join(', ')}`)
for (const name of positionals.length ? positionals : Object.keys(PROOFS)) {
  const code = await prove(name)
  if (code !== 0) process.exit(code)
}

function prove(name: string): Promise<number> {
  const { file, env } = (PROOFS[name] as Proof)(values)
  console.log(`soak ${name}: seed ${values.seed}, ${JSON.stringify(env)}`)
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--bail=1', file], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, SOAK_SEED: values.seed, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise(resolve => child.on('exit', code => resolve(code ?? 1)))
}

function requireWhole(name: string, value: string): void {
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number <= 0)
    stop(`--${name} is ${JSON.stringify(value)}; it must be a whole number above 0`)
}

function stop(why: string): never {
  console.error(why)
  process.exit(1)
}
