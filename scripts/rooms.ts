// Checks the arrows between the rooms (.dependency-cruiser.cjs). The folder to check may be given: node scripts/rooms.ts FOLDER
import { createRequire, registerHooks } from 'node:module'
import { join } from 'node:path'

// dependency-cruiser reads TypeScript through the compiler's API, which TypeScript 7 has no longer: it would see no module at all and
// be content. Here, and only here, "typescript" is version 6.
registerHooks({
  resolve: (specifier, context, next) => next(specifier.replace(/^typescript(?=\/|$)/, 'typescript-6'), context),
})

const root = join(import.meta.dirname, '..')
const folder = process.argv[2] ?? root
const { cruise } = await import('dependency-cruiser')
const { default: extractTSConfig } = await import('dependency-cruiser/config-utl/extract-ts-config')
const { forbidden, options } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'))

process.chdir(folder)
const tsConfig = extractTSConfig(join(root, 'tsconfig.json'))
const { output } = await cruise(['src'], { ...options, ruleSet: { forbidden }, validate: true }, undefined, {
  tsConfig,
})
if (typeof output === 'string') throw new Error(output)

const { violations, totalCruised, totalDependenciesCruised = 0 } = output.summary
for (const { rule, from, to, cycle } of violations) {
  console.log(`${from} → ${cycle ? cycle.map(step => step.name).join(' → ') : to}: ${rule.name}`)
}
if (totalDependenciesCruised === 0)
  throw new Error('dependency-cruiser saw no import: it no longer reads TypeScript, so this check is worth nothing')
console.log(`${totalCruised} modules, ${totalDependenciesCruised} arrows, ${violations.length} forbidden`)
process.exitCode = violations.length ? 1 : 0
