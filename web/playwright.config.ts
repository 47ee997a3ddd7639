import { defineConfig } from '@playwright/test'

// The browser is the system's (make install-test brings it); nothing is downloaded. The server is the demo, started once
// for all tests with a data folder and ports of its own.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  globalSetup: './e2e/demo.ts',
  outputDir: 'test-results',
  workers: 2,
  // Without a graphics processor a large map takes seconds to draw, and two are drawn at once.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  retries: 0,
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Helsinki',
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.LIVERY_CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader', '--disable-background-networking', '--no-first-run', '--disable-component-update', '--disable-sync'],
    },
  },
})
