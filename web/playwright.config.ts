import { defineConfig } from '@playwright/test'
import { browserPath } from './e2e/browser'

// The browser is the system's (make install-test brings it); nothing is downloaded. The server is the demo, started once
// for all tests with a data folder and ports of its own.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  globalSetup: './e2e/demo.ts',
  outputDir: 'test-results',
  // Three on two cores: each waits for a page or for the world a sixth of its time.
  workers: 3,
  // Without a graphics processor a large map takes seconds to draw, and two are drawn at once.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  retries: 0,
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Helsinki',
    contextOptions: { reducedMotion: 'reduce' },
    // Recording costs a fifth of the whole run; what fails tells what the page held. LIVERY_TRACE=1 records.
    trace: process.env.LIVERY_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: browserPath,
      args: [
        '--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader', '--disable-background-networking', '--no-first-run', '--disable-component-update', '--disable-sync',
        // Pages live for seconds here, and memory is not what is short: what they leave is collected seldom, which is a tenth of the work on long pages.
        '--js-flags=--min-semi-space-size=64 --max-semi-space-size=128 --initial-heap-size=512',
      ],
    },
  },
})
