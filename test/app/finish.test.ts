import { expect, it } from 'vitest'
import { finish } from '../../src/app/finish.ts'
import { createCollectedLog } from '../works/collected-log.ts'

function record(isDone: boolean) {
  const steps: string[] = []
  const note = (step: string) => async () => void steps.push(step)
  const platform = {
    settled: async () => {
      steps.push('settled')
      return isDone
    },
    letGo: note('letGo'),
  }
  return { steps, platform, answering: { cut: note('cut'), close: note('close') } }
}

it('what is done in time is written down before the end', async () => {
  const { steps, platform, answering } = record(true)
  await finish([platform], answering, createCollectedLog())
  expect(steps).toEqual(['settled', 'cut', 'settled', 'close', 'settled'])
})

it('what is not done in time is left to other processes before it is cut short', async () => {
  const { steps, platform, answering } = record(false)
  const log = createCollectedLog()
  await finish([platform, { settled: async () => true }], answering, log)
  expect(steps).toEqual(['settled', 'letGo', 'cut', 'settled', 'close', 'settled'])
  expect(log.lines).toMatchObject([{ level: 'warn' }])
})
