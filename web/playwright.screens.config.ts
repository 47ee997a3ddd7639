import { defineConfig } from '@playwright/test'
import base from './playwright.config'

// Pictures of every screen, for people: make screens.
export default defineConfig({ ...base, testMatch: 'screens.ts', fullyParallel: true, timeout: 120_000 })
