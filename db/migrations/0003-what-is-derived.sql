-- Everything here is made from threads by the reckoning, in the transaction of the entry it rests on, and can be made again from nothing.
-- Each row keeps a hash of itself, so that an append rewrites only what changed.
set role gt_owner;

-- Who may look where: one row for each involvement, in the shape policies ask for. Nobody sees a row that is not his own.
create table gt.reach (
  partnership_id uuid not null,
  subject_id uuid not null,
  key text not null,
  holder_id uuid not null,
  relation text not null,
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  hash bytea not null,
  primary key (partnership_id, subject_id, key),
  foreign key (partnership_id, subject_id) references gt.subject
);
-- Where every list starts. What The Bridge has decided stays open to it and is no work: it is not among what lists go through.
create index reach_holder on gt.reach (partnership_id, holder_id, until_at, subject_id) where relation <> 'decided';
create index reach_asked on gt.reach (partnership_id, subject_id, holder_id) include (relation, from_at, until_at);

-- Who works with whom, as what, from when until when: what a page shows.
create table gt.involvement (
  partnership_id uuid not null,
  subject_id uuid not null,
  key text not null,
  holder_id uuid not null,
  form text not null,
  relation text not null,
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  entry_id uuid not null,
  hash bytea not null,
  primary key (partnership_id, subject_id, key),
  foreign key (partnership_id, subject_id) references gt.subject
);

create table gt.person (
  partnership_id uuid not null,
  subject_id uuid not null,
  key text not null,
  is_a text not null,
  given text not null,
  family text not null,
  known_as text,
  born_on date,
  born_precision text,
  expected_on date,
  died_on date,
  sex text,
  school text,
  language text,
  interpreter boolean,
  entry_id uuid not null,
  hash bytea not null,
  primary key (partnership_id, subject_id, key),
  foreign key (partnership_id, subject_id) references gt.subject
);

-- What finds a person: sound and spelling keys of every name ever recorded. Read by the narrow search functions alone.
create table gt.person_key (
  partnership_id uuid not null,
  subject_id uuid not null,
  key text not null,
  family_key text collate "C" not null,
  given_key text collate "C" not null,
  born_on date,
  hash bytea not null,
  primary key (partnership_id, subject_id, key),
  foreign key (partnership_id, subject_id) references gt.subject
);
create index person_key_family on gt.person_key (partnership_id, family_key, given_key);
create index person_key_born on gt.person_key (partnership_id, born_on) where born_on is not null;

create table gt.stay (
  partnership_id uuid not null,
  subject_id uuid not null,
  key text not null,
  household_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  entry_id uuid not null,
  hash bytea not null,
  primary key (partnership_id, subject_id, key),
  foreign key (partnership_id, subject_id) references gt.subject
);
create index stay_household on gt.stay (partnership_id, household_id);

create table gt.relationship (
  partnership_id uuid not null,
  subject_id uuid not null,
  key text not null,
  to_id uuid not null,
  as_what text not null,
  parental_responsibility boolean,
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  entry_id uuid not null,
  hash bytea not null,
  primary key (partnership_id, subject_id, key),
  foreign key (partnership_id, subject_id) references gt.subject
);
create index on gt.relationship (partnership_id, to_id);

create table gt.episode (
  partnership_id uuid not null,
  subject_id uuid not null,
  key text not null,
  kind text not null,
  state text not null,
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  entry_id uuid not null,
  ended_by uuid,
  hash bytea not null,
  primary key (partnership_id, subject_id, key),
  foreign key (partnership_id, subject_id) references gt.subject
);
-- A child has one of each open at a time: one plan, one placement.
create unique index episode_one_open on gt.episode (partnership_id, subject_id, kind) where until_at = 'infinity';

create table gt.finding (
  partnership_id uuid not null,
  subject_id uuid not null,
  rule text not null,
  key text not null,
  name text not null,
  from_at timestamptz not null,
  until_at timestamptz not null default 'infinity',
  ended text,
  ended_by uuid,
  ended_known timestamptz,
  due_on date,
  due_at timestamptz,
  shows_info timestamptz,
  shows_due timestamptz,
  shows_overdue timestamptz,
  shows_critical timestamptz,
  shows_gate timestamptz,
  told jsonb not null,
  told_to text[] not null,
  queue text,
  evidence uuid[] not null,
  facts jsonb not null,
  layer text not null,
  agency_id uuid,
  hash bytea not null,
  primary key (partnership_id, subject_id, rule, key),
  foreign key (partnership_id, subject_id) references gt.subject
);
create index finding_open on gt.finding (partnership_id, subject_id, until_at);
create index finding_queue on gt.finding (partnership_id, queue, until_at) where queue is not null;
reset role;

-- Derivation's own door. Rules must not read through the eyes of whoever happens to write (a school's entry would make findings from what the
-- school may see), so these functions read and write what is derived, and only for threads that this very transaction has locked.
grant select, insert, update, delete on gt.reach, gt.involvement, gt.person, gt.person_key, gt.stay, gt.relationship, gt.episode, gt.finding to gt_deriver;
grant select, insert, update on gt.subject to gt_deriver;
grant select on gt.entry, gt.entry_part to gt_deriver;

-- Derivation's door opens for somebody: a statement slipped into a connection on which nobody is asking holds no thread, and so reads none; history is
-- brought in by a role of its own, without an account. Locks heads in the order of their ids and stamps `known`: later than anything these threads have known, and no earlier than now.
create function gt.hold_threads(p uuid, ids uuid[], written uuid[]) returns timestamptz
  language plpgsql security definer set search_path = ''
  as $$
  declare
    stamp timestamptz;
    held integer;
  begin
    if session_user <> 'gt_import' and not exists (select from gt.me() m where m.partnership_id = p) then
      raise exception 'threads are held for somebody' using errcode = 'GT403';
    end if;
    perform 1 from gt.subject where partnership_id = p and subject_id = any (ids) order by subject_id for no key update;
    get diagnostics held = row_count;
    if held <> cardinality(ids) then raise exception 'a thread to be held does not exist' using errcode = 'GT404'; end if;
    select greatest(clock_timestamp(), max(known_at) + interval '1 microsecond') into stamp
      from gt.subject where partnership_id = p and subject_id = any (ids);
    update gt.subject set locked_by = pg_current_xact_id(),
        known_at = case when subject_id = any (written) then stamp else known_at end,
        version = case when subject_id = any (written) then version + 1 else version end
      where partnership_id = p and subject_id = any (ids);
    return stamp;
  end $$;

create function gt.must_hold(p uuid, ids uuid[]) returns void
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    if exists (select from unnest(ids) as wanted(id) where not exists (
        select from gt.subject s where s.partnership_id = p and s.subject_id = wanted.id and s.locked_by = pg_current_xact_id_if_assigned())) then
      raise exception 'a thread is read for derivation only by the transaction that holds it' using errcode = 'GT403';
    end if;
  end $$;

-- Every version written on these threads, with the facts rules may read. `kinds` null: all of them.
create function gt.threads_of(p uuid, ids uuid[], kinds text[]) returns table (
    subject_id uuid, form text, entry_id uuid, act_id uuid, kind text, happened_on date, happened_at timestamptz, "precision" text, known_at timestamptz,
    author_id uuid, author_role text, agency_id uuid, agency_kind text, audience text, answers uuid, corrects uuid, withdraws boolean, facts jsonb)
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    perform gt.must_hold(p, ids);
    return query
      select s.subject_id, s.form, e.entry_id, e.act_id, e.kind, e.happened_on, e.happened_at, e.precision, e.known_at,
             e.author_id, e.author_role, e.agency_id, e.agency_kind, e.audience, e.answers, e.corrects, e.withdraws, r.facts
      from gt.subject s
      left join gt.entry e on e.partnership_id = p and e.subject_id = s.subject_id and (kinds is null or e.kind = any (kinds))
      left join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id and r.field_group = 'record'
      where s.partnership_id = p and s.subject_id = any (ids);
  end $$;

-- Everybody who shares or ever shared a household with one of these people, or ever belonged to one of these households; and the people of homes that
-- their stays do not show now and may show after what is written. Somebody who moved in and out on one day has no stay there until the move is withdrawn.
create function gt.homes_near(p uuid, ids uuid[], households uuid[]) returns uuid[]
  language sql stable security definer set search_path = ''
  as $$
    with homes as materialized (
      select unnest(households) as household_id
      union select mine.household_id from gt.stay mine where mine.partnership_id = p and mine.subject_id = any (ids)
      union select (r.facts ->> 'household')::uuid from gt.entry e join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id
        where e.partnership_id = p and e.subject_id = any (ids) and e.kind = 'residence' and r.field_group = 'record' and r.facts ? 'household')
    select coalesce(array_agg(distinct other.subject_id), '{}')
    from homes join gt.stay other on other.partnership_id = p and other.household_id = homes.household_id
  $$;

-- The keys and hashes of what is derived already, table by table.
create function gt.derived_of(p uuid, ids uuid[]) returns table (tbl text, subject_id uuid, key text, hash bytea)
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    perform gt.must_hold(p, ids);
    return query
      select 'finding', f.subject_id, f.rule || E'\x1f' || f.key, f.hash from gt.finding f where f.partnership_id = p and f.subject_id = any (ids)
      union all select 'reach', r.subject_id, r.key, r.hash from gt.reach r where r.partnership_id = p and r.subject_id = any (ids)
      union all select 'involvement', i.subject_id, i.key, i.hash from gt.involvement i where i.partnership_id = p and i.subject_id = any (ids)
      union all select 'person', n.subject_id, n.key, n.hash from gt.person n where n.partnership_id = p and n.subject_id = any (ids)
      union all select 'person_key', k.subject_id, k.key, k.hash from gt.person_key k where k.partnership_id = p and k.subject_id = any (ids)
      union all select 'stay', s.subject_id, s.key, s.hash from gt.stay s where s.partnership_id = p and s.subject_id = any (ids)
      union all select 'relationship', l.subject_id, l.key, l.hash from gt.relationship l where l.partnership_id = p and l.subject_id = any (ids)
      union all select 'episode', o.subject_id, o.key, o.hash from gt.episode o where o.partnership_id = p and o.subject_id = any (ids);
  end $$;

-- A thread is stamped with the version of the rules only where all of it was made again (`whole`): the others of a household have had what the
-- household's rules say made again and nothing else, and keep the version they have, so that a sweep still finds them.
-- Puts right what is derived: `gone` are keys that no longer hold or have changed, `rows` are whole rows to stand from now on.
create function gt.save_derived(p uuid, ids uuid[], gone jsonb, made jsonb, whole uuid[], rules text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform gt.must_hold(p, ids || whole);
    if exists (select from jsonb_each(made) t, jsonb_array_elements(t.value) r
               where (r.value ->> 'partnership_id')::uuid is distinct from p or not (r.value ->> 'subject_id')::uuid = any (ids)) then
      raise exception 'a derived row belongs to a thread that is not held' using errcode = 'GT403';
    end if;
    delete from gt.finding f using jsonb_to_recordset(gone -> 'finding') as g(subject_id uuid, rule text, key text)
      where f.partnership_id = p and f.subject_id = any (ids) and f.subject_id = g.subject_id and f.rule = g.rule and f.key = g.key;
    delete from gt.reach d using jsonb_to_recordset(gone -> 'reach') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.involvement d using jsonb_to_recordset(gone -> 'involvement') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.person d using jsonb_to_recordset(gone -> 'person') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.person_key d using jsonb_to_recordset(gone -> 'person_key') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.stay d using jsonb_to_recordset(gone -> 'stay') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.relationship d using jsonb_to_recordset(gone -> 'relationship') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.episode d using jsonb_to_recordset(gone -> 'episode') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    insert into gt.finding select * from jsonb_populate_recordset(null::gt.finding, made -> 'finding');
    insert into gt.reach select * from jsonb_populate_recordset(null::gt.reach, made -> 'reach');
    insert into gt.involvement select * from jsonb_populate_recordset(null::gt.involvement, made -> 'involvement');
    insert into gt.person select * from jsonb_populate_recordset(null::gt.person, made -> 'person');
    insert into gt.person_key select * from jsonb_populate_recordset(null::gt.person_key, made -> 'person_key');
    insert into gt.stay select * from jsonb_populate_recordset(null::gt.stay, made -> 'stay');
    insert into gt.relationship select * from jsonb_populate_recordset(null::gt.relationship, made -> 'relationship');
    insert into gt.episode select * from jsonb_populate_recordset(null::gt.episode, made -> 'episode');
    update gt.subject set rules_version = rules where partnership_id = p and subject_id = any (whole) and rules_version is distinct from rules;
  end $$;

-- Is this thread held by this transaction, and was it stamped with this moment? Asked by the policy on new entries.
create function gt.stamped(p uuid, subject uuid, at timestamptz) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.subject s where s.partnership_id = p and s.subject_id = subject
      and s.locked_by = pg_current_xact_id_if_assigned() and s.known_at = at)
  $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.hold_threads(uuid, uuid[], uuid[])', 'gt.must_hold(uuid, uuid[])', 'gt.threads_of(uuid, uuid[], text[])', 'gt.homes_near(uuid, uuid[], uuid[])',
      'gt.derived_of(uuid, uuid[])', 'gt.save_derived(uuid, uuid[], jsonb, jsonb, uuid[], text)', 'gt.stamped(uuid, uuid, timestamptz)'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_app, gt_worker, gt_import';
  end loop;
end $$;

-- Some threads whose derived rows were made by other rules, numbers or holidays than these. Two ranges of the index, since "other than" is none.
create function gt.threads_of_other_rules(p uuid, rules text, most integer) returns table (subject_id uuid)
  language sql stable security definer set search_path = ''
  as $$
    (select s.subject_id from gt.subject s where s.partnership_id = p and s.rules_version < rules limit most)
    union all
    (select s.subject_id from gt.subject s where s.partnership_id = p and s.rules_version > rules limit most)
    limit most
  $$;
alter function gt.threads_of_other_rules(uuid, text, integer) owner to gt_deriver;
revoke all on function gt.threads_of_other_rules(uuid, text, integer) from public;
grant execute on function gt.threads_of_other_rules(uuid, text, integer) to gt_worker, gt_import;

-- Is all of a partnership made with these rules? A page may ask that; which threads are not is nobody's business there.
create function gt.made_with_rules(p uuid, rules text) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select not exists (select from gt.subject s where s.partnership_id = p and s.rules_version < rules)
      and not exists (select from gt.subject s where s.partnership_id = p and s.rules_version > rules)
  $$;
alter function gt.made_with_rules(uuid, text) owner to gt_deriver;
revoke all on function gt.made_with_rules(uuid, text) from public;
grant execute on function gt.made_with_rules(uuid, text) to gt_app;
