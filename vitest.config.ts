import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.{test,spec}.ts'],
    globalSetup: ['test/helpers/server.ts'],
    // Two cores: more workers only take turns.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One second is less than a busy machine may take.
    expect: { poll: { timeout: 10_000 } },
    // The shop's zone is a setting; nothing may lean on the machine's.
    env: { TZ: 'UTC' },
  },
})
