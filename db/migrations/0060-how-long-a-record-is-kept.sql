-- Until when each record is kept, what has come to its end, and its destruction by two people. gt_records owns the functions of this page: it alone removes what
-- was told. It cannot sign in.
do $$
begin
  begin
    if not exists (select from pg_roles where rolname = 'gt_records') then create role gt_records nologin; end if;
    if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant gt_records to %I', current_user); end if;
  exception when duplicate_object or unique_violation then
    -- Another database of this server was brought up to date at the same moment.
    null;
  end;
end $$;
grant usage, create on schema gt to gt_records;

set role gt_owner;

-- Beside each person's record until when it is kept, and why: made of the whole thread by a nightly round, and again under the thread's lock before anything is
-- destroyed. A record without a last day (nobody knows when the child was born) is never listed.
create table gt.kept (
  partnership_id uuid not null,
  subject_id uuid not null,
  until_on date,
  class text not null,
  why text not null,
  held boolean not null,
  -- Up to what the thread knew when this was worked out, and with which numbers.
  known_at timestamptz not null,
  made_with text not null,
  primary key (partnership_id, subject_id),
  foreign key (partnership_id, subject_id) references gt.subject
);
create index kept_until on gt.kept (partnership_id, until_on, subject_id) where not held;

-- Somebody asked for a record to be destroyed; somebody else agreed or turned it down. What was agreed is the certificate, and it names nobody but those two.
create table gt.ending (
  partnership_id uuid not null,
  ending_id uuid not null,
  subject_id uuid not null,
  until_on date not null,
  class text not null,
  why text not null,
  reason text not null check (length(reason) between 1 and 4000),
  asked_by uuid not null,
  asked_at timestamptz not null default clock_timestamp(),
  decided_by uuid,
  decided_at timestamptz,
  agreed boolean,
  answer text check (length(answer) <= 4000),
  entries integer,
  primary key (partnership_id, ending_id),
  foreign key (partnership_id, subject_id) references gt.subject,
  foreign key (partnership_id, asked_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, decided_by) references gt.account (partnership_id, account_id),
  check (not coalesce(agreed, false) or asked_by <> decided_by),
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (agreed is null))
);
create index on gt.ending (partnership_id, subject_id);
create index on gt.ending (partnership_id, asked_by);
create index on gt.ending (partnership_id, decided_by) where decided_by is not null;
create unique index ending_open on gt.ending (partnership_id, subject_id) where decided_at is null;
create index ending_newest on gt.ending (partnership_id, decided_at desc, ending_id) where decided_at is not null;

-- What was told of a person before this moment is gone; what others told in answer to it still points at a bare head.
alter table gt.subject add column erased_at timestamptz;

grant select, insert, update, delete on gt.kept to gt_records;
grant select, insert, update on gt.ending to gt_records;
grant select, update (erased_at, rules_version) on gt.subject to gt_records;
grant select, delete on gt.entry, gt.entry_part, gt.entry_salt, gt.entry_link, gt.document, gt.document_content, gt.announcement, gt.announcement_due,
  gt.merged, gt.finding, gt.involvement, gt.person, gt.person_key, gt.stay, gt.relationship, gt.episode to gt_records;
grant select, insert, delete on gt.reach to gt_records;
grant select, insert on gt.erasure to gt_records;
grant select on gt.seal, gt.account, gt.excluded, gt.asking to gt_records;
grant select, update (reason, reference) on gt.opening to gt_records;
grant select, update (why, ended_why) on gt.limit_said to gt_records;
grant select, update (words) on gt.unusual_look to gt_records;
reset role;
grant execute on function gt.me(), gt.one_record(uuid, uuid[]), gt.must_hold(uuid, uuid[]), gt.homes_near(uuid, uuid[], uuid[]), gt.lets_in(uuid, uuid, uuid),
  gt.digests_of_entry(uuid, uuid) to gt_records;

-- As before; of a record that was destroyed only what was told since.
create or replace function gt.threads_of(p uuid, ids uuid[], kinds text[]) returns table (
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
        and (s.erased_at is null or e.known_at > s.erased_at)
      left join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id and r.field_group = 'record'
      where s.partnership_id = p and s.subject_id = any (ids);
  end $$;

-- Whoever may know until when records are kept; nobody otherwise.
create function gt.keeper(p uuid) returns gt.actor
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or not 'anyone/kept' = any (who.grants) then return null; end if;
    return who;
  end $$;

-- Is something of these records kept for a legal reason? A hold that was taken back or ended holds no longer; an end that was taken back ends nothing.
create function gt.holds_stand(p uuid, ids uuid[]) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.entry h where h.partnership_id = p and h.subject_id = any (ids) and h.kind = 'legal-hold' and h.corrects is null
      and not exists (select from gt.entry w where w.partnership_id = p and w.corrects = h.entry_id and w.withdraws)
      and not exists (select from gt.entry x where x.partnership_id = p and x.answers = h.entry_id and x.kind = 'legal-hold-ended' and x.corrects is null
        and not exists (select from gt.entry w where w.partnership_id = p and w.corrects = x.entry_id and w.withdraws)))
  $$;

-- The next people, in the order of their ids, of whom it has to be worked out again until when they are kept; with all records that are read as one with each.
create function gt.records_to_reckon(p uuid, numbers text, beyond uuid, most integer) returns table (subject_id uuid, records uuid[])
  language sql stable security definer set search_path = ''
  as $$
    select s.subject_id, gt.one_record(p, array[s.subject_id]) from gt.subject s
      left join gt.kept k on k.partnership_id = p and k.subject_id = s.subject_id
      where s.partnership_id = p and s.form = 'person' and s.subject_id > beyond and s.erased_at is null
        and (k.subject_id is null or k.known_at < s.known_at or k.made_with <> numbers)
        and not exists (select from gt.merged m where m.partnership_id = p and m.subject_id = s.subject_id and m.kept_in is not null)
      order by s.subject_id limit most
  $$;

-- For keepers and the nightly round: writes down until when records are kept, of threads that this transaction holds: what it was worked out from cannot have changed meanwhile.
create function gt.save_kept(p uuid, made jsonb, numbers text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if (gt.keeper(p)).account_id is null and not (session_user = 'gt_worker' and exists (select from gt.me() m where m.partnership_id = p and m.role = 'upkeep')) then
      raise exception 'until when records are kept is written down by whoever keeps them' using errcode = 'GT403';
    end if;
    perform gt.must_hold(p, coalesce((select array_agg(r.subject_id) from jsonb_to_recordset(made) as r(subject_id uuid)), '{}'));
    insert into gt.kept (partnership_id, subject_id, until_on, class, why, held, known_at, made_with)
      select p, r.subject_id, r.until_on, r.class, r.why, r.held, s.known_at, numbers
      from jsonb_to_recordset(made) as r(subject_id uuid, until_on date, class text, why text, held boolean)
      join gt.subject s on s.partnership_id = p and s.subject_id = r.subject_id
      on conflict (partnership_id, subject_id) do update set until_on = excluded.until_on, class = excluded.class, why = excluded.why, held = excluded.held,
        known_at = excluded.known_at, made_with = excluded.made_with;
  end $$;

-- What has come to its end by a day, the longest first.
create function gt.records_ended(p uuid, today date, most integer)
  returns table (subject_id uuid, name text, born_on date, until_on date, class text, why text, held boolean, ending_id uuid, asked_name text, asked_at timestamptz, mine boolean)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.keeper(p);
  begin
    if who.account_id is null then return; end if;
    return query
      select k.subject_id, nullif(trim(n.given || ' ' || n.family), ''), n.born_on, k.until_on, k.class, k.why, k.held, g.ending_id, a.name, g.asked_at, coalesce(g.asked_by = who.account_id, false)
      from gt.kept k
      left join gt.person n on n.partnership_id = p and n.subject_id = k.subject_id
      left join gt.ending g on g.partnership_id = p and g.subject_id = k.subject_id and g.decided_at is null
      left join gt.account a on a.partnership_id = p and a.account_id = g.asked_by
      where k.partnership_id = p and k.until_on < today and not k.held and gt.lets_in(p, k.subject_id, who.account_id)
        and not exists (select from gt.merged m where m.partnership_id = p and m.subject_id = k.subject_id and m.kept_in is not null)
      order by k.until_on, k.subject_id limit most;
  end $$;

-- One record: until when it is kept and why, what holds it, and what was asked for.
create function gt.record_kept(p uuid, subject uuid)
  returns table (subject_id uuid, name text, born_on date, until_on date, class text, why text, held boolean, ending_id uuid, asked_name text, asked_at timestamptz, mine boolean,
    reason text, holds jsonb)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.keeper(p);
  begin
    if who.account_id is null then return; end if;
    return query
      select s.subject_id, nullif(trim(n.given || ' ' || n.family), ''), n.born_on, k.until_on, k.class, k.why, coalesce(k.held, false), g.ending_id, a.name, g.asked_at,
        coalesce(g.asked_by = who.account_id, false), g.reason,
        coalesce((select jsonb_agg(jsonb_build_object('id', h.entry_id, 'on', h.happened_on, 'because', r.facts ->> 'because', 'why', r.narrative ->> 'why',
            'reference', r.narrative ->> 'reference', 'by', b.name, 'ended', x.happened_on) order by h.happened_at, h.entry_id)
          from gt.entry h
          join gt.entry_part r on r.partnership_id = p and r.entry_id = h.entry_id and r.field_group = 'record'
          left join gt.account b on b.partnership_id = p and b.account_id = h.author_id
          left join gt.entry x on x.partnership_id = p and x.answers = h.entry_id and x.kind = 'legal-hold-ended' and x.corrects is null
            and not exists (select from gt.entry w where w.partnership_id = p and w.corrects = x.entry_id and w.withdraws)
          where h.partnership_id = p and h.subject_id = any (gt.one_record(p, array[s.subject_id])) and h.kind = 'legal-hold' and h.corrects is null
            and not exists (select from gt.entry w where w.partnership_id = p and w.corrects = h.entry_id and w.withdraws)), '[]')
      from gt.subject s
      left join gt.kept k on k.partnership_id = p and k.subject_id = s.subject_id
      left join gt.person n on n.partnership_id = p and n.subject_id = s.subject_id
      left join gt.ending g on g.partnership_id = p and g.subject_id = s.subject_id and g.decided_at is null
      left join gt.account a on a.partnership_id = p and a.account_id = g.asked_by
      where s.partnership_id = p and s.subject_id = subject and s.form = 'person' and s.erased_at is null and gt.lets_in(p, subject, who.account_id)
        and not exists (select from gt.merged m where m.partnership_id = p and m.subject_id = subject and m.kept_in is not null);
  end $$;

-- Who is on record under exactly this name, for whoever keeps the records: a few at most.
create function gt.records_named(p uuid, given_word text, family_word text, born date, most integer) returns table (subject_id uuid, name text, born_on date)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.keeper(p);
  begin
    if who.account_id is null then return; end if;
    return query
      select distinct n.subject_id, trim(n.given || ' ' || n.family), n.born_on from gt.person_key y
      join gt.person n on n.partnership_id = p and n.subject_id = y.subject_id
      where y.partnership_id = p and y.family_key = family_word and y.given_key = given_word and (born is null or n.born_on = born)
        and gt.lets_in(p, n.subject_id, who.account_id)
        and not exists (select from gt.merged m where m.partnership_id = p and m.subject_id = n.subject_id and m.kept_in is not null)
      order by 2, 3, 1 limit most;
  end $$;

-- Opens the threads of one person to a keeper for what is written next, in this transaction. Gives the records that are read as one; none where there is no way in.
create function gt.begin_keeping(p uuid, subject uuid) returns uuid[]
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.keeper(p);
    ids uuid[];
  begin
    if who.account_id is null then return '{}'; end if;
    if not exists (select from gt.subject s where s.partnership_id = p and s.subject_id = subject and s.form = 'person' and s.erased_at is null)
        or exists (select from gt.merged m where m.partnership_id = p and m.subject_id = subject and m.kept_in is not null) then return '{}'; end if;
    ids := gt.one_record(p, array[subject]);
    if exists (select from unnest(ids) as one(id) where not gt.lets_in(p, one.id, who.account_id)) then return '{}'; end if;
    insert into gt.reach (partnership_id, subject_id, key, holder_id, relation, from_at, until_at, hash)
      select p, one.id, 'records ' || who.account_id::text, who.account_id, 'records', who.at, who.at + interval '1 minute', '' from unnest(ids) as one(id)
      on conflict do nothing;
    return ids;
  end $$;
create function gt.end_keeping(p uuid, ids uuid[]) returns void
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.keeper(p);
  begin
    delete from gt.reach r where r.partnership_id = p and r.subject_id = any (ids) and r.key = 'records ' || who.account_id::text and r.holder_id = who.account_id;
  end $$;

-- What stands in the way of a record's destruction today; null where nothing does. The threads are held, and what is kept was worked out under that lock.
create function gt.stands_against_erasure(p uuid, subject uuid, ids uuid[]) returns text
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    k gt.kept;
  begin
    perform gt.must_hold(p, ids);
    if gt.holds_stand(p, ids) then return 'held'; end if;
    select * into k from gt.kept x where x.partnership_id = p and x.subject_id = subject;
    if k.subject_id is null or k.held or k.until_on is null or k.until_on >= (clock_timestamp() at time zone 'Europe/London')::date
        or k.known_at <> (select s.known_at from gt.subject s where s.partnership_id = p and s.subject_id = subject) then return 'not-yet'; end if;
    return null;
  end $$;

create function gt.ask_for_erasure(p uuid, ending uuid, subject uuid, reason text) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.keeper(p);
    against text;
  begin
    if who.account_id is null or not gt.lets_in(p, subject, who.account_id) then return 'not-found'; end if;
    against := gt.stands_against_erasure(p, subject, gt.one_record(p, array[subject]));
    if against is not null then return against; end if;
    if exists (select from gt.ending g where g.partnership_id = p and g.subject_id = subject and g.decided_at is null) then return 'asked'; end if;
    insert into gt.ending (partnership_id, ending_id, subject_id, until_on, class, why, reason, asked_by)
      select p, ending, subject, k.until_on, k.class, k.why, ask_for_erasure.reason, who.account_id from gt.kept k where k.partnership_id = p and k.subject_id = subject;
    return 'done';
  end $$;

-- Somebody else says no: it can be asked for again. Whoever asked may take it back.
create function gt.turn_down_erasure(p uuid, ending uuid, answer text) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.keeper(p);
  begin
    if who.account_id is null then return 'not-found'; end if;
    update gt.ending g set decided_by = who.account_id, decided_at = who.at, agreed = false, answer = turn_down_erasure.answer
      where g.partnership_id = p and g.ending_id = ending and g.decided_at is null and gt.lets_in(p, g.subject_id, who.account_id);
    return case when found then 'done' else 'not-found' end;
  end $$;

-- Destroys a person's record: what was told of them and its salts, files, and everything derived. Only what another person asked for, what has come to its end, what
-- nothing holds, and what is sealed to the last entry: each leaves its digest and the two names, so that the chain still verifies. Whoever lived with them is
-- reckoned again, because what is said of the one may rest on the other.
create function gt.erase_record(p uuid, ending uuid, answer text) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.keeper(p);
    g gt.ending;
    ids uuid[];
    near uuid[];
    against text;
    gone integer;
  begin
    if who.account_id is null then return 'not-found'; end if;
    select * into g from gt.ending x where x.partnership_id = p and x.ending_id = ending and x.decided_at is null for update;
    if not found or not gt.lets_in(p, g.subject_id, who.account_id) then return 'not-found'; end if;
    if g.asked_by = who.account_id then return 'same-person'; end if;
    ids := gt.one_record(p, array[g.subject_id]);
    -- What was asked for was less than what would be destroyed.
    if exists (select from gt.merged m where m.partnership_id = p and m.subject_id = any (ids) and m.undone_at = 'infinity' and m.known_at > g.asked_at) then
      return 'merged-since';
    end if;
    against := gt.stands_against_erasure(p, g.subject_id, ids);
    if against is not null then return against; end if;
    if exists (select from gt.entry e where e.partnership_id = p and e.subject_id = any (ids) and not exists (
        select from gt.seal s where s.partnership_id = p and s.from_xid <= e.written_by and s.to_xid > e.written_by)) then return 'not-sealed'; end if;
    near := gt.homes_near(p, ids, '{}');
    insert into gt.erasure (partnership_id, erasure_id, entry_id, seal_no, digest, content_digest, reason, asked_by, agreed_by)
      select p, gen_random_uuid(), e.entry_id,
        (select min(s.seal_no) from gt.seal s where s.partnership_id = p and s.from_xid <= e.written_by and s.to_xid > e.written_by),
        d.digest, d.content_digest, 'the time for which it is kept has come to its end: certificate ' || g.ending_id::text, g.asked_by, who.account_id
      from gt.entry e cross join lateral gt.digests_of_entry(p, e.entry_id) d where e.partnership_id = p and e.subject_id = any (ids);
    get diagnostics gone = row_count;
    delete from gt.document_content c using gt.document d where c.partnership_id = p and d.partnership_id = p and d.document_id = c.document_id and d.subject_id = any (ids);
    delete from gt.document where partnership_id = p and subject_id = any (ids);
    delete from gt.entry_link l using gt.entry e where l.partnership_id = p and e.partnership_id = p and e.entry_id = l.entry_id and e.subject_id = any (ids);
    delete from gt.entry_salt l using gt.entry e where l.partnership_id = p and e.partnership_id = p and e.entry_id = l.entry_id and e.subject_id = any (ids);
    delete from gt.entry_part l using gt.entry e where l.partnership_id = p and e.partnership_id = p and e.entry_id = l.entry_id and e.subject_id = any (ids);
    delete from gt.announcement where partnership_id = p and subject_id = any (ids);
    delete from gt.finding where partnership_id = p and subject_id = any (ids);
    delete from gt.involvement where partnership_id = p and subject_id = any (ids);
    delete from gt.person_key where partnership_id = p and subject_id = any (ids);
    delete from gt.person where partnership_id = p and subject_id = any (ids);
    delete from gt.stay where partnership_id = p and subject_id = any (ids);
    delete from gt.relationship where partnership_id = p and subject_id = any (ids);
    delete from gt.episode where partnership_id = p and subject_id = any (ids);
    delete from gt.merged where partnership_id = p and subject_id = any (ids);
    delete from gt.kept where partnership_id = p and subject_id = any (ids);
    update gt.opening set reason = 'destroyed with the record', reference = '-' where partnership_id = p and subject_id = any (ids);
    update gt.limit_said set why = 'destroyed with the record', ended_why = case when ended_why is not null then 'destroyed with the record' end
      where partnership_id = p and subject_id = any (ids);
    update gt.unusual_look set words = 'destroyed with the record' where partnership_id = p and subject_id = any (ids) and words is not null;
    -- What others told in answer keeps what it answers: a bare head, with nothing of what was said.
    delete from gt.entry e where e.partnership_id = p and e.subject_id = any (ids)
      and not exists (select from gt.entry o where o.partnership_id = p and (o.answers = e.entry_id or o.corrects = e.entry_id) and not o.subject_id = any (ids));
    update gt.subject set erased_at = clock_timestamp() where partnership_id = p and subject_id = any (ids);
    update gt.subject set rules_version = '' where partnership_id = p and subject_id = any (near) and not subject_id = any (ids);
    delete from gt.announcement_due where partnership_id = p and subject_id = any (ids);
    delete from gt.reach where partnership_id = p and subject_id = any (ids);
    update gt.ending x set decided_by = who.account_id, decided_at = who.at, agreed = true, answer = erase_record.answer, entries = gone
      where x.partnership_id = p and x.ending_id = g.ending_id;
    return 'done';
  end $$;

-- What was decided, newest first: the certificates, and what was turned down.
create function gt.endings_decided(p uuid, most integer)
  returns table (ending_id uuid, subject_id uuid, until_on date, class text, why text, asked_name text, asked_at timestamptz, decided_name text, decided_at timestamptz, agreed boolean, answer text, entries integer)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.keeper(p);
  begin
    if who.account_id is null then return; end if;
    return query
      select g.ending_id, g.subject_id, g.until_on, g.class, g.why, a.name, g.asked_at, b.name, g.decided_at, g.agreed, g.answer, g.entries
      from gt.ending g
      join gt.account a on a.partnership_id = p and a.account_id = g.asked_by
      join gt.account b on b.partnership_id = p and b.account_id = g.decided_by
      where g.partnership_id = p and g.decided_at is not null and gt.lets_in(p, g.subject_id, who.account_id)
      order by g.decided_at desc, g.ending_id limit most;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.keeper(uuid)', 'gt.holds_stand(uuid, uuid[])', 'gt.stands_against_erasure(uuid, uuid, uuid[])',
      'gt.records_to_reckon(uuid, text, uuid, integer)', 'gt.save_kept(uuid, jsonb, text)', 'gt.records_ended(uuid, date, integer)', 'gt.record_kept(uuid, uuid)',
      'gt.records_named(uuid, text, text, date, integer)', 'gt.begin_keeping(uuid, uuid)', 'gt.end_keeping(uuid, uuid[])', 'gt.ask_for_erasure(uuid, uuid, uuid, text)',
      'gt.turn_down_erasure(uuid, uuid, text)', 'gt.erase_record(uuid, uuid, text)', 'gt.endings_decided(uuid, integer)'] loop
    execute 'alter function ' || f || ' owner to gt_records';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
  foreach f in array array['gt.save_kept(uuid, jsonb, text)', 'gt.records_ended(uuid, date, integer)', 'gt.record_kept(uuid, uuid)', 'gt.records_named(uuid, text, text, date, integer)',
      'gt.begin_keeping(uuid, uuid)', 'gt.end_keeping(uuid, uuid[])', 'gt.ask_for_erasure(uuid, uuid, uuid, text)', 'gt.turn_down_erasure(uuid, uuid, text)',
      'gt.erase_record(uuid, uuid, text)', 'gt.endings_decided(uuid, integer)'] loop
    execute 'grant execute on function ' || f || ' to gt_app';
  end loop;
end $$;
grant execute on function gt.records_to_reckon(uuid, text, uuid, integer), gt.save_kept(uuid, jsonb, text) to gt_worker;
