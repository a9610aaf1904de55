import { onServer } from '../../test/support/databases.ts'

/**
 * What must hold in the database at every commit, whoever is killed or stopped: what is held is taken from nobody, and what is written
 * about a workspace's messages or a host's feeds is written by the life that holds it. Nothing lost and nothing doubled does not show
 * it: rows that are written only as they were read, and looks before a second try, make up for much.
 *
 * Each life tells the server its name, by `asLife`.
 */
export async function installAudit(database: string): Promise<void> {
  await onServer(database, triggers)
}

/** What did not hold. */
export async function findViolations(database: string): Promise<string[]> {
  const rows = await onServer(database, 'select what, count(*) from violation group by what')
  return rows.map(({ what, count }) => `${what}, ${count} times`)
}

/** The database's address, for a life of that name. */
export function asLife(database: string, name: string): string {
  const url = new URL(database)
  url.searchParams.set('options', `-c run.life=${name}`)
  return url.href
}

/** Deferred to the commit, when whoever took it meanwhile is seen. */
const triggers = `
  create table violation (what text not null);
  create table held_by (name text primary key, life text not null);

  create function note_claim() returns trigger language plpgsql as $$
    begin
      if old.until > clock_timestamp() then
        insert into violation values (split_part(new.name, ' ', 1) || ' taken from one who held it');
      end if;
      insert into held_by values (new.name, current_setting('run.life')) on conflict (name) do update set life = excluded.life;
      return null;
    end $$;
  create trigger claimed after update of number on lease for each row
    when (new.number > old.number) execute function note_claim();

  create function check_held() returns trigger language plpgsql as $$
    declare
      held text;
      life text := current_setting('run.life', true);
    begin
      if tg_table_name = 'delivery' then held := 'team ' || new.team_id;
      else held := 'host ' || split_part(new.url, '/', 3);
      end if;
      if life is distinct from (select held_by.life from held_by where name = held) then
        insert into violation values (tg_table_name || ' written by one who did not hold it');
      end if;
      return null;
    end $$;
  create constraint trigger written after update on delivery deferrable initially deferred for each row
    when ((old.state, old.attempts, old.ts) is distinct from (new.state, new.attempts, new.ts)) execute function check_held();
  create constraint trigger written after update on feed deferrable initially deferred for each row
    when (old.state is distinct from new.state) execute function check_held();`
