import os from 'node:os'
import { expect, onTestFinished, test, vi } from 'vitest'
import { passed } from '../../src/store/postgres/passed.ts'

test('what passes while the machine sleeps has passed, once', () => {
  const awake = os.uptime.bind(os)
  const uptime = vi.spyOn(os, 'uptime')
  onTestFinished(() => uptime.mockRestore())
  const offset = () => Math.round((passed() - performance.now()) / 1000)
  expect(offset()).toBeCloseTo(0)
  uptime.mockImplementation(() => awake() + 3600)
  expect([offset(), offset()]).toEqual([3600, 3600])
  uptime.mockImplementation(() => awake() + 3601)
  expect(offset()).toBe(3600)
  uptime.mockImplementation(() => awake() + 7200)
  expect(offset()).toBe(7200)
})
