/** Words that tell a company's name from what stands around it. Folded, as tokens are. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

/** Nouns in front of a company's name that say what it is: "chip maker X", "start-up X". */
export const descriptors = set(`
  startup startups up ups company companies firm maker makers giant giants platform provider chipmaker carmaker automaker drugmaker
  planemaker toymaker retailer lender unicorn developer operator owner parent manufacturer supplier builder vendor
  broker brokerage insurer neobank fintech insurtech healthtech edtech biotech conglomerate behemoth titan colossus
  specialist challenger darling player outfit venture spinoff spinout offshoot subsidiary publisher studio lab business
  marketplace app network brand chain carrier airline consultancy hyperscaler neocloud heavyweight powerhouse upstart
  pioneer leader major house service site website tool product model assistant chatbot company's parentage incubator accelerator
`)

/** People before or after a company's name: "Meta engineer", "OpenAI alum". What stands in front of them is a modifier. */
export const people = set(`
  engineer engineers researcher researchers exec execs executive executives alum alums alumni alumnus veteran veterans
  founder founders cofounder cofounders scientist scientists rival rivals competitor competitors challenger partner partners
  supplier suppliers customer customers investor investors backer backers spinoff spinout offshoot insider insiders alternative
  backed based owned led funded founded linked style
`)

/** After a hyphen: "Nvidia-backed", "Paris-based". */
export const hangers = set(`
  backed based owned led funded founded linked style focused powered driven listed born run controlled supported incubated
  centric native first related made like era wide branded affiliated parent
`)

/** Job titles and what persons are called. */
export const roles = set(`
  ceo cfo cto coo cio cmo ciso cpo chief chiefs chair chairman chairwoman chairperson president vp director directors head boss bosses
  manager managers minister secretary senator governor mayor judge professor analyst analysts editor reporter founder
  founders cofounder cofounders officer officers spokesperson spokesman spokeswoman mr mrs ms dr sir tycoon billionaire
  billionaires entrepreneur entrepreneurs engineer engineers researcher researchers scientist scientists exec execs executive executives
  alum alums alumni veteran veterans godfather
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
  arab emirati qatar qatari dubai egypt nigeria nigerian kenya kenyan pakistan pakistani bangladesh
  london paris berlin munich madrid dublin amsterdam stockholm helsinki zurich brussels tokyo seoul beijing shanghai shenzhen
  hong kong delhi mumbai bengaluru bangalore hyderabad chennai pune kolkata gurugram noida sydney melbourne auckland toronto
  vancouver montreal york brooklyn manhattan boston chicago seattle austin texas california francisco angeles silicon valley
  washington atlanta denver miami dallas houston virginia ohio nevada arizona utah oregon michigan buffalo
  iowa louisiana wisconsin nebraska oklahoma tel aviv global worldwide nordic baltic latin north south east west northern southern
  eastern western central
`)

/** Words that headlines capitalise and that no company's name consists of, or begins with. */
export const common = set(`
  a an the and or but nor if of in on at to for from by with without within into onto over under after before since until amid among
  against between through during despite because as than per via about around across up down off out
  i we you he she it they his her its their our your my this that these those there here who whom whose which what when where
  why how not no yes all any each every some many much more most less least few fewer several other another such same own both
  either neither only just also even still yet already now then soon later today tonight tomorrow yesterday again almost nearly
  is are was were be been being am has have had do does did will would could should may might must can cannot
  ai artificial intelligence machine learning genai agi llm llms gpu gpus ml tech technology technologies deeptech it ev evs saas b2b
  d2c ecommerce crypto blockchain web3 cloud data software hardware chip chips semiconductor semiconductors cybersecurity security
  robotics robot robots agentic agent agents generative voice video image enterprise consumer legal medical healthcare health
  finance financial banking insurance defense defence energy power electric mobile gaming game games streaming social media
  online digital internet marketing sales customer customers coding code developer's accounting inference infrastructure
  layoff layoffs lay lays laid laying job jobs role roles position positions post posts cut cuts cutting slash slashes slashing
  axe axes axing shed sheds shedding fire fires fired firing furlough furloughs redundancy redundancies severance buyout buyouts
  worker workers employee employees staff staffer staffers workforce headcount team teams unit units division divisions department
  people person union unions
  raise raises raised raising secure secures secured securing land lands landed bag bags bagged nab nabs nabbed snag snags close
  closes closed closing get gets got win wins won take takes took make makes made give gives gave go goes going come comes
  acquire acquires acquired acquiring acquisition acquisitions buy buys bought buying purchase purchases invest invests invested investing
  investment investments investor investors stake stakes back backs backed backing fund funds funding funded fundraise fundraising
  round rounds series seed valuation valued value values ipo deal deals talks talk plan plans planned planning announce announces announced
  announcing announcement unveil unveils launch launches launched launching begin begins began start starts started starting
  say says said report reports reported reportedly reveal reveals confirm confirms confirmed deny denies denied warn warns warned
  tell tells told ask asks asked call calls called show shows see sees saw set sets eye eyes eyeing seek seeks sought mull mulls
  weigh weighs consider considers near nears hit hits face faces faced want wants need needs look looks looking aim aims
  expect expects expected spend spends spending spent pour pours commit commits pledge pledges bet bets double doubles triple triples boost
  boosts hike hikes grow grows rise rises soar soars surge surges jump jumps fall falls drop drops slump slumps
  lose loses lost losing leave leaves left quit quits exit exits join joins joined sign signs signed ink inks agree agrees agreed
  hire hires hired hiring sell sells sold selling file files filed price prices priced build builds building
  debut debuts open opens opened end ends ended ending continue continues become becomes help helps helping keep keeps
  new old big bigger biggest small large larger largest massive mass major minor first second third fourth fifth last next latest early late
  great good bad best worst top high higher highest low lower lowest record historic fresh further additional total full half
  billion billions million millions trillion thousand thousands hundred hundreds dozen dozens percent quarter quarterly annual year years
  month months week weeks day days hour hours time times january february march april may june july august september october november
  december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
  ceo cfo cto exclusive breaking update updated watch video podcast opinion analysis explained explainer scoop live read memo email
  emails letter statement source sources report news press newsletter factbox column column's review preview interview
  stock stocks share shares market markets price prices earnings revenue profit profits loss losses debt bond bonds loan loans cash money
  capital venture private equity public government federal state states city county national international local regional
  industry sector business businesses company companies corporate office offices center centers centre centres datacenter datacenters
  campus plant plants factory factories store stores site sites service services product products project projects
  program programme programs strategy strategic restructuring restructure reorganization reorganisation overhaul efficiency automation
  cost costs saving savings economy economic world war crisis pandemic covid coronavirus recession trump biden musk
  former ex co founder young senior junior chief american
  using amidst ahead following due according citing including like likely thanks part another anyone everyone everything nothing
  impact impacted affected affecting notice notices warn warning effect effective immediately
  inside meet hello dear exclusive:
`)
