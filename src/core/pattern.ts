/**
 * The pattern language of `rules.yaml` and of the keywords that people watch. It reads like words:
 *
 *     layoff                     a word in lower case, its plural or singular too ("layoffs", "lay-offs")
 *     job cuts                   a phrase: the words in this order, no sentence, dash or bracket between them
 *     OpenAI   "fires"           a word with a capital, or in quotes, stands exactly so (capitals in the story do not matter)
 *     restructur*                any ending
 *     cut | slash | axe          alternatives, also in brackets: (cut | slash) jobs
 *     (tech)? jobs               may be absent
 *     cut ... jobs               up to five words between, within one sentence; `...2` up to two
 *     [number] [percent] [money] [company]
 *     {cut verbs}                a list of words that the rules share
 *     title: layoffs             in the title only
 *     layoffs AND Amazon         both, anywhere in the story
 *     layoffs NOT rumour         no such words anywhere in the story
 *     job cuts NOT NEAR denies   no such words in the same sentence within eight words of it
 *     cuts NOT IN (rate cuts)    not where it is a part of such a phrase
 *
 * AND, NOT, NOT NEAR and NOT IN bind last, and the exceptions with NEAR and IN belong to the words before them.
 */

/** What stands in a story between two token positions (`to` excluded), found by whoever reads facts. */
export interface Span {
  slot: Slot
  from: number
  to: number
}

export type Slot = 'number' | 'percent' | 'money' | 'company'
