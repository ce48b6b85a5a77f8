// npm run soak -- [--seed N] [--rounds M]: the long proofs at full size. `npm test` holds short versions of the same code.
// A failure names its seed; `--seed N --rounds 1` repeats it.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const PROOFS = ['test/e2e/kill.test.ts']

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    rounds: { type: 'string', default: '20' },
  },
})
const seed = whole('seed', values.seed)
const rounds = whole('rounds', values.rounds)
console.log(`soak: seed ${seed}, ${rounds} rounds`)
const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...PROOFS], {
  cwd: join(import.meta.dirname, '..'),
  env: { ...process.env, SOAK_SEED: String(seed), SOAK_ROUNDS: String(rounds) },
  stdio: ['ignore', 'inherit', 'inherit'],
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', code => process.exit(code ?? 1))

function whole(name: string, value: string): number {
  const number = Number(value)
  if (Number.isSafeInteger(number) && number > 0) return number
  console.error(`--${name} is ${JSON.stringify(value)}; it must be a whole number above 0`)
  process.exit(1)
}
