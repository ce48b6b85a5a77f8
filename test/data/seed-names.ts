// The names that were asked for, read from the seed's SQL: node test/data/seed-names.ts SEED.txt > test/data/seed-names.json
import { readFileSync } from 'node:fs'

const sql = readFileSync(process.argv[2] ?? '', 'utf8')
const names = (pattern: RegExp): string[] => [...sql.matchAll(pattern)].map(match => match[1] ?? '').sort()

const tables = Object.fromEntries(
  [...sql.matchAll(/^CREATE TABLE app\.(\w+) \(\n([\s\S]*?)^\);/gm)].map(([, table, body]) => [
    table,
    [...(body ?? '').matchAll(/^ {2,4}([a-z_]+) [A-Z]/gm)].map(match => match[1]),
  ]),
)
const triggers = [...sql.matchAll(/^CREATE TRIGGER (\w+)[\s\S]*? ON app\.(\w+)/gm)].map(match => `${match[2]}.${match[1]}`)

process.stdout.write(
  `${JSON.stringify(
    {
      tables,
      indexes: names(/^CREATE (?:UNIQUE )?INDEX (\w+)/gm),
      triggers: triggers.sort(),
      views: names(/^CREATE OR REPLACE VIEW app\.(\w+)/gm),
      functions: names(/^CREATE OR REPLACE FUNCTION (?:app\.)?(\w+)/gm),
    },
    null,
    2,
  )}\n`,
)
