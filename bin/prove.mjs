#!/usr/bin/env node
import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './install.mjs'
import { orRefuse } from './refusal.mjs'
import { run } from './run.mjs'

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))))
await orRefuse(async () => {
  await install(root)
  await run(root, 'tests/prove/run.ts', process.argv.slice(2))
})
