const states: Readonly<Record<string, string>> = Object.fromEntries(
  `AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,
  GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,
  MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,
  NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,PR Puerto Rico,RI Rhode Island,
  SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,
  WY Wyoming`
    .split(',')
    .map((state) => state.trim())
    .map((state) => [state.slice(0, 2), state.slice(3)]),
)
const names = new Map(Object.values(states).map((name) => [name.toLowerCase(), name]))

/** "OH", "ohio", "Ohio" are Ohio; null for what is no state. */
export function stateNamed(text: string): string | null {
  return states[text.trim().toUpperCase()] ?? names.get(text.trim().toLowerCase()) ?? null
}
