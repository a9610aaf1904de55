/**
 * The sample that the preview plays: news in our own words. The companies are real; the stories
 * are retold from what was public, with dates moved and details invented where none were known.
 * Every outlet is invented and says that it is a sample.
 */
export interface SampleItem {
  feed: 'wire' | 'cloud' | 'startups' | 'press'
  /** Before the start (`-3d`, `-20m`), or after it: then the item appears that late (`+15s`). */
  at: string
  title: string
  text: string
  /** The outlet, where the feed carries those of many. */
  from?: string
}

const amazon: SampleItem[] = [
  {
    feed: 'wire',
    at: '-86d',
    title: 'Amazon to cut about 14,000 corporate jobs as it reorganises around AI',
    text: 'Amazon will eliminate about 14,000 corporate positions, the company told staff. Managers in retail, devices and human resources are affected first. Money saved goes to its largest bets, artificial intelligence among them.',
  },
  {
    feed: 'press',
    at: '-86d',
    from: 'Harbor Post',
    title: 'Amazon lays off 14,000 office workers',
    text: 'Amazon is laying off 14,000 office workers, about 4% of its corporate staff.',
  },
  {
    feed: 'cloud',
    at: '-41d',
    title: 'Amazon lifts its spending plan to $125 billion this year, most of it for AI',
    text: 'Amazon now expects capital expenditure of about $125 billion this year. Most of it pays for AWS data centers and custom chips for artificial intelligence.',
  },
  {
    feed: 'wire',
    at: '-25m',
    title: 'Amazon cuts about 16,000 roles in second large round in three months',
    text: 'Amazon said it is cutting about 16,000 roles, its second large round in three months, while it moves money to AI, AWS and automation. Teams in retail, Prime Video and human resources lose most. Employees in the United States have 90 days to look for another job inside the company.',
  },
  {
    feed: 'press',
    at: '-18m',
    from: 'Harbor Post',
    title: 'Amazon to lay off about 16,000 workers in a new round',
    text: 'Amazon will lay off about 16,000 workers. The cuts follow 14,000 in the summer.',
  },
  {
    feed: 'press',
    at: '+6s',
    from: 'Northgate Business Daily',
    title: 'Amazon slashes another 16,000 jobs',
    text: 'A second wave of cuts at Amazon takes 16,000 jobs. The company says it wants fewer layers of management.',
  },
  {
    feed: 'cloud',
    at: '+14s',
    title: 'Amazon shifts spending to AI data centers while 16,000 roles go',
    text: 'As Amazon removes about 16,000 roles, it will invest $35 billion in AI data centers and AWS automation over the coming years, its chief executive wrote to staff.',
  },
  {
    feed: 'press',
    at: '+24s',
    from: 'Quarterline',
    title: 'Amazon cuts about 15,000 jobs, notices to the states show',
    text: 'Amazon is cutting about 15,000 jobs, by the notices that it filed with the states. The company did not explain why it had named more.',
  },
  {
    feed: 'press',
    at: '+45s',
    from: 'Lakeshore Tribune',
    title: 'Amazon layoffs: what the 16,000 affected employees should know',
    text: 'Amazon employees hit by the layoffs of 16,000 people get severance by length of service. Notices went out in the morning.',
  },
  {
    feed: 'wire',
    at: '+70s',
    title: 'Amazon confirms 16,000 job cuts and says that is all for this year',
    text: 'In a memo published on its site, Amazon confirmed that 16,000 jobs go and said that this is all for the year.',
  },
]

/** One story in the words of thirty outlets: it must come to one message, not thirty. */
const OUTLETS: [outlet: string, title: string][] = [
  ['Ridge Telegraph', 'Verizon to lay off more than 13,000 employees'],
  ['Copper Street Journal', 'Verizon cuts over 13,000 jobs in its largest round yet'],
  ['The Meridian', 'Verizon eliminates 13,000 positions under its new chief'],
  ['Delta Markets', 'Verizon slashes 13,000 jobs'],
  ['Signal and Noise', 'Verizon will shed more than 13,000 workers'],
  ['Bayview Observer', 'Verizon layoffs hit 13,000 staff'],
  ['Fiber Times', 'Verizon announces 13,000 job cuts'],
  ['Prairie Standard', 'More than 13,000 Verizon workers lose their jobs'],
  ['Union Square News', 'Verizon begins cutting 13,000 jobs'],
  ['The Switchboard', 'Verizon job cuts: 13,000 roles to go'],
  ['Keystone Herald', 'Verizon is cutting more than 13,000 jobs'],
  ['Capital Ledger', 'Verizon lays off 13,000 to simplify operations'],
  ['Westfield Gazette', 'Layoffs at Verizon: over 13,000 employees affected'],
  ['Tower and Mast', 'Verizon trims workforce by 13,000'],
  ['The Dispatch Line', 'Verizon to eliminate over 13,000 jobs this year'],
  ['Oakland Wire', 'Verizon cuts more than 13,000 in restructuring'],
  ['Metro Current', 'Verizon starts layoffs of 13,000 people'],
  ['Granite News', '13,000 jobs cut at Verizon'],
  ['Third Coast Daily', 'Verizon parts with more than 13,000 employees'],
  ['The Long Tail', 'Verizon makes its deepest cuts: 13,000 jobs'],
]

const verizon: SampleItem[] = [
  {
    feed: 'wire',
    at: '-9h',
    title: 'Verizon is said to plan about 15,000 job cuts, people familiar say',
    text: 'Verizon plans to cut about 15,000 jobs, according to people familiar with the matter, who asked not to be named. The company declined to comment.',
  },
  {
    feed: 'wire',
    at: '+34s',
    title: 'Verizon confirms layoffs of more than 13,000 employees',
    text: 'Verizon confirmed that it lays off more than 13,000 employees, its largest round so far. It will also turn 179 shops into franchises.',
  },
  ...OUTLETS.map(
    ([from, title], index): SampleItem => ({
      feed: 'press',
      at: `+${50 + index * 4}s`,
      from,
      title,
      text: `${title}, the company told employees in a letter.`,
    }),
  ),
]

const layoffs: SampleItem[] = [
  {
    feed: 'wire',
    at: '-3h',
    title: 'HP plans to cut between 4,000 and 6,000 jobs by 2028',
    text: 'HP will reduce its workforce by 4,000 to 6,000 people by the end of fiscal 2028 as it brings AI into product development and support. The plan costs $650 million and should save $1 billion a year.',
  },
  {
    feed: 'press',
    at: '-5h',
    from: 'Delta Markets',
    title: 'HP to reduce headcount by up to 6,000 in AI push',
    text: 'HP Inc. expects to eliminate up to 6,000 jobs, about 10% of its staff, over three years.',
  },
  {
    feed: 'wire',
    at: '-1d',
    title: 'Synopsys to lay off about 10% of its workforce',
    text: 'Synopsys is cutting about 10% of its staff, roughly 2,000 people, after it took over Ansys, according to a filing.',
  },
  {
    feed: 'wire',
    at: '-4d',
    title: 'IBM cuts a low single-digit percentage of its staff',
    text: 'IBM said that it will let go a low single-digit percentage of its global workforce this quarter as it moves to software.',
  },
  {
    feed: 'press',
    at: '-6d',
    from: 'The Switchboard',
    title: 'Salesforce reduces support team by 4,000 as AI agents answer customers',
    text: 'Salesforce has cut its support staff from 9,000 to 5,000 because AI agents now answer half of the questions, its chief executive said.',
  },
  {
    feed: 'wire',
    at: '-12d',
    title: 'Meta lays off 600 people in its AI unit',
    text: 'Meta is cutting about 600 jobs in its superintelligence unit to have fewer people in each decision. Those affected may apply for other jobs in the company.',
  },
  {
    feed: 'wire',
    at: '-17d',
    title: 'Paramount lays off 1,000 employees after its merger',
    text: 'Paramount began to lay off about 1,000 employees, the first of two waves after its merger with Skydance.',
  },
  {
    feed: 'press',
    at: '-20d',
    from: 'Granite News',
    title: 'Chegg cuts 45% of its workforce, naming AI',
    text: 'Chegg lays off 388 employees, 45% of its workforce, and names AI and less traffic from search as the cause.',
  },
  {
    feed: 'wire',
    at: '-33d',
    title: 'Intel to cut 15% of its workforce',
    text: 'Intel will lay off about 24,000 people by the end of the year, about 15% of its core staff, and stops factories planned in Germany and Poland.',
  },
  {
    feed: 'press',
    at: '-47d',
    from: 'Capital Ledger',
    title: 'Accenture sheds thousands it cannot retrain for AI',
    text: 'Accenture cut more than 11,000 jobs in three months in an $865 million restructuring and said more will go where retraining is not possible.',
  },
  {
    feed: 'wire',
    at: '-58d',
    title: 'Oracle cuts hundreds of jobs in its cloud unit',
    text: 'Oracle has laid off more than 300 people in its cloud unit in Washington state and California, notices show, while it borrows for AI data centers.',
  },
  {
    feed: 'wire',
    at: '-72d',
    title: 'Microsoft lays off about 9,000 employees',
    text: 'Microsoft is cutting about 9,000 jobs, less than 4% of its staff, across sales, Xbox and engineering.',
  },
  {
    feed: 'press',
    at: '-95d',
    from: 'Bayview Observer',
    title: 'Microsoft cuts 6,000 jobs, 3% of its workforce',
    text: 'Microsoft laid off 6,000 people, about 3% of its workforce, most of them engineers in Washington state.',
  },
  {
    feed: 'wire',
    at: '-110d',
    title: 'Google offers buyouts and trims its platforms and devices unit',
    text: 'Google cut hundreds of jobs in the unit that makes Android, Pixel and Chrome after a round of voluntary exits.',
  },
  {
    feed: 'wire',
    at: '+95s',
    title: 'Autodesk to lay off 1,350 employees, 9% of its workforce',
    text: 'Autodesk cuts 1,350 jobs, 9% of its workforce, and invests more in cloud and AI products.',
  },
  {
    feed: 'press',
    at: '+150s',
    from: 'Prairie Standard',
    title: 'Workday cuts 1,750 jobs to invest more in AI',
    text: 'Workday will eliminate 1,750 positions, 8.5% of its staff, to put more money into artificial intelligence.',
  },
  {
    feed: 'wire',
    at: '+210s',
    title: 'Block to lay off 931 people; none of it about AI, says its founder',
    text: 'Block lays off 931 people, about 8% of its staff. The founder wrote that the cuts are about strategy and performance.',
  },
  {
    feed: 'wire',
    at: '+300s',
    title: 'Microsoft and Google each lay off several hundred in sales',
    text: 'Microsoft and Google each laid off several hundred people in sales this week, according to people who were told to leave.',
  },
]

const denials: SampleItem[] = [
  {
    feed: 'press',
    at: '-8h',
    from: 'The Long Tail',
    title: 'Nvidia could cut 1,000 jobs in its gaming unit, report says',
    text: 'Nvidia may cut 1,000 jobs in its gaming unit, a report said, citing one person who was not named.',
  },
  {
    feed: 'wire',
    at: '+60s',
    title: 'Nvidia denies report of 1,000 job cuts',
    text: 'Nvidia denied that it plans to cut 1,000 jobs. "We are hiring," a spokesperson said.',
  },
  {
    feed: 'press',
    at: '-9d',
    from: 'Metro Current',
    title: 'Ford and Uber workers ask for a say before robots come',
    text: 'Unions at several companies ask to be heard before machines take over work. No company named any number.',
  },
]

const money: SampleItem[] = [
  {
    feed: 'cloud',
    at: '-2h',
    title: 'Microsoft and Nvidia to invest up to $15 billion in Anthropic',
    text: 'Nvidia will invest up to $10 billion and Microsoft up to $5 billion in Anthropic, which commits to buy $30 billion of computing on Azure.',
  },
  {
    feed: 'cloud',
    at: '-7h',
    title: 'Alphabet raises its capital spending plan to as much as $93 billion',
    text: 'Alphabet now expects capital expenditure between $91 billion and $93 billion this year, mostly for servers and data centers that run AI.',
  },
  {
    feed: 'cloud',
    at: '-26d',
    title: 'Anthropic commits $50 billion to data centers in Texas and New York',
    text: 'Anthropic will build AI data centers worth $50 billion in Texas and New York with Fluidstack. The first open next year.',
  },
  {
    feed: 'cloud',
    at: '-3d',
    title: 'Meta pledges $600 billion for AI infrastructure in the United States',
    text: 'Meta said that it will spend $600 billion on AI data centers and jobs in the United States until 2028.',
  },
  {
    feed: 'cloud',
    at: '-5d',
    title: 'Microsoft spends $34.9 billion in one quarter, most of it on AI',
    text: 'Microsoft had capital expenditure of $34.9 billion in the quarter, more than it had told investors, and expects to spend more on AI next year.',
  },
  {
    feed: 'cloud',
    at: '-13d',
    title: 'Meta borrows $30 billion for AI data centers',
    text: 'Meta sold $30 billion of bonds, its largest sale, to pay for data centers for artificial intelligence.',
  },
  {
    feed: 'cloud',
    at: '-38d',
    title: 'Nvidia to invest up to $100 billion in OpenAI',
    text: 'Nvidia plans to invest up to $100 billion in OpenAI as OpenAI builds at least 10 gigawatts of AI data centers with its chips.',
  },
  {
    feed: 'cloud',
    at: '-36d',
    title: 'Oracle to raise $38 billion of debt for AI data centers',
    text: 'Oracle is raising $38 billion of debt to build AI data centers in Texas and Wisconsin that OpenAI will use.',
  },
  {
    feed: 'cloud',
    at: '-64d',
    title: 'Google to invest $25 billion in AI data centers across the largest American grid',
    text: 'Google will invest $25 billion in data centers and AI infrastructure in the next two years.',
  },
  {
    feed: 'cloud',
    at: '-90d',
    title: 'SoftBank completes $40 billion investment in OpenAI',
    text: 'SoftBank has completed its investment of $40 billion in OpenAI, at a valuation of $300 billion.',
  },
  {
    feed: 'startups',
    at: '-4h',
    title: 'Mistral AI raises €1.7 billion led by ASML',
    text: 'The French AI company Mistral raised €1.7 billion in a Series C led by ASML, at a valuation of €11.7 billion.',
  },
  {
    feed: 'startups',
    at: '-10h',
    title: 'xAI closes $20 billion Series E',
    text: 'xAI has raised $20 billion in a Series E round. Nvidia and Cisco are among the investors. The money buys chips for its Memphis data center.',
  },
  {
    feed: 'startups',
    at: '-45d',
    title: 'Anthropic raises $13 billion at a $183 billion valuation',
    text: 'Anthropic raised $13 billion in a Series F led by ICONIQ. The AI company is now valued at $183 billion.',
  },
  {
    feed: 'startups',
    at: '-70d',
    title: 'Meta takes 49% of Scale AI for $14.3 billion',
    text: 'Meta pays $14.3 billion for 49% of the data labelling company Scale AI, whose founder joins Meta.',
  },
  {
    feed: 'startups',
    at: '-9d',
    title: 'Cursor maker Anysphere raises $2.3 billion',
    text: 'Anysphere, which makes the AI code editor Cursor, raised $2.3 billion in a Series D at a valuation of $29.3 billion.',
  },
  {
    feed: 'startups',
    at: '-21d',
    title: 'Cerebras raises $1.1 billion in a late round',
    text: 'The AI chip maker Cerebras raised $1.1 billion in a Series G and is valued at $8.1 billion.',
  },
  {
    feed: 'startups',
    at: '-52d',
    title: 'Databricks raises $1 billion for AI agents',
    text: 'Databricks raised $1 billion in a Series K at a valuation of more than $100 billion to build databases for AI agents.',
  },
  {
    feed: 'startups',
    at: '-80d',
    title: 'Perplexity raises $200 million at a $20 billion valuation',
    text: 'The AI search company Perplexity raised $200 million at a valuation of $20 billion.',
  },
  {
    feed: 'startups',
    at: '+20s',
    title: 'Lovable raises $330 million Series B',
    text: 'The Swedish AI coding company Lovable raised $330 million in a Series B at a valuation of $6.6 billion.',
  },
  {
    feed: 'startups',
    at: '+82s',
    title: 'Harvey raises $160 million for legal AI',
    text: 'Harvey, which builds AI for law firms, raised $160 million in a Series F led by Andreessen Horowitz, at a valuation of $8 billion.',
  },
  {
    feed: 'cloud',
    at: '+110s',
    title: 'AWS to spend $50 billion on AI for the United States government',
    text: 'AWS will invest up to $50 billion to build AI and supercomputing regions for American government agencies.',
  },
  {
    feed: 'cloud',
    at: '+180s',
    title: 'Microsoft to invest $17.5 billion in AI and cloud in India',
    text: 'Microsoft will invest $17.5 billion in AI and cloud infrastructure in India over four years, its largest investment in Asia.',
  },
  {
    feed: 'startups',
    at: '+240s',
    title: 'Crusoe raises $1.4 billion to build AI data centers',
    text: 'Crusoe raised $1.38 billion in a Series E at a valuation of more than $10 billion to build AI data centers.',
  },
  {
    feed: 'wire',
    at: '-9d',
    title: 'SoftBank buys ABB Robotics from ABB for $5.4 billion to put AI into robots',
    text: 'SoftBank of Japan takes over the robotics unit of ABB, which had meant to list it. The price is about $5.4 billion. Robots with artificial intelligence are the next frontier, its founder said.',
  },
  {
    feed: 'startups',
    at: '-2d',
    title: 'Reflection AI gets $2 billion from Nvidia and Lightspeed',
    text: 'Reflection AI, which trains open models, has raised $2 billion. Nvidia and Lightspeed are among the investors.',
  },
  {
    feed: 'cloud',
    at: '+330s',
    title: 'IBM to buy Confluent for $11 billion to feed its AI',
    text: 'IBM agreed to buy Confluent for $11 billion in cash. The data streaming company is to feed IBM’s AI products.',
  },
]

/** Must not alert: the words are there, the news is not. */
const noise: SampleItem[] = [
  {
    feed: 'press',
    at: '-6h',
    from: 'Lakeshore Tribune',
    title: 'Five cuts of beef that Amazon shoppers love this week',
    text: 'From rib eye to brisket: the cuts that sold best.',
  },
  {
    feed: 'cloud',
    at: '-11h',
    title: 'How to cut your cloud bill in half with three settings',
    text: 'Reserved instances, smaller disks and a look at idle machines.',
  },
  {
    feed: 'startups',
    at: '-15h',
    title: 'Hiring: what founders say about their first ten engineers',
    text: 'Eight founders tell how they found the first people they hired.',
  },
  {
    feed: 'wire',
    at: '-19h',
    title: 'Apple presents a new laptop with more memory',
    text: 'The new laptop is lighter, lasts longer and costs the same.',
  },
  {
    feed: 'press',
    at: '-1d',
    from: 'Union Square News',
    title: 'Opinion: what layoffs do to those who stay',
    text: 'A column about trust, workload and silence after a round of layoffs. It names no company.',
  },
  {
    feed: 'cloud',
    at: '-4d',
    title: 'Nvidia shares fall 3% as investors weigh AI spending',
    text: 'Shares of Nvidia fell with the market. Analysts were divided.',
  },
  {
    feed: 'wire',
    at: '-8d',
    title: 'Fed cuts rates by a quarter point',
    text: 'The Federal Reserve cut rates by 25 basis points, as had been expected.',
  },
  {
    feed: 'startups',
    at: '+30s',
    title: 'Show us your desk: readers send pictures',
    text: 'Fifty desks, some tidy.',
  },
  {
    feed: 'press',
    at: '+100s',
    from: 'Quarterline',
    title: 'Target cuts prices on 3,000 items before the holidays',
    text: 'Target lowers prices on 3,000 items. The cuts last until the end of the year.',
  },
  {
    feed: 'wire',
    at: '+270s',
    title: 'Amazon cuts delivery times in small towns',
    text: 'Parcels in 4,000 small towns come the same day. The company hires drivers.',
  },
]

export const SAMPLE: readonly SampleItem[] = [
  ...amazon,
  ...verizon,
  ...layoffs,
  ...denials,
  ...money,
  ...noise,
]
