// The rooms and the arrows between them, as docs and README say. Run by scripts/rooms.ts.
const TESTS = '\\.test\\.tsx?$'
/** "npm run db" assembles like main.ts does, only smaller. */
const COMMAND = '^src/db/(audit\\.cli|cli|cli\\.owner)\\.ts$'

/** A room may import itself and what is listed; everything else under src is refused. */
const room = (name, path, allowed) => ({
  name: `${name}-imports-only-its-neighbours`,
  severity: 'error',
  from: { path, pathNot: `${TESTS}|${COMMAND}` },
  to: { path: '^src/', pathNot: [path, ...allowed].join('|') },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolves', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },

    room('shared', '^src/shared/', []),
    room('db', '^src/db/', ['^src/shared/']),
    room('adapters', '^src/adapters/', ['^src/shared/']),
    room('features', '^src/features/', ['^src/db/', '^src/shared/', '^src/adapters/']),
    room('http', '^src/http/', ['^src/features/', '^src/db/', '^src/shared/', '^src/adapters/']),
    room('jobs', '^src/jobs/', ['^src/features/', '^src/db/', '^src/shared/', '^src/adapters/']),
    room('demo', '^src/demo/', ['^src/features/', '^src/db/', '^src/shared/', '^src/adapters/']),
    room('web', '^src/web/', ['^src/shared/']),
    {
      name: 'adapters-are-handed-in',
      comment: 'verbs and doors know an adapter by its type only; main.ts makes it',
      severity: 'error',
      from: { path: '^src/(features|http|jobs)/', pathNot: TESTS },
      to: { path: '^src/adapters/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-meet-at-the-front-door',
      comment:
        'another feature is reached through its verbs (b/b.ts), never its queries; tools.ts is what the doors hand to all',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^src/features/',
        pathNot: ['^src/features/$1/', '^src/features/([^/]+)/\\1\\.ts$', '^src/features/tools\\.ts$'],
      },
    },
    {
      name: 'doors-do-not-query',
      severity: 'error',
      from: { path: '^src/(http|jobs)/', pathNot: TESTS },
      to: { path: '\\.queries\\.ts$' },
    },
    {
      name: 'nobody-imports-the-assembler',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(main|start|env|demo/)|${COMMAND}` },
      to: { path: '^src/(main|start)[^/]*\\.ts$' },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'one-room-with-a-pool',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/db/|${TESTS}` },
      to: { path: '^node_modules/pg/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-development-packages-at-run-time',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'every-package-is-declared',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.json` },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
