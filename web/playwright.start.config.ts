import { defineConfig } from '@playwright/test'
import shared from './playwright.config'

// A new reseller's way alone, for `make prove-start`: it has a world of its own, so the demo is not started.
export default defineConfig({ ...shared, globalSetup: undefined, testMatch: 'start.spec.ts', timeout: 600_000 })
