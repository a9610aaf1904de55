/** What a company does or has: the word after its name. */
export const deeds: ReadonlySet<string> = new Set(
  (
    'lays laid laying layoff layoffs lay cuts cut cutting slashes slashing axes axing sheds shedding fires fired firing eliminates ' +
    'furloughs offers offered plans planning announces announced says said confirms confirmed denies warns tells told reports ' +
    'reported reportedly posts posted unveils launches launched begins starts will would could may might is was has had are to ' +
    'raises raised raising secures secured lands bags nabs closes closed gets wins acquires acquired acquiring buys bought buying ' +
    'invests invested investing backs spends spending pours commits pledges bets eyes seeks weighs mulls considers nears hits ' +
    'hires sells sold signs agrees inks joins targets aims expects sets set just reportedly quietly attracts completes finalises finalizes grabs extends emerges collects picks scoops snaps leads leading boosts hikes doubles triples files prices valued ceo cfo ' +
    'cto chief founder cofounder executives employees employee workers worker staff staffers job jobs workforce headcount shares ' +
    'stock ipo earnings inc corp ltd plc llc group holdings platforms technologies labs systems exec boss memo severance'
  ).split(' '),
)
