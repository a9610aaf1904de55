import { expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'

const config = loadConfig({})
if (config.kind === 'faults') throw new Error('the configuration has faults')
const { judge } = config.config
const categoriesOf = (title: string, summary = '') =>
  judge({ title, summary, source: 'A Wire', publishedAt: null }).categories

test.each([
  'INVESTOR ALERT: Doe & Roe LLP Investigates Acme, Inc. on Behalf of Investors After It Lays Off 300 Employees',
  'DOE, A LEADING LAW FIRM, Encourages Acme, Inc. Investors to Secure Counsel Before Deadline in Securities Class Action Over Layoffs',
  'Acme Shareholder Alert: Lead Plaintiff Deadline After Acme Cuts 20% of Its Workforce',
  'Doe Roe Reminds Acme AI Investors of Class Action After Its $2 Billion AI Data Center Investment',
])('a law firm’s release is held back: %s', (title) => {
  expect(categoriesOf(title)).toEqual([])
})

test.each([
  ['Acme Announces Workforce Reduction of Approximately 300 Employees', 'layoff'],
  ['Acme AI Raises $50 Million Series B to Build AI Agents', 'ai_investment'],
])('a company’s own is not: %s', (title, category) => {
  expect(categoriesOf(title)).toContain(category)
})
