-- Who looked at a record, and what did I look at: read from access lines. A line names every record it showed, so that neither question has an index of its own;
-- a row for each record is written beside it afterwards, by a job that reads each line once, and never by whoever looks.
set role gt_owner;
create table gt.look (
  partnership_id uuid not null,
  subject_id uuid not null,
  at timestamptz not null,
  line_id uuid not null,
  account_id uuid not null,
  primary key (partnership_id, subject_id, at, line_id)
);
create index look_own on gt.look (partnership_id, account_id, at desc, line_id, subject_id);

-- Up to which line a partnership's lines were read.
create table gt.looks_read (
  partnership_id uuid primary key,
  written_by xid8 not null default '0',
  line_id uuid not null default '00000000-0000-0000-0000-000000000000'
);

-- How many times a record's page was opened on a day: against it openings in an emergency are held.
create table gt.opens_of_day (
  partnership_id uuid not null,
  on_day date not null,
  opened bigint not null,
  primary key (partnership_id, on_day)
);

-- Looks that somebody who answers for the record goes through: of one's own name, record or home, in the night, without work with the person, at very many people.
-- They say what happened and nothing of why. `about`: so that one reason is said once for each day or hour.
create table gt.unusual_look (
  partnership_id uuid not null,
  unusual_id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  why text not null,
  about text not null,
  subject_id uuid,
  at timestamptz not null,
  line_id uuid not null,
  people integer,
  -- For what the record was opened, in the words of its line.
  purpose text,
  settled_at timestamptz,
  settled_by uuid,
  outcome text,
  words text,
  primary key (partnership_id, unusual_id),
  unique (partnership_id, account_id, why, about),
  foreign key (partnership_id, account_id) references gt.account,
  foreign key (partnership_id, settled_by) references gt.account (partnership_id, account_id)
);
create index on gt.unusual_look (partnership_id, settled_by) where settled_by is not null;
create index unusual_waiting on gt.unusual_look (partnership_id, at desc, unusual_id) where settled_at is null;
create index unusual_settled on gt.unusual_look (partnership_id, settled_at desc, unusual_id) where settled_at is not null;

grant select, insert on gt.look to gt_deriver;
grant select, insert, update on gt.looks_read, gt.opens_of_day, gt.unusual_look to gt_deriver;
reset role;

-- An account, its agency and the teams it was in at a moment: what may have held an involvement then.
create function gt.holders_at(p uuid, account uuid, agency uuid, moment timestamptz) returns uuid[]
  language sql stable security definer set search_path = ''
  as $$
    select array[account, agency] || array(select t.team_id from gt.team_member t
      where t.partnership_id = p and t.account_id = account and t.from_at <= moment and t.until_at > moment)
  $$;

-- A number that a partnership has set for itself and that holds on a day; none where it has set none.
create function gt.number_set(p uuid, name text, on_day date) returns integer
  language sql stable security definer set search_path = ''
  as $$
    select (s.value #>> '{}')::integer from gt.setting_value s
    where s.partnership_id = p and s.setting = name and s.from_on <= on_day order by s.from_on desc, s.set_at desc limit 1
  $$;

-- Reads the next lines of every partnership, at most so many of each, in the order in which they were written: each once, and none that a transaction still running
-- could come before. Where two run at once each partnership is read by one of them. `numbers`: what is unusual, where a partnership has set nothing else.
create function gt.read_lines(most integer, numbers jsonb) returns integer
  language plpgsql security definer set search_path = ''
  as $$
  declare
    here record;
    upto record;
    read_to xid8 := pg_snapshot_xmin(pg_current_snapshot());
    done integer := 0;
    night_from integer;
    night_to integer;
    mass integer;
    today date := (clock_timestamp() at time zone 'Europe/London')::date;
  begin
    insert into gt.looks_read (partnership_id) select x.partnership_id from gt.sealed_partnerships() as x(partnership_id) on conflict do nothing;
    for here in select * from gt.looks_read for update skip locked loop
      night_from := coalesce(gt.number_set(here.partnership_id, 'looking.night-from', today), (numbers ->> 'night-from')::integer);
      night_to := coalesce(gt.number_set(here.partnership_id, 'looking.night-to', today), (numbers ->> 'night-to')::integer);
      mass := coalesce(gt.number_set(here.partnership_id, 'looking.mass', today), (numbers ->> 'mass')::integer);
      -- The last of the next lines: everything below goes by the range that ends there.
      select x.written_by, x.line_id, x.n into upto from (
        select l.written_by, l.line_id, row_number() over (order by l.written_by, l.line_id) as n from (
          select a.written_by, a.line_id from gt.access_line a
          where a.partnership_id = here.partnership_id and (a.written_by, a.line_id) > (here.written_by, here.line_id) and a.written_by < read_to
          order by a.written_by, a.line_id limit most) l) x
        order by x.n desc limit 1;
      if not found then continue; end if;
      with line as materialized (
        select a.*, a.route like '%/people/:person%' as one, (a.at at time zone 'Europe/London') as local from gt.access_line a
        where a.partnership_id = here.partnership_id and (a.written_by, a.line_id) > (here.written_by, here.line_id)
          and (a.written_by, a.line_id) <= (upto.written_by, upto.line_id) and a.route not like 'job %' and a.account_id <> a.partnership_id
      ), shown as materialized (
        select l.line_id, l.at, l.local, l.account_id, l.agency_id, l.role, l.route, l.one, l.purpose, s.id, s.id = l.subject_ids[1] as main
        from line l
        cross join lateral (
          select u.id from unnest(l.subject_ids) as u(id)
          union
          select e.subject_id from unnest(case when cardinality(l.subject_ids) = 0 then l.entry_ids end) as q(entry)
            join gt.entry e on e.partnership_id = here.partnership_id and e.entry_id = q.entry) s
      ), kept as (
        insert into gt.look (partnership_id, subject_id, at, line_id, account_id)
          select here.partnership_id, s.id, s.at, s.line_id, s.account_id from shown s
          union all
          -- Who read a record read also those that were part of it at that moment.
          select here.partnership_id, r.id, s.at, s.line_id, s.account_id
            from (select distinct m.into_id from gt.merged m where m.partnership_id = here.partnership_id) i
            join shown s on s.id = i.into_id
            cross join lateral unnest(gt.records_of(here.partnership_id, s.id, s.at)) as r(id)
          on conflict do nothing
      ), opened as (
        insert into gt.opens_of_day as d (partnership_id, on_day, opened)
          select here.partnership_id, l.local::date, count(*) from line l where l.route = 'GET /people/:person' group by 2
          on conflict (partnership_id, on_day) do update set opened = d.opened + excluded.opened
      ), looker as materialized (
        select a.account_id, gt.words_of_account(here.partnership_id, a.account_id) as words from (select distinct s.account_id from shown s where s.one) a
      ), named as (
        select s.*, bool_or(n.is_a = 'adult' and k.given_key = any (w.words)) as own
        from shown s join looker w on w.account_id = s.account_id
        join gt.person_key k on k.partnership_id = here.partnership_id and k.subject_id = s.id and k.family_key = any (w.words[2:]) and k.family_key <> ''
        join gt.person n on n.partnership_id = here.partnership_id and n.subject_id = s.id
        where s.one group by s.line_id, s.at, s.local, s.account_id, s.agency_id, s.role, s.route, s.one, s.purpose, s.id, s.main
      ), odd as (
        select s.account_id, case when s.own then 'own-record' else 'family-name' end as why, s.id, s.at, s.line_id, s.purpose, s.id || ' ' || s.local::date as about from named s
        union all
        select s.account_id, 'own-home', s.id, s.at, s.line_id, s.purpose, s.id || ' ' || s.local::date from shown s
          where s.one and s.main and gt.is_own_record(here.partnership_id, s.id, s.account_id)
            and not exists (select from named n where n.line_id = s.line_id and n.id = s.id and n.own)
        union all
        select s.account_id, 'night', s.id, s.at, s.line_id, s.purpose, (s.local - make_interval(hours => night_to))::date::text from shown s
          where s.one and s.main and s.role <> 'emergency-duty-worker' and (extract(hour from s.local) >= night_from or extract(hour from s.local) < night_to)
        union all
        select s.account_id, 'no-work', s.id, s.at, s.line_id, s.purpose, s.id || ' ' || s.local::date from shown s
          where s.route = 'GET /people/:person' and s.main and s.role <> 'emergency-duty-worker'
            and not exists (select from gt.reach r where r.partnership_id = here.partnership_id and r.subject_id = s.id and r.from_at <= s.at and r.until_at > s.at
              and r.holder_id = any (gt.holders_at(here.partnership_id, s.account_id, s.agency_id, s.at)))
      )
      insert into gt.unusual_look (partnership_id, account_id, why, about, subject_id, at, line_id, purpose)
        select here.partnership_id, o.account_id, o.why, o.about, o.id, o.at, o.line_id, o.purpose from odd o order by o.at, o.line_id on conflict do nothing;
      -- Very many different people within an hour of the clock: counted from the looks of those hours alone.
      insert into gt.unusual_look (partnership_id, account_id, why, about, subject_id, at, line_id, people)
        select here.partnership_id, h.account_id, 'mass', h.hour::text, null, c.at, h.line_id, c.people
        from (select a.account_id, date_trunc('hour', a.at) as hour, (array_agg(a.line_id order by a.line_id desc))[1] as line_id from gt.access_line a
          where a.partnership_id = here.partnership_id and (a.written_by, a.line_id) > (here.written_by, here.line_id)
            and (a.written_by, a.line_id) <= (upto.written_by, upto.line_id) and a.route not like 'job %' and a.account_id <> a.partnership_id group by 1, 2) h
        cross join lateral (select count(distinct coalesce(g.kept_in, k.subject_id))::integer as people, max(k.at) as at from gt.look k
          left join gt.merged g on g.partnership_id = here.partnership_id and g.subject_id = k.subject_id and g.kept_in is not null
          where k.partnership_id = here.partnership_id and k.account_id = h.account_id and k.at >= h.hour and k.at < h.hour + interval '1 hour') c
        where c.people > mass
        on conflict (partnership_id, account_id, why, about) do update set people = greatest(gt.unusual_look.people, excluded.people);
      update gt.looks_read set written_by = upto.written_by, line_id = upto.line_id where partnership_id = here.partnership_id;
      done := done + upto.n;
    end loop;
    return done;
  end $$;

-- Who looked at a record, newest first, from a place in that order on: for those whom the matrix lets (`looks`), in their relation to it or for any record. Whoever
-- is excluded from the record learns nothing. `relations`: as what the looker, their team or agency stood to it at that time.
create function gt.who_looked(p uuid, subject uuid, before_at timestamptz, before_line uuid, most integer)
  returns table (line_id uuid, at timestamptz, account_id uuid, agency_id uuid, role text, purpose text, entries integer, relations text[])
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  declare
    who gt.actor;
  begin
    if not gt.may_see_looks(p, subject) then return; end if;
    select * into who from gt.me() m where m.partnership_id = p;
    return query
      select l.line_id, l.at, a.account_id, a.agency_id, a.role, a.purpose, cardinality(a.entry_ids),
        array(select distinct r.relation from gt.reach r where r.partnership_id = p and r.subject_id = subject and r.from_at <= l.at and r.until_at > l.at
          and r.holder_id = any (gt.holders_at(p, a.account_id, a.agency_id, l.at)) order by 1)
      from (select k.line_id, k.at from gt.look k where k.partnership_id = p and k.subject_id = subject and (k.at, k.line_id) < (before_at, before_line)
        order by k.at desc, k.line_id desc limit least(most, 200)) l
      join gt.access_line a on a.partnership_id = p and a.line_id = l.line_id
      order by l.at desc, l.line_id desc;
  end $$;

-- May the asker see who looked at this record?
create function gt.may_see_looks(p uuid, subject uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = subject and x.account_id = who.account_id) then return false; end if;
    return exists (select from gt.subject s where s.partnership_id = p and s.subject_id = subject and s.form = 'person')
      and ('anyone/looks' = any (who.grants)
        or (gt.lets_in(p, subject, who.account_id) and exists (select from gt.reach r where r.partnership_id = p and r.subject_id = subject and r.holder_id = any (who.holders)
          and r.from_at <= who.at and r.until_at > who.at and (r.relation || '/looks') = any (who.grants))));
  end $$;

-- What the asker looked at, newest first, from a place in that order on.
create function gt.my_looks(before_at timestamptz, before_line uuid, before_subject uuid, most integer)
  returns table (line_id uuid, at timestamptz, subject_id uuid, purpose text)
  language sql stable security definer set search_path = ''
  as $$
    select l.line_id, l.at, l.subject_id, a.purpose
    from gt.me() m
    cross join lateral (select k.line_id, k.at, k.subject_id from gt.look k
      where k.partnership_id = m.partnership_id and k.account_id = m.account_id and k.at <= before_at and (k.at, k.line_id, k.subject_id) < (before_at, before_line, before_subject)
        -- A record that was read as part of another is not named beside it.
        and exists (select from gt.access_line x where x.partnership_id = m.partnership_id and x.line_id = k.line_id
          and (cardinality(x.subject_ids) = 0 or k.subject_id = any (x.subject_ids)))
      order by k.at desc, k.line_id desc, k.subject_id desc limit least(most, 200)) l
    join gt.access_line a on a.partnership_id = m.partnership_id and a.line_id = l.line_id
    order by l.at desc, l.line_id desc, l.subject_id desc
  $$;

-- What somebody who answers for the record makes of an unusual look; never of their own, and never at a record from which they are excluded.
create function gt.settle_unusual(p uuid, unusual uuid, outcome text, words text) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or not 'anyone/unusual' = any (who.grants) then return false; end if;
    update gt.unusual_look u set settled_at = who.at, settled_by = who.account_id, outcome = settle_unusual.outcome, words = settle_unusual.words
      where u.partnership_id = p and u.unusual_id = unusual and u.settled_at is null and u.account_id <> who.account_id
        and not exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = u.subject_id and x.account_id = who.account_id);
    return found;
  end $$;

grant execute on function gt.words_of_account(uuid, uuid) to gt_deriver;
do $$
declare
  f text;
begin
  foreach f in array array['gt.holders_at(uuid, uuid, uuid, timestamptz)', 'gt.number_set(uuid, text, date)'] loop
    execute 'alter function ' || f || ' owner to gt_announcer';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_deriver';
  end loop;
  foreach f in array array['gt.read_lines(integer, jsonb)', 'gt.who_looked(uuid, uuid, timestamptz, uuid, integer)', 'gt.may_see_looks(uuid, uuid)',
      'gt.my_looks(timestamptz, uuid, uuid, integer)', 'gt.settle_unusual(uuid, uuid, text, text)'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
    if f like 'gt.read_lines%' then execute 'grant execute on function ' || f || ' to gt_worker';
    else execute 'grant execute on function ' || f || ' to gt_app'; end if;
  end loop;
end $$;
