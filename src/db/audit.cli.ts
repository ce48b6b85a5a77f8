import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readEnv } from '../env.ts'
import { parseAnchors } from '../shared/anchors.ts'
import { verifyAudit } from './audit.ts'
import { withOwner } from './cli.owner.ts'
import { SetupError } from './setup-error.ts'

try {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const path = join(readEnv().DATA_DIR, 'audit-anchors.log')
  const anchors = existsSync(path) ? parseAnchors(readFileSync(path, 'utf8')) : []
  await withOwner(async ownerUrl => {
    const { sealed, waiting, broken } = await verifyAudit(ownerUrl, anchors)
    if (broken) {
      process.stdout.write(
        `The audit trail was touched. First broken row: ${broken.number} (${broken.what}): ${broken.reason}\n`,
      )
      process.exitCode = 1
      return
    }
    process.stdout.write(
      `${sealed} sealed rows are whole and agree with ${anchors.length} anchors; ${waiting} wait to be sealed.\n`,
    )
    if (sealed > 0 && anchors.length === 0)
      process.stdout.write(`There is no ${path}: rows cut off at the end would not be noticed.\n`)
  })
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : (error as Error).stack}\n`)
  process.exitCode = 1
}
