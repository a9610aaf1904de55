/** Words that carry a headline and say nothing of its matter. */
export const smallWords: ReadonlySet<string> = new Set(
  (
    'a an and are as at be by for from has in into is it its of on or over s say says said that the this to up was were will ' +
    'with'
  ).split(' '),
)
