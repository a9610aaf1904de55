/** An investment's facts in the form that says who pays and who receives. */
function directed(facts: string): string {
  const company = `json(${facts} -> '$.company')`
  const investor = `json_object('key', '~' || lower(${facts} ->> '$.investor'), 'name', ${facts} ->> '$.investor', 'parent', null)`
  const paid = (by: string) =>
    `json_object('company', ${by}, 'amount', null, 'lead', json('false'))`
  const isOwn = `${facts} ->> '$.kind' in ('capex', 'fund', 'programme')`
  const isNamed = `${facts} ->> '$.company' is not null`
  return `json_set(json_remove(${facts}, '$.investor'),
    '$.company', case when ${isNamed} then ${company}
      when ${facts} ->> '$.investor' is not null then ${investor} else json('null') end,
    '$.payers', case when ${isOwn} and ${isNamed} then json_array(${paid(company)})
      when ${facts} ->> '$.investor' is not null then json_array(${paid(investor)}) else json_array() end,
    '$.recipient', case when ${isOwn} or not ${isNamed} then json('null') else ${company} end)`
}

/** Fills `event_company` from the facts of one event, or of all that `from` names. */
function listParties(id: string, facts: string, from = ''): string {
  const isDeal = `${facts} ->> '$.category' = 'ai_investment'`
  const bought = `${facts} ->> '$.kind' = 'acquisition'`
  const rows = from === '' ? '' : `from ${from.replace(', ', '')}`
  return `insert or ignore into event_company (event_id, company, role, root, name)
    select id, company ->> '$.key', role, coalesce(company ->> '$.parent', company ->> '$.key'), company ->> '$.name' from (
      select ${id} as id, ${facts} -> '$.company' as company, 'employer' as role ${rows}
        where not (${isDeal})
      union all
      select ${id}, value -> '$.company', 'payer' from ${from}json_each(${facts}, '$.payers')
      union all
      select ${id}, ${facts} -> '$.recipient', case when ${bought} then 'target' else 'recipient' end ${rows}
        where ${isDeal}
      union all
      select ${id}, value, 'other' from ${from}json_each(${facts}, '$.companiesOther'))
    where company ->> '$.key' is not null`
}

/**
 * The database's history, oldest first: a database at version n has had the first n applied. One that was released is
 * never edited; what comes later is appended.
 */
export const migrations: readonly string[] = [
  `
  create table meta (key text primary key, value text not null) without rowid;

  create table feed (
    id text primary key,
    team_id text,
    url text not null,
    name text not null,
    every_ms integer,
    next_at integer,
    first_read_at integer,
    active integer not null,
    state text not null
  ) without rowid;
  create index feed_due on feed (next_at) where active = 1;

  create table feed_item (
    feed_id text not null references feed (id) on delete cascade,
    key text not null,
    story_id integer references story (id) on delete set null,
    mark text not null,
    seen_at integer not null,
    primary key (feed_id, key)
  ) without rowid;
  create index feed_item_story on feed_item (story_id);

  create table story (
    id integer primary key,
    feed_id text not null,
    team_id text,
    title text not null,
    summary text not null,
    source text not null,
    link text,
    published_at integer,
    seen_at integer not null,
    verdict text not null,
    rules_hash text not null,
    text_key text,
    told integer not null,
    edited_at integer
  );
  create index story_link on story (link) where link is not null;
  create index story_text on story (text_key) where text_key is not null;
  create index story_seen on story (seen_at);
  create index story_untold on story (seen_at) where told = 0;

  create table event (
    id integer primary key,
    team_id text,
    category text not null,
    company_key text,
    root_key text,
    company_name text,
    facts text not null,
    happened_at integer not null,
    last_at integer not null,
    recorded_at integer not null,
    revision integer not null,
    silent integer not null,
    stories integer not null,
    sources integer not null,
    name_words text
  );
  create index event_root on event (root_key, category, last_at);
  create index event_company on event (company_key, happened_at);
  create index event_happened on event (category, happened_at, last_at, name_words);

  create table event_story (
    event_id integer not null references event (id) on delete cascade,
    story_id integer not null references story (id) on delete cascade,
    facts text not null,
    why text not null,
    joined_at integer not null,
    primary key (event_id, story_id)
  ) without rowid;
  create index event_story_story on event_story (story_id);

  create table channel (
    team_id text not null,
    id text not null,
    name text,
    settings text,
    paused_until integer,
    blocked text,
    blocked_at integer,
    not_before integer not null default 0,
    member integer,
    since integer not null default 0,
    primary key (team_id, id)
  ) without rowid;

  create table setting_change (
    id integer primary key,
    team_id text not null,
    channel_id text not null,
    user_id text not null,
    at integer not null,
    before text,
    after text,
    what text not null
  );
  create index setting_change_channel on setting_change (team_id, channel_id, id);

  create table message (
    id integer primary key,
    team_id text not null,
    channel_id text not null,
    kind text not null,
    body text,
    created_at integer not null
  );
  create index message_channel on message (team_id, channel_id, created_at);

  create table message_event (
    message_id integer not null references message (id) on delete cascade,
    event_id integer not null references event (id) on delete cascade,
    primary key (message_id, event_id)
  ) without rowid;
  create index message_event_event on message_event (event_id);

  create table delivery (
    id text primary key,
    team_id text not null,
    channel_id text not null,
    message_id integer not null references message (id) on delete cascade,
    parent_id text,
    state text not null,
    wanted integer not null,
    shown integer not null,
    ts text,
    next_at integer not null,
    attempts integer not null,
    attempted_at integer,
    error text,
    material integer not null,
    created_at integer not null
  ) without rowid;
  create unique index delivery_message on delivery (message_id);
  create index delivery_open on delivery (team_id, channel_id, message_id)
    where (state in ('waiting', 'sending', 'held', 'refused') or wanted > shown) and next_at < 9000000000000000;
  create index delivery_channel on delivery (team_id, channel_id, state, next_at);
  create index delivery_ts on delivery (team_id, channel_id, ts) where ts is not null;
  create index delivery_parent on delivery (parent_id) where parent_id is not null;

  create table correction (
    id integer primary key,
    team_id text not null,
    event_id integer not null references event (id) on delete cascade,
    user_id text not null,
    at integer not null,
    kind text not null,
    value text not null,
    general integer not null,
    undone_at integer
  );
  create index correction_event on correction (event_id);

  create table cache (
    namespace text not null,
    key text not null,
    value text not null,
    expires_at integer,
    primary key (namespace, key)
  ) without rowid;
  create index cache_expires on cache (expires_at) where expires_at is not null;

  create table installation (
    team_id text primary key,
    name text,
    sealed text not null,
    installed_at integer not null,
    updated_at integer not null
  ) without rowid;
  `,
  `
  -- The rhythm of a feed is learned anew from its next document: a mean rate does not tell when news comes.
  update feed set state = json_set(json_remove(state, '$.rate'), '$.rhythm', null, '$.usualWaitMs', null, '$.notBeforeAt', 0);
  `,
  `
  -- Who hears what: counts up with every change, whoever makes it, so that what was compiled from it is known to be old.
  create table revision (audience integer not null);
  insert into revision values (0);
  create trigger channel_made after insert on channel begin update revision set audience = audience + 1; end;
  create trigger channel_gone after delete on channel begin update revision set audience = audience + 1; end;
  create trigger channel_changed after update of settings, member, since on channel
    when old.settings is not new.settings or old.member is not new.member or old.since is not new.since
    begin update revision set audience = audience + 1; end;
  `,
  `
  alter table setting_change add column undoes integer;
  update setting_change set undoes = cast(substr(what, length('undid #') + 1) as integer) where what like 'undid #%';
  `,
  `
  alter table delivery add column hold text;
  update delivery set hold = error, error = null
    where state = 'held' and error in ('paused', 'digest', 'quiet', 'muted');
  update delivery set hold = 'unknown', error = substr(error, length('unknown: ') + 1)
    where state = 'held' and error like 'unknown: %';
  `,
  `
  update message set body = json_object('kind', 'line', 'line', json(body)) where json_extract(body, '$.storyId') is not null;
  update message set body = json_object('kind', 'note', 'text', json_extract(body, '$.text')) where kind = 'note';
  update message set body = json_object('kind', 'older') where json_extract(body, '$.older') = 1;
  `,
  `
  -- A feed of a register's filings or notices; null: news.
  alter table feed add column register text;
  `,
  `
  -- An investor that was a bare name becomes a company among those who pay; what a deal was told of is who pays, or who receives.
  update event set facts = ${directed('facts')} where category = 'ai_investment';
  update event set
      company_key = facts ->> '$.company.key',
      root_key = coalesce(facts ->> '$.company.parent', facts ->> '$.company.key'),
      company_name = facts ->> '$.company.name',
      name_words = ' ' || replace(ltrim(coalesce(facts ->> '$.company.parent', facts ->> '$.company.key'), '~'), '-', ' ') || ' '
    where category = 'ai_investment' and company_key is null and facts ->> '$.company' is not null;
  update event_story set facts = ${directed('facts')} where facts ->> '$.category' = 'ai_investment';
  update story set verdict = json_set(verdict, '$.facts', (
      select json_group_array(json(case when value ->> '$.category' = 'ai_investment' then ${directed('value')} else value end))
      from json_each(verdict, '$.facts')))
    where verdict like '%"category":"ai_investment"%';
  `,
  `
  -- Who takes part in an event, in which role: as partsOf in core/roles.ts has it, whoever writes the event's facts.
  drop index event_company;
  create index event_own_company on event (company_key, happened_at);
  create table event_company (
    event_id integer not null references event (id) on delete cascade,
    company text not null,
    role text not null,
    root text not null,
    name text not null,
    primary key (event_id, company, role)
  ) without rowid;
  create index event_company_root on event_company (root, event_id);
  create index event_company_company on event_company (company, event_id);
  ${listParties('event.id', 'event.facts', 'event, ')};
  create trigger event_made after insert on event begin ${listParties('new.id', 'new.facts')}; end;
  create trigger event_changed after update of facts on event when old.facts is not new.facts begin
    delete from event_company where event_id = new.id;
    ${listParties('new.id', 'new.facts')};
  end;
  `,
  `
  -- Deals of stories below this one were told while an investor was a bare name: they are read again (poll/reread.ts).
  insert into meta select 'reread_below', max(id) + 1 from story having max(id) is not null;
  `,
  `
  alter table feed add column stories integer not null default 0;
  update feed set stories = told.stories
    from (select feed_id, count(*) as stories from story group by feed_id) as told where told.feed_id = feed.id;
  `,
  `
  -- A workspace's corrections, and those that hold for all, of one kind or of all kinds.
  create index correction_team on correction (team_id, kind);
  create index correction_general on correction (kind) where general = 1;
  `,
  `
  -- What tells an event, by time: the others are many times as many.
  create index story_told on story (seen_at) where told = 1;
  `,
]
