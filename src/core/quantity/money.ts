/**
 * Currencies as the news writes them. A bare "$" is the US dollar, a bare "¥" the yen.
 */

/** A map, not an object: asked for most words of every story, and a word may be "constructor". */
type Table = ReadonlyMap<string, string>

function tableOf(entries: Readonly<Record<string, string>>): Table {
  return new Map(Object.entries(entries))
}

const symbols: Table = tableOf({
  $: 'USD',
  us$: 'USD',
  usd$: 'USD',
  a$: 'AUD',
  au$: 'AUD',
  c$: 'CAD',
  ca$: 'CAD',
  can$: 'CAD',
  cdn$: 'CAD',
  s$: 'SGD',
  sg$: 'SGD',
  hk$: 'HKD',
  nz$: 'NZD',
  nt$: 'TWD',
  r$: 'BRL',
  mx$: 'MXN',
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '¥': 'JPY',
  'cn¥': 'CNY',
  'rmb¥': 'CNY',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₪': 'ILS',
  '₫': 'VND',
  '฿': 'THB',
  '₱': 'PHP',
  '₦': 'NGN',
})

const iso = (
  'usd eur gbp inr jpy cny krw chf sek nok dkk aud cad nzd sgd hkd twd brl mxn zar aed sar ils try rub pln czk huf idr myr ' +
  'thb php vnd ngn kes egp qar kwd pkr bdt lkr npr'
).split(' ')

/** ISO codes and their kin, written before or after the number ("USD 75m", "Rs 855 crore", "5 CHF"). */
const codes: Table = tableOf({
  ...Object.fromEntries(iso.map((code) => [code, code.toUpperCase()])),
  rs: 'INR',
  re: 'INR',
  rmb: 'CNY',
  sfr: 'CHF',
  dh: 'AED',
  dhs: 'AED',
  nis: 'ILS',
  tk: 'BDT',
  rm: 'MYR',
  rp: 'IDR',
  us: 'USD',
})

/** Names, after the number, singular or plural. "won" and "real" are also verbs and adjectives: only after a magnitude. */
const names: Table = tableOf({
  dollar: 'USD',
  buck: 'USD',
  euro: 'EUR',
  pound: 'GBP',
  quid: 'GBP',
  rupee: 'INR',
  yen: 'JPY',
  yuan: 'CNY',
  renminbi: 'CNY',
  franc: 'CHF',
  krona: 'SEK',
  kronor: 'SEK',
  krone: 'NOK',
  kroner: 'NOK',
  zloty: 'PLN',
  shekel: 'ILS',
  dirham: 'AED',
  riyal: 'SAR',
  ruble: 'RUB',
  rouble: 'RUB',
  lira: 'TRY',
  rand: 'ZAR',
  reais: 'BRL',
  ringgit: 'MYR',
  baht: 'THB',
  peso: 'MXN',
  rupiah: 'IDR',
  naira: 'NGN',
})
const onlyAfterMagnitude: Table = tableOf({ won: 'KRW', real: 'BRL' })

/** Nations before the name of their money: "500 million Australian dollars", "Danish kroner". */
const ofNation: Table = tableOf({
  us: 'USD',
  american: 'USD',
  australian: 'AUD',
  canadian: 'CAD',
  singapore: 'SGD',
  hong: 'HKD',
  kong: 'HKD',
  taiwan: 'TWD',
  taiwanese: 'TWD',
  zealand: 'NZD',
  danish: 'DKK',
  norwegian: 'NOK',
  swedish: 'SEK',
  swiss: 'CHF',
  korean: 'KRW',
  japanese: 'JPY',
  chinese: 'CNY',
  indian: 'INR',
  british: 'GBP',
  saudi: 'SAR',
  emirati: 'AED',
})

/** Of the sign before or after the digits: "us$", "cad$", "€"; null for none. */
export function currencyOfSign(sign: string): string | null {
  const known = own(symbols, sign) ?? own(codes, sign)
  return known ?? (sign.endsWith('$') ? dollarOf(sign.slice(0, -1)) : null)
}

function dollarOf(code: string): string | null {
  const currency = own(codes, code)
  return currency !== null && isDollar(currency) ? currency : null
}

/** Whether "$" may stand for it. */
export function isDollar(currency: string): boolean {
  return dollars.has(currency)
}

const dollars = new Set(['USD', 'AUD', 'CAD', 'SGD', 'HKD', 'NZD', 'TWD'])

/** Of a word that stands before a number: "Rs", "USD". */
export function currencyOfCode(word: string): string | null {
  return own(symbols, word) ?? own(codes, word)
}

/** Of a word that stands after a number; `magnitude` is what multiplied it. */
export function currencyOfName(word: string, magnitude: number): string | null {
  const singular = word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word
  const name = own(names, word) ?? own(names, singular)
  if (name) return name
  if (magnitude >= 1e3 && own(onlyAfterMagnitude, word)) return own(onlyAfterMagnitude, word)
  return word.length === 3 ? own(codes, word) : null
}

/** Of a nation's name before "dollars", "kroner" or "francs". */
export function currencyOfNation(word: string): string | null {
  return own(ofNation, word)
}

/** Where rupees are not India's. */
const rupees: Table = tableOf({
  pakistan: 'PKR',
  pakistani: 'PKR',
  lanka: 'LKR',
  lankan: 'LKR',
  nepal: 'NPR',
  nepali: 'NPR',
  nepalese: 'NPR',
})

/** Of a nation's name in a text that tells of rupees. */
export function rupeesOf(word: string): string | null {
  return own(rupees, word)
}

function own(table: Table, key: string): string | null {
  return table.get(key) ?? null
}
