import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { printFaults } from '../../src/config/faults.ts'
import { type Config, loadConfig } from '../../src/config/load.ts'
import { openSurvey } from '../../src/core/history/columns.ts'
import { readHeader } from '../../src/core/history/header.ts'
import { readRow } from '../../src/core/history/read-row.ts'

const now = Date.UTC(2026, 10, 23)
const ours = join(import.meta.dirname, '../../config')

function load(dir: string): Config {
  const result = loadConfig({ CONFIG_DIR: dir })
  if (result.kind === 'faults') throw new Error(printFaults(result.faults))
  return result.config
}

/** The project's own configuration with another import.yaml, or without one. */
function folder(text: string | null): string {
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-config-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  cpSync(ours, dir, { recursive: true })
  if (text === null) rmSync(join(dir, 'import.yaml'))
  else writeFileSync(join(dir, 'import.yaml'), text)
  return dir
}

function faults(text: string): string {
  const result = loadConfig({ CONFIG_DIR: folder(text) })
  return result.kind === 'faults' ? printFaults(result.faults) : ''
}

function read(
  { spellings, directory }: Config,
  names: readonly string[],
  rows: readonly string[][],
) {
  const header = readHeader(names, spellings)
  if (header.kind === 'none') return header
  const survey = openSurvey(header, 'month first')
  for (const row of rows) survey.note(row)
  const { columns } = survey.settle()
  return rows.map((row) => {
    const read = readRow(columns, row, directory, now)
    if (read.kind === 'faults' || read.row.facts.category !== 'layoff') return read
    const { facts, at } = read.row
    const day = new Date(at).toISOString().slice(0, 10)
    return { company: facts.company?.name, day, jobs: facts.headcount, percent: facts.percent }
  })
}

test('an editor names a column, and it is read', () => {
  const text = readFileSync(join(ours, 'import.yaml'), 'utf8')
  const config = load(
    folder(text.replace('    - employer\n', '    - employer\n    - Outfit (legal)\n')),
  )
  expect(read(config, ['OUTFIT', 'Date', 'Jobs'], [['Zylotek', '2023-03-05', '12']])).toEqual([
    { company: 'Zylotek', day: '2023-03-05', jobs: 12, percent: null },
  ])
})

test('without import.yaml no tracker is read, and our own export is', () => {
  const config = load(folder(null))
  expect(read(config, ['company', 'date', 'jobs'], [])).toEqual({
    kind: 'none',
    missing: ['company', 'date'],
  })
  expect(
    read(
      config,
      ['company', 'date', 'category', 'stance', 'jobs'],
      [['Zylotek', '2023-03-05', 'layoff', 'reported', '12']],
    ),
  ).toEqual([{ company: 'Zylotek', day: '2023-03-05', jobs: 12, percent: null }])
})

test('faults of import.yaml are named with their line', () => {
  expect(
    faults('columns:\n  company: [employer]\n  headcount:\n    - Jobs Cut\n    - jobs_cut (all)\n'),
  ).toContain(
    'import.yaml:5: the column "jobs_cut (all)" is given twice; letters alone count, keep one\n',
  )
  expect(faults('columns:\n  company: [employer]\n  date: [Employer]\n')).toContain(
    'import.yaml:3: the column "Employer" is given twice',
  )
  expect(faults('columns:\n  company: ["#"]\n')).toContain(
    'import.yaml:2: "#" has no letter outside brackets; columns are known by them\n',
  )
  expect(faults('columns:\n  people: [employer]\n')).toContain(
    'import.yaml:2: columns: there is no key "people"; there are company, date, headcount,',
  )
})

/** The columns of each state's list of notices, as the states write them: company, day and jobs are these. */
const states: readonly {
  state: string
  names: string
  company: string
  day: string
  jobs: string
}[] = [
  {
    state: 'AK, VA',
    names: 'Company,Location,Notice Date,Layoff Date,Employees Affected,Notes',
    company: 'Company',
    day: 'Notice Date',
    jobs: 'Employees Affected',
  },
  {
    state: 'AL',
    names: 'action_type,date_notice,date_action,company,location,affected',
    company: 'company',
    day: 'date_notice',
    jobs: 'affected',
  },
  {
    state: 'AZ, DE, KS, ME, VT',
    names: 'employer,notice_date,number_of_employees_affected,warn_type,city,zip',
    company: 'employer',
    day: 'notice_date',
    jobs: 'number_of_employees_affected',
  },
  {
    state: 'CA',
    names: 'notice_date,effective_date,received_date,company,city,num_employees,county',
    company: 'company',
    day: 'notice_date',
    jobs: 'num_employees',
  },
  {
    state: 'CO',
    names: 'jobs,begin_date,notice_date,permanent_job_losses,company,workforce_area',
    company: 'company',
    day: 'notice_date',
    jobs: 'permanent_job_losses',
  },
  {
    state: 'CT',
    names:
      'affected_company,layoff_dates,layoff_locations,number_of_impacted_workers,warn_document_date',
    company: 'affected_company',
    day: 'warn_document_date',
    jobs: 'number_of_impacted_workers',
  },
  {
    state: 'DC',
    names: 'Notice Date,Organization Name,Number toEmployees Affected,Effective Layoff Date',
    company: 'Organization Name',
    day: 'Notice Date',
    jobs: 'Number toEmployees Affected',
  },
  {
    state: 'FL',
    names: 'Company Name,State Notification Date,Layoff Date,Employees Affected,Industry',
    company: 'Company Name',
    day: 'State Notification Date',
    jobs: 'Employees Affected',
  },
  {
    state: 'GA',
    names:
      'GA WARN ID,Company Name,First Date of Separation,Number of Employees Affected.,Total Number of Affected Employees',
    company: 'Company Name',
    day: 'First Date of Separation',
    jobs: 'Total Number of Affected Employees',
  },
  {
    state: 'HI, SC',
    names: 'Company,Date,location,jobs',
    company: 'Company',
    day: 'Date',
    jobs: 'jobs',
  },
  {
    state: 'IA',
    names: 'Company,City,Notice Type,Emp #,Notice Date,Layoff Date',
    company: 'Company',
    day: 'Notice Date',
    jobs: 'Emp #',
  },
  {
    state: 'ID',
    names: 'Date of Letter,Company,City,No. of Employees Affected,Effective or Commencing Date',
    company: 'Company',
    day: 'Date of Letter',
    jobs: 'No. of Employees Affected',
  },
  {
    state: 'IL',
    names:
      'Location Name,Doing Business As Name,Impact Date,Total # of Employees,Expected Layoff,Initial Date Reported',
    company: 'Location Name',
    day: 'Initial Date Reported',
    jobs: 'Expected Layoff',
  },
  {
    state: 'IN',
    names: 'Company,City,Affected Workers,Notice Date,LO/CL Date,NAICS',
    company: 'Company',
    day: 'Notice Date',
    jobs: 'Affected Workers',
  },
  {
    state: 'KY',
    names: 'company,county,date_effective,date_received,employees,industry',
    company: 'company',
    day: 'date_received',
    jobs: 'employees',
  },
  {
    state: 'LA',
    names: 'company_original,date_notice,date_action,affected,Industry,company',
    company: 'company',
    day: 'date_notice',
    jobs: 'affected',
  },
  {
    state: 'MA',
    names: 'RECEIVED,EMPLOYER,CITY/TOWN,REGION,DATE(S) OF LAYOFFS,# EMPLOYEES IMPACTED',
    company: 'EMPLOYER',
    day: 'RECEIVED',
    jobs: '# EMPLOYEES IMPACTED',
  },
  {
    state: 'MD',
    names: 'Notice Date,NAICS Code,Company,Location,Total Employees,Effective Date',
    company: 'Company',
    day: 'Notice Date',
    jobs: 'Total Employees',
  },
  {
    state: 'MI',
    names: 'action,city,company,county,date_close,date_start,jobs,link',
    company: 'company',
    day: 'date_start',
    jobs: 'jobs',
  },
  {
    state: 'MO',
    names: 'Received Sort descending,Title,Industry,Location(s),Layoff date(s),# affected',
    company: 'Title',
    day: 'Received Sort descending',
    jobs: '# affected',
  },
  {
    state: 'MS',
    names: 'date_notice,company,workforce_area,affected,date_effective',
    company: 'company',
    day: 'date_notice',
    jobs: 'affected',
  },
  {
    state: 'MT',
    names: 'Year,Date of Notice,Name of Company,County,Date of Impact,Number of Employees Affected',
    company: 'Name of Company',
    day: 'Date of Notice',
    jobs: 'Number of Employees Affected',
  },
  {
    state: 'ND',
    names: 'Company Name,Location,WARN Dated,Date of Layoff/Closure,Number Laid Off/Affected',
    company: 'Company Name',
    day: 'WARN Dated',
    jobs: 'Number Laid Off/Affected',
  },
  {
    state: 'NE',
    names: 'Date,Company,Type,Jobs Affected,City',
    company: 'Company',
    day: 'Date',
    jobs: 'Jobs Affected',
  },
  {
    state: 'NJ',
    names: 'Company,City,Month Posted,Effective Date,Workforce Affected',
    company: 'Company',
    day: 'Effective Date',
    jobs: 'Workforce Affected',
  },
  {
    state: 'NM, TX',
    names:
      'NOTICE_DATE,JOB_SITE_NAME,COUNTY_NAME,TOTAL_LAYOFF_NUMBER,LayOff_Date,WFDD_RECEIVED_DATE',
    company: 'JOB_SITE_NAME',
    day: 'NOTICE_DATE',
    jobs: 'TOTAL_LAYOFF_NUMBER',
  },
  {
    state: 'NY',
    names:
      'Business Legal Name,Date Layoff/Closure Starts,Date of WARN Notice ,Date Posted,Number of Affected Workers ',
    company: 'Business Legal Name',
    day: 'Date of WARN Notice ',
    jobs: 'Number of Affected Workers ',
  },
  {
    state: 'OH',
    names: 'Company,Date Received,URL,City/County,Potential Number Affected,Layoff Date(s)',
    company: 'Company',
    day: 'Date Received',
    jobs: 'Potential Number Affected',
  },
  {
    state: 'OK',
    names: 'id,closure_type,notice_date,city,company_name,jobs',
    company: 'company_name',
    day: 'notice_date',
    jobs: 'jobs',
  },
  {
    state: 'OR',
    names: 'WARN#,Company Name,Location,Layoff Date,Laid Off,Layoff Type,Received Date',
    company: 'Company Name',
    day: 'Received Date',
    jobs: 'Laid Off',
  },
  {
    state: 'PA',
    names: 'addressfull,closure_or_layoff,company,county,date_effective,jobs',
    company: 'company',
    day: 'date_effective',
    jobs: 'jobs',
  },
  {
    state: 'RI',
    names:
      'WARN Date,Date Received,Company Name,Location of Layoffs,Number Affected,Effective Date',
    company: 'Company Name',
    day: 'WARN Date',
    jobs: 'Number Affected',
  },
  {
    state: 'SD',
    names: 'Company,Location,Date Received,Employees Affected',
    company: 'Company',
    day: 'Date Received',
    jobs: 'Employees Affected',
  },
  {
    state: 'TN',
    names: 'Notice Date,Effective Date,Received Date,Company,City,County,No. Of Employees',
    company: 'Company',
    day: 'Notice Date',
    jobs: 'No. Of Employees',
  },
  {
    state: 'UT',
    names: 'Date of Notice,Company Name,Location,Affected Workers',
    company: 'Company Name',
    day: 'Date of Notice',
    jobs: 'Affected Workers',
  },
  {
    state: 'WA',
    names: 'Company,Location,Layoff Start Date,# of Workers,Closure Layoff,Received Date',
    company: 'Company',
    day: 'Received Date',
    jobs: '# of Workers',
  },
  {
    state: 'WI',
    names: 'Company,City,Affected Workers,Notice Received,Notice Type,Layoff Begin Date',
    company: 'Company',
    day: 'Notice Received',
    jobs: 'Affected Workers',
  },
]

const config = load(ours)

test.each(states)('the columns of the notices of $state are read: $names', ({ names, ...its }) => {
  const columns = names.split(',')
  const row = (name: string, date: string, count: number) =>
    columns.map((column) => {
      if (column === its.company) return name
      if (column === its.day) return date
      if (column === its.jobs) return String(count)
      return /date/i.test(column) ? '12/31/2019' : ''
    })
  const rows = [row('Zylotek', '3/15/2022', 120), row('Qubitron', '4/5/2022', 80)]
  expect(read(config, columns, rows)).toEqual([
    { company: 'Zylotek', day: '2022-03-15', jobs: 120, percent: null },
    { company: 'Qubitron', day: '2022-04-05', jobs: 80, percent: null },
  ])
})

test.each([
  'company,location,industry,total_laid_off,percentage_laid_off,date,stage,country,funds_raised_millions',
  'Company,Location_HQ,Industry,Laid_Off_Count,Percentage,Date,Source,Funds_Raised,Stage',
  'Company,Location HQ,Industry,# Laid Off,%,Date,Stage,Country,$ Raised (mm)',
  '#,Company,Location_HQ,Laid_Off_Ignored,Laid_Off,Percentage,Date_layoffs,Money_Raised_in_$_mil',
  'Employer,HQ,Sector,Layoffs,Laid off percent,Announced',
])('the columns of a public tracker are read: %s', (names) => {
  const columns = names.split(',')
  const header = readHeader(columns, config.spellings)
  expect(header.kind).toBe('tracker')
  const fields = ['company', 'date', 'headcount', 'percent', 'location']
  expect(
    header.kind === 'tracker' ? fields.filter((field) => !header.places.has(field as never)) : [],
  ).toEqual([])
})
