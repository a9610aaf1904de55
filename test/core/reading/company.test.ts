import { describe, expect, test } from 'vitest'
import type { CompanyKey } from '../../../src/core/ids.ts'
import { compileCompanies, foldCompanyName } from '../../../src/core/reading/company.ts'
import { companyEntry } from '../../support/rows.ts'

const directory = compileCompanies([
  companyEntry('amazon', 'Amazon', {
    tickers: ['AMZN'],
    units: [companyEntry('aws', 'AWS', { aliases: ['Amazon Web Services'] })],
  }),
  companyEntry('nestle', 'Nestlé'),
])

describe('a directory of companies', () => {
  test('finds a company by name, alias and ticker, whatever the case, accents and legal suffixes', () => {
    expect(directory.find('AMAZON, Inc.')?.key).toBe('amazon')
    expect(directory.find('amzn')?.key).toBe('amazon')
    expect(directory.find('amazon web services')?.name).toBe('AWS')
    expect(directory.find('Nestle S.A.')?.name).toBe('Nestlé')
    expect(directory.find('Acme')).toBeNull()
  })

  test('leads from a unit to the outermost owner', () => {
    expect(directory.root('aws' as CompanyKey)).toBe('amazon')
    expect(directory.root('~acme' as CompanyKey)).toBe('~acme')
  })

  test('gives an unknown name a key that two spellings share', () => {
    expect(directory.resolve('Acme Robotics, Ltd.').key).toBe('~acme robotics')
    expect(directory.resolve('ACME robotics').key).toBe('~acme robotics')
  })

  test('keeps a name that consists of a suffix alone', () => {
    expect(foldCompanyName('Group')).toBe('group')
  })
})
