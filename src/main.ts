#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// A third less to wait at every start but the first.
enableCompileCache()

const { readEnvironment } = await import('./config.ts')
const { runProgram } = await import('./program.ts')
const { outliveReaders } = await import('./verbs/outlive-readers.ts')

outliveReaders([process.stdout, process.stderr])
process.exitCode = await runProgram(process.argv.slice(2), readEnvironment)
