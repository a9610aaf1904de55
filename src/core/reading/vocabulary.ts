/** Words that tell a company's name from what stands around it. Folded, as tokens are. */

import { dayNames, monthWords } from '../text/calendar.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

/** Nouns in front of a company's name that say what it is: "chip maker X", "start-up X". */
export const descriptors = set(`
  startup startups ups company companies firm maker makers giant giants platform provider chipmaker carmaker automaker drugmaker
  planemaker toymaker retailer lender unicorn developer operator owner parent manufacturer supplier builder vendor
  broker brokerage insurer neobank fintech insurtech healthtech edtech biotech conglomerate behemoth titan colossus
  specialist challenger darling player outfit venture spinoff spinout offshoot subsidiary publisher
  marketplace network brand chain carrier airline consultancy hyperscaler neocloud heavyweight powerhouse upstart
  pioneer leader major powerhouse incubator accelerator up
`)

/** People before or after a company's name: "Meta engineer", "OpenAI alum". What stands in front of them is a modifier. */
export const people = set(`
  engineer engineers researcher researchers exec execs executive executives alum alums alumni alumnus veteran veterans
  founder founders cofounder cofounders scientist scientists rival rivals competitor competitors challenger
  supplier suppliers customer customers investor investors backer backers spinoff spinout offshoot insider insiders alternative
  owner parent govt government administration ministry regime
`)

/** What an unknown name in front of it only locates or describes: "Williamsville company", "Niagara County facility". */
export const premises = set(`
  company firm startup facility facilities plant site campus office offices factory warehouse store stores location locations clinic data datacenter datacenters datacentre datacentres
  headquarters hq complex mill mine yard depot county town city area region district's startups firms companies based
`)

/** After a hyphen: "Nvidia-backed", "Paris-based". */
export const hangers = set(`
  backed based owned led funded founded linked style focused powered driven listed born run controlled supported incubated
  centric native first related made like era wide branded affiliated parent
`)

/** Job titles and what persons are called. */
export const roles = set(`
  chancellor premier prime pm ceo cfo cto coo cio cmo ciso cpo chief chiefs chair chairman chairwoman chairperson president vp director directors head boss bosses
  manager managers minister secretary senator governor mayor judge professor analyst analysts editor reporter founder
  founders cofounder cofounders officer officers spokesperson spokesman spokeswoman mr mrs ms dr sir tycoon billionaire
  billionaires entrepreneur entrepreneurs engineer engineers researcher researchers scientist scientists exec execs executive executives
  alum alums alumni veteran veterans godfather
`)

/** First names of the people that headlines name: a run of words that begins with one is a person. */
export const firstNames = set(`
  adam alan albert alex alexander alexandr alice allison amit amy andreas andrej andrew andy angela anil anjali ann anna anthony antonio
  arvind ashley barbara barry bart ben bernard bill bob bobby brad brian bret brett bruce carl carlos carol catherine charles charlie
  chris christian christine christopher claire craig dan daniel daphne dario dave david demis dennis diana dmitry don donald doug eddie
  edward elizabeth ellen elon emily emma eric erik evan frank fred gary gavin geoff geoffrey george gina glenn greg gwynne hans harry
  heather helen henry howard ian ilya ivan jack jacob james jamie jan jane jason jay jeff jeffrey jen jennifer jensen jeremy jerry
  jessica jim joe joel john jonathan jony joseph josh joshua juan judy julia julie justin karen kate kathy keith ken kenneth kevin kim kyle
  lachlan larry laura lauren laurie lee leo lina linda lisa liz lou louis lucy luis luke marc marcus maria marissa mark martin mary
  masayoshi matt matthew max melanie michael michelle miguel mike mira mohamed morgan nancy naomi narendra natalie nathan neal neil nick
  nicholas nikesh nirmala noah olivia oliver oscar pat patrick paul pedro pete peter phil philip pierre priya puneet rachel rahul raj
  rajesh ralph ravi ray rebecca reed reid richard rick rob robert robin roger ron rosalind roy russell ruth ryan safra sal sally sam samuel
  sandra sandy sanjay sara sarah satya scott sean sergey seth shantanu sharon sheryl simon sophie stella stephanie stephen steve
  steven sundar susan suzanne tanya ted thierry thomas tim timothy todd tom tony travis trevor vas victor vijay vinod vishal vitalik
  vladimir walter wang warren wendell wendy will william yann yoshua zoe
`)

/** Countries, their people and large cities: where, not who. */
export const places = set(`
  us usa uk eu uae america american americas britain british england english scotland scottish wales welsh ireland irish
  europe european asia asian africa african india indian china chinese japan japanese korea korean taiwan taiwanese
  singapore singaporean malaysia malaysian indonesia indonesian vietnam vietnamese thailand thai philippines filipino
  australia australian zealand canada canadian mexico mexican brazil brazilian argentina chile colombia germany german
  france french spain spanish italy italian portugal portuguese netherlands dutch belgium belgian switzerland swiss
  austria austrian sweden swedish norway norwegian denmark danish finland finnish estonia estonian poland polish
  czech hungary hungarian romania romanian ukraine ukrainian russia russian turkey turkish israel israeli saudi arabia
  arab emirati qatar qatari dubai egypt nigeria nigerian kenya kenyan pakistan pakistani bangladesh states kingdom iran iraq gaza syria lebanon afghanistan venezuela cuba peru ecuador morocco ghana ethiopia uganda nepal lanka
  london paris berlin munich madrid dublin amsterdam stockholm helsinki zurich brussels tokyo seoul beijing shanghai shenzhen
  hong kong delhi mumbai bengaluru bangalore hyderabad chennai pune kolkata gurugram noida sydney melbourne auckland toronto
  vancouver montreal york brooklyn manhattan boston chicago seattle austin texas california francisco angeles silicon valley
  washington atlanta denver miami dallas houston virginia ohio nevada arizona utah oregon michigan
  iowa louisiana wisconsin nebraska oklahoma tel aviv global worldwide nordic baltic latin
  eastern western aussie kiwi bay pennsylvania indiana wyoming kansas missouri tennessee kentucky alabama mississippi arkansas
  minnesota nebraska maryland massachusetts connecticut maine idaho montana alaska hawaii memphis abilene phoenix columbus gujarat
  maharashtra karnataka telangana andhra pradesh tamil nadu kerala jamnagar visakhapatnam vizag johor jakarta osaka riyadh doha
  dhabi abu quebec ontario alberta normandy lisbon oslo warsaw
`)

/** Words that are in no company's name, capitalised or not. */
export const functionWords = set(`
  a an the or but nor if of in on at to for from by with without within into onto over under after before since until amid among amidst
  against between through during despite because but when where which that who while until since than about around across up down off out
  i we you he she it they me him them his her its their our your my this that these those there here who whom whose which what
  why how not no yes all any each every some many much more most less least few fewer several such both as per via once and
  either neither only just approximately roughly also even still yet already now then soon later today tonight tomorrow yesterday again almost nearly
  is are was were be been being am has have had do does did will would could should may might must can cannot isn't won't can't don't
  i'm i've we're you're you've it's here's what's that's there's let's
  ${[...monthWords, ...dayNames].join(' ').toLowerCase()}
  rs usd eur inr gbp rmb ceo cfo cto
  ai artificial ev evs genai agi llm llms gpu gpus ml hr pr qa pc pcs tv vc vcs ipo q1 q2 q3 q4 fy ico api
  billion billions million millions trillion trillions tens dollar dollars thousand thousands hundred hundreds dozen dozens percent crore lakh
  former ex exclusive breaking report scoop update updated watch video podcast opinion analysis explained explainer read memo
  founded amid ahead following according citing including reportedly
  layoffs layoff
`)

/** Verbs that headlines capitalise. */
export const headlineVerbs = set(`
  lay lays laid laying cut cuts cutting slash slashes slashing axe axes axing shed sheds shedding fire fires fired firing furlough
  furloughs reassign reassigns reduce reduces reducing eliminate eliminates trim trims dismiss dismisses sack sacks rewrite rewrites
  raise raises raised raising secure secures secured securing land lands landed bag bags bagged nab nabs nabbed snag snags close
  closes closed closing get gets got win wins won take takes took make makes made give gives gave go goes going come comes
  acquire acquires acquired acquiring buy buys bought buying purchase purchases invest invests invested investing
  back backs backed backing fund funds funded plan plans planned planning announce announces announced
  announcing unveil unveils launch launches launched launching begin begins began start starts started starting
  say says said reports reported reveal reveals confirm confirms confirmed deny denies denied warn warns warned
  tell tells told ask asks asked call calls called show shows see sees saw set sets eye eyes eyeing seek seeks sought mull mulls
  weigh weighs consider considers near nears hit hits face faces faced want wants need needs need look looks looking aim aims
  expect expects expected spend spends spending pour pours commit commits pledge pledges bet bets double doubles triple triples boost
  boosts hike hikes grow grows rise rises soar soars surge surges jump jumps fall falls drop drops slump slumps joins
  lose loses lost losing leave leaves quit quits exit exits join sign signs signed ink inks agree agrees agreed
  hire hires hired hiring sell sells sold selling file files filed build builds building vow vows
  debut debuts open opens opened end ends ended ending continue continues become becomes help helps helping keep keeps
  pay pays paid offer offers offered use uses using turn turns try tries bring brings move moves hold holds
  approach approaches attribute attributes blame blames cite cites defend defends explain explains justify justifies reveal tout
  touts scrap scraps scrapped shut shuts shutter shutters target targets strike strikes struck
  double-down slow slows ramp ramps freeze freezes pause pauses delay delays ditch ditches swap swaps replace replaces
  reach reaches top tops emerge emerges grab grabs grabbed score scores scored net nets netted complete completes completed value values valued price prices priced merge merges lead leads support supports
`)

/** Nouns and adjectives that headlines capitalise, and that no company's name begins with unless more of it follows. */
export const commonWords = set(`
  intelligence machine learning technology technologies tech deeptech it saas b2b d2c ecommerce crypto blockchain web3 cloud data
  software hardware chip chips semiconductor semiconductors cybersecurity security robotics robot robots agentic agent agents generative
  voice video image enterprise consumer legal medical healthcare health finance financial banking insurance defense defence energy power
  electric mobile gaming game games streaming social media online digital internet marketing sales customer customers coding
  code accounting inference infrastructure job jobs role roles position positions posts redundancy redundancies severance
  buyout buyouts worker workers employee employees staff staffer staffers workforce headcount team teams unit units division divisions
  department people person union unions acquisition acquisitions investment investments investor investors stake stakes funding
  fundraise fundraising round rounds series seed valuation deal deals talks talk
  new old big bigger biggest small large larger largest massive mass major minor first second third fourth fifth last next latest early late
  great good bad best worst high higher highest low lower lowest record historic fresh further additional total full half
  quarter quarterly annual year years month months week weeks day days hour hours time times
  email emails letter statement source sources news press newsletter factbox column review preview interview
  stock stocks share shares market markets earnings revenue profit profits loss losses debt bond bonds loan loans cash money
  capital venture private equity public government federal state city county national international local regional
  industry sector business businesses companies corporate office offices center centers centre centres datacenter datacenters
  campus plant plants factory factories stores site sites service services product products project projects
  program programme programs strategy strategic restructuring restructure reorganization reorganisation overhaul efficiency automation
  cost costs saving savings economy economic world war crisis pandemic covid coronavirus recession trump biden musk zuckerberg nadella pichai altman bezos
  macron starmer modi merz meloni carney albanese ishiba takaichi erdogan lutnick huang leyen sutskever murati lecun hassabis amodei karpathy
  co young senior junior adult another anyone everyone everything nothing impact impacted affected notice notices warning
  effect effective immediately inside meet hello dear welcome hub region inference transportation
  former silicon hopes fears fear hope race boom bubble push plan plans bid move gamble crunch surge wave
  bankrupt embattled struggling troubled beleaguered ailing collapsed insolvent pink
  parents teachers students voters lawmakers republicans democrats senate house congress court courts
  three four five six seven eight nine ten one two hi tied chatbot assistant model models app apps tool tools startup startups
  engine engines drone drones electric aviation biotech pharma drug drugs
  weekly daily monthly top ten techcrunch union's airlines bank banks hospital hospitals schools school university
  falling rising growing half-term holiday
`)

/** Nouns that companies' names go on with: "SB Energy", "Adaptive Security". */
export const nameNouns = set(`
  ai energy security health healthcare technologies technology tech labs lab systems group holdings robotics semiconductor semiconductors
  capital ventures partners bank motors motor airlines airways foods pharma pharmaceuticals therapeutics bio biosciences diagnostics
  software networks network media studios studio games entertainment financial insurance power solar space aerospace dynamics intelligence
  data cloud computing mobility logistics education learning university college school schools district hospital museum department institute
  foundation center centre services solutions industries international brothers bros inc corp corporation ltd llc plc co company digital
  medical sciences science materials electronics electric automotive communications telecom wireless interactive online commerce
  payments pay city county council authority agency administration service wealth asset management advisors consulting
  global americas us usa bio biotech genomics analytics vision voice works workshop factory co-op express transit
  post journal times news press tribune herald telegraph magazine broadcasting radio television
`)

/** Countries whose government may spend: the spender where no company is named. */
export const countries = set(`
  us uk eu uae india china japan korea taiwan singapore malaysia indonesia vietnam thailand australia canada mexico brazil germany
  france spain italy netherlands switzerland sweden norway denmark finland estonia poland hungary ukraine russia turkey israel
  britain ireland scotland egypt nigeria kenya pakistan qatar arabia zealand kong states kingdom
`)

/** One employer without a name: "an auto lending company to cut 29 jobs". */
export const employers = set(`
  company firm hospital plant district school university college startup factory council city county agency department administration
  government airline bank chain retailer maker courts court newspaper studio station network church charity nonprofit museum lab supplier
  manufacturer brewery mine mill shipyard clinic library giant carmaker chipmaker publisher broadcaster operator warehouse lender insurer start
`)
