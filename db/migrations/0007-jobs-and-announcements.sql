-- Aftermath (mail, scanning, telling people) is asked for in the transaction it belongs to, and carried out by another process.
grant usage, create on schema gt to gt_jobs, gt_announcer;
grant execute on function gt.me() to gt_jobs;

-- Asks for a job in the caller's own transaction, for the account that is asking: who that is comes from the signed context, never from the caller.
-- A key makes one job of several asked by one account under it, for as long as none of them has begun.
create function gt.enqueue(job text, payload jsonb, key text, run_at timestamptz) returns void
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me();
    if who.account_id is null then raise exception 'a job is asked for by somebody' using errcode = 'GT403'; end if;
    perform graphile_worker.add_job(
      identifier => job,
      payload => json_build_object('for', json_build_object('partnership', who.partnership_id, 'account', who.account_id), 'with', payload),
      run_at => run_at,
      job_key => job || '/' || who.partnership_id || '/' || who.account_id || '/' || key);
  end $$;
alter function gt.enqueue(text, jsonb, text, timestamptz) owner to gt_jobs;
revoke all on function gt.enqueue(text, jsonb, text, timestamptz) from public;
grant execute on function gt.enqueue(text, jsonb, text, timestamptz) to gt_app, gt_worker, gt_import;

-- The database's own wish that one thread be looked at now.
create function gt.look_at(p uuid, subject uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform graphile_worker.add_job(
      identifier => 'announce', payload => json_build_object('partnership', p, 'subject', subject), job_key => 'announce/' || p || '/' || subject);
  end $$;
alter function gt.look_at(uuid, uuid) owner to gt_jobs;
revoke all on function gt.look_at(uuid, uuid) from public;
grant execute on function gt.look_at(uuid, uuid) to gt_announcer;

set role gt_owner;

-- When a thread's findings next have something to say. Written with the findings, in their transaction, so that nothing can slip between a scan and
-- a commit; looked through by moment, so that the minute's round costs what is due and not what there is.
create table gt.announcement_due (
  partnership_id uuid not null,
  subject_id uuid not null,
  at timestamptz not null,
  -- A worker looks at a thread alone until then, so that nothing is passed on twice; one that dies keeps it no longer.
  taken_until timestamptz not null default '-infinity',
  primary key (partnership_id, subject_id, at)
);
create index announcement_due_at on gt.announcement_due (at);

alter table gt.announcement
  -- The duty by which this account was told, and how often it had gone unacknowledged before.
  add column duty text not null,
  add column step integer not null default 0,
  -- The entry by which a person took notice of something critical.
  add column acknowledged_by uuid,
  -- The finding ended, or shows another level now: it no longer waits for anybody.
  add column closed_at timestamptz;
create index announcement_waiting on gt.announcement (partnership_id, account_id, told_at desc) where acknowledged_at is null and closed_at is null;
create index on gt.account (partnership_id, role);
reset role;

grant select on gt.finding, gt.reach, gt.account, gt.team, gt.team_member, gt.setting_value to gt_announcer;
grant select, insert, update (taken_until), delete on gt.announcement_due to gt_announcer;
grant select, update (closed_at) on gt.announcement to gt_announcer;

-- New or changed findings: note each moment from which one of them will show a level, be told to a further duty, or be over. What began already is
-- looked at as soon as this transaction is committed. History that is brought in is not announced: it happened to others.
create function gt.note_moments() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  declare
    at_once timestamptz := clock_timestamp();
    one record;
  begin
    insert into gt.announcement_due (partnership_id, subject_id, at)
      select distinct f.partnership_id, f.subject_id, greatest(w.at, at_once)
      from made f cross join lateral (
        select s.at from unnest(array[f.shows_info, f.shows_due, f.shows_overdue, f.shows_critical, f.shows_gate]) as s(at) where f.until_at > at_once
        union all select (t.value ->> 'from')::timestamptz from jsonb_array_elements(f.told) t where f.until_at > at_once
        union all select f.until_at where f.until_at < 'infinity' and (f.until_at > at_once or exists (select from gt.announcement a
          where a.partnership_id = f.partnership_id and a.subject_id = f.subject_id and a.rule = f.rule and a.key = f.key and a.closed_at is null))) w
      where w.at is not null and (w.at > at_once or session_user <> 'gt_import')
      on conflict do nothing;
    for one in select d.partnership_id, d.subject_id from gt.announcement_due d
        where d.at = at_once and (d.partnership_id, d.subject_id) in (select m.partnership_id, m.subject_id from made m) loop
      perform gt.look_at(one.partnership_id, one.subject_id);
    end loop;
    return null;
  end $$;

-- Findings that no longer hold at all: what was announced of them is closed.
create function gt.note_ends() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  declare
    at_once timestamptz := clock_timestamp();
    one record;
  begin
    for one in select distinct a.partnership_id, a.subject_id from gone f join gt.announcement a
        on a.partnership_id = f.partnership_id and a.subject_id = f.subject_id and a.rule = f.rule and a.key = f.key and a.closed_at is null loop
      insert into gt.announcement_due (partnership_id, subject_id, at) values (one.partnership_id, one.subject_id, at_once) on conflict do nothing;
      perform gt.look_at(one.partnership_id, one.subject_id);
    end loop;
    return null;
  end $$;

-- Takes threads with something to say by a moment, longest waiting first, for two minutes; `only` one of them, if given. `announced` gives them back.
create function gt.threads_to_announce(by_moment timestamptz, only_subject uuid, most integer) returns table (partnership_id uuid, subject_id uuid)
  language plpgsql security definer set search_path = ''
  as $$
  begin
    -- Taking is short, and one at a time: a thread may have several moments, and all of them are taken together or none.
    perform pg_advisory_xact_lock(4713021);
    return query
      with waiting as (
        select d.partnership_id, d.subject_id from gt.announcement_due d
        where d.at <= by_moment and (only_subject is null or d.subject_id = only_subject) and not exists (select from gt.announcement_due t
          where t.partnership_id = d.partnership_id and t.subject_id = d.subject_id and t.taken_until > clock_timestamp())
        order by d.at limit most),
      taken as (
        update gt.announcement_due d set taken_until = clock_timestamp() + interval '2 minutes'
        from (select distinct w.partnership_id, w.subject_id from waiting w) w
        where d.partnership_id = w.partnership_id and d.subject_id = w.subject_id and d.at <= by_moment
        returning d.partnership_id, d.subject_id)
      select distinct t.partnership_id, t.subject_id from taken t;
  end $$;

-- The accounts that hold a duty towards a subject at a moment. A duty held by a team is told to those of it whose role carries the duty.
create function gt.holding_duty(p uuid, subject uuid, duty text, at timestamptz, out_of_hours boolean) returns setof uuid
  language sql stable security definer set search_path = ''
  as $$
    with held as (
      select r.holder_id from gt.reach r
      where r.partnership_id = p and r.subject_id = subject and r.from_at <= holding_duty.at and r.until_at > holding_duty.at
        and r.relation = case duty when 'service-manager' then 'manager' when 'agency-safeguarding-lead' then 'agency' else duty end),
    carries as (
      select case duty when 'lead' then array['social-worker'] when 'manager' then array['team-manager'] when 'chair' then array['conference-chair']
        when 'screener' then array['bridge-screener', 'bridge-social-worker'] when 'bridge-manager' then array['bridge-manager'] end as roles)
    select a.account_id from held h join gt.account a on a.partnership_id = p and a.account_id = h.holder_id and a.active
      where duty not in ('service-manager', 'agency-safeguarding-lead')
    union
    select a.account_id from held h
      join gt.team_member tm on tm.partnership_id = p and tm.team_id = h.holder_id and tm.from_at <= holding_duty.at and tm.until_at > holding_duty.at
      join gt.account a on a.partnership_id = p and a.account_id = tm.account_id and a.active
      cross join carries c
      where duty not in ('service-manager', 'agency-safeguarding-lead') and (c.roles is null or a.role = any (c.roles))
    union
    select a.account_id from held h
      join gt.account a on a.partnership_id = p and a.agency_id = h.holder_id and a.active and a.role = 'school-safeguarding-lead'
      where duty = 'agency-safeguarding-lead'
    union
    select s.account_id from held h
      left join gt.team t on t.partnership_id = p and t.team_id = h.holder_id
      left join gt.account m on m.partnership_id = p and m.account_id = h.holder_id
      join gt.account s on s.partnership_id = p and s.agency_id = coalesce(t.agency_id, m.agency_id) and s.active and s.role = 'service-manager'
      where duty = 'service-manager'
    union
    -- The Bridge's own duties belong to whoever works its queue, unless a screener is named; so does the duty desk within hours.
    select a.account_id from gt.team t
      join gt.team_member tm on tm.partnership_id = p and tm.team_id = t.team_id and tm.from_at <= holding_duty.at and tm.until_at > holding_duty.at
      join gt.account a on a.partnership_id = p and a.account_id = tm.account_id and a.active
      where t.partnership_id = p and t.queue = 'bridge' and (
        (duty = 'screener' and a.role in ('bridge-screener', 'bridge-social-worker')
          and not exists (select from held h join gt.account n on n.partnership_id = p and n.account_id = h.holder_id))
        or (duty = 'bridge-manager' and a.role = 'bridge-manager')
        or (duty = 'duty' and not out_of_hours and a.role = 'bridge-manager'))
    union
    select a.account_id from gt.account a
      where duty = 'duty' and out_of_hours and a.partnership_id = p and a.role = 'emergency-duty-worker' and a.active
  $$;

-- What is to be told of some threads at a moment, and to whom: ids, levels and duties, no text. Of one finding the highest level it has reached, and
-- beside it the gate. `step` 0 is told at once; a later step is what follows when nobody has taken notice of something critical for as long as
-- `patience` (or when it was told to nobody at all), its `tier`s to be tried in order until one of them has been told.
create function gt.to_announce(p uuid, subjects uuid[], at timestamptz, out_of_hours boolean, patience interval)
  returns table (subject_id uuid, rule text, key text, level text, duty text, step integer, tier integer, answered_by_none boolean, account_id uuid)
  language sql stable security definer set search_path = ''
  as $$
    with standing as (
      select f.subject_id, f.rule, f.key, f.told, f.queue, l.level
      from gt.finding f
      cross join lateral (
        select case when f.shows_critical <= to_announce.at then 'CRITICAL' when f.shows_overdue <= to_announce.at then 'OVERDUE'
          when f.shows_due <= to_announce.at then 'DUE' when f.shows_info <= to_announce.at then 'INFO' end as level
        union all select 'GATE' where f.shows_gate <= to_announce.at) l
      where f.partnership_id = p and f.subject_id = any (subjects) and f.from_at <= to_announce.at and f.until_at > to_announce.at and l.level is not null),
    ignored as (
      select s.subject_id, s.rule, s.key, s.queue, coalesce(x.step, 0) + 1 as step, x.first_told is not null as told_before
      from standing s
      cross join lateral (select max(a.step) as step, min(a.told_at) as first_told, count(a.acknowledged_by) as noticed from gt.announcement a
        where a.partnership_id = p and a.subject_id = s.subject_id and a.rule = s.rule and a.key = s.key and a.level = 'CRITICAL') x
      where s.level = 'CRITICAL' and x.noticed = 0 and (x.first_told is null or to_announce.at >= x.first_told + patience * (x.step + 1))),
    tells as (
      select s.subject_id, s.rule, s.key, s.level, t.value ->> 'to' as duty, 0 as step, 0 as tier, false as told_before
        from standing s cross join lateral jsonb_array_elements(s.told) t where (t.value ->> 'from')::timestamptz <= to_announce.at
      union all
      select s.subject_id, s.rule, s.key, s.level, 'duty', 0, 0, false from standing s where s.level = 'CRITICAL' and out_of_hours
        and not exists (select from gt.announcement a where a.partnership_id = p and a.subject_id = s.subject_id and a.rule = s.rule and a.key = s.key
          and a.acknowledged_by is not null)
      union all
      select i.subject_id, i.rule, i.key, 'CRITICAL', n.duty, i.step, n.tier::integer, i.told_before from ignored i
        cross join lateral unnest(case when out_of_hours then array['duty'] else '{}' end
          || case when i.queue is null then array['manager', 'service-manager', 'chair'] else array['bridge-manager'] end || array['duty']) with ordinality as n(duty, tier))
    select distinct t.subject_id, t.rule, t.key, t.level, t.duty, t.step, t.tier, t.told_before, h.account_id
    from tells t cross join lateral gt.holding_duty(p, t.subject_id, t.duty, to_announce.at, out_of_hours) as h(account_id)
    where not exists (select from gt.announcement a where a.partnership_id = p and a.subject_id = t.subject_id and a.rule = t.rule and a.key = t.key
      and a.level = t.level and a.account_id = h.account_id)
    order by t.subject_id, t.rule, t.key, t.level, t.step, t.tier, h.account_id
  $$;

-- What is critical now, by finding, and when it is next to be looked at because nobody has taken notice: `escalates` null where somebody has.
create function gt.critical_now(p uuid, subjects uuid[], at timestamptz, patience interval) returns table (subject_id uuid, rule text, key text, told integer, escalates timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select f.subject_id, f.rule, f.key, x.told, case when x.noticed = 0 then x.first_told + patience * (x.step + 1) end
    from gt.finding f
    cross join lateral (select count(*)::integer as told, max(a.step) as step, min(a.told_at) as first_told, count(a.acknowledged_by) as noticed from gt.announcement a
      where a.partnership_id = p and a.subject_id = f.subject_id and a.rule = f.rule and a.key = f.key and a.level = 'CRITICAL') x
    where f.partnership_id = p and f.subject_id = any (subjects) and f.from_at <= critical_now.at and f.until_at > critical_now.at and f.shows_critical <= critical_now.at
  $$;

-- Ends a look at some threads: announcements whose finding is over, or shows another level, are closed; the moments that were looked at are done
-- with; `again` are the next ones.
create function gt.announced(p uuid, subjects uuid[], at timestamptz, again jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.announcement a set closed_at = announced.at
      where a.partnership_id = p and a.subject_id = any (subjects) and a.closed_at is null and not exists (select from gt.finding f
        where f.partnership_id = p and f.subject_id = a.subject_id and f.rule = a.rule and f.key = a.key and f.from_at <= announced.at and f.until_at > announced.at
          and case a.level when 'GATE' then f.shows_gate <= announced.at
            else a.level = case when f.shows_critical <= announced.at then 'CRITICAL' when f.shows_overdue <= announced.at then 'OVERDUE'
              when f.shows_due <= announced.at then 'DUE' when f.shows_info <= announced.at then 'INFO' end end);
    delete from gt.announcement_due d where d.partnership_id = p and d.subject_id = any (subjects) and d.at <= announced.at;
    insert into gt.announcement_due (partnership_id, subject_id, at)
      select p, g.subject, g.at from jsonb_to_recordset(again) as g(subject uuid, at timestamptz) where g.subject = any (subjects) and g.at > announced.at on conflict do nothing;
  end $$;

-- Was this account told of something about this subject as the duty desk, that still stands? Asked by policies, of those alone whose role may be on duty;
-- a function, because the policy on announcements asks for findings in its turn.
create function gt.told_on_duty(p uuid, subject uuid, account uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.announcement a
      where a.partnership_id = p and a.subject_id = subject and a.account_id = account and a.duty = 'duty' and a.closed_at is null)
  $$;

-- The announcer's numbers as this partnership has set them.
create function gt.announcer_settings(p uuid) returns table (setting text, from_on date, value jsonb)
  language sql stable security definer set search_path = ''
  as $$
    select distinct on (s.setting, s.from_on) s.setting, s.from_on, s.value from gt.setting_value s
    where s.partnership_id = p and s.setting in ('announcer.acknowledge-within', 'announcer.bridge-opens', 'announcer.bridge-closes')
    order by s.setting, s.from_on, s.set_at desc
  $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.note_moments()', 'gt.note_ends()', 'gt.threads_to_announce(timestamptz, uuid, integer)', 'gt.holding_duty(uuid, uuid, text, timestamptz, boolean)',
      'gt.to_announce(uuid, uuid[], timestamptz, boolean, interval)', 'gt.critical_now(uuid, uuid[], timestamptz, interval)', 'gt.announced(uuid, uuid[], timestamptz, jsonb)',
      'gt.announcer_settings(uuid)', 'gt.told_on_duty(uuid, uuid, uuid)'] loop
    execute 'alter function ' || f || ' owner to gt_announcer';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
  foreach f in array array['gt.threads_to_announce(timestamptz, uuid, integer)', 'gt.to_announce(uuid, uuid[], timestamptz, boolean, interval)',
      'gt.critical_now(uuid, uuid[], timestamptz, interval)', 'gt.announced(uuid, uuid[], timestamptz, jsonb)', 'gt.announcer_settings(uuid)'] loop
    execute 'grant execute on function ' || f || ' to gt_worker';
  end loop;
end $$;

grant execute on function gt.told_on_duty(uuid, uuid, uuid) to gt_app, gt_worker;

-- A trigger runs as whoever wrote the row, and its function as its owner; only the owner of the table may hang one on it.
grant execute on function gt.note_moments(), gt.note_ends() to gt_owner;
set role gt_owner;
create trigger note_moments after insert on gt.finding referencing new table as made for each statement execute function gt.note_moments();
create trigger note_ends after delete on gt.finding referencing old table as gone for each statement execute function gt.note_ends();
reset role;
