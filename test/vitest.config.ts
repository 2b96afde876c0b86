import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    dir: 'test',
    globalSetup: 'test/helpers/global-setup.ts',
    include: ['**/*.test.ts'],
    reporters: process.env.CI ? ['default'] : ['dot'],
    testTimeout: 20_000,
  },
})
