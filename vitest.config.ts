import { defineConfig } from 'vitest/config'
import { findBrowser } from './scripts/proof/find-browser.mjs'

const second = 1000

/** One project per folder under test/, so that `vitest run --project engine` runs one. */
const area = (name: string, options: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: 60 * second,
    hookTimeout: 60 * second,
    ...options,
  },
})

export default defineConfig({
  test: {
    passWithNoTests: false,
    globalSetup: ['test/setup/first-starts.ts'],
    projects: [
      area('engine'),
      area('rulesets'),
      area('server'),
      area('designer'),
      area('workspace', { testTimeout: 120 * second }),
      // Left out of `pnpm test`: it measures, kills and tries many ways, and takes hours.
      area('long', {
        testTimeout: 1800 * second,
        hookTimeout: 1800 * second,
        fileParallelism: false,
        globalSetup: ['test/setup/build-designer.ts'],
        env: { CHROMIUM_PATH: findBrowser() ?? '' },
      }),
      area('e2e', {
        testTimeout: 120 * second,
        hookTimeout: 180 * second,
        globalSetup: ['test/setup/build-designer.ts'],
        env: { CHROMIUM_PATH: findBrowser() ?? '' },
      }),
    ],
  },
})
