import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const CHECK = join(import.meta.dirname, '../scripts/rooms.ts')

/** What the check says about a small house of these files, besides `export const it = 1` in each. */
function arrowsOf(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'baiki-rooms-'))
  try {
    for (const [path, source] of Object.entries(files)) {
      mkdirSync(join(folder, 'src', dirname(path)), { recursive: true })
      writeFileSync(join(folder, 'src', path), `${source}\nexport const it = 1\n`)
    }
    writeFileSync(join(folder, 'package.json'), '{}')
    const { stdout, stderr } = spawnSync(process.execPath, [CHECK, folder], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(stdout).toMatch(/\d+ modules, [1-9]\d* arrows/)
    return stdout
      .split('\n')
      .filter(line => line.includes(' → '))
      .sort()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const verb = "import { it as other } from '../invoices/invoices.ts'"

test('the arrows that the house allows pass', () => {
  expect(
    arrowsOf({
      'shared/money.ts': '',
      'db/db.ts': "import { it as money } from '../shared/money.ts'",
      'adapters/pdf/pdf.ts': '',
      'features/invoices/invoices.ts': "import type { it as pdf } from '../../adapters/pdf/pdf.ts'",
      'features/tools.ts': '',
      'features/payments/payments.jobs.ts': "import type { it as tools } from '../tools.ts'",
      'features/payments/payments.ts': `${verb}\nimport { it as db } from '../../db/db.ts'`,
      'http/routes.ts': "import { it as pay } from '../features/payments/payments.ts'",
    }),
  ).toEqual([])
})

test('every arrow that the house forbids is found', () => {
  const found = arrowsOf({
    'shared/money.ts': "import 'node:fs'\nimport { it as db } from '../db/db.ts'",
    'db/db.ts': '',
    'adapters/pdf/pdf.ts': "import { it as db } from '../../db/db.ts'",
    'features/invoices/invoices.ts': '',
    'features/invoices/invoices.queries.ts': '',
    'features/payments/payments.ts': "import { it as rows } from '../invoices/invoices.queries.ts'",
    'features/quotations/quotations.ts': "import { it as pdf } from '../../adapters/pdf/pdf.ts'",
    'http/routes.ts': "import { it as rows } from '../features/invoices/invoices.queries.ts'",
    'web/a.ts': "import { it as b } from './b.ts'\nimport { it as db } from '../db/db.ts'",
    'web/b.ts': "import { it as a } from './a.ts'\nimport { it as gone } from './gone.ts'",
  })
  expect(found).toEqual([
    'src/adapters/pdf/pdf.ts → src/db/db.ts: adapters-imports-only-its-neighbours',
    'src/features/payments/payments.ts → src/features/invoices/invoices.queries.ts: features-meet-at-the-front-door',
    'src/features/quotations/quotations.ts → src/adapters/pdf/pdf.ts: adapters-are-handed-in',
    'src/http/routes.ts → src/features/invoices/invoices.queries.ts: doors-do-not-query',
    'src/shared/money.ts → fs: shared-is-pure',
    'src/shared/money.ts → src/db/db.ts: shared-imports-only-its-neighbours',
    'src/web/a.ts → src/db/db.ts: web-imports-only-its-neighbours',
    'src/web/a.ts → src/web/b.ts → src/web/a.ts: no-cycles',
    'src/web/b.ts → ./gone.ts: resolves',
  ])
})
