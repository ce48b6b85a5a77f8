import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readEnv } from '../env.ts'
import { withOwner } from './cli.owner.ts'
import { startTemporary } from './embedded.temporary.ts'
import { runningUrls } from './embedded.ts'
import { migrationsHash } from './migrate.files.ts'
import { migrate, migrationStatus } from './migrate.ts'
import { dumpSchema } from './schema-dump.ts'
import { SetupError } from './setup-error.ts'

const ROOT = join(import.meta.dirname, '../..')
const CACHE = join(ROOT, 'node_modules/.cache/baiki')
/** Columns carry the text of the wire; see connection.ts. */
const TYPE_MAPPING = {
  timestamptz: 'string',
  date: 'string',
  int8: 'number',
  time: 'string',
  interval: 'string',
  inet: 'string',
}

const COMMANDS: Record<string, () => Promise<void>> = {
  migrate: () =>
    withOwner(async (ownerUrl, serving) => {
      const ran = await migrate({ ownerUrl, ...serving })
      say(ran.length ? ran.map(name => `applied ${name}`).join('\n') : 'Nothing to do: the database is up to date.')
    }),
  status: () =>
    withOwner(async ownerUrl => {
      const { applied, pending } = await migrationStatus(ownerUrl)
      say(
        [`${applied.length} applied, ${pending.length} pending`, ...pending.map(name => `pending ${name}`)].join('\n'),
      )
    }),
  schema: () =>
    withMigrated(async ownerUrl => {
      writeFileSync(join(ROOT, 'db/schema.sql'), await dumpSchema(ownerUrl))
      say('Wrote db/schema.sql')
    }),
  types: () =>
    withMigrated(async ownerUrl => {
      writeTypes(ownerUrl)
      say('Wrote src/db/types.ts')
    }),
  'psql-url': async () => {
    const env = readEnv()
    say(env.DATABASE_URL ?? (await runningUrls(env.DATA_DIR)).ownerUrl)
  },
}

try {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const command = COMMANDS[process.argv[2] ?? '']
  if (!command) throw new SetupError(`npm run db -- ${Object.keys(COMMANDS).join(' | ')}`)
  await command()
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : (error as Error).stack}\n`)
  process.exitCode = 1
}

/** A throw-away database with exactly the migrations of this checkout. */
async function withMigrated(work: (ownerUrl: string) => Promise<void>): Promise<void> {
  const server = await startTemporary({
    cacheDir: CACHE,
    key: `server-18-${migrationsHash().slice(0, 16)}`,
    prepare: async fresh => void (await migrate(fresh)),
  })
  await work(server.ownerUrl).finally(server.stop)
}

function writeTypes(ownerUrl: string): void {
  const codegen = join(ROOT, 'node_modules/kysely-codegen/dist/cli/bin.js')
  const out = join(ROOT, 'src/db/types.ts')
  const options = [
    '--dialect',
    'postgres',
    '--url',
    ownerUrl,
    '--default-schema',
    'app',
    '--include-pattern',
    'app.*',
    '--out-file',
    out,
    '--log-level',
    'error',
  ]
  const { status, stderr } = spawnSync(
    process.execPath,
    [codegen, ...options, '--type-mapping', JSON.stringify(TYPE_MAPPING)],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new SetupError(`kysely-codegen failed:\n${stderr}`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
