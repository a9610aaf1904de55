import { expect, test } from 'vitest'
import { companyOf, everydayName, readNoticeName } from '../../../src/core/official/employer.ts'
import { compileCompanies } from '../../../src/core/reading/company.ts'
import { companyEntry } from '../../support/rows.ts'

const directory = compileCompanies([
  companyEntry('globex', 'Globex', { tickers: ['GLBX'], cik: 42, aliases: ['Globex Platforms'] }),
  companyEntry('border', 'Border', {
    tickers: ['BRDR'],
    aliases: ['Border Group'],
    plainWord: true,
  }),
])

test.each([
  ['ACME WIDGETS, INC.', 'Acme Widgets'],
  ['FMX CORP /DE/', 'FMX'],
  ['Acme Foods & Company/MN', 'Acme Foods'],
  ['Acme Automotive, Inc. / DE', 'Acme Automotive'],
  ['ACME MOTOR CORP/', 'Acme Motor'],
  ['Acme Group Holdings, Inc.', 'Acme Group Holdings'],
  ['BANK OF ACME CORP', 'Bank of Acme'],
])('the legal name %s is called %s', (legal, name) => {
  expect(everydayName(legal)).toBe(name)
})

test.each([
  ['Fixit Contractors Inc. at Globex FRE 114', 'Fixit Contractors Inc.', 'none'],
  ['Catering Co. (Catering) operations at Globex', 'Catering Co.', 'none'],
  ['L.A. Stage, LLC, DBA Globex Theater', 'L.A. Stage, LLC', 'none'],
  ['Guards Inc - Globex Site', 'Guards Inc', 'none'],
  ['Painters Company-Globex', 'Painters Company', 'none'],
  ['UPDATE 2 Acme Bottling', 'Acme Bottling', 'amended'],
  ['*UPDATED* Acme Bottling', 'Acme Bottling', 'amended'],
  ['Acme Bottling - Revision 4', 'Acme Bottling', 'amended'],
  ['Acme Bottling-Revised (5/24/19)', 'Acme Bottling', 'amended'],
  ['Acme Bottling - Rescinded', 'Acme Bottling', 'rescinded'],
  ['Acme Bottling *notice rescinded', 'Acme Bottling', 'rescinded'],
  ['Acme Bottling "RESCINDED" 2989 N. Main Street Miramar, FL', 'Acme Bottling', 'rescinded'],
  ['Acme Bottling-rescinded', 'Acme Bottling', 'rescinded'],
])('the cell %s is of %s, %s', (cell, employer, change) => {
  expect(readNoticeName(cell)).toEqual({ employer, change })
})

test('a register means a known company by its number, its symbol, its name or a part of it, and never its contractor', () => {
  const key = (employer: string, tickers: string[] = [], ciks: number[] = []) =>
    companyOf({ employer, tickers, ciks }, directory).key
  expect(key('Another Name Corp', ['OTHR'], [42])).toBe('globex')
  expect(key('GLOBEX PLATFORMS, INC.')).toBe('globex')
  expect(key('Renamed Globe Inc', ['GLBX'])).toBe('globex')
  expect(key('Globex Logistics LLC')).toBe('globex')
  expect(key('Globex Technology S.A.')).toBe('globex')
  expect(key('Swift Globex Delivery Service Partner')).toMatch(/^~/)
  expect(key('Globex Theater')).toMatch(/^~/)
  expect(key('Globex Inc', ['OTHR'])).toMatch(/^~/)
  expect(key('Border Group Holdings, Inc.')).toMatch(/^~/)
  expect(key('Border Group, Inc.')).toBe('border')
  expect(key('Border, Inc.')).toBe('border')
})
